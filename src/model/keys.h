/* What each key may be said of, and what its values look like: one table (keys.def). */
#ifndef CTM_MODEL_KEYS_H
#define CTM_MODEL_KEYS_H

#include "model/meta.h"

/* Contexts, as bits: the roots of things come first, by enum root. */
enum {
  IN_BOUNDARY = 1u << 0,
  IN_MACHINE = 1u << 1,
  IN_ACTOR = 1u << 2,
  IN_DATA = 1u << 3,
  IN_FLOW = 1u << 4,
  IN_IMAGE = 1u << 5, /* beside IN_DATA */
  IN_TEMPLATE = 1u << 6,
  IN_KIND = 1u << 7,
  IN_ACTOR_KIND = 1u << 8, /* beside IN_KIND */
  IN_PROTOCOL = 1u << 9,
  IN_WEAKNESS = 1u << 10,
  IN_CONTROL = 1u << 11,
  IN_RULE = 1u << 12,
  IN_TECHNIQUE = 1u << 13,
  IN_MISTAKE = 1u << 14,
  IN_STANDARD = 1u << 15,
  IN_MODEL = 1u << 16,
  IN_IMPORT = 1u << 17,
  IN_ASSERT = 1u << 18,
  IN_ACCEPT = 1u << 19,
  IN_TREAT = 1u << 20,
  IN_VIEW = 1u << 21,
  IN_ALL = (1u << 22) - 1,
  IN_RULES = IN_RULE | IN_TECHNIQUE | IN_MISTAKE,
  IN_THING = IN_BOUNDARY | IN_MACHINE | IN_ACTOR | IN_DATA | IN_FLOW
};

/* What a value may look like; the names of words.def. */
enum shape {
  SHAPE_PATH,
  SHAPE_NAME,
  SHAPE_TEXT,
  SHAPE_PATH_OR_TEXT,
  SHAPE_NUMBER,
  SHAPE_DATE,
  SHAPE_LEVEL,
  SHAPE_ENTRY,
  SHAPE_PROTOCOL,
  SHAPE_SET,
  SHAPE_SET_OR_TEXT,
  SHAPE_ARROW,
  SHAPE_NAME_THEN_TEXT,
  SHAPE_PATH_OR_ARROW,
  SHAPE_THING /* a path, a flow `a -> b`, or an image's text */
};

unsigned key_contexts(enum key key);
/* There: the values' shape, and whether it takes one value alone. */
enum shape key_shape(enum key key, unsigned context);
bool key_is_one(enum key key, unsigned context);
/* The closed list of words that it takes, space between them; NULL: any. */
const char *key_words(enum key key);
/* False: any number. */
bool key_range(enum key key, uint32_t *least, uint32_t *most);

/* False once so many messages are kept that the next is counted alone: then nothing need be
 * searched for it. */
static inline bool message_is_kept(const struct unit *unit)
{
  return unit->messages.len < LIMIT_MESSAGES;
}

/* The place of a word in a closed list, from 0; -1 if it is not there. */
int word_number(const char *words, struct str word);
/* "a pod", "an asset". */
const char *with_article(struct arena *arena, const char *noun);

/* Checks a clause against the table: E0301 (does not belong here; lists what does), E0302 (one
 * value alone), E0303 (a value of the wrong form), E0306 (a word that is not of the closed list),
 * E0307 (a number out of range). `context` are bits of this header, `of_what` what it is said of
 * ("a kind", "container `web`"). True if it may be used. */
bool clause_check(struct unit *unit, const struct tree *tree, const struct clause *clause,
                  unsigned context, const char *of_what);
/* The values alone; clause_check's second half (values.c). */
bool values_check(struct unit *unit, const struct tree *tree, const struct clause *clause,
                  unsigned context);

/* E0304 "said twice" with both places, for single-valued keys. */
void clause_said_twice(struct unit *unit, const struct tree *tree, const struct clause *clause,
                       struct span before);

/* All that a declaration says, header and braces, checked; repeated single-valued keys are reported
 * and dropped. In the unit's arena. */
struct said {
  const struct clause **at;
  uint32_t count;
};
struct said clauses_said(struct unit *unit, const struct tree *tree, const struct decl *decl,
                         unsigned context, const char *of_what);
/* The clause of that key, the first of several; NULL if it says nothing of the kind. */
const struct clause *said_of(const struct said *said, enum key key);

/* Whether the declaration has a clause of that key, in whatever form. */
bool decl_says(const struct decl *decl, enum key key);
/* Whether an error stands within the declaration: then what it lacks may be what was refused. */
bool decl_is_faulty(const struct unit *unit, const struct tree *tree, const struct decl *decl);

/* E0308 for each thing or flow in braces that take clauses alone; with a suggestion where its first
 * word is nearly a key. Other declarations in braces are reported by vocabulary and claims. */
void braces_check(struct unit *unit, const struct tree *tree, const struct decl *decl,
                  unsigned context, const char *of_what);

#endif
