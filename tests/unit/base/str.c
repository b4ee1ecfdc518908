/* Order, distance and suggestions. */
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

static void order_is_bytewise(void **state)
{
  (void)state;
  assert_true(str_compare(STR("a"), STR("b")) < 0);
  assert_true(str_compare(STR("a"), STR("ab")) < 0);
  assert_true(str_compare(STR("\xc3"), STR("z")) > 0);
  assert_int_equal(str_compare(STR(""), STR("")), 0);
  assert_true(str_equal(STR(""), (struct str){0}));
  assert_int_equal(str_from(NULL).len, 0);
}

static void distance_counts_edits(void **state)
{
  (void)state;
  assert_int_equal(str_distance(STR("with"), STR("with"), 3), 0);
  assert_int_equal(str_distance(STR("wiht"), STR("with"), 3), 1); /* two letters swapped */
  assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 3), 3);
  assert_int_equal(str_distance(STR("kitten"), STR("sitting"), 2), 3); /* limit + 1 */
  assert_int_equal(str_distance(STR(""), STR("abc"), 5), 3);
}

static struct str nearest(struct str wanted)
{
  static const char *const words[] = {"orders", "owner", "on", "order"};
  struct str best = {0};
  size_t distance = SIZE_MAX;
  for (size_t i = 0; i < 4; i++) str_suggest(wanted, str_from(words[i]), &best, &distance);
  return best;
}

static void suggestions_are_near(void **state)
{
  (void)state;
  assert_true(str_equal(nearest(STR("ordrs")), STR("orders")));
  assert_true(str_equal(nearest(STR("ordr")), STR("order")));
  assert_int_equal(nearest(STR("zebra")).len, 0);
  assert_int_equal(nearest(STR("")).len, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(order_is_bytewise),
      cmocka_unit_test(distance_counts_edits),
      cmocka_unit_test(suggestions_are_near),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
