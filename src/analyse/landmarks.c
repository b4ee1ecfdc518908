/* Landmarks on the AND-OR hypergraph (Keyder, Richter & Helmert, Sound and complete landmarks for
 * and/or graphs, 2010): the greatest fixpoint of
 *
 *   LM(t) = label(t) ∪ ⋂ over steps concluding t (label(step) ∪ ⋃ over its premises LM(p))
 *
 * over the steps that are taken, and LM(t) = label(t) of what is given. It is exact: a label is in
 * LM(t) if and only if t is not derivable without the facts and steps that bear it. With a label of
 * its own for each fact those are the states that cannot be gone around; with the same label for
 * all that lies in a boundary, the boundaries; with the controls that would stop a step as its
 * labels, the single controls that close every way.
 *
 * The fixpoint is approached from above: all sets begin as "everything", which is never written
 * down, for in the order in which the facts were settled each has a step whose premises stand
 * before it. A fact whose set shrank is met into the conclusions of its steps, always the first
 * such fact in that order. Sets are shared (base/family.h), so a fact costs about what it has
 * besides the one before it, and a chain of n facts n log n, not n². Only facts of use on a way to
 * a goal are looked at. Cost: premises × how often their set shrinks (once or twice on average in
 * real models) × what the sets that meet differ in. */
#include "analyse/landmarks.h"

#include "base/bitset.h"

struct solver {
  const struct reach *reach;
  const struct ground *ground;
  const struct makers *makers;
  const struct labels *labels;
  struct arena arena;
  uint32_t *efforts;  /* by pattern; EFFORT_NEVER: the world does not allow it */
  uint64_t *useful;   /* facts */
  VEC_OF(fact) facts; /* the useful ones: what is given first, then as they were settled */
  uint32_t *bears;    /* by step: its labels; LANDMARKS_NONE: not taken, or of no use */
  uint32_t *place;    /* by useful fact: in facts */
  uint32_t *own;      /* by place: what the fact bears */
  uint32_t *passed;   /* by place: what all its steps have that are known so far */
  uint64_t *changed;  /* by place: those who need it do not know its set yet … */
  uint32_t next;      /* … nothing before this one */
  uint32_t *sets;     /* by fact: the answer … */
  uint32_t *distance; /* … and how near it is to a goal */
};

struct makers makers_of(struct arena *arena, const struct ground *ground)
{
  struct makers makers = {arena_new_array(arena, (size_t)ground->fact_count + 2, uint32_t),
                          arena_new_array(arena, ground->step_count, uint32_t)};
  for (uint32_t s = 0; s < ground->step_count; s++) makers.first[ground->conclusion[s] + 2]++;
  for (uint32_t f = 0; f < ground->fact_count; f++) makers.first[f + 2] += makers.first[f + 1];
  for (uint32_t s = 0; s < ground->step_count; s++)
    makers.steps[makers.first[ground->conclusion[s] + 1]++] = s;
  return makers;
}

/* --- what is of use --------------------------------------------------------------------------- */

static bool is_taken(const struct solver *s, uint32_t step)
{
  const struct premises premises = ground_premises(s->ground, step);
  for (uint32_t i = 0; i < premises.count; i++)
    if (!reach_has(s->reach, premises.at[i])) return false;
  const uint64_t *off = s->reach->world.off;
  return s->efforts[ground_pattern(s->ground, step)] != EFFORT_NEVER &&
         !(off && bitset_has(off, step));
}

static bool is_derived(const struct solver *s, fact f)
{
  return reach_by(s->reach, f) < STEP_GIVEN;
}

static void open_fact(struct solver *s, fact f, uint32_t distance)
{
  if (bitset_has(s->useful, f)) return;
  bitset_add(s->useful, f);
  s->distance[f] = distance;
  vec_push(&s->arena, &s->facts, f);
}

static void open_step(struct solver *s, uint32_t step)
{
  const struct premises premises = ground_premises(s->ground, step);
  uint32_t distance = s->distance[s->ground->conclusion[step]] + 1;
  s->bears[step] = s->labels->of_step(s->labels->context, step);
  for (uint32_t i = 0; i < premises.count; i++) open_fact(s, premises.at[i], distance);
}

/* Back from the goals over steps that are taken, the nearest first. */
static void find_useful(struct solver *s, const fact *goals, uint32_t goal_count)
{
  for (uint32_t i = 0; i < goal_count; i++)
    if (reach_has(s->reach, goals[i])) open_fact(s, goals[i], 0);
  for (size_t at = 0; at < s->facts.len; at++) {
    fact f = s->facts.at[at];
    if (!is_derived(s, f)) continue;
    for (uint32_t i = s->makers->first[f]; i < s->makers->first[f + 1]; i++)
      if (is_taken(s, s->makers->steps[i])) open_step(s, s->makers->steps[i]);
  }
}

