/* Big-endian Patricia trees (Okasaki & Gill, Fast mergeable integer maps, 1998) over words of 64
 * bits, each node made once (hash consing), so that equal sets are the same node and an operation
 * stops where it meets the same node on both sides. Cost: of a union or an intersection the parts
 * in which the two differ; depth at most 26. */
#include "base/family.h"

enum { WORD = 64 };

static uint32_t hash_of(const struct family_node *node)
{
  uint64_t hash = node->bits ^ ((uint64_t)node->key << 32 | node->bit) * 0xc2b2ae3d27d4eb4fu;
  hash *= 0x9e3779b97f4a7c15u;
  return (uint32_t)(hash >> 32);
}

static bool is_same(const struct family_node *a, const struct family_node *b)
{
  return a->key == b->key && a->bit == b->bit && a->bits == b->bits;
}

/* The slot where the node is, or the free one where it belongs. */
static size_t slot_of(const struct family *family, const struct family_node *node)
{
  size_t mask = family->slot_count - 1, slot = hash_of(node) & mask;
  while (family->slots[slot] && !is_same(&family->nodes.at[family->slots[slot]], node))
    slot = (slot + 1) & mask;
  return slot;
}

static void make_slots(struct family *family, size_t count)
{
  family->slots = arena_new_array(family->arena, count, uint32_t);
  family->slot_count = count;
  for (uint32_t i = 1; i < family->nodes.len; i++)
    family->slots[slot_of(family, &family->nodes.at[i])] = i;
}

void family_init(struct family *family, struct arena *arena, size_t expected)
{
  size_t slots = 1024;
  *family = (struct family){.arena = arena};
  while (slots < expected * 2) slots *= 2;
  vec_reserve(arena, &family->nodes, expected);
  vec_push(arena, &family->nodes, (struct family_node){0});
  make_slots(family, slots);
}

static uint32_t node_of(struct family *family, struct family_node node)
{
  size_t slot = slot_of(family, &node);
  if (family->slots[slot]) return family->slots[slot];
  uint32_t number = (uint32_t)family->nodes.len;
  vec_push(family->arena, &family->nodes, node);
  family->slots[slot] = number;
  if (family->nodes.len * 2 > family->slot_count) make_slots(family, family->slot_count * 2);
  return number;
}

static uint32_t leaf_of(struct family *family, uint32_t key, uint64_t bits)
{
  return bits ? node_of(family, (struct family_node){.key = key, .bits = bits}) : FAMILY_EMPTY;
}

/* The key without the bit that divides and all behind it. */
static uint32_t head_of(uint32_t key, uint32_t bit)
{
  return key & ~(bit | (bit - 1));
}

static uint32_t branch_of(struct family *family, uint32_t key, uint32_t bit, uint32_t zeros,
                          uint32_t ones)
{
  if (!zeros) return ones;
  if (!ones) return zeros;
  struct family_node node = {.key = head_of(key, bit), .bit = bit};
  node.zeros = zeros;
  node.ones = ones;
  return node_of(family, node);
}

/* Two sets of which neither lies where the other does. */
static uint32_t join(struct family *family, uint32_t a, uint32_t b)
{
  uint32_t key = family->nodes.at[a].key, differs = key ^ family->nodes.at[b].key;
  uint32_t bit = 1;
  while (differs >>= 1) bit <<= 1;
  return key & bit ? branch_of(family, key, bit, b, a) : branch_of(family, key, bit, a, b);
}

/* Whether a key lies under the branch. */
static bool is_under(const struct family_node *branch, uint32_t key)
{
  return head_of(key, branch->bit) == branch->key;
}

static bool is_twin(const struct family_node *a, const struct family_node *b)
{
  return a->bit == b->bit && a->key == b->key;
}

uint32_t family_single(struct family *family, uint32_t number)
{
  return leaf_of(family, number / WORD, (uint64_t)1 << (number % WORD));
}

