/* Where most ways of those who are asked about pass. */
#include "write/choke.h"

#include "api/api.h"
#include "write/cut.h"
#include "write/proof.h"

struct ctm_choke {
  struct ctm_unit *unit;
  struct choke_report report;
};

ctm_status ctm_choke_ask(ctm_unit *self, const ctm_question *question, const ctm_choke **out)
{
  *out = NULL;
  struct asked asked;
  ctm_status status = question_resolve(self, question, &asked);
  if (status != CTM_OK) return status;
  struct arena *arena = &self->unit.arena;
  uint32_t count;
  const struct asked_party *parties = question_parties(self, &asked, &count);
  struct choke_party *list = arena_new_array(arena, count, struct choke_party);
  uint32_t *shown = arena_new_array(arena, count, uint32_t);
  for (uint32_t i = 0; i < count; i++) {
    list[i] = (struct choke_party){parties[i].reach, parties[i].less};
    shown[i] = parties[i].shown;
  }
  const struct choke_question wanted = {asked.answers, list, count, asked.despite};
  ctm_choke *choke = arena_new(arena, ctm_choke);
  choke->unit = self;
  choke->report = (struct choke_report){.answers = asked.answers,
                                        .type = asked.type,
                                        .supposed = asked.supposed,
                                        .options = asked.options,
                                        .from = asked.from,
                                        .shown = {shown, count},
                                        .choke = choke_find(&self->unit, &wanted)};
  if (choke->report.choke->is_broken)
    return unit_fail(self, CTM_BROKEN,
                     "a control that was found does not close what it should: this is a bug of "
                     "ctm's");
  *out = choke;
  return CTM_OK;
}

static const char *id_of(const ctm_choke *choke, uint32_t entity)
{
  return model_entity(choke->report.answers->model, entity)->id.at;
}

static const size_t *sizes_of(const ctm_choke *choke, const struct numbers *numbers)
{
  size_t *sizes = arena_new_array(&choke->unit->unit.arena, numbers->count, size_t);
  for (uint32_t i = 0; i < numbers->count; i++) sizes[i] = numbers->at[i];
  return sizes;
}

size_t ctm_choke_scenarios(const ctm_choke *choke, const ctm_choke_scenario **out)
{
  const struct choke *found = choke->report.choke;
  size_t count = found->scenarios.len;
  ctm_choke_scenario *list = arena_new_array(&choke->unit->unit.arena, count, ctm_choke_scenario);
  for (size_t i = 0; i < count; i++) {
    const struct choke_scenario *s = &found->scenarios.at[i];
    list[i] = (ctm_choke_scenario){id_of(choke, choke->report.shown.at[s->party]),
                                   id_of(choke, s->thing), harm_word(s->harm)};
  }
  *out = list;
  return count;
}

size_t ctm_choke_points(const ctm_choke *choke, const ctm_choke_point **out)
{
  const struct choke *found = choke->report.choke;
  const struct ground *ground = choke->report.answers->ground;
  VEC_OF(ctm_choke_point) list = {0};
  for (size_t i = 0; i < found->states.len; i++) {
    const struct choke_state *row = &found->states.at[i];
    const size_t *scenarios = sizes_of(choke, &row->scenarios);
    for (uint32_t k = 0; k < row->facts.count; k++)
      vec_push(&choke->unit->unit.arena, &list,
               (ctm_choke_point){id_of(choke, fact_entity(ground, row->facts.at[k])),
                                 gained_word(ground, row->facts.at[k]), scenarios,
                                 row->scenarios.count});
  }
  *out = list.at;
  return list.len;
}

size_t ctm_choke_controls(const ctm_choke *choke, const ctm_choke_control **out)
{
  const struct choke *found = choke->report.choke;
  VEC_OF(ctm_choke_control) list = {0};
  for (size_t i = 0; i < found->controls.len; i++) {
    const struct choke_control *row = &found->controls.at[i];
    const size_t *scenarios = sizes_of(choke, &row->scenarios);
    for (uint32_t k = 0; k < row->option_count; k++)
      vec_push(
          &choke->unit->unit.arena, &list,
          (ctm_choke_control){control_word(choke->report.answers->model, row->options[k].control),
                              id_of(choke, row->options[k].thing), row->options[k].is_planned,
                              scenarios, row->scenarios.count});
  }
  *out = list.at;
  return list.len;
}

ctm_status ctm_choke_print(const ctm_choke *choke, ctm_format format, ctm_text **out)
{
  struct writer writer = {0};
  switch (format) {
  case CTM_TSV:
    choke_print_tsv(&choke->report, &writer);
    break;
  case CTM_JSON:
    choke_print_json(&choke->report, &writer);
    break;
  default:
    choke_print_text(&choke->report, &writer);
    break;
  }
  *out = text_made(&writer);
  return CTM_OK;
}
