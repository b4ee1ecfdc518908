/* Spelling distance, for suggestions. */
#include "base/str.h"

#include <stdint.h>

enum { LONGEST = 64 }; /* longer names are not suggested for */

static size_t smaller(size_t a, size_t b)
{
  return a < b ? a : b;
}

size_t str_distance(struct str a, struct str b, size_t limit)
{
  size_t apart = a.len > b.len ? a.len - b.len : b.len - a.len;
  if (apart > limit || a.len > LONGEST || b.len > LONGEST) return limit + 1;
  size_t rows[3][LONGEST + 1];
  size_t *before = rows[0], *last = rows[1], *row = rows[2];
  for (size_t j = 0; j <= b.len; j++) last[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      size_t change = last[j - 1] + (a.at[i - 1] != b.at[j - 1]);
      row[j] = smaller(change, smaller(last[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
        row[j] = smaller(row[j], before[j - 2] + 1);
    }
    size_t *free_row = before;
    before = last;
    last = row;
    row = free_row;
  }
  return last[b.len] > limit ? limit + 1 : last[b.len];
}

void str_suggest(struct str wanted, struct str candidate, struct str *best, size_t *best_distance)
{
  size_t limit = wanted.len < 3 ? 1 : (wanted.len + 2) / 3;
  size_t distance = str_distance(wanted, candidate, limit);
  if (distance > limit || distance >= *best_distance || distance >= candidate.len) return;
  *best = candidate;
  *best_distance = distance;
}
