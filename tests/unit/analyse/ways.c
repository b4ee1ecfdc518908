/* Several ways, and the least effort: by hand, then random models against all subsets of steps. */
#include "analyse/ways.h"

#include "analyse/net.h"
#include "analyse/stops.h"
#include "unit/analyse/boxes.h"

#include <stdlib.h>

struct asking {
  struct asked asked;
  struct ways_question question;
  fact goal;
};

static void ask_ways(struct asking *a, const char *text, const char *id, uint32_t most)
{
  ask(&a->asked, text);
  const struct vocabulary *v = &a->asked.model->vocabulary;
  uint32_t won =
      vocabulary_find(v, TERM_WEAKNESS, symbols_find(&a->asked.unit.symbols, STR("won")));
  a->goal = ground_weakness(a->asked.answers->ground, thing(&a->asked, id), won);
  a->question = (struct ways_question){.answers = a->asked.answers,
                                       .reach = run(&a->asked, "net.eve", WORLD_RESIDUAL),
                                       .goals = &a->goal,
                                       .goal_count = a->goal != NONE,
                                       .most = most,
                                       .work = LIMIT_WAY_WORK,
                                       .least_work = LIMIT_LEAST_WORK};
}

static struct ways *find(struct asking *a)
{
  struct ways *ways = ways_find(&a->asked.unit, &a->question);
  assert_false(ways->is_broken);
  return ways;
}

static const char *rule_of(struct asking *a, uint32_t step)
{
  const struct ground *ground = a->asked.answers->ground;
  return unit_name(&a->asked.unit,
                   a->asked.model->vocabulary.rules.at[ground_rule(ground, step)].term.name);
}

/* "a b 3, c 4; all": the rules of each way, its effort, and what is said of the rest. */
static const char *ways_text(struct asking *a)
{
  static const char *const rests[] = {"all", "more", "unknown"};
  const struct ways *ways = find(a);
  struct arena *arena = &a->asked.unit.arena;
  const char *text = "";
  for (uint32_t w = 0; w < ways->count; w++) {
    if (w) text = arena_format(arena, "%s, ", text);
    for (uint32_t i = 0; i < ways->ways[w].proof->count; i++)
      text = arena_format(arena, "%s%s ", text, rule_of(a, ways->ways[w].proof->steps[i].step));
    text = arena_format(arena, "%s%u", text, ways->ways[w].proof->effort);
  }
  return arena_format(arena, "%s; %s", text, rests[ways->rest]);
}

static void expect(const char *text, uint32_t most, const char *wanted)
{
  struct asking a;
  ask_ways(&a, text, "b", most);
  assert_string_equal(ways_text(&a), wanted);
  unask(&a.asked);
}

#define OWN                                                                                        \
  NET "weakness lost\nweakness found\nweakness won\n"                                              \
      "control bar at box\ncontrol seal at box\nkind box is machine\n"

static void ways_differ_in_a_step_that_can_be_stopped(void **state)
{
  (void)state;
  /* two doors, then one way on */
#define DOORS                                                                                      \
  OWN "technique door at box { gains lost stopped-by bar effort 2 }\n"                             \
      "technique window at box { gains lost stopped-by seal effort 3 }\n"                          \
      "technique on at box { needs lost gains won }\nbox b\n"
  expect(DOORS, 5, "door on 2, window on 3; all");
  expect(DOORS, 2, "door on 2, window on 3; all");
  expect(DOORS "technique roof at box { gains lost stopped-by hosts.bar effort 4 }\n"
               "box h\nextend b { on h }\n",
         2, "door on 2, window on 3; more");
  /* steps that the same controls stop are no difference, nor is one that more controls stop */
  expect(DOORS "technique roof at box { gains lost stopped-by seal effort 4 }\n", 5,
         "door on 2, window on 3; all");
  expect(DOORS "technique roof at box { gains lost stopped-by bar, seal effort 4 }\n", 5,
         "door on 2, window on 3; all");
  /* what cannot be stopped makes no other way */
  expect(OWN "technique door at box { gains won effort 2 }\n"
             "technique window at box { gains won stopped-by seal effort 3 }\nbox b\n",
         5, "door 2; all");
  /* nor does a detour over a step that can be */
  expect(OWN "technique door at box { gains lost stopped-by bar effort 2 }\n"
             "technique on at box { needs lost gains won effort 1 }\n"
             "technique round at box { needs lost gains found stopped-by seal }\n"
             "technique over at box { needs found gains won }\nbox b\n",
         5, "door round over 2, door on 3; all");
  expect(OWN "technique door at box { gains lost stopped-by bar effort 2 }\n"
             "technique on at box { needs lost gains won }\n"
             "technique round at box { needs lost gains found stopped-by seal }\n"
             "technique over at box { needs found gains won }\nbox b\n",
         5, "door on 2; all");
}

