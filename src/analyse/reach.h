/* What somebody can reach in a world: the least model, with an easy derivation of every state.
 *
 * Closure: Dowling & Gallier 1984, counters on the ground AND-OR hypergraph. Derivations: Knuth
 * 1977, the generalisation of Dijkstra's algorithm to superior functions, keyed (effort, steps,
 * declaration order). */
#ifndef CTM_ANALYSE_REACH_H
#define CTM_ANALYSE_REACH_H

#include "analyse/ground.h"

enum world_type { WORLD_RESIDUAL, WORLD_INHERENT, WORLD_PLANNED, WORLD_EVIDENCED, WORLD_CARELESS };
const char *world_word(enum world_type type);
/* False if no world is called that. */
bool world_find(struct str word, enum world_type *type);

struct world {
  enum world_type type;
  uint32_t start; /* the entity from whose `exec` all begins */
  uint8_t skill, resources;
  enum world_type controls; /* careless: with the controls of which world people err; others 0 */
  const fact *slips;        /* weaknesses that mistakes brought about (despite) */
  uint32_t slip_count;
  bool only_rules;       /* neither techniques nor mistakes: what rules alone give */
  bool are_all_mistakes; /* careless: all mistakes are theirs, else those of `makes` */
  struct numbers makes;
  const uint64_t *off; /* steps that are stopped besides, a bitset; or NULL */
};

#define STEP_NONE  0xffffffffu
#define STEP_START 0xfffffffeu
#define STEP_GIVEN 0xfffffffdu

/* A state or brought weakness that was reached: its easiest derivation. */
struct reached {
  fact fact;
  uint32_t effort;
  uint32_t by; /* the last step of the derivation, or STEP_START */
};

struct reach {
  const struct ground *ground;
  struct world world;
  struct reached *at; /* as they were settled: every premise before its conclusion */
  uint32_t count;
  uint32_t *place; /* by fact: 1 + its place in `at`, 0 (not reached) or PLACE_GIVEN */
};

#define PLACE_GIVEN 0xffffffffu

/* In `arena`, borrowed until it is reset. */
struct reach *reach_run(struct arena *arena, const struct ground *ground,
                        const struct world *world);
/* The same of the facts in a bit set alone, which holds all that leads to any of them
 * (answers_relevant): their derivations, efforts and ties are the same. */
struct reach *reach_run_towards(struct arena *arena, const struct ground *ground,
                                const struct world *world, const uint64_t *relevant);
static inline bool reach_has(const struct reach *reach, fact f)
{
  return f != NONE && reach->place[f];
}
/* Of its easiest derivation; meaningless if it is not reached. */
static inline uint32_t reach_effort(const struct reach *reach, fact f)
{
  uint32_t place = reach->place[f];
  return place && place != PLACE_GIVEN ? reach->at[place - 1].effort : 0;
}
/* The last step of that derivation, STEP_START, STEP_GIVEN (a weakness of the model or a slip) or
 * STEP_NONE (not reached). */
static inline uint32_t reach_by(const struct reach *reach, fact f)
{
  uint32_t place = reach->place[f];
  if (place && place != PLACE_GIVEN) return reach->at[place - 1].by;
  return place ? STEP_GIVEN : STEP_NONE;
}
/* The goal with the least effort, the first of such; NONE if it reaches none. */
fact reach_easiest(const struct reach *reach, const fact *goals, uint32_t count);
/* Which controls count there (enum counted), or -1: none does. */
int world_counted(const struct world *world);
/* Whether a world lets the step happen, its premises aside: rule type, skill, controls. */
bool world_allows(const struct ground *ground, const struct world *world, uint32_t step);
/* The step's own effort there: the technique's and 2 for each slowing control. */
uint32_t world_effort(const struct ground *ground, const struct world *world, uint32_t step);
/* Both by pattern, `off` aside: the effort, or EFFORT_NEVER of what the world does not allow. */
#define EFFORT_NEVER 0xffffffffu
uint32_t *world_efforts(struct arena *arena, const struct ground *ground,
                        const struct world *world);

/* The world of an attacker (or of any thing: greatest skill and resources of any hostile party, 4
 * and 4 if there is none). */
struct world world_of(const struct ground *ground, uint32_t entity, enum world_type type);
/* The greatest skill and resources of any hostile party; 4 and 4 without one. */
void world_greatest(const struct model *model, uint8_t *skill, uint8_t *resources);

/* A proof: the distinct steps of the easiest derivation, each after its premises. */
struct proof_step {
  uint32_t step;
  uint32_t effort;  /* the step's own, in this world */
  uint32_t crosses; /* the innermost boundary (entity) that it gets into, or NONE */
};
/* A weakness that a mistake brought about: whose, and by which step of their careless world; NONE
 * until answers_blame says. */
struct proof_slip {
  fact weakness;
  uint32_t person, step;
};
struct proof {
  fact goal;
  struct proof_step *steps;
  uint32_t count;
  uint32_t effort;          /* sum over the distinct steps: what is shown */
  uint32_t *boundaries;     /* all that it gets into, each once, outer before inner */
  uint32_t crossed;         /* how many those are */
  struct proof_slip *slips; /* weaknesses it needs that the model has not */
  uint32_t slip_count;
};
/* NULL if the goal is not reached. */
struct proof *proof_make(struct arena *arena, const struct reach *reach, fact goal);

#endif
