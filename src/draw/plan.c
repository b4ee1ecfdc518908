/* A layout becomes a plan: boxes on whole pixels, edges drawn on to the true outlines (the engine
 * knows boxes only), lost edges drawn straight. */
#include "draw/drawing.h"

#include <math.h>
#include <string.h>

/* From p, which may lie outside the outline, on in the direction of `away`-`p` reversed, until the
 * outline is met. */
static double reach(const struct node *node, struct box box, struct point p, struct point from)
{
  double length = point_distance(p, from);
  if (length < 0.01) return 0;
  double dx = (p.x - from.x) / length, dy = (p.y - from.y) / length;
  for (double d = 0; d < 40; d += 0.5)
    if (node_holds(node, box, (struct point){p.x + dx * d, p.y + dy * d})) return d;
  return 0;
}

static struct point pushed(struct point p, struct point from, double by)
{
  double length = point_distance(p, from);
  return length < 0.01 ? p : point_between(from, p, (length + by) / length);
}

/* The point before the end that gives the direction there. */
static struct point direction_from(const struct point *curve, size_t count, bool is_start)
{
  size_t end = is_start ? 0 : count - 1;
  for (size_t i = 1; i < count; i++) {
    struct point p = curve[is_start ? i : count - 1 - i];
    if (point_distance(p, curve[end]) > 0.5) return p;
  }
  return curve[end];
}

static void trim_ends(const struct drawing *drawing, const struct plan *plan,
                      const struct edge *edge, struct route *route)
{
  struct point *curve = route->curve, *last = &curve[route->count - 1];
  struct point behind = direction_from(curve, route->count, true);
  curve[0] = pushed(curve[0], behind,
                    reach(&drawing->nodes[edge->from], plan->nodes[edge->from], curve[0], behind));
  struct point before =
      point_distance(*last, route->tip) > 0.5 ? *last : direction_from(curve, route->count, false);
  double by = reach(&drawing->nodes[edge->to], plan->nodes[edge->to], route->tip, before);
  struct point tip = pushed(route->tip, before, by);
  last->x += tip.x - route->tip.x;
  last->y += tip.y - route->tip.y;
  route->tip = tip;
}

/* From middle to middle, cut off at both outlines. */
static void draw_straight(struct drawing *drawing, const struct plan *plan, const struct edge *edge,
                          struct route *route)
{
  struct point a = box_middle(plan->nodes[edge->from]), b = box_middle(plan->nodes[edge->to]);
  double from = 0, to = 1;
  while (from < 0.5 && node_holds(&drawing->nodes[edge->from], plan->nodes[edge->from],
                                  point_between(a, b, from)))
    from += 0.005;
  while (to > 0.5 &&
         node_holds(&drawing->nodes[edge->to], plan->nodes[edge->to], point_between(a, b, to)))
    to -= 0.005;
  route->tip = point_between(a, b, to);
  struct point start = point_between(a, b, from), end = pushed(route->tip, start, -8);
  route->count = 4;
  route->curve = arena_new_array(&drawing->arena, 4, struct point);
  for (int i = 0; i < 4; i++) route->curve[i] = point_between(start, end, i / 3.0);
}

/* The curve as short pieces, with the arrow head. */
void sample_route(struct drawing *drawing, struct route *route)
{
  struct polyline line = polyline_of(&drawing->arena, route->curve, route->count);
  struct point *at = arena_new_array(&drawing->arena, line.count + 1, struct point);
  memcpy(at, line.at, line.count * sizeof *at);
  at[line.count++] = route->tip;
  line.at = at;
  polyline_bound(&drawing->arena, &line);
  route->line = line;
}

static void make_routes(struct drawing *drawing, struct plan *plan,
                        const struct layout_result *result)
{
  plan->routes = arena_new_array(&drawing->arena, drawing->edge_count, struct route);
  for (size_t i = 0; i < drawing->edge_count; i++) {
    const struct layout_curve *curve = &result->edges[i];
    struct route *route = &plan->routes[i];
    if (curve->count >= 4 && curve->count % 3 == 1) {
      *route = (struct route){.curve = curve->at, .count = curve->count, .tip = curve->tip};
      route->badge = curve->plate;
      trim_ends(drawing, plan, &drawing->edges[i], route);
    } else {
      plan->metrics.lost++;
      draw_straight(drawing, plan, &drawing->edges[i], route);
    }
    sample_route(drawing, route);
    plan->metrics.length += polyline_length(&route->line);
  }
}

