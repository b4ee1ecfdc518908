/* Questions to the vocabulary, once it is declared. */
#include "model/vocabulary.h"

#include "model/keys.h"

static const char *const stances[] = {"", "hostile", "careless", "legitimate"};

const char *stance_word(enum stance stance)
{
  return stances[stance];
}

enum stance stance_find(struct str word)
{
  return (enum stance)(word_number(key_words(KEY_STANCE), word) + 1);
}

static const char *const aims[] = {"confidentiality", "integrity", "availability", "resources",
                                   "foothold"};

const char *aim_word(enum aim aim)
{
  return aims[aim];
}

static const char *const strides[] = {"spoof",    "tamper", "repudiate",
                                      "disclose", "deny",   "elevate"};

const char *stride_word(enum stride stride)
{
  return strides[stride];
}

/* --- names ---------------------------------------------------------------------------------- */

enum { TYPE_SHIFT = 28, NUMBER_MASK = (1 << TYPE_SHIFT) - 1 };

bool vocabulary_find_any(const struct vocabulary *v, sym name, enum term_type *type,
                         uint32_t *number)
{
  uint32_t found = name ? map_get(&v->names, name, 0) : MAP_NONE;
  if (found == MAP_NONE) return false;
  *type = (enum term_type)(found >> TYPE_SHIFT);
  *number = found & NUMBER_MASK;
  return true;
}

uint32_t vocabulary_find(const struct vocabulary *v, enum term_type type, sym name)
{
  enum term_type found;
  uint32_t number;
  return vocabulary_find_any(v, name, &found, &number) && found == type ? number : NONE;
}

size_t vocabulary_count(const struct vocabulary *v, enum term_type type)
{
  switch (type) {
  case TERM_KIND:
    return v->kinds.len;
  case TERM_PROTOCOL:
    return v->protocols.len;
  case TERM_WEAKNESS:
    return v->weaknesses.len;
  case TERM_CONTROL:
    return v->controls.len;
  case TERM_RULE:
    return v->rules.len;
  case TERM_STANDARD:
    break;
  }
  return v->standards.len;
}

const struct term *vocabulary_term(const struct vocabulary *v, enum term_type type, uint32_t number)
{
  switch (type) {
  case TERM_KIND:
    return &v->kinds.at[number].term;
  case TERM_PROTOCOL:
    return &v->protocols.at[number].term;
  case TERM_WEAKNESS:
    return &v->weaknesses.at[number].term;
  case TERM_CONTROL:
    return &v->controls.at[number].term;
  case TERM_RULE:
    return &v->rules.at[number].term;
  case TERM_STANDARD:
    break;
  }
  return &v->standards.at[number].term;
}

struct str vocabulary_suggest(const struct unit *unit, const struct vocabulary *v,
                              enum term_type type, struct str wanted)
{
  struct str best = {0};
  size_t distance = SIZE_MAX, count = message_is_kept(unit) ? vocabulary_count(v, type) : 0;
  for (uint32_t i = 0; i < count; i++)
    str_suggest(wanted, unit_text(unit, vocabulary_term(v, type, i)->name), &best, &distance);
  return best;
}

static const struct {
  const char *noun;
  enum code code;
} types[] = {
    [TERM_KIND] = {"kind", CODE_E0405},         [TERM_PROTOCOL] = {"protocol", CODE_E0419},
    [TERM_WEAKNESS] = {"weakness", CODE_E0408}, [TERM_CONTROL] = {"control", CODE_E0409},
    [TERM_RULE] = {"rule", CODE_E0512},         [TERM_STANDARD] = {"standard", CODE_E0414},
};

const char *term_what(const struct vocabulary *v, enum term_type type, uint32_t number)
{
  static const char *const rules[] = {"a rule", "a technique", "a mistake"};
  static const char *const others[] = {
      [TERM_KIND] = "a kind",       [TERM_PROTOCOL] = "a protocol", [TERM_WEAKNESS] = "a weakness",
      [TERM_CONTROL] = "a control", [TERM_RULE] = "a rule",         [TERM_STANDARD] = "a standard"};
  return type == TERM_RULE ? rules[v->rules.at[number].type] : others[type];
}

/* The first standard whose name begins so: `nist` is NIST's. */
static struct str begun(const struct unit *unit, const struct vocabulary *v, struct str word)
{
  for (uint32_t i = 0; i < v->standards.len; i++) {
    struct str name = unit_text(unit, v->standards.at[i].term.name);
    if (name.len > word.len && memcmp(name.at, word.at, word.len) == 0) return name;
  }
  return STR("");
}

