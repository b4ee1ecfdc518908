/* Doors that opened or closed between two models: flows, and machines that can be called from
 * outside a boundary around them. And the things themselves: new, gone, renamed. */
#include "analyse/compare.h"

/* --- flows -------------------------------------------------------------------------------------
 */

/* The outermost boundary around one thing that is not around the other, or NONE. */
static uint32_t boundary_around(const struct model *model, uint32_t inside, uint32_t outside)
{
  uint32_t found = NONE;
  for (uint32_t place = model_entity(model, inside)->place; place != NONE;
       place = model_entity(model, place)->place)
    if (model_entity(model, place)->root == ROOT_BOUNDARY &&
        !model_is_within(model, outside, place))
      found = place;
  return found;
}

static void find_crossing(const struct model *model, uint32_t flow, struct flow_change *change)
{
  const struct entity *e = model_entity(model, flow);
  change->crosses = boundary_around(model, e->target, e->source);
  change->is_out = change->crosses == NONE;
  if (change->is_out) change->crosses = boundary_around(model, e->source, e->target);
}

static bool is_same_protocol(const struct model *older, const struct entity *a,
                             const struct model *newer, const struct entity *b)
{
  if ((a->protocol == NONE) != (b->protocol == NONE)) return false;
  if (a->protocol == NONE) return true;
  sym name_a = older->vocabulary.protocols.at[a->protocol].term.name;
  sym name_b = newer->vocabulary.protocols.at[b->protocol].term.name;
  return str_equal(unit_text(older->unit, name_a), unit_text(newer->unit, name_b)) &&
         str_equal(unit_text(older->unit, a->port), unit_text(newer->unit, b->port));
}

/* Whether all that the one carries is carried by the other. */
static bool carries_all(const struct model *own, uint32_t flow, const uint32_t *other_of,
                        const struct model *other, uint32_t other_flow)
{
  uint32_t count, other_count;
  const uint32_t *data = model_walk(own, PATHWORD_CARRIES, flow, &count);
  const uint32_t *others = model_walk(other, PATHWORD_CARRIES, other_flow, &other_count);
  if (count != other_count) return false;
  for (uint32_t i = 0; i < count; i++) {
    bool is_there = false;
    for (uint32_t k = 0; k < other_count; k++) is_there |= others[k] == other_of[data[i]];
    if (!is_there) return false;
  }
  return true;
}

static bool is_same_end(const struct compared *c, uint32_t older, uint32_t newer)
{
  return c->pairs->newer_of[older] == newer;
}

static bool is_same_flow(const struct compared *c, uint32_t older, uint32_t newer)
{
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  const struct entity *a = model_entity(was, older), *b = model_entity(is, newer);
  return is_same_end(c, a->source, b->source) && is_same_end(c, a->target, b->target) &&
         is_same_protocol(was, a, is, b) && carries_all(is, newer, c->pairs->older_of, was, older);
}

static bool is_flow(const struct model *model, uint32_t thing)
{
  return thing != NONE && model_entity(model, thing)->root == ROOT_FLOW;
}

static void compare_flows(struct compared *c)
{
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  for (uint32_t i = 0; i < is->entities.len; i++) {
    if (!is_flow(is, i)) continue;
    struct flow_change change = {.novelty = IS_NEW, .older = c->pairs->older_of[i], .newer = i};
    if (!is_flow(was, change.older)) change.older = NONE;
    if (change.older != NONE) change.novelty = IS_CHANGED;
    if (change.older != NONE && is_same_flow(c, change.older, i)) continue;
    find_crossing(is, i, &change);
    vec_push(c->arena, &c->flows, change);
  }
  for (uint32_t i = 0; i < was->entities.len; i++) {
    if (!is_flow(was, i) || is_flow(is, c->pairs->newer_of[i])) continue;
    struct flow_change change = {.novelty = IS_GONE, .older = i, .newer = NONE};
    find_crossing(was, i, &change);
    vec_push(c->arena, &c->flows, change);
  }
}

/* --- what can be called from outside ------------------------------------------------------------
 */

/* All machines of one model that somebody can call from outside a boundary around them. */
struct exposed {
  struct map at; /* (thing, boundary) -> number in list */
  exposure_changes list;
};

