/* Pass 2: what is said of each thing, by its own clauses, its templates' and its extensions'.
 *
 * A template is first said of nothing (entity NONE): that checks its names once, with messages;
 * when it is said of a thing, only what does not fit that thing is a message. */
#include "model/resolve.h"

#include "syntax/words.h"

/* Who says something, of whom. */
struct speech {
  uint32_t entity;         /* NONE: a template is only checked */
  const struct tree *tree; /* of the clauses */
  struct scope scope;      /* where their names resolve */
  enum basis basis;        /* BASIS_STATED or BASIS_TEMPLATE */
  struct span applied;     /* of a template: the `is` that applies it */
  sym template;            /* its name, or 0 */
  uint32_t template_number;
};

/* A tie to `any` of something. */
struct waiting_tie {
  struct speech speech;
  enum relation relation;
  const struct value *value;
  struct waiting_tie *before;
};

static void say_all(struct builder *b, const struct speech *speech, const struct decl *decl);

static bool is_quiet(const struct speech *speech)
{
  return speech->basis == BASIS_TEMPLATE && speech->entity != NONE;
}

static struct entity *subject(struct builder *b, const struct speech *speech)
{
  return speech->entity == NONE ? NULL : &b->model->entities.at[speech->entity];
}

/* A message about a clause as said of a thing: at the clause, or where the template is applied. */
static struct message *complain(struct builder *b, const struct speech *speech, enum code code,
                                struct span span, const char *text)
{
  if (!is_quiet(speech)) return message_add(b->unit, code, span, "%s", text);
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
  struct str id = subject(b, speech)->id;
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
  if (!is_quiet(speech)) {
    arena_reset(&b->scratch);
    return clause_check(b->unit, speech->tree, clause, context, subject_text(b, speech));
  }
  if (key_contexts(clause->key) & context) return true;
  const struct entity *e = subject(b, speech);
  complain(b, speech, CODE_E0301, tree_span(speech->tree, clause->token, clause->token),
           arena_format(&b->unit->arena, "`%s` says nothing of %s `%s`", key_word(clause->key),
                        model_kind_word(b->model, speech->entity), e->id.at));
  return false;
}

/* The first to say a single-valued key; false after a message. */
static bool is_first(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  if (speech->entity == NONE || !key_is_one(clause->key, context_of(b, speech))) return true;
  struct span span = tree_span(speech->tree, clause->token, clause->values[clause->count - 1].last);
  uint32_t before = map_get(&b->said, speech->entity, (uint32_t)clause->key);
  if (before != MAP_NONE) {
    if (is_quiet(speech)) {
      struct message *message =
          complain(b, speech, CODE_E0304, span,
                   arena_format(&b->unit->arena, "`%s` is said of `%s` already",
                                key_word(clause->key), subject(b, speech)->id.at));
      message_note(b->unit, message, b->said_spans.at[before], "and here");
    } else
      clause_said_twice(b->unit, speech->tree, clause, b->said_spans.at[before]);
    return false;
  }
  map_add(&b->said, speech->entity, (uint32_t)clause->key, (uint32_t)b->said_spans.len);
  vec_push(&b->unit->arena, &b->said_spans, span);
  return true;
}

/* --- texts, names, worth ------------------------------------------------------------------------
 */

static struct str *add_texts(struct builder *b, const struct str *old, uint32_t count,
                             const struct clause *clause)
{
  struct str *texts = arena_new_array(&b->unit->arena, count + clause->count, struct str);
  if (count) memcpy(texts, old, count * sizeof *texts);
  for (uint32_t i = 0; i < clause->count; i++) texts[count + i] = clause->values[i].text;
  return texts;
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
  const struct entity *e = subject(b, speech);
  const char *own = joined(b, path);
  sym prefix = b->model->files.at[speech->scope.file]->prefix;
  if (path->count == 1 && e->scope != NONE)
    return str_from(arena_format(arena, "%s.%s", b->model->entities.at[e->scope].id.at, own));
  if (!prefix) return str_from(own);
  return str_from(arena_format(arena, "%s.%s", unit_name(b->unit, prefix), own));
}

