/* The meta-model as numbers: roots, privileges, path words, relations (roots.def). */
#ifndef CTM_MODEL_META_H
#define CTM_MODEL_META_H

#include "base/str.h"
#include "syntax/tree.h"

enum root {
#define ROOT(id, word) ROOT_##id,
#include "model/roots.def"
  ROOT_COUNT
};

/* Sets of roots: bit ROOT_X. */
typedef uint8_t roots;
enum { ROOTS_PLACE = 1 << ROOT_BOUNDARY | 1 << ROOT_MACHINE, ROOTS_ANY = (1 << ROOT_COUNT) - 1 };

enum privilege {
#define PRIVILEGE(id, word, of, means) PRIVILEGE_##id,
#include "model/roots.def"
  PRIVILEGE_COUNT
};

enum pathword {
#define PATHWORD(id, word, count, from, to) PATHWORD_##id,
#include "model/roots.def"
  PATHWORD_COUNT,
  PATHWORD_NONE = 255
};

enum relation {
#define RELATION(id, from, to, forward, inverse) RELATION_##id,
#include "model/roots.def"
  RELATION_COUNT
};

struct pathword_info {
  const char *word;
  bool is_many;
  roots from, to;
};
struct relation_info {
  enum key key;
  roots from, to;
  uint8_t forward, inverse; /* enum pathword or PATHWORD_NONE */
};

const char *root_word(enum root root);
const char *privilege_word(enum privilege privilege);
const char *privilege_means(enum privilege privilege);
/* Whether things of that root have the privilege. */
bool privilege_is_of(enum privilege privilege, enum root root);
const struct pathword_info *pathword_info(enum pathword word);
const struct relation_info *relation_info(enum relation relation);
/* PRIVILEGE_COUNT, PATHWORD_NONE or RELATION_COUNT if it is none. */
enum privilege privilege_find(struct str word);
enum pathword pathword_find(struct str word);
enum relation relation_of_key(enum key key);
/* "a machine or an actor": the roots of a set, for messages; `place` for both places. */
const char *roots_words(struct arena *arena, roots set);

#endif
