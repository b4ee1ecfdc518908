/* Does an assertion hold?
 *
 * `never A …`: a hostile A in the world asked for (residual), a careless one by what its mistakes
 * bring alone (with the controls that count in that world), anybody else with their own skill, a
 * thing as if breached. `require`: what is declared on each thing. */
#include "analyse/judge.h"

#include "analyse/closure.h"

#include <stdlib.h>

struct judge {
  struct answers *answers;
  const struct assertion *assertion;
  enum world_type world;
  bool only_states;    /* neither efforts nor proofs are asked for */
  struct arena *arena; /* the unit's: what is found stays */
  struct arena *scratch;
  struct arena running; /* the reach of one subject that nobody asked of before */
  struct towards {      /* what leads to the goals, for whoever has that skill */
    bool is_known;
    uint8_t skill, resources;
    uint64_t *relevant; /* NULL: nothing to gain */
    bool is_free;       /* a goal is reached from nowhere */
  } towards;
  struct numbers slips; /* of `despite` */
  VEC_OF(struct breach) breaches;
};

/* --- what is asked ------------------------------------------------------------------------------
 */

static const enum privilege touching[] = {PRIVILEGE_READ,   PRIVILEGE_WRITE, PRIVILEGE_USE,
                                          PRIVILEGE_DEPLOY, PRIVILEGE_EXEC,  PRIVILEGE_ADMIN};

static void add_goal(const struct ground *ground, struct arena *arena, uint32_t thing,
                     enum privilege privilege, struct facts *facts)
{
  fact f = ground_state(ground, thing, privilege);
  if (f == NONE) return;
  facts->at =
      arena_grow(arena, facts->at, facts->count * sizeof(fact), (facts->count + 1) * sizeof(fact));
  facts->at[facts->count++] = f;
}

static void add_touching(const struct ground *ground, struct arena *arena, uint32_t thing,
                         bool with_harm, struct facts *facts)
{
  if (model_entity(ground->model, thing)->root == ROOT_BOUNDARY)
    add_goal(ground, arena, thing, PRIVILEGE_INSIDE, facts);
  for (size_t i = 0; i < sizeof touching / sizeof *touching; i++)
    add_goal(ground, arena, thing, touching[i], facts);
  if (with_harm) add_goal(ground, arena, thing, PRIVILEGE_DENY, facts);
}

struct facts answers_goals(const struct answers *answers, struct arena *arena, enum verb verb,
                           const struct set *set, uint32_t target)
{
  const struct ground *ground = answers->ground;
  const struct model *model = answers->model;
  struct facts facts = {0};
  if (verb == VERB_GAINS) {
    add_goal(ground, arena, target, (enum privilege)set->privilege, &facts);
    return facts;
  }
  add_touching(ground, arena, target, verb == VERB_HARMS, &facts);
  if (model_entity(model, target)->root != ROOT_BOUNDARY) return facts;
  for (uint32_t i = model->nesting[target] + 1; i < model_entity(model, target)->inner_end; i++)
    if (model_entity(model, model->by_nesting[i])->root != ROOT_FLOW)
      add_touching(ground, arena, model->by_nesting[i], verb == VERB_HARMS, &facts);
  for (uint32_t i = 0; i < model->entities.len; i++)
    if (model_entity(model, i)->root == ROOT_FLOW && model_is_within(model, i, target))
      add_touching(ground, arena, i, verb == VERB_HARMS, &facts);
  return facts;
}

/* --- never --------------------------------------------------------------------------------------
 */

static uint32_t attacker_position(const struct answers *answers, uint32_t entity)
{
  for (uint32_t i = 0; i < answers->attackers.count; i++)
    if (answers->attackers.at[i] == entity) return i;
  return NONE;
}

static bool is_careless(const struct model *model, uint32_t subject)
{
  const struct entity *e = model_entity(model, subject);
  return e->root == ROOT_ACTOR && e->party.stance == STANCE_CARELESS;
}

