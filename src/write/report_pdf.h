/* The report for people who sign: the register's story as an A4 document. It decides nothing. */
#ifndef CTM_WRITE_REPORT_PDF_H
#define CTM_WRITE_REPORT_PDF_H

#include "base/writer.h"
#include "draw/draw.h"
#include "register/register.h"

/* A sheet and its picture, borrowed during the call. */
struct report_picture {
  const struct sheet *sheet;
  const struct drawing *drawing;
};

/* Appends report.pdf. `fonts`: as drawing_make. Same register and sheets, same bytes.
 * STATUS_CANNOT_READ (a font), STATUS_BROKEN (cairo). */
struct status write_report_pdf(const struct reg *reg, const struct report_picture *pictures,
                               size_t count, const struct draw_fonts *fonts, struct writer *out);

#endif
