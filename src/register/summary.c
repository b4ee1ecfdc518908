/* What is out of scope, and the register counted and ranked. */
#include "register/derive.h"

#include <stdlib.h>

static const char *const not_modelled[] = {
    "Time: rotation, windows of exposure, order of events.",
    "Probability: efforts are ordinal, and likelihood is a scale.",
    "Side channels and covert channels.",
    "Physical access.",
    "Detection and response as such.",
    "Object-level authorisation inside an application.",
    "Replicas: a thing on several hosts is one thing, and who has one has all.",
    "What nobody stated: an unstated control counts as absent, an unstated weakness too.",
};

void scope_derive(struct derivation *d)
{
  struct reg_scope *scope = &d->reg->scope;
  const struct model *model = d->model;
  scope->not_modelled = not_modelled;
  scope->not_modelled_count = sizeof not_modelled / sizeof *not_modelled;
  uint64_t *closed = arena_new_array(&d->scratch, bitset_words(model->entities.len) + 1, uint64_t);
  for (size_t i = 0; i < model->views.len; i++) {
    const struct sets *sets = &model->views.at[i].collapse;
    for (uint32_t k = 0; k < sets->count; k++) {
      struct numbers members = model_members(model, &d->scratch, &sets->at[k]);
      for (uint32_t m = 0; m < members.count; m++) bitset_add(closed, members.at[m]);
    }
  }
  for (uint32_t i = 0; i < model->entities.len; i++) {
    if (d->reg->things[i].is_silent) numbers_push(d->arena, &scope->silent, i);
    if (bitset_has(closed, i)) numbers_push(d->arena, &scope->collapsed, i);
  }
}

/* --- counts
 * --------------------------------------------------------------------------------------- */

static void count_controls(struct derivation *d, struct reg_summary *s)
{
  for (size_t i = 0; i < d->reg->controls.len; i++) {
    const struct reg_control *c = &d->reg->controls.at[i];
    if (c->is_planned) {
      s->planned++;
      continue;
    }
    s->controls++;
    s->with_evidence += c->evidence_count > 0;
    s->without_effect += !c->has_effect;
  }
}

/* Controlled scenarios to which a way leads if only evidence counts. */
static void count_on_evidence(struct derivation *d, struct reg_summary *s)
{
  for (size_t i = 0; i < d->model->assertions.len; i++) {
    const struct reg_assertion *a = &d->reg->assertions[i];
    if (a->status != ASSERTION_HOLDS || a->holds_on_evidence) continue;
    numbers_push(d->arena, &s->on_trust, (uint32_t)i);
    s->fails_on_evidence++;
  }
  for (uint32_t a = 0; a < d->answers->attackers.count; a++) {
    const struct closure *evidenced = answers_closure(d->answers, WORLD_EVIDENCED, a);
    for (uint32_t g = 0; g < d->goal_count; g++) {
      uint32_t number = d->scenario_of[(size_t)a * d->goal_count + g];
      if (number == NONE || d->reg->scenarios.at[number].status != SCENARIO_CONTROLLED) continue;
      bool opens = false;
      for (uint32_t i = 0; i < d->goals[g].fact_count; i++)
        opens |= closure_has(evidenced, d->goals[g].facts[i]);
      d->reg->scenarios.at[number].is_on_trust = opens;
      s->opens_on_evidence += opens;
    }
  }
}

static const char *plural(uint32_t count)
{
  return count == 1 ? "" : "s";
}

/* "3 more assertions fail"; "" of none. */
static const char *more(struct derivation *d, uint32_t count, const char *what, const char *does)
{
  if (!count) return "";
  return arena_format(&d->scratch, "%u more %s%s %s%s", count, what, plural(count), does,
                      count == 1 ? "s" : "");
}

static const char *controls_text(struct derivation *d, const struct reg_summary *s)
{
  if (!s->controls) return "No control is counted.";
  const char *fails = more(d, s->fails_on_evidence, "assertion", "fail");
  const char *opens = more(d, s->opens_on_evidence, "scenario", "open");
  const char *all = *fails || *opens ? "" : "nothing more falls";
  return arena_format(d->arena, "%u control%s counted, %u with evidence; on those alone %s%s%s%s.",
                      s->controls, plural(s->controls), s->with_evidence, fails,
                      *fails && *opens ? " and " : "", opens, all);
}

