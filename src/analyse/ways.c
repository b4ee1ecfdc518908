/* The k easiest ways, diverse ones first: a partition after Murty (1968) and Lawler (1972),
 * searched in the order of the best bound, over runs of the engine (net.c).
 *
 * A step is stoppable if a control that may stand where the step looks for it would stop it
 * (stops.h; in the world inherent, one that is in place counts as well); so is a slip if a step of
 * the mistake behind it is. Steps that the same controls in the same places would stop are the same
 * stop, and a stop falls with another one if whatever stops that stops it. What makes two ways
 * different is their sets of stops, and a way of whose stops one falls with each of a way found
 * before is no other way: what stops that one stops it, too.
 *
 * Next way: among all that are new in this sense, the one of whose stops the fewest fall with one
 * of the ways found before, counted once for each of them; then the easiest; then the order of
 * declaration. To find it:
 *
 * 1. Run the engine at prices (ways found with one of whose stops it falls, the step's effort). The
 *    first region is all ways.
 * 2. Take the region with the lowest price. If its way is new, that is the next. Else it falls with
 *    each of the stops s1 … sm of a way that is known, and the region is divided by m: the ways
 *    without s1, those with s1 and without s2, and so on. What is to be left out is switched off,
 *    with all that falls with it; what is to be taken is only never left out further down, so that
 *    no set of stops is left out twice.
 * 3. A region is run when its turn comes: with less it never gets cheaper than the one that it came
 *    from.
 * 4. No region is left: what stops all ways that were found stops every way (one that goes on would
 *    lie in one of the regions). Without a stop there is no other way at all.
 *
 * Prices of a derivation are the engine's, a shared step counted once a use, so "fewest" and
 * "easiest" are an upper bound as the effort is. The ways found are shown so: the easiest by the
 * effort that is shown; then the one of whose stops the fewest fall with those shown, ties by
 * effort, then as found. Each is derived again by the engine itself, with all other steps of the
 * net switched off. Cost: about as many runs as ways where there are many that share nothing;
 * exponential in the ways in the worst case, and bounded: past `work` it says so. */
#include "analyse/ways.h"

#include "analyse/least.h"
#include "analyse/stops.h"

/* A set of ways: those without some stops. */
struct region {
  price value; /* of its cheapest way, or no more than that as long as it was not run */
  bool is_run;
  uint32_t *out, out_count;   /* left out */
  uint32_t *kept, kept_count; /* never left out below */
  struct route route;
};

/* A way that was found, with its stops. */
struct known {
  struct route route;
  uint32_t *stops, count;
  node_list falling; /* the stops that fall with one of them */
};

struct search {
  const struct ways_question *question;
  struct arena arena;
  struct net *net;
  struct net_run run;
  struct stops stops;
  uint32_t *stop; /* by step: its stop, or NONE: nothing stops it */
  uint32_t stop_count;
  uint32_t *first_member, *members; /* by stop: its steps */
  uint32_t *node_of_stop;           /* NODE_TRUE of what goes on though it is stopped */
  uint32_t *same;                   /* by node of the circuit */
  node_list *falling;               /* by stop of a known way: the stops that fall with it */
  price *prices;                    /* by step */
  uint64_t *off;                    /* the steps left out of the run at hand */
  uint64_t *taken;                  /* the stops of the route at hand */
  struct known *known;
  uint32_t known_count;
  VEC_OF(struct region) regions;
};

/* --- stops ------------------------------------------------------------------------------------ */

/* What could have stopped the mistake that brought the weakness about. */
static uint32_t node_of_slip(struct search *s, fact weakness)
{
  const struct answers *answers = s->question->answers;
  node_list nodes = {0};
  for (uint32_t e = 0; e < answers->model->entities.len && !nodes.len; e++) {
    const struct slips *slips = answers->slips[e];
    if (!slips || !slips_give(slips, weakness)) continue;
    struct proof *proof = proof_make(&s->arena, slips->careless, weakness);
    for (uint32_t i = 0; i < proof->count; i++)
      vec_push(&s->arena, &nodes, stops_of_step(&s->stops, COUNTED_PLACED, proof->steps[i].step));
  }
  return circuit_gate(&s->stops.circuit, GATE_ANY, nodes.at, (uint32_t)nodes.len);
}

