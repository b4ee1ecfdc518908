/* What the painters that use cairo (page.c for PDF, image.c for PNG) share. */
#ifndef CTM_DRAW_CANVAS_H
#define CTM_DRAW_CANVAS_H

#include "draw/drawing.h"

#include <cairo.h>

struct canvas {
  cairo_t *cairo;
  struct fonts *fonts;
  int palette; /* of the theme: 0 light, 1 dark */
};

/* Paints a mark; groups paint nothing. */
void canvas_put(struct canvas *canvas, const struct mark *mark);

/* Appends NAME='VALUE', as cairo reads the attributes of tags. */
void canvas_quote(struct writer *out, const char *name, const char *value);

/* For cairo: bytes to a struct writer. */
cairo_status_t canvas_write(void *writer, const unsigned char *bytes, unsigned size);

#endif
