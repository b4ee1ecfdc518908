/* Who is asked about, and what has been worked out so far. */
#include "analyse/answers.h"

#include "analyse/judge.h"

#include <assert.h>

static struct numbers parties(const struct model *model, struct arena *arena, enum stance stance)
{
  VEC_OF(uint32_t) list = {0};
  for (uint32_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = &model->entities.at[i];
    if (e->root == ROOT_ACTOR && e->party.stance == stance) vec_push(arena, &list, i);
  }
  return (struct numbers){list.at, (uint32_t)list.len};
}

/* Mistakes matter where somebody is careless or an assertion supposes a slip. */
static bool asks_of_mistakes(const struct answers *answers)
{
  if (answers->careless.count) return true;
  for (size_t i = 0; i < answers->model->assertions.len; i++)
    if (answers->model->assertions.at[i].despite.count) return true;
  return false;
}

struct answers *answers_open(struct unit *unit, const struct model *model,
                             const struct changes *changes, bool with_mistakes)
{
  if (changes && changes->count) model = model_changed(unit, model, changes);
  struct answers *answers = arena_new(&unit->arena, struct answers);
  answers->unit = unit;
  answers->model = model;
  answers->attackers = parties(model, &unit->arena, STANCE_HOSTILE);
  answers->careless = parties(model, &unit->arena, STANCE_CARELESS);
  answers->ground = ground_make(unit, model, with_mistakes || asks_of_mistakes(answers));
  if (!answers->ground) return NULL;
  answers->reaches = arena_new_array(&unit->arena, WORLD_CARELESS + 1, struct reach **);
  for (int type = 0; type <= WORLD_CARELESS; type++)
    answers->reaches[type] =
        arena_new_array(&unit->arena, answers->attackers.count, struct reach *);
  answers->closures = arena_new_array(&unit->arena, answers->attackers.count, struct closure *);
  answers->slips = arena_new_array(&unit->arena, model->entities.len, struct slips *);
  map_init(&answers->other_slips, &unit->arena, 8);
  return answers;
}

struct answers *answer_all(struct unit *unit, const struct model *model,
                           const struct changes *changes)
{
  if (unit->errors) return NULL;
  struct answers *answers = answers_open(unit, model, changes, false);
  if (!answers) return NULL;
  size_t count = model->assertions.len;
  answers->verdicts = arena_new_array(&unit->arena, count, struct verdict);
  for (uint32_t i = 0; i < count; i++)
    answers->verdicts[i] = answers_judge(answers, i, WORLD_RESIDUAL);
  return answers;
}

const struct reach *answers_reach(struct answers *answers, enum world_type type, uint32_t position)
{
  struct reach **made = &answers->reaches[type][position];
  if (*made) return *made;
  struct world world = world_of(answers->ground, answers->attackers.at[position], type);
  *made = reach_run(&answers->unit->arena, answers->ground, &world);
  return *made;
}

/* How many controls count. */
static int controls_counted(enum world_type type)
{
  static const int counted[] = {
      [WORLD_PLANNED] = 3, [WORLD_RESIDUAL] = 2, [WORLD_EVIDENCED] = 1, [WORLD_INHERENT] = 0};
  assert(type != WORLD_CARELESS);
  return counted[type];
}

const struct closure *answers_closure(struct answers *answers, enum world_type type,
                                      uint32_t position)
{
  struct closure **made = &answers->closures[position];
  struct world world = world_of(answers->ground, answers->attackers.at[position], type);
  if (!*made || controls_counted((*made)->type) < controls_counted(type))
    *made = closure_run(&answers->unit->arena, answers->ground, &world);
  else if ((*made)->type != type)
    closure_continue(*made, answers->ground, &world);
  return *made;
}

/* --- slips --------------------------------------------------------------------------------------
 */

static struct slips *slips_make(const struct answers *answers, uint32_t person,
                                enum world_type controls)
{
  struct arena *arena = &answers->unit->arena;
  const struct ground *ground = answers->ground;
  struct slips *slips = arena_new(arena, struct slips);
  struct world world = world_of(ground, person, WORLD_CARELESS);
  world.controls = controls;
  slips->person = person;
  slips->careless = reach_run(arena, ground, &world);
  world.only_rules = true;
  slips->rules = reach_run(arena, ground, &world);
  VEC_OF(fact) brought = {0};
  for (fact f = ground->state_count; f < ground->fact_count; f++)
    if (slips_give(slips, f)) vec_push(arena, &brought, f);
  slips->weaknesses = brought.at;
  slips->weakness_count = (uint32_t)brought.len;
  return slips;
}

const struct slips *answers_slips(struct answers *answers, uint32_t person)
{
  struct slips **made = &answers->slips[person];
  if (!*made) *made = slips_make(answers, person, WORLD_RESIDUAL);
  return *made;
}

const struct slips *answers_slips_in(struct answers *answers, uint32_t person,
                                     enum world_type controls)
{
  if (controls == WORLD_RESIDUAL) return answers_slips(answers, person);
  uint32_t number = map_get(&answers->other_slips, person, (uint32_t)controls);
  if (number != MAP_NONE) return answers->slips_made.at[number];
  struct slips *slips = slips_make(answers, person, controls);
  map_add(&answers->other_slips, person, (uint32_t)controls, (uint32_t)answers->slips_made.len);
  vec_push(&answers->unit->arena, &answers->slips_made, slips);
  return slips;
}

