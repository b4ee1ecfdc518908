/* The JSON writer: shape, commas, escapes. */
#include "base/json.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

static void shapes(void **state)
{
  (void)state;
  struct writer out = {0};
  struct json json = json_to(&out);
  json_object(&json);
  json_key(&json, "empty");
  json_array(&json);
  json_end(&json);
  json_key(&json, "things");
  json_array(&json);
  json_number(&json, -7);
  json_decimal(&json, 1.5);
  json_decimal(&json, NAN);
  json_bool(&json, true);
  json_text(&json, NULL);
  json_object(&json);
  json_end(&json);
  json_array(&json);
  json_text(&json, "x");
  json_end(&json);
  json_end(&json);
  json_key_bool(&json, "last", false);
  json_key_number(&json, "n", INT64_MIN);
  json_key_str(&json, "s", (struct str){"abc", 2});
  json_key_text(&json, "t", "t");
  json_end(&json);
  assert_string_equal(out.at, "{\n"
                              "  \"empty\": [],\n"
                              "  \"things\": [\n"
                              "    -7,\n"
                              "    1.5,\n"
                              "    null,\n"
                              "    true,\n"
                              "    null,\n"
                              "    {},\n"
                              "    [\n"
                              "      \"x\"\n"
                              "    ]\n"
                              "  ],\n"
                              "  \"last\": false,\n"
                              "  \"n\": -9223372036854775808,\n"
                              "  \"s\": \"ab\",\n"
                              "  \"t\": \"t\"\n"
                              "}\n");
  writer_free(&out);
}

static void strings_are_always_valid(void **state)
{
  static const struct {
    const char *text, *json;
  } strings[] = {
      {"", "\"\"\n"},
      {"a\"b\\c", "\"a\\\"b\\\\c\"\n"},
      {"a\nb\tc\r", "\"a\\nb\\tc\\u000d\"\n"},
      {"\033[31m\x7f", "\"\\u001b[31m\\u007f\"\n"},
      {"é日", "\"é日\"\n"},
      {"a\xff\xc3", "\"a\xef\xbf\xbd\xef\xbf\xbd\"\n"},
      {"\xe2\x80\xae\xe2\x80\xa8\xc2\x85", "\"\\u202e\\u2028\\u0085\"\n"},
      {"\xf0\x9f\x90\xb3", "\"\xf0\x9f\x90\xb3\"\n"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) {
    struct writer out = {0};
    struct json json = json_to(&out);
    json_text(&json, strings[i].text);
    writer_char(&out, '\n');
    assert_string_equal(out.at, strings[i].json);
    writer_free(&out);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(shapes),
      cmocka_unit_test(strings_are_always_valid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
