/* The steps that one question is about, and runs over them.
 *
 * Of the ground a net keeps the steps whose premises are reached and whose conclusion leads to a
 * goal. Facts that are there from the start are no premises any more; a slip, which somebody might
 * stop, is a step of its own that needs nothing. The order of the steps is that of the ground, so
 * that a run decides ties as the engine itself does. Cost: one pass over the ground, then a run
 * linear in the steps of the net, times the logarithm of the queue. */
#include "analyse/net.h"

#include <string.h>

price price_sum(price a, price b)
{
  uint32_t first = (uint32_t)(a >> 32), then = (uint32_t)a;
  uint32_t more = (uint32_t)(b >> 32), rest = (uint32_t)b;
  first = first > UINT32_MAX - more ? UINT32_MAX : first + more;
  then = then > UINT32_MAX - rest ? UINT32_MAX : then + rest;
  return PRICE(first, then);
}

/* --- making a net ----------------------------------------------------------------------------- */

struct net_maker {
  struct net *net;
  struct arena *arena;
  const struct ground *ground;
  const struct reach *reach;
  const uint32_t *efforts; /* by pattern */
  uint32_t *number;        /* by fact of the ground: that of the net + 1 */
  VEC_OF(fact) facts;
  VEC_OF(uint32_t) steps;
  VEC_OF(uint32_t) conclusion;
  VEC_OF(uint32_t) first_premise;
  VEC_OF(uint32_t) premises;
  VEC_OF(uint32_t) goals;
};

static bool is_slip(const struct reach *reach, fact f)
{
  return reach_by(reach, f) == STEP_GIVEN &&
         !reach->ground->is_given[f - reach->ground->state_count];
}

/* There from the start, and nobody's doing. */
static bool is_free(const struct reach *reach, fact f)
{
  return reach_by(reach, f) == STEP_START ||
         (reach_by(reach, f) == STEP_GIVEN && !is_slip(reach, f));
}

static uint32_t number_of(struct net_maker *m, fact f)
{
  if (m->number[f]) return m->number[f] - 1;
  vec_push(m->arena, &m->facts, f);
  m->number[f] = (uint32_t)m->facts.len;
  return m->number[f] - 1;
}

static void add_step(struct net_maker *m, uint32_t step, fact conclusion)
{
  vec_push(m->arena, &m->steps, step);
  vec_push(m->arena, &m->conclusion, number_of(m, conclusion));
  vec_push(m->arena, &m->first_premise, (uint32_t)m->premises.len);
}

static bool is_taken(const struct net_maker *m, const uint64_t *relevant, uint32_t step)
{
  const struct ground *ground = m->ground;
  fact conclusion = ground->conclusion[step];
  if (!bitset_has(relevant, conclusion) || is_free(m->reach, conclusion)) return false;
  struct premises premises = ground_premises(ground, step);
  for (uint32_t i = 0; i < premises.count; i++)
    if (!reach_has(m->reach, premises.at[i]) || premises.at[i] == conclusion) return false;
  const uint64_t *off = m->reach->world.off;
  return m->efforts[ground_pattern(ground, step)] != EFFORT_NEVER &&
         !(off && bitset_has(off, step));
}

static void take_steps(struct net_maker *m, const uint64_t *relevant)
{
  const struct ground *ground = m->ground;
  for (fact f = ground->state_count; f < ground->fact_count; f++)
    if (bitset_has(relevant, f) && is_slip(m->reach, f)) add_step(m, NONE, f);
  for (uint32_t s = 0; s < ground->step_count; s++) {
    if (!is_taken(m, relevant, s)) continue;
    add_step(m, s, ground->conclusion[s]);
    struct premises premises = ground_premises(ground, s);
    for (uint32_t i = 0; i < premises.count; i++)
      if (!is_free(m->reach, premises.at[i]))
        vec_push(m->arena, &m->premises, number_of(m, premises.at[i]));
  }
  vec_push(m->arena, &m->first_premise, (uint32_t)m->premises.len);
}

static void take_goals(struct net_maker *m, const fact *goals, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    if (!reach_has(m->reach, goals[i])) continue;
    m->net->is_there |= is_free(m->reach, goals[i]);
    vec_push(m->arena, &m->goals, number_of(m, goals[i]));
  }
}

