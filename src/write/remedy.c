/* A step's looks, turned into what somebody could put in place: a category into the first control
 * that is it and may stand there, `within` into the nearest place around that may have it, a
 * machine at which none of them may stand into all the flows drawn to it (the weakest door). */
#include "write/remedy.h"

#include "analyse/walk.h"

typedef VEC_OF(uint32_t) list;

struct search {
  const struct model *model;
  struct arena *arena;
  const struct lookup *look;
};

static const char *control_name(const struct model *model, uint32_t control)
{
  return unit_name(model->unit, model->vocabulary.controls.at[control].term.name);
}

static bool stands_at_all(const struct model *model, uint32_t control, const list *things)
{
  for (size_t i = 0; i < things->len; i++)
    if (!control_stands_at(&model->vocabulary, control, model_entity(model, things->at[i])->kind))
      return false;
  return things->len > 0;
}

/* The wanted control itself if it may stand at all of them, else the first that is it; or NONE. */
static uint32_t concrete(const struct search *s, const list *things)
{
  const struct vocabulary *v = &s->model->vocabulary;
  if (stands_at_all(s->model, s->look->control, things)) return s->look->control;
  for (uint32_t c = 0; c < v->controls.len; c++)
    if (control_is(v, c, s->look->control) && stands_at_all(s->model, c, things)) return c;
  return NONE;
}

/* The nearest place around at which the wanted control, or one that is it, may stand; or NONE. */
static uint32_t nearest_place(const struct search *s, uint32_t thing)
{
  struct around around = around_of(s->model, thing);
  for (uint32_t place; (place = around_next(s->model, &around)) != NONE;) {
    list alone = {0};
    vec_push(s->arena, &alone, place);
    if (concrete(s, &alone) != NONE) return place;
  }
  return NONE;
}

static bool has(const list *things, uint32_t thing)
{
  for (size_t i = 0; i < things->len; i++)
    if (things->at[i] == thing) return true;
  return false;
}

/* Where the look asks; empty if one of its things has no place for it. */
static list asked_places(const struct search *s)
{
  list places = {0};
  for (uint32_t i = 0; i < s->look->things.count; i++) {
    uint32_t thing = s->look->things.at[i];
    uint32_t place = s->look->is_within ? nearest_place(s, thing) : thing;
    if (place == NONE) return (list){0};
    if (!has(&places, place)) vec_push(s->arena, &places, place);
  }
  return places;
}

/* All doors of the machines. */
static list doors_of(const struct search *s, const list *things)
{
  list doors = {0};
  for (size_t i = 0; i < things->len; i++) {
    uint32_t count;
    const uint32_t *flows = model_walk(s->model, PATHWORD_INCOMING, things->at[i], &count);
    if (model_entity(s->model, things->at[i])->root != ROOT_MACHINE || !count) return (list){0};
    for (uint32_t k = 0; k < count; k++) vec_push(s->arena, &doors, flows[k]);
  }
  return doors;
}

static bool find_remedy(const struct search *s, struct remedy *remedy)
{
  list things = asked_places(s);
  uint32_t control = concrete(s, &things);
  if (control == NONE) {
    things = doors_of(s, &things);
    control = concrete(s, &things);
  }
  if (control == NONE) return false;
  *remedy = (struct remedy){s->look->control,
                            control,
                            {things.at, (uint32_t)things.len},
                            s->look->is_in_place[COUNTED_PLACED]    ? REMEDY_IN_PLACE
                            : s->look->is_in_place[COUNTED_PLANNED] ? REMEDY_PLANNED
                                                                    : REMEDY_CANDIDATE};
  return true;
}

const struct remedy *step_remedies(const struct ground *ground, struct arena *arena,
                                   const struct world *world, uint32_t step, uint32_t *count)
{
  VEC_OF(struct remedy) remedies = {0};
  uint32_t looks;
  int counted = world_counted(world);
  const struct lookup *look = ground_lookups(ground, arena, step, &looks);
  for (uint32_t i = 0; i < looks; i++) {
    struct search search = {ground->model, arena, &look[i]};
    struct remedy remedy;
    if (look[i].is_slowing || (counted >= 0 && look[i].is_in_place[counted])) continue;
    if (find_remedy(&search, &remedy)) vec_push(arena, &remedies, remedy);
  }
  *count = (uint32_t)remedies.len;
  return remedies.at;
}

static const char *remedy_text(const struct model *model, struct arena *arena,
                               const struct remedy *remedy)
{
  static const char *const tails[] = {
      [REMEDY_CANDIDATE] = "", [REMEDY_PLANNED] = ", planned", [REMEDY_IN_PLACE] = ", in place"};
  struct writer where = {0};
  for (uint32_t k = 0; k < remedy->things.count; k++)
    writer_format(&where, "%s%.*s", k ? " and " : "",
                  STR_ARGS(model_entity(model, remedy->things.at[k])->id));
  const char *others =
      remedy->control == remedy->wanted
          ? ""
          : arena_format(arena, ", or other %s,", control_name(model, remedy->wanted));
  const char *text = arena_format(arena, "%s%s on %s%s", control_name(model, remedy->control),
                                  others, where.at, tails[remedy->state]);
  writer_free(&where);
  return text;
}

const char *step_remedy_text(const struct ground *ground, struct arena *arena,
                             const struct world *world, uint32_t step)
{
  uint32_t count;
  const struct remedy *all = step_remedies(ground, arena, world, step, &count), *best = all;
  for (uint32_t i = 1; i < count; i++)
    if (all[i].state > best->state) best = &all[i];
  return count ? remedy_text(ground->model, arena, best) : NULL;
}

void step_remedies_json(struct json *json, const struct ground *ground, const struct world *world,
                        uint32_t step)
{
  static const char *const states[] = {[REMEDY_CANDIDATE] = "candidate",
                                       [REMEDY_PLANNED] = "planned",
                                       [REMEDY_IN_PLACE] = "in-place"};
  struct arena scratch = {0};
  uint32_t count;
  const struct remedy *all = step_remedies(ground, &scratch, world, step, &count);
  json_key(json, "stopped_by");
  json_array(json);
  for (uint32_t i = 0; i < count; i++) {
    json_object(json);
    json_key_text(json, "control", control_name(ground->model, all[i].control));
    json_key_text(json, "wanted", control_name(ground->model, all[i].wanted));
    json_key(json, "things");
    json_array(json);
    for (uint32_t k = 0; k < all[i].things.count; k++)
      json_str(json, model_entity(ground->model, all[i].things.at[k])->id);
    json_end(json);
    json_key_text(json, "state", states[all[i].state]);
    json_end(json);
  }
  json_end(json);
  arena_free(&scratch);
}
