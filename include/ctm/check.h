/* Does the model keep its promises? */
#ifndef CTM_CHECK_H
#define CTM_CHECK_H

#include <ctm/text.h>
#include <ctm/unit.h>

CTM_BEGIN

/* The answer; the unit's. */
typedef struct ctm_check ctm_check;

/* From which level on an open threat is a finding. */
typedef enum ctm_fail_on {
  CTM_FAIL_NEVER, /* assertions and acceptances alone */
  CTM_FAIL_LOW,
  CTM_FAIL_MEDIUM,
  CTM_FAIL_HIGH,
  CTM_FAIL_CRITICAL,
  CTM_FAIL_LINT /* lints are findings, too; threats are not */
} ctm_fail_on;

typedef enum ctm_verdict {
  CTM_HOLDS,
  CTM_FAILS,
  CTM_ACCEPTED, /* fails, and somebody said until when that may be */
  CTM_EXPIRED   /* so, and the day is over */
} ctm_verdict;

typedef struct ctm_assertion {
  const char *id;
  const char *title; /* "" if none */
  ctm_verdict verdict;
  const char *file;
  unsigned line;
} ctm_assertion;

/* Judges every assertion of a loaded unit and derives its register; findings and lints become
 * messages of the unit. Once a unit: a second call gives the same answer. *out is borrowed from the
 * unit, NULL after errors. CTM_OK; CTM_FINDINGS; CTM_ERRORS. */
CTM_API ctm_status ctm_check_run(ctm_unit *unit, ctm_fail_on fail_on, const ctm_check **out);

/* In the order of declaration. *out is borrowed from the unit. Returns how many. */
CTM_API size_t ctm_check_assertions(const ctm_check *check, const ctm_assertion **out);

/* As text (one line that sums up), JSON (messages, verdicts, breaches and proofs) or TSV
 * (assertion, holds or fails; sorted). *out is yours. After errors of the model the unit itself can
 * be printed as JSON: ctm_unit_print. */
CTM_API ctm_status ctm_check_print(const ctm_check *check, ctm_format format, ctm_text **out);

CTM_END

#endif
