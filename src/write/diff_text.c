/* What changed, for a person in a terminal:
 *
 *     1 new way, assertion orders-sealed now fails
 *     world residual, as of 2026-11-25
 *
 *     New ways
 *       internet.eve -> orders: read, write; high risk, effort 3
 *            1  uses shop.front.web  …
 *         `password-login` on shop.front.web->shop.back.db alone closes it
 *
 *     Assertions: 1 changed
 *       ~ orders-sealed   holds -> fails   webshop.ctm:40
 *
 * `+` is new, `-` gone, `~` changed, `!` what a merge request should stop for. */
#include "base/utf8.h"
#include "write/diff.h"
#include "write/proof.h"
#include "write/reach.h"

enum {
  WAYS_MOST = 8,
  ROWS_MOST = 12,
  STATES_MOST = 8,
  LACKS_MOST = 4,
  PEOPLE_MOST = 4,
  WIDEST_ID = 56
};

static const char signs[NOVELTY_COUNT] = {[IS_NEW] = '+', [IS_GONE] = '-', [IS_CHANGED] = '~'};

struct diff_text {
  const struct diff_report *report;
  struct writer *out;
  struct arena scratch;
};

static struct str id_of(const struct model *model, uint32_t entity)
{
  return model_entity(model, entity)->id;
}

static void print_more(struct diff_text *d, size_t all, size_t shown)
{
  if (all > shown) writer_format(d->out, "    and %zu more; --format json has all\n", all - shown);
}

/* --- ways ----------------------------------------------------------------------------------------
 */

static void print_cut(struct diff_text *d, const struct cut *cut)
{
  const struct model *model = d->report->newer->model;
  if (cut->stuck_count) {
    writer_text(d->out, "      no control that may be added closes it; `ctm cut` shows why\n");
    return;
  }
  if (!cut->count) return;
  writer_text(d->out, "      ");
  for (uint32_t i = 0; i < cut->count; i++) {
    sym name = model->vocabulary.controls.at[cut->members[i].control].term.name;
    writer_format(d->out, "%s`%s` on %.*s%s",
                  i == 0                ? ""
                  : i + 1 == cut->count ? " and "
                                        : ", ",
                  unit_name(model->unit, name), STR_ARGS(id_of(model, cut->members[i].thing)),
                  cut->members[i].is_planned ? " (planned)" : "");
  }
  writer_text(d->out, cut->count == 1 ? " alone closes it\n" : " together close it\n");
}

static void print_people(struct diff_text *d, const struct diff_ways *ways,
                         const struct way_change *way)
{
  const struct model *model = ways->side->answers->model;
  uint32_t count = way->parties.count, shown = count > PEOPLE_MOST ? PEOPLE_MOST : count;
  for (uint32_t i = 0; i < shown; i++)
    writer_format(d->out, "%s%.*s", i ? ", " : "  ",
                  STR_ARGS(id_of(model, diff_who(ways, way, i))));
  if (count > shown) writer_format(d->out, " and %u more", count - shown);
}

/* "read, write; high risk, effort 3" */
static void print_gains(struct diff_text *d, const struct diff_ways *ways,
                        const struct way_change *way)
{
  const struct ground *ground = ways->side->answers->ground;
  for (uint32_t i = 0; i < way->facts.count; i++)
    writer_format(d->out, "%s%s", i ? ", " : "", gained_word(ground, way->facts.at[i]));
  enum risk_level level = diff_way_level(d->report, ways, way);
  if (level != RISK_NONE)
    writer_format(d->out, "; %s%s risk", ways->are_new ? "" : "was ", risk_level_word(level));
  const char *to = gained_word(ground, way->proof->goal);
  if (way->facts.count > 1)
    writer_format(d->out, "; the way to %s, effort %u", to, way->proof->effort);
  else
    writer_format(d->out, "%s effort %u", level == RISK_NONE ? ";" : ",", way->proof->effort);
  if (ways->are_new && way->turn != NONE && way->proof->count > 1)
    writer_format(d->out, "; new from step %u on", way->turn + 1);
}

