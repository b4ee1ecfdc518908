/* Which controls would cut somebody off from something: a smallest set of (control, thing). */
#ifndef CTM_ANALYSE_CUT_H
#define CTM_ANALYSE_CUT_H

#include "analyse/answers.h"

/* Nobody who starts in this world may get at any of these. */
struct cut_goal {
  struct world world;
  const fact *facts; /* states */
  uint32_t count;
  uint32_t within; /* only ways of that effort or less matter; UINT32_MAX: all */
};

struct cut_question {
  struct answers *answers;       /* of the model with what is supposed */
  const struct model *model;     /* the model without … */
  const struct changes *changes; /* … and what is supposed */
  const struct cut_goal *goals;  /* in worlds in which controls count and may be added: residual,
                                    planned, careless */
  uint32_t goal_count;
  struct numbers despite; /* people whose mistakes come first; their slips are not in the worlds */
  bool with_others;       /* whether each member could be done without is asked, too */
  uint64_t work;          /* looks at a step or a node that it may take, about */
};

struct cut_member {
  uint32_t control, thing;
  bool is_planned;
  struct numbers rules;     /* what it stops that no other of the cut stops */
  struct numbers instead;   /* controls that would do in its place, on the same thing */
  struct cut_member *other; /* members (without what follows `is_planned`) of a cut as small that
                               does without it and without those; NULL: there is none, or nobody
                               asked */
};

/* A goal from which no control keeps its party away. */
struct cut_stuck {
  uint32_t goal; /* its number in the question */
  struct world world;
  struct proof *proof; /* of a way that nothing stops */
};

enum cut_status {
  CUT_NEEDLESS,   /* there is no way */
  CUT_SMALLEST,   /* no fewer would do */
  CUT_BOUNDED,    /* it closes every way; whether fewer would was not found out */
  CUT_IMPOSSIBLE, /* everybody who has a way has one that no control stops */
  CUT_BROKEN      /* the engine says that it does not hold: our bug */
};

struct cut {
  enum cut_status status;
  struct cut_member *members; /* in the order of things, then of controls */
  uint32_t count;
  uint32_t lower;          /* no fewer than that close every way */
  uint32_t ways;           /* that were looked at */
  bool are_others_known;   /* where a member has no other cut, there is none as small */
  uint64_t work;           /* looks that it took, about */
  struct cut_stuck *stuck; /* goals that the cut leaves out, for nothing closes them */
  uint32_t stuck_count;
};

/* In the unit's arena. */
struct cut *cut_find(struct unit *unit, const struct cut_question *question);
/* The changes that are supposed, and behind them those of the cut. */
struct changes cut_changes(struct arena *arena, const struct cut_question *question,
                           const struct cut *cut);

#endif
