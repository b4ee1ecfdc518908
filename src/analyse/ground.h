/* Ground steps: every rule applied to every thing it is anchored at, along every walk of its one
 * many-valued path, one step a conclusion, in flat arrays. One grounding serves all worlds; a world
 * only switches steps on and off (reach.h). */
#ifndef CTM_ANALYSE_GROUND_H
#define CTM_ANALYSE_GROUND_H

#include "model/model.h"

/* A state or a weakness of a thing, numbered: the privileges of each entity in the order of
 * entities, then the weaknesses that any rule asks for or brings about. */
typedef uint32_t fact;

struct weakness_fact {
  uint32_t entity, weakness;
};

/* What steps of one rule have in common: there are few patterns and many steps. */
struct pattern {
  uint32_t first_premise; /* the premises of step s stand from first_premise + s * stride on … */
  uint32_t
      first_counter; /* … and its counter, if it has several, at first_counter + s (mod 2^32) */
  uint16_t rule;
  uint16_t premise_count, stride; /* the first are distinct; what is left of the stride is NONE */
  uint16_t slowed[3];             /* by enum counted: how many slowing controls are in place */
  uint8_t stopped;                /* bits 1 << enum counted: a control in place stops it */
};

struct ground {
  const struct model *model;
  uint32_t *first_fact; /* by entity, count + 1 of them */
  uint32_t state_count; /* facts below are states, from there on weaknesses */
  uint32_t fact_count;
  struct weakness_fact *weaknesses; /* by fact - state_count */
  struct map weakness_facts;        /* (entity, weakness) -> fact */
  uint8_t *is_given;                /* by fact - state_count: the thing has it in the model */

  uint32_t step_count;
  struct pattern *patterns; /* in the order of rules, and so are the steps */
  uint32_t pattern_count;
  uint16_t *narrow; /* by step: its pattern; NULL if there are too many of them, and then … */
  uint32_t *wide;   /* … this has it */
  uint32_t *subject;
  fact *conclusion;
  fact *premises;
  uint32_t counter_count; /* of steps with several premises */

  uint32_t *free; /* the steps without premises, in order */
  uint32_t free_count;
  uint32_t *first_use; /* by fact, fact_count + 1: the steps that need it … */
  uint32_t *uses;      /* … in their order */
};

/* The premises of a step, each once. */
struct premises {
  const fact *at;
  uint32_t count;
};

static inline uint32_t ground_pattern(const struct ground *ground, uint32_t step)
{
  return ground->narrow ? ground->narrow[step] : ground->wide[step];
}
static inline uint32_t ground_rule(const struct ground *ground, uint32_t step)
{
  return ground->patterns[ground_pattern(ground, step)].rule;
}
static inline struct premises ground_premises(const struct ground *ground, uint32_t step)
{
  const struct pattern *p = &ground->patterns[ground_pattern(ground, step)];
  return (struct premises){ground->premises + (uint32_t)(p->first_premise + step * p->stride),
                           p->premise_count};
}
/* Bits 1 << enum counted: a control in place stops it. */
static inline uint8_t ground_stopped(const struct ground *ground, uint32_t step)
{
  return ground->patterns[ground_pattern(ground, step)].stopped;
}
static inline uint32_t ground_slowed(const struct ground *ground, enum counted counted,
                                     uint32_t step)
{
  return ground->patterns[ground_pattern(ground, step)].slowed[counted];
}

/* Grounds all sound rules; mistakes only `with_mistakes` (nobody careless, and nobody asks what a
 * slip would open: they would be idle). Too many steps (LIMIT_GROUND_STEPS) is an error on the
 * unit, and NULL. */
struct ground *ground_make(struct unit *unit, const struct model *model, bool with_mistakes);

/* The fact, or NONE if things of that root have no such privilege. */
fact ground_state(const struct ground *ground, uint32_t entity, enum privilege privilege);
/* The fact of a weakness (itself, not what it `is`), or NONE if no rule asks for or brings it. */
fact ground_weakness(const struct ground *ground, uint32_t entity, uint32_t weakness);
static inline bool fact_is_state(const struct ground *ground, fact f)
{
  return f < ground->state_count;
}
uint32_t fact_entity(const struct ground *ground, fact f);
enum privilege fact_privilege(const struct ground *ground, fact f); /* of a state */

/* What a state means, for a person: "reads", "runs code on", "stands in"…; of a weakness: "has". */
const char *fact_verb(const struct ground *ground, fact f);
/* "prod.api.exec" or "prod.api.known-vulnerability"; in `arena`. */
const char *fact_text(const struct ground *ground, struct arena *arena, fact f);

/* One control that a step looks for, and where. */
struct lookup {
  uint32_t control; /* as the rule names it */
  bool is_slowing;
  bool is_in_place[3];   /* by enum counted */
  struct numbers things; /* where it is looked for: at each of them it must be … */
  bool is_within;        /* … or, then, at one of the places around each */
};
/* Every look of a step, in the rule's order; for explaining what stops it and what would. */
struct lookup *ground_lookups(const struct ground *ground, struct arena *arena, uint32_t step,
                              uint32_t *count);

/* Where in the source the step's fact of life is stated: the weakness it needs, else the last tie
 * that it walks, else its subject. */
struct span ground_step_span(const struct ground *ground, uint32_t step);

#endif
