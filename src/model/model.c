/* Building the model, pass by pass, and what is asked of a frozen one. */
#include "model/model.h"

#include "model/resolve.h"

#include <stdlib.h>

/* --- building -----------------------------------------------------------------------------------
 */

static void say_of_model(struct builder *b, const struct tree *tree, const struct clause *clause,
                         uint32_t *said)
{
  struct model *model = b->model;
  if (!clause->count || !clause_check(b->unit, tree, clause, IN_MODEL, "the model")) return;
  const struct value *value = &clause->values[0];
  if (key_is_one(clause->key, IN_MODEL)) {
    uint32_t *before = &said[clause->key];
    if (*before) {
      clause_said_twice(b->unit, tree, clause, tree_span(tree, *before - 1, *before - 1));
      return;
    }
    *before = clause->token + 1;
  }
  switch (clause->key) {
  case KEY_OWNER:
    model->owner = value->text;
    break;
  case KEY_VERSION:
    model->version = value->text;
    break;
  case KEY_REVIEWED:
    model->reviewed = value->day;
    break;
  case KEY_ASSUMES:
    texts_add(&b->unit->arena, &model->assumes, clause);
    break;
  case KEY_LINK:
    texts_add(&b->unit->arena, &model->links, clause);
    break;
  default:
    break;
  }
}

static void read_model_line(struct builder *b, const struct tree *tree, const struct decl *decl)
{
  struct model *model = b->model;
  struct span span = tree_span(tree, decl->first, decl->header_last);
  if (model->span.source != SPAN_NOWHERE.source) {
    struct message *message =
        message_add(b->unit, CODE_E0201, span, "a file describes one model; this is the second");
    message_note(b->unit, message, model->span, "the first one");
    return;
  }
  model->span = span;
  if (decl->name) model->name = decl->name;
  model->title = decl->has_title ? decl->title : STR("");
  model->doc = tree_doc(b->unit, tree, decl);
  uint32_t said[KEY_COUNT] = {0};
  for (uint32_t i = 0; i < decl->clause_count; i++) say_of_model(b, tree, &decl->clauses[i], said);
  for (uint32_t i = 0; i < decl->line_count; i++) {
    const struct line *line = &decl->lines[i];
    if (line->decl)
      message_add(b->unit, CODE_E0207, tree_span(tree, line->decl->first, line->decl->header_last),
                  "nothing lies in a `model` line: things stand below it");
    else
      for (uint32_t k = 0; k < line->clause_count; k++)
        say_of_model(b, tree, &line->clauses[k], said);
  }
}

static void read_model(struct builder *b)
{
  struct model *model = b->model;
  const struct file *root = model->files.at[model->root_file];
  model->span = SPAN_NOWHERE;
  struct str name = str_from(unit_source(b->unit, root->source)->relative);
  if (name.len > 4 && memcmp(name.at + name.len - 4, ".ctm", 4) == 0) name.len -= 4;
  model->name = symbols_intern(&b->unit->symbols, name.len ? name : STR("model"));
  for (uint32_t i = 0; i < root->tree->line_count; i++) {
    const struct decl *decl = root->tree->lines[i].decl;
    if (decl && decl->declare == DECLARE_MODEL) read_model_line(b, root->tree, decl);
  }
}

static struct status build(struct unit *unit, const char *path, struct str text, const char *base,
                           bool has_text, struct model **out)
{
  struct builder b = {.unit = unit, .base = base};
  struct model *model = arena_new(&unit->arena, struct model);
  model->unit = unit;
  model->span = SPAN_NOWHERE;
  b.model = model;
  *out = model;
  struct status status = has_text ? files_load_text(&b, path, text) : files_load(&b, path);
  if (status.code != STATUS_OK || !model->files.len) {
    arena_free(&b.naming);
    return status;
  }
  uint32_t count = (uint32_t)model->files.len;
  vocabulary_declare(unit, &model->vocabulary, model->files.at, count);
  vocabulary_resolve(unit, &model->vocabulary, model->files.at, count);
  read_model(&b);
  entities_declare(&b);
  clauses_resolve(&b);
  paths_freeze(&b);
  traits_freeze(&b);
  ids_freeze(&b);
  arena_free(&b.saying);
  claims_resolve(&b);
  arena_free(&b.naming);
  vec_fit(&unit->arena, &model->entities);
  return status;
}

