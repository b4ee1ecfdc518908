/* Pass 1: every thing, flow, template and extension gets its number and its name in its scope; then
 * the flows find their ends. Clauses are left for pass 2. */
#include "model/resolve.h"

#include "syntax/words.h"

/* A block or a file's top, as what is declared there sees it. */
struct where {
  uint32_t file;
  uint32_t scope; /* entity, or NONE */
  const struct tree *tree;
};

uint32_t entity_add(struct builder *b, struct entity entity)
{
  struct model *model = b->model;
  if (model->entities.len >= LIMIT_ENTITIES) {
    if (model->entities.len == LIMIT_ENTITIES)
      message_add(b->unit, CODE_E0208, entity.span, "the model has more than %d things",
                  LIMIT_ENTITIES);
    return NONE;
  }
  vec_push(&b->unit->arena, &model->entities, entity);
  vec_push(&b->naming, &b->is_broken, 0);
  return (uint32_t)model->entities.len - 1;
}

static uint32_t scope_key(const struct where *where)
{
  return where->scope == NONE ? FILE_SCOPE | where->file : where->scope;
}

/* --- ids ----------------------------------------------------------------------------------------
 */

static struct str id_in(struct builder *b, const struct where *where, sym name)
{
  struct arena *arena = &b->unit->arena;
  struct str own = unit_text(b->unit, name), before = {0};
  if (where->scope != NONE)
    before = b->model->entities.at[where->scope].id;
  else
    before = unit_text(b->unit, b->model->files.at[where->file]->prefix);
  if (!before.len) return own;
  char *id = arena_alloc(arena, before.len + own.len + 2);
  memcpy(id, before.at, before.len);
  id[before.len] = '.';
  memcpy(id + before.len + 1, own.at, own.len);
  return (struct str){id, before.len + 1 + own.len};
}

/* --- names --------------------------------------------------------------------------------------
 */

static struct span span_of_named(const struct builder *b, uint32_t value)
{
  if (value >> 30 == TARGET_ENTITY) return b->model->entities.at[value & 0x3fffffff].span;
  const struct template *template = &b->templates.at[value & 0x3fffffff];
  const struct tree *tree = b->model->files.at[template->file]->tree;
  return tree_span(tree, template->decl->name_token, template->decl->name_token);
}

static bool is_import_name(const struct builder *b, const struct where *where, sym name,
                           struct span *span)
{
  if (where->scope != NONE) return false;
  const struct file *file = b->model->files.at[where->file];
  for (size_t i = 0; i < file->imports.len; i++) {
    if (file->imports.at[i].alias != name) continue;
    *span = file->imports.at[i].span;
    return true;
  }
  return false;
}

/* Gives a name its meaning in a scope; a message if it has one already. */
static void name_it(struct builder *b, const struct where *where, sym name, uint32_t token,
                    enum target_type type, uint32_t number)
{
  struct span span = tree_span(where->tree, token, token), other;
  uint32_t before = map_get(&b->names, scope_key(where), name);
  if (before != MAP_NONE) {
    struct message *message =
        message_add(b->unit, CODE_E0201, span, "`%s` is declared twice", unit_name(b->unit, name));
    message_note(b->unit, message, span_of_named(b, before), "first declared here");
    return;
  }
  if (is_import_name(b, where, name, &other)) {
    struct message *message = message_add(
        b->unit, CODE_E0201, span, "`%s` is also the name of an import", unit_name(b->unit, name));
    message_note(b->unit, message, other, "imported here");
    message_help(b->unit, message, "call the file something else: `import … as NAME`");
    map_add(&b->doubtful, name, 0, 1);
    return;
  }
  map_add(&b->names, scope_key(where), name, (uint32_t)type << 30 | number);
}

/* --- declarations -------------------------------------------------------------------------------
 */

static void declare_lines(struct builder *b, const struct where *where, const struct line *lines,
                          uint32_t count);

