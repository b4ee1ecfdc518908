/* Invisible lines that set what nothing ties in rows and columns. */
#ifndef CTM_DRAW_GUIDE_H
#define CTM_DRAW_GUIDE_H

#include "draw/layout.h"

/* Fills in the problem's guides, in the arena; nodes, frames and edges must be stated. */
void layout_guide(struct arena *arena, struct layout_problem *problem);

#endif
