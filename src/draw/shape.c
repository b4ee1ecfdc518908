#include "draw/shape.h"

#include <math.h>

#define CUT   9.0  /* corners of the octagon */
#define LID   7.0  /* half height of the cylinder's lid */
#define POINT 12.0 /* of the chevron */
#define FOLD  11.0
#define NOTCH 5.0

struct insets shape_insets(enum sheet_outline outline)
{
  switch (outline) {
  case OUTLINE_HOSTILE:
    return (struct insets){2, 0, 4, 0};
  case OUTLINE_PERSON:
  case OUTLINE_CARELESS:
    return (struct insets){6, 0, 10, 0};
  case OUTLINE_HOST:
    return (struct insets){3, 2, 3, 2};
  case OUTLINE_STORE:
    return (struct insets){0, 2 * LID - 3, 0, LID - 3};
  case OUTLINE_PIPELINE:
    return (struct insets){POINT - 2, 0, POINT - 2, 0};
  case OUTLINE_IMAGE:
    return (struct insets){0, 0, 6, 0};
  case OUTLINE_PASS:
    return (struct insets){NOTCH, 0, NOTCH, 0};
  case OUTLINE_CONTAINER:
  case OUTLINE_SERVICE:
  case OUTLINE_GROUP:
    break;
  }
  return (struct insets){0, 0, 0, 0};
}

static double corner(enum sheet_outline outline, struct box box)
{
  if (outline == OUTLINE_PERSON || outline == OUTLINE_CARELESS) return fmin(box.h / 2, 22);
  if (outline == OUTLINE_CONTAINER) return fmin(9, box.h / 4);
  if (outline == OUTLINE_GROUP) return 6;
  return 0;
}

double shape_shoulder(enum sheet_outline outline, struct box box)
{
  if (outline == OUTLINE_HOSTILE) return CUT;
  if (outline == OUTLINE_PIPELINE) return POINT;
  if (outline == OUTLINE_IMAGE) return FOLD;
  return corner(outline, box) * 0.6;
}

/* The lid is an ellipse. */
static double lid(struct box box, double x)
{
  double u = fmax(-1, fmin(1, (x - box.x - box.w / 2) / (box.w / 2)));
  return LID * (1 - sqrt(1 - u * u));
}

double shape_top(enum sheet_outline outline, struct box box, double x)
{
  return outline == OUTLINE_STORE ? lid(box, x) : 0;
}

bool shape_holds(enum sheet_outline outline, struct box box, struct point p)
{
  if (!box_holds(box, p)) return false;
  double dx = fmin(p.x - box.x, box.x + box.w - p.x), dy = fmin(p.y - box.y, box.y + box.h - p.y);
  double r = corner(outline, box);
  if (r > 0 && dx < r && dy < r) return hypot(r - dx, r - dy) <= r;
  if (outline == OUTLINE_HOSTILE) return dx + dy >= CUT;
  if (outline == OUTLINE_STORE) return dy >= lid(box, p.x);
  if (outline == OUTLINE_IMAGE && p.y < box.y + FOLD)
    return (box.x + box.w - p.x) + (p.y - box.y) >= FOLD;
  double slope = POINT * (1 - fabs(p.y - box.y - box.h / 2) / (box.h / 2));
  if (outline == OUTLINE_PIPELINE)
    return p.x - box.x >= slope && box.x + box.w - p.x >= POINT - slope;
  return true;
}

static void polygon(struct scene *scene, enum style style, const struct point *at, size_t count)
{
  struct path path = path_begin(scene);
  path_move(&path, at[0].x, at[0].y);
  for (size_t i = 1; i < count; i++) path_line(&path, at[i].x, at[i].y);
  path_close(&path);
  path_end(&path, style);
}

static void draw_octagon(struct scene *scene, struct box b, enum style style)
{
  double r = b.x + b.w, l = b.y + b.h;
  struct point at[] = {{b.x + CUT, b.y}, {r - CUT, b.y}, {r, b.y + CUT}, {r, l - CUT},
                       {r - CUT, l},     {b.x + CUT, l}, {b.x, l - CUT}, {b.x, b.y + CUT}};
  polygon(scene, style, at, 8);
}

