/* Text under construction, and files that are replaced whole. */
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

static void text_grows(void **state)
{
  (void)state;
  struct writer writer = {0};
  writer_text(&writer, "a");
  writer_str(&writer, (struct str){"bcd", 2});
  writer_char(&writer, '-');
  writer_repeat(&writer, '=', 3);
  writer_repeat(&writer, '=', 0);
  writer_format(&writer, "%s%d", "x", 42);
  writer_bytes(&writer, NULL, 0);
  assert_string_equal(writer.at, "abc-===x42");
  writer_repeat(&writer, 'z', 100000);
  assert_int_equal(writer.len, 100010);
  assert_int_equal(writer.at[writer.len], 0);
  writer_free(&writer);
  assert_null(writer.at);
}

static void decimals_have_no_trailing_zeros(void **state)
{
  static const struct {
    double value;
    const char *text;
  } decimals[] = {
      {0, "0"},     {1, "1"},         {1.5, "1.5"}, {1.25, "1.25"}, {-0.5, "-0.5"},
      {2.999, "3"}, {10.05, "10.05"}, {-3, "-3"},   {0.004, "0"},   {1234567.1, "1234567.1"}};
  (void)state;
  for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
    struct writer writer = {0};
    writer_decimal(&writer, decimals[i].value);
    assert_string_equal(writer.at, decimals[i].text);
    writer_free(&writer);
  }
}

static void assert_file(const char *path, const char *expected)
{
  char text[64] = "";
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  size_t size = fread(text, 1, sizeof text - 1, file);
  fclose(file);
  text[size] = '\0';
  assert_string_equal(text, expected);
}

static void files_are_replaced_whole(void **state)
{
  (void)state;
  char folder[] = "/tmp/ctm-writer-XXXXXX", path[256];
  assert_non_null(mkdtemp(folder));
  snprintf(path, sizeof path, "%s/a/b/c", folder);
  assert_int_equal(directory_make(path).code, STATUS_OK);
  assert_int_equal(directory_make(path).code, STATUS_OK); /* it is there already */
  snprintf(path, sizeof path, "%s/a/file", folder);
  assert_int_equal(file_replace(path, "old", 3).code, STATUS_OK);
  assert_int_equal(file_replace(path, "newer", 5).code, STATUS_OK);
  assert_file(path, "newer");
  struct stat info;
  assert_int_equal(stat(path, &info), 0);
  assert_true(info.st_mode & S_IRUSR);

  char below[300];
  snprintf(below, sizeof below, "%s/below", path);
  assert_int_equal(directory_make(below).code, STATUS_CANNOT_MAKE);
  assert_int_equal(file_replace(below, "x", 1).code, STATUS_CANNOT_MAKE);
  assert_true(strstr(file_replace(below, "x", 1).reason, "below") != NULL);
  snprintf(path, sizeof path, "%s/a/b", folder); /* a folder is not replaced by a file */
  assert_int_equal(file_replace(path, "x", 1).code, STATUS_CANNOT_MAKE);

  char command[300];
  snprintf(command, sizeof command, "rm -r '%s'", folder);
  assert_int_equal(system(command), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(text_grows),
      cmocka_unit_test(decimals_have_no_trailing_zeros),
      cmocka_unit_test(files_are_replaced_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
