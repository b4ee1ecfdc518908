/* Cuts: each kind of look by itself, then random models against all subsets of candidates. The
 * rules, weaknesses and controls are the model's own, and the goals are its weaknesses, so that
 * nothing of the library has a say. */
#include "analyse/cut.h"

#include "unit/analyse/boxes.h"

#include <stdlib.h>

struct asking {
  struct asked asked;
  struct cut_goal goal;
  struct cut_question question;
  fact fact;
};

static void ask_cut(struct asking *a, const char *text, const char *id, const char *weakness)
{
  ask(&a->asked, text);
  const struct vocabulary *v = &a->asked.model->vocabulary;
  uint32_t number =
      vocabulary_find(v, TERM_WEAKNESS, symbols_find(&a->asked.unit.symbols, str_from(weakness)));
  assert_int_not_equal(number, NONE);
  a->fact = ground_weakness(a->asked.answers->ground, thing(&a->asked, id), number);
  a->goal = (struct cut_goal){
      world_of(a->asked.answers->ground, thing(&a->asked, "net.eve"), WORLD_RESIDUAL), &a->fact,
      a->fact != NONE, UINT32_MAX};
  a->question = (struct cut_question){.answers = a->asked.answers,
                                      .model = a->asked.model,
                                      .goals = &a->goal,
                                      .goal_count = 1,
                                      .with_others = true,
                                      .work = LIMIT_CUT_WORK};
}

/* "c@box d@a->b": the cut, or what it says without one. */
static const char *cut_text(struct asking *a)
{
  const struct cut *cut = cut_find(&a->asked.unit, &a->question);
  struct arena *arena = &a->asked.unit.arena;
  if (cut->status == CUT_NEEDLESS) return "needless";
  if (cut->status == CUT_IMPOSSIBLE) return "impossible";
  assert_int_equal(cut->status, CUT_SMALLEST);
  const struct model *model = a->asked.model;
  const char *text = "";
  for (uint32_t i = 0; i < cut->count; i++)
    text = arena_format(
        arena, "%s%s%s@%s", text, i ? " " : "",
        unit_name(&a->asked.unit, model->vocabulary.controls.at[cut->members[i].control].term.name),
        model_entity(model, cut->members[i].thing)->id.at);
  return text;
}

static void expect(const char *text, const char *id, const char *wanted)
{
  struct asking a;
  ask_cut(&a, text, id, "won");
  assert_string_equal(cut_text(&a), wanted);
  unask(&a.asked);
}

#define OWN                                                                                        \
  NET "weakness lost\nweakness won\n"                                                              \
      "control door\ncontrol seal at box is door\ncontrol lock at flow is door\n"                  \
      "control bar at box\ncontrol wall at boundary\n"                                             \
      "kind box is machine\n"                                                                      \
      "technique begin at box { gains lost }\n"

static void one_control(void **state)
{
  (void)state;
  expect(OWN "technique t at box { needs lost gains won stopped-by bar }\nbox b\n", "b", "bar@b");
  expect(OWN "technique t at box { needs lost gains won stopped-by bar }\nbox b with bar\n", "b",
         "needless");
  expect(OWN "technique t at box { needs lost gains won stopped-by bar }\n"
             "technique u at box { needs lost gains won }\nbox b\n",
         "b", "impossible");
}

static void all_of_several_things(void **state)
{
  (void)state;
  expect(OWN "technique t at box { needs lost gains won stopped-by hosts.bar }\n"
             "box a\nbox c with bar\nbox d\nbox b on a, c, d\n",
         "b", "bar@a bar@d");
  /* one place around each: one boundary around both will do */
  expect(OWN "technique t at box { needs lost gains won stopped-by hosts.within.wall }\n"
             "boundary outer {\n  boundary x { box a }\n  boundary y { box d }\n}\n"
             "box b on outer.x.a, outer.y.d\n",
         "b", "wall@outer");
}

