/* What tests/bench/run.py measures inside one process; one process is one sample.
 *
 *   bench phases MODEL ATTACKER   the way from text to the states of one attacker, phase by phase
 *   bench parse MODEL             lexing and parsing alone, of all its files
 *   bench cut MODEL PAIRS         the smallest cut of so many (attacker, thing of worth)
 *   bench ways MODEL PAIRS        ten ways of each of so many
 *   bench choke MODEL             what every way of each attacker passes; and all of `ctm choke`
 *   bench dot MODEL               the overview's cards, boundaries and flows as DOT, for Graphviz
 *
 * Prints `name value` lines; times are CPU seconds (whatever else runs here), sizes bytes. */
#include "analyse/choke.h"
#include "analyse/closure.h"
#include "analyse/cut.h"
#include "analyse/judge.h"
#include "analyse/landmarks.h"
#include "analyse/ways.h"
#include "base/writer.h"
#include "draw/view.h"
#include "syntax/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void)
{
  struct timespec at;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static void print(const char *name, double value)
{
  printf("%s %.9g\n", name, value);
}

static size_t used(const struct arena *arena)
{
  return arena->total - (size_t)(arena->end - arena->at);
}

/* Of this program alone: what getrusage says counts the one that started it, too. */
static size_t peak_memory(void)
{
  char line[256];
  size_t kilobytes = 0;
  FILE *file = fopen("/proc/self/status", "r");
  while (file && fgets(line, sizeof line, file))
    if (strncmp(line, "VmHWM:", 6) == 0) kilobytes = strtoul(line + 6, NULL, 10);
  if (file) fclose(file);
  return kilobytes * 1024;
}

static struct model *load(struct unit *unit, const char *path)
{
  struct model *model;
  unit_init(unit, (struct day){2026, 11, 25});
  struct status status = model_build(unit, path, NULL, &model);
  if (status.code == STATUS_OK && !unit->errors) return model;
  fprintf(stderr, "bench: %s is no model that can be analysed\n", path);
  exit(EXIT_FAILURE);
}

static uint32_t find(const struct model *model, const char *id)
{
  uint32_t entity = model_find(model, str_from(id));
  if (entity != NONE) return entity;
  fprintf(stderr, "bench: nothing is called %s\n", id);
  exit(EXIT_FAILURE);
}

/* --- phases -------------------------------------------------------------------------------------
 */

static int phases(const char *path, const char *attacker)
{
  struct unit unit;
  double start = now();
  struct model *model = load(&unit, path);
  double built = now();
  size_t before = used(&unit.arena);
  struct ground *ground = ground_make(&unit, model, false);
  if (!ground) return EXIT_FAILURE;
  double grounded = now();
  struct world world = world_of(ground, find(model, attacker), WORLD_RESIDUAL);
  struct reach *reach = reach_run(&unit.arena, ground, &world);
  double reached = now();
  size_t peak = peak_memory();
  struct arena scratch = {0};
  double closing = now();
  const struct closure *closure = closure_run(&scratch, ground, &world);
  double closed = now();
  if (closure->reached != reach->count) fprintf(stderr, "bench: two engines, two answers\n");
  arena_free(&scratch);
  print("things", (double)model->entities.len);
  print("steps", ground->step_count);
  print("states", ground->state_count);
  print("reached", reach->count);
  print("build", built - start);
  print("ground", grounded - built);
  print("reach", reached - grounded);
  print("closure", closed - closing);
  print("whole", reached - start);
  print("model-bytes", (double)before);
  print("step-bytes", (double)(used(&unit.arena) - before));
  print("peak", (double)peak);
  unit_free(&unit);
  return EXIT_SUCCESS;
}

/* --- lexing and parsing -------------------------------------------------------------------------
 */

static int parse(const char *path)
{
  struct unit unit, again;
  (void)load(&unit, path);
  unit_init(&again, (struct day){2026, 11, 25});
  size_t bytes = 0;
  for (size_t i = 0; i < unit.sources.len; i++) {
    const struct source *source = unit.sources.at[i];
    if (source->is_library) continue;
    bytes += source->text.len;
    (void)unit_add_source(&again, source->name, NULL, source->text, false);
  }
  size_t before = used(&again.arena);
  double start = now();
  for (uint32_t i = 0; i < again.sources.len; i++) (void)syntax_parse(&again, i);
  print("parse", now() - start);
  print("bytes", (double)bytes);
  print("tree-bytes", (double)(used(&again.arena) - before));
  unit_free(&again);
  unit_free(&unit);
  return EXIT_SUCCESS;
}

/* --- questions ----------------------------------------------------------------------------------
 */

struct pair {
  uint32_t attacker; /* its position */
  const struct harm_goal *goal;
};

struct pairs {
  VEC_OF(struct pair) list;
};

/* Every harm that a hostile party can do; the ways of asking take some of them, evenly spread. */
static struct pairs possible_harms(struct answers *answers)
{
  struct pairs pairs = {0};
  struct arena *arena = &answers->unit->arena;
  uint32_t count;
  const struct harm_goal *goals = answers_harm_goals(answers, arena, &count);
  for (uint32_t a = 0; a < answers->attackers.count; a++) {
    const struct reach *reach = answers_reach(answers, WORLD_RESIDUAL, a);
    for (uint32_t g = 0; g < count; g++) {
      bool is_done = false;
      for (uint32_t f = 0; f < goals[g].fact_count; f++)
        is_done |= reach_has(reach, goals[g].facts[f]);
      if (is_done) vec_push(arena, &pairs.list, (struct pair){a, &goals[g]});
    }
  }
  return pairs;
}

static void cut_pair(struct answers *answers, const struct pair *pair)
{
  const struct reach *reach = answers_reach(answers, WORLD_RESIDUAL, pair->attacker);
  struct cut_goal goal = {reach->world, pair->goal->facts, pair->goal->fact_count, UINT32_MAX};
  struct cut_question question = {.answers = answers,
                                  .model = answers->model,
                                  .goals = &goal,
                                  .goal_count = 1,
                                  .work = LIMIT_CUT_WORK};
  double start = now();
  const struct cut *cut = cut_find(answers->unit, &question);
  print("cut", now() - start);
  print("status", cut->status);
}

static void ways_pair(struct answers *answers, const struct pair *pair)
{
  struct ways_question question = {.answers = answers,
                                   .reach = answers_reach(answers, WORLD_RESIDUAL, pair->attacker),
                                   .goals = pair->goal->facts,
                                   .goal_count = pair->goal->fact_count,
                                   .most = 10,
                                   .work = LIMIT_WAY_WORK,
                                   .least_work = LIMIT_LEAST_WORK};
  double start = now();
  const struct ways *ways = ways_find(answers->unit, &question);
  print("ways", now() - start);
  print("found", ways->count);
}

typedef void ask_pair(struct answers *answers, const struct pair *pair);

static int ask_pairs(const char *path, size_t wanted, ask_pair *ask)
{
  struct unit unit;
  const struct model *model = load(&unit, path);
  struct answers *answers = answers_open(&unit, model, NULL, false);
  if (!answers) return EXIT_FAILURE;
  struct pairs pairs = possible_harms(answers);
  print("pairs", (double)pairs.list.len);
  for (size_t i = 0; i < wanted; i++) ask(answers, &pairs.list.at[i * pairs.list.len / wanted]);
  unit_free(&unit);
  return EXIT_SUCCESS;
}

/* --- chokes ------------------------------------------------------------------------------------
 */

static uint32_t label_of_fact(void *family, fact f)
{
  return family_single(family, f);
}

static uint32_t label_of_step(void *family, uint32_t step)
{
  (void)family;
  (void)step;
  return FAMILY_EMPTY;
}

/* All landmarks of all harm that somebody can do. */
static void find_landmarks(struct answers *answers, const struct reach *reach)
{
  struct arena arena = {0};
  struct family family;
  VEC_OF(fact) facts = {0};
  uint32_t count;
  const struct harm_goal *goals = answers_harm_goals(answers, &arena, &count);
  for (uint32_t g = 0; g < count; g++)
    for (uint32_t f = 0; f < goals[g].fact_count; f++) vec_push(&arena, &facts, goals[g].facts[f]);
  double start = now();
  family_init(&family, &arena, 4 * (size_t)reach->count);
  const struct labels labels = {&family, &family, label_of_fact, label_of_step};
  const struct makers makers = makers_of(&arena, answers->ground);
  landmarks_find(&arena, reach, &makers, facts.at, (uint32_t)facts.len, &labels);
  print("landmarks", now() - start);
  arena_free(&arena);
}

static int chokes(const char *path)
{
  struct unit unit;
  const struct model *model = load(&unit, path);
  struct answers *answers = answers_open(&unit, model, NULL, false);
  if (!answers) return EXIT_FAILURE;
  for (uint32_t a = 0; a < answers->attackers.count; a++) {
    struct choke_party party = {answers_reach(answers, WORLD_RESIDUAL, a), NULL};
    struct choke_question question = {answers, &party, 1, {0}};
    double start = now();
    const struct choke *choke = choke_find(&unit, &question);
    if (!choke->scenarios.len) continue;
    print("choke", now() - start);
    print("scenarios", (double)choke->scenarios.len);
    find_landmarks(answers, party.reach);
  }
  unit_free(&unit);
  return EXIT_SUCCESS;
}

/* --- what Graphviz is given ---------------------------------------------------------------------
 */

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
  const struct model *model = load(&unit, path);
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
  const char *what = argc > 2 ? argv[1] : "";
  if (argc == 4 && strcmp(what, "phases") == 0) return phases(argv[2], argv[3]);
  if (argc == 3 && strcmp(what, "parse") == 0) return parse(argv[2]);
  if (argc == 4 && strcmp(what, "cut") == 0)
    return ask_pairs(argv[2], strtoul(argv[3], NULL, 10), cut_pair);
  if (argc == 4 && strcmp(what, "ways") == 0)
    return ask_pairs(argv[2], strtoul(argv[3], NULL, 10), ways_pair);
  if (argc == 3 && strcmp(what, "choke") == 0) return chokes(argv[2]);
  if (argc == 3 && strcmp(what, "dot") == 0) return dot(argv[2]);
  fprintf(stderr,
          "usage: bench phases MODEL ATTACKER | cut|ways MODEL PAIRS | parse|choke|dot MODEL\n");
  return 64;
}