/* Which steps need each fact (counting sort). */
static void list_uses(struct net *net, struct arena *arena)
{
  uint32_t count = net->first_premise[net->step_count];
  net->first_use = arena_new_array(arena, net->fact_count + 2, uint32_t);
  net->uses = arena_new_array(arena, count, uint32_t);
  for (uint32_t i = 0; i < count; i++) net->first_use[net->premises[i] + 2]++;
  for (uint32_t f = 0; f < net->fact_count; f++) net->first_use[f + 2] += net->first_use[f + 1];
  for (uint32_t s = 0; s < net->step_count; s++)
    for (uint32_t i = net->first_premise[s]; i < net->first_premise[s + 1]; i++)
      net->uses[net->first_use[net->premises[i] + 1]++] = s;
}

static void count_premises(struct net *net, struct arena *arena)
{
  net->premise_count = arena_new_array(arena, net->step_count, uint16_t);
  net->free = arena_new_array(arena, net->step_count, uint32_t);
  for (uint32_t s = 0; s < net->step_count; s++) {
    net->premise_count[s] = (uint16_t)(net->first_premise[s + 1] - net->first_premise[s]);
    if (!net->premise_count[s]) net->free[net->free_count++] = s;
  }
}

static void finish(struct net_maker *m)
{
  struct net *net = m->net;
  net->fact_count = (uint32_t)m->facts.len;
  net->facts = m->facts.at;
  net->step_count = (uint32_t)m->steps.len;
  net->steps = m->steps.at;
  net->conclusion = m->conclusion.at;
  net->first_premise = m->first_premise.at;
  net->premises = m->premises.at;
  net->goals = m->goals.at;
  net->goal_count = (uint32_t)m->goals.len;
  net->is_goal = arena_new_array(m->arena, bitset_words(net->fact_count), uint64_t);
  for (uint32_t i = 0; i < net->goal_count; i++) bitset_add(net->is_goal, net->goals[i]);
  net->effort = arena_new_array(m->arena, net->step_count, uint32_t);
  for (uint32_t s = 0; s < net->step_count; s++)
    if (net->steps[s] != NONE)
      net->effort[s] = m->efforts[ground_pattern(m->ground, net->steps[s])];
  count_premises(net, m->arena);
  list_uses(net, m->arena);
}

struct net *net_make(struct arena *arena, const struct answers *answers, const struct reach *reach,
                     const fact *goals, uint32_t goal_count)
{
  struct arena scratch = {0};
  struct net *net = arena_new(arena, struct net);
  struct net_maker m = {.net = net, .arena = arena, .ground = reach->ground, .reach = reach};
  net->ground = reach->ground;
  m.efforts = world_efforts(&scratch, reach->ground, &reach->world);
  m.number = arena_new_array(&scratch, reach->ground->fact_count, uint32_t);
  take_goals(&m, goals, goal_count);
  take_steps(&m, answers_relevant(answers, &scratch, &reach->world, goals, goal_count));
  finish(&m);
  arena_free(&scratch);
  return net;
}

/* --- the queue -------------------------------------------------------------------------------- */

static bool is_before(const struct net_entry *a, const struct net_entry *b)
{
  if (a->value != b->value) return a->value < b->value;
  if (a->count != b->count) return a->count < b->count;
  return a->step < b->step;
}

static void push(struct net_run *run, struct net_entry entry)
{
  vec_push(run->arena, &run->heap, entry);
  size_t at = run->heap.len - 1;
  for (size_t up; at > 0 && is_before(&entry, &run->heap.at[up = (at - 1) / 2]); at = up)
    run->heap.at[at] = run->heap.at[up];
  run->heap.at[at] = entry;
}

static struct net_entry pop(struct net_run *run)
{
  struct net_entry *heap = run->heap.at, first = heap[0], last = heap[--run->heap.len];
  size_t at = 0, len = run->heap.len;
  for (size_t down; (down = 2 * at + 1) < len; at = down) {
    down += down + 1 < len && is_before(&heap[down + 1], &heap[down]);
    if (!is_before(&heap[down], &last)) break;
    heap[at] = heap[down];
  }
  if (len) heap[at] = last;
  return first;
}

/* --- a run ------------------------------------------------------------------------------------ */

void net_run_init(struct net_run *run, struct arena *arena, const struct net *net)
{
  *run = (struct net_run){.net = net, .arena = arena};
  run->value = arena_new_array(arena, net->fact_count, price);
  run->count = arena_new_array(arena, net->fact_count, uint32_t);
  run->by = arena_new_array(arena, net->fact_count, uint32_t);
  run->next = arena_new_array(arena, net->fact_count, uint32_t);
  run->waiting = arena_new_array(arena, net->step_count, uint16_t);
  run->sums = arena_new_array(arena, net->step_count, price);
  run->counts = arena_new_array(arena, net->step_count, uint32_t);
}

