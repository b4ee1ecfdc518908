/* Chokes: what every way passes, what is trivial, what stands in one row, which single control
 * closes what. That they are exact is tests/oracle/chokes.c's. */
#include "analyse/choke.h"

#include "unit/analyse/world.h"

#define NET                                                                                        \
  "ctm 1\ninternet net {\n  hacker eve\n  hacker zoe\n}\n"                                         \
  "weakness hole\ncontrol bar at box\ncontrol seal at box\ncontrol wall at boundary\n"             \
  "kind box is machine\nkind door is box\nkind pile is data\n"

struct choking {
  struct asked asked;
  struct choke_party parties[4];
  struct choke_question question;
  struct choke *choke;
};

static void choke(struct choking *c, const char *text, enum world_type type)
{
  ask(&c->asked, text);
  const struct numbers who = c->asked.answers->attackers;
  for (uint32_t i = 0; i < who.count; i++) {
    struct world world = world_of(c->asked.answers->ground, who.at[i], type);
    c->parties[i] = (struct choke_party){
        reach_run(&c->asked.unit.arena, c->asked.answers->ground, &world), NULL};
  }
  c->question = (struct choke_question){c->asked.answers, c->parties, who.count, {0}};
  c->choke = choke_find(&c->asked.unit, &c->question);
  assert_false(c->choke->is_broken);
}

static const char *numbers_text(struct arena *arena, const struct numbers *numbers)
{
  const char *text = "";
  for (uint32_t i = 0; i < numbers->count; i++)
    text = arena_format(arena, "%s %u", text, numbers->at[i]);
  return text;
}

/* "a.read b.exec: 0 1; …" */
static const char *states_text(struct choking *c)
{
  struct arena *arena = &c->asked.unit.arena;
  const char *text = "";
  for (size_t i = 0; i < c->choke->states.len; i++) {
    const struct choke_state *row = &c->choke->states.at[i];
    for (uint32_t k = 0; k < row->facts.count; k++)
      text = arena_format(arena, "%s%s%s", text,
                          k   ? " "
                          : i ? "; "
                              : "",
                          fact_text(c->asked.answers->ground, arena, row->facts.at[k]));
    text = arena_format(arena, "%s:%s", text, numbers_text(arena, &row->scenarios));
  }
  return text;
}

/* "bar@a seal@b: 0 1; …" */
static const char *controls_text(struct choking *c)
{
  struct arena *arena = &c->asked.unit.arena;
  const struct model *model = c->asked.model;
  const char *text = "";
  for (size_t i = 0; i < c->choke->controls.len; i++) {
    const struct choke_control *row = &c->choke->controls.at[i];
    for (uint32_t k = 0; k < row->option_count; k++)
      text = arena_format(
          arena, "%s%s%s@%s%s", text,
          k   ? " "
          : i ? "; "
              : "",
          unit_name(model->unit, model->vocabulary.controls.at[row->options[k].control].term.name),
          model_entity(model, row->options[k].thing)->id.at,
          row->options[k].is_planned ? "(planned)" : "");
    text = arena_format(arena, "%s:%s", text, numbers_text(arena, &row->scenarios));
  }
  return text;
}

#define GATE                                                                                       \
  NET "technique in at door { gains write stopped-by bar }\n"                                      \
      "technique on at box { from hosts.write gains write stopped-by seal }\n"                     \
      "technique take at box { from write gains holds.read }\n"

static void a_chain_is_one_row(void **state)
{
  (void)state;
  struct choking c;
  choke(&c, GATE "door d\nbox b on d holds p\npile p value low\n", WORLD_RESIDUAL);
  assert_int_equal(c.choke->scenarios.len, 2); /* eve and zoe read it */
  assert_string_equal(states_text(&c), "d.write b.write: 0 1");
  assert_string_equal(controls_text(&c), "seal@b bar@d: 0 1");
  assert_int_equal(c.choke->things.len, 1);
  assert_int_equal(c.choke->things.at[0].passing, 2);
  assert_int_equal(c.choke->things.at[0].closing, 2);
  assert_int_equal(c.choke->tallies.len, 4);
  unask(&c.asked);
}

static void two_ways_share_what_lies_before_them(void **state)
{
  (void)state;
  struct choking c;
  choke(&c, GATE "door d\nbox b on d holds p\nbox q on d holds p\npile p value low\n",
        WORLD_RESIDUAL);
  assert_string_equal(states_text(&c), "d.write: 0 1");
  assert_string_equal(controls_text(&c), "bar@d: 0 1");
  unask(&c.asked);
  choke(&c, GATE "door d\ndoor e\nbox b on d holds p\nbox q on e holds p\npile p value low\n",
        WORLD_RESIDUAL);
  assert_string_equal(states_text(&c), "");
  assert_string_equal(controls_text(&c), "");
  assert_int_equal(c.choke->things.at[0].passing, 0);
  assert_int_equal(c.choke->things.at[0].control, NONE);
  unask(&c.asked);
}

