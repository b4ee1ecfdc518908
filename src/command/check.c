/* ctm check MODEL…: does each model keep its promises? */
#include "command/command.h"

#include <stdio.h>

struct checking {
  const struct call *call;
  bool is_array; /* of JSON documents */
  size_t printed;
};

/* In JSON all stands in the document; else messages are stderr's. */
static void print_verdicts(struct checking *c, ctm_unit *unit, const ctm_check *check)
{
  ctm_format format = format_of(c->call);
  ctm_text *text = NULL;
  if (format != CTM_JSON) say_messages(c->call, unit);
  if (check)
    ctm_check_print(check, format, &text);
  else if (format == CTM_JSON)
    ctm_unit_print(unit, CTM_JSON, false, &text);
  if (text && c->is_array && c->printed++) puts(",");
  print_text(text);
}

static ctm_status check_one(struct checking *c, const char *path)
{
  ctm_unit *unit;
  const ctm_check *check = NULL;
  ctm_status status = open_unit(c->call, &unit);
  if (status == CTM_OK) {
    status = ctm_unit_load(unit, path);
    if (status == CTM_OK) status = ctm_check_run(unit, fail_on_of(c->call), &check);
    if (status <= CTM_ERRORS) print_verdicts(c, unit, check);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}

ctm_status command_check(const struct call *call)
{
  struct checking c = {.call = call};
  if (format_of(call) >= CTM_SARIF && call->operands.count > 1)
    return usage(call, "--format %s: one model at a time", call_value(call, SLOT_FORMAT));
  c.is_array = format_of(call) == CTM_JSON && call->operands.count > 1;
  ctm_status worst = CTM_OK;
  if (c.is_array) puts("[");
  for (size_t i = 0; i < call->operands.count && worst != CTM_USAGE; i++) {
    ctm_status status = check_one(&c, call->operands.at[i]);
    if (status > worst) worst = status;
  }
  if (c.is_array) puts("]");
  return worst;
}
