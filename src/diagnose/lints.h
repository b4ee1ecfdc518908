/* The lints by name, as `accept NAME on THING` says them (lints.def). */
#ifndef CTM_DIAGNOSE_LINTS_H
#define CTM_DIAGNOSE_LINTS_H

#include "diagnose/unit.h"

/* False if no lint has that name. */
bool lint_find(struct str name, enum code *code);
/* The name of a lint's code; NULL of any other code. */
const char *lint_name(enum code code);
/* Two models, with the lint and without; `on` is where `accept` finds it. NULL of any other code.
 */
struct lint_example {
  const char *wrong, *right, *on;
};
const struct lint_example *lint_example(enum code code);
/* All names in the order of the table. */
size_t lint_count(void);
const char *lint_name_at(size_t number);

#endif
