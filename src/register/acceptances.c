/* Acceptances: who said that a risk may stay, until when and why. One marks what it names and takes
 * nothing away. Where there is nothing to accept it is dead; behind its last day it is expired;
 * with `by` it stands only if nobody else can do it, with `up-to` only while the residual risk is
 * no greater. */
#include "diagnose/lints.h"
#include "register/derive.h"

enum { ENDS_SOON = 30 }; /* days */

struct accepting {
  struct derivation *d;
  const struct acceptance *said;
  struct reg_acceptance *row;
  uint32_t number;
  const struct map *doers; /* (rule, thing) of threats that are not listed -> who can do them */
};

/* Somebody who is not in `by`; NONE if it is for all or names all. */
static uint32_t somebody_else(const struct acceptance *said, const uint32_t *who, uint32_t count)
{
  for (uint32_t i = 0; said->by.count && i < count; i++) {
    bool is_named = false;
    for (uint32_t k = 0; k < said->by.count; k++) is_named |= said->by.at[k] == who[i];
    if (!is_named) return who[i];
  }
  return NONE;
}

/* Where it stands by the calendar, once there is something to accept. */
static enum acceptance_state state_today(struct accepting *a)
{
  struct day today = a->d->unit->day;
  if (day_compare(a->said->until, today) < 0) return ACCEPTANCE_EXPIRED;
  if (a->said->since.year && day_compare(a->said->since, today) > 0) return ACCEPTANCE_PENDING;
  return ACCEPTANCE_IN_FORCE;
}

static void settle(struct accepting *a, enum acceptance_state state, const char *note)
{
  a->row->state = state;
  a->row->note = note;
}

static void settle_dead(struct accepting *a, const char *note)
{
  settle(a, ACCEPTANCE_DEAD, note);
}

/* What there is to accept: by whom, and with which risk. */
static void weigh(struct accepting *a, const uint32_t *who, uint32_t count,
                  const struct reg_risk *risk)
{
  struct derivation *d = a->d;
  uint32_t other = somebody_else(a->said, who, count);
  settle(a, state_today(a), NULL);
  if (a->row->state != ACCEPTANCE_IN_FORCE) return;
  if (other != NONE) {
    settle(a, ACCEPTANCE_PARTIAL,
           arena_format(d->arena, "%s can do it, too, and is not named behind `by`",
                        model_entity(d->model, other)->id.at));
  } else if (risk && a->said->up_to && (int)risk->level > (int)a->said->up_to) {
    settle(a, ACCEPTANCE_EXCEEDED,
           arena_format(d->arena, "the residual risk is %s, accepted up to %s: %s",
                        risk_level_word(risk->level), worth_word((enum worth)a->said->up_to),
                        risk->reason));
  }
}

/* --- what it names -------------------------------------------------------------------------------
 */

static uint32_t first_doer(struct derivation *d, uint32_t step)
{
  for (uint32_t i = 0; i < d->answers->attackers.count; i++)
    if (step_is_taken(answers_reach(d->answers, WORLD_RESIDUAL, i), step))
      return d->answers->attackers.at[i];
  return NONE;
}

/* Of all accepted threats that are not listed: who can do them all the same. One pass over the
 * steps for however many there are. */
static void find_doers(struct derivation *d, struct map *doers)
{
  struct map asked;
  uint32_t count = (uint32_t)d->model->acceptances.len;
  map_init(&asked, &d->scratch, count);
  map_init(doers, &d->scratch, count);
  for (uint32_t i = 0; i < count; i++) {
    const struct acceptance *said = &d->model->acceptances.at[i];
    if (said->form == ACCEPT_RULE &&
        map_get(&d->reg->threat_at, said->rule, said->thing) == MAP_NONE)
      map_add(&asked, said->rule, said->thing, i);
  }
  const struct ground *g = d->ground;
  for (uint32_t step = 0; asked.count && step < g->step_count; step++) {
    uint32_t rule = ground_rule(g, step), thing = g->subject[step];
    if (map_get(&asked, rule, thing) == MAP_NONE) continue;
    if (map_get(doers, rule, thing) != MAP_NONE) continue;
    uint32_t doer = first_doer(d, step);
    if (doer != NONE) map_add(doers, rule, thing, doer);
  }
}

/* Of a threat that is not listed: nobody can do it, or it leads to nothing of worth. */
static const char *why_unlisted(struct accepting *a)
{
  uint32_t doer = map_get(a->doers, a->said->rule, a->said->thing);
  if (doer == MAP_NONE) return "nobody can do that there, with controls or without";
  a->row->is_worthless = true;
  return arena_format(a->d->arena, "%s can do it, but nothing of worth depends on it",
                      model_entity(a->d->model, doer)->id.at);
}

