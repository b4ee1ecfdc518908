/* Printers of ways. */
#ifndef CTM_WRITE_PATHS_H
#define CTM_WRITE_PATHS_H

#include "analyse/answers.h"
#include "base/writer.h"

/* The easiest way of one person (or from one breached thing). */
struct paths_row {
  uint32_t shown;
  const struct reach *reach;
  const struct proof *proof; /* NULL: there is none */
};

struct paths_report {
  const struct answers *answers;
  enum world_type type;
  const char *supposed; /* what is supposed, in words; "" if nothing */
  const char *target;   /* what was asked for: "orders", "orders.read" */
  const struct paths_row *rows;
  uint32_t row_count;
};

/* Each way as numbered steps; see proof_print. */
void paths_print_text(const struct paths_report *report, struct writer *out);
/* templates/answers/paths.schema.json. */
void paths_print_json(const struct paths_report *report, struct writer *out);

#endif
