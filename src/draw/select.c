/* Choosing what a sheet shows. */
#include "draw/select.h"

#include "base/map.h"

static bool is_doer(const struct model *model, uint32_t entity)
{
  uint8_t root = model_entity(model, entity)->root;
  return root == ROOT_MACHINE || root == ROOT_ACTOR;
}

static struct selection start(struct arena *arena, const struct model *model, enum shown shown)
{
  struct selection s = {.model = model, .arena = arena, .inside = NONE};
  s.shown = arena_new_array(arena, model->entities.len, uint8_t);
  memset(s.shown, shown, model->entities.len);
  return s;
}

static void set_within(struct selection *s, uint32_t place, enum shown shown)
{
  const struct model *model = s->model;
  for (uint32_t i = model->nesting[place]; i < model_entity(model, place)->inner_end; i++)
    s->shown[model->by_nesting[i]] = (uint8_t)shown;
}

/* Data stands for what holds it. */
static void set_holders(struct selection *s, uint32_t data, enum shown shown)
{
  static const enum pathword ways[] = {PATHWORD_HOLDERS, PATHWORD_MOUNTERS, PATHWORD_INSTANCES};
  s->shown[data] = (uint8_t)shown;
  for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
    uint32_t count;
    const uint32_t *holders = model_walk(s->model, ways[w], data, &count);
    for (uint32_t i = 0; i < count; i++)
      if (is_doer(s->model, holders[i])) s->shown[holders[i]] = (uint8_t)shown;
  }
}

static void set_members(struct selection *s, const struct sets *sets, enum shown shown)
{
  for (uint32_t i = 0; i < sets->count; i++) {
    struct numbers members = model_members(s->model, s->arena, &sets->at[i]);
    for (uint32_t k = 0; k < members.count; k++) {
      const struct entity *e = model_entity(s->model, members.at[k]);
      if (e->root == ROOT_FLOW && shown == SHOWN_FULL)
        s->shown[e->source] = s->shown[e->target] = SHOWN_FULL;
      if (e->root == ROOT_FLOW)
        s->shown[members.at[k]] = (uint8_t)shown;
      else if (e->root == ROOT_DATA && shown == SHOWN_FULL)
        set_holders(s, members.at[k], shown);
      else
        set_within(s, members.at[k], shown);
    }
  }
}

/* One flow away from what is shown: `found` where nothing stood. */
static void add_neighbours(struct selection *s, enum shown found)
{
  const struct model *model = s->model;
  uint8_t *before = arena_new_array(s->arena, model->entities.len, uint8_t);
  memcpy(before, s->shown, model->entities.len);
  for (uint32_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = model_entity(model, i);
    if (e->root != ROOT_FLOW || e->source == NONE) continue;
    if (before[e->source] == SHOWN_FULL && !s->shown[e->target])
      s->shown[e->target] = (uint8_t)found;
    if (before[e->target] == SHOWN_FULL && !s->shown[e->source])
      s->shown[e->source] = (uint8_t)found;
  }
}

/* Flows follow their ends, unless a view hid them by name. */
static void show_flows(struct selection *s)
{
  for (uint32_t i = 0; i < s->model->entities.len; i++)
    if (model_entity(s->model, i)->root == ROOT_FLOW) s->shown[i] = SHOWN_FULL;
}

static void count_left_out(struct selection *s)
{
  s->left_out = 0;
  for (uint32_t i = 0; i < s->model->entities.len; i++)
    s->left_out +=
        is_doer(s->model, i) && s->shown[i] == SHOWN_NOT && selection_closed_around(s, i) == NONE;
}

struct selection selection_all(struct arena *arena, const struct model *model)
{
  struct selection s = start(arena, model, SHOWN_FULL);
  s.keeps_empty = true;
  return s;
}

