/* The least model of a world with an easy derivation of every state.
 *
 * Knuth, "A generalization of Dijkstra's algorithm" (1977): facts are settled in the order of
 * (effort, steps, declaration); a step fires when its last premise is settled. The counters are
 * those of Dowling & Gallier (1984). Cost: linear in ground steps, times the logarithm of the
 * queue. */
#include "analyse/reach.h"

#include <stdlib.h>

enum { SLOWING = 2 }; /* effort that each slowing control adds */

struct entry {
  uint32_t effort, steps;
  uint32_t step; /* of the derivation; STEP_START for the start */
  fact conclusion;
};

struct queue {
  struct arena *arena;
  VEC_OF(struct entry) heap;
};

static bool is_before(const struct entry *a, const struct entry *b)
{
  if (a->effort != b->effort) return a->effort < b->effort;
  if (a->steps != b->steps) return a->steps < b->steps;
  return a->step < b->step;
}

static void queue_push(struct queue *queue, struct entry entry)
{
  vec_push(queue->arena, &queue->heap, entry);
  size_t at = queue->heap.len - 1;
  while (at > 0) {
    size_t up = (at - 1) / 2;
    if (!is_before(&entry, &queue->heap.at[up])) break;
    queue->heap.at[at] = queue->heap.at[up];
    at = up;
  }
  queue->heap.at[at] = entry;
}

static struct entry queue_pop(struct queue *queue)
{
  struct entry *heap = queue->heap.at;
  struct entry first = heap[0], last = heap[--queue->heap.len];
  size_t at = 0, len = queue->heap.len;
  for (;;) {
    size_t down = 2 * at + 1;
    if (down >= len) break;
    if (down + 1 < len && is_before(&heap[down + 1], &heap[down])) down++;
    if (!is_before(&heap[down], &last)) break;
    heap[at] = heap[down];
    at = down;
  }
  if (len) heap[at] = last;
  return first;
}