static uint32_t saturating_sum(uint32_t a, uint32_t b)
{
  return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

/* Its premises are settled, and come to that much. */
static void fire(struct net_run *run, const price *prices, const uint64_t *off, uint32_t step,
                 price sum, uint32_t count)
{
  uint32_t f = run->net->conclusion[step];
  if (run->by[f] != NONE || (off && bitset_has(off, step))) return;
  struct net_entry own = {price_sum(sum, prices[step]),
                          saturating_sum(count, run->net->steps[step] != NONE), step};
  struct net_entry other = {run->value[f], run->count[f], run->next[f]};
  if (other.step != NONE && is_before(&other, &own)) return;
  run->value[f] = own.value;
  run->count[f] = own.count;
  run->next[f] = step;
  push(run, own);
}

static void settle(struct net_run *run, const price *prices, const uint64_t *off,
                   enum joining joining, uint32_t settled)
{
  const struct net *net = run->net;
  price value = run->value[settled];
  for (uint32_t i = net->first_use[settled]; i < net->first_use[settled + 1]; i++) {
    uint32_t step = net->uses[i], count = run->count[settled];
    price sum = value; /* settled in this order, the last is the most */
    if (run->waiting[step] < net->premise_count[step]) {
      if (joining == JOIN_SUM) sum = price_sum(run->sums[step], value);
      count = saturating_sum(run->counts[step], count);
    }
    if (--run->waiting[step] == 0) {
      fire(run, prices, off, step, sum, count);
    } else {
      run->sums[step] = sum;
      run->counts[step] = count;
    }
  }
  run->work += 1 + net->first_use[settled + 1] - net->first_use[settled];
}

static void begin(struct net_run *run, const price *prices, const uint64_t *off)
{
  const struct net *net = run->net;
  memset(run->by, 0xff, net->fact_count * sizeof *run->by);
  memset(run->next, 0xff, net->fact_count * sizeof *run->next);
  if (net->step_count)
    memcpy(run->waiting, net->premise_count, net->step_count * sizeof *run->waiting);
  run->heap.len = 0;
  run->goal = NONE;
  for (uint32_t i = 0; i < net->free_count; i++) fire(run, prices, off, net->free[i], 0, 0);
  run->work += net->free_count + net->step_count / 16;
}

static void choose_goal(struct net_run *run)
{
  const struct net *net = run->net;
  for (uint32_t i = 0; i < net->goal_count; i++) {
    uint32_t f = net->goals[i];
    if (run->by[f] == NONE) continue;
    if (run->goal == NONE || run->value[f] < run->value[run->goal]) run->goal = f;
  }
}

void net_run(struct net_run *run, const price *prices, const uint64_t *off, enum joining joining,
             bool to_all)
{
  const struct net *net = run->net;
  price most = UINT64_MAX;
  begin(run, prices, off);
  while (run->heap.len && (to_all || run->heap.at[0].value <= most)) {
    struct net_entry entry = pop(run);
    uint32_t f = net->conclusion[entry.step];
    if (run->by[f] != NONE) continue;
    run->by[f] = entry.step;
    if (most == UINT64_MAX && bitset_has(net->is_goal, f)) most = entry.value;
    settle(run, prices, off, joining, f);
  }
  choose_goal(run);
}

/* --- a way ------------------------------------------------------------------------------------ */

struct route net_route(const struct net_run *run, struct arena *arena)
{
  const struct net *net = run->net;
  struct arena scratch = {0};
  struct route route = {.goal = run->goal};
  uint64_t *taken = arena_new_array(&scratch, bitset_words(net->step_count), uint64_t);
  VEC_OF(uint32_t) open = {0};
  vec_push(&scratch, &open, run->goal);
  while (open.len) {
    uint32_t step = run->by[open.at[--open.len]];
    if (bitset_has(taken, step)) continue;
    bitset_add(taken, step);
    route.count++;
    route.effort += net->effort[step];
    for (uint32_t i = net->first_premise[step]; i < net->first_premise[step + 1]; i++)
      vec_push(&scratch, &open, net->premises[i]);
  }
  route.steps = arena_new_array(arena, route.count, uint32_t);
  for (uint32_t s = 0, at = 0; at < route.count; s++)
    if (bitset_has(taken, s)) route.steps[at++] = s;
  arena_free(&scratch);
  return route;
}
