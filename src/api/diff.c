/* Two units, one question: what is different. The names of the question are found once and put to
 * each model as it calls them. */
#include "write/diff.h"

#include "api/api.h"
#include "write/proof.h"

enum { CUTS_MOST = 12, RUNS_A_GOAL = 10 };

struct ctm_diff {
  struct ctm_unit *newer;
  struct diff_report report;
};

/* --- the question, in the words of each model ---------------------------------------------------
 */

enum side { OLDER, NEWER, SIDES };

struct asking {
  struct ctm_unit *unit[SIDES];
  const struct pairs *pairs;
  ctm_question question[SIDES];
  bool is_nobody[SIDES]; /* who is asked about is not there */
};

/* The thing in each model; false after unit_fail of the newer one. */
static bool find_both(struct asking *a, const char *name, uint32_t found[SIDES])
{
  struct str near;
  found[NEWER] = model_find_loosely(a->unit[NEWER]->model, str_from(name), &near);
  if (found[NEWER] != NONE) {
    found[OLDER] = a->pairs->older_of[found[NEWER]];
    return true;
  }
  found[OLDER] = model_find_loosely(a->unit[OLDER]->model, str_from(name), &near);
  if (found[OLDER] != NONE) {
    found[NEWER] = a->pairs->newer_of[found[OLDER]];
    return true;
  }
  return question_thing(a->unit[NEWER], a->unit[NEWER]->model, name) != NONE;
}

static const char *id_in(const struct asking *a, int side, uint32_t thing)
{
  return model_entity(a->unit[side]->model, thing)->id.at;
}

/* Who it is about; in a model that does not have them, nobody. */
static bool put_person(struct asking *a, const char *name, const char *from[SIDES])
{
  uint32_t found[SIDES];
  if (!name) return true;
  if (!find_both(a, name, found)) return false;
  for (int side = 0; side < SIDES; side++) {
    from[side] = found[side] == NONE ? NULL : id_in(a, side, found[side]);
    a->is_nobody[side] |= found[side] == NONE;
  }
  return true;
}

/* Whether the model has a word of that name; what neither has is put to both, who complain. */
static bool knows(const struct ctm_unit *self, enum term_type type, struct str name)
{
  sym found = symbols_find(&self->unit.symbols, name);
  return found && vocabulary_find(&self->model->vocabulary, type, found) != NONE;
}

struct put_list {
  const char **at;
  size_t count;
};

/* NAME@THING, `all` and people: what a model does not have is not supposed of it. */
static bool put_names(struct asking *a, const char *const *texts, size_t count, bool is_change,
                      enum term_type type, struct put_list put[SIDES])
{
  for (int side = 0; side < SIDES; side++)
    put[side] =
        (struct put_list){arena_new_array(&a->unit[NEWER]->unit.arena, count, const char *), 0};
  for (size_t i = 0; i < count; i++) {
    const char *at = is_change ? strchr(texts[i], '@') : NULL;
    const char *thing = at ? at + 1 : texts[i];
    struct str word = {texts[i], at ? (size_t)(at - texts[i]) : 0};
    bool is_word_known =
        !at || knows(a->unit[OLDER], type, word) || knows(a->unit[NEWER], type, word);
    bool is_all = strcmp(thing, "all") == 0 || (is_change && !at) || !*thing;
    uint32_t found[SIDES] = {NONE, NONE};
    if (is_word_known && !is_all && !find_both(a, thing, found)) return false;
    for (int side = 0; side < SIDES; side++) {
      const char *text = texts[i];
      if (is_word_known && !is_all) {
        if (found[side] == NONE) continue;
        text = arena_format(&a->unit[NEWER]->unit.arena, "%.*s%s%s", STR_ARGS(word), at ? "@" : "",
                            id_in(a, side, found[side]));
      }
      if (at && is_word_known && !knows(a->unit[side], type, word)) continue;
      put[side].at[put[side].count++] = text;
    }
  }
  return true;
}

static bool put_question(struct asking *a, const ctm_question *q)
{
  struct put_list with[SIDES], without[SIDES], has[SIDES], despite[SIDES];
  const char *from[SIDES] = {0}, *breached[SIDES] = {0};
  if (!put_names(a, q->with, q->with_count, true, TERM_CONTROL, with) ||
      !put_names(a, q->without, q->without_count, true, TERM_CONTROL, without) ||
      !put_names(a, q->has, q->has_count, true, TERM_WEAKNESS, has) ||
      !put_names(a, q->despite, q->despite_count, false, TERM_CONTROL, despite) ||
      !put_person(a, q->from, from) || !put_person(a, q->breached, breached))
    return false;
  for (int side = 0; side < SIDES; side++)
    a->question[side] = (ctm_question){.from = from[side],
                                       .world = q->world,
                                       .assume_plans = q->assume_plans,
                                       .breached = breached[side],
                                       .despite = despite[side].at,
                                       .despite_count = despite[side].count,
                                       .with = with[side].at,
                                       .with_count = with[side].count,
                                       .without = without[side].at,
                                       .without_count = without[side].count,
                                       .has = has[side].at,
                                       .has_count = has[side].count};
  return true;
}

