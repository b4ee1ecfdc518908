/* Frames, cards, chips and flows of a sheet. Nothing here names a kind of the library: outlines
 * come from roots and stances, and from the glyph that a kind names (glyphs are drawing's own). */
#include "draw/compile.h"

#include <stdarg.h>
#include <stdio.h>

static const char *text_of(struct maker *m, struct str text)
{
  return text.len ? arena_copy(m->arena, text.at, text.len) : NULL;
}

void maker_note(struct maker *m, const char *format, ...)
{
  char line[400];
  va_list args;
  va_start(args, format);
  vsnprintf(line, sizeof line, format, args);
  va_end(args);
  vec_push(m->arena, &m->notes, arena_copy(m->arena, line, strlen(line)));
}

/* --- words --------------------------------------------------------------------------------------
 */

static const char *title_of_term(const struct maker *m, const struct term *term)
{
  return term->title.len ? arena_copy(m->arena, term->title.at, term->title.len)
                         : unit_name(m->unit, term->name);
}

static const char *join(struct maker *m, const char *list, const char *more, const char *between)
{
  return list ? arena_format(m->arena, "%s%s%s", list, between, more) : more;
}

/* "Weaknesses: …. Controls: …. Planned: …." */
static const char *traits_text(struct maker *m, uint32_t entity, struct sheet_counts *counts,
                               const char **placed_names)
{
  const struct vocabulary *v = &m->model->vocabulary;
  const char *weak = NULL, *placed = NULL, *planned = NULL;
  uint32_t count;
  const struct trait *traits = model_weaknesses(m->model, m->arena, entity, &count);
  counts->weaknesses = count;
  for (uint32_t i = 0; i < count; i++)
    weak = join(m, weak, title_of_term(m, &v->weaknesses.at[traits[i].number].term), "; ");
  traits = model_controls(m->model, m->arena, entity, &count);
  for (uint32_t i = 0; i < count; i++) {
    const struct term *term = &v->controls.at[traits[i].number].term;
    const char **list = traits[i].is_planned ? &planned : &placed;
    *list = join(m, *list, title_of_term(m, term), "; ");
    counts->in_place += !traits[i].is_planned;
    counts->planned += traits[i].is_planned;
    if (!traits[i].is_planned)
      *placed_names = join(m, *placed_names, unit_name(m->unit, term->name), ", ");
  }
  const char *text = "";
  if (weak) text = arena_format(m->arena, "%s Weaknesses: %s.", text, weak);
  if (placed) text = arena_format(m->arena, "%s Controls in place: %s.", text, placed);
  if (planned) text = arena_format(m->arena, "%s Controls planned: %s.", text, planned);
  return text;
}

static const char *describe(struct maker *m, uint32_t entity, struct sheet_counts *counts)
{
  const struct entity *e = model_entity(m->model, entity);
  const char *names = NULL;
  const char *traits = traits_text(m, entity, counts, &names);
  return arena_format(m->arena, "%s %s.%s%.*s%s", model_kind_word(m->model, entity), e->id.at,
                      e->doc.len ? " " : "", STR_ARGS(e->doc), traits);
}

static const char *glyph_of(const struct maker *m, uint32_t entity)
{
  sym glyph = model_entity(m->model, entity)->glyph;
  return glyph ? unit_name(m->unit, glyph) : NULL;
}

static enum sheet_trust trust_of(const struct entity *e)
{
  return (enum sheet_trust)e->trust; /* the same order: unstated, none, low, medium, high */
}

/* --- frames -------------------------------------------------------------------------------------
 */

/* The nearest frame around a thing. */
static uint32_t frame_around(const struct maker *m, uint32_t entity)
{
  uint32_t place = model_entity(m->model, entity)->place;
  while (place != NONE && m->frame[place] == SHEET_NONE)
    place = model_entity(m->model, place)->place;
  return place == NONE ? SHEET_NONE : m->frame[place];
}

static bool is_shown_inside(const struct maker *m, uint32_t entity)
{
  const struct selection *s = &m->selection;
  return selection_is_card(s, entity) ||
         (s->shown[entity] == SHOWN_CLOSED && selection_closed_around(s, entity) == entity);
}

static bool has_shown_insides(const struct maker *m, uint32_t place)
{
  const struct model *model = m->model;
  for (uint32_t i = model->nesting[place] + 1; i < model_entity(model, place)->inner_end; i++)
    if (is_shown_inside(m, model->by_nesting[i])) return true;
  return false;
}

