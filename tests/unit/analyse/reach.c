/* Worlds, efforts, controls along paths, proofs. The rules are the model's own, so that each test
 * shows all it stands on. */
#include "unit/analyse/world.h"

#define NET "ctm 1\ninternet net {\n  hacker eve\n  script-kiddie kid\n}\n"

static void efforts_add_up_over_distinct_premises(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, NET "service s\n"
              "technique one at service { gains read effort 3 }\n"
              "technique two at service { from read gains write effort 2 }\n"
              "technique three at service { from read, write gains keep effort 1 }\n");
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "s", PRIVILEGE_READ), 3);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "s", PRIVILEGE_WRITE), 5);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "s", PRIVILEGE_KEEP), 1 + 3 + 5);
  const struct reach *reach = run(&a, "net.kid", WORLD_RESIDUAL);
  const struct proof *proof = proof_make(&a.unit.arena, reach, state_of(&a, "s", PRIVILEGE_KEEP));
  assert_int_equal(proof->count, 3);
  assert_int_equal(proof->effort, 3 + 2 + 1); /* each step once */
  unask(&a);
}

static void saturates(void **state)
{
  (void)state;
  struct asked a;
  struct writer text = {0};
  writer_text(&text, NET "kind level0 is machine\ntechnique t0 at level0 { gains read effort 9 }\n"
                         "technique u0 at level0 { from read gains write effort 9 }\n");
  /* each level needs both states of the one below: the tree doubles 40 times */
  writer_text(&text, "level0 m0\n");
  for (int i = 1; i <= 40; i++)
    writer_format(&text,
                  "kind level%d is machine\nlevel%d m%d on m%d\n"
                  "technique t%d at level%d { from hosts.read, hosts.write gains read }\n"
                  "technique u%d at level%d { from hosts.read, hosts.write gains write }\n",
                  i, i, i, i - 1, i, i, i, i);
  ask(&a, text.at);
  const struct reach *reach = run(&a, "net.kid", WORLD_RESIDUAL);
  fact top = state_of(&a, "m40", PRIVILEGE_READ);
  assert_true(reach_has(reach, top));
  assert_int_equal(reach_effort(reach, top), UINT32_MAX);
  const struct proof *proof = proof_make(&a.unit.arena, reach, top);
  assert_int_equal(proof->effort, 18);
  writer_free(&text);
  unask(&a);
}

static void skill_and_resources(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, NET "service s\n"
              "technique hard at service { gains read skill 3 }\n"
              "technique dear at service { gains write resources 2 }\n");
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "s", PRIVILEGE_READ), -1);
  assert_int_equal(effort(&a, "net.eve", WORLD_RESIDUAL, "s", PRIVILEGE_READ), 0);
  assert_int_equal(effort(&a, "net.eve", WORLD_RESIDUAL, "s", PRIVILEGE_WRITE), -1);
  unask(&a);
}

#define HOSTED                                                                                     \
  NET "control own at machine\ncontrol at-place at boundary\n"                                     \
      "kind job2 is machine\nkind box is machine\n"                                                \
      "technique t at job2 { gains read stopped-by hosts.own }\n"                                  \
      "technique u at job2 { gains hosts.write stopped-by hosts.own }\n"                           \
      "technique w at job2 { gains keep stopped-by within.at-place }\n"

static void every_related_thing_must_have_it(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, HOSTED "box hard with own\nbox soft\n"
                 "job2 both on hard, soft\njob2 safe on hard\njob2 alone\n");
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "both", PRIVILEGE_READ), 0);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "safe", PRIVILEGE_READ), -1);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "alone", PRIVILEGE_READ), 0);
  /* where the path is the step's own, that very host counts */
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "soft", PRIVILEGE_WRITE), 0);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "hard", PRIVILEGE_WRITE), -1);
  assert_int_equal(effort(&a, "net.kid", WORLD_INHERENT, "hard", PRIVILEGE_WRITE), 0);
  unask(&a);
}

static void one_place_around_suffices(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, HOSTED "boundary outer with at-place {\n  boundary inner {\n    job2 in\n  }\n}\n"
                 "boundary bare {\n  job2 out\n}\n");
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "outer.inner.in", PRIVILEGE_KEEP), -1);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "bare.out", PRIVILEGE_KEEP), 0);
  unask(&a);
}

