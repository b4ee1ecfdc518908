/* What a word means: codes of messages, kinds, rules, controls, weaknesses, protocols, standards
 * and their requirements, privileges, relations, keys. */
#ifndef CTM_EXPLAIN_H
#define CTM_EXPLAIN_H

#include <ctm/text.h>
#include <ctm/unit.h>

CTM_BEGIN

/* Explains a word. A unit with a model loaded knows the model's own vocabulary, too; one without
 * knows the library. `word` NULL: the list of all words. *out is yours, NULL unless CTM_OK.
 * CTM_USAGE: nothing has that name; ctm_unit_reason says what may have been meant. */
CTM_API ctm_status ctm_explain(ctm_unit *unit, const char *word, ctm_text **out);

CTM_END

#endif
