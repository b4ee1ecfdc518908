/* The state of the search for a cut, and what it asks again and again: who still gets there with
 * these controls in place? Shared by cutter.c and cut.c, of no interest outside. */
#ifndef CTM_ANALYSE_CUTTER_H
#define CTM_ANALYSE_CUTTER_H

#include "analyse/closure.h"
#include "analyse/cut.h"
#include "analyse/hit.h"
#include "analyse/stops.h"

/* A step of a way that was found. */
struct way_step {
  enum counted counted;
  uint32_t step;
};

struct cutter {
  const struct cut_question *question;
  const struct ground *ground;
  struct arena arena;   /* what lives as long as the search */
  struct arena running; /* one run of the engine */
  struct stops stops;
  uint32_t *nodes[3]; /* by enum counted, then step: what stops it; NULL where nobody asks */
  uint64_t *off[3];   /* the same: stopped by what is chosen */
  uint64_t *chosen;   /* by leaf */
  uint8_t *values;    /* by node */
  size_t value_room;
  uint64_t *cost;    /* by leaf */
  uint64_t *barred;  /* leaves that are not to be chosen */
  uint8_t *breadth;  /* by control: rules that look for it */
  uint32_t prepared; /* nodes before any way's */
  uint8_t *distance; /* by prepared node: the steps from what it stops to a goal, the least */
  bool *is_stuck;    /* by goal: nothing closes it */
  node_list roots;   /* the ways found */
  VEC_OF(struct way_step) steps;
  struct map seen;        /* (step, counted) among them */
  struct reach **errors;  /* by person of `despite`: the careless world */
  struct closure **rules; /* in the model as it is */
  uint64_t *relevant;     /* what leads to a goal */
  node_list slips;
  uint64_t work;
  struct arena asking; /* what was asked last, see relevant_to */
  struct {
    struct world world;
    fact *facts;
    uint32_t count;
    const uint64_t *relevant;
  } asked;
};

/* What a barred leaf costs: more than a cut whose others are looked for. */
enum { WEIGHT_BARRED = 32 };

struct found {
  const struct cut_goal *goal;
  const struct reach *reach; /* until the next run */
  fact at;
};

/* Circuits of all steps that are of use on a way; nothing is chosen. */
void cutter_prepare(struct cutter *c);
/* What is chosen, as steps that are off. */
void cutter_evaluate(struct cutter *c);
/* The first goal that somebody gets at in spite of what is chosen, from number *first on. */
bool cutter_find_way(struct cutter *c, uint32_t *first, struct found *found);
/* Whether what is chosen closes every way. */
bool cutter_is_cut(struct cutter *c);
/* A way as a gate: true once one of its steps is stopped, or one of the mistakes behind it. */
uint32_t cutter_gate(struct cutter *c, const struct found *found);
/* What each leaf costs, after a way was found or barred. */
void cutter_find_costs(struct cutter *c);
/* Chooses these leaves and no others. */
void cutter_choose(struct cutter *c, const struct hit *hit);
/* The fewest leaves that hit some gates, the cheapest of such, within a part of the work that is
 * left.
 */
struct hit cutter_hit(struct cutter *c, const uint32_t *gates, size_t count);
/* From what is chosen on: ways, each stopped at once in the cheapest manner, until none is left or
 * one cannot be stopped. Returns how many. */
size_t cutter_find_ways(struct cutter *c);
/* By thing, then by control: for qsort. */
int cut_compare_members(const void *left, const void *right);
/* Sets the members' `other`. */
void cut_find_others(struct cutter *c, struct unit *unit, struct cut *cut);
bool cutter_is_planned(const struct cutter *c, const struct candidate *candidate);
/* The easiest of the facts that matter in a run, or NONE. */
fact cut_goal_easiest(const struct reach *reach, const struct cut_goal *goal);

#endif