static bool is_open(const struct reg_threat *t)
{
  return t->status == THREAT_OPEN || t->status == THREAT_EXPIRED;
}

static void count_rows(struct derivation *d, struct reg_summary *s)
{
  struct reg *reg = d->reg;
  for (size_t i = 0; i < reg->threats.len; i++) {
    const struct reg_threat *t = &reg->threats.at[i];
    bool is_now = is_open(t) || t->status == THREAT_ACCEPTED;
    s->threats[t->status][is_now ? t->residual.level : t->inherent.level]++;
    reg->things[t->thing].open_threats += is_open(t);
  }
  for (size_t i = 0; i < reg->scenarios.len; i++) {
    const struct reg_scenario *x = &reg->scenarios.at[i];
    bool is_controlled = x->status == SCENARIO_CONTROLLED;
    s->scenarios[x->status][is_controlled ? x->inherent.level : x->residual.level]++;
  }
  for (size_t i = 0; i < d->model->assertions.len; i++) s->assertions[reg->assertions[i].status]++;
  for (size_t i = 0; i < d->model->acceptances.len; i++)
    s->acceptances[reg->acceptances[i].state]++;
  for (size_t i = 0; i < d->model->treatments.len; i++) s->treatments[reg->treatments[i].state]++;
  for (size_t i = 0; i < reg->lints.len; i++)
    s->accepted_lints += reg->lints.at[i].acceptance != NONE;
  s->lints = (uint32_t)reg->lints.len;
}

/* --- rankings: keys that sort ascending, ties in order
 * ---------------------------------------------- */

struct ranked {
  uint64_t key;
  uint32_t number;
};

static int compare_ranked(const void *left, const void *right)
{
  const struct ranked *a = left, *b = right;
  if (a->key != b->key) return a->key < b->key ? -1 : 1;
  return a->number < b->number ? -1 : a->number > b->number;
}

static uint32_t *ranking(struct arena *arena, struct ranked *ranked, size_t count)
{
  uint32_t *numbers = arena_new_array(arena, count + 1, uint32_t);
  if (count) qsort(ranked, count, sizeof *ranked, compare_ranked);
  for (size_t i = 0; i < count; i++) numbers[i] = ranked[i].number;
  return numbers;
}

/* The greater the residual risk the earlier, then the greater the inherent one. */
static uint64_t risk_key(const struct reg_risk *residual, const struct reg_risk *inherent)
{
  enum { MOST = 25 };
  return (uint64_t)(MOST - residual->score) << 8 | (uint64_t)(MOST - inherent->score);
}

static void rank(struct derivation *d)
{
  struct reg *reg = d->reg;
  size_t most = reg->threats.len > reg->scenarios.len ? reg->threats.len : reg->scenarios.len;
  struct ranked *ranked = arena_new_array(&d->scratch, most + 1, struct ranked);
  for (uint32_t i = 0; i < reg->scenarios.len; i++) {
    const struct reg_scenario *s = &reg->scenarios.at[i];
    uint32_t effort = s->residual.score ? s->residual.effort : s->inherent.effort;
    uint64_t key = risk_key(&s->residual, &s->inherent) << 1 | !s->is_aim;
    ranked[i] = (struct ranked){key << 32 | effort, i};
  }
  reg->ranking = ranking(d->arena, ranked, reg->scenarios.len);
  for (uint32_t i = 0; i < reg->threats.len; i++) {
    const struct reg_threat *t = &reg->threats.at[i];
    uint64_t order = is_open(t) ? 0 : (uint64_t)t->status;
    ranked[i] = (struct ranked){order << 32 | risk_key(&t->residual, &t->inherent), i};
  }
  reg->threat_ranking = ranking(d->arena, ranked, reg->threats.len);
  for (uint32_t i = 0; i < reg->scenarios.len; i++) reg->scenarios.at[reg->ranking[i]].rank = i + 1;
  for (uint32_t i = 0; i < reg->threats.len; i++)
    reg->threats.at[reg->threat_ranking[i]].rank = i + 1;
}

void summary_derive(struct derivation *d)
{
  struct reg_summary *s = &d->reg->summary;
  count_controls(d, s);
  count_on_evidence(d, s);
  count_rows(d, s);
  s->controls_text = controls_text(d, s);
  rank(d);
}
