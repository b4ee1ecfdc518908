/* The least effort of any way: the optimal plan of a delete-free task, by an implicit hitting set
 * of landmarks (Haslum, Slaney & Thiébaux 2012; Bonet & Helmert 2010 for landmarks and hitting
 * sets; Moreno-Centeno & Karp 2013 for the loop).
 *
 * A landmark is a set of steps of which every way takes one. Steps that cost nothing are taken for
 * granted.
 *
 * 1. An upper bound is the effort of the way that is known. A step is of use only if what has to be
 *    done before it (the dearest of its premises, each by itself), it, and a cheapest chain behind
 *    it to a goal come to less than that: these three share no step of an acyclic proof. All others
 *    are left out.
 * 2. Take some steps as given, at first none. If they do not lead to a goal, add every other step
 *    in turn and keep it unless a goal is reached with it: those that were not kept are a landmark,
 *    and a minimal one. Take its cheapest step too, and so on, until a goal is reached: an upper
 *    bound again.
 * 3. The cheapest steps that hit all landmarks so far (hit.c) cost no more than any way does: a
 *    lower bound. If they lead to a goal, they are a way of that effort; if not, go on from them
 *    with 2.
 *
 * Cost: exponential in the worst case (the least effort is NP-hard), and bounded: past `work` the
 * two bounds are what is known. */
#include "analyse/least.h"

#include "analyse/hit.h"

enum { HEAVIEST = 1 << 14 /* the sum of a hitting set's prices stays far below hit.h's room */ };

struct lander {
  struct arena *arena;
  const struct net *net;
  struct net_run run;
  price *prices;     /* by step: its effort */
  uint64_t *off;     /* steps that are of no use */
  uint64_t *given;   /* steps taken as given */
  uint64_t *reached; /* facts */
  uint16_t *waiting; /* by step: premises not reached */
  node_list open;    /* steps that could be taken and are not given */
  node_list trail;   /* facts in the order in which they were reached */
  struct circuit circuit;
  uint32_t *leaf;       /* by step: its leaf + 1 */
  node_list leaf_steps; /* by leaf … */
  node_list leaf_nodes;
  VEC_OF(uint64_t) costs;
  node_list landmarks; /* gates */
  uint32_t heaviest;   /* effort of a step in a landmark */
  struct least least;
  uint64_t work, most_work;
};

/* --- what is of use --------------------------------------------------------------------------- */

/* By fact: the steps that make it. */
static uint32_t *list_makers(const struct net *net, struct arena *arena, uint32_t **first)
{
  uint32_t *makers = arena_new_array(arena, net->step_count, uint32_t);
  *first = arena_new_array(arena, net->fact_count + 2, uint32_t);
  for (uint32_t s = 0; s < net->step_count; s++) (*first)[net->conclusion[s] + 2]++;
  for (uint32_t f = 0; f < net->fact_count; f++) (*first)[f + 2] += (*first)[f + 1];
  for (uint32_t s = 0; s < net->step_count; s++) makers[(*first)[net->conclusion[s] + 1]++] = s;
  return makers;
}

/* By fact: the effort of a cheapest chain of steps from it to a goal, or NONE. Efforts are small,
 * so that a list a distance does for a queue (Dial 1969); what is as far as `most` is of no use. */
static uint32_t *find_chains(struct lander *l, struct arena *scratch, uint32_t most)
{
  const struct net *net = l->net;
  uint32_t *first, *makers = list_makers(net, scratch, &first);
  uint32_t *far = arena_new_array(scratch, net->fact_count, uint32_t);
  node_list *lists = arena_new_array(scratch, most, node_list);
  memset(far, 0xff, net->fact_count * sizeof *far);
  for (uint32_t i = 0; most && i < net->goal_count; i++) {
    far[net->goals[i]] = 0;
    vec_push(scratch, &lists[0], net->goals[i]);
  }
  for (uint32_t d = 0; d < most; d++)
    for (size_t i = 0; i < lists[d].len; i++) {
      uint32_t f = lists[d].at[i];
      for (uint32_t k = first[f]; far[f] == d && k < first[f + 1]; k++) {
        uint32_t step = makers[k], own = net->effort[step];
        for (uint32_t p = net->first_premise[step]; p < net->first_premise[step + 1]; p++) {
          uint32_t *at = &far[net->premises[p]];
          if (own >= most - d || *at <= d + own) continue;
          *at = d + own;
          vec_push(scratch, &lists[d + own], net->premises[p]);
        }
      }
    }
  l->work += net->step_count + net->first_premise[net->step_count];
  return far;
}

static bool is_of_use(const struct lander *l, const uint32_t *far, uint32_t step)
{
  const struct net *net = l->net;
  uint32_t behind = far[net->conclusion[step]], dearest = 0;
  if (behind == NONE) return false;
  for (uint32_t i = net->first_premise[step]; i < net->first_premise[step + 1]; i++) {
    uint32_t before = (uint32_t)l->run.value[net->premises[i]];
    if (before > dearest) dearest = before;
  }
  return (uint64_t)dearest + net->effort[step] + behind < l->least.route.effort;
}

