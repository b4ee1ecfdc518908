/* Several layouts of the same sheet, the best by score.c: frames and cards declared forwards and
 * backwards, both directions where the sheet leaves that open. The declared order wins unless
 * another is more than 15 % better, so that a small edit does not turn the picture over. Before all
 * that, one with fewer faults (lines through cards, overlaps, lost lines) wins. */
#include "draw/drawing.h"
#include "draw/guide.h"

#include <math.h>
#include <time.h>

enum { MOST_WAYS = 8, FEW_NODES = 120, SOME_NODES = 300, FEW_EDGES = 100, SOME_EDGES = 400 };

/* By count, never by time: the same sheet is the same picture on every machine. */
enum size { SMALL_SHEET, LARGE_SHEET, HUGE_SHEET };

static enum size size_of(const struct drawing *drawing)
{
  if (drawing->node_count > SOME_NODES || drawing->edge_count > SOME_EDGES) return HUGE_SHEET;
  if (drawing->node_count > FEW_NODES || drawing->edge_count > FEW_EDGES) return LARGE_SHEET;
  return SMALL_SHEET;
}

static size_t list_ways(const struct drawing *drawing, struct layout_way *ways)
{
  enum sheet_direction direction = drawing->sheet->direction;
  enum size size = size_of(drawing);
  size_t count = 0;
  for (unsigned i = 0; i < MOST_WAYS; i++) {
    struct layout_way way = {(i & 4) != 0, (i & 2) != 0, (i & 1) != 0};
    if (way.is_down ? direction == SHEET_RIGHT : direction == SHEET_DOWN) continue;
    bool is_turned = way.has_frames_turned || way.has_nodes_turned;
    if (is_turned && size == HUGE_SHEET) continue;
    if (way.has_frames_turned != way.has_nodes_turned && size == LARGE_SHEET) continue;
    ways[count++] = way;
  }
  return size == HUGE_SHEET ? 1 : count;
}

/* The engine's frames: those with something inside. */
static size_t state_frames(struct drawing *drawing, struct layout_frame *frames)
{
  size_t count = 0;
  for (size_t i = 0; i < drawing->frame_count; i++) {
    struct frame *frame = &drawing->frames[i];
    if (frame->node != SHEET_NONE) continue;
    uint32_t parent = frame->boundary->parent;
    frame->engine = (uint32_t)count;
    frames[count++] =
        (struct layout_frame){frame->tab_w - 6, TAB_HEIGHT - 4,
                              parent == SHEET_NONE ? LAYOUT_NONE : drawing->frames[parent].engine};
  }
  return count;
}

static struct layout_node state_node(const struct drawing *drawing, const struct node *node)
{
  uint32_t around = node->card ? node->frame : drawing->frames[node->frame].boundary->parent;
  return (struct layout_node){node->w, node->h,
                              around == SHEET_NONE ? LAYOUT_NONE : drawing->frames[around].engine};
}

/* Whether the ranks of the first `count` edges put one node before another. A plate on the way back
 * would else lie behind the farther of the two. */
static bool reaches(const struct drawing *drawing, const struct layout_edge *edges, size_t count,
                    uint32_t from, uint32_t to)
{
  struct arena scratch = {0};
  bool *is_met = arena_new_array(&scratch, drawing->node_count, bool), is_new = true;
  is_met[from] = true;
  while (is_new) {
    is_new = false;
    for (size_t i = 0; i < count; i++) {
      uint32_t a = edges[i].is_back ? edges[i].to : edges[i].from;
      uint32_t b = edges[i].is_back ? edges[i].from : edges[i].to;
      if (is_met[a] && !is_met[b]) is_met[b] = is_new = true;
    }
  }
  bool is_reached = is_met[to];
  arena_free(&scratch);
  return is_reached;
}

