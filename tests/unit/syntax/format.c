/* The formatter: what it changes, what it keeps, and that it does so once. */
#include "parse.h"

#include <dirent.h>
#include <stdio.h>

static void format(const char *text, struct writer *out)
{
  struct parsed parsed;
  parse_text(&parsed, text);
  if (parsed.unit.errors) print_message("%s\n%s\n", text, said(&parsed.unit, 0));
  assert_int_equal(parsed.unit.errors, 0);
  syntax_format(&parsed.unit, parsed.tree, out);
  if (!out->at) writer_text(out, "");
  unit_free(&parsed.unit);
}

/* The formatted text; it is checked to mean the same and to be formatted for good. */
static void check(const char *text, const char *expected)
{
  struct writer once = {0}, twice = {0};
  format(text, &once);
  assert_string_equal(once.at, expected);
  format(once.at, &twice);
  assert_string_equal(twice.at, once.at);
  struct parsed before, after;
  parse_text(&before, text);
  parse_text(&after, once.at);
  assert_true(syntax_same(&before.unit, before.tree, &after.unit, after.tree));
  unit_free(&before.unit);
  unit_free(&after.unit);
  writer_free(&once);
  writer_free(&twice);
}

static void spaces(void **state)
{
  (void)state;
  check("", "");
  check("\n\n  \n", "");
  check("ctm    1", "ctm 1\n");
  check("ctm 1\r\n\r\n\r\n\r\nf:a->b.c\"x\"over https/443 with p,q\r\n",
        "ctm 1\n\nf: a -> b.c \"x\" over https/443 with p, q\n");
  check("\xef\xbb\xbf"
        "ctm 1\n",
        "ctm 1\n");
  check("a b{\nwith x\n\n\n\non y\n\n}\n\n\n\n", "a b {\n  with x\n\n  on y\n}\n");
  check("a b {\n\n\n  c d {\n\n e f\n}\n}", "a b {\n  c d {\n    e f\n  }\n}\n");
}

static void comments_stay(void **state)
{
  (void)state;
  check("# one   \n\n\n   # two\nctm 1 # three\n", "# one\n\n# two\nctm 1 # three\n");
  check("a b     # far\nc d#near\n", "a b     # far\nc d #near\n");
  check("a b {   # why\n\n# own\nwith x\n    # last\n\n}  # end\n# after\n",
        "a b {   # why\n  # own\n  with x\n  # last\n}  # end\n# after\n");
  check("a b { # only\n}\n", "a b { # only\n}\n");
  check("a b {\n\n# only\n\n}\n", "a b {\n  # only\n}\n");
  check("a b with x, # first\n\n   # second\n y, z\n", "a b with x, # first\n  # second\n  y, z\n");
  check("a b { c d } # behind\n", "a b { c d } # behind\n");
}

static void one_line_blocks(void **state)
{
  (void)state;
  check("extend a.b{opens c}", "extend a.b { opens c }\n");
  check("a b { }", "a b {}\n");
  check("a b {\n\n}", "a b {}\n");
  check("a b {c d {with e}}", "a b { c d { with e } }\n");
}

static void blocks_of_more_lines_are_broken(void **state)
{
  (void)state;
  check("a b {c d {} e f}", "a b {\n  c d {}\n  e f\n}\n");
  check("a b { c d } e f { g h }", "a b { c d }\ne f { g h }\n");
  check("a b { with x\n}", "a b {\n  with x\n}\n");
  check("container a \"a title that is quite long, as titles are\" with first-control { has "
        "a-weakness, b-weakness }",
        "container a \"a title that is quite long, as titles are\" with first-control {\n"
        "  has a-weakness, b-weakness\n}\n");
}

