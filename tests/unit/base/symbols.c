/* Names as numbers, and maps of numbers. */
#include "base/symbols.h"
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
/* cmocka needs those before it */
#include <cmocka.h>

static void same_text_same_number(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct symbols symbols;
  symbols_init(&symbols, &arena);
  assert_int_equal(symbols_intern(&symbols, STR("")), 0);
  char name[32];
  for (uint32_t i = 1; i <= 5000; i++) {
    snprintf(name, sizeof name, "name-%u", i);
    assert_int_equal(symbols_intern(&symbols, str_from(name)), i);
  }
  for (uint32_t i = 1; i <= 5000; i++) {
    snprintf(name, sizeof name, "name-%u", i);
    assert_int_equal(symbols_find(&symbols, str_from(name)), i);
    assert_int_equal(symbols_intern(&symbols, str_from(name)), i);
    assert_string_equal(symbols_text(&symbols, i).at, name);
  }
  assert_int_equal(symbols_find(&symbols, STR("name-5001")), 0);
  assert_int_equal(symbols_text(&symbols, 0).len, 0);
  arena_free(&arena);
}

static void maps_keep_the_first_unless_set(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct map map;
  map_init(&map, &arena, 0);
  for (uint32_t i = 0; i < 3000; i++) assert_true(map_add(&map, i % 50, i, i));
  for (uint32_t i = 0; i < 3000; i++) assert_int_equal(map_get(&map, i % 50, i), i);
  assert_int_equal(map_get(&map, 51, 0), MAP_NONE);
  assert_false(map_add(&map, 0, 0, 9));
  assert_int_equal(map_get(&map, 0, 0), 0);
  map_set(&map, 0, 0, 9);
  map_set(&map, 77, 77, 5);
  assert_int_equal(map_get(&map, 0, 0), 9);
  assert_int_equal(map_get(&map, 77, 77), 5);
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(same_text_same_number),
      cmocka_unit_test(maps_keep_the_first_unless_set),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
