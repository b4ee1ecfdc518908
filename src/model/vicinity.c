/* What `any node` ties: every such thing in the nearest place around that has some.
 *
 * Things are numbered in the order in which they lie in each other, so what is written within one
 * is a range of numbers, and the members of a set, listed once in that order, are cut by two binary
 * searches. Cost: linear in things for each set asked for, then a logarithm for each place tried.
 */
#include "model/vicinity.h"

#include <stdlib.h>

struct members {
  struct set set;
  VEC_OF(uint32_t) positions; /* ascending */
};

struct vicinity {
  const struct builder *b;
  struct arena *arena;
  uint32_t count;  /* of things */
  uint32_t *first; /* by thing: its position; what lies within it follows … */
  uint32_t *end;   /* … up to here */
  uint32_t *at;    /* the thing at a position */
  VEC_OF(struct members) sets;
};

/* A thing is declared after what it is written in, so sizes add up backwards and positions are
 * given out forwards. */
struct vicinity *vicinity_make(const struct builder *b, struct arena *arena)
{
  struct vicinity *v = arena_new(arena, struct vicinity);
  const struct model *model = b->model;
  *v = (struct vicinity){.b = b, .arena = arena, .count = (uint32_t)model->entities.len};
  uint32_t *size = arena_new_array(arena, v->count, uint32_t);
  v->first = arena_new_array(arena, v->count, uint32_t);
  v->end = arena_new_array(arena, v->count, uint32_t);
  v->at = arena_new_array(arena, v->count, uint32_t);
  for (uint32_t i = v->count; i-- > 0;) {
    uint32_t scope = model->entities.at[i].scope;
    size[i]++;
    if (scope != NONE) size[scope] += size[i];
  }
  uint32_t top = 0;
  for (uint32_t i = 0; i < v->count; i++) {
    uint32_t scope = model->entities.at[i].scope;
    uint32_t *next = scope == NONE ? &top : &v->end[scope];
    v->first[i] = *next;
    v->at[*next] = i;
    *next += size[i];
    v->end[i] = v->first[i] + 1; /* grows to its end as what lies within takes its positions */
  }
  return v;
}

static const struct members *members_of(struct vicinity *v, const struct set *set)
{
  for (size_t i = 0; i < v->sets.len; i++)
    if (v->sets.at[i].set.type == set->type && v->sets.at[i].set.number == set->number)
      return &v->sets.at[i];
  struct members *members = vec_add(v->arena, &v->sets);
  *members = (struct members){.set = *set};
  for (uint32_t p = 0; p < v->count; p++)
    if (!entity_is_broken(v->b, v->at[p]) && model_in_set(v->b->model, set, v->at[p]))
      vec_push(v->arena, &members->positions, p);
  return members;
}

static size_t first_from(const struct members *members, uint32_t position)
{
  size_t low = 0, high = members->positions.len;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (members->positions.at[middle] < position)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int compare_numbers(const void *left, const void *right)
{
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return a < b ? -1 : a > b;
}

/* The members at positions `from` … `to` - 1 but the one who asks. */
static struct numbers members_between(struct vicinity *v, const struct members *members,
                                      uint32_t from, uint32_t to, uint32_t asker)
{
  size_t first = first_from(members, from), last = first_from(members, to);
  struct numbers found = {0};
  if (first == last) return found;
  uint32_t *numbers = arena_new_array(v->arena, last - first, uint32_t);
  for (size_t i = first; i < last; i++) {
    uint32_t thing = v->at[members->positions.at[i]];
    if (thing != asker) numbers[found.count++] = thing;
  }
  qsort(numbers, found.count, sizeof *numbers, compare_numbers);
  found.at = numbers;
  return found;
}

struct numbers vicinity_members(struct vicinity *v, const struct set *set, uint32_t entity)
{
  const struct members *members = members_of(v, set);
  for (uint32_t place = entity; place != NONE; place = v->b->model->entities.at[place].scope) {
    struct numbers found = members_between(v, members, v->first[place] + 1, v->end[place], entity);
    if (found.count) return found;
  }
  return members_between(v, members, 0, v->count, entity);
}