static bool is_frame(const struct maker *m, uint32_t entity)
{
  const struct entity *e = model_entity(m->model, entity);
  const struct selection *s = &m->selection;
  if (e->root != ROOT_BOUNDARY && e->root != ROOT_MACHINE) return false;
  if (selection_closed_around(s, entity) != NONE) return false;
  if (has_shown_insides(m, entity)) return true;
  bool is_empty = selection_things_within(m->model, entity) == 0;
  return e->root == ROOT_BOUNDARY && s->shown[entity] == SHOWN_FULL && s->keeps_empty && is_empty;
}

static void add_frame(struct maker *m, uint32_t entity)
{
  const struct entity *e = model_entity(m->model, entity);
  struct sheet_counts unused = {0};
  struct sheet_boundary frame = {
      .id = text_of(m, e->id),
      .title = text_of(m, model_label(m->model, entity)),
      .kind = model_kind_word(m->model, entity),
      .desc = describe(m, entity, &unused),
      .link = text_of(m, e->id),
      .glyph = glyph_of(m, entity),
      .trust = trust_of(e),
      .parent = frame_around(m, entity),
      .is_machine = e->root == ROOT_MACHINE,
  };
  m->frame[entity] = (uint32_t)m->boundaries.len;
  vec_push(m->arena, &m->boundaries, frame);
}

/* --- cards --------------------------------------------------------------------------------------
 */

static bool is_glyph(const char *glyph, const char *const *list)
{
  for (; glyph && *list; list++)
    if (strcmp(glyph, *list) == 0) return true;
  return false;
}

static enum sheet_outline outline_of(const struct maker *m, uint32_t entity)
{
  static const char *const services[] = {"service", "controller", "console", "workstation", NULL};
  static const char *const stores[] = {"store", "bucket", "vault", "registry", "volume", NULL};
  const struct entity *e = model_entity(m->model, entity);
  const char *glyph = glyph_of(m, entity);
  if (e->root == ROOT_ACTOR) {
    switch (e->party.stance) {
    case STANCE_HOSTILE:
      return OUTLINE_HOSTILE;
    case STANCE_CARELESS:
      return OUTLINE_CARELESS;
    case STANCE_LEGITIMATE:
      return OUTLINE_PERSON;
    default:
      return OUTLINE_PASS;
    }
  }
  if (is_glyph(glyph, stores)) return OUTLINE_STORE;
  if (e->root == ROOT_DATA)
    return glyph && strcmp(glyph, "image") == 0 ? OUTLINE_IMAGE : OUTLINE_PASS;
  if (glyph && strcmp(glyph, "pipeline") == 0) return OUTLINE_PIPELINE;
  if (glyph && strcmp(glyph, "repository") == 0) return OUTLINE_IMAGE;
  if (glyph && strcmp(glyph, "host") == 0) return OUTLINE_HOST;
  return is_glyph(glyph, services) ? OUTLINE_SERVICE : OUTLINE_CONTAINER;
}

/* An image's name for a person: without its digest. */
static const char *image_text(struct maker *m, uint32_t image)
{
  const struct entity *e = model_entity(m->model, image);
  struct str text = e->ref.len ? e->ref : model_label(m->model, image);
  for (size_t i = 0; i < text.len; i++)
    if (text.at[i] == '@') text.len = i;
  return text_of(m, text);
}

static const char *sub_of(struct maker *m, uint32_t entity)
{
  const struct entity *e = model_entity(m->model, entity);
  uint32_t count;
  if (e->root == ROOT_ACTOR && e->party.stance == STANCE_HOSTILE)
    return arena_format(m->arena, "hostile, skill %u", e->party.skill);
  if (e->root == ROOT_ACTOR && e->party.stance == STANCE_CARELESS) return "careless";
  const uint32_t *image = model_walk(m->model, PATHWORD_IMAGE, entity, &count);
  return count ? image_text(m, image[0]) : NULL;
}

static bool is_key_glyph(const char *glyph)
{
  static const char *const keys[] = {"key", "password", "token", "certificate", NULL};
  return is_glyph(glyph, keys);
}

struct chips {
  VEC_OF(struct sheet_chip) list;
  VEC_OF(uint32_t) data;
};

static void add_chip(struct maker *m, struct chips *chips, uint32_t data)
{
  if (kind_is(&m->model->vocabulary, model_entity(m->model, data)->kind,
              m->model->vocabulary.image_kind))
    return;
  for (size_t i = 0; i < chips->data.len; i++)
    if (chips->data.at[i] == data) return;
  struct sheet_chip chip = {text_of(m, model_label(m->model, data)),
                            is_key_glyph(glyph_of(m, data)) ? CHIP_KEY : CHIP_GEM};
  vec_push(m->arena, &chips->data, data);
  vec_push(m->arena, &chips->list, chip);
}

