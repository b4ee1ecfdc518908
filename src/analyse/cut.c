/* The smallest cut: an implicit hitting set (Moreno-Centeno & Karp 2013).
 *
 * 1. For every step that is of use on a way: what would stop it, as a circuit (stops.c).
 * 2. With every candidate in place: whoever still gets there has a way that nothing stops, is named
 *    with it, and left out from here on.
 * 3. Find a way; it is a gate, true once one of its steps is stopped. Stop it in the cheapest
 *    manner and look for the next, until none is left: a handful of gates a round, and a cut that
 *    holds, though perhaps not the smallest.
 * 4. Hit all gates found so far with as few (control, thing) as possible (hit.c), put those in
 *    place, and if there is still a way, go on with 3. If there is none, that is a smallest cut:
 *    every cut has to hit those gates.
 * 5. Ground the model with the cut in place and ask the engine itself again.
 * A mistake's slip is part of a way: what stops the mistake stops the way. Slips that rules alone
 * give in the model as it is are none, whatever is added.
 * Ties prefer what is planned, then what stops steps nearest to the goal, then what is declared
 * first. Cost: a run of the engine a way, ways as there are, and the hitting set's; past `work` the
 * cut of 3, thinned out, and the number that the last hitting set proved. */
#include "analyse/cut.h"

#include "analyse/hit.h"
#include "analyse/judge.h"
#include "analyse/stops.h"

#include <stdlib.h>

enum { FAR = 255, INSTEAD_MOST = 12 };

struct way_step {
  enum counted counted;
  uint32_t step;
};

struct cutter {
  const struct cut_question *question;
  const struct ground *ground;
  struct arena arena;   /* what lives as long as the search */
  struct arena running; /* one run of the engine */
  struct stops stops;
  uint32_t *nodes[3]; /* by enum counted, then step: what stops it; NULL where nobody asks */
  uint64_t *off[3];   /* the same: stopped by what is chosen */
  uint64_t *chosen;   /* by leaf */
  uint8_t *values;    /* by node */
  size_t value_room;
  uint64_t *cost;    /* by leaf */
  uint32_t prepared; /* nodes before any way's */
  uint8_t *distance; /* by prepared node: the steps from what it stops to a goal, the least */
  bool *is_stuck;    /* by goal: nothing closes it */
  node_list roots;   /* the ways found */
  VEC_OF(struct way_step) steps;
  struct map seen;       /* (step, counted) among them */
  struct reach **errors; /* by person of `despite`: the careless world */
  struct reach **rules;  /* in the model as it is */
  node_list slips;
  uint64_t work;
};

/* --- what would stop each step ---------------------------------------------------------------- */

static enum counted counted_in(const struct world *world)
{
  return (enum counted)world_counted(world->type);
}

static bool is_reached(const struct reach *reach, uint32_t step)
{
  const struct ground *ground = reach->ground;
  for (uint32_t i = ground->first_premise[step]; i < ground->first_premise[step + 1]; i++)
    if (!reach_has(reach, ground->premises[i])) return false;
  return true;
}

/* The circuits of all steps that lead to the facts in that run. */
static void prepare_run(struct cutter *c, const struct reach *reach, const fact *facts,
                        uint32_t count)
{
  const struct ground *ground = c->ground;
  enum counted counted = counted_in(&reach->world);
  struct arena scratch = {0};
  uint64_t *relevant =
      answers_relevant(c->question->answers, &scratch, &reach->world, facts, count);
  if (!c->nodes[counted]) {
    c->nodes[counted] = arena_new_array(&c->arena, ground->step_count, uint32_t);
    c->off[counted] = arena_new_array(&c->arena, bitset_words(ground->step_count), uint64_t);
    memset(c->nodes[counted], 0xff, ground->step_count * sizeof(uint32_t));
  }
  for (uint32_t s = 0; s < ground->step_count; s++)
    if (bitset_has(relevant, ground->conclusion[s]) && c->nodes[counted][s] == NODE_FALSE &&
        world_allows(ground, &reach->world, s) && is_reached(reach, s))
      c->nodes[counted][s] = stops_of_step(&c->stops, counted, s);
  c->work += 3 * (uint64_t)ground->step_count;
  arena_free(&scratch);
}

/* --- running ---------------------------------------------------------------------------------- */

static struct reach *run_world(struct cutter *c, struct world world)
{
  world.off = c->off[counted_in(&world)];
  c->work += c->ground->step_count;
  return reach_run(&c->running, c->ground, &world);
}

