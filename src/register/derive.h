/* The passes that make a register, in order (register.c); of no interest outside. */
#ifndef CTM_REGISTER_DERIVE_H
#define CTM_REGISTER_DERIVE_H

#include "register/register.h"

/* What the passes share. */
struct derivation {
  struct unit *unit;
  struct answers *answers;
  const struct model *model;
  const struct ground *ground;
  struct reg *reg;
  struct arena *arena;  /* the unit's */
  struct arena scratch; /* lives as long as the derivation */
  struct harm_goal *goals;
  uint32_t goal_count;
  uint32_t *first_way; /* by fact, fact_count + 1: the steps that conclude it … */
  uint32_t *ways;      /* … in their order */
  fact *stack;         /* room for every fact once */
  fact *walked;        /* what the last way_effort saw */
  uint32_t walked_count;
  uint32_t *stamps, stamp; /* by fact: the last walk that saw it */
  uint32_t *scenario_of;   /* by position in answers->attackers × goal; NONE */
  struct map asked_steps;  /* (step, 0) -> number in step_stops */
  VEC_OF(struct reg_stops) step_stops;
  bool has_plans; /* some plan stops or slows a step */
};

/* --- the passes ------------------------------------------------------------------------------- */
void provenance_derive(struct derivation *d);
void things_derive(struct derivation *d);  /* rows, controls, weaknesses */
void effects_derive(struct derivation *d); /* which controls do anything */
void scenarios_derive(struct derivation *d);
void threats_derive(struct derivation *d); /* techniques and mistakes at places */
void assertions_derive(struct derivation *d);
void treatments_derive(struct derivation *d);
void lints_derive(struct derivation *d);
void acceptances_derive(struct derivation *d); /* marks threats, scenarios, assertions, lints */
void coverage_derive(struct derivation *d);
void scope_derive(struct derivation *d);
void summary_derive(struct derivation *d); /* counts and rankings, last */

/* --- rows (rows.c) ---------------------------------------------------------------------------- */
/* A row of that id; the fingerprint is that of `first_id`. */
struct reg_row row_make(struct derivation *d, struct str id, struct str first_id, struct span span);
const char *row_place(struct derivation *d, struct span span, uint32_t *line);
struct str first_id(const struct derivation *d, uint32_t entity);
struct str text_of(const char *text);
/* "flood on shop.web", and "… (2)" for the second of that name. */
struct str claim_row_id(struct derivation *d, struct map *names, const char *text);

/* --- risk (risk.c) ---------------------------------------------------------------------------- */
struct reg_risk risk_none(const char *reason);
/* What the goal is worth, got at that effort by somebody of those resources. */
struct reg_risk risk_make(struct derivation *d, const struct harm_goal *goal, uint32_t effort,
                          uint8_t resources);
uint8_t risk_score(const struct harm_goal *goal, uint32_t effort, uint8_t resources);

/* --- ways (ways.c) ---------------------------------------------------------------------------- */
/* The reached fact of the goal with the easiest derivation, or NONE. */
fact goal_best(const struct reach *reach, const struct harm_goal *goal);
/* The sum of the distinct steps of the easiest derivation, as proof_make shows it. Cost: its size.
 */
uint32_t way_effort(struct derivation *d, const struct reach *reach, fact goal);
/* Whether the world lets the step happen and all its premises are reached. */
bool step_is_taken(const struct reach *reach, uint32_t step);
struct label_run {
  const struct reach *reach;
  const struct reach *except; /* what is reached there is no goal; or NULL */
  const uint8_t *scores;      /* by goal, 0-25; 0 counts for nothing */
  bool is_loose;              /* premises and reached goals are not asked for */
};
/* By fact: the goal of the greatest score that it leads to through steps that are taken, or NONE.
 * In `arena`. */
uint32_t *ways_label(const struct derivation *d, struct arena *arena, const struct label_run *run);
/* The goal that a step's gain leads to by these labels. `keep` and `hide` lead nowhere further:
 * what the foothold leads to counts instead. */
uint32_t step_label(const struct ground *ground, const uint32_t *labels, uint32_t step);

/* --- looks (looks.c) -------------------------------------------------------------------------- */
typedef void look_visit(void *context, const struct lookup *look);
/* Every look of the rule's steps at the thing, as above; things in `arena`. */
void looks_of(const struct ground *ground, struct arena *arena, uint32_t rule, uint32_t thing,
              const struct map *ends, look_visit *visit, void *context);

/* --- stops (stops.c) -------------------------------------------------------------------------- */
/* Collects what steps look for, each (control, thing) once. Zeroed at first; begin again after end.
 */
struct stops_builder {
  struct arena *arena; /* of the result */
  struct arena scratch;
  const struct model *model;
  struct map seen;
  VEC_OF(struct reg_stop) stops;
};
void stops_begin(struct stops_builder *b, struct arena *arena);
void stops_free(struct stops_builder *b);
/* All that the rule's steps at the thing look for; with `ends` only of those that gain something of
 * the things (thing, 0) in it. */
void stops_add(struct stops_builder *b, const struct ground *ground, uint32_t rule, uint32_t thing,
               const struct map *ends);
void stops_add_step(struct derivation *d, struct stops_builder *b, uint32_t step);
/* Those in place, then planned, then candidates. */
struct reg_stops stops_end(struct stops_builder *b);
/* Of these, those in place that stop (or the others), in `arena`. */
struct reg_stops stops_select(struct arena *arena, const struct reg_stops *all, bool is_in_place);
/* The nearest place around the thing, itself included, that is with the control; NONE. */
uint32_t place_with(const struct model *model, uint32_t thing, uint32_t control,
                    enum counted counted);

/* --- threats (threats.c, mistakes.c) ---------------------------------------------------------- */
/* The row of (rule, thing), made if it is new. */
uint32_t threat_row(struct derivation *d, uint32_t rule, uint32_t thing);
/* Somebody can take a step of the threat (open), or could without controls. */
void threat_meet(struct derivation *d, uint32_t number, uint32_t attacker, bool is_open);
/* Lists the mistakes among the threats and marks their steps (threats.c); links once threats stand.
 */
void mistakes_derive(struct derivation *d, uint8_t *listed);
void mistakes_link(struct derivation *d);
/* By step: why it is listed. */
enum { LISTED_OPEN = 1, LISTED_MITIGATED = 2, LISTED_LATENT = 4 };

/* --- lints (lints.c, lints_names.c) ----------------------------------------------------------- */
void lint_add(struct derivation *d, enum code code, uint32_t thing, struct span span,
              const char *text, const char *help);
void lints_names(struct derivation *d);

void numbers_push(struct arena *arena, struct numbers *numbers, uint32_t number);
void facts_push(struct arena *arena, struct facts *facts, fact f);

#endif
