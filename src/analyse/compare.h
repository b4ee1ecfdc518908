/* What changed between two models, as far as attackers are concerned: where they get, the things of
 * worth that this harms, and the doors between them and it. Each model is a compilation of its own;
 * pairs (pairs.h) say which thing of the one is which of the other.
 *
 * Cost: linear in the facts of both models for each attacker, and a proof a way. */
#ifndef CTM_ANALYSE_COMPARE_H
#define CTM_ANALYSE_COMPARE_H

#include "analyse/answers.h"
#include "analyse/pairs.h"

/* New: the newer model alone has it. Gone: the older one alone had it. */
enum novelty { IS_NEW, IS_GONE, IS_CHANGED, NOVELTY_COUNT };
const char *novelty_word(enum novelty novelty); /* "new", "gone", "changed" */

/* Who is asked about, and where they get. */
struct compared_party {
  uint32_t shown; /* the entity whose id is shown */
  const struct reach *reach;
  const struct reach *less; /* what rules alone give, left out; or NULL */
};

/* One of the two models. */
struct compared_side {
  struct answers *answers; /* of the model with what is supposed */
  const struct compared_party *parties;
  uint32_t party_count;
};

/* A state that somebody has in one model and has not in the other. */
struct state_change {
  uint32_t party; /* its number among those of its side */
  fact f;
};

/* A thing of worth that is harmed in one model in a way in which it is not in the other; by several
 * attackers where they get the very same by the very same steps. */
struct way_change {
  struct numbers parties; /* as above */
  uint32_t thing;
  struct facts facts;        /* the states that harm it and are new, or gone */
  uint8_t impact;            /* the greatest of their harms: 1-5 */
  const struct proof *proof; /* of the easiest of them */
  uint32_t before;           /* the way to the same thing that was found before it, or NONE */
  uint32_t turn; /* the first step of the proof, by its place there, whose gain its attacker does
                    not have in the other model; NONE: the attacker is not there */
};

/* A flow that is new, gone, or runs over another protocol or carries other data. */
struct flow_change {
  enum novelty novelty;
  uint32_t older, newer; /* the flow in each model, or NONE */
  uint32_t crosses;      /* the boundary that it leads into, or else out of (of the newer model
                            unless the flow is gone); NONE: both ends lie in the same one */
  bool is_out;           /* out of it */
};

/* A machine that somebody can call now, or can no more, from outside a boundary around it. */
struct exposure_change {
  enum novelty novelty;
  uint32_t thing, boundary; /* the outermost one around it in which the attacker is not */
  struct numbers parties;   /* who */
};

/* A thing that is new, gone, or has another id or kind. */
struct thing_change {
  enum novelty novelty;
  uint32_t older, newer;
  bool is_renamed; /* not only because what it lies in, or an end of the flow, is */
  bool is_other_kind;
};

typedef VEC_OF(struct state_change) state_changes;
typedef VEC_OF(struct way_change) way_changes;
typedef VEC_OF(struct exposure_change) exposure_changes;

struct compared {
  struct arena *arena;
  const struct pairs *pairs;
  struct compared_side older, newer;
  state_changes new_states, gone_states; /* by party, then by thing */
  way_changes new_ways, closed_ways;     /* the greatest impact first, then the easiest */
  VEC_OF(struct flow_change) flows;      /* of the newer model, then those that are gone */
  exposure_changes exposures;            /* likewise */
  VEC_OF(struct thing_change) things;    /* likewise; flows only where they are renamed */
};

/* In `arena`. Texts and proofs are those of the two models, which have to live as long. `pairs` are
 * those of their things. */
struct compared *compare_models(struct arena *arena, const struct pairs *pairs,
                                const struct compared_side *older,
                                const struct compared_side *newer);

/* How many (attacker, thing) pairs those are. */
uint32_t ways_count(const way_changes *ways);

/* --- its parts ---------------------------------------------------------------------------------
 */
void compare_doors(struct compared *c);  /* flows and exposures (doors.c) */
void compare_things(struct compared *c); /* likewise */

static inline bool party_has(const struct compared_party *party, fact f)
{
  return reach_has(party->reach, f) && !(party->less && reach_has(party->less, f));
}

#endif
