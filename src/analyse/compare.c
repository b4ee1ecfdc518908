/* States and ways that one model has and the other has not. Both directions are one piece of code:
 * what is gone is what would be new if the models were exchanged. */
#include "analyse/compare.h"

#include <stdlib.h>

const char *novelty_word(enum novelty novelty)
{
  static const char *const words[NOVELTY_COUNT] = {
      [IS_NEW] = "new", [IS_GONE] = "gone", [IS_CHANGED] = "changed"};
  return words[novelty];
}

/* One direction: what `own` has and `other` has not. */
struct direction {
  struct compared *c;
  const struct compared_side *own, *other;
  const uint32_t *other_of;                     /* by entity of own */
  const struct compared_party *party, *partner; /* the same person; partner NULL: there is none */
  uint32_t number;                              /* of the party */
  const struct harm_goal *goals;
  uint32_t goal_count;
  uint32_t *last_way; /* by thing: the last way to it that was found, or NONE */
};

static const struct compared_party *find_partner(const struct direction *d)
{
  uint32_t wanted = d->other_of[d->party->shown];
  for (uint32_t i = 0; wanted != NONE && i < d->other->party_count; i++)
    if (d->other->parties[i].shown == wanted) return &d->other->parties[i];
  return NULL;
}

/* The same state of the other model, or NONE. */
static fact other_fact(const struct direction *d, fact f)
{
  const struct ground *ground = d->own->answers->ground;
  uint32_t entity = d->other_of[fact_entity(ground, f)];
  if (entity == NONE) return NONE;
  return ground_state(d->other->answers->ground, entity, fact_privilege(ground, f));
}

static bool is_gained(const struct direction *d, fact f)
{
  if (!party_has(d->party, f)) return false;
  fact other = d->partner ? other_fact(d, f) : NONE;
  return other == NONE || !party_has(d->partner, other);
}

/* --- ways --------------------------------------------------------------------------------------
 */

static void add_fact(struct arena *arena, struct facts *facts, fact f)
{
  for (uint32_t i = 0; i < facts->count; i++)
    if (facts->at[i] == f) return;
  fact *grown = arena_new_array(arena, facts->count + 1u, fact);
  if (facts->count) memcpy(grown, facts->at, facts->count * sizeof *grown);
  grown[facts->count++] = f;
  facts->at = grown;
}

/* Where the two models part: the first step of the proof whose gain the other one does not give. */
static uint32_t turning_step(const struct direction *d, const struct proof *proof)
{
  const struct ground *ground = d->own->answers->ground;
  for (uint32_t i = 0; d->partner && i < proof->count; i++) {
    fact f = ground->conclusion[proof->steps[i].step];
    if (!fact_is_state(ground, f)) continue;
    fact other = other_fact(d, f);
    if (other == NONE || !reach_has(d->partner->reach, other)) return i;
  }
  return NONE;
}

static void prove(const struct direction *d, struct way_change *way)
{
  const struct reach *reach = d->party->reach;
  fact best = reach_easiest(reach, way->facts.at, way->facts.count);
  struct proof *proof = proof_make(d->c->arena, reach, best);
  answers_blame(d->own->answers, proof);
  way->proof = proof;
  way->turn = turning_step(d, proof);
}

/* The same step, or the same rule at each one's own person. */
static bool is_same_step(const struct direction *d, uint32_t a, uint32_t who, uint32_t b)
{
  const struct ground *ground = d->own->answers->ground;
  if (a == b) return true;
  return ground_rule(ground, a) == ground_rule(ground, b) &&
         ground->conclusion[a] == ground->conclusion[b] && ground->subject[a] == who &&
         ground->subject[b] == d->party->shown;
}

static bool is_same_way(const struct direction *d, const struct way_change *a,
                        const struct way_change *b)
{
  if (a->facts.count != b->facts.count || a->turn != b->turn) return false;
  if (a->proof->count != b->proof->count || a->proof->effort != b->proof->effort) return false;
  for (uint32_t i = 0; i < a->facts.count; i++)
    if (a->facts.at[i] != b->facts.at[i]) return false;
  uint32_t who = d->own->parties[a->parties.at[0]].shown;
  for (uint32_t i = 0; i < a->proof->count; i++)
    if (!is_same_step(d, a->proof->steps[i].step, who, b->proof->steps[i].step)) return false;
  return true;
}

