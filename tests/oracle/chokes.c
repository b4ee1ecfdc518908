/* Chokes against their definition, on whole models: take a state, a boundary or a weakness away, or
 * put a control in place, and ask the engine who still does what.
 *
 *   chokes MODEL…      each in several worlds; prints what differs, and how much was compared
 *
 * A fact is taken away by switching off every step that needs it; a control is put in place in the
 * model, which is grounded anew. What was left out of a table because it is long is not asked
 * about. */
#include "analyse/choke.h"
#include "analyse/judge.h"

#include <stdio.h>
#include <stdlib.h>

enum { SAMPLE = 150 /* controls, named or not, a world */ };

struct test {
  const char *path;
  struct unit unit;
  const struct model *model;
  struct answers *answers;
  const struct ground *ground;
  const char *world_name;
  struct choke_party *parties;
  uint32_t party_count;
  struct numbers despite;
  struct choke *choke;
  struct arena running;
  unsigned long compared;
  int bad;
};

static void complain(struct test *t, const char *what, const char *name, uint32_t scenario,
                     bool is_wanted)
{
  const struct choke_scenario *s = &t->choke->scenarios.at[scenario];
  if (t->bad++ > 20) return;
  printf("%s: %s: %s %s is %s choke of %s: %s, %d\n", t->path, t->world_name, what, name,
         is_wanted ? "a missing" : "no",
         model_entity(t->model, t->parties[s->party].reach->world.start)->id.at,
         model_entity(t->model, s->thing)->id.at, (int)s->harm);
}

static bool is_done(const struct reach *reach, const struct choke_scenario *s)
{
  for (uint32_t i = 0; i < s->fact_count; i++)
    if (reach_has(reach, s->facts[i])) return true;
  return false;
}

static bool is_in(const struct numbers *numbers, uint32_t number)
{
  for (uint32_t i = 0; i < numbers->count; i++)
    if (numbers->at[i] == number) return true;
  return false;
}

/* The world of a party with steps that are off besides. */
static const struct reach *run_without(struct test *t, uint32_t party, const uint64_t *off)
{
  struct world world = t->parties[party].reach->world;
  world.off = off;
  return reach_run(&t->running, t->ground, &world);
}

static void switch_off(const struct test *t, uint64_t *off, fact f)
{
  for (uint32_t i = t->ground->first_use[f]; i < t->ground->first_use[f + 1]; i++)
    bitset_add(off, t->ground->uses[i]);
}

/* --- facts ------------------------------------------------------------------------------------ */

static const struct numbers *row_of_fact(const struct test *t, fact f)
{
  for (size_t i = 0; i < t->choke->states.len; i++)
    for (uint32_t k = 0; k < t->choke->states.at[i].facts.count; k++)
      if (t->choke->states.at[i].facts.at[k] == f) return &t->choke->states.at[i].scenarios;
  for (size_t i = 0; i < t->choke->weaknesses.len; i++)
    if (t->choke->weaknesses.at[i].weakness == f) return &t->choke->weaknesses.at[i].scenarios;
  return NULL;
}

/* Where the party stands to begin with. */
static bool is_of_start(const struct test *t, uint32_t party, fact f)
{
  uint32_t at = t->parties[party].reach->world.start, entity = fact_entity(t->ground, f);
  if (!fact_is_state(t->ground, f)) return false;
  for (; at != NONE; at = model_entity(t->model, at)->place)
    if (at == entity) return true;
  return false;
}

static bool is_trivial(const struct test *t, const struct choke_scenario *s, fact f)
{
  for (uint32_t i = 0; i < s->fact_count; i++)
    if (s->facts[i] == f) return true;
  return is_of_start(t, s->party, f);
}

static uint32_t tally_of(const struct test *t, uint32_t party, fact f)
{
  for (size_t i = 0; i < t->choke->tallies.len; i++)
    if (t->choke->tallies.at[i].party == party && t->choke->tallies.at[i].state == f)
      return t->choke->tallies.at[i].scenarios;
  return 0;
}

static void check_fact(struct test *t, uint32_t party, fact f)
{
  arena_reset(&t->running);
  uint64_t *off = arena_new_array(&t->running, bitset_words(t->ground->step_count), uint64_t);
  switch_off(t, off, f);
  const struct reach *reach = run_without(t, party, off);
  const struct numbers *row = row_of_fact(t, f);
  bool is_complete = !t->choke->more_states && !t->choke->more_weaknesses;
  uint32_t count = 0;
  for (uint32_t i = 0; i < t->choke->scenarios.len; i++) {
    const struct choke_scenario *s = &t->choke->scenarios.at[i];
    if (s->party != party || is_trivial(t, s, f)) continue;
    bool is_wanted = !is_done(reach, s), is_said = row && is_in(row, i);
    count += is_wanted;
    t->compared++;
    if (is_wanted != is_said && (is_complete || is_said))
      complain(t, "state", fact_text(t->ground, &t->running, f), i, is_wanted);
  }
  if (fact_is_state(t->ground, f) && tally_of(t, party, f) != count && t->bad++ < 20)
    printf("%s: %s: %s is tallied %u, not %u\n", t->path, t->world_name,
           fact_text(t->ground, &t->running, f), tally_of(t, party, f), count);
}

