/* The register: what the answers mean for the people who own the risks. One structure in memory,
 * from which every printer prints, so that no two outputs can disagree. The words are those of
 * ISO/IEC 27005:2022.
 *
 * Things, rules, controls and weaknesses are numbers of the model and its vocabulary; rows of the
 * register are numbers of the arrays below. All of it is the unit's and in the order of
 * declaration. Cost: linear in ground steps for every attacker's world, and in what is shown. */
#ifndef CTM_REGISTER_REGISTER_H
#define CTM_REGISTER_REGISTER_H

#include "analyse/choke.h"
#include "analyse/cut.h"
#include "base/sha256.h"

/* --- words ----------------------------------------------------------------------------------- */

/* NONE: nobody gets there. */
enum risk_level { RISK_NONE, RISK_LOW, RISK_MEDIUM, RISK_HIGH, RISK_CRITICAL, RISK_COUNT };

enum threat_status {
  THREAT_OPEN,      /* somebody can take the step, and it leads to something of worth */
  THREAT_ACCEPTED,  /* so, and somebody said that it may stay */
  THREAT_EXPIRED,   /* so, until a day that is over: open again */
  THREAT_MITIGATED, /* only without the controls in place */
  THREAT_LATENT,    /* its weakness is there, nobody gets there */
  THREAT_STATUS_COUNT
};

enum scenario_status {
  SCENARIO_OPEN,
  SCENARIO_ACCEPTED,
  SCENARIO_EXPIRED,
  SCENARIO_CONTROLLED, /* unreachable now; `holds` names the controls that keep it so */
  SCENARIO_STATUS_COUNT
};

enum assertion_status {
  ASSERTION_HOLDS,
  ASSERTION_FAILS,
  ASSERTION_ACCEPTED,
  ASSERTION_EXPIRED,
  ASSERTION_STATUS_COUNT
};

/* The treatment options of ISO/IEC 27005:2022, 8.2, as far as a model can say them. */
enum risk_treatment {
  TREATMENT_UNDECIDED,
  TREATMENT_MODIFY, /* by controls: in place (controlled) or planned */
  TREATMENT_RETAIN, /* accepted */
  TREATMENT_COUNT
};

enum acceptance_state {
  ACCEPTANCE_IN_FORCE,
  ACCEPTANCE_PENDING,  /* its `since` is yet to come */
  ACCEPTANCE_PARTIAL,  /* somebody who is not in `by` can do it, too */
  ACCEPTANCE_EXCEEDED, /* the residual risk rose above `up-to` */
  ACCEPTANCE_EXPIRED,  /* its `until` is over */
  ACCEPTANCE_DEAD,     /* there is nothing to accept */
  ACCEPTANCE_STATE_COUNT
};

enum plan_state {
  PLAN_DONE, /* every control of it is in place */
  PLAN_OPEN,
  PLAN_OVERDUE, /* its `until` is over */
  PLAN_DEAD,    /* no such threat */
  PLAN_STATE_COUNT
};

enum stop_state { STOP_IN_PLACE, STOP_PLANNED, STOP_CANDIDATE, STOP_STATE_COUNT };

const char *risk_level_word(enum risk_level level); /* "none", "low", … "critical" */
const char *threat_status_word(enum threat_status status);
const char *scenario_status_word(enum scenario_status status);
const char *assertion_status_word(enum assertion_status status);
const char *risk_treatment_word(enum risk_treatment treatment);
const char *acceptance_state_word(enum acceptance_state state); /* "in-force", … */
const char *plan_state_word(enum plan_state state);
const char *stop_state_word(enum stop_state state); /* "in-place", "planned", "candidate" */
const char *harm_word(enum harm harm);              /* "confidentiality", … */

/* The criteria: a product of impact and likelihood on the matrix; and an effort as likelihood. */
enum risk_level risk_level_of(unsigned score);
uint8_t risk_likelihood(uint32_t effort, uint8_t resources);

/* --- rows ------------------------------------------------------------------------------------- */

/* What every row begins with. Ids of threats and scenarios are made of the first ids that their
 * things ever had (the first of `was`), so that a rename that says `was` changes no id. */
struct reg_row {
  struct str id;           /* stable, unique within its section; NUL behind */
  const char *fingerprint; /* the first 16 hex digits of the SHA-256 of the id */
  const char *file;        /* as the model names it, never absolute; "" if nowhere */
  uint32_t line;           /* from 1; 0 if nowhere */
};

