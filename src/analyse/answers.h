/* All that is asked of a model at once: every attacker's worlds, every careless person's slips,
 * every assertion's verdict. What is costly is worked out when first asked for. */
#ifndef CTM_ANALYSE_ANSWERS_H
#define CTM_ANALYSE_ANSWERS_H

#include "analyse/closure.h"

/* A careless person (or anybody named behind `despite`): what their mistakes bring about. */
struct slips {
  uint32_t person;
  const struct reach *careless; /* world careless */
  const struct reach *rules;    /* what the rules alone give: to be left out */
  fact *weaknesses;             /* that they may bring about, in the order of facts */
  uint32_t weakness_count;
};

/* One way in which an assertion does not hold. */
struct breach {
  uint32_t subject;          /* who does it, or the thing that lacks a control */
  uint32_t target;           /* the thing that is touched, harmed, gained; NONE for require */
  fact goal;                 /* NONE for require */
  uint32_t effort;           /* of the derivation */
  const struct reach *reach; /* of the first breach alone, and NULL for require */
  struct numbers missing;    /* controls that `require` finds missing */
};

struct verdict {
  bool holds;
  bool is_empty;           /* its sets have no members: it says nothing (a lint) */
  struct breach *breaches; /* every (subject, goal) of it; the easiest first, ties in order */
  uint32_t breach_count;
  struct proof *proof; /* of breaches[0]; NULL if it holds or for require */
};

struct answers {
  struct unit *unit;
  const struct model *model;
  const struct ground *ground;
  struct numbers attackers;  /* hostile parties, in the order of declaration */
  struct numbers careless;   /* careless ones */
  struct reach ***reaches;   /* [world type][position in attackers]; made when first asked */
  struct closure **closures; /* [position in attackers]; made when first asked */
  struct slips **slips;      /* by entity, made when first asked; with the controls in place */
  struct map other_slips;    /* (entity, world type) -> number in slips_made: with others */
  VEC_OF(struct slips *) slips_made;
  struct verdict *verdicts; /* by assertion; residual; made by answer_all */
};

/* Grounds and answers; NULL after an error on the unit. */
struct answers *answer_all(struct unit *unit, const struct model *model,
                           const struct changes *changes);

/* `position` in answers->attackers. */
const struct reach *answers_reach(struct answers *answers, enum world_type type, uint32_t position);
/* The same, of who need not know how, until the next such question. Asked in the order planned,
 * residual, evidenced, inherent, a world goes on from the one before: controls fall away. */
const struct closure *answers_closure(struct answers *answers, enum world_type type,
                                      uint32_t position);
/* What a person's mistakes bring about; of who is not careless all mistakes are asked. */
const struct slips *answers_slips(struct answers *answers, uint32_t person);
/* The same with the controls that count in a world: with planned ones, with evidenced ones alone.
 */
const struct slips *answers_slips_in(struct answers *answers, uint32_t person,
                                     enum world_type controls);
/* The weaknesses that several people may bring about, united, each erring alone. */
struct numbers answers_united_slips(struct answers *answers, struct arena *arena,
                                    const uint32_t *people, uint32_t count);
/* The same with the controls that count in a world. */
struct numbers answers_united_slips_in(struct answers *answers, struct arena *arena,
                                       enum world_type controls, const uint32_t *people,
                                       uint32_t count);
/* Says of every slip of a proof whose it is, among the people asked about so far. */
void answers_blame(const struct answers *answers, struct proof *proof);
/* True if the careless world gives a fact that rules alone do not. */
static inline bool slips_give(const struct slips *slips, fact f)
{
  return reach_has(slips->careless, f) && !reach_has(slips->rules, f);
}
/* An assertion's verdict in another world: residual, planned, evidenced (…); subjects that are not
 * hostile parties are judged as ever but with that world's controls. */
struct verdict answers_judge(struct answers *answers, uint32_t assertion, enum world_type type);
/* Whether that verdict holds, after answer_all: planned controls open nothing, and with evidence
 * alone nothing is closed that was open. */
bool answers_holds(struct answers *answers, uint32_t assertion, enum world_type type);

/* The facts of "A touches B", "A harms B", "A gains B.privilege" for one member of the target set.
 */
struct facts {
  fact *at;
  uint32_t count;
};
struct facts answers_goals(const struct answers *answers, struct arena *arena, enum verb verb,
                           const struct set *set, uint32_t target);

/* --- harm and worth ------------------------------------------------------------------------- */

/* (thing of worth, harm): the facts that do that harm to it. */
struct harm_goal {
  uint32_t thing;
  enum harm harm;
  uint8_t impact; /* 1-5 */
  fact facts[4];
  uint32_t fact_count;
};
/* All of the model: of every thing whose worth is stated for some harm, and of every asset and
 * secret, each harm (where nothing is stated its impact is 1), in the order of declaration, then of
 * harms. */
struct harm_goal *answers_harm_goals(const struct answers *answers, struct arena *arena,
                                     uint32_t *count);
/* Which facts lead to any of these facts through steps that the world allows (premises aside): a
 * bitset over facts. */
uint64_t *answers_relevant(const struct answers *answers, struct arena *arena,
                           const struct world *world, const fact *goals, uint32_t count);

#endif
