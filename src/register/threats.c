/* Threats: a technique or a mistake at a place.
 *
 * A technique is open for every attacker who takes a step of it whose gain leads to something of
 * worth through steps that he takes as well; mitigated, if that is so only with no control counted;
 * latent, if what it needs is there and its gain would lead on, but nobody gets there. Each world
 * of each attacker is one backward labelling and one pass over the steps. */
#include "register/derive.h"

#include <stdlib.h>

struct threat_pass {
  struct derivation *d;
  uint8_t *listed; /* by step: bits LISTED_… */
};

uint32_t threat_row(struct derivation *d, uint32_t rule, uint32_t thing)
{
  struct reg *reg = d->reg;
  uint32_t number = map_get(&reg->threat_at, rule, thing);
  if (number != MAP_NONE) return number;
  number = (uint32_t)reg->threats.len;
  vec_push(d->arena, &reg->threats,
           (struct reg_threat){.rule = rule,
                               .thing = thing,
                               .status = THREAT_STATUS_COUNT,
                               .inherent = risk_none("nobody gets there"),
                               .residual = risk_none("nobody gets there"),
                               .worst_thing = NONE,
                               .acceptance = NONE});
  map_add(&reg->threat_at, rule, thing, number);
  return number;
}

void threat_meet(struct derivation *d, uint32_t number, uint32_t attacker, bool is_open)
{
  struct reg_threat *t = &d->reg->threats.at[number];
  enum threat_status status = is_open ? THREAT_OPEN : THREAT_MITIGATED;
  if (status < t->status) t->attackers.count = 0; /* whoever could take it only without controls */
  if (status <= t->status) {
    t->status = status;
    for (uint32_t i = 0; i < t->attackers.count; i++)
      if (t->attackers.at[i] == attacker) return;
    numbers_push(d->arena, &t->attackers, attacker);
  }
}

static void keep_worst(struct reg_threat *t, const struct reg_risk *risk,
                       const struct reg_scenario *s, bool is_residual)
{
  struct reg_risk *kept = is_residual ? &t->residual : &t->inherent;
  if (risk->score <= kept->score) return;
  *kept = *risk;
  if (!is_residual && t->residual.score) return; /* the harm that is named is the residual one */
  t->worst_thing = s->thing;
  t->worst_harm = s->harm;
}

/* The figure of a scenario in one of the worlds residual, inherent, planned. */
static const struct reg_risk *risk_of(const struct reg_scenario *s, enum world_type type)
{
  if (type == WORLD_RESIDUAL) return &s->residual;
  return type == WORLD_INHERENT ? &s->inherent : &s->target;
}

static void take_step(struct threat_pass *p, uint32_t step, uint32_t attacker,
                      const struct reg_scenario *s, enum world_type type)
{
  struct derivation *d = p->d;
  uint32_t rule = ground_rule(d->ground, step), thing = d->ground->subject[step];
  if (type == WORLD_PLANNED) {
    uint32_t number = map_get(&d->reg->threat_at, rule, thing);
    struct reg_threat *t = number == MAP_NONE ? NULL : &d->reg->threats.at[number];
    if (t && s->target.score > t->target.score) t->target = s->target;
    return;
  }
  uint32_t number = threat_row(d, rule, thing);
  bool is_residual = type == WORLD_RESIDUAL;
  threat_meet(d, number, attacker, is_residual);
  keep_worst(&d->reg->threats.at[number], risk_of(s, type), s, is_residual);
  p->listed[step] |= is_residual ? LISTED_OPEN : LISTED_MITIGATED;
}

static void pass_world(struct threat_pass *p, uint32_t position, enum world_type type)
{
  struct derivation *d = p->d;
  const struct ground *g = d->ground;
  struct arena arena = {0};
  const struct reach *reach = answers_reach(d->answers, type, position);
  const uint32_t *scenarios = d->scenario_of + (size_t)position * d->goal_count;
  uint8_t *scores = arena_new_array(&arena, d->goal_count + 1, uint8_t);
  for (uint32_t i = 0; i < d->goal_count; i++)
    if (scenarios[i] != NONE) scores[i] = risk_of(&d->reg->scenarios.at[scenarios[i]], type)->score;
  struct label_run run = {.reach = reach, .scores = scores};
  const uint32_t *labels = ways_label(d, &arena, &run);
  for (uint32_t step = 0; step < g->step_count; step++) {
    if (d->model->vocabulary.rules.at[ground_rule(g, step)].type != RULE_TECHNIQUE) continue;
    uint32_t goal = step_label(g, labels, step);
    if (goal == NONE || !step_is_taken(reach, step)) continue;
    take_step(p, step, d->answers->attackers.at[position], &d->reg->scenarios.at[scenarios[goal]],
              type);
  }
  arena_free(&arena);
}

