/* What each attacker can reach. */
#ifndef CTM_REACH_H
#define CTM_REACH_H

#include <ctm/question.h>
#include <ctm/text.h>
#include <ctm/unit.h>

#include <stdint.h>

CTM_BEGIN

/* An answer; the unit's. */
typedef struct ctm_reach ctm_reach;

typedef struct ctm_state {
  const char *attacker;  /* id; of `breached` without `from`: the breached thing */
  const char *thing;     /* id */
  const char *privilege; /* "exec" */
  uint32_t effort;       /* of its easiest derivation; an upper bound of the least effort */
} ctm_state;

/* Asks a loaded unit. *out is borrowed from the unit. CTM_OK; CTM_USAGE (a name that nothing has,
 * suppositions that do not go together: ctm_unit_reason); CTM_ERRORS (the model has errors, or its
 * rules ground to too many steps). */
CTM_API ctm_status ctm_reach_ask(ctm_unit *unit, const ctm_question *question,
                                 const ctm_reach **out);

/* Every state, by attacker in the order of declaration, then by thing. *out is borrowed from the
 * unit. Returns how many. */
CTM_API size_t ctm_reach_states(const ctm_reach *reach, const ctm_state **out);

/* The answer as text (an overview), JSON or TSV (attacker, thing.privilege, effort; sorted). *out
 * is yours. */
CTM_API ctm_status ctm_reach_print(const ctm_reach *reach, ctm_format format, ctm_text **out);

CTM_END

#endif
