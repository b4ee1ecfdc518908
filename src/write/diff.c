/* What the printers of a comparison share: its verdict, and short texts of its parts. */
#include "write/diff.h"

#include "write/proof.h"

enum { NAMES_MOST = 3 };

/* --- ways ----------------------------------------------------------------------------------------
 */

struct diff_ways diff_new_ways(const struct diff_report *report)
{
  const struct compared *c = report->compared;
  return (struct diff_ways){&c->new_ways, &c->newer, report->newer, true};
}

struct diff_ways diff_closed_ways(const struct diff_report *report)
{
  const struct compared *c = report->compared;
  return (struct diff_ways){&c->closed_ways, &c->older, report->older, false};
}

uint32_t diff_who(const struct diff_ways *ways, const struct way_change *way, uint32_t number)
{
  return ways->side->parties[way->parties.at[number]].shown;
}

enum risk_level diff_way_level(const struct diff_report *report, const struct diff_ways *ways,
                               const struct way_change *way)
{
  enum risk_level greatest = RISK_NONE;
  if (report->type != WORLD_RESIDUAL) return RISK_NONE;
  for (uint32_t i = 0; i < way->parties.count; i++) {
    enum risk_level level = register_pair_level(ways->reg, diff_who(ways, way, i), way->thing);
    if (level > greatest) greatest = level;
  }
  return greatest;
}

/* --- short texts
 * ---------------------------------------------------------------------------------- */

const char *diff_flow_text(struct arena *arena, const struct model *model, uint32_t flow)
{
  const struct entity *e = model_entity(model, flow);
  const char *text = "";
  if (e->protocol != NONE) {
    sym name = model->vocabulary.protocols.at[e->protocol].term.name;
    text = arena_format(arena, "over %s%s%s", unit_name(model->unit, name), e->port ? "/" : "",
                        e->port ? unit_name(model->unit, e->port) : "");
  }
  uint32_t count;
  const uint32_t *data = model_walk(model, PATHWORD_CARRIES, flow, &count);
  for (uint32_t i = 0; i < count; i++)
    text = arena_format(arena, "%s%s%s", text,
                        i       ? ", "
                        : *text ? " carries "
                                : "carries ",
                        model_entity(model, data[i])->id.at);
  return text;
}

const char *diff_crossing(struct arena *arena, const struct model *model,
                          const struct flow_change *change)
{
  if (change->crosses == NONE) return "";
  return arena_format(arena, "%s %s", change->is_out ? "out of" : "into",
                      model_entity(model, change->crosses)->id.at);
}

const char *diff_status(struct arena *arena, const struct snapshot_row *row)
{
  const char *status = strcmp(row->status, "in-place") == 0 ? "in place" : row->status;
  const char *level = row->level == RISK_NONE ? "" : risk_level_word(row->level);
  return arena_format(arena, "%s%s%s%s%s", status, *level ? ", " : "", level,
                      *row->detail ? ", " : "", row->detail);
}

static bool is_of_both(const struct pairs *pairs, const struct row_change *change)
{
  if (change->novelty == IS_GONE) return pairs->newer_of[change->older->a] != NONE;
  return pairs->older_of[change->newer->a] != NONE;
}

bool diff_is_implied(const struct diff_report *report, enum section section,
                     const struct row_change *change)
{
  if (section != SECTION_CONTROL && section != SECTION_WEAKNESS) return false;
  if (change->novelty == IS_CHANGED) return false;
  const struct snapshot_row *row = change->newer ? change->newer : change->older;
  return row->is_default && !is_of_both(report->compared->pairs, change);
}

int diff_rank(const struct diff_report *report, enum section section,
              const struct row_change *change)
{
  if (row_is_worse(section, change, report->fail_on)) return 0;
  if (change->newer && change->newer->is_against) return 1;
  return change->older && change->older->is_against ? 2 : 3;
}

static bool is_shown(const struct compared *c, const struct reg *reg, const struct breach *breach)
{
  if (breach->goal == NONE) return false;
  uint32_t thing = fact_entity(reg->ground, breach->goal);
  for (size_t i = 0; i < c->new_ways.len; i++) {
    const struct way_change *way = &c->new_ways.at[i];
    for (uint32_t k = 0; way->thing == thing && k < way->parties.count; k++)
      if (c->newer.parties[way->parties.at[k]].shown == breach->subject) return true;
  }
  return false;
}

const struct verdict *diff_verdict_of(const struct diff_report *report,
                                      const struct row_change *change)
{
  bool is_other_world = report->type != WORLD_RESIDUAL && report->type != WORLD_CARELESS;
  if (is_other_world || !row_is_worse(SECTION_ASSERTION, change, report->fail_on)) return NULL;
  const struct model *model = report->newer->model;
  for (uint32_t i = 0; i < model->assertions.len; i++) {
    const struct verdict *verdict = report->newer->assertions[i].verdict;
    if (!str_equal(model->assertions.at[i].id, change->newer->id)) continue;
    return is_shown(report->compared, report->newer, &verdict->breaches[0]) ? NULL : verdict;
  }
  return NULL;
}

void diff_count(const struct diff_report *report, enum section section,
                uint32_t counts[NOVELTY_COUNT])
{
  memset(counts, 0, NOVELTY_COUNT * sizeof *counts);
  for (size_t i = 0; i < report->rows->sections[section].len; i++) {
    const struct row_change *change = &report->rows->sections[section].at[i];
    if (!diff_is_implied(report, section, change)) counts[change->novelty]++;
  }
}

void diff_print_counts(struct writer *out, const uint32_t counts[NOVELTY_COUNT])
{
  const char *before = "";
  for (int i = 0; i < NOVELTY_COUNT; i++) {
    if (!counts[i]) continue;
    writer_format(out, "%s%u %s", before, counts[i], novelty_word((enum novelty)i));
    before = ", ";
  }
}

