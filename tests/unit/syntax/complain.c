/* Lines that the parser refuses: one message each, at its place. */
#include "parse.h"

#include <stdlib.h>

struct mistake {
  const char *text, *said;
  const char *mended; /* the text after the proposed change; NULL: none is proposed */
};

static const struct mistake mistakes[] = {
    {"boundary b \"x\" {\n  container web \"x\"\n    with y\n  }\n}",
     "2:17 E0127 `{` is missing at the end of this header | the clauses below, and a `}`, are "
     "meant for its block",
     "boundary b \"x\" {\n  container web \"x\" {\n    with y\n  }\n}"},
    {"container web \"x\"\n  with y\n}",
     "1:15 E0127 `{` is missing at the end of this header | the clauses below, and a `}`, are "
     "meant for its block",
     "container web \"x\" {\n  with y\n}"},
    {"boundary b \"x\" {\n  container c \"z\" {\n    with a\n\ncontainer d \"q\"",
     "2:19 E0127 this `{` is never closed | it opens the block of `c`", NULL},
    {"boundary b {\n  container c {\n    with a\n  container d\n}",
     "2:15 E0127 this `{` is never closed | it opens the block of `c`", NULL},
    {"container web with tls mtls", "1:24 E0122 `mtls` is no key | a comma is missing before it?",
     "container web with tls, mtls"},
    {"container web with tls,", "1:23 E0124 nothing follows this comma", "container web with tls"},
    {"container web {\n  with tls,\n  has x\n}", "2:11 E0124 nothing follows this comma",
     "container web {\n  with tls\n  has x\n}"},
    {"container web with tls,\ncontainer db \"x\"", "1:23 E0124 nothing follows this comma",
     "container web with tls\ncontainer db \"x\""},
    {"owner: \"x\"", "1:6 E0132 no `:` stands between `owner` and its value", "owner \"x\""},
    {"container web owner: \"x\"", "1:20 E0132 no `:` stands between `owner` and its value",
     "container web owner \"x\""},
    {"boundary b {\n  wiht non-root, read-only\n}",
     "2:3 E0122 `wiht` is no key = did you mean `with`?",
     "boundary b {\n  with non-root, read-only\n}"},
    {"boundary b {\n  skil 2\n}", "2:3 E0122 `skil` is no key = did you mean `skill`?",
     "boundary b {\n  skill 2\n}"},
    {"boundary b {\n  ownr \"x\"\n}", "2:3 E0122 `ownr` is no key = did you mean `owner`?",
     "boundary b {\n  owner \"x\"\n}"},
    {"boundary b {\n  WITH a, b\n}", "2:3 E0122 `WITH` is no key = did you mean `with`?",
     "boundary b {\n  with a, b\n}"},
    {"container web wiht non-root", "1:15 E0122 `wiht` is no key = did you mean `with`?",
     "container web with non-root"},
    {"container web. \"x\"",
     "1:14 E0121 `container` takes one name, not a path = what is nested in a thing is declared in "
     "its braces",
     NULL},
    {"container web app \"x\"",
     "1:15 E0122 `app` is no key | a name is one word; its title stands in quotes = did you mean "
     "`web-app`?",
     "container web-app \"x\""},
    {"container \"Web Shop\"",
     "1:11 E0121 a name is missing between `container` and its title | this is the title; the name "
     "by which others refer to it stands before it = write `container web-shop \"Web Shop\"`",
     "container web-shop \"Web Shop\""},
    {"container web with",
     "1:15 E0123 `with` has no value | what stands behind it belongs on this line", NULL},
    {"container web with has docker-socket",
     "1:15 E0123 `with` has no value | what stands behind it belongs on this line", NULL},
    {"container web\n\n{\n  with x\n}",
     "3:1 E0129 `{` stands on the line of its header | its header ends above",
     "container web {\n  with x\n}"},
    {"container web\n# c\n{\n  with x\n}",
     "3:1 E0129 `{` stands on the line of its header | its header ends above", NULL},
    {"a ->", "1:3 E0126 the target is missing behind `->`", NULL},
    {"-> b", "1:1 E0120 no line starts with `->` | the source of this flow is missing: `a -> b`",
     NULL},
    {"a -> -> b", "1:6 E0126 two `->` stand in a row", "a -> b"},
    {"a.b. -> c", "1:4 E0125 a name is missing behind the `.` of `b.` | a path is written `a.b`",
     NULL},
    {"a .b -> c", "1:3 E0125 no space stands around a `.`", "a.b -> c"},
    {"a.b \"x\"",
     "1:1 E0126 `a.b` alone says nothing | a flow goes on with `-> target`; `extend` says "
     "something of a thing",
     NULL},
    {"a -> b -> c", "1:8 E0126 a flow has one source and one target: write two flows", NULL},
    {"container a.b \"x\"",
     "1:12 E0121 `container` takes one name, not a path = what is nested in a thing is declared in "
     "its braces",
     NULL},
    {"container: web \"x\"",
     "1:1 E0126 `container:` names a flow, and none follows | a flow is written `container: a -> "
     "b`",
     "container web \"x\""},
    {"f:", "1:1 E0126 `f:` names a flow, and none follows | a flow is written `f: a -> b`", NULL},
    {"flow a -> b",
     "1:8 E0121 `flow` takes one name, not a flow = a flow starts with its source, or with its "
     "name and a colon: `flow: a -> b`",
     "flow: a -> b"},
    {"import hardening.ctm", "1:8 E0121 the file of an `import` stands in quotes",
     "import \"hardening.ctm\""},
    {"import", "1:1 E0121 `import` wants a file in quotes, as in `import \"a.ctm\"`", NULL},
    {"ctm", "1:1 E0121 `ctm` wants the number of its version, as in `ctm 1`", NULL},
    {"ctm \"1\"", "1:1 E0121 `ctm` wants the number of its version, as in `ctm 1`", NULL},
    {"container web with a,, b", "1:22 E0124 two commas stand in a row", "container web with a, b"},
    {"container web with a, has b", "1:21 E0124 no comma stands between two clauses",
     "container web with a has b"},
    {"container web with , a", "1:20 E0124 no comma stands between `with` and its value",
     "container web with  a"},
    {"assert a never any touches x",
     "1:16 E0123 `any` wants a kind or a stance behind it, as in `any hostile`", NULL},
    {"{ with a }",
     "1:1 E0129 this `{` belongs to no declaration | `{` stands behind a header, on its line",
     NULL},
    {"container web \"x\" \"y\"",
     "1:19 E0132 nothing says what \"y\" is | a key is missing before this text", NULL},
    {"container web with a \"y\"",
     "1:22 E0132 nothing says what \"y\" is | a key is missing before this text = the title stands "
     "right behind the name",
     NULL},
    {"container web with a -> b -> c", "1:27 E0132 no `->` belongs here", NULL},
    {"container {\n}", "1:1 E0121 `container` wants a name behind it", NULL},
    {"container web \"x\",", "1:18 E0124 a comma stands between two values of one key",
     "container web \"x\""},
    {"foo", "1:1 E0121 `foo` wants a name behind it", NULL},
    {"with tls", "1:1 E0130 a clause stands in a declaration: behind its header or in its braces",
     NULL},
    {"a -> b: \"x\"",
     "1:7 E0132 no `:` stands behind `b` = a `:` stands behind the name of a flow alone, as in `f: "
     "a -> b`",
     "a -> b \"x\""},
    {"container web } \"x\"", "1:15 E0128 this `}` closes nothing", "container web  \"x\""},
    {"}", "1:1 E0128 this `}` closes nothing", ""},
    {"container web runs \"a\" \"b\"", "1:24 E0124 a comma is missing before \"b\"",
     "container web runs \"a\", \"b\""},
    {"\"Web shop\"",
     "1:1 E0120 no line starts with \"Web shop\" | a line starts with a kind, a key or the source "
     "of a flow",
     NULL},
    {"container web with x {\n  with y {\n    has z\n  }\n}",
     "2:10 E0129 this `{` belongs to no declaration | `{` stands behind a header, on its line",
     NULL},
    {"accept \"postgres:17\" with x\ntreat a -> b on c\naccept",
     "3:1 E0121 `accept` wants a name behind it: a path, a flow `a -> b`, or an image's text",
     NULL},
    {"accept {\n  owner \"x\"\n}",
     "1:1 E0121 `accept` wants a name behind it: a path, a flow `a -> b`, or an image's text",
     NULL},
    {"container web 5", "1:15 E0121 `5` cannot stand behind a name", NULL},
    {"a->\nb", "1:2 E0126 no line ends behind `->`: a flow stands on one line", "a-> b"},
    {"assert x never any hostile touches",
     "1:28 E0123 `touches` has no value | what stands behind it belongs on this line", NULL},
    {"container web a runs \"b\" c",
     "1:15 E0122 `a` is no key | a name is one word; its title stands in quotes = did you mean "
     "`web-a`?",
     "container web-a runs \"b\" c"},
    {"container web with x has  { on y }",
     "1:22 E0123 `has` has no value | what stands behind it belongs on this line", NULL},
    {"container web \"a\" with x title",
     "1:26 E0123 `title` has no value | what stands behind it belongs on this line", NULL},
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

static void ten_mistakes_have_ten_messages(void **state)
{
  static const char text[] = "ctm 1\n"
                             "model shop \"Shop\" reviewed 31.12.2026\n" /* 1 */
                             "container web \"nginx {\n"                 /* 2 */
                             "  with a b\n"                              /* 3 */
                             "  skil 2\n"                                /* 4 */
                             "}\n"
                             "a -> -> b\n"              /* 5 */
                             "a → b \"x\" over https\n" /* 6 */
                             "container \"Db\" {\n"     /* 7 */
                             "  has x,\n"
                             "}\n"                /* 8 */
                             "import file.ctm\n"  /* 9 */
                             "boundary b trust\n" /* 10 */
                             "container fine with z\n";
  static const unsigned lines[] = {2, 3, 4, 5, 7, 8, 9, 10, 12, 13};
  (void)state;
  struct parsed parsed;
  parse_text(&parsed, text);
  assert_int_equal(parsed.unit.errors, 10);
  message_sort(&parsed.unit);
  for (size_t i = 0; i < 10; i++)
    assert_int_equal(unit_position(&parsed.unit, parsed.unit.messages.at[i]->span).line, lines[i]);
  unit_free(&parsed.unit);
}

/* What is read goes on behind a mistake, and what is broken is not in the tree. */
static void the_rest_of_the_tree_is_good(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed, "container \"x\" {\n  with a\n}\ncontainer web \"w\" with a b {\n  has\n  "
                      "has c\n}\nf: a\ng: a -> b\n");
  assert_int_equal(parsed.unit.errors, 4);
  assert_int_equal(parsed.tree->line_count, 2);
  const struct decl *web = parsed.tree->lines[0].decl;
  assert_string_equal(unit_name(&parsed.unit, web->name), "web");
  assert_int_equal(web->clause_count, 1);
  assert_int_equal(web->line_count, 1);
  assert_string_equal(unit_name(&parsed.unit, parsed.tree->lines[1].decl->name), "g");
  unit_free(&parsed.unit);
}

