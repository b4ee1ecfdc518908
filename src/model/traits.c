/* The freeze of what things have and are with: lists with their basis, and hash-consed sets in
 * which a weakness or control stands with all that it `is`, so that one bit answers a rule's look.
 *
 * The weakest door: a machine is also with every control that each flow drawn to it is with, or
 * that one of the flow's controls `is`, if that control may stand at such a machine (categories
 * count). */
#include "model/resolve.h"

#include <stdlib.h>

struct sets_pool {
  struct arena *arena;
  VEC_OF(uint64_t) words;
  struct map index; /* (hash, 0) -> set; rare collisions take the next hash */
  size_t size;      /* words a set */
};

static void pool_init(struct sets_pool *pool, struct arena *arena, size_t size)
{
  *pool = (struct sets_pool){.arena = arena, .size = size};
  map_init(&pool->index, arena, 64);
}

static uint32_t pool_add(struct sets_pool *pool, const uint64_t *set)
{
  uint32_t hash = hash_bytes((const char *)set, pool->size * sizeof *set);
  for (;; hash++) {
    uint32_t found = map_get(&pool->index, hash, 0);
    if (found == MAP_NONE) break;
    if (memcmp(pool->words.at + found * pool->size, set, pool->size * sizeof *set) == 0)
      return found;
  }
  uint32_t number = (uint32_t)(pool->words.len / pool->size);
  vec_reserve(pool->arena, &pool->words, pool->words.len + pool->size);
  memcpy(pool->words.at + pool->words.len, set, pool->size * sizeof *set);
  pool->words.len += pool->size;
  map_add(&pool->index, hash, 0, number);
  return number;
}

/* --- lists by entity ----------------------------------------------------------------------------
 */

static void sort_said(struct builder *b, const struct said_trait *said, size_t count,
                      uint32_t **first_out, struct trait **at_out)
{
  size_t entities = b->model->entities.len;
  uint32_t *first = arena_new_array(&b->unit->arena, entities + 1, uint32_t);
  struct trait *at = arena_new_array(&b->unit->arena, count, struct trait);
  for (size_t i = 0; i < count; i++) first[said[i].entity + 1]++;
  for (size_t e = 0; e < entities; e++) first[e + 1] += first[e];
  for (size_t i = 0; i < count; i++) at[first[said[i].entity]++] = said[i].trait;
  for (size_t e = entities; e > 0; e--) first[e] = first[e - 1];
  first[0] = 0;
  *first_out = first;
  *at_out = at;
}

static sym trait_name(const struct model *model, const struct trait *trait, bool is_weakness)
{
  if (is_weakness) return model->vocabulary.weaknesses.at[trait->number].term.name;
  return model->vocabulary.controls.at[trait->number].term.name;
}

/* Evidence said on the thing stands with every trait of that name. */
static void attach_evidence(struct builder *b, const struct evidence *evidence, bool is_weakness)
{
  struct model *model = b->model;
  uint32_t *first = is_weakness ? model->own_has.first : model->own_with.first;
  struct trait *at = is_weakness ? model->own_has.at : model->own_with.at;
  for (uint32_t i = first[evidence->entity]; i < first[evidence->entity + 1]; i++) {
    struct trait *trait = &at[i];
    if (trait_name(model, trait, is_weakness) != evidence->name) continue;
    struct str *texts = arena_new_array(&b->unit->arena, trait->evidence_count + 1, struct str);
    if (trait->evidence_count)
      memcpy(texts, trait->evidence, trait->evidence_count * sizeof *texts);
    texts[trait->evidence_count++] = evidence->where;
    trait->evidence = texts;
  }
}

static void freeze_lists(struct builder *b)
{
  struct model *model = b->model;
  sort_said(b, b->has.at, b->has.len, &model->own_has.first, &model->own_has.at);
  sort_said(b, b->with.at, b->with.len, &model->own_with.first, &model->own_with.at);
  for (size_t i = 0; i < model->evidence.len; i++) {
    attach_evidence(b, &model->evidence.at[i], true);
    attach_evidence(b, &model->evidence.at[i], false);
  }
}

/* --- sets ---------------------------------------------------------------------------------------
 */

