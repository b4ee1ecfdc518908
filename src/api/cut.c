/* The smallest cut between those who are asked about and something. */
#include "write/cut.h"

#include "api/api.h"
#include "write/proof.h"

struct ctm_cut {
  struct ctm_unit *unit;
  struct cut_report report;
};

/* Where controls do not count, adding one changes nothing. */
static ctm_status check_world(struct ctm_unit *self, const struct asked *asked)
{
  if (asked->type == WORLD_INHERENT)
    return unit_fail(self, CTM_USAGE,
                     "in the world inherent no control counts, so none would cut anybody off");
  if (asked->type == WORLD_EVIDENCED)
    return unit_fail(self, CTM_USAGE,
                     "in the world evidenced only what has been shown counts, and what is to be "
                     "added has not; ask in residual or planned");
  return CTM_OK;
}

static ctm_status find(struct ctm_unit *self, const struct asked *asked, const struct facts *goals,
                       struct ctm_cut *cut)
{
  struct arena *arena = &self->unit.arena;
  uint32_t count;
  const struct asked_party *parties = question_parties(self, asked, &count);
  struct cut_goal *list = arena_new_array(arena, count, struct cut_goal);
  uint32_t *shown = arena_new_array(arena, count, uint32_t);
  for (uint32_t i = 0; i < count; i++) {
    struct facts own = question_goals_of(self, &parties[i], goals);
    list[i] = (struct cut_goal){parties[i].reach->world, own.at, own.count, UINT32_MAX};
    shown[i] = parties[i].shown;
  }
  struct cut_question question = {.answers = asked->answers,
                                  .model = self->model,
                                  .changes = &asked->changes,
                                  .goals = list,
                                  .goal_count = count,
                                  .despite = asked->despite,
                                  .with_others = true,
                                  .work = LIMIT_CUT_WORK};
  cut->report.cut = cut_find(&self->unit, &question);
  cut->report.shown = (struct numbers){shown, count};
  if (cut->report.cut->status != CUT_BROKEN) return CTM_OK;
  return unit_fail(self, CTM_BROKEN,
                   "the cut that was found does not hold: this is a bug of ctm's");
}

ctm_status ctm_cut_ask(ctm_unit *self, const ctm_question *question, const ctm_cut **out)
{
  *out = NULL;
  struct asked asked;
  struct facts goals = {0};
  ctm_status status = question_resolve(self, question, &asked);
  if (status == CTM_OK) status = check_world(self, &asked);
  if (status != CTM_OK) return status;
  if (!question->to) return unit_fail(self, CTM_USAGE, "cut off from what?");
  status = question_goals(self, asked.answers, question->to, &goals);
  if (status != CTM_OK) return status;
  ctm_cut *cut = arena_new(&self->unit.arena, ctm_cut);
  cut->unit = self;
  cut->report.answers = asked.answers;
  cut->report.type = asked.type;
  cut->report.supposed = asked.supposed;
  cut->report.target = arena_copy(&self->unit.arena, question->to, strlen(question->to));
  status = find(self, &asked, &goals, cut);
  if (status == CTM_OK) *out = cut;
  return status;
}

ctm_cut_verdict ctm_cut_says(const ctm_cut *cut)
{
  static const ctm_cut_verdict verdicts[] = {[CUT_NEEDLESS] = CTM_CUT_NEEDLESS,
                                             [CUT_SMALLEST] = CTM_CUT_SMALLEST,
                                             [CUT_BOUNDED] = CTM_CUT_BOUNDED,
                                             [CUT_IMPOSSIBLE] = CTM_CUT_IMPOSSIBLE};
  return verdicts[cut->report.cut->status];
}

size_t ctm_cut_lower(const ctm_cut *cut)
{
  return cut->report.cut->lower;
}

size_t ctm_cut_stuck(const ctm_cut *cut, const char *const **out)
{
  const struct cut *found = cut->report.cut;
  const char **list = arena_new_array(&cut->unit->unit.arena, found->stuck_count, const char *);
  for (uint32_t i = 0; i < found->stuck_count; i++)
    list[i] =
        model_entity(cut->report.answers->model, cut->report.shown.at[found->stuck[i].goal])->id.at;
  *out = list;
  return found->stuck_count;
}

size_t ctm_cut_controls(const ctm_cut *cut, const ctm_cut_control **out)
{
  const struct cut *found = cut->report.cut;
  const struct model *model = cut->report.answers->model;
  ctm_cut_control *list = arena_new_array(&cut->unit->unit.arena, found->count, ctm_cut_control);
  for (uint32_t i = 0; i < found->count; i++)
    list[i] = (ctm_cut_control){control_word(model, found->members[i].control),
                                model_entity(model, found->members[i].thing)->id.at,
                                found->members[i].is_planned};
  *out = list;
  return found->count;
}

ctm_status ctm_cut_print(const ctm_cut *cut, ctm_format format, ctm_text **out)
{
  struct writer writer = {0};
  switch (format) {
  case CTM_TSV:
    cut_print_tsv(&cut->report, &writer);
    break;
  case CTM_JSON:
    cut_print_json(&cut->report, &writer);
    break;
  default:
    cut_print_text(&cut->report, &writer);
    break;
  }
  *out = text_made(&writer);
  return CTM_OK;
}
