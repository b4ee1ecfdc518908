/* Gates and what they come to. */
#include "analyse/circuit.h"

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
