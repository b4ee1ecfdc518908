/* Walking a rule's paths over the model. The vocabulary has checked that in one step the paths,
 * each cut behind its last many-valued hop, are prefixes of one another (model/rules.c). */
#include "analyse/walk.h"

static uint8_t cut_length(const struct factor *factor)
{
  uint8_t length = 0;
  for (uint8_t i = 0; i < factor->hop_count; i++)
    if (pathword_info((enum pathword)factor->hops[i])->is_many) length = (uint8_t)(i + 1);
  return length;
}

static void lengthen(struct chain *chain, const struct factor *factor)
{
  uint8_t length = cut_length(factor);
  if (length <= chain->count) return;
  memcpy(chain->hops, factor->hops, length);
  chain->count = length;
}

struct chain chain_of(const struct rule *rule, const struct factor *conclusion)
{
  struct chain chain = {.count = 0};
  for (uint32_t i = 0; i < rule->from.count; i++) lengthen(&chain, &rule->from.at[i]);
  for (uint32_t i = 0; i < rule->needs.count; i++) lengthen(&chain, &rule->needs.at[i]);
  lengthen(&chain, conclusion);
  return chain;
}

uint8_t chain_shared(const struct chain *chain, const struct factor *factor)
{
  uint8_t shared = 0;
  while (shared < chain->count && shared < factor->hop_count &&
         chain->hops[shared] == factor->hops[shared])
    shared++;
  return shared;
}

uint32_t walk_end(const struct model *model, const struct chain *chain, const uint32_t *walk,
                  const struct factor *factor)
{
  uint8_t at = chain_shared(chain, factor);
  uint32_t entity = walk[at];
  for (; at < factor->hop_count; at++) {
    uint32_t count;
    const uint32_t *next = model_walk(model, (enum pathword)factor->hops[at], entity, &count);
    if (!count) return NONE;
    entity = next[0];
  }
  return entity;
}

/* --- controls -----------------------------------------------------------------------------------
 */

static uint8_t counted_at(const struct model *model, uint32_t entity, uint32_t control)
{
  uint8_t bits = 0;
  for (int counted = 0; counted < 3; counted++)
    if (model_is_with(model, entity, control, (enum counted)counted))
      bits = (uint8_t)(bits | 1u << counted);
  return bits;
}

/* Of a flow, the places around both of its ends; a machine that is an end is around itself. */
struct around around_of(const struct model *model, uint32_t entity)
{
  const struct entity *e = model_entity(model, entity);
  uint32_t from = e->root == ROOT_FLOW ? e->source : entity;
  const struct entity *first = model_entity(model, from);
  bool is_place = first->root == ROOT_BOUNDARY || first->root == ROOT_MACHINE;
  return (struct around){is_place ? from : first->place, e->root == ROOT_FLOW ? e->target : NONE};
}

uint32_t around_next(const struct model *model, struct around *around)
{
  while (around->next != NONE) {
    uint32_t place = around->next;
    around->next = model_entity(model, place)->place;
    if (around->other == NONE || model_is_within(model, around->other, place)) return place;
  }
  return NONE;
}

static uint8_t counted_within(const struct model *model, uint32_t entity, uint32_t control)
{
  uint8_t bits = 0;
  struct around around = around_of(model, entity);
  for (uint32_t place; (place = around_next(model, &around)) != NONE;)
    bits |= counted_at(model, place, control);
  return bits;
}

/* Every thing that the rest of the path leads to must have it; `any` tells whether there is one. */
static uint8_t counted_along(const struct model *model, uint32_t entity,
                             const struct factor *factor, uint8_t at, bool *any)
{
  if (at == factor->hop_count) {
    *any = true;
    return factor->is_within ? counted_within(model, entity, factor->number)
                             : counted_at(model, entity, factor->number);
  }
  uint32_t count;
  const uint32_t *next = model_walk(model, (enum pathword)factor->hops[at], entity, &count);
  uint8_t bits = 7;
  for (uint32_t i = 0; i < count && bits; i++)
    bits &= counted_along(model, next[i], factor, (uint8_t)(at + 1), any);
  return bits;
}