static void diverse_ways_come_first(void **state)
{
  (void)state;
  /* two stages of two steps each: the second way shares nothing, though others are easier */
  expect(OWN "technique a at box { gains lost stopped-by bar }\n"
             "technique b at box { gains lost stopped-by seal effort 3 }\n"
             "technique c at box { needs lost gains won stopped-by hosts.bar }\n"
             "technique d at box { needs lost gains won stopped-by hosts.seal effort 1 }\nbox "
             "h\nbox b on h\n",
         5, "a c 0, b d 4, a d 1, b c 3; all");
}

static void what_is_there_needs_no_way(void **state)
{
  (void)state;
  struct asking a;
  ask_ways(&a,
           OWN "technique t at box { gains lost }\ntechnique u at box { needs won gains found }\n"
               "box b has won\n",
           "b", 3);
  a.question.is_least = true;
  const struct ways *ways = find(&a);
  assert_int_equal(ways->count, 1);
  assert_int_equal(ways->ways[0].proof->count, 0);
  assert_true(ways->is_least);
  unask(&a.asked);
}

static void slips_that_can_be_stopped_make_ways(void **state)
{
  (void)state;
  struct asking a;
  ask_ways(&a,
           NET "careless-operator tim makes slip, trip\nweakness slipped\nweakness tripped\n"
               "weakness won\ncontrol bar at box\ncontrol seal at box\nkind box is machine\n"
               "mistake slip at box { gains slipped stopped-by bar }\n"
               "mistake trip at box { gains tripped stopped-by seal }\n"
               "technique a at box { needs slipped gains won }\n"
               "technique b at box { needs tripped gains won }\nbox b\n",
           "b", 5);
  uint32_t tim = thing(&a.asked, "tim");
  struct numbers slips = answers_united_slips(a.asked.answers, &a.asked.unit.arena, &tim, 1);
  struct world world = a.question.reach->world;
  world.slips = slips.at;
  world.slip_count = slips.count;
  a.question.reach = reach_run(&a.asked.unit.arena, a.asked.answers->ground, &world);
  assert_string_equal(ways_text(&a), "a 0, b 0; all");
  assert_int_equal(find(&a)->ways[1].proof->slips[0].person, tim);
  unask(&a.asked);
}

static void the_least_effort_counts_a_step_once(void **state)
{
  (void)state;
  /* the engine counts `lost` twice and so prefers two steps of 3 */
  struct asking a;
  ask_ways(&a,
           OWN "weakness half\ntechnique a at box { gains lost effort 4 }\n"
               "technique b at box { needs lost gains found }\n"
               "technique c at box { needs lost gains half }\n"
               "technique d at box { needs found, half gains won }\n"
               "technique e at box { gains found effort 3 }\n"
               "technique f at box { gains half effort 3 }\nbox b\n",
           "b", 1);
  assert_string_equal(ways_text(&a), "e f d 6; unknown");
  a.question.is_least = true;
  const struct ways *ways = find(&a);
  assert_true(ways->is_least);
  assert_int_equal(ways->lower, 4);
  assert_int_equal(ways->ways[0].proof->effort, 4);
  unask(&a.asked);
}

/* --- limits ----------------------------------------------------------------------------------- */

