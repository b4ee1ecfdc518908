/* report.html: the report's document (write/report.h) through a template in XSLT 1.0. This is the
 * only file that knows libxslt.
 *
 * A template is somebody's program, so it gets no more than its input: it reads and writes no file
 * and no network, is one file, has no DOCTYPE, and runs within limits (TEMPLATE_DEPTH,
 * TEMPLATE_WORK). What is wrong with it is a message at its line.
 *
 * A page with a <head> gets a Content-Security-Policy as that head's first element: nothing is
 * loaded, and of styles and scripts exactly those that the template wrote may act (by their
 * SHA-256). A template that writes one of its own keeps that. */
#ifndef CTM_WRITE_HTML_H
#define CTM_WRITE_HTML_H

#include "base/writer.h"
#include "diagnose/unit.h"

struct html_template;

/* Compiles the template that is source number `source` of the unit. False after messages; else *out
 * is yours. */
bool html_template_open(struct html_template **out, struct unit *unit, uint32_t source);
void html_template_free(struct html_template *self);

/* Appends the page. False after messages. */
bool html_template_apply(struct html_template *self, struct str input, struct writer *out);

#endif