static bool is_slip(const struct cutter *c, uint32_t person, fact f)
{
  return reach_has(c->errors[person], f) && !reach_has(c->rules[person], f);
}

/* What each of `despite` may bring about with what is chosen in place. */
static void run_mistakes(struct cutter *c)
{
  const struct ground *ground = c->ground;
  struct numbers people = c->question->despite;
  for (uint32_t i = 0; i < people.count; i++)
    c->errors[i] = run_world(c, world_of(ground, people.at[i], WORLD_CARELESS));
  c->slips.len = 0;
  for (fact f = ground->state_count; people.count && f < ground->fact_count; f++) {
    bool is_any = false;
    for (uint32_t i = 0; i < people.count; i++) is_any |= is_slip(c, i, f);
    if (is_any) vec_push(&c->arena, &c->slips, f);
  }
}

static struct reach *run_goal(struct cutter *c, const struct cut_goal *goal)
{
  struct world world = goal->world;
  if (c->question->despite.count) {
    world.slips = c->slips.at;
    world.slip_count = (uint32_t)c->slips.len;
  }
  return run_world(c, world);
}

static fact easiest(const struct reach *reach, const struct cut_goal *goal)
{
  fact best = NONE;
  for (uint32_t i = 0; i < goal->count; i++) {
    fact f = goal->facts[i];
    if (!reach_has(reach, f) || reach->effort[f] > goal->within) continue;
    if (best == NONE || reach->effort[f] < reach->effort[best]) best = f;
  }
  return best;
}

/* What is chosen, as steps that are off. */
static void evaluate(struct cutter *c)
{
  size_t count = c->stops.circuit.nodes.len;
  if (count > c->value_room) {
    c->value_room = 2 * count;
    c->values = arena_new_array(&c->arena, c->value_room, uint8_t);
  }
  circuit_evaluate(&c->stops.circuit, c->chosen, c->values);
  c->work += count;
  for (int counted = 0; counted < 3; counted++) {
    if (!c->nodes[counted]) continue;
    memset(c->off[counted], 0, bitset_words(c->ground->step_count) * sizeof(uint64_t));
    for (uint32_t s = 0; s < c->ground->step_count; s++)
      if (c->nodes[counted][s] < NODE_TRUE && c->values[c->nodes[counted][s]])
        bitset_add(c->off[counted], s);
  }
}

struct found {
  const struct cut_goal *goal;
  const struct reach *reach; /* until the next run */
  fact at;
};

/* The first goal that somebody gets at in spite of what is chosen, from number *first on. */
static bool find_way(struct cutter *c, uint32_t *first, struct found *found)
{
  arena_reset(&c->running);
  evaluate(c);
  run_mistakes(c);
  for (; *first < c->question->goal_count; ++*first) {
    const struct cut_goal *goal = &c->question->goals[*first];
    if (c->is_stuck[*first]) continue;
    const struct reach *reach = run_goal(c, goal);
    fact at = easiest(reach, goal);
    *found = (struct found){goal, reach, at};
    if (at != NONE) return true;
  }
  return false;
}

static bool is_cut(struct cutter *c)
{
  uint32_t first = 0;
  struct found found;
  return !find_way(c, &first, &found);
}

/* --- a way as a gate -------------------------------------------------------------------------- */

/* The steps of a proof, as inputs of its gate; `behind` steps lie between its end and the goal. */
static void add_proof(struct cutter *c, const struct reach *reach, const struct proof *proof,
                      uint32_t behind, node_list *inputs)
{
  enum counted counted = counted_in(&reach->world);
  for (uint32_t i = 0; i < proof->count; i++) {
    uint32_t step = proof->steps[i].step, node = c->nodes[counted][step];
    uint32_t away = proof->count - 1 - i + behind;
    vec_push(&c->running, inputs, node);
    if (map_add(&c->seen, step, (uint32_t)counted, 1))
      vec_push(&c->arena, &c->steps, (struct way_step){counted, step});
    if (node < NODE_TRUE && away < c->distance[node]) c->distance[node] = (uint8_t)away;
  }
}

static void add_slip(struct cutter *c, fact weakness, uint32_t behind, node_list *inputs)
{
  for (uint32_t i = 0; i < c->question->despite.count; i++) {
    if (!is_slip(c, i, weakness)) continue;
    add_proof(c, c->errors[i], proof_make(&c->running, c->errors[i], weakness), behind, inputs);
    return;
  }
}

