/* Days of the Gregorian calendar. */
#include "diagnose/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

static void days_that_exist(void **state)
{
  (void)state;
  assert_true(day_is_real(2024, 2, 29));
  assert_true(day_is_real(2000, 2, 29));
  assert_false(day_is_real(1900, 2, 29));
  assert_false(day_is_real(2026, 2, 29));
  assert_false(day_is_real(2026, 4, 31));
  assert_false(day_is_real(2026, 0, 1));
  assert_false(day_is_real(2026, 13, 1));
  assert_false(day_is_real(2026, 1, 0));
  assert_false(day_is_real(0, 1, 1));
}

static void reading_and_writing(void **state)
{
  static const char *const wrong[] = {"",           "2026-2-03",   "2026-02-30", "2026/02/03",
                                      "2026-02-3x", "2026-02-031", "02-03-2026", "2026-02-0"};
  (void)state;
  struct arena arena = {0};
  struct day day;
  assert_true(day_parse(STR("2026-02-03"), &day));
  assert_string_equal(day_text(&arena, day), "2026-02-03");
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_false(day_parse(str_from(wrong[i]), &day));
  arena_free(&arena);
}

static void counting(void **state)
{
  (void)state;
  assert_int_equal(day_number((struct day){1970, 1, 1}), 0);
  assert_int_equal(day_number((struct day){1969, 12, 31}), -1);
  assert_int_equal(day_number((struct day){2000, 3, 1}), 11017);
  assert_int_equal(day_number((struct day){2026, 11, 24}), 20781);
  long before = day_number((struct day){2023, 12, 31});
  for (unsigned month = 1; month <= 12; month++)
    for (unsigned of_month = 1; day_is_real(2024, month, of_month); of_month++)
      assert_int_equal(day_number((struct day){2024, (uint8_t)month, (uint8_t)of_month}), ++before);
  assert_true(day_compare((struct day){2026, 1, 31}, (struct day){2026, 2, 1}) < 0);
  assert_true(day_compare((struct day){2026, 2, 1}, (struct day){2026, 2, 1}) == 0);
  assert_true(day_compare((struct day){2027, 1, 1}, (struct day){2026, 12, 31}) > 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(days_that_exist),
      cmocka_unit_test(reading_and_writing),
      cmocka_unit_test(counting),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
