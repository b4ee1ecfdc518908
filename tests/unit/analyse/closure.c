/* A closure reaches what a reach does, and one that goes on what one from scratch does; a reach
 * towards goals finds the same derivations. Over random models. */
#include "analyse/closure.h"

#include "unit/analyse/boxes.h"

enum { MODELS = 150 };

static void ask_random(struct asked *asked, uint32_t seed)
{
  struct writer text = {0};
  box_seed = seed;
  random_boxes(&text, seed % 2);
  ask(asked, text.at);
  writer_free(&text);
}

static void assert_same(const struct closure *closure, const struct reach *reach)
{
  uint32_t count = 0;
  for (fact f = 0; f < reach->ground->fact_count; f++) {
    assert_int_equal(closure_has(closure, f), reach_has(reach, f));
    count += reach_has(reach, f) && reach_by(reach, f) != STEP_GIVEN;
  }
  assert_int_equal(closure->reached, count);
}

static uint64_t *random_steps(struct arena *arena, uint32_t count, uint32_t in_a_hundred)
{
  uint64_t *set = arena_new_array(arena, bitset_words(count), uint64_t);
  for (uint32_t s = 0; s < count; s++)
    if (draw(100) < in_a_hundred) bitset_add(set, s);
  return set;
}

/* Steps that are off come back, a few at a time. */
static void steps_come_back(void **state)
{
  (void)state;
  uint32_t grown = 0;
  for (uint32_t seed = 1; seed <= MODELS; seed++) {
    struct asked a;
    ask_random(&a, seed);
    const struct ground *ground = a.answers->ground;
    struct arena *arena = &a.unit.arena;
    struct world world = world_of(ground, thing(&a, "net.eve"), WORLD_RESIDUAL);
    uint64_t *off = random_steps(arena, ground->step_count, 60);
    world.off = off;
    struct closure *closure = closure_run(arena, ground, &world);
    assert_same(closure, reach_run(arena, ground, &world));
    for (int round = 0; round < 4; round++) {
      uint32_t before = closure->reached;
      for (uint32_t s = 0; s < ground->step_count; s++)
        if (draw(3) == 0) bitset_remove(off, s);
      if (round == 3) world.off = NULL;
      closure_continue(closure, ground, &world);
      assert_same(closure, reach_run(arena, ground, &world));
      grown += closure->reached > before;
    }
    unask(&a);
  }
  assert_true(grown > MODELS / 4);
}

/* Planned controls fall away, then all but the proved ones, then all; and slips come. */
static void worlds_follow_each_other(void **state)
{
  (void)state;
  static const enum world_type types[] = {WORLD_PLANNED, WORLD_RESIDUAL, WORLD_EVIDENCED,
                                          WORLD_INHERENT};
  for (uint32_t seed = 1; seed <= MODELS; seed++) {
    struct asked a;
    ask_random(&a, seed);
    const struct ground *ground = a.answers->ground;
    struct world world = world_of(ground, thing(&a, "net.eve"), WORLD_PLANNED);
    struct closure *closure = closure_run(&a.unit.arena, ground, &world);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
      fact slip = ground->state_count + draw(ground->fact_count - ground->state_count);
      world.type = types[i];
      if (i) {
        fact *slips = arena_new_array(&a.unit.arena, world.slip_count + 1, fact);
        if (i > 1) memcpy(slips, world.slips, world.slip_count * sizeof *slips);
        slips[world.slip_count++] = slip;
        world.slips = slips;
      }
      closure_continue(closure, ground, &world);
      const struct reach *reach = reach_run(&a.unit.arena, ground, &world);
      for (fact f = 0; f < ground->fact_count; f++)
        assert_int_equal(closure_has(closure, f), reach_has(reach, f));
    }
    unask(&a);
  }
}

/* `--without`: the model loses controls, and is grounded anew. */
static void controls_are_taken_away(void **state)
{
  (void)state;
  static const char *const names[] = {"bar", "seal", "lock"};
  uint32_t grown = 0;
  for (uint32_t seed = 1; seed <= MODELS; seed++) {
    struct asked a;
    ask_random(&a, seed);
    struct world world = world_of(a.answers->ground, thing(&a, "net.eve"), WORLD_PLANNED);
    struct closure *closure = closure_run(&a.unit.arena, a.answers->ground, &world);
    struct change taken[3];
    for (uint32_t i = 0; i < 3; i++) {
      sym name = symbols_find(&a.unit.symbols, str_from(names[i]));
      uint32_t control = vocabulary_find(&a.model->vocabulary, TERM_CONTROL, name);
      assert_int_not_equal(control, NONE);
      taken[i] = (struct change){.type = CHANGE_WITHOUT, .number = control, .entity = NONE};
      struct changes changes = {taken, i + 1};
      const struct answers *without = answers_open(&a.unit, a.model, &changes, true);
      uint32_t before = closure->reached;
      closure_continue(closure, without->ground, &world);
      assert_same(closure, reach_run(&a.unit.arena, without->ground, &world));
      grown += closure->reached > before;
    }
    unask(&a);
  }
  assert_true(grown > MODELS / 30);
}

/* In any order of worlds, back and forth. */
static void answers_keep_one(void **state)
{
  (void)state;
  static const enum world_type types[] = {WORLD_PLANNED, WORLD_RESIDUAL, WORLD_EVIDENCED,
                                          WORLD_INHERENT};
  for (uint32_t seed = 1; seed <= MODELS; seed++) {
    struct asked a;
    ask_random(&a, seed);
    for (int i = 0; i < 6; i++) {
      enum world_type type = types[draw(4)];
      assert_same(answers_closure(a.answers, type, 0), answers_reach(a.answers, type, 0));
    }
    unask(&a);
  }
}

static void towards_goals_all_is_the_same(void **state)
{
  (void)state;
  for (uint32_t seed = 1; seed <= MODELS; seed++) {
    struct asked a;
    ask_random(&a, seed);
    const struct ground *ground = a.answers->ground;
    struct world world = world_of(ground, thing(&a, "net.eve"), WORLD_RESIDUAL);
    fact goals[] = {draw(ground->fact_count), draw(ground->fact_count)};
    const uint64_t *relevant = answers_relevant(a.answers, &a.unit.arena, &world, goals, 2);
    const struct reach *all = reach_run(&a.unit.arena, ground, &world);
    const struct reach *some = reach_run_towards(&a.unit.arena, ground, &world, relevant);
    for (fact f = 0; f < ground->fact_count; f++) {
      if (!bitset_has(relevant, f)) continue;
      assert_int_equal(reach_by(some, f), reach_by(all, f));
      assert_int_equal(reach_effort(some, f), reach_effort(all, f));
    }
    unask(&a);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(steps_come_back),
      cmocka_unit_test(worlds_follow_each_other),
      cmocka_unit_test(controls_are_taken_away),
      cmocka_unit_test(answers_keep_one),
      cmocka_unit_test(towards_goals_all_is_the_same),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