/* --- boundaries ------------------------------------------------------------------------------- */

static bool lies_in(const struct test *t, fact f, uint32_t boundary)
{
  uint32_t entity = fact_entity(t->ground, f);
  const struct entity *e = model_entity(t->model, entity);
  if (e->root == ROOT_FLOW || e->root == ROOT_DATA) return false;
  return model_is_within(t->model, entity, boundary);
}

static const struct numbers *row_of_boundary(const struct test *t, uint32_t boundary)
{
  for (size_t i = 0; i < t->choke->boundaries.len; i++)
    if (is_in(&t->choke->boundaries.at[i].boundaries, boundary))
      return &t->choke->boundaries.at[i].scenarios;
  return NULL;
}

static void check_boundary(struct test *t, uint32_t party, uint32_t boundary)
{
  arena_reset(&t->running);
  if (model_is_within(t->model, t->parties[party].reach->world.start, boundary)) return;
  uint64_t *off = arena_new_array(&t->running, bitset_words(t->ground->step_count), uint64_t);
  for (fact f = 0; f < t->ground->fact_count; f++)
    if (lies_in(t, f, boundary)) switch_off(t, off, f);
  const struct reach *reach = run_without(t, party, off);
  const struct numbers *row = row_of_boundary(t, boundary);
  for (uint32_t i = 0; i < t->choke->scenarios.len; i++) {
    const struct choke_scenario *s = &t->choke->scenarios.at[i];
    if (s->party != party || model_is_within(t->model, s->thing, boundary)) continue;
    bool is_wanted = !is_done(reach, s), is_said = row && is_in(row, i);
    t->compared++;
    if (is_wanted != is_said && (!t->choke->more_boundaries || is_said))
      complain(t, "boundary", model_entity(t->model, boundary)->id.at, i, is_wanted);
  }
}

/* --- controls --------------------------------------------------------------------------------- */

static const struct choke_control *row_of_control(const struct test *t, const struct change *change)
{
  for (size_t i = 0; i < t->choke->controls.len; i++)
    for (uint32_t k = 0; k < t->choke->controls.at[i].option_count; k++)
      if (t->choke->controls.at[i].options[k].control == change->number &&
          t->choke->controls.at[i].options[k].thing == change->entity)
        return &t->choke->controls.at[i];
  return NULL;
}

/* Slips that people may still bring about, of those that there were. */
static struct facts slips_in(struct test *t, struct answers *answers)
{
  VEC_OF(fact) left = {0};
  struct arena *arena = &answers->unit->arena;
  for (uint32_t i = 0; i < t->despite.count; i++) {
    const struct slips *before = answers_slips(t->answers, t->despite.at[i]);
    const struct slips *now = answers_slips(answers, t->despite.at[i]);
    for (uint32_t k = 0; k < before->weakness_count; k++) {
      if (!reach_has(now->careless, before->weaknesses[k])) continue;
      vec_push(arena, &left, before->weaknesses[k]);
    }
  }
  return (struct facts){left.at, (uint32_t)left.len};
}

/* Whether just those scenarios are closed. */
static bool closes_just(struct test *t, struct answers *answers, const struct numbers *wanted)
{
  struct facts slips = slips_in(t, answers);
  bool is_same = true;
  for (uint32_t party = 0; party < t->party_count; party++) {
    struct world world = t->parties[party].reach->world;
    if (t->despite.count) world.slips = slips.at, world.slip_count = slips.count;
    const struct reach *reach = reach_run(&answers->unit->arena, answers->ground, &world);
    for (uint32_t i = 0; i < t->choke->scenarios.len; i++)
      if (t->choke->scenarios.at[i].party == party) {
        t->compared++;
        is_same &= is_done(reach, &t->choke->scenarios.at[i]) != is_in(wanted, i);
      }
  }
  return is_same;
}

/* Of a row that is not written out in full any control may be one. */
static bool is_right(struct test *t, struct answers *answers, const struct change *change)
{
  const struct choke_control *row = row_of_control(t, change);
  if (row) return closes_just(t, answers, &row->scenarios);
  if (t->choke->more_controls) return true;
  for (size_t i = 0; i < t->choke->controls.len; i++)
    if (t->choke->controls.at[i].more_options &&
        closes_just(t, answers, &t->choke->controls.at[i].scenarios))
      return true;
  return closes_just(t, answers, &(struct numbers){0});
}

static void check_control(struct test *t, struct change change)
{
  struct arena kept = t->unit.arena;
  t->unit.arena = (struct arena){0};
  struct answers *answers = answers_open(&t->unit, t->model, &(struct changes){&change, 1}, true);
  if (!is_right(t, answers, &change) && t->bad++ < 20)
    printf("%s: %s: %s on %s does not close what it should\n", t->path, t->world_name,
           unit_name(&t->unit, t->model->vocabulary.controls.at[change.number].term.name),
           model_entity(t->model, change.entity)->id.at);
  arena_free(&t->unit.arena);
  t->unit.arena = kept;
}

