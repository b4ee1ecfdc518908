/* Persons and things of assertions, acceptances and views: one by its name, or `any` of a kind or a
 * stance; in `gains` with a privilege behind the last dot. */
#include "model/claims.h"

/* --- as written ---------------------------------------------------------------------------------
 */

static const char *path_text(const struct unit *unit, struct arena *arena, const struct path *path)
{
  const char *text = unit_name(unit, path->names[0]);
  for (uint32_t i = 1; i < path->count; i++)
    text = arena_format(arena, "%s.%s", text, unit_name(unit, path->names[i]));
  return text;
}

static struct str value_text(struct unit *unit, const struct value *value)
{
  struct arena *arena = &unit->arena;
  if (value->kind == VALUE_TEXT)
    return str_from(arena_format(arena, "\"%.*s\"", STR_ARGS(value->text)));
  const char *text = path_text(unit, arena, &value->path);
  if (value->is_any) text = arena_format(arena, "any %s", text);
  if (value->target.count)
    text = arena_format(arena, "%s -> %s", text, path_text(unit, arena, &value->target));
  return str_from(text);
}

/* --- any x --------------------------------------------------------------------------------------
 */

static void complain_of_any(struct unit *unit, const struct vocabulary *v, const struct tree *tree,
                            const struct path *path)
{
  struct str word = unit_text(unit, path->names[0]);
  struct str best = {0};
  size_t distance = SIZE_MAX;
  for (int i = STANCE_HOSTILE; i <= STANCE_LEGITIMATE; i++)
    str_suggest(word, str_from(stance_word((enum stance)i)), &best, &distance);
  for (uint32_t i = 0; i < v->kinds.len && message_is_kept(unit); i++)
    str_suggest(word, unit_text(unit, v->kinds.at[i].term.name), &best, &distance);
  struct message *message =
      message_add(unit, CODE_E0503, tree_path_span(tree, path),
                  "no kind and no stance is called `%s`", path_text(unit, &unit->arena, path));
  message_label(unit, message, "behind `any` stands a kind, or hostile, careless or legitimate");
  message_suggest(unit, message, best);
}

static bool resolve_any(struct builder *b, const struct tree *tree, const struct path *path,
                        struct set *set)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (path->count == 1) {
    enum stance stance = stance_find(unit_text(b->unit, path->names[0]));
    set->type = stance == STANCE_NONE ? SET_KIND : SET_STANCE;
    set->number = stance;
    if (stance != STANCE_NONE) return true;
    set->number = vocabulary_find(v, TERM_KIND, path->names[0]);
    if (set->number != NONE) return true;
  }
  complain_of_any(b->unit, v, tree, path);
  return false;
}

/* --- privileges ----------------------------------------------------------------------------------
 */

static roots roots_of(const struct builder *b, const struct set *set)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (set->type == SET_STANCE) return 1 << ROOT_ACTOR;
  if (set->type == SET_KIND) return kind_roots(v, set->number);
  if (entity_is_broken(b, set->number)) return ROOTS_ANY;
  return (roots)(1 << b->model->entities.at[set->number].root);
}

static bool is_of_roots(enum privilege privilege, roots of)
{
  for (int root = 0; root < ROOT_COUNT; root++)
    if ((of >> root & 1) && privilege_is_of(privilege, (enum root)root)) return true;
  return false;
}

static const char *list_privileges(struct arena *arena, roots of, struct str wanted,
                                   struct str *best)
{
  const char *list = "";
  size_t distance = SIZE_MAX;
  for (int i = 0; i < PRIVILEGE_COUNT; i++) {
    const char *word = privilege_word((enum privilege)i);
    if (!is_of_roots((enum privilege)i, of)) continue;
    list = arena_format(arena, *list ? "%s, %s" : "%s%s", list, word);
    str_suggest(wanted, str_from(word), best, &distance);
  }
  return list;
}

/* The word behind the last dot, which is to be a privilege of what stands before it. */
static bool take_privilege(struct builder *b, const struct tree *tree, const struct path *path,
                           struct str thing, struct set *set)
{
  uint32_t token = path->first + 2 * (path->count - 1);
  struct str word = unit_text(b->unit, path->names[path->count - 1]), best = {0};
  enum privilege privilege = privilege_find(word);
  roots of = roots_of(b, set);
  set->privilege = (uint8_t)privilege;
  if (privilege != PRIVILEGE_COUNT && is_of_roots(privilege, of)) return true;
  const char *list = list_privileges(&b->unit->arena, of, word, &best);
  struct span span = tree_span(tree, token, token);
  struct message *message =
      privilege == PRIVILEGE_COUNT
          ? message_add(b->unit, CODE_E0504, span, "`%.*s` is no privilege", STR_ARGS(word))
          : message_add(b->unit, CODE_E0504, span, "`%.*s` has no privilege `%.*s`",
                        STR_ARGS(thing), STR_ARGS(word));
  message_label(b->unit, message, "of %s there are %s", roots_words(&b->unit->arena, of), list);
  message_suggest(b->unit, message, best);
  return false;
}

static bool complain_of_none(struct builder *b, struct span span)
{
  struct message *message =
      message_add(b->unit, CODE_E0504, span, "this says not which privilege is gained");
  message_label(b->unit, message, "say it behind a dot, as in orders.read or prod.admin");
  return false;
}

