/* Minimum hitting set by reductions, components, and branch and bound.
 *
 * 1. Every root is flattened to its options: leaves, or gates over all of several nodes. A root
 *    whose options include all of another's is hit with that one and left out.
 * 2. A leaf that stands in no other gates than another one, at no less cost, is left out
 * (dominated).
 * 3. Roots that share no leaf are questions of their own (components), each answered by
 * 4. branch and bound: take the unmet gate with the fewest options, try each, the cheapest first;
 *    a leaf that was tried is barred from its siblings' branches. The bound is the sum over unmet
 *    gates that share no leaf of the least that meets each. First for the number of leaves, then,
 *    from there on, for the cost that decides ties.
 * Weihe 1998 (reductions of hitting set); Moreno-Centeno & Karp 2013 (the implicit hitting set that
 * this serves). Exponential in the worst case, and bounded: past the work it was given it says what
 * it has and the bound that is proved. */
#include "analyse/hit.h"

#include <stdlib.h>
#include <string.h>

#define NEVER UINT64_MAX

enum { TIES = 8 /* a part of the work as small goes to choosing between equally many */ };

struct solver {
  struct arena *arena;
  const struct hit_question *question;
  struct circuit local; /* flattened: ANY over leaves and ALL, ALL over leaves and ANY */
  uint32_t *copied;     /* by node of the question's circuit: its copy + 1 */
  uint64_t *cost;       /* by local leaf */
  uint32_t *original;   /* by local leaf: that of the question */
  node_list roots;
  uint32_t **support; /* by local node: the leaves below it, ascending … */
  uint32_t *support_count;
  bool *is_apart; /* by local node: a gate of all, whose inputs share no leaf */
  uint8_t *is_chosen;
  uint8_t *is_barred;
  uint32_t *used; /* by local leaf: the stamp of the bound that used it */
  uint32_t stamp;
  node_list unmet; /* what must be true */
  uint64_t spent, best;
  uint8_t *kept; /* by local leaf: chosen in the best */
  bool counts_only, is_out;
  uint64_t work, most_work;
};

/* --- the flattened copy ----------------------------------------------------------------------- */

static uint32_t copy(struct solver *s, uint32_t node);

/* A gate of the other type may have come to one of this type. */
static void add_copy(struct solver *s, uint32_t made, enum gate gate, node_list *list)
{
  uint32_t count = s->local.nodes.at[made].count;
  if (s->local.nodes.at[made].gate != gate) {
    vec_push(s->arena, list, made);
    return;
  }
  for (uint32_t i = 0; i < count; i++) vec_push(s->arena, list, circuit_inputs(&s->local, made)[i]);
}

/* The inputs of a gate, those of inner gates of the same type in their place. */
static void flatten(struct solver *s, uint32_t node, enum gate gate, node_list *list)
{
  const struct circuit *c = s->question->circuit;
  for (uint32_t i = 0; i < c->nodes.at[node].count; i++) {
    uint32_t input = circuit_inputs(c, node)[i];
    if (c->nodes.at[input].gate == gate)
      flatten(s, input, gate, list);
    else
      add_copy(s, copy(s, input), gate, list);
  }
}

static uint32_t copy(struct solver *s, uint32_t node)
{
  if (s->copied[node]) return s->copied[node] - 1;
  const struct node *n = &s->question->circuit->nodes.at[node];
  uint32_t made;
  if (n->gate == GATE_LEAF) {
    s->cost[s->local.leaves.len] = s->question->cost[n->first];
    s->original[s->local.leaves.len] = n->first;
    made = circuit_leaf(&s->local);
  } else {
    node_list list = {0};
    flatten(s, node, (enum gate)n->gate, &list);
    made = circuit_gate(&s->local, (enum gate)n->gate, list.at, (uint32_t)list.len);
  }
  s->copied[node] = made + 1;
  return made;
}