static void accept_threat(struct accepting *a)
{
  struct derivation *d = a->d;
  uint32_t number = map_get(&d->reg->threat_at, a->said->rule, a->said->thing);
  a->row->threat = number;
  if (number == MAP_NONE) {
    const char *why = why_unlisted(a);
    settle(a, a->row->is_worthless ? state_today(a) : ACCEPTANCE_DEAD, why);
    return;
  }
  struct reg_threat *t = &d->reg->threats.at[number];
  if (t->status == THREAT_MITIGATED || t->status == THREAT_LATENT) {
    if (t->acceptance == NONE) t->acceptance = a->number;
    settle_dead(a, t->status == THREAT_MITIGATED ? "the controls in place stop it"
                                                 : "its weakness is there, but nobody gets there");
    return;
  }
  weigh(a, t->attackers.at, t->attackers.count, &t->residual);
  bool is_in_force = a->row->state == ACCEPTANCE_IN_FORCE;
  if (t->status != THREAT_ACCEPTED) t->acceptance = a->number;
  if (is_in_force)
    t->status = THREAT_ACCEPTED;
  else if (a->row->state == ACCEPTANCE_EXPIRED && t->status == THREAT_OPEN)
    t->status = THREAT_EXPIRED;
}

static const struct reg_risk *greatest_risk(struct derivation *d, const struct verdict *verdict)
{
  const struct reg_risk *greatest = NULL;
  struct map asked;
  map_init(&asked, &d->scratch, verdict->breach_count);
  for (uint32_t i = 0; i < verdict->breach_count; i++)
    map_add(&asked, verdict->breaches[i].subject, verdict->breaches[i].target, i);
  for (size_t i = 0; i < d->reg->scenarios.len; i++) {
    const struct reg_scenario *s = &d->reg->scenarios.at[i];
    if (map_get(&asked, s->attacker, s->thing) == MAP_NONE) continue;
    if (!greatest || s->residual.score > greatest->score) greatest = &s->residual;
  }
  return greatest;
}

static void accept_assertion(struct accepting *a)
{
  struct derivation *d = a->d;
  struct reg_assertion *row = &d->reg->assertions[a->said->assertion];
  a->row->assertion = a->said->assertion;
  if (row->verdict->holds) {
    settle_dead(a, "the assertion holds");
    return;
  }
  uint32_t count = row->verdict->breach_count;
  uint32_t *who = arena_new_array(&d->scratch, count, uint32_t);
  for (uint32_t i = 0; i < count; i++) who[i] = row->verdict->breaches[i].subject;
  weigh(a, who, count, a->said->up_to ? greatest_risk(d, row->verdict) : NULL);
  if (row->status != ASSERTION_ACCEPTED) row->acceptance = a->number;
  if (a->row->state == ACCEPTANCE_IN_FORCE)
    row->status = ASSERTION_ACCEPTED;
  else if (a->row->state == ACCEPTANCE_EXPIRED && row->status == ASSERTION_FAILS)
    row->status = ASSERTION_EXPIRED;
}

static void mark_scenario(struct accepting *a, struct reg_scenario *s)
{
  struct derivation *d = a->d;
  if (s->status == SCENARIO_CONTROLLED) {
    if (s->acceptance == NONE) s->acceptance = a->number;
    return;
  }
  if (s->status != SCENARIO_ACCEPTED) s->acceptance = a->number;
  if (a->row->state == ACCEPTANCE_EXPIRED && s->status == SCENARIO_OPEN)
    s->status = SCENARIO_EXPIRED;
  if (a->row->state != ACCEPTANCE_IN_FORCE) return;
  s->status = SCENARIO_ACCEPTED;
  s->approval = arena_format(
      d->arena, "by %.*s%s until %s (stated in the model, not verified)", STR_ARGS(a->said->owner),
      a->said->since.year
          ? arena_format(&d->scratch, " since %s", day_text(&d->scratch, a->said->since))
          : "",
      day_text(&d->scratch, a->said->until));
}

/* All harms of the two; the greatest residual risk decides for `up-to`. */
static void accept_scenarios(struct accepting *a)
{
  struct reg *reg = a->d->reg;
  const struct reg_risk *greatest = NULL;
  for (uint32_t i = 0; i < reg->scenarios.len; i++) {
    const struct reg_scenario *s = &reg->scenarios.at[i];
    if (s->attacker != a->said->attacker || s->thing != a->said->thing) continue;
    numbers_push(a->d->arena, &a->row->scenarios, i);
    if (s->residual.score && (!greatest || s->residual.score > greatest->score))
      greatest = &s->residual;
  }
  if (!a->row->scenarios.count)
    settle_dead(a, "no way leads from the one to the other");
  else if (!greatest)
    settle_dead(a, "the controls in place leave no way");
  else
    weigh(a, NULL, 0, greatest);
  for (uint32_t i = 0; i < a->row->scenarios.count; i++)
    mark_scenario(a, &reg->scenarios.at[a->row->scenarios.at[i]]);
}