static void past_the_limits_it_is_said(void **state)
{
  (void)state;
  struct asking a;
  ask_ways(&a, DOORS, "b", 5);
  a.question.work = 0;
  assert_string_equal(ways_text(&a), "door on 2; unknown");
  unask(&a.asked);
  ask_ways(&a,
           OWN "weakness w1\nweakness w2\nweakness w3\n"
               "technique a at box { gains lost effort 3 }\n"
               "technique b at box { needs lost gains w1 effort 1 }\n"
               "technique c at box { needs lost gains w2 effort 1 }\n"
               "technique d at box { needs lost gains w3 effort 1 }\n"
               "technique e at box { needs w1, w2, w3 gains won effort 1 }\nbox b\n",
           "b", 1);
  a.question.is_least = true;
  a.question.least_work = 0;
  const struct ways *ways = find(&a);
  assert_false(ways->is_least);
  assert_int_equal(ways->lower, 5); /* the dearest premise of each step by itself */
  assert_int_equal(ways->ways[0].proof->effort, 7);
  a.question.least_work = LIMIT_LEAST_WORK;
  assert_true(find(&a)->is_least);
  unask(&a.asked);
}

/* --- random models ---------------------------------------------------------------------------- */

enum { MOST = 11 /* of what all subsets are tried */, WORDS = (1 << MOST) / 64 };

static bool can_be_taken(const struct reach *reach, uint32_t step)
{
  struct premises premises = ground_premises(reach->ground, step);
  for (uint32_t i = 0; i < premises.count; i++)
    if (!reach_has(reach, premises.at[i])) return false;
  return world_allows(reach->ground, &reach->world, step);
}

/* The steps that are of use on a way. */
static struct numbers useful_steps(struct asking *a)
{
  struct arena *arena = &a->asked.unit.arena;
  VEC_OF(uint32_t) steps = {0};
  const struct reach *reach = a->question.reach;
  const uint64_t *relevant = answers_relevant(a->asked.answers, arena, &reach->world, &a->goal, 1);
  for (uint32_t s = 0; s < reach->ground->step_count; s++)
    if (bitset_has(relevant, reach->ground->conclusion[s]) && can_be_taken(reach, s))
      vec_push(arena, &steps, s);
  return (struct numbers){steps.at, (uint32_t)steps.len};
}

static bool is_reached_without(struct asking *a, const uint64_t *off)
{
  struct arena scratch = {0};
  struct world world = a->question.reach->world;
  world.off = off;
  bool is_reached = reach_has(reach_run(&scratch, a->question.reach->ground, &world), a->goal);
  arena_free(&scratch);
  return is_reached;
}

/* --- all subsets of controls ------------------------------------------------------------------ */

/* By step: the subsets of the controls that may be added with which it is stopped. */
struct stopping {
  struct stops stops;
  struct numbers steps;
  uint32_t *nodes;
  uint64_t (*with)[WORDS];
};

static bool find_stopping(struct asking *a, struct stopping *s)
{
  struct arena *arena = &a->asked.unit.arena;
  s->steps = useful_steps(a);
  stops_init(&s->stops, arena, a->asked.answers->ground);
  s->nodes = arena_new_array(arena, s->steps.count, uint32_t);
  for (uint32_t i = 0; i < s->steps.count; i++)
    s->nodes[i] = stops_of_step(&s->stops, COUNTED_PLACED, s->steps.at[i]);
  s->with = arena_array(arena, s->steps.count, sizeof *s->with);
  return s->stops.circuit.leaves.len <= MOST;
}

/* Reached with these controls added? And is each way stopped that they should stop? */
static void try_controls(struct asking *a, struct stopping *s, uint64_t subset, uint32_t number,
                         const struct ways *ways)
{
  struct arena scratch = {0};
  const struct circuit *circuit = &s->stops.circuit;
  const struct ground *ground = a->asked.answers->ground;
  uint8_t *values = arena_new_array(&scratch, circuit->nodes.len, uint8_t);
  uint64_t *off = arena_new_array(&scratch, bitset_words(ground->step_count), uint64_t);
  circuit_evaluate(circuit, &subset, values);
  for (uint32_t i = 0; i < s->steps.count; i++)
    if (s->nodes[i] != NODE_FALSE && values[s->nodes[i]]) {
      bitset_add(off, s->steps.at[i]);
      bitset_add(s->with[i], subset);
    }
  bool is_any = false;
  for (uint32_t w = 0; w < ways->count; w++) {
    bool is_open = true;
    for (uint32_t i = 0; i < ways->ways[w].proof->count; i++)
      is_open &= !bitset_has(off, ways->ways[w].proof->steps[i].step);
    is_any |= is_open;
  }
  if (is_any != is_reached_without(a, off))
    fail_msg("model %u: with controls %lx", number, (unsigned long)subset);
  arena_free(&scratch);
}