static void print_way(struct diff_text *d, const struct diff_ways *ways, size_t number)
{
  const struct way_change *way = &ways->list->at[number];
  const struct ground *ground = ways->side->answers->ground;
  print_people(d, ways, way);
  writer_format(d->out, " -> %.*s: ", STR_ARGS(id_of(ground->model, way->thing)));
  print_gains(d, ways, way);
  writer_char(d->out, '\n');
  if (ways->are_new) {
    const struct compared_party *party = &ways->side->parties[way->parties.at[0]];
    proof_print(ground, &party->reach->world, way->proof, d->out);
    if (d->report->cuts[number]) print_cut(d, d->report->cuts[number]);
  } else if (way->turn != NONE) {
    uint32_t step = way->proof->steps[way->turn].step;
    writer_format(d->out, "      no longer: %s (%s)\n", step_gain(ground, &d->scratch, step),
                  step_rule(ground, step));
  } else {
    writer_text(d->out, "      the attacker is gone\n");
  }
}

static void print_ways(struct diff_text *d, struct diff_ways ways)
{
  size_t count = ways.list->len, most = ways.are_new ? WAYS_MOST : ROWS_MOST;
  if (!count) return;
  writer_format(d->out, "\n%s ways\n", ways.are_new ? "New" : "Closed");
  for (size_t i = 0; i < count && i < most; i++) {
    if (i && ways.are_new) writer_char(d->out, '\n');
    print_way(d, &ways, i);
  }
  print_more(d, count, count < most ? count : most);
}

/* Everything that somebody gets and did not get: by attacker, in one line. */
static void print_states(struct diff_text *d, const char *title, const state_changes *states,
                         const struct compared_side *side)
{
  const struct ground *ground = side->answers->ground;
  if (!states->len) return;
  writer_format(d->out, "\n%s: %zu\n", title, states->len);
  for (size_t i = 0; i < states->len;) {
    uint32_t party = states->at[i].party, shown = 0;
    writer_format(d->out, "  %.*s: ", STR_ARGS(id_of(ground->model, side->parties[party].shown)));
    size_t first = i;
    for (; i < states->len && states->at[i].party == party; i++)
      if (shown < STATES_MOST)
        writer_format(d->out, "%s%s", shown++ ? ", " : "",
                      fact_text(ground, &d->scratch, states->at[i].f));
    if (i - first > shown) writer_format(d->out, " and %zu more", i - first - shown);
    writer_char(d->out, '\n');
  }
}

/* --- tables
 * --------------------------------------------------------------------------------------- */

struct diff_line {
  char sign;
  const char *id, *what;
  const char *place; /* "webshop.ctm:12" or "" */
};

typedef VEC_OF(struct diff_line) line_list;

static void print_lines(struct diff_text *d, const line_list *lines)
{
  size_t width = 0, count = lines->len < ROWS_MOST ? lines->len : ROWS_MOST;
  for (size_t i = 0; i < count; i++) {
    size_t own = utf8_width(str_from(lines->at[i].id));
    if (own > width && own <= WIDEST_ID) width = own;
  }
  for (size_t i = 0; i < count; i++) {
    const struct diff_line *line = &lines->at[i];
    size_t own = utf8_width(str_from(line->id));
    writer_format(d->out, "  %c %s", line->sign, line->id);
    writer_repeat(d->out, ' ', (own < width ? width - own : 0) + 2);
    writer_format(d->out, "%s%s%s\n", line->what, *line->place ? "  " : "", line->place);
  }
  print_more(d, lines->len, count);
}

static const char *place_of(struct diff_text *d, const struct snapshot_row *row)
{
  return row->line ? arena_format(&d->scratch, "%s:%u", row->file, row->line) : "";
}

