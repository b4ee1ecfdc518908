/* What is said of a thing, and by whom; shared by the files that hear clauses, of no interest
 * outside model/. */
#ifndef CTM_MODEL_SPEECH_H
#define CTM_MODEL_SPEECH_H

#include "model/resolve.h"

/* Who says something, of whom. */
struct speech {
  uint32_t entity;         /* NONE: a template is only checked */
  const struct tree *tree; /* of the clauses */
  struct scope scope;      /* where their names resolve */
  enum basis basis;        /* BASIS_STATED or BASIS_TEMPLATE */
  struct span applied;     /* of a template: the `is` that applies it */
  sym template;            /* its name, or 0 */
  uint32_t template_number;
};

/* Names were checked with the template: only what does not fit the thing is told. */
bool speech_is_quiet(const struct speech *speech);
/* NULL of a template that is only checked. */
struct entity *speech_subject(struct builder *b, const struct speech *speech);
/* A message about a clause as said of a thing: at the clause, or where the template is applied. */
struct message *speech_complain(struct builder *b, const struct speech *speech, enum code code,
                                struct span span, const char *text);

/* `has`, `with`, `plans` and `evidence` (said_traits.c). */
void say_traits(struct builder *b, const struct speech *speech, const struct clause *clause);
void say_evidence(struct builder *b, const struct speech *speech, const struct clause *clause);
/* `stance`, `skill`, `resources`, `aims`, `makes`. */
void say_party(struct builder *b, const struct speech *speech, const struct clause *clause,
               struct party_traits *party);
/* `over`. */
void say_over(struct builder *b, const struct speech *speech, const struct clause *clause);
/* The relations (ties.c); what ties to `any` of something waits for ties_to_all. */
void say_relation(struct builder *b, const struct speech *speech, enum relation relation,
                  const struct clause *clause);
void ties_to_all(struct builder *b);

#endif