static uint32_t gate_of(struct cutter *c, const struct found *found)
{
  const struct proof *proof = proof_make(&c->running, found->reach, found->at);
  node_list inputs = {0};
  add_proof(c, found->reach, proof, 0, &inputs);
  for (uint32_t i = 0; i < proof->slip_count; i++)
    add_slip(c, proof->slips[i].weakness, proof->count, &inputs);
  return circuit_gate(&c->stops.circuit, GATE_ANY, inputs.at, (uint32_t)inputs.len);
}

/* --- costs ------------------------------------------------------------------------------------ */

static bool is_planned(const struct cutter *c, const struct candidate *candidate)
{
  const struct model *model = c->ground->model;
  return model_is_with(model, candidate->thing, candidate->control, COUNTED_PLANNED) &&
         !model_is_with(model, candidate->thing, candidate->control, COUNTED_PLACED);
}

/* How near a gate is to a goal spreads to the leaves below it. */
static void find_costs(struct cutter *c)
{
  const struct circuit *circuit = &c->stops.circuit;
  for (uint32_t n = c->prepared; n-- > 0;)
    for (uint32_t k = 0; k < circuit->nodes.at[n].count; k++) {
      uint8_t *below = &c->distance[circuit_inputs(circuit, n)[k]];
      if (c->distance[n] < *below) *below = c->distance[n];
    }
  for (uint32_t l = 0; l < circuit->leaves.len; l++) {
    const struct candidate *at = &c->stops.candidates.at[l];
    uint64_t rank = at->control < FAR ? at->control : FAR;
    c->cost[l] = COST_LEAF | (uint64_t)!is_planned(c, at) << 32 |
                 (uint64_t)c->distance[circuit->leaves.at[l]] << 16 | rank;
  }
}

/* --- the rounds ------------------------------------------------------------------------------- */

static void choose(struct cutter *c, const struct hit *hit)
{
  memset(c->chosen, 0, bitset_words(c->stops.circuit.leaves.len) * sizeof(uint64_t));
  for (uint32_t i = 0; i < hit->count; i++) bitset_add(c->chosen, hit->leaves[i]);
}

static struct hit hit_gates(struct cutter *c, const uint32_t *gates, size_t count)
{
  uint64_t left = c->question->work > c->work ? c->question->work - c->work : 0;
  struct hit_question question = {.circuit = &c->stops.circuit,
                                  .roots = gates,
                                  .root_count = (uint32_t)count,
                                  .cost = c->cost,
                                  .work = left / 4};
  struct hit hit = hit_find(&c->arena, &question);
  c->work += hit.work;
  return hit;
}

/* From what is chosen on: ways, each stopped at once in the cheapest manner, until none is left or
 * one cannot be stopped. Returns how many. */
static size_t find_ways(struct cutter *c)
{
  uint32_t first = 0;
  struct found found;
  size_t before = c->roots.len;
  while (find_way(c, &first, &found)) {
    uint32_t gate = gate_of(c, &found);
    vec_push(&c->arena, &c->roots, gate);
    find_costs(c);
    struct hit one = hit_gates(c, &gate, 1);
    for (uint32_t i = 0; i < one.count; i++) bitset_add(c->chosen, one.leaves[i]);
  }
  return c->roots.len - before;
}

/* Takes out what the cut does without, the dearest first. */
static void thin_out(struct cutter *c, struct hit *cut)
{
  uint32_t kept = 0;
  choose(c, cut);
  for (uint32_t i = cut->count; i-- > 0;) {
    bitset_remove(c->chosen, cut->leaves[i]);
    if (!is_cut(c)) bitset_add(c->chosen, cut->leaves[i]);
  }
  for (uint32_t i = 0; i < cut->count; i++)
    if (bitset_has(c->chosen, cut->leaves[i])) cut->leaves[kept++] = cut->leaves[i];
  cut->count = kept;
}

static struct hit chosen_leaves(struct cutter *c)
{
  uint32_t count = (uint32_t)c->stops.circuit.leaves.len;
  struct hit hit = {.leaves = arena_new_array(&c->arena, count, uint32_t)};
  for (uint32_t l = 0; l < count; l++)
    if (bitset_has(c->chosen, l)) hit.leaves[hit.count++] = l;
  return hit;
}

/* The smallest cut; at the limit the best that is known. *lower: no fewer will do. */
static struct hit find_cut(struct cutter *c, uint32_t *lower)
{
  struct hit none = {0}, best = {0};
  *lower = 0;
  for (choose(c, &none);;) {
    struct hit before = chosen_leaves(c);
    bool is_proved = before.count == *lower;
    if (!find_ways(c)) {
      if (!is_proved) thin_out(c, &before);
      return before;
    }
    best = chosen_leaves(c);
    if (c->work > c->question->work) break;
    struct hit hit = hit_gates(c, c->roots.at, c->roots.len);
    if (hit.lower > *lower) *lower = hit.lower;
    choose(c, &hit);
  }
  thin_out(c, &best);
  return best;
}

