/* How a name finds its thing: the whole path is tried inside the thing and outwards, then at the
 * top of its file (where the names of its imports stand), then as a full path. The first scope that
 * has it wins. */
#include "model/resolve.h"

struct target {
  enum target_type type;
  uint32_t number;
};

static struct target look(const struct builder *b, uint32_t scope, sym name)
{
  uint32_t value = map_get(&b->names, scope, name);
  if (value == MAP_NONE) return (struct target){TARGET_NOTHING, NONE};
  return (struct target){(enum target_type)(value >> 30), value & 0x3fffffff};
}

/* The rest of a path, inside a thing. */
static struct target descend(const struct builder *b, struct target target, const sym *names,
                             uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    if (target.type != TARGET_ENTITY) return (struct target){TARGET_NOTHING, NONE};
    target = look(b, target.number, names[i]);
  }
  return target;
}

static struct target look_in_file(const struct builder *b, uint32_t number, const struct path *path)
{
  const struct file *file = b->model->files.at[number];
  struct target found =
      descend(b, look(b, FILE_SCOPE | number, path->names[0]), path->names + 1, path->count - 1);
  if (found.type != TARGET_NOTHING || path->count < 2) return found;
  for (size_t i = 0; i < file->imports.len; i++) {
    if (file->imports.at[i].alias != path->names[0]) continue;
    struct target top = look(b, FILE_SCOPE | file->imports.at[i].file, path->names[1]);
    return descend(b, top, path->names + 2, path->count - 2);
  }
  return found;
}

static struct target look_as_full(const struct builder *b, const struct path *path)
{
  struct target top = look(b, FILE_SCOPE | b->model->root_file, path->names[0]);
  struct target found = descend(b, top, path->names + 1, path->count - 1);
  if (found.type != TARGET_NOTHING || path->count < 2) return found;
  uint32_t file = map_get(&b->prefixes, path->names[0], 0);
  if (file == MAP_NONE) return found;
  top = look(b, FILE_SCOPE | file, path->names[1]);
  return descend(b, top, path->names + 2, path->count - 2);
}

static struct target find(const struct builder *b, const struct path *path, struct scope scope)
{
  uint32_t entity = scope.entity;
  while (entity != NONE) {
    struct target found =
        descend(b, look(b, entity, path->names[0]), path->names + 1, path->count - 1);
    if (found.type != TARGET_NOTHING) return found;
    entity = b->model->entities.at[entity].scope;
  }
  struct target found = look_in_file(b, scope.file, path);
  return found.type != TARGET_NOTHING ? found : look_as_full(b, path);
}

uint32_t resolve_quietly(struct builder *b, const struct path *path, struct scope scope)
{
  if (!path->count) return NONE;
  struct target found = find(b, path, scope);
  return found.type == TARGET_ENTITY ? found.number : NONE;
}

static const char *path_text(struct builder *b, const struct path *path, uint32_t count)
{
  const char *text = count ? unit_name(b->unit, path->names[0]) : "";
  for (uint32_t i = 1; i < count; i++)
    text = arena_format(&b->unit->arena, "%s.%s", text, unit_name(b->unit, path->names[i]));
  return text;
}

/* --- what to say when nothing is found ----------------------------------------------------------
 */

struct guess {
  struct str best;
  size_t distance;
};

/* The names directly in a scope, as the entities have them. */
static bool is_in(const struct entity *e, uint32_t scope)
{
  if (!e->name) return false;
  if (scope & FILE_SCOPE) return e->scope == NONE && e->file == (scope & ~FILE_SCOPE);
  return e->scope == scope;
}

static void guess_in(const struct builder *b, uint32_t scope, struct str wanted,
                     struct guess *guess)
{
  for (size_t i = 0; i < b->model->entities.len; i++) {
    const struct entity *e = &b->model->entities.at[i];
    if (is_in(e, scope))
      str_suggest(wanted, unit_text(b->unit, e->name), &guess->best, &guess->distance);
  }
}

/* "user, eve and pypi": what a scope holds, up to six of it. */
static const char *names_in(struct builder *b, uint32_t scope)
{
  enum { SHOWN = 6 };
  const char *names[SHOWN];
  uint32_t count = 0;
  for (size_t i = 0; i < b->model->entities.len; i++) {
    const struct entity *e = &b->model->entities.at[i];
    if (!is_in(e, scope)) continue;
    if (count < SHOWN) names[count] = unit_name(b->unit, e->name);
    count++;
  }
  if (!count) return NULL;
  uint32_t shown = count < SHOWN ? count : SHOWN;
  const char *text = names[0];
  for (uint32_t i = 1; i < shown; i++)
    text = arena_format(&b->unit->arena, "%s%s%s", text,
                        i + 1 == shown && count == shown ? " and " : ", ", names[i]);
  if (count > shown) text = arena_format(&b->unit->arena, "%s and %u more", text, count - shown);
  return text;
}

