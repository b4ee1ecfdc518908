/* What commands share. */
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --color > NO_COLOR > CLICOLOR_FORCE > terminal; an empty variable says nothing. */
static bool is_colored(const struct call *call)
{
  const char *asked = call_value(call, SLOT_COLOR);
  if (asked && strcmp(asked, "auto") != 0) return strcmp(asked, "always") == 0;
  const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE");
  if (no && *no) return false;
  if (force && *force && strcmp(force, "0") != 0) return true;
  const char *terminal = getenv("TERM");
  return isatty(STDERR_FILENO) && !(terminal && strcmp(terminal, "dumb") == 0);
}

ctm_status say_reason(const ctm_unit *unit, ctm_status status)
{
  const char *reason = ctm_unit_reason(unit);
  if (reason[0]) fprintf(stderr, "ctm: %s\n", reason);
  return status;
}

void say_messages(const struct call *call, ctm_unit *unit)
{
  ctm_text *text;
  if (ctm_unit_print(unit, CTM_TEXT, is_colored(call), &text) != CTM_OK) return;
  fwrite(ctm_text_bytes(text), 1, ctm_text_size(text), stderr);
  ctm_text_free(text);
}

ctm_status open_unit(const struct call *call, ctm_unit **unit)
{
  ctm_options options = {.as_of = call_value(call, SLOT_AS_OF),
                         .base = call_value(call, SLOT_BASE),
                         .allow_outside = call_has(call, SLOT_ALLOW_OUTSIDE)};
  ctm_status status = ctm_unit_open(unit, &options);
  return say_reason(*unit, status);
}

ctm_status open_model(const struct call *call, const char *path, ctm_unit **unit)
{
  ctm_status status = open_unit(call, unit);
  if (status != CTM_OK) return status;
  status = ctm_unit_load(*unit, path);
  if (status == CTM_ERRORS) say_messages(call, *unit);
  return say_reason(*unit, status);
}

ctm_status save_text(ctm_text *text, const char *path)
{
  char reason[400];
  ctm_status status = ctm_text_save(text, path, reason, sizeof reason);
  if (status != CTM_OK) fprintf(stderr, "ctm: %s\n", reason);
  ctm_text_free(text);
  return status;
}

void print_text(ctm_text *text)
{
  if (!text) return;
  fwrite(ctm_text_bytes(text), 1, ctm_text_size(text), stdout);
  ctm_text_free(text);
}

ctm_format format_of(const struct call *call)
{
  const char *word = call_value(call, SLOT_FORMAT);
  if (word && strcmp(word, "json") == 0) return CTM_JSON;
  if (word && strcmp(word, "tsv") == 0) return CTM_TSV;
  if (word && strcmp(word, "md") == 0) return CTM_MARKDOWN;
  if (word && strcmp(word, "sarif") == 0) return CTM_SARIF;
  return CTM_TEXT;
}

ctm_fail_on fail_on_of(const struct call *call)
{
  static const char *const words[] = {
      [CTM_FAIL_LOW] = "low",           [CTM_FAIL_MEDIUM] = "medium", [CTM_FAIL_HIGH] = "high",
      [CTM_FAIL_CRITICAL] = "critical", [CTM_FAIL_LINT] = "lint",
  };
  const char *word = call_value(call, SLOT_FAIL_ON);
  for (int i = CTM_FAIL_LOW; word && i <= CTM_FAIL_LINT; i++)
    if (strcmp(words[i], word) == 0) return (ctm_fail_on)i;
  return CTM_FAIL_NEVER;
}

ctm_question question_of(const struct call *call)
{
  return (ctm_question){
      .from = call_value(call, SLOT_FROM),
      .to = call_value(call, SLOT_TO),
      .world = call_value(call, SLOT_WORLD),
      .assume_plans = call_has(call, SLOT_ASSUME_PLANS),
      .breached = call_value(call, SLOT_BREACHED),
      .despite = call->options[SLOT_DESPITE].at,
      .despite_count = call->options[SLOT_DESPITE].count,
      .with = call->options[SLOT_WITH].at,
      .with_count = call->options[SLOT_WITH].count,
      .without = call->options[SLOT_WITHOUT].at,
      .without_count = call->options[SLOT_WITHOUT].count,
      .has = call->options[SLOT_HAS].at,
      .has_count = call->options[SLOT_HAS].count,
  };
}