struct status model_build(struct unit *unit, const char *path, const char *base, struct model **out)
{
  return build(unit, path, STR(""), base, false, out);
}

struct status model_build_text(struct unit *unit, const char *name, struct str text,
                               const char *base, struct model **out)
{
  return build(unit, name, text, base, true, out);
}

/* --- words --------------------------------------------------------------------------------------
 */

const char *basis_word(enum basis basis)
{
  static const char *const words[] = {"stated", "template", "kind default", "protocol", "observed"};
  return words[basis];
}

const char *worth_word(enum worth worth)
{
  static const char *const words[] = {"unstated", "low", "medium", "high", "critical"};
  return words[worth];
}

const char *trust_word(enum trust trust)
{
  static const char *const words[] = {"", "none", "low", "medium", "high"};
  return words[trust];
}

const char *verb_word(enum verb verb)
{
  static const char *const words[] = {"touches", "harms", "gains", "requires"};
  return words[verb];
}

/* --- ties and nesting ---------------------------------------------------------------------------
 */

const struct tie *model_tie(const struct model *model, enum relation relation, uint32_t from,
                            uint32_t to)
{
  for (uint32_t i = model->first_tie[from]; i < model->first_tie[from + 1]; i++)
    if (model->ties.at[i].relation == relation && model->ties.at[i].to == to)
      return &model->ties.at[i];
  return NULL;
}

static struct span end_of_flow_span(const struct model *model, uint32_t from, uint32_t to)
{
  uint32_t count;
  const uint32_t *flows = model_walk(model, PATHWORD_OUTGOING, from, &count);
  for (uint32_t i = 0; i < count; i++)
    if (model->entities.at[flows[i]].target == to) return model->entities.at[flows[i]].span;
  return model->entities.at[to].span;
}

struct span model_hop_span(const struct model *model, enum pathword word, uint32_t from,
                           uint32_t to)
{
  for (int r = 0; r < RELATION_COUNT; r++) {
    const struct relation_info *info = relation_info((enum relation)r);
    const struct tie *tie = NULL;
    if (info->forward == word) tie = model_tie(model, (enum relation)r, from, to);
    if (!tie && info->inverse == word) tie = model_tie(model, (enum relation)r, to, from);
    if (tie) return tie->span;
  }
  switch (word) {
  case PATHWORD_CALLEES:
    return end_of_flow_span(model, from, to);
  case PATHWORD_CALLERS:
    return end_of_flow_span(model, to, from);
  case PATHWORD_PLACE:
  case PATHWORD_HOLDERS:
  case PATHWORD_SOURCE:
  case PATHWORD_TARGET:
    return model->entities.at[from].span;
  default:
    return model->entities.at[to].span;
  }
}

bool model_is_a(const struct model *model, uint32_t entity, uint32_t kind)
{
  return kind_is(&model->vocabulary, model->entities.at[entity].kind, kind);
}

static bool lies_within(const struct model *model, uint32_t entity, uint32_t place)
{
  if (model->nesting[entity] < model->nesting[place]) return false;
  return entity == place || model->nesting[entity] < model->entities.at[place].inner_end;
}

bool model_is_within(const struct model *model, uint32_t entity, uint32_t place)
{
  const struct entity *e = model_entity(model, entity);
  if (e->root != ROOT_FLOW) return lies_within(model, entity, place);
  return lies_within(model, e->source, place) && lies_within(model, e->target, place);
}

bool model_crosses(const struct model *model, uint32_t flow, uint32_t boundary)
{
  const struct entity *e = model_entity(model, flow);
  if (e->root != ROOT_FLOW) return false;
  return lies_within(model, e->source, boundary) != lies_within(model, e->target, boundary);
}

/* --- traits -------------------------------------------------------------------------------------
 */

struct trait_list {
  struct arena *arena;
  VEC_OF(struct trait) traits;
};

static void list_add(struct trait_list *list, struct trait trait)
{
  for (size_t i = 0; i < list->traits.len; i++) {
    struct trait *old = &list->traits.at[i];
    if (old->number == trait.number && old->is_planned == trait.is_planned) return;
    if (old->number == trait.number && trait.is_planned) return; /* in place already */
  }
  vec_push(list->arena, &list->traits, trait);
}

