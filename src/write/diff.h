/* Printers of what changed between two models. */
#ifndef CTM_WRITE_DIFF_H
#define CTM_WRITE_DIFF_H

#include "analyse/cut.h"
#include "base/writer.h"
#include "register/compare.h"

struct diff_report {
  const struct compared *compared;
  const struct rows_compared *rows;
  const struct reg *older, *newer;
  enum world_type type;
  const char *supposed;          /* what is supposed, in words; "" if nothing */
  enum risk_level fail_on;       /* RISK_NONE: threats and scenarios cost nothing */
  const struct cut *const *cuts; /* by new way; NULL where none was looked for */
};

/* The verdict in one line, then what is behind it, the worst first; long lists are cut. */
void diff_print_text(const struct diff_report *report, struct writer *out);
/* The same for a merge request: a verdict, a short table, the rest folded. Of HTML only <details>
 * and <summary>. */
void diff_print_markdown(const struct diff_report *report, struct writer *out);
/* All of it: templates/answers/diff.schema.json. */
void diff_print_json(const struct diff_report *report, struct writer *out);

/* --- what they share (diff.c) --------------------------------------------------------------------
 */

/* Whether a merge request should stop (row_is_worse of any row). */
bool diff_is_worse(const struct diff_report *report);
/* "2 new ways, 1 closed, assertion orders-sealed now fails"; names between `quote`s. */
void diff_verdict(const struct diff_report *report, const char *quote, struct writer *out);

/* One of the two directions of ways. */
struct diff_ways {
  const way_changes *list;
  const struct compared_side *side;
  const struct reg *reg;
  bool are_new;
};
struct diff_ways diff_new_ways(const struct diff_report *report);
struct diff_ways diff_closed_ways(const struct diff_report *report);
/* The entity whose way it is. */
uint32_t diff_who(const struct diff_ways *ways, const struct way_change *way, uint32_t number);
/* The greatest risk of its scenarios; RISK_NONE in another world than the residual one. */
enum risk_level diff_way_level(const struct diff_report *report, const struct diff_ways *ways,
                               const struct way_change *way);

/* "over https/443 carries orders"; "" if nothing is said. In `arena`. */
const char *diff_flow_text(struct arena *arena, const struct model *model, uint32_t flow);
/* "into shop"; "" where both ends lie in the same boundary. */
const char *diff_crossing(struct arena *arena, const struct model *model,
                          const struct flow_change *change);
/* "open, high": status, detail, level; in `arena`. */
const char *diff_status(struct arena *arena, const struct snapshot_row *row);
/* Whether a row says nothing of its own: what a new or former thing has by default. */
bool diff_is_implied(const struct diff_report *report, enum section section,
                     const struct row_change *change);
/* In which order rows are for a person: 0 what should stop a merge; 1 what is open now; 2 what was;
 * 3 the rest. */
enum { DIFF_RANKS = 4 };
int diff_rank(const struct diff_report *report, enum section section,
              const struct row_change *change);
/* Why an assertion fails that did not, where no new way shows it: its verdict in the newer model;
 * NULL. */
const struct verdict *diff_verdict_of(const struct diff_report *report,
                                      const struct row_change *change);
/* How many rows of a section are listed, by novelty. */
void diff_count(const struct diff_report *report, enum section section,
                uint32_t counts[NOVELTY_COUNT]);
/* "3 new, 1 gone"; nothing for none. */
void diff_print_counts(struct writer *out, const uint32_t counts[NOVELTY_COUNT]);

#endif
