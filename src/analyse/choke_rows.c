/* The tables of chokes: labels by how many scenarios pass them, those with the same scenarios in
 * one row. Cost: a sort of the labels, a look at every scenario for each row that is written out,
 * and a run of the engine for each control that is named. */
#include "analyse/choker.h"

#include <stdlib.h>

/* Of each table. */
enum {
  STATES_MOST = 200,
  BOUNDARIES_MOST = 50,
  WEAKNESSES_MOST = 50,
  CONTROLS_MOST = 20,
  OPTIONS_MOST = 8, /* of one row of them */
  THINGS_MOST = 50
};

/* A label and its scenarios; `order` decides between equally many. */
struct ranked {
  uint64_t count, sum;
  uint64_t order;
  uint32_t label;
};

/* --- rows ------------------------------------------------------------------------------------- */

typedef VEC_OF(struct ranked) ranked_list;

/* Labels with the same scenarios lie together, the most scenarios first. */
static int compare_alike(const void *left, const void *right)
{
  const struct ranked *a = left, *b = right;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  if (a->sum != b->sum) return a->sum < b->sum ? -1 : 1;
  if (a->order != b->order) return a->order < b->order ? -1 : 1;
  return a->label < b->label ? -1 : a->label > b->label;
}

static int compare_first(const void *left, const void *right)
{
  const struct ranked *a = left, *b = right;
  if (a->count != b->count) return a->count > b->count ? -1 : 1;
  if (a->order != b->order) return a->order < b->order ? -1 : 1;
  return a->label < b->label ? -1 : a->label > b->label;
}

static void sort_list(ranked_list *list, int compare(const void *, const void *))
{
  if (list->len > 1) qsort(list->at, list->len, sizeof *list->at, compare);
}

static bool is_alike(const struct ranked *a, const struct ranked *b)
{
  return a->count == b->count && a->sum == b->sum;
}

/* The first of each row, the rows in their order; those alike stay in `list`. */
static ranked_list heads_of(struct choker *c, ranked_list *list)
{
  ranked_list heads = {0};
  sort_list(list, compare_alike);
  for (size_t i = 0; i < list->len; i++)
    if (!i || !is_alike(&list->at[i], &list->at[i - 1])) vec_push(&c->arena, &heads, list->at[i]);
  sort_list(&heads, compare_first);
  return heads;
}

/* Those of the list that stand in one row. */
static struct numbers alike(struct choker *c, const ranked_list *list, const struct ranked *head)
{
  const struct ranked *first = bsearch(head, list->at, list->len, sizeof *first, compare_alike);
  uint32_t count = 0, most = (uint32_t)(list->at + list->len - first);
  while (count < most && is_alike(&first[count], head)) count++;
  uint32_t *labels = arena_new_array(&c->unit->arena, count, uint32_t);
  for (uint32_t i = 0; i < count; i++) labels[i] = first[i].label;
  return (struct numbers){labels, count};
}

static void collect(struct choker *c, ranked_list *list, uint32_t label, uint64_t order)
{
  if (c->counts[label])
    vec_push(&c->arena, list,
             (struct ranked){
                 .count = c->counts[label], .sum = c->sums[label], .order = order, .label = label});
}

static struct numbers scenarios_of(struct choker *c, const struct ranked *head)
{
  uint32_t *list = arena_new_array(&c->unit->arena, head->count, uint32_t), count = 0;
  for (uint32_t i = 0; i < c->choke->scenarios.len && count < head->count; i++)
    if (family_has(&c->family, c->sets[i], head->label)) list[count++] = i;
  return (struct numbers){list, count};
}

static size_t at_most(size_t count, size_t most, uint32_t *more)
{
  *more = (uint32_t)(count > most ? count - most : 0);
  return count > most ? most : count;
}

/* --- states and weaknesses -------------------------------------------------------------------- */

struct settled {
  uint32_t place;
  fact at;
};

static int compare_settled(const void *left, const void *right)
{
  const struct settled *a = left, *b = right;
  return a->place < b->place ? -1 : a->place > b->place;
}

