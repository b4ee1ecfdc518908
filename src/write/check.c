/* Verdicts for a person: the counter-examples, and one line that sums up. */
#include "write/check.h"

#include "write/hint.h"
#include "write/proof.h"
#include "write/reach.h"

enum { THINGS_SHOWN = 10 };

/* --- counter-examples ------------------------------------------------------------------------- */

static bool is_failure(const struct reg_assertion *row)
{
  return row->status == ASSERTION_FAILS || row->status == ASSERTION_EXPIRED;
}

/* "supply.forge.git.write" behind `gains`, the thing behind the others. */
static const char *target_text(const struct reg *reg, const struct assertion *a,
                               const struct breach *breach)
{
  struct arena *arena = &reg->unit->arena;
  if (a->verb == VERB_GAINS) return fact_text(reg->ground, arena, breach->goal);
  return model_entity(reg->model, breach->target)->id.at;
}

/* How many others can do it (different people, or different things), and the first of them. */
static uint32_t others(const struct reg *reg, const struct verdict *verdict, bool is_target,
                       const struct breach **first)
{
  struct arena scratch = {0};
  uint64_t *seen = arena_new_array(&scratch, bitset_words(reg->model->entities.len), uint64_t);
  uint32_t count = 0;
  for (uint32_t i = 0; i < verdict->breach_count; i++) {
    const struct breach *breach = &verdict->breaches[i];
    uint32_t entity = is_target ? breach->target : breach->subject;
    bool is_other = i > 0 && !bitset_has(seen, entity);
    if (is_other && !count) *first = breach;
    count += is_other;
    bitset_add(seen, entity);
  }
  arena_free(&scratch);
  return count;
}

static bool is_careless(const struct entity *e)
{
  return e->root == ROOT_ACTOR && e->party.stance == STANCE_CARELESS;
}

const char *breach_command(const struct reg *reg, const struct assertion *a, const char *command,
                           uint32_t who, fact goal)
{
  struct writer out = {0};
  const struct entity *subject = model_entity(reg->model, who);
  hint_command(&out, reg->model, command);
  hint_option(&out, "from", subject->id.at);
  if (is_careless(subject)) hint_option(&out, "world", "careless");
  for (uint32_t i = 0; i < a->despite.count && !is_careless(subject); i++) {
    struct numbers people = model_members(reg->model, &reg->unit->arena, &a->despite.at[i]);
    for (uint32_t k = 0; k < people.count; k++)
      hint_option(&out, "despite", model_entity(reg->model, people.at[k])->id.at);
  }
  hint_option(&out, "to", fact_text(reg->ground, &reg->unit->arena, goal));
  const char *text = arena_copy(&reg->unit->arena, out.at, out.len);
  writer_free(&out);
  return text;
}

static const char *and_more(struct arena *arena, uint32_t count, const char *what)
{
  if (count == 1) return "";
  return arena_format(arena, " and %u %s%s", count - 1, what, count == 2 ? "" : "s");
}

static const char *way_command(const struct reg *reg, const struct assertion *a,
                               const struct breach *breach)
{
  return breach_command(reg, a, "paths", breach->subject, breach->goal);
}

static void say_others(struct unit *unit, const struct reg *reg, struct message *message,
                       const struct assertion *a, const struct verdict *verdict)
{
  struct arena *arena = &unit->arena;
  struct span nowhere = SPAN_NOWHERE;
  const struct breach *breach = NULL;
  uint32_t people = others(reg, verdict, false, &breach);
  if (people)
    message_note(unit, message, nowhere, "%.*s%s can do it, too: `%s`",
                 STR_ARGS(model_entity(reg->model, breach->subject)->id),
                 and_more(arena, people, "other"), way_command(reg, a, breach));
  uint32_t targets = others(reg, verdict, true, &breach);
  if (targets)
    message_note(unit, message, nowhere, "%.*s%s can be got at, too: `%s`",
                 STR_ARGS(model_entity(reg->model, breach->target)->id),
                 and_more(arena, targets, "more thing"), way_command(reg, a, breach));
}

static void say_never(struct unit *unit, const struct reg *reg, const struct assertion *a,
                      const struct verdict *verdict)
{
  const struct breach *breach = &verdict->breaches[0];
  const struct proof *proof = verdict->proof;
  struct message *message =
      message_add(unit, CODE_F0001, a->line, "%.*s %s %s (effort %u, crosses %u boundar%s)",
                  STR_ARGS(model_entity(reg->model, breach->subject)->id), verb_word(a->verb),
                  target_text(reg, a, breach), proof->effort, proof->crossed,
                  proof->crossed == 1 ? "y" : "ies");
  message->tag = arena_copy(&unit->arena, a->id.at, a->id.len);
  message->body = proof_lines(reg->ground, &unit->arena, proof);
  message->body_count = proof->slip_count + proof->count;
  say_others(unit, reg, message, a, verdict);
}