static void worlds_count_other_controls(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, NET "control c at machine\n"
              "kind guarded is machine with c\n"
              "technique t at machine { gains hide stopped-by c effort 1 }\n"
              "technique s at machine { gains keep slowed-by c effort 1 }\n"
              "service placed with c\n"
              "service planned plans c\n"
              "service shown with c evidence c, \"there\"\n"
              "guarded default\n"
              "guarded proved evidence c, \"here\"\n");
  static const struct {
    const char *id;
    long residual, inherent, planned, evidenced;
  } rows[] = {
      {"placed", -1, 1, -1, 1},  {"planned", 1, 1, -1, 1},  {"shown", -1, 1, -1, -1},
      {"default", -1, 1, -1, 1}, {"proved", -1, 1, -1, -1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const char *id = rows[i].id;
    assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, id, PRIVILEGE_HIDE), rows[i].residual);
    assert_int_equal(effort(&a, "net.kid", WORLD_INHERENT, id, PRIVILEGE_HIDE), rows[i].inherent);
    assert_int_equal(effort(&a, "net.kid", WORLD_PLANNED, id, PRIVILEGE_HIDE), rows[i].planned);
    assert_int_equal(effort(&a, "net.kid", WORLD_EVIDENCED, id, PRIVILEGE_HIDE), rows[i].evidenced);
  }
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "placed", PRIVILEGE_KEEP), 3);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "planned", PRIVILEGE_KEEP), 1);
  assert_int_equal(effort(&a, "net.kid", WORLD_PLANNED, "planned", PRIVILEGE_KEEP), 3);
  assert_int_equal(effort(&a, "net.kid", WORLD_INHERENT, "placed", PRIVILEGE_KEEP), 1);
  unask(&a);
}

static void the_weakest_door(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, NET "technique t at service { gains keep stopped-by authentication }\n"
              "technique u at service { gains hide stopped-by login }\n"
              "user joe\nservice one\nservice two\nservice three\nservice four\n"
              "x: joe -> one with user-login\n"
              "y: joe -> two with user-login\nz: joe -> two\n"
              "p: joe -> three with user-login\nq: joe -> three with password-login\n"
              "r: joe -> four with user-login\ns: joe -> four with api-token\n");
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "one", PRIVILEGE_KEEP), -1);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "two", PRIVILEGE_KEEP), 0);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "three", PRIVILEGE_HIDE), -1);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "four", PRIVILEGE_HIDE), 0);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "four", PRIVILEGE_KEEP), -1);
  unask(&a);
}

static void weaknesses_that_are_others(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, NET "weakness bad\nweakness worse is bad\n"
              "technique t at service { needs bad gains keep }\n"
              "mistake m at service { from admin gains worse }\n"
              "kind clumsy is unreliable makes m\n"
              "clumsy tom owns clean\n"
              "service foul has worse\nservice clean\n");
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "foul", PRIVILEGE_KEEP), 0);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "clean", PRIVILEGE_KEEP), -1);
  uint32_t tom = thing(&a, "tom");
  struct numbers slips = answers_united_slips(a.answers, &a.unit.arena, &tom, 1);
  assert_int_equal(slips.count, 2); /* worse, and bad, which it is */
  struct world world = world_of(a.answers->ground, thing(&a, "net.kid"), WORLD_RESIDUAL);
  world.slips = slips.at;
  world.slip_count = slips.count;
  struct reach *reach = reach_run(&a.unit.arena, a.answers->ground, &world);
  fact kept = state_of(&a, "clean", PRIVILEGE_KEEP);
  assert_true(reach_has(reach, kept));
  const struct proof *proof = proof_make(&a.unit.arena, reach, kept);
  assert_int_equal(proof->slip_count, 1);
  unask(&a);
}

static void whoever_is_not_careless_makes_all_mistakes(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, NET "mistake m at service { from admin gains exposed }\n"
              "operator ann owns s\nkind prim is unreliable makes forget-patch\nprim pat owns s\n"
              "service s\n");
  uint32_t exposed = vocabulary_find(&a.model->vocabulary, TERM_WEAKNESS,
                                     symbols_find(&a.unit.symbols, STR("exposed")));
  fact f = ground_weakness(a.answers->ground, thing(&a, "s"), exposed);
  assert_true(slips_give(answers_slips(a.answers, thing(&a, "ann")), f));
  assert_false(slips_give(answers_slips(a.answers, thing(&a, "pat")), f));
  unask(&a);
}

