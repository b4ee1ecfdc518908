/* The analysis that all outputs share, and what it says of the model's promises. */
#include "write/check.h"

#include "api/api.h"
#include "write/proof.h"
#include "write/sarif.h"

struct ctm_check {
  struct ctm_unit *unit;
  ctm_fail_on fail_on;
};

ctm_status unit_judge(struct ctm_unit *self)
{
  ctm_status status = unit_is_ready(self);
  if (status != CTM_OK || self->reg) return status;
  self->answers = answer_all(&self->unit, self->model, NULL);
  if (!self->answers) return CTM_ERRORS;
  self->reg = register_derive(&self->unit, self->answers);
  return CTM_OK;
}

/* Counter-examples are made first, so that no number of lints crowds them out, and stand last. */
static void move_to_end(struct unit *unit, size_t first, size_t count)
{
  size_t rest = unit->messages.len - first - count;
  struct message **moved = arena_new_array(&unit->arena, count, struct message *);
  struct message **at = unit->messages.at + first;
  memcpy(moved, at, count * sizeof *moved);
  memmove(at, at + count, rest * sizeof *at);
  memcpy(at + rest, moved, count * sizeof *moved);
}

/* The counter-examples from message number `first` on, in the order of the assertions. */
static void say_mends(struct ctm_unit *self, size_t first)
{
  struct unit *unit = &self->unit;
  for (uint32_t a = 0; a < self->model->assertions.len && first < unit->messages.len; a++) {
    struct message *message = unit->messages.at[first];
    if (!str_equal(str_from(message->tag), self->model->assertions.at[a].id)) continue;
    unit_mend(self, a, message);
    first++;
  }
}

ctm_status unit_check(struct ctm_unit *self)
{
  ctm_status status = unit_judge(self);
  if (status != CTM_OK || self->check) return status;
  struct unit *unit = &self->unit;
  size_t before = unit->messages.len;
  check_findings(unit, self->reg);
  size_t count = unit->messages.len - before;
  say_mends(self, before);
  register_findings(unit, self->reg);
  if (count) move_to_end(unit, before, count);
  unit->messages.len -= count;
  message_sort(unit);
  unit->messages.len += count;
  self->check = arena_new(&unit->arena, struct ctm_check);
  self->check->unit = self;
  return unit->errors ? CTM_ERRORS : CTM_OK;
}

enum risk_level level_of(ctm_fail_on fail_on)
{
  static const enum risk_level levels[] = {
      [CTM_FAIL_NEVER] = RISK_NONE,        [CTM_FAIL_LOW] = RISK_LOW,
      [CTM_FAIL_MEDIUM] = RISK_MEDIUM,     [CTM_FAIL_HIGH] = RISK_HIGH,
      [CTM_FAIL_CRITICAL] = RISK_CRITICAL, [CTM_FAIL_LINT] = RISK_NONE,
  };
  return levels[fail_on];
}

bool unit_has_findings(const struct ctm_unit *self, ctm_fail_on fail_on)
{
  if (self->unit.findings) return true;
  if (fail_on == CTM_FAIL_LINT) return self->unit.lints > 0;
  enum risk_level level = level_of(fail_on);
  return level != RISK_NONE && register_count_at_least(self->reg, level) > 0;
}

ctm_status ctm_check_run(ctm_unit *self, ctm_fail_on fail_on, const ctm_check **out)
{
  *out = NULL;
  ctm_status status = unit_check(self);
  if (status != CTM_OK) return status;
  self->check->fail_on = fail_on;
  *out = self->check;
  return unit_has_findings(self, fail_on) ? CTM_FINDINGS : CTM_OK;
}

size_t ctm_check_assertions(const ctm_check *check, const ctm_assertion **out)
{
  static const ctm_verdict verdicts[] = {
      [ASSERTION_HOLDS] = CTM_HOLDS,
      [ASSERTION_FAILS] = CTM_FAILS,
      [ASSERTION_ACCEPTED] = CTM_ACCEPTED,
      [ASSERTION_EXPIRED] = CTM_EXPIRED,
  };
  const struct reg *reg = check->unit->reg;
  size_t count = reg->model->assertions.len;
  ctm_assertion *list = arena_new_array(&check->unit->unit.arena, count, ctm_assertion);
  for (size_t i = 0; i < count; i++) {
    const struct assertion *a = &reg->model->assertions.at[i];
    const struct reg_assertion *row = &reg->assertions[i];
    const char *id = arena_copy(&check->unit->unit.arena, a->id.at, a->id.len);
    const char *title = arena_copy(&check->unit->unit.arena, a->title.at, a->title.len);
    list[i] = (ctm_assertion){.id = id,
                              .title = title,
                              .verdict = verdicts[row->status],
                              .file = row->row.file,
                              .line = row->row.line,
                              .is_empty = row->verdict->is_empty,
                              .holds_on_evidence = row->holds_on_evidence,
                              .holds_with_plans = row->holds_with_plans,
                              .breach_count = row->verdict->breach_count};
  }
  *out = list;
  return count;
}

