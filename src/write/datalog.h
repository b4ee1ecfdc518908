/* The model and its rules, ungrounded, for a stock engine of Datalog or ASP (gringo): what checks
 * our own engine (analysis.md of the manual: "An independent check"). The one predicate shown is
 * `state("attacker","entity","privilege")`. */
#ifndef CTM_WRITE_DATALOG_H
#define CTM_WRITE_DATALOG_H

#include "analyse/reach.h"
#include "base/writer.h"

struct datalog_question {
  enum world_type type;
  struct numbers who;     /* attackers; in the world careless: the careless people asked about */
  struct numbers despite; /* people who err first, each alone */
  struct changes changes; /* what is supposed to be in place, or not, or to be weak */
  uint32_t start;         /* where all of `who` begin; NONE: each at itself */
  bool is_greatest;       /* with the greatest skill and resources of any hostile party */
};

void datalog_print(const struct model *model, const struct datalog_question *question,
                   struct writer *out);

/* --- its parts -------------------------------------------------------------------------------- */

/* `name("a","b").`, quoted; texts with NULL `at` are left out. */
void datalog_fact(struct writer *out, const char *name, struct str a, struct str b, struct str c);
void datalog_quote(struct writer *out, struct str text);
/* What the vocabulary and the model state. */
void datalog_facts(const struct model *model, struct writer *out);
/* Kinds, places, paths, and where a control counts: the same text for every model. */
void datalog_program(struct writer *out);
/* One edge a conclusion of each rule, technique and (if asked) mistake. Returns how many premises
 * the longest has. */
uint32_t datalog_rules(const struct model *model, bool with_mistakes, struct writer *out);

#endif