static void a_run_of_misplaced_clauses_is_one_mistake(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed,
             "boundary b {\n  container c\n  with x\n  has y\n  container d\n  with z\n}\n");
  assert_int_equal(parsed.unit.errors, 2);
  assert_string_equal(
      said(&parsed.unit, 0),
      "3:3 E0130 this says something of `b`; put it in the braces of `c`, or above | "
      "in a block the clauses come before the declarations");
  unit_free(&parsed.unit);
}

/* Deep and endless input ends soon, with few messages and without recursion. */
static void deep_braces(void **state)
{
  (void)state;
  char *text = malloc(700001);
  for (size_t i = 0; i < 100000; i++) memcpy(text + 7 * i, "a b {\n ", 8);
  struct parsed parsed;
  parse_text(&parsed, text);
  assert_int_equal(parsed.unit.errors, 2);
  assert_string_equal(said(&parsed.unit, 0), "65:6 E0131 more than 64 braces are open here");
  assert_int_equal(parsed.unit.messages.at[1]->code, CODE_E0127);
  unit_free(&parsed.unit);
  memset(text, '{', 700000);
  parse_text(&parsed, text);
  assert_int_equal(parsed.unit.errors, 1);
  unit_free(&parsed.unit);
  memset(text, '}', 700000);
  parse_text(&parsed, text);
  assert_int_equal(parsed.unit.messages.len, LIMIT_MESSAGES);
  assert_int_equal(parsed.unit.errors, 700000);
  unit_free(&parsed.unit);
  free(text);
}