uint32_t vocabulary_want(struct unit *unit, const struct vocabulary *v, const struct tree *tree,
                         const struct value *value, enum term_type type)
{
  enum term_type found;
  uint32_t number;
  sym name = value->path.names[0];
  struct str word = unit_text(unit, name);
  struct span span = tree_path_span(tree, &value->path);
  bool is_known = vocabulary_find_any(v, name, &found, &number);
  if (is_known && found == type) return number;
  struct message *message;
  if (!is_known) {
    message = message_add(unit, types[type].code, span, "no %s is called `%.*s`", types[type].noun,
                          STR_ARGS(word));
    struct str near = vocabulary_suggest(unit, v, type, word);
    message_suggest(unit, message, near.len || type != TERM_STANDARD ? near : begun(unit, v, word));
    return NONE;
  }
  message = message_add(unit, types[type].code, span, "`%.*s` is %s, not a %s", STR_ARGS(word),
                        term_what(v, found, number), types[type].noun);
  if (found == TERM_WEAKNESS && type == TERM_CONTROL)
    message_help(unit, message, "a weakness is said with `has`");
  if (found == TERM_CONTROL && type == TERM_WEAKNESS)
    message_help(unit, message, "a control in place is said with `with`");
  return NONE;
}

/* --- kinds, weaknesses, controls ------------------------------------------------------------- */

bool kind_is(const struct vocabulary *v, uint32_t kind, uint32_t ancestor)
{
  const struct kind *wanted = &v->kinds.at[ancestor];
  if (wanted->is_place_kind && (1 << v->kinds.at[kind].root & ROOTS_PLACE)) return true;
  while (kind != NONE && kind != ancestor) {
    if (v->kinds.at[kind].depth < wanted->depth) return false;
    kind = v->kinds.at[kind].parent;
  }
  return kind == ancestor;
}

roots kind_roots(const struct vocabulary *v, uint32_t kind)
{
  const struct kind *k = &v->kinds.at[kind];
  if (k->is_broken) return ROOTS_ANY;
  unsigned root = 1u << k->root;
  return k->is_place_kind ? (roots)ROOTS_PLACE : (roots)root;
}

sym kind_glyph(const struct vocabulary *v, uint32_t kind)
{
  while (kind != NONE && !v->kinds.at[kind].glyph) kind = v->kinds.at[kind].parent;
  return kind == NONE ? 0 : v->kinds.at[kind].glyph;
}

bool weakness_is(const struct vocabulary *v, uint32_t weakness, uint32_t ancestor)
{
  while (weakness != NONE && weakness != ancestor) weakness = v->weaknesses.at[weakness].parent;
  return weakness == ancestor;
}

bool control_stands_at(const struct vocabulary *v, uint32_t control, uint32_t kind)
{
  const struct numbers *at = &v->controls.at[control].at;
  for (uint32_t i = 0; i < at->count; i++)
    if (kind_is(v, kind, at->at[i])) return true;
  return false;
}

bool control_is_category(const struct vocabulary *v, uint32_t control)
{
  return v->controls.at[control].at.count == 0;
}

roots control_roots(const struct vocabulary *v, uint32_t control)
{
  unsigned all = 0;
  for (uint32_t c = 0; c < v->controls.len; c++) {
    const struct control *one = &v->controls.at[c];
    if (one->is_broken && control_is(v, c, control)) return ROOTS_ANY;
    if (!control_is(v, c, control)) continue;
    for (uint32_t i = 0; i < one->at.count; i++) all |= kind_roots(v, one->at.at[i]);
  }
  return (roots)all;
}

/* The controls that are it and may be placed, the first few, for advice. */
static const char *members(struct unit *unit, const struct vocabulary *v, uint32_t category)
{
  const char *list = NULL;
  uint32_t count = 0;
  for (uint32_t c = 0; c < v->controls.len && count < 5; c++) {
    if (c == category || !control_is(v, c, category) || control_is_category(v, c)) continue;
    const char *name = unit_name(unit, v->controls.at[c].term.name);
    list = list ? arena_format(&unit->arena, "%s, %s", list, name) : name;
    count++;
  }
  return list;
}

static const char *kinds_of(struct unit *unit, const struct vocabulary *v, uint32_t control)
{
  const struct numbers *at = &v->controls.at[control].at;
  const char *list = "";
  for (uint32_t i = 0; i < at->count; i++) {
    const char *name = unit_name(unit, v->kinds.at[at->at[i]].term.name);
    const char *format = !i ? "%s%s" : i + 1 < at->count ? "%s, %s" : "%s or %s";
    list = arena_format(&unit->arena, format, list, name);
  }
  return list;
}

bool control_may_stand(struct unit *unit, const struct vocabulary *v, struct span span,
                       uint32_t control, uint32_t kind)
{
  const struct control *c = &v->controls.at[control];
  const char *name = unit_name(unit, c->term.name);
  if (c->is_broken || v->kinds.at[kind].is_broken) return true;
  if (control_is_category(v, control)) {
    struct message *message =
        message_add(unit, CODE_E0411, span, "`%s` is a category, not a control to place", name);
    const char *list = members(unit, v, control);
    if (list) message_label(unit, message, "say which, such as %s", list);
    return false;
  }
  if (control_stands_at(v, control, kind)) return true;
  const char *noun = with_article(&unit->arena, unit_name(unit, v->kinds.at[kind].term.name));
  struct message *message =
      message_add(unit, CODE_E0410, span, "`%s` cannot stand at %s", name, noun);
  message_label(unit, message, "it stands at %s", kinds_of(unit, v, control));
  return false;
}
