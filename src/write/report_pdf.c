/* report.pdf: title page with the figures and the lines to sign on, contents, then the chapters. */
#include "write/report_pdf_parts.h"

/* --- words ------------------------------------------------------------------------------------ */

const char *report_str(struct pdf_report *r, struct str text)
{
  return text.len ? arena_copy(&r->arena, text.at, text.len) : "";
}

const char *report_term(struct pdf_report *r, const struct term *term)
{
  return term->title.len ? report_str(r, term->title) : unit_name(r->reg->unit, term->name);
}

const char *report_label(struct pdf_report *r, uint32_t thing)
{
  struct str label = model_label(r->model, thing);
  return report_str(r, label);
}

const char *report_place(struct pdf_report *r, const char *file, uint32_t line)
{
  return line ? arena_format(&r->arena, "%s:%u", file, line) : "";
}

const char *report_risk(struct pdf_report *r, const struct reg_risk *risk)
{
  if (risk->level == RISK_NONE) return "none";
  return arena_format(&r->arena, "%s (%u)", risk_level_word(risk->level), risk->score);
}

const char *report_day(struct pdf_report *r, struct day day)
{
  if (!day.year) return "";
  return arena_format(&r->arena, "%04d-%02d-%02d", day.year, day.month, day.day);
}

const char *report_join(struct pdf_report *r, const char *list, const char *more)
{
  if (!more || !*more) return list;
  return list ? arena_format(&r->arena, "%s, %s", list, more) : more;
}

enum document_style report_risk_style(enum risk_level level)
{
  return level >= RISK_HIGH ? DOCUMENT_DANGER : level ? DOCUMENT_STRONG : DOCUMENT_BODY;
}

const char *report_threat_anchor(struct pdf_report *r, const struct reg_threat *threat)
{
  return arena_format(&r->arena, "threat-%s", threat->row.fingerprint);
}

void report_nothing(struct pdf_report *r, const char *text)
{
  document_text(r->document, DOCUMENT_BODY, text);
}

/* --- the title page --------------------------------------------------------------------------- */

static uint32_t count_open(const struct reg_summary *s, enum risk_level level)
{
  return s->threats[THREAT_OPEN][level] + s->threats[THREAT_EXPIRED][level];
}

static const char *count_by_level(struct pdf_report *r)
{
  const char *text = NULL;
  for (int level = RISK_CRITICAL; level >= RISK_LOW; level--) {
    uint32_t count = count_open(&r->reg->summary, (enum risk_level)level);
    if (!count) continue;
    text = report_join(
        r, text, arena_format(&r->arena, "%u %s", count, risk_level_word((enum risk_level)level)));
  }
  return text ? text : "none";
}

static void put_figures(struct pdf_report *r)
{
  const struct reg_summary *s = &r->reg->summary;
  uint32_t accepted = 0, fails = s->assertions[ASSERTION_FAILS] + s->assertions[ASSERTION_EXPIRED];
  for (int level = 0; level < RISK_COUNT; level++) accepted += s->threats[THREAT_ACCEPTED][level];
  struct document *d = r->document;
  document_heading(d, 3, "In figures", NULL);
  document_field(d, "Open threats", count_by_level(r));
  document_field(d, "Accepted threats", arena_format(&r->arena, "%u", accepted));
  document_field(d, "Assertions",
                 arena_format(&r->arena, "%u hold, %u fail, %u accepted",
                              s->assertions[ASSERTION_HOLDS], fails,
                              s->assertions[ASSERTION_ACCEPTED]));
  document_field(d, "Controls", s->controls_text);
}

static void put_provenance(struct pdf_report *r)
{
  const struct reg_provenance *p = &r->reg->provenance;
  struct document *d = r->document;
  document_heading(d, 3, "Made from", NULL);
  document_field(d, "As of", p->as_of);
  document_field(d, "Model", arena_format(&r->arena, "sha256 %s", p->model_digest));
  document_field(
      d, "Tool",
      arena_format(&r->arena, "%s %s, language ctm %u", p->tool, p->version, p->language));
}

static void put_signatures(struct pdf_report *r)
{
  static const char *const roles[] = {"Prepared by", "Reviewed by", "Approved by"};
  static const char *const captions[] = {"Name and role", "Signature", "Date"};
  document_heading(r->document, 3, "Sign-off", NULL);
  for (int i = 0; i < 3; i++) {
    document_text(r->document, DOCUMENT_STRONG, roles[i]);
    document_gap(r->document, -18); /* the line to write on begins beside its name */
    document_lines(r->document, captions, 3);
    document_gap(r->document, 8);
  }
}

static const char *title_of(struct pdf_report *r)
{
  struct str title = r->model->title;
  return title.len ? report_str(r, title) : unit_name(r->reg->unit, r->model->name);
}

static void put_title(struct pdf_report *r)
{
  struct document *d = r->document;
  document_gap(d, 40);
  document_text(d, DOCUMENT_TITLE, title_of(r));
  document_text(d, DOCUMENT_SUBTITLE, "Threat model: report and register");
  document_gap(d, 6);
  document_field(d, "Version", report_str(r, r->model->version));
  document_field(d, "Owner", report_str(r, r->model->owner));
  document_field(d, "Last reviewed", report_day(r, r->model->reviewed));
  document_text(d, DOCUMENT_BODY, r->model->doc);
  put_figures(r);
  put_provenance(r);
  put_signatures(r);
}

/* --- the document ----------------------------------------------------------------------------- */

static void put_chapters(struct pdf_report *r)
{
  put_title(r);
  document_contents(r->document, "Contents");
  report_verdicts(r);
  report_scenarios(r);
  report_sheets(r);
  report_open_threats(r);
  report_acceptances(r);
  report_controls(r);
  report_mistakes(r);
  report_coverage(r);
  report_register(r);
  report_scope(r);
}

struct status write_report_pdf(const struct reg *reg, const struct report_picture *pictures,
                               size_t count, const struct draw_fonts *fonts, struct writer *out)
{
  struct pdf_report r = {.reg = reg,
                         .model = reg->model,
                         .v = &reg->model->vocabulary,
                         .pictures = pictures,
                         .picture_count = count};
  const struct reg_provenance *p = &reg->provenance;
  struct document_options options = {
      .title = title_of(&r),
      .creator = arena_format(&r.arena, "%s %s", p->tool, p->version),
      .subject = "Threat model: report and register",
      .keywords = arena_format(&r.arena, "sha256:%s", p->model_digest),
      .date = p->as_of,
      .header = title_of(&r),
      .footer = arena_format(&r.arena, "as of %s · sha256 %.16s… · %s %s", p->as_of,
                             p->model_digest, p->tool, p->version)};
  if (fonts) options.fonts = *fonts;
  struct status status = document_open(&r.document, &options);
  if (status.code == STATUS_OK) {
    put_chapters(&r);
    status = document_write(r.document, out);
    document_free(r.document);
  }
  arena_free(&r.arena);
  return status;
}
