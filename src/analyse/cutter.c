/* Who still gets there with what is chosen in place: circuits of the steps (stops.c) switch the
 * steps of the ground off, and the engine runs. Slips of `despite` are found anew each time, for
 * what is chosen may stop the mistake; what rules alone give in the model as it is, is no slip.
 * What leads to no goal is left out of the runs: it has no say in how a goal is reached.
 * Cost: a run of the engine a goal and a person, and one pass over circuits and steps. */
#include "analyse/cutter.h"

enum {
  FAR = 255,    /* steps from a goal; what is farther is as good as that */
  BROADEST = 63 /* rules in which a control is looked for; what is in more is as broad */
};

/* --- what would stop each step ---------------------------------------------------------------- */

static enum counted counted_in(const struct world *world)
{
  return (enum counted)world_counted(world);
}

static bool is_reached(const struct reach *reach, uint32_t step)
{
  const struct ground *ground = reach->ground;
  struct premises premises = ground_premises(ground, step);
  for (uint32_t i = 0; i < premises.count; i++)
    if (!reach_has(reach, premises.at[i])) return false;
  return true;
}

/* What leads to the facts in a world. Many things are after one goal, and none of them is asked of
 * twice: neither start nor slips nor what is off have a say. */
static const uint64_t *relevant_to(struct cutter *c, const struct world *world, const fact *facts,
                                   uint32_t count)
{
  const struct world *before = &c->asked.world;
  size_t size = count * sizeof *facts;
  bool is_same = c->asked.relevant && count && count == c->asked.count &&
                 world->type == before->type && world->skill == before->skill &&
                 world->resources == before->resources && world->type != WORLD_CARELESS &&
                 memcmp(facts, c->asked.facts, size) == 0;
  if (is_same) return c->asked.relevant;
  arena_reset(&c->asking);
  c->asked.world = *world;
  c->asked.facts = arena_new_array(&c->asking, count, fact);
  if (count) memcpy(c->asked.facts, facts, size);
  c->asked.count = count;
  c->asked.relevant = answers_relevant(c->question->answers, &c->asking, world, facts, count);
  return c->asked.relevant;
}

/* The circuits of all steps that lead to the facts in that run. */
static void prepare_run(struct cutter *c, const struct reach *reach, const fact *facts,
                        uint32_t count)
{
  const struct ground *ground = c->ground;
  enum counted counted = counted_in(&reach->world);
  struct world world = reach->world;
  world.off = NULL;
  const uint64_t *relevant = relevant_to(c, &world, facts, count);
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
}

/* --- running ---------------------------------------------------------------------------------- */

static struct reach *run_world(struct cutter *c, struct world world, const uint64_t *relevant)
{
  world.off = c->off[counted_in(&world)];
  c->work += c->ground->step_count;
  return reach_run_towards(&c->running, c->ground, &world, relevant);
}

static bool is_slip(const struct cutter *c, uint32_t person, fact f)
{
  return reach_has(c->errors[person], f) && !closure_has(c->rules[person], f);
}

/* What each of `despite` may bring about with what is chosen in place. */
static void run_mistakes(struct cutter *c)
{
  const struct ground *ground = c->ground;
  struct numbers people = c->question->despite;
  for (uint32_t i = 0; i < people.count; i++)
    c->errors[i] = run_world(c, world_of(ground, people.at[i], WORLD_CARELESS), NULL);
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
  return run_world(c, world, c->relevant);
}

fact cut_goal_easiest(const struct reach *reach, const struct cut_goal *goal)
{
  fact best = reach_easiest(reach, goal->facts, goal->count);
  return best == NONE || reach_effort(reach, best) > goal->within ? NONE : best;
}

void cutter_evaluate(struct cutter *c)
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

bool cutter_find_way(struct cutter *c, uint32_t *first, struct found *found)
{
  arena_reset(&c->running);
  cutter_evaluate(c);
  run_mistakes(c);
  for (; *first < c->question->goal_count; ++*first) {
    const struct cut_goal *goal = &c->question->goals[*first];
    if (c->is_stuck[*first]) continue;
    const struct reach *reach = run_goal(c, goal);
    fact at = cut_goal_easiest(reach, goal);
    *found = (struct found){goal, reach, at};
    if (at != NONE) return true;
  }
  return false;
}

