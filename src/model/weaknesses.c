/* Weaknesses, and the protocols that bring them. */
#include "model/terms.h"

static uint32_t *weakness_parent(struct vocabulary *v, uint32_t number)
{
  return &v->weaknesses.at[number].parent;
}

static void say_weakness(struct teller *t, struct weakness *weakness)
{
  bool is_broken;
  weakness->parent = parent_say(t, &weakness->term, TERM_WEAKNESS, &is_broken);
  struct said said = term_said(t, &weakness->term, IN_WEAKNESS, "a weakness");
  for (uint32_t i = 0; i < said.count; i++) {
    const struct clause *clause = said.at[i];
    if (clause->key == KEY_OBSERVED) weakness->observed = clause->values[0].path.names[0];
    if (clause->key == KEY_MAPS) maps_say(t, &weakness->term, clause, &weakness->maps);
    if (clause->key == KEY_PROVES) texts_say(t, clause, &weakness->proves, &weakness->proves_count);
  }
}

void weaknesses_resolve(struct teller *t)
{
  struct vocabulary *v = t->v;
  for (uint32_t i = 0; i < v->weaknesses.len; i++) say_weakness(t, &v->weaknesses.at[i]);
  circles_break(t, TERM_WEAKNESS, (uint32_t)v->weaknesses.len, weakness_parent);
}

/* --- protocols ------------------------------------------------------------------------------ */

static uint32_t *protocol_parent(struct vocabulary *v, uint32_t number)
{
  return &v->protocols.at[number].parent;
}

static void say_protocol(struct teller *t, struct protocol *protocol)
{
  bool is_broken;
  struct term *term = &protocol->term;
  protocol->parent = parent_say(t, term, TERM_PROTOCOL, &is_broken);
  struct said said = term_said(t, term, IN_PROTOCOL, "a protocol");
  for (uint32_t i = 0; i < said.count; i++) {
    const struct clause *clause = said.at[i];
    if (clause->key == KEY_HAS) numbers_say(t, term, clause, TERM_WEAKNESS, &protocol->has, NULL);
    if (clause->key == KEY_WITH) controls_say(t, term, clause, ROOT_FLOW, &protocol->with, NULL);
    if (clause->key == KEY_PLANS) controls_say(t, term, clause, ROOT_FLOW, &protocol->plans, NULL);
  }
}

static void add_new(struct teller *t, struct numbers *to, const uint32_t *at, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    if (!numbers_have(to, at[i])) numbers_add(t, to, at[i], SPAN_NOWHERE);
}

/* What a protocol is adds up, the nearest first; `own` are the counts of its own. */
static void inherit(struct teller *t, struct protocol *protocol, uint32_t (*own)[3])
{
  for (uint32_t at = protocol->parent; at != NONE; at = t->v->protocols.at[at].parent) {
    const struct protocol *parent = &t->v->protocols.at[at];
    add_new(t, &protocol->has, parent->has.at, own[at][0]);
    add_new(t, &protocol->with, parent->with.at, own[at][1]);
    add_new(t, &protocol->plans, parent->plans.at, own[at][2]);
  }
}

void protocols_resolve(struct teller *t)
{
  struct vocabulary *v = t->v;
  uint32_t count = (uint32_t)v->protocols.len;
  for (uint32_t i = 0; i < count; i++) say_protocol(t, &v->protocols.at[i]);
  circles_break(t, TERM_PROTOCOL, count, protocol_parent);
  uint32_t(*own)[3] = arena_array(&t->unit->arena, count, sizeof *own);
  for (uint32_t i = 0; i < count; i++) {
    const struct protocol *protocol = &v->protocols.at[i];
    own[i][0] = protocol->has.count;
    own[i][1] = protocol->with.count;
    own[i][2] = protocol->plans.count;
  }
  for (uint32_t i = 0; i < count; i++) inherit(t, &v->protocols.at[i], own);
}
