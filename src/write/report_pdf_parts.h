/* What the files that write report.pdf share. */
#ifndef CTM_WRITE_REPORT_PDF_PARTS_H
#define CTM_WRITE_REPORT_PDF_PARTS_H

#include "draw/document.h"
#include "write/report_pdf.h"

struct pdf_report {
  const struct reg *reg;
  const struct model *model;
  const struct vocabulary *v;
  struct document *document;
  struct arena arena; /* of texts */
  const struct report_picture *pictures;
  size_t picture_count;
};

/* Words (report_pdf.c); texts are the report's. */
const char *report_str(struct pdf_report *r, struct str text);
const char *report_term(struct pdf_report *r, const struct term *term); /* its title */
const char *report_label(struct pdf_report *r, uint32_t thing);
const char *report_place(struct pdf_report *r, const char *file, uint32_t line);
const char *report_risk(struct pdf_report *r, const struct reg_risk *risk); /* "high (12)" */
const char *report_day(struct pdf_report *r, struct day day);
const char *report_join(struct pdf_report *r, const char *list, const char *more);
/* Of a risk that nobody has taken away, by its level. */
enum document_style report_risk_style(enum risk_level level);
const char *report_threat_anchor(struct pdf_report *r, const struct reg_threat *threat);
/* "No thing is listed." where a table would be empty. */
void report_nothing(struct pdf_report *r, const char *text);

/* Chapters, in their order. */
void report_verdicts(struct pdf_report *r);
void report_scenarios(struct pdf_report *r);
void report_sheets(struct pdf_report *r);
void report_open_threats(struct pdf_report *r);
void report_acceptances(struct pdf_report *r);
void report_controls(struct pdf_report *r);
void report_mistakes(struct pdf_report *r);
void report_coverage(struct pdf_report *r);
void report_register(struct pdf_report *r);
void report_scope(struct pdf_report *r);

#endif
