/* Worlds: whose they are, and which steps they switch on. */
#include "analyse/reach.h"

enum { SLOWING = 2 }; /* effort that each slowing control adds */

/* --- what a world allows ------------------------------------------------------------------------
 */

int world_counted(const struct world *world)
{
  switch (world->type == WORLD_CARELESS ? world->controls : world->type) {
  case WORLD_PLANNED:
    return COUNTED_PLANNED;
  case WORLD_EVIDENCED:
    return COUNTED_EVIDENCED;
  case WORLD_INHERENT:
    return -1;
  default:
    return COUNTED_PLACED;
  }
}

static bool makes_mistake(const struct world *world, uint32_t rule)
{
  if (world->are_all_mistakes) return true;
  for (uint32_t i = 0; i < world->makes.count; i++)
    if (world->makes.at[i] == rule) return true;
  return false;
}

static bool allows_pattern(const struct ground *ground, const struct world *world,
                           const struct pattern *pattern)
{
  const struct rule *rule = &ground->model->vocabulary.rules.at[pattern->rule];
  int counted = world_counted(world);
  if (counted >= 0 && (pattern->stopped >> counted) & 1) return false;
  if (rule->type == RULE_RULE) return true;
  if (world->only_rules) return false;
  if (world->type == WORLD_CARELESS)
    return rule->type == RULE_MISTAKE && makes_mistake(world, pattern->rule);
  return rule->type == RULE_TECHNIQUE && rule->skill <= world->skill &&
         rule->resources <= world->resources;
}

static uint32_t effort_of_pattern(const struct ground *ground, const struct world *world,
                                  const struct pattern *pattern)
{
  const struct rule *rule = &ground->model->vocabulary.rules.at[pattern->rule];
  int counted = world_counted(world);
  return rule->effort + (counted < 0 ? 0u : (uint32_t)SLOWING * pattern->slowed[counted]);
}

bool world_allows(const struct ground *ground, const struct world *world, uint32_t step)
{
  if (world->off && bitset_has(world->off, step)) return false;
  return allows_pattern(ground, world, &ground->patterns[ground_pattern(ground, step)]);
}

uint32_t world_effort(const struct ground *ground, const struct world *world, uint32_t step)
{
  return effort_of_pattern(ground, world, &ground->patterns[ground_pattern(ground, step)]);
}

uint32_t *world_efforts(struct arena *arena, const struct ground *ground, const struct world *world)
{
  uint32_t *efforts = arena_new_array(arena, ground->pattern_count, uint32_t);
  for (uint32_t p = 0; p < ground->pattern_count; p++) {
    const struct pattern *pattern = &ground->patterns[p];
    efforts[p] = allows_pattern(ground, world, pattern) ? effort_of_pattern(ground, world, pattern)
                                                        : EFFORT_NEVER;
  }
  return efforts;
}

/* --- whose world --------------------------------------------------------------------------------
 */

const char *world_word(enum world_type type)
{
  static const char *const words[] = {"residual", "inherent", "planned", "evidenced", "careless"};
  return words[type];
}

bool world_find(struct str word, enum world_type *type)
{
  for (int i = WORLD_RESIDUAL; i <= WORLD_CARELESS; i++) {
    if (!str_equal(word, str_from(world_word((enum world_type)i)))) continue;
    *type = (enum world_type)i;
    return true;
  }
  return false;
}

void world_greatest(const struct model *model, uint8_t *skill, uint8_t *resources)
{
  bool is_any = false;
  *skill = *resources = 0;
  for (size_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = &model->entities.at[i];
    if (e->root != ROOT_ACTOR || e->party.stance != STANCE_HOSTILE) continue;
    is_any = true;
    if (e->party.skill > *skill) *skill = e->party.skill;
    if (e->party.resources > *resources) *resources = e->party.resources;
  }
  if (!is_any) *skill = *resources = 4;
}

struct world world_of(const struct ground *ground, uint32_t entity, enum world_type type)
{
  const struct entity *e = model_entity(ground->model, entity);
  struct world world = {.type = type, .start = entity};
  if (e->root == ROOT_ACTOR) {
    world.skill = e->party.skill;
    world.resources = e->party.resources;
    world.makes = e->party.makes;
    world.are_all_mistakes = e->party.stance != STANCE_CARELESS || !e->party.is_makes;
  } else {
    world_greatest(ground->model, &world.skill, &world.resources);
    world.are_all_mistakes = true;
  }
  return world;
}
