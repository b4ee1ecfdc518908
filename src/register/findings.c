/* What a person should know of the register: acceptances that stand for nothing or no longer, and
 * lints that nobody accepted. */
#include "register/derive.h"

static const char *no_longer(const struct acceptance *said, const struct reg_acceptance *row)
{
  switch (said->form) {
  case ACCEPT_ASSERTION:
    return "holds";
  case ACCEPT_SCENARIO:
    return "no way";
  case ACCEPT_LINT:
    return "no such lint";
  case ACCEPT_RULE:
    break;
  }
  return row->threat == NONE ? "no such threat" : "no threat any more";
}

static void say_dead(struct unit *unit, const struct reg_acceptance *row,
                     const struct acceptance *said)
{
  struct message *m = message_add(unit, CODE_F0002, said->span, "nothing is left to accept: %s",
                                  row->note ? row->note : "it is gone");
  message_label(unit, m, "%s", no_longer(said, row));
  message_help(unit, m, "take the acceptance out; the history of the file remembers it");
}

static void say_expired(struct unit *unit, const struct reg_acceptance *row,
                        const struct acceptance *said)
{
  long days = -row->days_left;
  struct message *m =
      message_add(unit, CODE_F0003, said->span,
                  "the acceptance ended %ld day%s ago: what it accepted is open again", days,
                  days == 1 ? "" : "s");
  message_label(unit, m, "accepted until %s", day_text(&unit->arena, said->until));
  message_help(unit, m, "ask %.*s whether it may stay, or treat it", STR_ARGS(said->owner));
}

static void say_exceeded(struct unit *unit, const struct reg_acceptance *row,
                         const struct acceptance *said)
{
  struct message *m = message_add(unit, CODE_F0004, said->span, "%s", row->note);
  message_label(unit, m, "accepted up to %s", worth_word((enum worth)said->up_to));
  message_help(unit, m, "ask %.*s again, or bring the risk down", STR_ARGS(said->owner));
}

static void say_lint(struct unit *unit, const struct reg_lint *lint)
{
  struct message *m = message_add(unit, lint->code, lint->span, "%s", lint->text);
  if (lint->help) message_help(unit, m, "%s", lint->help);
}

void register_findings(struct unit *unit, struct reg *reg)
{
  for (size_t i = 0; i < reg->model->acceptances.len; i++) {
    const struct reg_acceptance *row = &reg->acceptances[i];
    const struct acceptance *said = &reg->model->acceptances.at[i];
    if (row->state == ACCEPTANCE_DEAD) say_dead(unit, row, said);
    if (row->state == ACCEPTANCE_EXPIRED) say_expired(unit, row, said);
    if (row->state == ACCEPTANCE_EXCEEDED) say_exceeded(unit, row, said);
  }
  for (size_t i = 0; i < reg->lints.len; i++)
    if (reg->lints.at[i].acceptance == NONE) say_lint(unit, &reg->lints.at[i]);
}
