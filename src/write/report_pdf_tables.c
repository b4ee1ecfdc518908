/* The chapters that are tables: threats, decisions, controls, coverage, the register, the scope. */
#include "write/report_pdf_parts.h"

static bool is_open(const struct reg_threat *t)
{
  return t->status == THREAT_OPEN || t->status == THREAT_EXPIRED;
}

static const char *people_text(struct pdf_report *r, const struct numbers *people)
{
  enum { PEOPLE_MOST = 4 };
  const char *list = NULL;
  for (uint32_t i = 0; i < people->count && i < PEOPLE_MOST; i++)
    list = report_join(r, list, report_label(r, people->at[i]));
  if (people->count > PEOPLE_MOST)
    list = arena_format(&r->arena, "%s and %u more", list, people->count - PEOPLE_MOST);
  return list;
}

static const char *stops_text(struct pdf_report *r, const struct reg_stops *stops,
                              enum stop_state state)
{
  enum { STOPS_MOST = 5 };
  const char *list = NULL;
  uint32_t shown = 0;
  for (uint32_t i = 0; i < stops->count && shown < STOPS_MOST; i++) {
    const struct reg_stop *s = &stops->at[i];
    if (s->state != state || s->is_slowing) continue;
    list = report_join(r, list, unit_name(r->reg->unit, r->v->controls.at[s->control].term.name));
    shown++;
  }
  return list;
}

/* --- threats ---------------------------------------------------------------------------------- */

static void put_threat(struct pdf_report *r, const struct reg_threat *t, bool is_listed)
{
  const struct rule *rule = &r->v->rules.at[t->rule];
  bool is_now = is_open(t) || t->status == THREAT_ACCEPTED;
  const struct reg_risk *risk = is_now ? &t->residual : &t->inherent;
  enum stop_state state = is_now ? STOP_CANDIDATE : STOP_IN_PLACE;
  struct document_cell cells[] = {
      {.text = report_term(r, &rule->term), .sub = t->row.id.at},
      {.text = report_label(r, t->thing), .sub = people_text(r, &t->attackers)},
      {.text = report_risk(r, risk),
       .sub = threat_status_word(t->status),
       .style = is_now ? report_risk_style(risk->level) : DOCUMENT_BODY},
      {.text = stops_text(r, &t->stops, state), .style = DOCUMENT_SMALL}};
  const char *anchor = report_threat_anchor(r, t);
  if (is_listed) cells[0].link = anchor;
  document_row(r->document, cells, is_listed ? NULL : anchor);
}

void report_open_threats(struct pdf_report *r)
{
  static const struct document_column columns[] = {{"Threat", 0.38},
                                                   {"Where, and who can", 0.26},
                                                   {"Residual risk", 0.14},
                                                   {"Would stop it", 0.22}};
  uint32_t told = 0;
  document_heading(r->document, 1, "Open threats", "open-threats");
  for (size_t i = 0; i < r->reg->threats.len; i++) {
    const struct reg_threat *t = &r->reg->threats.at[r->reg->threat_ranking[i]];
    if (!is_open(t)) continue;
    if (!told++) document_table(r->document, columns, 4);
    put_threat(r, t, true);
  }
  if (told)
    document_table_end(r->document);
  else
    report_nothing(r, "No threat is open.");
}

/* --- decisions -------------------------------------------------------------------------------- */

static const char *until_text(struct pdf_report *r, const struct acceptance *said,
                              const struct reg_acceptance *row)
{
  const char *day = report_day(r, said->until);
  return row->is_ending ? arena_format(&r->arena, "%s, in %ld days", day, row->days_left) : day;
}

static void put_acceptance(struct pdf_report *r, uint32_t number)
{
  const struct acceptance *said = &r->model->acceptances.at[number];
  const struct reg_acceptance *row = &r->reg->acceptances[number];
  bool is_fine = row->state == ACCEPTANCE_IN_FORCE || row->state == ACCEPTANCE_PENDING;
  struct document_cell cells[] = {
      {.text = row->row.id.at, .sub = report_place(r, row->row.file, row->row.line)},
      {.text = acceptance_state_word(row->state),
       .sub = row->note,
       .style = is_fine ? DOCUMENT_STRONG : DOCUMENT_DANGER},
      {.text = report_str(r, said->owner),
       .sub = said->ticket.len ? report_str(r, said->ticket) : NULL},
      {.text = until_text(r, said, row)},
      {.text = report_str(r, said->because)}};
  document_row(r->document, cells, NULL);
}

