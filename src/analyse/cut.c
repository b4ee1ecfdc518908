/* The smallest cut: an implicit hitting set (Moreno-Centeno & Karp 2013).
 *
 * 1. For every step that is of use on a way: what would stop it, as a circuit (stops.c).
 * 2. With every candidate in place: whoever still gets there has a way that nothing stops, is named
 *    with it, and left out from here on.
 * 3. Find a way; it is a gate, true once one of its steps is stopped. Stop it in the cheapest
 *    manner and look for the next, until none is left: a handful of gates a round, and a cut that
 *    holds, though perhaps not the smallest.
 * 4. Hit all gates found so far with as few (control, thing) as possible (hit.c), put those in
 *    place, and if there is still a way, go on with 3. If there is none, that is a smallest cut:
 *    every cut has to hit those gates.
 * 5. Ground the model with the cut in place and ask the engine itself again.
 * A mistake's slip is part of a way: what stops the mistake stops the way. Slips that rules alone
 * give in the model as it is are none, whatever is added.
 * What is asked again and again is in cutter.c.
 * Ties prefer what is planned, then what stops steps nearest to the goal, then the control that the
 * fewest rules look for (one that is made for this, before one that changes much more), then what
 * is declared first. Other cuts that are as small: cut_others.c. Cost: a run of the engine a way,
 * ways as there are, and the hitting set's; past `work` the cut of 3, thinned out, and the number
 * that the last hitting set proved. */
#include "analyse/cutter.h"
#include "analyse/judge.h"

#include <stdlib.h>

enum { INSTEAD_MOST = 12 };

/* --- the rounds ------------------------------------------------------------------------------- */

/* Takes out what the cut does without, the dearest first. */
static void thin_out(struct cutter *c, struct hit *cut)
{
  uint32_t kept = 0;
  cutter_choose(c, cut);
  for (uint32_t i = cut->count; i-- > 0;) {
    bitset_remove(c->chosen, cut->leaves[i]);
    if (!cutter_is_cut(c)) bitset_add(c->chosen, cut->leaves[i]);
  }
  for (uint32_t i = 0; i < cut->count; i++)
    if (bitset_has(c->chosen, cut->leaves[i])) cut->leaves[kept++] = cut->leaves[i];
  cut->count = kept;
}

static struct hit chosen_leaves(struct cutter *c)
{
  uint32_t count = (uint32_t)c->stops.circuit.leaves.len;
  struct hit hit = {.leaves = arena_new_array(&c->arena, count, uint32_t)};
  for (uint32_t l = 0; l < count; l++)
    if (bitset_has(c->chosen, l)) hit.leaves[hit.count++] = l;
  return hit;
}

/* The smallest cut; at the limit the best that is known. *lower: no fewer will do. */
static struct hit find_cut(struct cutter *c, uint32_t *lower)
{
  struct hit none = {0}, best = {0};
  *lower = 0;
  for (cutter_choose(c, &none);;) {
    struct hit before = chosen_leaves(c);
    bool is_proved = before.count == *lower;
    if (!cutter_find_ways(c)) {
      if (!is_proved) thin_out(c, &before);
      return before;
    }
    best = chosen_leaves(c);
    if (c->work > c->question->work) break;
    struct hit hit = cutter_hit(c, c->roots.at, c->roots.len);
    if (hit.lower > *lower) *lower = hit.lower;
    cutter_choose(c, &hit);
  }
  thin_out(c, &best);
  return best;
}

/* --- the answer ------------------------------------------------------------------------------- */

static void add_number(struct arena *arena, struct numbers *numbers, uint32_t number)
{
  for (uint32_t i = 0; i < numbers->count; i++)
    if (numbers->at[i] == number) return;
  uint32_t *grown = arena_new_array(arena, numbers->count + 1u, uint32_t);
  if (numbers->count) memcpy(grown, numbers->at, numbers->count * sizeof *grown);
  grown[numbers->count] = number;
  *numbers = (struct numbers){grown, numbers->count + 1};
}

/* The steps of the ways that only this leaf of the cut stops. */
static struct numbers rules_stopped(struct cutter *c, struct arena *arena, uint32_t leaf)
{
  struct numbers rules = {0};
  bitset_remove(c->chosen, leaf);
  cutter_evaluate(c);
  uint8_t *without = arena_alloc(&c->running, c->stops.circuit.nodes.len);
  memcpy(without, c->values, c->stops.circuit.nodes.len);
  bitset_add(c->chosen, leaf);
  cutter_evaluate(c);
  for (size_t i = 0; i < c->steps.len; i++) {
    uint32_t node = c->nodes[c->steps.at[i].counted][c->steps.at[i].step];
    if (node < NODE_TRUE && c->values[node] && !without[node])
      add_number(arena, &rules, ground_rule(c->ground, c->steps.at[i].step));
  }
  return rules;
}

/* Other controls on the same thing with which the cut holds as well. */
static struct numbers controls_instead(struct cutter *c, struct arena *arena, uint32_t leaf)
{
  struct numbers instead = {0};
  const struct candidate *own = &c->stops.candidates.at[leaf];
  bitset_remove(c->chosen, leaf);
  for (uint32_t l = 0; l < c->stops.candidates.len && instead.count < INSTEAD_MOST; l++) {
    const struct candidate *other = &c->stops.candidates.at[l];
    if (l == leaf || other->thing != own->thing || bitset_has(c->chosen, l)) continue;
    if (c->work > c->question->work) break;
    bitset_add(c->chosen, l);
    if (cutter_is_cut(c)) add_number(arena, &instead, other->control);
    bitset_remove(c->chosen, l);
  }
  bitset_add(c->chosen, leaf);
  return instead;
}

