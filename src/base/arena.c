/* Chunks of growing size, bump allocation inside. A small chunk is cleared as it is handed out:
 * many a scratch arena holds next to nothing. The system gives large ones that are zero (calloc).
 *
 * What is large stands alone, in pages of its own: an array that doubles leaves no halves behind,
 * is not copied (pages.h), and can be given back behind its last element. */
#include "base/arena.h"

#include "base/pages.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_ASAN 1
#endif
#endif
#ifdef HAS_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n)   ASAN_POISON_MEMORY_REGION((p), (n))
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
#else
#define POISON(p, n)   ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#endif

enum {
  ALIGNMENT = 16,
  FIRST_CHUNK = 4 * 1024,
  LAST_SMALL = 128 * 1024, /* what the heap has to clear by itself */
  LARGEST_STEP = 16 * 1024 * 1024,
  LARGE = 256 * 1024 /* a block from here on stands alone */
};

struct arena_chunk {
  struct arena_chunk *before;
  size_t size;
};

/* The head of a block that stands alone. */
struct arena_large {
  struct arena_large *before, *behind;
  size_t size; /* of its pages, head included */
};

_Noreturn void memory_exhausted(size_t wanted)
{
  fprintf(stderr, "ctm: out of memory (%zu bytes were asked for)\n", wanted);
  exit(70);
}

static size_t rounded(size_t size)
{
  if (size > SIZE_MAX - ALIGNMENT) memory_exhausted(size);
  return (size + (ALIGNMENT - 1)) & ~(size_t)(ALIGNMENT - 1);
}

static char *chunk_bytes(struct arena_chunk *chunk)
{
  return (char *)chunk + rounded(sizeof *chunk);
}

/* --- large blocks ------------------------------------------------------------------------------
 */

static char *large_bytes(struct arena_large *large)
{
  return (char *)large + rounded(sizeof *large);
}

static struct arena_large *large_of(void *block)
{
  return (struct arena_large *)((char *)block - rounded(sizeof(struct arena_large)));
}

static size_t large_pages(size_t size)
{
  size_t head = rounded(sizeof(struct arena_large));
  if (size > SIZE_MAX / 2) memory_exhausted(size);
  return pages_size(head + size);
}

/* Sets the neighbours' links to a block that is new or has moved; poisons what lies behind it. */
static void *large_place(struct arena *arena, struct arena_large *large, size_t size)
{
  if (large->before) large->before->behind = large;
  *(large->behind ? &large->behind->before : &arena->large) = large;
  char *block = large_bytes(large);
  POISON(block + size, (size_t)((char *)large + large->size - (block + size)));
  return block;
}

static void *large_alloc(struct arena *arena, size_t size)
{
  size_t pages = large_pages(size);
  struct arena_large *large = pages_new(pages);
  if (!large) memory_exhausted(size);
  *large = (struct arena_large){.before = arena->large, .size = pages};
  arena->total += pages;
  return large_place(arena, large, size);
}

static void *large_resize(struct arena *arena, void *block, size_t old, size_t size)
{
  struct arena_large *large = large_of(block);
  size_t before = large->size, pages = large_pages(size);
  UNPOISON(large, before);
  char *kept_end = (char *)large + (pages < before ? pages : before);
  if (size < old && (char *)block + size < kept_end) { /* of the last page that is kept */
    size_t rest = (size_t)(kept_end - ((char *)block + size));
    memset((char *)block + size, 0, rest < old - size ? rest : old - size);
  }
  if (pages != before) large = pages_resize(large, before, pages);
  if (!large) memory_exhausted(size);
  large->size = pages;
  arena->total = arena->total - before + pages;
  return large_place(arena, large, size);
}

static void large_free(struct arena *arena, struct arena_large *large)
{
  if (large->before) large->before->behind = large->behind;
  *(large->behind ? &large->behind->before : &arena->large) = large->before;
  arena->total -= large->size;
  UNPOISON(large, large->size);
  pages_free(large, large->size);
}

static void free_large(struct arena *arena)
{
  while (arena->large) large_free(arena, arena->large);
}

