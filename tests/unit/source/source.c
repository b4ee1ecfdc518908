/* Reading files, and finding one's way in them. */
#include "source/source.h"
#include "base/writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
/* cmocka needs those before it */
#include <cmocka.h>

static char folder[] = "/tmp/ctm-source-XXXXXX";

static int make_folder(void **state)
{
  (void)state;
  return mkdtemp(folder) ? 0 : -1;
}

static int drop_folder(void **state)
{
  (void)state;
  char command[64];
  snprintf(command, sizeof command, "rm -r '%s'", folder);
  return system(command);
}

static void files_are_read_whole(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct str text;
  bool is_too_large;
  struct writer big = {0};
  writer_repeat(&big, 'x', 200000);
  const char *path = arena_format(&arena, "%s/big", folder);
  assert_int_equal(file_replace(path, big.at, big.len).code, STATUS_OK);
  assert_int_equal(source_read(&arena, path, 200000, &text, &is_too_large).code, STATUS_OK);
  assert_false(is_too_large);
  assert_int_equal(text.len, 200000);
  assert_memory_equal(text.at, big.at, 200001); /* the NUL behind it, too */
  assert_int_equal(source_read(&arena, path, 199999, &text, &is_too_large).code, STATUS_OK);
  assert_true(is_too_large);
  assert_int_equal(text.len, 0);
  writer_free(&big);
  arena_free(&arena);
}

static void what_is_no_file_is_a_status(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct str text;
  bool is_too_large;
  const char *missing = arena_format(&arena, "%s/missing", folder);
  struct status status = source_read(&arena, missing, 100, &text, &is_too_large);
  assert_int_equal(status.code, STATUS_CANNOT_READ);
  assert_non_null(strstr(status.reason, "missing"));
  status = source_read(&arena, folder, 100, &text, &is_too_large);
  assert_int_equal(status.code, STATUS_CANNOT_READ);
  assert_non_null(strstr(status.reason, "is a directory"));
  status = source_read(&arena, "/dev/null", 100, &text, &is_too_large);
  assert_int_equal(status.code, STATUS_CANNOT_READ);
  arena_free(&arena);
}

static void assert_position(struct arena *arena, struct source *source, uint32_t offset,
                            uint32_t line, uint32_t column)
{
  struct position position = source_position(arena, source, offset);
  assert_int_equal(position.line, line);
  assert_int_equal(position.column, column);
}

static void positions_count_characters(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct source source = {.text = STR("ab\né日x\r\n\nlast")};
  assert_position(&arena, &source, 0, 1, 1);
  assert_position(&arena, &source, 2, 1, 3);
  assert_position(&arena, &source, 3, 2, 1);
  assert_position(&arena, &source, 5, 2, 2);
  assert_position(&arena, &source, 8, 2, 3);
  assert_position(&arena, &source, 12, 4, 1);
  assert_position(&arena, &source, 16, 4, 5);
  assert_position(&arena, &source, 999, 4, 5); /* beyond the end is the end */
  assert_true(str_equal(source_line(&arena, &source, 2), STR("é日x")));
  assert_true(str_equal(source_line(&arena, &source, 3), STR("")));
  assert_true(str_equal(source_line(&arena, &source, 4), STR("last")));
  assert_int_equal(source_line(&arena, &source, 0).len, 0);
  assert_int_equal(source_line(&arena, &source, 5).len, 0);
  arena_free(&arena);
}

static void empty_sources_have_one_line(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct source source = {.text = STR("")};
  assert_position(&arena, &source, 0, 1, 1);
  assert_int_equal(source.line_count, 1);
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(files_are_read_whole),
      cmocka_unit_test(what_is_no_file_is_a_status),
      cmocka_unit_test(positions_count_characters),
      cmocka_unit_test(empty_sources_have_one_line),
  };
  return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
