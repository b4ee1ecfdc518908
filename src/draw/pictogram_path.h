/* Lines under construction, and the paths of SVG (SVG 1.1, 8.3). */
#ifndef CTM_DRAW_PICTOGRAM_PATH_H
#define CTM_DRAW_PICTOGRAM_PATH_H

#include "base/vec.h"
#include "draw/pictogram.h"

struct lines {
  struct arena *arena;
  VEC_OF(char) ops;
  VEC_OF(struct point) points;
  double scale;        /* to a square of 20 */
  struct point corner; /* of the viewBox */
};

/* Points as the file says them. */
void lines_move(struct lines *lines, struct point p);
void lines_line(struct lines *lines, struct point p);
void lines_curve(struct lines *lines, struct point a, struct point b, struct point p);
void lines_close(struct lines *lines);
void lines_ellipse(struct lines *lines, struct point middle, double rx, double ry);
void lines_box(struct lines *lines, struct box box, double radius);

/* A `d`; false where it is none. */
bool lines_path(struct lines *lines, const char *d);
/* The next number of a list with blanks and commas between; false: there is none. */
bool lines_number(const char **at, double *number);

#endif
