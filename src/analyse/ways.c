/* The k easiest ways, diverse ones first: a partition after Murty (1968) and Lawler (1972),
 * searched in the order of the best bound, over runs of the engine (net.c).
 *
 * A step is stoppable if a control that may stand where the step looks for it would stop it
 * (stops.h; in the world inherent, one that is in place counts as well); so is a slip if a step of
 * the mistake behind it is. What makes two ways different is their sets of stoppable steps, and a
 * way that takes all those of a way found before, and more, is no other way: what stops that one
 * stops it, too.
 *
 * Next way: among all that are new in this sense, the one that shares the fewest stoppable steps
 * with the ways found before, counted once for each of them; then the easiest; then the order of
 * declaration. To find it:
 *
 * 1. Run the engine at prices (ways found that take the step, its effort). The first region is all
 *    ways.
 * 2. Take the region with the lowest price. If its way is new, that is the next. Else it takes all
 *    stoppable steps s1 … sm of a way that is known, and the region falls into m: those without s1,
 *    those with s1 and without s2, and so on. What is to be left out is switched off; what is to be
 *    taken is only never left out again further down, so that no set of steps is left out twice.
 * 3. A region is run when its turn comes: less can be done without, so it never gets cheaper than
 *    the one that it came from.
 * 4. No region is left: every way takes all the stoppable steps of one that was found (a proof that
 *    does not would lie in one of the regions). Without a stoppable step there is no other at all.
 *
 * Prices of a derivation are the engine's, a shared step counted once a use, so "fewest" and
 * "easiest" are an upper bound as the effort is. The ways found are shown so: the easiest by the
 * effort that is shown; then the one that shares the fewest stoppable steps with those shown, ties
 * by effort, then as found. Each is derived again by the engine itself, with all other steps of the
 * net switched off.
 * Cost: about as many runs as ways where there are many that share nothing; exponential in the ways
 * in the worst case, and bounded: past `work` it says so. */
#include "analyse/ways.h"

#include "analyse/least.h"
#include "analyse/stops.h"

enum told { UNTOLD, STOPPABLE, UNSTOPPABLE };

/* A set of ways: those without some steps. */
struct region {
  price value; /* of its cheapest way, or no more than that as long as it was not run */
  bool is_run;
  uint32_t *out, out_count;   /* left out */
  uint32_t *kept, kept_count; /* never left out below */
  struct route route;
};

/* A way that was found, with its stoppable steps. */
struct known {
  struct route route;
  uint32_t *steps, count;
};

struct search {
  const struct ways_question *question;
  struct arena arena;
  struct net *net;
  struct net_run run;
  struct stops stops;
  uint8_t *told;   /* by step: enum told */
  price *prices;   /* by step */
  uint64_t *off;   /* the steps left out of the run at hand */
  uint64_t *taken; /* the steps of the route at hand */
  struct known *known;
  uint32_t known_count;
  VEC_OF(struct region) regions;
};

/* --- what can be stopped ---------------------------------------------------------------------- */

static bool is_node_stoppable(struct search *s, enum world_type type, uint32_t step)
{
  int counted = world_counted(type);
  return stops_of_step(&s->stops, counted < 0 ? COUNTED_PLACED : (enum counted)counted, step) !=
         NODE_FALSE;
}

/* Whether something could have stopped a mistake that brought the weakness about. */
static bool is_slip_stoppable(struct search *s, fact weakness)
{
  const struct answers *answers = s->question->answers;
  for (uint32_t e = 0; e < answers->model->entities.len; e++) {
    const struct slips *slips = answers->slips[e];
    if (!slips || !slips_give(slips, weakness)) continue;
    struct proof *proof = proof_make(&s->arena, slips->careless, weakness);
    for (uint32_t i = 0; i < proof->count; i++)
      if (is_node_stoppable(s, WORLD_CARELESS, proof->steps[i].step)) return true;
  }
  return false;
}

static bool is_stoppable(struct search *s, uint32_t step)
{
  if (s->told[step] == UNTOLD) {
    uint32_t at = s->net->steps[step];
    bool can = at == NONE ? is_slip_stoppable(s, s->net->facts[s->net->conclusion[step]])
                          : is_node_stoppable(s, s->question->reach->world.type, at);
    s->told[step] = can ? STOPPABLE : UNSTOPPABLE;
  }
  return s->told[step] == STOPPABLE;
}

/* --- ways that are known ---------------------------------------------------------------------- */

