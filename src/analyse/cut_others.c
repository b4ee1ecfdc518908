/* Could as few do without one of these? For each member of a smallest cut: the member, and the
 * controls on the same thing that would do in its place, are barred, and the search goes on from
 * the ways that are known (cut.c), until it has a cut as small, or the fewest that hit all ways are
 * more. Every smallest cut lacks one of the members or differs from this one only by what would do
 * in their place, so that where nothing is found there is nothing (Lawler 1972, the first level).
 * Cost: that of a cut for each member, all together at most about twice what the cut took. */
#include "analyse/cutter.h"

#include <stdlib.h>

enum {
  MOST = 8,             /* members: more controls than that nobody weighs against one another */
  LEAST_WORK = 20000000 /* looks: a tenth of a second, whatever the cut took */
};

/* The member and what would do in its place. */
static void bar(struct cutter *c, const struct cut_member *member)
{
  for (uint32_t l = 0; l < c->stops.candidates.len; l++) {
    const struct candidate *at = &c->stops.candidates.at[l];
    bool is_same = at->thing == member->thing && at->control == member->control;
    for (uint32_t i = 0; at->thing == member->thing && i < member->instead.count; i++)
      is_same |= at->control == member->instead.at[i];
    if (is_same) bitset_add(c->barred, l);
  }
}

/* Whether it is a cut that is as small and has nothing that is barred. */
static bool is_other(struct cutter *c, const struct hit *hit, uint32_t size)
{
  if (hit->count > size) return false;
  for (uint32_t i = 0; i < hit->count; i++)
    if (bitset_has(c->barred, hit->leaves[i])) return false;
  return true;
}

static struct cut_member *members_of(struct cutter *c, struct arena *arena, const struct hit *hit)
{
  struct cut_member *members = arena_new_array(arena, hit->count, struct cut_member);
  for (uint32_t i = 0; i < hit->count; i++) {
    const struct candidate *at = &c->stops.candidates.at[hit->leaves[i]];
    members[i].control = at->control;
    members[i].thing = at->thing;
    members[i].is_planned = cutter_is_planned(c, at);
  }
  if (hit->count > 1) qsort(members, hit->count, sizeof *members, cut_compare_members);
  return members;
}

/* NULL: none is as small, or the work ran out, and then *is_known is false. */
static struct cut_member *find_other(struct cutter *c, struct arena *arena, uint32_t size,
                                     uint64_t most_work, bool *is_known)
{
  cutter_find_costs(c);
  while (c->work <= most_work) {
    struct hit hit = cutter_hit(c, c->roots.at, c->roots.len);
    if (!is_other(c, &hit, size)) {
      *is_known &= hit.lower > size;
      return NULL;
    }
    cutter_choose(c, &hit);
    if (!cutter_find_ways(c)) return members_of(c, arena, &hit);
  }
  *is_known = false;
  return NULL;
}

void cut_find_others(struct cutter *c, struct unit *unit, struct cut *cut)
{
  if (!c->question->with_others || cut->count > MOST) return;
  uint64_t most_work = 3 * c->work + LEAST_WORK;
  if (most_work > c->question->work) most_work = c->question->work;
  cut->are_others_known = true;
  for (uint32_t i = 0; i < cut->count; i++) {
    memset(c->barred, 0, bitset_words(c->stops.circuit.leaves.len) * sizeof(uint64_t));
    bar(c, &cut->members[i]);
    cut->members[i].other =
        find_other(c, &unit->arena, cut->count, most_work, &cut->are_others_known);
  }
}
