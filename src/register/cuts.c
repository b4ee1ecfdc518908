/* The smallest cut of each scenario that is open: what would close every way to it, and the proof
 * that no fewer would; at a limit the bounds between which it lies. Costly, so it is asked for by
 * itself, by outputs that show it; the greatest risks come first while the work lasts, and how many
 * were left out is kept. */
#include "register/register.h"

#include "diagnose/unit.h"

/* Asking the engine whether a cut holds grounds the model once more: looks a ground step. */
enum { CHECKING = 20 };

static const struct harm_goal *goal_of(const struct harm_goal *goals, uint32_t count,
                                       const struct reg_scenario *s)
{
  for (uint32_t i = 0; i < count; i++)
    if (goals[i].thing == s->thing && goals[i].harm == s->harm) return &goals[i];
  return NULL;
}

static const struct cut *find(struct reg *reg, const struct reg_scenario *s,
                              const struct harm_goal *goal, uint64_t work)
{
  static const struct changes none = {0};
  struct cut_goal wanted = {world_of(reg->ground, s->attacker, WORLD_RESIDUAL), goal->facts,
                            goal->fact_count, UINT32_MAX};
  struct cut_question question = {.answers = reg->answers,
                                  .model = reg->model,
                                  .changes = &none,
                                  .goals = &wanted,
                                  .goal_count = 1,
                                  .work = work};
  return cut_find(reg->unit, &question);
}

void register_find_cuts(struct reg *reg)
{
  if (reg->are_cuts_found) return;
  reg->are_cuts_found = true;
  struct arena scratch = {0};
  uint32_t count;
  const struct harm_goal *goals = answers_harm_goals(reg->answers, &scratch, &count);
  uint64_t left = LIMIT_REGISTER_CUT_WORK;
  for (size_t i = 0; i < reg->scenarios.len; i++) {
    struct reg_scenario *s = &reg->scenarios.at[reg->ranking[i]];
    if (s->status == SCENARIO_CONTROLLED) continue;
    uint64_t most = left < LIMIT_HINT_WORK ? left : LIMIT_HINT_WORK;
    if (!left) {
      reg->uncut++;
      continue;
    }
    s->cut = find(reg, s, goal_of(goals, count, s), most);
    uint64_t spent = s->cut->work + (uint64_t)CHECKING * reg->ground->step_count;
    left -= spent < left ? spent : left;
  }
  arena_free(&scratch);
}