/* The verdict of that number; NULL behind the last. */
static const struct verdict *verdict_at(const ctm_check *check, size_t assertion)
{
  const struct reg *reg = check->unit->reg;
  return assertion < reg->model->assertions.len ? reg->assertions[assertion].verdict : NULL;
}

static ctm_breach breach_of(struct ctm_unit *self, const struct breach *found)
{
  const struct reg *reg = self->reg;
  ctm_breach breach = {.subject = model_entity(reg->model, found->subject)->id.at};
  if (found->goal != NONE) {
    breach.target = model_entity(reg->model, found->target)->id.at;
    breach.gained = gained_word(reg->ground, found->goal);
    breach.effort = found->effort;
    return breach;
  }
  const char **missing = arena_new_array(&self->unit.arena, found->missing.count, const char *);
  for (uint32_t i = 0; i < found->missing.count; i++)
    missing[i] =
        unit_name(&self->unit, reg->model->vocabulary.controls.at[found->missing.at[i]].term.name);
  breach.missing = missing;
  breach.missing_count = found->missing.count;
  return breach;
}

size_t ctm_check_breaches(const ctm_check *check, size_t assertion, const ctm_breach **out)
{
  const struct verdict *verdict = verdict_at(check, assertion);
  *out = NULL;
  if (!verdict) return 0;
  ctm_breach *list = arena_new_array(&check->unit->unit.arena, verdict->breach_count, ctm_breach);
  for (uint32_t i = 0; i < verdict->breach_count; i++)
    list[i] = breach_of(check->unit, &verdict->breaches[i]);
  *out = list;
  return verdict->breach_count;
}

size_t ctm_check_steps(const ctm_check *check, size_t assertion, const ctm_step **out)
{
  const struct verdict *verdict = verdict_at(check, assertion);
  *out = NULL;
  if (!verdict || !verdict->proof) return 0;
  *out = unit_steps(check->unit, check->unit->reg->ground, &verdict->breaches[0].reach->world,
                    verdict->proof);
  return verdict->proof->count;
}

void ctm_check_trust(const ctm_check *check, ctm_trust *out)
{
  const struct reg_summary *s = &check->unit->reg->summary;
  *out = (ctm_trust){.controls = s->controls,
                     .with_evidence = s->with_evidence,
                     .idle = s->without_effect,
                     .planned = s->planned,
                     .assertions = s->fails_on_evidence,
                     .scenarios = s->opens_on_evidence};
}

size_t ctm_check_idle(const ctm_check *check, const ctm_placed_control **out)
{
  const struct reg *reg = check->unit->reg;
  struct arena *arena = &check->unit->unit.arena;
  VEC_OF(ctm_placed_control) list = {0};
  for (size_t i = 0; i < reg->controls.len; i++) {
    const struct reg_control *c = &reg->controls.at[i];
    if (c->is_planned || c->has_effect) continue;
    ctm_placed_control idle = {
        .control = unit_name(reg->unit, reg->model->vocabulary.controls.at[c->control].term.name),
        .thing = model_entity(reg->model, c->thing)->id.at,
        .file = c->file,
        .line = c->line};
    vec_push(arena, &list, idle);
  }
  *out = list.at;
  return list.len;
}

ctm_status ctm_check_print(const ctm_check *check, ctm_format format, ctm_text **out)
{
  struct check_report report = {.reg = check->unit->reg,
                                .fail_on = level_of(check->fail_on),
                                .is_lint_finding = check->fail_on == CTM_FAIL_LINT};
  struct writer writer = {0};
  switch (format) {
  case CTM_TSV:
    check_print_tsv(&report, &writer);
    break;
  case CTM_JSON:
    check_print_json(&report, &writer);
    break;
  case CTM_SARIF:
    write_sarif(check->unit->reg, &writer);
    break;
  default:
    check_print_text(&report, &writer);
    break;
  }
  *out = text_made(&writer);
  return CTM_OK;
}