static void put_treatment(struct pdf_report *r, uint32_t number)
{
  const struct treatment *said = &r->model->treatments.at[number];
  const struct reg_treatment *row = &r->reg->treatments[number];
  const char *with = NULL;
  for (uint32_t i = 0; i < said->with.count; i++)
    with = report_join(r, with,
                       unit_name(r->reg->unit, r->v->controls.at[said->with.at[i]].term.name));
  struct document_cell cells[] = {
      {.text = row->row.id.at, .sub = report_place(r, row->row.file, row->row.line)},
      {.text = plan_state_word(row->state),
       .style = row->state >= PLAN_OVERDUE ? DOCUMENT_DANGER : DOCUMENT_STRONG},
      {.text = report_str(r, said->owner),
       .sub = said->ticket.len ? report_str(r, said->ticket) : NULL},
      {.text = report_day(r, said->until)},
      {.text = with, .sub = said->because.len ? report_str(r, said->because) : NULL}};
  document_row(r->document, cells, NULL);
}

void report_acceptances(struct pdf_report *r)
{
  static const struct document_column accepted[] = {
      {"Accepted", 0.28}, {"State", 0.15}, {"By", 0.19}, {"Until", 0.13}, {"Because", 0.25}};
  static const struct document_column planned[] = {
      {"Treatment", 0.28}, {"State", 0.15}, {"By", 0.19}, {"Due", 0.13}, {"With", 0.25}};
  document_heading(r->document, 1, "Accepted risks and treatment plans", "decisions");
  document_text(
      r->document, DOCUMENT_BODY,
      "An accepted threat stays in the register with its mark. Approvals are stated in the "
      "model, not verified by the tool.");
  if (!r->model->acceptances.len) report_nothing(r, "Nothing is accepted.");
  if (r->model->acceptances.len) document_table(r->document, accepted, 5);
  for (uint32_t i = 0; i < r->model->acceptances.len; i++) put_acceptance(r, i);
  if (r->model->acceptances.len) document_table_end(r->document);
  if (!r->model->treatments.len) return;
  document_heading(r->document, 2, "Treatment plans", NULL);
  document_table(r->document, planned, 5);
  for (uint32_t i = 0; i < r->model->treatments.len; i++) put_treatment(r, i);
  document_table_end(r->document);
}

/* --- controls --------------------------------------------------------------------------------- */

static const char *evidence_text(struct pdf_report *r, const struct reg_control *c)
{
  const char *list = NULL;
  for (uint32_t i = 0; i < c->evidence_count; i++)
    list = report_join(r, list, report_str(r, c->evidence[i]));
  return list ? list : c->is_planned ? "" : "no evidence";
}

static void put_controls(struct pdf_report *r, bool is_planned, const char *title)
{
  static const char *const basis[] = {[BASIS_STATED] = "stated",
                                      [BASIS_TEMPLATE] = "template",
                                      [BASIS_KIND] = "default of its kind",
                                      [BASIS_PROTOCOL] = "of its protocol",
                                      [BASIS_OBSERVED] = "observed"};
  static const struct document_column columns[] = {
      {"Control", 0.34}, {"On", 0.28}, {"Basis", 0.14}, {"Evidence", 0.24}};
  uint32_t told = 0;
  for (size_t i = 0; i < r->reg->controls.len; i++) {
    const struct reg_control *c = &r->reg->controls.at[i];
    if (c->is_planned != is_planned) continue;
    if (!told++) {
      document_heading(r->document, 2, title, NULL);
      document_table(r->document, columns, 4);
    }
    struct document_cell cells[] = {
        {.text = report_term(r, &r->v->controls.at[c->control].term),
         .sub = unit_name(r->reg->unit, r->v->controls.at[c->control].term.name)},
        {.text = model_entity(r->model, c->thing)->id.at,
         .sub = c->has_effect ? NULL : "stops and slows nothing here"},
        {.text = basis[c->basis]},
        {.text = evidence_text(r, c), .sub = report_place(r, c->file, c->line)}};
    document_row(r->document, cells, NULL);
  }
  if (told) document_table_end(r->document);
}

