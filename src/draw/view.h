/* From the model and its register to sheets: what each picture shows. */
#ifndef CTM_DRAW_VIEW_H
#define CTM_DRAW_VIEW_H

#include "draw/sheet.h"
#include "register/register.h"

/* All sheets of a model, in this order: the overview, the views as declared, one attack sheet for
 * every assertion that fails, one for each of the worst scenarios (up to six, of
 * as many attackers and things of worth as there are) whose way none of these shows, and for a
 * model of more than sixty things one sheet for every boundary that its overview shows closed. A
 * view called `overview` takes the overview's place. The sheets are the unit's; *out too. Returns
 * their number. */
size_t view_sheets(struct unit *unit, const struct reg *reg, const struct sheet *const **out);

#endif
