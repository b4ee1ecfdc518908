/* Things that nothing ties stand in rows and columns, in the order of declaration. */
#include "draw/guide.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { CARDS = 12, FRAMES = 4 };

static void lay_out(struct layout_problem *problem, struct arena *arena, bool is_down,
                    struct layout_result *result)
{
  struct layout_way way = {is_down, false, false};
  layout_guide(arena, problem);
  problem->ways = &way;
  problem->way_count = 1;
  assert_int_equal(layout_solve(arena, problem, result).code, STATUS_OK);
}

/* How many different places there are along an axis, nearer than half a card being one. */
static size_t count_lines(const struct box *boxes, size_t count, bool is_rows)
{
  size_t lines = 0;
  for (size_t i = 0; i < count; i++) {
    bool is_new = true;
    for (size_t k = 0; k < i; k++)
      is_new &= is_rows ? fabs(boxes[i].y - boxes[k].y) > boxes[i].h / 2
                        : fabs(boxes[i].x - boxes[k].x) > boxes[i].w / 2;
    lines += is_new;
  }
  return lines;
}

static void sets_a_block(void **state)
{
  (void)state;
  struct layout_node nodes[CARDS];
  for (int i = 0; i < CARDS; i++) nodes[i] = (struct layout_node){120, 48, LAYOUT_NONE};
  for (int is_down = 0; is_down < 2; is_down++) {
    struct arena arena = {0};
    struct layout_problem problem = {.nodes = nodes, .node_count = CARDS};
    struct layout_result result;
    lay_out(&problem, &arena, is_down, &result);
    /* sqrt(12 * 1.5 * 74 / 146) = 3 columns */
    assert_int_equal(count_lines(result.nodes, CARDS, true), 4);
    assert_int_equal(count_lines(result.nodes, CARDS, false), 3);
    arena_free(&arena);
  }
}

/* Boundaries that no line leaves are neighbours like cards, whatever lines they hold. */
static void sets_boundaries_side_by_side(void **state)
{
  (void)state;
  struct layout_node nodes[2 * FRAMES];
  struct layout_frame frames[FRAMES];
  struct layout_edge edges[FRAMES];
  for (uint32_t i = 0; i < FRAMES; i++) {
    frames[i] = (struct layout_frame){100, 14, LAYOUT_NONE};
    nodes[2 * i] = nodes[2 * i + 1] = (struct layout_node){120, 48, i};
    edges[i] = (struct layout_edge){.from = 2 * i, .to = 2 * i + 1};
  }
  struct arena arena = {0};
  struct layout_problem problem = {.nodes = nodes,
                                   .node_count = 2 * FRAMES,
                                   .frames = frames,
                                   .frame_count = FRAMES,
                                   .edges = edges,
                                   .edge_count = FRAMES};
  struct layout_result result;
  lay_out(&problem, &arena, false, &result);
  assert_int_equal(count_lines(result.frames, FRAMES, false), 2);
  assert_true(result.frames[1].x >= result.frames[0].x + result.frames[0].w);
  arena_free(&arena);
}

/* Two things, or things that lines tie, are the engine's alone. */
static void leaves_the_rest_alone(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct layout_node nodes[CARDS];
  struct layout_edge edges[CARDS];
  for (uint32_t i = 0; i < CARDS; i++) {
    nodes[i] = (struct layout_node){120, 48, LAYOUT_NONE};
    edges[i] = (struct layout_edge){.from = i, .to = (i + 1) % CARDS};
  }
  struct layout_problem tied = {
      .nodes = nodes, .node_count = CARDS, .edges = edges, .edge_count = CARDS};
  layout_guide(&arena, &tied);
  assert_int_equal(tied.guide_count, 0);
  struct layout_problem pair = {.nodes = nodes, .node_count = 2};
  layout_guide(&arena, &pair);
  assert_int_equal(pair.guide_count, 0);
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sets_a_block),
      cmocka_unit_test(sets_boundaries_side_by_side),
      cmocka_unit_test(leaves_the_rest_alone),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
