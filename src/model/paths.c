/* The freeze of nesting, ties and paths: every path word of roots.def becomes a flat array of where
 * it leads from each entity, in the order of declaration, each thing once. */
#include "model/resolve.h"

#include <stdlib.h>

struct pair {
  uint32_t from, to;
};

struct freezer {
  struct builder *b;
  struct model *model;
  size_t count; /* of entities */
  VEC_OF(struct pair) pairs[PATHWORD_COUNT];
  struct arena paired[PATHWORD_COUNT]; /* where they are, until the path is frozen */
  struct arena scratch;
};

static void lead(struct freezer *f, enum pathword word, uint32_t from, uint32_t to)
{
  vec_push(&f->paired[word], &f->pairs[word], (struct pair){from, to});
}

static int compare_numbers(const void *left, const void *right)
{
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/* What was frozen too early: more led there since. */
static void forget(struct freezer *f, struct adjacency *a)
{
  if (!a->first) return;
  struct arena *arena = &f->b->unit->arena;
  arena_release(arena, a->items, a->first[f->count] * sizeof *a->items);
  arena_release(arena, a->first, (f->count + 1) * sizeof *a->first);
}

static bool is_ascending(const uint32_t *items, uint32_t count)
{
  for (uint32_t i = 1; i < count; i++)
    if (items[i - 1] > items[i]) return false;
  return true;
}

/* Counting sort by `from`; each list in the order of declaration and without repeats. */
static void freeze_path(struct freezer *f, enum pathword word)
{
  struct adjacency *a = &f->model->paths[word];
  size_t pairs = f->pairs[word].len;
  if (!pairs) return;
  struct arena *arena = &f->b->unit->arena;
  forget(f, a);
  uint32_t *first = arena_new_array(arena, f->count + 1, uint32_t);
  uint32_t *items = arena_new_array(arena, pairs, uint32_t);
  for (size_t i = 0; i < pairs; i++) first[f->pairs[word].at[i].from + 1]++;
  for (size_t e = 0; e < f->count; e++) first[e + 1] += first[e];
  for (size_t i = 0; i < pairs; i++)
    items[first[f->pairs[word].at[i].from]++] = f->pairs[word].at[i].to;
  for (size_t e = f->count; e > 0; e--) first[e] = first[e - 1];
  first[0] = 0;
  uint32_t kept = 0;
  for (size_t e = 0; e < f->count; e++) {
    uint32_t from = first[e], to = first[e + 1];
    if (!is_ascending(items + from, to - from))
      qsort(items + from, to - from, sizeof *items, compare_numbers);
    first[e] = kept;
    for (uint32_t i = from; i < to; i++)
      if (i == from || items[i] != items[i - 1]) items[kept++] = items[i];
  }
  first[f->count] = kept;
  items = arena_shrink(arena, items, pairs * sizeof *items, kept * sizeof *items);
  *a = (struct adjacency){first, items};
}

/* --- nesting ------------------------------------------------------------------------------------
 */

static void order_by_nesting(struct freezer *f)
{
  struct model *model = f->model;
  struct arena *arena = &f->b->unit->arena;
  uint32_t *child = arena_new_array(&f->scratch, f->count, uint32_t);
  uint32_t *next = arena_new_array(&f->scratch, f->count, uint32_t);
  model->by_nesting = arena_new_array(arena, f->count, uint32_t);
  model->nesting = arena_new_array(arena, f->count, uint32_t);
  uint32_t top = NONE;
  for (size_t i = 0; i < f->count; i++) child[i] = NONE;
  for (size_t i = f->count; i-- > 0;) {
    uint32_t place = model->entities.at[i].place;
    uint32_t *head = place == NONE ? &top : &child[place];
    next[i] = *head;
    *head = (uint32_t)i;
  }
  uint32_t at = top, done = 0;
  while (at != NONE) {
    struct entity *e = &model->entities.at[at];
    e->depth = e->place == NONE ? 0 : model->entities.at[e->place].depth + 1;
    model->nesting[at] = done;
    model->by_nesting[done++] = at;
    if (child[at] != NONE) {
      at = child[at];
      continue;
    }
    while (at != NONE && next[at] == NONE) {
      model->entities.at[at].inner_end = done;
      at = model->entities.at[at].place;
    }
    if (at == NONE) break;
    model->entities.at[at].inner_end = done;
    at = next[at];
  }
}

static void nest(struct freezer *f)
{
  for (uint32_t i = 0; i < f->count; i++) {
    const struct entity *e = &f->model->entities.at[i];
    if (e->place == NONE) continue;
    lead(f, PATHWORD_PLACE, i, e->place);
    if (e->root == ROOT_BOUNDARY) lead(f, PATHWORD_INNERS, e->place, i);
    if (e->root == ROOT_MACHINE || e->root == ROOT_ACTOR) lead(f, PATHWORD_MEMBERS, e->place, i);
    if (e->root != ROOT_DATA) continue;
    lead(f, PATHWORD_HOLDS, e->place, i);
    lead(f, PATHWORD_HOLDERS, i, e->place);
  }
}

/* --- ties ---------------------------------------------------------------------------------------
 */

static void sort_ties(struct freezer *f)
{
  struct model *model = f->model;
  struct builder *b = f->b;
  uint32_t *first = arena_new_array(&b->unit->arena, f->count + 1, uint32_t);
  vec_reserve(&b->unit->arena, &model->ties, b->ties.len);
  for (size_t i = 0; i < b->ties.len; i++) first[b->ties.at[i].from + 1]++;
  for (size_t e = 0; e < f->count; e++) first[e + 1] += first[e];
  for (size_t i = 0; i < b->ties.len; i++)
    model->ties.at[first[b->ties.at[i].from]++] = b->ties.at[i];
  for (size_t e = f->count; e > 0; e--) first[e] = first[e - 1];
  first[0] = 0;
  model->ties.len = b->ties.len;
  model->first_tie = first;
}

static void tie_up(struct freezer *f)
{
  for (size_t i = 0; i < f->model->ties.len; i++) {
    const struct tie *tie = &f->model->ties.at[i];
    const struct relation_info *info = relation_info((enum relation)tie->relation);
    lead(f, (enum pathword)info->forward, tie->from, tie->to);
    if (info->inverse != PATHWORD_NONE) lead(f, (enum pathword)info->inverse, tie->to, tie->from);
  }
}

/* --- flows --------------------------------------------------------------------------------------
 */

/* Where an end stands: the place in which it directly lies, and the networks that it joins. */
static uint32_t places_of_end(const struct freezer *f, uint32_t end, uint32_t *places,
                              uint32_t room)
{
  uint32_t count = 0, joined;
  if (f->model->entities.at[end].place != NONE) places[count++] = f->model->entities.at[end].place;
  const uint32_t *networks = model_walk(f->model, PATHWORD_NETWORKS, end, &joined);
  for (uint32_t i = 0; i < joined && count < room; i++) places[count++] = networks[i];
  return count;
}

static uint32_t standing_count(const struct freezer *f, uint32_t end)
{
  uint32_t joined;
  (void)model_walk(f->model, PATHWORD_NETWORKS, end, &joined);
  return joined + 1;
}

static void run_over_places(struct freezer *f, uint32_t flow, struct arena *scratch)
{
  const struct entity *e = &f->model->entities.at[flow];
  uint32_t source_room = standing_count(f, e->source), target_room = standing_count(f, e->target);
  uint32_t *source = arena_new_array(scratch, source_room, uint32_t);
  uint32_t *target = arena_new_array(scratch, target_room, uint32_t);
  uint32_t sources = places_of_end(f, e->source, source, source_room);
  uint32_t targets = places_of_end(f, e->target, target, target_room);
  bool is_shared = false;
  for (uint32_t i = 0; i < sources; i++)
    for (uint32_t k = 0; k < targets; k++)
      if (source[i] == target[k]) {
        lead(f, PATHWORD_FLOWS, source[i], flow);
        is_shared = true;
      }
  for (uint32_t i = 0; !is_shared && i < sources; i++) lead(f, PATHWORD_FLOWS, source[i], flow);
  for (uint32_t i = 0; !is_shared && i < targets; i++) lead(f, PATHWORD_FLOWS, target[i], flow);
}

static void run_flows(struct freezer *f)
{
  struct arena scratch = {0};
  for (uint32_t i = 0; i < f->count; i++) {
    const struct entity *e = &f->model->entities.at[i];
    if (e->root != ROOT_FLOW || e->source == NONE || e->target == NONE) continue;
    lead(f, PATHWORD_SOURCE, i, e->source);
    lead(f, PATHWORD_TARGET, i, e->target);
    lead(f, PATHWORD_OUTGOING, e->source, i);
    lead(f, PATHWORD_INCOMING, e->target, i);
    lead(f, PATHWORD_CALLEES, e->source, e->target);
    lead(f, PATHWORD_CALLERS, e->target, e->source);
    arena_reset(&scratch);
    run_over_places(f, i, &scratch);
  }
  arena_free(&scratch);
}

/* --- hosts of boundaries ------------------------------------------------------------------------
 */

static bool is_host(const struct freezer *f, uint32_t entity)
{
  uint32_t count;
  const uint32_t *guests = model_walk(f->model, PATHWORD_GUESTS, entity, &count);
  for (uint32_t i = 0; i < count; i++)
    if (f->model->entities.at[guests[i]].root == ROOT_MACHINE) return true;
  return false;
}

/* The machines with machine guests in the order of nesting, so that those within a place stand
 * together. */
struct hosts {
  uint32_t *at;
  uint32_t *before; /* by place in the order of nesting: how many hosts stand before it */
};

static struct hosts list_hosts(struct freezer *f)
{
  const struct model *model = f->model;
  struct hosts hosts = {arena_new_array(&f->scratch, f->count, uint32_t),
                        arena_new_array(&f->scratch, f->count + 1, uint32_t)};
  uint32_t found = 0;
  for (uint32_t i = 0; i < f->count; i++) {
    uint32_t thing = model->by_nesting[i];
    hosts.before[i] = found;
    if (model->entities.at[thing].root == ROOT_MACHINE && is_host(f, thing))
      hosts.at[found++] = thing;
  }
  hosts.before[f->count] = found;
  return hosts;
}

/* Adds the hosts within `place` to what `boundary` leads to; false if there are none. */
static bool add_hosts_within(struct freezer *f, uint32_t boundary, uint32_t place,
                             const struct hosts *hosts)
{
  uint32_t first = hosts->before[f->model->nesting[place] + 1];
  uint32_t last = hosts->before[f->model->entities.at[place].inner_end];
  for (uint32_t i = first; i < last; i++) lead(f, PATHWORD_HOSTS, boundary, hosts->at[i]);
  return first < last;
}

/* Of a boundary: the hosts of all machines nested in it at any depth, and the machines with machine
 * guests that are nested in it or, if it has none, in the nearest place around it that has. */
static void host_boundaries(struct freezer *f)
{
  struct model *model = f->model;
  struct hosts all = list_hosts(f);
  for (uint32_t i = 0; i < f->count; i++) {
    if (model->entities.at[i].root != ROOT_BOUNDARY) continue;
    for (uint32_t k = model->nesting[i] + 1; k < model->entities.at[i].inner_end; k++) {
      uint32_t machine = model->by_nesting[k], count;
      if (model->entities.at[machine].root != ROOT_MACHINE) continue;
      const uint32_t *hosts = model_walk(model, PATHWORD_HOSTS, machine, &count);
      for (uint32_t h = 0; h < count; h++) lead(f, PATHWORD_HOSTS, i, hosts[h]);
    }
    uint32_t place = i;
    while (place != NONE && !add_hosts_within(f, i, place, &all))
      place = model->entities.at[place].place;
  }
}

void paths_freeze(struct builder *b)
{
  struct freezer f = {.b = b, .model = b->model, .count = b->model->entities.len};
  order_by_nesting(&f);
  sort_ties(&f);
  nest(&f);
  tie_up(&f);
  freeze_path(&f, PATHWORD_NETWORKS);
  freeze_path(&f, PATHWORD_GUESTS);
  freeze_path(&f, PATHWORD_HOSTS); /* of machines and roles; the boundaries' need these */
  run_flows(&f);
  host_boundaries(&f);
  for (int word = 0; word < PATHWORD_COUNT; word++) {
    if (word != PATHWORD_NETWORKS && word != PATHWORD_GUESTS) freeze_path(&f, (enum pathword)word);
    arena_free(&f.paired[word]);
  }
  arena_free(&f.scratch);
}
