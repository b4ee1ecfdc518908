/* The queue gives what a sorted list would give, saturated sums included. */
#include "analyse/queue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct item {
  uint32_t effort, steps, step;
};

static uint32_t seed;

static uint32_t draw(uint32_t below)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

static int compare(const void *left, const void *right)
{
  const struct item *a = left, *b = right;
  if (a->effort != b->effort) return a->effort < b->effort ? -1 : 1;
  if (a->steps != b->steps) return a->steps < b->steps ? -1 : 1;
  return a->step < b->step ? -1 : a->step > b->step;
}

static uint32_t sum(uint32_t a, uint32_t b)
{
  return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

/* A list of what waits, against which the queue is held. */
struct both {
  struct arena arena;
  struct queue queue;
  struct item *waiting;
  size_t count;
  uint32_t next; /* steps are numbered in an order that is not theirs */
};

static void push(struct both *both, uint32_t effort, uint32_t steps)
{
  uint32_t step = both->next++ * 2654435761u >> 1;
  both->waiting[both->count++] = (struct item){effort, steps, step};
  queue_push(&both->queue, effort, steps, step);
}

static struct item pop(struct both *both)
{
  struct item got = {0};
  assert_true(queue_pop(&both->queue, &got.effort, &got.steps, &got.step));
  qsort(both->waiting, both->count, sizeof *both->waiting, compare);
  assert_int_equal(compare(&got, &both->waiting[0]), 0);
  both->waiting[0] = both->waiting[--both->count];
  return got;
}

static void run(uint32_t first, uint32_t from, uint32_t efforts, uint32_t steps, uint32_t most)
{
  static struct item room[4000];
  struct both both = {.waiting = room};
  queue_init(&both.queue, &both.arena);
  for (uint32_t i = 0; i < first; i++) push(&both, from + draw(efforts), from + 1 + draw(2));
  uint32_t pushed = first;
  while (both.count) {
    struct item got = pop(&both);
    for (uint32_t k = draw(4); k-- > 0 && pushed < most; pushed++)
      push(&both, sum(got.effort, draw(efforts)), sum(got.steps, 1 + draw(steps)));
  }
  struct item none;
  assert_false(queue_pop(&both.queue, &none.effort, &none.steps, &none.step));
  arena_free(&both.arena);
}

static void gives_the_least(void **state)
{
  (void)state;
  for (seed = 1; seed < 60; seed++) {
    run(3, 0, 4, 3, 400);
    run(200, 0, 1, 1, 600); /* long buckets */
  }
}

static void goes_on_where_sums_are_saturated(void **state)
{
  (void)state;
  for (seed = 1; seed < 60; seed++) {
    run(3, UINT32_MAX - 9, 4, 3, 900);
    run(3, UINT32_MAX - 90, 1, 30, 900);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gives_the_least),
      cmocka_unit_test(goes_on_where_sums_are_saturated),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