static uint32_t saturating_sum(uint32_t a, uint32_t b)
{
  return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

/* --- what a world allows ------------------------------------------------------------------------
 */

int world_counted(enum world_type type)
{
  switch (type) {
  case WORLD_PLANNED:
    return COUNTED_PLANNED;
  case WORLD_EVIDENCED:
    return COUNTED_EVIDENCED;
  case WORLD_INHERENT:
    return -1;
  default:
    return COUNTED_PLACED;
  }
}

static bool makes_mistake(const struct world *world, uint32_t rule)
{
  if (world->are_all_mistakes) return true;
  for (uint32_t i = 0; i < world->makes.count; i++)
    if (world->makes.at[i] == rule) return true;
  return false;
}

bool world_allows(const struct ground *ground, const struct world *world, uint32_t step)
{
  uint32_t number = ground->rule[step];
  const struct rule *rule = &ground->model->vocabulary.rules.at[number];
  int counted = world_counted(world->type);
  if (counted >= 0 && (ground->stopped[step] >> counted) & 1) return false;
  if (world->off && bitset_has(world->off, step)) return false;
  if (rule->type == RULE_RULE) return true;
  if (world->only_rules) return false;
  if (world->type == WORLD_CARELESS)
    return rule->type == RULE_MISTAKE && makes_mistake(world, number);
  return rule->type == RULE_TECHNIQUE && rule->skill <= world->skill &&
         rule->resources <= world->resources;
}

uint32_t world_effort(const struct ground *ground, const struct world *world, uint32_t step)
{
  const struct rule *rule = &ground->model->vocabulary.rules.at[ground->rule[step]];
  int counted = world_counted(world->type);
  uint32_t slowing = counted < 0 ? 0 : ground->slowed[counted][step];
  return rule->effort + SLOWING * slowing;
}

/* --- the run ------------------------------------------------------------------------------------
 */

struct run {
  const struct ground *ground;
  const struct world *world;
  struct reach *reach;
  uint32_t *steps;    /* by fact: of its derivation */
  uint8_t *waiting;   /* by step: premises not yet settled */
  uint32_t *sum;      /* by step: effort of the settled ones */
  uint32_t *step_sum; /* by step: steps of the settled ones */
  struct queue queue;
};

static void fire(struct run *run, uint32_t step)
{
  const struct ground *ground = run->ground;
  fact conclusion = ground->conclusion[step];
  if (run->reach->by[conclusion] != STEP_NONE) return;
  if (!world_allows(ground, run->world, step)) return;
  uint32_t own = world_effort(ground, run->world, step);
  queue_push(&run->queue, (struct entry){saturating_sum(run->sum[step], own),
                                         saturating_sum(run->step_sum[step], 1), step, conclusion});
}

static void settle(struct run *run, fact settled)
{
  const struct ground *ground = run->ground;
  uint32_t effort = run->reach->effort[settled], steps = run->steps[settled];
  for (uint32_t i = ground->first_use[settled]; i < ground->first_use[settled + 1]; i++) {
    uint32_t step = ground->uses[i];
    run->sum[step] = saturating_sum(run->sum[step], effort);
    run->step_sum[step] = saturating_sum(run->step_sum[step], steps);
    if (--run->waiting[step] == 0) fire(run, step);
  }
}

static void give(struct run *run, fact given)
{
  if (run->reach->by[given] != STEP_NONE) return;
  run->reach->by[given] = STEP_GIVEN;
  settle(run, given);
}

static void start(struct run *run)
{
  const struct ground *ground = run->ground;
  for (uint32_t s = 0; s < ground->step_count; s++) {
    uint32_t count = ground->first_premise[s + 1] - ground->first_premise[s];
    run->waiting[s] = (uint8_t)count;
    if (!count) fire(run, s);
  }
  fact own = ground_state(ground, run->world->start, PRIVILEGE_EXEC);
  if (own != NONE) queue_push(&run->queue, (struct entry){0, 0, STEP_START, own});
  for (fact f = ground->state_count; f < ground->fact_count; f++)
    if (ground->is_given[f - ground->state_count]) give(run, f);
  for (uint32_t i = 0; i < run->world->slip_count; i++) give(run, run->world->slips[i]);
}

static void drain(struct run *run)
{
  struct reach *reach = run->reach;
  while (run->queue.heap.len) {
    struct entry entry = queue_pop(&run->queue);
    if (reach->by[entry.conclusion] != STEP_NONE) continue;
    reach->by[entry.conclusion] = entry.step;
    reach->effort[entry.conclusion] = entry.effort;
    run->steps[entry.conclusion] = entry.steps;
    reach->position[entry.conclusion] = reach->order_count;
    reach->order[reach->order_count++] = entry.conclusion;
    settle(run, entry.conclusion);
  }
}

struct reach *reach_run(struct arena *arena, const struct ground *ground, const struct world *world)
{
  struct arena scratch = {0};
  struct reach *reach = arena_new(arena, struct reach);
  reach->ground = ground;
  reach->world = *world;
  reach->effort = arena_new_array(arena, ground->fact_count, uint32_t);
  reach->by = arena_new_array(arena, ground->fact_count, uint32_t);
  reach->order = arena_new_array(arena, ground->fact_count, fact);
  reach->position = arena_new_array(arena, ground->fact_count, uint32_t);
  memset(reach->by, 0xff, ground->fact_count * sizeof *reach->by);
  struct run run = {.ground = ground, .world = world, .reach = reach, .queue = {.arena = &scratch}};
  run.steps = arena_new_array(&scratch, ground->fact_count, uint32_t);
  run.waiting = arena_new_array(&scratch, ground->step_count, uint8_t);
  run.sum = arena_new_array(&scratch, ground->step_count, uint32_t);
  run.step_sum = arena_new_array(&scratch, ground->step_count, uint32_t);
  start(&run);
  drain(&run);
  arena_free(&scratch);
  return reach;
}

/* --- whose world --------------------------------------------------------------------------------
 */

const char *world_word(enum world_type type)
{
  static const char *const words[] = {"residual", "inherent", "planned", "evidenced", "careless"};
  return words[type];
}

bool world_find(struct str word, enum world_type *type)
{
  for (int i = WORLD_RESIDUAL; i <= WORLD_CARELESS; i++) {
    if (!str_equal(word, str_from(world_word((enum world_type)i)))) continue;
    *type = (enum world_type)i;
    return true;
  }
  return false;
}

void world_greatest(const struct model *model, uint8_t *skill, uint8_t *resources)
{
  bool is_any = false;
  *skill = *resources = 0;
  for (size_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = &model->entities.at[i];
    if (e->root != ROOT_ACTOR || e->party.stance != STANCE_HOSTILE) continue;
    is_any = true;
    if (e->party.skill > *skill) *skill = e->party.skill;
    if (e->party.resources > *resources) *resources = e->party.resources;
  }
  if (!is_any) *skill = *resources = 4;
}

struct world world_of(const struct ground *ground, uint32_t entity, enum world_type type)
{
  const struct entity *e = model_entity(ground->model, entity);
  struct world world = {.type = type, .start = entity};
  if (e->root == ROOT_ACTOR) {
    world.skill = e->party.skill;
    world.resources = e->party.resources;
    world.makes = e->party.makes;
    world.are_all_mistakes = e->party.stance != STANCE_CARELESS || !e->party.is_makes;
  } else {
    world_greatest(ground->model, &world.skill, &world.resources);
    world.are_all_mistakes = true;
  }
  return world;
}