struct reg_source {
  const char *name;
  char sha256[SHA256_HEX];
};

struct reg_provenance {
  const char *tool, *version; /* "ctm", "0.1.0" */
  uint32_t language;          /* of `ctm 1` */
  /* The SHA-256 of what sha256sum prints for the user's files in the order of loading. */
  char model_digest[SHA256_HEX];
  const char *as_of; /* "2026-11-24" */
  struct reg_source *sources;
  uint32_t source_count;
};

/* One control of one thing, in place or planned. */
struct reg_control {
  uint32_t control, thing;
  enum basis basis;
  bool is_planned;
  bool has_effect; /* stops or slows a step of this model in some world; of a planned one: it would
                    */
  const struct str *evidence;
  uint32_t evidence_count;
  struct span span;
  const char *file;
  uint32_t line;
};

struct reg_weakness {
  uint32_t weakness, thing;
  enum basis basis;
  const struct str *evidence;
  uint32_t evidence_count;
  const char *file;
  uint32_t line;
};

/* By entity: boundaries, machines and actors (elements), flows, data (assets). */
struct reg_thing {
  struct reg_row row;                      /* its id is the one it has now … */
  struct str first_id;                     /* … and this the first it ever had: fingerprints and
                                              the ids of threats and scenarios are made of it */
  uint32_t first_control, control_count;   /* in reg->controls */
  uint32_t first_weakness, weakness_count; /* in reg->weaknesses */
  uint32_t open_threats;                   /* open or expired ones at it */
  bool is_silent;                          /* a machine of which nothing was said */
};

/* A figure of risk and what it came from. */
struct reg_risk {
  enum risk_level level; /* RISK_NONE: not reached, all else 0 */
  uint8_t impact;        /* 1-5 */
  uint8_t likelihood;    /* 1-5 */
  uint8_t score;         /* their product */
  uint32_t effort;       /* of the way it was computed from */
  const char *reason;    /* "impact 4 (confidentiality high) × likelihood 4 (effort 7)…" */
};

/* A control that a step looks for, at one thing. */
struct reg_stop {
  uint32_t control; /* as the rule names it; what `is` it counts */
  uint32_t thing;   /* where it stands, or would */
  enum stop_state state;
  bool is_slowing; /* it adds effort and stops nothing */
  bool is_within;  /* a candidate: any place around the thing would do */
};
struct reg_stops {
  struct reg_stop *at;
  uint32_t count;
};

/* A technique or a mistake at a place: the thing that its rule is anchored at. */
struct reg_threat {
  struct reg_row row; /* "flood@shop.front.web"; the file and line are the thing's */
  uint32_t rule, thing;
  enum threat_status status;
  struct numbers attackers; /* who can take it (mitigated: could); of a mistake who can make it */
  struct facts gains;       /* what it gives, each once */
  struct facts weaknesses;  /* that it uses, those there are */
  struct reg_stops stops;   /* what stops or slows it, would with plans, could */
  struct reg_risk inherent, residual; /* the greatest of the harms that its gain leads to */
  struct reg_risk target;             /* with plans … */
  bool has_target;      /* … of a technique, where something is planned that does anything */
  uint32_t worst_thing; /* the thing of worth of that greatest harm … */
  enum harm worst_harm;
  struct numbers scenarios;  /* on whose shown way it lies */
  uint32_t rank;             /* from 1: its place in threat_ranking */
  uint32_t acceptance;       /* in reg->acceptances, whatever its state; or NONE */
  struct numbers treatments; /* in reg->treatments */
};

/* Attacker × thing of worth × harm. */
struct reg_scenario {
  struct reg_row row; /* "internet.mirai->orders/availability"; place: the thing's */
  uint32_t attacker, thing;
  enum harm harm;
  enum scenario_status status;
  bool is_aim;      /* the harm is among the attacker's aims */
  bool is_on_trust; /* a controlled one to which a way leads when only evidence counts */
  struct reg_risk inherent, residual, target;
  bool has_target;           /* something is planned, so target (world planned) means something */
  const struct proof *way;   /* an easy way: residual, or of a controlled one inherent */
  const struct reach *reach; /* that it was proved in */
  struct reg_stops holds;    /* of a controlled one: the controls in place on the inherent way */
  struct reg_stops cuts;  /* candidates on the residual way that are not in place, planned first */
  const struct cut *cut;  /* the smallest that closes every way; NULL: nobody asked for it
                             (register_find_cuts), or the work was used up */
  struct numbers threats; /* on the way, in its order */
  uint32_t rank;          /* from 1: its place in ranking */
  struct str owner;       /* the asset's, else the model's, else "" */
  enum risk_treatment treatment;
  uint32_t acceptance;  /* as above */
  const char *approval; /* "by X (stated in the model, not verified)"; NULL if nobody did */
};