static void draw_chevron(struct scene *scene, struct box b, enum style style)
{
  double r = b.x + b.w, l = b.y + b.h, m = b.y + b.h / 2;
  struct point at[] = {{b.x, b.y},     {r - POINT, b.y}, {r, m},
                       {r - POINT, l}, {b.x, l},         {b.x + POINT, m}};
  polygon(scene, style, at, 6);
}

static void draw_folded(struct scene *scene, struct box b, enum style style, enum style detail)
{
  double r = b.x + b.w, l = b.y + b.h;
  struct point at[] = {{b.x, b.y}, {r - FOLD, b.y}, {r, b.y + FOLD}, {r, l}, {b.x, l}};
  polygon(scene, style, at, 5);
  struct path path = path_begin(scene);
  path_move(&path, r - FOLD, b.y);
  path_line(&path, r - FOLD, b.y + FOLD);
  path_line(&path, r, b.y + FOLD);
  path_end(&path, detail);
}

static void half_ellipse(struct path *path, double from, double to, double y, double ry)
{
  double k = ry * 4 / 3, bend = (to - from) * 0.04; /* one curve, near enough to an ellipse */
  path_curve(path, from + bend, y + k, to - bend, y + k, to, y);
}

static void draw_cylinder(struct scene *scene, struct box b, enum style style, enum style detail)
{
  double r = b.x + b.w, top = b.y + LID, low = b.y + b.h - LID;
  struct path path = path_begin(scene);
  path_move(&path, b.x, top);
  half_ellipse(&path, b.x, r, top, -LID);
  path_line(&path, r, low);
  half_ellipse(&path, r, b.x, low, LID);
  path_close(&path);
  path_end(&path, style);
  path = path_begin(scene);
  path_move(&path, b.x, top);
  half_ellipse(&path, b.x, r, top, LID);
  path_end(&path, detail);
}

/* A ticket: half circles cut out of its left and right sides. */
static void draw_pass(struct scene *scene, struct box b, enum style style)
{
  double r = b.x + b.w, l = b.y + b.h, m = b.y + b.h / 2, k = NOTCH * 4 / 3;
  struct path path = path_begin(scene);
  path_move(&path, b.x, b.y);
  path_line(&path, r, b.y);
  path_line(&path, r, m - NOTCH);
  path_curve(&path, r - k, m - NOTCH, r - k, m + NOTCH, r, m + NOTCH);
  path_line(&path, r, l);
  path_line(&path, b.x, l);
  path_line(&path, b.x, m + NOTCH);
  path_curve(&path, b.x + k, m + NOTCH, b.x + k, m - NOTCH, b.x, m - NOTCH);
  path_close(&path);
  path_end(&path, style);
}

static void draw_group(struct scene *scene, struct box b, enum style style)
{
  scene_box(scene, style, (struct box){b.x + 7, b.y - 6, b.w - 14, b.h}, 6);
  scene_box(scene, style, (struct box){b.x + 3.5, b.y - 3, b.w - 7, b.h}, 6);
  scene_box(scene, style, b, 6);
}

void shape_draw(struct scene *scene, enum sheet_outline outline, struct box box, enum style style,
                enum style detail)
{
  switch (outline) {
  case OUTLINE_HOSTILE:
    draw_octagon(scene, box, style);
    break;
  case OUTLINE_PIPELINE:
    draw_chevron(scene, box, style);
    break;
  case OUTLINE_IMAGE:
    draw_folded(scene, box, style, detail);
    break;
  case OUTLINE_STORE:
    draw_cylinder(scene, box, style, detail);
    break;
  case OUTLINE_PASS:
    draw_pass(scene, box, style);
    break;
  case OUTLINE_GROUP:
    draw_group(scene, box, style);
    break;
  case OUTLINE_HOST:
    scene_box(scene, style, box, 2);
    scene_box(scene, detail, box_grown(box, -3.5), 0);
    break;
  case OUTLINE_PERSON:
  case OUTLINE_CARELESS:
  case OUTLINE_CONTAINER:
  case OUTLINE_SERVICE:
    scene_box(scene, style, box, corner(outline, box));
    break;
  }
}
