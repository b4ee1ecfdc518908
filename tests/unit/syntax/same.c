/* What makes two files the same, and what does not. */
#include "parse.h"

static bool same(const char *left, const char *right)
{
  struct parsed a, b;
  parse_text(&a, left);
  parse_text(&b, right);
  assert_int_equal(a.unit.errors + b.unit.errors, 0);
  bool is_same = syntax_same(&a.unit, a.tree, &b.unit, b.tree);
  unit_free(&a.unit);
  unit_free(&b.unit);
  return is_same;
}

static void space_and_braces_do_not_matter(void **state)
{
  (void)state;
  assert_true(same("", "\n"));
  assert_true(same("a b with c,d", "a  b {\n  with c,\n  d\n}\n"));
  assert_true(same("a b with c has d { on e }", "a b { with c\nhas d on e\n}"));
  assert_true(same("x->y # c", "x -> y     # c"));
  assert_true(same("# c\na b", "\n   # c\n\na b\n"));
}

static void words_do_matter(void **state)
{
  static const char *const others[] = {
      "a b with c, d has e { f g \"t\" }",
      "a b with d, c has e { f g \"t\" over p/1 }",
      "a x with c, d has e { f g \"t\" over p/1 }",
      "a b with c, d { f g \"t\" over p/1 }",
      "a b with c, d has e { f g \"u\" over p/1 }",
      "a b with c, d has e { f g \"t\" over p/2 }",
      "a b with c, d has e { f g over p/1 }",
      "a b with c, d has any e { f g \"t\" over p/1 }",
      "a b \"\" with c, d has e { f g \"t\" over p/1 }",
      "a b with c, d has e.e { f g \"t\" over p/1 }",
      "z b with c, d has e { f g \"t\" over p/1 }",
      "a b with c, d has e { f g \"t\" over p/1 }\nh i",
      "a b with c, d has e { f g \"t\" over p/1 } # c",
      "a b with c, d has e { f -> g \"t\" over p/1 }",
  };
  static const char text[] = "a b with c, d has e { f g \"t\" over p/1 }";
  (void)state;
  assert_true(same(text, text));
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    assert_false(same(text, others[i]));
    assert_false(same(others[i], text));
  }
  assert_false(same("# a\nb c", "# x\nb c"));
  assert_false(same("## a\nb c", "# a\nb c"));
  assert_false(same("accept x -> y", "accept x"));
  assert_false(same("ctm 1", "ctm 2"));
  assert_false(same("import \"a\"", "import \"b\""));
  assert_false(same("a b until 2026-01-01", "a b until 2026-01-02"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(space_and_braces_do_not_matter),
      cmocka_unit_test(words_do_matter),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
