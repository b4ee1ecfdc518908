/* The whole picture, from the top: title, areas, lines, cards, titles of the areas, table, legend.
 */
#include "draw/compose.h"

#include <math.h>

#define LEAST_WIDTH 620.0

static void move_box(struct box *box, double dx, double dy)
{
  box->x += dx, box->y += dy;
}

static void move_route(struct route *route, double dx, double dy)
{
  for (size_t i = 0; i < route->count; i++) route->curve[i].x += dx, route->curve[i].y += dy;
  for (size_t i = 0; i < route->line.count; i++)
    route->line.at[i].x += dx, route->line.at[i].y += dy;
  route->tip.x += dx, route->tip.y += dy;
  move_box(&route->line.bounds, dx, dy);
  for (size_t i = 0; i < polyline_runs(&route->line); i++) move_box(&route->line.runs[i], dx, dy);
  move_box(&route->badge, dx, dy);
}

/* The plan's upper left comes to x, y of the sheet. */
static void move_plan(struct drawing *drawing, double x, double y)
{
  struct plan *plan = &drawing->plan;
  double dx = x - plan->origin.x, dy = y - plan->origin.y;
  plan->origin = (struct point){x, y};
  for (size_t i = 0; i < drawing->node_count; i++) move_box(&plan->nodes[i], dx, dy);
  for (size_t i = 0; i < drawing->frame_count; i++) move_box(&plan->frames[i], dx, dy);
  for (size_t i = 0; i < drawing->frame_count; i++) move_box(&plan->tabs[i], dx, dy);
  for (size_t i = 0; i < drawing->edge_count; i++) move_route(&plan->routes[i], dx, dy);
}

static double paint_nothing(struct drawing *drawing, double y)
{
  static const char text[] = "There is nothing to show on this sheet.";
  scene_text(&drawing->scene, STYLE_NOTE, MARGIN, y + 24, text,
             fonts_width(drawing->fonts, STYLE_NOTE, text));
  return y + 40;
}

static double paint_plan(struct drawing *drawing, double y)
{
  if (!drawing->node_count) return paint_nothing(drawing, y);
  move_plan(drawing, MARGIN, y);
  paint_frames(drawing);
  paint_edges(drawing);
  paint_cards(drawing);
  paint_own_steps(drawing);
  paint_tabs(drawing);
  return y + drawing->plan.height + 20;
}

void compose(struct drawing *drawing)
{
  struct scene *scene = &drawing->scene;
  scene->arena = &drawing->arena;
  scene->pictograms = drawing->pictograms;
  scene->width = fmax(LEAST_WIDTH, drawing->plan.width);
  scene_box(scene, STYLE_PAGE, (struct box){0}, 0); /* its size is known at the end */
  double y = paint_title(drawing);
  double width = ceil(scene->width);
  y = paint_plan(drawing, y);
  y = paint_table(drawing, y, width);
  y = paint_legend(drawing, y, width);
  scene->width = width + 2 * MARGIN;
  scene->height = ceil(y + MARGIN - 4);
  scene->marks.at[0].box = (struct box){0, 0, scene->width, scene->height};
}
