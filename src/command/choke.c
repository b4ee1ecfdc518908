/* ctm choke MODEL: where most ways pass, and what to change first. */
#include "command/command.h"

ctm_status command_choke(const struct call *call)
{
  ctm_unit *unit;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_question question = question_of(call);
    const ctm_choke *choke;
    ctm_text *text = NULL;
    status = ctm_choke_ask(unit, &question, &choke);
    if (status == CTM_OK) status = ctm_choke_print(choke, format_of(call), &text);
    if (status == CTM_ERRORS) say_messages(call, unit);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}
