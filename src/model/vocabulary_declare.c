/* Pass 1 over the vocabulary: the names of all files, one flat name space, the library's first. A
 * name that means something already is refused here, so that no line ever has two readings. */
#include "diagnose/lints.h"
#include "model/terms.h"

struct declaring {
  struct unit *unit;
  struct vocabulary *v;
  const struct file *file;
  bool is_full[TERM_STANDARD + 1]; /* by enum term_type: too many of them, reported */
};

static void add_name(struct vocabulary *v, sym name, enum term_type type, size_t number)
{
  map_add(&v->names, name, 0, (uint32_t)type << 28 | (uint32_t)number);
}

/* The roots as kinds, by enum root, then `place`. */
static void declare_roots(struct unit *unit, struct vocabulary *v)
{
  for (unsigned i = 0; i <= ROOT_COUNT; i++) {
    bool is_place = i == ROOT_COUNT;
    const char *word = is_place ? "place" : root_word((enum root)i);
    struct kind kind = {
        .parent = NONE, .root = is_place ? ROOT_BOUNDARY : (enum root)i, .is_place_kind = is_place};
    kind.term.name = symbols_intern(&unit->symbols, str_from(word));
    kind.term.span = SPAN_NOWHERE;
    kind.term.is_library = true;
    add_name(v, kind.term.name, TERM_KIND, v->kinds.len);
    vec_push(&unit->arena, &v->kinds, kind);
  }
}

static bool declares_term(const struct decl *decl, enum term_type *type)
{
  switch (decl->declare) {
  case DECLARE_KIND:
    *type = TERM_KIND;
    return true;
  case DECLARE_PROTOCOL:
    *type = TERM_PROTOCOL;
    return true;
  case DECLARE_WEAKNESS:
    *type = TERM_WEAKNESS;
    return true;
  case DECLARE_CONTROL:
    *type = TERM_CONTROL;
    return true;
  case DECLARE_RULE:
  case DECLARE_TECHNIQUE:
  case DECLARE_MISTAKE:
    *type = TERM_RULE;
    return true;
  case DECLARE_STANDARD:
    *type = TERM_STANDARD;
    return true;
  default:
    return false;
  }
}

/* What a word of a rule's paths already is; NULL if it is none. */
static const char *what_in_rules(struct str word)
{
  if (str_equal(word, STR("within")))
    return "stands for the places around a thing in the paths of rules";
  if (privilege_find(word) != PRIVILEGE_COUNT) return "is a privilege";
  if (pathword_find(word) != PATHWORD_NONE) return "is a path of rules";
  for (int i = 0; i < RELATION_COUNT; i++)
    if (str_equal(word, str_from(key_word(relation_info((enum relation)i)->key))))
      return "is a relation";
  return NULL;
}

static const char *what_among_kinds(const struct unit *unit, sym name, struct str word)
{
  if (key_find(unit, name) != KEY_NONE) return "is a key";
  for (int i = DECLARE_NONE + 1; i < DECLARE_COUNT; i++)
    if (str_equal(word, str_from(declare_word((enum declare)i))))
      return "declares something itself";
  return stance_find(word) != STANCE_NONE ? "is a stance" : NULL;
}

/* What the name already means to a line of the language; NULL if nothing. */
static const char *what_it_means(const struct unit *unit, enum term_type type, sym name)
{
  enum code lint;
  struct str word = unit_text(unit, name);
  if (str_equal(word, STR("any"))) return "stands before a kind and means all of it";
  if (type == TERM_KIND) return what_among_kinds(unit, name, word);
  if (type == TERM_WEAKNESS || type == TERM_CONTROL) return what_in_rules(word);
  if (type == TERM_RULE && lint_find(word, &lint)) return "is a lint, and `accept` takes either";
  return NULL;
}

static void complain_of_second(struct declaring *d, const struct decl *decl, enum term_type type,
                               uint32_t number)
{
  const struct term *first = vocabulary_term(d->v, type, number);
  bool is_root = first->span.source == SPAN_NOWHERE.source;
  struct span span = tree_span(d->file->tree, decl->name_token, decl->name_token);
  struct message *message =
      message_add(d->unit, CODE_E0401, span, "`%s` is already %s%s", unit_name(d->unit, decl->name),
                  is_root ? "a root of all kinds" : term_what(d->v, type, number),
                  first->is_library && !is_root ? " of the library" : "");
  if (!is_root) message_note(d->unit, message, first->span, "declared here");
}

