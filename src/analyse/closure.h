/* What somebody can reach in a world, and nothing of how: for the many questions that are about yes
 * or no. It can go on from where it stands when more steps are allowed than before. */
#ifndef CTM_ANALYSE_CLOSURE_H
#define CTM_ANALYSE_CLOSURE_H

#include "analyse/reach.h"

struct closure {
  const struct ground *ground;
  struct arena *arena;
  enum world_type type;  /* of the world it stands in now */
  uint64_t *has;         /* by fact, a bit set: reached, given or a slip */
  uint16_t *settled;     /* by counter of a step: its premises that are reached */
  uint32_t reached;      /* how many states and brought weaknesses are; given ones do not count */
  VEC_OF(fact) open;     /* reached, but what follows from it is not looked at yet */
  VEC_OF(uint32_t) held; /* steps whose premises are reached and that the world does not allow */
};

/* In `arena`, borrowed until it is reset. What it reaches is what reach_run reaches; a world
 * without a start (NONE) has what anybody has. */
struct closure *closure_run(struct arena *arena, const struct ground *ground,
                            const struct world *world);
/* Goes on to what closure_run would reach in this world, which starts where that one did, has all
 * of its slips and allows every step that it allowed: one with more skill, controls taken away,
 * fewer steps off. `ground` is the same one or, for controls that the model itself loses, that of
 * model_changed with nothing but `without`: its steps are the same, under the same numbers. Cost:
 * what is new, and the steps that were held. */
void closure_continue(struct closure *closure, const struct ground *ground,
                      const struct world *world);

static inline bool closure_has(const struct closure *closure, fact f)
{
  return f != NONE && bitset_has(closure->has, f);
}

#endif
