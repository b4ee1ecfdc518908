/* The tables of roots.def. */
#include "model/meta.h"

#define OF(id) (1 << ROOT_##id)

static const char *const root_words[] = {
#define ROOT(id, word) word,
#include "model/roots.def"
};

static const struct {
  const char *word, *means;
  roots of;
} privileges[] = {
#define PRIVILEGE(id, word, of, means) {word, means, of},
#include "model/roots.def"
};

enum { ONE = 0, MANY = 1 };
static const struct pathword_info pathwords[] = {
#define PATHWORD(id, word, count, from, to) {word, count, from, to},
#include "model/roots.def"
};

static const struct relation_info relations[] = {
#define RELATION(id, from, to, forward, inverse)                                                   \
  {KEY_##id, from, to, PATHWORD_##forward, PATHWORD_##inverse},
#include "model/roots.def"
};

const char *root_word(enum root root)
{
  return root_words[root];
}

const char *privilege_word(enum privilege privilege)
{
  return privileges[privilege].word;
}

const char *privilege_means(enum privilege privilege)
{
  return privileges[privilege].means;
}

bool privilege_is_of(enum privilege privilege, enum root root)
{
  return (privileges[privilege].of >> root) & 1;
}

const struct pathword_info *pathword_info(enum pathword word)
{
  return &pathwords[word];
}

const struct relation_info *relation_info(enum relation relation)
{
  return &relations[relation];
}

enum privilege privilege_find(struct str word)
{
  for (int i = 0; i < PRIVILEGE_COUNT; i++)
    if (str_equal(word, str_from(privileges[i].word))) return (enum privilege)i;
  return PRIVILEGE_COUNT;
}

enum pathword pathword_find(struct str word)
{
  for (int i = 0; i < PATHWORD_COUNT; i++)
    if (str_equal(word, str_from(pathwords[i].word))) return (enum pathword)i;
  return PATHWORD_NONE;
}

enum relation relation_of_key(enum key key)
{
  for (int i = 0; i < RELATION_COUNT; i++)
    if (relations[i].key == key) return (enum relation)i;
  return RELATION_COUNT;
}

const char *roots_words(struct arena *arena, roots set)
{
  const char *words[ROOT_COUNT];
  int count = 0;
  if ((set & ROOTS_PLACE) == ROOTS_PLACE) {
    words[count++] = "a place";
    set = (roots)(set & ~ROOTS_PLACE);
  }
  for (int i = 0; i < ROOT_COUNT; i++) {
    if (!((set >> i) & 1)) continue;
    const char *article = i == ROOT_ACTOR ? "an" : "a";
    words[count++] = i == ROOT_DATA ? "data" : arena_format(arena, "%s %s", article, root_words[i]);
  }
  const char *text = count ? words[0] : "nothing";
  for (int i = 1; i < count; i++)
    text = arena_format(arena, i + 1 < count ? "%s, %s" : "%s or %s", text, words[i]);
  return text;
}
