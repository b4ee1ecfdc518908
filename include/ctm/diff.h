/* What changed between two models. */
#ifndef CTM_DIFF_H
#define CTM_DIFF_H

#include <ctm/check.h>
#include <ctm/reach.h>
#include <ctm/text.h>
#include <ctm/unit.h>

#include <stdint.h>

CTM_BEGIN

/* The answer; it is the newer unit's, and the older one has to live as long. */
typedef struct ctm_diff ctm_diff;

/* Somebody gets at a thing of worth in one model as he does not in the other. */
typedef struct ctm_diff_way {
  bool is_new;           /* the newer model has it; else the older one had it */
  const char *attacker;  /* ids, of the model that has it */
  const char *thing;     /* what is harmed … */
  const char *privilege; /* … and the easiest of what is new (or gone) */
  uint32_t effort;       /* of the way to it: an upper bound of the least effort */
} ctm_diff_way;

/* A state that somebody has in one model and has not in the other. */
typedef struct ctm_diff_state {
  bool is_new;
  ctm_state state;
} ctm_diff_state;

/* A row of the register that is new, gone or changed. */
typedef struct ctm_diff_row {
  const char *section; /* "assertions", "scenarios", "threats", "acceptances", "controls",
                          "weaknesses" */
  const char *id;      /* as the newer register has it, else as the older one had it */
  const char *before;  /* its status: "holds", "open" …; NULL: it is new */
  const char *after;   /* NULL: it is gone */
  bool is_worse;       /* it makes the answer CTM_FINDINGS */
} ctm_diff_row;

/* Compares two loaded units. Things are the same that have one id, or of which one says that it
 * `was` the other. The question is asked of both: a name is looked for in the newer model, and what
 * it is there, in the older one; where a model does not have it, nothing is supposed of it there.
 * `world`, `from`, `despite` and `breached` are about ways and states (`world` about assertions,
 * too); the other suppositions about all. `to` is not used. Threats and scenarios at or over
 * `fail_on` that were not open at that level are findings (CTM_FAIL_LINT: none).
 *
 * *out is borrowed from `newer`. CTM_OK: nothing that a merge request should stop for;
 * CTM_FINDINGS: an assertion that failed not before fails, an acceptance does not stand that stood,
 * or `fail_on`; CTM_USAGE (ctm_unit_reason of `newer`); CTM_ERRORS (of either model). */
CTM_API ctm_status ctm_diff_ask(ctm_unit *older, ctm_unit *newer, const ctm_question *question,
                                ctm_fail_on fail_on, const ctm_diff **out);

/* The new ways, then the closed ones; the greatest impact first. *out is borrowed. Returns how
 * many. */
CTM_API size_t ctm_diff_ways(const ctm_diff *diff, const ctm_diff_way **out);

/* The new states, then those that are gone; by attacker, then by thing. */
CTM_API size_t ctm_diff_states(const ctm_diff *diff, const ctm_diff_state **out);

/* By section; those of the newer register in its order, then those that are gone. */
CTM_API size_t ctm_diff_rows(const ctm_diff *diff, const ctm_diff_row **out);

/* As text, JSON or Markdown. *out is yours. CTM_USAGE for TSV. */
CTM_API ctm_status ctm_diff_print(const ctm_diff *diff, ctm_format format, ctm_text **out);

CTM_END

#endif