void report_controls(struct pdf_report *r)
{
  document_heading(r->document, 1, "Controls", "controls");
  document_text(r->document, DOCUMENT_BODY, r->reg->summary.controls_text);
  put_controls(r, false, "In place");
  put_controls(r, true, "Planned");
}

/* --- coverage --------------------------------------------------------------------------------- */

static const char *state_of(const struct reg_requirement *q)
{
  if (q->missing.count) return "addressed with a gap";
  if (q->placed.count) return "addressed here";
  return q->planned.count ? "planned" : "threats only";
}

static void put_requirement(struct pdf_report *r, const struct reg_requirement *q)
{
  const char *missing = NULL;
  for (uint32_t i = 0; i < q->missing.count && i < 5; i++)
    missing = report_join(r, missing,
                          unit_name(r->reg->unit, r->v->controls.at[q->missing.at[i]].term.name));
  struct document_cell cells[] = {
      {.text = report_str(r, q->code), .sub = q->title.len ? report_str(r, q->title) : NULL},
      {.text = state_of(q), .style = q->missing.count ? DOCUMENT_STRONG : DOCUMENT_BODY},
      {.text = arena_format(&r->arena, "%u", q->threats.count)},
      {.text = arena_format(&r->arena, "%u (%u with evidence)", q->placed.count, q->evidence_count),
       .sub = q->planned.count ? arena_format(&r->arena, "%u planned", q->planned.count) : NULL},
      {.text = missing, .style = DOCUMENT_SMALL}};
  document_row(r->document, cells, NULL);
}

void report_coverage(struct pdf_report *r)
{
  static const struct document_column columns[] = {{"Requirement", 0.36},
                                                   {"State", 0.18},
                                                   {"Threats", 0.09},
                                                   {"Controls", 0.17},
                                                   {"Missing", 0.20}};
  document_heading(r->document, 1, "Coverage of standards", "coverage");
  document_text(
      r->document, DOCUMENT_BODY,
      "What this model says that supports a requirement. It is a draft for a statement of "
      "applicability, and no statement that a requirement is fulfilled; what is not listed "
      "lies outside this model.");
  for (size_t i = 0; i < r->reg->coverage.len; i++) {
    const struct reg_coverage *c = &r->reg->coverage.at[i];
    document_heading(r->document, 2, report_term(r, &r->v->standards.at[c->standard].term), NULL);
    document_table(r->document, columns, 5);
    for (uint32_t k = 0; k < c->count; k++) put_requirement(r, &c->requirements[k]);
    document_table_end(r->document);
  }
}

/* --- the register ----------------------------------------------------------------------------- */

static void put_threats(struct pdf_report *r)
{
  static const struct document_column columns[] = {
      {"Threat", 0.38}, {"Where, and who can", 0.26}, {"Risk", 0.14}, {"Stops it, or would", 0.22}};
  document_heading(r->document, 2, "Threats", NULL);
  if (!r->reg->threats.len) {
    report_nothing(r, "No threat leads to anything of worth.");
    return;
  }
  document_table(r->document, columns, 4);
  for (size_t i = 0; i < r->reg->threats.len; i++) put_threat(r, &r->reg->threats.at[i], false);
  document_table_end(r->document);
}

static void put_scenarios(struct pdf_report *r)
{
  static const struct document_column columns[] = {{"Scenario", 0.42},
                                                   {"Status", 0.14},
                                                   {"Without controls", 0.14},
                                                   {"Residual", 0.14},
                                                   {"Owner", 0.16}};
  document_heading(r->document, 2, "Scenarios", NULL);
  if (!r->reg->scenarios.len) {
    report_nothing(r, "There is none: nothing of worth, or no attacker.");
    return;
  }
  document_table(r->document, columns, 5);
  for (size_t i = 0; i < r->reg->scenarios.len; i++) {
    const struct reg_scenario *s = &r->reg->scenarios.at[i];
    struct document_cell cells[] = {
        {.text = register_scenario_text(r->reg, &r->arena, s), .sub = s->row.id.at},
        {.text = scenario_status_word(s->status)},
        {.text = report_risk(r, &s->inherent)},
        {.text = report_risk(r, &s->residual), .style = report_risk_style(s->residual.level)},
        {.text = report_str(r, s->owner), .style = DOCUMENT_SMALL}};
    document_row(r->document, cells, NULL);
  }
  document_table_end(r->document);
}