static struct span subject_span(const struct tree *tree, const struct decl *decl)
{
  if (decl->subject_last) return tree_span(tree, decl->subject_first, decl->subject_last);
  return tree_span(tree, decl->first, decl->header_last);
}

static struct entity entity_of(struct builder *b, const struct where *where,
                               const struct decl *decl, uint32_t kind)
{
  const char *doc = tree_doc(b->unit, where->tree, decl);
  return (struct entity){
      .name = decl->name,
      .title = decl->has_title ? decl->title : STR(""),
      .doc = doc ? str_from(doc) : STR(""),
      .kind = kind,
      .root = (uint8_t)b->model->vocabulary.kinds.at[kind].root,
      .place = decl->is_flow ? NONE : where->scope,
      .scope = where->scope,
      .file = where->file,
      .span = subject_span(where->tree, decl),
      .decl = decl,
      .source = NONE,
      .target = NONE,
      .protocol = NONE,
  };
}

static void complain_of_kind(struct builder *b, const struct tree *tree, const struct decl *decl)
{
  struct span span = tree_span(tree, decl->first, decl->first);
  const char *word = unit_name(b->unit, decl->word);
  struct message *message =
      message_add(b->unit, CODE_E0405, span, "`%s` is no kind of thing", word);
  for (size_t i = 0; i < b->templates.len; i++) {
    if (b->templates.at[i].decl->name != decl->word) continue;
    message_help(b->unit, message, "it is a template: declare a thing of some kind and say `is %s`",
                 word);
    return;
  }
  const char *ours, *help;
  if (word_is_foreign(str_from(word), &ours, &help)) {
    message_help(b->unit, message, "%s", help);
    if (ours) message_fix(b->unit, message, span, ours);
    return;
  }
  enum term_type type;
  uint32_t number;
  if (vocabulary_find_any(&b->model->vocabulary, decl->word, &type, &number) && type != TERM_KIND) {
    static const char *const what[] = {"kind",    "protocol", "weakness",
                                       "control", "rule",     "standard"};
    message_help(b->unit, message, "it is a %s", what[type]);
    return;
  }
  struct str near = vocabulary_suggest(b->unit, &b->model->vocabulary, TERM_KIND, str_from(word));
  size_t distance = near.len ? str_distance(near, str_from(word), 64) : SIZE_MAX;
  for (int key = 1; key < KEY_COUNT; key++)
    str_suggest(str_from(word), str_from(key_word((enum key)key)), &near, &distance);
  for (int declare = 1; declare < DECLARE_COUNT; declare++)
    str_suggest(str_from(word), str_from(declare_word((enum declare)declare)), &near, &distance);
  message_suggest(b->unit, message, near);
}

/* The kind of a declaration; NONE after a message. */
static uint32_t kind_of(struct builder *b, const struct tree *tree, const struct decl *decl)
{
  const struct vocabulary *v = &b->model->vocabulary;
  uint32_t kind = vocabulary_find(v, TERM_KIND, decl->word);
  if (kind == NONE) {
    complain_of_kind(b, tree, decl);
    return NONE;
  }
  struct span span = tree_span(tree, decl->first, decl->first);
  if (v->kinds.at[kind].is_place_kind) {
    struct message *message =
        message_add(b->unit, CODE_E0206, span, "`place` is either of two kinds of thing");
    message_help(b->unit, message, "say `boundary` or `machine`, or a kind of those");
    return NONE;
  }
  if (v->kinds.at[kind].root == ROOT_FLOW) {
    struct message *message =
        message_add(b->unit, CODE_E0206, span, "a flow is not declared by a word");
    message_help(b->unit, message, "draw it from the side that opens the connection: `a -> b`");
    return NONE;
  }
  return kind;
}