/* A key that lies nowhere and data that lies nowhere is one thing to whoever accepts it. */
static enum code accepted_as(enum code lint)
{
  return lint == CODE_L0003 ? CODE_L0002 : lint;
}

static void accept_lint(struct accepting *a)
{
  struct reg *reg = a->d->reg;
  enum acceptance_state today = state_today(a);
  for (size_t i = 0; i < reg->lints.len; i++) {
    struct reg_lint *lint = &reg->lints.at[i];
    if (accepted_as(lint->code) != accepted_as(a->said->lint)) continue;
    if (lint->thing != a->said->thing) continue;
    if (lint->thing == NONE && !str_equal(lint->about, a->said->about)) continue;
    a->row->lints++;
    if (today == ACCEPTANCE_IN_FORCE) lint->acceptance = a->number;
  }
  if (a->row->lints)
    settle(a, today, NULL);
  else
    settle_dead(a, "there is nothing of that kind to say about it");
}

/* --- rows ----------------------------------------------------------------------------------------
 */

static const char *claim_text(struct derivation *d, const struct acceptance *said)
{
  switch (said->form) {
  case ACCEPT_RULE:
    return arena_format(d->arena, "%s on %.*s",
                        unit_name(d->unit, d->model->vocabulary.rules.at[said->rule].term.name),
                        STR_ARGS(first_id(d, said->thing)));
  case ACCEPT_LINT:
    return arena_format(d->arena, "%s on %.*s", lint_name(said->lint),
                        STR_ARGS(said->thing == NONE ? said->about : first_id(d, said->thing)));
  case ACCEPT_SCENARIO:
    return arena_format(d->arena, "%.*s -> %.*s", STR_ARGS(first_id(d, said->attacker)),
                        STR_ARGS(first_id(d, said->thing)));
  case ACCEPT_ASSERTION:
    break;
  }
  return arena_format(d->arena, "%.*s", STR_ARGS(d->model->assertions.at[said->assertion].id));
}

static void accept(struct accepting *a, struct map *names)
{
  struct derivation *d = a->d;
  struct str id = claim_row_id(d, names, claim_text(d, a->said));
  a->row->row = row_make(d, id, id, a->said->span);
  a->row->acceptance = a->number;
  a->row->threat = a->row->assertion = NONE;
  a->row->days_left = day_number(a->said->until) - day_number(d->unit->day);
  switch (a->said->form) {
  case ACCEPT_RULE:
    accept_threat(a);
    break;
  case ACCEPT_ASSERTION:
    accept_assertion(a);
    break;
  case ACCEPT_SCENARIO:
    accept_scenarios(a);
    break;
  case ACCEPT_LINT:
    accept_lint(a);
    break;
  }
  a->row->is_ending = a->row->state == ACCEPTANCE_IN_FORCE && a->row->days_left <= ENDS_SOON;
  if (a->row->is_ending && !a->row->note)
    a->row->note = a->row->days_left == 0 ? "ends today"
                   : a->row->days_left == 1
                       ? "ends tomorrow"
                       : arena_format(d->arena, "ends in %ld days", a->row->days_left);
}

/* How the risk of each scenario is treated, once its acceptances are known. */
static void decide_treatments(struct derivation *d)
{
  for (size_t i = 0; i < d->reg->scenarios.len; i++) {
    struct reg_scenario *s = &d->reg->scenarios.at[i];
    bool is_planned = s->has_target && (s->target.score < s->residual.score ||
                                        s->target.effort > s->residual.effort);
    for (uint32_t k = 0; k < s->threats.count; k++)
      is_planned |= d->reg->threats.at[s->threats.at[k]].treatments.count > 0;
    s->treatment = s->status == SCENARIO_ACCEPTED     ? TREATMENT_RETAIN
                   : s->status == SCENARIO_CONTROLLED ? TREATMENT_MODIFY
                   : is_planned                       ? TREATMENT_MODIFY
                                                      : TREATMENT_UNDECIDED;
  }
}

void acceptances_derive(struct derivation *d)
{
  uint32_t count = (uint32_t)d->model->acceptances.len;
  struct map names, doers;
  map_init(&names, &d->scratch, count);
  find_doers(d, &doers);
  d->reg->acceptances = arena_new_array(d->arena, count, struct reg_acceptance);
  for (uint32_t i = 0; i < count; i++) {
    struct accepting a = {.d = d,
                          .said = &d->model->acceptances.at[i],
                          .row = &d->reg->acceptances[i],
                          .number = i,
                          .doers = &doers};
    accept(&a, &names);
  }
  decide_treatments(d);
}
