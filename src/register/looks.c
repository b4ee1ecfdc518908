/* What the steps of one rule at one thing look for, walk by walk. Asking step by step
 * (ground_lookups) searches the walk each time, which is quadratic where one thing has many
 * neighbours; here every walk is taken once. */
#include "register/derive.h"

#include "analyse/walk.h"

struct looking {
  const struct ground *ground;
  const struct rule *rule;
  const struct factor *gain;
  struct chain chain;
  const struct map *ends;
  bool is_first; /* what hangs on the thing itself is the same on every walk: once is enough */
  struct arena *arena;
  look_visit *visit;
  void *context;
};

static bool are_facts(const struct looking *l, const uint32_t *walk, const struct factors *factors)
{
  for (uint32_t i = 0; i < factors->count; i++) {
    uint32_t end = walk_end(l->ground->model, &l->chain, walk, &factors->at[i]);
    if (end == NONE || factor_fact(l->ground, end, &factors->at[i]) == NONE) return false;
  }
  return true;
}

static void look_for(const struct looking *l, const uint32_t *walk, const struct factors *factors,
                     bool is_slowing)
{
  const struct model *model = l->ground->model;
  for (uint32_t i = 0; i < factors->count; i++) {
    const struct factor *factor = &factors->at[i];
    if (!l->is_first && chain_shared(&l->chain, factor) == 0) continue;
    struct lookup look = {
        .control = factor->number, .is_slowing = is_slowing, .is_within = factor->is_within};
    uint8_t bits = walk_control(model, &l->chain, walk, factor);
    for (int counted = 0; counted < 3; counted++) look.is_in_place[counted] = (bits >> counted) & 1;
    thing_list things = {0};
    walk_things(model, l->arena, &l->chain, walk, factor, &things);
    look.things = (struct numbers){things.at, (uint32_t)things.len};
    l->visit(l->context, &look);
  }
}

static bool visit_walk(void *context, const uint32_t *walk)
{
  struct looking *l = context;
  uint32_t end = walk_end(l->ground->model, &l->chain, walk, l->gain);
  if (end == NONE || (l->ends && map_get(l->ends, end, 0) == MAP_NONE)) return true;
  if (!are_facts(l, walk, &l->rule->from) || !are_facts(l, walk, &l->rule->needs)) return true;
  look_for(l, walk, &l->rule->stopped_by, false);
  look_for(l, walk, &l->rule->slowed_by, true);
  l->is_first = false;
  return true;
}

void looks_of(const struct ground *ground, struct arena *arena, uint32_t rule, uint32_t thing,
              const struct map *ends, look_visit *visit, void *context)
{
  struct looking l = {.ground = ground,
                      .rule = &ground->model->vocabulary.rules.at[rule],
                      .ends = ends,
                      .arena = arena,
                      .visit = visit,
                      .context = context};
  for (uint32_t i = 0; i < l.rule->gains.count; i++) {
    l.gain = &l.rule->gains.at[i];
    l.chain = chain_of(l.rule, l.gain);
    l.is_first = true;
    (void)walk_all(ground->model, &l.chain, thing, visit_walk, &l);
  }
}
