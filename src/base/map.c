/* Linear probing; the multiplier is that of Fibonacci hashing (Knuth, TAOCP 3, 6.4). */
#include "base/map.h"

#include <string.h>

static size_t slot_of(const struct map *map, uint32_t a, uint32_t b)
{
  uint64_t key = ((uint64_t)a << 32) | b;
  size_t slot = (size_t)((key * 0x9e3779b97f4a7c15u) >> 32) & (map->slot_count - 1);
  while (map->slots[slot].value != MAP_NONE && (map->slots[slot].a != a || map->slots[slot].b != b))
    slot = (slot + 1) & (map->slot_count - 1);
  return slot;
}

static void make_slots(struct map *map, size_t count)
{
  map->slot_count = count;
  map->slots = arena_new_array(map->arena, count, struct map_slot);
  memset(map->slots, 0xff, count * sizeof *map->slots);
}

void map_init(struct map *map, struct arena *arena, size_t expected)
{
  *map = (struct map){.arena = arena};
  size_t count = 16;
  while (count < expected * 2) count *= 2;
  make_slots(map, count);
}

uint32_t map_get(const struct map *map, uint32_t a, uint32_t b)
{
  return map->slots[slot_of(map, a, b)].value;
}

static void grow(struct map *map)
{
  struct map_slot *old = map->slots;
  size_t old_count = map->slot_count;
  make_slots(map, old_count * 2);
  for (size_t i = 0; i < old_count; i++)
    if (old[i].value != MAP_NONE) map->slots[slot_of(map, old[i].a, old[i].b)] = old[i];
  arena_release(map->arena, old, old_count * sizeof *old);
}

bool map_add(struct map *map, uint32_t a, uint32_t b, uint32_t value)
{
  size_t slot = slot_of(map, a, b);
  if (map->slots[slot].value != MAP_NONE) return false;
  map->slots[slot] = (struct map_slot){a, b, value};
  if (++map->count * 2 > map->slot_count) grow(map);
  return true;
}

void map_set(struct map *map, uint32_t a, uint32_t b, uint32_t value)
{
  if (!map_add(map, a, b, value)) map->slots[slot_of(map, a, b)].value = value;
}