static uint32_t node_of(struct search *s, uint32_t step)
{
  int counted = world_counted(&s->question->reach->world);
  if (s->net->steps[step] == NONE) return node_of_slip(s, s->net->facts[s->net->conclusion[step]]);
  return stops_of_step(&s->stops, counted < 0 ? COUNTED_PLACED : (enum counted)counted,
                       s->net->steps[step]);
}

static void list_members(struct search *s)
{
  uint32_t steps = s->net->step_count, *first;
  first = s->first_member = arena_new_array(&s->arena, s->stop_count + 2, uint32_t);
  s->members = arena_new_array(&s->arena, steps, uint32_t);
  for (uint32_t i = 0; i < steps; i++)
    if (s->stop[i] != NONE) first[s->stop[i] + 2]++;
  for (uint32_t i = 0; i < s->stop_count; i++) first[i + 2] += first[i + 1];
  for (uint32_t i = 0; i < steps; i++)
    if (s->stop[i] != NONE) s->members[first[s->stop[i] + 1]++] = i;
}

/* Numbers the stops. What is stopped already and goes on all the same (a control in place, in the
 * world inherent) is a stop by itself. */
static void find_stops(struct search *s)
{
  struct arena scratch = {0};
  struct map numbers; /* (node, 0) -> stop */
  uint32_t *nodes = arena_new_array(&scratch, s->net->step_count, uint32_t);
  s->node_of_stop = arena_new_array(&s->arena, s->net->step_count, uint32_t);
  stops_init(&s->stops, &s->arena, s->net->ground);
  map_init(&numbers, &scratch, s->net->step_count);
  for (uint32_t i = 0; i < s->net->step_count; i++) nodes[i] = node_of(s, i);
  s->same = circuit_same(&s->stops.circuit, &s->arena);
  s->stop = arena_new_array(&s->arena, s->net->step_count, uint32_t);
  for (uint32_t i = 0; i < s->net->step_count; i++) {
    s->stop[i] = NONE;
    if (nodes[i] == NODE_FALSE) continue;
    uint32_t node = nodes[i] == NODE_TRUE ? NODE_TRUE : s->same[nodes[i]];
    s->node_of_stop[s->stop_count] = node;
    bool is_new = node == NODE_TRUE || map_add(&numbers, node, 0, s->stop_count);
    s->stop[i] = is_new ? s->stop_count++ : map_get(&numbers, node, 0);
  }
  s->falling = arena_new_array(&s->arena, s->stop_count, node_list);
  list_members(s);
  s->run.work += 4 * (uint64_t)s->net->step_count;
  arena_free(&scratch);
}

/* All leaves below a node. */
static void choose_below(const struct circuit *circuit, uint32_t node, uint64_t *chosen)
{
  if (circuit->nodes.at[node].gate == GATE_LEAF) bitset_add(chosen, circuit->nodes.at[node].first);
  for (uint32_t i = 0; i < circuit->nodes.at[node].count; i++)
    choose_below(circuit, circuit_inputs(circuit, node)[i], chosen);
}

/* What falls with a stop is true, too, once one of its options is; only that is looked at closely.
 */
static void find_falling(struct search *s, uint32_t stop)
{
  struct arena scratch = {0};
  const struct circuit *circuit = &s->stops.circuit;
  uint32_t node = s->node_of_stop[stop], option = node;
  uint64_t *chosen = arena_new_array(&scratch, bitset_words(circuit->leaves.len), uint64_t);
  uint8_t *values = arena_new_array(&scratch, circuit->nodes.len, uint8_t);
  if (node != NODE_TRUE) {
    while (circuit->nodes.at[option].gate == GATE_ANY) option = circuit_inputs(circuit, option)[0];
    choose_below(circuit, option, chosen);
    circuit_evaluate(circuit, chosen, values);
  }
  for (uint32_t i = 0; i < s->stop_count; i++) {
    uint32_t other = s->node_of_stop[i];
    if (i == stop || (node != NODE_TRUE && other != NODE_TRUE && values[other] &&
                      circuit_implies(circuit, s->same, node, other)))
      vec_push(&s->arena, &s->falling[stop], i);
  }
  s->run.work += circuit->nodes.len + s->stop_count;
  arena_free(&scratch);
}