static bool is_free(struct declaring *d, const struct decl *decl, enum term_type type)
{
  enum term_type found;
  uint32_t number;
  if (vocabulary_find_any(d->v, decl->name, &found, &number)) {
    complain_of_second(d, decl, found, number);
    return false;
  }
  const char *meaning = what_it_means(d->unit, type, decl->name);
  if (!meaning) return true;
  struct span span = tree_span(d->file->tree, decl->name_token, decl->name_token);
  struct message *message =
      message_add(d->unit, CODE_E0402, span, "no %s can be called `%s`",
                  declare_word(decl->declare), unit_name(d->unit, decl->name));
  message_label(d->unit, message, "`%s` %s", unit_name(d->unit, decl->name), meaning);
  return false;
}

static struct term make_term(struct declaring *d, const struct decl *decl)
{
  const struct tree *tree = d->file->tree;
  return (struct term){.name = decl->name,
                       .title = decl->title,
                       .doc = tree_doc(d->unit, tree, decl),
                       .span = tree_span(tree, decl->name_token, decl->name_token),
                       .decl = decl,
                       .tree = tree,
                       .is_library = d->file->is_library};
}

static enum rule_type rule_type_of(const struct decl *decl)
{
  if (decl->declare == DECLARE_TECHNIQUE) return RULE_TECHNIQUE;
  return decl->declare == DECLARE_MISTAKE ? RULE_MISTAKE : RULE_RULE;
}

static size_t add_term(struct declaring *d, enum term_type type, const struct decl *decl)
{
  struct arena *arena = &d->unit->arena;
  struct vocabulary *v = d->v;
  struct term term = make_term(d, decl);
  switch (type) {
  case TERM_KIND:
    vec_push(arena, &v->kinds, (struct kind){.term = term, .parent = NONE, .root = ROOT_MACHINE});
    return v->kinds.len - 1;
  case TERM_PROTOCOL:
    vec_push(arena, &v->protocols, (struct protocol){.term = term, .parent = NONE});
    return v->protocols.len - 1;
  case TERM_WEAKNESS:
    vec_push(arena, &v->weaknesses, (struct weakness){.term = term, .parent = NONE});
    return v->weaknesses.len - 1;
  case TERM_CONTROL:
    vec_push(arena, &v->controls, (struct control){.term = term});
    return v->controls.len - 1;
  case TERM_RULE:
    vec_push(arena, &v->rules, (struct rule){.term = term, .type = rule_type_of(decl), .at = NONE});
    return v->rules.len - 1;
  case TERM_STANDARD:
    break;
  }
  vec_push(arena, &v->standards, (struct standard){.term = term});
  return v->standards.len - 1;
}

static bool has_room(struct declaring *d, const struct decl *decl, enum term_type type)
{
  if (vocabulary_count(d->v, type) < LIMIT_TERMS) return true;
  if (!d->is_full[type])
    message_add(d->unit, CODE_E0431, tree_span(d->file->tree, decl->first, decl->name_token),
                "one model has at most %d terms of a sort, and this is one more", LIMIT_TERMS);
  d->is_full[type] = true;
  return false;
}

static void refuse_nested(struct declaring *d, const struct decl *decl)
{
  enum term_type type;
  for (uint32_t i = 0; i < decl->line_count; i++) {
    const struct decl *inner = decl->lines[i].decl;
    if (!inner) continue;
    if (declares_term(inner, &type)) {
      const char *word = declare_word(inner->declare);
      struct span span = tree_span(d->file->tree, inner->first, inner->first);
      struct message *message =
          message_add(d->unit, CODE_E0403, span, "`%s` stands at the top of a file", word);
      message_label(d->unit, message, "move it out of these braces");
    }
    refuse_nested(d, inner);
  }
}

static void declare_file(struct declaring *d)
{
  const struct tree *tree = d->file->tree;
  enum term_type type;
  for (uint32_t i = 0; i < tree->line_count; i++) {
    const struct decl *decl = tree->lines[i].decl;
    if (!decl) continue;
    if (declares_term(decl, &type) && decl->name && has_room(d, decl, type) &&
        is_free(d, decl, type))
      add_name(d->v, decl->name, type, add_term(d, type, decl));
    refuse_nested(d, decl);
  }
}

void vocabulary_declare(struct unit *unit, struct vocabulary *v, struct file *const *files,
                        uint32_t count)
{
  map_init(&v->names, &unit->arena, 512);
  declare_roots(unit, v);
  struct declaring declaring = {.unit = unit, .v = v};
  for (uint32_t i = 0; i < count; i++) {
    declaring.file = files[i];
    if (files[i]->tree) declare_file(&declaring);
  }
  v->image_kind = vocabulary_find(v, TERM_KIND, symbols_intern(&unit->symbols, STR("image")));
  v->control_words = bitset_words(v->controls.len);
  v->weakness_words = bitset_words(v->weaknesses.len);
}