/* What one careless person may do at one place, and what comes of it. */
struct reg_opening {
  uint32_t attacker, thing;
  enum harm harm;
};
struct reg_mistake {
  struct reg_row row; /* "forget-patch@shop.docker by office.tim" */
  uint32_t person, rule, thing;
  uint32_t threat;           /* its row among the threats, or NONE */
  struct facts brings;       /* weaknesses */
  struct facts breaks;       /* states of the things that fall at once or by rules alone */
  struct reg_opening *opens; /* harm that attackers can do only thanks to it (or another slip) */
  uint32_t open_count;
  struct reg_stops stops;
};

/* --- where most ways pass: analyse/choke.h has the words. `scenarios` are rows of this register,
 * the greatest of whose residual levels is `level`. */

/* Controls each of which alone would close the scenarios: "add mtls@shop.web". */
struct reg_closer {
  struct reg_row row;
  const struct choke_control *control;
  struct numbers scenarios;
  enum risk_level level;
};
/* A weakness without which they are closed: "mend ssrf@shop.web". */
struct reg_mend {
  struct reg_row row;
  fact weakness;
  struct numbers scenarios;
  enum risk_level level;
};
/* States that all of their ways pass: "pass shop.web.exec", the last of them. */
struct reg_pass {
  struct reg_row row;
  struct facts states;
  struct numbers scenarios;
  enum risk_level level;
};
/* Boundaries that all of their ways lead into: "enter shop.back", the innermost. */
struct reg_entry {
  struct reg_row row;
  struct numbers boundaries;
  struct numbers scenarios;
  enum risk_level level;
};
struct reg_chokes {
  VEC_OF(struct reg_closer) closers;
  VEC_OF(struct reg_mend) mends;
  VEC_OF(struct reg_pass) passes;
  VEC_OF(struct reg_entry) entries;
  uint32_t left_out; /* rows of all four that are not here, those of the fewest scenarios */
};

struct reg_assertion {
  struct reg_row row;
  uint32_t assertion; /* in model->assertions and answers->verdicts */
  enum assertion_status status;
  const struct verdict *verdict;
  bool holds_on_evidence; /* when only controls with evidence count */
  bool holds_with_plans;
  uint32_t acceptance;
};

struct reg_acceptance {
  struct reg_row row;  /* "flood on shop.front.web" */
  uint32_t acceptance; /* in model->acceptances */
  enum acceptance_state state;
  long days_left;    /* until its end, that day included; negative: over for so long */
  bool is_worthless; /* somebody can do it, but nothing of worth depends on it: no threat is listed
                      */
  bool is_ending;    /* within 30 days */
  const char *note;  /* why it is in that state, for a person; or NULL */
  uint32_t threat;   /* what it stands for: one of these, or NONE */
  uint32_t assertion;
  struct numbers scenarios;
  uint32_t lints; /* of a lint: how many messages it silences */
};

struct reg_treatment {
  struct reg_row row;
  uint32_t treatment; /* in model->treatments */
  uint32_t threat;    /* or NONE */
  enum plan_state state;
  long days_left; /* until it is due, that day included; negative: overdue for so long; 0 without a
                     day */
};

/* One requirement of a standard that something in this model maps to. */
struct reg_requirement {
  struct str code, title;
  struct numbers threats;         /* in reg->threats */
  struct numbers placed, planned; /* in reg->controls */
  struct numbers missing;         /* controls of the vocabulary: candidates of open threats */
  struct numbers weaknesses;      /* in reg->weaknesses */
  uint32_t evidence_count;        /* of the controls in place: those with evidence */
};
struct reg_coverage {
  uint32_t standard;
  struct reg_requirement *requirements; /* by code, bytewise */
  uint32_t count;
};

struct reg_lint {
  enum code code;
  uint32_t thing; /* or NONE */
  struct span span;
  const char *text, *help; /* help may be NULL */
  struct str about;        /* without a thing: the assertion, view or model that it is about */
  uint32_t acceptance;     /* that silences it, or NONE */
};

