/* What would make an assertion hold: the smallest cut between those who break it and what they
 * break it with, in the help of its message. Bounded, so that checking stays fast: past the limit
 * it says between which numbers the smallest cut lies. */
#include "analyse/cut.h"
#include "api/api.h"
#include "write/check.h"
#include "write/cut.h"

enum { NAMED_MOST = 4, RUNS_A_GOAL = 10 };

struct mending {
  struct ctm_unit *self;
  const struct assertion *assertion;
  const struct verdict *verdict;
  uint32_t *subjects; /* by goal */
  struct cut_goal *goals;
  uint32_t goal_count;
};

static struct world world_for(const struct mending *m, uint32_t subject)
{
  const struct ground *ground = m->self->answers->ground;
  const struct entity *e = model_entity(ground->model, subject);
  bool errs = e->root == ROOT_ACTOR && e->party.stance == STANCE_CARELESS;
  return world_of(ground, subject, errs ? WORLD_CARELESS : WORLD_RESIDUAL);
}

static struct cut_goal *goal_for(struct mending *m, uint32_t subject)
{
  for (uint32_t i = 0; i < m->goal_count; i++)
    if (m->subjects[i] == subject) return &m->goals[i];
  struct cut_goal *goal = &m->goals[m->goal_count];
  m->subjects[m->goal_count++] = subject;
  goal->world = world_for(m, subject);
  goal->within = m->assertion->is_within ? m->assertion->within : UINT32_MAX;
  return goal;
}

/* The room doubles whenever it is full. */
static void add_fact(struct arena *arena, struct cut_goal *goal, fact f)
{
  bool is_full = (goal->count & (goal->count - 1)) == 0;
  fact *facts = is_full ? arena_new_array(arena, 2 * goal->count + 1u, fact) : (fact *)goal->facts;
  if (is_full && goal->count) memcpy(facts, goal->facts, goal->count * sizeof *facts);
  facts[goal->count++] = f;
  goal->facts = facts;
}

/* Whoever breaks it, and all they break it with. */
static void collect(struct mending *m)
{
  struct arena *arena = &m->self->unit.arena;
  m->goals = arena_new_array(arena, m->verdict->breach_count, struct cut_goal);
  m->subjects = arena_new_array(arena, m->verdict->breach_count, uint32_t);
  for (uint32_t i = 0; i < m->verdict->breach_count; i++) {
    const struct breach *breach = &m->verdict->breaches[i];
    add_fact(arena, goal_for(m, breach->subject), breach->goal);
  }
}

static struct numbers people_of(const struct mending *m)
{
  struct arena *arena = &m->self->unit.arena;
  VEC_OF(uint32_t) people = {0};
  for (uint32_t i = 0; i < m->assertion->despite.count; i++) {
    struct numbers some = model_members(m->self->model, arena, &m->assertion->despite.at[i]);
    for (uint32_t k = 0; k < some.count; k++) vec_push(arena, &people, some.at[k]);
  }
  return (struct numbers){people.at, (uint32_t)people.len};
}

/* "`a` on x and `b` on y" */
static const char *members_text(const struct mending *m, const struct cut *cut)
{
  struct arena *arena = &m->self->unit.arena;
  const struct model *model = m->self->model;
  const char *text = "";
  for (uint32_t i = 0; i < cut->count; i++) {
    const char *before = i == 0 ? "" : i + 1 == cut->count ? " and " : ", ";
    text = arena_format(arena, "%s%s`%s` on %.*s%s", text, before,
                        control_word(model, cut->members[i].control),
                        STR_ARGS(model_entity(model, cut->members[i].thing)->id),
                        cut->members[i].is_planned ? " (planned)" : "");
  }
  return text;
}

/* `cut` of one of those who break it from what they get at. */
static const char *command_for(const struct mending *m, uint32_t goal, fact f)
{
  return breach_command(m->self->reg, m->assertion, "cut", m->subjects[goal], f);
}

static void say_cut(struct mending *m, struct message *message, const struct cut *cut)
{
  struct unit *unit = &m->self->unit;
  if (cut->count > NAMED_MOST && cut->status == CUT_SMALLEST)
    message_help(unit, message, "the smallest cut has %u controls; some of them are named by `%s`",
                 cut->count, command_for(m, 0, m->goals[0].facts[0]));
  else if (cut->status == CUT_BOUNDED)
    message_help(unit, message,
                 "between %u and %u controls close every way; some of them are named by `%s`",
                 cut->lower, cut->count, command_for(m, 0, m->goals[0].facts[0]));
  else if (m->assertion->is_within)
    message_help(unit, message, "every way as easy as that is closed by %s", members_text(m, cut));
  else if (cut->count == 1)
    message_help(unit, message, "%s alone closes every way", members_text(m, cut));
  else
    message_help(unit, message, "the smallest cut is %s", members_text(m, cut));
}

static void say(struct mending *m, struct message *message, const struct cut *cut)
{
  if (cut->stuck_count)
    message_help(&m->self->unit, message, "no set of controls keeps %.*s away: `%s` shows why",
                 STR_ARGS(model_entity(m->self->model, m->subjects[cut->stuck[0].goal])->id),
                 command_for(m, cut->stuck[0].goal, cut->stuck[0].proof->goal));
  else if (cut->status == CUT_SMALLEST || cut->status == CUT_BOUNDED)
    say_cut(m, message, cut);
}

void unit_mend(struct ctm_unit *self, uint32_t assertion, struct message *message)
{
  struct mending m = {.self = self,
                      .assertion = &self->model->assertions.at[assertion],
                      .verdict = &self->answers->verdicts[assertion]};
  if (!m.verdict->proof) return;
  collect(&m);
  uint64_t least = (uint64_t)m.goal_count * self->answers->ground->step_count * RUNS_A_GOAL;
  if (least > LIMIT_HINT_WORK) return;
  struct cut_question question = {.answers = self->answers,
                                  .model = self->model,
                                  .goals = m.goals,
                                  .goal_count = m.goal_count,
                                  .despite = people_of(&m),
                                  .work = LIMIT_HINT_WORK};
  say(&m, message, cut_find(&self->unit, &question));
}
