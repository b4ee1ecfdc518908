/* Paths of SVG as lines and cubic curves. Arcs become curves by the centre parametrisation of SVG
 * 1.1, F.6.5, a quarter turn at most each. */
#include "draw/pictogram_path.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define KAPPA 0.5523 /* of a quarter circle as a Bézier curve */
#define PI    3.14159265358979323846

static void add(struct lines *lines, char op, const struct point *points, int count)
{
  vec_push(lines->arena, &lines->ops, op);
  for (int i = 0; i < count; i++)
    vec_push(lines->arena, &lines->points,
             (struct point){(points[i].x - lines->corner.x) * lines->scale,
                            (points[i].y - lines->corner.y) * lines->scale});
}

void lines_move(struct lines *lines, struct point p)
{
  add(lines, 'M', &p, 1);
}

void lines_line(struct lines *lines, struct point p)
{
  add(lines, 'L', &p, 1);
}

void lines_curve(struct lines *lines, struct point a, struct point b, struct point p)
{
  struct point all[3] = {a, b, p};
  add(lines, 'C', all, 3);
}

void lines_close(struct lines *lines)
{
  add(lines, 'Z', NULL, 0);
}

void lines_ellipse(struct lines *lines, struct point m, double rx, double ry)
{
  double x = m.x, y = m.y, kx = rx * KAPPA, ky = ry * KAPPA;
  lines_move(lines, (struct point){x + rx, y});
  lines_curve(lines, (struct point){x + rx, y + ky}, (struct point){x + kx, y + ry},
              (struct point){x, y + ry});
  lines_curve(lines, (struct point){x - kx, y + ry}, (struct point){x - rx, y + ky},
              (struct point){x - rx, y});
  lines_curve(lines, (struct point){x - rx, y - ky}, (struct point){x - kx, y - ry},
              (struct point){x, y - ry});
  lines_curve(lines, (struct point){x + kx, y - ry}, (struct point){x + rx, y - ky},
              (struct point){x + rx, y});
  lines_close(lines);
}

void lines_box(struct lines *lines, struct box box, double c)
{
  double x = box.x, y = box.y, r = box.x + box.w, l = box.y + box.h, k = c * (1 - KAPPA);
  lines_move(lines, (struct point){x + c, y});
  lines_line(lines, (struct point){r - c, y});
  lines_curve(lines, (struct point){r - k, y}, (struct point){r, y + k}, (struct point){r, y + c});
  lines_line(lines, (struct point){r, l - c});
  lines_curve(lines, (struct point){r, l - k}, (struct point){r - k, l}, (struct point){r - c, l});
  lines_line(lines, (struct point){x + c, l});
  lines_curve(lines, (struct point){x + k, l}, (struct point){x, l - k}, (struct point){x, l - c});
  lines_line(lines, (struct point){x, y + c});
  lines_curve(lines, (struct point){x, y + k}, (struct point){x + k, y}, (struct point){x + c, y});
  lines_close(lines);
}

/* --- numbers ---------------------------------------------------------------------------------- */

static void skip(const char **at)
{
  while (**at && strchr(" \t\r\n,", **at)) (*at)++;
}

bool lines_number(const char **at, double *number)
{
  skip(at);
  if (!**at || !strchr("+-.0123456789", **at)) return false;
  char *end;
  *number = strtod(*at, &end);
  if (end == *at || !(fabs(*number) < 1e6)) return false;
  *at = end;
  return true;
}

/* A flag of an arc is one digit, and the next number may stand right behind it. */
static bool read_flag(const char **at, double *flag)
{
  skip(at);
  if (**at != '0' && **at != '1') return false;
  *flag = *(*at)++ - '0';
  return true;
}

/* --- arcs ------------------------------------------------------------------------------------- */

struct arc {
  double rx, ry, turn; /* radians */
  bool is_large, is_positive;
};

static struct point on_arc(const struct arc *arc, struct point middle, double x, double y)
{
  double c = cos(arc->turn), s = sin(arc->turn);
  x *= arc->rx, y *= arc->ry;
  return (struct point){middle.x + c * x - s * y, middle.y + s * x + c * y};
}

static void add_arc_from(struct lines *lines, const struct arc *arc, struct point middle,
                         double from, double sweep)
{
  int count = (int)ceil(fabs(sweep) / (PI / 2) - 1e-9);
  double step = sweep / (count < 1 ? 1 : count), k = 4.0 / 3 * tan(step / 4);
  for (int i = 0; i < count; i++) {
    double a = from + step * i, b = a + step;
    lines_curve(lines, on_arc(arc, middle, cos(a) - k * sin(a), sin(a) + k * cos(a)),
                on_arc(arc, middle, cos(b) + k * sin(b), sin(b) - k * cos(b)),
                on_arc(arc, middle, cos(b), sin(b)));
  }
}

