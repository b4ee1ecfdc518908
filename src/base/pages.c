/* mmap and mremap where there are any. Under AddressSanitizer, and on other systems, it is the
 * heap: what is read outside of a block is found there. */
#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* mremap */
#endif

#include "base/pages.h"

#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_HEAP 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_HEAP 1
#endif
#endif
#if !defined(__linux__)
#define IS_HEAP 1
#endif

#ifdef IS_HEAP

enum { PAGE = 4096 };

size_t pages_size(size_t size)
{
  return (size + PAGE - 1) & ~(size_t)(PAGE - 1);
}

void *pages_new(size_t size)
{
  return calloc(1, size);
}

void *pages_resize(void *block, size_t old, size_t size)
{
  char *resized = realloc(block, size);
  if (resized && size > old) memset(resized + old, 0, size - old);
  return resized;
}

void pages_free(void *block, size_t size)
{
  (void)size;
  free(block);
}

#else

#include <sys/mman.h>

/* From here on pages of two megabytes are asked for, where the system has such: a page is a fault
 * when it is first written to, and there are 512 times fewer of them. */
enum { PAGE = 4096, HUGE_FROM = 16 * 1024 * 1024 };

size_t pages_size(size_t size)
{
  return (size + PAGE - 1) & ~(size_t)(PAGE - 1);
}

static void *large_ones(void *block, size_t size)
{
  if (size >= HUGE_FROM) (void)madvise(block, size, MADV_HUGEPAGE);
  return block;
}

void *pages_new(size_t size)
{
  void *block = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return block == MAP_FAILED ? NULL : large_ones(block, size);
}

void *pages_resize(void *block, size_t old, size_t size)
{
  void *resized = mremap(block, old, size, MREMAP_MAYMOVE);
  return resized == MAP_FAILED ? NULL : large_ones(resized, size);
}

void pages_free(void *block, size_t size)
{
  (void)munmap(block, size);
}

#endif