static struct world world_for(const struct judge *j, uint32_t subject)
{
  struct world world = world_of(j->answers->ground, subject, j->world);
  world.slips = j->slips.at;
  world.slip_count = j->slips.count;
  return world;
}

/* What leads to the goals in a world, for all subjects of one skill: most judged are things, and
 * those have the same. */
static void find_towards(struct judge *j, const struct world *world, const struct facts *goals,
                         uint32_t count)
{
  struct towards *t = &j->towards;
  if (t->is_known && t->skill == world->skill && t->resources == world->resources) return;
  const struct ground *ground = j->answers->ground;
  VEC_OF(fact) all = {0};
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < goals[i].count; k++) vec_push(j->scratch, &all, goals[i].at[k]);
  *t = (struct towards){.is_known = true, .skill = world->skill, .resources = world->resources};
  t->relevant = answers_relevant(j->answers, j->scratch, world, all.at, (uint32_t)all.len);
  struct world nobody = *world;
  nobody.start = NONE;
  const struct closure *free = closure_run(j->scratch, ground, &nobody);
  for (size_t i = 0; i < all.len; i++) t->is_free |= closure_has(free, all.at[i]);
}

/* A hostile party's world is kept for all. Any other is run as far as it leads to a goal, and again
 * for the one that is shown: judging a thousand things keeps no thousand worlds, and NULL are those
 * whose start leads nowhere. */
static const struct reach *reach_of(struct judge *j, uint32_t subject, const struct facts *goals,
                                    uint32_t count)
{
  struct answers *answers = j->answers;
  uint32_t position = attacker_position(answers, subject);
  if (position != NONE && !j->slips.count) return answers_reach(answers, j->world, position);
  struct world world = world_for(j, subject);
  fact own = ground_state(answers->ground, subject, PRIVILEGE_EXEC);
  find_towards(j, &world, goals, count);
  if (!j->towards.is_free && (own == NONE || !bitset_has(j->towards.relevant, own))) return NULL;
  arena_reset(&j->running);
  return reach_run_towards(&j->running, answers->ground, &world, j->towards.relevant);
}

static void note_breach(struct judge *j, uint32_t subject, uint32_t target, fact goal,
                        const struct reach *reach)
{
  if (!reach_has(reach, goal)) return;
  uint32_t effort = reach_effort(reach, goal);
  if (j->assertion->is_within && effort > j->assertion->within) return;
  vec_push(j->arena, &j->breaches,
           (struct breach){.subject = subject, .target = target, .goal = goal, .effort = effort});
}

/* A hostile party's goals, where it does not matter how hard they are. */
static bool judge_states(struct judge *j, uint32_t subject, const struct facts *goals,
                         const uint32_t *targets, uint32_t count)
{
  uint32_t position = attacker_position(j->answers, subject);
  if (!j->only_states || position == NONE || j->slips.count || j->assertion->is_within)
    return false;
  const struct closure *closure = answers_closure(j->answers, j->world, position);
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < goals[i].count; k++)
      if (closure_has(closure, goals[i].at[k]))
        vec_push(j->scratch, &j->breaches,
                 (struct breach){.subject = subject, .target = targets[i], .goal = goals[i].at[k]});
  return true;
}

/* Calls `note_breach` for every goal of every target. */
static void judge_subject(struct judge *j, uint32_t subject, const struct facts *goals,
                          const uint32_t *targets, uint32_t count)
{
  if (judge_states(j, subject, goals, targets, count)) return;
  bool errs = is_careless(j->answers->model, subject);
  const struct slips *slips = errs ? answers_slips_in(j->answers, subject, j->world) : NULL;
  const struct reach *reach = errs ? slips->careless : reach_of(j, subject, goals, count);
  if (!reach) return;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t k = 0; k < goals[i].count; k++) {
      if (errs && !slips_give(slips, goals[i].at[k])) continue;
      note_breach(j, subject, targets[i], goals[i].at[k], reach);
    }
}

