/* What the report is made of: the register, every sheet as SVG, and the page's own style and
 * script, in one XML document. templates/README.md describes it for those who write a template. */
#ifndef CTM_WRITE_REPORT_H
#define CTM_WRITE_REPORT_H

#include "base/writer.h"
#include "draw/draw.h"
#include "register/register.h"

/* A sheet with its picture. */
struct report_sheet {
  const struct sheet *sheet;
  struct writer svg;
};

/* Links from a picture lead to "#thing-ID" and "#sheet-ID", ids begin with `prefix`. */
struct draw_options report_draw_options(const char *prefix);

/* Appends the document. Same register and sheets, same bytes. */
void write_report(struct reg *reg, const struct report_sheet *sheets, size_t count,
                  struct writer *out);

#endif