struct numbers answers_united_slips_in(struct answers *answers, struct arena *arena,
                                       enum world_type controls, const uint32_t *people,
                                       uint32_t count)
{
  const struct ground *ground = answers->ground;
  uint32_t most = ground->fact_count - ground->state_count;
  uint64_t *set = arena_new_array(arena, bitset_words(most), uint64_t);
  for (uint32_t i = 0; i < count; i++) {
    const struct slips *slips = answers_slips_in(answers, people[i], controls);
    for (uint32_t k = 0; k < slips->weakness_count; k++)
      bitset_add(set, slips->weaknesses[k] - ground->state_count);
  }
  VEC_OF(uint32_t) united = {0};
  for (uint32_t i = 0; i < most; i++)
    if (bitset_has(set, i)) vec_push(arena, &united, ground->state_count + i);
  return (struct numbers){united.at, (uint32_t)united.len};
}

struct numbers answers_united_slips(struct answers *answers, struct arena *arena,
                                    const uint32_t *people, uint32_t count)
{
  return answers_united_slips_in(answers, arena, WORLD_RESIDUAL, people, count);
}

void answers_blame(const struct answers *answers, struct proof *proof)
{
  for (uint32_t i = 0; i < proof->slip_count; i++)
    for (uint32_t e = 0; e < answers->model->entities.len; e++) {
      const struct slips *slips = answers->slips[e];
      if (!slips || !slips_give(slips, proof->slips[i].weakness)) continue;
      proof->slips[i].person = e;
      proof->slips[i].step = reach_by(slips->careless, proof->slips[i].weakness);
      break;
    }
}

/* --- harm ---------------------------------------------------------------------------------------
 */

static const enum privilege harm_privileges[HARM_COUNT][4] = {
    [HARM_CONFIDENTIALITY] = {PRIVILEGE_READ, PRIVILEGE_EXEC, PRIVILEGE_ADMIN, PRIVILEGE_COUNT},
    [HARM_INTEGRITY] = {PRIVILEGE_WRITE, PRIVILEGE_EXEC, PRIVILEGE_ADMIN, PRIVILEGE_COUNT},
    [HARM_AVAILABILITY] = {PRIVILEGE_DENY, PRIVILEGE_EXEC, PRIVILEGE_ADMIN, PRIVILEGE_COUNT},
};

/* Worth stands on what says so, and on data that is information itself: neither an image nor
 * something that only holds other data. */
static bool is_of_worth(const struct model *model, uint32_t entity)
{
  const struct entity *e = model_entity(model, entity);
  if (e->is_worth_stated) return true;
  if (e->root != ROOT_DATA) return false;
  if (kind_is(&model->vocabulary, e->kind, model->vocabulary.image_kind)) return false;
  uint32_t held;
  (void)model_walk(model, PATHWORD_HOLDS, entity, &held);
  return held == 0;
}

static struct harm_goal harm_goal(const struct ground *ground, uint32_t entity, enum harm harm)
{
  const struct entity *e = model_entity(ground->model, entity);
  struct harm_goal goal = {.thing = entity, .harm = harm};
  goal.impact = (uint8_t)(1 + e->worth[harm]);
  for (int i = 0; harm_privileges[harm][i] != PRIVILEGE_COUNT; i++) {
    fact f = ground_state(ground, entity, harm_privileges[harm][i]);
    if (f != NONE) goal.facts[goal.fact_count++] = f;
  }
  return goal;
}

struct harm_goal *answers_harm_goals(const struct answers *answers, struct arena *arena,
                                     uint32_t *count)
{
  VEC_OF(struct harm_goal) goals = {0};
  const struct model *model = answers->model;
  for (uint32_t i = 0; i < model->entities.len; i++) {
    if (!is_of_worth(model, i)) continue;
    for (int harm = 0; harm < HARM_COUNT; harm++) {
      struct harm_goal goal = harm_goal(answers->ground, i, (enum harm)harm);
      if (goal.fact_count) vec_push(arena, &goals, goal);
    }
  }
  *count = (uint32_t)goals.len;
  return goals.at;
}

/* Backwards over the steps that the world allows: from conclusions that matter to their premises.
 */
uint64_t *answers_relevant(const struct answers *answers, struct arena *arena,
                           const struct world *world, const fact *goals, uint32_t count)
{
  const struct ground *ground = answers->ground;
  struct arena scratch = {0};
  uint64_t *set = arena_new_array(arena, bitset_words(ground->fact_count), uint64_t);
  uint32_t *first = arena_new_array(&scratch, ground->fact_count + 2, uint32_t);
  uint32_t *makers = arena_new_array(&scratch, ground->step_count, uint32_t);
  for (uint32_t s = 0; s < ground->step_count; s++) first[ground->conclusion[s] + 2]++;
  for (uint32_t f = 0; f < ground->fact_count; f++) first[f + 2] += first[f + 1];
  for (uint32_t s = 0; s < ground->step_count; s++) makers[first[ground->conclusion[s] + 1]++] = s;
  VEC_OF(fact) open = {0};
  for (uint32_t i = 0; i < count; i++) {
    if (goals[i] == NONE || bitset_has(set, goals[i])) continue;
    bitset_add(set, goals[i]);
    vec_push(&scratch, &open, goals[i]);
  }
  while (open.len) {
    fact at = open.at[--open.len];
    for (uint32_t i = first[at]; i < first[at + 1]; i++) {
      uint32_t step = makers[i];
      if (!world_allows(ground, world, step)) continue;
      struct premises premises = ground_premises(ground, step);
      for (uint32_t p = 0; p < premises.count; p++) {
        if (bitset_has(set, premises.at[p])) continue;
        bitset_add(set, premises.at[p]);
        vec_push(&scratch, &open, premises.at[p]);
      }
    }
  }
  arena_free(&scratch);
  return set;
}
