/* The words of words.def as the syms of a unit: keys first, then declarations, then `any`. */
#ifndef CTM_SYNTAX_WORDS_H
#define CTM_SYNTAX_WORDS_H

#include "syntax/tree.h"

/* What stands behind the first word of a declaration. */
enum subject { SUBJECT_NAME, SUBJECT_NUMBER, SUBJECT_TEXT, SUBJECT_REFERENCE };

enum { WORD_ANY = (int)KEY_COUNT + (int)DECLARE_COUNT - 1 };

static inline enum key word_key(sym word)
{
  return word < KEY_COUNT ? (enum key)word : KEY_NONE;
}

static inline enum declare word_declare(sym word)
{
  if (word < KEY_COUNT || word >= WORD_ANY) return DECLARE_NONE;
  return (enum declare)(word - KEY_COUNT + 1);
}

enum subject declare_subject(enum declare declare);

/* The key spelled most nearly like `word`, in any case; empty if none is near. */
struct str key_nearest(struct str word, size_t *distance);

#endif
