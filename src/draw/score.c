/* How good a plan is, in numbers (the weights were chosen by looking at what they pick):
 * 40·node hits + 20·overlaps + 10·crossings + 8·tab hits + 5·neighbours out of their order +
 * length/100
 * + 30·|ln(aspect / 1.5)|. */
#include "draw/drawing.h"

#include <math.h>

static bool share_an_end(const struct edge *a, const struct edge *b, struct point where,
                         const struct plan *plan)
{
  const uint32_t ends[2] = {a->from, a->to};
  for (int i = 0; i < 2; i++) {
    bool is_shared = ends[i] == b->from || ends[i] == b->to;
    if (is_shared && box_holds(box_grown(plan->nodes[ends[i]], 12), where)) return true;
  }
  return false;
}

/* Where two lines have crossed so far. */
struct finds {
  struct point *where;
  unsigned most, count;
};

/* The crossings of one run of a line with all of another. */
static void cross_run(const struct drawing *drawing, const struct plan *plan, size_t a, size_t b,
                      size_t run, struct finds *finds)
{
  const struct polyline *p = &plan->routes[a].line, *q = &plan->routes[b].line;
  for (size_t i = run * POLYLINE_RUN + 1; i < p->count && i <= (run + 1) * POLYLINE_RUN; i++) {
    struct box piece = box_around(p->at[i - 1], p->at[i]);
    if (!box_meets(piece, box_grown(q->bounds, 0.01))) continue;
    for (size_t k = 1; k < q->count; k++) {
      struct point at;
      if (k % POLYLINE_RUN == 1 && !box_meets(q->runs[k / POLYLINE_RUN], piece)) {
        k += POLYLINE_RUN - 1;
        continue;
      }
      if (!segments_cross(p->at[i - 1], p->at[i], q->at[k - 1], q->at[k], &at)) continue;
      if (share_an_end(&drawing->edges[a], &drawing->edges[b], at, plan)) continue;
      if (finds->count < finds->most) finds->where[finds->count] = at;
      finds->count++;
    }
  }
}

unsigned find_crossings(const struct drawing *drawing, const struct plan *plan, size_t a, size_t b,
                        struct point *where, unsigned most)
{
  const struct polyline *p = &plan->routes[a].line, *q = &plan->routes[b].line;
  struct finds finds = {where, most, 0};
  if (!box_meets(box_grown(p->bounds, 0.01), box_grown(q->bounds, 0.01))) return 0;
  for (size_t run = 0; run < polyline_runs(p); run++)
    if (box_meets(p->runs[run], box_grown(q->bounds, 0.01)))
      cross_run(drawing, plan, a, b, run, &finds);
  return finds.count;
}

/* Two lines that run into one another cross at every other piece: a fault, but not a hundred. */
static unsigned crossings_of(const struct drawing *drawing, const struct plan *plan, size_t a,
                             size_t b)
{
  unsigned count = find_crossings(drawing, plan, a, b, NULL, 0);
  return count > 3 ? 3 : count;
}

static void hits_of(const struct drawing *drawing, const struct plan *plan, size_t number,
                    struct draw_metrics *metrics)
{
  const struct edge *edge = &drawing->edges[number];
  const struct polyline *line = &plan->routes[number].line;
  for (uint32_t i = 0; i < drawing->node_count; i++)
    if (i != edge->from && i != edge->to && polyline_meets(line, box_grown(plan->nodes[i], -1)))
      metrics->node_hits++;
  for (size_t i = 0; i < drawing->frame_count; i++)
    if (polyline_meets(line, plan->tabs[i])) metrics->tab_hits++;
  for (size_t i = 0; i < drawing->edge_count; i++) {
    struct box badge = box_grown(plan->routes[i].badge, -1);
    if (i != number && badge.w > 0 && polyline_meets(line, badge)) metrics->badge_hits++;
  }
}

static bool overlaps(const struct drawing *drawing, const struct plan *plan, struct box badge,
                     size_t number)
{
  for (size_t i = 0; i < drawing->node_count; i++)
    if (box_meets(badge, node_hull(&drawing->nodes[i], plan->nodes[i]))) return true;
  for (size_t i = 0; i < drawing->frame_count; i++)
    if (box_meets(badge, plan->tabs[i])) return true;
  for (size_t i = 0; i < number; i++)
    if (plan->routes[i].badge.w > 0 && box_meets(badge, plan->routes[i].badge)) return true;
  return false;
}

/* Cards and titles among themselves: the engine keeps them apart, the grid and we might not. */
static unsigned overlaps_of_things(const struct drawing *drawing, const struct plan *plan)
{
  unsigned count = 0;
  for (size_t i = 0; i < drawing->node_count; i++) {
    struct box hull = node_hull(&drawing->nodes[i], plan->nodes[i]);
    for (size_t k = 0; k < i; k++)
      count += box_meets(hull, node_hull(&drawing->nodes[k], plan->nodes[k]));
    for (size_t k = 0; k < drawing->frame_count; k++)
      count += drawing->frames[k].node != i && box_meets(hull, plan->tabs[k]);
  }
  for (size_t i = 0; i < drawing->frame_count; i++)
    for (size_t k = 0; k < i; k++) count += box_meets(plan->tabs[i], plan->tabs[k]);
  return count;
}

/* Guided neighbours that stand the wrong way round: the later one above, or to the left. */
static unsigned upside_down(const struct drawing *drawing, const struct plan *plan)
{
  unsigned count = 0;
  for (size_t i = 0; i < drawing->guide_count; i++) {
    const struct layout_guide *guide = &drawing->guides[i];
    struct box from = plan->nodes[guide->from], to = plan->nodes[guide->to];
    count += guide->is_down ? to.y < from.y : to.x < from.x;
  }
  return count;
}

void judge_plan(const struct drawing *drawing, struct plan *plan)
{
  struct draw_metrics *m = &plan->metrics;
  for (size_t i = 0; i < drawing->edge_count; i++) {
    hits_of(drawing, plan, i, m);
    struct box badge = plan->routes[i].badge;
    if (badge.w > 0) m->overlaps += overlaps(drawing, plan, badge, i);
    for (size_t k = 0; k < i; k++) m->crossings += crossings_of(drawing, plan, k, i);
  }
  m->overlaps += overlaps_of_things(drawing, plan);
  double aspect = plan->height > 0 ? plan->width / plan->height : 1;
  plan->score = 40.0 * m->node_hits + 20.0 * m->overlaps + 10.0 * m->crossings + 8.0 * m->tab_hits +
                5.0 * upside_down(drawing, plan) + m->length / 100 +
                30 * fabs(log(fmax(aspect, 0.01) / 1.5));
}
