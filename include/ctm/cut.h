/* The smallest set of controls that cuts somebody off from something. */
#ifndef CTM_CUT_H
#define CTM_CUT_H

#include <ctm/question.h>
#include <ctm/text.h>
#include <ctm/unit.h>

#include <stdint.h>

CTM_BEGIN

/* The answer; the unit's. */
typedef struct ctm_cut ctm_cut;

typedef enum ctm_cut_verdict {
  CTM_CUT_NEEDLESS,  /* there is no way as it is */
  CTM_CUT_SMALLEST,  /* the controls close every way, and no fewer would */
  CTM_CUT_BOUNDED,   /* they close every way; ctm_cut_lower says how few might do */
  CTM_CUT_IMPOSSIBLE /* everybody who has a way has one that no control stops */
} ctm_cut_verdict;

typedef struct ctm_cut_control {
  const char *control; /* its name */
  const char *thing;   /* where to add it: an id */
  bool is_planned;     /* the model already plans it there */
} ctm_cut_control;

/* Asks what to add so that nobody who is asked about (question->from; NULL: no hostile party, all
 * together) can get at question->to any more. In the worlds residual, planned and careless. Every
 * cut was put in place and the question asked again before it is given. *out is borrowed from the
 * unit. As ctm_reach_ask. */
CTM_API ctm_status ctm_cut_ask(ctm_unit *unit, const ctm_question *question, const ctm_cut **out);

CTM_API ctm_cut_verdict ctm_cut_says(const ctm_cut *cut);
/* No set of fewer controls closes every way. */
CTM_API size_t ctm_cut_lower(const ctm_cut *cut);
/* Those who have a way that no control stops: the controls keep the others out. *out is borrowed
 * from the unit. Returns how many. */
CTM_API size_t ctm_cut_stuck(const ctm_cut *cut, const char *const **out);
/* What to add, in the order of the things. *out is borrowed from the unit. Returns how many. */
CTM_API size_t ctm_cut_controls(const ctm_cut *cut, const ctm_cut_control **out);

/* As text, JSON or TSV (CONTROL@THING, sorted: what --with takes). *out is yours. */
CTM_API ctm_status ctm_cut_print(const ctm_cut *cut, ctm_format format, ctm_text **out);

CTM_END

#endif
