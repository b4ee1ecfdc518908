/* The engine's child: every edge comes back, a crash is a status, the grid takes its place. */
#include "draw/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <cmocka.h>

enum { NODES = 24, FRAMES = 4, EDGES = 40 };

struct problem {
  struct layout_node nodes[NODES];
  struct layout_frame frames[FRAMES];
  struct layout_edge edges[EDGES];
  struct layout_way ways[2];
  struct layout_problem all;
};

static void make(struct problem *problem)
{
  for (uint32_t i = 0; i < NODES; i++)
    problem->nodes[i] = (struct layout_node){120, 48, i < 6 ? LAYOUT_NONE : i % FRAMES};
  for (uint32_t i = 0; i < FRAMES; i++)
    problem->frames[i] = (struct layout_frame){300, 14, i == 0 || i == 2 ? LAYOUT_NONE : i - 1};
  for (uint32_t i = 0; i < EDGES; i++)
    problem->edges[i] = (struct layout_edge){
        .from = i * 7 % NODES, .to = (i * 7 + 1 + i % 5) % NODES, .is_heavy = i % 6 == 0};
  problem->ways[0] = (struct layout_way){false, false, false};
  problem->ways[1] = (struct layout_way){true, true, true};
  problem->all = (struct layout_problem){.nodes = problem->nodes,
                                         .node_count = NODES,
                                         .frames = problem->frames,
                                         .frame_count = FRAMES,
                                         .edges = problem->edges,
                                         .edge_count = EDGES,
                                         .ways = problem->ways,
                                         .way_count = 2};
}

static void expect_no_overlap(const struct layout_result *result)
{
  for (size_t i = 0; i < NODES; i++)
    for (size_t k = 0; k < i; k++) assert_false(box_meets(result->nodes[i], result->nodes[k]));
}

static bool is_inside(struct box in, struct box out)
{
  return in.x >= out.x && in.y >= out.y && in.x + in.w <= out.x + out.w &&
         in.y + in.h <= out.y + out.h;
}

static void expect_frames_hold(const struct problem *problem, const struct layout_result *result)
{
  for (size_t i = 0; i < NODES; i++)
    if (problem->nodes[i].frame != LAYOUT_NONE)
      assert_true(is_inside(result->nodes[i], result->frames[problem->nodes[i].frame]));
  for (size_t i = 0; i < FRAMES; i++) {
    assert_true(result->frames[i].w >= problem->frames[i].tab_w);
    if (problem->frames[i].parent != LAYOUT_NONE)
      assert_true(is_inside(result->frames[i], result->frames[problem->frames[i].parent]));
  }
}

/* Every plate lies free of all nodes, frames' titles aside, and its edge goes through it. */
static void keeps_room_for_plates(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct problem problem;
  struct layout_result results[2];
  make(&problem);
  problem.all.edge_count = 12;
  for (size_t i = 0; i < 12; i++) {
    problem.edges[i].plate_w = 90 + 10.0 * (double)i, problem.edges[i].plate_h = 32;
    problem.edges[i].is_back = i % 5 == 4;
  }
  assert_int_equal(layout_solve(&arena, &problem.all, results).code, STATUS_OK);
  for (int way = 0; way < 2; way++)
    for (size_t i = 0; i < 12; i++) {
      const struct layout_curve *edge = &results[way].edges[i];
      assert_true(edge->count >= 7 && edge->count % 3 == 1);
      const struct polyline line = polyline_of(&arena, edge->at, edge->count);
      assert_true(polyline_meets(&line, edge->plate));
      struct box from = results[way].nodes[problem.edges[i].from];
      assert_true(box_holds(box_grown(from, 2), edge->at[0]));
      assert_true(box_holds(box_grown(results[way].nodes[problem.edges[i].to], 2), edge->tip));
      for (size_t k = 0; k < NODES; k++)
        assert_false(box_meets(edge->plate, results[way].nodes[k]));
      for (size_t k = 0; k < i; k++)
        assert_false(box_meets(edge->plate, results[way].edges[k].plate));
    }
  arena_free(&arena);
}

static void lays_out(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct problem problem;
  struct layout_result results[2];
  make(&problem);
  assert_int_equal(layout_solve(&arena, &problem.all, results).code, STATUS_OK);
  for (int way = 0; way < 2; way++) {
    expect_no_overlap(&results[way]);
    expect_frames_hold(&problem, &results[way]);
    for (size_t i = 0; i < EDGES; i++) {
      assert_true(results[way].edges[i].count >= 4);
      assert_int_equal(results[way].edges[i].count % 3, 1);
    }
  }
  arena_free(&arena);
}

/* An end that does not exist: the child falls over it, the parent does not. */
static void survives_a_crash(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct problem problem;
  struct layout_result results[2];
  make(&problem);
  problem.edges[3].to = 0x7fffffff;
  struct status status = layout_solve(&arena, &problem.all, results);
  assert_int_equal(status.code, STATUS_BROKEN);
  assert_non_null(strstr(status.reason, "layout engine"));
  arena_free(&arena);
}

/* One process serves them all, also after a crash, and the answers are the same to the bit. */
static void lays_out_again(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct problem problem;
  struct layout_result first[2], results[2];
  make(&problem);
  layout_open();
  assert_int_equal(layout_solve(&arena, &problem.all, first).code, STATUS_OK);
  for (int round = 0; round < 10; round++) {
    if (round % 3 == 0) survives_a_crash(state);
    assert_int_equal(layout_solve(&arena, &problem.all, results).code, STATUS_OK);
    for (int way = 0; way < 2; way++)
      assert_memory_equal(results[way].nodes, first[way].nodes, NODES * sizeof *first[way].nodes);
  }
  arena_free(&arena);
}

#ifdef __linux__

/* A fork of the program has a process of its own for this, and takes it along when it ends: whoever
 * is left behind would become our child. */
static void leaves_nobody(void **state)
{
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  layout_open();
  fflush(NULL);
  pid_t program = fork();
  if (program == 0) {
    lays_out(state);
    exit(0);
  }
  siginfo_t left;
  int end = 0;
  assert_int_equal(waitpid(program, &end, 0), program);
  assert_int_equal(end, 0);
  left.si_pid = 0; /* our own process for this lives, and nobody ended */
  assert_int_equal(waitid(P_ALL, 0, &left, WEXITED | WNOHANG | WNOWAIT), 0);
  assert_int_equal(left.si_pid, 0);
  lays_out(state);
}

#endif

static void sets_a_grid(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct problem problem;
  make(&problem);
  struct layout_result result = layout_grid(&arena, &problem.all);
  expect_no_overlap(&result);
  expect_frames_hold(&problem, &result);
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(lays_out),         cmocka_unit_test(keeps_room_for_plates),
      cmocka_unit_test(survives_a_crash), cmocka_unit_test(lays_out_again),
#ifdef __linux__
      cmocka_unit_test(leaves_nobody),
#endif
      cmocka_unit_test(sets_a_grid),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
