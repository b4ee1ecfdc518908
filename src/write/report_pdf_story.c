/* The chapters that tell the story: verdicts, the worst scenarios with their ways, the sheets, what
 * careless people could break and open. */
#include "write/proof.h"
#include "write/report_pdf_parts.h"

enum { SCENARIOS_TOLD = 12 }; /* the rest stand in the register */

/* --- ways ------------------------------------------------------------------------------------- */

static void put_way(struct pdf_report *r, const struct proof *way, const struct reach *reach)
{
  static const struct document_column columns[] = {
      {"#", 0.05}, {"What it gains", 0.42}, {"How", 0.30}, {"Effort", 0.08}, {"Stated at", 0.15}};
  const struct ground *g = reach->ground;
  document_table(r->document, columns, 5);
  for (uint32_t i = 0; i < way->count; i++) {
    const struct proof_step *step = &way->steps[i];
    uint32_t line;
    const char *file = step_file(g, step->step, &line), *crossed = NULL;
    const struct rule *rule = &r->v->rules.at[ground_rule(g, step->step)];
    if (step->crosses != NONE)
      crossed = arena_format(&r->arena, "gets into %s", report_label(r, step->crosses));
    struct document_cell cells[] = {
        {.text = arena_format(&r->arena, "%u", i + 1)},
        {.text = step_gain(g, &r->arena, step->step), .sub = crossed},
        {.text = report_term(r, &rule->term)},
        {.text = step->effort ? arena_format(&r->arena, "%u", step->effort) : ""},
        {.text = report_place(r, file, line), .style = DOCUMENT_SMALL}};
    document_row(r->document, cells, NULL);
  }
  document_table_end(r->document);
}

static const char *way_text(struct pdf_report *r, const struct proof *way)
{
  return arena_format(&r->arena, "Effort %u in %u step%s, across %u %s.", way->effort, way->count,
                      way->count == 1 ? "" : "s", way->crossed,
                      way->crossed == 1 ? "boundary" : "boundaries");
}

/* --- verdicts --------------------------------------------------------------------------------- */

static const char *assertion_title(struct pdf_report *r, const struct assertion *a)
{
  return a->title.len ? report_str(r, a->title) : a->id.at;
}

static void put_verdict_row(struct pdf_report *r, uint32_t number)
{
  const struct assertion *a = &r->model->assertions.at[number];
  const struct reg_assertion *row = &r->reg->assertions[number];
  bool holds = row->status == ASSERTION_HOLDS;
  const char *note = holds && !row->holds_on_evidence  ? "not on controls with evidence alone"
                     : !holds && row->holds_with_plans ? "holds once what is planned is in place"
                                                       : NULL;
  struct document_cell cells[] = {
      {.text = assertion_title(r, a), .sub = a->title.len ? a->id.at : NULL},
      {.text = assertion_status_word(row->status),
       .sub = note,
       .style = holds                               ? DOCUMENT_GOOD
                : row->status == ASSERTION_ACCEPTED ? DOCUMENT_STRONG
                                                    : DOCUMENT_DANGER},
      {.text = report_place(r, row->row.file, row->row.line), .style = DOCUMENT_SMALL}};
  document_row(r->document, cells, NULL);
}

/* What lacks what, of `require`. */
static const char *lacking_text(struct pdf_report *r, const struct breach *b)
{
  const char *missing = NULL;
  for (uint32_t i = 0; i < b->missing.count; i++)
    missing = report_join(r, missing,
                          unit_name(r->reg->unit, r->v->controls.at[b->missing.at[i]].term.name));
  return arena_format(&r->arena, "%s lacks %s", report_label(r, b->subject), missing);
}

static void put_counter_example(struct pdf_report *r, uint32_t number)
{
  enum { BREACHES_MOST = 20 };
  const struct assertion *a = &r->model->assertions.at[number];
  const struct verdict *verdict = r->reg->assertions[number].verdict;
  if (verdict->holds) return;
  document_heading(r->document, 2, arena_format(&r->arena, "%s fails", assertion_title(r, a)),
                   NULL);
  document_text(r->document, DOCUMENT_BODY, a->doc);
  if (verdict->proof) {
    document_text(r->document, DOCUMENT_BODY, way_text(r, verdict->proof));
    put_way(r, verdict->proof, verdict->breaches[0].reach);
    return;
  }
  for (uint32_t i = 0; i < verdict->breach_count && i < BREACHES_MOST; i++)
    document_text(r->document, DOCUMENT_BODY, lacking_text(r, &verdict->breaches[i]));
  if (verdict->breach_count > BREACHES_MOST)
    document_text(r->document, DOCUMENT_SMALL,
                  arena_format(&r->arena, "and %u more; the register has all of them",
                               verdict->breach_count - BREACHES_MOST));
}

void report_verdicts(struct pdf_report *r)
{
  static const struct document_column columns[] = {
      {"Assertion", 0.56}, {"Verdict", 0.26}, {"Stated at", 0.18}};
  size_t count = r->model->assertions.len;
  document_heading(r->document, 1, "Verdicts", "verdicts");
  if (!count) {
    report_nothing(r, "The model asserts nothing, so nothing was judged.");
    return;
  }
  document_table(r->document, columns, 3);
  for (uint32_t i = 0; i < count; i++) put_verdict_row(r, i);
  document_table_end(r->document);
  for (uint32_t i = 0; i < count; i++) put_counter_example(r, i);
}

/* --- scenarios -------------------------------------------------------------------------------- */