struct selection selection_of_view(struct arena *arena, const struct model *model,
                                   const struct view *view)
{
  bool is_all = !view->show.count && !view->focus.count;
  struct selection s = start(arena, model, is_all ? SHOWN_FULL : SHOWN_NOT);
  s.keeps_empty = true;
  set_members(&s, &view->show, SHOWN_FULL);
  set_members(&s, &view->focus, SHOWN_FULL);
  if (view->focus.count) add_neighbours(&s, SHOWN_STUB);
  show_flows(&s);
  set_members(&s, &view->hide, SHOWN_NOT);
  for (uint32_t i = 0; i < view->collapse.count; i++) {
    struct numbers members = model_members(model, arena, &view->collapse.at[i]);
    for (uint32_t k = 0; k < members.count; k++)
      if (model_entity(model, members.at[k])->root == ROOT_BOUNDARY && s.shown[members.at[k]])
        s.shown[members.at[k]] = SHOWN_CLOSED;
  }
  count_left_out(&s);
  return s;
}

/* --- closing ------------------------------------------------------------------------------------
 */

uint32_t selection_closed_around(const struct selection *s, uint32_t entity)
{
  uint32_t closed = NONE;
  for (uint32_t at = entity; at != NONE; at = model_entity(s->model, at)->place)
    if (s->shown[at] == SHOWN_CLOSED) closed = at;
  return closed;
}

bool selection_is_card(const struct selection *s, uint32_t entity)
{
  return is_doer(s->model, entity) && s->shown[entity] &&
         selection_closed_around(s, entity) == NONE;
}

uint32_t selection_things_within(const struct model *model, uint32_t place)
{
  uint32_t count = 0;
  for (uint32_t i = model->nesting[place] + 1; i < model_entity(model, place)->inner_end; i++)
    count += is_doer(model, model->by_nesting[i]);
  return count;
}

bool selection_is_large(const struct model *model)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < model->entities.len; i++) count += is_doer(model, i);
  return count > CARDS_MOST;
}

static uint32_t count_cards(const struct selection *s)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < s->model->entities.len; i++)
    count += selection_is_card(s, i) ||
             (s->shown[i] == SHOWN_CLOSED && selection_closed_around(s, i) == i);
  return count;
}

/* How many cards come when a closed boundary is opened, its own card taken off. */
static uint32_t cards_directly_in(const struct selection *s, uint32_t boundary)
{
  uint32_t count = 0;
  for (uint32_t i = 0; i < s->model->entities.len; i++)
    count += model_entity(s->model, i)->place == boundary && s->shown[i] &&
             (is_doer(s->model, i) || model_entity(s->model, i)->root == ROOT_BOUNDARY);
  return count;
}

/* The cards that opening every closed boundary of that depth would bring, and how many those are.
 */
static uint32_t cards_of_level(const struct selection *s, uint32_t depth, uint32_t *closed)
{
  uint32_t more = 0;
  *closed = 0;
  for (uint32_t i = 0; i < s->model->entities.len; i++) {
    if (model_entity(s->model, i)->depth != depth || s->shown[i] != SHOWN_CLOSED) continue;
    if (selection_closed_around(s, i) != i) continue;
    more += cards_directly_in(s, i);
    (*closed)++;
  }
  return more;
}

static bool is_opened(const struct selection *s, uint32_t entity, uint32_t depth)
{
  return model_entity(s->model, entity)->depth == depth && s->shown[entity] == SHOWN_CLOSED &&
         selection_closed_around(s, entity) == entity;
}

/* What was shown before, in the arena. */
static uint8_t *open_level(struct selection *s, uint32_t depth)
{
  size_t count = s->model->entities.len;
  uint8_t *before = arena_new_array(s->arena, count, uint8_t);
  memcpy(before, s->shown, count);
  for (uint32_t i = 0; i < count; i++)
    if (is_opened(s, i, depth)) s->shown[i] = SHOWN_FULL;
  return before;
}

/* The card that stands for an end of a flow, or NONE. */
static uint32_t card_of(const struct selection *s, uint32_t entity)
{
  uint32_t closed = selection_closed_around(s, entity);
  return closed != NONE ? closed : s->shown[entity] ? entity : NONE;
}