/* As the party of a scenario reaches them. */
static void sort_by_settling(struct choker *c, uint32_t scenario, struct facts *facts)
{
  uint32_t party = c->choke->scenarios.at[scenario].party;
  const struct reach *reach = c->question->parties[party].reach;
  struct settled *list = arena_new_array(&c->arena, facts->count, struct settled);
  for (uint32_t i = 0; i < facts->count; i++)
    list[i] = (struct settled){reach->place[facts->at[i]], facts->at[i]};
  if (facts->count > 1) qsort(list, facts->count, sizeof *list, compare_settled);
  for (uint32_t i = 0; i < facts->count; i++) facts->at[i] = list[i].at;
}

/* Whether it is there to begin with, for somebody who passes it: the same for all of them, for a
 * weakness that is not given to one is not given to the others. */
static bool is_given(const struct choker *c, fact at)
{
  const struct choke_party *any = &c->question->parties[0];
  return !fact_is_state(c->ground, at) && reach_by(any->reach, at) == STEP_GIVEN;
}

static void find_states(struct choker *c)
{
  ranked_list list = {0};
  for (fact at = 0; at < c->ground->fact_count; at++)
    if (!is_given(c, at)) collect(c, &list, at, 0);
  ranked_list heads = heads_of(c, &list);
  size_t count = at_most(heads.len, STATES_MOST, &c->choke->more_states);
  for (size_t i = 0; i < count; i++) {
    struct numbers labels = alike(c, &list, &heads.at[i]);
    struct choke_state row = {{(fact *)labels.at, labels.count}, scenarios_of(c, &heads.at[i])};
    sort_by_settling(c, row.scenarios.at[0], &row.facts);
    vec_push(&c->unit->arena, &c->choke->states, row);
  }
}

static void find_weaknesses(struct choker *c)
{
  const struct ground *ground = c->ground;
  ranked_list list = {0};
  for (fact at = ground->state_count; at < ground->fact_count; at++)
    if (is_given(c, at)) collect(c, &list, at, 0);
  sort_list(&list, compare_first);
  size_t count = at_most(list.len, WEAKNESSES_MOST, &c->choke->more_weaknesses);
  for (size_t i = 0; i < count; i++) {
    fact at = list.at[i].label;
    struct choke_weakness row = {at, !ground->is_given[at - ground->state_count],
                                 scenarios_of(c, &list.at[i])};
    vec_push(&c->unit->arena, &c->choke->weaknesses, row);
  }
}

/* --- boundaries ------------------------------------------------------------------------------- */

static void find_boundaries(struct choker *c)
{
  ranked_list list = {0};
  for (uint32_t e = 0; e < c->model->entities.len; e++)
    collect(c, &list, label_of_boundary(c, e), model_entity(c->model, e)->depth);
  ranked_list heads = heads_of(c, &list);
  size_t count = at_most(heads.len, BOUNDARIES_MOST, &c->choke->more_boundaries);
  for (size_t i = 0; i < count; i++) {
    struct choke_boundary row = {alike(c, &list, &heads.at[i]), scenarios_of(c, &heads.at[i])};
    for (uint32_t k = 0; k < row.boundaries.count; k++)
      ((uint32_t *)row.boundaries.at)[k] -= label_of_boundary(c, 0);
    vec_push(&c->unit->arena, &c->choke->boundaries, row);
  }
}

/* --- controls --------------------------------------------------------------------------------- */

static bool is_planned(const struct choker *c, const struct candidate *candidate)
{
  const struct model *model = c->model;
  return model_is_with(model, candidate->thing, candidate->control, COUNTED_PLANNED) &&
         !model_is_with(model, candidate->thing, candidate->control, COUNTED_PLACED);
}

static const struct candidate *candidate_of(const struct choker *c, uint32_t label)
{
  return &c->stops.candidates.at[label - label_of_leaf(c, 0)];
}

/* Of equally many: what is planned, then what stops steps nearest to a harm, then the innermost
 * thing, then things and controls as declared. */
