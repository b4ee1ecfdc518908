/* ctm fmt FILE…: the canonical layout, in place or shown. */
#include "command/command.h"

#include <stdio.h>
#include <string.h>

static ctm_status save(const ctm_text *text, const char *path)
{
  char reason[400];
  ctm_status status = ctm_text_save(text, path, reason, sizeof reason);
  if (status != CTM_OK) fprintf(stderr, "ctm: %s\n", reason);
  return status;
}

static void print_difference(ctm_unit *unit, const ctm_text *formatted)
{
  ctm_text *difference;
  if (ctm_format_diff(unit, formatted, &difference) == CTM_OK) print_text(difference);
}

/* What to do with a file that reads well; `differs` if it is not laid out so yet. */
static ctm_status settle(const struct call *call, ctm_unit *unit, const char *path,
                         ctm_text *formatted, bool differs)
{
  bool is_check = call_has(call, SLOT_CHECK), is_diff = call_has(call, SLOT_DIFF);
  ctm_status status = CTM_OK;
  if (is_diff && differs) print_difference(unit, formatted);
  if (is_check && differs) {
    if (!is_diff) puts(path);
    status = CTM_FINDINGS;
  }
  if (!is_check && !is_diff) {
    if (strcmp(path, "-") == 0)
      fwrite(ctm_text_bytes(formatted), 1, ctm_text_size(formatted), stdout);
    else if (differs)
      status = save(formatted, path);
  }
  return status;
}

static ctm_status format_one(const struct call *call, const char *path)
{
  ctm_unit *unit;
  ctm_text *formatted = NULL;
  ctm_status status = open_unit(call, &unit);
  if (status == CTM_OK) {
    status = ctm_format_file(unit, path, &formatted);
    if (status == CTM_ERRORS) say_messages(call, unit);
    say_reason(unit, status);
  }
  if (formatted) status = settle(call, unit, path, formatted, status == CTM_FINDINGS);
  ctm_text_free(formatted);
  ctm_unit_free(unit);
  return status;
}

ctm_status command_fmt(const struct call *call)
{
  ctm_status worst = CTM_OK;
  for (size_t i = 0; i < call->operands.count; i++) {
    ctm_status status = format_one(call, call->operands.at[i]);
    if (status > worst) worst = status;
  }
  return worst;
}
