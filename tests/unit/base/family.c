/* Families of sets, against sets of bits. */
#include "base/family.h"

#include "base/bitset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { RANGE = 4096, WORDS = RANGE / 64, SETS = 400 };

static uint32_t seed = 1;

static uint32_t draw(uint32_t below)
{
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

static void equal_sets_are_one(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct family f;
  family_init(&f, &arena, 0);
  uint32_t a = family_single(&f, 5), b = family_single(&f, 700), c = family_single(&f, 4000000000u);
  uint32_t all = family_unite(&f, family_unite(&f, a, b), c);
  assert_int_equal(all, family_unite(&f, b, family_unite(&f, c, a)));
  assert_int_equal(family_meet(&f, all, b), b);
  assert_int_equal(family_less(&f, all, all), FAMILY_EMPTY);
  assert_int_equal(family_less(&f, family_less(&f, all, b), c), a);
  assert_true(family_has(&f, all, 4000000000u));
  assert_false(family_has(&f, all, 6));
  uint32_t count, *list = family_list(&f, &arena, all, &count);
  assert_int_equal(count, 3);
  assert_int_equal(list[0], 5);
  assert_int_equal(list[1], 700);
  assert_int_equal(list[2], 4000000000u);
  arena_free(&arena);
}

struct both {
  uint32_t set;
  uint64_t bits[WORDS];
};

static struct both sets[SETS];

static void check(const struct family *f, struct arena *arena, const struct both *both)
{
  uint32_t count, *list = family_list(f, arena, both->set, &count), at = 0;
  for (uint32_t n = 0; n < RANGE; n++) {
    bool is_in = bitset_has(both->bits, n);
    assert_int_equal(family_has(f, both->set, n), is_in);
    if (is_in) assert_int_equal(list[at++], n);
  }
  assert_int_equal(at, count);
}

/* Each set is made of two before it, or is a handful of numbers. */
static void make(struct family *f, uint32_t number)
{
  struct both *made = &sets[number];
  memset(made, 0, sizeof *made);
  if (number < 20) {
    for (uint32_t i = draw(12); i > 0; i--) {
      uint32_t n = draw(number % 2 ? RANGE : 130);
      made->set = family_unite(f, made->set, family_single(f, n));
      bitset_add(made->bits, n);
    }
    return;
  }
  const struct both *a = &sets[draw(number)], *b = &sets[draw(number)];
  uint32_t how = draw(4);
  made->set = how < 2    ? family_unite(f, a->set, b->set)
              : how == 2 ? family_meet(f, a->set, b->set)
                         : family_less(f, a->set, b->set);
  for (int i = 0; i < WORDS; i++)
    made->bits[i] = how < 2    ? a->bits[i] | b->bits[i]
                    : how == 2 ? a->bits[i] & b->bits[i]
                               : a->bits[i] & ~b->bits[i];
}

static void as_sets_of_bits(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct family f;
  family_init(&f, &arena, 0);
  for (uint32_t i = 0; i < SETS; i++) {
    make(&f, i);
    check(&f, &arena, &sets[i]);
    for (uint32_t k = 0; k < i; k++)
      assert_int_equal(sets[k].set == sets[i].set,
                       !memcmp(sets[k].bits, sets[i].bits, sizeof sets[i].bits));
  }
  uint64_t *weights = arena_new_array(&arena, f.nodes.len, uint64_t);
  uint64_t *sums = arena_new_array(&arena, RANGE, uint64_t);
  for (uint32_t i = 0; i < SETS; i++) weights[sets[i].set] += i + 1;
  family_weigh(&f, weights, sums);
  for (uint32_t n = 0; n < RANGE; n++) {
    uint64_t wanted = 0;
    for (uint32_t i = 0; i < SETS; i++) wanted += bitset_has(sets[i].bits, n) ? i + 1 : 0;
    assert_int_equal(sums[n], wanted);
  }
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_sets_are_one),
      cmocka_unit_test(as_sets_of_bits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
