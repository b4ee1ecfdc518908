/* Sets of small numbers. */
#ifndef CTM_BASE_BITSET_H
#define CTM_BASE_BITSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static inline size_t bitset_words(size_t bits)
{
  return (bits + 63) / 64;
}

static inline bool bitset_has(const uint64_t *set, size_t bit)
{
  return (set[bit / 64] >> (bit % 64)) & 1;
}

static inline void bitset_add(uint64_t *set, size_t bit)
{
  set[bit / 64] |= (uint64_t)1 << (bit % 64);
}

static inline void bitset_remove(uint64_t *set, size_t bit)
{
  set[bit / 64] &= ~((uint64_t)1 << (bit % 64));
}

static inline void bitset_unite(uint64_t *set, const uint64_t *other, size_t words)
{
  for (size_t i = 0; i < words; i++) set[i] |= other[i];
}

static inline void bitset_intersect(uint64_t *set, const uint64_t *other, size_t words)
{
  for (size_t i = 0; i < words; i++) set[i] &= other[i];
}

#endif
