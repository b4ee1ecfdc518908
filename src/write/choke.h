/* Printers of chokes. */
#ifndef CTM_WRITE_CHOKE_H
#define CTM_WRITE_CHOKE_H

#include "analyse/choke.h"
#include "base/writer.h"

struct choke_report {
  const struct answers *answers;
  enum world_type type;
  const char *supposed; /* what is supposed, in words; "" if nothing */
  const char *options;  /* the same and the world as options of a command */
  uint32_t from;        /* who alone was asked about; NONE: all */
  struct numbers shown; /* by party: the entity whose id is shown */
  const struct choke *choke;
};

/* What to change first, where to watch, and what each thing of worth hangs on. */
void choke_print_text(const struct choke_report *report, struct writer *out);
/* As templates/answers/choke.schema.json says. */
void choke_print_json(const struct choke_report *report, struct writer *out);
/* ATTACKER TAB THING.PRIVILEGE TAB SCENARIOS: every state that some harm of that attacker cannot do
 * without, and how many; sorted bytewise. */
void choke_print_tsv(const struct choke_report *report, struct writer *out);

#endif