static struct layout_problem state_problem(struct drawing *drawing)
{
  struct arena *arena = &drawing->arena;
  struct layout_node *nodes = arena_new_array(arena, drawing->node_count, struct layout_node);
  struct layout_frame *frames = arena_new_array(arena, drawing->frame_count, struct layout_frame);
  struct layout_edge *edges = arena_new_array(arena, drawing->edge_count, struct layout_edge);
  size_t frame_count = state_frames(drawing, frames);
  for (size_t i = 0; i < drawing->node_count; i++)
    nodes[i] = state_node(drawing, &drawing->nodes[i]);
  for (size_t i = 0; i < drawing->edge_count; i++) {
    const struct edge *edge = &drawing->edges[i];
    edges[i] = (struct layout_edge){.from = edge->from,
                                    .to = edge->to,
                                    .is_heavy = edge->steps.len > 0,
                                    .plate_w = edge->has_room ? ceil(edge->badge_w) : 0,
                                    .plate_h = edge->has_room ? edge->badge_h : 0};
    if (edge->has_room) edges[i].is_back = reaches(drawing, edges, i, edge->to, edge->from);
  }
  struct layout_problem problem = {.nodes = nodes,
                                   .node_count = drawing->node_count,
                                   .frames = frames,
                                   .frame_count = frame_count,
                                   .edges = edges,
                                   .edge_count = drawing->edge_count};
  layout_guide(arena, &problem);
  drawing->guides = problem.guides;
  drawing->guide_count = problem.guide_count;
  return problem;
}

static void warn(struct drawing *drawing, enum code code, const char *text)
{
  vec_push(&drawing->arena, &drawing->warnings, (struct draw_warning){code, text});
}

/* What a picture promises never to have. */
static unsigned faults_of(const struct plan *plan)
{
  return plan->metrics.node_hits + plan->metrics.overlaps + plan->metrics.lost;
}

/* The first of the results stands for the declared order. */
static void choose_best(struct drawing *drawing, const struct layout_result *results, size_t count)
{
  double declared = 0;
  for (size_t i = 0; i < count; i++) {
    struct plan plan = plan_of(drawing, &results[i]);
    if (i == 0) declared = plan.score;
    unsigned faults = faults_of(&plan), had = drawing->has_plan ? faults_of(&drawing->plan) : 0;
    bool is_better = plan.score < declared * 0.85 && plan.score < drawing->plan.score;
    if (drawing->has_plan && faults >= had && (faults > had || !is_better)) continue;
    drawing->plan = plan;
    drawing->has_plan = true;
  }
}

/* The same ways without guides, which now and then lead the engine into a fault. */
static void choose_again(struct drawing *drawing, struct layout_problem *problem,
                         struct layout_result *results)
{
  if (!problem->guide_count || !faults_of(&drawing->plan)) return;
  problem->guide_count = 0;
  if (layout_solve(&drawing->arena, problem, results).code == STATUS_OK)
    choose_best(drawing, results, problem->way_count);
}

static double now_ms(void)
{
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void choose_plan(struct drawing *drawing)
{
  struct layout_way ways[MOST_WAYS];
  struct layout_result results[MOST_WAYS];
  struct layout_problem problem = state_problem(drawing);
  problem.ways = ways;
  problem.way_count = list_ways(drawing, ways);
  if (problem.node_count == 0) return;
  double start = now_ms();
  struct status status = layout_solve(&drawing->arena, &problem, results);
  double spent = now_ms() - start;
  if (status.code != STATUS_OK) {
    warn(drawing, CODE_E0601,
         arena_format(&drawing->arena, "the sheet `%s` is drawn as a plain grid: %s",
                      text_or(drawing->sheet->id, "?"), status.reason));
    results[0] = layout_grid(&drawing->arena, &problem);
    problem.way_count = 1;
  }
  choose_best(drawing, results, problem.way_count);
  if (status.code == STATUS_OK) choose_again(drawing, &problem, results);
  drawing->plan.metrics.layout_ms = spent;
  if (drawing->plan.metrics.lost && status.code == STATUS_OK)
    warn(drawing, CODE_E0603,
         arena_format(&drawing->arena, "%u lines of the sheet `%s` are drawn straight",
                      drawing->plan.metrics.lost, text_or(drawing->sheet->id, "?")));
}
