/* Things by their ids. Few are looked for, so looking at each is fast enough, but for models that
 * say what things were called once: there each is looked for, and a table of all ids is made. */
#include "model/resolve.h"

void ids_freeze(struct builder *b)
{
  struct model *model = b->model;
  bool is_wanted = false;
  for (size_t i = 0; i < model->entities.len; i++) is_wanted |= model->entities.at[i].was_count > 0;
  if (!is_wanted) return;
  struct symbols *ids = arena_new(&b->unit->arena, struct symbols);
  symbols_init(ids, &b->unit->arena);
  for (uint32_t i = 0; i < model->entities.len; i++)
    if (symbols_intern(ids, model->entities.at[i].id) != i + 1)
      return; /* two of one id: an error */
  model->ids = ids;
}

uint32_t model_find(const struct model *model, struct str id)
{
  if (model->ids) {
    sym found = symbols_find(model->ids, id);
    return found ? found - 1 : NONE;
  }
  for (uint32_t i = 0; i < model->entities.len; i++)
    if (str_equal(model->entities.at[i].id, id)) return i;
  return NONE;
}

static bool ends_in(struct str id, struct str end)
{
  if (id.len <= end.len + 1 || id.at[id.len - end.len - 1] != '.') return false;
  return memcmp(id.at + id.len - end.len, end.at, end.len) == 0;
}

uint32_t model_find_loosely(const struct model *model, struct str text, struct str *suggestion)
{
  uint32_t found = model_find(model, text), ending = 0;
  *suggestion = STR("");
  if (found != NONE) return found;
  size_t distance = SIZE_MAX;
  for (uint32_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = &model->entities.at[i];
    if (e->is_text_image && e->ref.len == text.len && str_equal(e->ref, text)) return i;
    str_suggest(text, e->id, suggestion, &distance);
    /* An unnamed flow ends in the id of its target, and is not meant. */
    if ((e->root == ROOT_FLOW && !e->name) || !ends_in(e->id, text)) continue;
    found = i;
    if (++ending > 1) *suggestion = e->id;
  }
  if (ending == 1) return found;
  if (ending) return NONE;
  for (uint32_t i = 0; !suggestion->len && i < model->entities.len; i++) {
    struct str best = {0};
    size_t nearest = SIZE_MAX;
    str_suggest(text, unit_text(model->unit, model->entities.at[i].name), &best, &nearest);
    if (best.len) *suggestion = model->entities.at[i].id;
  }
  return NONE;
}