static void add_chips_along(struct maker *m, struct chips *chips, uint32_t from, enum pathword word,
                            bool with_insides)
{
  uint32_t count;
  const uint32_t *data = model_walk(m->model, word, from, &count);
  for (uint32_t i = 0; i < count; i++) {
    add_chip(m, chips, data[i]);
    if (with_insides) add_chips_along(m, chips, data[i], PATHWORD_HOLDS, false);
  }
}

/* What a thing holds and mounts, and what lies on that. */
static void add_chips(struct maker *m, struct sheet_card *card, uint32_t entity)
{
  enum { CHIPS_MOST = 5 };
  struct chips chips = {0};
  add_chips_along(m, &chips, entity, PATHWORD_HOLDS, true);
  add_chips_along(m, &chips, entity, PATHWORD_MOUNTS, true);
  if (chips.list.len > CHIPS_MOST + 1) {
    size_t more = chips.list.len - CHIPS_MOST;
    chips.list.len = CHIPS_MOST;
    struct sheet_chip rest = {arena_format(m->arena, "%zu more", more), CHIP_GEM};
    vec_push(m->arena, &chips.list, rest);
  }
  card->chips = chips.list.at;
  card->chip_count = chips.list.len;
}

static void add_card(struct maker *m, uint32_t entity)
{
  const struct entity *e = model_entity(m->model, entity);
  struct sheet_card card = {
      .id = text_of(m, e->id),
      .title = text_of(m, model_label(m->model, entity)),
      .kind = model_kind_word(m->model, entity),
      .sub = sub_of(m, entity),
      .link = text_of(m, e->id),
      .glyph = glyph_of(m, entity),
      .outline = outline_of(m, entity),
      .parent = m->frame[entity] != SHEET_NONE ? m->frame[entity] : frame_around(m, entity),
      .stands_for = m->frame[entity],
      .is_stub = m->selection.shown[entity] == SHOWN_STUB,
  };
  card.desc = describe(m, entity, &card.counts);
  if (e->root != ROOT_DATA) add_chips(m, &card, entity);
  m->card[entity] = (uint32_t)m->cards.len;
  vec_push(m->arena, &m->cards, card);
}

static void add_group(struct maker *m, uint32_t boundary)
{
  const struct model *model = m->model;
  const struct entity *e = model_entity(model, boundary);
  struct sheet_card card = {
      .id = text_of(m, e->id),
      .title = text_of(m, model_label(model, boundary)),
      .kind = model_kind_word(model, boundary),
      .link = text_of(m, e->id),
      .glyph = glyph_of(m, boundary),
      .outline = OUTLINE_GROUP,
      .parent = frame_around(m, boundary),
      .stands_for = SHEET_NONE,
      .trust = trust_of(e),
      .things = selection_things_within(model, boundary),
  };
  struct sheet_counts unused = {0};
  card.desc = describe(m, boundary, &unused);
  if (selection_is_large(model)) card.to_sheet = arena_format(m->arena, "boundary-%s", e->id.at);
  for (uint32_t i = model->nesting[boundary]; i < e->inner_end; i++) {
    uint32_t inner = model->by_nesting[i], count;
    card.threats += m->reg->things[inner].open_threats;
    (void)model_weaknesses(model, m->arena, inner, &count);
    card.counts.weaknesses += count;
  }
  m->card[boundary] = (uint32_t)m->cards.len;
  vec_push(m->arena, &m->cards, card);
}

static const enum pathword keepers[] = {PATHWORD_HOLDERS, PATHWORD_MOUNTERS, PATHWORD_BUILDERS,
                                        PATHWORD_REGISTRY, PATHWORD_INSTANCES};
enum { KEEPERS = sizeof keepers / sizeof *keepers };

/* Whether a machine, a person or other data has it, on the sheet or not. */
static bool is_kept(const struct maker *m, uint32_t data)
{
  for (size_t w = 0; w < KEEPERS; w++) {
    uint32_t count;
    const uint32_t *found = model_walk(m->model, keepers[w], data, &count);
    for (uint32_t i = 0; i < count; i++) {
      uint8_t root = model_entity(m->model, found[i])->root;
      if (root != ROOT_FLOW && root != ROOT_BOUNDARY) return true;
    }
  }
  return false;
}

/* Data of worth that nothing in the model has is drawn by itself: a leak is a place, too. */
static bool is_loose_data(const struct maker *m, uint32_t entity)
{
  const struct entity *e = model_entity(m->model, entity);
  if (e->root != ROOT_DATA || !e->is_worth_stated) return false;
  if (m->selection.shown[entity] != SHOWN_FULL || !m->selection.keeps_empty) return false;
  return selection_closed_around(&m->selection, entity) == NONE && !is_kept(m, entity);
}