/* The longest beginning of the path that names something: its scope, and how many names it takes.
 */
static uint32_t longest_beginning(struct builder *b, const struct path *path, struct scope scope,
                                  uint32_t *scope_found)
{
  for (uint32_t count = path->count - 1; count > 0; count--) {
    struct path part = {path->names, count, path->first};
    struct target found = find(b, &part, scope);
    if (found.type == TARGET_ENTITY) {
      *scope_found = found.number;
      return count;
    }
  }
  const struct file *file = b->model->files.at[scope.file];
  for (size_t i = 0; path->count > 1 && i < file->imports.len; i++) {
    if (file->imports.at[i].alias != path->names[0]) continue;
    *scope_found = FILE_SCOPE | file->imports.at[i].file;
    return 1;
  }
  return 0;
}

static void suggest_inside(struct builder *b, struct message *message, const struct path *path,
                           uint32_t count, uint32_t scope)
{
  const char *beginning = path_text(b, path, count);
  const char *names = names_in(b, scope);
  if (names)
    message_label(b->unit, message, "`%s` holds %s", beginning, names);
  else
    message_label(b->unit, message, "`%s` holds nothing", beginning);
  struct guess guess = {{0}, SIZE_MAX};
  guess_in(b, scope, unit_text(b->unit, path->names[count]), &guess);
  if (!guess.best.len) return;
  const char *text = arena_format(&b->unit->arena, "%s.%.*s", beginning, STR_ARGS(guess.best));
  for (uint32_t i = count + 1; i < path->count; i++)
    text = arena_format(&b->unit->arena, "%s.%s", text, unit_name(b->unit, path->names[i]));
  message_suggest(b->unit, message, str_from(text));
}

/* A thing elsewhere in the model that has this very name: its id. */
static struct str namesake(const struct builder *b, sym name)
{
  for (size_t i = 0; i < b->model->entities.len; i++)
    if (b->model->entities.at[i].name == name) return b->model->entities.at[i].id;
  return STR("");
}

static void suggest_around(struct builder *b, struct message *message, const struct path *path,
                           struct scope scope)
{
  struct guess guess = {{0}, SIZE_MAX};
  struct str wanted = unit_text(b->unit, path->names[0]);
  for (uint32_t e = scope.entity; e != NONE; e = b->model->entities.at[e].scope)
    guess_in(b, e, wanted, &guess);
  guess_in(b, FILE_SCOPE | scope.file, wanted, &guess);
  const struct file *file = b->model->files.at[scope.file];
  for (size_t i = 0; i < file->imports.len; i++)
    str_suggest(wanted, unit_text(b->unit, file->imports.at[i].alias), &guess.best,
                &guess.distance);
  struct str elsewhere = namesake(b, path->names[path->count - 1]);
  if (elsewhere.len) {
    message_suggest(b->unit, message, elsewhere);
    return;
  }
  if (!guess.best.len) return;
  const char *text = arena_format(&b->unit->arena, "%.*s", STR_ARGS(guess.best));
  for (uint32_t i = 1; i < path->count; i++)
    text = arena_format(&b->unit->arena, "%s.%s", text, unit_name(b->unit, path->names[i]));
  message_suggest(b->unit, message, str_from(text));
}

static void complain(struct builder *b, const struct tree *tree, const struct path *path,
                     struct scope scope)
{
  if (map_get(&b->doubtful, path->names[0], 0) != MAP_NONE) return;
  struct message *message = message_add(b->unit, CODE_E0202, tree_path_span(tree, path),
                                        "nothing is called `%s`", path_text(b, path, path->count));
  uint32_t inside = NONE;
  uint32_t count = longest_beginning(b, path, scope, &inside);
  if (count)
    suggest_inside(b, message, path, count, inside);
  else
    suggest_around(b, message, path, scope);
}

/* --- the calls ----------------------------------------------------------------------------------
 */

uint32_t resolve_path(struct builder *b, const struct tree *tree, const struct path *path,
                      struct scope scope)
{
  if (!path->count) return NONE;
  struct target found = find(b, path, scope);
  if (found.type == TARGET_ENTITY) return found.number;
  if (found.type == TARGET_TEMPLATE) {
    struct message *message =
        message_add(b->unit, CODE_E0203, tree_path_span(tree, path), "`%s` is a template, no thing",
                    path_text(b, path, path->count));
    message_help(b->unit, message, "a thing takes what a template says with `is %s`",
                 path_text(b, path, path->count));
  } else
    complain(b, tree, path, scope);
  return NONE;
}