static struct diff_line line_of(struct diff_text *d, enum section section,
                                const struct row_change *change)
{
  const struct snapshot_row *row = change->newer ? change->newer : change->older;
  struct diff_line line = {.sign = signs[change->novelty], .place = ""};
  if (row_is_worse(section, change, d->report->fail_on)) line.sign = '!';
  line.id = arena_copy(&d->scratch, row->id.at, row->id.len);
  line.what = diff_status(&d->scratch, row);
  if (change->novelty == IS_GONE)
    line.what = arena_format(&d->scratch, "was %s", line.what);
  else
    line.place = place_of(d, row);
  if (change->novelty == IS_CHANGED)
    line.what =
        arena_format(&d->scratch, "%s -> %s", diff_status(&d->scratch, change->older), line.what);
  return line;
}

/* Things that lack a control which an assertion asks for. */
static void print_lacks(struct diff_text *d, const struct verdict *verdict)
{
  const struct model *model = d->report->newer->model;
  for (uint32_t i = 0; i < verdict->breach_count && i < LACKS_MOST; i++) {
    const struct breach *breach = &verdict->breaches[i];
    writer_format(d->out, "      %.*s lacks ", STR_ARGS(id_of(model, breach->subject)));
    for (uint32_t k = 0; k < breach->missing.count; k++)
      writer_format(
          d->out, "%s%s", k ? ", " : "",
          unit_name(model->unit, model->vocabulary.controls.at[breach->missing.at[k]].term.name));
    writer_char(d->out, '\n');
  }
  if (verdict->breach_count > LACKS_MOST)
    writer_format(d->out, "      and %u more; `ctm check` has all\n",
                  verdict->breach_count - LACKS_MOST);
}

/* Why assertions fail now, where no new way shows it. */
static void print_reasons(struct diff_text *d)
{
  for (size_t i = 0; i < d->report->rows->sections[SECTION_ASSERTION].len; i++) {
    const struct row_change *change = &d->report->rows->sections[SECTION_ASSERTION].at[i];
    const struct verdict *verdict = diff_verdict_of(d->report, change);
    if (!verdict) continue;
    writer_format(d->out, "\n  %.*s fails:\n", STR_ARGS(change->newer->id));
    if (verdict->proof)
      proof_print(d->report->newer->ground, &verdict->breaches[0].reach->world, verdict->proof,
                  d->out);
    else
      print_lacks(d, verdict);
  }
}

static void print_section(struct diff_text *d, enum section section, const char *title)
{
  uint32_t counts[NOVELTY_COUNT];
  diff_count(d->report, section, counts);
  if (!(counts[IS_NEW] + counts[IS_GONE] + counts[IS_CHANGED])) return;
  writer_format(d->out, "\n%s: ", title);
  diff_print_counts(d->out, counts);
  writer_char(d->out, '\n');
  line_list lines = {0};
  for (int rank = 0; rank < DIFF_RANKS; rank++)
    for (size_t i = 0; i < d->report->rows->sections[section].len; i++) {
      const struct row_change *change = &d->report->rows->sections[section].at[i];
      if (diff_rank(d->report, section, change) != rank ||
          diff_is_implied(d->report, section, change))
        continue;
      vec_push(&d->scratch, &lines, line_of(d, section, change));
    }
  print_lines(d, &lines);
}

/* --- doors
 * ---------------------------------------------------------------------------------------- */

static const char *flow_what(struct diff_text *d, const struct flow_change *change)
{
  const struct compared *c = d->report->compared;
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  bool is_gone = change->novelty == IS_GONE;
  const char *text = is_gone ? diff_flow_text(&d->scratch, was, change->older)
                             : diff_flow_text(&d->scratch, is, change->newer);
  if (change->novelty == IS_CHANGED) {
    const char *before = diff_flow_text(&d->scratch, was, change->older);
    text = arena_format(&d->scratch, "%s -> %s", *before ? before : "nothing said",
                        *text ? text : "nothing said");
  }
  const char *crossing = diff_crossing(&d->scratch, is_gone ? was : is, change);
  return arena_format(&d->scratch, "%s%s%s", text, *text && *crossing ? ", " : "", crossing);
}

