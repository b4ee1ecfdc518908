/* A monotone circuit: gates of which any or all inputs must be true, over leaves that somebody may
 * choose. What would stop a step is such a circuit (stops.h); the fewest leaves that make several
 * gates true are a hitting set (hit.h). A node's inputs have smaller numbers than the node. */
#ifndef CTM_ANALYSE_CIRCUIT_H
#define CTM_ANALYSE_CIRCUIT_H

#include "base/bitset.h"
#include "base/map.h"
#include "base/vec.h"

enum gate { GATE_LEAF, GATE_ANY, GATE_ALL };

/* In place of a node's number: what no choice makes true, and what is true without any. */
#define NODE_FALSE 0xffffffffu
#define NODE_TRUE  0xfffffffeu

struct node {
  uint8_t gate;
  uint32_t first, count; /* of its inputs; of a leaf `first` is its number */
};

struct circuit {
  struct arena *arena;
  VEC_OF(struct node) nodes;
  VEC_OF(uint32_t) inputs;
  VEC_OF(uint32_t) leaves; /* by number of the leaf: its node */
};

typedef VEC_OF(uint32_t) node_list;

/* The node of a new leaf; leaves are numbered from 0. */
uint32_t circuit_leaf(struct circuit *circuit);
/* A gate over some nodes (in any order, repeated or not): simplified, so it may be one of them, or
 * NODE_TRUE or NODE_FALSE. */
uint32_t circuit_gate(struct circuit *circuit, enum gate gate, const uint32_t *inputs,
                      uint32_t count);
/* Which nodes are true once these leaves are chosen: `values` by node. */
void circuit_evaluate(const struct circuit *circuit, const uint64_t *chosen, uint8_t *values);

/* By node the first that says the same: a leaf itself, else a gate of the same type over inputs
 * that say the same, in any order, gates of its own type in it dissolved. (What no such look tells
 * is not told: a or (a and b) is not a.) In `arena`. */
uint32_t *circuit_same(const struct circuit *circuit, struct arena *arena);

/* Whether `other` is true whenever `node` is, as far as their gates tell; `same` is of
 * circuit_same.
 */
bool circuit_implies(const struct circuit *circuit, const uint32_t *same, uint32_t node,
                     uint32_t other);

static inline const uint32_t *circuit_inputs(const struct circuit *circuit, uint32_t node)
{
  return circuit->inputs.at + circuit->nodes.at[node].first;
}

#endif
