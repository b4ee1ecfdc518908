/* An easy way of each who is asked about. */
#include "api/api.h"
#include "write/paths.h"
#include "write/proof.h"

struct ctm_ways {
  struct ctm_unit *unit;
  struct paths_report report;
};

/* --- the ways --------------------------------------------------------------------------------- */

static struct paths_row way_of(struct ctm_unit *self, const struct answers *answers,
                               const struct asked_party *party, const struct facts *goals)
{
  struct paths_row row = {.shown = party->shown, .reach = party->reach};
  fact best = NONE;
  for (uint32_t i = 0; i < goals->count; i++) {
    fact f = goals->at[i];
    if (!reach_has(party->reach, f) || (party->less && reach_has(party->less, f))) continue;
    if (best == NONE || reach_effort(party->reach, f) < reach_effort(party->reach, best)) best = f;
  }
  if (best == NONE) return row;
  struct proof *proof = proof_make(&self->unit.arena, party->reach, best);
  answers_blame(answers, proof);
  row.proof = proof;
  return row;
}

ctm_status ctm_way_ask(ctm_unit *self, const ctm_question *question, const ctm_ways **out)
{
  *out = NULL;
  struct asked asked;
  struct facts goals = {0};
  ctm_status status = question_resolve(self, question, &asked);
  if (status != CTM_OK) return status;
  if (!question->to) return unit_fail(self, CTM_USAGE, "a way where?");
  status = question_goals(self, asked.answers, question->to, &goals);
  if (status != CTM_OK) return status;
  uint32_t count;
  const struct asked_party *parties = question_parties(self, &asked, &count);
  struct paths_row *rows = arena_new_array(&self->unit.arena, count, struct paths_row);
  for (uint32_t i = 0; i < count; i++) rows[i] = way_of(self, asked.answers, &parties[i], &goals);
  ctm_ways *ways = arena_new(&self->unit.arena, ctm_ways);
  const char *target = arena_copy(&self->unit.arena, question->to, strlen(question->to));
  ways->unit = self;
  ways->report =
      (struct paths_report){asked.answers, asked.type, asked.supposed, target, rows, count};
  *out = ways;
  return CTM_OK;
}

size_t ctm_ways_list(const ctm_ways *ways, const ctm_way **out)
{
  const struct ground *ground = ways->report.answers->ground;
  uint32_t count = ways->report.row_count;
  ctm_way *list = arena_new_array(&ways->unit->unit.arena, count, ctm_way);
  for (uint32_t i = 0; i < count; i++) {
    const struct paths_row *row = &ways->report.rows[i];
    list[i] = (ctm_way){
        .attacker = model_entity(ground->model, row->shown)->id.at, .thing = "", .privilege = ""};
    if (!row->proof) continue;
    list[i].is_there = true;
    list[i].thing = model_entity(ground->model, fact_entity(ground, row->proof->goal))->id.at;
    list[i].privilege = privilege_word(fact_privilege(ground, row->proof->goal));
    list[i].effort = row->proof->effort;
    list[i].crossed = row->proof->crossed;
    list[i].step_count = row->proof->count;
  }
  *out = list;
  return count;
}

size_t ctm_ways_steps(const ctm_ways *ways, size_t way, const ctm_step **out)
{
  const struct ground *ground = ways->report.answers->ground;
  const struct proof *proof = way < ways->report.row_count ? ways->report.rows[way].proof : NULL;
  *out = NULL;
  if (!proof) return 0;
  ctm_step *list = arena_new_array(&ways->unit->unit.arena, proof->count, ctm_step);
  for (uint32_t i = 0; i < proof->count; i++) {
    const struct proof_step *step = &proof->steps[i];
    fact f = ground->conclusion[step->step];
    uint32_t line;
    const char *file = step_file(ground, step->step, &line);
    list[i] = (ctm_step){.thing = model_entity(ground->model, fact_entity(ground, f))->id.at,
                         .gained = gained_word(ground, f),
                         .rule = step_rule(ground, step->step),
                         .file = file,
                         .line = line,
                         .effort = step->effort};
    if (step->crosses != NONE) list[i].crosses = model_entity(ground->model, step->crosses)->id.at;
  }
  *out = list;
  return proof->count;
}

ctm_status ctm_ways_print(const ctm_ways *ways, ctm_format format, ctm_text **out)
{
  *out = NULL;
  if (format == CTM_TSV) return unit_fail(ways->unit, CTM_USAGE, "ways have no TSV");
  struct writer writer = {0};
  if (format == CTM_JSON)
    paths_print_json(&ways->report, &writer);
  else
    paths_print_text(&ways->report, &writer);
  *out = text_made(&writer);
  return CTM_OK;
}
