/* What would stop a step, and where it would stand: for ways, on paper and as JSON. */
#ifndef CTM_WRITE_REMEDY_H
#define CTM_WRITE_REMEDY_H

#include "analyse/reach.h"
#include "base/json.h"

enum remedy_state {
  REMEDY_CANDIDATE,
  REMEDY_PLANNED, /* the model plans it there */
  REMEDY_IN_PLACE /* it stands there, and the world does not count it */
};

/* One look of the step's rule that nothing answers in this world. Put in place it stops the step by
 * itself. */
struct remedy {
  uint32_t wanted;       /* the control as the rule names it: perhaps a category */
  uint32_t control;      /* one that is it and may stand there: itself if it may */
  struct numbers things; /* where: at each of them */
  enum remedy_state state;
};

/* All of a step in that world, in the order of the rule; what can stand nowhere is left out. In
 * `arena`. */
const struct remedy *step_remedies(const struct ground *ground, struct arena *arena,
                                   const struct world *world, uint32_t step, uint32_t *count);

/* The first of them, a planned one before others: "egress-policy on shop.front.web". NULL if there
 * is none. In `arena`. */
const char *step_remedy_text(const struct ground *ground, struct arena *arena,
                             const struct world *world, uint32_t step);

/* "stopped_by": [{"control", "wanted", "things": […], "state"}], as a key of an open object. */
void step_remedies_json(struct json *json, const struct ground *ground, const struct world *world,
                        uint32_t step);

#endif
