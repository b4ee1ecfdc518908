/* What changed, for a merge request: the verdict as a heading, a short table, the rest folded into
 * <details>, which GitHub and GitLab both keep. What comes from the model stands in code spans, so
 * that no id or word of it is taken for markup. */
#include "write/diff.h"
#include "write/proof.h"

enum { TABLE_MOST = 12, WAYS_MOST = 12, ROWS_MOST = 40 };

struct diff_markdown {
  const struct diff_report *report;
  struct writer *out;
  struct arena scratch;
  size_t rows; /* of the table, so far … */
  size_t left; /* … and those that were left out */
};

/* --- markup
 * --------------------------------------------------------------------------------------- */

/* The longest run of backticks: what quotes a text has to be longer. */
static size_t longest_run(const char *text)
{
  size_t longest = 0, run = 0;
  for (; *text; text++) {
    run = *text == '`' ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/* `text` as a code span; a bar would end the cell of a table even there. */
static const char *quote(struct diff_markdown *d, const char *text)
{
  struct writer span = {0};
  size_t ticks = longest_run(text) + 1;
  writer_repeat(&span, '`', ticks);
  if (ticks > 1) writer_char(&span, ' ');
  for (; *text; text++) {
    if (*text == '|') writer_char(&span, '\\');
    writer_char(&span, *text);
  }
  if (ticks > 1) writer_char(&span, ' ');
  writer_repeat(&span, '`', ticks);
  const char *kept = arena_copy(&d->scratch, span.at, span.len);
  writer_free(&span);
  return kept;
}

static const char *quote_id(struct diff_markdown *d, const struct model *model, uint32_t entity)
{
  return quote(d, model_entity(model, entity)->id.at);
}

static void print_fenced(struct diff_markdown *d, const char *text)
{
  size_t ticks = longest_run(text) < 3 ? 3 : longest_run(text) + 1;
  writer_repeat(d->out, '`', ticks);
  writer_format(d->out, "text\n%s", text);
  writer_repeat(d->out, '`', ticks);
  writer_text(d->out, "\n");
}

static void open_details(struct diff_markdown *d, const char *summary)
{
  writer_format(d->out, "\n<details><summary>%s</summary>\n\n", summary);
}

static void close_details(struct diff_markdown *d)
{
  writer_text(d->out, "\n</details>\n");
}

/* As diff_status, with what the model's author wrote as code. */
static const char *status_of(struct diff_markdown *d, const struct snapshot_row *row)
{
  struct snapshot_row plain = *row;
  plain.detail = "";
  const char *text = diff_status(&d->scratch, &plain);
  return *row->detail ? arena_format(&d->scratch, "%s, %s", text, quote(d, row->detail)) : text;
}

/* --- the table
 * ------------------------------------------------------------------------------------ */

static void add_row(struct diff_markdown *d, const char *what, const char *before,
                    const char *after)
{
  if (d->rows == TABLE_MOST) {
    d->left++;
    return;
  }
  if (!d->rows++) writer_text(d->out, "\n| | before | now |\n| --- | --- | --- |\n");
  writer_format(d->out, "| %s | %s | %s |\n", what, before, after);
}

static const char *people_text(struct diff_markdown *d, const struct diff_ways *ways,
                               const struct way_change *way)
{
  const struct model *model = ways->side->answers->model;
  const char *text = quote_id(d, model, diff_who(ways, way, 0));
  if (way->parties.count == 2)
    return arena_format(&d->scratch, "%s, %s", text, quote_id(d, model, diff_who(ways, way, 1)));
  if (way->parties.count == 1) return text;
  return arena_format(&d->scratch, "%s and %u more", text, way->parties.count - 1);
}

/* "`internet.eve` → `orders`: read, write" */
static const char *way_title(struct diff_markdown *d, const struct diff_ways *ways,
                             const struct way_change *way)
{
  const struct ground *ground = ways->side->answers->ground;
  const char *text = arena_format(&d->scratch, "%s → %s:", people_text(d, ways, way),
                                  quote_id(d, ground->model, way->thing));
  for (uint32_t i = 0; i < way->facts.count; i++)
    text = arena_format(&d->scratch, "%s%s %s", text, i ? "," : "",
                        gained_word(ground, way->facts.at[i]));
  return text;
}

static const char *way_risk(struct diff_markdown *d, const struct diff_ways *ways,
                            const struct way_change *way)
{
  enum risk_level level = diff_way_level(d->report, ways, way);
  if (level == RISK_NONE) return arena_format(&d->scratch, "effort %u", way->proof->effort);
  return arena_format(&d->scratch, "%s risk, effort %u", risk_level_word(level),
                      way->proof->effort);
}

static void add_ways(struct diff_markdown *d, struct diff_ways ways)
{
  for (size_t i = 0; i < ways.list->len; i++) {
    const struct way_change *way = &ways.list->at[i];
    const char *title = way_title(d, &ways, way), *risk = way_risk(d, &ways, way);
    if (ways.are_new)
      add_row(d, title, "no way", arena_format(&d->scratch, "**%s**", risk));
    else
      add_row(d, title, risk, "no way");
  }
}

/* What fails or stands no more, and assertions that came, went or hold again. */
static void add_section(struct diff_markdown *d, enum section section, const char *noun)
{
  for (size_t i = 0; i < d->report->rows->sections[section].len; i++) {
    const struct row_change *change = &d->report->rows->sections[section].at[i];
    const struct snapshot_row *row = change->newer ? change->newer : change->older;
    bool is_worse = row_is_worse(section, change, d->report->fail_on);
    if (!is_worse && section != SECTION_ASSERTION) continue;
    const char *name = arena_copy(&d->scratch, row->id.at, row->id.len);
    const char *before = change->older ? status_of(d, change->older) : "not there";
    const char *now = change->newer ? status_of(d, change->newer) : "gone";
    if (is_worse) now = arena_format(&d->scratch, "**%s**", now);
    add_row(d, arena_format(&d->scratch, "%s %s", noun, quote(d, name)), before, now);
  }
}

static const char *flow_text(struct diff_markdown *d, const struct model *model, uint32_t flow)
{
  if (flow == NONE) return "not there";
  const char *text = diff_flow_text(&d->scratch, model, flow);
  return *text ? quote(d, text) : "there";
}

/* Where a row of doors goes. */
typedef void row_writer(struct diff_markdown *d, const char *what, const char *before,
                        const char *after);

static void write_row(struct diff_markdown *d, const char *what, const char *before,
                      const char *after)
{
  writer_format(d->out, "| %s | %s | %s |\n", what, before, after);
}

static void put_flow(struct diff_markdown *d, const struct flow_change *change, row_writer *put)
{
  const struct compared *c = d->report->compared;
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  bool is_gone = change->novelty == IS_GONE;
  const struct model *model = is_gone ? was : is;
  const char *flow = quote_id(d, model, is_gone ? change->older : change->newer);
  const char *crossing =
      change->crosses == NONE
          ? ""
          : arena_format(&d->scratch, ", %s %s", change->is_out ? "out of" : "into",
                         quote_id(d, model, change->crosses));
  put(d, arena_format(&d->scratch, "flow %s%s", flow, crossing), flow_text(d, was, change->older),
      is_gone ? "gone" : flow_text(d, is, change->newer));
}

static void put_exposure(struct diff_markdown *d, const struct exposure_change *change,
                         row_writer *put)
{
  const struct compared *c = d->report->compared;
  bool is_gone = change->novelty == IS_GONE;
  const struct model *model = is_gone ? c->older.answers->model : c->newer.answers->model;
  put(d,
      arena_format(&d->scratch, "%s, from outside %s", quote_id(d, model, change->thing),
                   quote_id(d, model, change->boundary)),
      is_gone ? "can be called" : "cannot be called",
      is_gone ? "cannot be called" : "can be called");
}

/* In the table those that cross a boundary. */
static void add_doors(struct diff_markdown *d)
{
  const struct compared *c = d->report->compared;
  for (size_t i = 0; i < c->flows.len; i++)
    if (c->flows.at[i].crosses != NONE) put_flow(d, &c->flows.at[i], add_row);
  for (size_t i = 0; i < c->exposures.len; i++) put_exposure(d, &c->exposures.at[i], add_row);
}

/* --- details
 * -------------------------------------------------------------------------------------- */

static void print_cut(struct diff_markdown *d, const struct cut *cut)
{
  const struct model *model = d->report->newer->model;
  if (cut->stuck_count) writer_text(d->out, "\nNo control that may be added closes it.\n");
  if (cut->stuck_count || !cut->count) return;
  writer_text(d->out, cut->count == 1 ? "\nClosed by " : "\nClosed by all of ");
  for (uint32_t i = 0; i < cut->count; i++) {
    sym name = model->vocabulary.controls.at[cut->members[i].control].term.name;
    writer_format(d->out, "%s%s on %s%s", i ? ", " : "", quote(d, unit_name(model->unit, name)),
                  quote_id(d, model, cut->members[i].thing),
                  cut->members[i].is_planned ? " (planned)" : "");
  }
  writer_text(d->out, cut->count == 1 ? " alone.\n" : ".\n");
}

/* Closed ways, and where they end now. */
static void print_closed(struct diff_markdown *d)
{
  struct diff_ways ways = diff_closed_ways(d->report);
  uint32_t count = ways_count(ways.list);
  if (!count) return;
  const struct ground *ground = ways.side->answers->ground;
  open_details(d, arena_format(&d->scratch, "%u closed way%s", count, count == 1 ? "" : "s"));
  for (size_t i = 0; i < ways.list->len && i < ROWS_MOST; i++) {
    const struct way_change *way = &ways.list->at[i];
    writer_format(d->out, "- %s (%s): ", way_title(d, &ways, way), way_risk(d, &ways, way));
    if (way->turn == NONE) {
      writer_text(d->out, "the attacker is gone\n");
      continue;
    }
    uint32_t step = way->proof->steps[way->turn].step;
    writer_format(d->out, "no longer %s (%s)\n", quote(d, step_gain(ground, &d->scratch, step)),
                  step_rule(ground, step));
  }
  if (ways.list->len > ROWS_MOST)
    writer_format(d->out, "- and %zu more; `--format json` has all\n", ways.list->len - ROWS_MOST);
  close_details(d);
}

static void print_doors(struct diff_markdown *d)
{
  const struct compared *c = d->report->compared;
  size_t all = c->flows.len + c->exposures.len, printed = 0;
  if (!all) return;
  open_details(d, arena_format(&d->scratch, "Doors: %zu new, gone or changed", all));
  writer_text(d->out, "| | before | now |\n| --- | --- | --- |\n");
  for (size_t i = 0; i < c->flows.len && printed < ROWS_MOST; i++, printed++)
    put_flow(d, &c->flows.at[i], write_row);
  for (size_t i = 0; i < c->exposures.len && printed < ROWS_MOST; i++, printed++)
    put_exposure(d, &c->exposures.at[i], write_row);
  if (all > printed)
    writer_format(d->out, "\nand %zu more; `--format json` has all\n", all - printed);
  close_details(d);
}

static void print_ways(struct diff_markdown *d)
{
  struct diff_ways ways = diff_new_ways(d->report);
  uint32_t count = ways_count(ways.list);
  if (!count) return;
  open_details(
      d, arena_format(&d->scratch, "%u new way%s, step by step", count, count == 1 ? "" : "s"));
  for (size_t i = 0; i < ways.list->len && i < WAYS_MOST; i++) {
    const struct way_change *way = &ways.list->at[i];
    struct writer steps = {0};
    const struct compared_party *party = &ways.side->parties[way->parties.at[0]];
    writer_format(d->out, "%s%s (%s)\n\n", i ? "\n" : "", way_title(d, &ways, way),
                  way_risk(d, &ways, way));
    proof_print(ways.side->answers->ground, &party->reach->world, way->proof, &steps);
    print_fenced(d, steps.at ? steps.at : "");
    writer_free(&steps);
    if (d->report->cuts[i]) print_cut(d, d->report->cuts[i]);
  }
  if (ways.list->len > WAYS_MOST)
    writer_format(d->out, "\nand %zu more; `--format json` has all\n", ways.list->len - WAYS_MOST);
  close_details(d);
}

/* Rows of one rank while there is room; how many. */
static uint32_t print_rank(struct diff_markdown *d, enum section section, int rank,
                           uint32_t printed)
{
  uint32_t before = printed;
  for (size_t i = 0; i < d->report->rows->sections[section].len && printed < ROWS_MOST; i++) {
    const struct row_change *change = &d->report->rows->sections[section].at[i];
    const struct snapshot_row *row = change->newer ? change->newer : change->older;
    if (diff_rank(d->report, section, change) != rank ||
        diff_is_implied(d->report, section, change))
      continue;
    const char *name = arena_copy(&d->scratch, row->id.at, row->id.len);
    writer_format(d->out, "| %s | %s | %s |\n", quote(d, name),
                  change->older ? status_of(d, change->older) : "",
                  change->newer ? status_of(d, change->newer) : "gone");
    printed++;
  }
  return printed - before;
}

/* Things that lack a control which an assertion asks for. */
static void print_lacks(struct diff_markdown *d, const struct verdict *verdict)
{
  const struct model *model = d->report->newer->model;
  for (uint32_t i = 0; i < verdict->breach_count && i < ROWS_MOST; i++) {
    const struct breach *breach = &verdict->breaches[i];
    writer_format(d->out, "- %s lacks", quote_id(d, model, breach->subject));
    for (uint32_t k = 0; k < breach->missing.count; k++) {
      sym name = model->vocabulary.controls.at[breach->missing.at[k]].term.name;
      writer_format(d->out, "%s %s", k ? "," : "", quote(d, unit_name(model->unit, name)));
    }
    writer_char(d->out, '\n');
  }
  if (verdict->breach_count > ROWS_MOST)
    writer_format(d->out, "- and %u more; `ctm check` has all\n",
                  verdict->breach_count - ROWS_MOST);
}

/* Why assertions fail now, where no new way shows it. */
static void print_reasons(struct diff_markdown *d)
{
  const struct reg *reg = d->report->newer;
  for (size_t i = 0; i < d->report->rows->sections[SECTION_ASSERTION].len; i++) {
    const struct row_change *change = &d->report->rows->sections[SECTION_ASSERTION].at[i];
    const struct verdict *verdict = diff_verdict_of(d->report, change);
    if (!verdict) continue;
    const char *name = arena_copy(&d->scratch, change->newer->id.at, change->newer->id.len);
    open_details(d, arena_format(&d->scratch, "Why %s fails", name));
    if (verdict->proof) {
      struct writer steps = {0};
      proof_print(reg->ground, &verdict->breaches[0].reach->world, verdict->proof, &steps);
      print_fenced(d, steps.at ? steps.at : "");
      writer_free(&steps);
    } else {
      print_lacks(d, verdict);
    }
    close_details(d);
  }
}

static void print_section(struct diff_markdown *d, enum section section, const char *title)
{
  uint32_t counts[NOVELTY_COUNT], printed = 0;
  diff_count(d->report, section, counts);
  uint32_t all = counts[IS_NEW] + counts[IS_GONE] + counts[IS_CHANGED];
  if (!all) return;
  struct writer summary = {0};
  writer_format(&summary, "%s: ", title);
  diff_print_counts(&summary, counts);
  open_details(d, summary.at);
  writer_free(&summary);
  writer_text(d->out, "| | before | now |\n| --- | --- | --- |\n");
  for (int rank = 0; rank < DIFF_RANKS; rank++) printed += print_rank(d, section, rank, printed);
  if (all > printed)
    writer_format(d->out, "\nand %u more; `--format json` has all\n", all - printed);
  close_details(d);
}

static const char *thing_text(struct diff_markdown *d, const struct model *model, uint32_t thing,
                              const char *missing)
{
  if (thing == NONE) return missing;
  return arena_format(&d->scratch, "%s, %s", quote_id(d, model, thing),
                      model_kind_word(model, thing));
}

static void print_things(struct diff_markdown *d)
{
  const struct compared *c = d->report->compared;
  if (!c->things.len) return;
  open_details(d, arena_format(&d->scratch, "Things: %zu new, gone or renamed", c->things.len));
  writer_text(d->out, "| before | now |\n| --- | --- |\n");
  for (size_t i = 0; i < c->things.len && i < ROWS_MOST; i++)
    writer_format(d->out, "| %s | %s |\n",
                  thing_text(d, c->older.answers->model, c->things.at[i].older, ""),
                  thing_text(d, c->newer.answers->model, c->things.at[i].newer, "gone"));
  if (c->things.len > ROWS_MOST)
    writer_format(d->out, "\nand %zu more; `--format json` has all\n", c->things.len - ROWS_MOST);
  close_details(d);
}

void diff_print_markdown(const struct diff_report *report, struct writer *out)
{
  struct diff_markdown d = {.report = report, .out = out};
  writer_text(out, "### Threat model: ");
  diff_verdict(report, "`", out);
  writer_char(out, '\n');
  add_section(&d, SECTION_ASSERTION, "assertion");
  add_ways(&d, diff_new_ways(report));
  add_section(&d, SECTION_ACCEPTANCE, "acceptance");
  add_section(&d, SECTION_SCENARIO, "risk");
  add_section(&d, SECTION_THREAT, "threat");
  add_ways(&d, diff_closed_ways(report));
  add_doors(&d);
  if (d.left) writer_format(out, "\nand %zu more below or in `--format json`\n", d.left);
  print_reasons(&d);
  print_ways(&d);
  print_closed(&d);
  print_doors(&d);
  print_section(&d, SECTION_SCENARIO, "Risks");
  print_section(&d, SECTION_THREAT, "Threats");
  print_section(&d, SECTION_ACCEPTANCE, "Acceptances");
  print_section(&d, SECTION_CONTROL, "Controls");
  print_section(&d, SECTION_WEAKNESS, "Weaknesses");
  print_things(&d);
  writer_char(out, '\n');
  world_print(report->newer->unit, report->type, report->supposed, out);
  arena_free(&d.scratch);
}
