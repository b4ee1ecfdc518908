/* A paged document: A4, a title page, a table of contents with page numbers, headings, paragraphs,
 * tables whose rows stay whole and whose head is repeated, and sheets on pages of their own size.
 * Searchable, tagged, linked, outlined; the same input gives the same bytes.
 *
 *   document_open(&document, &options);
 *   document_heading(document, 1, "Open threats", "open");
 *   document_table(document, columns, 3);
 *   document_row(document, cells, "threat-7");
 *   document_table_end(document);
 *   status = document_write(document, &out);
 *   document_free(document);
 *
 * Texts are copied; drawings are borrowed until document_write. */
#ifndef CTM_DRAW_DOCUMENT_H
#define CTM_DRAW_DOCUMENT_H

#include "draw/draw.h"

enum document_style {
  DOCUMENT_BODY, /* of a cell that says nothing else */
  DOCUMENT_TITLE,
  DOCUMENT_SUBTITLE,
  DOCUMENT_H1,
  DOCUMENT_H2,
  DOCUMENT_H3,
  DOCUMENT_STRONG,
  DOCUMENT_SMALL,  /* second lines, captions */
  DOCUMENT_HEAD,   /* the head of a table */
  DOCUMENT_DANGER, /* strong, in the colour of attacks */
  DOCUMENT_GOOD,   /* strong, in the colour of controls */
  DOCUMENT_STYLE_COUNT
};

struct document_options {
  const char *title, *creator, *subject, *keywords;
  const char *date;        /* "2026-11-24": the PDF's dates */
  const char *header;      /* at the upper left of each page; the chapter stands at the right */
  const char *footer;      /* at the lower left; the page number stands at the right */
  struct draw_fonts fonts; /* none: the machine's */
};

struct document;

/* *out is yours. STATUS_CANNOT_READ: a font file is none. */
struct status document_open(struct document **out, const struct document_options *options);
void document_free(struct document *document);

/* Level 1 begins a page, 1 and 2 stand in the contents and in the outline. `anchor` (or NULL) is
 * what links name. A heading is never the last thing on a page. */
void document_heading(struct document *document, int level, const char *text, const char *anchor);
void document_text(struct document *document, enum document_style style, const char *text);
/* A text whose first words are set off: "Owner  ops@acme.example". */
void document_field(struct document *document, const char *name, const char *text);
void document_gap(struct document *document, double points);
/* The rest goes to a new page. */
void document_break(struct document *document);
/* A line to write on, with a caption below: for signatures. `share` of the width, side by side. */
void document_lines(struct document *document, const char *const *captions, size_t count);
/* Here the contents go, on pages of their own; once. */
void document_contents(struct document *document, const char *title);

struct document_column {
  const char *title;
  double share; /* of the width; all shares together are 1 */
};
struct document_cell {
  const char *text; /* NULL or "": empty */
  const char *sub;  /* a second paragraph, small; or NULL */
  const char *link; /* an anchor; or NULL. One that does not exist is no link */
  enum document_style style;
};
enum { DOCUMENT_COLUMNS_MOST = 8 };

/* Columns are borrowed until document_table_end. */
void document_table(struct document *document, const struct document_column *columns, size_t count);
void document_row(struct document *document, const struct document_cell *cells, const char *anchor);
void document_table_end(struct document *document);

/* A page with a sheet at its natural size, at most A2 landscape (then made smaller). */
void document_sheet(struct document *document, const struct drawing *drawing, const char *title,
                    const char *anchor);

/* Appends the PDF. STATUS_BROKEN: cairo cannot make it. */
struct status document_write(struct document *document, struct writer *out);
/* Pages so far; after document_write all. */
size_t document_pages(const struct document *document);

#endif