struct reg_summary {
  uint32_t threats[THREAT_STATUS_COUNT][RISK_COUNT];     /* by residual level (mitigated, latent:
                                                            inherent) */
  uint32_t scenarios[SCENARIO_STATUS_COUNT][RISK_COUNT]; /* by residual level (controlled:
                                                            inherent) */
  uint32_t assertions[ASSERTION_STATUS_COUNT];
  uint32_t acceptances[ACCEPTANCE_STATE_COUNT];
  uint32_t treatments[PLAN_STATE_COUNT];
  uint32_t controls;       /* in place */
  uint32_t with_evidence;  /* of these */
  uint32_t without_effect; /* of these */
  uint32_t planned;
  uint32_t fails_on_evidence; /* as many as `on_trust` below */
  uint32_t opens_on_evidence; /* scenarios likewise */
  uint32_t lints, accepted_lints;
  const char *controls_text; /* "31 controls counted, 4 with evidence; on those alone 2 more …" */
  struct numbers on_trust;   /* assertions that hold, but not on evidence alone */
};

struct reg_scope {
  const char *const *not_modelled;
  uint32_t not_modelled_count;
  struct numbers silent;    /* machines of which nothing was said */
  struct numbers collapsed; /* places that some view draws closed */
};

struct reg {
  struct unit *unit;
  const struct model *model;
  const struct ground *ground;
  struct answers *answers;
  struct reg_provenance provenance;
  struct reg_thing *things;               /* by entity */
  VEC_OF(struct reg_control) controls;    /* by thing; in place, then planned */
  VEC_OF(struct reg_weakness) weaknesses; /* by thing */
  struct numbers parties;                 /* risk sources: actors with a stance */
  VEC_OF(struct reg_threat) threats;      /* by rule, then by thing */
  VEC_OF(struct reg_scenario) scenarios;  /* by attacker, thing, harm */
  VEC_OF(struct reg_mistake) mistakes;    /* by person, then as ground */
  struct reg_assertion *assertions;       /* as model->assertions */
  struct reg_acceptance *acceptances;     /* as model->acceptances */
  struct reg_treatment *treatments;       /* as model->treatments */
  VEC_OF(struct reg_coverage) coverage;
  VEC_OF(struct reg_lint) lints;
  struct reg_scope scope;
  struct reg_summary summary;
  uint32_t *ranking;         /* numbers of scenarios: the greatest residual risk first, then an aim,
                                then the least effort, then in order */
  uint32_t *threat_ranking;  /* of threats likewise: open ones first */
  struct map threat_at;      /* (rule, thing) -> threat */
  struct reg_chokes *chokes; /* NULL until somebody asks for them: they take longer than all else */
  bool are_cuts_found;
  uint32_t uncut; /* open scenarios for whose cut the work did not last */
};

/* Derives all of it; adds no message. */
struct reg *register_derive(struct unit *unit, struct answers *answers);

/* Finds the smallest cut of every scenario that is not controlled. Once. */
void register_find_cuts(struct reg *reg);

/* Adds to the unit what a person should know: dead, expired, exceeded acceptances (findings), and
 * lints that nobody accepted. Once. */
void register_findings(struct unit *unit, struct reg *reg);

/* --- asking it -------------------------------------------------------------------------------- */

/* Where most ways of the attackers pass, and what would close most of them; made when first asked.
 */
const struct reg_chokes *register_chokes(struct reg *reg);
/* The threat of that rule at that thing, or NULL. */
const struct reg_threat *register_threat(const struct reg *reg, uint32_t rule, uint32_t thing);
/* The title of what a rule, control or weakness maps to: "" if the standard names none. */
struct str register_map_title(const struct reg *reg, const struct maps *maps);
/* As the model spells it: "cis-docker/5.5". */
const char *register_map_text(const struct reg *reg, struct arena *arena, const struct maps *maps);
/* "runs code on shop.front.web": what a step of a way gains. */
const char *register_step_text(const struct reg *reg, struct arena *arena, fact f);
/* "Botnet reads Customer orders": what a scenario is called. */
const char *register_scenario_text(const struct reg *reg, struct arena *arena,
                                   const struct reg_scenario *scenario);
/* The number of open (or expired) threats at or over a level: what --fail-on asks. */
uint32_t register_count_at_least(const struct reg *reg, enum risk_level level);

#endif
