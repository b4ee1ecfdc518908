/* The tables of words.def. Because words_init interns them before any other name, the sym of a word
 * is its row, and asking whether a name is a key is one comparison. */
#include "syntax/words.h"

#include <assert.h>

static const struct str keys[] = {
    {"", 0},
#define KEY(id, word, values, count) {word, sizeof(word) - 1},
#include "syntax/words.def"
};

enum how_many { ONE, MANY };

static const enum how_many counts[] = {
    MANY,
#define KEY(id, word, values, count) count,
#include "syntax/words.def"
};

static const struct str declares[] = {
    {"", 0},
#define DECLARE(id, word, subject) {word, sizeof(word) - 1},
#include "syntax/words.def"
};

static const enum subject subjects[] = {
    SUBJECT_NAME,
#define DECLARE(id, word, subject) SUBJECT_##subject,
#include "syntax/words.def"
};

void words_init(struct unit *unit)
{
  for (sym key = 1; key < KEY_COUNT; key++) {
    sym word = symbols_intern(&unit->symbols, keys[key]);
    assert(word == key);
    (void)word;
  }
  for (unsigned i = 1; i < DECLARE_COUNT; i++) symbols_intern(&unit->symbols, declares[i]);
  sym any = symbols_intern(&unit->symbols, STR("any"));
  assert(any == WORD_ANY);
  (void)any;
}

enum key key_find(const struct unit *unit, sym word)
{
  (void)unit;
  return word_key(word);
}

const char *key_word(enum key key)
{
  return keys[key].at;
}

const char *declare_word(enum declare declare)
{
  return declares[declare].at;
}

bool key_is_single(enum key key)
{
  return counts[key] == ONE;
}

enum subject declare_subject(enum declare declare)
{
  return subjects[declare];
}

struct str key_nearest(struct str word, size_t *distance)
{
  char lower[64];
  struct str best = {0};
  *distance = SIZE_MAX;
  if (word.len > sizeof lower) return best;
  for (size_t i = 0; i < word.len; i++) {
    char c = word.at[i];
    lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == '_' ? '-' : c;
  }
  for (size_t key = 1; key < KEY_COUNT; key++)
    str_suggest((struct str){lower, word.len}, keys[key], &best, distance);
  return best;
}
