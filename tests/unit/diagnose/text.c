/* How a message looks. */
#include "diagnose/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

static struct span find(struct unit *unit, const char *words)
{
  const char *text = unit_source(unit, 0)->text.at, *at = strstr(text, words);
  assert_non_null(at);
  return (struct span){0, (uint32_t)(at - text), (uint32_t)(at - text + (long)strlen(words))};
}

static void open_unit(struct unit *unit, const char *text)
{
  unit_init(unit, (struct day){2026, 12, 1});
  unit_add_source(unit, "payments.ctm", NULL, str_from(text), false);
}

static void check(struct unit *unit, const char *expected)
{
  struct writer out = {0};
  message_print_text(unit, &out, false);
  assert_string_equal(out.at, expected);
  writer_free(&out);
  unit_free(unit);
}

static void an_error_with_its_line(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit, "ctm 1\n\n\n\n\n\n\n\n\nfetch: supply.ci -> internet.pipy \"gets\"\n");
  struct message *message = message_add(&unit, CODE_E0126, find(&unit, "internet.pipy"),
                                        "nothing is called `internet.pipy`");
  message_label(&unit, message, "`internet` holds user and pypi");
  message_suggest(&unit, message, STR("internet.pypi"));
  check(&unit, "payments.ctm:10:21: error[E0126]: nothing is called `internet.pipy`\n"
               "   |\n"
               "10 | fetch: supply.ci -> internet.pipy \"gets\"\n"
               "   |                     ^^^^^^^^^^^^^ `internet` holds user and pypi\n"
               "   = help: did you mean `internet.pypi`?\n");
}

static void carets_stand_under_wide_characters(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit, "\ta \"日本 e\xcc\x81\" 名前 x");
  message_add(&unit, CODE_E0122, find(&unit, "名前"), "wide");
  message_add(&unit, CODE_E0122, find(&unit, "x"), "narrow");
  check(&unit, "payments.ctm:1:12: error[E0122]: wide\n"
               "  |\n"
               "1 |  a \"日本 e\xcc\x81\" 名前 x\n"
               "  |             ^^^^\n"
               "\n"
               "payments.ctm:1:15: error[E0122]: narrow\n"
               "  |\n"
               "1 |  a \"日本 e\xcc\x81\" 名前 x\n"
               "  |                  ^\n");
}

static void nothing_odd_reaches_the_terminal(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit, "a \033[31m\xff \xe2\x80\xae x");
  message_add(&unit, CODE_E0122, find(&unit, "x"), "odd \033[0m\ntext");
  check(&unit, "payments.ctm:1:12: error[E0122]: odd \xef\xbf\xbd[0m text\n"
               "  |\n"
               "1 | a \xef\xbf\xbd[31m\xef\xbf\xbd \xef\xbf\xbd x\n"
               "  |            ^\n");
}

static void long_lines_are_cut_around_the_place(void **state)
{
  (void)state;
  struct unit unit;
  static char text[5000];
  memset(text, '.', sizeof text - 1);
  memcpy(text + 2500, "HERE", 4);
  open_unit(&unit, text);
  message_add(&unit, CODE_E0122, find(&unit, "HERE"), "far");
  check(&unit,
        "payments.ctm:1:2501: error[E0122]: far\n"
        "  |\n"
        "1 | …........................................HERE........................................"
        "..........................…\n"
        "  |                                          ^^^^\n");
}

static void spans_without_extent_or_over_lines(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit, "abc\r\ndef\n");
  message_add(&unit, CODE_E0122, (struct span){0, 1, 8}, "two lines");
  message_add(&unit, CODE_E0122, (struct span){0, 3, 3}, "line end");
  message_add(&unit, CODE_E0122, (struct span){0, 9, 9}, "file end");
  message_add(&unit, CODE_E0122, SPAN_NOWHERE, "nowhere");
  check(&unit, "payments.ctm:1:2: error[E0122]: two lines\n"
               "  |\n"
               "1 | abc\n"
               "  |  ^^\n"
               "\n"
               "payments.ctm:1:4: error[E0122]: line end\n"
               "  |\n"
               "1 | abc\n"
               "  |    ^\n"
               "\n"
               "payments.ctm:3:1: error[E0122]: file end\n"
               "  |\n"
               "3 |\n"
               "  | ^\n"
               "\n"
               "error[E0122]: nowhere\n");
}

static void notes_are_further_snippets(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit, "a b\n\n\n\n\n\n\n\n\nc d\n");
  struct message *message = message_add(&unit, CODE_E0122, find(&unit, "a b"), "twice");
  message_help(&unit, message, "say it once");
  message_note(&unit, message, find(&unit, "d"), "said here");
  message_note(&unit, message, SPAN_NOWHERE, "and elsewhere");
  check(&unit, "payments.ctm:1:1: error[E0122]: twice\n"
               "   |\n"
               " 1 | a b\n"
               "   | ^^^\n"
               "   = help: say it once\n"
               "payments.ctm:10:3: note: said here\n"
               "   |\n"
               "10 | c d\n"
               "   |   ^\n"
               "   = note: and elsewhere\n");
}

static void a_counter_example_has_a_body(void **state)
{
  static const char *const body[] = {"   1  office.mallory reads dev-token", "   2  supply.git"};
  (void)state;
  struct unit unit;
  open_unit(&unit, "\n\n\n\n\n\n\n\n\n\nassert a\n");
  struct message *message = message_add(&unit, CODE_E0122, find(&unit, "assert"), "touches it");
  message->level = LEVEL_FINDING;
  message->tag = "ledger-sealed";
  message->body = body;
  message->body_count = 2;
  message_help(&unit, message, "the smallest cut");
  check(&unit, "payments.ctm:11:1: failed[ledger-sealed]: touches it\n"
               "   1  office.mallory reads dev-token\n"
               "   2  supply.git\n"
               "   = help: the smallest cut\n");
}

static void levels_have_their_words(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit, "");
  message_add(&unit, CODE_E0122, SPAN_NOWHERE, "a")->level = LEVEL_LINT;
  message_add(&unit, CODE_E0122, SPAN_NOWHERE, "b")->level = LEVEL_FINDING;
  message_add(&unit, CODE_E0122, SPAN_NOWHERE, "c")->level = LEVEL_NOTE;
  unit.errors = 4; /* as if two had not been kept */
  check(&unit,
        "lint[E0122]: a\n\nfinding[E0122]: b\n\nnote[E0122]: c\n\n2 more messages are not shown\n");
}

static void colours_are_asked_for(void **state)
{
  (void)state;
  struct unit unit;
  open_unit(&unit, "a b\n");
  message_add(&unit, CODE_E0122, find(&unit, "b"), "x");
  struct writer out = {0};
  message_print_text(&unit, &out, true);
  assert_non_null(strstr(out.at, "\033[1;31merror[E0122]\033[0m: x"));
  assert_non_null(strstr(out.at, "\033[1;31m^\033[0m\n"));
  writer_free(&out);
  unit_free(&unit);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_error_with_its_line),
      cmocka_unit_test(carets_stand_under_wide_characters),
      cmocka_unit_test(nothing_odd_reaches_the_terminal),
      cmocka_unit_test(long_lines_are_cut_around_the_place),
      cmocka_unit_test(spans_without_extent_or_over_lines),
      cmocka_unit_test(notes_are_further_snippets),
      cmocka_unit_test(a_counter_example_has_a_body),
      cmocka_unit_test(levels_have_their_words),
      cmocka_unit_test(colours_are_asked_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
