/* What each attacker can reach. */
#include "write/reach.h"

#include "api/api.h"

struct ctm_reach {
  struct ctm_unit *unit;
  struct reach_report report;
};

ctm_status ctm_reach_ask(ctm_unit *self, const ctm_question *question, const ctm_reach **out)
{
  *out = NULL;
  struct asked asked;
  ctm_status status = question_resolve(self, question, &asked);
  if (status != CTM_OK) return status;
  uint32_t count;
  const struct asked_party *parties = question_parties(self, &asked, &count);
  struct reach_row *rows = arena_new_array(&self->unit.arena, count, struct reach_row);
  for (uint32_t i = 0; i < count; i++)
    rows[i] = (struct reach_row){parties[i].shown, parties[i].reach, parties[i].less};
  ctm_reach *reach = arena_new(&self->unit.arena, ctm_reach);
  reach->unit = self;
  reach->report = (struct reach_report){asked.answers,  asked.type, asked.supposed, asked.options,
                                        asked.breached, rows,       count};
  *out = reach;
  return CTM_OK;
}

size_t ctm_reach_states(const ctm_reach *reach, const ctm_state **out)
{
  struct arena *arena = &reach->unit->unit.arena;
  const struct ground *ground = reach->report.answers->ground;
  const struct model *model = ground->model;
  VEC_OF(ctm_state) states = {0};
  for (uint32_t r = 0; r < reach->report.row_count; r++) {
    const struct reach_row *row = &reach->report.rows[r];
    for (fact f = 0; f < ground->state_count; f++)
      if (reach_shows(row, f))
        vec_push(arena, &states,
                 (ctm_state){.attacker = model_entity(model, row->shown)->id.at,
                             .thing = model_entity(model, fact_entity(ground, f))->id.at,
                             .privilege = privilege_word(fact_privilege(ground, f)),
                             .effort = reach_effort(row->reach, f)});
  }
  *out = states.at;
  return states.len;
}

ctm_status ctm_reach_print(const ctm_reach *reach, ctm_format format, ctm_text **out)
{
  struct writer writer = {0};
  switch (format) {
  case CTM_TSV:
    reach_print_tsv(&reach->report, &writer);
    break;
  case CTM_JSON:
    reach_print_json(&reach->report, &writer);
    break;
  default:
    reach_print_text(&reach->report, &writer);
    break;
  }
  *out = text_made(&writer);
  return CTM_OK;
}
