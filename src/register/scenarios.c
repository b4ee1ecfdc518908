/* Scenarios: attacker × thing of worth × harm, each with an easy way. One that controls have made
 * unreachable stays, with the controls that hold it. What leads nowhere even without controls is
 * not listed. */
#include "register/derive.h"

static struct reg_risk risk_in(struct derivation *d, const struct reach *reach,
                               const struct harm_goal *goal, uint8_t resources)
{
  fact best = goal_best(reach, goal);
  if (best == NONE) return risk_none("no way is left");
  return risk_make(d, goal, way_effort(d, reach, best), resources);
}

static bool is_aim(const struct entity *attacker, enum harm harm)
{
  static const enum aim aims[HARM_COUNT] = {AIM_CONFIDENTIALITY, AIM_INTEGRITY, AIM_AVAILABILITY};
  return (attacker->party.aims >> aims[harm]) & 1;
}

static struct str scenario_id(struct derivation *d, const struct reg_scenario *s)
{
  struct str a = first_id(d, s->attacker), b = first_id(d, s->thing);
  return text_of(
      arena_format(d->arena, "%.*s->%.*s/%s", STR_ARGS(a), STR_ARGS(b), harm_word(s->harm)));
}

/* What stands in the way, and what could. */
static void find_stops(struct derivation *d, struct reg_scenario *s, struct stops_builder *b)
{
  stops_begin(b, d->arena);
  for (uint32_t i = 0; i < s->way->count; i++) stops_add_step(d, b, s->way->steps[i].step);
  struct reg_stops all = stops_end(b);
  bool is_controlled = s->status == SCENARIO_CONTROLLED;
  struct reg_stops some = stops_select(d->arena, &all, is_controlled);
  if (is_controlled)
    s->holds = some;
  else
    s->cuts = some;
}

static void add_scenario(struct derivation *d, uint32_t position, const struct harm_goal *goal,
                         struct stops_builder *b)
{
  uint32_t attacker = d->answers->attackers.at[position];
  const struct entity *a = model_entity(d->model, attacker);
  const struct entity *thing = model_entity(d->model, goal->thing);
  const struct reach *residual = answers_reach(d->answers, WORLD_RESIDUAL, position);
  const struct reach *inherent = answers_reach(d->answers, WORLD_INHERENT, position);
  uint8_t resources = a->party.resources;
  fact best = goal_best(residual, goal);
  struct reg_scenario s = {.attacker = attacker, .thing = goal->thing, .harm = goal->harm};
  s.reach = best != NONE ? residual : inherent;
  s.status = best != NONE ? SCENARIO_OPEN : SCENARIO_CONTROLLED;
  s.way = proof_make(d->arena, s.reach, best != NONE ? best : goal_best(inherent, goal));
  s.is_aim = is_aim(a, goal->harm);
  s.inherent = risk_in(d, inherent, goal, resources);
  s.residual = best == NONE ? risk_none("no way is left with the controls in place")
                            : risk_make(d, goal, s.way->effort, resources);
  s.has_target = d->has_plans;
  if (s.has_target)
    s.target = risk_in(d, answers_reach(d->answers, WORLD_PLANNED, position), goal, resources);
  s.owner = thing->owner.len ? thing->owner : d->model->owner;
  s.acceptance = NONE;
  struct str id = scenario_id(d, &s);
  s.row = row_make(d, id, id, thing->span);
  find_stops(d, &s, b);
  vec_push(d->arena, &d->reg->scenarios, s);
}

void scenarios_derive(struct derivation *d)
{
  struct stops_builder b = {0};
  uint32_t attackers = d->answers->attackers.count;
  d->scenario_of = arena_new_array(&d->scratch, (size_t)attackers * d->goal_count + 1, uint32_t);
  for (uint32_t a = 0; a < attackers; a++) {
    const struct reach *inherent = answers_reach(d->answers, WORLD_INHERENT, a);
    const struct reach *residual = answers_reach(d->answers, WORLD_RESIDUAL, a);
    for (uint32_t g = 0; g < d->goal_count; g++) {
      uint32_t *place = &d->scenario_of[(size_t)a * d->goal_count + g];
      *place = NONE;
      if (goal_best(inherent, &d->goals[g]) == NONE && goal_best(residual, &d->goals[g]) == NONE)
        continue;
      *place = (uint32_t)d->reg->scenarios.len;
      add_scenario(d, a, &d->goals[g], &b);
    }
  }
  stops_free(&b);
}