/* --- each side -----------------------------------------------------------------------------------
 */

static ctm_status resolve(struct asking *a, int side, struct asked *asked,
                          struct compared_side *compared)
{
  struct ctm_unit *self = a->unit[side];
  ctm_status status = question_resolve(self, &a->question[side], asked);
  if (status != CTM_OK && side == OLDER)
    return unit_fail(a->unit[NEWER], status, "%s", ctm_unit_reason(self));
  if (status != CTM_OK) return status;
  uint32_t count = 0;
  const struct asked_party *parties =
      a->is_nobody[side] ? NULL : question_parties(self, asked, &count);
  struct compared_party *list = arena_new_array(&self->unit.arena, count, struct compared_party);
  for (uint32_t i = 0; i < count; i++)
    list[i] = (struct compared_party){parties[i].shown, parties[i].reach, parties[i].less};
  *compared = (struct compared_side){asked->answers, list, count};
  return CTM_OK;
}

/* The register of the model with what is supposed. */
static ctm_status judge(struct ctm_unit *self, const struct changes *changes,
                        const struct reg **reg)
{
  if (!changes->count) {
    ctm_status status = unit_judge(self);
    *reg = self->reg;
    return status;
  }
  struct answers *answers = answer_all(&self->unit, self->model, changes);
  if (!answers) return CTM_ERRORS;
  *reg = register_derive(&self->unit, answers);
  return CTM_OK;
}

/* --- what would close the new ways
 * ---------------------------------------------------------------- */

static const struct cut *find_cut(struct ctm_unit *self, const struct asked *asked,
                                  const struct compared_side *side, const struct way_change *way)
{
  uint32_t count = way->parties.count;
  if ((uint64_t)count * asked->answers->ground->step_count * RUNS_A_GOAL > LIMIT_HINT_WORK)
    return NULL;
  struct cut_goal *goals = arena_new_array(&self->unit.arena, count, struct cut_goal);
  for (uint32_t i = 0; i < count; i++)
    goals[i] = (struct cut_goal){side->parties[way->parties.at[i]].reach->world, way->facts.at,
                                 way->facts.count, UINT32_MAX};
  struct cut_question question = {.answers = asked->answers,
                                  .model = self->model,
                                  .changes = &asked->changes,
                                  .goals = goals,
                                  .goal_count = count,
                                  .despite = asked->despite,
                                  .work = LIMIT_HINT_WORK};
  return cut_find(&self->unit, &question);
}

/* Where controls count and may be added. */
static const struct cut *const *find_cuts(struct ctm_unit *self, const struct asked *asked,
                                          const struct compared *c)
{
  const struct cut **cuts =
      arena_new_array(&self->unit.arena, c->new_ways.len + 1, const struct cut *);
  if (asked->type == WORLD_INHERENT || asked->type == WORLD_EVIDENCED) return cuts;
  for (size_t i = 0; i < c->new_ways.len && i < CUTS_MOST; i++) {
    cuts[i] = find_cut(self, asked, &c->newer, &c->new_ways.at[i]);
    if (cuts[i] && cuts[i]->status == CUT_BROKEN) cuts[i] = NULL;
  }
  return cuts;
}

/* --- the answer
 * ----------------------------------------------------------------------------------- */

static ctm_status are_ready(struct ctm_unit *older, struct ctm_unit *newer)
{
  if (older == newer) return unit_fail(newer, CTM_USAGE, "one unit is no two models");
  ctm_status status = unit_is_ready(older);
  if (status != CTM_OK) return unit_fail(newer, status, "%s", ctm_unit_reason(older));
  return unit_is_ready(newer);
}

static struct pairs *pair_up(struct ctm_unit *older, struct ctm_unit *newer)
{
  struct arena *arena = &newer->unit.arena;
  struct roster a = roster_of(arena, older->model), b = roster_of(arena, newer->model);
  struct pairs *pairs = arena_new(arena, struct pairs);
  *pairs = pairs_find(arena, &a, &b);
  return pairs;
}