/* All premises of the only step are passed, and so is what each of them passes. */
static void premises_are_all_passed(void **state)
{
  (void)state;
  struct choking c;
  choke(&c,
        NET "technique in at door { gains write stopped-by bar }\n"
            "technique look at door { gains read stopped-by seal }\n"
            "technique take at door { from read, write gains holds.read }\n"
            "door d holds p\npile p value low\n",
        WORLD_RESIDUAL);
  assert_string_equal(states_text(&c), "d.write d.read: 0 1");
  assert_string_equal(controls_text(&c), "bar@d seal@d: 0 1");
  unask(&c.asked);
}

/* Two boxes that give each other away: a circle is no way. */
static void circles_are_no_ways(void **state)
{
  (void)state;
  struct choking c;
  choke(&c,
        NET "technique in at door { gains write stopped-by bar }\n"
            "technique on at box { from hosts.write gains write }\n"
            "technique back at box { from write gains hosts.write }\n"
            "technique take at box { from write gains holds.read }\n"
            "door d\nbox b on d holds p\nbox q on b holds p\npile p value low\n",
        WORLD_RESIDUAL);
  assert_string_equal(states_text(&c), "d.write b.write: 0 1");
  assert_string_equal(controls_text(&c), "bar@d: 0 1");
  unask(&c.asked);
}

static void weaknesses_can_be_mended(void **state)
{
  (void)state;
  struct choking c;
  choke(&c,
        NET "technique in at door { needs hole gains write }\n"
            "technique take at door { from write gains holds.read }\n"
            "door d holds p has hole\npile p value low\n",
        WORLD_RESIDUAL);
  assert_int_equal(c.choke->weaknesses.len, 1);
  assert_false(c.choke->weaknesses.at[0].is_slip);
  assert_int_equal(c.choke->weaknesses.at[0].scenarios.count, 2);
  assert_string_equal(states_text(&c), "d.write: 0 1");
  unask(&c.asked);
}

static void what_is_planned_stands_first(void **state)
{
  (void)state;
  struct choking c;
  choke(&c, GATE "door d plans bar\nbox b on d holds p\npile p value low\n", WORLD_RESIDUAL);
  assert_string_equal(controls_text(&c), "bar@d(planned) seal@b: 0 1");
  unask(&c.asked);
  choke(&c, GATE "door d plans bar\nbox b on d holds p\npile p value low\n", WORLD_PLANNED);
  assert_int_equal(c.choke->scenarios.len, 0);
  unask(&c.asked);
}

/* In this world no control counts, so adding one is no answer. */
static void not_where_controls_do_not_count(void **state)
{
  (void)state;
  struct choking c;
  choke(&c, GATE "door d with bar\nbox b on d holds p\npile p value low\n", WORLD_INHERENT);
  assert_false(c.choke->asks_controls);
  assert_string_equal(states_text(&c), "d.write b.write: 0 1");
  assert_string_equal(controls_text(&c), "");
  unask(&c.asked);
}

/* One place around suffices, so any of them is an option, the innermost first; the boundary around
 * the thing of worth is no boundary to get into. */
static void boundaries_are_got_into(void **state)
{
  (void)state;
  struct choking c;
  choke(&c,
        NET
        "technique in at door { gains write stopped-by within.wall }\n"
        "technique take at door { from write gains holds.read }\n"
        "boundary outer {\n  boundary inner {\n    door d holds p\n  }\n  pile p value low\n}\n",
        WORLD_RESIDUAL);
  assert_string_equal(controls_text(&c), "wall@outer.inner wall@outer: 0 1");
  assert_int_equal(c.choke->boundaries.len, 1);
  assert_int_equal(c.choke->boundaries.at[0].boundaries.count, 1);
  assert_int_equal(c.choke->boundaries.at[0].boundaries.at[0], thing(&c.asked, "outer.inner"));
  unask(&c.asked);
}

/* What is done by one attacker alone is no choke of the other's scenario. */
static void attackers_differ(void **state)
{
  (void)state;
  struct choking c;
  choke(&c,
        "ctm 1\ninternet net {\n  hacker eve skill 4\n  hacker zoe skill 1\n}\n"
        "kind box is machine\nkind pile is data\ncontrol bar at box\n"
        "technique easy at box { gains write stopped-by bar skill 1 }\n"
        "technique hard at box { gains read skill 4 }\n"
        "technique take at box { from write gains holds.read }\n"
        "technique grab at box { from read gains holds.read }\n"
        "box b holds p\npile p value low\n",
        WORLD_RESIDUAL);
  assert_int_equal(c.choke->scenarios.len, 2);
  assert_string_equal(states_text(&c), "b.write: 1");
  assert_string_equal(controls_text(&c), "bar@b: 1");
  assert_int_equal(c.choke->things.at[0].passing, 1);
  unask(&c.asked);
}

