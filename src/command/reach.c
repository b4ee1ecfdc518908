/* ctm reach MODEL [A], ctm blast MODEL X, ctm paths MODEL --to B, ctm slips MODEL [P]: where
 * somebody gets, and how. */
#include "command/command.h"

ctm_status command_reach(const struct call *call)
{
  ctm_unit *unit;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_question question = question_of(call);
    const char *named = call->operands.count > 1 ? call->operands.at[1] : NULL;
    if (named) *(call->command == COMMAND_BLAST ? &question.breached : &question.from) = named;
    const ctm_reach *reach;
    ctm_text *text = NULL;
    status = ctm_reach_ask(unit, &question, &reach);
    if (status == CTM_OK) status = ctm_reach_print(reach, format_of(call), &text);
    if (status == CTM_ERRORS) say_messages(call, unit);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}

/* 0 after a message. */
static unsigned ways_of(const struct call *call)
{
  const char *text = call_value(call, SLOT_WAYS);
  if (!text) return 1;
  unsigned number = 0;
  for (const char *at = text; *at >= '0' && *at <= '9' && number <= CTM_WAYS_MOST; at++) {
    number = number * 10 + (unsigned)(*at - '0');
    if (!at[1] && number >= 1 && number <= CTM_WAYS_MOST) return number;
  }
  usage(call, "-k takes a number from 1 to %d, and not `%s`", CTM_WAYS_MOST, text);
  return 0;
}

ctm_status command_paths(const struct call *call)
{
  if (!call_has(call, SLOT_TO)) return usage(call, "a way where? --to THING");
  unsigned ways_wanted = ways_of(call);
  if (!ways_wanted) return CTM_USAGE;
  ctm_unit *unit;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_question question = question_of(call);
    question.ways = ways_wanted;
    question.exact = call_has(call, SLOT_EXACT);
    const ctm_ways *ways;
    ctm_text *text = NULL;
    status = ctm_way_ask(unit, &question, &ways);
    if (status == CTM_OK) status = ctm_ways_print(ways, format_of(call), &text);
    if (status == CTM_ERRORS) say_messages(call, unit);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}

ctm_status command_slips(const struct call *call)
{
  ctm_unit *unit;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_question question = question_of(call);
    if (call->operands.count > 1) question.from = call->operands.at[1];
    const ctm_slips *slips;
    ctm_text *text = NULL;
    status = ctm_slips_ask(unit, &question, &slips);
    if (status == CTM_OK) status = ctm_slips_print(slips, format_of(call), &text);
    if (status == CTM_ERRORS) say_messages(call, unit);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}
