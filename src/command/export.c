/* ctm export MODEL: the model for other programs. */
#include "command/command.h"

ctm_status command_export(const struct call *call)
{
  ctm_unit *unit;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_question question = question_of(call);
    ctm_text *text = NULL;
    status = ctm_export_datalog(unit, &question, &text);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}