static const char *missing_line(const struct reg *reg, struct arena *arena,
                                const struct breach *breach)
{
  struct writer out = {0};
  const struct vocabulary *v = &reg->model->vocabulary;
  const struct entity *e = model_entity(reg->model, breach->subject);
  writer_format(&out, "       %.*s lacks ", STR_ARGS(e->id));
  for (uint32_t i = 0; i < breach->missing.count; i++)
    writer_format(&out, "%s%s", i ? ", " : "",
                  unit_name(reg->unit, v->controls.at[breach->missing.at[i]].term.name));
  writer_format(&out, "  %s:%u", unit_source(reg->unit, e->span.source)->name,
                unit_position(reg->unit, e->span).line);
  const char *line = arena_copy(arena, out.at, out.len);
  writer_free(&out);
  return line;
}

static void say_require(struct unit *unit, const struct reg *reg, const struct assertion *a,
                        const struct verdict *verdict)
{
  uint32_t count = verdict->breach_count;
  struct message *message =
      message_add(unit, CODE_F0001, a->line, "%u thing%s required control%s", count,
                  count == 1 ? " lacks a" : "s lack", count == 1 ? "" : "s");
  message->tag = arena_copy(&unit->arena, a->id.at, a->id.len);
  uint32_t shown = count > THINGS_SHOWN ? THINGS_SHOWN : count;
  const char **lines = arena_new_array(&unit->arena, shown + 1, const char *);
  for (uint32_t i = 0; i < shown; i++)
    lines[i] = missing_line(reg, &unit->arena, &verdict->breaches[i]);
  if (count > shown) lines[shown] = arena_format(&unit->arena, "       and %u more", count - shown);
  message->body = lines;
  message->body_count = shown + (count > shown);
}

void check_findings(struct unit *unit, const struct reg *reg)
{
  for (size_t i = 0; i < reg->model->assertions.len; i++) {
    const struct assertion *a = &reg->model->assertions.at[i];
    const struct verdict *verdict = reg->assertions[i].verdict;
    if (!is_failure(&reg->assertions[i])) continue;
    if (a->verb == VERB_REQUIRE)
      say_require(unit, reg, a, verdict);
    else
      say_never(unit, reg, a, verdict);
  }
}

/* --- one line --------------------------------------------------------------------------------- */

static void print_count(struct writer *out, uint32_t count, const char *one, const char *many)
{
  writer_format(out, "%u %s", count, count == 1 ? one : many);
}

static void print_assertions(const struct reg *reg, struct writer *out)
{
  static const struct {
    const char *one, *many;
  } words[ASSERTION_STATUS_COUNT] = {[ASSERTION_HOLDS] = {"holds", "hold"},
                                     [ASSERTION_FAILS] = {"fails", "fail"},
                                     [ASSERTION_ACCEPTED] = {"accepted", "accepted"},
                                     [ASSERTION_EXPIRED] = {"expired", "expired"}};
  print_count(out, (uint32_t)reg->model->assertions.len, "assertion", "assertions");
  const char *before = ": ";
  for (int status = 0; status < ASSERTION_STATUS_COUNT; status++) {
    uint32_t count = reg->summary.assertions[status];
    if (!count) continue;
    writer_text(out, before);
    print_count(out, count, words[status].one, words[status].many);
    before = ", ";
  }
}

static void print_acceptances(const struct reg *reg, struct writer *out)
{
  uint32_t all = (uint32_t)reg->model->acceptances.len;
  if (!all) return;
  writer_text(out, " · ");
  print_count(out, all, "acceptance", "acceptances");
  uint32_t in_force = reg->summary.acceptances[ACCEPTANCE_IN_FORCE];
  if (in_force == all) return;
  const char *before = ": ";
  for (int state = 0; state < ACCEPTANCE_STATE_COUNT; state++) {
    uint32_t count = reg->summary.acceptances[state];
    if (!count) continue;
    writer_format(out, "%s%u %s", before, count,
                  acceptance_state_word((enum acceptance_state)state));
    before = ", ";
  }
}

/* "2 treatments: 1 open, 1 overdue" */
static void print_treatments(const struct reg *reg, struct writer *out)
{
  uint32_t all = (uint32_t)reg->model->treatments.len;
  if (!all) return;
  writer_text(out, " · ");
  print_count(out, all, "treatment", "treatments");
  const char *before = ": ";
  for (int state = 0; state < PLAN_STATE_COUNT; state++) {
    uint32_t count = reg->summary.treatments[state];
    if (!count) continue;
    writer_format(out, "%s%u %s", before, count, plan_state_word((enum plan_state)state));
    before = ", ";
  }
}