/* A stop, and what falls with it. */
static void switch_off(struct search *s, uint32_t stop, bool is_off)
{
  for (size_t k = 0; k < s->falling[stop].len; k++) {
    uint32_t at = s->falling[stop].at[k];
    for (uint32_t i = s->first_member[at]; i < s->first_member[at + 1]; i++)
      if (is_off)
        bitset_add(s->off, s->members[i]);
      else
        bitset_remove(s->off, s->members[i]);
  }
}

/* --- ways that are known ---------------------------------------------------------------------- */

/* Each stop that falls with one of these, once. In `arena`. */
static node_list all_falling(struct search *s, struct arena *arena, const struct known *known)
{
  node_list all = {0};
  for (uint32_t i = 0; i < known->count; i++)
    for (size_t k = 0; k < s->falling[known->stops[i]].len; k++) {
      uint32_t stop = s->falling[known->stops[i]].at[k];
      if (!bitset_has(s->taken, stop)) vec_push(arena, &all, stop);
      bitset_add(s->taken, stop);
    }
  for (size_t i = 0; i < all.len; i++) bitset_remove(s->taken, all.at[i]);
  return all;
}

static void learn(struct search *s, struct route route)
{
  struct known *known = &s->known[s->known_count++];
  *known = (struct known){.route = route};
  known->stops = arena_new_array(&s->arena, route.count, uint32_t);
  for (uint32_t i = 0; i < route.count; i++) {
    uint32_t stop = s->stop[route.steps[i]];
    if (stop == NONE || bitset_has(s->taken, stop)) continue;
    bitset_add(s->taken, stop);
    known->stops[known->count++] = stop;
    if (!s->falling[stop].len) find_falling(s, stop);
  }
  for (uint32_t i = 0; i < known->count; i++) bitset_remove(s->taken, known->stops[i]);
  known->falling = all_falling(s, &s->arena, known);
  for (size_t i = 0; i < known->falling.len; i++) {
    uint32_t stop = known->falling.at[i];
    for (uint32_t m = s->first_member[stop]; m < s->first_member[stop + 1]; m++)
      s->prices[s->members[m]] += PRICE(1, 0);
  }
}

static bool takes_any(const uint64_t *taken, const node_list *stops)
{
  for (size_t i = 0; i < stops->len; i++)
    if (bitset_has(taken, stops->at[i])) return true;
  return false;
}

static bool takes_all(const struct search *s, const struct known *known)
{
  for (uint32_t i = 0; i < known->count; i++)
    if (!takes_any(s->taken, &s->falling[known->stops[i]])) return false;
  return true;
}

/* The first known way with each of whose stops the route falls, or NULL: it is new. */
static const struct known *find_within(struct search *s, const struct route *route)
{
  const struct known *found = NULL;
  for (uint32_t i = 0; i < route->count; i++)
    if (s->stop[route->steps[i]] != NONE) bitset_add(s->taken, s->stop[route->steps[i]]);
  for (uint32_t k = 0; k < s->known_count && !found; k++)
    if (takes_all(s, &s->known[k])) found = &s->known[k];
  for (uint32_t i = 0; i < route->count; i++)
    if (s->stop[route->steps[i]] != NONE) bitset_remove(s->taken, s->stop[route->steps[i]]);
  return found;
}

/* --- regions ---------------------------------------------------------------------------------- */

/* Its cheapest way; without one it costs more than anything. */
static void run_region(struct search *s, struct region *region)
{
  for (uint32_t i = 0; i < region->out_count; i++) switch_off(s, region->out[i], true);
  net_run(&s->run, s->prices, s->off, JOIN_SUM, false);
  for (uint32_t i = 0; i < region->out_count; i++) switch_off(s, region->out[i], false);
  region->is_run = true;
  region->value = UINT64_MAX;
  if (s->run.goal == NONE) return;
  region->route = net_route(&s->run, &s->arena);
  region->value = s->run.value[s->run.goal];
}