/* --- sets ----------------------------------------------------------------------------------------
 */

/* The value without the privilege at its end. */
static struct value without_last(const struct value *value)
{
  struct value rest = *value;
  if (rest.target.count)
    rest.target.count--;
  else
    rest.path.count--;
  rest.last = value->last - 2;
  return rest;
}

static bool resolve_one(struct builder *b, const struct tree *tree, const struct value *value,
                        struct scope scope, struct set *set)
{
  if (value->is_any) return resolve_any(b, tree, &value->path, set);
  set->type = SET_ENTITY;
  set->number = resolve_value(b, tree, value, scope);
  return set->number != NONE;
}

/* Whether the whole path names a thing, so that its privilege was forgotten. */
static bool is_whole_thing(struct builder *b, const struct value *value, struct scope scope)
{
  if (value->is_any || value->target.count) return false;
  const struct path *path = &value->path;
  struct str word = unit_text(b->unit, path->names[path->count - 1]);
  return privilege_find(word) == PRIVILEGE_COUNT && resolve_quietly(b, path, scope) != NONE;
}

bool resolve_set(struct builder *b, const struct tree *tree, const struct value *value,
                 struct scope scope, bool wants_privilege, struct set *set)
{
  *set = (struct set){.privilege = PRIVILEGE_COUNT,
                      .span = tree_value_span(tree, value),
                      .text = value_text(b->unit, value)};
  if (!wants_privilege) return resolve_one(b, tree, value, scope, set);
  const struct path *last = value->target.count ? &value->target : &value->path;
  if (value->kind == VALUE_TEXT || last->count < 2 || is_whole_thing(b, value, scope))
    return complain_of_none(b, set->span);
  struct value rest = without_last(value);
  return resolve_one(b, tree, &rest, scope, set) &&
         take_privilege(b, tree, last, value_text(b->unit, &rest), set);
}

void sets_say(const struct claims *c, const struct said *said, enum key key, struct sets *sets)
{
  VEC_OF(struct set) all = {0};
  for (uint32_t i = 0; i < said->count; i++) {
    const struct clause *clause = said->at[i];
    for (uint32_t j = 0; clause->key == key && j < clause->count; j++) {
      struct set set;
      if (resolve_set(c->b, c->tree, &clause->values[j], c->scope, key == KEY_GAINS, &set))
        vec_push(&c->b->unit->arena, &all, set);
    }
  }
  *sets = (struct sets){all.at, (uint32_t)all.len};
}

roots set_roots(const struct claims *c, const struct set *set)
{
  return roots_of(c->b, set);
}

/* --- what a key takes
 * ------------------------------------------------------------------------------ */

static void keep(const struct claims *c, struct sets *sets, roots wanted, enum code code,
                 const char *complaint, const char *label)
{
  uint32_t kept = 0;
  for (uint32_t i = 0; i < sets->count; i++) {
    const struct set *set = &sets->at[i];
    if (set_roots(c, set) & wanted) {
      sets->at[kept++] = *set;
      continue;
    }
    struct message *message =
        message_add(c->b->unit, code, set->span, "`%.*s` %s", STR_ARGS(set->text), complaint);
    message_label(c->b->unit, message, "%s", label);
  }
  sets->count = kept;
}

void sets_keep_places(const struct claims *c, struct sets *sets, enum key key)
{
  const char *label =
      arena_format(&c->b->unit->arena, "`%s` takes boundaries and machines", key_word(key));
  keep(c, sets, ROOTS_PLACE, CODE_E0507, "is no place", label);
}

void sets_keep_people(const struct claims *c, struct sets *sets, enum key key)
{
  const char *label = arena_format(&c->b->unit->arena, "`%s` takes actors", key_word(key));
  keep(c, sets, 1 << ROOT_ACTOR, CODE_E0506, "is no person", label);
}

void sets_keep_actors(const struct claims *c, struct sets *sets)
{
  roots wanted = 0;
  for (int root = 0; root < ROOT_COUNT; root++)
    if (privilege_is_of(PRIVILEGE_EXEC, (enum root)root)) wanted |= (roots)(1 << root);
  keep(c, sets, wanted, CODE_E0505, "cannot act",
       "people act, and boundaries and machines, as if breached");
}

/* --- members -------------------------------------------------------------------------------------
 */

bool model_in_set(const struct model *model, const struct set *set, uint32_t entity)
{
  const struct entity *e = model_entity(model, entity);
  if (set->type == SET_ENTITY) return set->number == entity;
  if (set->type == SET_KIND) return model_is_a(model, entity, set->number);
  return e->root == ROOT_ACTOR && e->party.stance == set->number;
}

bool model_in_sets(const struct model *model, const struct sets *sets, uint32_t entity)
{
  for (uint32_t i = 0; i < sets->count; i++)
    if (model_in_set(model, &sets->at[i], entity)) return true;
  return false;
}

struct numbers model_members(const struct model *model, struct arena *arena, const struct set *set)
{
  VEC_OF(uint32_t) members = {0};
  if (set->type == SET_ENTITY) {
    vec_push(arena, &members, set->number);
  } else {
    for (uint32_t i = 0; i < model->entities.len; i++)
      if (model_in_set(model, set, i)) vec_push(arena, &members, i);
  }
  return (struct numbers){members.at, (uint32_t)members.len};
}
