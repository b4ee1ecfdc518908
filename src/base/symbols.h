/* Names as numbers: the same text is the same `sym`, given in order of first appearance. */
#ifndef CTM_BASE_SYMBOLS_H
#define CTM_BASE_SYMBOLS_H

#include "base/arena.h"
#include "base/str.h"

typedef uint32_t sym; /* 0 is no name */

struct symbols {
  struct arena *arena;
  struct str *text;   /* by sym; text[0] is empty; each is followed by NUL */
  uint32_t *hash;     /* by sym */
  uint32_t *slots;    /* open addressing, power of two; 0 is free */
  size_t count, room; /* of text and hash */
  size_t slot_count;
};

void symbols_init(struct symbols *symbols, struct arena *arena);
sym symbols_intern(struct symbols *symbols, struct str text);
/* The sym of a text that was interned before, else 0. */
sym symbols_find(const struct symbols *symbols, struct str text);

static inline struct str symbols_text(const struct symbols *symbols, sym name)
{
  return symbols->text[name];
}

/* FNV-1a folded to 32 bits; for tables that are never iterated. */
uint32_t hash_bytes(const char *bytes, size_t size);

#endif