static uint64_t order_of_control(const struct choker *c, uint32_t label)
{
  enum { CONTROL_BITS = 13, THING_BITS = 22, DEPTH_BITS = 7, NEAR_MOST = 0xffff };
  const struct candidate *candidate = candidate_of(c, label);
  uint64_t near = c->near[label - label_of_leaf(c, 0)];
  uint64_t out = LIMIT_NESTING + 1 - model_entity(c->model, candidate->thing)->depth;
  uint64_t order = (uint64_t)!is_planned(c, candidate);
  order = order << 16 | (near > NEAR_MOST ? NEAR_MOST : near);
  order = order << DEPTH_BITS | out;
  order = order << THING_BITS | candidate->thing;
  return order << CONTROL_BITS | candidate->control;
}

static void prove(struct choker *c, uint32_t label, const struct numbers *scenarios)
{
  uint32_t leaf = label - label_of_leaf(c, 0);
  if (c->proved[leaf]) return;
  c->proved[leaf] = 1;
  if (!choker_is_right(c, leaf, scenarios)) c->choke->is_broken = true;
}

static void add_control(struct choker *c, const ranked_list *list, const struct ranked *head)
{
  struct numbers labels = alike(c, list, head);
  struct choke_control row = {.scenarios = scenarios_of(c, head)};
  row.option_count = (uint32_t)at_most(labels.count, OPTIONS_MOST, &row.more_options);
  row.options = arena_new_array(&c->unit->arena, row.option_count, struct choke_option);
  for (uint32_t i = 0; i < row.option_count; i++) {
    const struct candidate *at = candidate_of(c, labels.at[i]);
    row.options[i] = (struct choke_option){at->control, at->thing, is_planned(c, at)};
    prove(c, labels.at[i], &row.scenarios);
  }
  vec_push(&c->unit->arena, &c->choke->controls, row);
}

static void find_controls(struct choker *c)
{
  ranked_list list = {0};
  c->proved = arena_alloc(&c->arena, c->stops.candidates.len + 1);
  for (uint32_t l = 0; l < c->stops.candidates.len; l++)
    collect(c, &list, label_of_leaf(c, l), order_of_control(c, label_of_leaf(c, l)));
  ranked_list heads = heads_of(c, &list);
  size_t count = at_most(heads.len, CONTROLS_MOST, &c->choke->more_controls);
  for (size_t i = 0; i < count; i++) add_control(c, &list, &heads.at[i]);
}

/* --- things of worth -------------------------------------------------------------------------- */

static int compare_scenarios(const void *left, const void *right)
{
  const struct choke_scenario *const *a = left, *const *b = right;
  if ((*a)->thing != (*b)->thing) return (*a)->thing < (*b)->thing ? -1 : 1;
  return *a < *b ? -1 : *a > *b;
}

/* How many scenarios of a thing pass each label. */
struct thing_counts {
  uint32_t *counts;        /* by label; zero between things */
  VEC_OF(uint32_t) labels; /* that were counted */
};

static void count_labels(struct choker *c, struct thing_counts *t, const struct numbers *scenarios)
{
  t->labels.len = 0;
  arena_reset(&c->running);
  for (uint32_t i = 0; i < scenarios->count; i++) {
    uint32_t count;
    const uint32_t *members =
        family_list(&c->family, &c->running, c->sets[scenarios->at[i]], &count);
    for (uint32_t k = 0; k < count; k++)
      if (!t->counts[members[k]]++) vec_push(&c->arena, &t->labels, members[k]);
  }
}

/* Whether two labels are passed by the same of these scenarios. */
static bool are_passed_alike(const struct choker *c, const struct numbers *scenarios, uint32_t a,
                             uint32_t b)
{
  for (uint32_t i = 0; i < scenarios->count; i++) {
    uint32_t set = c->sets[scenarios->at[i]];
    if (family_has(&c->family, set, a) != family_has(&c->family, set, b)) return false;
  }
  return true;
}

static bool is_shown_state(const struct choker *c, uint32_t label)
{
  return label < c->ground->fact_count && !is_given(c, label);
}