/* The stops of a way: the first steps that the same subsets stop. */
struct stop_set {
  uint32_t at[64];
  uint32_t count;
};

static struct stop_set stops_of(const struct stopping *s, const struct proof *proof)
{
  struct stop_set set = {.count = 0};
  for (uint32_t k = 0; k < proof->count; k++)
    for (uint32_t i = 0; i < s->steps.count; i++) {
      if (s->steps.at[i] != proof->steps[k].step || s->nodes[i] == NODE_FALSE) continue;
      uint32_t first = 0, known = 0;
      while (memcmp(s->with[first], s->with[i], sizeof s->with[i]) != 0) first++;
      while (known < set.count && set.at[known] != first) known++;
      if (known == set.count) set.at[set.count++] = first;
    }
  return set;
}

/* Whatever stops the one step stops the other. */
static bool falls_with(const struct stopping *s, uint32_t one, uint32_t other)
{
  for (int w = 0; w < WORDS; w++)
    if (s->with[one][w] & ~s->with[other][w]) return false;
  return true;
}

static bool is_any_falling(const struct stopping *s, uint32_t stop, const struct stop_set *set)
{
  for (uint32_t i = 0; i < set->count; i++)
    if (falls_with(s, stop, set->at[i])) return true;
  return false;
}

/* Whatever stops the one way stops the other. */
static bool is_within(const struct stopping *s, const struct stop_set *one,
                      const struct stop_set *other)
{
  for (uint32_t i = 0; i < one->count; i++)
    if (!is_any_falling(s, one->at[i], other)) return false;
  return true;
}

static uint32_t shared(const struct stopping *s, const struct stop_set *sets, uint32_t shown,
                       uint32_t at)
{
  uint32_t sum = 0;
  for (uint32_t w = 0; w < shown; w++)
    for (uint32_t i = 0; i < sets[at].count; i++) {
      bool falls = false;
      for (uint32_t k = 0; k < sets[w].count && !falls; k++)
        falls = falls_with(s, sets[w].at[k], sets[at].at[i]);
      sum += falls;
    }
  return sum;
}

/* The easiest first, then that which shares least, the easier of such. */
static void expect_order(const struct stopping *s, const struct ways *ways,
                         const struct stop_set *sets, uint32_t number)
{
  for (uint32_t w = 0; w < ways->count; w++)
    for (uint32_t later = w + 1; later < ways->count; later++) {
      uint32_t own = shared(s, sets, w, w), other = shared(s, sets, w, later);
      if (own > other ||
          (own == other && ways->ways[w].proof->effort > ways->ways[later].proof->effort))
        fail_msg("model %u: way %u stands before %u", number, w, later);
      if (is_within(s, &sets[w], &sets[later]) && is_within(s, &sets[later], &sets[w]))
        fail_msg("model %u: ways %u and %u are one", number, w, later);
    }
}

static const struct ways *expect_all_ways(struct asking *a, struct stopping *s, uint32_t number)
{
  const struct ways *ways = find(a);
  struct stop_set sets[LIMIT_WAYS];
  assert_int_equal(ways->rest, WAYS_ALL);
  for (uint64_t subset = 0; subset < (uint64_t)1 << s->stops.circuit.leaves.len; subset++)
    try_controls(a, s, subset, number, ways);
  for (uint32_t w = 0; w < ways->count; w++) {
    sets[w] = stops_of(s, ways->ways[w].proof);
    assert_int_equal(sets[w].count, ways->ways[w].stops);
  }
  expect_order(s, ways, sets, number);
  return ways;
}

/* --- all subsets of steps --------------------------------------------------------------------- */

struct chosen_steps {
  uint32_t at[MOST];
  uint32_t count;
};

