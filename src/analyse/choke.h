/* Where most ways pass: the states, boundaries and weaknesses without which harm cannot be done,
 * and the single controls that would close most of it. */
#ifndef CTM_ANALYSE_CHOKE_H
#define CTM_ANALYSE_CHOKE_H

#include "analyse/answers.h"

/* Somebody who is asked about. */
struct choke_party {
  const struct reach *reach;
  const struct reach *less; /* what it has is no harm of theirs; or NULL */
};

struct choke_question {
  struct answers *answers;
  const struct choke_party *parties;
  uint32_t party_count;
  struct numbers despite; /* people whose slips are in the parties' worlds */
};

/* A party does a harm to a thing of worth: what the register calls a scenario. */
struct choke_scenario {
  uint32_t party, thing;
  enum harm harm;
  fact facts[4]; /* any of these does it; reached */
  uint32_t fact_count;
};

/* Scenarios, here and below, are numbers of choke->scenarios, ascending. Rows of one table stand
 * with the most scenarios first, ties in the order of declaration. */

/* States (and weaknesses that attackers bring about) each of which all these scenarios pass, and no
 * other scenario does. */
struct choke_state {
  struct facts facts; /* as they are reached, the last is the nearest to the harm */
  struct numbers scenarios;
};
/* Boundaries that lie around neither the attacker nor the thing of worth, alike: each of these
 * scenarios has to get into each of them. */
struct choke_boundary {
  struct numbers boundaries; /* the innermost last */
  struct numbers scenarios;
};
/* A weakness of the model, or a slip: were it not there, these scenarios were not. */
struct choke_weakness {
  fact weakness;
  bool is_slip;
  struct numbers scenarios;
};
/* A control that is not in place there. */
struct choke_option {
  uint32_t control, thing;
  bool is_planned;
};
/* Controls each of which, added alone, would close just these scenarios. */
struct choke_control {
  struct choke_option *options;        /* planned ones first, then those nearest to a harm */
  uint32_t option_count, more_options; /* of which the last are left out */
  struct numbers scenarios;
};
/* A thing of worth, and what most of its scenarios pass. */
struct choke_thing {
  uint32_t thing;
  struct numbers scenarios; /* all that there are */
  struct facts states;      /* passed by the same `passing` of them, as they are reached */
  uint32_t passing;
  uint32_t control, at; /* one that alone closes most of them, and where; NONE: none closes any */
  uint32_t closing;     /* how many that closes */
};
/* How many of a party's scenarios pass a state. */
struct choke_tally {
  uint32_t party, scenarios;
  fact state;
};

struct choke {
  VEC_OF(struct choke_scenario) scenarios; /* by party, thing, harm */
  VEC_OF(struct choke_state) states;
  VEC_OF(struct choke_boundary) boundaries;
  VEC_OF(struct choke_weakness) weaknesses;
  VEC_OF(struct choke_control) controls;
  VEC_OF(struct choke_thing) things;
  /* Rows that were left out, for nobody reads on from there; */
  uint32_t more_states, more_boundaries, more_weaknesses, more_controls, more_things;
  VEC_OF(struct choke_tally) tallies; /* and here all states are, by party, then by state */
  bool asks_controls; /* controls count in this world and may be added: else `controls` says nothing
                       */
  bool is_broken;     /* a run of the engine with one of the controls says otherwise: our bug */
};

/* What is left out: the harm itself, and where a party stands to begin with. In the unit's arena.
 */
struct choke *choke_find(struct unit *unit, const struct choke_question *question);

#endif