static void put_things(struct pdf_report *r)
{
  static const struct document_column columns[] = {{"Id", 0.40},
                                                   {"Kind", 0.16},
                                                   {"Open threats", 0.12},
                                                   {"Controls", 0.12},
                                                   {"Stated at", 0.20}};
  document_heading(r->document, 2, "Things and flows", NULL);
  document_table(r->document, columns, 5);
  for (uint32_t i = 0; i < r->model->entities.len; i++) {
    const struct reg_thing *t = &r->reg->things[i];
    const struct entity *e = model_entity(r->model, i);
    struct document_cell cells[] = {
        {.text = e->id.at, .sub = e->title.len ? report_str(r, e->title) : NULL},
        {.text = model_kind_word(r->model, i)},
        {.text = t->open_threats ? arena_format(&r->arena, "%u", t->open_threats) : ""},
        {.text = t->control_count ? arena_format(&r->arena, "%u", t->control_count) : ""},
        {.text = report_place(r, t->row.file, t->row.line), .style = DOCUMENT_SMALL}};
    document_row(r->document, cells, NULL);
  }
  document_table_end(r->document);
}

void report_register(struct pdf_report *r)
{
  document_heading(r->document, 1, "The register", "register");
  put_threats(r);
  put_scenarios(r);
  put_things(r);
}

/* --- scope ------------------------------------------------------------------------------------ */

static void put_list(struct pdf_report *r, const struct numbers *things, const char *title)
{
  if (!things->count) return;
  const char *list = NULL;
  for (uint32_t i = 0; i < things->count; i++)
    list = report_join(r, list, model_entity(r->model, things->at[i])->id.at);
  document_heading(r->document, 2, title, NULL);
  document_text(r->document, DOCUMENT_BODY, list);
}

static void put_sources(struct pdf_report *r)
{
  static const struct document_column columns[] = {{"File", 0.34}, {"SHA-256", 0.66}};
  document_heading(r->document, 2, "What was read", NULL);
  document_table(r->document, columns, 2);
  for (uint32_t i = 0; i < r->reg->provenance.source_count; i++) {
    const struct reg_source *s = &r->reg->provenance.sources[i];
    struct document_cell cells[] = {{.text = s->name},
                                    {.text = s->sha256, .style = DOCUMENT_SMALL}};
    document_row(r->document, cells, NULL);
  }
  document_table_end(r->document);
}

/* Of the whole model, then of its things. */
static void put_assumptions(struct pdf_report *r)
{
  const struct texts *said = &r->model->assumes;
  uint32_t count = said->count;
  for (uint32_t i = 0; i < said->count; i++)
    document_text(r->document, DOCUMENT_BODY, report_str(r, said->at[i]));
  for (uint32_t e = 0; e < r->model->entities.len; e++) {
    const struct entity *thing = model_entity(r->model, e);
    count += thing->assumes.count;
    for (uint32_t i = 0; i < thing->assumes.count; i++)
      document_text(r->document, DOCUMENT_BODY,
                    arena_format(&r->arena, "%.*s: %.*s", STR_ARGS(thing->id),
                                 STR_ARGS(thing->assumes.at[i])));
  }
  if (!count) report_nothing(r, "The model states none.");
}

void report_scope(struct pdf_report *r)
{
  const struct reg_scope *s = &r->reg->scope;
  document_heading(r->document, 1, "Assumptions and scope", "scope");
  document_heading(r->document, 2, "Assumptions", NULL);
  put_assumptions(r);
  document_heading(r->document, 2, "What is not modelled", NULL);
  for (uint32_t i = 0; i < s->not_modelled_count; i++)
    document_text(r->document, DOCUMENT_BODY, s->not_modelled[i]);
  put_list(r, &s->silent, "Machines of which nothing was said");
  put_list(r, &s->collapsed, "Places that a diagram draws closed");
  put_sources(r);
}
