/* What changed between two registers, row by row, by stable id.
 *
 * A snapshot holds what a comparison asks of a register, as texts and as numbers of a roster of
 * things (analyse/pairs.h). It is made of a register in memory; nothing of it needs the model, so
 * one may as well be made of what was written down of an earlier register. */
#ifndef CTM_REGISTER_COMPARE_H
#define CTM_REGISTER_COMPARE_H

#include "analyse/compare.h"
#include "register/register.h"

enum section {
  SECTION_ASSERTION,
  SECTION_SCENARIO,
  SECTION_THREAT,
  SECTION_ACCEPTANCE,
  SECTION_CONTROL,
  SECTION_WEAKNESS,
  SECTION_COUNT
};
const char *section_word(enum section section); /* "assertions", "scenarios", … */

struct snapshot_row {
  struct str word;    /* what it is about, with the things: a rule, a harm, an assertion's id … */
  uint32_t a, b;      /* things of the roster, or NONE: where; of a scenario attacker and thing */
  struct str id;      /* as the register shows it; "tls@shop.web" */
  const char *status; /* the register's word: "open", "fails", "in-place" … */
  const char *detail; /* what else may change: whose acceptance until when, evidence; "" */
  enum risk_level level; /* of threats and scenarios: residual; inherent where controls hold it */
  bool is_against;       /* a failed assertion, an acceptance that does not stand, an open risk */
  bool is_default; /* of controls and weaknesses: its kind or protocol has it, nobody said so */
  const char *file;
  uint32_t line;
};

struct snapshot {
  struct roster roster;
  VEC_OF(struct snapshot_row) sections[SECTION_COUNT];
};

/* Of a register whose assertions are judged in that world (careless: residual); in `arena`. */
struct snapshot *snapshot_of(struct arena *arena, const struct reg *reg, enum world_type type);

struct row_change {
  enum novelty novelty;
  const struct snapshot_row *older, *newer; /* NULL where there is none */
};

/* By section the rows that are new or changed in the order of the newer register, then those that
 * are gone in the order of the older one. */
struct rows_compared {
  VEC_OF(struct row_change) sections[SECTION_COUNT];
};

/* `pairs` are those of the snapshots' things. In `arena`. Cost: linear in the rows. */
struct rows_compared *compare_rows(struct arena *arena, const struct pairs *pairs,
                                   const struct snapshot *older, const struct snapshot *newer);

/* Whether a merge request should stop for it: an assertion that fails and did not, an acceptance
 * that stands no more, and, unless `fail_on` is RISK_NONE, a threat or scenario that is open at
 * that level or above and was not. */
bool row_is_worse(enum section section, const struct row_change *change, enum risk_level fail_on);

/* The greatest risk of the scenarios of one attacker and one thing that are open now; RISK_NONE. */
enum risk_level register_pair_level(const struct reg *reg, uint32_t attacker, uint32_t thing);

#endif