static void a_brace_too_many_is_one_mistake(void **state)
{
  static const char *const texts[] = {"{", "{{{{", "a b {{{\n}", "a b {\n  {\n  with x\n}",
                                      "a b { {{ c d }}}\n"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct parsed parsed;
    parse_text(&parsed, texts[i]);
    assert_int_equal(parsed.unit.errors, 1);
    assert_int_equal(parsed.unit.messages.at[0]->code, CODE_E0129);
    unit_free(&parsed.unit);
  }
}

static void sixty_four_braces_are_fine(void **state)
{
  (void)state;
  char text[64 * 8 + 1] = "";
  for (int i = 0; i < 64; i++) strcat(text, "a b {");
  for (int i = 0; i < 64; i++) strcat(text, "}");
  struct parsed parsed;
  parse_text(&parsed, text);
  assert_int_equal(parsed.unit.errors, 0);
  unit_free(&parsed.unit);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_mistake_has_its_message),
      cmocka_unit_test(changes_mend),
      cmocka_unit_test(ten_mistakes_have_ten_messages),
      cmocka_unit_test(the_rest_of_the_tree_is_good),
      cmocka_unit_test(a_run_of_misplaced_clauses_is_one_mistake),
      cmocka_unit_test(deep_braces),
      cmocka_unit_test(a_brace_too_many_is_one_mistake),
      cmocka_unit_test(sixty_four_braces_are_fine),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