static void long_lists_break_behind_a_comma(void **state)
{
  (void)state;
  check(
      "a b {\n  makes write-flaw, leave-debug-page, commit-secret, bake-secret, use-strange-base, "
      "use-strange-image, leak-secret\n}\n",
      "a b {\n  makes write-flaw, leave-debug-page, commit-secret, bake-secret, use-strange-base,\n"
      "    use-strange-image, leak-secret\n}\n");
  check("a b {\n  proves \"a text of some length, so that only one of them stays where it is\", "
        "\"fits on a line of "
        "hundred\", \"third\"\n}\n",
        "a b {\n  proves \"a text of some length, so that only one of them stays where it is\",\n  "
        "  \"fits on a "
        "line of hundred\",\n    \"third\"\n}\n");
  check("a b {\n  with x,\n    y\n}\n", "a b {\n  with x, y\n}\n");
}

static void characters_count_not_bytes(void **state)
{
  (void)state;
  char text[400] = "a b \"", expected[500];
  for (int i = 0; i < 80; i++) strcat(text, "é");
  strcat(text, "\" with c, d\n"); /* 97 columns */
  check(text, text);
  text[strlen(text) - 1] = '\0';
  strcat(text, ", efghi\n");
  snprintf(expected, sizeof expected, "%.*s,\n  efghi\n", (int)(strlen(text) - 8), text);
  check(text, expected);
}

static void long_headers_move_clauses_into_braces(void **state)
{
  (void)state;
  check("container a \"a title that is quite long, as titles are\" on first-machine runs "
        "some-image holds what-it-holds # c\n",
        "container a \"a title that is quite long, as titles are\" on first-machine runs "
        "some-image { # c\n"
        "  holds what-it-holds\n}\n");
  check("container a \"a title that is quite long, as titles are\" on first-machine runs "
        "some-image holds what-it-holds governs it {  # c\n  with x\n}\n",
        "container a \"a title that is quite long, as titles are\" on first-machine runs "
        "some-image {  # c\n"
        "  holds what-it-holds\n  governs it\n  with x\n}\n");
}

static void some_lines_cannot_be_shorter(void **state)
{
  (void)state;
  char title[140];
  memset(title, 'x', sizeof title);
  title[sizeof title - 1] = '\0';
  char text[400], expected[400];
  snprintf(text, sizeof text, "container a \"%s\"\n", title);
  check(text, text);
  snprintf(text, sizeof text, "container a {\n  owner \"%s\"\n}\n", title);
  check(text, text);
  snprintf(text, sizeof text, "container a \"%s\" on b with c\n", title);
  snprintf(expected, sizeof expected, "container a \"%s\" {\n  on b\n  with c\n}\n", title);
  check(text, expected);
  snprintf(text, sizeof text, "container a {\n  on b owner \"%s\" with c, d\n}\n", title);
  snprintf(expected, sizeof expected, "container a {\n  on b\n  owner \"%s\"\n  with c, d\n}\n",
           title);
  check(text, expected);
}

static char *read_text(const char *path)
{
  static char text[1 << 20];
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t size = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[size] = '\0';
  return text;
}

static size_t check_folder(const char *folder, int deeper)
{
  DIR *dir = opendir(folder);
  if (!dir) return 0;
  size_t count = 0;
  char path[1024];
  for (struct dirent *entry; (entry = readdir(dir));) {
    size_t length = strlen(entry->d_name);
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (length > 4 && strcmp(entry->d_name + length - 4, ".ctm") == 0) {
      char *text = read_text(path);
      print_message("%s\n", path);
      check(text, text);
      count++;
    } else if (deeper > 0 && entry->d_name[0] != '.') {
      count += check_folder(path, deeper - 1);
    }
  }
  closedir(dir);
  return count;
}

static void library_and_examples_are_fixed_points(void **state)
{
  (void)state;
  assert_true(check_folder(CTM_ROOT "/dsl/std", 0) >= 15);
  assert_true(check_folder(CTM_ROOT "/examples", 2) >= 5);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spaces),
      cmocka_unit_test(comments_stay),
      cmocka_unit_test(one_line_blocks),
      cmocka_unit_test(blocks_of_more_lines_are_broken),
      cmocka_unit_test(long_lists_break_behind_a_comma),
      cmocka_unit_test(characters_count_not_bytes),
      cmocka_unit_test(long_headers_move_clauses_into_braces),
      cmocka_unit_test(some_lines_cannot_be_shorter),
      cmocka_unit_test(library_and_examples_are_fixed_points),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
