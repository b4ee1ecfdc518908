/* The register, pass by pass. */
#include "register/derive.h"

/* Which steps conclude each fact, in their order: a counting sort. */
static void index_ways(struct derivation *d)
{
  const struct ground *g = d->ground;
  uint32_t *first = arena_new_array(&d->scratch, (size_t)g->fact_count + 2, uint32_t);
  d->ways = arena_new_array(&d->scratch, (size_t)g->step_count + 1, uint32_t);
  for (uint32_t s = 0; s < g->step_count; s++) first[g->conclusion[s] + 2]++;
  for (uint32_t f = 0; f < g->fact_count; f++) first[f + 2] += first[f + 1];
  for (uint32_t s = 0; s < g->step_count; s++) d->ways[first[g->conclusion[s] + 1]++] = s;
  d->first_way = first;
}

static void prepare(struct derivation *d)
{
  index_ways(d);
  d->stack = arena_new_array(&d->scratch, (size_t)d->ground->fact_count + 1, fact);
  d->walked = arena_new_array(&d->scratch, (size_t)d->ground->fact_count + 1, fact);
  d->stamps = arena_new_array(&d->scratch, (size_t)d->ground->fact_count + 1, uint32_t);
  map_init(&d->asked_steps, &d->scratch, 256);
  d->goals = answers_harm_goals(d->answers, &d->scratch, &d->goal_count);
}

struct reg *register_derive(struct unit *unit, struct answers *answers)
{
  struct reg *reg = arena_new(&unit->arena, struct reg);
  struct derivation d = {.unit = unit,
                         .answers = answers,
                         .model = answers->model,
                         .ground = answers->ground,
                         .reg = reg,
                         .arena = &unit->arena};
  reg->unit = unit;
  reg->model = answers->model;
  reg->ground = answers->ground;
  reg->answers = answers;
  prepare(&d);
  provenance_derive(&d);
  things_derive(&d);
  effects_derive(&d);
  scenarios_derive(&d);
  threats_derive(&d);
  assertions_derive(&d);
  treatments_derive(&d);
  lints_derive(&d);
  acceptances_derive(&d);
  coverage_derive(&d);
  scope_derive(&d);
  summary_derive(&d);
  arena_free(&d.scratch);
  return reg;
}

/* --- asking it
 * ------------------------------------------------------------------------------------ */

const struct reg_threat *register_threat(const struct reg *reg, uint32_t rule, uint32_t thing)
{
  uint32_t number = map_get(&reg->threat_at, rule, thing);
  return number == MAP_NONE ? NULL : &reg->threats.at[number];
}

struct str register_map_title(const struct reg *reg, const struct maps *maps)
{
  const struct standard *standard = &reg->model->vocabulary.standards.at[maps->standard];
  if (!standard->catalogue) return STR("");
  const struct catalogue_row *row =
      catalogue_find(standard->catalogue, unit_text(reg->unit, maps->code));
  return row ? row->title : STR("");
}

const char *register_map_text(const struct reg *reg, struct arena *arena, const struct maps *maps)
{
  const struct standard *standard = &reg->model->vocabulary.standards.at[maps->standard];
  return arena_format(arena, "%s/%s", unit_name(reg->unit, standard->term.name),
                      unit_name(reg->unit, maps->code));
}

const char *register_step_text(const struct reg *reg, struct arena *arena, fact f)
{
  const struct ground *g = reg->ground;
  struct str id = model_entity(reg->model, fact_entity(g, f))->id;
  if (fact_is_state(g, f)) return arena_format(arena, "%s %.*s", fact_verb(g, f), STR_ARGS(id));
  uint32_t weakness = g->weaknesses[f - g->state_count].weakness;
  return arena_format(
      arena, "%.*s %s %s", STR_ARGS(id), fact_verb(g, f),
      unit_name(reg->unit, reg->model->vocabulary.weaknesses.at[weakness].term.name));
}

const char *register_scenario_text(const struct reg *reg, struct arena *arena,
                                   const struct reg_scenario *scenario)
{
  static const char *const does[HARM_COUNT] = {"reads", "changes", "destroys or withholds"};
  return arena_format(arena, "%.*s %s %.*s", STR_ARGS(model_label(reg->model, scenario->attacker)),
                      does[scenario->harm], STR_ARGS(model_label(reg->model, scenario->thing)));
}

uint32_t register_count_at_least(const struct reg *reg, enum risk_level level)
{
  uint32_t count = 0;
  for (int i = (int)level; i < RISK_COUNT; i++)
    count += reg->summary.threats[THREAT_OPEN][i] + reg->summary.threats[THREAT_EXPIRED][i];
  return count;
}