/* --- the verdict ---------------------------------------------------------------------------------
 */

bool diff_is_worse(const struct diff_report *report)
{
  for (int section = 0; section < SECTION_COUNT; section++)
    for (size_t i = 0; i < report->rows->sections[section].len; i++)
      if (row_is_worse((enum section)section, &report->rows->sections[section].at[i],
                       report->fail_on))
        return true;
  return false;
}

struct verdict_writer {
  const struct diff_report *report;
  const char *quote;
  struct writer *out;
  bool has_any;
};

static void begin_part(struct verdict_writer *v)
{
  if (v->has_any) writer_text(v->out, "; ");
  v->has_any = true;
}

static void say_ways(struct verdict_writer *v)
{
  uint32_t opened = ways_count(&v->report->compared->new_ways);
  uint32_t closed = ways_count(&v->report->compared->closed_ways);
  if (!opened && !closed) return;
  begin_part(v);
  if (opened)
    writer_format(v->out, "%u new way%s", opened, opened == 1 ? "" : "s");
  else
    writer_text(v->out, "no new way");
  if (closed) writer_format(v->out, ", %u closed", closed);
}

typedef bool row_test(const struct diff_report *report, enum section section,
                      const struct row_change *change);

static bool fails_now(const struct diff_report *report, enum section section,
                      const struct row_change *change)
{
  return change->novelty == IS_CHANGED && row_is_worse(section, change, report->fail_on);
}

static bool fails_newly(const struct diff_report *report, enum section section,
                        const struct row_change *change)
{
  return change->novelty == IS_NEW && row_is_worse(section, change, report->fail_on);
}

static bool is_mended(const struct diff_report *report, enum section section,
                      const struct row_change *change)
{
  (void)report, (void)section;
  return change->novelty == IS_CHANGED && change->older->is_against && !change->newer->is_against &&
         strcmp(change->newer->status, "holds") == 0;
}

static bool is_gone(const struct diff_report *report, enum section section,
                    const struct row_change *change)
{
  (void)report, (void)section;
  return change->novelty == IS_GONE;
}

/* "assertions a, b now fail": of more than three how many. */
static void say_rows(struct verdict_writer *v, enum section section, row_test *test,
                     const char *noun, const char *one, const char *many)
{
  uint32_t count = 0, said = 0;
  for (size_t i = 0; i < v->report->rows->sections[section].len; i++)
    count += test(v->report, section, &v->report->rows->sections[section].at[i]);
  if (!count) return;
  begin_part(v);
  if (count > NAMES_MOST) {
    writer_format(v->out, "%u %ss %s", count, noun, many);
    return;
  }
  writer_format(v->out, "%s%s", noun, count == 1 ? "" : "s");
  for (size_t i = 0; i < v->report->rows->sections[section].len; i++) {
    const struct row_change *change = &v->report->rows->sections[section].at[i];
    if (!test(v->report, section, change)) continue;
    const struct snapshot_row *row = change->newer ? change->newer : change->older;
    writer_format(v->out, "%s%s%.*s%s", said++ ? ", " : " ", v->quote, STR_ARGS(row->id), v->quote);
  }
  writer_format(v->out, " %s", count == 1 ? one : many);
}

static bool is_worse(const struct diff_report *report, enum section section,
                     const struct row_change *change)
{
  return row_is_worse(section, change, report->fail_on);
}

static void say_levels(struct verdict_writer *v)
{
  const char *level = risk_level_word(v->report->fail_on);
  const char *above = v->report->fail_on == RISK_CRITICAL ? "" : " or above";
  const char *is = arena_format(v->report->compared->arena, "is now %s%s", level, above);
  const char *are = arena_format(v->report->compared->arena, "are now %s%s", level, above);
  say_rows(v, SECTION_SCENARIO, is_worse, "risk", is, are);
  say_rows(v, SECTION_THREAT, is_worse, "threat", is, are);
}

/* Where nobody gets further or less far and nothing fails: how much changed at all. */
static void say_rest(struct verdict_writer *v)
{
  const struct compared *c = v->report->compared;
  uint32_t renamed = 0, others = (uint32_t)(c->flows.len + c->exposures.len + c->new_states.len +
                                            c->gone_states.len);
  for (size_t i = 0; i < c->things.len; i++) {
    renamed += c->things.at[i].is_renamed;
    others += c->things.at[i].novelty != IS_CHANGED || c->things.at[i].is_other_kind;
  }
  for (int s = 0; s < SECTION_COUNT; s++) others += (uint32_t)v->report->rows->sections[s].len;
  if (others)
    writer_text(v->out,
                "no way to anything of worth is new or closed, and nothing fails that held");
  else if (renamed)
    writer_format(v->out, "nothing but %u name%s changed", renamed, renamed == 1 ? "" : "s");
  else
    writer_text(v->out, "nothing changed");
}

void diff_verdict(const struct diff_report *report, const char *quote, struct writer *out)
{
  struct verdict_writer v = {report, quote, out, false};
  say_ways(&v);
  say_rows(&v, SECTION_ASSERTION, fails_now, "assertion", "now fails", "now fail");
  say_rows(&v, SECTION_ASSERTION, fails_newly, "new assertion", "fails", "fail");
  say_rows(&v, SECTION_ASSERTION, is_mended, "assertion", "now holds", "now hold");
  say_rows(&v, SECTION_ASSERTION, is_gone, "assertion", "is gone", "are gone");
  say_rows(&v, SECTION_ACCEPTANCE, is_worse, "acceptance", "does not stand", "do not stand");
  if (report->fail_on != RISK_NONE) say_levels(&v);
  if (!v.has_any) say_rest(&v);
}
