/* Pictures: a sheet in, SVG, PDF or PNG out. Lay a sheet out once, paint it as often as you like:
 *
 *   struct drawing *drawing;
 *   struct status status = drawing_make(&drawing, sheet, NULL);
 *   if (status.code == STATUS_OK) status = drawing_svg(drawing, &options, &out);
 *   drawing_free(drawing);
 *
 * Same sheet and same fonts, same bytes. Not for use by two threads at a time. */
#ifndef CTM_DRAW_DRAW_H
#define CTM_DRAW_DRAW_H

#include "base/status.h"
#include "base/writer.h"
#include "diagnose/unit.h"
#include "draw/sheet.h"

enum draw_theme {
  DRAW_THEME_AUTO, /* SVG: light, dark where the reader prefers it, light on paper. PDF: light */
  DRAW_THEME_LIGHT,
  DRAW_THEME_DARK
};

/* A zeroed struct is the default. */
struct draw_options {
  const char *link_base;    /* before each `link`: "register.xml#", "#"; NULL: no such links */
  const char *sheet_base;   /* SVG, before each `to_sheet`: "#sheet-"; NULL: nothing */
  const char *sheet_suffix; /* SVG, behind each `to_sheet`: ".svg"; NULL: no such links. A PDF links
                               to its own page of that sheet if it has one */
  const char *id_prefix;    /* before every id of the file, so that several SVGs fit in one page */
  enum draw_theme theme;
  double scale;   /* PNG: pixels for a px; 0: 2 */
  bool is_inline; /* SVG: no XML declaration, to stand inside another document */
  bool is_plain;  /* SVG: no style sheet and no metadata; the document around has draw_style */
};

/* Something a person should know about a drawing: one message of codes.def, E06xx. */
struct draw_warning {
  enum code code;
  const char *text; /* one line */
};

/* Font files (OpenType, TrueType) to use in place of the machine's. Borrowed during the call. */
struct draw_fonts {
  const char *const *files;
  size_t count;
};

/* What a drawing is made with. A zeroed struct is the default. */
struct draw_means {
  struct draw_fonts fonts;
  const char *glyphs; /* a folder with pictograms (pictogram.h), or NULL */
};

struct drawing;

/* Measures, lays out (in a child process) and arranges; `means` NULL: the default. The drawing is
 * yours; the sheet must outlive it. A layout that fails is no failure here: the cards
 * are set in a plain grid and a warning says so. STATUS_CANNOT_READ: a file that is no font. */
struct status drawing_make(struct drawing **out, const struct sheet *sheet,
                           const struct draw_means *means);
void drawing_free(struct drawing *drawing);

const struct draw_warning *drawing_warnings(const struct drawing *drawing, size_t *count);
/* Size in px (SVG) and points (PDF). */
void drawing_size(const struct drawing *drawing, double *width, double *height);

/* Appends to `out`. */
struct status drawing_svg(const struct drawing *drawing, const struct draw_options *options,
                          struct writer *out);
/* The style sheet of all SVGs in the machine's fonts, for a document that holds several of them. */
void draw_style(struct writer *out, enum draw_theme theme);
/* One page a drawing, at its natural size; `title` is the document's. */
struct status drawing_pdf(const struct drawing *const *drawings, size_t count, const char *title,
                          const struct draw_options *options, struct writer *out);
/* A bitmap, `scale` pixels for each px. STATUS_BROKEN: larger than cairo can make. */
struct status drawing_png(const struct drawing *drawing, const struct draw_options *options,
                          struct writer *out);

/* With the machine's fonts, in one go, for a caller that paints once and wants no warnings. */
struct status draw_svg(const struct sheet *sheet, const struct draw_options *options,
                       struct writer *out);
struct status draw_pdf(const struct sheet *const *sheets, size_t count, const char *title,
                       const struct draw_options *options, struct writer *out);

/* The XML id that a picture gives the element `id`: "flow." + id for a flow, "step." + number for a
 * step, the path itself for boundaries and cards. Letters, digits, `_`, `.` and inner `-` stay;
 * "->" becomes "--to--", every other byte "--" and two hex digits; a path that begins like one of
 * the prefixes gets "--" at its end. Names have no "--", so no two ids meet. */
void draw_id(struct writer *out, const char *prefix, const char *id);

/* How good the layout is, for tests: see diagrams.md, "Recommended attributes". */
struct draw_metrics {
  unsigned crossings;  /* of edges */
  unsigned node_hits;  /* edges through a card that is not their end */
  unsigned overlaps;   /* cards, tabs and badges on one another */
  unsigned tab_hits;   /* edges under a boundary's title */
  unsigned badge_hits; /* edges through another edge's badge */
  unsigned lost;       /* edges drawn straight because the engine lost them */
  double length;       /* of all edges, px */
  double layout_ms;    /* wall time of the child; not part of any output */
};
struct draw_metrics drawing_metrics(const struct drawing *drawing);

#endif