/* --- chunks ------------------------------------------------------------------------------------
 */

static void add_chunk(struct arena *arena, size_t size)
{
  size_t next = FIRST_CHUNK;
  if (arena->chunk) next = arena->chunk->size * 2;
  if (next > LARGEST_STEP) next = LARGEST_STEP;
  if (next < size) next = size;
  size_t header = rounded(sizeof(struct arena_chunk));
  if (next > SIZE_MAX - header) memory_exhausted(size);
  bool is_small = next < LAST_SMALL;
  struct arena_chunk *chunk = is_small ? malloc(header + next) : calloc(1, header + next);
  if (!chunk) memory_exhausted(size);
  chunk->before = arena->chunk;
  chunk->size = next;
  arena->chunk = chunk;
  arena->at = chunk_bytes(chunk);
  arena->end = arena->at + next;
  arena->total += header + next;
  arena->is_used = is_small;
  POISON(arena->at, next);
}

void arena_free(struct arena *arena)
{
  free_large(arena);
  while (arena->chunk) {
    struct arena_chunk *chunk = arena->chunk;
    arena->chunk = chunk->before;
    UNPOISON(chunk_bytes(chunk), chunk->size);
    free(chunk);
  }
  *arena = (struct arena){0};
}

void arena_reset(struct arena *arena)
{
  free_large(arena);
  arena->total = 0;
  if (!arena->chunk) return;
  struct arena_chunk *newest = arena->chunk;
  struct arena rest = {.chunk = newest->before};
  arena_free(&rest);
  newest->before = NULL;
  arena->at = chunk_bytes(newest);
  arena->end = arena->at + newest->size;
  arena->total = rounded(sizeof *newest) + newest->size;
  arena->is_used = true;
  POISON(arena->at, newest->size);
}

void *arena_alloc(struct arena *arena, size_t size)
{
  size = rounded(size ? size : 1);
  if (size >= LARGE) return large_alloc(arena, size);
  if (!arena->chunk || (size_t)(arena->end - arena->at) < size) add_chunk(arena, size);
  char *block = arena->at;
  arena->at += size;
  UNPOISON(block, size);
  if (arena->is_used) memset(block, 0, size);
  return block;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
  if (size && count > SIZE_MAX / size) memory_exhausted(SIZE_MAX);
  return arena_alloc(arena, count * size);
}

void *arena_grow(struct arena *arena, void *block, size_t old, size_t size)
{
  size_t kept = rounded(old ? old : 1);
  size_t wanted = rounded(size ? size : 1);
  if (block && kept >= LARGE && wanted >= LARGE) return large_resize(arena, block, kept, wanted);
  if (block && wanted < LARGE && (char *)block + kept == arena->at && wanted >= kept &&
      (size_t)(arena->end - arena->at) >= wanted - kept) {
    UNPOISON(arena->at, wanted - kept);
    if (arena->is_used) memset(arena->at, 0, wanted - kept);
    arena->at += wanted - kept;
    return block;
  }
  void *grown = arena_alloc(arena, size);
  if (block) memcpy(grown, block, old < size ? old : size);
  return grown;
}

void *arena_shrink(struct arena *arena, void *block, size_t old, size_t size)
{
  size_t kept = rounded(old ? old : 1), wanted = rounded(size ? size : 1);
  if (!block || wanted >= kept) return block;
  if (kept >= LARGE) return large_resize(arena, block, kept, wanted < LARGE ? LARGE : wanted);
  if ((char *)block + kept == arena->at) {
    memset((char *)block + wanted, 0, kept - wanted);
    POISON((char *)block + wanted, kept - wanted);
    arena->at -= kept - wanted;
  }
  return block;
}

void arena_release(struct arena *arena, void *block, size_t size)
{
  if (block && rounded(size) >= LARGE) large_free(arena, large_of(block));
}

char *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
  char *copy = arena_alloc(arena, size + 1);
  if (size) memcpy(copy, bytes, size);
  return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = arena_alloc(arena, (size_t)(length < 0 ? 0 : length) + 1);
  if (length > 0) vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  return text;
}