/* Leaves out what no better way takes. False: there is no better way. */
static bool leave_out(struct lander *l)
{
  struct arena scratch = {0};
  net_run(&l->run, l->prices, NULL, JOIN_MOST, true);
  l->least.lower = (uint32_t)l->run.value[l->run.goal];
  bool is_open = l->least.lower < l->least.route.effort && l->least.route.effort < HEAVIEST;
  if (is_open) {
    const uint32_t *far = find_chains(l, &scratch, l->least.route.effort);
    for (uint32_t s = 0; s < l->net->step_count; s++)
      if (!is_of_use(l, far, s)) bitset_add(l->off, s);
  }
  arena_free(&scratch);
  return is_open;
}

/* --- what the given steps lead to ------------------------------------------------------------- */

static void take(struct lander *l, uint32_t step)
{
  uint32_t f = l->net->conclusion[step];
  if (bitset_has(l->reached, f)) return;
  bitset_add(l->reached, f);
  vec_push(l->arena, &l->trail, f);
}

/* Its premises are reached. */
static void be_ready(struct lander *l, uint32_t step)
{
  if (bitset_has(l->off, step)) return;
  if (bitset_has(l->given, step))
    take(l, step);
  else
    vec_push(l->arena, &l->open, step);
}

/* All that follows from the facts of the trail, from number `at` on. */
static void follow(struct lander *l, size_t at)
{
  const struct net *net = l->net;
  for (; at < l->trail.len; at++) {
    uint32_t f = l->trail.at[at];
    for (uint32_t i = net->first_use[f]; i < net->first_use[f + 1]; i++)
      if (--l->waiting[net->uses[i]] == 0) be_ready(l, net->uses[i]);
    l->work += 1 + net->first_use[f + 1] - net->first_use[f];
  }
}

static bool is_goal_reached(const struct lander *l, size_t from)
{
  for (size_t i = from; i < l->trail.len; i++)
    if (bitset_has(l->net->is_goal, l->trail.at[i])) return true;
  return false;
}

/* Takes a step that is ready, and what follows. True: a goal is reached. */
static bool advance(struct lander *l, uint32_t step)
{
  size_t before = l->trail.len;
  take(l, step);
  follow(l, before);
  return is_goal_reached(l, before);
}

/* Back to when the trail and the list of open steps were that long. */
static void undo(struct lander *l, size_t trail, size_t open)
{
  const struct net *net = l->net;
  while (l->trail.len > trail) {
    uint32_t f = l->trail.at[--l->trail.len];
    bitset_remove(l->reached, f);
    for (uint32_t i = net->first_use[f]; i < net->first_use[f + 1]; i++) l->waiting[net->uses[i]]++;
    l->work += 1 + net->first_use[f + 1] - net->first_use[f];
  }
  l->open.len = open;
}

/* From nothing, with these steps given and those that cost nothing. True: a goal is reached. */
static bool start(struct lander *l, const uint32_t *leaves, uint32_t count)
{
  const struct net *net = l->net;
  memset(l->given, 0, bitset_words(net->step_count) * sizeof *l->given);
  memset(l->reached, 0, bitset_words(net->fact_count) * sizeof *l->reached);
  l->trail.len = l->open.len = 0;
  for (uint32_t i = 0; i < count; i++) bitset_add(l->given, l->leaf_steps.at[leaves[i]]);
  for (uint32_t s = 0; s < net->step_count; s++) {
    if (!net->effort[s]) bitset_add(l->given, s);
    l->waiting[s] = net->premise_count[s];
  }
  for (uint32_t i = 0; i < net->free_count; i++) be_ready(l, net->free[i]);
  l->work += net->step_count;
  follow(l, 0);
  return is_goal_reached(l, 0);
}

/* --- landmarks -------------------------------------------------------------------------------- */

/* A set of steps one of which every way takes that takes no other than those given. */
static node_list find_landmark(struct lander *l)
{
  node_list landmark = {0};
  size_t trail = l->trail.len, open = l->open.len;
  for (size_t i = 0; i < l->open.len; i++) {
    size_t trail_before = l->trail.len, open_before = l->open.len;
    uint32_t step = l->open.at[i];
    if (bitset_has(l->reached, l->net->conclusion[step]) || !advance(l, step)) continue;
    undo(l, trail_before, open_before);
    vec_push(l->arena, &landmark, step);
  }
  undo(l, trail, open);
  return landmark;
}