static void weakest_door(void **state)
{
  (void)state;
  /* the machine itself is one, its two doors are two */
  expect(OWN "technique t at box { needs lost gains won stopped-by door }\n"
             "box a\nbox b\nf: a -> b over https/1\ng: a -> b over https/2\n",
         "b", "seal@b");
  /* a look for what stands at flows alone: each door needs it, or one that is it */
  expect(OWN "control latch at flow is door\nkind shed is machine\n"
             "technique begin2 at shed { gains lost }\n"
             "technique t at shed { needs lost gains won stopped-by door }\n"
             "box a\nshed b\nf: a -> b over https/1\ng: a -> b over https/2\n"
             "h: a -> b over https/3 with latch\n",
         "b", "lock@f lock@g");
}

static void slips_are_part_of_the_way(void **state)
{
  (void)state;
  struct asking a;
  ask_cut(&a,
          NET "careless-operator tim makes slip\nweakness slipped\nweakness won\n"
              "control bar at box\ncontrol net2 at box\nkind box is machine\n"
              "mistake slip at box { gains slipped stopped-by net2 }\n"
              "technique t at box { needs slipped gains won }\nbox b\n",
          "b", "won");
  uint32_t tim = thing(&a.asked, "tim");
  assert_string_equal(cut_text(&a), "needless");
  a.question.despite = (struct numbers){&tim, 1};
  assert_string_equal(cut_text(&a), "net2@b");
  unask(&a.asked);
}

/* --- the limit -------------------------------------------------------------------------------- */

static void past_the_limit_bounds_hold(void **state)
{
  (void)state;
  struct writer text = {0};
  writer_text(&text, OWN "technique t at box { needs lost gains guests.won stopped-by bar }\n");
  for (int i = 0; i < 12; i++) writer_format(&text, "box b%d\n", i);
  writer_text(&text, "box c on b0");
  for (int i = 1; i < 12; i++) writer_format(&text, ", b%d", i);
  writer_text(&text, "\n");
  struct asking a;
  ask_cut(&a, text.at, "c", "won");
  a.question.work = 1;
  const struct cut *cut = cut_find(&a.asked.unit, &a.question);
  assert_int_equal(cut->status, CUT_BOUNDED);
  assert_true(cut->lower < cut->count);
  assert_int_equal(cut->count, 12);
  a.question.work = LIMIT_CUT_WORK;
  cut = cut_find(&a.asked.unit, &a.question);
  assert_int_equal(cut->status, CUT_SMALLEST);
  assert_int_equal(cut->count, 12);
  assert_int_equal(cut->lower, 12);
  writer_free(&text);
  unask(&a.asked);
}

/* --- random models ---------------------------------------------------------------------------- */

static bool is_open_with(struct asking *a, const struct change *changes, uint32_t count)
{
  struct arena kept = a->asked.unit.arena;
  a->asked.unit.arena = (struct arena){0};
  struct changes list = {changes, count};
  struct answers *answers = answers_open(&a->asked.unit, a->asked.model, &list, true);
  struct world world = a->goal.world;
  bool is_open =
      reach_has(reach_run(&a->asked.unit.arena, answers->ground, &world), a->goal.facts[0]);
  arena_free(&a->asked.unit.arena);
  a->asked.unit.arena = kept;
  return is_open;
}

typedef VEC_OF(struct change) change_list;

static change_list all_candidates(struct asking *a)
{
  static const char *const names[] = {"seal", "lock", "bar", "wall"};
  change_list list = {0};
  const struct model *model = a->asked.model;
  for (int i = 0; i < 4; i++) {
    uint32_t c = vocabulary_find(&model->vocabulary, TERM_CONTROL,
                                 symbols_find(&a->asked.unit.symbols, str_from(names[i])));
    for (uint32_t e = 0; e < model->entities.len; e++)
      if (control_stands_at(&model->vocabulary, c, model_entity(model, e)->kind) &&
          !model_is_with(model, e, c, COUNTED_PLACED))
        vec_push(&a->asked.unit.arena, &list,
                 (struct change){.type = CHANGE_WITH, .number = c, .entity = e});
  }
  return list;
}

/* Whether some subset of exactly `size` candidates from `from` on, with those chosen, is a cut. */
static bool some_cut(struct asking *a, const change_list *all, struct change *chosen,
                     uint32_t chosen_count, uint32_t size, uint32_t from)
{
  if (!size) return !is_open_with(a, chosen, chosen_count);
  for (uint32_t i = from; i + size <= all->len; i++) {
    chosen[chosen_count] = all->at[i];
    if (some_cut(a, all, chosen, chosen_count + 1, size - 1, i + 1)) return true;
  }
  return false;
}