/* Those that take some effort; false: too many. */
static bool choose_steps(struct asking *a, struct chosen_steps *chosen)
{
  const struct reach *reach = a->question.reach;
  struct numbers steps = useful_steps(a);
  chosen->count = 0;
  for (uint32_t i = 0; i < steps.count; i++) {
    if (!world_effort(reach->ground, &reach->world, steps.at[i])) continue;
    if (chosen->count == MOST) return false;
    chosen->at[chosen->count++] = steps.at[i];
  }
  return true;
}

static bool is_reached_with(struct asking *a, const struct chosen_steps *chosen, uint32_t subset)
{
  struct arena scratch = {0};
  const struct ground *ground = a->question.reach->ground;
  uint64_t *off = arena_new_array(&scratch, bitset_words(ground->step_count), uint64_t);
  for (uint32_t i = 0; i < chosen->count; i++)
    if (!((subset >> i) & 1)) bitset_add(off, chosen->at[i]);
  bool is_reached = is_reached_without(a, off);
  arena_free(&scratch);
  return is_reached;
}

static uint32_t effort_of(struct asking *a, const struct chosen_steps *chosen, uint32_t subset)
{
  uint32_t sum = 0;
  const struct reach *reach = a->question.reach;
  for (uint32_t i = 0; i < chosen->count; i++)
    if ((subset >> i) & 1) sum += world_effort(reach->ground, &reach->world, chosen->at[i]);
  return sum;
}

/* Returns by how much the engine's way is harder. */
static uint32_t expect_least(struct asking *a, const struct chosen_steps *chosen, uint32_t number)
{
  uint32_t least = UINT32_MAX, all = (1u << chosen->count) - 1;
  for (uint32_t subset = 0; subset <= all; subset++) {
    uint32_t effort = effort_of(a, chosen, subset);
    if (effort < least && is_reached_with(a, chosen, subset)) least = effort;
  }
  uint32_t plain = proof_make(&a->asked.unit.arena, a->question.reach, a->goal)->effort;
  a->question.most = 1;
  a->question.is_least = true;
  const struct ways *ways = find(a);
  if (!ways->is_least || ways->lower != least || ways->ways[0].proof->effort != least)
    fail_msg("model %u: %u is the least, not %u", number, least, ways->lower);
  return plain - least;
}

static int tally[6];

static void compare_with_all_subsets(uint32_t number)
{
  struct writer text = {0};
  struct asking a;
  box_seed = number;
  random_boxes(&text, true);
  ask_ways(&a, text.at, "outer.b0", LIMIT_WAYS);
  if (reach_has(a.question.reach, a.goal)) {
    struct stopping stopping;
    struct chosen_steps chosen;
    if (find_stopping(&a, &stopping)) {
      const struct ways *ways = expect_all_ways(&a, &stopping, number);
      tally[0]++;
      tally[1] += ways->count > 1;
      tally[2] += ways->count > 3;
    }
    if (choose_steps(&a, &chosen)) {
      tally[3]++;
      tally[4] += expect_least(&a, &chosen, number) > 0;
    }
  }
  writer_free(&text);
  unask(&a.asked);
}

static void as_all_subsets_say(void **state)
{
  (void)state;
  const char *asked = getenv("CTM_WAY_MODELS");
  uint32_t count = asked ? (uint32_t)atoi(asked) : 300;
  for (uint32_t i = 0; i < count; i++) compare_with_all_subsets(i);
  if (asked)
    printf(
        "models with ways %d, several %d, more than three %d; efforts %d, the engine's harder %d\n",
        tally[0], tally[1], tally[2], tally[3], tally[4]);
  assert_true(tally[1] >= (int)count / 20 && tally[3] >= (int)count / 20);
  assert_true(tally[4] > 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ways_differ_in_a_step_that_can_be_stopped),
      cmocka_unit_test(diverse_ways_come_first),
      cmocka_unit_test(what_is_there_needs_no_way),
      cmocka_unit_test(slips_that_can_be_stopped_make_ways),
      cmocka_unit_test(the_least_effort_counts_a_step_once),
      cmocka_unit_test(past_the_limits_it_is_said),
      cmocka_unit_test(as_all_subsets_say),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
