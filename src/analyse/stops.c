/* From a step's looks for controls to the controls that would answer them.
 *
 *   step     any of its looks
 *   look     all things at its path's end; `within`: of each thing any of the places around it
 *   at       a control, wanted at a thing: any concrete control that is it and may stand there;
 *            or the weakest door: it is at all flows drawn to the machine
 *
 * which is what model_is_with and walk_control ask, read backwards. A node is made once a (wanted
 * control, thing). Cost: looks x things x controls, each pair once. */
#include "analyse/stops.h"

#include "analyse/walk.h"

void stops_init(struct stops *stops, struct arena *arena, const struct ground *ground)
{
  *stops = (struct stops){.ground = ground, .circuit = {.arena = arena}};
  map_init(&stops->leaves, arena, 256);
  for (int counted = 0; counted < 3; counted++) map_init(&stops->at[counted], arena, 64);
}

static uint32_t leaf_of(struct stops *stops, uint32_t control, uint32_t thing)
{
  uint32_t found = map_get(&stops->leaves, control, thing);
  if (found != MAP_NONE) return stops->circuit.leaves.at[found];
  uint32_t node = circuit_leaf(&stops->circuit);
  map_add(&stops->leaves, control, thing, (uint32_t)stops->candidates.len);
  vec_push(stops->circuit.arena, &stops->candidates, (struct candidate){control, thing});
  return node;
}

static uint32_t node_at(struct stops *stops, uint32_t wanted, uint32_t thing);

/* It is at all flows drawn to the machine. */
static uint32_t node_all_doors(struct stops *stops, uint32_t wanted, const uint32_t *flows,
                               uint32_t count)
{
  struct arena scratch = {0};
  node_list doors = {0};
  for (uint32_t i = 0; i < count; i++) vec_push(&scratch, &doors, node_at(stops, wanted, flows[i]));
  uint32_t node = circuit_gate(&stops->circuit, GATE_ALL, doors.at, (uint32_t)doors.len);
  arena_free(&scratch);
  return node;
}

/* Whether a door may lend that control to such a machine. */
static bool is_lent(const struct vocabulary *v, uint32_t control, uint32_t kind)
{
  return control_is_category(v, control) || control_stands_at(v, control, kind);
}

/* The flows drawn to the machine lend it the control, or else one that is it. */
static uint32_t node_doors(struct stops *stops, uint32_t wanted, uint32_t machine)
{
  const struct model *model = stops->ground->model;
  const struct vocabulary *v = &model->vocabulary;
  const struct entity *e = model_entity(model, machine);
  uint32_t count;
  const uint32_t *flows = model_walk(model, PATHWORD_INCOMING, machine, &count);
  if (e->root != ROOT_MACHINE || !count) return NODE_FALSE;
  if (is_lent(v, wanted, e->kind)) return node_all_doors(stops, wanted, flows, count);
  struct arena scratch = {0};
  node_list any = {0};
  for (uint32_t c = 0; c < v->controls.len; c++)
    if (control_is(v, c, wanted) && is_lent(v, c, e->kind))
      vec_push(&scratch, &any, node_all_doors(stops, c, flows, count));
  uint32_t node = circuit_gate(&stops->circuit, GATE_ANY, any.at, (uint32_t)any.len);
  arena_free(&scratch);
  return node;
}

static uint32_t make_node_at(struct stops *stops, uint32_t wanted, uint32_t thing)
{
  const struct model *model = stops->ground->model;
  const struct vocabulary *v = &model->vocabulary;
  if (model_is_with(model, thing, wanted, stops->counted)) return NODE_TRUE;
  uint32_t kind = model_entity(model, thing)->kind;
  struct arena scratch = {0};
  node_list any = {0};
  for (uint32_t c = 0; c < v->controls.len; c++)
    if (control_is(v, c, wanted) && control_stands_at(v, c, kind))
      vec_push(&scratch, &any, leaf_of(stops, c, thing));
  vec_push(&scratch, &any, node_doors(stops, wanted, thing));
  uint32_t node = circuit_gate(&stops->circuit, GATE_ANY, any.at, (uint32_t)any.len);
  arena_free(&scratch);
  return node;
}

static uint32_t node_at(struct stops *stops, uint32_t wanted, uint32_t thing)
{
  uint32_t found = map_get(&stops->at[stops->counted], wanted, thing);
  if (found != MAP_NONE) return found - 2;
  uint32_t node = make_node_at(stops, wanted, thing);
  map_add(&stops->at[stops->counted], wanted, thing, node + 2);
  return node;
}

static uint32_t node_around(struct stops *stops, struct arena *scratch, uint32_t wanted,
                            uint32_t thing)
{
  node_list any = {0};
  struct around around = around_of(stops->ground->model, thing);
  for (uint32_t place; (place = around_next(stops->ground->model, &around)) != NONE;)
    vec_push(scratch, &any, node_at(stops, wanted, place));
  return circuit_gate(&stops->circuit, GATE_ANY, any.at, (uint32_t)any.len);
}

static uint32_t node_of_look(struct stops *stops, struct arena *scratch,
                             const struct lookup *lookup)
{
  if (!lookup->things.count) return NODE_FALSE;
  node_list all = {0};
  for (uint32_t i = 0; i < lookup->things.count; i++) {
    uint32_t thing = lookup->things.at[i];
    uint32_t node = lookup->is_within ? node_around(stops, scratch, lookup->control, thing)
                                      : node_at(stops, lookup->control, thing);
    vec_push(scratch, &all, node);
  }
  return circuit_gate(&stops->circuit, GATE_ALL, all.at, (uint32_t)all.len);
}

uint32_t stops_of_step(struct stops *stops, enum counted counted, uint32_t step)
{
  struct arena scratch = {0};
  node_list any = {0};
  stops->counted = counted;
  uint32_t count;
  const struct lookup *lookups = ground_lookups(stops->ground, &scratch, step, &count);
  for (uint32_t i = 0; i < count; i++)
    if (!lookups[i].is_slowing)
      vec_push(&scratch, &any, node_of_look(stops, &scratch, &lookups[i]));
  uint32_t node = circuit_gate(&stops->circuit, GATE_ANY, any.at, (uint32_t)any.len);
  arena_free(&scratch);
  return node;
}
