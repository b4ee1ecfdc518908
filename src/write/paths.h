/* Printers of ways. */
#ifndef CTM_WRITE_PATHS_H
#define CTM_WRITE_PATHS_H

#include "analyse/ways.h"
#include "base/writer.h"

/* The ways of one person (or from one breached thing). */
struct paths_row {
  uint32_t shown;
  struct world world;
  const struct ways *ways; /* none: there is none */
};

struct paths_report {
  const struct answers *answers;
  enum world_type type;
  const char *supposed; /* what is supposed, in words; "" if nothing */
  const char *target;   /* what was asked for: "orders", "orders.read" */
  uint32_t most;        /* how many ways of each were asked for */
  bool is_exact;        /* the least effort was */
  const struct paths_row *rows;
  uint32_t row_count;
};

/* The easiest way as numbered steps (proof_print), the others by what is new in them; what is known
 * of the least effort, and of ways that are not shown. */
void paths_print_text(const struct paths_report *report, struct writer *out);
/* templates/answers/paths.schema.json. */
void paths_print_json(const struct paths_report *report, struct writer *out);

#endif