static void breached_things_and_nobody_hostile(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, "ctm 1\nservice s holds x\nasset x\n");
  struct world world = world_of(a.answers->ground, thing(&a, "s"), WORLD_RESIDUAL);
  assert_int_equal(world.skill, 4);
  assert_int_equal(world.resources, 4);
  assert_int_equal(effort(&a, "s", WORLD_RESIDUAL, "x", PRIVILEGE_READ), 0);
  unask(&a);
  ask(&a, NET "service s holds x\nasset x\n");
  world = world_of(a.answers->ground, thing(&a, "s"), WORLD_RESIDUAL);
  assert_int_equal(world.skill, 3);
  assert_int_equal(world.resources, 1);
  unask(&a);
}

static void zero_effort_circles_end(void **state)
{
  (void)state;
  struct asked a;
  ask(&a, NET "service a\nservice b\na -> b\nb -> a\n"
              "rule r at flow { from source.keep gains target.keep }\n"
              "technique t at service { needs exposed gains keep effort 4 }\n"
              "extend a { has exposed }\n");
  const struct reach *reach = run(&a, "net.kid", WORLD_RESIDUAL);
  const struct proof *proof = proof_make(&a.unit.arena, reach, state_of(&a, "b", PRIVILEGE_KEEP));
  assert_int_equal(proof->count, 2);
  assert_int_equal(proof->effort, 4);
  unask(&a);
}

/* More than two bytes can number: what steps share is a table, however long. */
static void more_patterns_than_two_bytes(void **state)
{
  (void)state;
  enum { RULES = 74, GAINS = 900 };
  struct asked a;
  struct writer text = {0};
  writer_text(&text, NET "service s\nservice other\n");
  for (int w = 0; w < GAINS; w++) writer_format(&text, "weakness w%d\n", w);
  for (int r = 0; r < RULES; r++) {
    writer_format(&text, "technique t%d at service { ", r);
    if (r) writer_format(&text, "needs w%d ", GAINS - r);
    writer_text(&text, "gains w0");
    for (int w = 1; w < GAINS; w++) writer_format(&text, ", w%d", w);
    writer_format(&text, " effort %d }\n", r ? 3 : 1);
  }
  writer_text(&text, "technique last at service { needs w7, w8 gains read effort 2 }\n");
  ask(&a, text.at);
  const struct ground *ground = a.answers->ground;
  assert_true(ground->pattern_count > UINT16_MAX);
  assert_int_equal(effort(&a, "net.kid", WORLD_RESIDUAL, "other", PRIVILEGE_READ), 2 + 1 + 1);
  const struct reach *reach = run(&a, "net.kid", WORLD_RESIDUAL);
  uint32_t step = reach_by(reach, state_of(&a, "other", PRIVILEGE_READ));
  assert_string_equal(
      unit_name(&a.unit, a.model->vocabulary.rules.at[ground_rule(ground, step)].term.name),
      "last");
  struct premises premises = ground_premises(ground, step);
  assert_int_equal(premises.count, 2);
  for (uint32_t i = 0; i < premises.count; i++)
    assert_string_equal(fact_text(ground, &a.unit.arena, premises.at[i]),
                        i ? "other.w8" : "other.w7");
  writer_free(&text);
  unask(&a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(efforts_add_up_over_distinct_premises),
      cmocka_unit_test(saturates),
      cmocka_unit_test(skill_and_resources),
      cmocka_unit_test(every_related_thing_must_have_it),
      cmocka_unit_test(one_place_around_suffices),
      cmocka_unit_test(worlds_count_other_controls),
      cmocka_unit_test(the_weakest_door),
      cmocka_unit_test(weaknesses_that_are_others),
      cmocka_unit_test(whoever_is_not_careless_makes_all_mistakes),
      cmocka_unit_test(breached_things_and_nobody_hostile),
      cmocka_unit_test(zero_effort_circles_end),
      cmocka_unit_test(more_patterns_than_two_bytes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