static size_t first_evidence(const struct model *model, uint32_t entity)
{
  size_t low = 0, high = model->evidence.len;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (model->evidence.at[middle].entity < entity)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Evidence of a default: said on the thing, though the trait is its kind's or protocol's. */
static void evidence_of(const struct model *model, struct arena *arena, uint32_t entity, sym name,
                        struct trait *trait)
{
  VEC_OF(struct str) texts = {0};
  for (size_t i = first_evidence(model, entity); i < model->evidence.len; i++) {
    const struct evidence *e = &model->evidence.at[i];
    if (e->entity != entity) break;
    if (e->name == name) vec_push(arena, &texts, e->where);
  }
  trait->evidence = texts.at;
  trait->evidence_count = (uint32_t)texts.len;
}

static void list_numbers(const struct model *model, struct trait_list *list, uint32_t entity,
                         bool is_weakness, const struct numbers *numbers, enum basis basis,
                         bool is_planned, struct span span)
{
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = 0; i < numbers->count; i++) {
    struct trait trait = {
        .number = numbers->at[i], .basis = basis, .is_planned = is_planned, .span = span};
    sym name = is_weakness ? v->weaknesses.at[trait.number].term.name
                           : v->controls.at[trait.number].term.name;
    evidence_of(model, list->arena, entity, name, &trait);
    list_add(list, trait);
  }
}

struct trait *model_weaknesses(const struct model *model, struct arena *arena, uint32_t entity,
                               uint32_t *count)
{
  const struct vocabulary *v = &model->vocabulary;
  const struct entity *e = model_entity(model, entity);
  struct trait_list list = {.arena = arena};
  for (uint32_t i = model->own_has.first[entity]; i < model->own_has.first[entity + 1]; i++)
    list_add(&list, model->own_has.at[i]);
  for (uint32_t kind = e->kind; kind != NONE; kind = v->kinds.at[kind].parent)
    list_numbers(model, &list, entity, true, &v->kinds.at[kind].has, BASIS_KIND, false,
                 v->kinds.at[kind].term.span);
  if (e->protocol != NONE)
    list_numbers(model, &list, entity, true, &v->protocols.at[e->protocol].has, BASIS_PROTOCOL,
                 false, v->protocols.at[e->protocol].term.span);
  for (uint32_t w = 0; e->ref.len && w < v->weaknesses.len; w++)
    if (v->weaknesses.at[w].observed && model_has(model, entity, w)) {
      struct numbers one = {&w, 1};
      list_numbers(model, &list, entity, true, &one, BASIS_OBSERVED, false, e->span);
    }
  *count = (uint32_t)list.traits.len;
  return list.traits.at;
}

struct trait *model_controls(const struct model *model, struct arena *arena, uint32_t entity,
                             uint32_t *count)
{
  const struct vocabulary *v = &model->vocabulary;
  const struct entity *e = model_entity(model, entity);
  struct trait_list list = {.arena = arena};
  for (int planned = 0; planned < 2; planned++) {
    for (uint32_t i = model->own_with.first[entity]; i < model->own_with.first[entity + 1]; i++)
      if (model->own_with.at[i].is_planned == planned) list_add(&list, model->own_with.at[i]);
    for (uint32_t kind = e->kind; kind != NONE; kind = v->kinds.at[kind].parent)
      list_numbers(model, &list, entity, false,
                   planned ? &v->kinds.at[kind].plans : &v->kinds.at[kind].with, BASIS_KIND,
                   planned, v->kinds.at[kind].term.span);
    if (e->protocol != NONE)
      list_numbers(model, &list, entity, false,
                   planned ? &v->protocols.at[e->protocol].plans
                           : &v->protocols.at[e->protocol].with,
                   BASIS_PROTOCOL, planned, v->protocols.at[e->protocol].term.span);
  }
  *count = (uint32_t)list.traits.len;
  return list.traits.at;
}

/* --- labels -------------------------------------------------------------------------------------
 */

struct str model_label(const struct model *model, uint32_t entity)
{
  const struct entity *e = model_entity(model, entity);
  if (e->title.len) return e->title;
  if (e->is_text_image) return e->ref;
  return e->name ? unit_text(model->unit, e->name) : e->id;
}

const char *model_kind_word(const struct model *model, uint32_t entity)
{
  const struct vocabulary *v = &model->vocabulary;
  return unit_name(model->unit, v->kinds.at[model_entity(model, entity)->kind].term.name);
}
