/* Pass 2: what is said of each thing, by its own clauses, its templates' and its extensions'.
 *
 * A template is first said of nothing (entity NONE): that checks its names once, with messages;
 * when it is said of a thing, only what does not fit that thing is a message. */
#include "model/speech.h"

#include "syntax/words.h"

static void say_all(struct builder *b, const struct speech *speech, const struct decl *decl);

bool speech_is_quiet(const struct speech *speech)
{
  return speech->basis == BASIS_TEMPLATE && speech->entity != NONE;
}

struct entity *speech_subject(struct builder *b, const struct speech *speech)
{
  return speech->entity == NONE ? NULL : &b->model->entities.at[speech->entity];
}

/* A message about a clause as said of a thing: at the clause, or where the template is applied. */
struct message *speech_complain(struct builder *b, const struct speech *speech, enum code code,
                                struct span span, const char *text)
{
  if (!speech_is_quiet(speech)) return message_add(b->unit, code, span, "%s", text);
  struct message *message = message_add(b->unit, code, speech->applied, "template `%s`: %s",
                                        unit_name(b->unit, speech->template), text);
  return message_note(b->unit, message, span, "said here");
}

/* --- does the key belong here? ------------------------------------------------------------------
 */

static unsigned context_of(const struct builder *b, const struct speech *speech)
{
  if (speech->entity == NONE) return IN_TEMPLATE;
  const struct entity *e = &b->model->entities.at[speech->entity];
  unsigned context = 1u << e->root;
  if (b->model->vocabulary.image_kind != NONE &&
      kind_is(&b->model->vocabulary, e->kind, b->model->vocabulary.image_kind))
    context |= IN_IMAGE;
  return context;
}

/* "container `shop.web`", for messages; without printf, since it is made for every clause. */
static const char *subject_text(struct builder *b, const struct speech *speech)
{
  if (speech->entity == NONE) return "a template";
  struct str kind = str_from(model_kind_word(b->model, speech->entity));
  struct str id = speech_subject(b, speech)->id;
  char *text = arena_alloc(&b->scratch, kind.len + id.len + 4);
  memcpy(text, kind.at, kind.len);
  memcpy(text + kind.len, " `", 2);
  memcpy(text + kind.len + 2, id.at, id.len);
  memcpy(text + kind.len + 2 + id.len, "`", 2);
  return text;
}

static bool key_belongs(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  unsigned context = context_of(b, speech);
  if (!speech_is_quiet(speech)) {
    arena_reset(&b->scratch);
    return clause_check(b->unit, speech->tree, clause, context, subject_text(b, speech));
  }
  if (key_contexts(clause->key) & context) return true;
  const struct entity *e = speech_subject(b, speech);
  speech_complain(b, speech, CODE_E0301, tree_span(speech->tree, clause->token, clause->token),
                  arena_format(&b->unit->arena, "`%s` says nothing of %s `%s`",
                               key_word(clause->key), model_kind_word(b->model, speech->entity),
                               e->id.at));
  return false;
}

/* The first to say a single-valued key; false after a message. */
static bool is_first(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  if (speech->entity == NONE || !key_is_one(clause->key, context_of(b, speech))) return true;
  struct span span = tree_span(speech->tree, clause->token, clause->values[clause->count - 1].last);
  uint32_t before = map_get(&b->said, speech->entity, (uint32_t)clause->key);
  if (before != MAP_NONE) {
    if (speech_is_quiet(speech)) {
      struct message *message =
          speech_complain(b, speech, CODE_E0304, span,
                          arena_format(&b->unit->arena, "`%s` is said of `%s` already",
                                       key_word(clause->key), speech_subject(b, speech)->id.at));
      message_note(b->unit, message, b->said_spans.at[before], "and here");
    } else
      clause_said_twice(b->unit, speech->tree, clause, b->said_spans.at[before]);
    return false;
  }
  map_add(&b->said, speech->entity, (uint32_t)clause->key, (uint32_t)b->said_spans.len);
  vec_push(&b->saying, &b->said_spans, span);
  return true;
}

