/* Printers of cuts. */
#ifndef CTM_WRITE_CUT_H
#define CTM_WRITE_CUT_H

#include "analyse/cut.h"
#include "base/writer.h"

struct cut_report {
  const struct answers *answers;
  enum world_type type;
  const char *supposed; /* what is supposed, in words; "" if nothing */
  const char *target;   /* what was asked for: "orders", "orders.read" */
  struct numbers shown; /* who is cut off */
  const struct cut *cut;
};

/* The name of a control. */
const char *control_word(const struct model *model, uint32_t control);

/* What to put where, what each stops, and what would do instead; whom nothing keeps away. */
void cut_print_text(const struct cut_report *report, struct writer *out);
/* templates/answers/cut.schema.json. */
void cut_print_json(const struct cut_report *report, struct writer *out);
/* CONTROL@THING, sorted bytewise; nothing where nothing is needed or would help. */
void cut_print_tsv(const struct cut_report *report, struct writer *out);

#endif
