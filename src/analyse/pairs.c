/* Pairs of things, found in rounds: what is said outright, then what follows from a pair around it,
 * then equal ids; and again, for what lies in those, until nothing new is found. */
#include "analyse/pairs.h"

#include <stdlib.h>

enum side { OLDER, NEWER };

struct matching {
  struct pairs pairs;
  const struct roster *of[2];
  struct arena scratch;
  struct symbols symbols;
  struct map ids;         /* (text, side) -> thing */
  struct map former;      /* (text, side) -> the first thing that was that */
  struct map children[2]; /* (scope, name) -> thing, by side */
  struct map called[2];   /* (scope, former name there) -> thing, by side */
  bool is_changed;        /* in this round */
};

struct roster roster_of(struct arena *arena, const struct model *model)
{
  struct roster roster = {.count = (uint32_t)model->entities.len};
  roster.at = arena_new_array(arena, roster.count, struct named);
  for (uint32_t i = 0; i < roster.count; i++) {
    const struct entity *e = model_entity(model, i);
    roster.at[i] = (struct named){.id = e->id,
                                  .name = symbols_text(&model->unit->symbols, e->name),
                                  .scope = e->scope,
                                  .source = e->root == ROOT_FLOW ? e->source : NONE,
                                  .target = e->root == ROOT_FLOW ? e->target : NONE,
                                  .was = e->was,
                                  .was_count = e->was_count};
  }
  return roster;
}

/* --- indexes ---------------------------------------------------------------------------------- */

/* The former name of a thing in what it is written in now: the rest of its former id. */
static struct str former_name(const struct roster *roster, const struct named *n, uint32_t number)
{
  struct str was = n->was[number], scope = n->scope == NONE ? STR("") : roster->at[n->scope].id;
  bool is_within = scope.len && was.len > scope.len + 1 && was.at[scope.len] == '.' &&
                   memcmp(was.at, scope.at, scope.len) == 0;
  if (!is_within || memchr(was.at + scope.len + 1, '.', was.len - scope.len - 1)) return STR("");
  return (struct str){was.at + scope.len + 1, was.len - scope.len - 1};
}

static void index_scope(struct matching *m, enum side side, uint32_t thing)
{
  const struct named *n = &m->of[side]->at[thing];
  if (n->scope == NONE || !n->name.len) return;
  map_add(&m->children[side], n->scope, symbols_intern(&m->symbols, n->name), thing);
  for (uint32_t k = 0; k < n->was_count; k++) {
    struct str name = former_name(m->of[side], n, k);
    if (name.len) map_add(&m->called[side], n->scope, symbols_intern(&m->symbols, name), thing);
  }
}

static void index_names(struct matching *m, enum side side)
{
  const struct roster *roster = m->of[side];
  for (uint32_t i = 0; i < roster->count; i++) {
    const struct named *n = &roster->at[i];
    map_add(&m->ids, symbols_intern(&m->symbols, n->id), side, i);
    for (uint32_t k = 0; k < n->was_count; k++)
      map_add(&m->former, symbols_intern(&m->symbols, n->was[k]), side, i);
    index_scope(m, side, i);
  }
}

static uint32_t find(const struct matching *m, const struct map *map, enum side side,
                     struct str text)
{
  sym name = symbols_find(&m->symbols, text);
  return name ? map_get(map, name, side) : NONE;
}

static bool was_that(const struct named *n, struct str id)
{
  for (uint32_t i = 0; i < n->was_count; i++)
    if (str_equal(n->was[i], id)) return true;
  return false;
}

static void join(struct matching *m, uint32_t older, uint32_t newer)
{
  if (older == NONE || newer == NONE) return;
  if (m->pairs.newer_of[older] != NONE || m->pairs.older_of[newer] != NONE) return;
  m->pairs.newer_of[older] = newer;
  m->pairs.older_of[newer] = older;
  m->is_changed = true;
}

/* --- what is said outright -------------------------------------------------------------------- */

struct claim {
  uint32_t thing[2];
  struct str low, high; /* the two ids, in their order: the same whichever model is the older */
};
typedef VEC_OF(struct claim) claim_list;

static int compare_claims(const void *left, const void *right)
{
  const struct claim *a = left, *b = right;
  int order = str_compare(a->low, b->low);
  return order ? order : str_compare(a->high, b->high);
}

static void add_claim(struct matching *m, claim_list *claims, enum side side, uint32_t thing,
                      uint32_t other)
{
  struct claim claim = {.low = m->of[side]->at[thing].id, .high = m->of[!side]->at[other].id};
  claim.thing[side] = thing;
  claim.thing[!side] = other;
  if (str_compare(claim.low, claim.high) > 0) {
    struct str low = claim.high;
    claim.high = claim.low;
    claim.low = low;
  }
  vec_push(&m->scratch, claims, claim);
}

/* The things of one side that say that they were something of the other. What bears that id in the
 * very same model took it over; and what both models say of one thing was said before. */
static void claim_former(struct matching *m, enum side side, claim_list *claims)
{
  const struct roster *own = m->of[side];
  for (uint32_t i = 0; i < own->count; i++) {
    const struct named *n = &own->at[i];
    uint32_t same = n->was_count ? find(m, &m->ids, !side, n->id) : NONE;
    for (uint32_t k = 0; k < n->was_count; k++) {
      uint32_t other = find(m, &m->ids, !side, n->was[k]);
      if (other == NONE || find(m, &m->ids, side, n->was[k]) != NONE) continue;
      if (same != NONE && was_that(&m->of[!side]->at[same], n->was[k])) continue;
      add_claim(m, claims, side, i, other);
    }
  }
}

