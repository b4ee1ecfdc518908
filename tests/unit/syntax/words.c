/* The table of words and the way back. */
#include "syntax/words.h"
#include "parse.h"

static void keys_are_found(void **state)
{
  (void)state;
  struct unit unit;
  unit_init(&unit, (struct day){2026, 1, 1});
  words_init(&unit);
  for (enum key key = 1; key < KEY_COUNT; key++)
    assert_int_equal(key_find(&unit, symbols_find(&unit.symbols, str_from(key_word(key)))), key);
  for (enum declare word = 1; word < DECLARE_COUNT; word++) {
    sym name = symbols_find(&unit.symbols, str_from(declare_word(word)));
    assert_int_equal(word_declare(name), word);
    assert_int_equal(key_find(&unit, name), KEY_NONE);
  }
  sym any = symbols_find(&unit.symbols, STR("any"));
  assert_int_equal(any, WORD_ANY);
  assert_int_equal(word_declare(any), DECLARE_NONE);
  assert_int_equal(key_find(&unit, 0), KEY_NONE);
  assert_int_equal(key_find(&unit, symbols_intern(&unit.symbols, STR("web"))), KEY_NONE);
  unit_free(&unit);
}

static void rows_say_what_a_word_takes(void **state)
{
  (void)state;
  assert_true(key_is_single(KEY_OWNER));
  assert_false(key_is_single(KEY_WITH));
  assert_int_equal(declare_subject(DECLARE_CTM), SUBJECT_NUMBER);
  assert_int_equal(declare_subject(DECLARE_IMPORT), SUBJECT_TEXT);
  assert_int_equal(declare_subject(DECLARE_ACCEPT), SUBJECT_REFERENCE);
  assert_int_equal(declare_subject(DECLARE_NONE), SUBJECT_NAME);
}

static void near_keys_are_found(void **state)
{
  (void)state;
  size_t distance;
  assert_true(str_equal(key_nearest(STR("wiht"), &distance), STR("with")));
  assert_true(str_equal(key_nearest(STR("STOPPED_BY"), &distance), STR("stopped-by")));
  assert_int_equal(distance, 0);
  assert_int_equal(key_nearest(STR("zzzzzz"), &distance).len, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keys_are_found),
      cmocka_unit_test(rows_say_what_a_word_takes),
      cmocka_unit_test(near_keys_are_found),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