static void declare_inside(struct builder *b, const struct where *where, const struct decl *decl,
                           uint32_t entity)
{
  struct where inside = {where->file, entity, where->tree};
  const struct entity *e = &b->model->entities.at[entity];
  bool is_place = e->root == ROOT_BOUNDARY || e->root == ROOT_MACHINE;
  if (is_place || entity_is_broken(b, entity)) {
    declare_lines(b, &inside, decl->lines, decl->line_count);
    return;
  }
  for (uint32_t i = 0; i < decl->line_count; i++) {
    const struct decl *nested = decl->lines[i].decl;
    if (!nested) continue;
    struct message *message =
        message_add(b->unit, CODE_E0207, tree_span(where->tree, nested->first, nested->header_last),
                    "nothing lies in `%s`: %s is no place", e->id.at,
                    e->root == ROOT_DATA   ? "data"
                    : e->root == ROOT_FLOW ? "a flow"
                                           : "an actor");
    message_help(b->unit, message, "only boundaries and machines have nested things; %s",
                 e->root == ROOT_ACTOR ? "what somebody has is said with `holds` or `owns`"
                                       : "what lies there is said with `holds`");
    return;
  }
}

static void declare_thing(struct builder *b, const struct where *where, const struct decl *decl)
{
  if (!decl->name) return; /* the parser said so */
  uint32_t kind = kind_of(b, where->tree, decl);
  struct entity entity = entity_of(b, where, decl, kind == NONE ? ROOT_MACHINE : kind);
  entity.id = id_in(b, where, decl->name);
  uint32_t number = entity_add(b, entity);
  if (number == NONE) return;
  b->is_broken.at[number] = kind == NONE || b->model->vocabulary.kinds.at[kind].is_broken;
  name_it(b, where, decl->name, decl->name_token, TARGET_ENTITY, number);
  declare_inside(b, where, decl, number);
}

static void declare_flow(struct builder *b, const struct where *where, const struct decl *decl)
{
  if (!decl->subject.count || !decl->target.count) return;
  struct entity entity = entity_of(b, where, decl, ROOT_FLOW);
  if (decl->name) entity.id = id_in(b, where, decl->name);
  entity.flow_number = ++b->model->flow_count;
  uint32_t number = entity_add(b, entity);
  if (number == NONE) return;
  if (decl->name) name_it(b, where, decl->name, decl->name_token, TARGET_ENTITY, number);
  declare_inside(b, where, decl, number);
}

static void declare_template(struct builder *b, const struct where *where, const struct decl *decl)
{
  if (!decl->name) return;
  vec_push(&b->naming, &b->templates, (struct template){.decl = decl, .file = where->file});
  name_it(b, where, decl->name, decl->name_token, TARGET_TEMPLATE, (uint32_t)b->templates.len - 1);
  for (uint32_t i = 0; i < decl->line_count; i++) {
    const struct decl *nested = decl->lines[i].decl;
    if (!nested) continue;
    message_add(b->unit, CODE_E0207, tree_span(where->tree, nested->first, nested->header_last),
                "a template has clauses only");
    break;
  }
}

/* Things and flows at once; what only stands at the top of a file is others' business, and so is
 * the message if it stands elsewhere (vocabulary and claims). Extensions wait. */
static void declare_lines(struct builder *b, const struct where *where, const struct line *lines,
                          uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    const struct decl *decl = lines[i].decl;
    if (!decl) continue;
    if (decl->is_flow)
      declare_flow(b, where, decl);
    else if (decl->declare == DECLARE_NONE)
      declare_thing(b, where, decl);
    else if (decl->declare == DECLARE_TEMPLATE && where->scope == NONE)
      declare_template(b, where, decl);
  }
}

/* --- extensions ---------------------------------------------------------------------------------
 */

static void add_extension(struct builder *b, uint32_t file, const struct decl *decl,
                          uint32_t entity)
{
  vec_push(&b->naming, &b->extensions, (struct extension){decl, file, entity});
  struct where where = {file, entity, b->model->files.at[file]->tree};
  declare_inside(b, &where, decl, entity);
}

