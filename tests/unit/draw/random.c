/* Two hundred random sheets of 5 to 60 things: no line runs through a card, nothing lies on
 * anything else, no line is lost. A sheet that fails is named by its seed. */
#include "draw/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SHEETS = 200, CARDS_MOST = 60, FRAMES_MOST = 14, FLOWS_MOST = 90, STEPS_MOST = 9 };

struct random {
  uint64_t state;
};

/* SplitMix64 (Steele, Lea & Flood 2014). */
static uint32_t below(struct random *random, uint32_t bound)
{
  uint64_t z = random->state += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return (uint32_t)((z ^ (z >> 31)) % bound);
}

struct random_sheet {
  struct sheet sheet;
  struct sheet_boundary frames[FRAMES_MOST];
  struct sheet_card cards[CARDS_MOST];
  struct sheet_flow flows[FLOWS_MOST];
  struct sheet_step steps[STEPS_MOST];
  char ids[FRAMES_MOST + CARDS_MOST + FLOWS_MOST][16];
  struct sheet_chip chips[2];
};

static const char *const titles[] = {"api", "Orders service", "PostgreSQL 17 primary",
                                     "A gateway with quite a long name for one card", "db"};

static void make_frames(struct random_sheet *all, struct random *random, size_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    snprintf(all->ids[i], sizeof all->ids[i], "p%u", i);
    all->frames[i] = (struct sheet_boundary){.id = all->ids[i],
                                             .title = titles[below(random, 5)],
                                             .kind = "namespace",
                                             .trust = (enum sheet_trust)below(random, 5),
                                             .parent = SHEET_NONE};
    if (i && below(random, 2)) all->frames[i].parent = below(random, i);
  }
}

static void make_cards(struct random_sheet *all, struct random *random, size_t frames, size_t count)
{
  all->chips[0] = (struct sheet_chip){"customer data", CHIP_GEM};
  all->chips[1] = (struct sheet_chip){"a password", CHIP_KEY};
  for (uint32_t i = 0; i < count; i++) {
    char *id = all->ids[FRAMES_MOST + i];
    snprintf(id, sizeof all->ids[0], "c%u", i);
    struct sheet_card *card = &all->cards[i];
    *card = (struct sheet_card){.id = id,
                                .title = titles[below(random, 5)],
                                .kind = "container",
                                .outline = (enum sheet_outline)below(random, OUTLINE_GROUP),
                                .parent = SHEET_NONE,
                                .stands_for = SHEET_NONE,
                                .chips = all->chips,
                                .chip_count = below(random, 6) ? 0 : 2,
                                .counts = {below(random, 3), below(random, 3), below(random, 2)}};
    if (frames && below(random, 8)) card->parent = below(random, (uint32_t)frames);
  }
}

static void make_lines(struct random_sheet *all, struct random *random, uint32_t cards)
{
  size_t flows = (size_t)cards * (below(random, 14)) / 10, steps = below(random, STEPS_MOST);
  for (size_t i = 0; i < flows && i < FLOWS_MOST; i++) {
    char *id = all->ids[FRAMES_MOST + CARDS_MOST + i];
    snprintf(id, sizeof all->ids[0], "f%zu", i);
    uint32_t from = below(random, cards), to = (from + 1 + below(random, cards - 1)) % cards;
    all->flows[i] = (struct sheet_flow){
        .id = id, .from = from, .to = to, .number = (uint32_t)i + 1, .what = "asks"};
    all->sheet.flow_count++;
  }
  uint32_t at = below(random, cards);
  for (uint32_t i = 0; i < steps; i++) {
    uint32_t to = below(random, cards);
    all->steps[i] = (struct sheet_step){
        .number = i + 1, .from = at, .to = to, .flow = SHEET_NONE, .text = "goes on"};
    at = to;
    all->sheet.step_count++;
  }
}

static void make_sheet(struct random_sheet *all, uint32_t seed)
{
  struct random random = {seed};
  *all = (struct random_sheet){0};
  size_t cards = 5 + below(&random, CARDS_MOST - 4), frames = below(&random, FRAMES_MOST);
  all->sheet = (struct sheet){.id = "random",
                              .title = "Random",
                              .model = "random",
                              .as_of = "2026-11-24",
                              .boundaries = all->frames,
                              .boundary_count = frames,
                              .cards = all->cards,
                              .card_count = cards,
                              .flows = all->flows,
                              .steps = all->steps,
                              .direction = (enum sheet_direction)below(&random, 3)};
  make_frames(all, &random, frames);
  make_cards(all, &random, frames, cards);
  make_lines(all, &random, (uint32_t)cards);
}

static void is_clean(void **state)
{
  (void)state;
  static struct random_sheet all;
  unsigned faults = 0;
  for (uint32_t seed = 1; seed <= SHEETS; seed++) {
    struct drawing *drawing;
    make_sheet(&all, seed);
    assert_int_equal(drawing_make(&drawing, &all.sheet, NULL).code, STATUS_OK);
    struct draw_metrics m = drawing_metrics(drawing);
    drawing_free(drawing);
    if (!m.node_hits && !m.overlaps && !m.lost) continue;
    print_message("seed %u: %zu cards, %zu flows: %u lines through cards, %u overlaps, %u lost\n",
                  seed, all.sheet.card_count, all.sheet.flow_count, m.node_hits, m.overlaps,
                  m.lost);
    faults++;
  }
  assert_int_equal(faults, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(is_clean)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
