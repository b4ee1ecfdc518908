/* Pictograms: every built-in one reads; paths of all commands; what is wrong is said. */
#include "draw/pictogram.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct status read_one(struct arena *arena, const char *body, struct pictogram *out)
{
  const char *svg = arena_format(arena, "<svg viewBox=\"0 0 20 20\">%s</svg>", body);
  return pictogram_read(arena, "x", (struct str){svg, strlen(svg)}, out);
}

static void reads_the_built_in_ones(void **state)
{
  (void)state;
  struct arena arena = {0};
  assert_in_range(pictogram_file_count, 36, 200);
  for (size_t i = 0; i < pictogram_file_count; i++) {
    struct pictogram p;
    struct status status =
        pictogram_read(&arena, pictogram_files[i].name, pictogram_files[i].svg, &p);
    assert_int_equal(status.code, STATUS_OK);
    size_t points = 0;
    for (const char *op = p.ops; *op; op++) points += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
    for (size_t k = 0; k < points; k++) {
      assert_in_range((long)(p.points[k].x + 1), 0, 22);
      assert_in_range((long)(p.points[k].y + 1), 0, 22);
    }
  }
  arena_free(&arena);
}

static void expect(const char *body, const char *ops, double x, double y)
{
  struct arena arena = {0};
  struct pictogram p;
  assert_int_equal(read_one(&arena, body, &p).code, STATUS_OK);
  assert_string_equal(p.ops, ops);
  size_t points = 0;
  for (const char *op = p.ops; *op; op++) points += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
  assert_true(fabs(p.points[points - 1].x - x) < 0.01);
  assert_true(fabs(p.points[points - 1].y - y) < 0.01);
  arena_free(&arena);
}

static void reads_paths(void **state)
{
  (void)state;
  expect("<path d='M1 2 3 4l1,1'/>", "MLL", 4, 5);
  expect("<path d='m1 2 3 4h2v-1H1V9'/>", "MLLLLL", 1, 9);
  expect("<path d='M0 0C1 1 2 1 3 0s2-1 3 0'/>", "MCC", 6, 0);
  expect("<path d='M0 0Q1 2 2 0t2 0z'/>", "MCCZ", 4, 0);
  expect("<path d='M10 4a6 6 0 016 6'/>", "MC", 16, 10);
  expect("<path d='M4 10A6 6 0 1 0 10 4'/>", "MCCC", 10, 4);
  expect("<path d='M1 1z l2 3'/>", "MZL", 3, 4);
  expect("<path d='M1 1L2.5.5-1e1-2'/>", "MLL", -10, -2);
}

static void reads_shapes(void **state)
{
  (void)state;
  expect("<g><line x1='1' y1='2' x2='3' y2='4'/></g>", "ML", 3, 4);
  expect("<polygon points='1 2, 3 4 5,6'/>", "MLLZ", 5, 6);
  expect("<circle cx='10' cy='10' r='5'/>", "MCCCCZ", 15, 10);
  expect("<rect x='1' y='1' width='4' height='2'/>", "MLCLCLCLCZ", 1, 1);
}

static void fails(const char *svg, const char *word)
{
  struct arena arena = {0};
  struct pictogram p;
  struct status status = pictogram_read(&arena, "x", (struct str){svg, strlen(svg)}, &p);
  assert_int_equal(status.code, STATUS_CANNOT_READ);
  if (!strstr(status.reason, word)) fail_msg("%s: %s", word, status.reason);
  arena_free(&arena);
}

static void says_what_is_wrong(void **state)
{
  (void)state;
  fails("", "no XML");
  fails("<html/>", "no SVG");
  fails("<svg><path d='M0 0'/></svg>", "viewBox");
  fails("<svg viewBox='0 0 24 12'><path d='M0 0'/></svg>", "viewBox");
  fails("<svg viewBox='0 0 9 9'/>", "nothing");
  fails("<svg viewBox='0 0 9 9'><path d='L0 0'/></svg>", "no path");
  fails("<svg viewBox='0 0 9 9'><path d='M0 0 C1 1'/></svg>", "no path");
  fails("<svg viewBox='0 0 9 9'><path d='M0 0 L nan 1'/></svg>", "no path");
  fails("<svg viewBox='0 0 9 9'><g transform='scale(2)'><path d='M0 0'/></g></svg>", "transform");
  fails("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 9 9'><path d='M0 0'/></svg>", "type");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_the_built_in_ones),
      cmocka_unit_test(reads_paths),
      cmocka_unit_test(reads_shapes),
      cmocka_unit_test(says_what_is_wrong),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