static uint32_t extension_target(struct builder *b, uint32_t file, const struct decl *decl,
                                 bool is_quiet)
{
  const struct tree *tree = b->model->files.at[file]->tree;
  struct scope scope = {NONE, file};
  if (decl->target.count) {
    uint32_t source = resolve_quietly(b, &decl->subject, scope);
    uint32_t target = resolve_quietly(b, &decl->target, scope);
    uint32_t flow =
        source == NONE || target == NONE ? MAP_NONE : map_get(&b->flows, source, target);
    if (flow != MAP_NONE) return flow;
    return is_quiet ? NONE : resolve_flow(b, tree, &decl->subject, &decl->target, scope);
  }
  uint32_t found = resolve_quietly(b, &decl->subject, scope);
  if (found != NONE || is_quiet) return found;
  return resolve_path(b, tree, &decl->subject, scope);
}

static bool is_extend(const struct decl *decl)
{
  return decl && decl->declare == DECLARE_EXTEND && (decl->subject.count || decl->has_text_subject);
}

/* An extension may declare what another extends, so this goes round until nothing is new. Flows
 * between two ends and images by their text are extended once those are known. */
static void declare_extensions(struct builder *b)
{
  struct model *model = b->model;
  VEC_OF(struct extension) waiting = {0};
  for (uint32_t f = 0; f < model->files.len; f++) {
    const struct tree *tree = model->files.at[f]->tree;
    for (uint32_t i = 0; i < tree->line_count; i++)
      if (is_extend(tree->lines[i].decl) && !tree->lines[i].decl->has_text_subject &&
          !tree->lines[i].decl->target.count)
        vec_push(&b->naming, &waiting, (struct extension){tree->lines[i].decl, f, NONE});
  }
  bool is_new = true;
  while (is_new) {
    is_new = false;
    for (size_t i = 0; i < waiting.len; i++) {
      if (waiting.at[i].entity != NONE) continue;
      uint32_t entity = extension_target(b, waiting.at[i].file, waiting.at[i].decl, true);
      if (entity == NONE) continue;
      waiting.at[i].entity = entity;
      is_new = true;
      add_extension(b, waiting.at[i].file, waiting.at[i].decl, entity);
    }
  }
  for (size_t i = 0; i < waiting.len; i++)
    if (waiting.at[i].entity == NONE)
      (void)extension_target(b, waiting.at[i].file, waiting.at[i].decl, false);
}

static void extend_flows(struct builder *b)
{
  for (uint32_t f = 0; f < b->model->files.len; f++) {
    const struct tree *tree = b->model->files.at[f]->tree;
    for (uint32_t i = 0; i < tree->line_count; i++) {
      const struct decl *decl = tree->lines[i].decl;
      if (!is_extend(decl) || decl->has_text_subject || !decl->target.count) continue;
      uint32_t flow = extension_target(b, f, decl, false);
      if (flow != NONE) add_extension(b, f, decl, flow);
    }
  }
}

static void extend_images(struct builder *b)
{
  for (uint32_t f = 0; f < b->model->files.len; f++) {
    const struct tree *tree = b->model->files.at[f]->tree;
    for (uint32_t i = 0; i < tree->line_count; i++) {
      const struct decl *decl = tree->lines[i].decl;
      if (!is_extend(decl) || !decl->has_text_subject) continue;
      struct value value = {.kind = VALUE_TEXT,
                            .text = decl->text,
                            .first = decl->subject_first,
                            .last = decl->subject_last};
      uint32_t image = resolve_value(b, tree, &value, (struct scope){NONE, f});
      if (image != NONE) add_extension(b, f, decl, image);
    }
  }
}

/* --- the flows' ends ----------------------------------------------------------------------------
 */