static int compare_numbers(const void *left, const void *right)
{
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

static void sort(uint32_t *numbers, size_t count)
{
  if (count > 1) qsort(numbers, count, sizeof *numbers, compare_numbers);
}

/* --- reductions ------------------------------------------------------------------------------- */

static bool is_subset(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
  size_t at = 0;
  for (size_t i = 0; i < a_count; i++) {
    while (at < b_count && b[at] < a[i]) at++;
    if (at == b_count || b[at] != a[i]) return false;
  }
  return true;
}

/* A root's options: its inputs if any of them will do, else itself. */
static const uint32_t *options(const struct circuit *c, const uint32_t *node, size_t *count)
{
  *count = 1;
  if (c->nodes.at[*node].gate != GATE_ANY) return node;
  *count = c->nodes.at[*node].count;
  return circuit_inputs(c, *node);
}

static bool is_superset(const struct solver *s, uint32_t root)
{
  size_t own_count, other_count;
  const uint32_t *own = options(&s->local, &s->roots.at[root], &own_count);
  for (uint32_t i = 0; i < s->roots.len; i++) {
    if (i == root || s->roots.at[i] == NODE_TRUE) continue;
    const uint32_t *other = options(&s->local, &s->roots.at[i], &other_count);
    if (is_subset(other, other_count, own, own_count)) return true;
  }
  return false;
}

static void drop_supersets(struct solver *s)
{
  for (uint32_t i = 0; i < s->local.nodes.len; i++)
    if (s->local.nodes.at[i].gate != GATE_LEAF)
      sort(s->local.inputs.at + s->local.nodes.at[i].first, s->local.nodes.at[i].count);
  size_t kept = 0;
  for (uint32_t i = 0; i < s->roots.len; i++)
    if (is_superset(s, i)) s->roots.at[i] = NODE_TRUE;
  for (uint32_t i = 0; i < s->roots.len; i++)
    if (s->roots.at[i] != NODE_TRUE) s->roots.at[kept++] = s->roots.at[i];
  s->roots.len = kept;
}

/* By node: whether a root that is left needs it. */
static uint8_t *find_needed(struct solver *s)
{
  uint8_t *needed = arena_new_array(s->arena, s->local.nodes.len, uint8_t);
  for (size_t i = 0; i < s->roots.len; i++) needed[s->roots.at[i]] = 1;
  for (uint32_t i = (uint32_t)s->local.nodes.len; i-- > 0;)
    for (uint32_t k = 0; needed[i] && k < s->local.nodes.at[i].count; k++)
      needed[circuit_inputs(&s->local, i)[k]] = 1;
  return needed;
}

/* By leaf the gates it stands in, ascending; a leaf that a gate needs, or a root, is marked. */
static node_list *list_gates(struct solver *s, const uint8_t *needed, uint8_t *is_needed)
{
  node_list *gates = arena_new_array(s->arena, s->local.leaves.len, node_list);
  for (uint32_t i = 0; i < s->local.nodes.len; i++) {
    const struct node *n = &s->local.nodes.at[i];
    for (uint32_t k = 0; needed[i] && k < n->count; k++) {
      const struct node *input = &s->local.nodes.at[circuit_inputs(&s->local, i)[k]];
      if (input->gate != GATE_LEAF) continue;
      vec_push(s->arena, &gates[input->first], i);
      if (n->gate == GATE_ALL) is_needed[input->first] = 1;
    }
  }
  for (size_t i = 0; i < s->roots.len; i++) {
    const struct node *root = &s->local.nodes.at[s->roots.at[i]];
    if (root->gate == GATE_LEAF) is_needed[root->first] = 1;
  }
  return gates;
}

static bool dominates(const struct solver *s, const node_list *gates, uint32_t other, uint32_t leaf)
{
  if (other == leaf || s->is_barred[other] || s->cost[other] > s->cost[leaf]) return false;
  return is_subset(gates[leaf].at, gates[leaf].len, gates[other].at, gates[other].len);
}

/* A dominated leaf stays barred. */
static void drop_dominated(struct solver *s)
{
  uint8_t *is_needed = arena_new_array(s->arena, s->local.leaves.len, uint8_t);
  const node_list *gates = list_gates(s, find_needed(s), is_needed);
  for (uint32_t l = (uint32_t)s->local.leaves.len; l-- > 0;) {
    if (is_needed[l] || !gates[l].len) continue;
    uint32_t gate = gates[l].at[0];
    const uint32_t *inputs = circuit_inputs(&s->local, gate);
    for (uint32_t k = 0; k < s->local.nodes.at[gate].count && !s->is_barred[l]; k++) {
      const struct node *n = &s->local.nodes.at[inputs[k]];
      if (n->gate == GATE_LEAF && dominates(s, gates, n->first, l)) s->is_barred[l] = 1;
      s->work += 1 + gates[l].len;
    }
  }
}

/* --- what lies below a node ------------------------------------------------------------------- */

static void find_support(struct solver *s, uint32_t node)
{
  const struct node *n = &s->local.nodes.at[node];
  if (n->gate == GATE_LEAF) {
    s->support[node] = arena_new(s->arena, uint32_t);
    s->support[node][0] = n->first;
    s->support_count[node] = !s->is_barred[n->first];
    return;
  }
  size_t all = 0, kept = 0;
  const uint32_t *inputs = circuit_inputs(&s->local, node);
  for (uint32_t i = 0; i < n->count; i++) all += s->support_count[inputs[i]];
  uint32_t *list = arena_new_array(s->arena, all, uint32_t);
  for (uint32_t i = 0, at = 0; i < n->count; at += s->support_count[inputs[i++]])
    memcpy(list + at, s->support[inputs[i]], s->support_count[inputs[i]] * sizeof *list);
  sort(list, all);
  for (size_t i = 0; i < all; i++)
    if (!i || list[i] != list[i - 1]) list[kept++] = list[i];
  s->support[node] = list;
  s->support_count[node] = (uint32_t)kept;
  s->is_apart[node] = kept == all;
}

static void find_supports(struct solver *s)
{
  size_t count = s->local.nodes.len;
  s->support = arena_new_array(s->arena, count, uint32_t *);
  s->support_count = arena_new_array(s->arena, count, uint32_t);
  s->is_apart = arena_new_array(s->arena, count, bool);
  for (uint32_t i = 0; i < count; i++) find_support(s, i);
}

/* --- bounds ----------------------------------------------------------------------------------- */

static uint64_t least(struct solver *s, uint32_t node);

static uint64_t least_of_any(struct solver *s, uint32_t node)
{
  uint64_t result = NEVER;
  const uint32_t *inputs = circuit_inputs(&s->local, node);
  for (uint32_t i = 0; i < s->local.nodes.at[node].count && result; i++) {
    uint64_t one = least(s, inputs[i]);
    if (one < result) result = one;
  }
  return result;
}

static uint64_t least_of_all(struct solver *s, uint32_t node)
{
  uint64_t sum = 0, most = 0;
  const uint32_t *inputs = circuit_inputs(&s->local, node);
  for (uint32_t i = 0; i < s->local.nodes.at[node].count; i++) {
    uint64_t one = least(s, inputs[i]);
    if (one == NEVER) return NEVER;
    sum += one;
    if (one > most) most = one;
  }
  return s->is_apart[node] ? sum : most;
}

/* What makes a node true costs no less; 0 if it is true. */
static uint64_t least(struct solver *s, uint32_t node)
{
  const struct node *n = &s->local.nodes.at[node];
  s->work++;
  if (n->gate == GATE_ANY) return least_of_any(s, node);
  if (n->gate == GATE_ALL) return least_of_all(s, node);
  return s->is_chosen[n->first] ? 0 : s->is_barred[n->first] ? NEVER : s->cost[n->first];
}

/* Whether none of the leaves that may still be chosen for it was used; uses them. */
static bool is_fresh(struct solver *s, uint32_t node)
{
  const uint32_t *support = s->support[node];
  for (uint32_t i = 0; i < s->support_count[node]; i++)
    if (s->used[support[i]] == s->stamp && !s->is_chosen[support[i]] && !s->is_barred[support[i]])
      return false;
  for (uint32_t i = 0; i < s->support_count[node]; i++) s->used[support[i]] = s->stamp;
  s->work += s->support_count[node];
  return true;
}

/* What all unmet gates cost at least; the one to branch on, or NODE_TRUE if all are met: that with
 * the fewest leaves, among such the last, for it is part of an option that is being tried. */
static uint64_t bound(struct solver *s, uint32_t *branch)
{
  uint64_t sum = 0;
  size_t fewest = SIZE_MAX;
  *branch = NODE_TRUE;
  s->stamp++;
  for (size_t i = 0; i < s->unmet.len; i++) {
    uint32_t node = s->unmet.at[i];
    uint64_t one = least(s, node);
    if (one == NEVER) return NEVER;
    if (!one) continue;
    if (is_fresh(s, node)) sum += one;
    if (s->support_count[node] <= fewest) fewest = s->support_count[node], *branch = node;
  }
  return sum;
}

static bool is_hopeless(const struct solver *s, uint64_t more)
{
  if (more == NEVER) return true;
  if (s->best == NEVER) return false;
  uint64_t all = s->spent + more;
  return s->counts_only ? all / COST_LEAF >= s->best / COST_LEAF : all >= s->best;
}

/* --- branch and bound ------------------------------------------------------------------------- */

static void search(struct solver *s);

static void try_leaf(struct solver *s, uint32_t leaf)
{
  s->is_chosen[leaf] = 1;
  s->spent += s->cost[leaf];
  search(s);
  s->spent -= s->cost[leaf];
  s->is_chosen[leaf] = 0;
}

/* A gate that must be true; of one over all, its inputs, so that a gate is only ever unmet together
 * with what it needs. */
static void push_unmet(struct solver *s, uint32_t node)
{
  const struct node *n = &s->local.nodes.at[node];
  if (n->gate != GATE_ALL) vec_push(s->arena, &s->unmet, node);
  for (uint32_t i = 0; n->gate == GATE_ALL && i < n->count; i++)
    vec_push(s->arena, &s->unmet, circuit_inputs(&s->local, node)[i]);
}

static void try_gate(struct solver *s, uint32_t node)
{
  size_t before = s->unmet.len;
  push_unmet(s, node);
  search(s);
  s->unmet.len = before;
}

/* The option not yet tried that costs least; NODE_TRUE if there is none. */
static uint32_t next_option(struct solver *s, const uint32_t *inputs, size_t count,
                            const uint8_t *is_tried)
{
  uint64_t cheapest = NEVER;
  uint32_t best = NODE_TRUE;
  for (uint32_t i = 0; i < count; i++) {
    uint64_t one = is_tried[i] ? NEVER : least(s, inputs[i]);
    if (one < cheapest) cheapest = one, best = i;
  }
  return best;
}

static void branch_on(struct solver *s, uint32_t node)
{
  struct arena scratch = {0};
  size_t count;
  const uint32_t *inputs = options(&s->local, &node, &count);
  uint8_t *is_tried = arena_new_array(&scratch, count, uint8_t);
  for (uint32_t i; !s->is_out && (i = next_option(s, inputs, count, is_tried)) != NODE_TRUE;) {
    const struct node *n = &s->local.nodes.at[inputs[i]];
    is_tried[i] = 1;
    if (n->gate != GATE_LEAF) {
      try_gate(s, inputs[i]);
      continue;
    }
    try_leaf(s, n->first);
    s->is_barred[n->first] = 1;
  }
  for (uint32_t i = 0; i < count; i++)
    if (is_tried[i] && s->local.nodes.at[inputs[i]].gate == GATE_LEAF)
      s->is_barred[s->local.nodes.at[inputs[i]].first] = 0;
  arena_free(&scratch);
}

static void search(struct solver *s)
{
  uint32_t branch;
  /* the first way down is always finished, so that there is an answer */
  if (s->work > s->most_work && s->best != NEVER) s->is_out = true;
  if (s->is_out || is_hopeless(s, bound(s, &branch))) return;
  if (branch != NODE_TRUE) {
    branch_on(s, branch);
    return;
  }
  s->best = s->spent;
  memcpy(s->kept, s->is_chosen, s->local.leaves.len);
}

/* --- components ------------------------------------------------------------------------------- */

static uint32_t find_group(uint32_t *group, uint32_t leaf)
{
  while (group[leaf] != leaf) leaf = group[leaf] = group[group[leaf]];
  return leaf;
}

static uint32_t *group_leaves(struct solver *s)
{
  uint32_t count = (uint32_t)s->local.leaves.len;
  uint32_t *group = arena_new_array(s->arena, count, uint32_t);
  for (uint32_t i = 0; i < count; i++) group[i] = i;
  for (size_t r = 0; r < s->roots.len; r++) {
    const uint32_t *support = s->support[s->roots.at[r]];
    for (uint32_t i = 1; i < s->support_count[s->roots.at[r]]; i++) {
      uint32_t a = find_group(group, support[0]), b = find_group(group, support[i]);
      group[a > b ? a : b] = a > b ? b : a;
    }
  }
  return group;
}

/* One component: its roots are unmet. Returns the number that no set goes below. */
static uint32_t solve(struct solver *s)
{
  uint32_t branch;
  uint32_t lower = (uint32_t)(bound(s, &branch) / COST_LEAF);
  s->best = NEVER;
  s->counts_only = true;
  s->is_out = false;
  s->most_work = s->question->work;
  search(s);
  if (s->is_out) return lower;
  s->counts_only = false;
  s->most_work = s->work + s->question->work / TIES;
  search(s);
  return (uint32_t)(s->best / COST_LEAF);
}

static void keep(struct solver *s, struct hit *hit)
{
  for (uint32_t l = 0; l < s->local.leaves.len; l++)
    if (s->kept[l]) hit->leaves[hit->count++] = s->original[l];
}

static void solve_components(struct solver *s, struct hit *hit)
{
  uint32_t *group = group_leaves(s);
  uint8_t *is_done = arena_new_array(s->arena, s->roots.len, uint8_t);
  for (size_t i = 0; i < s->roots.len; i++) {
    if (is_done[i]) continue;
    uint32_t own = find_group(group, s->support[s->roots.at[i]][0]);
    s->unmet.len = 0;
    for (size_t k = i; k < s->roots.len; k++) {
      if (find_group(group, s->support[s->roots.at[k]][0]) != own) continue;
      is_done[k] = 1;
      push_unmet(s, s->roots.at[k]);
    }
    hit->lower += solve(s);
    keep(s, hit);
  }
}

struct hit hit_find(struct arena *arena, const struct hit_question *question)
{
  struct arena scratch = {0};
  const struct circuit *c = question->circuit;
  struct solver s = {.arena = &scratch, .question = question, .local = {.arena = &scratch}};
  struct hit hit = {.leaves = arena_new_array(&scratch, c->leaves.len, uint32_t)};
  s.copied = arena_new_array(&scratch, c->nodes.len, uint32_t);
  s.cost = arena_new_array(&scratch, c->leaves.len, uint64_t);
  s.original = arena_new_array(&scratch, c->leaves.len, uint32_t);
  s.is_chosen = arena_new_array(&scratch, c->leaves.len, uint8_t);
  s.is_barred = arena_new_array(&scratch, c->leaves.len, uint8_t);
  s.kept = arena_new_array(&scratch, c->leaves.len, uint8_t);
  s.used = arena_new_array(&scratch, c->leaves.len, uint32_t);
  for (uint32_t i = 0; i < question->root_count; i++)
    vec_push(&scratch, &s.roots, copy(&s, question->roots[i]));
  drop_supersets(&s);
  drop_dominated(&s);
  find_supports(&s);
  solve_components(&s, &hit);
  sort(hit.leaves, hit.count);
  uint32_t *leaves = arena_new_array(arena, hit.count, uint32_t);
  if (hit.count) memcpy(leaves, hit.leaves, hit.count * sizeof *leaves);
  hit.leaves = leaves;
  hit.work = s.work;
  arena_free(&scratch);
  return hit;
}
