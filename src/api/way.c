/* The ways of each who is asked about. */
#include "api/api.h"
#include "write/paths.h"
#include "write/proof.h"
#include "write/remedy.h"

struct ctm_ways {
  struct ctm_unit *unit;
  struct paths_report report;
};

_Static_assert((int)LIMIT_WAYS == (int)CTM_WAYS_MOST, "what the API says is the limit");

/* --- the ways --------------------------------------------------------------------------------- */

static struct paths_row row_of(struct ctm_unit *self, const struct answers *answers,
                               const struct asked_party *party, const struct facts *goals,
                               const struct paths_report *report)
{
  struct facts own = question_goals_of(self, party, goals);
  struct ways_question question = {.answers = answers,
                                   .reach = party->reach,
                                   .goals = own.at,
                                   .goal_count = own.count,
                                   .most = report->most,
                                   .is_least = report->is_exact,
                                   .work = LIMIT_WAY_WORK,
                                   .least_work = LIMIT_LEAST_WORK};
  return (struct paths_row){party->shown, party->reach->world, ways_find(&self->unit, &question)};
}

static ctm_status find(struct ctm_unit *self, const struct asked *asked, const struct facts *goals,
                       struct ctm_ways *ways)
{
  uint32_t count;
  const struct asked_party *parties = question_parties(self, asked, &count);
  struct paths_row *rows = arena_new_array(&self->unit.arena, count, struct paths_row);
  for (uint32_t i = 0; i < count; i++) {
    rows[i] = row_of(self, asked->answers, &parties[i], goals, &ways->report);
    if (rows[i].ways->is_broken)
      return unit_fail(self, CTM_BROKEN,
                       "a way that was found cannot be taken: this is a bug of ctm's");
  }
  ways->report.rows = rows;
  ways->report.row_count = count;
  return CTM_OK;
}

ctm_status ctm_way_ask(ctm_unit *self, const ctm_question *question, const ctm_ways **out)
{
  *out = NULL;
  struct asked asked;
  struct facts goals = {0};
  if (question->ways > LIMIT_WAYS)
    return unit_fail(self, CTM_USAGE, "%u ways are too many to be read; at most %d", question->ways,
                     LIMIT_WAYS);
  ctm_status status = question_resolve(self, question, &asked);
  if (status != CTM_OK) return status;
  if (!question->to) return unit_fail(self, CTM_USAGE, "a way where?");
  status = question_goals(self, asked.answers, question->to, &goals);
  if (status != CTM_OK) return status;
  ctm_ways *ways = arena_new(&self->unit.arena, ctm_ways);
  ways->unit = self;
  ways->report = (struct paths_report){
      .answers = asked.answers,
      .type = asked.type,
      .supposed = asked.supposed,
      .target = arena_copy(&self->unit.arena, question->to, strlen(question->to)),
      .most = question->ways ? question->ways : 1,
      .is_exact = question->exact};
  status = find(self, &asked, &goals, ways);
  if (status == CTM_OK) *out = ways;
  return status;
}

/* --- as a list -------------------------------------------------------------------------------- */

static ctm_way way_of(const struct ground *ground, const struct paths_row *row, uint32_t number)
{
  ctm_way way = {.attacker = model_entity(ground->model, row->shown)->id.at,
                 .number = number + 1,
                 .thing = "",
                 .privilege = ""};
  if (number >= row->ways->count) return way;
  const struct way *found = &row->ways->ways[number];
  way.is_there = true;
  way.thing = model_entity(ground->model, fact_entity(ground, found->proof->goal))->id.at;
  way.privilege = privilege_word(fact_privilege(ground, found->proof->goal));
  way.effort = found->proof->effort;
  way.least = row->ways->lower;
  way.is_least = row->ways->is_least && way.effort == way.least;
  way.fresh = found->fresh;
  way.crossed = found->proof->crossed;
  way.step_count = found->proof->count;
  return way;
}

/* How many entries a person has: one without a way. */
static uint32_t entries_of(const struct paths_row *row)
{
  return row->ways->count ? row->ways->count : 1;
}

size_t ctm_ways_list(const ctm_ways *ways, const ctm_way **out)
{
  const struct paths_report *report = &ways->report;
  size_t count = 0, at = 0;
  for (uint32_t i = 0; i < report->row_count; i++) count += entries_of(&report->rows[i]);
  ctm_way *list = arena_new_array(&ways->unit->unit.arena, count, ctm_way);
  for (uint32_t i = 0; i < report->row_count; i++)
    for (uint32_t k = 0; k < entries_of(&report->rows[i]); k++)
      list[at++] = way_of(report->answers->ground, &report->rows[i], k);
  *out = list;
  return count;
}

/* The person of an entry of the list, and its number among theirs; NULL behind the last. */
static const struct paths_row *row_at(const ctm_ways *ways, size_t entry, uint32_t *number)
{
  for (uint32_t i = 0; i < ways->report.row_count; i++) {
    const struct paths_row *row = &ways->report.rows[i];
    *number = (uint32_t)entry;
    if (entry < entries_of(row)) return row;
    entry -= entries_of(row);
  }
  return NULL;
}

ctm_ways_rest ctm_ways_other(const ctm_ways *ways, size_t way)
{
  static const ctm_ways_rest rests[] = {
      [WAYS_ALL] = CTM_WAYS_ALL, [WAYS_MORE] = CTM_WAYS_MORE, [WAYS_UNKNOWN] = CTM_WAYS_UNKNOWN};
  uint32_t number;
  const struct paths_row *row = row_at(ways, way, &number);
  return row ? rests[row->ways->rest] : CTM_WAYS_UNKNOWN;
}

const ctm_step *unit_steps(struct ctm_unit *self, const struct ground *ground,
                           const struct world *world, const struct proof *proof)
{
  struct arena *arena = &self->unit.arena;
  ctm_step *list = arena_new_array(arena, proof->count, ctm_step);
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
                         .effort = step->effort,
                         .stopped_by = step_remedy_text(ground, arena, world, step->step)};
    if (step->crosses != NONE) list[i].crosses = model_entity(ground->model, step->crosses)->id.at;
  }
  return list;
}

size_t ctm_ways_steps(const ctm_ways *ways, size_t way, const ctm_step **out)
{
  const struct ground *ground = ways->report.answers->ground;
  uint32_t number;
  const struct paths_row *row = row_at(ways, way, &number);
  *out = NULL;
  if (!row || !row->ways->count) return 0;
  const struct proof *proof = row->ways->ways[number].proof;
  *out = unit_steps(ways->unit, ground, &row->world, proof);
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
