/* A scene as a PNG. Text is painted on a surface of the final size, so it stays sharp; a scale of 2
 * or more keeps the spacing of letters (below, cairo sets raster glyphs on whole pixels). */
#include "draw/canvas.h"

#include <math.h>

#define MOST_PIXELS 32000.0 /* of a side: cairo's own limit is 32767 */

static void paint(struct canvas *canvas, const struct scene *scene)
{
  cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_ROUND);
  for (size_t i = 0; i < scene->marks.len; i++) canvas_put(canvas, &scene->marks.at[i]);
}

static cairo_status_t write_image(const struct drawing *drawing, int palette, double scale,
                                  struct writer *out)
{
  const struct scene *scene = &drawing->scene;
  cairo_surface_t *surface = cairo_image_surface_create(
      CAIRO_FORMAT_RGB24, (int)ceil(scene->width * scale), (int)ceil(scene->height * scale));
  struct canvas canvas = {cairo_create(surface), drawing->fonts, palette};
  cairo_status_t status = cairo_status(canvas.cairo);
  if (status != CAIRO_STATUS_SUCCESS) goto cleanup;
  cairo_scale(canvas.cairo, scale, scale);
  paint(&canvas, scene);
  status = cairo_status(canvas.cairo);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream(surface, canvas_write, out);
cleanup:
  cairo_destroy(canvas.cairo);
  cairo_surface_destroy(surface);
  return status;
}

struct status drawing_png(const struct drawing *drawing, const struct draw_options *options,
                          struct writer *out)
{
  double scale = options && options->scale > 0 ? options->scale : 2;
  double longest = fmax(drawing->scene.width, drawing->scene.height);
  if (longest * scale > MOST_PIXELS)
    return status_make(STATUS_BROKEN,
                       "a PNG of %.0f pixels on a side is more than the %.0f that cairo takes; "
                       "choose a smaller scale",
                       longest * scale, MOST_PIXELS);
  size_t start = out->len;
  int palette = options && options->theme == DRAW_THEME_DARK;
  cairo_status_t done = write_image(drawing, palette, scale, out);
  if (done == CAIRO_STATUS_SUCCESS) return STATUS_FINE;
  out->len = start;
  return status_make(STATUS_BROKEN, "the PNG cannot be made: %s", cairo_status_to_string(done));
}
