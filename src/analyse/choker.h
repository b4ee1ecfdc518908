/* The state of the search for chokes: what facts and steps bear as labels (landmarks.h), and what
 * would come of adding one control. Shared by choker.c and choke.c, of no interest outside.
 *
 * Labels are numbers: facts as they are, then boundaries by entity, then (control, thing) by leaf
 * of the circuit of what would stop steps (stops.h). */
#ifndef CTM_ANALYSE_CHOKER_H
#define CTM_ANALYSE_CHOKER_H

#include "analyse/choke.h"
#include "analyse/landmarks.h"
#include "analyse/stops.h"

struct choker {
  const struct choke_question *question;
  struct unit *unit;
  struct choke *choke; /* the answer */
  const struct ground *ground;
  const struct model *model;
  struct arena arena;   /* what lives as long as the search */
  struct arena running; /* one run of the engine */
  struct family family;
  struct makers makers;
  bool asks_controls;
  struct stops stops;
  VEC_OF(uint32_t) alone;  /* by node of the circuit: the leaves each of which makes it true */
  uint32_t *closers[3];    /* by enum counted, then step: the same of what stops it; LANDMARKS_NONE:
                              not asked yet */
  enum counted counted;    /* which controls count in the run at hand */
  uint32_t *around;        /* by place: the boundaries around it, itself included */
  uint32_t *slips;         /* by fact - state_count: what closes each way to that slip */
  struct landmarks *found; /* by party */
  uint32_t *near;          /* by leaf: the fewest steps between what it stops and a harm */
  uint32_t *sets;          /* by scenario: what it passes, less what is trivial */
  uint32_t label_count;
  uint64_t *counts; /* by label: its scenarios … */
  uint64_t *sums;   /* … and the sum of what was drawn for them */
  uint8_t *proved;  /* by leaf: the engine was asked */
};

void choker_prepare(struct choker *c);
void choker_free(struct choker *c);
/* The landmarks of a party, goals being these facts; sets c->found[party]. */
void choker_run(struct choker *c, uint32_t party, const fact *goals, uint32_t goal_count);
/* Writes out the tables, once labels have their sums. */
void choker_list_rows(struct choker *c);
/* How near each leaf's steps come to a goal, once all parties were run. */
void choker_find_near(struct choker *c);
/* With that control alone added the engine runs again: whether just those scenarios are closed
 * whose number is in `closed`. */
bool choker_is_right(struct choker *c, uint32_t leaf, const struct numbers *closed);

/* The boundaries around a place, itself included, as labels. */
uint32_t choker_around(struct choker *c, uint32_t place);

static inline uint32_t label_of_boundary(const struct choker *c, uint32_t boundary)
{
  return c->ground->fact_count + boundary;
}
static inline uint32_t label_of_leaf(const struct choker *c, uint32_t leaf)
{
  return c->ground->fact_count + (uint32_t)c->model->entities.len + leaf;
}

#endif