/* The open region with the lowest price, one that was run before others; or NULL. */
static struct region *lowest_region(struct search *s)
{
  struct region *lowest = NULL;
  for (size_t i = 0; i < s->regions.len; i++) {
    struct region *at = &s->regions.at[i];
    if (at->value == UINT64_MAX) continue;
    if (!lowest || at->value < lowest->value ||
        (at->value == lowest->value && at->is_run && !lowest->is_run))
      lowest = at;
  }
  s->run.work += s->regions.len;
  return lowest;
}

static bool is_among(uint32_t stop, const uint32_t *stops, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (stops[i] == stop) return true;
  return false;
}

static uint32_t *with_one_more(struct search *s, const uint32_t *stops, uint32_t count,
                               uint32_t more)
{
  uint32_t *all = arena_new_array(&s->arena, count + 1u, uint32_t);
  if (count) memcpy(all, stops, count * sizeof *all);
  all[count] = more;
  return all;
}

/* All of it that is not in `within`, in parts. */
static void divide(struct search *s, struct region *at, const struct known *within)
{
  struct region region = *at;
  at->value = UINT64_MAX;
  for (uint32_t i = 0; i < within->count; i++) {
    uint32_t stop = within->stops[i];
    if (is_among(stop, region.kept, region.kept_count)) continue;
    struct region part = region;
    part.is_run = false;
    part.out = with_one_more(s, region.out, region.out_count, stop);
    part.out_count++;
    vec_push(&s->arena, &s->regions, part);
    region.kept = with_one_more(s, region.kept, region.kept_count, stop);
    region.kept_count++;
  }
}

/* The next way; false: there is none, or the work ran out. */
static bool find_next(struct search *s, struct route *next)
{
  s->regions.len = 0;
  vec_push(&s->arena, &s->regions, (struct region){0});
  for (struct region *at; (at = lowest_region(s));) {
    if (s->run.work > s->question->work) return false;
    if (!at->is_run) {
      run_region(s, at);
      continue;
    }
    const struct known *within = find_within(s, &at->route);
    *next = at->route;
    if (!within) return true;
    divide(s, at, within);
  }
  return false;
}

/* --- in the order in which they are shown ----------------------------------------------------- */

/* Its stops that fall with one of a way shown so far, counted once for each of those. */
static uint32_t shared(const struct known *known, const uint32_t *times_shown)
{
  uint32_t sum = 0;
  for (uint32_t i = 0; i < known->count; i++) sum += times_shown[known->stops[i]];
  return sum;
}

static uint32_t next_shown(const struct search *s, const bool *is_shown, const uint32_t *times)
{
  uint32_t best = NONE;
  price least = 0;
  for (uint32_t k = 0; k < s->known_count; k++) {
    price own = PRICE(shared(&s->known[k], times), s->known[k].route.effort);
    if (is_shown[k] || (best != NONE && own >= least)) continue;
    best = k;
    least = own;
  }
  return best;
}

/* The engine's own proof, with all steps of the net but those of the route switched off. */
static struct proof *prove(struct search *s, struct unit *unit, const struct route *route)
{
  struct arena scratch = {0};
  const struct net *net = s->net;
  const struct reach *before = s->question->reach;
  uint64_t *off = arena_new_array(&scratch, bitset_words(net->ground->step_count), uint64_t);
  fact *slips = arena_new_array(&scratch, before->world.slip_count, fact);
  struct world world = before->world;
  world.off = off;
  world.slips = slips;
  world.slip_count = 0;
  for (uint32_t i = 0, k = 0; i < net->step_count; i++) {
    bool is_taken = k < route->count && route->steps[k] == i;
    k += is_taken;
    if (net->steps[i] != NONE && !is_taken) bitset_add(off, net->steps[i]);
    if (net->steps[i] == NONE && is_taken)
      slips[world.slip_count++] = net->facts[net->conclusion[i]];
  }
  const struct reach *reach = reach_run(&scratch, net->ground, &world);
  struct proof *proof = proof_make(&unit->arena, reach, net->facts[route->goal]);
  if (proof) answers_blame(s->question->answers, proof);
  arena_free(&scratch);
  return proof;
}