static void add_weakness(const struct vocabulary *v, uint64_t *set, uint32_t weakness)
{
  for (; weakness != NONE; weakness = v->weaknesses.at[weakness].parent) bitset_add(set, weakness);
}

static void add_control(const struct vocabulary *v, uint64_t *set, uint32_t control)
{
  bitset_unite(set, v->controls.at[control].closure, v->control_words);
}

static bool is_unpinned(const struct entity *e)
{
  static const char mark[] = "@sha256:";
  size_t n = sizeof mark - 1;
  if (!e->ref.len) return false;
  for (size_t i = 0; i + n <= e->ref.len; i++)
    if (memcmp(e->ref.at + i, mark, n) == 0) return false;
  return true;
}

/* The weaknesses that the library marks as observed of an image whose reference has no digest. */
static bool observes(const struct model *model, const struct entity *e, uint32_t weakness)
{
  const struct vocabulary *v = &model->vocabulary;
  return v->weaknesses.at[weakness].observed && v->image_kind != NONE &&
         kind_is(v, e->kind, v->image_kind) && is_unpinned(e);
}

/* --- what-if ------------------------------------------------------------------------------------
 */

static bool change_is_of(const struct change *change, uint32_t entity)
{
  return change->entity == NONE || change->entity == entity;
}

static void add_weaknesses_of(const struct builder *b, uint32_t entity, uint64_t *set)
{
  for (uint32_t i = 0; b->changes && i < b->changes->count; i++)
    if (b->changes->at[i].type == CHANGE_HAS && change_is_of(&b->changes->at[i], entity))
      add_weakness(&b->model->vocabulary, set, b->changes->at[i].number);
}

static void freeze_weaknesses(struct builder *b)
{
  struct model *model = b->model;
  const struct vocabulary *v = &model->vocabulary;
  struct sets_pool pool;
  pool_init(&pool, &b->unit->arena, v->weakness_words);
  uint64_t *set = arena_new_array(&b->unit->arena, v->weakness_words, uint64_t);
  for (uint32_t i = 0; i < model->entities.len; i++) {
    struct entity *e = &model->entities.at[i];
    memset(set, 0, v->weakness_words * sizeof *set);
    for (uint32_t kind = e->kind; kind != NONE; kind = v->kinds.at[kind].parent)
      for (uint32_t k = 0; k < v->kinds.at[kind].has.count; k++)
        add_weakness(v, set, v->kinds.at[kind].has.at[k]);
    for (uint32_t k = model->own_has.first[i]; k < model->own_has.first[i + 1]; k++)
      add_weakness(v, set, model->own_has.at[k].number);
    if (e->protocol != NONE)
      for (uint32_t k = 0; k < v->protocols.at[e->protocol].has.count; k++)
        add_weakness(v, set, v->protocols.at[e->protocol].has.at[k]);
    for (uint32_t w = 0; e->ref.len && w < v->weaknesses.len; w++)
      if (observes(model, e, w)) add_weakness(v, set, w);
    add_weaknesses_of(b, i, set);
    e->has_set = pool_add(&pool, set);
  }
  model->has_sets = pool.words.at;
}

static bool is_taken(const struct changes *changes, const struct vocabulary *v, uint32_t entity,
                     uint32_t control)
{
  for (uint32_t i = 0; changes && i < changes->count; i++)
    if (changes->at[i].type == CHANGE_WITHOUT && change_is_of(&changes->at[i], entity) &&
        control_is(v, control, changes->at[i].number))
      return true;
  return false;
}

static void add_changed_controls(const struct changes *changes, const struct model *model,
                                 uint32_t entity, uint64_t *set)
{
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = 0; changes && i < changes->count; i++)
    if (changes->at[i].type == CHANGE_WITH && change_is_of(&changes->at[i], entity) &&
        control_stands_at(v, changes->at[i].number, model->entities.at[entity].kind))
      add_control(v, set, changes->at[i].number);
}

static void add_controls(const struct builder *b, uint32_t entity, uint64_t *set,
                         const struct numbers *controls)
{
  const struct vocabulary *v = &b->model->vocabulary;
  for (uint32_t i = 0; i < controls->count; i++)
    if (!is_taken(b->changes, v, entity, controls->at[i])) add_control(v, set, controls->at[i]);
}