/* Whoever promised it should hear of it. */
static void print_overdue(const struct reg *reg, struct writer *out)
{
  for (size_t i = 0; i < reg->model->treatments.len; i++) {
    const struct reg_treatment *row = &reg->treatments[i];
    const struct treatment *t = &reg->model->treatments.at[i];
    if (row->state != PLAN_OVERDUE) continue;
    writer_format(out, "  the treatment of %.*s was due on %s", STR_ARGS(row->row.id),
                  day_text(&reg->unit->arena, t->until));
    if (t->owner.len) writer_format(out, "; ask %.*s", STR_ARGS(t->owner));
    writer_char(out, '\n');
  }
}

/* The threats that --fail-on makes findings. */
static void print_threats(const struct check_report *report, struct writer *out)
{
  const struct reg *reg = report->reg;
  if (report->fail_on == RISK_NONE) return;
  uint32_t count = register_count_at_least(reg, report->fail_on), shown = 0;
  if (!count) return;
  writer_text(out, "  ");
  print_count(out, count, "open threat is ", "open threats are ");
  writer_format(out, "%s%s:\n", risk_level_word(report->fail_on),
                report->fail_on == RISK_CRITICAL ? "" : " or above");
  for (size_t i = 0; i < reg->threats.len && shown < THINGS_SHOWN; i++) {
    const struct reg_threat *threat = &reg->threats.at[reg->threat_ranking[i]];
    if (threat->status != THREAT_OPEN && threat->status != THREAT_EXPIRED) continue;
    if (threat->residual.level < report->fail_on) continue;
    writer_format(out, "    %-8s  %.*s\n", risk_level_word(threat->residual.level),
                  STR_ARGS(threat->row.id));
    shown++;
  }
  if (count > shown) writer_format(out, "    and %u more, all in register.xml\n", count - shown);
}

/* How much of it nobody has proved, and the assertions that stand on that. */
static void print_trust(const struct reg *reg, struct writer *out)
{
  const struct reg_summary *s = &reg->summary;
  if (!s->controls) return;
  writer_format(out, "  %s\n", s->controls_text);
  for (uint32_t i = 0; i < s->on_trust.count && i < THINGS_SHOWN; i++)
    writer_format(out, "%s%.*s", i ? ", " : "  On trust alone: ",
                  STR_ARGS(reg->model->assertions.at[s->on_trust.at[i]].id));
  if (s->on_trust.count > THINGS_SHOWN)
    writer_format(out, " and %u more", s->on_trust.count - THINGS_SHOWN);
  if (s->on_trust.count) writer_char(out, '\n');
}

/* What fails and may: who said so, until when, and why. */
static void print_accepted(const struct reg *reg, struct writer *out)
{
  for (size_t i = 0; i < reg->model->assertions.len; i++) {
    const struct reg_assertion *row = &reg->assertions[i];
    if (row->status != ASSERTION_ACCEPTED || row->acceptance == NONE) continue;
    const struct acceptance *said = &reg->model->acceptances.at[row->acceptance];
    writer_format(out, "  %.*s fails; accepted by %.*s until %s: %.*s\n",
                  STR_ARGS(reg->model->assertions.at[i].id), STR_ARGS(said->owner),
                  day_text(&reg->unit->arena, said->until), STR_ARGS(said->because));
  }
}

void check_print_text(const struct check_report *report, struct writer *out)
{
  const struct reg *reg = report->reg;
  writer_format(out, "%s: ", unit_name(reg->unit, reg->model->name));
  print_assertions(reg, out);
  print_acceptances(reg, out);
  print_treatments(reg, out);
  uint32_t lints = reg->unit->lints;
  if (lints) {
    writer_text(out, " · ");
    print_count(out, lints, "lint", "lints");
  }
  if (lints && report->is_lint_finding) writer_text(out, " (findings, as asked)");
  writer_format(out, " · as of %s\n", day_text(&reg->unit->arena, reg->unit->day));
  print_trust(reg, out);
  print_accepted(reg, out);
  print_overdue(reg, out);
  print_threats(report, out);
}

void check_print_tsv(const struct check_report *report, struct writer *out)
{
  const struct reg *reg = report->reg;
  struct arena scratch = {0};
  size_t count = reg->model->assertions.len;
  struct str *lines = arena_new_array(&scratch, count, struct str);
  for (size_t i = 0; i < count; i++) {
    struct str id = reg->model->assertions.at[i].id;
    const char *word = reg->assertions[i].verdict->holds ? "holds" : "fails";
    lines[i] = str_from(arena_format(&scratch, "%.*s\t%s", STR_ARGS(id), word));
  }
  print_sorted(lines, count, out);
  arena_free(&scratch);
}
