/* Signs, words and characters that the lexer refuses: one message each, at its place. */
#include "parse.h"

#include <stdio.h>

struct mistake {
  const char *text, *said;
  const char *mended; /* the text after the proposed change; NULL: none is proposed */
};

static const struct mistake mistakes[] = {
    {"container web \"nginx",
     "1:15 E0101 this text is never closed | its `\"` is missing on this line",
     "container web \"nginx\""},
    {"container web \"nginx {\n  with x\n}",
     "1:15 E0101 this text is never closed | its `\"` is missing on this line",
     "container web \"nginx\" {\n  with x\n}"},
    {"container web value = high",
     "1:21 E0108 there is no `=`: a key and its values stand side by side",
     "container web value high"},
    {"container web with tls;", "1:23 E0108 there is no `;`: a line ends where it ends",
     "container web with tls"},
    {"container web with tls; container c", "1:23 E0108 there is no `;`: a line ends where it ends",
     "container web with tls\ncontainer c"},
    {"// hi", "1:1 E0110 a comment starts with `#`", "# hi"},
    {"container web /* hi */ with x",
     "1:15 E0110 a comment starts with `#` = it goes to the end of its line", NULL},
    {"container web 'nginx'", "1:15 E0111 a text stands in straight double quotes: \"…\"",
     "container web \"nginx\""},
    {"container web “nginx”", "1:15 E0111 a text stands in straight double quotes: \"…\"",
     "container web \"nginx\""},
    {"a → b", "1:3 E0109 `→` is no arrow of ours: a flow is written `a -> b`", "a -> b"},
    {"a -- b", "1:3 E0109 `--` is no arrow of ours: a flow is written `a -> b`", "a -> b"},
    {"a => b", "1:3 E0109 `=>` is no arrow of ours: a flow is written `a -> b`", "a -> b"},
    {"a <- b",
     "1:3 E0109 `<-` is no arrow of ours: a flow is written `a -> b` = draw it from the side that "
     "opens the connection: `b -> a`",
     NULL},
    {"model m \"x\" reviewed 31.12.2026",
     "1:22 E0106 `31.12.2026` is no day: a day is written year-month-day = did you mean "
     "2026-12-31?",
     "model m \"x\" reviewed 2026-12-31"},
    {"model m \"x\" reviewed 2026-2-3",
     "1:22 E0106 `2026-2-3` is no day: a day is written year-month-day = did you mean 2026-02-03?",
     "model m \"x\" reviewed 2026-02-03"},
    {"model m \"x\" reviewed 2026/12/31",
     "1:22 E0106 `2026/12/31` is no day: a day is written year-month-day = did you mean "
     "2026-12-31?",
     "model m \"x\" reviewed 2026-12-31"},
    {"model m \"x\" reviewed 2026-02-30",
     "1:22 E0106 there is no day 2026-02-30 | that month has 28 days", NULL},
    {"model m \"x\" reviewed 2026-13-01",
     "1:22 E0106 there is no day 2026-13-01 | a year has the months 01 to 12", NULL},
    {"model m \"x\" reviewed 12/31/2026",
     "1:22 E0106 `12/31/2026` is no day: a day is written year-month-day = did you mean "
     "2026-12-31?",
     "model m \"x\" reviewed 2026-12-31"},
    {"container web skill 1234567890", "1:21 E0105 a number has at most nine digits", NULL},
    {"container 2nd \"x\"",
     "1:11 E0107 `2nd` is no name: a name starts with a letter = put a letter or `_` before it; a "
     "text stands in quotes",
     NULL},
    {"container web- \"x\"",
     "1:11 E0107 `web-` is no name: a `-` stands alone between letters or digits = did you mean "
     "`web`?",
     "container web \"x\""},
    {"ctm 1.0",
     "1:5 E0105 `1.0` is no number: numbers are whole = a text, such as a version, stands in "
     "quotes",
     NULL},
    {"container web over https /443", "1:26 E0112 no space stands before `/443`",
     "container web over https/443"},
    {"container web over https/ 443",
     "1:25 E0112 a code follows its `/` without space, as in `https/443`",
     "container web over https/443"},
    {"container web link https://x.y/z with a",
     "1:20 E0111 an address is a text and stands in double quotes",
     "container web link \"https://x.y/z\" with a"},
    {"container [web]",
     "1:11 E0108 `[` has no place here = several values are written `a, b, c`, without brackets",
     NULL},
    {"container web with [a, b]",
     "1:20 E0108 `[` has no place here = several values are written `a, b, c`, without brackets",
     NULL},
    {"contäiner web",
     "1:1 E0107 `contäiner` is no name: a name has the letters A to Z, digits, `_` and `-` = the "
     "title, a text in quotes behind the name, may hold any letter",
     NULL},
    {"container wäb \"x\"",
     "1:11 E0107 `wäb` is no name: a name has the letters A to Z, digits, `_` and `-` = the title, "
     "a text in quotes behind the name, may hold any letter",
     NULL},
    {"container web link \"a\\nb\"",
     "1:22 E0102 `\\n` is no escape = a text knows \\\" and \\\\ alone",
     "container web link \"a\\\\nb\""},
    {"  - web", "1:3 E0108 a line starts with its word, not with a dash", "  web"},
    {"container web 10.0.0.1",
     "1:15 E0105 `10.0.0.1` is neither a number nor a name = a text stands in quotes",
     "container web \"10.0.0.1\""},
    {"container web \"tab\ttab\"", "1:19 E0003 a tab has no place in a text", NULL},
    {"container web on a--b",
     "1:18 E0107 `a--b` is no name: a `-` stands alone between letters or digits = did you mean "
     "`a-b`?",
     "container web on a-b"},
    {"container web with a - b", "1:22 E0109 `-` is no arrow of ours: a flow is written `a -> b`",
     "container web with a -> b"},
    {"\"unclosed", "1:1 E0101 this text is never closed | its `\"` is missing on this line",
     "\"unclosed\""},
};

