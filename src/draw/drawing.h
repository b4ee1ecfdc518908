/* A drawing from the inside: what the sheet's things measure, and where the chosen plan puts them.
 */
#ifndef CTM_DRAW_DRAWING_H
#define CTM_DRAW_DRAWING_H

#include "base/arena.h"
#include "base/vec.h"
#include "draw/draw.h"
#include "draw/geometry.h"
#include "draw/layout.h"
#include "draw/measure.h"
#include "draw/scene.h"

struct chip {
  struct line line;
  enum sheet_chip_kind kind;
  struct box box; /* relative to the card */
};

/* What the engine places: a card, or an empty boundary. */
struct node {
  const struct sheet_card *card; /* NULL: the empty boundary `frame` */
  uint32_t frame;                /* around it; of an empty boundary itself */
  double w, h;
  struct line title[2], sub[2];
  unsigned title_count, sub_count;
  bool is_cut;           /* some text is not whole: the tooltip has it */
  double text_x, text_y; /* upper left of the first line, relative */
  struct chip *chips;
  size_t chip_count;
  VEC_OF(uint32_t) own_steps; /* steps that begin and end here */
};

struct frame {
  const struct sheet_boundary *boundary;
  uint32_t node;   /* that stands for it if it is empty, else SHEET_NONE */
  uint32_t engine; /* its number for the engine, which knows no empty ones */
  struct line title, kind;
  double tab_w;
};

/* A line of the picture: a flow with the steps that follow it, or steps without a flow. */
struct edge {
  uint32_t from, to; /* nodes */
  uint32_t flow;     /* or SHEET_NONE */
  VEC_OF(uint32_t) steps;
  double badge_w, badge_h; /* 0: no badge */
  struct line label[2];    /* full labels: what; over */
  unsigned label_count;
  bool has_room; /* the engine keeps its badge free of everything else */
};

struct route {
  struct point *curve; /* 3k + 1 points, up to where the arrow head begins */
  size_t count;
  struct point tip;
  struct polyline line; /* sampled, head included */
  struct box badge;     /* w 0: none */
};

/* One way to arrange the sheet, judged. */
struct plan {
  struct point origin; /* upper left of everything */
  double width, height;
  struct box *nodes, *frames, *tabs; /* tabs[i].w 0: none (an empty boundary has no tab) */
  struct route *routes;
  struct draw_metrics metrics;
  double score; /* the smaller the better */
};

struct drawing {
  struct arena arena;
  const struct sheet *sheet;
  struct fonts *fonts;
  struct node *nodes;
  size_t node_count;
  struct frame *frames;
  size_t frame_count;
  struct edge *edges;
  size_t edge_count;
  const struct layout_guide *guides; /* between nodes: the order to read them in */
  size_t guide_count;
  struct plan plan; /* the best so far, … */
  bool has_plan;    /* … if there is one */
  struct scene scene;
  struct pictograms *pictograms;
  VEC_OF(struct draw_warning) warnings;
};

enum { TAB_HEIGHT = 18, BADGE_STEP = 15 };

/* card.c: sizes of cards, empty boundaries and tabs. */
void measure_nodes(struct drawing *drawing);
/* edge.c: the sheet's flows and steps as edges, and the sizes of their badges. */
void collect_edges(struct drawing *drawing);
/* plan.c: a layout as a plan with trimmed edges and placed badges. */
struct plan plan_of(struct drawing *drawing, const struct layout_result *result);
void sample_route(struct drawing *drawing, struct route *route);
/* spread.c: lines between the same two things, bent apart. */
void spread_parallel(struct drawing *drawing, struct plan *plan);
/* badge.c: where each edge's badge goes. */
void place_badges(struct drawing *drawing, struct plan *plan);
/* score.c: the crossings of the edges a < b, `most` of them in `where`; and the whole judgement. */
unsigned find_crossings(const struct drawing *drawing, const struct plan *plan, size_t a, size_t b,
                        struct point *where, unsigned most);
void judge_plan(const struct drawing *drawing, struct plan *plan);
/* choose.c: several layouts, the best of them. */
void choose_plan(struct drawing *drawing);
/* compose.c: the plan as a display list. */
void compose(struct drawing *drawing);

/* The boxes that nothing may lie on: the card with its badges on the upper edge. */
struct box node_hull(const struct node *node, struct box box);
/* Whether the point is inside the node's outline. */
bool node_holds(const struct node *node, struct box box, struct point p);
double node_badges_width(const struct node *node);

static inline const char *text_or(const char *text, const char *other)
{
  return text && *text ? text : other;
}

#endif