static void keep_landmark(struct lander *l, const node_list *landmark)
{
  node_list leaves = {0};
  for (size_t i = 0; i < landmark->len; i++) {
    uint32_t step = landmark->at[i];
    if (!l->leaf[step]) {
      vec_push(l->arena, &l->leaf_nodes, circuit_leaf(&l->circuit));
      vec_push(l->arena, &l->leaf_steps, step);
      vec_push(l->arena, &l->costs, l->net->effort[step] * COST_LEAF);
      l->leaf[step] = (uint32_t)l->leaf_steps.len;
    }
    if (l->net->effort[step] > l->heaviest) l->heaviest = l->net->effort[step];
    vec_push(l->arena, &leaves, l->leaf_nodes.at[l->leaf[step] - 1]);
  }
  vec_push(l->arena, &l->landmarks,
           circuit_gate(&l->circuit, GATE_ANY, leaves.at, (uint32_t)leaves.len));
}

/* Gives the cheapest step of a landmark, too. True: a goal is reached. */
static bool give_cheapest(struct lander *l, const node_list *landmark)
{
  uint32_t best = landmark->at[0];
  for (size_t i = 1; i < landmark->len; i++)
    if (l->net->effort[landmark->at[i]] < l->net->effort[best]) best = landmark->at[i];
  bitset_add(l->given, best);
  return l->waiting[best] == 0 && advance(l, best);
}

/* --- the rounds ------------------------------------------------------------------------------- */

/* The given steps lead to a goal: they may be an easier way than the one that is known. */
static void improve(struct lander *l)
{
  struct arena scratch = {0};
  const struct net *net = l->net;
  uint64_t *off = arena_new_array(&scratch, bitset_words(net->step_count), uint64_t);
  for (uint32_t s = 0; s < net->step_count; s++)
    if (!bitset_has(l->given, s) || bitset_has(l->off, s)) bitset_add(off, s);
  net_run(&l->run, l->prices, off, JOIN_SUM, false);
  struct route route = net_route(&l->run, l->arena);
  if (route.effort < l->least.route.effort) l->least.route = route;
  arena_free(&scratch);
}

static bool is_over(const struct lander *l)
{
  return l->least.lower >= l->least.route.effort || l->work + l->run.work > l->most_work ||
         (l->landmarks.len + 1) * (uint64_t)l->heaviest >= HEAVIEST;
}

/* Landmarks until the given steps lead to a goal. False: nothing does, or the work ran out. */
static bool find_landmarks(struct lander *l)
{
  for (;;) {
    node_list landmark = find_landmark(l);
    if (!landmark.len) l->least.lower = l->least.route.effort; /* there is no better way */
    if (!landmark.len || is_over(l)) return false;
    keep_landmark(l, &landmark);
    if (give_cheapest(l, &landmark)) return true;
  }
}

static struct hit hit_landmarks(struct lander *l)
{
  uint64_t done = l->work + l->run.work;
  struct hit_question question = {.circuit = &l->circuit,
                                  .roots = l->landmarks.at,
                                  .root_count = (uint32_t)l->landmarks.len,
                                  .cost = l->costs.at,
                                  .work = l->most_work > done ? (l->most_work - done) / 4 : 0};
  struct hit hit = hit_find(l->arena, &question);
  l->work += hit.work;
  if (hit.lower > l->least.lower) l->least.lower = hit.lower;
  return hit;
}

static void search(struct lander *l)
{
  bool is_reached = start(l, NULL, 0);
  while (!is_over(l)) {
    if (!is_reached && !find_landmarks(l)) return;
    improve(l);
    if (is_reached || is_over(l)) return;
    struct hit hit = hit_landmarks(l);
    is_reached = start(l, hit.leaves, hit.count);
  }
}

struct least least_find(struct arena *arena, const struct net *net, const struct route *known,
                        uint64_t work)
{
  struct arena scratch = {0};
  struct lander l = {.arena = &scratch,
                     .net = net,
                     .circuit = {.arena = &scratch},
                     .least = {.route = *known},
                     .most_work = work};
  net_run_init(&l.run, &scratch, net);
  l.prices = arena_new_array(&scratch, net->step_count, price);
  l.off = arena_new_array(&scratch, bitset_words(net->step_count), uint64_t);
  l.given = arena_new_array(&scratch, bitset_words(net->step_count), uint64_t);
  l.reached = arena_new_array(&scratch, bitset_words(net->fact_count), uint64_t);
  l.waiting = arena_new_array(&scratch, net->step_count, uint16_t);
  l.leaf = arena_new_array(&scratch, net->step_count, uint32_t);
  for (uint32_t s = 0; s < net->step_count; s++) l.prices[s] = PRICE(0, net->effort[s]);
  if (leave_out(&l)) search(&l);
  struct least least = l.least;
  if (least.lower > least.route.effort) least.lower = least.route.effort;
  uint32_t *steps = arena_new_array(arena, least.route.count, uint32_t);
  if (least.route.count) memcpy(steps, least.route.steps, least.route.count * sizeof *steps);
  least.route.steps = steps;
  arena_free(&scratch);
  return least;
}