static void learn(struct search *s, struct route route)
{
  struct known *known = &s->known[s->known_count++];
  *known = (struct known){.route = route};
  known->steps = arena_new_array(&s->arena, route.count, uint32_t);
  for (uint32_t i = 0; i < route.count; i++) {
    if (!is_stoppable(s, route.steps[i])) continue;
    known->steps[known->count++] = route.steps[i];
    s->prices[route.steps[i]] += PRICE(1, 0);
  }
}

static bool takes_all(const uint64_t *taken, const struct known *known)
{
  for (uint32_t i = 0; i < known->count; i++)
    if (!bitset_has(taken, known->steps[i])) return false;
  return true;
}

/* The first known way whose stoppable steps the route takes, or NULL: it is new. */
static const struct known *find_within(struct search *s, const struct route *route)
{
  const struct known *found = NULL;
  for (uint32_t i = 0; i < route->count; i++) bitset_add(s->taken, route->steps[i]);
  for (uint32_t k = 0; k < s->known_count && !found; k++)
    if (takes_all(s->taken, &s->known[k])) found = &s->known[k];
  for (uint32_t i = 0; i < route->count; i++) bitset_remove(s->taken, route->steps[i]);
  return found;
}

/* --- regions ---------------------------------------------------------------------------------- */

/* Its cheapest way; without one it costs more than anything. */
static void run_region(struct search *s, struct region *region)
{
  for (uint32_t i = 0; i < region->out_count; i++) bitset_add(s->off, region->out[i]);
  net_run(&s->run, s->prices, s->off, JOIN_SUM, false);
  for (uint32_t i = 0; i < region->out_count; i++) bitset_remove(s->off, region->out[i]);
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

static bool is_among(uint32_t step, const uint32_t *steps, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (steps[i] == step) return true;
  return false;
}

static uint32_t *with_one_more(struct search *s, const uint32_t *steps, uint32_t count,
                               uint32_t more)
{
  uint32_t *all = arena_new_array(&s->arena, count + 1u, uint32_t);
  if (count) memcpy(all, steps, count * sizeof *all);
  all[count] = more;
  return all;
}

/* All of it that is not in `within`, in parts. */
static void divide(struct search *s, struct region *at, const struct known *within)
{
  struct region region = *at;
  at->value = UINT64_MAX;
  for (uint32_t i = 0; i < within->count; i++) {
    uint32_t step = within->steps[i];
    if (is_among(step, region.kept, region.kept_count)) continue;
    struct region part = region;
    part.is_run = false;
    part.out = with_one_more(s, region.out, region.out_count, step);
    part.out_count++;
    vec_push(&s->arena, &s->regions, part);
    region.kept = with_one_more(s, region.kept, region.kept_count, step);
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

/* Steps shared with the ways shown so far, each counted once for every one of them. */
static uint32_t shared(const struct known *known, const uint32_t *times_shown)
{
  uint32_t sum = 0;
  for (uint32_t i = 0; i < known->count; i++) sum += times_shown[known->steps[i]];
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
  uint32_t *times = arena_new_array(&s->arena, s->net->step_count, uint32_t);
  ways->ways = arena_new_array(&unit->arena, s->known_count, struct way);
  for (uint32_t next; (next = next_shown(s, is_shown, times)) != NONE;) {
    const struct known *known = &s->known[next];
    struct way *way = &ways->ways[ways->count++];
    way->proof = prove(s, unit, &known->route);
    way->stoppable = known->count;
    ways->is_broken |= !way->proof || way->proof->effort != known->route.effort;
    is_shown[next] = true;
    for (uint32_t i = 0; i < known->count; i++) way->fresh += !times[known->steps[i]]++;
  }
}

/* --- all of it -------------------------------------------------------------------------------- */

static void prepare(struct search *s)
{
  const struct ways_question *q = s->question;
  s->net = net_make(&s->arena, q->answers, q->reach, q->goals, q->goal_count);
  net_run_init(&s->run, &s->arena, s->net);
  stops_init(&s->stops, &s->arena, s->net->ground);
  s->told = arena_new_array(&s->arena, s->net->step_count, uint8_t);
  s->off = arena_new_array(&s->arena, bitset_words(s->net->step_count), uint64_t);
  s->taken = arena_new_array(&s->arena, bitset_words(s->net->step_count), uint64_t);
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

struct ways *ways_find(struct unit *unit, const struct ways_question *question)
{
  struct search s = {.question = question};
  struct ways *ways = arena_new(&unit->arena, struct ways);
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
