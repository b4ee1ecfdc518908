/* Controls: what they are, where they stand, and which controls count as which. The closure of a
 * control holds itself and all that it is, through several parents (a depth-first walk). */
#include "model/terms.h"

enum mark { FRESH, OPEN, CLOSED };

struct closing {
  struct teller *t;
  uint8_t *marks;  /* enum mark, by control */
  uint32_t *trail; /* open controls, the outermost first */
  uint32_t depth;
};

static void say_parents(struct teller *t, struct control *control, const struct clause *clause)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    uint32_t parent = vocabulary_want(t->unit, t->v, control->term.tree, value, TERM_CONTROL);
    if (parent == NONE)
      control->is_broken = true;
    else
      numbers_add(t, &control->is, parent, tree_value_span(control->term.tree, value));
  }
}

static void say_places(struct teller *t, struct control *control, const struct clause *clause)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    uint32_t kind = vocabulary_want(t->unit, t->v, control->term.tree, value, TERM_KIND);
    if (kind == NONE || t->v->kinds.at[kind].is_broken)
      control->is_broken = true;
    else
      numbers_add(t, &control->at, kind, tree_value_span(control->term.tree, value));
  }
}

static void say_all(struct teller *t, struct control *control)
{
  struct said said = term_said(t, &control->term, IN_CONTROL, "a control");
  for (uint32_t i = 0; i < said.count; i++) {
    const struct clause *clause = said.at[i];
    if (clause->key == KEY_IS) say_parents(t, control, clause);
    if (clause->key == KEY_AT) say_places(t, control, clause);
    if (clause->key == KEY_MAPS) maps_say(t, &control->term, clause, &control->maps);
    if (clause->key == KEY_PROVES) texts_say(t, clause, &control->proves, &control->proves_count);
  }
  /* `is` and `at` in a form that was refused */
  if (decl_says(control->term.decl, KEY_IS) && !said_of(&said, KEY_IS)) control->is_broken = true;
  if (decl_says(control->term.decl, KEY_AT) && !said_of(&said, KEY_AT)) control->is_broken = true;
}

static void complain_of_circle(struct closing *c, uint32_t again)
{
  struct unit *unit = c->t->unit;
  uint32_t from = 0;
  while (c->trail[from] != again) from++;
  const char *text = unit_name(unit, c->t->v->controls.at[again].term.name);
  for (uint32_t i = from + 1; i <= c->depth; i++) {
    uint32_t next = i < c->depth ? c->trail[i] : again;
    c->t->v->controls.at[next].is_broken = true;
    if (!message_is_kept(unit) || i > from + CIRCLE_SHOWN) continue;
    const char *name = i < from + CIRCLE_SHOWN || i == c->depth
                           ? unit_name(unit, c->t->v->controls.at[next].term.name)
                           : "…";
    text = arena_format(&unit->arena, "%s is %s", text, name);
  }
  struct message *message = message_add(unit, CODE_E0406, c->t->v->controls.at[again].term.span,
                                        "inheritance goes in a circle");
  message_label(unit, message, "%s", text);
}

static void inherit(struct closing *c, struct control *control, bool names_places,
                    const struct control *parent)
{
  bitset_unite(control->closure, parent->closure, c->t->v->control_words);
  control->is_broken |= parent->is_broken;
  if (names_places) return;
  for (uint32_t i = 0; i < parent->at.count; i++)
    if (!numbers_have(&control->at, parent->at.at[i]))
      numbers_add(c->t, &control->at, parent->at.at[i], control->term.span);
}

static void close(struct closing *c, uint32_t number)
{
  struct control *control = &c->t->v->controls.at[number];
  bool names_places = control->at.count > 0;
  c->marks[number] = OPEN;
  c->trail[c->depth++] = number;
  for (uint32_t i = 0; i < control->is.count; i++) {
    uint32_t parent = control->is.at[i];
    if (c->marks[parent] == FRESH) close(c, parent);
    if (c->marks[parent] == OPEN)
      complain_of_circle(c, parent);
    else
      inherit(c, control, names_places, &c->t->v->controls.at[parent]);
  }
  c->depth--;
  c->marks[number] = CLOSED;
}

void controls_resolve(struct teller *t)
{
  struct vocabulary *v = t->v;
  struct arena *arena = &t->unit->arena;
  for (uint32_t i = 0; i < v->controls.len; i++) {
    v->controls.at[i].closure = arena_new_array(arena, v->control_words, uint64_t);
    bitset_add(v->controls.at[i].closure, i);
    say_all(t, &v->controls.at[i]);
  }
  struct closing closing = {t, arena_new_array(arena, v->controls.len, uint8_t),
                            arena_new_array(arena, v->controls.len, uint32_t), 0};
  for (uint32_t i = 0; i < v->controls.len; i++)
    if (closing.marks[i] == FRESH) close(&closing, i);
}
