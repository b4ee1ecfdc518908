/* Facts and their words. */
#include "analyse/ground.h"

fact ground_state(const struct ground *ground, uint32_t entity, enum privilege privilege)
{
  enum root root = (enum root)model_entity(ground->model, entity)->root;
  if (!privilege_is_of(privilege, root)) return NONE;
  uint32_t rank = 0;
  for (int p = 0; p < (int)privilege; p++) rank += privilege_is_of((enum privilege)p, root);
  return ground->first_fact[entity] + rank;
}

fact ground_weakness(const struct ground *ground, uint32_t entity, uint32_t weakness)
{
  uint32_t found = map_get(&ground->weakness_facts, entity, weakness);
  return found == MAP_NONE ? NONE : found;
}

uint32_t fact_entity(const struct ground *ground, fact f)
{
  if (!fact_is_state(ground, f)) return ground->weaknesses[f - ground->state_count].entity;
  uint32_t low = 0, high = (uint32_t)ground->model->entities.len;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (ground->first_fact[middle] <= f)
      low = middle;
    else
      high = middle;
  }
  return low;
}

enum privilege fact_privilege(const struct ground *ground, fact f)
{
  uint32_t entity = fact_entity(ground, f);
  enum root root = (enum root)model_entity(ground->model, entity)->root;
  uint32_t rank = f - ground->first_fact[entity];
  for (int p = 0; p < PRIVILEGE_COUNT; p++)
    if (privilege_is_of((enum privilege)p, root) && rank-- == 0) return (enum privilege)p;
  return PRIVILEGE_COUNT;
}

const char *fact_verb(const struct ground *ground, fact f)
{
  if (!fact_is_state(ground, f)) return "has";
  enum root root = (enum root)model_entity(ground->model, fact_entity(ground, f))->root;
  switch (fact_privilege(ground, f)) {
  case PRIVILEGE_CALL:
    return "can call within";
  case PRIVILEGE_INSIDE:
    return "stands in";
  case PRIVILEGE_REACH:
    return "reaches";
  case PRIVILEGE_USE:
    return root == ROOT_ACTOR ? "acts as" : root == ROOT_MACHINE ? "uses" : "has in plain";
  case PRIVILEGE_EXEC:
    return root == ROOT_ACTOR ? "is" : root == ROOT_MACHINE ? "runs code on" : "runs commands in";
  case PRIVILEGE_ADMIN:
    return "has full control of";
  case PRIVILEGE_DENY:
    return root == ROOT_DATA ? "destroys or withholds" : "takes down";
  case PRIVILEGE_DEPLOY:
    return root == ROOT_MACHINE ? "commands the runtime of" : "deploys to";
  case PRIVILEGE_READ:
    return root == ROOT_MACHINE    ? "reads the files of"
           : root == ROOT_BOUNDARY ? "reads the secrets of"
                                   : "reads";
  case PRIVILEGE_WRITE:
    return root == ROOT_MACHINE ? "poisons" : "changes";
  case PRIVILEGE_KEEP:
    return "survives in";
  case PRIVILEGE_HIDE:
    return "is unseen on";
  default:
    return "?";
  }
}

const char *fact_text(const struct ground *ground, struct arena *arena, fact f)
{
  const struct model *model = ground->model;
  const struct entity *e = model_entity(model, fact_entity(ground, f));
  const char *word;
  if (fact_is_state(ground, f))
    word = privilege_word(fact_privilege(ground, f));
  else
    word = unit_name(model->unit, model->vocabulary.weaknesses
                                      .at[ground->weaknesses[f - ground->state_count].weakness]
                                      .term.name);
  return arena_format(arena, "%.*s.%s", STR_ARGS(e->id), word);
}
