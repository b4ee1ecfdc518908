/* Memory that lives and dies together. */
#include "base/arena.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
/* cmocka needs those before it */
#include <cmocka.h>

static void blocks_are_zeroed_and_aligned(void **state)
{
  (void)state;
  struct arena arena = {0};
  for (size_t size = 0; size < 300; size++) {
    unsigned char *block = arena_alloc(&arena, size);
    assert_int_equal((uintptr_t)block % 16, 0);
    for (size_t i = 0; i < size; i++) assert_int_equal(block[i], 0);
    memset(block, 0xaa, size);
  }
  arena_free(&arena);
  assert_null(arena.chunk);
}

static void growing_keeps_what_is_there(void **state)
{
  (void)state;
  struct arena arena = {0};
  char *block = arena_copy(&arena, "abc", 3);
  char *same = arena_grow(&arena, block, 4, 100);
  assert_ptr_equal(same, block); /* it was the last */
  arena_alloc(&arena, 1);
  char *moved = arena_grow(&arena, same, 100, 200000);
  assert_ptr_not_equal(moved, block);
  assert_string_equal(moved, "abc");
  assert_int_equal(moved[199999], 0);
  arena_free(&arena);
}

static void texts_are_copied_with_a_nul(void **state)
{
  (void)state;
  struct arena arena = {0};
  assert_string_equal(arena_copy(&arena, "abcdef", 3), "abc");
  assert_string_equal(arena_copy(&arena, NULL, 0), "");
  assert_string_equal(arena_format(&arena, "%s-%d", "a", 7), "a-7");
  arena_free(&arena);
}

static void resetting_reuses_the_newest_chunk(void **state)
{
  (void)state;
  struct arena arena = {0};
  arena_alloc(&arena, 1000000);
  arena_alloc(&arena, 2000000);
  size_t total = arena.total;
  arena_reset(&arena);
  assert_true(arena.total < total);
  char *block = arena_alloc(&arena, 1000);
  assert_int_equal(block[999], 0);
  arena_free(&arena);
  arena_reset(&arena); /* an empty one stays empty */
}

static void vectors_grow(void **state)
{
  (void)state;
  struct arena arena = {0};
  VEC_OF(int) numbers = {0};
  for (int i = 0; i < 1000; i++) {
    vec_push(&arena, &numbers, i);
    if (i % 7 == 0) arena_alloc(&arena, 3); /* so that it has to move at times */
  }
  *vec_add(&arena, &numbers) = 1000;
  assert_int_equal(numbers.len, 1001);
  for (int i = 0; i <= 1000; i++) assert_int_equal(numbers.at[i], i);
  arena_free(&arena);
}

/* Beyond a quarter of a megabyte a block has pages of its own. */
static void large_blocks_grow_and_shrink(void **state)
{
  (void)state;
  struct arena arena = {0};
  VEC_OF(uint32_t) a = {0}, b = {0};
  for (uint32_t i = 0; i < 1000000; i++) {
    vec_push(&arena, &a, i);
    vec_push(&arena, &b, ~i);
  }
  assert_in_range(arena.total, 8000000, 20000000); /* no halves are left behind */
  vec_fit(&arena, &a);
  vec_fit(&arena, &b);
  assert_in_range(arena.total, 8000000, 8000000 + 1200000);
  for (uint32_t i = 0; i < 1000000; i++) {
    assert_true(a.at[i] == i);
    assert_true(b.at[i] == ~i);
  }
  arena_free(&arena);
  assert_null(arena.large);
  assert_int_equal(arena.total, 0);
}

static void what_is_given_back_is_zero_again(void **state)
{
  (void)state;
  static const size_t sizes[] = {100, 1000000, 40000000};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    struct arena arena = {0};
    size_t size = sizes[i], less = size / 2 + 10;
    unsigned char *block = arena_alloc(&arena, size);
    memset(block, 0xaa, size);
    block = arena_shrink(&arena, block, size, less);
    block = arena_grow(&arena, block, less, size * 3);
    for (size_t k = 0; k < less; k++) assert_true(block[k] == 0xaa);
    for (size_t k = (less + 15) / 16 * 16; k < size * 3; k++) assert_true(block[k] == 0);
    unsigned char *other = arena_alloc(&arena, size);
    for (size_t k = 0; k < size; k++) assert_true(other[k] == 0);
    arena_free(&arena);
  }
}

static void large_blocks_go_singly(void **state)
{
  (void)state;
  struct arena arena = {0};
  unsigned char *blocks[5];
  for (int i = 0; i < 5; i++) {
    blocks[i] = arena_alloc(&arena, 1000000);
    memset(blocks[i], i, 1000000);
  }
  size_t total = arena.total;
  arena_release(&arena, blocks[4], 1000000);
  arena_release(&arena, blocks[2], 1000000);
  arena_release(&arena, blocks[0], 1000000);
  assert_true(arena.total <= total - 3000000);
  assert_int_equal(blocks[1][999999], 1);
  assert_int_equal(blocks[3][999999], 3);
  arena_free(&arena);
  assert_int_equal(arena.total, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_are_zeroed_and_aligned),
      cmocka_unit_test(growing_keeps_what_is_there),
      cmocka_unit_test(texts_are_copied_with_a_nul),
      cmocka_unit_test(resetting_reuses_the_newest_chunk),
      cmocka_unit_test(vectors_grow),
      cmocka_unit_test(large_blocks_grow_and_shrink),
      cmocka_unit_test(what_is_given_back_is_zero_again),
      cmocka_unit_test(large_blocks_go_singly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