/* --- flows --------------------------------------------------------------------------------------
 */

static const char *over_text(struct maker *m, const struct entity *flow)
{
  if (flow->protocol == NONE) return NULL;
  const char *name =
      unit_name(m->unit, m->model->vocabulary.protocols.at[flow->protocol].term.name);
  return flow->port ? arena_format(m->arena, "%s/%s", name, unit_name(m->unit, flow->port)) : name;
}

static const char *carries_text(struct maker *m, uint32_t flow)
{
  uint32_t count;
  const uint32_t *data = model_walk(m->model, PATHWORD_CARRIES, flow, &count);
  const char *text = NULL;
  for (uint32_t i = 0; i < count; i++)
    text = join(m, text, text_of(m, model_label(m->model, data[i])), ", ");
  return text;
}

static bool merge_flow(struct maker *m, uint32_t from, uint32_t to)
{
  bool is_grouped =
      m->cards.at[from].outline == OUTLINE_GROUP || m->cards.at[to].outline == OUTLINE_GROUP;
  for (size_t i = 0; is_grouped && i < m->flows.len; i++) {
    struct sheet_flow *other = &m->flows.at[i];
    if (other->from != from || other->to != to) continue;
    other->merged = other->merged ? other->merged + 1 : 2;
    other->what = arena_format(m->arena, "%u flows", other->merged);
    other->over = other->carries = other->controls = NULL;
    return true;
  }
  return false;
}

static void add_flow(struct maker *m, uint32_t entity)
{
  const struct entity *e = model_entity(m->model, entity);
  if (m->selection.shown[entity] == SHOWN_NOT || e->source == NONE) return;
  uint32_t from = maker_card_of(m, e->source), to = maker_card_of(m, e->target);
  if (from == SHEET_NONE || to == SHEET_NONE || from == to || merge_flow(m, from, to)) return;
  struct sheet_flow flow = {
      .id = text_of(m, e->id),
      .from = from,
      .to = to,
      .number = e->flow_number,
      .what = text_of(m, e->title),
      .over = over_text(m, e),
      .carries = carries_text(m, entity),
      .link = text_of(m, e->id),
  };
  const char *names = NULL;
  const char *traits = traits_text(m, entity, &flow.counts, &names);
  flow.controls = names;
  flow.desc = arena_format(m->arena, "flow %s.%s%.*s%s", e->id.at, e->doc.len ? " " : "",
                           STR_ARGS(e->doc), traits);
  vec_push(m->arena, &m->flows, flow);
  vec_push(m->arena, &m->flow_entities, entity);
}

/* --- all of it ----------------------------------------------------------------------------------
 */

static uint32_t own_or_closed(const struct maker *m, uint32_t entity)
{
  uint32_t closed = selection_closed_around(&m->selection, entity);
  return m->card[closed == NONE ? entity : closed];
}

uint32_t maker_card_of(const struct maker *m, uint32_t entity)
{
  uint32_t card = own_or_closed(m, entity);
  const struct entity *e = model_entity(m->model, entity);
  if (card != SHEET_NONE || e->root != ROOT_DATA) return card;
  for (size_t w = 0; w < KEEPERS; w++) {
    uint32_t count;
    const uint32_t *found = model_walk(m->model, keepers[w], entity, &count);
    for (uint32_t i = 0; i < count; i++) {
      uint8_t root = model_entity(m->model, found[i])->root;
      if (root == ROOT_FLOW || root == ROOT_BOUNDARY) continue;
      card = root == ROOT_DATA ? maker_card_of(m, found[i]) : own_or_closed(m, found[i]);
      if (card != SHEET_NONE) return card;
    }
  }
  return SHEET_NONE;
}

void maker_compile(struct maker *m)
{
  size_t count = m->model->entities.len;
  m->frame = arena_new_array(m->arena, count, uint32_t);
  m->card = arena_new_array(m->arena, count, uint32_t);
  memset(m->frame, 0xff, count * sizeof *m->frame);
  memset(m->card, 0xff, count * sizeof *m->card);
  for (uint32_t n = 0; n < count; n++)
    if (is_frame(m, m->model->by_nesting[n])) add_frame(m, m->model->by_nesting[n]);
  for (uint32_t n = 0; n < count; n++) {
    uint32_t i = m->model->by_nesting[n];
    if (selection_is_card(&m->selection, i))
      add_card(m, i);
    else if (is_shown_inside(m, i))
      add_group(m, i);
  }
  for (uint32_t i = 0; i < count; i++)
    if (is_loose_data(m, i)) add_card(m, i);
  for (uint32_t i = 0; i < count; i++)
    if (model_entity(m->model, i)->root == ROOT_FLOW) add_flow(m, i);
}