static void say_was(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  struct entity *e = subject(b, speech);
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

/* --- weaknesses and controls --------------------------------------------------------------------
 */

/* The number of a named term, or NONE after a message (unless the speech is quiet). */
static uint32_t find_term(struct builder *b, const struct speech *speech, enum term_type type,
                          const struct value *value)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (!is_quiet(speech)) return vocabulary_want(b->unit, v, speech->tree, value, type);
  return value->path.count == 1 ? vocabulary_find(v, type, value->path.names[0]) : NONE;
}

static void add_trait(struct builder *b, const struct speech *speech, bool is_weakness,
                      struct trait trait)
{
  struct said_trait said = {speech->entity, trait};
  if (speech->entity == NONE || entity_is_broken(b, speech->entity)) return;
  if (is_weakness)
    vec_push(&b->unit->arena, &b->has, said);
  else
    vec_push(&b->unit->arena, &b->with, said);
}

static bool control_fits(struct builder *b, const struct speech *speech, uint32_t control,
                         struct span span)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (v->controls.at[control].is_broken) return true; /* complained of where it is declared */
  bool is_known = speech->entity != NONE && !entity_is_broken(b, speech->entity);
  if (!is_known && !control_is_category(v, control)) return true;
  uint32_t kind = is_known ? subject(b, speech)->kind : ROOT_MACHINE;
  if (!is_quiet(speech)) return control_may_stand(b->unit, v, span, control, kind);
  if (control_stands_at(v, control, kind)) return true;
  if (control_is_category(v, control)) return false; /* said when the template was checked */
  complain(b, speech, CODE_E0410, span,
           arena_format(&b->unit->arena, "`%s` cannot stand at %s `%s`",
                        unit_name(b->unit, v->controls.at[control].term.name),
                        model_kind_word(b->model, speech->entity), subject(b, speech)->id.at));
  return false;
}

static void say_traits(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  bool is_weakness = clause->key == KEY_HAS;
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    struct span span = tree_value_span(speech->tree, value);
    uint32_t number = find_term(b, speech, is_weakness ? TERM_WEAKNESS : TERM_CONTROL, value);
    if (number == NONE) continue;
    if (!is_weakness && !control_fits(b, speech, number, span)) continue;
    struct trait trait = {.number = number,
                          .basis = speech->basis,
                          .is_planned = clause->key == KEY_PLANS,
                          .span = span};
    add_trait(b, speech, is_weakness, trait);
  }
}

static void say_evidence(struct builder *b, const struct speech *speech,
                         const struct clause *clause)
{
  if (clause->count != 2) return; /* clause_check said so */
  const struct value *name = &clause->values[0], *where = &clause->values[1];
  enum term_type type = TERM_KIND;
  uint32_t number;
  struct span span = tree_value_span(speech->tree, name);
  bool is_known = name->path.count == 1 &&
                  vocabulary_find_any(&b->model->vocabulary, name->path.names[0], &type, &number) &&
                  (type == TERM_CONTROL || type == TERM_WEAKNESS);
  if (!is_known) {
    if (is_quiet(speech)) return;
    struct str text = {unit_source(b->unit, span.source)->text.at + span.from, span.to - span.from};
    struct message *message =
        message_add(b->unit, CODE_E0210, span,
                    "evidence is of a control or a weakness; `%.*s` is neither", STR_ARGS(text));
    struct str near = vocabulary_suggest(b->unit, &b->model->vocabulary, TERM_CONTROL, text);
    if (!near.len) near = vocabulary_suggest(b->unit, &b->model->vocabulary, TERM_WEAKNESS, text);
    message_suggest(b->unit, message, near);
    return;
  }
  if (speech->entity == NONE) return;
  struct evidence evidence = {speech->entity, name->path.names[0], where->text, span};
  vec_push(&b->unit->arena, &b->model->evidence, evidence);
}

/* --- ties ---------------------------------------------------------------------------------------
 */

