/* Which thing of one model is which of another: renames, moves, names that changed hands. */
#include "analyse/pairs.h"

#include "world.h"

static const char *const head = "ctm 1\n";

/* "old=new, …" of all that have another id, then "-gone", then "+new", in order. */
static void expect(const char *before, const char *after, const char *wanted)
{
  struct asked a = {0}, b = {0};
  struct arena arena = {0};
  struct writer out = {0};
  ask(&a, arena_format(&arena, "%s%s", head, before));
  ask(&b, arena_format(&arena, "%s%s", head, after));
  struct roster older = roster_of(&arena, a.model), newer = roster_of(&arena, b.model);
  struct pairs pairs = pairs_find(&arena, &older, &newer);
  struct pairs back = pairs_find(&arena, &newer, &older);
  for (uint32_t i = 0; i < older.count; i++) {
    uint32_t n = pairs.newer_of[i];
    assert_int_equal(back.older_of[i], n);
    if (n != NONE) assert_int_equal(pairs.older_of[n], i);
    if (n != NONE && !str_equal(older.at[i].id, newer.at[n].id))
      writer_format(&out, "%.*s=%.*s ", STR_ARGS(older.at[i].id), STR_ARGS(newer.at[n].id));
    if (n == NONE) writer_format(&out, "-%.*s ", STR_ARGS(older.at[i].id));
  }
  for (uint32_t i = 0; i < newer.count; i++)
    if (pairs.older_of[i] == NONE) writer_format(&out, "+%.*s ", STR_ARGS(newer.at[i].id));
  assert_string_equal(out.at ? out.at : "", wanted);
  writer_free(&out);
  arena_free(&arena);
  unask(&a);
  unask(&b);
}

static void test_same(void **state)
{
  (void)state;
  expect("boundary a {\n  container c\n}\n", "boundary a {\n  container c\n}\n", "");
  expect("boundary a\n", "boundary b\n", "-a +b ");
}

static void test_renamed(void **state)
{
  (void)state;
  expect("boundary a\n", "boundary b was a\n", "a=b ");
  /* What lies in it, and flows at it, come along. */
  expect("boundary a {\n  container c\n  container d\n  c -> d\n  f: d -> c\n}\n",
         "boundary b was a {\n  container c\n  container d\n  c -> d\n  f: d -> c\n}\n",
         "a=b a.c=b.c a.d=b.d a.c->a.d=b.c->b.d a.f=b.f ");
  /* Both at once. */
  expect("boundary a {\n  container c\n}\n", "boundary b was a {\n  container d was c\n}\n",
         "a=b a.c=b.d ");
}

static void test_moved(void **state)
{
  (void)state;
  expect("boundary a {\n  container c\n}\nboundary b\n",
         "boundary a\nboundary b {\n  container c was a.c\n}\n", "a.c=b.c ");
}

static void test_taken_over(void **state)
{
  (void)state;
  /* The name belongs to somebody else now. */
  expect("boundary a\n", "boundary a\nboundary b was a\n", "+b ");
  /* A rename of long ago, and a new thing of the old name. */
  expect("boundary b was a\n", "boundary b was a\nboundary a\n", "+a ");
  expect("boundary b was a\nboundary a\n", "boundary b was a\n", "-a ");
}

static void test_two_renames(void **state)
{
  (void)state;
  /* One keeps the first name, one the last: both were `a` once. */
  expect("boundary b was a\n", "boundary c was a\n", "b=c ");
  expect("boundary b was a\n", "boundary c was b\n", "b=c ");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_same),        cmocka_unit_test(test_renamed),
      cmocka_unit_test(test_moved),       cmocka_unit_test(test_taken_over),
      cmocka_unit_test(test_two_renames),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
