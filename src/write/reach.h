/* Printers of what can be reached. */
#ifndef CTM_WRITE_REACH_H
#define CTM_WRITE_REACH_H

#include "analyse/answers.h"
#include "base/writer.h"

/* One person (or breached thing) and where they get. */
struct reach_row {
  uint32_t shown; /* the entity whose id is shown */
  const struct reach *reach;
  const struct reach *less; /* states that it has are left out; or NULL */
};

struct reach_report {
  const struct answers *answers;
  enum world_type type;
  const char *supposed; /* what is supposed, in words; "" if nothing */
  const char *options;  /* the same and the world as options of a command */
  uint32_t breached;    /* the machine on which all begins, or NONE */
  const struct reach_row *rows;
  uint32_t row_count;
};

static inline bool reach_shows(const struct reach_row *row, fact f)
{
  return reach_has(row->reach, f) && !(row->less && reach_has(row->less, f));
}

/* An overview: each person's things, those of worth first, then by boundary. */
void reach_print_text(const struct reach_report *report, struct writer *out);
/* templates/answers/reach.schema.json; states by thing, in the order of declaration. */
void reach_print_json(const struct reach_report *report, struct writer *out);
/* attacker TAB thing.privilege TAB effort, all lines sorted bytewise. */
void reach_print_tsv(const struct reach_report *report, struct writer *out);

/* Lines sorted bytewise; each is printed with its newline. */
void print_sorted(struct str *lines, size_t count, struct writer *out);

#endif
