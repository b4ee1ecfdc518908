/* An arena: memory that lives and dies together. Nothing is freed singly.
 *
 * All of a compilation (sources, trees, model, answers, register) lies in one arena of its unit;
 * passes use a scratch arena of their own. Under AddressSanitizer freed memory is poisoned. */
#ifndef CTM_BASE_ARENA_H
#define CTM_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena_chunk;
struct arena_large;

struct arena {
  struct arena_chunk *chunk; /* the newest; each points to the one before */
  struct arena_large *large; /* the newest of the blocks that stand alone; the same */
  char *at;                  /* next free byte */
  char *end;                 /* end of the newest chunk */
  size_t total;              /* bytes asked of the system */
  bool is_used;              /* the newest chunk is not zero */
};

/* A zeroed struct arena is ready for use. */
void arena_free(struct arena *arena);
/* Empties it for the next pass. */
void arena_reset(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. Never NULL: out of memory ends the program in one
 * place (memory_exhausted). */
void *arena_alloc(struct arena *arena, size_t size);
/* `count` zeroed elements; an overflow of the product ends like out of memory. */
void *arena_array(struct arena *arena, size_t count, size_t size);
/* Grows a block from `old` to `size` bytes, in place where it was the last; the rest is zeroed. */
void *arena_grow(struct arena *arena, void *block, size_t old, size_t size);
/* Gives back what lies behind `size`, where that can be: the block is large or the last. It stays
 * where it is if it is not large; `block` may be NULL. */
void *arena_shrink(struct arena *arena, void *block, size_t old, size_t size);
/* Gives a whole block back, if it is large; else it waits for the arena's end. */
void arena_release(struct arena *arena, void *block, size_t size);
/* A copy with a NUL behind it. */
char *arena_copy(struct arena *arena, const void *bytes, size_t size);
/* Formatted text, as printf. */
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Out of memory ends here: a message on stderr and exit status 70. */
_Noreturn void memory_exhausted(size_t wanted);

#define arena_new(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define arena_new_array(arena, n, type) ((type *)arena_array((arena), (n), sizeof(type)))

#endif
