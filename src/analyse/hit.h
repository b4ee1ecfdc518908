/* The cheapest leaves of a circuit that make several of its gates true: a minimum hitting set, in
 * which what hits may be several leaves together. */
#ifndef CTM_ANALYSE_HIT_H
#define CTM_ANALYSE_HIT_H

#include "analyse/circuit.h"

/* What choosing a leaf costs: a leaf (or several, where leaves weigh differently: a multiple), then
 * what decides between sets that weigh the same. All that are chosen weigh less than 2^15. */
#define COST_LEAF ((uint64_t)1 << 48)

struct hit_question {
  const struct circuit *circuit;
  const uint32_t *roots; /* the gates that must be true; neither of the two constants */
  uint32_t root_count;
  const uint64_t *cost; /* by leaf; at least COST_LEAF */
  uint64_t work;        /* looks at a node that it may take */
};

struct hit {
  uint32_t *leaves; /* that were chosen, in ascending order */
  uint32_t count;
  uint32_t lower; /* nothing that weighs less hits all; what was chosen weighs that unless the
                     work ran out */
  uint64_t work;  /* that it took */
};

/* In `arena`. */
struct hit hit_find(struct arena *arena, const struct hit_question *question);

#endif