/* --- texts, names, worth ------------------------------------------------------------------------
 */

void texts_add(struct arena *arena, struct texts *texts, const struct clause *clause)
{
  struct str *all = arena_new_array(arena, texts->count + clause->count, struct str);
  if (texts->count) memcpy(all, texts->at, texts->count * sizeof *all);
  for (uint32_t i = 0; i < clause->count; i++) all[texts->count + i] = clause->values[i].text;
  *texts = (struct texts){all, texts->count + clause->count};
}

static void say_tags(struct builder *b, struct entity *e, const struct clause *clause)
{
  sym *tags = arena_new_array(&b->unit->arena, e->tag_count + clause->count, sym);
  if (e->tag_count) memcpy(tags, e->tags, e->tag_count * sizeof *tags);
  for (uint32_t i = 0; i < clause->count; i++)
    tags[e->tag_count + i] = clause->values[i].path.names[0];
  e->tags = tags;
  e->tag_count += clause->count;
}

static const char *joined(struct builder *b, const struct path *path)
{
  const char *text = unit_name(b->unit, path->names[0]);
  for (uint32_t i = 1; i < path->count; i++)
    text = arena_format(&b->unit->arena, "%s.%s", text, unit_name(b->unit, path->names[i]));
  return text;
}

/* A former id: one name means another name in the same scope, a longer path starts at the top of
 * the file. */
static struct str former_id(struct builder *b, const struct speech *speech, const struct path *path)
{
  struct arena *arena = &b->unit->arena;
  const struct entity *e = speech_subject(b, speech);
  const char *own = joined(b, path);
  sym prefix = b->model->files.at[speech->scope.file]->prefix;
  if (path->count == 1 && e->scope != NONE)
    return str_from(arena_format(arena, "%s.%s", b->model->entities.at[e->scope].id.at, own));
  if (!prefix) return str_from(own);
  return str_from(arena_format(arena, "%s.%s", unit_name(b->unit, prefix), own));
}

static void say_was(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  struct entity *e = speech_subject(b, speech);
  struct str *was = arena_new_array(&b->unit->arena, e->was_count + clause->count, struct str);
  if (e->was_count) memcpy(was, e->was, e->was_count * sizeof *was);
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    struct str id = former_id(b, speech, &value->path);
    if (value->target.count)
      id = str_from(arena_format(&b->unit->arena, "%.*s->%s", STR_ARGS(id),
                                 former_id(b, speech, &value->target).at));
    was[e->was_count + i] = id;
    map_add(&b->former, symbols_intern(&b->unit->symbols, id), 0, speech->entity);
  }
  e->was = was;
  e->was_count += clause->count;
}

static enum worth worth_of(const struct unit *unit, const struct value *value)
{
  struct str word = unit_text(unit, value->path.count ? value->path.names[0] : 0);
  for (int worth = WORTH_LOW; worth <= WORTH_CRITICAL; worth++)
    if (str_equal(word, str_from(worth_word((enum worth)worth)))) return (enum worth)worth;
  return WORTH_NONE;
}

static enum trust trust_of(const struct unit *unit, const struct value *value)
{
  struct str word = unit_text(unit, value->path.count ? value->path.names[0] : 0);
  for (int trust = TRUST_NONE; trust <= TRUST_HIGH; trust++)
    if (str_equal(word, str_from(trust_word((enum trust)trust)))) return (enum trust)trust;
  return TRUST_UNSTATED;
}

/* `value` fills what `confidentiality` and its like leave open, whichever comes first: it is kept
 * in the high half until the freeze spreads it (traits.c). */
static void say_worth(struct builder *b, struct entity *e, const struct clause *clause)
{
  uint8_t worth = (uint8_t)worth_of(b->unit, &clause->values[0]);
  e->is_worth_stated = true;
  switch (clause->key) {
  case KEY_CONFIDENTIALITY:
    e->worth[HARM_CONFIDENTIALITY] |= worth;
    break;
  case KEY_INTEGRITY:
    e->worth[HARM_INTEGRITY] |= worth;
    break;
  case KEY_AVAILABILITY:
    e->worth[HARM_AVAILABILITY] |= worth;
    break;
  default:
    for (int harm = 0; harm < HARM_COUNT; harm++) e->worth[harm] |= (uint8_t)(worth << 4);
  }
}