static void check(const struct mistake *mistake)
{
  struct parsed parsed;
  parse_text(&parsed, mistake->text);
  if (parsed.unit.errors != 1) print_message("%s\n", mistake->text);
  assert_int_equal(parsed.unit.errors, 1);
  assert_true(parsed.tree->has_errors);
  assert_string_equal(said(&parsed.unit, 0), mistake->said);
  const struct message *message = parsed.unit.messages.at[0];
  if (mistake->mended)
    assert_string_equal(mended(&parsed.unit, mistake->text, message), mistake->mended);
  else
    assert_null(message->fix.text);
  unit_free(&parsed.unit);
}

static void each_mistake_has_its_message(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) check(&mistakes[i]);
}

/* A proposed change mends its mistake for good; but for a few texts that hold another one. */
static void changes_mend(void **state)
{
  (void)state;
  size_t left = 0;
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
    if (!mistakes[i].mended) continue;
    struct parsed parsed;
    parse_text(&parsed, mistakes[i].mended);
    left += parsed.unit.errors != 0;
    unit_free(&parsed.unit);
  }
  assert_int_equal(left, 2);
}

static void bytes_that_belong_nowhere(void **state)
{
  static const struct {
    const char *text;
    size_t size;
    const char *said;
  } faults[] = {
      {"a -> b \"x\xff\"\n", 12,
       "1:10 E0002 the byte 0xFF is not UTF-8 here = save the file as UTF-8"},
      {"a -> b # \xc3\n", 11,
       "1:10 E0002 the byte 0xC3 is not UTF-8 here = save the file as UTF-8"},
      {"a -> b \0\n", 9,
       "1:8 E0003 the control character U+0000 has no place in a model = delete it"},
      {"# \033[31m\n", 8,
       "1:3 E0003 the control character U+001B has no place in a model = delete it"},
      {"# a\rb\n", 6,
       "1:4 E0003 the control character U+000D has no place in a model | a carriage return without "
       "a "
       "line feed = delete it"},
      {"a -> b \"\xe2\x80\xae\"\n", 13,
       "1:9 E0004 the bidi control U+202E has no place in a model | it makes text look like other "
       "text = delete it"},
      {"a -> \xe2\x80\xae b\n", 11,
       "1:6 E0004 the bidi control U+202E has no place in a model | it makes text look like other "
       "text = delete it"},
      {"a\xc2\xa0-> b\n", 8, "1:2 E0108 U+00A0 looks like a space and is none"},
      {"\xff\xfe\xff\xfe", 4, "1:1 E0002 the byte 0xFF is not UTF-8 here = save the file as UTF-8"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    struct parsed parsed;
    parse_bytes(&parsed, faults[i].text, faults[i].size);
    assert_int_equal(parsed.unit.errors, 1);
    assert_string_equal(said(&parsed.unit, 0), faults[i].said);
    unit_free(&parsed.unit);
  }
}

static void faults_of_a_line_are_said_once_each(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed, "# \xff\xff\x01\x01\n# \xff\n");
  assert_int_equal(parsed.unit.errors, 3);
  unit_free(&parsed.unit);
}

static void windows_files_are_fine(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed, "\xef\xbb\xbf"
                      "ctm 1\r\ncontainer web {\r\n  with a,\r\n    b\r\n}\r\n");
  assert_int_equal(parsed.unit.errors, 0);
  assert_int_equal(parsed.tree->line_count, 2);
  unit_free(&parsed.unit);
}

static void limits_of_size(void **state)
{
  (void)state;
  char text[LIMIT_TEXT_BYTES + 100];
  struct parsed parsed;
  for (int over = 0; over < 2; over++) {
    snprintf(text, sizeof text, "container %0*d", LIMIT_NAME_BYTES + over, 0);
    memset(text + 10, 'n', (size_t)(LIMIT_NAME_BYTES + over));
    parse_text(&parsed, text);
    assert_int_equal(parsed.unit.errors, over);
    if (over)
      assert_string_equal(said(&parsed.unit, 0),
                          "1:11 E0104 a name holds at most 128 bytes | these are 129");
    unit_free(&parsed.unit);
    memset(text, 't', sizeof text);
    memcpy(text, "container a \"", 13);
    memcpy(text + 13 + LIMIT_TEXT_BYTES + over, "\"", 2);
    parse_text(&parsed, text);
    assert_int_equal(parsed.unit.errors, over);
    if (over) assert_int_equal(parsed.unit.messages.at[0]->code, CODE_E0103);
    unit_free(&parsed.unit);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_mistake_has_its_message),
      cmocka_unit_test(changes_mend),
      cmocka_unit_test(bytes_that_belong_nowhere),
      cmocka_unit_test(faults_of_a_line_are_said_once_each),
      cmocka_unit_test(windows_files_are_fine),
      cmocka_unit_test(limits_of_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