static struct box on_pixels(struct box box)
{
  return (struct box){round(box.x), round(box.y), round(box.w), round(box.h)};
}

static void make_boxes(struct drawing *drawing, struct plan *plan,
                       const struct layout_result *result)
{
  plan->nodes = arena_new_array(&drawing->arena, drawing->node_count, struct box);
  plan->frames = arena_new_array(&drawing->arena, drawing->frame_count, struct box);
  plan->tabs = arena_new_array(&drawing->arena, drawing->frame_count, struct box);
  for (size_t i = 0; i < drawing->node_count; i++) plan->nodes[i] = on_pixels(result->nodes[i]);
  for (size_t i = 0; i < drawing->frame_count; i++) {
    const struct frame *frame = &drawing->frames[i];
    bool is_node = frame->node != SHEET_NONE;
    plan->frames[i] = is_node ? plan->nodes[frame->node] : on_pixels(result->frames[frame->engine]);
    plan->tabs[i] = (struct box){plan->frames[i].x, plan->frames[i].y,
                                 fmin(frame->tab_w, plan->frames[i].w), TAB_HEIGHT};
  }
}

/* A short line counts for more: its badge has nowhere else to go. */
static unsigned lines_under(const struct drawing *drawing, const struct plan *plan, struct box tab)
{
  enum { SHORT = 90, COST_OF_SHORT = 4 };
  unsigned count = 0;
  for (size_t i = 0; i < drawing->edge_count; i++) {
    const struct polyline *line = &plan->routes[i].line;
    if (!polyline_meets(line, tab)) continue;
    count += polyline_length(line) < SHORT ? COST_OF_SHORT : 1;
  }
  return count;
}

/* A tab stands at the left end of its boundary's upper edge, unless fewer lines pass below it at
 * the right end or in between: the engine keeps the whole strip free of cards. */
static void slide_tabs(const struct drawing *drawing, struct plan *plan)
{
  enum { STEPS = 12 };
  for (size_t i = 0; i < drawing->frame_count; i++) {
    struct box tab = plan->tabs[i];
    double room = plan->frames[i].w - tab.w;
    unsigned least = lines_under(drawing, plan, tab);
    for (int k = 0; k < STEPS && least > 0 && room > 30; k++) {
      tab.x = round(plan->frames[i].x + room * (k ? k / (double)STEPS : 1));
      unsigned count = lines_under(drawing, plan, tab);
      if (count >= least) continue;
      least = count;
      plan->tabs[i] = tab;
    }
  }
}

/* Curves may swing beyond the engine's box. */
static void find_size(struct drawing *drawing, struct plan *plan, double width, double height)
{
  struct box all = {0, 0, width, height};
  for (size_t i = 0; i < drawing->edge_count; i++)
    all = box_union(all, box_grown(plan->routes[i].line.bounds, 4));
  for (size_t i = 0; i < drawing->edge_count; i++)
    if (plan->routes[i].badge.w > 0) all = box_union(all, plan->routes[i].badge);
  for (size_t i = 0; i < drawing->node_count; i++)
    all = box_union(all, node_hull(&drawing->nodes[i], plan->nodes[i]));
  plan->origin = (struct point){floor(all.x), floor(all.y)};
  plan->width = ceil(all.x + all.w) - plan->origin.x;
  plan->height = ceil(all.y + all.h) - plan->origin.y;
}

struct plan plan_of(struct drawing *drawing, const struct layout_result *result)
{
  struct plan plan = {0};
  make_boxes(drawing, &plan, result);
  make_routes(drawing, &plan, result);
  spread_parallel(drawing, &plan);
  slide_tabs(drawing, &plan);
  place_badges(drawing, &plan);
  find_size(drawing, &plan, result->width, result->height);
  judge_plan(drawing, &plan);
  return plan;
}
