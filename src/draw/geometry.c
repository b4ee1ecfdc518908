#include "draw/geometry.h"

#include <math.h>

double point_distance(struct point a, struct point b)
{
  return hypot(a.x - b.x, a.y - b.y);
}

struct point point_between(struct point a, struct point b, double t)
{
  return (struct point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

struct box box_union(struct box a, struct box b)
{
  double x = fmin(a.x, b.x), y = fmin(a.y, b.y);
  return (struct box){x, y, fmax(a.x + a.w, b.x + b.w) - x, fmax(a.y + a.h, b.y + b.h) - y};
}

static struct point bezier(const struct point *p, double t)
{
  struct point a = point_between(p[0], p[1], t), b = point_between(p[1], p[2], t),
               c = point_between(p[2], p[3], t);
  return point_between(point_between(a, b, t), point_between(b, c, t), t);
}

/* Pieces of about 10 px: finer than a badge, coarse enough for O(edges²) tests. */
static size_t pieces(const struct point *p)
{
  double length =
      point_distance(p[0], p[1]) + point_distance(p[1], p[2]) + point_distance(p[2], p[3]);
  return (size_t)fmin(fmax(length / 10, 4), 40);
}

static void add_point(struct polyline *line, struct point p)
{
  line->at[line->count++] = p;
}

static struct box bounds_of(const struct point *at, size_t count)
{
  struct box box = {at[0].x, at[0].y, 0, 0};
  for (size_t i = 1; i < count; i++) box = box_union(box, (struct box){at[i].x, at[i].y, 0, 0});
  return box;
}

void polyline_bound(struct arena *arena, struct polyline *line)
{
  size_t count = polyline_runs(line);
  line->runs = arena_new_array(arena, count, struct box);
  line->bounds = line->count ? bounds_of(line->at, line->count) : (struct box){0, 0, 0, 0};
  for (size_t i = 0; i < count; i++) {
    size_t first = i * POLYLINE_RUN, left = line->count - first;
    struct box run = bounds_of(line->at + first, left > POLYLINE_RUN ? POLYLINE_RUN + 1 : left);
    line->runs[i] = box_grown(run, 0.02); /* none is flat */
  }
}

struct polyline polyline_of(struct arena *arena, const struct point *curve, size_t count)
{
  size_t room = 1;
  for (size_t i = 0; i + 3 < count; i += 3) room += pieces(curve + i);
  struct polyline line = {.at = arena_new_array(arena, room, struct point)};
  if (count) add_point(&line, curve[0]);
  for (size_t i = 0; i + 3 < count; i += 3) {
    size_t n = pieces(curve + i);
    for (size_t k = 1; k <= n; k++) add_point(&line, bezier(curve + i, (double)k / (double)n));
  }
  polyline_bound(arena, &line);
  return line;
}

double polyline_length(const struct polyline *line)
{
  double length = 0;
  for (size_t i = 1; i < line->count; i++) length += point_distance(line->at[i - 1], line->at[i]);
  return length;
}

struct point polyline_point(const struct polyline *line, double length, double t)
{
  double left = length * t;
  for (size_t i = 1; i < line->count; i++) {
    double piece = point_distance(line->at[i - 1], line->at[i]);
    if (piece > 0 && left <= piece)
      return point_between(line->at[i - 1], line->at[i], left / piece);
    left -= piece;
  }
  return line->count ? line->at[line->count - 1] : (struct point){0, 0};
}

/* Liang and Barsky 1984: clips the stretch to the box; what is left means that they meet. */
static bool segment_meets(struct point a, struct point b, struct box box)
{
  double from = 0, to = 1, dx = b.x - a.x, dy = b.y - a.y;
  double p[4] = {-dx, dx, -dy, dy};
  double q[4] = {a.x - box.x, box.x + box.w - a.x, a.y - box.y, box.y + box.h - a.y};
  for (int i = 0; i < 4; i++) {
    if (fabs(p[i]) < 1e-12) {
      if (q[i] < 0) return false;
      continue;
    }
    double t = q[i] / p[i];
    if (p[i] < 0)
      from = fmax(from, t);
    else
      to = fmin(to, t);
  }
  return from <= to;
}

bool polyline_meets(const struct polyline *line, struct box box)
{
  if (!line->count || !box_meets(box_grown(line->bounds, 0.01), box)) return false;
  for (size_t i = 1; i < line->count; i++) {
    if (i % POLYLINE_RUN == 1 && !box_meets(line->runs[i / POLYLINE_RUN], box))
      i += POLYLINE_RUN - 1;
    else if (box_meets(box_around(line->at[i - 1], line->at[i]), box) &&
             segment_meets(line->at[i - 1], line->at[i], box))
      return true;
  }
  return false;
}

static double turn(struct point a, struct point b, struct point c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool segments_cross(struct point a, struct point b, struct point c, struct point d,
                    struct point *where)
{
  double abc = turn(a, b, c), abd = turn(a, b, d), cda = turn(c, d, a), cdb = turn(c, d, b);
  if ((abc > 0) == (abd > 0) || (cda > 0) == (cdb > 0)) return false;
  *where = point_between(a, b, cda / (cda - cdb));
  return true;
}
