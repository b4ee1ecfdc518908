/* A map from pairs of numbers to a number, for look-ups by (scope, name) and the like. It is never
 * iterated, so its order cannot leak into an output. */
#ifndef CTM_BASE_MAP_H
#define CTM_BASE_MAP_H

#include "base/arena.h"

#include <stdbool.h>

struct map_slot {
  uint32_t a, b;  /* the key */
  uint32_t value; /* MAP_NONE in a free slot */
};

#define MAP_NONE 0xffffffffu

struct map {
  struct arena *arena;
  struct map_slot *slots;
  size_t count, slot_count;
};

void map_init(struct map *map, struct arena *arena, size_t expected);
/* The value, or MAP_NONE. */
uint32_t map_get(const struct map *map, uint32_t a, uint32_t b);
/* Keeps the first: false if the key was there already. `value` is not MAP_NONE. */
bool map_add(struct map *map, uint32_t a, uint32_t b, uint32_t value);
/* Sets or replaces. */
void map_set(struct map *map, uint32_t a, uint32_t b, uint32_t value);

#endif
