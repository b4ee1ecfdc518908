/* Several ways of one person to one thing, and the least effort that any takes. */
#ifndef CTM_ANALYSE_WAYS_H
#define CTM_ANALYSE_WAYS_H

#include "analyse/answers.h"

struct ways_question {
  const struct answers *answers;
  const struct reach *reach; /* where they get in the world of the question */
  const fact *goals;
  uint32_t goal_count;
  uint32_t most;       /* how many ways; 1 without `is_least`: the engine's choice, and no more is
                          said of it than its proof */
  bool is_least;       /* proves the least effort, and shows a way that takes no more */
  uint64_t work;       /* looks at a step that the search for ways may take … */
  uint64_t least_work; /* … and that for the least effort */
};

struct way {
  struct proof *proof;
  uint32_t stops; /* its stops: steps (and slips) that a control could stop; those that the same
                     controls stop are one */
  uint32_t fresh; /* stops that do not fall with those of a way before it */
};

enum ways_rest {
  WAYS_ALL,    /* there is no other: what stops all of these stops every way */
  WAYS_MORE,   /* there is another */
  WAYS_UNKNOWN /* nobody asked, or the search stopped at its limit */
};

struct ways {
  struct way *ways; /* as they are shown: ways.c says in which order */
  uint32_t count;   /* 0: the goals are not reached */
  enum ways_rest rest;
  bool is_least;  /* the effort of the first is proved to be the least */
  uint32_t lower; /* no way takes less; 0 if nobody asked */
  bool is_broken; /* the engine does not take such a way: our bug */
};

/* In the unit's arena. */
struct ways *ways_find(struct unit *unit, const struct ways_question *question);

#endif
