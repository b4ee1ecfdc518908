/* Gates and what they come to. */
#include "analyse/circuit.h"

#include <stdlib.h>
#include <string.h>

uint32_t circuit_leaf(struct circuit *circuit)
{
  uint32_t number = (uint32_t)circuit->leaves.len, node = (uint32_t)circuit->nodes.len;
  vec_push(circuit->arena, &circuit->nodes, (struct node){GATE_LEAF, number, 0});
  vec_push(circuit->arena, &circuit->leaves, node);
  return node;
}

/* Adds an input of the gate that is being made, once. */
static void add_input(struct circuit *circuit, size_t first, uint32_t input)
{
  for (size_t i = first; i < circuit->inputs.len; i++)
    if (circuit->inputs.at[i] == input) return;
  vec_push(circuit->arena, &circuit->inputs, input);
}

uint32_t circuit_gate(struct circuit *circuit, enum gate gate, const uint32_t *inputs,
                      uint32_t count)
{
  uint32_t deciding = gate == GATE_ANY ? NODE_TRUE : NODE_FALSE;
  size_t first = circuit->inputs.len;
  for (uint32_t i = 0; i < count; i++) {
    if (inputs[i] == deciding) {
      circuit->inputs.len = first;
      return deciding;
    }
    if (inputs[i] < NODE_TRUE) add_input(circuit, first, inputs[i]);
  }
  size_t kept = circuit->inputs.len - first;
  if (kept > 1) {
    vec_push(circuit->arena, &circuit->nodes,
             (struct node){(uint8_t)gate, (uint32_t)first, (uint32_t)kept});
    return (uint32_t)circuit->nodes.len - 1;
  }
  circuit->inputs.len = first;
  if (kept) return circuit->inputs.at[first];
  return gate == GATE_ANY ? NODE_FALSE : NODE_TRUE;
}

static uint8_t value_of(const struct circuit *circuit, uint32_t node, const uint8_t *values)
{
  const uint32_t *inputs = circuit_inputs(circuit, node);
  bool is_any = circuit->nodes.at[node].gate == GATE_ANY;
  for (uint32_t i = 0; i < circuit->nodes.at[node].count; i++)
    if (values[inputs[i]] == is_any) return is_any;
  return !is_any;
}

void circuit_evaluate(const struct circuit *circuit, const uint64_t *chosen, uint8_t *values)
{
  for (uint32_t i = 0; i < circuit->nodes.len; i++)
    values[i] = circuit->nodes.at[i].gate == GATE_LEAF
                    ? bitset_has(chosen, circuit->nodes.at[i].first)
                    : value_of(circuit, i, values);
}

/* --- what says the same ----------------------------------------------------------------------- */

struct comparison {
  const struct circuit *circuit;
  struct arena *arena;
  uint32_t *same;    /* by node */
  node_list *inputs; /* by node that is the first of its like: ascending, dissolved */
  struct map first;  /* (half of a hash, other half) -> node */
};

static int compare_nodes(const void *left, const void *right)
{
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

static void add_dissolved(struct comparison *c, uint8_t gate, uint32_t input, node_list *list)
{
  uint32_t same = c->same[input];
  if (c->circuit->nodes.at[same].gate != gate) {
    vec_push(c->arena, list, same);
    return;
  }
  for (size_t i = 0; i < c->inputs[same].len; i++) vec_push(c->arena, list, c->inputs[same].at[i]);
}

static node_list dissolve(struct comparison *c, uint32_t node)
{
  node_list list = {0};
  const struct node *n = &c->circuit->nodes.at[node];
  size_t kept = 0;
  for (uint32_t i = 0; i < n->count; i++)
    add_dissolved(c, n->gate, circuit_inputs(c->circuit, node)[i], &list);
  if (list.len > 1) qsort(list.at, list.len, sizeof *list.at, compare_nodes);
  for (size_t i = 0; i < list.len; i++)
    if (!i || list.at[i] != list.at[i - 1]) list.at[kept++] = list.at[i];
  list.len = kept;
  return list;
}

/* FNV-1a of 64 bits; two lists that share a hash and differ count as different. */
static uint64_t hash_of(uint8_t gate, const node_list *list)
{
  uint64_t hash = 14695981039346656037u ^ gate;
  for (size_t i = 0; i < list->len; i++) hash = (hash ^ list->at[i]) * 1099511628211u;
  return hash ^ hash >> 29;
}

static bool are_equal(const node_list *a, const node_list *b)
{
  return a->len == b->len && memcmp(a->at, b->at, a->len * sizeof *a->at) == 0;
}

static void compare(struct comparison *c, uint32_t node)
{
  uint8_t gate = c->circuit->nodes.at[node].gate;
  c->same[node] = node;
  if (gate == GATE_LEAF) return;
  node_list list = dissolve(c, node);
  if (list.len == 1) {
    c->same[node] = list.at[0];
    return;
  }
  uint64_t hash = hash_of(gate, &list);
  uint32_t high = (uint32_t)(hash >> 32), low = (uint32_t)hash;
  uint32_t first = map_get(&c->first, high, low);
  if (first == MAP_NONE) map_add(&c->first, high, low, node);
  if (first != MAP_NONE && c->circuit->nodes.at[first].gate == gate &&
      are_equal(&list, &c->inputs[first]))
    c->same[node] = first;
  else
    c->inputs[node] = list;
}

uint32_t *circuit_same(const struct circuit *circuit, struct arena *arena)
{
  struct arena scratch = {0};
  struct comparison c = {.circuit = circuit, .arena = &scratch};
  c.same = arena_new_array(arena, circuit->nodes.len, uint32_t);
  c.inputs = arena_new_array(&scratch, circuit->nodes.len, node_list);
  map_init(&c.first, &scratch, circuit->nodes.len);
  for (uint32_t i = 0; i < circuit->nodes.len; i++) compare(&c, i);
  arena_free(&scratch);
  return c.same;
}

/* --- what follows from what ------------------------------------------------------------------- */

static bool any_implies(const struct circuit *circuit, const uint32_t *same, uint32_t node,
                        uint32_t other)
{
  for (uint32_t i = 0; i < circuit->nodes.at[node].count; i++)
    if (circuit_implies(circuit, same, circuit_inputs(circuit, node)[i], other)) return true;
  return false;
}

static bool all_imply(const struct circuit *circuit, const uint32_t *same, uint32_t node,
                      uint32_t other)
{
  for (uint32_t i = 0; i < circuit->nodes.at[node].count; i++)
    if (!circuit_implies(circuit, same, circuit_inputs(circuit, node)[i], other)) return false;
  return true;
}

bool circuit_implies(const struct circuit *circuit, const uint32_t *same, uint32_t node,
                     uint32_t other)
{
  const struct node *a = &circuit->nodes.at[node], *b = &circuit->nodes.at[other];
  if (same[node] == same[other]) return true;
  if (a->gate == GATE_ANY) return all_imply(circuit, same, node, other);
  for (uint32_t i = 0; b->gate != GATE_LEAF && i < b->count; i++) {
    bool is_implied = circuit_implies(circuit, same, node, circuit_inputs(circuit, other)[i]);
    if (is_implied && b->gate == GATE_ANY) return true;
    if (!is_implied && b->gate == GATE_ALL) return false;
  }
  if (b->gate == GATE_ALL) return true;
  return a->gate == GATE_ALL && any_implies(circuit, same, node, other);
}