static struct numbers members_of(struct judge *j, const struct sets *sets)
{
  const struct model *model = j->answers->model;
  VEC_OF(uint32_t) list = {0};
  uint64_t *seen = arena_new_array(j->scratch, bitset_words(model->entities.len), uint64_t);
  for (uint32_t i = 0; i < sets->count; i++) {
    struct numbers members = model_members(model, j->scratch, &sets->at[i]);
    for (uint32_t k = 0; k < members.count; k++) {
      if (bitset_has(seen, members.at[k])) continue;
      bitset_add(seen, members.at[k]);
      if (!model_in_sets(model, &j->assertion->except, members.at[k]))
        vec_push(j->scratch, &list, members.at[k]);
    }
  }
  return (struct numbers){list.at, (uint32_t)list.len};
}

static void unite_slips(struct judge *j)
{
  VEC_OF(uint32_t) people = {0};
  const struct sets *despite = &j->assertion->despite;
  for (uint32_t i = 0; i < despite->count; i++) {
    struct numbers members = model_members(j->answers->model, j->scratch, &despite->at[i]);
    for (uint32_t k = 0; k < members.count; k++) vec_push(j->scratch, &people, members.at[k]);
  }
  if (people.len)
    j->slips =
        answers_united_slips_in(j->answers, j->arena, j->world, people.at, (uint32_t)people.len);
}

static bool judge_never(struct judge *j)
{
  const struct assertion *a = j->assertion;
  const struct model *model = j->answers->model;
  VEC_OF(uint32_t) targets = {0};
  VEC_OF(struct facts) goals = {0};
  for (uint32_t i = 0; i < a->targets.count; i++) {
    struct numbers members = model_members(model, j->scratch, &a->targets.at[i]);
    for (uint32_t k = 0; k < members.count; k++) {
      vec_push(j->scratch, &targets, members.at[k]);
      struct facts facts =
          answers_goals(j->answers, j->scratch, a->verb, &a->targets.at[i], members.at[k]);
      vec_push(j->scratch, &goals, facts);
    }
  }
  unite_slips(j);
  struct numbers subjects = members_of(j, &a->subjects);
  for (uint32_t i = 0; i < subjects.count; i++)
    judge_subject(j, subjects.at[i], goals.at, targets.at, (uint32_t)targets.len);
  return subjects.count == 0 || targets.len == 0;
}

/* --- require ------------------------------------------------------------------------------------
 */

static bool is_in_scope(struct judge *j, uint32_t thing)
{
  const struct assertion *a = j->assertion;
  const struct model *model = j->answers->model;
  bool is_in = a->in.count == 0, is_across = a->across.count == 0;
  for (uint32_t i = 0; i < a->in.count && !is_in; i++) {
    struct numbers places = model_members(model, j->scratch, &a->in.at[i]);
    for (uint32_t k = 0; k < places.count; k++)
      is_in |= model_is_within(model, thing, places.at[k]);
  }
  for (uint32_t i = 0; i < a->across.count && !is_across; i++) {
    struct numbers places = model_members(model, j->scratch, &a->across.at[i]);
    for (uint32_t k = 0; k < places.count; k++)
      is_across |= model_crosses(model, thing, places.at[k]);
  }
  return is_in && is_across;
}

/* Declared on the thing itself; in the other worlds, as that world counts, doors left out where
 * they can be told apart. */
static bool is_declared(struct judge *j, uint32_t thing, uint32_t control)
{
  const struct model *model = j->answers->model;
  const struct entity *e = model_entity(model, thing);
  bool is_stated =
      bitset_has(model->with_sets + e->stated_set * model->vocabulary.control_words, control);
  if (j->world == WORLD_EVIDENCED)
    return is_stated && model_is_with(model, thing, control, COUNTED_EVIDENCED);
  if (is_stated || j->world != WORLD_PLANNED) return is_stated;
  uint32_t count;
  const struct trait *traits = model_controls(model, j->scratch, thing, &count);
  for (uint32_t i = 0; i < count; i++)
    if (control_is(&model->vocabulary, traits[i].number, control)) return true;
  return false;
}