static void join_claims(struct matching *m, claim_list *claims)
{
  if (claims->len) qsort(claims->at, claims->len, sizeof *claims->at, compare_claims);
  for (size_t i = 0; i < claims->len; i++)
    join(m, claims->at[i].thing[OLDER], claims->at[i].thing[NEWER]);
}

/* --- what follows ------------------------------------------------------------------------------
 */

static uint32_t partner_of_flow(struct matching *m, const struct named *n)
{
  uint32_t source = m->pairs.older_of[n->source], target = m->pairs.older_of[n->target];
  if (source == NONE || target == NONE) return NONE;
  const struct named *things = m->of[OLDER]->at;
  struct str id = str_from(arena_format(&m->scratch, "%.*s->%.*s", STR_ARGS(things[source].id),
                                        STR_ARGS(things[target].id)));
  uint32_t found = find(m, &m->ids, OLDER, id);
  return found != NONE && !things[found].name.len ? found : NONE;
}

static uint32_t child(const struct matching *m, enum side side, uint32_t scope, struct str name)
{
  sym known = symbols_find(&m->symbols, name);
  return known ? map_get(&m->children[side], scope, known) : NONE;
}

/* Renamed together with what it is written in. A name that somebody bears there now is theirs. */
static uint32_t partner_called(const struct matching *m, const struct named *n, uint32_t scope)
{
  for (uint32_t k = 0; k < n->was_count; k++) {
    struct str name = former_name(m->of[NEWER], n, k);
    if (!name.len || child(m, NEWER, n->scope, name) != NONE) continue;
    uint32_t found = child(m, OLDER, scope, name);
    if (found != NONE) return found;
  }
  sym name = symbols_find(&m->symbols, n->name);
  uint32_t found = name ? map_get(&m->called[OLDER], scope, name) : NONE;
  if (found == NONE) return NONE;
  bool is_taken = child(m, NEWER, n->scope, m->of[OLDER]->at[found].name) != NONE;
  return is_taken ? NONE : found;
}

/* The same name in the same place, the same ends. */
static uint32_t partner_within(struct matching *m, const struct named *n)
{
  if (n->source != NONE && !n->name.len) return partner_of_flow(m, n);
  uint32_t scope = n->scope == NONE ? NONE : m->pairs.older_of[n->scope];
  if (scope == NONE || !n->name.len) return NONE;
  uint32_t found = child(m, OLDER, scope, n->name);
  return found != NONE ? found : partner_called(m, n, scope);
}

static void join_followers(struct matching *m)
{
  for (uint32_t i = 0; i < m->of[NEWER]->count; i++)
    if (m->pairs.older_of[i] == NONE) join(m, partner_within(m, &m->of[NEWER]->at[i]), i);
}

static void join_equal_ids(struct matching *m)
{
  for (uint32_t i = 0; i < m->of[NEWER]->count; i++)
    if (m->pairs.older_of[i] == NONE) join(m, find(m, &m->ids, OLDER, m->of[NEWER]->at[i].id), i);
}

/* Of one thing before both models; the first that says so has it. */
static void join_equal_former(struct matching *m)
{
  claim_list claims = {0};
  for (uint32_t i = 0; i < m->of[NEWER]->count; i++) {
    const struct named *n = &m->of[NEWER]->at[i];
    for (uint32_t k = 0; m->pairs.older_of[i] == NONE && k < n->was_count; k++) {
      uint32_t other = find(m, &m->former, OLDER, n->was[k]);
      if (other == NONE || find(m, &m->former, NEWER, n->was[k]) != i) continue;
      add_claim(m, &claims, NEWER, i, other);
    }
  }
  join_claims(m, &claims);
}

static uint32_t *nobody(struct arena *arena, uint32_t count)
{
  uint32_t *list = arena_new_array(arena, (size_t)count + 1, uint32_t);
  for (uint32_t i = 0; i < count; i++) list[i] = NONE;
  return list;
}

struct pairs pairs_find(struct arena *arena, const struct roster *older, const struct roster *newer)
{
  struct matching m = {.of = {older, newer}};
  m.pairs =
      (struct pairs){*older, *newer, nobody(arena, older->count), nobody(arena, newer->count)};
  symbols_init(&m.symbols, &m.scratch);
  map_init(&m.ids, &m.scratch, (size_t)older->count + newer->count);
  map_init(&m.former, &m.scratch, 16);
  for (int side = 0; side < 2; side++) {
    map_init(&m.children[side], &m.scratch, m.of[side]->count);
    map_init(&m.called[side], &m.scratch, 16);
  }
  index_names(&m, OLDER);
  index_names(&m, NEWER);
  claim_list claims = {0};
  claim_former(&m, OLDER, &claims);
  claim_former(&m, NEWER, &claims);
  join_claims(&m, &claims);
  do {
    m.is_changed = false;
    join_followers(&m);
    if (m.is_changed) continue;
    join_equal_ids(&m);
    join_equal_former(&m);
  } while (m.is_changed);
  arena_free(&m.scratch);
  return m.pairs;
}
