/* ctm diff OLD NEW: what changed between two models. */
#include "command/command.h"

#include <string.h>

static ctm_status compare(const struct call *call, ctm_unit *older, ctm_unit *newer)
{
  ctm_question question = question_of(call);
  const ctm_diff *diff;
  ctm_text *text = NULL;
  ctm_status status = ctm_diff_ask(older, newer, &question, fail_on_of(call), &diff);
  if (diff) ctm_diff_print(diff, format_of(call), &text);
  if (status == CTM_ERRORS) {
    say_messages(call, older);
    say_messages(call, newer);
  }
  print_text(text);
  return say_reason(newer, status);
}

ctm_status command_diff(const struct call *call)
{
  const char *const *models = call->operands.at;
  if (strcmp(models[0], "-") == 0 && strcmp(models[1], "-") == 0)
    return usage(call, "standard input is one model, not two");
  ctm_unit *older = NULL, *newer = NULL;
  ctm_status status = open_model(call, models[0], &older);
  if (status == CTM_OK) status = open_model(call, models[1], &newer);
  if (status == CTM_OK) status = compare(call, older, newer);
  ctm_unit_free(newer);
  ctm_unit_free(older);
  return status;
}