/* --- the answer ------------------------------------------------------------------------------- */

static void add_number(struct arena *arena, struct numbers *numbers, uint32_t number)
{
  for (uint32_t i = 0; i < numbers->count; i++)
    if (numbers->at[i] == number) return;
  uint32_t *grown = arena_new_array(arena, numbers->count + 1u, uint32_t);
  if (numbers->count) memcpy(grown, numbers->at, numbers->count * sizeof *grown);
  grown[numbers->count] = number;
  *numbers = (struct numbers){grown, numbers->count + 1};
}

/* The steps of the ways that only this leaf of the cut stops. */
static struct numbers rules_stopped(struct cutter *c, struct arena *arena, uint32_t leaf)
{
  struct numbers rules = {0};
  bitset_remove(c->chosen, leaf);
  evaluate(c);
  uint8_t *without = arena_alloc(&c->running, c->stops.circuit.nodes.len);
  memcpy(without, c->values, c->stops.circuit.nodes.len);
  bitset_add(c->chosen, leaf);
  evaluate(c);
  for (size_t i = 0; i < c->steps.len; i++) {
    uint32_t node = c->nodes[c->steps.at[i].counted][c->steps.at[i].step];
    if (node < NODE_TRUE && c->values[node] && !without[node])
      add_number(arena, &rules, c->ground->rule[c->steps.at[i].step]);
  }
  return rules;
}

/* Other controls on the same thing with which the cut holds as well. */
static struct numbers controls_instead(struct cutter *c, struct arena *arena, uint32_t leaf)
{
  struct numbers instead = {0};
  const struct candidate *own = &c->stops.candidates.at[leaf];
  bitset_remove(c->chosen, leaf);
  for (uint32_t l = 0; l < c->stops.candidates.len && instead.count < INSTEAD_MOST; l++) {
    const struct candidate *other = &c->stops.candidates.at[l];
    if (l == leaf || other->thing != own->thing || bitset_has(c->chosen, l)) continue;
    if (c->work > c->question->work) break;
    bitset_add(c->chosen, l);
    if (is_cut(c)) add_number(arena, &instead, other->control);
    bitset_remove(c->chosen, l);
  }
  bitset_add(c->chosen, leaf);
  return instead;
}

static int compare_members(const void *left, const void *right)
{
  const struct cut_member *a = left, *b = right;
  if (a->thing != b->thing) return a->thing < b->thing ? -1 : 1;
  return a->control < b->control ? -1 : a->control > b->control;
}

static void describe(struct cutter *c, struct arena *arena, const struct hit *hit, struct cut *cut)
{
  cut->members = arena_new_array(arena, hit->count, struct cut_member);
  choose(c, hit);
  for (uint32_t i = 0; i < hit->count; i++) {
    const struct candidate *at = &c->stops.candidates.at[hit->leaves[i]];
    cut->members[cut->count++] =
        (struct cut_member){.control = at->control,
                            .thing = at->thing,
                            .is_planned = is_planned(c, at),
                            .rules = rules_stopped(c, arena, hit->leaves[i]),
                            .instead = controls_instead(c, arena, hit->leaves[i])};
  }
  if (cut->count > 1) qsort(cut->members, cut->count, sizeof *cut->members, compare_members);
}

struct changes cut_changes(struct arena *arena, const struct cut_question *question,
                           const struct cut *cut)
{
  uint32_t before = question->changes ? question->changes->count : 0;
  struct change *list = arena_new_array(arena, before + cut->count, struct change);
  if (before) memcpy(list, question->changes->at, before * sizeof *list);
  for (uint32_t i = 0; i < cut->count; i++)
    list[before + i] = (struct change){
        .type = CHANGE_WITH, .number = cut->members[i].control, .entity = cut->members[i].thing};
  return (struct changes){list, before + cut->count};
}

static bool is_stuck(const struct cut *cut, uint32_t goal)
{
  for (uint32_t i = 0; i < cut->stuck_count; i++)
    if (cut->stuck[i].goal == goal) return true;
  return false;
}

