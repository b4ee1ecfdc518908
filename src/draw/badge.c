/* Number badges on finished curves. For each edge the places t = 0.5, 0.5 ± 0.0125, … along its
 * length are tried; a place costs 50 for each card it touches, 40 for each badge, 30 for each
 * title, 6 for each other edge and 2·|t - 0.5|; the first cheapest is taken. The edges with attack
 * steps choose first, then the shortest. O(edges² · places), each test behind a test of bounding
 * boxes. */
#include "draw/drawing.h"

#include <math.h>

enum { PLACES = 37 }; /* each way from the middle: t from 0.0375 to 0.9625 */

static double cost_of_things(const struct drawing *drawing, const struct plan *plan,
                             struct box place)
{
  double cost = 0;
  for (size_t i = 0; i < drawing->node_count; i++)
    if (box_meets(place, node_hull(&drawing->nodes[i], plan->nodes[i]))) cost += 50;
  for (size_t i = 0; i < drawing->frame_count; i++)
    if (box_meets(place, plan->tabs[i])) cost += 30;
  return cost;
}

static double cost_of_edges(const struct drawing *drawing, const struct plan *plan, size_t edge,
                            struct box place, double enough)
{
  double cost = 0;
  for (size_t i = 0; i < drawing->edge_count && cost < enough; i++) {
    if (i == edge) continue;
    const struct route *other = &plan->routes[i];
    if (other->badge.w > 0 && box_meets(place, box_grown(other->badge, 1))) cost += 40;
    if (polyline_meets(&other->line, place)) cost += 6;
  }
  return cost;
}

static struct box place_at(const struct edge *edge, struct point p)
{
  return (struct box){p.x - edge->badge_w / 2, p.y - edge->badge_h / 2, edge->badge_w,
                      edge->badge_h};
}

static void place(const struct drawing *drawing, struct plan *plan, size_t number)
{
  const struct edge *edge = &drawing->edges[number];
  struct route *route = &plan->routes[number];
  double length = polyline_length(&route->line), best = INFINITY;
  struct box chosen = {0};
  for (int i = 0; i <= 2 * PLACES; i++) {
    int steps = i % 2 ? (i + 1) / 2 : -i / 2;
    double t = 0.5 + 0.0125 * steps, far = 2 * fabs(t - 0.5);
    if (far >= best) break;
    struct box box = place_at(edge, polyline_point(&route->line, length, t));
    double cost = far + cost_of_things(drawing, plan, box);
    if (cost < best) cost += cost_of_edges(drawing, plan, number, box, best - cost);
    if (cost < best) best = cost, chosen = box;
  }
  route->badge = chosen;
}

/* Attack steps first, then the shortest: a long line has more places to give way to. */
static bool is_sooner(const struct drawing *drawing, const struct plan *plan, size_t a, size_t b)
{
  bool is_attack = drawing->edges[a].steps.len > 0;
  if (is_attack != (drawing->edges[b].steps.len > 0)) return is_attack;
  double of_a = polyline_length(&plan->routes[a].line),
         of_b = polyline_length(&plan->routes[b].line);
  return of_a < of_b || (of_a == of_b && a < b);
}

void place_badges(struct drawing *drawing, struct plan *plan)
{
  struct arena scratch = {0};
  size_t *order = arena_new_array(&scratch, drawing->edge_count, size_t), count = 0;
  for (size_t i = 0; i < drawing->edge_count; i++) {
    bool is_placed = plan->routes[i].badge.w > 0; /* by the engine */
    if (!(drawing->edges[i].badge_w > 0) || is_placed) continue;
    size_t at = count++;
    for (; at > 0 && is_sooner(drawing, plan, i, order[at - 1]); at--) order[at] = order[at - 1];
    order[at] = i;
  }
  for (size_t i = 0; i < count; i++) place(drawing, plan, order[i]);
  arena_free(&scratch);
}
