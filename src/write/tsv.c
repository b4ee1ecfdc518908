/* Tab-separated lines, sorted bytewise as they are printed. */
#include "write/reach.h"
#include "write/slips.h"

#include <stdlib.h>

static int compare_lines(const void *left, const void *right)
{
  return str_compare(*(const struct str *)left, *(const struct str *)right);
}

void print_sorted(struct str *lines, size_t count, struct writer *out)
{
  if (count > 1) qsort(lines, count, sizeof *lines, compare_lines);
  for (size_t i = 0; i < count; i++) {
    writer_str(out, lines[i]);
    writer_char(out, '\n');
  }
}

void reach_print_tsv(const struct reach_report *report, struct writer *out)
{
  struct arena scratch = {0};
  VEC_OF(struct str) lines = {0};
  const struct ground *ground = report->answers->ground;
  for (uint32_t r = 0; r < report->row_count; r++) {
    const struct reach_row *row = &report->rows[r];
    struct str who = model_entity(ground->model, row->shown)->id;
    for (fact f = 0; f < ground->state_count; f++) {
      if (!reach_shows(row, f)) continue;
      const char *line = arena_format(&scratch, "%.*s\t%s\t%u", STR_ARGS(who),
                                      fact_text(ground, &scratch, f), reach_effort(row->reach, f));
      vec_push(&scratch, &lines, str_from(line));
    }
  }
  print_sorted(lines.at, lines.len, out);
  arena_free(&scratch);
}

void slips_print_tsv(const struct slips_report *report, struct writer *out)
{
  struct arena scratch = {0};
  VEC_OF(struct str) lines = {0};
  const struct ground *ground = report->answers->ground;
  const struct model *model = ground->model;
  for (uint32_t r = 0; r < report->row_count; r++) {
    const struct slips_row *row = &report->rows[r];
    for (uint32_t i = 0; i < row->fall_count; i++) {
      const struct slips_fall *fall = &row->falls[i];
      struct str who = fall->attacker == NONE ? STR("-") : model_entity(model, fall->attacker)->id;
      for (uint32_t k = 0; k < fall->fact_count; k++) {
        const char *line = arena_format(&scratch, "%.*s\t%.*s\t%s\t%u",
                                        STR_ARGS(model_entity(model, row->person)->id),
                                        STR_ARGS(who), fact_text(ground, &scratch, fall->facts[k]),
                                        reach_effort(fall->reach, fall->facts[k]));
        vec_push(&scratch, &lines, str_from(line));
      }
    }
  }
  print_sorted(lines.at, lines.len, out);
  arena_free(&scratch);
}