/* The first of the states that most pass, and what the same scenarios pass besides. */
static void choose_states(struct choker *c, const struct thing_counts *t, struct choke_thing *row)
{
  VEC_OF(fact) states = {0};
  uint32_t first = NONE, scenario = 0;
  for (size_t i = 0; i < t->labels.len; i++) {
    uint32_t label = t->labels.at[i];
    if (!is_shown_state(c, label) || t->counts[label] <= row->passing) continue;
    row->passing = t->counts[first = label];
  }
  if (first == NONE) return;
  for (size_t i = 0; i < t->labels.len; i++)
    if (is_shown_state(c, t->labels.at[i]) &&
        are_passed_alike(c, &row->scenarios, first, t->labels.at[i]))
      vec_push(&c->unit->arena, &states, t->labels.at[i]);
  while (!family_has(&c->family, c->sets[row->scenarios.at[scenario]], first)) scenario++;
  row->states = (struct facts){states.at, (uint32_t)states.len};
  sort_by_settling(c, row->scenarios.at[scenario], &row->states);
}

static void choose_control(struct choker *c, const struct thing_counts *t, struct choke_thing *row)
{
  uint32_t best = NONE;
  for (size_t i = 0; i < t->labels.len; i++) {
    uint32_t label = t->labels.at[i];
    if (label < label_of_leaf(c, 0) || t->counts[label] < row->closing) continue;
    if (t->counts[label] == row->closing && order_of_control(c, label) > order_of_control(c, best))
      continue;
    best = label;
    row->closing = t->counts[label];
  }
  row->control = row->at = NONE;
  if (best == NONE) return;
  row->control = candidate_of(c, best)->control;
  row->at = candidate_of(c, best)->thing;
  struct ranked head = {.count = c->counts[best], .label = best};
  struct numbers closed = scenarios_of(c, &head);
  prove(c, best, &closed);
}

static void describe_thing(struct choker *c, struct thing_counts *t, struct choke_thing *row)
{
  count_labels(c, t, &row->scenarios);
  choose_states(c, t, row);
  choose_control(c, t, row);
  for (size_t i = 0; i < t->labels.len; i++) t->counts[t->labels.at[i]] = 0;
}

static int compare_things(const void *left, const void *right)
{
  const struct choke_thing *a = left, *b = right;
  if (a->scenarios.count != b->scenarios.count)
    return a->scenarios.count > b->scenarios.count ? -1 : 1;
  return a->thing < b->thing ? -1 : a->thing > b->thing;
}

static void find_things(struct choker *c)
{
  struct choke *choke = c->choke;
  uint32_t all = (uint32_t)choke->scenarios.len;
  const struct choke_scenario **sorted =
      arena_new_array(&c->arena, all, const struct choke_scenario *);
  uint32_t *numbers = arena_new_array(&c->unit->arena, all, uint32_t);
  for (uint32_t i = 0; i < all; i++) sorted[i] = &choke->scenarios.at[i];
  if (all > 1) qsort(sorted, all, sizeof *sorted, compare_scenarios);
  for (uint32_t i = 0; i < all; i++) {
    numbers[i] = (uint32_t)(sorted[i] - choke->scenarios.at);
    if (!i || sorted[i]->thing != sorted[i - 1]->thing)
      vec_push(&c->unit->arena, &choke->things,
               (struct choke_thing){.thing = sorted[i]->thing, .scenarios = {&numbers[i], 0}});
    choke->things.at[choke->things.len - 1].scenarios.count++;
  }
  if (choke->things.len > 1)
    qsort(choke->things.at, choke->things.len, sizeof *choke->things.at, compare_things);
  choke->things.len = at_most(choke->things.len, THINGS_MOST, &choke->more_things);
  struct thing_counts counts = {.counts = arena_new_array(&c->arena, c->label_count, uint32_t)};
  for (size_t i = 0; i < choke->things.len; i++) describe_thing(c, &counts, &choke->things.at[i]);
}

void choker_list_rows(struct choker *c)
{
  find_states(c);
  find_weaknesses(c);
  find_boundaries(c);
  find_controls(c);
  find_things(c);
}
