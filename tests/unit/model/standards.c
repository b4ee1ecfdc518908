/* A user's own standards, whose tables lie beside the file, and claims of imported files. */
#include "unit/model/wrong.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/ctm-standards-XXXXXX";

static const char *path_of(const char *name)
{
  static char path[256];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void write_file(const char *name, const char *text)
{
  FILE *file = fopen(path_of(name), "w");
  assert_non_null(file);
  fputs(text, file);
  assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
  (void)state;
  if (!mkdtemp(folder)) return -1;
  if (mkdir(path_of("model"), 0700) != 0) return -1;
  write_file("outside.tsv", "id\ttitle\nX1\tFar\n");
  write_file("model/house.tsv",
             "# rules of the house\nid\ttitle\nHR-1\tNo root\nHR-2\tNo socket\n");
  write_file("model/empty.tsv", "code\ttitle\nHR-1\tNo root\n");
  write_file("model/broken.tsv", "id\ttitle\nHR-1\tNo r\xff"
                                 "ot\n");
  return 0;
}

static int remove_folder(void **state)
{
  (void)state;
  static const char *const names[] = {
      "outside.tsv", "model/house.tsv", "model/empty.tsv", "model/broken.tsv",
      "model/m.ctm", "model/part.ctm",  "model",           ""};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) remove(path_of(names[i]));
  return 0;
}

static struct model *build_file(struct unit *unit, const char *text)
{
  struct model *model = NULL;
  write_file("model/m.ctm", text);
  unit_init(unit, (struct day){2026, 11, 25});
  struct status status = model_build(unit, path_of("model/m.ctm"), NULL, &model);
  assert_int_equal(status.code, STATUS_OK);
  message_sort(unit);
  return model;
}

static void expect_file(const char *text, const char *code, unsigned column)
{
  struct unit unit;
  build_file(&unit, text);
  if (unit.messages.len != 1) show(&unit, text);
  assert_int_equal(unit.messages.len, 1);
  assert_string_equal(code_id(unit.messages.at[0]->code), code);
  assert_int_equal(unit_position(&unit, unit.messages.at[0]->span).column, column);
  unit_free(&unit);
}

static void tables_beside_the_file(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build_file(&unit, "ctm 1\nstandard house titles \"house.tsv\"\n"
                                          "weakness w maps house/HR-1, house/2\n");
  assert_int_equal(unit.messages.len, 0);
  const struct vocabulary *v = &model->vocabulary;
  const struct standard *house = &v->standards.at[v->standards.len - 1];
  assert_int_equal(house->catalogue->count, 2);
  assert_int_equal(v->weaknesses.at[v->weaknesses.len - 1].maps.count, 2);
  assert_string_equal(unit_source(&unit, (uint32_t)unit.sources.len - 1)->name, "house.tsv");
  unit_free(&unit);
  expect_file("ctm 1\nstandard house titles \"house.tsv\"\nweakness w maps house/HR-3\n", "E0415",
              17);
  expect_file("ctm 1\nstandard house titles \"empty.tsv\"\nweakness w maps house/9\n", "E0418", 23);
  expect_file("ctm 1\nstandard house titles \"broken.tsv\"\nweakness w maps house/9\n", "E0002",
              10);
  expect_file("ctm 1\nstandard house titles \"none.tsv\"\n", "E0416", 23);
  expect_file("ctm 1\nstandard house titles \".\"\n", "E0416", 23);
}

static void tables_stay_in_the_project(void **state)
{
  (void)state;
  static const char text[] =
      "ctm 1\nstandard far titles \"../outside.tsv\"\nweakness w maps far/1\n";
  expect_file(text, "E0417", 21);
  struct unit unit;
  struct model *model = NULL;
  unit_init(&unit, (struct day){2026, 11, 25});
  unit.allow_outside = true;
  assert_int_equal(model_build(&unit, path_of("model/m.ctm"), NULL, &model).code, STATUS_OK);
  assert_int_equal(unit.messages.len, 0);
  unit_free(&unit);
}

static void claims_of_imports_count_but_views(void **state)
{
  (void)state;
  write_file("model/part.ctm", "ctm 1\nasset jewel\nhacker z\nassert safe never z touches jewel\n"
                               "view v show nothing\n"
                               "accept safe owner \"o\" until 2027-01-01 because \"b\"\n");
  struct unit unit;
  struct model *model = build_file(
      &unit, "ctm 1\nimport \"part.ctm\" as p\nassert safe never p.z harms p.jewel\n"
             "accept p.safe owner \"o\" until 2027-01-01 because \"b\"\nview v show p.z\n");
  if (unit.messages.len) show(&unit, "imports");
  assert_int_equal(unit.messages.len, 0);
  assert_int_equal(model->assertions.len, 2);
  assert_int_equal(model->acceptances.len, 2);
  for (size_t i = 0; i < 2; i++) {
    uint32_t accepted = model->acceptances.at[i].assertion;
    assert_string_equal(model->assertions.at[accepted].id.at, "p.safe");
    assert_string_equal(model->assertions.at[1 - accepted].id.at, "safe");
  }
  assert_int_equal(model->views.len, 1);
  unit_free(&unit);
  expect_file("ctm 1\nimport \"part.ctm\"\n"
              "accept part.saf owner \"o\" until 2027-01-01 because \"b\"\n",
              "E0514", 8);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables_beside_the_file),
      cmocka_unit_test(tables_stay_in_the_project),
      cmocka_unit_test(claims_of_imports_count_but_views),
  };
  return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
