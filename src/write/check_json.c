/* Verdicts as JSON (check.h says how). */
#include "base/json.h"
#include "diagnose/print.h"
#include "write/check.h"
#include "write/proof.h"

enum { BREACHES_SHOWN = 1000 };

static void print_breach(struct json *json, const struct reg *reg, const struct breach *breach)
{
  const struct vocabulary *v = &reg->model->vocabulary;
  json_object(json);
  json_key_str(json, "subject", model_entity(reg->model, breach->subject)->id);
  if (breach->goal != NONE) {
    json_key_str(json, "target", model_entity(reg->model, breach->target)->id);
    json_key_text(json, "gained", fact_text(reg->ground, &reg->unit->arena, breach->goal));
    json_key_number(json, "effort", breach->effort);
  } else {
    json_key(json, "missing");
    json_array(json);
    for (uint32_t i = 0; i < breach->missing.count; i++)
      json_text(json, unit_name(reg->unit, v->controls.at[breach->missing.at[i]].term.name));
    json_end(json);
  }
  json_end(json);
}

static void print_breaches(struct json *json, const struct reg *reg, const struct verdict *verdict)
{
  if (!verdict->breach_count) return;
  uint32_t shown = verdict->breach_count;
  if (shown > BREACHES_SHOWN) shown = BREACHES_SHOWN;
  json_key(json, "breaches");
  json_array(json);
  for (uint32_t i = 0; i < shown; i++) print_breach(json, reg, &verdict->breaches[i]);
  json_end(json);
  json_key_number(json, "breaches_omitted", verdict->breach_count - shown);
}

static void print_assertion(struct json *json, const struct reg *reg, size_t number)
{
  const struct assertion *a = &reg->model->assertions.at[number];
  const struct reg_assertion *row = &reg->assertions[number];
  json_object(json);
  json_key_str(json, "id", a->id);
  if (a->title.len) json_key_str(json, "title", a->title);
  json_key_text(json, "verdict", assertion_status_word(row->status));
  json_key_bool(json, "is_empty", row->verdict->is_empty);
  json_key_bool(json, "holds_on_evidence", row->holds_on_evidence);
  json_key_bool(json, "holds_with_plans", row->holds_with_plans);
  json_key_text(json, "file", row->row.file);
  json_key_number(json, "line", row->row.line);
  print_breaches(json, reg, row->verdict);
  if (row->verdict->proof)
    proof_json(json, reg->ground, &row->verdict->breaches[0].reach->world, row->verdict->proof);
  json_end(json);
}

static void print_evidence(struct json *json, const struct reg *reg)
{
  const struct reg_summary *s = &reg->summary;
  json_key(json, "evidence");
  json_object(json);
  json_key_number(json, "controls", s->controls);
  json_key_number(json, "with_evidence", s->with_evidence);
  json_key_number(json, "without_effect", s->without_effect);
  json_key_number(json, "planned", s->planned);
  json_key(json, "assertions");
  json_array(json);
  for (uint32_t i = 0; i < s->on_trust.count; i++)
    json_str(json, reg->model->assertions.at[s->on_trust.at[i]].id);
  json_end(json);
  json_key_number(json, "scenarios", s->opens_on_evidence);
  json_end(json);
}

static void print_summary(struct json *json, const struct check_report *report)
{
  const struct reg *reg = report->reg;
  json_key(json, "summary");
  json_object(json);
  json_key(json, "acceptances");
  json_object(json);
  for (int state = 0; state < ACCEPTANCE_STATE_COUNT; state++)
    json_key_number(json, acceptance_state_word((enum acceptance_state)state),
                    reg->summary.acceptances[state]);
  json_end(json);
  json_key(json, "treatments");
  json_object(json);
  for (int state = 0; state < PLAN_STATE_COUNT; state++)
    json_key_number(json, plan_state_word((enum plan_state)state), reg->summary.treatments[state]);
  json_end(json);
  json_key_number(json, "lints", reg->unit->lints);
  if (report->fail_on != RISK_NONE)
    json_key_number(json, "threats_at_level", register_count_at_least(reg, report->fail_on));
  json_key_text(json, "controls", reg->summary.controls_text);
  print_evidence(json, reg);
  json_end(json);
}

void check_print_json(const struct check_report *report, struct writer *out)
{
  const struct reg *reg = report->reg;
  struct unit *unit = reg->unit;
  struct json json = json_to(out);
  answer_json(&json, "ctm-check");
  json_key_text(&json, "model", unit_name(unit, reg->model->name));
  json_key_text(&json, "as_of", day_text(&unit->arena, unit->day));
  message_list_json(unit, &json);
  json_key(&json, "assertions");
  json_array(&json);
  for (size_t i = 0; i < reg->model->assertions.len; i++) print_assertion(&json, reg, i);
  json_end(&json);
  print_summary(&json, report);
  json_end(&json);
}