/* Where something is planned: what is left of each technique then. */
static void pass_planned(struct threat_pass *p)
{
  struct reg *reg = p->d->reg;
  for (size_t i = 0; i < reg->threats.len; i++) {
    struct reg_threat *t = &reg->threats.at[i];
    t->has_target = p->d->model->vocabulary.rules.at[t->rule].type == RULE_TECHNIQUE;
    t->target = risk_none("with what is planned nobody gets there");
  }
  for (uint32_t i = 0; i < p->d->answers->attackers.count; i++) pass_world(p, i, WORLD_PLANNED);
}

/* What a technique needs, and all of it is there. */
static bool is_weakness_there(const struct ground *g, uint32_t step)
{
  bool is_any = false;
  struct premises premises = ground_premises(g, step);
  for (uint32_t i = 0; i < premises.count; i++) {
    fact premise = premises.at[i];
    if (fact_is_state(g, premise)) continue;
    if (!g->is_given[premise - g->state_count]) return false;
    is_any = true;
  }
  return is_any;
}

static void pass_latent(struct threat_pass *p)
{
  struct derivation *d = p->d;
  const struct ground *g = d->ground;
  struct arena arena = {0};
  struct reach anybody = {.ground = g,
                          .world = {.type = WORLD_RESIDUAL, .skill = 4, .resources = 4}};
  uint8_t *scores = arena_new_array(&arena, d->goal_count + 1, uint8_t);
  memset(scores, 1, d->goal_count);
  struct label_run run = {.reach = &anybody, .scores = scores, .is_loose = true};
  const uint32_t *labels = ways_label(d, &arena, &run);
  for (uint32_t step = 0; step < g->step_count; step++) {
    if (d->model->vocabulary.rules.at[ground_rule(g, step)].type != RULE_TECHNIQUE) continue;
    if (step_label(g, labels, step) == NONE || !is_weakness_there(g, step)) continue;
    uint32_t number = threat_row(d, ground_rule(g, step), g->subject[step]);
    struct reg_threat *t = &d->reg->threats.at[number];
    if (t->status == THREAT_STATUS_COUNT) t->status = THREAT_LATENT;
    p->listed[step] |= LISTED_LATENT;
  }
  arena_free(&arena);
}

/* --- what is said of each ------------------------------------------------------------------------
 */

static uint8_t listed_as(enum threat_status status)
{
  static const uint8_t as[THREAT_STATUS_COUNT] = {[THREAT_OPEN] = LISTED_OPEN,
                                                  [THREAT_MITIGATED] = LISTED_MITIGATED,
                                                  [THREAT_LATENT] = LISTED_LATENT};
  return as[status];
}

static void add_once(struct arena *arena, struct map *seen, struct facts *facts, uint32_t list,
                     fact f)
{
  if (map_add(seen, f, list, 0)) facts_push(arena, facts, f);
}

/* The steps of one threat: what they give, which weaknesses they use, what stands against them. */
static void describe(struct derivation *d, struct reg_threat *t, const uint8_t *listed,
                     const uint32_t *steps, uint32_t count, struct stops_builder *b)
{
  enum { GAINS, WEAKNESSES };
  struct map ends;
  const struct ground *g = d->ground;
  struct map seen;
  stops_begin(b, d->arena);
  map_init(&seen, &b->scratch, 8);
  map_init(&ends, &b->scratch, 8);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t step = steps[i];
    map_add(&ends, fact_entity(g, g->conclusion[step]), 0, 0);
    if (!(listed[step] & listed_as(t->status))) continue;
    add_once(d->arena, &seen, &t->gains, GAINS, g->conclusion[step]);
    struct premises premises = ground_premises(g, step);
    for (uint32_t k = 0; k < premises.count; k++)
      if (!fact_is_state(g, premises.at[k]))
        add_once(d->arena, &seen, &t->weaknesses, WEAKNESSES, premises.at[k]);
  }
  stops_add(b, g, t->rule, t->thing, &ends);
  t->stops = stops_end(b);
}

