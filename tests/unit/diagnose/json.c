/* The messages as JSON. */
#include "diagnose/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

static void check(struct unit *unit, const char *expected)
{
  struct writer out = {0};
  message_print_json(unit, &out);
  assert_string_equal(out.at, expected);
  writer_free(&out);
  unit_free(unit);
}

static void no_messages(void **state)
{
  (void)state;
  struct unit unit;
  unit_init(&unit, (struct day){2026, 12, 1});
  check(&unit, "{\n  \"format\": \"ctm-messages\",\n  \"version\": 1,\n  \"messages\": [],\n  "
               "\"omitted\": 0\n}\n");
}

static void all_that_a_message_has(void **state)
{
  static const char *const body[] = {"1 \"x\""};
  (void)state;
  struct unit unit;
  unit_init(&unit, (struct day){2026, 12, 1});
  unit_add_source(&unit, "a\xff.ctm", NULL, STR("éb c\n"), false);
  struct message *message = message_add(&unit, CODE_E0122, (struct span){0, 2, 3}, "no \"b\"\033");
  message_label(&unit, message, "here");
  message_note(&unit, message, SPAN_NOWHERE, "note");
  message_suggest(&unit, message, STR("d"));
  message->tag = "t";
  message->body = body;
  message->body_count = 1;
  check(&unit, "{\n"
               "  \"format\": \"ctm-messages\",\n"
               "  \"version\": 1,\n"
               "  \"messages\": [\n"
               "    {\n"
               "      \"code\": \"E0122\",\n"
               "      \"level\": \"error\",\n"
               "      \"tag\": \"t\",\n"
               "      \"text\": \"no \\\"b\\\"\\u001b\",\n"
               "      \"file\": \"a\xef\xbf\xbd.ctm\",\n"
               "      \"line\": 1,\n"
               "      \"column\": 2,\n"
               "      \"end\": {\n"
               "        \"line\": 1,\n"
               "        \"column\": 3\n"
               "      },\n"
               "      \"label\": \"here\",\n"
               "      \"help\": \"did you mean `d`?\",\n"
               "      \"notes\": [\n"
               "        {\n"
               "          \"text\": \"note\"\n"
               "        }\n"
               "      ],\n"
               "      \"fix\": {\n"
               "        \"text\": \"d\",\n"
               "        \"file\": \"a\xef\xbf\xbd.ctm\",\n"
               "        \"line\": 1,\n"
               "        \"column\": 2,\n"
               "        \"end\": {\n"
               "          \"line\": 1,\n"
               "          \"column\": 3\n"
               "        }\n"
               "      },\n"
               "      \"body\": [\n"
               "        \"1 \\\"x\\\"\"\n"
               "      ]\n"
               "    }\n"
               "  ],\n"
               "  \"omitted\": 0\n"
               "}\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(no_messages),
      cmocka_unit_test(all_that_a_message_has),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
