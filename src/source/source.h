/* The bytes of one file, and where in it something stands. */
#ifndef CTM_SOURCE_SOURCE_H
#define CTM_SOURCE_SOURCE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct source {
  const char *name;     /* as messages show it: as given, imports beside it; "std/host.ctm" for the
                           library */
  const char *relative; /* from the root file's folder, the same wherever the model lies: for
                           proofs and outputs */
  const char *path;     /* canonical path on disk, for "once" and for opening; NULL for the library
                           and for standard input */
  struct str text;      /* the bytes as read; always followed by NUL */
  bool is_library;      /* embedded, not the user's */
  uint32_t *lines;      /* byte offset of each line's first byte; made by source_position */
  uint32_t line_count;
};

/* A stretch of one source: bytes from..to-1. */
struct span {
  uint32_t source; /* number within the unit (unit_source) */
  uint32_t from, to;
};

/* For people: both count from 1; columns count Unicode characters. */
struct position {
  uint32_t line, column;
};

/* Reads a whole regular file of at most `largest` bytes. `path` "-" is standard input. A directory,
 * a missing or an unreadable file is a status; a longer file sets *is_too_large and reads nothing.
 */
struct status source_read(struct arena *arena, const char *path, size_t largest, struct str *text,
                          bool *is_too_large);

/* Where the byte `offset` stands. */
struct position source_position(struct arena *arena, struct source *source, uint32_t offset);

/* The text of a line (counted from 1) without its line end. */
struct str source_line(struct arena *arena, struct source *source, uint32_t line);

#endif
