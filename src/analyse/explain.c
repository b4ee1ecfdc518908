/* Back from a ground step to the model: which controls it looks for and where, and what line of the
 * source makes it possible. */
#include "analyse/walk.h"

static struct lookup look(const struct ground *ground, struct arena *arena,
                          const struct chain *chain, const uint32_t *walk,
                          const struct factor *factor, bool is_slowing)
{
  struct lookup lookup = {
      .control = factor->number, .is_slowing = is_slowing, .is_within = factor->is_within};
  uint8_t bits = walk_control(ground->model, chain, walk, factor);
  for (int counted = 0; counted < 3; counted++) lookup.is_in_place[counted] = (bits >> counted) & 1;
  thing_list things = {0};
  walk_things(ground->model, arena, chain, walk, factor, &things);
  lookup.things = (struct numbers){things.at, (uint32_t)things.len};
  return lookup;
}

struct lookup *ground_lookups(const struct ground *ground, struct arena *arena, uint32_t step,
                              uint32_t *count)
{
  const struct rule *rule = &ground->model->vocabulary.rules.at[ground_rule(ground, step)];
  struct chain chain;
  uint32_t walk[HOPS_MOST + 1];
  const struct factor *conclusion;
  *count = 0;
  if (!walk_of_step(ground, step, &chain, walk, &conclusion)) return NULL;
  uint32_t most = rule->stopped_by.count + rule->slowed_by.count;
  struct lookup *lookups = arena_new_array(arena, most, struct lookup);
  for (uint32_t i = 0; i < rule->stopped_by.count; i++)
    lookups[(*count)++] = look(ground, arena, &chain, walk, &rule->stopped_by.at[i], false);
  for (uint32_t i = 0; i < rule->slowed_by.count; i++)
    lookups[(*count)++] = look(ground, arena, &chain, walk, &rule->slowed_by.at[i], true);
  return lookups;
}

/* Where a weakness of a thing is stated: on the thing, or by its kind or protocol. */
static struct span weakness_span(const struct model *model, uint32_t entity, uint32_t weakness)
{
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = model->own_has.first[entity]; i < model->own_has.first[entity + 1]; i++)
    if (weakness_is(v, model->own_has.at[i].number, weakness)) return model->own_has.at[i].span;
  return model_entity(model, entity)->span;
}

/* The last hop of a path, from where to where, on a walk. */
static bool last_hop(const struct model *model, const struct chain *chain, const uint32_t *walk,
                     const struct factor *factor, struct span *span)
{
  if (!factor->hop_count) return false;
  struct factor before = *factor;
  before.hop_count--;
  uint32_t from = walk_end(model, chain, walk, &before);
  uint32_t to = walk_end(model, chain, walk, factor);
  if (from == NONE || to == NONE) return false;
  *span = model_hop_span(model, (enum pathword)factor->hops[factor->hop_count - 1], from, to);
  return true;
}

struct span ground_step_span(const struct ground *ground, uint32_t step)
{
  const struct model *model = ground->model;
  const struct rule *rule = &model->vocabulary.rules.at[ground_rule(ground, step)];
  struct span span = model_entity(model, ground->subject[step])->span;
  struct chain chain;
  uint32_t walk[HOPS_MOST + 1];
  const struct factor *conclusion;
  if (!walk_of_step(ground, step, &chain, walk, &conclusion)) return span;
  for (uint32_t i = 0; i < rule->needs.count; i++) {
    uint32_t end = walk_end(model, &chain, walk, &rule->needs.at[i]);
    if (end != NONE) return weakness_span(model, end, rule->needs.at[i].number);
  }
  if (last_hop(model, &chain, walk, conclusion, &span)) return span;
  for (uint32_t i = 0; i < rule->from.count; i++)
    if (last_hop(model, &chain, walk, &rule->from.at[i], &span)) return span;
  return span;
}
