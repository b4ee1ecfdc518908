/* The least effort of any way: the sum over its distinct steps, each counted once. */
#ifndef CTM_ANALYSE_LEAST_H
#define CTM_ANALYSE_LEAST_H

#include "analyse/net.h"

struct least {
  struct route route; /* the easiest that is known */
  uint32_t lower;     /* no way takes less; `route.effort` unless the work ran out */
};

/* From some way on. `work`: looks at a step or a fact that it may take. In `arena`. */
struct least least_find(struct arena *arena, const struct net *net, const struct route *known,
                        uint64_t work);

#endif
