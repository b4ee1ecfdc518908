/* What tests/bench/run.py measures inside one process.
 *
 *   bench lines N        lines a second of parse + resolve, over a generated model of about N lines
 *   bench engine N       the same model: things, ground steps, seconds of grounding and of one
 * world bench dot MODEL      the overview's cards, boundaries and flows as DOT, for Graphviz itself
 */
#include "analyse/answers.h"
#include "base/writer.h"
#include "draw/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static int engine(const char *path)
{
  struct unit unit;
  struct model *model;
  unit_init(&unit, (struct day){2026, 11, 25});
  double from = now();
  if (model_build(&unit, path, NULL, &model).code != STATUS_OK || unit.errors) return EXIT_FAILURE;
  double built = now() - from;
  size_t before = unit.arena.total;
  from = now();
  struct ground *ground = ground_make(&unit, model, false);
  double grounded = now() - from;
  size_t ground_bytes = unit.arena.total - before;
  uint32_t eve = model_find(model, STR("internet.eve"));
  struct world world = world_of(ground, eve, WORLD_RESIDUAL);
  from = now();
  struct reach *reach = reach_run(&unit.arena, ground, &world);
  double reached = now() - from;
  printf("%zu %u %.6f %.6f %.6f %zu %zu %u %u\n", model->entities.len, ground->step_count, built,
         grounded, reached, before, ground_bytes, reach->count, ground->state_count);
  unit_free(&unit);
  return EXIT_SUCCESS;
}

static void print_cards(const struct sheet *sheet, uint32_t boundary)
{
  for (size_t i = 0; i < sheet->card_count; i++)
    if (sheet->cards[i].parent == boundary)
      printf("n%zu [label=\"%s\\n%s\", shape=box];\n", i, sheet->cards[i].title,
             sheet->cards[i].kind);
  for (size_t i = 0; i < sheet->boundary_count; i++) {
    if (sheet->boundaries[i].parent != boundary) continue;
    printf("subgraph cluster%zu {\nlabel=\"%s\";\n", i, sheet->boundaries[i].title);
    print_cards(sheet, (uint32_t)i);
    printf("}\n");
  }
}

static int dot(const char *path)
{
  struct unit unit;
  struct model *model;
  unit_init(&unit, (struct day){2026, 11, 25});
  struct status status = model_build(&unit, path, NULL, &model);
  if (status.code != STATUS_OK || unit.errors) return EXIT_FAILURE;
  struct reg *reg = register_derive(&unit, answer_all(&unit, model, NULL));
  const struct sheet *const *sheets;
  if (!view_sheets(&unit, reg, &sheets)) return EXIT_FAILURE;
  printf("digraph g {\nrankdir=LR;\n");
  print_cards(sheets[0], SHEET_NONE);
  for (size_t i = 0; i < sheets[0]->flow_count; i++)
    printf("n%u -> n%u [label=\"%s\"];\n", sheets[0]->flows[i].from, sheets[0]->flows[i].to,
           sheets[0]->flows[i].what ? sheets[0]->flows[i].what : "");
  printf("}\n");
  unit_free(&unit);
  return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
  if (argc == 3 && strcmp(argv[1], "engine") == 0) return engine(argv[2]);
  if (argc == 3 && strcmp(argv[1], "dot") == 0) return dot(argv[2]);
  fprintf(stderr, "usage: bench engine MODEL | bench dot MODEL\n");
  return 64;
}
