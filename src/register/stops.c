/* What stops a step, what will, and what would: the looks of ground steps, each (control, thing)
 * once. */
#include "register/derive.h"

void numbers_push(struct arena *arena, struct numbers *numbers, uint32_t number)
{
  uint32_t count = numbers->count;
  if ((count & (count - 1)) == 0)
    numbers->at = arena_grow(arena, numbers->at, count * sizeof *numbers->at,
                             (count ? 2 * (size_t)count : 1) * sizeof *numbers->at);
  numbers->at[numbers->count++] = number;
}

void facts_push(struct arena *arena, struct facts *facts, fact f)
{
  struct numbers numbers = {facts->at, facts->count};
  numbers_push(arena, &numbers, f);
  *facts = (struct facts){numbers.at, numbers.count};
}

static uint32_t place_from(const struct model *model, uint32_t thing, uint32_t control,
                           enum counted counted)
{
  while (thing != NONE) {
    const struct entity *e = model_entity(model, thing);
    bool is_place = e->root == ROOT_BOUNDARY || e->root == ROOT_MACHINE;
    if (is_place && model_is_with(model, thing, control, counted)) return thing;
    thing = e->place;
  }
  return NONE;
}

uint32_t place_with(const struct model *model, uint32_t thing, uint32_t control,
                    enum counted counted)
{
  const struct entity *e = model_entity(model, thing);
  if (e->root != ROOT_FLOW) return place_from(model, thing, control, counted);
  uint32_t place = place_from(model, e->source, control, counted);
  return place != NONE ? place : place_from(model, e->target, control, counted);
}

/* Where the control counts for the thing, or NONE. */
static uint32_t standing(const struct model *model, const struct lookup *look, uint32_t thing,
                         enum counted counted)
{
  if (look->is_within) return place_with(model, thing, look->control, counted);
  return model_is_with(model, thing, look->control, counted) ? thing : NONE;
}

static struct reg_stop stop_make(const struct model *model, const struct lookup *look,
                                 uint32_t thing)
{
  struct reg_stop stop = {.control = look->control, .is_slowing = look->is_slowing};
  stop.state = STOP_IN_PLACE;
  stop.thing = standing(model, look, thing, COUNTED_PLACED);
  if (stop.thing != NONE) return stop;
  stop.state = STOP_PLANNED;
  stop.thing = standing(model, look, thing, COUNTED_PLANNED);
  if (stop.thing != NONE) return stop;
  stop.state = STOP_CANDIDATE;
  stop.thing = thing;
  stop.is_within = look->is_within;
  return stop;
}

void stops_begin(struct stops_builder *b, struct arena *arena)
{
  arena_reset(&b->scratch);
  *b = (struct stops_builder){.arena = arena, .scratch = b->scratch};
  map_init(&b->seen, &b->scratch, 8);
}

void stops_free(struct stops_builder *b)
{
  arena_free(&b->scratch);
}

static void add_stop(struct stops_builder *b, struct reg_stop stop)
{
  uint32_t key = stop.control << 2 | (uint32_t)stop.is_slowing << 1 | stop.is_within;
  if (map_add(&b->seen, key, stop.thing, 0)) vec_push(&b->scratch, &b->stops, stop);
}

static void add_look(void *context, const struct lookup *look)
{
  struct stops_builder *b = context;
  for (uint32_t i = 0; i < look->things.count; i++)
    add_stop(b, stop_make(b->model, look, look->things.at[i]));
}

void stops_add(struct stops_builder *b, const struct ground *ground, uint32_t rule, uint32_t thing,
               const struct map *ends)
{
  b->model = ground->model;
  looks_of(ground, &b->scratch, rule, thing, ends, add_look, b);
}

/* The ways of many scenarios share their steps, so each is asked once. */
void stops_add_step(struct derivation *d, struct stops_builder *b, uint32_t step)
{
  uint32_t number = map_get(&d->asked_steps, step, 0);
  if (number == MAP_NONE) {
    uint32_t count;
    struct lookup *looks = ground_lookups(d->ground, &d->scratch, step, &count);
    number = (uint32_t)d->step_stops.len;
    map_add(&d->asked_steps, step, 0, number);
    struct reg_stops stops = {0};
    for (uint32_t i = 0; i < count; i++) stops.count += looks[i].things.count;
    stops.at = arena_new_array(&d->scratch, stops.count, struct reg_stop);
    stops.count = 0;
    for (uint32_t i = 0; i < count; i++)
      for (uint32_t k = 0; k < looks[i].things.count; k++)
        stops.at[stops.count++] = stop_make(d->model, &looks[i], looks[i].things.at[k]);
    vec_push(&d->scratch, &d->step_stops, stops);
  }
  const struct reg_stops *stops = &d->step_stops.at[number];
  for (uint32_t i = 0; i < stops->count; i++) add_stop(b, stops->at[i]);
}

struct reg_stops stops_end(struct stops_builder *b)
{
  struct reg_stops stops = {arena_new_array(b->arena, b->stops.len, struct reg_stop), 0};
  for (int state = 0; state < STOP_STATE_COUNT; state++)
    for (size_t i = 0; i < b->stops.len; i++)
      if ((int)b->stops.at[i].state == state) stops.at[stops.count++] = b->stops.at[i];
  return stops;
}

struct reg_stops stops_select(struct arena *arena, const struct reg_stops *all, bool is_in_place)
{
  struct reg_stops some = {arena_new_array(arena, all->count, struct reg_stop), 0};
  for (uint32_t i = 0; i < all->count; i++) {
    const struct reg_stop *stop = &all->at[i];
    if (!stop->is_slowing && (stop->state == STOP_IN_PLACE) == is_in_place)
      some.at[some.count++] = *stop;
  }
  return some;
}
