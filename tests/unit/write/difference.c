/* Unified diffs. */
#include "write/difference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void expect(const char *before, const char *after, const char *wanted)
{
  struct writer out = {0};
  difference_print("f", str_from(before), str_from(after), &out);
  assert_string_equal(out.at ? out.at : "", wanted);
  writer_free(&out);
}

static void test_equal(void **state)
{
  (void)state;
  expect("", "", "");
  expect("a\nb\n", "a\nb\n", "");
}

static void test_small(void **state)
{
  (void)state;
  expect("", "a\n", "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a\n");
  expect("a\n", "", "--- f\n+++ f\n@@ -1,1 +0,0 @@\n-a\n");
  expect("a\nb\nc\n", "a\nx\nc\n", "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
  expect("a", "a\n", "--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n");
}

static void test_hunks(void **state)
{
  (void)state;
  expect(
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "x\n2\n3\n4\n5\n6\n7\n8\ny\n",
      "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n");
}

/* Of two texts without a common line: what is removed is the old one, what is added the new. */
static void expect_replaced(const char *before, const char *after)
{
  struct writer out = {0}, old = {0}, new = {0};
  difference_print("f", str_from(before), str_from(after), &out);
  for (const char *at = strstr(out.at, "@@\n") + 3; *at;) {
    const char *end = strchr(at, '\n');
    assert_true(*at == '+' || *at == '-');
    writer_bytes(*at == '+' ? &new : &old, at + 1, (size_t)(end - at));
    at = end + 1;
  }
  assert_string_equal(old.at, before);
  assert_string_equal(new.at, after);
  writer_free(&out);
  writer_free(&old);
  writer_free(&new);
}

static void test_many_edits(void **state)
{
  (void)state;
  struct writer before = {0}, after = {0};
  for (int i = 0; i < 3000; i++) {
    writer_format(&before, "old %d\n", i);
    writer_format(&after, "new %d\n", i);
  }
  expect_replaced(before.at, after.at);
  writer_free(&before);
  writer_free(&after);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_equal),
      cmocka_unit_test(test_small),
      cmocka_unit_test(test_hunks),
      cmocka_unit_test(test_many_edits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