typedef VEC_OF(struct change) change_list;

/* All that may be added anywhere. */
static change_list all_controls(struct test *t, struct arena *arena)
{
  change_list list = {0};
  const struct vocabulary *v = &t->model->vocabulary;
  for (uint32_t e = 0; e < t->model->entities.len; e++)
    for (uint32_t c = 0; c < v->controls.len; c++)
      if (control_stands_at(v, c, model_entity(t->model, e)->kind) &&
          !model_is_with(t->model, e, c, COUNTED_PLACED))
        vec_push(arena, &list, (struct change){.type = CHANGE_WITH, .number = c, .entity = e});
  return list;
}

/* Those that are named, and of all others every so many. */
static void check_controls(struct test *t)
{
  struct arena scratch = {0};
  for (size_t i = 0; i < t->choke->controls.len; i++)
    for (uint32_t k = 0; k < t->choke->controls.at[i].option_count; k++)
      check_control(t, (struct change){.type = CHANGE_WITH,
                                       .number = t->choke->controls.at[i].options[k].control,
                                       .entity = t->choke->controls.at[i].options[k].thing});
  change_list all = all_controls(t, &scratch);
  for (size_t i = 0; i < all.len; i += 1 + all.len / SAMPLE) check_control(t, all.at[i]);
  arena_free(&scratch);
}

/* --- worlds ----------------------------------------------------------------------------------- */

static void check_world(struct test *t)
{
  const struct choke_question question = {t->answers, t->parties, t->party_count, t->despite};
  t->choke = choke_find(&t->unit, &question);
  if (t->choke->is_broken && t->bad++ < 20)
    printf("%s: %s: the answer calls itself broken\n", t->path, t->world_name);
  for (uint32_t party = 0; party < t->party_count; party++) {
    for (fact f = 0; f < t->ground->fact_count; f++)
      if (reach_has(t->parties[party].reach, f)) check_fact(t, party, f);
    for (uint32_t e = 0; e < t->model->entities.len; e++)
      if (model_entity(t->model, e)->root == ROOT_BOUNDARY) check_boundary(t, party, e);
  }
  if (t->choke->asks_controls) check_controls(t);
}

static void ask_attackers(struct test *t, const char *name, enum world_type type,
                          struct numbers despite)
{
  const struct numbers who = t->answers->attackers;
  struct numbers slips =
      answers_united_slips(t->answers, &t->unit.arena, despite.at, despite.count);
  t->world_name = name;
  t->despite = despite;
  t->parties = arena_new_array(&t->unit.arena, who.count, struct choke_party);
  t->party_count = who.count;
  for (uint32_t i = 0; i < who.count; i++) {
    struct world world = world_of(t->ground, who.at[i], type);
    world.slips = slips.at;
    world.slip_count = slips.count;
    t->parties[i].reach = reach_run(&t->unit.arena, t->ground, &world);
  }
  check_world(t);
}

static void ask_careless(struct test *t)
{
  const struct numbers who = t->answers->careless;
  t->world_name = "careless";
  t->despite = (struct numbers){0};
  t->parties = arena_new_array(&t->unit.arena, who.count, struct choke_party);
  t->party_count = who.count;
  for (uint32_t i = 0; i < who.count; i++) {
    const struct slips *slips = answers_slips(t->answers, who.at[i]);
    t->parties[i] = (struct choke_party){slips->careless, slips->rules};
  }
  check_world(t);
}

static void check_model(struct test *t)
{
  const struct numbers nobody = {0};
  ask_attackers(t, "residual", WORLD_RESIDUAL, nobody);
  ask_attackers(t, "inherent", WORLD_INHERENT, nobody);
  ask_attackers(t, "planned", WORLD_PLANNED, nobody);
  ask_attackers(t, "despite all", WORLD_RESIDUAL, t->answers->careless);
  ask_careless(t);
}

static bool load(struct test *t)
{
  struct model *model;
  unit_init(&t->unit, (struct day){2026, 11, 25});
  struct status status = model_build(&t->unit, t->path, NULL, &model);
  if (status.code != STATUS_OK || t->unit.errors) return false;
  t->model = model;
  t->answers = answers_open(&t->unit, model, NULL, true);
  if (t->answers) t->ground = t->answers->ground;
  return t->answers != NULL;
}

int main(int argc, char **argv)
{
  unsigned long compared = 0, chokes = 0;
  int bad = 0;
  for (int i = 1; i < argc; i++) {
    struct test t = {.path = argv[i]};
    if (load(&t)) {
      check_model(&t);
    } else {
      printf("%s: cannot be read\n", argv[i]);
      bad++;
    }
    compared += t.compared;
    bad += t.bad;
    if (t.choke) chokes += t.choke->states.len;
    arena_free(&t.running);
    unit_free(&t.unit);
  }
  printf("%d models, %lu comparisons, %d bad\n", argc - 1, compared, bad);
  return bad || !compared ? EXIT_FAILURE : EXIT_SUCCESS;
}