uint32_t family_unite(struct family *family, uint32_t a, uint32_t b)
{
  if (a == b || !b) return a;
  if (!a) return b;
  if (family->nodes.at[a].bit < family->nodes.at[b].bit) return family_unite(family, b, a);
  struct family_node x = family->nodes.at[a], y = family->nodes.at[b];
  if (is_twin(&x, &y)) {
    if (!x.bit) return leaf_of(family, x.key, x.bits | y.bits);
    uint32_t zeros = family_unite(family, x.zeros, y.zeros);
    return branch_of(family, x.key, x.bit, zeros, family_unite(family, x.ones, y.ones));
  }
  if (x.bit == y.bit || !is_under(&x, y.key)) return join(family, a, b);
  if (y.key & x.bit)
    return branch_of(family, x.key, x.bit, x.zeros, family_unite(family, x.ones, b));
  return branch_of(family, x.key, x.bit, family_unite(family, x.zeros, b), x.ones);
}

uint32_t family_meet(struct family *family, uint32_t a, uint32_t b)
{
  if (a == b) return a;
  if (!a || !b) return FAMILY_EMPTY;
  if (family->nodes.at[a].bit < family->nodes.at[b].bit) return family_meet(family, b, a);
  struct family_node x = family->nodes.at[a], y = family->nodes.at[b];
  if (is_twin(&x, &y)) {
    if (!x.bit) return leaf_of(family, x.key, x.bits & y.bits);
    uint32_t zeros = family_meet(family, x.zeros, y.zeros);
    return branch_of(family, x.key, x.bit, zeros, family_meet(family, x.ones, y.ones));
  }
  if (x.bit == y.bit || !is_under(&x, y.key)) return FAMILY_EMPTY;
  return family_meet(family, y.key & x.bit ? x.ones : x.zeros, b);
}

uint32_t family_less(struct family *family, uint32_t a, uint32_t b)
{
  if (a == b || !a) return FAMILY_EMPTY;
  if (!b) return a;
  struct family_node x = family->nodes.at[a], y = family->nodes.at[b];
  if (is_twin(&x, &y)) {
    if (!x.bit) return leaf_of(family, x.key, x.bits & ~y.bits);
    uint32_t zeros = family_less(family, x.zeros, y.zeros);
    return branch_of(family, x.key, x.bit, zeros, family_less(family, x.ones, y.ones));
  }
  if (x.bit == y.bit) return a;
  if (x.bit < y.bit)
    return is_under(&y, x.key) ? family_less(family, a, x.key & y.bit ? y.ones : y.zeros) : a;
  if (!is_under(&x, y.key)) return a;
  if (y.key & x.bit)
    return branch_of(family, x.key, x.bit, x.zeros, family_less(family, x.ones, b));
  return branch_of(family, x.key, x.bit, family_less(family, x.zeros, b), x.ones);
}

bool family_has(const struct family *family, uint32_t set, uint32_t number)
{
  uint32_t key = number / WORD;
  while (set) {
    const struct family_node *node = &family->nodes.at[set];
    if (!node->bit) return node->key == key && (node->bits >> (number % WORD)) & 1;
    if (!is_under(node, key)) return false;
    set = key & node->bit ? node->ones : node->zeros;
  }
  return false;
}

uint32_t *family_list(const struct family *family, struct arena *arena, uint32_t set,
                      uint32_t *count)
{
  VEC_OF(uint32_t) members = {0};
  uint32_t open[WORD], height = 0;
  if (set) open[height++] = set;
  while (height) {
    const struct family_node *node = &family->nodes.at[open[--height]];
    if (node->bit) {
      open[height++] = node->ones;
      open[height++] = node->zeros;
      continue;
    }
    for (uint32_t i = 0; i < WORD; i++)
      if ((node->bits >> i) & 1) vec_push(arena, &members, node->key * WORD + i);
  }
  *count = (uint32_t)members.len;
  return members.at;
}

void family_weigh(const struct family *family, uint64_t *weights, uint64_t *sums)
{
  for (size_t i = family->nodes.len; i-- > 1;) {
    const struct family_node *node = &family->nodes.at[i];
    if (!weights[i]) continue;
    if (node->bit) {
      weights[node->zeros] += weights[i];
      weights[node->ones] += weights[i];
      continue;
    }
    for (uint32_t k = 0; k < WORD; k++)
      if ((node->bits >> k) & 1) sums[node->key * WORD + k] += weights[i];
  }
}