ctm_status ctm_diff_ask(ctm_unit *older, ctm_unit *newer, const ctm_question *question,
                        ctm_fail_on fail_on, const ctm_diff **out)
{
  *out = NULL;
  ctm_status status = are_ready(older, newer);
  if (status != CTM_OK) return status;
  struct arena *arena = &newer->unit.arena;
  struct asking asking = {.unit = {older, newer}, .pairs = pair_up(older, newer)};
  struct asked asked[SIDES];
  struct compared_side sides[SIDES];
  const struct reg *regs[SIDES];
  if (!put_question(&asking, question)) return CTM_USAGE;
  for (int side = 0; side < SIDES; side++) {
    status = resolve(&asking, side, &asked[side], &sides[side]);
    if (status != CTM_OK) return status;
    status = judge(asking.unit[side], &asked[side].changes, &regs[side]);
    if (status != CTM_OK) return status;
  }
  enum world_type type = asked[NEWER].type;
  ctm_diff *diff = arena_new(arena, ctm_diff);
  struct diff_report *report = &diff->report;
  diff->newer = newer;
  report->compared = compare_models(arena, asking.pairs, &sides[OLDER], &sides[NEWER]);
  report->rows = compare_rows(arena, asking.pairs, snapshot_of(arena, regs[OLDER], type),
                              snapshot_of(arena, regs[NEWER], type));
  report->older = regs[OLDER];
  report->newer = regs[NEWER];
  report->type = type;
  report->supposed = question_supposed(newer, question);
  report->fail_on = level_of(fail_on);
  report->cuts = find_cuts(newer, &asked[NEWER], report->compared);
  *out = diff;
  return diff_is_worse(report) ? CTM_FINDINGS : CTM_OK;
}

/* --- reading it
 * ----------------------------------------------------------------------------------- */

typedef VEC_OF(ctm_diff_way) way_list;
typedef VEC_OF(ctm_diff_state) state_list;
typedef VEC_OF(ctm_diff_row) row_list;

static void list_ways(struct arena *arena, const struct diff_ways *ways, way_list *list)
{
  const struct ground *ground = ways->side->answers->ground;
  for (size_t i = 0; i < ways->list->len; i++) {
    const struct way_change *way = &ways->list->at[i];
    for (uint32_t k = 0; k < way->parties.count; k++)
      vec_push(arena, list,
               (ctm_diff_way){ways->are_new,
                              model_entity(ground->model, diff_who(ways, way, k))->id.at,
                              model_entity(ground->model, way->thing)->id.at,
                              gained_word(ground, way->proof->goal), way->proof->effort});
  }
}

size_t ctm_diff_ways(const ctm_diff *diff, const ctm_diff_way **out)
{
  way_list list = {0};
  struct diff_ways opened = diff_new_ways(&diff->report), closed = diff_closed_ways(&diff->report);
  list_ways(&diff->newer->unit.arena, &opened, &list);
  list_ways(&diff->newer->unit.arena, &closed, &list);
  *out = list.at;
  return list.len;
}

static void list_states(struct arena *arena, const state_changes *states,
                        const struct compared_side *side, bool are_new, state_list *list)
{
  const struct ground *ground = side->answers->ground;
  for (size_t i = 0; i < states->len; i++) {
    fact f = states->at[i].f;
    const struct compared_party *party = &side->parties[states->at[i].party];
    ctm_state state = {.attacker = model_entity(ground->model, party->shown)->id.at,
                       .thing = model_entity(ground->model, fact_entity(ground, f))->id.at,
                       .privilege = privilege_word(fact_privilege(ground, f)),
                       .effort = reach_effort(party->reach, f)};
    vec_push(arena, list, (ctm_diff_state){are_new, state});
  }
}

size_t ctm_diff_states(const ctm_diff *diff, const ctm_diff_state **out)
{
  state_list list = {0};
  const struct compared *c = diff->report.compared;
  list_states(&diff->newer->unit.arena, &c->new_states, &c->newer, true, &list);
  list_states(&diff->newer->unit.arena, &c->gone_states, &c->older, false, &list);
  *out = list.at;
  return list.len;
}

size_t ctm_diff_rows(const ctm_diff *diff, const ctm_diff_row **out)
{
  row_list list = {0};
  struct arena *arena = &diff->newer->unit.arena;
  for (int section = 0; section < SECTION_COUNT; section++)
    for (size_t i = 0; i < diff->report.rows->sections[section].len; i++) {
      const struct row_change *change = &diff->report.rows->sections[section].at[i];
      const struct snapshot_row *row = change->newer ? change->newer : change->older;
      vec_push(arena, &list,
               (ctm_diff_row){
                   .section = section_word((enum section)section),
                   .id = arena_copy(arena, row->id.at, row->id.len),
                   .before = change->older ? change->older->status : NULL,
                   .after = change->newer ? change->newer->status : NULL,
                   .is_worse = row_is_worse((enum section)section, change, diff->report.fail_on)});
    }
  *out = list.at;
  return list.len;
}

ctm_status ctm_diff_print(const ctm_diff *diff, ctm_format format, ctm_text **out)
{
  *out = NULL;
  if (format == CTM_TSV) return unit_fail(diff->newer, CTM_USAGE, "a comparison has no TSV");
  struct writer writer = {0};
  if (format == CTM_JSON)
    diff_print_json(&diff->report, &writer);
  else if (format == CTM_MARKDOWN)
    diff_print_markdown(&diff->report, &writer);
  else
    diff_print_text(&diff->report, &writer);
  *out = text_made(&writer);
  return CTM_OK;
}
