/* The plain arrangement for when the engine fails: inside each frame its own nodes in rows, then
 * the frames in it, wrapped at a width that makes about 3 : 2. Frames come after their parents in
 * number, so sizes are made from the last to the first and places from the first to the last. */
#include "draw/layout.h"

#include <math.h>

#define GAP 28.0
#define PAD 18.0

struct shelf {
  double x, y, row_h, width, limit;
};

/* The place of the next box on the shelf. */
static struct point shelf_put(struct shelf *shelf, double w, double h)
{
  if (shelf->x > 0 && shelf->x + w > shelf->limit) {
    shelf->x = 0;
    shelf->y += shelf->row_h + GAP;
    shelf->row_h = 0;
  }
  struct point at = {shelf->x, shelf->y};
  shelf->x += w + GAP;
  shelf->row_h = fmax(shelf->row_h, h);
  shelf->width = fmax(shelf->width, at.x + w);
  return at;
}

static double limit_of(const struct layout_problem *problem, const struct layout_result *result,
                       uint32_t frame)
{
  double area = 0, widest = 0;
  for (size_t i = 0; i < problem->node_count; i++) {
    if (problem->nodes[i].frame != frame) continue;
    area += (problem->nodes[i].w + GAP) * (problem->nodes[i].h + GAP);
    widest = fmax(widest, problem->nodes[i].w);
  }
  for (size_t i = 0; i < problem->frame_count; i++) {
    if (problem->frames[i].parent != frame) continue;
    area += (result->frames[i].w + GAP) * (result->frames[i].h + GAP);
    widest = fmax(widest, result->frames[i].w);
  }
  return fmax(widest, sqrt(area * 1.5));
}

/* Sets the insides of one frame (or of the sheet) relative to it; returns their size. */
static struct point fill(const struct layout_problem *problem, struct layout_result *result,
                         uint32_t frame)
{
  struct shelf shelf = {.limit = limit_of(problem, result, frame)};
  for (size_t i = 0; i < problem->node_count; i++) {
    if (problem->nodes[i].frame != frame) continue;
    struct box *box = &result->nodes[i];
    struct point at = shelf_put(&shelf, box->w, box->h);
    box->x = at.x, box->y = at.y;
  }
  for (size_t i = 0; i < problem->frame_count; i++) {
    if (problem->frames[i].parent != frame) continue;
    struct box *box = &result->frames[i];
    struct point at = shelf_put(&shelf, box->w, box->h);
    box->x = at.x, box->y = at.y;
  }
  return (struct point){shelf.width, shelf.y + shelf.row_h};
}

static void shift(const struct layout_problem *problem, struct layout_result *result,
                  uint32_t frame, double dx, double dy)
{
  for (size_t i = 0; i < problem->node_count; i++)
    if (problem->nodes[i].frame == frame) result->nodes[i].x += dx, result->nodes[i].y += dy;
  for (size_t i = 0; i < problem->frame_count; i++)
    if (problem->frames[i].parent == frame) result->frames[i].x += dx, result->frames[i].y += dy;
}

struct layout_result layout_grid(struct arena *arena, const struct layout_problem *problem)
{
  struct layout_result result = {
      .nodes = arena_new_array(arena, problem->node_count, struct box),
      .frames = arena_new_array(arena, problem->frame_count, struct box),
      .edges = arena_new_array(arena, problem->edge_count, struct layout_curve)};
  for (size_t i = 0; i < problem->node_count; i++)
    result.nodes[i] = (struct box){0, 0, problem->nodes[i].w, problem->nodes[i].h};
  for (size_t i = problem->frame_count; i-- > 0;) {
    struct point size = fill(problem, &result, (uint32_t)i);
    const struct layout_frame *frame = &problem->frames[i];
    result.frames[i].w = fmax(size.x, frame->tab_w) + 2 * PAD;
    result.frames[i].h = size.y + frame->tab_h + 2 * PAD;
  }
  struct point all = fill(problem, &result, LAYOUT_NONE);
  result.width = all.x, result.height = all.y;
  for (size_t i = 0; i < problem->frame_count; i++)
    shift(problem, &result, (uint32_t)i, result.frames[i].x + PAD,
          result.frames[i].y + problem->frames[i].tab_h + PAD);
  return result;
}