/* A slip is there for as long as anybody may still bring it about. */
static void slips_close_with_the_mistake(void **state)
{
  (void)state;
  static const char text[] =
      "ctm 1\ninternet net {\n  hacker eve\n}\n%s"
      "weakness hole\ncontrol care at box\ncontrol calm at box\nkind box is machine\n"
      "kind pile is data\n"
      "mistake slip at box { gains hole stopped-by care }\n"
      "mistake trip at box { gains hole stopped-by care, calm }\n"
      "technique in at box { needs hole gains write }\n"
      "technique take at box { from write gains holds.read }\n"
      "box b holds p\npile p value low\n";
  static const struct {
    const char *people, *wanted;
  } cases[] = {
      {"careless-operator tim makes trip\n", "care@b calm@b: 0"},
      {"careless-operator tim makes trip\ncareless-operator kim makes slip\n", "care@b: 0"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct writer model = {0};
    writer_format(&model, text, cases[i].people);
    struct choking c;
    ask(&c.asked, model.at);
    struct answers *answers = c.asked.answers;
    struct numbers slips = answers_united_slips(answers, &c.asked.unit.arena, answers->careless.at,
                                                answers->careless.count);
    struct world world = world_of(answers->ground, answers->attackers.at[0], WORLD_RESIDUAL);
    world.slips = slips.at;
    world.slip_count = slips.count;
    c.parties[0] =
        (struct choke_party){reach_run(&c.asked.unit.arena, answers->ground, &world), NULL};
    c.question = (struct choke_question){answers, c.parties, 1, answers->careless};
    c.choke = choke_find(&c.asked.unit, &c.question);
    assert_false(c.choke->is_broken);
    assert_string_equal(controls_text(&c), cases[i].wanted);
    assert_int_equal(c.choke->weaknesses.len, 1);
    assert_true(c.choke->weaknesses.at[0].is_slip);
    unask(&c.asked);
    writer_free(&model);
  }
}

/* Two flows between the same machines are two ways, and each has a control of its own. */
static void flows_side_by_side(void **state)
{
  (void)state;
#define BESIDE                                                                                     \
  NET "control lock at flow\n"                                                                     \
      "technique in at door { gains write }\n"                                                     \
      "technique on at box { from write gains outgoing.target.read stopped-by outgoing.lock }\n"   \
      "technique take at box { from read gains holds.read }\n"                                     \
      "door d\nbox b holds p\npile p value low\n"
  struct choking c;
  choke(&c, BESIDE "f: d -> b over https/1\ng: d -> b over https/2\n", WORLD_RESIDUAL);
  assert_string_equal(controls_text(&c), "");
  unask(&c.asked);
  choke(&c, BESIDE "f: d -> b over https/1 with lock\ng: d -> b over https/2\n", WORLD_RESIDUAL);
  assert_string_equal(controls_text(&c), "lock@g: 0 1");
  unask(&c.asked);
  choke(&c, BESIDE "f: d -> b over https/1\ng: d -> b over https/2 with lock\n", WORLD_RESIDUAL);
  assert_string_equal(controls_text(&c), "lock@f: 0 1");
  unask(&c.asked);
}

/* A chain as long as nobody draws one costs no more than its length, about: quadratic sets would be
 * some gigabytes here. */
static void long_chains(void **state)
{
  (void)state;
  enum { LONG = 20000 };
  struct writer text = {0};
  writer_text(&text, GATE "door b0\npile p value low\n");
  for (int i = 1; i < LONG; i++)
    writer_format(&text, "box b%d on b%d%s\n", i, i - 1, i == LONG - 1 ? " holds p" : "");
  struct choking c;
  choke(&c, text.at, WORLD_RESIDUAL);
  assert_int_equal(c.choke->states.len, 1);
  assert_int_equal(c.choke->states.at[0].facts.count, LONG);
  assert_int_equal(c.choke->states.at[0].facts.at[7], state_of(&c.asked, "b7", PRIVILEGE_WRITE));
  writer_free(&text);
  unask(&c.asked);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_chain_is_one_row),
      cmocka_unit_test(two_ways_share_what_lies_before_them),
      cmocka_unit_test(premises_are_all_passed),
      cmocka_unit_test(circles_are_no_ways),
      cmocka_unit_test(weaknesses_can_be_mended),
      cmocka_unit_test(what_is_planned_stands_first),
      cmocka_unit_test(not_where_controls_do_not_count),
      cmocka_unit_test(boundaries_are_got_into),
      cmocka_unit_test(attackers_differ),
      cmocka_unit_test(slips_close_with_the_mistake),
      cmocka_unit_test(flows_side_by_side),
      cmocka_unit_test(long_chains),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
