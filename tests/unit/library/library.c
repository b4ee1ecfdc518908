/* The embedded files are those of dsl/, byte for byte and in order. */
#include "library/library.h"

#include "base/arena.h"
#include "source/source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static void check_file(const struct library_file *file, const char *folder)
{
  struct arena arena = {0};
  struct str text = {0};
  bool is_too_large = false;
  const char *path = arena_format(&arena, "%s/dsl/%s%s", CTM_ROOT, folder, file->name);
  struct status status = source_read(&arena, path, 1 << 24, &text, &is_too_large);
  assert_int_equal(status.code, STATUS_OK);
  assert_false(is_too_large);
  assert_true(str_equal(text, file->text));
  assert_int_equal(file->text.at[file->text.len], '\0');
  arena_free(&arena);
}

static void embedded_is_what_dsl_holds(void **state)
{
  (void)state;
  const struct library_file *files, *tables;
  size_t file_count = library_files(&files), table_count = library_tables(&tables);
  assert_true(file_count >= 15);
  assert_true(table_count >= 16);
  for (size_t i = 0; i < file_count; i++) check_file(&files[i], "");
  for (size_t i = 0; i < table_count; i++) check_file(&tables[i], "catalog/");
}

static void core_comes_first_and_the_rest_by_name(void **state)
{
  (void)state;
  const struct library_file *files;
  size_t count = library_files(&files);
  assert_string_equal(files[0].name, "std/core.ctm");
  for (size_t i = 2; i < count; i++) assert_true(strcmp(files[i - 1].name, files[i].name) < 0);
}

static void tables_by_file_name(void **state)
{
  (void)state;
  struct str text = STR("untouched");
  assert_false(library_table(STR("nist_800_190"), &text));
  assert_false(library_table(STR(""), &text));
  assert_true(str_equal(text, STR("untouched")));
  assert_true(library_table(STR("nist_800_190.tsv"), &text));
  assert_memory_equal(text.at, "# source: NIST", 14);
}

/* The digest by the other road: sha256sum over the folder. */
static void digest_is_that_of_sha256sum(void **state)
{
  (void)state;
  char hex[SHA256_HEX], expected[SHA256_HEX] = "";
  library_digest(hex);
  FILE *pipe = popen("cd '" CTM_ROOT "/dsl' && export LC_ALL=C && sha256sum std/core.ctm "
                     "$(ls std/*.ctm | grep -v core.ctm) catalog/*.tsv | sha256sum",
                     "r");
  assert_non_null(pipe);
  assert_non_null(fgets(expected, sizeof expected, pipe));
  char rest[64];
  while (fgets(rest, sizeof rest, pipe)) continue;
  assert_int_equal(pclose(pipe), 0);
  assert_string_equal(hex, expected);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(embedded_is_what_dsl_holds),
      cmocka_unit_test(core_comes_first_and_the_rest_by_name),
      cmocka_unit_test(tables_by_file_name),
      cmocka_unit_test(digest_is_that_of_sha256sum),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
