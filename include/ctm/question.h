/* What is asked, and what is supposed while asking: the part that all questions share. Names are
 * full ids ("prod.edge.ingress", "a->b", "postgres:17") or ends of ids that only one thing has
 * ("ingress"). */
#ifndef CTM_QUESTION_H
#define CTM_QUESTION_H

#include <ctm/status.h>

#include <stdbool.h>
#include <stddef.h>

CTM_BEGIN

/* A zeroed struct asks about every hostile party in the world as it is (residual). Borrowed during
 * the call. */
typedef struct ctm_question {
  const char *from;  /* whom it is about, whatever their stance; NULL: every hostile party (in the
                        world careless: every careless one) */
  const char *to;    /* ctm_way_ask: the thing, or THING.PRIVILEGE; not used by others */
  const char *world; /* residual (NULL), inherent, planned, evidenced, careless */
  bool assume_plans; /* planned controls count: the world planned */
  const char *breached;       /* all begins with code on this machine, and nothing else */
  const char *const *despite; /* people who err first, each alone; "all": every careless party */
  size_t despite_count;
  unsigned ways;           /* ctm_way_ask: how many of each person, at most CTM_WAYS_MOST; 0: 1 */
  bool exact;              /* ctm_way_ask: the least effort is proved, which may take seconds */
  const char *const *with; /* CONTROL@THING or CONTROL@all: as if it were in place */
  size_t with_count;
  const char *const *without; /* CONTROL@THING or CONTROL@all: as if it were not */
  size_t without_count;
  const char *const *has; /* WEAKNESS@THING or WEAKNESS@all: as if it had it */
  size_t has_count;
} ctm_question;

CTM_END

#endif