uint8_t walk_control(const struct model *model, const struct chain *chain, const uint32_t *walk,
                     const struct factor *factor)
{
  uint8_t at = chain_shared(chain, factor);
  bool any = false;
  uint8_t bits = counted_along(model, walk[at], factor, at, &any);
  return any ? bits : 0;
}

static void things_along(const struct model *model, struct arena *arena, uint32_t entity,
                         const struct factor *factor, uint8_t at, thing_list *things)
{
  if (at == factor->hop_count) {
    for (size_t i = 0; i < things->len; i++)
      if (things->at[i] == entity) return;
    vec_push(arena, things, entity);
    return;
  }
  uint32_t count;
  const uint32_t *next = model_walk(model, (enum pathword)factor->hops[at], entity, &count);
  for (uint32_t i = 0; i < count; i++)
    things_along(model, arena, next[i], factor, (uint8_t)(at + 1), things);
}

void walk_things(const struct model *model, struct arena *arena, const struct chain *chain,
                 const uint32_t *walk, const struct factor *factor, thing_list *things)
{
  uint8_t at = chain_shared(chain, factor);
  things_along(model, arena, walk[at], factor, at, things);
}

/* --- all walks ----------------------------------------------------------------------------------
 */

static bool walk_on(const struct model *model, const struct chain *chain, uint32_t *walk,
                    uint8_t at, walk_visit *visit, void *context)
{
  if (at == chain->count) return visit(context, walk);
  uint32_t count;
  const uint32_t *next = model_walk(model, (enum pathword)chain->hops[at], walk[at], &count);
  for (uint32_t i = 0; i < count; i++) {
    walk[at + 1] = next[i];
    if (!walk_on(model, chain, walk, (uint8_t)(at + 1), visit, context)) return false;
  }
  return true;
}

bool walk_all(const struct model *model, const struct chain *chain, uint32_t subject,
              walk_visit *visit, void *context)
{
  uint32_t walk[HOPS_MOST + 1];
  walk[0] = subject;
  return walk_on(model, chain, walk, 0, visit, context);
}

/* --- back from a step to its walk ---------------------------------------------------------------
 */

struct search {
  const struct ground *ground;
  const struct rule *rule;
  const struct chain *chain;
  const struct factor *conclusion;
  uint32_t step;
  uint32_t concluded; /* the thing of its conclusion … */
  uint8_t known;      /* … and after how many hops of the chain it stands; 0: behind the chain */
  uint32_t skipped;   /* walks that would do and are passed over */
};

static bool are_same(struct premises a, struct premises b)
{
  return a.count == b.count && !memcmp(a.at, b.at, a.count * sizeof *a.at);
}

/* Steps before it that differ in their walk alone, as over two flows between the same machines;
 * they stand in the order of the walks. */
static uint32_t twins_before(const struct ground *ground, uint32_t step)
{
  uint32_t count = 0, rule = ground_rule(ground, step);
  for (uint32_t s = step; s-- > 0;) {
    if (ground->subject[s] != ground->subject[step] || ground_rule(ground, s) != rule) break;
    count += ground->conclusion[s] == ground->conclusion[step] &&
             are_same(ground_premises(ground, s), ground_premises(ground, step));
  }
  return count;
}

static bool is_premise(const struct ground *ground, uint32_t step, fact wanted)
{
  struct premises premises = ground_premises(ground, step);
  for (uint32_t i = 0; i < premises.count; i++)
    if (premises.at[i] == wanted) return true;
  return false;
}

