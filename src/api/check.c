/* The analysis that all outputs share, and what it says of the model's promises. */
#include "write/check.h"

#include "api/api.h"
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
    list[i] = (ctm_assertion){id, title, verdicts[row->status], row->row.file, row->row.line};
  }
  *out = list;
  return count;
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
