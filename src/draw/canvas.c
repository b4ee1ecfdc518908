/* Marks on a cairo surface of any sort. */
#include "draw/canvas.h"

#include "draw/shape.h"

#include <stdlib.h>

static bool set_source(struct canvas *canvas, const char *color)
{
  if (!*color) return false;
  double rgb[3];
  theme_rgb(color, rgb);
  cairo_set_source_rgb(canvas->cairo, rgb[0], rgb[1], rgb[2]);
  return true;
}

static void set_pen(struct canvas *canvas, const struct style_row *row)
{
  double dashes[4];
  int count = 0;
  for (const char *at = row->dash; *at && count < 4; count++)
    dashes[count] = strtod(at, (char **)(uintptr_t)&at);
  cairo_set_dash(canvas->cairo, dashes, count, 0);
  cairo_set_line_width(canvas->cairo, row->width);
}

static void paint_path(struct canvas *canvas, enum style style)
{
  const struct style_row *row = &theme[style];
  if (set_source(canvas, row->fill[canvas->palette])) cairo_fill_preserve(canvas->cairo);
  if (row->width > 0 && set_source(canvas, row->stroke[canvas->palette])) {
    set_pen(canvas, row);
    cairo_stroke_preserve(canvas->cairo);
  }
  cairo_new_path(canvas->cairo);
}

static void put_box(struct canvas *canvas, const struct mark *mark)
{
  cairo_t *cairo = canvas->cairo;
  struct box b = mark->box;
  double r = mark->radius, half = 1.5707963267948966;
  if (r > b.h / 2) r = b.h / 2;
  if (r > b.w / 2) r = b.w / 2;
  if (b.h == 0) {
    cairo_move_to(cairo, b.x, b.y);
    cairo_line_to(cairo, b.x + b.w, b.y);
  } else if (r > 0) {
    cairo_arc(cairo, b.x + b.w - r, b.y + r, r, -half, 0);
    cairo_arc(cairo, b.x + b.w - r, b.y + b.h - r, r, 0, half);
    cairo_arc(cairo, b.x + r, b.y + b.h - r, r, half, 2 * half);
    cairo_arc(cairo, b.x + r, b.y + r, r, 2 * half, 3 * half);
    cairo_close_path(cairo);
  } else
    cairo_rectangle(cairo, b.x, b.y, b.w, b.h);
  paint_path(canvas, mark->style);
}

static void put_op(void *context, char op, const struct point *p)
{
  cairo_t *cairo = context;
  switch (op) {
  case 'M':
    cairo_move_to(cairo, p->x, p->y);
    break;
  case 'L':
    cairo_line_to(cairo, p->x, p->y);
    break;
  case 'C':
    cairo_curve_to(cairo, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
    break;
  default:
    cairo_close_path(cairo);
    break;
  }
}

static void put_path(struct canvas *canvas, const struct mark *mark)
{
  const struct point *points = mark->points;
  for (const char *op = mark->ops; *op; op++) {
    put_op(canvas->cairo, *op, points);
    points += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
  }
  paint_path(canvas, mark->style);
}

static void put_glyph(struct canvas *canvas, const struct mark *mark)
{
  cairo_t *cairo = canvas->cairo;
  cairo_save(cairo);
  cairo_translate(cairo, mark->box.x, mark->box.y);
  cairo_scale(cairo, mark->box.w / 20, mark->box.w / 20);
  const struct point *points = mark->glyph->points;
  for (const char *op = mark->glyph->ops; *op; op++) {
    put_op(cairo, *op, points);
    points += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
  }
  cairo_restore(cairo); /* the path stays, the pen is not scaled */
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  paint_path(canvas, mark->style);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
}

static void put_text(struct canvas *canvas, const struct mark *mark)
{
  const struct style_row *row = &theme[mark->style];
  struct fonts *fonts = canvas->fonts;
  double x = mark->box.x;
  if (row->anchor == 'm') x -= fonts_width(fonts, mark->style, mark->text) / 2;
  set_source(canvas, row->fill[canvas->palette]);
  fonts_paint(fonts, canvas->cairo, mark->style, mark->text, x, mark->box.y);
  cairo_new_path(canvas->cairo);
}

void canvas_put(struct canvas *canvas, const struct mark *mark)
{
  switch (mark->kind) {
  case MARK_BOX:
    put_box(canvas, mark);
    break;
  case MARK_CIRCLE:
    cairo_arc(canvas->cairo, mark->box.x, mark->box.y, mark->box.w, 0, 6.283185307179586);
    paint_path(canvas, mark->style);
    break;
  case MARK_PATH:
    put_path(canvas, mark);
    break;
  case MARK_TEXT:
    put_text(canvas, mark);
    break;
  case MARK_GLYPH:
    put_glyph(canvas, mark);
    break;
  case MARK_OPEN:
  case MARK_CLOSE:
    break;
  }
}

void canvas_quote(struct writer *out, const char *name, const char *value)
{
  writer_format(out, "%s='", name);
  for (; *value; value++) {
    if (*value == '\'' || *value == '\\') writer_char(out, '\\');
    writer_char(out, *value);
  }
  writer_char(out, '\'');
}

cairo_status_t canvas_write(void *writer, const unsigned char *bytes, unsigned size)
{
  writer_bytes(writer, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}
