/* A proof: back from the goal along the settled derivations, each step once, in the order in which
 * their conclusions were settled, so that premises stand before what they prove. */
#include "analyse/reach.h"

#include <stdlib.h>

struct collector {
  const struct reach *reach;
  struct arena *arena;
  uint64_t *seen; /* facts */
  VEC_OF(fact) facts;
  VEC_OF(fact) slips;
};

static void collect(struct collector *c, fact goal)
{
  const struct ground *ground = c->reach->ground;
  VEC_OF(fact) open = {0};
  vec_push(c->arena, &open, goal);
  bitset_add(c->seen, goal);
  while (open.len) {
    fact at = open.at[--open.len];
    uint32_t step = c->reach->by[at];
    bool is_slip = step == STEP_GIVEN && !ground->is_given[at - ground->state_count];
    if (is_slip) vec_push(c->arena, &c->slips, at);
    if (step >= STEP_GIVEN) continue; /* start, given or not reached */
    vec_push(c->arena, &c->facts, at);
    for (uint32_t i = ground->first_premise[step]; i < ground->first_premise[step + 1]; i++) {
      if (bitset_has(c->seen, ground->premises[i])) continue;
      bitset_add(c->seen, ground->premises[i]);
      vec_push(c->arena, &open, ground->premises[i]);
    }
  }
}

/* Whether the entity or one of the places around it is that place. */
static bool is_around(const struct model *model, uint32_t place, uint32_t entity)
{
  return model_is_within(model, entity, place);
}

/* The boundary around the conclusion's thing, the thing itself included, in which none of the
 * premises' things lies: the innermost. */
static uint32_t crossed_boundary(const struct ground *ground, uint32_t step)
{
  const struct model *model = ground->model;
  uint32_t at = fact_entity(ground, ground->conclusion[step]);
  const struct entity *e = model_entity(model, at);
  if (e->root == ROOT_FLOW || e->root == ROOT_DATA) return NONE;
  uint32_t place = e->root == ROOT_BOUNDARY ? at : e->place;
  for (; place != NONE; place = model_entity(model, place)->place) {
    if (model_entity(model, place)->root != ROOT_BOUNDARY) continue;
    bool is_new = true, is_any = false;
    for (uint32_t i = ground->first_premise[step]; i < ground->first_premise[step + 1]; i++) {
      fact premise = ground->premises[i];
      if (!fact_is_state(ground, premise)) continue;
      is_any = true;
      is_new &= !is_around(model, place, fact_entity(ground, premise));
    }
    return is_any && is_new ? place : NONE;
  }
  return NONE;
}

static void order(struct collector *c, struct proof *proof)
{
  const struct reach *reach = c->reach;
  uint64_t *wanted = arena_new_array(c->arena, bitset_words(reach->ground->fact_count), uint64_t);
  for (size_t i = 0; i < c->facts.len; i++) bitset_add(wanted, c->facts.at[i]);
  for (uint32_t i = 0; i < reach->order_count && proof->count < c->facts.len; i++) {
    fact at = reach->order[i];
    if (!bitset_has(wanted, at)) continue;
    uint32_t step = reach->by[at];
    struct proof_step *shown = &proof->steps[proof->count++];
    *shown = (struct proof_step){step, world_effort(reach->ground, &reach->world, step),
                                 crossed_boundary(reach->ground, step)};
    proof->effort += shown->effort;
  }
}

static void count_crossed(struct proof *proof)
{
  for (uint32_t i = 0; i < proof->count; i++) {
    bool is_new = proof->steps[i].crosses != NONE;
    for (uint32_t k = 0; k < i && is_new; k++)
      is_new = proof->steps[k].crosses != proof->steps[i].crosses;
    proof->crossed += is_new;
  }
}

struct proof *proof_make(struct arena *arena, const struct reach *reach, fact goal)
{
  if (!reach_has(reach, goal)) return NULL;
  struct arena scratch = {0};
  struct collector c = {.reach = reach, .arena = &scratch};
  c.seen = arena_new_array(&scratch, bitset_words(reach->ground->fact_count), uint64_t);
  collect(&c, goal);
  struct proof *proof = arena_new(arena, struct proof);
  proof->goal = goal;
  proof->steps = arena_new_array(arena, c.facts.len, struct proof_step);
  order(&c, proof);
  count_crossed(proof);
  proof->slips = arena_new_array(arena, c.slips.len, fact);
  proof->slip_count = (uint32_t)c.slips.len;
  for (uint32_t i = 0; i < proof->slip_count; i++) proof->slips[i] = c.slips.at[i];
  arena_free(&scratch);
  return proof;
}