static void add_tie(struct builder *b, const struct speech *speech, enum relation relation,
                    uint32_t to, struct span span)
{
  const struct relation_info *info = relation_info(relation);
  if (entity_is_broken(b, to) || entity_is_broken(b, speech->entity)) return;
  const struct entity *e = subject(b, speech), *other = &b->model->entities.at[to];
  struct arena *arena = &b->unit->arena;
  if (!((info->to >> other->root) & 1)) {
    struct message *message =
        complain(b, speech, CODE_E0211, span,
                 arena_format(arena, "`%s` leads to %s; `%s` is %s `%s`", key_word(info->key),
                              roots_words(arena, info->to), other->id.at, "of the kind",
                              model_kind_word(b->model, to)));
    message_note(b->unit, message, other->span, "declared here");
    return;
  }
  if (to == speech->entity) {
    complain(b, speech, CODE_E0211, span,
             arena_format(arena, "`%s` ties `%s` to itself", key_word(info->key), e->id.at));
    return;
  }
  vec_push(arena, &b->ties, (struct tie){speech->entity, to, (uint8_t)relation, span});
}

/* `any node`: every such thing in the nearest place around that has some, else in the whole model.
 */
static void add_any(struct builder *b, const struct speech *speech, enum relation relation,
                    const struct value *value)
{
  struct set set;
  if (!resolve_set(b, speech->tree, value, speech->scope, false, &set) || speech->entity == NONE)
    return;
  const struct model *model = b->model;
  struct span span = tree_value_span(speech->tree, value);
  uint32_t place = speech->entity;
  for (;;) {
    bool is_found = false;
    for (uint32_t i = 0; i < model->entities.len; i++) {
      const struct entity *e = &model->entities.at[i];
      if (i == speech->entity || entity_is_broken(b, i) || !model_in_set(model, &set, i)) continue;
      uint32_t around = place;
      if (place != NONE)
        for (around = e->scope; around != NONE && around != place;)
          around = model->entities.at[around].scope;
      if (around != place) continue;
      is_found = true;
      add_tie(b, speech, relation, i, span);
    }
    if (is_found) return;
    if (place == NONE) break;
    place = model->entities.at[place].scope;
  }
  if (is_quiet(speech)) return;
  message_add(b->unit, CODE_E0212, span, "there is no %.*s in the model", STR_ARGS(set.text));
}

/* A stance is known once everything is said, so what `any` ties is worked out last. */
static void wait_for_all(struct builder *b, const struct speech *speech, enum relation relation,
                         const struct value *value)
{
  struct set set;
  if (speech->entity == NONE) {
    (void)resolve_set(b, speech->tree, value, speech->scope, false, &set);
    return;
  }
  struct waiting_tie *tie = arena_new(&b->unit->arena, struct waiting_tie);
  *tie = (struct waiting_tie){*speech, relation, value, b->waiting};
  b->waiting = tie;
}

static uint32_t tie_end(struct builder *b, const struct speech *speech, enum relation relation,
                        const struct value *value)
{
  bool is_image_place = relation == RELATION_RUNS || relation == RELATION_BASE;
  if (value->kind == VALUE_TEXT && is_image_place) return resolve_image_text(b, value->text);
  if (is_quiet(speech) && value->kind == VALUE_PATH && !value->target.count)
    return resolve_quietly(b, &value->path, speech->scope);
  if (is_quiet(speech) && value->kind != VALUE_PATH) return NONE;
  if (value->kind == VALUE_TEXT) {
    struct message *message = message_add(b->unit, CODE_E0211, tree_value_span(speech->tree, value),
                                          "`%s` takes the name of a thing, not a text",
                                          key_word(relation_info(relation)->key));
    message_help(b->unit, message, "declare it and name it");
    return NONE;
  }
  return resolve_value(b, speech->tree, value, speech->scope);
}

static void say_relation(struct builder *b, const struct speech *speech, enum relation relation,
                         const struct clause *clause)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    if (value->is_any) {
      wait_for_all(b, speech, relation, value);
      continue;
    }
    uint32_t to = tie_end(b, speech, relation, value);
    if (to == NONE || speech->entity == NONE) continue;
    add_tie(b, speech, relation, to, tree_value_span(speech->tree, value));
  }
}