bool cutter_is_cut(struct cutter *c)
{
  uint32_t first = 0;
  struct found found;
  return !cutter_find_way(c, &first, &found);
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

uint32_t cutter_gate(struct cutter *c, const struct found *found)
{
  const struct proof *proof = proof_make(&c->running, found->reach, found->at);
  node_list inputs = {0};
  add_proof(c, found->reach, proof, 0, &inputs);
  for (uint32_t i = 0; i < proof->slip_count; i++)
    add_slip(c, proof->slips[i].weakness, proof->count, &inputs);
  return circuit_gate(&c->stops.circuit, GATE_ANY, inputs.at, (uint32_t)inputs.len);
}

/* --- costs ------------------------------------------------------------------------------------ */

bool cutter_is_planned(const struct cutter *c, const struct candidate *candidate)
{
  const struct model *model = c->ground->model;
  return model_is_with(model, candidate->thing, candidate->control, COUNTED_PLANNED) &&
         !model_is_with(model, candidate->thing, candidate->control, COUNTED_PLACED);
}

/* How near a gate is to a goal spreads to the leaves below it. */
void cutter_find_costs(struct cutter *c)
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
    uint64_t weight = bitset_has(c->barred, l) ? WEIGHT_BARRED : 1;
    c->cost[l] = weight * COST_LEAF | (uint64_t)!cutter_is_planned(c, at) << 34 |
                 (uint64_t)c->distance[circuit->leaves.at[l]] << 24 |
                 (uint64_t)c->breadth[at->control] << 12 | rank;
  }
}

/* In how many rules it is looked for, itself or as something that it is. */
static uint8_t breadth_of(const struct vocabulary *v, uint32_t control)
{
  uint8_t breadth = 0;
  for (uint32_t r = 0; r < v->rules.len && breadth < BROADEST; r++) {
    const struct rule *rule = &v->rules.at[r];
    bool is_any = false;
    for (uint32_t i = 0; i < rule->stopped_by.count && !is_any; i++)
      is_any = control_is(v, control, rule->stopped_by.at[i].number);
    breadth = (uint8_t)(breadth + is_any);
  }
  return breadth;
}

static void find_breadth(struct cutter *c)
{
  const struct vocabulary *v = &c->ground->model->vocabulary;
  c->breadth = arena_new_array(&c->arena, v->controls.len, uint8_t);
  for (uint32_t i = 0; i < v->controls.len; i++) c->breadth[i] = breadth_of(v, i);
}

/* --- hitting ---------------------------------------------------------------------------------- */

void cutter_choose(struct cutter *c, const struct hit *hit)
{
  memset(c->chosen, 0, bitset_words(c->stops.circuit.leaves.len) * sizeof(uint64_t));
  for (uint32_t i = 0; i < hit->count; i++) bitset_add(c->chosen, hit->leaves[i]);
}

struct hit cutter_hit(struct cutter *c, const uint32_t *gates, size_t count)
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

size_t cutter_find_ways(struct cutter *c)
{
  uint32_t first = 0;
  struct found found;
  size_t before = c->roots.len;
  while (cutter_find_way(c, &first, &found)) {
    uint32_t gate = cutter_gate(c, &found);
    vec_push(&c->arena, &c->roots, gate);
    cutter_find_costs(c);
    struct hit one = cutter_hit(c, &gate, 1);
    for (uint32_t i = 0; i < one.count; i++) bitset_add(c->chosen, one.leaves[i]);
  }
  return c->roots.len - before;
}

/* --- at first ----------------------------------------------------------------------------------
 */

/* What leads to any goal in the world of whoever is after it. */
static void find_relevant(struct cutter *c)
{
  const struct cut_question *question = c->question;
  size_t words = bitset_words(c->ground->fact_count);
  c->relevant = arena_new_array(&c->arena, words, uint64_t);
  for (uint32_t i = 0; i < question->goal_count; i++) {
    const struct cut_goal *goal = &question->goals[i];
    bitset_unite(c->relevant, relevant_to(c, &goal->world, goal->facts, goal->count), words);
  }
}

void cutter_prepare(struct cutter *c)
{
  const struct cut_question *question = c->question;
  struct numbers people = question->despite;
  stops_init(&c->stops, &c->arena, c->ground);
  map_init(&c->seen, &c->arena, 256);
  c->errors = arena_new_array(&c->arena, people.count, struct reach *);
  c->rules = arena_new_array(&c->arena, people.count, struct closure *);
  for (uint32_t i = 0; i < people.count; i++) {
    struct world world = world_of(c->ground, people.at[i], WORLD_CARELESS);
    world.only_rules = true;
    c->rules[i] = closure_run(&c->arena, c->ground, &world);
  }
  run_mistakes(c);
  for (uint32_t i = 0; i < people.count; i++)
    prepare_run(c, c->errors[i], c->slips.at, (uint32_t)c->slips.len);
  find_relevant(c);
  for (uint32_t i = 0; i < question->goal_count; i++)
    prepare_run(c, run_goal(c, &question->goals[i]), question->goals[i].facts,
                question->goals[i].count);
  uint32_t leaves = (uint32_t)c->stops.circuit.leaves.len;
  c->chosen = arena_new_array(&c->arena, bitset_words(leaves), uint64_t);
  c->cost = arena_new_array(&c->arena, leaves, uint64_t);
  c->barred = arena_new_array(&c->arena, bitset_words(leaves), uint64_t);
  find_breadth(c);
  c->is_stuck = arena_new_array(&c->arena, question->goal_count, bool);
  c->prepared = (uint32_t)c->stops.circuit.nodes.len;
  c->distance = arena_alloc(&c->arena, c->prepared);
  memset(c->distance, FAR, c->prepared);
}