static void show(struct search *s, struct unit *unit, struct ways *ways)
{
  bool *is_shown = arena_new_array(&s->arena, s->known_count, bool);
  uint32_t *times = arena_new_array(&s->arena, s->stop_count, uint32_t);
  ways->ways = arena_new_array(&unit->arena, s->known_count, struct way);
  for (uint32_t next; (next = next_shown(s, is_shown, times)) != NONE;) {
    const struct known *known = &s->known[next];
    struct way *way = &ways->ways[ways->count++];
    way->proof = prove(s, unit, &known->route);
    way->stops = known->count;
    ways->is_broken |= !way->proof || way->proof->effort != known->route.effort;
    is_shown[next] = true;
    for (uint32_t i = 0; i < known->count; i++) way->fresh += !times[known->stops[i]];
    for (size_t i = 0; i < known->falling.len; i++) times[known->falling.at[i]]++;
  }
}

/* --- all of it -------------------------------------------------------------------------------- */

static void prepare(struct search *s)
{
  const struct ways_question *q = s->question;
  s->net = net_make(&s->arena, q->answers, q->reach, q->goals, q->goal_count);
  net_run_init(&s->run, &s->arena, s->net);
  find_stops(s);
  s->off = arena_new_array(&s->arena, bitset_words(s->net->step_count), uint64_t);
  s->taken = arena_new_array(&s->arena, bitset_words(s->stop_count), uint64_t);
  s->prices = arena_new_array(&s->arena, s->net->step_count, price);
  for (uint32_t i = 0; i < s->net->step_count; i++) s->prices[i] = PRICE(0, s->net->effort[i]);
  s->known = arena_new_array(&s->arena, q->most, struct known);
}

/* The first way: the engine's, or one that takes the least effort. */
static struct route find_first(struct search *s, struct ways *ways)
{
  const struct ways_question *q = s->question;
  net_run(&s->run, s->prices, NULL, JOIN_SUM, false);
  struct route route = net_route(&s->run, &s->arena);
  if (!q->is_least) return route;
  struct least least = least_find(&s->arena, s->net, &route, q->least_work);
  ways->lower = least.lower;
  ways->is_least = least.lower == least.route.effort;
  return least.route;
}

/* Nothing has to be done: nothing can be done about it. */
static void show_what_is_there(struct ways *ways, struct unit *unit, const struct search *s)
{
  const struct reach *reach = s->question->reach;
  for (uint32_t i = 0; i < s->net->goal_count && !ways->count; i++) {
    fact goal = s->net->facts[s->net->goals[i]];
    struct proof *proof = proof_make(&unit->arena, reach, goal);
    if (proof->count) continue;
    ways->ways = arena_new(&unit->arena, struct way);
    ways->ways[ways->count++].proof = proof;
    ways->is_least = s->question->is_least;
  }
}

static void find_all(struct search *s, struct ways *ways)
{
  struct route next;
  learn(s, find_first(s, ways));
  while (s->known_count < s->question->most && find_next(s, &next)) learn(s, next);
  if (s->known_count == s->question->most && s->question->most > 1 && find_next(s, &next))
    ways->rest = WAYS_MORE;
  else if (s->run.work > s->question->work)
    ways->rest = WAYS_UNKNOWN;
}

/* The engine's own choice, nothing else. */
static void show_easiest(struct ways *ways, struct unit *unit, const struct ways_question *question)
{
  fact goal = reach_easiest(question->reach, question->goals, question->goal_count);
  ways->rest = WAYS_UNKNOWN;
  if (goal == NONE) return;
  ways->ways = arena_new(&unit->arena, struct way);
  ways->count = 1;
  ways->ways[0].proof = proof_make(&unit->arena, question->reach, goal);
  answers_blame(question->answers, ways->ways[0].proof);
}

struct ways *ways_find(struct unit *unit, const struct ways_question *question)
{
  struct search s = {.question = question};
  struct ways *ways = arena_new(&unit->arena, struct ways);
  if (question->most == 1 && !question->is_least) {
    show_easiest(ways, unit, question);
    return ways;
  }
  prepare(&s);
  if (s.net->is_there) {
    show_what_is_there(ways, unit, &s);
  } else if (s.net->goal_count) {
    find_all(&s, ways);
    show(&s, unit, ways);
  }
  arena_free(&s.arena);
  return ways;
}
