/* What facts and steps bear, and the run that proves a control.
 *
 *   fact      itself; of what is no data and no flow the boundaries around it; of a slip besides
 *             what would stop every mistake that brings it about, which is one more fixpoint, in
 *             the world of whoever errs
 *   step      the controls each of which would stop it if it were added: the leaves each of which
 *             makes its circuit true by itself, of any of several inputs those of any, of all of
 *             them those that all have
 * Cost: a look at each control that a step of use looks for, once. */
#include "analyse/choker.h"

#define FAR 0xffffffffu

enum { NODES_A_FACT = 4 /* of a family of what facts pass, about */ };

/* --- boundaries ------------------------------------------------------------------------------- */

uint32_t choker_around(struct choker *c, uint32_t place)
{
  if (place == NONE) return FAMILY_EMPTY;
  if (c->around[place] != LANDMARKS_NONE) return c->around[place];
  const struct entity *e = model_entity(c->model, place);
  uint32_t set = choker_around(c, e->place);
  if (e->root == ROOT_BOUNDARY)
    set = family_unite(&c->family, set, family_single(&c->family, label_of_boundary(c, place)));
  return c->around[place] = set;
}

/* Data and flows lie in nobody's way, as in a proof. */
static uint32_t boundaries_of(struct choker *c, fact f)
{
  uint32_t entity = fact_entity(c->ground, f);
  const struct entity *e = model_entity(c->model, entity);
  if (e->root == ROOT_FLOW || e->root == ROOT_DATA) return FAMILY_EMPTY;
  return choker_around(c, e->root == ROOT_BOUNDARY ? entity : e->place);
}

/* --- controls --------------------------------------------------------------------------------- */

static uint32_t alone_of_gate(struct choker *c, uint32_t number)
{
  const struct node *node = &c->stops.circuit.nodes.at[number];
  const uint32_t *inputs = circuit_inputs(&c->stops.circuit, number);
  if (node->gate == GATE_LEAF) return family_single(&c->family, label_of_leaf(c, node->first));
  uint32_t set = c->alone.at[inputs[0]];
  for (uint32_t i = 1; i < node->count; i++)
    set = node->gate == GATE_ANY ? family_unite(&c->family, set, c->alone.at[inputs[i]])
                                 : family_meet(&c->family, set, c->alone.at[inputs[i]]);
  return set;
}

static uint32_t alone_of_node(struct choker *c, uint32_t number)
{
  if (number >= NODE_TRUE) return FAMILY_EMPTY;
  while (c->alone.len <= number) {
    uint32_t set = alone_of_gate(c, (uint32_t)c->alone.len);
    vec_push(&c->arena, &c->alone, set);
  }
  return c->alone.at[number];
}

static uint32_t closers_of_step(void *context, uint32_t step)
{
  struct choker *c = context;
  if (!c->asks_controls) return FAMILY_EMPTY;
  uint32_t **known = &c->closers[c->counted];
  if (!*known) {
    *known = arena_new_array(&c->arena, c->ground->step_count, uint32_t);
    memset(*known, 0xff, c->ground->step_count * sizeof **known);
  }
  uint32_t *set = &(*known)[step];
  if (*set == LANDMARKS_NONE) *set = alone_of_node(c, stops_of_step(&c->stops, c->counted, step));
  return *set;
}

/* --- slips ------------------------------------------------------------------------------------ */

static uint32_t no_label(void *context, fact f)
{
  (void)context;
  (void)f;
  return FAMILY_EMPTY;
}

/* Several people may bring it about: what closes it for one must close it for all. */
static void run_slips(struct choker *c, uint32_t person)
{
  const struct labels labels = {&c->family, c, no_label, closers_of_step};
  const struct slips *slips = answers_slips(c->question->answers, person);
  c->counted = COUNTED_PLACED;
  arena_reset(&c->running);
  const uint32_t *sets = landmarks_find(&c->running, slips->careless, &c->makers, slips->weaknesses,
                                        slips->weakness_count, &labels)
                             .sets;
  for (uint32_t i = 0; i < slips->weakness_count; i++) {
    fact f = slips->weaknesses[i];
    uint32_t *known = &c->slips[f - c->ground->state_count];
    *known = *known == LANDMARKS_NONE ? sets[f] : family_meet(&c->family, *known, sets[f]);
  }
}

static uint32_t label_of_fact(void *context, fact f)
{
  struct choker *c = context;
  uint32_t set = family_unite(&c->family, family_single(&c->family, f), boundaries_of(c, f));
  if (fact_is_state(c->ground, f)) return set;
  uint32_t slip = c->slips[f - c->ground->state_count];
  return slip == LANDMARKS_NONE ? set : family_unite(&c->family, set, slip);
}

/* --- the runs --------------------------------------------------------------------------------- */

void choker_run(struct choker *c, uint32_t party, const fact *goals, uint32_t goal_count)
{
  const struct labels labels = {&c->family, c, label_of_fact, closers_of_step};
  const struct reach *reach = c->question->parties[party].reach;
  int counted = world_counted(&reach->world);
  c->counted = counted < 0 ? COUNTED_PLACED : (enum counted)counted;
  c->found[party] = landmarks_find(&c->arena, reach, &c->makers, goals, goal_count, &labels);
}

/* The least distance of each set of closers, in `least` by set. */
static void find_near_steps(struct choker *c, const struct landmarks *found,
                            const uint32_t *closers, uint32_t *least)
{
  for (uint32_t s = 0; s < c->ground->step_count; s++) {
    fact f = c->ground->conclusion[s];
    if (closers[s] == LANDMARKS_NONE || found->sets[f] == LANDMARKS_NONE) continue;
    if (found->distance[f] < least[closers[s]]) least[closers[s]] = found->distance[f];
  }
}