static struct diff_line line_of_exposure(struct diff_text *d, const struct exposure_change *change)
{
  bool is_gone = change->novelty == IS_GONE;
  const struct compared_side *side =
      is_gone ? &d->report->compared->older : &d->report->compared->newer;
  const struct model *model = side->answers->model;
  uint32_t first = side->parties[change->parties.at[0]].shown, others = change->parties.count - 1;
  const char *more = others ? arena_format(&d->scratch, " and %u more", others) : "";
  return (struct diff_line){
      .sign = signs[change->novelty],
      .id = id_of(model, change->thing).at,
      .what = arena_format(&d->scratch, "%s from outside %s, by %.*s%s",
                           is_gone ? "can no more be called" : "can be called",
                           id_of(model, change->boundary).at, STR_ARGS(id_of(model, first)), more),
      .place = ""};
}

static void print_doors(struct diff_text *d)
{
  const struct compared *c = d->report->compared;
  line_list lines = {0};
  for (size_t i = 0; i < c->flows.len; i++) {
    const struct flow_change *change = &c->flows.at[i];
    const struct compared_side *side = change->novelty == IS_GONE ? &c->older : &c->newer;
    uint32_t flow = change->novelty == IS_GONE ? change->older : change->newer;
    vec_push(&d->scratch, &lines,
             (struct diff_line){signs[change->novelty], id_of(side->answers->model, flow).at,
                                flow_what(d, change), ""});
  }
  if (lines.len) writer_text(d->out, "\nFlows\n");
  print_lines(d, &lines);
  lines.len = 0;
  for (size_t i = 0; i < c->exposures.len; i++)
    vec_push(&d->scratch, &lines, line_of_exposure(d, &c->exposures.at[i]));
  if (lines.len) writer_text(d->out, "\nWhat can be called across a boundary\n");
  print_lines(d, &lines);
}

static struct diff_line line_of_thing(struct diff_text *d, const struct thing_change *change)
{
  const struct compared *c = d->report->compared;
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  struct diff_line line = {.sign = signs[change->novelty], .what = "", .place = ""};
  line.id = change->newer != NONE ? id_of(is, change->newer).at : id_of(was, change->older).at;
  line.what = change->newer != NONE ? model_kind_word(is, change->newer)
                                    : model_kind_word(was, change->older);
  if (change->is_other_kind)
    line.what =
        arena_format(&d->scratch, "was %s, is %s", model_kind_word(was, change->older), line.what);
  if (change->is_renamed)
    line.what = arena_format(&d->scratch, "%s, was called %.*s", line.what,
                             STR_ARGS(id_of(was, change->older)));
  return line;
}

static void print_things(struct diff_text *d)
{
  const struct compared *c = d->report->compared;
  line_list lines = {0};
  for (size_t i = 0; i < c->things.len; i++)
    vec_push(&d->scratch, &lines, line_of_thing(d, &c->things.at[i]));
  if (lines.len) writer_text(d->out, "\nThings\n");
  print_lines(d, &lines);
}

void diff_print_text(const struct diff_report *report, struct writer *out)
{
  struct diff_text d = {.report = report, .out = out};
  const struct compared *c = report->compared;
  diff_verdict(report, "", out);
  writer_char(out, '\n');
  world_print(report->newer->unit, report->type, report->supposed, out);
  if (report->type != WORLD_RESIDUAL)
    writer_text(out, "risks, threats and acceptances below are those of the register: residual\n");
  print_section(&d, SECTION_ASSERTION, "Assertions");
  print_reasons(&d);
  print_ways(&d, diff_new_ways(report));
  print_ways(&d, diff_closed_ways(report));
  print_doors(&d);
  print_section(&d, SECTION_SCENARIO, "Risks");
  print_section(&d, SECTION_THREAT, "Threats");
  print_section(&d, SECTION_ACCEPTANCE, "Acceptances");
  print_section(&d, SECTION_CONTROL, "Controls");
  print_section(&d, SECTION_WEAKNESS, "Weaknesses");
  print_things(&d);
  print_states(&d, "New states", &c->new_states, &c->newer);
  print_states(&d, "Lost states", &c->gone_states, &c->older);
  arena_free(&d.scratch);
}