static void add_arc(struct lines *lines, struct arc arc, struct point from, struct point to)
{
  double c = cos(arc.turn), s = sin(arc.turn);
  double dx = (from.x - to.x) / 2, dy = (from.y - to.y) / 2;
  double x = c * dx + s * dy, y = -s * dx + c * dy;
  arc.rx = fabs(arc.rx), arc.ry = fabs(arc.ry);
  if (arc.rx < 1e-9 || arc.ry < 1e-9) {
    lines_line(lines, to);
    return;
  }
  double over = x * x / (arc.rx * arc.rx) + y * y / (arc.ry * arc.ry);
  if (over > 1) arc.rx *= sqrt(over), arc.ry *= sqrt(over);
  if (over < 1e-12) return; /* both ends are one */
  double root = sqrt(fmax(0, 1 / fmin(over, 1) - 1));
  if (arc.is_large == arc.is_positive) root = -root;
  double mx = root * arc.rx * y / arc.ry, my = -root * arc.ry * x / arc.rx;
  struct point middle = {c * mx - s * my + (from.x + to.x) / 2,
                         s * mx + c * my + (from.y + to.y) / 2};
  double a = atan2((y - my) / arc.ry, (x - mx) / arc.rx);
  double b = atan2((-y - my) / arc.ry, (-x - mx) / arc.rx), sweep = b - a;
  if (arc.is_positive && sweep < 0) sweep += 2 * PI;
  if (!arc.is_positive && sweep > 0) sweep -= 2 * PI;
  add_arc_from(lines, &arc, middle, a, sweep);
}

/* --- commands --------------------------------------------------------------------------------- */

struct walker {
  struct lines *lines;
  struct point at, start;
  struct point handle; /* of the curve before, for S and T */
  char before;         /* its command, in capitals */
};

static struct point mirrored(const struct walker *w, const char *of)
{
  if (!strchr(of, w->before)) return w->at;
  return (struct point){2 * w->at.x - w->handle.x, 2 * w->at.y - w->handle.y};
}

static void add_quadratic(struct walker *w, struct point q, struct point p)
{
  struct point a = point_between(w->at, q, 2.0 / 3), b = point_between(p, q, 2.0 / 3);
  lines_curve(w->lines, a, b, p);
  w->handle = q;
  w->at = p;
}

static void add_cubic(struct walker *w, struct point a, struct point b, struct point p)
{
  lines_curve(w->lines, a, b, p);
  w->handle = b;
  w->at = p;
}

static void go_on(struct walker *w, char op, const double *v)
{
  const struct point p[3] = {{v[0], v[1]}, {v[2], v[3]}, {v[4], v[5]}};
  switch (op) {
  case 'M':
    lines_move(w->lines, p[0]);
    w->at = w->start = p[0];
    break;
  case 'C':
    add_cubic(w, p[0], p[1], p[2]);
    break;
  case 'S':
    add_cubic(w, mirrored(w, "CS"), p[0], p[1]);
    break;
  case 'Q':
    add_quadratic(w, p[0], p[1]);
    break;
  case 'T':
    add_quadratic(w, mirrored(w, "QT"), p[0]);
    break;
  case 'A': {
    struct arc arc = {v[0], v[1], v[2] * PI / 180, v[3] != 0, v[4] != 0};
    struct point to = {v[5], v[6]};
    add_arc(w->lines, arc, w->at, to);
    w->at = to;
    break;
  }
  default: /* L, H, V */
    lines_line(w->lines, p[0]);
    w->at = p[0];
    break;
  }
  w->before = op;
}

/* The numbers of one command, made absolute; false where one is missing. */
static bool read_values(const struct walker *w, const char **at, char op, bool is_relative,
                        int count, double v[7])
{
  for (int i = 0; i < count; i++) {
    bool is_flag = op == 'A' && (i == 3 || i == 4);
    if (!(is_flag ? read_flag(at, &v[i]) : lines_number(at, &v[i]))) return false;
  }
  if (op == 'H' || op == 'V') {
    double x = op == 'H' ? v[0] + (is_relative ? w->at.x : 0) : w->at.x;
    double y = op == 'V' ? v[0] + (is_relative ? w->at.y : 0) : w->at.y;
    v[0] = x, v[1] = y;
    return true;
  }
  for (int i = op == 'A' ? 5 : 0; is_relative && i < count; i++)
    v[i] += (i % 2 == (op == 'A')) ? w->at.x : w->at.y;
  return true;
}

bool lines_path(struct lines *lines, const char *d)
{
  static const char ops[] = "MLHVCSQTAZ";
  static const int takes[] = {2, 2, 1, 1, 6, 4, 4, 2, 7, 0};
  struct walker w = {.lines = lines, .before = 'M'};
  char op = 0;
  bool is_relative = false;
  for (skip(&d); *d; skip(&d)) {
    if (isalpha((unsigned char)*d)) {
      is_relative = islower((unsigned char)*d) != 0;
      op = (char)toupper((unsigned char)*d++);
    } else if (op == 'M')
      op = 'L'; /* more pairs behind a move are lines */
    const char *found = op ? strchr(ops, op) : NULL;
    if (!found || (op != 'M' && !lines->ops.len)) return false;
    if (op == 'Z') {
      lines_close(lines);
      w.at = w.start;
      w.before = op;
      op = 0;
      continue;
    }
    double v[7] = {0};
    if (!read_values(&w, &d, op, is_relative, takes[found - ops], v)) return false;
    go_on(&w, op, v);
    if (lines->points.len > PICTOGRAM_POINTS) return false;
  }
  return true;
}
