/* Chokes for programs: JSON and TSV. */
#include "write/choke.h"

#include "write/cut.h"
#include "write/proof.h"
#include "write/reach.h"

static const char *id_of(const struct choke_report *report, uint32_t entity)
{
  return model_entity(report->answers->model, entity)->id.at;
}

static void put_scenarios(struct json *json, const struct numbers *scenarios)
{
  json_key(json, "scenarios");
  json_array(json);
  for (uint32_t i = 0; i < scenarios->count; i++) json_number(json, scenarios->at[i]);
  json_end(json);
}

static void put_facts(struct json *json, const struct choke_report *report,
                      const struct facts *facts)
{
  const struct ground *ground = report->answers->ground;
  json_key(json, "states");
  json_array(json);
  for (uint32_t i = 0; i < facts->count; i++) {
    json_object(json);
    json_key_text(json, "thing", id_of(report, fact_entity(ground, facts->at[i])));
    json_key_text(json, "gained", gained_word(ground, facts->at[i]));
    json_end(json);
  }
  json_end(json);
}

static void put_all_scenarios(struct json *json, const struct choke_report *report)
{
  static const char *const words[HARM_COUNT] = {"confidentiality", "integrity", "availability"};
  const struct choke *choke = report->choke;
  json_key(json, "scenarios");
  json_array(json);
  for (size_t i = 0; i < choke->scenarios.len; i++) {
    const struct choke_scenario *s = &choke->scenarios.at[i];
    json_object(json);
    json_key_text(json, "attacker", id_of(report, report->shown.at[s->party]));
    json_key_text(json, "thing", id_of(report, s->thing));
    json_key_text(json, "harm", words[s->harm]);
    json_end(json);
  }
  json_end(json);
}

static void put_controls(struct json *json, const struct choke_report *report)
{
  const struct choke *choke = report->choke;
  const struct model *model = report->answers->model;
  json_key(json, "controls");
  json_array(json);
  for (size_t i = 0; i < choke->controls.len; i++) {
    const struct choke_control *row = &choke->controls.at[i];
    json_object(json);
    json_key(json, "options");
    json_array(json);
    for (uint32_t k = 0; k < row->option_count; k++) {
      json_object(json);
      json_key_text(json, "control", control_word(model, row->options[k].control));
      json_key_text(json, "thing", id_of(report, row->options[k].thing));
      json_key_bool(json, "planned", row->options[k].is_planned);
      json_end(json);
    }
    json_end(json);
    json_key_number(json, "options_left_out", row->more_options);
    put_scenarios(json, &row->scenarios);
    json_end(json);
  }
  json_end(json);
}

static void put_weaknesses(struct json *json, const struct choke_report *report)
{
  const struct choke *choke = report->choke;
  const struct ground *ground = report->answers->ground;
  json_key(json, "weaknesses");
  json_array(json);
  for (size_t i = 0; i < choke->weaknesses.len; i++) {
    const struct choke_weakness *row = &choke->weaknesses.at[i];
    json_object(json);
    json_key_text(json, "weakness", gained_word(ground, row->weakness));
    json_key_text(json, "thing", id_of(report, fact_entity(ground, row->weakness)));
    json_key_bool(json, "slip", row->is_slip);
    put_scenarios(json, &row->scenarios);
    json_end(json);
  }
  json_end(json);
}

static void put_states(struct json *json, const struct choke_report *report)
{
  const struct choke *choke = report->choke;
  json_key(json, "chokes");
  json_array(json);
  for (size_t i = 0; i < choke->states.len; i++) {
    json_object(json);
    put_facts(json, report, &choke->states.at[i].facts);
    put_scenarios(json, &choke->states.at[i].scenarios);
    json_end(json);
  }
  json_end(json);
}

static void put_boundaries(struct json *json, const struct choke_report *report)
{
  const struct choke *choke = report->choke;
  json_key(json, "boundaries");
  json_array(json);
  for (size_t i = 0; i < choke->boundaries.len; i++) {
    const struct choke_boundary *row = &choke->boundaries.at[i];
    json_object(json);
    json_key(json, "boundaries");
    json_array(json);
    for (uint32_t k = 0; k < row->boundaries.count; k++)
      json_text(json, id_of(report, row->boundaries.at[k]));
    json_end(json);
    put_scenarios(json, &row->scenarios);
    json_end(json);
  }
  json_end(json);
}

static void put_closer(struct json *json, const struct choke_report *report,
                       const struct choke_thing *row)
{
  if (row->control == NONE) {
    json_null(json);
    return;
  }
  json_object(json);
  json_key_text(json, "control", control_word(report->answers->model, row->control));
  json_key_text(json, "thing", id_of(report, row->at));
  json_key_number(json, "closing", row->closing);
  json_end(json);
}

static void put_things(struct json *json, const struct choke_report *report)
{
  const struct choke *choke = report->choke;
  json_key(json, "things");
  json_array(json);
  for (size_t i = 0; i < choke->things.len; i++) {
    const struct choke_thing *row = &choke->things.at[i];
    json_object(json);
    json_key_text(json, "thing", id_of(report, row->thing));
    put_scenarios(json, &row->scenarios);
    put_facts(json, report, &row->states);
    json_key_number(json, "passing", row->passing);
    json_key(json, "closed_by");
    put_closer(json, report, row);
    json_end(json);
  }
  json_end(json);
}

/* How many rows of each table are not here. */
static void put_more(struct json *json, const struct choke *choke)
{
  json_key(json, "left_out");
  json_object(json);
  json_key_number(json, "controls", choke->more_controls);
  json_key_number(json, "weaknesses", choke->more_weaknesses);
  json_key_number(json, "chokes", choke->more_states);
  json_key_number(json, "boundaries", choke->more_boundaries);
  json_key_number(json, "things", choke->more_things);
  json_end(json);
}

void choke_print_json(const struct choke_report *report, struct writer *out)
{
  struct json json = json_to(out);
  world_json(&json, "ctm-choke", report->answers->unit, report->type, report->supposed);
  json_key(&json, "attackers");
  json_array(&json);
  for (uint32_t i = 0; i < report->shown.count; i++)
    json_text(&json, id_of(report, report->shown.at[i]));
  json_end(&json);
  put_all_scenarios(&json, report);
  put_controls(&json, report);
  put_weaknesses(&json, report);
  put_states(&json, report);
  put_boundaries(&json, report);
  put_things(&json, report);
  put_more(&json, report->choke);
  json_end(&json);
}

void choke_print_tsv(const struct choke_report *report, struct writer *out)
{
  struct arena scratch = {0};
  const struct choke *choke = report->choke;
  struct str *lines = arena_new_array(&scratch, choke->tallies.len, struct str);
  for (size_t i = 0; i < choke->tallies.len; i++) {
    const struct choke_tally *tally = &choke->tallies.at[i];
    lines[i] = str_from(
        arena_format(&scratch, "%s\t%s\t%u", id_of(report, report->shown.at[tally->party]),
                     fact_text(report->answers->ground, &scratch, tally->state), tally->scenarios));
  }
  print_sorted(lines, choke->tallies.len, out);
  arena_free(&scratch);
}
