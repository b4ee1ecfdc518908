/* Which lines the picture has: one a flow, with the attack steps that follow it on it; one more for
 * the steps between the same two things that follow no flow. Steps inside one thing are no line. */
#include "draw/compose.h"

#include <math.h>

#define LABEL_ROOM 170.0

static struct edge *add_edge(struct drawing *drawing, uint32_t from, uint32_t to, uint32_t flow)
{
  struct edge *edge = &drawing->edges[drawing->edge_count++];
  edge->from = from, edge->to = to, edge->flow = flow;
  return edge;
}

static struct edge *edge_of_step(struct drawing *drawing, const struct sheet_step *step)
{
  if (step->flow != SHEET_NONE) return &drawing->edges[step->flow];
  for (size_t i = drawing->sheet->flow_count; i < drawing->edge_count; i++)
    if (drawing->edges[i].from == step->from && drawing->edges[i].to == step->to)
      return &drawing->edges[i];
  return add_edge(drawing, step->from, step->to, SHEET_NONE);
}

/* Discs side by side, the flow's number on a plate below them. */
static void size_badge(struct drawing *drawing, struct edge *edge)
{
  const struct sheet_flow *flow =
      edge->flow == SHEET_NONE ? NULL : &drawing->sheet->flows[edge->flow];
  bool has_number = flow && (flow->number > 0 || flow->merged > 1);
  if (edge->steps.len) {
    edge->badge_w = 20 + 17.0 * (double)(edge->steps.len - 1);
    edge->badge_h = has_number ? 31 : 20;
  } else if (has_number) {
    const char *number = flow_number(&drawing->arena, flow);
    double width = fonts_width(drawing->fonts, STYLE_NUMBER_TEXT, number);
    edge->badge_w = width > 14 ? ceil(width) + 8 : 17; /* two digits fit in the circle */
    edge->badge_h = 17;
  }
}

static void add_label(struct drawing *drawing, struct edge *edge, const char *text)
{
  if (!text || !*text) return;
  struct line *line = &edge->label[edge->label_count++];
  *line = fonts_fit(drawing->fonts, &drawing->arena, STYLE_PLATE_TEXT, text, LABEL_ROOM, NULL);
  edge->badge_w = fmax(edge->badge_w, line->width + 34);
}

/* The texts on a plate behind the number; steps keep to their discs. */
static void size_label(struct drawing *drawing, struct edge *edge)
{
  if (edge->flow == SHEET_NONE || edge->steps.len) return;
  const struct sheet_flow *flow = &drawing->sheet->flows[edge->flow];
  add_label(drawing, edge, flow->what);
  add_label(drawing, edge, flow->over);
  if (edge->label_count) edge->badge_h = fmax(20, 8 + 12.0 * edge->label_count);
}

void collect_edges(struct drawing *drawing)
{
  const struct sheet *sheet = drawing->sheet;
  drawing->edges =
      arena_new_array(&drawing->arena, sheet->flow_count + sheet->step_count, struct edge);
  for (size_t i = 0; i < sheet->flow_count; i++)
    add_edge(drawing, sheet->flows[i].from, sheet->flows[i].to, (uint32_t)i);
  for (uint32_t i = 0; i < sheet->step_count; i++) {
    const struct sheet_step *step = &sheet->steps[i];
    if (step->from == step->to && step->flow == SHEET_NONE)
      vec_push(&drawing->arena, &drawing->nodes[step->from].own_steps, i);
    else
      vec_push(&drawing->arena, &edge_of_step(drawing, step)->steps, i);
  }
  bool has_labels = sheet->has_full_labels && sheet->flow_count <= 12;
  for (size_t i = 0; i < drawing->edge_count; i++) {
    size_badge(drawing, &drawing->edges[i]);
    if (has_labels) size_label(drawing, &drawing->edges[i]);
    drawing->edges[i].has_room = has_labels && drawing->edges[i].badge_w > 0;
  }
}
