/* UTF-8 as ctm takes it: valid, without control characters, without bidi controls. */
#ifndef CTM_BASE_UTF8_H
#define CTM_BASE_UTF8_H

#include "base/str.h"

#include <stdint.h>

enum utf8_fault {
  UTF8_FINE,
  UTF8_INVALID, /* overlong, surrogate, cut off, beyond U+10FFFF */
  UTF8_CONTROL, /* C0 but tab and line ends, DEL, C1 */
  UTF8_BIDI     /* U+061C, U+200E-F, U+202A-E, U+2066-9: they make text look like other text */
};

/* Decodes the character at `at` (at < end). Returns its length in bytes (1 for an invalid byte) and
 * sets *point (U+FFFD if invalid). */
size_t utf8_decode(const char *at, const char *end, uint32_t *point);
/* The first character that does not belong in a model: its fault and byte offset. Tabs and line
 * ends are fine. */
enum utf8_fault utf8_check(struct str text, size_t *offset);
/* How many terminal cells a character takes: 0 (combining), 1 or 2 (wide). */
int utf8_cells(uint32_t point);
/* Cells of a whole text; a tab counts as one. */
size_t utf8_width(struct str text);

#endif