void choker_find_near(struct choker *c)
{
  size_t sets = c->family.nodes.len, leaves = c->stops.circuit.leaves.len;
  uint32_t *least = arena_new_array(&c->arena, sets, uint32_t);
  c->near = arena_new_array(&c->arena, leaves, uint32_t);
  memset(least, 0xff, sets * sizeof *least);
  memset(c->near, 0xff, leaves * sizeof *c->near);
  for (uint32_t p = 0; c->asks_controls && p < c->question->party_count; p++) {
    int counted = world_counted(&c->question->parties[p].reach->world);
    bool is_run = c->found[p].sets != NULL; /* who does no harm was not */
    if (is_run && c->closers[counted]) find_near_steps(c, &c->found[p], c->closers[counted], least);
  }
  for (uint32_t set = 1; set < sets; set++) {
    if (least[set] == FAR) continue;
    uint32_t count, *members = family_list(&c->family, &c->arena, set, &count);
    for (uint32_t i = 0; i < count; i++) {
      uint32_t *near = &c->near[members[i] - label_of_leaf(c, 0)];
      if (least[set] < *near) *near = least[set];
    }
  }
}

/* --- the proof -------------------------------------------------------------------------------- */

/* The steps that the control stops. */
static uint64_t *steps_off(struct choker *c, enum counted counted, uint32_t leaf)
{
  uint64_t *off = arena_new_array(&c->running, bitset_words(c->ground->step_count), uint64_t);
  uint32_t label = label_of_leaf(c, leaf);
  for (uint32_t s = 0; c->closers[counted] && s < c->ground->step_count; s++) {
    uint32_t set = c->closers[counted][s];
    if (set != LANDMARKS_NONE && family_has(&c->family, set, label)) bitset_add(off, s);
  }
  return off;
}

/* What people err still, with what is off. */
static struct facts slips_left(struct choker *c, const uint64_t *off)
{
  struct numbers people = c->question->despite;
  VEC_OF(fact) left = {0};
  uint32_t most = c->ground->fact_count - c->ground->state_count;
  uint64_t *seen = arena_new_array(&c->running, bitset_words(most), uint64_t);
  for (uint32_t i = 0; i < people.count; i++) {
    const struct slips *slips = answers_slips(c->question->answers, people.at[i]);
    struct world world = slips->careless->world;
    world.off = off;
    const struct reach *reach = reach_run(&c->running, c->ground, &world);
    for (uint32_t k = 0; k < slips->weakness_count; k++) {
      fact f = slips->weaknesses[k];
      if (!reach_has(reach, f) || bitset_has(seen, f - c->ground->state_count)) continue;
      bitset_add(seen, f - c->ground->state_count);
      vec_push(&c->running, &left, f);
    }
  }
  return (struct facts){left.at, (uint32_t)left.len};
}

static bool is_done(const struct reach *reach, const struct choke_scenario *scenario)
{
  for (uint32_t i = 0; i < scenario->fact_count; i++)
    if (reach_has(reach, scenario->facts[i])) return true;
  return false;
}

bool choker_is_right(struct choker *c, uint32_t leaf, const struct numbers *closed)
{
  arena_reset(&c->running);
  struct facts slips = {0};
  if (c->question->despite.count) slips = slips_left(c, steps_off(c, COUNTED_PLACED, leaf));
  const struct reach *reach = NULL;
  uint32_t next = 0, party = NONE;
  for (uint32_t i = 0; i < c->choke->scenarios.len; i++) {
    const struct choke_scenario *scenario = &c->choke->scenarios.at[i];
    if (scenario->party != party) {
      party = scenario->party;
      struct world world = c->question->parties[party].reach->world;
      world.off = steps_off(c, (enum counted)world_counted(&world), leaf);
      if (c->question->despite.count) world.slips = slips.at, world.slip_count = slips.count;
      reach = reach_run(&c->running, c->ground, &world);
    }
    bool is_closed = next < closed->count && closed->at[next] == i;
    next += is_closed;
    if (is_done(reach, scenario) == is_closed) return false;
  }
  return true;
}

/* --- at first --------------------------------------------------------------------------------- */

/* What the parties reach they mostly share. */
static size_t most_reached(const struct choke_question *question)
{
  size_t most = 0;
  for (uint32_t i = 0; i < question->party_count; i++)
    if (question->parties[i].reach->count > most) most = question->parties[i].reach->count;
  return most;
}

void choker_prepare(struct choker *c)
{
  const struct choke_question *question = c->question;
  size_t things = c->model->entities.len;
  family_init(&c->family, &c->arena, most_reached(question) * NODES_A_FACT);
  c->makers = makers_of(&c->arena, c->ground);
  stops_init(&c->stops, &c->arena, c->ground);
  c->found = arena_new_array(&c->arena, question->party_count, struct landmarks);
  c->around = arena_new_array(&c->arena, things, uint32_t);
  memset(c->around, 0xff, things * sizeof *c->around);
  uint32_t weaknesses = c->ground->fact_count - c->ground->state_count;
  c->slips = arena_new_array(&c->arena, weaknesses, uint32_t);
  memset(c->slips, 0xff, weaknesses * sizeof *c->slips);
  for (uint32_t i = 0; i < question->despite.count; i++) run_slips(c, question->despite.at[i]);
}

void choker_free(struct choker *c)
{
  arena_free(&c->running);
  arena_free(&c->arena);
}
