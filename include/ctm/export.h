/* The model for other programs. */
#ifndef CTM_EXPORT_H
#define CTM_EXPORT_H

#include <ctm/question.h>
#include <ctm/text.h>
#include <ctm/unit.h>

CTM_BEGIN

/* Facts and ungrounded rules of a loaded unit as a program of Datalog or ASP (gringo), whose answer
 * is `state("attacker","entity","privilege")`: what ctm_reach_ask answers to the same question.
 * `to` is not used. *out is yours. CTM_OK; CTM_USAGE (as ctm_reach_ask); CTM_ERRORS (the model has
 * errors). */
CTM_API ctm_status ctm_export_datalog(ctm_unit *unit, const ctm_question *question, ctm_text **out);

CTM_END

#endif
