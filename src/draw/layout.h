/* Where things go: boxes of fixed size, nested frames and edges, arranged by Graphviz' dot in a
 * child process, several ways at a time. Plain numbers in, plain numbers out. */
#ifndef CTM_DRAW_LAYOUT_H
#define CTM_DRAW_LAYOUT_H

#include "base/arena.h"
#include "base/status.h"
#include "draw/geometry.h"

#include <stdint.h>

#define LAYOUT_NONE 0xffffffffu

struct layout_node {
  double w, h;
  uint32_t frame; /* or LAYOUT_NONE */
};

struct layout_frame {
  double tab_w, tab_h; /* room kept for the title at its upper left */
  uint32_t parent;     /* a smaller number, or LAYOUT_NONE */
};

struct layout_edge {
  uint32_t from, to;
  bool is_heavy;           /* an attack step: kept short and straight */
  bool is_back;            /* to be ranked as if it went the other way */
  double plate_w, plate_h; /* room for a plate on the edge that nothing else touches; 0: none */
};

/* An invisible line (guide.h): the first stands before the second. */
struct layout_guide {
  uint32_t from, to;
  bool is_down; /* where ranks go down; else where they go right */
};

/* One way to arrange the same sheet. */
struct layout_way {
  bool is_down;           /* ranks from top to bottom, else from left to right */
  bool has_frames_turned; /* frames declared from last to first */
  bool has_nodes_turned;  /* nodes likewise */
};

struct layout_problem {
  const struct layout_node *nodes;
  size_t node_count;
  const struct layout_frame *frames; /* each has a node somewhere inside */
  size_t frame_count;
  const struct layout_edge *edges;
  size_t edge_count;
  const struct layout_guide *guides;
  size_t guide_count;
  const struct layout_way *ways;
  size_t way_count;
};

/* A chain of cubic curves (3k + 1 points) from outline to outline of the boxes; the last point is
 * where the arrow head begins, `tip` where it ends. No points: the engine lost the edge. */
struct layout_curve {
  struct point *at;
  size_t count;
  struct point tip;
  struct box plate; /* w 0: none */
};

struct layout_result {
  double width, height;
  struct box *nodes, *frames;
  struct layout_curve *edges;
};

/* Makes ready the process that will fork the engine's children; nothing the second time. To be
 * called while the program has no other thread, before anything of Pango or fontconfig;
 * layout_solve does it too, which may be late. The process ends with the program. */
void layout_open(void);
/* One result a way, in the arena. A child that crashes, runs out of its limits or finds no engine
 * is a status with its reason. */
struct status layout_solve(struct arena *arena, const struct layout_problem *problem,
                           struct layout_result *results);
/* What to draw then: the nodes of each frame in rows, straight edges. Never fails. */
struct layout_result layout_grid(struct arena *arena, const struct layout_problem *problem);

#endif
