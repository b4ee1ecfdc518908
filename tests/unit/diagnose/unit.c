/* The list of messages: counting, order, limits; the table of codes. */
#include "diagnose/unit.h"
#include "diagnose/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

static void open_unit(struct unit *unit)
{
  unit_init(unit, (struct day){2026, 12, 1});
  unit_add_source(unit, "std/a.ctm", NULL, STR("one\ntwo\n"), true);
  unit_add_source(unit, "b.ctm", "/b.ctm", STR("three\nfour\n"), false);
}

static void messages_carry_what_they_are_given(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit);
  struct message *message =
      message_add(&unit, CODE_E0122, (struct span){1, 6, 10}, "`%s` %d", "x", 3);
  assert_string_equal(message->text, "`x` 3");
  assert_int_equal(message->level, LEVEL_ERROR);
  message_label(&unit, message, "%s", "label");
  message_note(&unit, message, (struct span){0, 4, 7}, "first");
  message_note(&unit, message, SPAN_NOWHERE, "second %u", 2u);
  message_suggest(&unit, message, (struct str){0});
  assert_null(message->fix.text);
  message_suggest(&unit, message, STR("five"));
  assert_string_equal(message->help, "did you mean `five`?");
  assert_string_equal(message->fix.text, "five");
  assert_int_equal(message->fix.span.from, 6);
  assert_int_equal(message->note_count, 2);
  assert_string_equal(message->notes[1].text, "second 2");
  assert_string_equal(unit_place(&unit, message->span), "b.ctm:2");
  assert_string_equal(unit_place(&unit, SPAN_NOWHERE), "");
  unit_free(&unit);
}

static void order_is_the_users_files_first(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit);
  message_add(&unit, CODE_E0101, SPAN_NOWHERE, "5");
  message_add(&unit, CODE_E0101, (struct span){0, 0, 1}, "4");
  message_add(&unit, CODE_E0101, (struct span){1, 6, 7}, "3");
  message_add(&unit, CODE_E0101, (struct span){1, 0, 1}, "1");
  message_add(&unit, CODE_E0101, (struct span){1, 0, 1}, "2");
  message_sort(&unit);
  for (size_t i = 0; i < 5; i++) assert_int_equal(unit.messages.at[i]->text[0], '1' + (int)i);
  unit_free(&unit);
}

static void beyond_the_limit_messages_are_counted(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit);
  for (int i = 0; i < LIMIT_MESSAGES + 7; i++)
    assert_non_null(message_add(&unit, CODE_E0101, SPAN_NOWHERE, "again"));
  assert_int_equal(unit.errors, LIMIT_MESSAGES + 7);
  assert_int_equal(unit.messages.len, LIMIT_MESSAGES);
  assert_int_equal(message_omitted(&unit), 7);
  unit_free(&unit);
}

static void every_code_teaches(void **state)
{
  (void)state;
  for (unsigned i = 0; i < CODE_COUNT; i++) {
    enum code code = (enum code)i, found;
    assert_true(strlen(code_title(code)) > 0);
    assert_true(strlen(code_teaches(code)) > 20);
    assert_true(code_find(str_from(code_id(code)), &found));
    assert_int_equal(found, code);
  }
  enum code code;
  assert_true(code_find(STR("e0101"), &code));
  assert_false(code_find(STR("E9999"), &code));
  assert_false(code_find(STR("E010"), &code));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(messages_carry_what_they_are_given),
      cmocka_unit_test(order_is_the_users_files_first),
      cmocka_unit_test(beyond_the_limit_messages_are_counted),
      cmocka_unit_test(every_code_teaches),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
