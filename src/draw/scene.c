#include "draw/scene.h"

#include <math.h>

/* Tenths of a px are what files hold; both painters then agree to the last digit. */
static double tenths(double value)
{
  return round(value * 10) / 10;
}

static void add(struct scene *scene, struct mark mark)
{
  mark.box.x = tenths(mark.box.x), mark.box.y = tenths(mark.box.y);
  mark.box.w = tenths(mark.box.w), mark.box.h = tenths(mark.box.h);
  vec_push(scene->arena, &scene->marks, mark);
}

void scene_open(struct scene *scene, struct group group)
{
  struct group *kept = arena_new(scene->arena, struct group);
  *kept = group;
  add(scene, (struct mark){.kind = MARK_OPEN, .group = kept});
}

void scene_close(struct scene *scene)
{
  add(scene, (struct mark){.kind = MARK_CLOSE});
}

void scene_box(struct scene *scene, enum style style, struct box box, double radius)
{
  add(scene, (struct mark){.kind = MARK_BOX, .style = style, .box = box, .radius = radius});
}

void scene_circle(struct scene *scene, enum style style, double x, double y, double radius)
{
  add(scene, (struct mark){.kind = MARK_CIRCLE, .style = style, .box = {x, y, radius, 0}});
}

void scene_text(struct scene *scene, enum style style, double x, double y, const char *text,
                double width)
{
  if (!text || !*text) return;
  add(scene,
      (struct mark){.kind = MARK_TEXT, .style = style, .box = {x, y, width, 0}, .text = text});
}

void scene_glyph(struct scene *scene, enum style style, const char *name, double x, double y,
                 double size)
{
  const struct pictogram *glyph = pictograms_find(scene->pictograms, name);
  if (!glyph) return;
  add(scene,
      (struct mark){.kind = MARK_GLYPH, .style = style, .box = {x, y, size, 0}, .glyph = glyph});
}

struct path path_begin(struct scene *scene)
{
  return (struct path){.scene = scene};
}

static void add_op(struct path *path, char op)
{
  vec_push(path->scene->arena, &path->ops, op);
}

static void add_point(struct path *path, double x, double y)
{
  vec_push(path->scene->arena, &path->points, (struct point){tenths(x), tenths(y)});
}

void path_move(struct path *path, double x, double y)
{
  add_op(path, 'M');
  add_point(path, x, y);
}

void path_line(struct path *path, double x, double y)
{
  add_op(path, 'L');
  add_point(path, x, y);
}

void path_curve(struct path *path, double ax, double ay, double bx, double by, double x, double y)
{
  add_op(path, 'C');
  add_point(path, ax, ay);
  add_point(path, bx, by);
  add_point(path, x, y);
}

void path_close(struct path *path)
{
  add_op(path, 'Z');
}

void path_end(struct path *path, enum style style)
{
  add_op(path, '\0');
  add(path->scene,
      (struct mark){
          .kind = MARK_PATH, .style = style, .ops = path->ops.at, .points = path->points.at});
}