/* --- templates ----------------------------------------------------------------------------------
 */

static void say_template(struct builder *b, const struct speech *speech, uint32_t number,
                         struct span applied)
{
  struct template *template = &b->templates.at[number];
  if (template->is_entered) return; /* a circle: said when the template was checked */
  const struct file *file = b->model->files.at[template->file];
  struct speech its = {.entity = speech->entity,
                       .tree = file->tree,
                       .scope = {NONE, template->file},
                       .basis = BASIS_TEMPLATE,
                       .applied = speech->basis == BASIS_TEMPLATE ? speech->applied : applied,
                       .template = template->decl->name};
  template->is_entered = true;
  say_all(b, &its, template->decl);
  b->templates.at[number].is_entered = false;
}

/* Whether a template takes from another, directly or through others. */
static bool takes_from(struct builder *b, uint32_t from, uint32_t wanted)
{
  struct template *template = &b->templates.at[from];
  if (from == wanted) return true;
  if (template->is_entered) return false;
  template->is_entered = true;
  const struct tree *tree = b->model->files.at[template->file]->tree;
  struct scope scope = {NONE, template->file};
  const struct decl *decl = template->decl;
  bool is_found = false;
  for (uint32_t i = 0; i <= decl->line_count && !is_found; i++) {
    const struct clause *clauses = i ? decl->lines[i - 1].clauses : decl->clauses;
    uint32_t count = i ? decl->lines[i - 1].clause_count : decl->clause_count;
    if (i && decl->lines[i - 1].decl) continue;
    for (uint32_t k = 0; k < count && !is_found; k++) {
      if (clauses[k].key != KEY_IS) continue;
      for (uint32_t v = 0; v < clauses[k].count && !is_found; v++) {
        uint32_t next = resolve_template(b, tree, &clauses[k].values[v].path, scope, true);
        is_found = next != NONE && takes_from(b, next, wanted);
      }
    }
  }
  b->templates.at[from].is_entered = false;
  return is_found;
}

/* One circle, one message: all templates in it are told of. */
static void tell_circle(struct builder *b, const struct speech *speech, uint32_t next,
                        struct span span)
{
  if (b->templates.at[speech->template_number].is_told) return;
  message_add(b->unit, CODE_E0213, span, "template `%s` takes from itself, in a circle",
              unit_name(b->unit, speech->template));
  for (uint32_t i = 0; i < b->templates.len; i++)
    b->templates.at[i].is_told |=
        takes_from(b, next, i) && takes_from(b, i, speech->template_number);
}

static void say_is(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    struct span span = tree_value_span(speech->tree, value);
    uint32_t template =
        resolve_template(b, speech->tree, &value->path, speech->scope, speech_is_quiet(speech));
    if (template == NONE) continue;
    if (speech->entity != NONE)
      say_template(b, speech, template, span);
    else if (takes_from(b, template, speech->template_number))
      tell_circle(b, speech, template, span);
  }
}

/* --- one clause ---------------------------------------------------------------------------------
 */

static void say_of_entity(struct builder *b, const struct speech *speech,
                          const struct clause *clause)
{
  struct entity *e = speech_subject(b, speech);
  const struct value *value = &clause->values[0];
  switch (clause->key) {
  case KEY_OWNER:
    e->owner = value->text;
    e->owner_span = tree_value_span(speech->tree, value);
    break;
  case KEY_LINK:
    texts_add(&b->unit->arena, &e->links, clause);
    break;
  case KEY_ASSUMES:
    texts_add(&b->unit->arena, &e->assumes, clause);
    break;
  case KEY_TAGS:
    say_tags(b, e, clause);
    break;
  case KEY_WAS:
    say_was(b, speech, clause);
    break;
  case KEY_REF:
    e->ref = value->text;
    break;
  case KEY_TRUST:
    e->trust = (uint8_t)trust_of(b->unit, value);
    break;
  case KEY_GLYPH:
    e->glyph = value->path.names[0];
    break;
  case KEY_VALUE:
  case KEY_CONFIDENTIALITY:
  case KEY_INTEGRITY:
  case KEY_AVAILABILITY:
    say_worth(b, e, clause);
    break;
  default:
    break;
  }
}