/* What is declared on the thing itself, doors left out, with the changes asked for. */
static void declared_controls(const struct builder *b, uint32_t entity, enum counted counted,
                              uint64_t *set)
{
  const struct model *model = b->model;
  const struct vocabulary *v = &model->vocabulary;
  const struct entity *e = model_entity(model, entity);
  memset(set, 0, v->control_words * sizeof *set);
  for (uint32_t kind = e->kind; kind != NONE; kind = v->kinds.at[kind].parent) {
    add_controls(b, entity, set, &v->kinds.at[kind].with);
    if (counted == COUNTED_PLANNED) add_controls(b, entity, set, &v->kinds.at[kind].plans);
  }
  for (uint32_t k = model->own_with.first[entity]; k < model->own_with.first[entity + 1]; k++) {
    const struct trait *trait = &model->own_with.at[k];
    if (trait->is_planned && counted != COUNTED_PLANNED) continue;
    if (!is_taken(b->changes, v, entity, trait->number)) add_control(v, set, trait->number);
  }
  add_changed_controls(b->changes, model, entity, set);
  if (e->protocol == NONE) return;
  add_controls(b, entity, set, &v->protocols.at[e->protocol].with);
  if (counted == COUNTED_PLANNED) add_controls(b, entity, set, &v->protocols.at[e->protocol].plans);
}

/* Of the declared controls those that evidence on that very thing names. */
static void evidenced_controls(const struct model *model, const uint32_t *first_evidence,
                               uint32_t entity, const uint64_t *declared, uint64_t *set)
{
  const struct vocabulary *v = &model->vocabulary;
  memset(set, 0, v->control_words * sizeof *set);
  for (uint32_t i = first_evidence[entity]; i < first_evidence[entity + 1]; i++) {
    uint32_t control = vocabulary_find(v, TERM_CONTROL, model->evidence.at[i].name);
    if (control != NONE && bitset_has(declared, control)) add_control(v, set, control);
  }
}

static int compare_evidence(const void *left, const void *right)
{
  const struct evidence *a = left, *b = right;
  if (a->entity != b->entity) return a->entity < b->entity ? -1 : 1;
  if (a->span.source != b->span.source) return a->span.source < b->span.source ? -1 : 1;
  return a->span.from < b->span.from ? -1 : a->span.from > b->span.from;
}

/* Evidence in the order of entities, and where each entity's begins. */
static uint32_t *index_evidence(struct builder *b)
{
  struct model *model = b->model;
  size_t count = model->entities.len;
  uint32_t *first = arena_new_array(&b->unit->arena, count + 1, uint32_t);
  if (model->evidence.len)
    qsort(model->evidence.at, model->evidence.len, sizeof *model->evidence.at, compare_evidence);
  for (size_t i = 0; i < model->evidence.len; i++) first[model->evidence.at[i].entity + 1]++;
  for (size_t e = 0; e < count; e++) first[e + 1] += first[e];
  return first;
}

/* Which controls a door may lend to a machine of that kind: those that stand there, and categories.
 */
static const uint64_t *door_mask(struct builder *b, uint64_t **masks, uint32_t kind)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (masks[kind]) return masks[kind];
  uint64_t *mask = arena_new_array(&b->unit->arena, v->control_words, uint64_t);
  for (uint32_t c = 0; c < v->controls.len; c++)
    if (control_is_category(v, c) || control_stands_at(v, c, kind)) bitset_add(mask, c);
  masks[kind] = mask;
  return mask;
}

/* What is lent counts as all that it is, even as what could not stand there itself. */
static void lend(const struct vocabulary *v, const uint64_t *doors, uint64_t *set)
{
  for (uint32_t c = 0; c < v->controls.len; c++) {
    if (!doors[c / 64])
      c |= 63;
    else if (bitset_has(doors, c))
      add_control(v, set, c);
  }
}

static void add_doors(struct builder *b, const struct sets_pool *pool, uint64_t **masks,
                      uint32_t machine, enum counted counted, uint64_t *set, uint64_t *doors)
{
  struct model *model = b->model;
  size_t words = model->vocabulary.control_words;
  uint32_t count;
  const uint32_t *flows = model_walk(model, PATHWORD_INCOMING, machine, &count);
  if (!count) return;
  memcpy(doors, door_mask(b, masks, model->entities.at[machine].kind), words * sizeof *doors);
  for (uint32_t i = 0; i < count; i++)
    bitset_intersect(doors, pool->words.at + model->entities.at[flows[i]].with_set[counted] * words,
                     words);
  lend(&model->vocabulary, doors, set);
}

