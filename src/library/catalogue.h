/* The requirements of a standard, read from its tables. */
#ifndef CTM_LIBRARY_CATALOGUE_H
#define CTM_LIBRARY_CATALOGUE_H

#include "base/arena.h"
#include "base/str.h"

struct catalogue_row {
  struct str id; /* as the table has it, behind its edition if it has one: "CWE-250", "2025-K04" */
  struct str title; /* may be empty */
};

struct catalogue_key;

struct catalogue {
  struct catalogue_row *rows; /* in the order of the tables */
  size_t count;
  struct catalogue_key *keys; /* every spelling of every id, sorted */
  size_t key_count;
};

/* Reads tables: tab-separated, `#` lines and blank ones skipped, then a header line that names the
 * columns. `id` is needed (a table without it gives no rows); `title`, or else `name`, is the
 * title; `edition`, if there is one, stands before the id with a hyphen. Rows without an id are
 * skipped. The catalogue is the arena's and borrows from the texts. Cost: n log n. */
struct catalogue *catalogue_read(struct arena *arena, const struct str *texts, size_t n);

/* The row of an id, NULL if there is none; of several the first. An id may leave out the letters
 * that all ids of its table share: "250" finds CWE-250. Case counts. */
const struct catalogue_row *catalogue_find(const struct catalogue *catalogue, struct str id);

#endif
