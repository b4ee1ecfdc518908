/* A proof: back from the goal along the settled derivations, each step once, in the order in which
 * their conclusions were settled, so that premises stand before what they prove. */
#include "analyse/reach.h"

#include <stdlib.h>

struct collector {
  const struct reach *reach;
  struct arena *arena; /* scratch */
  struct arena *kept;
  struct map seen; /* (fact, 0) */
  VEC_OF(fact) facts;
  VEC_OF(fact) slips;
};

static void collect(struct collector *c, fact goal)
{
  const struct ground *ground = c->reach->ground;
  VEC_OF(fact) open = {0};
  vec_push(c->arena, &open, goal);
  map_add(&c->seen, goal, 0, 0);
  while (open.len) {
    fact at = open.at[--open.len];
    uint32_t step = reach_by(c->reach, at);
    bool is_slip = step == STEP_GIVEN && !ground->is_given[at - ground->state_count];
    if (is_slip) vec_push(c->arena, &c->slips, at);
    if (step >= STEP_GIVEN) continue; /* start, given or not reached */
    vec_push(c->arena, &c->facts, at);
    struct premises premises = ground_premises(ground, step);
    for (uint32_t i = 0; i < premises.count; i++) {
      if (map_add(&c->seen, premises.at[i], 0, 0)) vec_push(c->arena, &open, premises.at[i]);
    }
  }
}

/* Whether the entity or one of the places around it is that place. */
static bool is_around(const struct model *model, uint32_t place, uint32_t entity)
{
  return model_is_within(model, entity, place);
}

/* Whether none of the step's premises lies in that place. */
static bool is_entered(const struct ground *ground, uint32_t step, uint32_t place)
{
  bool is_any = false;
  struct premises premises = ground_premises(ground, step);
  for (uint32_t i = 0; i < premises.count; i++) {
    fact premise = premises.at[i];
    if (!fact_is_state(ground, premise)) continue;
    is_any = true;
    if (is_around(ground->model, place, fact_entity(ground, premise))) return false;
  }
  return is_any;
}

/* The innermost place that a step's gain may lie in: its thing, if that is a boundary, or the place
 * around it; NONE of data and flows, which lie in nobody's way. */
static uint32_t place_of_gain(const struct ground *ground, uint32_t step)
{
  uint32_t at = fact_entity(ground, ground->conclusion[step]);
  const struct entity *e = model_entity(ground->model, at);
  if (e->root == ROOT_FLOW || e->root == ROOT_DATA) return NONE;
  return e->root == ROOT_BOUNDARY ? at : e->place;
}

/* The next boundary outwards from a place, itself included, that the step enters; NONE. */
static uint32_t next_entered(const struct ground *ground, uint32_t step, uint32_t place)
{
  for (; place != NONE; place = model_entity(ground->model, place)->place) {
    if (model_entity(ground->model, place)->root != ROOT_BOUNDARY) continue;
    return is_entered(ground, step, place) ? place : NONE;
  }
  return NONE;
}

struct placed {
  uint32_t position;
  fact at;
};

static int compare_placed(const void *left, const void *right)
{
  const struct placed *a = left, *b = right;
  return a->position < b->position ? -1 : a->position > b->position;
}

static void order(struct collector *c, struct proof *proof)
{
  const struct reach *reach = c->reach;
  struct placed *placed = arena_new_array(c->arena, c->facts.len, struct placed);
  for (size_t i = 0; i < c->facts.len; i++)
    placed[i] = (struct placed){reach->place[c->facts.at[i]], c->facts.at[i]};
  if (c->facts.len) qsort(placed, c->facts.len, sizeof *placed, compare_placed);
  for (size_t i = 0; i < c->facts.len; i++) {
    uint32_t step = reach_by(reach, placed[i].at);
    struct proof_step *shown = &proof->steps[proof->count++];
    *shown =
        (struct proof_step){step, world_effort(reach->ground, &reach->world, step),
                            next_entered(reach->ground, step, place_of_gain(reach->ground, step))};
    proof->effort += shown->effort;
  }
}

static void add_boundary(struct collector *c, struct proof *proof, uint32_t boundary)
{
  for (uint32_t i = 0; i < proof->crossed; i++)
    if (proof->boundaries[i] == boundary) return;
  proof->boundaries = arena_grow(c->kept, proof->boundaries, proof->crossed * sizeof(uint32_t),
                                 (proof->crossed + 1) * sizeof(uint32_t));
  proof->boundaries[proof->crossed++] = boundary;
}

/* Outer before inner: the way in. */
static void enter(struct collector *c, struct proof *proof, uint32_t step, uint32_t place)
{
  const struct ground *ground = c->reach->ground;
  uint32_t boundary = next_entered(ground, step, place);
  if (boundary == NONE) return;
  enter(c, proof, step, model_entity(ground->model, boundary)->place);
  add_boundary(c, proof, boundary);
}

static void count_crossed(struct collector *c, struct proof *proof)
{
  for (uint32_t i = 0; i < proof->count; i++) {
    uint32_t step = proof->steps[i].step;
    enter(c, proof, step, place_of_gain(c->reach->ground, step));
  }
}

fact reach_easiest(const struct reach *reach, const fact *goals, uint32_t count)
{
  fact best = NONE;
  for (uint32_t i = 0; i < count; i++)
    if (reach_has(reach, goals[i]) &&
        (best == NONE || reach_effort(reach, goals[i]) < reach_effort(reach, best)))
      best = goals[i];
  return best;
}

struct proof *proof_make(struct arena *arena, const struct reach *reach, fact goal)
{
  if (!reach_has(reach, goal)) return NULL;
  struct arena scratch = {0};
  struct collector c = {.reach = reach, .arena = &scratch, .kept = arena};
  map_init(&c.seen, &scratch, 64);
  collect(&c, goal);
  struct proof *proof = arena_new(arena, struct proof);
  proof->goal = goal;
  proof->steps = arena_new_array(arena, c.facts.len, struct proof_step);
  order(&c, proof);
  count_crossed(&c, proof);
  proof->slips = arena_new_array(arena, c.slips.len, struct proof_slip);
  proof->slip_count = (uint32_t)c.slips.len;
  for (uint32_t i = 0; i < proof->slip_count; i++)
    proof->slips[i] = (struct proof_slip){c.slips.at[c.slips.len - 1 - i], NONE, NONE};
  arena_free(&scratch);
  return proof;
}
