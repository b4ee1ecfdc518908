/* Open addressing with linear probing over FNV-1a hashes; iteration is by number, never by slot. */
#include "base/symbols.h"

uint32_t hash_bytes(const char *bytes, size_t size)
{
  uint64_t hash = 0xcbf29ce484222325u;
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
  return (uint32_t)(hash ^ (hash >> 32));
}

void symbols_init(struct symbols *symbols, struct arena *arena)
{
  *symbols = (struct symbols){.arena = arena, .slot_count = 1024, .room = 512, .count = 1};
  symbols->text = arena_new_array(arena, symbols->room, struct str);
  symbols->hash = arena_new_array(arena, symbols->room, uint32_t);
  symbols->slots = arena_new_array(arena, symbols->slot_count, uint32_t);
  symbols->text[0] = STR("");
}

static size_t find_slot(const struct symbols *symbols, struct str text, uint32_t hash)
{
  size_t slot = hash & (symbols->slot_count - 1);
  while (symbols->slots[slot]) {
    uint32_t name = symbols->slots[slot];
    if (symbols->hash[name] == hash && str_equal(symbols->text[name], text)) break;
    slot = (slot + 1) & (symbols->slot_count - 1);
  }
  return slot;
}

static void grow_slots(struct symbols *symbols)
{
  arena_release(symbols->arena, symbols->slots, symbols->slot_count * sizeof *symbols->slots);
  symbols->slot_count *= 2;
  symbols->slots = arena_new_array(symbols->arena, symbols->slot_count, uint32_t);
  for (uint32_t name = 1; name < symbols->count; name++) {
    size_t slot = symbols->hash[name] & (symbols->slot_count - 1);
    while (symbols->slots[slot]) slot = (slot + 1) & (symbols->slot_count - 1);
    symbols->slots[slot] = name;
  }
}

static void grow_names(struct symbols *symbols)
{
  size_t room = symbols->room * 2;
  symbols->text = arena_grow(symbols->arena, symbols->text, symbols->room * sizeof(struct str),
                             room * sizeof(struct str));
  symbols->hash = arena_grow(symbols->arena, symbols->hash, symbols->room * sizeof(uint32_t),
                             room * sizeof(uint32_t));
  symbols->room = room;
}

sym symbols_find(const struct symbols *symbols, struct str text)
{
  if (!text.len) return 0;
  return symbols->slots[find_slot(symbols, text, hash_bytes(text.at, text.len))];
}

sym symbols_intern(struct symbols *symbols, struct str text)
{
  if (!text.len) return 0;
  uint32_t hash = hash_bytes(text.at, text.len);
  size_t slot = find_slot(symbols, text, hash);
  if (symbols->slots[slot]) return symbols->slots[slot];
  if (symbols->count == symbols->room) grow_names(symbols);
  sym name = (sym)symbols->count++;
  symbols->text[name] = (struct str){arena_copy(symbols->arena, text.at, text.len), text.len};
  symbols->hash[name] = hash;
  symbols->slots[slot] = name;
  if (symbols->count * 2 > symbols->slot_count) grow_slots(symbols);
  return name;
}