/* The pairs of cards with flows from one to the other. */
static uint32_t count_lines(const struct selection *s)
{
  struct map pairs;
  map_init(&pairs, s->arena, LINES_MOST);
  for (uint32_t i = 0; i < s->model->entities.len; i++) {
    const struct entity *e = model_entity(s->model, i);
    if (e->root != ROOT_FLOW || e->source == NONE || s->shown[i] == SHOWN_NOT) continue;
    uint32_t from = card_of(s, e->source), to = card_of(s, e->target);
    if (from != NONE && to != NONE && from != to) map_add(&pairs, from, to, 1);
  }
  return (uint32_t)pairs.count;
}

/* A whole level is opened or none of it, so that like is drawn like; but a boundary that is all
 * there is to open is opened, however much it holds. */
void selection_close(struct selection *s, uint32_t most)
{
  const struct model *model = s->model;
  if (count_cards(s) <= most) return;
  uint32_t deepest = 0;
  for (uint32_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = model_entity(model, i);
    if (e->depth > deepest) deepest = e->depth;
    if (e->root == ROOT_BOUNDARY && s->shown[i] == SHOWN_FULL && selection_things_within(model, i))
      s->shown[i] = SHOWN_CLOSED;
  }
  for (uint32_t depth = 0; depth <= deepest; depth++) {
    uint32_t closed, more = cards_of_level(s, depth, &closed), cards = count_cards(s);
    bool is_lone = closed == 1 && cards <= 2;
    if (closed && !is_lone && cards - closed + more > most) return;
    const uint8_t *before = open_level(s, depth);
    if (!closed || is_lone || s->inside != NONE || count_lines(s) <= LINES_MOST) continue;
    memcpy(s->shown, before, model->entities.len);
    return;
  }
}

/* --- around a path, inside a boundary ------------------------------------------------------------
 */

static bool holds_any(const struct selection *s, uint32_t boundary, enum shown shown)
{
  const struct model *model = s->model;
  for (uint32_t i = model->nesting[boundary] + 1; i < model_entity(model, boundary)->inner_end;
       i++) {
    uint32_t entity = model->by_nesting[i];
    if (is_doer(model, entity) && s->shown[entity] == shown) return true;
  }
  return false;
}

struct selection selection_around(struct arena *arena, const struct model *model,
                                  const uint32_t *things, uint32_t count)
{
  enum { SMALL = 24 };
  struct selection s = start(arena, model, SHOWN_FULL);
  if (count_cards(&s) <= SMALL) return s;
  memset(s.shown, SHOWN_NOT, model->entities.len);
  for (uint32_t i = 0; i < count; i++) s.shown[things[i]] = SHOWN_FULL;
  add_neighbours(&s, SHOWN_STUB);
  for (uint32_t n = 0; n < model->entities.len; n++) {
    uint32_t i = model->by_nesting[n];
    if (model_entity(model, i)->root != ROOT_BOUNDARY) continue;
    if (holds_any(&s, i, SHOWN_FULL))
      s.shown[i] = SHOWN_FULL;
    else if (holds_any(&s, i, SHOWN_STUB))
      s.shown[i] = SHOWN_CLOSED;
  }
  for (uint32_t i = 0; i < model->entities.len; i++)
    if (s.shown[i] == SHOWN_STUB) s.shown[i] = SHOWN_FULL;
  show_flows(&s);
  count_left_out(&s);
  return s;
}

struct selection selection_inside(struct arena *arena, const struct model *model, uint32_t boundary)
{
  struct selection s = start(arena, model, SHOWN_NOT);
  s.keeps_empty = true;
  s.inside = boundary;
  set_within(&s, boundary, SHOWN_FULL);
  add_neighbours(&s, SHOWN_STUB);
  for (uint32_t n = 0; n < model->entities.len; n++) {
    uint32_t i = model->by_nesting[n];
    if (model_entity(model, i)->root != ROOT_BOUNDARY || s.shown[i]) continue;
    if (model_is_within(model, boundary, i))
      s.shown[i] = SHOWN_FULL;
    else if (holds_any(&s, i, SHOWN_STUB))
      s.shown[i] = SHOWN_CLOSED;
  }
  show_flows(&s);
  return s;
}
