/* Rows for what nothing ties: the engine sets things without a line, and boundaries without a line
 * across their edge, one below the other in the first rank, and a sheet of such things is a tower.
 * Guides are invisible lines between such neighbours in one boundary, so that they stand in rows
 * and columns, in reading order: along a row where ranks go right, along a column where they go
 * down. How many columns: so many that the block is about as wide as a page is, by what its things
 * measure. Inner boundaries come first, because a guide between two boundaries begins at the last
 * rank of one and ends at the first of the other. Cost: linear in nodes, frames and edges, times
 * the depth of nesting. */
#include "draw/guide.h"

#include "base/vec.h"

#include <math.h>
#include <string.h>

#define ASPECT 1.5  /* width to height that a block of things should have */
#define GAP    26.0 /* about what the engine leaves between two things */

enum { FEW_THINGS = 3 /* fewer stay as they are */ };

struct item {
  uint32_t first, last; /* nodes of its first and last rank */
  double w, h;
};

struct guider {
  const struct layout_problem *problem;
  struct arena *arena; /* of the guides */
  bool is_down;
  bool *is_tied_node, *is_tied_frame; /* a line ends at it, or crosses its edge */
  struct item *frames;                /* what each frame is, once its insides are guided */
  uint32_t *rank;                     /* by node, inside of its outermost guided frame */
  VEC_OF(struct layout_guide) guides;
};

/* Every frame around `node` that does not hold `other`, too. */
static void tie(struct guider *g, uint32_t node, uint32_t other)
{
  const struct layout_problem *p = g->problem;
  g->is_tied_node[node] = true;
  for (uint32_t f = p->nodes[node].frame; f != LAYOUT_NONE; f = p->frames[f].parent) {
    uint32_t around = p->nodes[other].frame;
    while (around != LAYOUT_NONE && around != f) around = p->frames[around].parent;
    if (around == f) return;
    g->is_tied_frame[f] = true;
  }
}

static void tie_all(struct guider *g)
{
  for (size_t i = 0; i < g->problem->edge_count; i++) {
    const struct layout_edge *edge = &g->problem->edges[i];
    tie(g, edge->from, edge->to);
    tie(g, edge->to, edge->from);
  }
}

static struct item item_of_node(const struct guider *g, uint32_t node)
{
  const struct layout_node *it = &g->problem->nodes[node];
  return (struct item){node, node, it->w + GAP, it->h + GAP};
}

/* How many stand side by side. */
static size_t columns_of(const struct item *items, size_t count)
{
  double w = 0, h = 0;
  for (size_t i = 0; i < count; i++) {
    w += items[i].w / (double)count;
    h += items[i].h / (double)count;
  }
  double columns = round(sqrt((double)count * ASPECT * h / w));
  return columns < 1 ? 1 : columns > (double)count ? count : (size_t)columns;
}

static void guide_items(struct guider *g, const struct item *items, size_t count)
{
  if (count < FEW_THINGS) return;
  size_t columns = columns_of(items, count), step = g->is_down ? columns : 1;
  for (size_t i = 0; i + step < count; i++) {
    if (!g->is_down && (i + 1) % columns == 0) continue;
    uint32_t from = items[i].last, to = items[i + step].first;
    vec_push(g->arena, &g->guides, (struct layout_guide){from, to, g->is_down});
    if (g->rank[to] < g->rank[from] + 1) g->rank[to] = g->rank[from] + 1;
  }
}

static bool is_within(const struct layout_problem *p, uint32_t node, uint32_t frame)
{
  uint32_t f = p->nodes[node].frame;
  while (f != LAYOUT_NONE && f != frame) f = p->frames[f].parent;
  return f == frame;
}

/* Ranks of what lies in a frame, by its lines: as many rounds as it has ranks, at most. */
static void rank_within(struct guider *g, uint32_t frame)
{
  enum { ROUNDS = 40 };
  const struct layout_problem *p = g->problem;
  bool is_new = true;
  for (int round = 0; is_new && round < ROUNDS; round++) {
    is_new = false;
    for (size_t i = 0; i < p->edge_count; i++) {
      const struct layout_edge *edge = &p->edges[i];
      uint32_t from = edge->is_back ? edge->to : edge->from;
      uint32_t to = edge->is_back ? edge->from : edge->to;
      if (g->rank[to] > g->rank[from] || !is_within(p, from, frame) || !is_within(p, to, frame))
        continue;
      g->rank[to] = g->rank[from] + 1;
      is_new = true;
    }
  }
}

/* A frame as one thing: from its first to its last rank, with the area of what it holds. */
static struct item item_of_frame(struct guider *g, uint32_t frame)
{
  const struct layout_problem *p = g->problem;
  struct item item = {LAYOUT_NONE, LAYOUT_NONE, 0, 0};
  double area = 0, widest = p->frames[frame].tab_w;
  rank_within(g, frame);
  for (uint32_t n = 0; n < p->node_count; n++) {
    if (!is_within(p, n, frame)) continue;
    if (item.first == LAYOUT_NONE || g->rank[n] < g->rank[item.first]) item.first = n;
    if (item.last == LAYOUT_NONE || g->rank[n] > g->rank[item.last]) item.last = n;
    area += (p->nodes[n].w + GAP) * (p->nodes[n].h + GAP);
    widest = fmax(widest, p->nodes[n].w);
  }
  item.w = fmax(widest, sqrt(area * ASPECT)) + GAP;
  item.h = area / item.w + p->frames[frame].tab_h + 2 * GAP;
  return item;
}

static void guide_inside(struct guider *g, uint32_t frame)
{
  const struct layout_problem *p = g->problem;
  struct arena scratch = {0};
  VEC_OF(struct item) items = {0};
  for (uint32_t f = 0; f < p->frame_count; f++)
    if (p->frames[f].parent == frame && !g->is_tied_frame[f])
      vec_push(&scratch, &items, g->frames[f]);
  for (uint32_t n = 0; n < p->node_count; n++)
    if (p->nodes[n].frame == frame && !g->is_tied_node[n])
      vec_push(&scratch, &items, item_of_node(g, n));
  guide_items(g, items.at, items.len);
  arena_free(&scratch);
  if (frame != LAYOUT_NONE) g->frames[frame] = item_of_frame(g, frame);
}

static void guide_way(struct guider *g)
{
  const struct layout_problem *p = g->problem;
  memset(g->rank, 0, p->node_count * sizeof *g->rank);
  for (uint32_t f = (uint32_t)p->frame_count; f-- > 0;) guide_inside(g, f);
  guide_inside(g, LAYOUT_NONE);
}

void layout_guide(struct arena *arena, struct layout_problem *problem)
{
  struct arena scratch = {0};
  struct guider g = {.problem = problem, .arena = arena};
  g.is_tied_node = arena_new_array(&scratch, problem->node_count, bool);
  g.is_tied_frame = arena_new_array(&scratch, problem->frame_count, bool);
  g.frames = arena_new_array(&scratch, problem->frame_count, struct item);
  g.rank = arena_new_array(&scratch, problem->node_count, uint32_t);
  tie_all(&g);
  guide_way(&g);
  g.is_down = true;
  guide_way(&g);
  problem->guides = g.guides.at;
  problem->guide_count = g.guides.len;
  arena_free(&scratch);
}
