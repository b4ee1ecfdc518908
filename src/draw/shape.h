/* The outlines of cards: how much room each takes, what is inside, how it is drawn. */
#ifndef CTM_DRAW_SHAPE_H
#define CTM_DRAW_SHAPE_H

#include "draw/scene.h"
#include "draw/sheet.h"

/* Room between outline and content, beyond the usual padding. */
struct insets {
  double left, top, right, bottom;
};
struct insets shape_insets(enum sheet_outline outline);

bool shape_holds(enum sheet_outline outline, struct box box, struct point p);
/* Height of the upper edge at x below box.y: badges sit on it. */
double shape_top(enum sheet_outline outline, struct box box, double x);
/* How far from the right end the upper edge begins to fall off. */
double shape_shoulder(enum sheet_outline outline, struct box box);
/* Draws it in `style`, inner lines (frame, lid, fold) in `detail`. */
void shape_draw(struct scene *scene, enum sheet_outline outline, struct box box, enum style style,
                enum style detail);

#endif
