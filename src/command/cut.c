/* ctm cut MODEL --to B: what to add so that nobody gets there. */
#include "command/command.h"

ctm_status command_cut(const struct call *call)
{
  if (!call_has(call, SLOT_TO)) return usage(call, "cut off from what? --to THING");
  ctm_unit *unit;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_question question = question_of(call);
    const ctm_cut *cut;
    ctm_text *text = NULL;
    status = ctm_cut_ask(unit, &question, &cut);
    if (status == CTM_OK) status = ctm_cut_print(cut, format_of(call), &text);
    if (status == CTM_ERRORS) say_messages(call, unit);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}
