/* Which steps lead to harm: the backward closure from things of worth over the steps that somebody
 * takes. Goals are laid down from the greatest score to the least, and a fact keeps the first that
 * reaches it, so every fact and every step is looked at once: linear in ground steps. */
#include "register/derive.h"

fact goal_best(const struct reach *reach, const struct harm_goal *goal)
{
  fact best = NONE;
  for (uint32_t i = 0; i < goal->fact_count; i++) {
    fact f = goal->facts[i];
    if (!reach_has(reach, f)) continue;
    if (best == NONE || reach_effort(reach, f) < reach_effort(reach, best)) best = f;
  }
  return best;
}

bool step_is_taken(const struct reach *reach, uint32_t step)
{
  const struct ground *g = reach->ground;
  if (!world_allows(g, &reach->world, step)) return false;
  struct premises premises = ground_premises(g, step);
  for (uint32_t i = 0; i < premises.count; i++)
    if (!reach_has(reach, premises.at[i])) return false;
  return true;
}

/* Back along the settled derivations. A fact that was seen in this walk bears its stamp; those seen
 * stay behind in `walked`. */
uint32_t way_effort(struct derivation *d, const struct reach *reach, fact goal)
{
  const struct ground *g = d->ground;
  uint32_t effort = 0, stamp = ++d->stamp;
  d->walked_count = 0;
  d->walked[d->walked_count++] = goal;
  d->stamps[goal] = stamp;
  for (uint32_t at = 0; at < d->walked_count; at++) {
    uint32_t step = reach_by(reach, d->walked[at]);
    if (step >= STEP_GIVEN) continue;
    effort += world_effort(g, &reach->world, step);
    struct premises premises = ground_premises(g, step);
    for (uint32_t i = 0; i < premises.count; i++) {
      fact premise = premises.at[i];
      if (d->stamps[premise] == stamp) continue;
      d->stamps[premise] = stamp;
      d->walked[d->walked_count++] = premise;
    }
  }
  return effort;
}

struct labelling {
  const struct derivation *d;
  const struct label_run *run;
  uint32_t *labels;
  uint32_t height;
};

static void lay(struct labelling *l, fact f, uint32_t goal)
{
  if (l->labels[f] != NONE) return;
  l->labels[f] = goal;
  l->d->stack[l->height++] = f;
}

static void spread(struct labelling *l)
{
  const struct ground *g = l->d->ground;
  const struct reach *reach = l->run->reach;
  while (l->height) {
    fact f = l->d->stack[--l->height];
    for (uint32_t w = l->d->first_way[f]; w < l->d->first_way[f + 1]; w++) {
      uint32_t step = l->d->ways[w];
      bool is_way =
          l->run->is_loose ? world_allows(g, &reach->world, step) : step_is_taken(reach, step);
      if (!is_way) continue;
      struct premises premises = ground_premises(g, step);
      for (uint32_t i = 0; i < premises.count; i++) lay(l, premises.at[i], l->labels[f]);
    }
  }
}

static bool is_goal(const struct label_run *run, fact f)
{
  if (run->except && reach_has(run->except, f)) return false;
  return run->is_loose || reach_has(run->reach, f);
}

uint32_t *ways_label(const struct derivation *d, struct arena *arena, const struct label_run *run)
{
  enum { GREATEST = 25 };
  struct labelling l = {.d = d, .run = run};
  l.labels = arena_new_array(arena, d->ground->fact_count + 1, uint32_t);
  memset(l.labels, 0xff, d->ground->fact_count * sizeof *l.labels);
  for (unsigned score = GREATEST; score; score--)
    for (uint32_t goal = 0; goal < d->goal_count; goal++) {
      if (run->scores[goal] != score) continue;
      for (uint32_t i = 0; i < d->goals[goal].fact_count; i++)
        if (is_goal(run, d->goals[goal].facts[i])) lay(&l, d->goals[goal].facts[i], goal);
      spread(&l);
    }
  return l.labels;
}

uint32_t step_label(const struct ground *ground, const uint32_t *labels, uint32_t step)
{
  fact gain = ground->conclusion[step];
  if (labels[gain] != NONE || !fact_is_state(ground, gain)) return labels[gain];
  enum privilege privilege = fact_privilege(ground, gain);
  if (privilege != PRIVILEGE_KEEP && privilege != PRIVILEGE_HIDE) return NONE;
  uint32_t label = NONE;
  struct premises premises = ground_premises(ground, step);
  for (uint32_t i = 0; i < premises.count; i++) {
    uint32_t other = labels[premises.at[i]];
    if (label == NONE) label = other;
  }
  return label;
}