static void say(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  if (!clause->count || !key_belongs(b, speech, clause) || !is_first(b, speech, clause)) return;
  struct party_traits unused = {0};
  enum relation relation = relation_of_key(clause->key);
  if (relation != RELATION_COUNT) {
    say_relation(b, speech, relation, clause);
    return;
  }
  switch (clause->key) {
  case KEY_HAS:
  case KEY_WITH:
  case KEY_PLANS:
    say_traits(b, speech, clause);
    break;
  case KEY_EVIDENCE:
    say_evidence(b, speech, clause);
    break;
  case KEY_IS:
    say_is(b, speech, clause);
    break;
  case KEY_OVER:
    say_over(b, speech, clause);
    break;
  case KEY_STANCE:
  case KEY_SKILL:
  case KEY_RESOURCES:
  case KEY_AIMS:
  case KEY_MAKES:
    say_party(b, speech, clause,
              speech->entity == NONE ? &unused : &speech_subject(b, speech)->party);
    break;
  default:
    if (speech->entity != NONE) say_of_entity(b, speech, clause);
  }
}

static void say_all(struct builder *b, const struct speech *speech, const struct decl *decl)
{
  for (uint32_t i = 0; i < decl->clause_count; i++) say(b, speech, &decl->clauses[i]);
  for (uint32_t i = 0; i < decl->line_count; i++)
    if (!decl->lines[i].decl)
      for (uint32_t k = 0; k < decl->lines[i].clause_count; k++)
        say(b, speech, &decl->lines[i].clauses[k]);
}

/* --- the pass -----------------------------------------------------------------------------------
 */

static void check_templates(struct builder *b)
{
  for (uint32_t i = 0; i < b->templates.len; i++) {
    const struct template *template = &b->templates.at[i];
    struct speech speech = {.entity = NONE,
                            .tree = b->model->files.at[template->file]->tree,
                            .scope = {NONE, template->file},
                            .basis = BASIS_TEMPLATE,
                            .template = template->decl->name,
                            .template_number = i};
    say_all(b, &speech, template->decl);
  }
}

void clauses_resolve(struct builder *b)
{
  struct model *model = b->model;
  map_init(&b->said, &b->saying, model->entities.len);
  map_init(&b->former, &b->naming, 16);
  check_templates(b);
  size_t count = model->entities.len;
  for (uint32_t i = 0; i < count; i++) {
    const struct entity *e = &model->entities.at[i];
    if (!e->decl || (entity_is_broken(b, i) && e->root != ROOT_FLOW)) continue;
    struct speech speech = {.entity = i,
                            .tree = model->files.at[e->file]->tree,
                            .scope = {e->root == ROOT_FLOW ? e->scope : i, e->file},
                            .basis = BASIS_STATED};
    say_all(b, &speech, e->decl);
  }
  for (size_t i = 0; i < b->extensions.len; i++) {
    const struct extension *extension = &b->extensions.at[i];
    if (entity_is_broken(b, extension->entity)) continue;
    const struct entity *e = &model->entities.at[extension->entity];
    struct speech speech = {
        .entity = extension->entity,
        .tree = model->files.at[extension->file]->tree,
        .scope = {e->root == ROOT_FLOW ? e->scope : extension->entity, extension->file},
        .basis = BASIS_STATED};
    say_all(b, &speech, extension->decl);
  }
  parties_inherit(b);
  ties_to_all(b);
  arena_free(&b->scratch);
}