static int others;

static bool is_barred(const struct change *change, const struct cut_member *member)
{
  bool is_same = change->number == member->control;
  for (uint32_t i = 0; i < member->instead.count; i++)
    is_same |= change->number == member->instead.at[i];
  return is_same && change->entity == member->thing;
}

/* A member can be done without where some cut as small has neither it nor what is instead of it. */
static void compare_others(struct asking *a, const change_list *all, const struct cut *cut,
                           uint32_t number)
{
  struct change chosen[64];
  assert_true(cut->are_others_known);
  for (uint32_t i = 0; i < cut->count; i++) {
    const struct cut_member *member = &cut->members[i];
    change_list rest = {0};
    for (size_t k = 0; k < all->len; k++)
      if (!is_barred(&all->at[k], member)) vec_push(&a->asked.unit.arena, &rest, all->at[k]);
    if (some_cut(a, &rest, chosen, 0, cut->count, 0) != (member->other != NULL))
      fail_msg("model %u: could do without %u: %d", number, i, member->other == NULL);
    for (uint32_t k = 0; member->other && k < cut->count; k++) {
      chosen[k] = (struct change){.type = CHANGE_WITH,
                                  .number = member->other[k].control,
                                  .entity = member->other[k].thing};
      assert_false(is_barred(&chosen[k], member));
    }
    if (member->other && is_open_with(a, chosen, cut->count))
      fail_msg("model %u: without %u it is no cut", number, i);
    others += member->other != NULL;
  }
}

static int tally[8];

static void compare_with_all_subsets(uint32_t number)
{
  struct writer text = {0};
  struct asking a;
  struct change chosen[64];
  box_seed = number;
  random_boxes(&text, false);
  char goal[40];
  snprintf(goal, sizeof goal, "outer.b0");
  ask_cut(&a, text.at, goal, "won");
  if (a.fact == NONE) {
    tally[7]++;
  } else {
    const struct cut *cut = cut_find(&a.asked.unit, &a.question);
    change_list all = all_candidates(&a);
    bool is_open = is_open_with(&a, NULL, 0);
    bool is_hopeless = is_open_with(&a, all.at, (uint32_t)all.len);
    if (cut->status != (!is_open ? CUT_NEEDLESS : is_hopeless ? CUT_IMPOSSIBLE : CUT_SMALLEST))
      fail_msg("model %u: status %d\n%s", number, cut->status, text.at);
    if (cut->status == CUT_SMALLEST && cut->count <= 3)
      for (uint32_t size = 0; size < cut->count; size++)
        if (some_cut(&a, &all, chosen, 0, size, 0))
          fail_msg("model %u: %u would do, not %u\n%s", number, size, cut->count, text.at);
    if (cut->status == CUT_SMALLEST && cut->count <= 2) compare_others(&a, &all, cut, number);
    tally[cut->status == CUT_SMALLEST   ? (cut->count < 4 ? cut->count : 4)
          : cut->status == CUT_NEEDLESS ? 5
                                        : 6]++;
  }
  writer_free(&text);
  unask(&a.asked);
}

static void as_small_as_any_subset(void **state)
{
  (void)state;
  const char *asked = getenv("CTM_CUT_MODELS");
  uint32_t count = asked ? (uint32_t)atoi(asked) : 150;
  for (uint32_t i = 0; i < count; i++) compare_with_all_subsets(i);
  if (asked)
    printf("sizes 1 2 3 more: %d %d %d %d, needless %d, impossible %d, nothing asked %d\n",
           tally[1], tally[2], tally[3], tally[4], tally[5], tally[6], tally[7]);
  assert_true(tally[1] + tally[2] + tally[3] >= (int)count / 10);
  assert_true(others >= (int)count / 20);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_control),
      cmocka_unit_test(all_of_several_things),
      cmocka_unit_test(weakest_door),
      cmocka_unit_test(slips_are_part_of_the_way),
      cmocka_unit_test(past_the_limit_bounds_hold),
      cmocka_unit_test(as_small_as_any_subset),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
