/* Flows, then attack steps on top. Where a line crosses an earlier one, a short casing in the
 * colour of the ground lets it read as a bridge. */
#include "draw/compose.h"

#include <math.h>

enum { MOST_BRIDGES = 8 };

/* The ground at a point: the innermost boundary whose trust is stated, or the page. */
static enum style ground(const struct drawing *drawing, struct point p)
{
  enum style style = STYLE_BRIDGE_PAGE;
  for (size_t i = 0; i < drawing->frame_count; i++) {
    enum sheet_trust trust = drawing->frames[i].boundary->trust;
    if (trust != SHEET_TRUST_UNSTATED && box_holds(drawing->plan.frames[i], p))
      style = (enum style)((int)STYLE_BRIDGE_PAGE + (int)trust);
  }
  return style;
}

/* The line's direction where it passes p. */
static struct point direction_at(const struct polyline *line, struct point p)
{
  double nearest = INFINITY;
  struct point direction = {0, 0};
  for (size_t i = 1; i < line->count; i++) {
    struct point a = line->at[i - 1], b = line->at[i];
    double length = point_distance(a, b);
    double off = point_distance(a, p) + point_distance(p, b) - length;
    if (length < 0.1 || off >= nearest) continue;
    nearest = off;
    direction = (struct point){(b.x - a.x) / length, (b.y - a.y) / length};
  }
  return direction;
}

/* A stretch of 6 px each way along the upper line; none where the two meet at a flat angle, since
 * it would erase too much of the lower one. */
static void paint_bridge(struct drawing *drawing, const struct polyline *over,
                         const struct polyline *under, struct point p)
{
  struct point u = direction_at(over, p), v = direction_at(under, p);
  if (fabs(u.x * v.y - u.y * v.x) < 0.4) return;
  struct path path = path_begin(&drawing->scene);
  path_move(&path, p.x - u.x * 6, p.y - u.y * 6);
  path_line(&path, p.x + u.x * 6, p.y + u.y * 6);
  path_end(&path, ground(drawing, p));
}

static bool is_attack(const struct edge *edge)
{
  return edge->steps.len > 0;
}

/* Edges without steps come first, each in order. */
static bool is_before(const struct drawing *drawing, size_t a, size_t b)
{
  bool x = is_attack(&drawing->edges[a]), y = is_attack(&drawing->edges[b]);
  return x != y ? y : a < b;
}

static void paint_bridges(struct drawing *drawing, size_t number)
{
  for (size_t i = 0; i < drawing->edge_count; i++) {
    if (i == number || !is_before(drawing, i, number)) continue;
    struct point at[MOST_BRIDGES];
    unsigned count = find_crossings(drawing, &drawing->plan, i, number, at, MOST_BRIDGES);
    for (unsigned k = 0; k < count && k < MOST_BRIDGES; k++)
      paint_bridge(drawing, &drawing->plan.routes[number].line, &drawing->plan.routes[i].line,
                   at[k]);
  }
}

static void paint_curve(struct scene *scene, const struct route *route, enum style style)
{
  struct path path = path_begin(scene);
  const struct point *p = route->curve;
  path_move(&path, p[0].x, p[0].y);
  for (size_t i = 1; i + 2 < route->count; i += 3)
    path_curve(&path, p[i].x, p[i].y, p[i + 1].x, p[i + 1].y, p[i + 2].x, p[i + 2].y);
  path_end(&path, style);
}

static const char *name_of(const struct drawing *drawing, uint32_t node)
{
  const struct sheet_card *card = drawing->nodes[node].card;
  return card ? text_or(card->title, card->id) : "";
}

static struct group flow_group(struct drawing *drawing, size_t edge_number)
{
  const struct edge *edge = &drawing->edges[edge_number];
  const struct sheet_flow *flow = &drawing->sheet->flows[edge->flow];
  struct arena *arena = &drawing->arena;
  const char *number = flow_number(arena, flow);
  const char *what = text_or(flow->what, ""), *over = text_or(flow->over, "");
  const char *title =
      arena_format(arena, "%s%s%s: %s to %s%s%s%s%s", flow->merged > 1 ? "Flows" : "Flow",
                   *number ? " " : "", number, name_of(drawing, edge->from),
                   name_of(drawing, edge->to), *what ? ", " : "", what, *over ? ", " : "", over);
  const char *ends = arena_format(arena, "%s->%s", drawing->nodes[edge->from].card->id,
                                  drawing->nodes[edge->to].card->id);
  return (struct group){.role = GROUP_SYMBOL,
                        .css = "g-flow",
                        .id = make_id(arena, "flow.", text_or(flow->id, ends)),
                        .title = title,
                        .desc = flow->desc,
                        .link = flow->link,
                        .hot = drawing->plan.routes[edge_number].badge};
}

static struct group step_group(struct drawing *drawing, uint32_t number, struct box hot)
{
  const struct sheet_step *step = &drawing->sheet->steps[number];
  struct arena *arena = &drawing->arena;
  const char *technique = text_or(step->technique, ""), *text = text_or(step->text, "");
  const char *from = name_of(drawing, step->from), *to = name_of(drawing, step->to);
  const char *where = step->from == step->to ? arena_format(arena, "in %s", from)
                                             : arena_format(arena, "%s to %s", from, to);
  const char *title =
      arena_format(arena, "%s %u: %s%s%s%s%s", step->is_stopped ? "Stopped step" : "Attack step",
                   step->number, where, *technique ? ", " : "", technique, *text ? ", " : "", text);
  const char *digits = arena_format(arena, "%u", step->number);
  return (struct group){.role = GROUP_SYMBOL,
                        .css = step->is_stopped ? "g-attack g-stopped" : "g-attack",
                        .id = make_id(arena, "step.", digits),
                        .title = title,
                        .desc = step->desc,
                        .link = step->link,
                        .step = step->number,
                        .hot = hot};
}

