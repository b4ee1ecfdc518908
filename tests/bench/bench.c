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

/* Clusters of ten namespaces, each of ten containers, with hosts, flows, secrets and controls. */
static void write_estate(struct writer *out, unsigned lines)
{
  writer_text(out, "ctm 1\nmodel estate \"Estate\" owner \"o\"\n"
                   "internet net trust none {\n  hacker eve\n  user joe\n}\n");
  unsigned count = 7;
  for (unsigned n = 0; count < lines; n++) {
    if (n % 10 == 0)
      writer_format(out, "%scluster k%u trust high with firewall {\n", n ? "}\n" : "", n / 10);
    writer_format(out, "  node n%u with host-firewall\n", n);
    writer_format(out, "  namespace ns%u \"ns/%u\" with network-policy {\n", n, n);
    writer_format(out, "    asset a%u \"Asset %u\" value high\n", n, n);
    writer_format(out, "    token t%u opens c0\n", n);
    for (unsigned c = 0; c < 10; c++)
      writer_format(out,
                    "    container c%u \"Container %u\" runs \"acme/app:%u\" on n%u holds t%u {\n"
                    "      with non-root, read-only\n    }\n",
                    c, c, c, n, n);
    for (unsigned c = 1; c < 10; c++)
      writer_format(out, "    c%u -> c%u \"calls\" over https/443 carries a%u with mtls\n", c - 1,
                    c, n);
    writer_text(out, "  }\n");
    count += 45;
  }
  writer_text(out, "}\n");
}

static int lines(unsigned wanted)
{
  struct writer text = {0};
  write_estate(&text, wanted);
  size_t count = 0;
  for (size_t i = 0; i < text.len; i++) count += text.at[i] == '\n';
  double best = 1e9;
  size_t entities = 0;
  for (int round = 0; round < 3; round++) {
    struct unit unit;
    struct model *model;
    double from = now();
    unit_init(&unit, (struct day){2026, 11, 25});
    (void)model_build_text(&unit, "estate.ctm", (struct str){text.at, text.len}, NULL, &model);
    double took = now() - from;
    if (unit.errors) return EXIT_FAILURE;
    entities = model->entities.len;
    if (took < best) best = took;
    unit_free(&unit);
  }
  printf("%zu %zu %zu %.6f\n", count, text.len, entities, best);
  writer_free(&text);
  return EXIT_SUCCESS;
}

static int engine(unsigned wanted)
{
  struct writer text = {0};
  write_estate(&text, wanted);
  struct unit unit;
  struct model *model;
  unit_init(&unit, (struct day){2026, 11, 25});
  (void)model_build_text(&unit, "estate.ctm", (struct str){text.at, text.len}, NULL, &model);
  if (unit.errors) return EXIT_FAILURE;
  size_t before = unit.arena.total;
  double from = now();
  struct ground *ground = ground_make(&unit, model, false);
  double grounded = now() - from;
  size_t ground_bytes = unit.arena.total - before;
  uint32_t eve = model_find(model, STR("net.eve"));
  struct world world = world_of(ground, eve, WORLD_RESIDUAL);
  from = now();
  struct reach *reach = reach_run(&unit.arena, ground, &world);
  double reached = now() - from;
  printf("%zu %u %.6f %.6f %zu %u\n", model->entities.len, ground->step_count, grounded, reached,
         ground_bytes, reach->order_count);
  unit_free(&unit);
  writer_free(&text);
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
  if (argc == 3 && strcmp(argv[1], "lines") == 0) return lines((unsigned)atoi(argv[2]));
  if (argc == 3 && strcmp(argv[1], "engine") == 0) return engine((unsigned)atoi(argv[2]));
  if (argc == 3 && strcmp(argv[1], "dot") == 0) return dot(argv[2]);
  fprintf(stderr, "usage: bench lines N | bench engine N | bench dot MODEL\n");
  return 64;
}
