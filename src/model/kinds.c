/* Kinds: what they are, and what silence means for their things. */
#include "model/terms.h"

static uint32_t *kind_parent(struct vocabulary *v, uint32_t number)
{
  return &v->kinds.at[number].parent;
}

static struct span name_of(const struct kind *kind)
{
  return kind->term.span;
}

static void complain_of_orphan(struct teller *t, const struct kind *kind)
{
  if (decl_is_faulty(t->unit, kind->term.tree, kind->term.decl)) return;
  struct message *message =
      message_add(t->unit, CODE_E0404, name_of(kind), "`%s` is no kind of anything",
                  unit_name(t->unit, kind->term.name));
  message_label(t->unit, message,
                "say what it `is`: a boundary, machine, actor or data, or a kind of these");
}

/* `is flow` and `is place` are refused. */
static bool is_possible(struct teller *t, const struct kind *kind)
{
  const struct kind *parent = &t->v->kinds.at[kind->parent];
  if (kind->parent != ROOT_FLOW && !parent->is_place_kind) return true;
  struct message *message =
      message_add(t->unit, CODE_E0407, name_of(kind), "`%s` cannot be a kind of %s",
                  unit_name(t->unit, kind->term.name), parent->is_place_kind ? "place" : "flow");
  message_label(
      t->unit, message, "%s",
      parent->is_place_kind
          ? "`place` is boundaries and machines together: say `is boundary` or `is machine`"
          : "a flow is written `a -> b` and has no kinds; say `over` which protocol it runs");
  return false;
}

static void find_parent(struct teller *t, struct kind *kind)
{
  bool is_reported = false;
  kind->parent = parent_say(t, &kind->term, TERM_KIND, &is_reported);
  if (kind->parent != NONE && is_possible(t, kind)) return;
  if (kind->parent == NONE && !is_reported) complain_of_orphan(t, kind);
  kind->parent = NONE;
  kind->is_broken = true;
}

/* Root and depth, through parents that may be declared later. */
static void settle(struct vocabulary *v, struct kind *kind)
{
  uint32_t depth = 0, at = kind->parent;
  bool is_broken = kind->is_broken;
  enum root root = kind->root;
  for (; at != NONE; at = v->kinds.at[at].parent) {
    depth++;
    root = v->kinds.at[at].root;
    is_broken |= v->kinds.at[at].is_broken;
  }
  kind->depth = depth;
  kind->root = root;
  kind->is_broken = is_broken;
}

static bool is_declared(const struct kind *kind)
{
  return kind->term.decl != NULL;
}

void kinds_find_parents(struct teller *t)
{
  struct vocabulary *v = t->v;
  for (uint32_t i = 0; i < v->kinds.len; i++)
    if (is_declared(&v->kinds.at[i])) find_parent(t, &v->kinds.at[i]);
  circles_break(t, TERM_KIND, (uint32_t)v->kinds.len, kind_parent);
  for (uint32_t i = 0; i < v->kinds.len; i++) {
    struct kind *kind = &v->kinds.at[i];
    if (is_declared(kind) && kind->parent == NONE) kind->is_broken = true;
  }
  for (uint32_t i = 0; i < v->kinds.len; i++)
    if (is_declared(&v->kinds.at[i])) settle(v, &v->kinds.at[i]);
}

static unsigned context_of(const struct kind *kind)
{
  return kind->is_broken || kind->root == ROOT_ACTOR ? IN_KIND | IN_ACTOR_KIND : IN_KIND;
}

static const char *noun_of(const struct kind *kind)
{
  static const char *const nouns[ROOT_COUNT] = {
      [ROOT_BOUNDARY] = "a kind of boundaries", [ROOT_MACHINE] = "a kind of machines",
      [ROOT_ACTOR] = "a kind of actors",        [ROOT_DATA] = "a kind of data",
      [ROOT_FLOW] = "a kind of flows",
  };
  return nouns[kind->root];
}

static void expect(struct teller *t, struct kind *kind, const struct clause *clause)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    struct span span = tree_value_span(kind->term.tree, value);
    sym word = value->path.names[0];
    enum relation relation = relation_of_key(key_find(t->unit, word));
    if (relation == RELATION_COUNT) {
      struct str best = {0};
      size_t distance = SIZE_MAX;
      for (int r = 0; r < RELATION_COUNT; r++)
        str_suggest(unit_text(t->unit, word),
                    str_from(key_word(relation_info((enum relation)r)->key)), &best, &distance);
      struct message *message =
          message_add(t->unit, CODE_E0412, span, "`%s` is no relation", unit_name(t->unit, word));
      message_suggest(t->unit, message, best);
    } else if (!kind->is_broken && !(relation_info(relation)->from & 1 << kind->root)) {
      struct message *message =
          message_add(t->unit, CODE_E0412, span, "%s has no `%s`",
                      with_article(&t->unit->arena, unit_name(t->unit, kind->term.name)),
                      unit_name(t->unit, word));
      message_label(t->unit, message, "it is said of %s",
                    roots_words(&t->unit->arena, relation_info(relation)->from));
    } else {
      numbers_add(t, &kind->expects, relation, span);
    }
  }
}