/* Flows first, since their sets are the machines' doors. */
static void freeze_controls(struct builder *b)
{
  struct model *model = b->model;
  const struct vocabulary *v = &model->vocabulary;
  struct arena *arena = &b->unit->arena;
  struct sets_pool pool;
  pool_init(&pool, arena, v->control_words);
  uint64_t *declared = arena_new_array(arena, v->control_words, uint64_t);
  uint64_t *set = arena_new_array(arena, v->control_words, uint64_t);
  uint64_t *doors = arena_new_array(arena, v->control_words, uint64_t);
  uint64_t **masks = arena_new_array(arena, v->kinds.len, uint64_t *);
  const uint32_t *first_evidence = index_evidence(b);
  for (int pass = 0; pass < 2; pass++)
    for (uint32_t i = 0; i < model->entities.len; i++) {
      struct entity *e = &model->entities.at[i];
      if ((e->root == ROOT_FLOW) != (pass == 0)) continue;
      declared_controls(b, i, COUNTED_PLACED, declared);
      e->stated_set = pool_add(&pool, declared);
      for (int counted = 0; counted < 3; counted++) {
        if (counted == COUNTED_EVIDENCED)
          evidenced_controls(model, first_evidence, i, declared, set);
        else
          declared_controls(b, i, (enum counted)counted, set);
        if (e->root == ROOT_MACHINE)
          add_doors(b, &pool, masks, i, (enum counted)counted, set, doors);
        e->with_set[counted] = pool_add(&pool, set);
      }
    }
  model->with_sets = pool.words.at;
}

/* --- worth, parties, glyphs ---------------------------------------------------------------------
 */

/* `value` waits in the high half (clauses.c). */
static void spread_worth(struct entity *e)
{
  for (int harm = 0; harm < HARM_COUNT; harm++) {
    uint8_t own = e->worth[harm] & 0x0f, value = (uint8_t)(e->worth[harm] >> 4);
    e->worth[harm] = own ? own : value;
  }
}

static void inherit_party(const struct vocabulary *v, struct entity *e)
{
  struct party_traits *own = &e->party;
  for (uint32_t kind = e->kind; kind != NONE; kind = v->kinds.at[kind].parent) {
    const struct party_traits *its = &v->kinds.at[kind].party;
    if (!own->is_stance && its->is_stance) own->is_stance = true, own->stance = its->stance;
    if (!own->is_skill && its->is_skill) own->is_skill = true, own->skill = its->skill;
    if (!own->is_resources && its->is_resources)
      own->is_resources = true, own->resources = its->resources;
    if (!own->is_aims && its->is_aims) own->is_aims = true, own->aims = its->aims;
    if (!own->is_makes && its->is_makes) own->is_makes = true, own->makes = its->makes;
  }
}

void parties_inherit(struct builder *b)
{
  for (uint32_t i = 0; i < b->model->entities.len; i++)
    if (b->model->entities.at[i].root == ROOT_ACTOR)
      inherit_party(&b->model->vocabulary, &b->model->entities.at[i]);
}

void traits_freeze(struct builder *b)
{
  struct model *model = b->model;
  freeze_lists(b);
  freeze_weaknesses(b);
  freeze_controls(b);
  for (uint32_t i = 0; i < model->entities.len; i++) {
    struct entity *e = &model->entities.at[i];
    spread_worth(e);
    if (!e->glyph) e->glyph = kind_glyph(&model->vocabulary, e->kind);
  }
}

const struct model *model_changed(struct unit *unit, const struct model *model,
                                  const struct changes *changes)
{
  struct model *changed = arena_new(&unit->arena, struct model);
  *changed = *model;
  size_t size = model->entities.len * sizeof *model->entities.at;
  changed->entities.at = arena_alloc(&unit->arena, size);
  if (size) memcpy(changed->entities.at, model->entities.at, size);
  struct builder b = {.unit = unit, .model = changed, .changes = changes};
  freeze_weaknesses(&b);
  freeze_controls(&b);
  return changed;
}
