/* Text as the painters will set it: one set of fonts measures and paints, so that what fits is what
 * is drawn. Widths are cached. */
#ifndef CTM_DRAW_MEASURE_H
#define CTM_DRAW_MEASURE_H

#include "base/arena.h"
#include "base/status.h"
#include "draw/draw.h"
#include "draw/theme.h"

#include <stdbool.h>
#include <stddef.h>

struct fonts;
struct _cairo;        /* cairo_t */
struct _PangoContext; /* PangoContext */

/* One line of text and its width in px. */
struct line {
  const char *text;
  double width;
};

/* The fonts of the machine, or of these files (NULL or none: the machine's). *out is yours unless
 * it fails: STATUS_CANNOT_READ, a file is no font. */
struct status fonts_open(struct fonts **out, const struct draw_fonts *files);
void fonts_close(struct fonts *fonts);
/* For texts of more than one line (document.c); the fonts'. */
struct _PangoContext *fonts_context(const struct fonts *fonts);

double fonts_width(struct fonts *fonts, enum style style, const char *text);
/* The text on one line of at most `room` px; "…" where it was cut (*is_cut, if not NULL, is set
 * then, never cleared). Cut texts are the arena's. */
struct line fonts_fit(struct fonts *fonts, struct arena *arena, enum style style, const char *text,
                      double room, bool *is_cut);
/* The text on at most `most` lines, as even as its words allow. Returns how many. */
unsigned fonts_wrap(struct fonts *fonts, struct arena *arena, enum style style, const char *text,
                    double room, unsigned most, struct line *lines, bool *is_cut);
/* The family that the measuring font has in truth. */
const char *fonts_family(struct fonts *fonts);
/* The family of the files that were given, or NULL: the theme's families. */
const char *fonts_given_family(const struct fonts *fonts);
/* Texts of which the fonts lack a character, in the order in which they were met. */
size_t fonts_missing(const struct fonts *fonts, const char *const **texts);

/* Paints a text with its baseline at x, y; the caller has set the source. */
void fonts_paint(struct fonts *fonts, struct _cairo *cairo, enum style style, const char *text,
                 double x, double y);

#endif