static bool judge_require(struct judge *j)
{
  const struct assertion *a = j->assertion;
  struct numbers things = members_of(j, &a->on);
  uint32_t judged = 0;
  for (uint32_t i = 0; i < things.count; i++) {
    if (!is_in_scope(j, things.at[i])) continue;
    judged++;
    VEC_OF(uint32_t) missing = {0};
    for (uint32_t c = 0; c < a->require.count; c++)
      if (!is_declared(j, things.at[i], a->require.at[c]))
        vec_push(j->arena, &missing, a->require.at[c]);
    if (missing.len)
      vec_push(j->arena, &j->breaches,
               (struct breach){.subject = things.at[i],
                               .target = NONE,
                               .goal = NONE,
                               .missing = {missing.at, (uint32_t)missing.len}});
  }
  return judged == 0;
}

/* --- the verdict --------------------------------------------------------------------------------
 */

struct ranked {
  struct breach breach;
  uint32_t order;
};

static int compare_ranked(const void *left, const void *right)
{
  const struct ranked *a = left, *b = right;
  if (a->breach.effort != b->breach.effort) return a->breach.effort < b->breach.effort ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static void easiest_first(struct judge *j)
{
  size_t count = j->breaches.len;
  struct ranked *ranked = arena_new_array(j->scratch, count, struct ranked);
  for (size_t i = 0; i < count; i++) ranked[i] = (struct ranked){j->breaches.at[i], (uint32_t)i};
  if (count > 1) qsort(ranked, count, sizeof *ranked, compare_ranked);
  for (size_t i = 0; i < count; i++) j->breaches.at[i] = ranked[i].breach;
}

/* The easiest breach's own world, and its proof. */
static void prove(struct judge *j, struct verdict *verdict)
{
  struct breach *breach = &verdict->breaches[0];
  uint32_t position = attacker_position(j->answers, breach->subject);
  if (is_careless(j->answers->model, breach->subject))
    breach->reach = answers_slips_in(j->answers, breach->subject, j->world)->careless;
  else if (position != NONE && !j->slips.count)
    breach->reach = answers_reach(j->answers, j->world, position);
  else {
    struct world world = world_for(j, breach->subject);
    breach->reach = reach_run(j->arena, j->answers->ground, &world);
  }
  verdict->proof = proof_make(j->arena, breach->reach, breach->goal);
  answers_blame(j->answers, verdict->proof);
}

struct verdict answers_judge(struct answers *answers, uint32_t assertion, enum world_type type)
{
  struct arena scratch = {0};
  struct judge j = {.answers = answers,
                    .assertion = &answers->model->assertions.at[assertion],
                    .world = type,
                    .arena = &answers->unit->arena,
                    .scratch = &scratch};
  bool is_empty = j.assertion->verb == VERB_REQUIRE ? judge_require(&j) : judge_never(&j);
  easiest_first(&j);
  struct verdict verdict = {.holds = j.breaches.len == 0,
                            .is_empty = is_empty,
                            .breaches = j.breaches.at,
                            .breach_count = (uint32_t)j.breaches.len};
  if (!verdict.holds && verdict.breaches[0].goal != NONE) prove(&j, &verdict);
  arena_free(&j.running);
  arena_free(&scratch);
  return verdict;
}

bool answers_holds(struct answers *answers, uint32_t assertion, enum world_type type)
{
  bool holds = answers->verdicts[assertion].holds;
  if (type == WORLD_RESIDUAL || (type == WORLD_PLANNED && holds)) return holds;
  if ((type == WORLD_EVIDENCED || type == WORLD_INHERENT) && !holds) return false;
  struct arena scratch = {0};
  struct judge j = {.answers = answers,
                    .assertion = &answers->model->assertions.at[assertion],
                    .world = type,
                    .only_states = true,
                    .arena = &scratch,
                    .scratch = &scratch};
  (void)(j.assertion->verb == VERB_REQUIRE ? judge_require(&j) : judge_never(&j));
  holds = j.breaches.len == 0;
  arena_free(&j.running);
  arena_free(&scratch);
  return holds;
}