static bool are_premises(const struct search *s, const uint32_t *walk,
                         const struct factors *factors)
{
  for (uint32_t i = 0; i < factors->count; i++) {
    uint32_t end = walk_end(s->ground->model, s->chain, walk, &factors->at[i]);
    fact premise = factor_fact(s->ground, end, &factors->at[i]);
    if (premise == NONE || !is_premise(s->ground, s->step, premise)) return false;
  }
  return true;
}

/* The conclusion of a step may be a weakness that the gained one `is`. */
static bool is_conclusion(const struct search *s, const uint32_t *walk)
{
  const struct ground *ground = s->ground;
  uint32_t end = walk_end(ground->model, s->chain, walk, s->conclusion);
  fact conclusion = ground->conclusion[s->step];
  if (end != s->concluded) return false;
  if (s->conclusion->type == FACTOR_PRIVILEGE)
    return factor_fact(ground, end, s->conclusion) == conclusion;
  if (fact_is_state(ground, conclusion)) return false;
  return weakness_is(&ground->model->vocabulary, s->conclusion->number,
                     ground->weaknesses[conclusion - ground->state_count].weakness);
}

static bool is_walk(const struct search *s, const uint32_t *walk)
{
  return is_conclusion(s, walk) && are_premises(s, walk, &s->rule->from) &&
         are_premises(s, walk, &s->rule->needs);
}

/* Narrows the things that a hop leads to, which ascend, to the one that is wanted. */
static const uint32_t *only(const uint32_t *next, uint32_t *count, uint32_t wanted)
{
  uint32_t low = 0, high = *count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (next[middle] < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  *count = low < *count && next[low] == wanted;
  return low ? next + low : next;
}

/* The first walk from here on that makes the step, but for those that are skipped. Where the
 * conclusion's path ends on the chain, its thing is known: of a store that holds everything, one
 * thing is looked at. */
static bool walk_towards(struct search *s, uint32_t *walk, uint8_t at)
{
  if (at == s->chain->count) return is_walk(s, walk) && !s->skipped--;
  uint32_t count;
  const uint32_t *next =
      model_walk(s->ground->model, (enum pathword)s->chain->hops[at], walk[at], &count);
  if (at + 1 == s->known) next = only(next, &count, s->concluded);
  for (uint32_t i = 0; i < count; i++) {
    walk[at + 1] = next[i];
    if (walk_towards(s, walk, (uint8_t)(at + 1))) return true;
  }
  return false;
}

/* The walk that makes the step, but for the first `skipped`. */
static bool find_walk(const struct ground *ground, uint32_t step, uint32_t skipped,
                      struct chain *chain, uint32_t walk[HOPS_MOST + 1],
                      const struct factor **conclusion)
{
  const struct rule *rule = &ground->model->vocabulary.rules.at[ground_rule(ground, step)];
  uint32_t concluded = fact_entity(ground, ground->conclusion[step]);
  for (uint32_t i = 0; i < rule->gains.count; i++) {
    *conclusion = &rule->gains.at[i];
    *chain = chain_of(rule, *conclusion);
    uint8_t shared = chain_shared(chain, *conclusion);
    uint8_t known = shared == (*conclusion)->hop_count ? shared : 0;
    struct search search = {ground, rule, chain, *conclusion, step, concluded, known, skipped};
    walk[0] = ground->subject[step];
    if (walk_towards(&search, walk, 0)) return true;
    skipped = search.skipped;
  }
  return false;
}

/* Seldom is there a second walk, and only then the steps before it have to be looked at. */
bool walk_of_step(const struct ground *ground, uint32_t step, struct chain *chain,
                  uint32_t walk[HOPS_MOST + 1], const struct factor **conclusion)
{
  struct chain other;
  uint32_t second[HOPS_MOST + 1];
  const struct factor *gain;
  if (!find_walk(ground, step, 0, chain, walk, conclusion)) return false;
  if (!find_walk(ground, step, 1, &other, second, &gain)) return true;
  return find_walk(ground, step, twins_before(ground, step), chain, walk, conclusion);
}
