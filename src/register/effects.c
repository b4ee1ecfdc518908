/* Which controls do anything: one pass over the ground steps, every look credits the rows that
 * answer it. A control that stands at a flow answers for the flow's target, too (the weakest door:
 * then every flow drawn to it has one). */
#include "register/derive.h"

enum credit { CREDIT_PLACED = 1, CREDIT_PLANNED = 2 };

struct crediting {
  struct derivation *d;
  struct map done; /* (control, thing) -> the most that was credited */
};

static bool credit_rows(struct reg *reg, const struct vocabulary *v, uint32_t thing,
                        uint32_t control, enum credit credit)
{
  bool is_any = false;
  const struct reg_thing *t = &reg->things[thing];
  for (uint32_t i = t->first_control; i < t->first_control + t->control_count; i++) {
    struct reg_control *row = &reg->controls.at[i];
    if (!control_is(v, row->control, control)) continue;
    if (row->is_planned && credit == CREDIT_PLACED) continue;
    row->has_effect = is_any = true;
  }
  return is_any;
}

static void credit_thing(struct crediting *c, uint32_t thing, uint32_t control, enum credit credit)
{
  uint32_t before = map_get(&c->done, control, thing);
  if (before != MAP_NONE && before >= (uint32_t)credit) return;
  map_set(&c->done, control, thing, credit);
  const struct model *model = c->d->model;
  if (credit_rows(c->d->reg, &model->vocabulary, thing, control, credit)) return;
  if (model_entity(model, thing)->root != ROOT_MACHINE) return;
  uint32_t count;
  const uint32_t *flows = model_walk(model, PATHWORD_INCOMING, thing, &count);
  for (uint32_t i = 0; i < count; i++)
    credit_rows(c->d->reg, &model->vocabulary, flows[i], control, credit);
}

static void credit_around(struct crediting *c, uint32_t thing, uint32_t control, enum credit credit)
{
  for (; thing != NONE; thing = model_entity(c->d->model, thing)->place)
    credit_thing(c, thing, control, credit);
}

static void credit_look(struct crediting *c, const struct lookup *look, enum credit credit)
{
  for (uint32_t i = 0; i < look->things.count; i++) {
    uint32_t thing = look->things.at[i];
    const struct entity *e = model_entity(c->d->model, thing);
    if (!look->is_within) {
      credit_thing(c, thing, look->control, credit);
    } else if (e->root == ROOT_FLOW) {
      credit_around(c, e->source, look->control, credit);
      credit_around(c, e->target, look->control, credit);
    } else {
      credit_around(c, thing, look->control, credit);
    }
  }
}

static bool is_controlled(const struct ground *g, uint32_t step)
{
  return ground_stopped(g, step) || ground_slowed(g, COUNTED_PLACED, step) ||
         ground_slowed(g, COUNTED_PLANNED, step);
}

static bool has_effective_plans(const struct ground *g, uint32_t step)
{
  unsigned stopped = ground_stopped(g, step);
  return ((stopped >> COUNTED_PLANNED) & 1) > ((stopped >> COUNTED_PLACED) & 1) ||
         ground_slowed(g, COUNTED_PLANNED, step) != ground_slowed(g, COUNTED_PLACED, step);
}

static void credit_visit(void *context, const struct lookup *look)
{
  if (look->is_in_place[COUNTED_PLACED])
    credit_look(context, look, CREDIT_PLACED);
  else if (look->is_in_place[COUNTED_PLANNED])
    credit_look(context, look, CREDIT_PLANNED);
}

void effects_derive(struct derivation *d)
{
  const struct ground *g = d->ground;
  struct arena arena = {0};
  struct crediting c = {.d = d};
  struct map asked; /* (rule, subject) */
  map_init(&c.done, &d->scratch, 1024);
  map_init(&asked, &d->scratch, 1024);
  for (uint32_t step = 0; step < g->step_count; step++) {
    if (!is_controlled(g, step)) continue;
    d->has_plans |= has_effective_plans(g, step);
    if (!map_add(&asked, ground_rule(g, step), g->subject[step], 0)) continue;
    looks_of(g, &arena, ground_rule(g, step), g->subject[step], NULL, credit_visit, &c);
    arena_reset(&arena);
  }
  arena_free(&arena);
}
