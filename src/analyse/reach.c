/* The least model of a world with an easy derivation of every state.
 *
 * Knuth, "A generalization of Dijkstra's algorithm" (1977): facts are settled in the order of
 * (effort, steps, declaration); a step fires when its last premise is settled. The counters are
 * those of Dowling & Gallier (1984), and only steps with several premises have one. What is kept is
 * what was reached; of the rest, four bytes a fact. Cost: linear in ground steps, and the queue's
 * (queue.h). Who need not know how asks closure.h.
 *
 * A closure goes on when controls are taken away; a reach starts anew, for with more steps allowed
 * an easier derivation may take the place of one that was settled, and all that was keyed by it. */
#include "analyse/reach.h"

#include "analyse/queue.h"

static uint32_t saturating_sum(uint32_t a, uint32_t b)
{
  return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

struct run {
  const struct ground *ground;
  struct arena *kept; /* the caller's */
  struct reach *reach;
  const uint64_t *off;
  const uint64_t *relevant; /* or NULL */
  uint32_t *efforts;        /* world_efforts */
  uint16_t *settled;        /* by counter: premises settled so far */
  VEC_OF(struct reached) reached;
  VEC_OF(uint32_t) steps; /* by place: of the derivation */
  struct arena scratch;
  struct queue queue;
};

/* All of its premises are settled. */
static void fire(struct run *run, uint32_t step, const struct pattern *pattern)
{
  const struct ground *ground = run->ground;
  uint32_t own = run->efforts[pattern - ground->patterns], effort = 0, steps = 0;
  if (own == EFFORT_NEVER || run->reach->place[ground->conclusion[step]]) return;
  if (run->off && bitset_has(run->off, step)) return;
  if (run->relevant && !bitset_has(run->relevant, ground->conclusion[step])) return;
  const fact *premises =
      ground->premises + (uint32_t)(pattern->first_premise + step * pattern->stride);
  for (uint32_t i = 0; i < pattern->premise_count; i++) {
    uint32_t place = run->reach->place[premises[i]];
    if (place == PLACE_GIVEN) continue;
    effort = saturating_sum(effort, run->reached.at[place - 1].effort);
    steps = saturating_sum(steps, run->steps.at[place - 1]);
  }
  queue_push(&run->queue, saturating_sum(effort, own), saturating_sum(steps, 1), step);
}

static void settle(struct run *run, fact settled)
{
  const struct ground *ground = run->ground;
  for (uint32_t i = ground->first_use[settled]; i < ground->first_use[settled + 1]; i++) {
    uint32_t step = ground->uses[i];
    const struct pattern *pattern = &ground->patterns[ground_pattern(ground, step)];
    if (pattern->premise_count == 1 ||
        ++run->settled[(uint32_t)(pattern->first_counter + step)] == pattern->premise_count)
      fire(run, step, pattern);
  }
}

static void give(struct run *run, fact given)
{
  if (run->reach->place[given]) return;
  run->reach->place[given] = PLACE_GIVEN;
  settle(run, given);
}

static void start(struct run *run)
{
  const struct ground *ground = run->ground;
  const struct world *world = &run->reach->world;
  for (uint32_t i = 0; i < ground->free_count; i++)
    fire(run, ground->free[i], &ground->patterns[ground_pattern(ground, ground->free[i])]);
  if (ground_state(ground, world->start, PRIVILEGE_EXEC) != NONE)
    queue_push(&run->queue, 0, 0, STEP_START);
  for (fact f = ground->state_count; f < ground->fact_count; f++)
    if (ground->is_given[f - ground->state_count]) give(run, f);
  for (uint32_t i = 0; i < world->slip_count; i++) give(run, world->slips[i]);
}

static void drain(struct run *run)
{
  const struct ground *ground = run->ground;
  uint32_t *place = run->reach->place, effort, steps, step;
  fact own = ground_state(ground, run->reach->world.start, PRIVILEGE_EXEC);
  while (queue_pop(&run->queue, &effort, &steps, &step)) {
    fact conclusion = step == STEP_START ? own : ground->conclusion[step];
    if (place[conclusion]) continue;
    vec_push(run->kept, &run->reached, (struct reached){conclusion, effort, step});
    vec_push(&run->scratch, &run->steps, steps);
    place[conclusion] = (uint32_t)run->reached.len;
    settle(run, conclusion);
  }
}

struct reach *reach_run(struct arena *arena, const struct ground *ground, const struct world *world)
{
  return reach_run_towards(arena, ground, world, NULL);
}

struct reach *reach_run_towards(struct arena *arena, const struct ground *ground,
                                const struct world *world, const uint64_t *relevant)
{
  struct reach *reach = arena_new(arena, struct reach);
  *reach = (struct reach){.ground = ground, .world = *world};
  reach->place = arena_new_array(arena, ground->fact_count, uint32_t);
  struct run run = {
      .ground = ground, .kept = arena, .reach = reach, .off = world->off, .relevant = relevant};
  run.efforts = world_efforts(&run.scratch, ground, world);
  run.settled = arena_new_array(&run.scratch, ground->counter_count, uint16_t);
  queue_init(&run.queue, &run.scratch);
  start(&run);
  drain(&run);
  vec_fit(arena, &run.reached);
  reach->at = run.reached.at;
  reach->count = (uint32_t)run.reached.len;
  arena_free(&run.scratch);
  return reach;
}