static void paint_label(struct drawing *drawing, const struct edge *edge, struct box badge)
{
  struct scene *scene = &drawing->scene;
  const char *number = flow_number(scene->arena, &drawing->sheet->flows[edge->flow]);
  scene_box(scene, STYLE_PLATE, badge, 6);
  double y = badge.y + badge.h / 2 - 6.0 * edge->label_count + 9.5;
  for (unsigned i = 0; i < edge->label_count; i++, y += 12)
    scene_text(scene, STYLE_PLATE_TEXT, badge.x + 26, y, edge->label[i].text, edge->label[i].width);
  paint_number(scene, badge.x + 13, badge.y + badge.h / 2, number, 18);
}

static void paint_flow(struct drawing *drawing, size_t number)
{
  struct scene *scene = &drawing->scene;
  const struct edge *edge = &drawing->edges[number];
  const struct route *route = &drawing->plan.routes[number];
  const struct sheet_flow *flow = &drawing->sheet->flows[edge->flow];
  scene_open(scene, flow_group(drawing, number));
  paint_bridges(drawing, number);
  paint_curve(scene, route, flow->merged > 1 ? STYLE_FLOW_MERGED : STYLE_FLOW);
  paint_tip(scene, STYLE_TIP, route->curve[route->count - 1], route->tip, 3.2);
  struct point middle = box_middle(route->badge);
  if (edge->label_count)
    paint_label(drawing, edge, route->badge);
  else if (route->badge.w > 0)
    paint_number(scene, middle.x, middle.y, flow_number(scene->arena, flow), route->badge.w);
  scene_close(scene);
}

static bool are_all_stopped(const struct drawing *drawing, const struct edge *edge)
{
  for (size_t i = 0; i < edge->steps.len; i++)
    if (!drawing->sheet->steps[edge->steps.at[i]].is_stopped) return false;
  return true;
}

static void paint_attack_line(struct drawing *drawing, size_t number)
{
  const struct edge *edge = &drawing->edges[number];
  const struct route *route = &drawing->plan.routes[number];
  bool is_stopped = are_all_stopped(drawing, edge);
  enum style line = is_stopped                 ? STYLE_STOPPED
                    : edge->flow == SHEET_NONE ? STYLE_ATTACK_DASHED
                                               : STYLE_ATTACK;
  paint_bridges(drawing, number);
  paint_curve(&drawing->scene, route, line);
  paint_tip(&drawing->scene, is_stopped ? STYLE_STOPPED_TIP : STYLE_ATTACK_TIP,
            route->curve[route->count - 1], route->tip, 5.5);
}

/* A flow that an attack follows: its number on a plate below the discs. */
static void paint_followed_flow(struct drawing *drawing, size_t number)
{
  struct scene *scene = &drawing->scene;
  const struct edge *edge = &drawing->edges[number];
  struct box badge = drawing->plan.routes[number].badge;
  const char *text = flow_number(scene->arena, &drawing->sheet->flows[edge->flow]);
  scene_open(scene, flow_group(drawing, number));
  if (*text) {
    double x = badge.x + badge.w / 2, y = badge.y + 24.5;
    scene_box(scene, STYLE_NUMBER, (struct box){x - 9, y - 6, 18, 12}, 6);
    scene_text(scene, STYLE_NUMBER_TEXT, x, y + 3.5, text, 0);
  }
  scene_close(scene);
}

static void paint_steps(struct drawing *drawing, size_t number)
{
  struct scene *scene = &drawing->scene;
  const struct edge *edge = &drawing->edges[number];
  struct box badge = drawing->plan.routes[number].badge;
  for (size_t i = 0; i < edge->steps.len; i++) {
    const struct sheet_step *step = &drawing->sheet->steps[edge->steps.at[i]];
    double x = badge.x + 10 + 17.0 * (double)i, y = badge.y + 10;
    scene_open(scene, step_group(drawing, edge->steps.at[i], (struct box){x - 10, y - 10, 20, 20}));
    if (i == 0) paint_attack_line(drawing, number);
    if (step->is_stopped) paint_shield(scene, x, y - 14, "", false);
    paint_disc(scene, x, y, step->number, step->is_stopped);
    scene_close(scene);
  }
  if (edge->flow != SHEET_NONE) paint_followed_flow(drawing, number);
}

/* Steps within one thing: discs on its lower edge. */
static void paint_steps_of(struct drawing *drawing, size_t number)
{
  const struct node *node = &drawing->nodes[number];
  struct box box = drawing->plan.nodes[number];
  for (size_t i = 0; i < node->own_steps.len; i++) {
    const struct sheet_step *step = &drawing->sheet->steps[node->own_steps.at[i]];
    scene_open(&drawing->scene,
               step_group(drawing, node->own_steps.at[i], (struct box){0, 0, 0, 0}));
    paint_disc(&drawing->scene, box.x + 20 + 20.0 * (double)i, box.y + box.h - 1, step->number,
               step->is_stopped);
    scene_close(&drawing->scene);
  }
}

void paint_edges(struct drawing *drawing)
{
  for (size_t i = 0; i < drawing->edge_count; i++)
    if (!is_attack(&drawing->edges[i])) paint_flow(drawing, i);
  for (size_t i = 0; i < drawing->edge_count; i++)
    if (is_attack(&drawing->edges[i])) paint_steps(drawing, i);
}

void paint_own_steps(struct drawing *drawing)
{
  for (size_t i = 0; i < drawing->node_count; i++) paint_steps_of(drawing, i);
}
