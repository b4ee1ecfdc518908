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

/* A message F0001 for every assertion that fails and is not accepted: tag the assertion's id, body
 * its counter-example. In the order of declaration, behind all other messages. */
void check_findings(struct unit *unit, const struct reg *reg);

/* "payments: 9 assertions: 6 hold, 3 fail · 1 acceptance in force · 2 lints", and why --fail-on
 * makes it a finding. */
void check_print_text(const struct check_report *report, struct writer *out);
/* assertion TAB holds|fails, sorted bytewise. An accepted one fails all the same. */
void check_print_tsv(const struct check_report *report, struct writer *out);
/* {"version": 1, "model", "as_of", "messages": […] (as message_print_json), "omitted",
 *  "assertions": [{"id", "title", "verdict": "holds" | "fails" | "accepted" | "expired",
 * "is_empty", "holds_on_evidence", "holds_with_plans", "file", "line", "breaches": [{"subject",
 * "target", "gained", "effort"} or {"subject", "missing": […]}], "breaches_omitted": how many more
 * there are, "proof": [{"gain", "thing", "gained", "rule", "effort", "crosses", "file", "line"}]}],
 *  "summary": {"controls", "acceptances", "lints"}}.
 * What an assertion does not have is left out. */
void check_print_json(const struct check_report *report, struct writer *out);

#endif
