/* Reading tables of requirements, and finding ids in their spellings. */
#include "library/catalogue.h"

#include "library/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static struct catalogue *read_one(struct arena *arena, const char *text)
{
  struct str texts[] = {str_from(text)};
  return catalogue_read(arena, texts, 1);
}

static void check(const struct catalogue *catalogue, const char *id, const char *title)
{
  const struct catalogue_row *row = catalogue_find(catalogue, str_from(id));
  if (!title) {
    assert_null(row);
    return;
  }
  assert_non_null(row);
  assert_true(str_equal(row->title, str_from(title)));
}

static void columns_by_their_names(void **state)
{
  (void)state;
  struct arena arena = {0};
  const struct catalogue *a =
      read_one(&arena, "# c\n\nkind\ttitle\tid\nx\tOne\t1.1\n#2\n\tTwo\t1.2\n");
  assert_int_equal(a->count, 2);
  check(a, "1.1", "One");
  check(a, "1.2", "Two");
  check(a, "1", NULL);
  check(a, "", NULL);
  const struct catalogue *b = read_one(&arena, "id\tname\r\nA\tAn A\r\nB\tA B\r\n");
  check(b, "A", "An A");
  check(b, "B", "A B");
  check(b, "b", NULL);
  arena_free(&arena);
}

static void letters_that_all_ids_share(void **state)
{
  (void)state;
  struct arena arena = {0};
  const struct catalogue *a = read_one(&arena, "id\ttitle\nCWE-250\tP\nCWE-25\tQ\n");
  check(a, "CWE-250", "P");
  check(a, "250", "P");
  check(a, "25", "Q");
  check(a, "0", NULL);
  check(a, "-250", NULL);
  const struct catalogue *b = read_one(&arena, "id\ttitle\nAB1\tP\nAC1\tQ\n");
  check(b, "B1", "P");
  check(b, "1", NULL);
  arena_free(&arena);
}

static void an_edition_stands_before_the_id(void **state)
{
  (void)state;
  struct arena arena = {0};
  const struct catalogue *a =
      read_one(&arena, "edition\tid\ttitle\n2022\tK04\tOld\n2025\tK04\tNew\n\tK05\tNone\n");
  check(a, "2022-K04", "Old");
  check(a, "2025-K04", "New");
  check(a, "2025-04", "New");
  check(a, "K04", NULL);
  check(a, "K05", "None");
  assert_true(str_equal(a->rows[1].id, STR("2025-K04")));
  arena_free(&arena);
}

static void several_tables_are_one_catalogue(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct str texts[] = {STR("id\ttitle\nM1\tOne\nM2\tTwo\n"),
                        STR("id\tname\nT1\tThree\nM1\tTwice")};
  const struct catalogue *a = catalogue_read(&arena, texts, 2);
  assert_int_equal(a->count, 4);
  check(a, "M1", "One");
  check(a, "T1", "Three");
  arena_free(&arena);
}

static void what_is_no_table(void **state)
{
  (void)state;
  struct arena arena = {0};
  assert_int_equal(catalogue_read(&arena, NULL, 0)->count, 0);
  assert_null(catalogue_find(catalogue_read(&arena, NULL, 0), STR("1")));
  assert_int_equal(read_one(&arena, "")->count, 0);
  assert_int_equal(read_one(&arena, "# only\n#comments")->count, 0);
  assert_int_equal(read_one(&arena, "name\ttitle\na\tb\n")->count, 0);
  const struct catalogue *a = read_one(&arena, "title\tid\nonly a title\n\t\nx\t7\textra\n");
  assert_int_equal(a->count, 1);
  check(a, "7", "x");
  const struct catalogue *b = read_one(&arena, "id\n8\n");
  check(b, "8", "");
  arena_free(&arena);
}

/* Each table in the binary has rows, and every row of it is found by its own id. */
static void embedded_tables(void **state)
{
  (void)state;
  struct arena arena = {0};
  const struct library_file *tables;
  size_t count = library_tables(&tables);
  for (size_t i = 0; i < count; i++) {
    const struct catalogue *a = catalogue_read(&arena, &tables[i].text, 1);
    assert_true(a->count > 5);
    for (size_t j = 0; j < a->count; j++) {
      assert_true(a->rows[j].title.len > 0);
      assert_ptr_equal(catalogue_find(a, a->rows[j].id), &a->rows[j]);
    }
  }
  struct str cwe;
  assert_true(library_table(STR("cwe_containers.tsv"), &cwe));
  check(catalogue_read(&arena, &cwe, 1), "250", "Execution with Unnecessary Privileges");
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(columns_by_their_names),
      cmocka_unit_test(letters_that_all_ids_share),
      cmocka_unit_test(an_edition_stands_before_the_id),
      cmocka_unit_test(several_tables_are_one_catalogue),
      cmocka_unit_test(what_is_no_table),
      cmocka_unit_test(embedded_tables),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
