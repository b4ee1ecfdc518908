/* Borrowed text with a length. */
#ifndef CTM_BASE_STR_H
#define CTM_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
  const char *at; /* not always followed by NUL */
  size_t len;     /* bytes */
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* For printf: "%.*s", STR_ARGS(s) */
#define STR_ARGS(s) (int)(s).len, (s).at

static inline struct str str_from(const char *text)
{
  return (struct str){text, text ? strlen(text) : 0};
}

static inline bool str_equal(struct str a, struct str b)
{
  return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* Bytewise order, as strcmp. */
static inline int str_compare(struct str a, struct str b)
{
  size_t shorter = a.len < b.len ? a.len : b.len;
  int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
  if (order) return order;
  return a.len < b.len ? -1 : a.len > b.len;
}

/* Damerau-Levenshtein distance (optimal string alignment; Damerau 1964) in bytes, at most `limit`
 * + 1. */
size_t str_distance(struct str a, struct str b, size_t limit);

/* The candidate nearest to `wanted` if it is near enough to be suggested (a third of its length),
 * the earliest of equals; else an empty str. Call with best = {0} and *best_distance = SIZE_MAX at
 * first, once per candidate. */
void str_suggest(struct str wanted, struct str candidate, struct str *best, size_t *best_distance);

#endif
