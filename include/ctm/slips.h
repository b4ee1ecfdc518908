/* What careless people may break, and what their slips open to attackers. */
#ifndef CTM_SLIPS_H
#define CTM_SLIPS_H

#include <ctm/question.h>
#include <ctm/text.h>
#include <ctm/unit.h>

CTM_BEGIN

/* The answer; the unit's. */
typedef struct ctm_slips ctm_slips;

typedef struct ctm_slip {
  const char *person;    /* who errs: id */
  const char *attacker;  /* to whom it opens this; NULL: the person breaks it alone */
  const char *thing;     /* of worth: id … */
  const char *privilege; /* … and the easiest of what is new */
} ctm_slip;

/* question->from: who errs, whatever their stance; NULL: every careless party, each alone. The
 * world is that of the attackers; `despite` and `breached` are not used. *out is borrowed from the
 * unit. As ctm_reach_ask. */
CTM_API ctm_status ctm_slips_ask(ctm_unit *unit, const ctm_question *question,
                                 const ctm_slips **out);

/* By person, then what they break, then what they open by attacker. *out is borrowed from the unit.
 * Returns how many. */
CTM_API size_t ctm_slips_list(const ctm_slips *slips, const ctm_slip **out);

/* As text or JSON, each with its proof, or as TSV (person, attacker or "-", thing.privilege,
 * effort; sorted). *out is yours. */
CTM_API ctm_status ctm_slips_print(const ctm_slips *slips, ctm_format format, ctm_text **out);

CTM_END

#endif
