/* A rule made ready for grounding: for each conclusion its one chain of hops, and how every factor
 * hangs on it. Shared by ground.c and explain.c, of no interest outside. */
#ifndef CTM_ANALYSE_WALK_H
#define CTM_ANALYSE_WALK_H

#include "analyse/ground.h"

/* The step's chain: its longest path, cut behind the last many-valued hop. A walk along it fixes
 * one entity a hop; what hangs behind is single-valued. */
struct chain {
  uint8_t hops[HOPS_MOST];
  uint8_t count;
};

/* The chain of all premises of a rule and one of its conclusions. */
struct chain chain_of(const struct rule *rule, const struct factor *conclusion);
/* How many hops a factor's path shares with the chain, from its beginning. */
uint8_t chain_shared(const struct chain *chain, const struct factor *factor);
/* The end of a premise's or conclusion's path on a walk: walk[0] is the subject. NONE: it has none.
 */
uint32_t walk_end(const struct model *model, const struct chain *chain, const uint32_t *walk,
                  const struct factor *factor);
/* In which worlds a control counts on a walk: bits 1 << enum counted. From the longest part of its
 * path that is the walk's on, every related thing must have it, and there must be one; `within`:
 * one place around each. */
uint8_t walk_control(const struct model *model, const struct chain *chain, const uint32_t *walk,
                     const struct factor *factor);
/* The things where a control is looked for on a walk, added to `things`. */
typedef VEC_OF(uint32_t) thing_list;
void walk_things(const struct model *model, struct arena *arena, const struct chain *chain,
                 const uint32_t *walk, const struct factor *factor, thing_list *things);

/* The places around a thing, itself first if it is one; of a flow, those around both of its ends.
 */
struct around {
  uint32_t next, other;
};
struct around around_of(const struct model *model, uint32_t entity);
/* NONE behind the outermost. */
uint32_t around_next(const struct model *model, struct around *around);

/* Calls back for every walk along the chain from a subject, in the order of declaration, until it
 * says false. */
typedef bool walk_visit(void *context, const uint32_t *walk);
bool walk_all(const struct model *model, const struct chain *chain, uint32_t subject,
              walk_visit *visit, void *context);

/* The first walk from the step's subject that gives its premises and its conclusion. */
bool walk_of_step(const struct ground *ground, uint32_t step, struct chain *chain,
                  uint32_t walk[HOPS_MOST + 1], const struct factor **conclusion);

/* The fact of a factor at the end of a walk, or NONE: there is no such end, privilege or possible
 * weakness. */
fact factor_fact(const struct ground *ground, uint32_t end, const struct factor *factor);

#endif
