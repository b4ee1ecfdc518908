/* The picture as a flat list of marks in drawing order: what both painters walk. */
#ifndef CTM_DRAW_SCENE_H
#define CTM_DRAW_SCENE_H

#include "base/arena.h"
#include "base/vec.h"
#include "draw/geometry.h"
#include "draw/pictogram.h"
#include "draw/theme.h"

#include <stdint.h>

/* What a group is to a reader who hears the picture, and to a PDF's structure. */
enum group_role {
  GROUP_PLAIN,  /* nothing to say */
  GROUP_SYMBOL, /* a thing of the picture: has a name, may have a link */
  GROUP_HEADING,
  GROUP_ROW,   /* text that stands for itself, in the table */
  GROUP_HIDDEN /* repeats what another group says */
};

struct group {
  enum group_role role;
  const char *css;   /* "g-node" */
  const char *id;    /* XML id without prefix, or NULL */
  const char *title; /* name read aloud, tooltip */
  const char *desc;
  const char *link, *to_sheet; /* as in sheet.h */
  uint32_t step;               /* data-step, 0: none */
  struct box hot;              /* PDF: where to click; w 0: all that the group draws */
};

enum mark_kind { MARK_OPEN, MARK_CLOSE, MARK_BOX, MARK_CIRCLE, MARK_PATH, MARK_TEXT, MARK_GLYPH };

struct mark {
  enum mark_kind kind;
  enum style style;
  const struct group *group; /* OPEN */
  struct box box;  /* BOX; CIRCLE: middle in x, y and radius in w; TEXT: baseline in x, y, width in
                      w; GLYPH: corner in x, y, size in w */
  double radius;   /* BOX */
  const char *ops; /* PATH: one of M L C Z each; C takes three points, Z none */
  const struct point *points;    /* PATH */
  const char *text;              /* TEXT */
  const struct pictogram *glyph; /* GLYPH */
};

struct scene {
  struct arena *arena;
  struct pictograms *pictograms;
  VEC_OF(struct mark) marks;
  double width, height;
};

/* The group is copied. */
void scene_open(struct scene *scene, struct group group);
void scene_close(struct scene *scene);
void scene_box(struct scene *scene, enum style style, struct box box, double radius);
void scene_circle(struct scene *scene, enum style style, double x, double y, double radius);
/* The text must live as long as the scene. */
void scene_text(struct scene *scene, enum style style, double x, double y, const char *text,
                double width);
/* Nothing where there is no pictogram of that name. */
void scene_glyph(struct scene *scene, enum style style, const char *name, double x, double y,
                 double size);

/* A path under construction. */
struct path {
  struct scene *scene;
  VEC_OF(char) ops;
  VEC_OF(struct point) points;
};

struct path path_begin(struct scene *scene);
void path_move(struct path *path, double x, double y);
void path_line(struct path *path, double x, double y);
void path_curve(struct path *path, double ax, double ay, double bx, double by, double x, double y);
void path_close(struct path *path);
void path_end(struct path *path, enum style style);

#endif
