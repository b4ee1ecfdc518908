/* What every row begins with, and the rows of things with their controls and weaknesses. */
#include "register/derive.h"

struct str text_of(const char *text)
{
  return str_from(text);
}

const char *row_place(struct derivation *d, struct span span, uint32_t *line)
{
  *line = 0;
  if (span.source == SPAN_NOWHERE.source) return "";
  *line = unit_position(d->unit, span).line;
  return unit_source(d->unit, span.source)->relative;
}

struct reg_row row_make(struct derivation *d, struct str id, struct str first, struct span span)
{
  enum { DIGITS = 16 };
  char hex[SHA256_HEX];
  sha256_text(first, hex);
  struct reg_row row = {.id = id, .fingerprint = arena_copy(d->arena, hex, DIGITS)};
  row.file = row_place(d, span, &row.line);
  return row;
}

/* --- first ids --------------------------------------------------------------------------------
 * A thing that says `was` first had the first id named there; what lies in it moved along. */

struct str first_id(const struct derivation *d, uint32_t entity)
{
  return d->reg->things[entity].first_id;
}

static struct str first_of(struct derivation *d, uint32_t number);

static struct str first_of_flow(struct derivation *d, const struct entity *e)
{
  struct str a = first_of(d, e->source), b = first_of(d, e->target);
  if (a.at == model_entity(d->model, e->source)->id.at &&
      b.at == model_entity(d->model, e->target)->id.at)
    return e->id;
  return text_of(arena_format(d->arena, "%.*s->%.*s", STR_ARGS(a), STR_ARGS(b)));
}

static struct str first_of_nested(struct derivation *d, const struct entity *e)
{
  if (e->scope == NONE || !e->name) return e->id;
  struct str scope = first_of(d, e->scope);
  if (scope.at == model_entity(d->model, e->scope)->id.at) return e->id;
  return text_of(arena_format(d->arena, "%.*s.%s", STR_ARGS(scope), unit_name(d->unit, e->name)));
}

/* What a thing says that it was stands in what it is written in; where that was called otherwise,
 * so was this. */
static struct str first_said(struct derivation *d, const struct entity *e)
{
  struct str was = e->was[0];
  if (e->scope == NONE) return was;
  struct str now = model_entity(d->model, e->scope)->id, scope = first_of(d, e->scope);
  bool is_within = was.len > now.len && was.at[now.len] == '.' && !memcmp(was.at, now.at, now.len);
  if (!is_within || scope.at == now.at) return was;
  return text_of(arena_format(d->arena, "%.*s%.*s", STR_ARGS(scope), (int)(was.len - now.len),
                              was.at + now.len));
}

static struct str first_of(struct derivation *d, uint32_t number)
{
  struct str *first = &d->reg->things[number].first_id;
  if (first->at) return *first;
  const struct entity *e = model_entity(d->model, number);
  *first = e->id; /* meanwhile; and if the former id belongs to somebody else now */
  struct str wanted = e->was_count                       ? first_said(d, e)
                      : e->root == ROOT_FLOW && !e->name ? first_of_flow(d, e)
                                                         : first_of_nested(d, e);
  if (wanted.at != e->id.at && model_find(d->model, wanted) == NONE) *first = wanted;
  return *first;
}

/* Two things that claim the same former id: the earlier one has it. */
static void make_first_ids(struct derivation *d)
{
  struct map taken;
  map_init(&taken, &d->scratch, 16);
  for (uint32_t i = 0; i < d->model->entities.len; i++) first_of(d, i);
  for (uint32_t i = 0; i < d->model->entities.len; i++) {
    struct str *first = &d->reg->things[i].first_id;
    const struct entity *e = model_entity(d->model, i);
    if (first->at == e->id.at) continue;
    if (!map_add(&taken, symbols_intern(&d->unit->symbols, *first), 0, i)) *first = e->id;
  }
}

/* --- controls and weaknesses -------------------------------------------------------------------
 */

static void add_controls(struct derivation *d, uint32_t thing)
{
  struct reg *reg = d->reg;
  uint32_t count;
  struct trait *traits = model_controls(d->model, d->arena, thing, &count);
  reg->things[thing].first_control = (uint32_t)reg->controls.len;
  reg->things[thing].control_count = count;
  for (uint32_t i = 0; i < count; i++) {
    const struct trait *t = &traits[i];
    struct reg_control row = {.control = t->number,
                              .thing = thing,
                              .basis = t->basis,
                              .is_planned = t->is_planned,
                              .evidence = t->evidence,
                              .evidence_count = t->evidence_count,
                              .span = t->span};
    row.file = row_place(d, t->span, &row.line);
    vec_push(d->arena, &reg->controls, row);
  }
}

static void add_weaknesses(struct derivation *d, uint32_t thing)
{
  struct reg *reg = d->reg;
  uint32_t count;
  struct trait *traits = model_weaknesses(d->model, d->arena, thing, &count);
  reg->things[thing].first_weakness = (uint32_t)reg->weaknesses.len;
  reg->things[thing].weakness_count = count;
  for (uint32_t i = 0; i < count; i++) {
    const struct trait *t = &traits[i];
    struct reg_weakness row = {.weakness = t->number,
                               .thing = thing,
                               .basis = t->basis,
                               .evidence = t->evidence,
                               .evidence_count = t->evidence_count};
    row.file = row_place(d, t->span, &row.line);
    vec_push(d->arena, &reg->weaknesses, row);
  }
}

/* A machine of whose weaknesses and controls neither it nor a template says anything. */
static bool is_silent(const struct model *model, uint32_t thing)
{
  if (model_entity(model, thing)->root != ROOT_MACHINE) return false;
  return model->own_has.first[thing] == model->own_has.first[thing + 1] &&
         model->own_with.first[thing] == model->own_with.first[thing + 1];
}

void things_derive(struct derivation *d)
{
  struct reg *reg = d->reg;
  uint32_t count = (uint32_t)d->model->entities.len;
  reg->things = arena_new_array(d->arena, count, struct reg_thing);
  make_first_ids(d);
  for (uint32_t i = 0; i < count; i++) {
    const struct entity *e = model_entity(d->model, i);
    reg->things[i].row = row_make(d, e->id, reg->things[i].first_id, e->span);
    reg->things[i].is_silent = is_silent(d->model, i);
    add_controls(d, i);
    add_weaknesses(d, i);
    if (e->root == ROOT_ACTOR && e->party.stance != STANCE_NONE)
      numbers_push(d->arena, &reg->parties, i);
  }
}
