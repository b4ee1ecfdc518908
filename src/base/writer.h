/* Text under construction, in memory, and its way into a file: written beside and renamed, so that
 * after an error or a kill the old file stands. */
#ifndef CTM_BASE_WRITER_H
#define CTM_BASE_WRITER_H

#include "base/status.h"
#include "base/str.h"

#include <stdint.h>

struct writer {
  char *at; /* malloc'd; NUL-terminated once something was written */
  size_t len, room;
};

void writer_free(struct writer *writer);
void writer_bytes(struct writer *writer, const void *bytes, size_t size);
void writer_text(struct writer *writer, const char *text);
void writer_str(struct writer *writer, struct str text);
void writer_char(struct writer *writer, char c);
void writer_repeat(struct writer *writer, char c, size_t count);
void writer_format(struct writer *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A length in points or the like with at most two decimals and no trailing zeros, the same in every
 * locale. */
void writer_decimal(struct writer *writer, double value);

/* Writes `size` bytes to a new file beside `path` and renames it over `path`. Directories are not
 * made. On failure nothing is left behind. A device or a pipe is written to instead; a link stays.
 */
struct status file_replace(const char *path, const void *bytes, size_t size);
/* Makes the directory `path` and its parents where they are missing. */
struct status directory_make(const char *path);

#endif