/* What is given before what is derived, that as it was settled. */
static void put_in_order(struct solver *s)
{
  size_t kept = 0;
  for (size_t i = 0; i < s->facts.len; i++)
    if (reach_by(s->reach, s->facts.at[i]) == STEP_GIVEN) s->facts.at[kept++] = s->facts.at[i];
  s->facts.len = kept;
  for (uint32_t i = 0; i < s->reach->count; i++)
    if (bitset_has(s->useful, s->reach->at[i].fact))
      vec_push(&s->arena, &s->facts, s->reach->at[i].fact);
}

/* --- the fixpoint ----------------------------------------------------------------------------- */

/* What a derivation by that step passes; LANDMARKS_NONE stands for everything. */
static uint32_t set_of_step(const struct solver *s, uint32_t step)
{
  const struct premises premises = ground_premises(s->ground, step);
  uint32_t set = s->bears[step];
  for (uint32_t i = 0; i < premises.count; i++) {
    uint32_t premise = s->sets[premises.at[i]];
    if (premise == LANDMARKS_NONE) return LANDMARKS_NONE;
    set = family_unite(s->labels->family, set, premise);
  }
  return set;
}

static void mark(struct solver *s, uint32_t place)
{
  bitset_add(s->changed, place);
  if (place < s->next) s->next = place;
}

/* Sets only shrink, so the step alone has to be met with what is known. */
static void apply(struct solver *s, uint32_t step)
{
  uint32_t place = s->place[s->ground->conclusion[step]], set = set_of_step(s, step);
  if (set == LANDMARKS_NONE) return;
  uint32_t *known = &s->passed[place];
  if (*known != LANDMARKS_NONE) set = family_meet(s->labels->family, *known, set);
  if (set == *known) return;
  *known = set;
  set = family_unite(s->labels->family, set, s->own[place]);
  if (set == s->sets[s->facts.at[place]]) return;
  s->sets[s->facts.at[place]] = set;
  mark(s, place);
}

/* The first fact to look at again, from `next` on; false if there is none. */
static bool take_next(struct solver *s, uint32_t *place)
{
  size_t words = bitset_words(s->facts.len);
  for (size_t word = s->next / 64; word < words; word++) {
    uint64_t bits = s->changed[word];
    if (!bits) continue;
    uint32_t bit = 0;
    while (!((bits >> bit) & 1)) bit++;
    *place = s->next = (uint32_t)word * 64 + bit;
    bitset_remove(s->changed, *place);
    return true;
  }
  return false;
}

/* What is given has its own labels alone; a step without premises has nothing to wait for. */
static void begin(struct solver *s)
{
  for (uint32_t at = 0; at < s->facts.len; at++) {
    fact f = s->facts.at[at];
    s->place[f] = at;
    s->own[at] = s->labels->of_fact(s->labels->context, f);
    if (is_derived(s, f)) continue;
    s->sets[f] = s->own[at];
    mark(s, at);
  }
  for (uint32_t i = 0; i < s->ground->free_count; i++)
    if (s->bears[s->ground->free[i]] != LANDMARKS_NONE) apply(s, s->ground->free[i]);
}

static void solve(struct solver *s)
{
  const struct ground *ground = s->ground;
  begin(s);
  for (uint32_t place; take_next(s, &place);) {
    fact f = s->facts.at[place];
    for (uint32_t i = ground->first_use[f]; i < ground->first_use[f + 1]; i++)
      if (s->bears[ground->uses[i]] != LANDMARKS_NONE) apply(s, ground->uses[i]);
  }
}

struct landmarks landmarks_find(struct arena *arena, const struct reach *reach,
                                const struct makers *makers, const fact *goals, uint32_t goal_count,
                                const struct labels *labels)
{
  const struct ground *ground = reach->ground;
  struct solver s = {.reach = reach, .ground = ground, .makers = makers, .labels = labels};
  s.sets = arena_new_array(arena, ground->fact_count, uint32_t);
  memset(s.sets, 0xff, ground->fact_count * sizeof *s.sets);
  s.distance = arena_new_array(arena, ground->fact_count, uint32_t);
  s.bears = arena_new_array(&s.arena, ground->step_count, uint32_t);
  memset(s.bears, 0xff, ground->step_count * sizeof *s.bears);
  s.efforts = world_efforts(&s.arena, ground, &reach->world);
  s.useful = arena_new_array(&s.arena, bitset_words(ground->fact_count), uint64_t);
  s.place = arena_new_array(&s.arena, ground->fact_count, uint32_t);
  find_useful(&s, goals, goal_count);
  put_in_order(&s);
  s.own = arena_new_array(&s.arena, s.facts.len, uint32_t);
  s.passed = arena_new_array(&s.arena, s.facts.len, uint32_t);
  memset(s.passed, 0xff, s.facts.len * sizeof *s.passed);
  s.changed = arena_new_array(&s.arena, bitset_words(s.facts.len), uint64_t);
  solve(&s);
  arena_free(&s.arena);
  return (struct landmarks){s.sets, s.distance};
}
