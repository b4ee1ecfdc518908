/* What the two sides of a layout share: the child that runs the engine (layout.c) and the program
 * that asks it (layout_ask.c). */
#ifndef CTM_DRAW_LAYOUT_CHILD_H
#define CTM_DRAW_LAYOUT_CHILD_H

#include "draw/layout.h"

enum {
  LAYOUT_CPU_SECONDS = 20,
  LAYOUT_WALL_SECONDS = 120 /* only for a child that sleeps for ever */
};
#define LAYOUT_COMPLETE 20117.5 /* the last number of a whole answer */

/* In a child: solves the problem and writes the answer. Exit status: 0 done, 2 no engine (the pipe
 * then holds its words), 3 no memory, 4 no reader. */
void layout_work(const void *question, size_t size, int file);

#endif
