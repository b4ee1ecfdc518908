/* What would stop a step: which controls, added where, as a circuit over (control, thing). */
#ifndef CTM_ANALYSE_STOPS_H
#define CTM_ANALYSE_STOPS_H

#include "analyse/circuit.h"
#include "analyse/reach.h"

/* A control that is not in place there and may stand there. */
struct candidate {
  uint32_t control, thing;
};

struct stops {
  const struct ground *ground;
  struct circuit circuit;
  VEC_OF(struct candidate) candidates; /* by leaf */
  struct map leaves;                   /* (control, thing) -> leaf */
  enum counted counted; /* which controls are in place already, of the step at hand */
  struct map at[3];     /* by that: (wanted control, thing) -> node + 2, so that the two constants
                           fit */
};

/* Everything in `arena`. */
void stops_init(struct stops *stops, struct arena *arena, const struct ground *ground);
/* The node that is true once the step is stopped where those controls count; NODE_FALSE if nothing
 * can. */
uint32_t stops_of_step(struct stops *stops, enum counted counted, uint32_t step);

#endif
