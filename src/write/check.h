/* Printers of verdicts. */
#ifndef CTM_WRITE_CHECK_H
#define CTM_WRITE_CHECK_H

#include "base/writer.h"
#include "register/register.h"

struct check_report {
  const struct reg *reg;
  enum risk_level fail_on; /* RISK_NONE: open threats cost nothing */
  bool is_lint_finding;
};

/* "ctm paths MODEL --from A --to B.read": asks about one way in which the assertion does not hold,
 * in the world in which it was judged. In the unit's arena. */
const char *breach_command(const struct reg *reg, const struct assertion *a, const char *command,
                           uint32_t who, fact goal);

/* A message F0001 for every assertion that fails and is not accepted: tag the assertion's id, body
 * its counter-example. In the order of declaration, behind all other messages. */
void check_findings(struct unit *unit, const struct reg *reg);

/* "payments: 9 assertions: 6 hold, 3 fail · 1 acceptance in force · 2 lints", and why --fail-on
 * makes it a finding. */
void check_print_text(const struct check_report *report, struct writer *out);
/* assertion TAB holds|fails, sorted bytewise. An accepted one fails all the same. */
void check_print_tsv(const struct check_report *report, struct writer *out);
/* templates/answers/check.schema.json; what an assertion does not have is left out. */
void check_print_json(const struct check_report *report, struct writer *out);

#endif
