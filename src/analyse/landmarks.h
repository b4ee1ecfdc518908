/* What every derivation of a fact passes: landmarks. */
#ifndef CTM_ANALYSE_LANDMARKS_H
#define CTM_ANALYSE_LANDMARKS_H

#include "analyse/reach.h"
#include "base/family.h"

/* The steps that conclude each fact, in their order; the same for all runs over a ground. */
struct makers {
  uint32_t *first; /* by fact, fact_count + 1 of them */
  uint32_t *steps;
};
/* In `arena`. */
struct makers makers_of(struct arena *arena, const struct ground *ground);

/* What a fact and a step bear, as sets of a family: what is asked for. A set of what every
 * derivation passes holds exactly those labels without whose bearers the fact is not derivable. */
struct labels {
  struct family *family;
  void *context;
  uint32_t (*of_fact)(void *context, fact f);
  uint32_t (*of_step)(void *context, uint32_t step);
};

/* Not reached, or of no use on a way to the goals. */
#define LANDMARKS_NONE 0xffffffffu

struct landmarks {
  /* By fact: the labels that every derivation of it passes, its own among them; LANDMARKS_NONE of
   * what is not reached or leads to no goal. */
  uint32_t *sets;
  uint32_t *distance; /* by fact that has a set: the fewest steps from it to a goal */
};
/* In `arena`. */
struct landmarks landmarks_find(struct arena *arena, const struct reach *reach,
                                const struct makers *makers, const fact *goals, uint32_t goal_count,
                                const struct labels *labels);

#endif