/* Whether the engine agrees: the model with the cut in place, grounded and run again. */
static bool holds(struct unit *unit, const struct cut_question *question, const struct cut *cut)
{
  struct changes changes = cut_changes(&unit->arena, question, cut);
  struct answers *answers = answers_open(unit, question->model, &changes, true);
  if (!answers) return false;
  bool is_any = false;
  struct arena scratch = {0};
  struct numbers slips =
      answers_united_slips(answers, &unit->arena, question->despite.at, question->despite.count);
  for (uint32_t i = 0; i < question->goal_count && !is_any; i++) {
    struct world world = question->goals[i].world;
    if (is_stuck(cut, i)) continue;
    if (question->despite.count) world.slips = slips.at, world.slip_count = slips.count;
    const struct reach *reach = reach_run(&scratch, answers->ground, &world);
    is_any = easiest(reach, &question->goals[i]) != NONE;
    arena_reset(&scratch);
  }
  arena_free(&scratch);
  return !is_any;
}

/* --- all of it -------------------------------------------------------------------------------- */

static void prepare(struct cutter *c)
{
  const struct cut_question *question = c->question;
  struct numbers people = question->despite;
  stops_init(&c->stops, &c->arena, c->ground);
  map_init(&c->seen, &c->arena, 256);
  c->errors = arena_new_array(&c->arena, people.count, struct reach *);
  c->rules = arena_new_array(&c->arena, people.count, struct reach *);
  for (uint32_t i = 0; i < people.count; i++) {
    struct world world = world_of(c->ground, people.at[i], WORLD_CARELESS);
    world.only_rules = true;
    c->rules[i] = reach_run(&c->arena, c->ground, &world);
  }
  run_mistakes(c);
  for (uint32_t i = 0; i < people.count; i++)
    prepare_run(c, c->errors[i], c->slips.at, (uint32_t)c->slips.len);
  for (uint32_t i = 0; i < question->goal_count; i++)
    prepare_run(c, run_goal(c, &question->goals[i]), question->goals[i].facts,
                question->goals[i].count);
  uint32_t leaves = (uint32_t)c->stops.circuit.leaves.len;
  c->chosen = arena_new_array(&c->arena, bitset_words(leaves), uint64_t);
  c->cost = arena_new_array(&c->arena, leaves, uint64_t);
  c->is_stuck = arena_new_array(&c->arena, question->goal_count, bool);
  c->prepared = (uint32_t)c->stops.circuit.nodes.len;
  c->distance = arena_alloc(&c->arena, c->prepared);
  memset(c->distance, FAR, c->prepared);
}

/* With everything in place that may be: a way that is left is stopped by nothing. */
static void find_stuck(struct cutter *c, struct unit *unit, struct cut *cut)
{
  uint32_t goal = 0;
  struct found found;
  cut->stuck = arena_new_array(&unit->arena, c->question->goal_count, struct cut_stuck);
  for (uint32_t l = 0; l < c->stops.circuit.leaves.len; l++) bitset_add(c->chosen, l);
  while (find_way(c, &goal, &found)) {
    struct cut_stuck *stuck = &cut->stuck[cut->stuck_count++];
    c->is_stuck[goal] = true;
    *stuck = (struct cut_stuck){goal, found.reach->world,
                                proof_make(&unit->arena, found.reach, found.at)};
    stuck->world.off = NULL;
    answers_blame(c->question->answers, stuck->proof);
    uint32_t slip_count = stuck->world.slip_count;
    fact *slips = arena_new_array(&unit->arena, slip_count, fact);
    if (slip_count) memcpy(slips, stuck->world.slips, slip_count * sizeof *slips);
    stuck->world.slips = slips;
  }
}

static void answer(struct cutter *c, struct unit *unit, struct cut *cut)
{
  uint32_t first = 0, lower;
  struct found found;
  struct hit none = {0};
  cut->status = CUT_NEEDLESS;
  if (!find_way(c, &first, &found)) return;
  find_stuck(c, unit, cut);
  choose(c, &none);
  if (cut->stuck_count && is_cut(c)) {
    cut->status = CUT_IMPOSSIBLE;
    return;
  }
  struct hit hit = find_cut(c, &lower);
  cut->lower = lower;
  cut->ways = (uint32_t)c->roots.len;
  cut->status = hit.count == lower ? CUT_SMALLEST : CUT_BOUNDED;
  describe(c, &unit->arena, &hit, cut);
  if (!holds(unit, c->question, cut)) cut->status = CUT_BROKEN;
}

struct cut *cut_find(struct unit *unit, const struct cut_question *question)
{
  struct cutter c = {.question = question, .ground = question->answers->ground};
  struct cut *cut = arena_new(&unit->arena, struct cut);
  prepare(&c);
  answer(&c, unit, cut);
  arena_free(&c.running);
  arena_free(&c.arena);
  return cut;
}
