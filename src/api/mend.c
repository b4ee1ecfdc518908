/* The one control that would make an assertion hold.
 *
 * A single (control, thing) that closes every way has to stop a step of the way that is shown. So
 * the controls that this way's steps look for, and those that are them, are all there are to try:
 * each is put in place, and the assertion judged again. What is tried is exact: if none does it, no
 * single control does. Past a bound nothing is said. Candidates that are planned already come
 * first, then those nearest to the goal. */
#include "analyse/judge.h"
#include "api/api.h"

enum { MOST_TRIALS = 64, MOST_WORK = 500000 /* trials times ground steps */ };

struct mending {
  struct ctm_unit *self;
  const struct ground *ground;
  const struct model *model;
  uint32_t assertion;
  struct arena scratch;
  struct map seen; /* (control, thing) */
  VEC_OF(struct change) candidates;
};

static bool is_planned(const struct model *model, const struct change *change)
{
  return model_is_with(model, change->entity, change->number, COUNTED_PLANNED) &&
         !model_is_with(model, change->entity, change->number, COUNTED_PLACED);
}

/* The control, or those that are it, where they may stand at such a thing. */
static void add_at(struct mending *m, uint32_t wanted, uint32_t thing)
{
  const struct vocabulary *v = &m->model->vocabulary;
  uint32_t kind = model_entity(m->model, thing)->kind;
  for (uint32_t c = 0; c < v->controls.len; c++) {
    if (!control_is(v, c, wanted) || !control_stands_at(v, c, kind)) continue;
    if (!map_add(&m->seen, c, thing, 1)) continue;
    struct change change = {.type = CHANGE_WITH, .number = c, .entity = thing};
    vec_push(&m->scratch, &m->candidates, change);
  }
}

/* At the thing and, since a machine has what each of its doors has, at those doors. */
static void add_thing(struct mending *m, const struct lookup *lookup, uint32_t thing)
{
  add_at(m, lookup->control, thing);
  uint32_t count;
  const uint32_t *flows = model_walk(m->model, PATHWORD_INCOMING, thing, &count);
  for (uint32_t i = 0; i < count; i++) add_at(m, lookup->control, flows[i]);
}

static void add_lookup(struct mending *m, const struct lookup *lookup)
{
  for (uint32_t i = 0; i < lookup->things.count; i++) {
    uint32_t thing = lookup->things.at[i];
    if (!lookup->is_within) {
      add_thing(m, lookup, thing);
      continue;
    }
    const struct entity *e = model_entity(m->model, thing);
    uint32_t ends[2] = {e->root == ROOT_FLOW ? e->source : thing,
                        e->root == ROOT_FLOW ? e->target : NONE};
    for (int k = 0; k < 2; k++)
      for (uint32_t at = ends[k]; at != NONE; at = model_entity(m->model, at)->place)
        add_thing(m, lookup, at);
  }
}

static void collect(struct mending *m, const struct proof *proof)
{
  bool is_within = m->model->assertions.at[m->assertion].is_within;
  map_init(&m->seen, &m->scratch, MOST_TRIALS);
  for (uint32_t i = proof->count; i-- > 0;) {
    uint32_t count;
    const struct lookup *lookups =
        ground_lookups(m->ground, &m->scratch, proof->steps[i].step, &count);
    for (uint32_t k = 0; k < count; k++)
      if (!lookups[k].is_slowing || is_within) add_lookup(m, &lookups[k]);
  }
}

static bool mends(struct mending *m, const struct change *change)
{
  struct changes changes = {change, 1};
  struct answers *answers = answers_open(&m->self->unit, m->self->model, &changes, false);
  return answers && answers_judge(answers, m->assertion, WORLD_RESIDUAL).holds;
}

static const struct change *find(struct mending *m)
{
  for (int planned = 1; planned >= 0; planned--)
    for (size_t i = 0; i < m->candidates.len; i++)
      if (is_planned(m->model, &m->candidates.at[i]) == planned && mends(m, &m->candidates.at[i]))
        return &m->candidates.at[i];
  return NULL;
}

static void say(struct mending *m, struct message *message, const struct change *change)
{
  struct unit *unit = &m->self->unit;
  if (!change) {
    message_help(unit, message,
                 "no single control closes every way; `ctm paths` names one for each step");
    return;
  }
  const char *control = unit_name(unit, m->model->vocabulary.controls.at[change->number].term.name);
  message_help(unit, message, "`%s` on %.*s alone closes every way%s", control,
               STR_ARGS(model_entity(m->model, change->entity)->id),
               is_planned(m->model, change) ? "; it is planned" : "");
}

void unit_mend(struct ctm_unit *self, uint32_t assertion, struct message *message)
{
  const struct proof *proof = self->answers->verdicts[assertion].proof;
  if (!proof) return;
  struct mending m = {.self = self,
                      .ground = self->answers->ground,
                      .model = self->answers->model,
                      .assertion = assertion};
  collect(&m, proof);
  if (m.candidates.len <= MOST_TRIALS && m.candidates.len * m.ground->step_count <= MOST_WORK)
    say(&m, message, find(&m));
  arena_free(&m.scratch);
}