uint32_t resolve_template(struct builder *b, const struct tree *tree, const struct path *path,
                          struct scope scope, bool is_quiet)
{
  if (!path->count) return NONE;
  struct target found = find(b, path, scope);
  if (found.type == TARGET_TEMPLATE) return found.number;
  if (is_quiet) return NONE;
  const char *text = path_text(b, path, path->count);
  struct message *message =
      message_add(b->unit, CODE_E0204, tree_path_span(tree, path), "`%s` is no template", text);
  struct guess guess = {{0}, SIZE_MAX};
  struct str wanted = unit_text(b->unit, path->names[path->count - 1]);
  for (size_t i = 0; i < b->templates.len; i++)
    str_suggest(wanted, unit_text(b->unit, b->templates.at[i].decl->name), &guess.best,
                &guess.distance);
  enum term_type type;
  uint32_t number;
  if (path->count == 1 &&
      vocabulary_find_any(&b->model->vocabulary, path->names[0], &type, &number) &&
      type == TERM_KIND)
    message_help(b->unit, message, "it is a kind: a thing's kind stands before its name");
  else if (guess.best.len && path->count == 1)
    message_suggest(b->unit, message, guess.best);
  else
    message_help(b->unit, message,
                 "templates are declared at the top of a file: `template %s { … }`",
                 unit_name(b->unit, path->names[path->count - 1]));
  return NONE;
}

uint32_t resolve_flow(struct builder *b, const struct tree *tree, const struct path *source,
                      const struct path *target, struct scope scope)
{
  uint32_t from = resolve_path(b, tree, source, scope);
  uint32_t to = resolve_path(b, tree, target, scope);
  if (from == NONE || to == NONE) return NONE;
  uint32_t flow = map_get(&b->flows, from, to);
  if (flow != MAP_NONE) return flow;
  struct span span = tree_path_span(tree, source);
  span.to = tree_path_span(tree, target).to;
  struct message *message =
      message_add(b->unit, CODE_E0202, span, "no unnamed flow goes from `%s` to `%s`",
                  path_text(b, source, source->count), path_text(b, target, target->count));
  for (size_t i = 0; i < b->model->entities.len; i++) {
    const struct entity *e = &b->model->entities.at[i];
    if (e->root != ROOT_FLOW || e->source != from || e->target != to) continue;
    message_suggest(b->unit, message, e->id);
    break;
  }
  return NONE;
}

uint32_t resolve_image_text(struct builder *b, struct str text)
{
  sym name = symbols_find(&b->unit->symbols, text);
  uint32_t image = name ? map_get(&b->images, name, 0) : MAP_NONE;
  return image == MAP_NONE ? NONE : image;
}

uint32_t resolve_former(struct builder *b, const struct path *path, struct scope scope)
{
  if (!path->count) return NONE;
  const char *text = path_text(b, path, path->count);
  sym name = symbols_find(&b->unit->symbols, str_from(text));
  uint32_t entity = name ? map_get(&b->former, name, 0) : MAP_NONE;
  if (entity != MAP_NONE) return entity;
  sym prefix = b->model->files.at[scope.file]->prefix;
  if (!prefix) return NONE;
  text = arena_format(&b->unit->arena, "%s.%s", unit_name(b->unit, prefix), text);
  name = symbols_find(&b->unit->symbols, str_from(text));
  entity = name ? map_get(&b->former, name, 0) : MAP_NONE;
  return entity == MAP_NONE ? NONE : entity;
}

static uint32_t image_or_message(struct builder *b, const struct tree *tree,
                                 const struct value *value)
{
  uint32_t image = resolve_image_text(b, value->text);
  if (image != NONE) return image;
  struct message *message = message_add(b->unit, CODE_E0205, tree_value_span(tree, value),
                                        "no image is named \"%.*s\"", STR_ARGS(value->text));
  struct guess guess = {{0}, SIZE_MAX};
  for (size_t i = 0; i < b->model->entities.len; i++) {
    const struct entity *e = &b->model->entities.at[i];
    if (e->ref.len) str_suggest(value->text, e->ref, &guess.best, &guess.distance);
  }
  if (guess.best.len)
    message_suggest(b->unit, message,
                    str_from(arena_format(&b->unit->arena, "\"%.*s\"", STR_ARGS(guess.best))));
  return NONE;
}

uint32_t resolve_value(struct builder *b, const struct tree *tree, const struct value *value,
                       struct scope scope)
{
  if (value->kind == VALUE_TEXT) return image_or_message(b, tree, value);
  if (value->kind != VALUE_PATH) return NONE;
  if (value->target.count) return resolve_flow(b, tree, &value->path, &value->target, scope);
  return resolve_path(b, tree, &value->path, scope);
}