int cut_compare_members(const void *left, const void *right)
{
  const struct cut_member *a = left, *b = right;
  if (a->thing != b->thing) return a->thing < b->thing ? -1 : 1;
  return a->control < b->control ? -1 : a->control > b->control;
}

static void describe(struct cutter *c, struct arena *arena, const struct hit *hit, struct cut *cut)
{
  cut->members = arena_new_array(arena, hit->count, struct cut_member);
  cutter_choose(c, hit);
  for (uint32_t i = 0; i < hit->count; i++) {
    const struct candidate *at = &c->stops.candidates.at[hit->leaves[i]];
    cut->members[cut->count++] =
        (struct cut_member){.control = at->control,
                            .thing = at->thing,
                            .is_planned = cutter_is_planned(c, at),
                            .rules = rules_stopped(c, arena, hit->leaves[i]),
                            .instead = controls_instead(c, arena, hit->leaves[i])};
  }
  if (cut->count > 1) qsort(cut->members, cut->count, sizeof *cut->members, cut_compare_members);
}

struct changes cut_changes(struct arena *arena, const struct cut_question *question,
                           const struct cut *cut)
{
  uint32_t before = question->changes ? question->changes->count : 0;
  struct change *list = arena_new_array(arena, before + cut->count, struct change);
  if (before) memcpy(list, question->changes->at, before * sizeof *list);
  for (uint32_t i = 0; i < cut->count; i++)
    list[before + i] = (struct change){
        .type = CHANGE_WITH, .number = cut->members[i].control, .entity = cut->members[i].thing};
  return (struct changes){list, before + cut->count};
}

static bool is_stuck(const struct cut *cut, uint32_t goal)
{
  for (uint32_t i = 0; i < cut->stuck_count; i++)
    if (cut->stuck[i].goal == goal) return true;
  return false;
}

/* Whether the engine agrees: the model with the cut in place, grounded and run again. */
static bool holds(struct unit *unit, const struct cut_question *question, const struct cut *cut)
{
  struct changes changes = cut_changes(&unit->arena, question, cut);
  struct answers *answers = answers_open(unit, question->model, &changes, true);
  if (!answers) return false;
  bool is_any = false;
  struct arena scratch = {0};
  struct numbers slips =
      answers_united_slips(answers, &unit->arena, question->despite.at, question->despite.count);
  for (uint32_t i = 0; i < question->goal_count && !is_any; i++) {
    struct world world = question->goals[i].world;
    if (is_stuck(cut, i)) continue;
    if (question->despite.count) world.slips = slips.at, world.slip_count = slips.count;
    const struct reach *reach = reach_run(&scratch, answers->ground, &world);
    is_any = cut_goal_easiest(reach, &question->goals[i]) != NONE;
    arena_reset(&scratch);
  }
  arena_free(&scratch);
  return !is_any;
}

/* --- all of it -------------------------------------------------------------------------------- */

/* With everything in place that may be: a way that is left is stopped by nothing. */
static void find_stuck(struct cutter *c, struct unit *unit, struct cut *cut)
{
  uint32_t goal = 0;
  struct found found;
  cut->stuck = arena_new_array(&unit->arena, c->question->goal_count, struct cut_stuck);
  for (uint32_t l = 0; l < c->stops.circuit.leaves.len; l++) bitset_add(c->chosen, l);
  while (cutter_find_way(c, &goal, &found)) {
    struct cut_stuck *stuck = &cut->stuck[cut->stuck_count++];
    c->is_stuck[goal] = true;
    *stuck = (struct cut_stuck){goal, found.reach->world,
                                proof_make(&unit->arena, found.reach, found.at)};
    stuck->world.off = NULL;
    answers_blame(c->question->answers, stuck->proof);
    uint32_t slip_count = stuck->world.slip_count;
    fact *slips = arena_new_array(&unit->arena, slip_count, fact);
    if (slip_count) memcpy(slips, stuck->world.slips, slip_count * sizeof *slips);
    stuck->world.slips = slips;
  }
}

static void answer(struct cutter *c, struct unit *unit, struct cut *cut)
{
  uint32_t first = 0, lower;
  struct found found;
  struct hit none = {0};
  cut->status = CUT_NEEDLESS;
  if (!cutter_find_way(c, &first, &found)) return;
  find_stuck(c, unit, cut);
  cutter_choose(c, &none);
  if (cut->stuck_count && cutter_is_cut(c)) {
    cut->status = CUT_IMPOSSIBLE;
    return;
  }
  struct hit hit = find_cut(c, &lower);
  cut->lower = lower;
  cut->ways = (uint32_t)c->roots.len;
  cut->status = hit.count == lower ? CUT_SMALLEST : CUT_BOUNDED;
  describe(c, &unit->arena, &hit, cut);
  if (cut->status == CUT_SMALLEST) cut_find_others(c, unit, cut);
  bool is_sound = holds(unit, c->question, cut);
  for (uint32_t i = 0; i < cut->count && is_sound; i++) {
    struct cut other = *cut;
    other.members = cut->members[i].other;
    is_sound = !other.members || holds(unit, c->question, &other);
  }
  if (!is_sound) cut->status = CUT_BROKEN;
}

struct cut *cut_find(struct unit *unit, const struct cut_question *question)
{
  struct cutter c = {.question = question, .ground = question->answers->ground};
  struct cut *cut = arena_new(&unit->arena, struct cut);
  cutter_prepare(&c);
  answer(&c, unit, cut);
  arena_free(&c.asking);
  cut->work = c.work;
  arena_free(&c.running);
  arena_free(&c.arena);
  return cut;
}