/* --- parties and flows --------------------------------------------------------------------------
 */

static uint32_t find_mistake(struct builder *b, const struct speech *speech,
                             const struct value *value)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (!is_quiet(speech)) return mistake_want(b->unit, v, speech->tree, value);
  uint32_t rule =
      value->path.count == 1 ? vocabulary_find(v, TERM_RULE, value->path.names[0]) : NONE;
  return rule != NONE && v->rules.at[rule].type == RULE_MISTAKE ? rule : NONE;
}

static void say_makes(struct builder *b, const struct speech *speech, const struct clause *clause,
                      struct party_traits *party)
{
  struct numbers list = {
      arena_new_array(&b->unit->arena, party->makes.count + clause->count, uint32_t),
      party->makes.count};
  if (list.count) memcpy(list.at, party->makes.at, list.count * sizeof *list.at);
  for (uint32_t i = 0; i < clause->count; i++) {
    uint32_t rule = find_mistake(b, speech, &clause->values[i]);
    if (rule != NONE) list.at[list.count++] = rule;
  }
  party->makes = list;
  party->is_makes = true;
}

/* The place of a value's word in a short list; clause_check has refused all other words. */
static int word_place(struct builder *b, const struct value *value, const char *(*word)(int),
                      int count)
{
  struct str text = unit_text(b->unit, value->path.count == 1 ? value->path.names[0] : 0);
  for (int i = 0; i < count; i++)
    if (str_equal(text, str_from(word(i)))) return i;
  return -1;
}

static const char *stance_at(int i)
{
  return stance_word((enum stance)(i + 1));
}

static const char *aim_at(int i)
{
  return aim_word((enum aim)i);
}

static void say_party(struct builder *b, const struct speech *speech, const struct clause *clause,
                      struct party_traits *party)
{
  const struct value *value = &clause->values[0];
  int found;
  switch (clause->key) {
  case KEY_STANCE:
    party->is_stance = true;
    party->stance = (uint8_t)(word_place(b, value, stance_at, 3) + 1);
    return;
  case KEY_SKILL:
    party->is_skill = true;
    party->skill = (uint8_t)value->number;
    return;
  case KEY_RESOURCES:
    party->is_resources = true;
    party->resources = (uint8_t)value->number;
    return;
  case KEY_AIMS:
    for (uint32_t i = 0; i < clause->count; i++)
      if ((found = word_place(b, &clause->values[i], aim_at, AIM_COUNT)) >= 0)
        party->aims |= (uint8_t)(1u << found);
    party->is_aims = true;
    return;
  default:
    say_makes(b, speech, clause, party);
  }
}

static void say_over(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  const struct value *value = &clause->values[0];
  struct value name = *value;
  name.code = 0;
  if (value->path.count) name.last = value->path.first;
  uint32_t protocol = find_term(b, speech, TERM_PROTOCOL, &name);
  if (protocol == NONE || speech->entity == NONE) return;
  subject(b, speech)->protocol = protocol;
  subject(b, speech)->port = value->code;
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
        resolve_template(b, speech->tree, &value->path, speech->scope, is_quiet(speech));
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
  struct entity *e = subject(b, speech);
  const struct value *value = &clause->values[0];
  switch (clause->key) {
  case KEY_OWNER:
    e->owner = value->text;
    e->owner_span = tree_value_span(speech->tree, value);
    break;
  case KEY_LINK:
    e->links = add_texts(b, e->links, e->link_count, clause);
    e->link_count += clause->count;
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
    break; /* `ticket`, `assumes`: shown from the tree */
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
    say_party(b, speech, clause, speech->entity == NONE ? &unused : &subject(b, speech)->party);
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
  map_init(&b->said, &b->unit->arena, model->entities.len);
  map_init(&b->former, &b->unit->arena, 16);
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
  struct waiting_tie *first = NULL;
  while (b->waiting) {
    struct waiting_tie *tie = b->waiting;
    b->waiting = tie->before;
    tie->before = first;
    first = tie;
  }
  for (; first; first = first->before) add_any(b, &first->speech, first->relation, first->value);
  arena_free(&b->scratch);
}
