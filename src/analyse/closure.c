/* The least model of a world, as Dowling & Gallier (1984) find it: a step has a counter of the
 * premises it waits for, a fact that is reached goes through the steps that need it, and a queue
 * keeps what is reached and not yet gone through. A step with one premise needs no counter. Steps
 * that the world does not allow are remembered once all of their premises are there: a world that
 * allows more begins with those, since whatever it adds follows from one of them or from a new
 * slip. Cost: linear in the steps behind what is reached. */
#include "analyse/closure.h"

#include <assert.h>

struct pass {
  struct closure *closure;
  const struct ground *ground;
  const uint64_t *off;
  const uint32_t *efforts; /* world_efforts: which patterns are allowed */
};

static void reach(struct closure *closure, fact f)
{
  if (bitset_has(closure->has, f)) return;
  bitset_add(closure->has, f);
  closure->reached++;
  vec_push(closure->arena, &closure->open, f);
}

/* All of its premises are reached. */
static void take(const struct pass *pass, uint32_t step, uint32_t pattern)
{
  struct closure *closure = pass->closure;
  fact conclusion = pass->ground->conclusion[step];
  if (bitset_has(closure->has, conclusion)) return;
  if (pass->efforts[pattern] == EFFORT_NEVER || (pass->off && bitset_has(pass->off, step)))
    vec_push(closure->arena, &closure->held, step);
  else
    reach(closure, conclusion);
}

static void spread(const struct pass *pass, fact reached)
{
  const struct ground *ground = pass->ground;
  uint16_t *settled = pass->closure->settled;
  for (uint32_t i = ground->first_use[reached]; i < ground->first_use[reached + 1]; i++) {
    uint32_t step = ground->uses[i], number = ground_pattern(ground, step);
    const struct pattern *pattern = &ground->patterns[number];
    if (pattern->premise_count == 1 ||
        ++settled[(uint32_t)(pattern->first_counter + step)] == pattern->premise_count)
      take(pass, step, number);
  }
}

static void give(const struct pass *pass, fact given)
{
  if (bitset_has(pass->closure->has, given)) return;
  bitset_add(pass->closure->has, given);
  spread(pass, given);
}

static void drain(const struct pass *pass, const struct world *world)
{
  struct closure *closure = pass->closure;
  for (uint32_t i = 0; i < world->slip_count; i++) give(pass, world->slips[i]);
  while (closure->open.len) spread(pass, closure->open.at[--closure->open.len]);
}

struct closure *closure_run(struct arena *arena, const struct ground *ground,
                            const struct world *world)
{
  struct arena scratch = {0};
  struct closure *closure = arena_new(arena, struct closure);
  *closure = (struct closure){.ground = ground, .arena = arena, .type = world->type};
  closure->has = arena_new_array(arena, bitset_words(ground->fact_count), uint64_t);
  closure->settled = arena_new_array(arena, ground->counter_count, uint16_t);
  struct pass pass = {closure, ground, world->off, world_efforts(&scratch, ground, world)};
  fact own = NONE;
  if (world->start != NONE) own = ground_state(ground, world->start, PRIVILEGE_EXEC);
  if (own != NONE) reach(closure, own);
  for (uint32_t i = 0; i < ground->free_count; i++)
    take(&pass, ground->free[i], ground_pattern(ground, ground->free[i]));
  for (fact f = ground->state_count; f < ground->fact_count; f++)
    if (ground->is_given[f - ground->state_count]) give(&pass, f);
  drain(&pass, world);
  arena_free(&scratch);
  return closure;
}

void closure_continue(struct closure *closure, const struct ground *ground,
                      const struct world *world)
{
  struct arena scratch = {0};
  assert(ground->step_count == closure->ground->step_count);
  closure->ground = ground;
  closure->type = world->type;
  struct pass pass = {closure, ground, world->off, world_efforts(&scratch, ground, world)};
  size_t held = closure->held.len;
  for (size_t i = 0; i < held; i++)
    take(&pass, closure->held.at[i], ground_pattern(ground, closure->held.at[i]));
  /* What is still held was put behind the others once more. */
  closure->held.len -= held;
  if (held)
    memmove(closure->held.at, closure->held.at + held,
            closure->held.len * sizeof *closure->held.at);
  drain(&pass, world);
  arena_free(&scratch);
}