static uint32_t flow_end(struct builder *b, const struct entity *flow, const struct path *path,
                         bool is_source)
{
  const struct tree *tree = b->model->files.at[flow->file]->tree;
  uint32_t end = resolve_path(b, tree, path, (struct scope){flow->scope, flow->file});
  if (end == NONE || entity_is_broken(b, end)) return end;
  const struct entity *e = &b->model->entities.at[end];
  bool is_fine = e->root == ROOT_MACHINE || (is_source && e->root == ROOT_ACTOR);
  if (is_fine) return end;
  struct message *message =
      message_add(b->unit, CODE_E0209, tree_path_span(tree, path), "a flow goes %s; `%s` is %s",
                  is_source ? "from an actor or a machine" : "to a machine", e->id.at,
                  roots_words(&b->unit->arena, (roots)(1u << e->root)));
  if (e->root == ROOT_BOUNDARY)
    message_help(b->unit, message, "name the machine in it that %s",
                 is_source ? "calls" : "answers");
  else if (e->root == ROOT_ACTOR)
    message_help(b->unit, message,
                 "draw it from the side that opens the connection: from the person to the machine");
  else
    message_help(b->unit, message, "what a flow moves is said with `carries`");
  return NONE;
}

static struct str unnamed_id(struct builder *b, uint32_t source, uint32_t target)
{
  struct str from = b->model->entities.at[source].id, to = b->model->entities.at[target].id;
  char *id = arena_alloc(&b->unit->arena, from.len + to.len + 3);
  memcpy(id, from.at, from.len);
  memcpy(id + from.len, "->", 2);
  memcpy(id + from.len + 2, to.at, to.len);
  return (struct str){id, from.len + to.len + 2};
}

static void index_unnamed(struct builder *b, uint32_t flow)
{
  struct entity *e = &b->model->entities.at[flow];
  e->id = unnamed_id(b, e->source, e->target);
  if (map_add(&b->flows, e->source, e->target, flow)) return;
  const struct entity *other = &b->model->entities.at[map_get(&b->flows, e->source, e->target)];
  struct message *message =
      message_add(b->unit, CODE_E0201, e->span, "two unnamed flows go from `%s` to `%s`",
                  b->model->entities.at[e->source].id.at, b->model->entities.at[e->target].id.at);
  message_note(b->unit, message, other->span, "the other one");
  message_help(b->unit, message, "name one: `name: %s -> %s`",
               b->model->entities.at[e->source].id.at, b->model->entities.at[e->target].id.at);
}

static void resolve_ends(struct builder *b, uint32_t from)
{
  struct model *model = b->model;
  for (uint32_t i = from; i < model->entities.len; i++) {
    if (model->entities.at[i].root != ROOT_FLOW) continue;
    const struct decl *decl = model->entities.at[i].decl;
    const struct entity *flow = &model->entities.at[i];
    uint32_t source = flow_end(b, flow, &decl->subject, true);
    uint32_t target = flow_end(b, flow, &decl->target, false);
    struct entity *e = &model->entities.at[i];
    e->source = source;
    e->target = target;
    b->is_broken.at[i] = source == NONE || target == NONE || entity_is_broken(b, source) ||
                         entity_is_broken(b, target);
    if (!e->id.len) e->id = STR("?");
    if (source == NONE || target == NONE) continue;
    if (source == target) {
      message_add(b->unit, CODE_E0209, e->span, "a flow from `%s` to itself is no flow",
                  model->entities.at[source].id.at);
      b->is_broken.at[i] = 1;
    } else if (!decl->name)
      index_unnamed(b, i);
  }
}

void entities_declare(struct builder *b)
{
  struct model *model = b->model;
  map_init(&b->names, &b->naming, 1024);
  map_init(&b->flows, &b->naming, 64);
  for (uint32_t f = 0; f < model->files.len; f++) {
    const struct file *file = model->files.at[f];
    struct where where = {f, NONE, file->tree};
    if (!file->is_library) declare_lines(b, &where, file->tree->lines, file->tree->line_count);
  }
  declare_extensions(b);
  resolve_ends(b, 0);
  extend_flows(b);
  images_declare(b);
  extend_images(b);
}
