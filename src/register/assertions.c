/* What must hold, in the worlds that matter to who decides; and what is planned for threats. */
#include "register/derive.h"

void assertions_derive(struct derivation *d)
{
  const struct model *model = d->model;
  uint32_t count = (uint32_t)model->assertions.len;
  d->reg->assertions = arena_new_array(d->arena, count, struct reg_assertion);
  for (uint32_t i = 0; i < count; i++) {
    const struct assertion *a = &model->assertions.at[i];
    struct reg_assertion *row = &d->reg->assertions[i];
    row->row = row_make(d, a->id, a->id, a->span);
    row->assertion = i;
    row->verdict = &d->answers->verdicts[i];
    row->status = row->verdict->holds ? ASSERTION_HOLDS : ASSERTION_FAILS;
    row->holds_with_plans = answers_holds(d->answers, i, WORLD_PLANNED);
    row->acceptance = NONE;
  }
  for (uint32_t i = 0; i < count; i++)
    d->reg->assertions[i].holds_on_evidence = answers_holds(d->answers, i, WORLD_EVIDENCED);
}

/* --- treatment plans -----------------------------------------------------------------------------
 */

/* Whether the control, or one that is it, stands where the rule looks for it: at the place or at
 * any thing where the threat's steps look. */
static bool is_in_place(struct derivation *d, const struct treatment *t, uint32_t control,
                        const struct reg_threat *threat)
{
  if (model_is_with(d->model, t->thing, control, COUNTED_PLACED)) return true;
  for (uint32_t i = 0; threat && i < threat->stops.count; i++) {
    const struct reg_stop *stop = &threat->stops.at[i];
    if (stop->state == STOP_IN_PLACE &&
        model_is_with(d->model, stop->thing, control, COUNTED_PLACED))
      return true;
  }
  return false;
}

static enum plan_state plan_state(struct derivation *d, const struct treatment *t,
                                  const struct reg_threat *threat)
{
  bool is_done = t->with.count > 0;
  for (uint32_t i = 0; i < t->with.count; i++) is_done &= is_in_place(d, t, t->with.at[i], threat);
  if (is_done) return PLAN_DONE;
  if (!threat) return PLAN_DEAD;
  if (t->until.year && day_compare(t->until, d->unit->day) < 0) return PLAN_OVERDUE;
  return PLAN_OPEN;
}

/* "flood on shop.web", and "… (2)" for the second of that name. */
struct str claim_row_id(struct derivation *d, struct map *names, const char *text)
{
  sym name = symbols_intern(&d->unit->symbols, text_of(text));
  uint32_t before = map_get(names, name, 0);
  uint32_t number = before == MAP_NONE ? 1 : before + 1;
  map_set(names, name, 0, number);
  return text_of(number == 1 ? text : arena_format(d->arena, "%s (%u)", text, number));
}

void treatments_derive(struct derivation *d)
{
  const struct model *model = d->model;
  struct reg *reg = d->reg;
  uint32_t count = (uint32_t)model->treatments.len;
  struct map names;
  map_init(&names, &d->scratch, count);
  reg->treatments = arena_new_array(d->arena, count, struct reg_treatment);
  for (uint32_t i = 0; i < count; i++) {
    const struct treatment *t = &model->treatments.at[i];
    struct reg_treatment *row = &reg->treatments[i];
    struct str thing = first_id(d, t->thing);
    const char *rule = unit_name(d->unit, model->vocabulary.rules.at[t->rule].term.name);
    struct str id =
        claim_row_id(d, &names, arena_format(d->arena, "%s on %.*s", rule, STR_ARGS(thing)));
    row->row = row_make(d, id, id, t->span);
    row->treatment = i;
    row->threat = map_get(&reg->threat_at, t->rule, t->thing);
    struct reg_threat *threat = row->threat == NONE ? NULL : &reg->threats.at[row->threat];
    if (threat) numbers_push(d->arena, &threat->treatments, i);
    row->state = plan_state(d, t, threat);
    if (t->until.year) row->days_left = day_number(t->until) - day_number(d->unit->day);
  }
}
