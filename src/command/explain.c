/* ctm explain [WORD]: what a word means. */
#include "command/command.h"

ctm_status command_explain(const struct call *call)
{
  const char *model = call_value(call, SLOT_MODEL);
  ctm_unit *unit;
  ctm_text *text = NULL;
  ctm_status status = model ? open_model(call, model, &unit) : open_unit(call, &unit);
  if (status == CTM_OK) {
    status = ctm_explain(unit, call->operands.count ? call->operands.at[0] : NULL, &text);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}
