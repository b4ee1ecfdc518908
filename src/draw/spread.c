/* Lines between the same two things (a request and its answer, an attack beside a flow) come from
 * the engine a few px apart, too near for their badges. Here they are bent apart at the middle, in
 * the order in which they lie, unless that would push one into a card. */
#include "draw/drawing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARALLEL = 12 };

struct strand {
  size_t edge;
  double offset; /* of its middle, across the line between the two things */
  double half;   /* room that it wants on each side */
};

static bool is_between(const struct edge *a, const struct edge *b)
{
  return (a->from == b->from && a->to == b->to) || (a->from == b->to && a->to == b->from);
}

static int by_offset(const void *a, const void *b)
{
  const struct strand *x = a, *y = b;
  if (x->offset != y->offset) return x->offset < y->offset ? -1 : 1;
  return x->edge < y->edge ? -1 : x->edge > y->edge;
}

/* The unit vector across the line from the lower-numbered thing to the other. */
static struct point across(const struct plan *plan, const struct edge *edge)
{
  bool is_turned = edge->from > edge->to;
  struct point a = box_middle(plan->nodes[is_turned ? edge->to : edge->from]);
  struct point b = box_middle(plan->nodes[is_turned ? edge->from : edge->to]);
  double length = fmax(point_distance(a, b), 1);
  return (struct point){-(b.y - a.y) / length, (b.x - a.x) / length};
}

static size_t gather(const struct drawing *drawing, const struct plan *plan, size_t first,
                     struct strand *strands)
{
  size_t count = 0;
  struct point n = across(plan, &drawing->edges[first]);
  for (size_t i = first; i < drawing->edge_count && count < MOST_PARALLEL; i++) {
    const struct edge *edge = &drawing->edges[i];
    if (!is_between(&drawing->edges[first], edge)) continue;
    const struct polyline *line = &plan->routes[i].line;
    struct point middle = polyline_point(line, polyline_length(line), 0.5);
    double half = (fabs(n.x) * edge->badge_w + fabs(n.y) * edge->badge_h) / 2 + 1.5;
    strands[count++] = (struct strand){i, middle.x * n.x + middle.y * n.y, half};
  }
  qsort(strands, count, sizeof *strands, by_offset);
  return count;
}

/* The shift of each middle: one beside the other, about where they are now. */
static bool find_shifts(const struct strand *strands, size_t count, double *shifts)
{
  double width = 0, middle = 0, at = 0;
  bool is_tight = false;
  for (size_t i = 0; i < count; i++) {
    width += 2 * strands[i].half;
    middle += strands[i].offset / (double)count;
    double gap = i ? strands[i].offset - strands[i - 1].offset : INFINITY;
    is_tight |= gap < strands[i].half + (i ? strands[i - 1].half : 0) - 2;
  }
  for (size_t i = 0; i < count; i++) {
    shifts[i] = middle - width / 2 + at + strands[i].half - strands[i].offset;
    at += 2 * strands[i].half;
  }
  return is_tight;
}

/* Moves the inner points; the middle of a single cubic follows by three quarters. */
static struct route bent(struct drawing *drawing, const struct route *route, struct point by)
{
  struct route result = *route;
  double more = route->count == 4 ? 4.0 / 3 : 1;
  result.curve = arena_new_array(&drawing->arena, route->count, struct point);
  memcpy(result.curve, route->curve, route->count * sizeof *result.curve);
  for (size_t i = 1; i + 1 < route->count; i++) {
    result.curve[i].x += by.x * more;
    result.curve[i].y += by.y * more;
  }
  sample_route(drawing, &result);
  return result;
}

static bool is_free(const struct drawing *drawing, const struct plan *plan,
                    const struct route *route, const struct edge *edge)
{
  for (uint32_t i = 0; i < drawing->node_count; i++)
    if (i != edge->from && i != edge->to &&
        polyline_meets(&route->line, box_grown(plan->nodes[i], 4)))
      return false;
  return true;
}

static void spread(struct drawing *drawing, struct plan *plan, const struct strand *strands,
                   size_t count)
{
  double shifts[MOST_PARALLEL];
  struct route routes[MOST_PARALLEL];
  if (!find_shifts(strands, count, shifts)) return;
  struct point n = across(plan, &drawing->edges[strands[0].edge]);
  for (size_t i = 0; i < count; i++) {
    size_t edge = strands[i].edge;
    struct point by = {n.x * shifts[i], n.y * shifts[i]};
    routes[i] = bent(drawing, &plan->routes[edge], by);
    if (!is_free(drawing, plan, &routes[i], &drawing->edges[edge])) return;
  }
  for (size_t i = 0; i < count; i++) plan->routes[strands[i].edge] = routes[i];
}

void spread_parallel(struct drawing *drawing, struct plan *plan)
{
  for (size_t i = 0; i < drawing->edge_count; i++) {
    bool is_first = !(plan->routes[i].badge.w > 0); /* the engine has bent it round its plate */
    for (size_t k = 0; k < i && is_first; k++)
      is_first = !is_between(&drawing->edges[i], &drawing->edges[k]);
    if (!is_first) continue;
    struct strand strands[MOST_PARALLEL];
    size_t count = gather(drawing, plan, i, strands);
    if (count > 1) spread(drawing, plan, strands, count);
  }
}