static void add_exposure(struct arena *arena, struct exposed *e, const struct compared_side *side,
                         uint32_t party, uint32_t thing)
{
  const struct model *model = side->answers->model;
  uint32_t boundary = boundary_around(model, thing, side->parties[party].shown);
  if (boundary == NONE) return;
  uint32_t number = map_get(&e->at, thing, boundary);
  if (number == MAP_NONE) {
    number = (uint32_t)e->list.len;
    map_add(&e->at, thing, boundary, number);
    struct exposure_change change = {.thing = thing, .boundary = boundary};
    change.parties.at = arena_new_array(arena, side->party_count, uint32_t);
    vec_push(arena, &e->list, change);
  }
  struct numbers *parties = &e->list.at[number].parties;
  parties->at[parties->count++] = party;
}

static struct exposed find_exposed(struct arena *arena, const struct compared_side *side)
{
  struct exposed e = {0};
  const struct ground *ground = side->answers->ground;
  map_init(&e.at, arena, 64);
  for (uint32_t thing = 0; thing < ground->model->entities.len; thing++) {
    if (model_entity(ground->model, thing)->root != ROOT_MACHINE) continue;
    fact f = ground_state(ground, thing, PRIVILEGE_REACH);
    for (uint32_t p = 0; p < side->party_count; p++)
      if (party_has(&side->parties[p], f)) add_exposure(arena, &e, side, p, thing);
  }
  return e;
}

/* Those of the one that the other has not. */
static void keep_exposures(struct compared *c, const struct exposed *own,
                           const struct exposed *other, const uint32_t *other_of,
                           enum novelty novelty)
{
  for (size_t i = 0; i < own->list.len; i++) {
    struct exposure_change change = own->list.at[i];
    uint32_t thing = other_of[change.thing], boundary = other_of[change.boundary];
    bool is_known =
        thing != NONE && boundary != NONE && map_get(&other->at, thing, boundary) != MAP_NONE;
    change.novelty = novelty;
    if (!is_known) vec_push(c->arena, &c->exposures, change);
  }
}

void compare_doors(struct compared *c)
{
  compare_flows(c);
  struct exposed older = find_exposed(c->arena, &c->older);
  struct exposed newer = find_exposed(c->arena, &c->newer);
  keep_exposures(c, &newer, &older, c->pairs->older_of, IS_NEW);
  keep_exposures(c, &older, &newer, c->pairs->newer_of, IS_GONE);
}

/* --- things -------------------------------------------------------------------------------------
 */

/* Whether the id follows from those of its scope or its ends, which are listed themselves. */
static bool is_implied(const struct compared *c, uint32_t older, uint32_t newer)
{
  const struct named *a = &c->pairs->older.at[older], *b = &c->pairs->newer.at[newer];
  if (!str_equal(a->name, b->name)) return false;
  if (a->source != NONE && !a->name.len)
    return b->source != NONE && is_same_end(c, a->source, b->source) &&
           is_same_end(c, a->target, b->target);
  return a->scope != NONE && b->scope != NONE && is_same_end(c, a->scope, b->scope);
}

static void compare_pair(struct compared *c, uint32_t older, uint32_t newer)
{
  struct thing_change change = {.novelty = IS_CHANGED, .older = older, .newer = newer};
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  change.is_renamed = !str_equal(c->pairs->older.at[older].id, c->pairs->newer.at[newer].id) &&
                      !is_implied(c, older, newer);
  change.is_other_kind = strcmp(model_kind_word(was, older), model_kind_word(is, newer)) != 0;
  if (change.is_renamed || change.is_other_kind) vec_push(c->arena, &c->things, change);
}

void compare_things(struct compared *c)
{
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  for (uint32_t i = 0; i < is->entities.len; i++) {
    uint32_t older = c->pairs->older_of[i];
    if (older != NONE)
      compare_pair(c, older, i);
    else if (!is_flow(is, i))
      vec_push(c->arena, &c->things, (struct thing_change){IS_NEW, NONE, i, false, false});
  }
  for (uint32_t i = 0; i < was->entities.len; i++)
    if (c->pairs->newer_of[i] == NONE && !is_flow(was, i))
      vec_push(c->arena, &c->things, (struct thing_change){IS_GONE, i, NONE, false, false});
}