static void say_aims(struct teller *t, struct kind *kind, const struct clause *clause)
{
  kind->party.is_aims = true;
  for (uint32_t i = 0; i < clause->count; i++) {
    struct str word = unit_text(t->unit, clause->values[i].path.names[0]);
    uint8_t bit = (uint8_t)(1 << word_number(key_words(KEY_AIMS), word));
    if (kind->party.aims & bit)
      message_add(t->unit, CODE_E0305, tree_value_span(kind->term.tree, &clause->values[i]),
                  "`%.*s` is named twice", STR_ARGS(word));
    kind->party.aims |= bit;
  }
}

static struct str suggest_mistake(const struct unit *unit, const struct vocabulary *v,
                                  struct str wanted)
{
  struct str best = {0};
  size_t distance = SIZE_MAX;
  for (uint32_t i = 0; i < v->rules.len; i++)
    if (v->rules.at[i].type == RULE_MISTAKE)
      str_suggest(wanted, unit_text(unit, v->rules.at[i].term.name), &best, &distance);
  return best;
}

uint32_t mistake_want(struct unit *unit, const struct vocabulary *v, const struct tree *tree,
                      const struct value *value)
{
  sym name = value->path.names[0];
  struct span span = tree_value_span(tree, value);
  enum term_type type;
  uint32_t number;
  bool is_known = vocabulary_find_any(v, name, &type, &number);
  if (is_known && type == TERM_RULE && v->rules.at[number].type == RULE_MISTAKE) return number;
  if (is_known) {
    message_add(unit, CODE_E0413, span, "`%s` is %s, not a mistake", unit_name(unit, name),
                term_what(v, type, number));
    return NONE;
  }
  struct message *message =
      message_add(unit, CODE_E0413, span, "no mistake is called `%s`", unit_name(unit, name));
  message_suggest(unit, message, suggest_mistake(unit, v, unit_text(unit, name)));
  return NONE;
}

static void say_makes(struct teller *t, struct kind *kind, const struct clause *clause)
{
  kind->party.is_makes = true;
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    uint32_t mistake = mistake_want(t->unit, t->v, kind->term.tree, value);
    if (mistake != NONE)
      numbers_add(t, &kind->party.makes, mistake, tree_value_span(kind->term.tree, value));
  }
}

static void say(struct teller *t, uint32_t number, const struct clause *clause)
{
  struct kind *kind = &t->v->kinds.at[number];
  const struct value *value = &clause->values[0];
  struct party_traits *party = &kind->party;
  switch (clause->key) {
  case KEY_HAS:
    numbers_say(t, &kind->term, clause, TERM_WEAKNESS, &kind->has, &kind->has_spans);
    break;
  case KEY_WITH:
    controls_say(t, &kind->term, clause, number, &kind->with, &kind->with_spans);
    break;
  case KEY_PLANS:
    controls_say(t, &kind->term, clause, number, &kind->plans, &kind->plans_spans);
    break;
  case KEY_EXPECTS:
    expect(t, kind, clause);
    break;
  case KEY_GLYPH:
    kind->glyph = value->path.names[0];
    break;
  case KEY_STANCE:
    party->is_stance = true;
    party->stance = (uint8_t)stance_find(unit_text(t->unit, value->path.names[0]));
    break;
  case KEY_SKILL:
    party->is_skill = true;
    party->skill = (uint8_t)value->number;
    break;
  case KEY_RESOURCES:
    party->is_resources = true;
    party->resources = (uint8_t)value->number;
    break;
  case KEY_AIMS:
    say_aims(t, kind, clause);
    break;
  case KEY_MAKES:
    say_makes(t, kind, clause);
    break;
  default:
    break;
  }
}

void kinds_resolve(struct teller *t)
{
  for (uint32_t i = 0; i < t->v->kinds.len; i++) {
    struct kind *kind = &t->v->kinds.at[i];
    if (!is_declared(kind)) continue;
    struct said said = term_said(t, &kind->term, context_of(kind), noun_of(kind));
    for (uint32_t j = 0; j < said.count; j++) say(t, i, said.at[j]);
  }
}