/* The listed steps by threat, in their order: a counting sort. */
static void describe_all(struct threat_pass *p)
{
  struct derivation *d = p->d;
  struct reg *reg = d->reg;
  const struct ground *g = d->ground;
  size_t count = reg->threats.len;
  struct arena arena = {0};
  uint32_t *first = arena_new_array(&arena, count + 2, uint32_t);
  uint32_t *steps = arena_new_array(&arena, g->step_count, uint32_t);
  for (int turn = 0; turn < 2; turn++) {
    for (uint32_t step = 0; step < g->step_count; step++) {
      if (!p->listed[step]) continue;
      uint32_t number = map_get(&reg->threat_at, ground_rule(g, step), g->subject[step]);
      if (turn)
        steps[first[number + 1]++] = step;
      else
        first[number + 2]++;
    }
    for (size_t i = 0; !turn && i < count; i++) first[i + 2] += first[i + 1];
  }
  struct stops_builder b = {0};
  for (size_t i = 0; i < count; i++)
    describe(d, &reg->threats.at[i], p->listed, steps + first[i], first[i + 1] - first[i], &b);
  stops_free(&b);
  arena_free(&arena);
}

/* --- order and ids -------------------------------------------------------------------------------
 */

static int compare_threats(const void *left, const void *right)
{
  const struct reg_threat *a = left, *b = right;
  if (a->rule != b->rule) return a->rule < b->rule ? -1 : 1;
  return a->thing < b->thing ? -1 : a->thing > b->thing;
}

static void name_threats(struct derivation *d)
{
  struct reg *reg = d->reg;
  if (reg->threats.len)
    qsort(reg->threats.at, reg->threats.len, sizeof *reg->threats.at, compare_threats);
  map_init(&reg->threat_at, d->arena, reg->threats.len);
  for (uint32_t i = 0; i < reg->threats.len; i++) {
    struct reg_threat *t = &reg->threats.at[i];
    map_add(&reg->threat_at, t->rule, t->thing, i);
    const char *rule = unit_name(d->unit, d->model->vocabulary.rules.at[t->rule].term.name);
    struct str thing = first_id(d, t->thing);
    struct str id = text_of(arena_format(d->arena, "%s@%.*s", rule, STR_ARGS(thing)));
    t->row = row_make(d, id, id, model_entity(d->model, t->thing)->span);
  }
}

/* The threats on each scenario's shown way, and back. */
static void link_scenarios(struct derivation *d)
{
  struct reg *reg = d->reg;
  const struct ground *g = d->ground;
  for (uint32_t i = 0; i < reg->scenarios.len; i++) {
    struct reg_scenario *s = &reg->scenarios.at[i];
    for (uint32_t k = 0; k < s->way->count; k++) {
      uint32_t step = s->way->steps[k].step;
      uint32_t number = map_get(&reg->threat_at, ground_rule(g, step), g->subject[step]);
      if (number == MAP_NONE) continue;
      struct numbers *back = &reg->threats.at[number].scenarios;
      if (back->count && back->at[back->count - 1] == i) continue;
      numbers_push(d->arena, back, i);
      numbers_push(d->arena, &s->threats, number);
    }
  }
}

void threats_derive(struct derivation *d)
{
  struct threat_pass p = {.d = d};
  map_init(&d->reg->threat_at, &d->scratch, 256);
  p.listed = arena_new_array(&d->scratch, d->ground->step_count + 1, uint8_t);
  for (uint32_t i = 0; i < d->answers->attackers.count; i++) {
    pass_world(&p, i, WORLD_RESIDUAL);
    pass_world(&p, i, WORLD_INHERENT);
  }
  if (d->has_plans) pass_planned(&p);
  pass_latent(&p);
  mistakes_derive(d, p.listed);
  name_threats(d);
  describe_all(&p);
  mistakes_link(d);
  link_scenarios(d);
}
