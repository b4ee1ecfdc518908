/* A family of sets of small numbers that share what they have in common: sets that differ little
 * cost little more than one of them, and two sets are equal if and only if their numbers are.
 *
 *   struct family family;
 *   family_init(&family, &arena, 1000);
 *   uint32_t a = family_single(&family, 7), b = family_unite(&family, a, other);
 *
 * A set is never changed; each operation gives the number of a set that was there or is new. */
#ifndef CTM_BASE_FAMILY_H
#define CTM_BASE_FAMILY_H

#include "base/vec.h"

#define FAMILY_EMPTY 0u

struct family_node {
  uint32_t key; /* of a leaf: number / 64; of a branch: what its keys begin with, zeros behind */
  uint32_t bit; /* of a branch: the bit of the key that divides it; 0: a leaf */
  union {
    uint64_t bits; /* of a leaf: number % 64 */
    struct {
      uint32_t zeros, ones; /* of a branch: the sets whose keys have that bit unset and set */
    };
  };
};

struct family {
  struct arena *arena;
  VEC_OF(struct family_node) nodes; /* by set; what a branch holds stands before it */
  uint32_t *slots;                  /* of a hash table over nodes; 0: free */
  size_t slot_count;
};

/* Everything in `arena`; room for about so many nodes, more is made as it is needed. */
void family_init(struct family *family, struct arena *arena, size_t expected);
uint32_t family_single(struct family *family, uint32_t number);
uint32_t family_unite(struct family *family, uint32_t a, uint32_t b);
uint32_t family_meet(struct family *family, uint32_t a, uint32_t b);
/* What is in `a` and not in `b`. */
uint32_t family_less(struct family *family, uint32_t a, uint32_t b);
bool family_has(const struct family *family, uint32_t set, uint32_t number);
/* The members in ascending order, in `arena`. */
uint32_t *family_list(const struct family *family, struct arena *arena, uint32_t set,
                      uint32_t *count);
/* Adds to sums[n], for every number n, the weights of all sets that have it. `weights` is by set
 * and is used up. Cost: the size of the family, however many sets overlap. */
void family_weigh(const struct family *family, uint64_t *weights, uint64_t *sums);

#endif
