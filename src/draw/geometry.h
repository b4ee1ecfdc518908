/* Points, boxes and curves of a plan; y grows downwards, everything in px. */
#ifndef CTM_DRAW_GEOMETRY_H
#define CTM_DRAW_GEOMETRY_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct point {
  double x, y;
};

struct box {
  double x, y, w, h;
};

struct polyline {
  struct point *at;
  size_t count;
  struct box bounds;
  struct box *runs; /* around every POLYLINE_RUN pieces, so that few pieces are looked at */
};
enum { POLYLINE_RUN = 12 };

static inline bool box_meets(struct box a, struct box b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static inline bool box_holds(struct box box, struct point p)
{
  return p.x >= box.x && p.x <= box.x + box.w && p.y >= box.y && p.y <= box.y + box.h;
}

static inline struct box box_grown(struct box box, double by)
{
  return (struct box){box.x - by, box.y - by, box.w + 2 * by, box.h + 2 * by};
}

static inline struct point box_middle(struct box box)
{
  return (struct point){box.x + box.w / 2, box.y + box.h / 2};
}

/* The box with two points at opposite corners, and a little more so that none is flat. */
static inline struct box box_around(struct point a, struct point b)
{
  double x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
  return (struct box){x - 0.01, y - 0.01, (a.x < b.x ? b.x : a.x) - x + 0.02,
                      (a.y < b.y ? b.y : a.y) - y + 0.02};
}

double point_distance(struct point a, struct point b);
/* a at t = 0, b at t = 1. */
struct point point_between(struct point a, struct point b, double t);
struct box box_union(struct box a, struct box b);

/* A chain of cubic Bézier curves (3k + 1 points) as short straight pieces. */
struct polyline polyline_of(struct arena *arena, const struct point *curve, size_t count);
/* The boxes around the line and its runs, anew. */
void polyline_bound(struct arena *arena, struct polyline *line);
static inline size_t polyline_runs(const struct polyline *line)
{
  return line->count < 2 ? 0 : (line->count - 2) / POLYLINE_RUN + 1;
}
double polyline_length(const struct polyline *line);
/* The point at the share t (0…1) of the length. */
struct point polyline_point(const struct polyline *line, double length, double t);
/* Whether any piece touches the box. */
bool polyline_meets(const struct polyline *line, struct box box);
/* Where two stretches cross; false if they do not. */
bool segments_cross(struct point a, struct point b, struct point c, struct point d,
                    struct point *where);

#endif
