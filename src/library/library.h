/* The library that stands in the binary: what ctm knows about containers, as `.ctm` text, and the
 * tables of the standards that it refers to. */
#ifndef CTM_LIBRARY_LIBRARY_H
#define CTM_LIBRARY_LIBRARY_H

#include "base/sha256.h"
#include "base/str.h"

struct library_file {
  const char *name; /* "std/core.ctm"; of a table "nist_800_190.tsv" */
  struct str text;  /* always followed by NUL */
};

/* The library's sources in the order of loading: std/core.ctm, then the others by name. Returns how
 * many. */
size_t library_files(const struct library_file **out);

/* The tables of standards, by name. Returns how many. */
size_t library_tables(const struct library_file **out);

/* The table of a file name as a standard's `titles` spells it ("nist_800_190.tsv"); false and *text
 * untouched if there is none. */
bool library_table(struct str name, struct str *text);

/* One digest for all of it: the SHA-256 of what sha256sum prints for the sources and then the
 * tables, in the orders above. Anyone can repeat it: `cd dsl && sha256sum std/core.ctm … |
 * sha256sum`. */
void library_digest(char hex[SHA256_HEX]);

#endif
