/* Does the model keep its promises? */
#ifndef CTM_CHECK_H
#define CTM_CHECK_H

#include <ctm/text.h>
#include <ctm/unit.h>
#include <ctm/way.h>

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
  bool is_empty;          /* its sets have no members: it says nothing */
  bool holds_on_evidence; /* when only controls with evidence count */
  bool holds_with_plans;  /* once everything planned is in place */
  size_t breach_count;
} ctm_assertion;

/* One way in which an assertion does not hold: somebody gets at something, or (of `require`) a
 * thing lacks controls. */
typedef struct ctm_breach {
  const char *subject;        /* who, or the thing that lacks something: id */
  const char *target;         /* what is touched, harmed or gained: id; NULL of `require` */
  const char *gained;         /* the privilege; NULL of `require` */
  uint32_t effort;            /* of its derivation */
  const char *const *missing; /* controls; NULL of `never` */
  size_t missing_count;
} ctm_breach;

/* What stands on controls that nobody has proved. */
typedef struct ctm_trust {
  size_t controls;      /* that are counted: each of each thing */
  size_t with_evidence; /* of these */
  size_t idle;          /* of these: they stop and slow no step in any world */
  size_t planned;       /* not counted */
  size_t assertions;    /* that hold, but not on evidence alone */
  size_t scenarios;     /* without a way, but not on evidence alone */
} ctm_trust;

/* A control of a thing. */
typedef struct ctm_placed_control {
  const char *control; /* its name */
  const char *thing;   /* id */
  const char *file;    /* where that is said; "" of a default of the library */
  unsigned line;       /* 0 likewise */
} ctm_placed_control;

/* Judges every assertion of a loaded unit and derives its register; findings and lints become
 * messages of the unit. Once a unit: a second call gives the same answer. *out is borrowed from the
 * unit, NULL after errors. CTM_OK; CTM_FINDINGS; CTM_ERRORS. */
CTM_API ctm_status ctm_check_run(ctm_unit *unit, ctm_fail_on fail_on, const ctm_check **out);

/* In the order of declaration. *out is borrowed from the unit. Returns how many. */
CTM_API size_t ctm_check_assertions(const ctm_check *check, const ctm_assertion **out);

/* The ways in which assertion number `assertion` does not hold, the easiest first. *out is borrowed
 * from the unit. Returns how many; 0 behind the last assertion. */
CTM_API size_t ctm_check_breaches(const ctm_check *check, size_t assertion, const ctm_breach **out);

/* The counter-example of the easiest breach, as ctm_ways_steps. Returns how many steps; 0 if it
 * holds, and of `require`. */
CTM_API size_t ctm_check_steps(const ctm_check *check, size_t assertion, const ctm_step **out);

/* *out is filled. */
CTM_API void ctm_check_trust(const ctm_check *check, ctm_trust *out);

/* The controls in place that stop and slow no step of the model in any world. *out is borrowed from
 * the unit. Returns how many. */
CTM_API size_t ctm_check_idle(const ctm_check *check, const ctm_placed_control **out);

/* As text (one line that sums up), JSON (messages, verdicts, breaches and proofs) or TSV
 * (assertion, holds or fails; sorted). *out is yours. After errors of the model the unit itself can
 * be printed as JSON: ctm_unit_print. */
CTM_API ctm_status ctm_check_print(const ctm_check *check, ctm_format format, ctm_text **out);

CTM_END

#endif
