/* The steps that one question is about: those that somebody can take in a world and that lead to
 * something asked for, numbered without gaps, so that an engine can run over them thousands of
 * times: with other steps left out, at other prices. Shared by ways.c and least.c. */
#ifndef CTM_ANALYSE_NET_H
#define CTM_ANALYSE_NET_H

#include "analyse/answers.h"

/* What a step costs: what decides first above, what decides then below. */
typedef uint64_t price;
#define PRICE(first, then) ((price)(first) << 32 | (then))
price price_sum(price a, price b); /* each half saturates */

struct net {
  const struct ground *ground;
  uint32_t fact_count;
  fact *facts; /* by fact of the net: that of the ground */
  uint32_t step_count;
  uint32_t *steps;  /* by step of the net: that of the ground, in the same order; of a slip, which
                       is a step without premises, NONE */
  uint32_t *effort; /* by step: its own in the world */
  uint32_t *conclusion;
  uint32_t *first_premise, *premises; /* without those that are there from the start */
  uint16_t *premise_count;
  uint32_t *free, free_count; /* the steps without premises */
  uint32_t *first_use, *uses; /* by fact */
  uint32_t *goals;            /* facts of the net, in the order of the question */
  uint32_t goal_count;
  uint64_t *is_goal; /* a bitset over facts */
  bool is_there;     /* a goal is there from the start: no step is needed */
};

/* In `arena`. `reach` is what the world of the question gives; goals that it does not reach are
 * left out. */
struct net *net_make(struct arena *arena, const struct answers *answers, const struct reach *reach,
                     const fact *goals, uint32_t goal_count);

enum joining { JOIN_SUM, JOIN_MOST }; /* what several premises come to */

struct net_entry {
  price value;
  uint32_t count, step;
};

struct net_run {
  const struct net *net;
  struct arena *arena;
  price *value;      /* by fact: of its cheapest derivation */
  uint32_t *count;   /* by fact: steps of that derivation */
  uint32_t *by;      /* by fact: the last step of it, or NONE: not settled */
  uint32_t goal;     /* the first of the cheapest goals, or NONE: none is reached */
  uint32_t *next;    /* by fact: the step of the best entry in the queue, or NONE */
  uint16_t *waiting; /* by step: premises not yet settled … */
  price *sums;       /* … and what the others come to, once there are any */
  uint32_t *counts;
  VEC_OF(struct net_entry) heap;
  uint64_t work; /* looks at a step or a fact, all runs together */
};

/* Room for runs, in `arena`. */
void net_run_init(struct net_run *run, struct arena *arena, const struct net *net);
/* Knuth 1977 as reach.c, keyed (price, steps, order), as far as the cheapest goals; `to_all`: as
 * far as anything is reached. Steps in `off` (a bitset; or NULL) are left out. */
void net_run(struct net_run *run, const price *prices, const uint64_t *off, enum joining joining,
             bool to_all);

/* A way: the distinct steps of the derivation of a run's goal, ascending. */
struct route {
  uint32_t goal; /* a fact of the net */
  uint32_t *steps;
  uint32_t count;
  uint32_t effort; /* the sum over them */
};
/* In `arena`. */
struct route net_route(const struct net_run *run, struct arena *arena);

#endif