static void add_way(const struct direction *d, way_changes *ways, struct way_change *way)
{
  prove(d, way);
  for (uint32_t i = d->last_way[way->thing]; i != NONE; i = ways->at[i].before) {
    struct numbers *parties = &ways->at[i].parties;
    if (!is_same_way(d, &ways->at[i], way)) continue;
    parties->at[parties->count++] = d->number;
    return;
  }
  way->before = d->last_way[way->thing];
  d->last_way[way->thing] = (uint32_t)ways->len;
  way->parties.at = arena_new_array(d->c->arena, d->own->party_count, uint32_t);
  way->parties.at[way->parties.count++] = d->number;
  vec_push(d->c->arena, ways, *way);
}

/* Goals of one thing lie together. */
static void find_ways(const struct direction *d, way_changes *ways)
{
  for (uint32_t i = 0; i < d->goal_count;) {
    struct way_change way = {.thing = d->goals[i].thing};
    for (; i < d->goal_count && d->goals[i].thing == way.thing; i++)
      for (uint32_t k = 0; k < d->goals[i].fact_count; k++) {
        if (!is_gained(d, d->goals[i].facts[k])) continue;
        add_fact(d->c->arena, &way.facts, d->goals[i].facts[k]);
        if (d->goals[i].impact > way.impact) way.impact = d->goals[i].impact;
      }
    if (way.facts.count) add_way(d, ways, &way);
  }
}

static int compare_ways(const void *left, const void *right)
{
  const struct way_change *a = left, *b = right;
  if (a->impact != b->impact) return a->impact > b->impact ? -1 : 1;
  if (a->proof->effort != b->proof->effort) return a->proof->effort < b->proof->effort ? -1 : 1;
  if (a->thing != b->thing) return a->thing < b->thing ? -1 : 1;
  return a->parties.at[0] < b->parties.at[0] ? -1 : a->parties.at[0] > b->parties.at[0];
}

uint32_t ways_count(const way_changes *ways)
{
  uint32_t sum = 0;
  for (size_t i = 0; i < ways->len; i++) sum += ways->at[i].parties.count;
  return sum;
}

/* --- both directions ---------------------------------------------------------------------------
 */

static void look(struct direction *d, state_changes *states, way_changes *ways)
{
  const struct ground *ground = d->own->answers->ground;
  uint32_t things = (uint32_t)ground->model->entities.len;
  d->goals = answers_harm_goals(d->own->answers, d->c->arena, &d->goal_count);
  d->last_way = arena_new_array(d->c->arena, things, uint32_t);
  for (uint32_t i = 0; i < things; i++) d->last_way[i] = NONE;
  for (d->number = 0; d->number < d->own->party_count; d->number++) {
    d->party = &d->own->parties[d->number];
    d->partner = find_partner(d);
    for (fact f = 0; f < ground->state_count; f++)
      if (is_gained(d, f)) vec_push(d->c->arena, states, (struct state_change){d->number, f});
    find_ways(d, ways);
  }
  if (ways->len) qsort(ways->at, ways->len, sizeof *ways->at, compare_ways);
}

struct compared *compare_models(struct arena *arena, const struct pairs *pairs,
                                const struct compared_side *older,
                                const struct compared_side *newer)
{
  struct compared *c = arena_new(arena, struct compared);
  *c = (struct compared){.arena = arena, .pairs = pairs, .older = *older, .newer = *newer};
  struct direction gained = {
      .c = c, .own = &c->newer, .other = &c->older, .other_of = pairs->older_of};
  struct direction lost = {
      .c = c, .own = &c->older, .other = &c->newer, .other_of = pairs->newer_of};
  look(&gained, &c->new_states, &c->new_ways);
  look(&lost, &c->gone_states, &c->closed_ways);
  compare_doors(c);
  compare_things(c);
  return c;
}
