/* Printers of what mistakes break and open. */
#ifndef CTM_WRITE_SLIPS_H
#define CTM_WRITE_SLIPS_H

#include "analyse/answers.h"
#include "base/writer.h"

/* A thing of worth that falls, and the easiest of the ways that are new. */
struct slips_fall {
  uint32_t attacker; /* NONE: the person breaks it alone */
  uint32_t thing;
  const struct reach *reach;
  const fact *facts; /* the harmful states that are new */
  uint32_t fact_count;
  const struct proof *proof; /* of the easiest of them */
};

struct slips_row {
  uint32_t person;
  struct facts weaknesses; /* that they may bring about */
  const struct slips_fall *falls;
  uint32_t fall_count;
};

struct slips_report {
  const struct answers *answers;
  enum world_type type;
  const char *supposed; /* what is supposed, in words; "" if nothing */
  /* The same as options of a command: about attackers, and about the careless alone. */
  const char *options, *own_options;
  const struct slips_row *rows;
  uint32_t row_count;
};

/* By person: what they break alone, then what they open to whom, each with its steps. */
void slips_print_text(const struct slips_report *report, struct writer *out);
/* templates/answers/slips.schema.json. */
void slips_print_json(const struct slips_report *report, struct writer *out);
/* person TAB attacker TAB thing.privilege TAB effort, all lines sorted bytewise; the attacker is
 * `-` where the person alone breaks it. */
void slips_print_tsv(const struct slips_report *report, struct writer *out);

#endif