static const char *stops_text(struct pdf_report *r, const struct reg_stops *stops)
{
  enum { STOPS_MOST = 8 };
  const char *list = NULL;
  for (uint32_t i = 0; i < stops->count && i < STOPS_MOST; i++) {
    const struct reg_stop *s = &stops->at[i];
    list =
        report_join(r, list,
                    arena_format(&r->arena, "%s on %s%s",
                                 unit_name(r->reg->unit, r->v->controls.at[s->control].term.name),
                                 model_entity(r->model, s->thing)->id.at,
                                 s->state == STOP_PLANNED ? " (planned)" : ""));
  }
  return list;
}

static void put_scenario(struct pdf_report *r, const struct reg_scenario *s)
{
  struct document *d = r->document;
  document_heading(d, 2, register_scenario_text(r->reg, &r->arena, s),
                   arena_format(&r->arena, "scenario-%s", s->row.fingerprint));
  document_field(
      d, "Residual risk",
      arena_format(&r->arena, "%s: %s", report_risk(r, &s->residual), s->residual.reason));
  document_field(d, "Without controls", report_risk(r, &s->inherent));
  if (s->has_target) document_field(d, "With plans", report_risk(r, &s->target));
  document_field(d, "What they are after", s->is_aim ? "yes, it is among their aims" : "no");
  document_field(d, "Owner", s->owner.len ? report_str(r, s->owner) : "nobody is named");
  document_field(d, "Treatment", s->approval ? s->approval : risk_treatment_word(s->treatment));
  document_field(d, "Would stop the way", stops_text(r, &s->cuts));
  if (!s->way) return;
  document_text(d, DOCUMENT_BODY, way_text(r, s->way));
  put_way(r, s->way, s->reach);
}

void report_scenarios(struct pdf_report *r)
{
  uint32_t told = 0, open = 0;
  document_heading(r->document, 1, "Worst scenarios", "scenarios");
  for (size_t i = 0; i < r->reg->scenarios.len; i++)
    open += r->reg->scenarios.at[i].status != SCENARIO_CONTROLLED;
  if (!open) {
    report_nothing(r, "No attacker of the model gets at anything of worth.");
    return;
  }
  if (open > SCENARIOS_TOLD)
    document_text(r->document, DOCUMENT_BODY,
                  arena_format(&r->arena,
                               "The %d worst of %u scenarios that are open or accepted; all stand "
                               "in the register.",
                               SCENARIOS_TOLD, open));
  for (size_t i = 0; i < r->reg->scenarios.len && told < SCENARIOS_TOLD; i++) {
    const struct reg_scenario *s = &r->reg->scenarios.at[r->reg->ranking[i]];
    if (s->status == SCENARIO_CONTROLLED) continue;
    put_scenario(r, s);
    told++;
  }
}

/* --- sheets ----------------------------------------------------------------------------------- */

void report_sheets(struct pdf_report *r)
{
  document_heading(r->document, 1, "Diagrams", "diagrams");
  if (!r->picture_count) {
    report_nothing(r, "There is no diagram.");
    return;
  }
  document_text(r->document, DOCUMENT_BODY,
                "Each diagram stands on a page of its own size. The numbers on its lines are those "
                "of the flows in the register; red numbers are the steps of an attack.");
  for (size_t i = 0; i < r->picture_count; i++) {
    const struct sheet *sheet = r->pictures[i].sheet;
    document_sheet(r->document, r->pictures[i].drawing, sheet->title,
                   arena_format(&r->arena, "sheet-%s", sheet->id));
  }
}

/* --- mistakes --------------------------------------------------------------------------------- */

static const char *facts_text(struct pdf_report *r, const struct facts *facts)
{
  enum { FACTS_MOST = 6 };
  const char *list = NULL;
  for (uint32_t i = 0; i < facts->count && i < FACTS_MOST; i++)
    list = report_join(r, list, fact_text(r->reg->ground, &r->arena, facts->at[i]));
  if (facts->count > FACTS_MOST)
    list = arena_format(&r->arena, "%s and %u more", list, facts->count - FACTS_MOST);
  return list;
}

static const char *openings_text(struct pdf_report *r, const struct reg_mistake *m)
{
  enum { OPENINGS_MOST = 6 };
  const char *list = NULL;
  for (uint32_t i = 0; i < m->open_count && i < OPENINGS_MOST; i++)
    list =
        report_join(r, list,
                    arena_format(&r->arena, "%s: %s of %s", report_label(r, m->opens[i].attacker),
                                 harm_word(m->opens[i].harm), report_label(r, m->opens[i].thing)));
  if (m->open_count > OPENINGS_MOST)
    list = arena_format(&r->arena, "%s and %u more", list, m->open_count - OPENINGS_MOST);
  return list;
}

void report_mistakes(struct pdf_report *r)
{
  static const struct document_column columns[] = {
      {"Who and what", 0.34}, {"Breaks at once", 0.28}, {"Opens to attackers", 0.38}};
  uint32_t told = 0;
  document_heading(r->document, 1, "What careless people could break and open", "mistakes");
  for (size_t i = 0; i < r->reg->mistakes.len; i++) {
    const struct reg_mistake *m = &r->reg->mistakes.at[i];
    if (!m->breaks.count && !m->open_count) continue;
    if (!told++) document_table(r->document, columns, 3);
    struct document_cell cells[] = {
        {.text = report_term(r, &r->v->rules.at[m->rule].term),
         .sub = arena_format(&r->arena, "%s, at %s", report_label(r, m->person),
                             report_label(r, m->thing))},
        {.text = facts_text(r, &m->breaks)},
        {.text = openings_text(r, m)}};
    document_row(r->document, cells, NULL);
  }
  if (told)
    document_table_end(r->document);
  else
    report_nothing(r, "No careless person of the model breaks or opens anything of worth.");
}
