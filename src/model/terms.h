/* What the passes over the vocabulary share; of no interest outside the folder. */
#ifndef CTM_MODEL_TERMS_H
#define CTM_MODEL_TERMS_H

#include "model/keys.h"
#include "model/model.h"

/* A circle of inheritance is shown with as many names. */
enum { CIRCLE_SHOWN = 8 };

struct teller {
  struct unit *unit;
  struct vocabulary *v;
};

/* All that a term's declaration says, its braces checked; `link` and `assumes` kept in the term. */
struct said term_said(struct teller *t, struct term *term, unsigned context, const char *of_what);

/* Adds a number; E0305 and false if it is there already. */
bool numbers_add(struct teller *t, struct numbers *numbers, uint32_t number, struct span span);
bool numbers_have(const struct numbers *numbers, uint32_t number);

/* The terms that a clause's values name, known ones alone. With `spans` their places, too. */
void numbers_say(struct teller *t, const struct term *term, const struct clause *clause,
                 enum term_type type, struct numbers *numbers, struct span **spans);
/* The same for controls that must be able to stand at things of `kind` (NONE: anywhere). */
void controls_say(struct teller *t, const struct term *term, const struct clause *clause,
                  uint32_t kind, struct numbers *numbers, struct span **spans);

/* The parent that `is` names, or NONE: quietly, clauses_said complains of its form. `*is_broken` if
 * it names one that is not there (reported). */
uint32_t parent_say(struct teller *t, const struct term *term, enum term_type type,
                    bool *is_broken);
/* E0406 of each circle along parents; members of a circle lose their parent. `parent_of` gives the
 * address of a term's parent. */
typedef uint32_t *parent_of(struct vocabulary *v, uint32_t number);
void circles_break(struct teller *t, enum term_type type, uint32_t count, parent_of *parent);

void maps_say(struct teller *t, const struct term *term, const struct clause *clause,
              struct maps_list *maps);
void texts_say(struct teller *t, const struct clause *clause, const struct str **texts,
               uint32_t *count);

/* In this order: standards' tables, what kinds are, what controls are and where they stand, then
 * the rest in any. */
void standards_resolve(struct teller *t);
void kinds_find_parents(struct teller *t);
void controls_resolve(struct teller *t);
void kinds_resolve(struct teller *t);
void weaknesses_resolve(struct teller *t);
void protocols_resolve(struct teller *t);
void rules_resolve(struct teller *t);

/* The factors of a clause of a rule, with all checks of words and roots (factors.c). */
void factors_say(struct teller *t, const struct rule *rule, const struct clause *clause,
                 struct factors *factors);
#endif
