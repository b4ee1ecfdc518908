/* What of a model a sheet shows: every entity in full, closed (a boundary as one card), as a stub,
 * or not at all. */
#ifndef CTM_DRAW_SELECT_H
#define CTM_DRAW_SELECT_H

#include "model/model.h"

/* More cards or lines between them than this nobody reads on one sheet. */
enum { CARDS_MOST = 60, LINES_MOST = 120 };

enum shown { SHOWN_NOT, SHOWN_FULL, SHOWN_CLOSED, SHOWN_STUB };

struct selection {
  const struct model *model;
  struct arena *arena;
  uint8_t *shown;    /* by entity: enum shown */
  bool keeps_empty;  /* boundaries without anything inside are drawn, too */
  uint32_t left_out; /* things not shown at all, for a note */
  uint32_t inside;   /* the boundary that the sheet is about and shows, or NONE */
};

struct selection selection_all(struct arena *arena, const struct model *model);
/* What `show`, `focus`, `hide` and `collapse` of a view leave. */
struct selection selection_of_view(struct arena *arena, const struct model *model,
                                   const struct view *view);
/* The things of a list, what is one flow away from them, and the rest closed or left out. */
struct selection selection_around(struct arena *arena, const struct model *model,
                                  const uint32_t *things, uint32_t count);
/* The insides of one boundary, and stubs of what its flows lead to. */
struct selection selection_inside(struct arena *arena, const struct model *model,
                                  uint32_t boundary);
/* Closes boundaries until at most `most` cards are left: outer ones are opened first, as long as
 * that brings no more than LINES_MOST lines. */
void selection_close(struct selection *selection, uint32_t most);

/* The outermost closed boundary around it (itself included), or NONE. */
uint32_t selection_closed_around(const struct selection *selection, uint32_t entity);
/* Whether it is drawn as a card of its own: a machine or an actor that is shown, outside of all
 * closed boundaries. */
bool selection_is_card(const struct selection *selection, uint32_t entity);
/* The machines and actors within a place. */
uint32_t selection_things_within(const struct model *model, uint32_t place);
/* Whether the model has more cards than one sheet takes. */
bool selection_is_large(const struct model *model);

#endif
