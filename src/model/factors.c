/* `[path.]name` of rules: every word known, every step of a path possible, every name one that the
 * things at its end can have. Paths are typed by the roots of the things that they lead to. */
#include "model/terms.h"

struct parsing {
  struct teller *t;
  const struct rule *rule;
  const struct tree *tree;
  enum key key;
  const struct path *path;
  roots roots; /* of the things reached so far */
};

static struct span span_of(const struct parsing *p, uint32_t number)
{
  uint32_t token = p->path->first + 2 * number;
  return tree_span(p->tree, token, token);
}

static struct str word_of(const struct parsing *p, uint32_t number)
{
  return unit_text(p->t->unit, p->path->names[number]);
}

static bool takes_controls(enum key key)
{
  return key == KEY_STOPPED_BY || key == KEY_SLOWED_BY;
}

/* --- the path ------------------------------------------------------------------------------- */

/* The path word that walks a relation of that name (`joins` is walked by `networks`), else the one
 * spelled most like it. */
static struct str suggest_hop(const struct parsing *p, struct str word)
{
  struct str best = {0};
  size_t distance = SIZE_MAX;
  enum relation relation =
      relation_of_key(key_find(p->t->unit, symbols_find(&p->t->unit->symbols, word)));
  if (relation != RELATION_COUNT && relation_info(relation)->forward != PATHWORD_NONE)
    return str_from(pathword_info((enum pathword)relation_info(relation)->forward)->word);
  for (int i = 0; i < PATHWORD_COUNT; i++)
    str_suggest(word, str_from(pathword_info((enum pathword)i)->word), &best, &distance);
  return best;
}

static bool take_within(const struct parsing *p, uint32_t number, struct factor *factor)
{
  bool is_last = number + 2 == p->path->count;
  if (is_last && takes_controls(p->key)) {
    factor->is_within = true;
    return true;
  }
  struct message *message =
      message_add(p->t->unit, CODE_E0430, span_of(p, number), "`within` cannot stand here");
  message_label(p->t->unit, message, "%s",
                takes_controls(p->key) ? "it ends a path, right before the control"
                                       : "it belongs to `stopped-by` and `slowed-by`");
  return false;
}

static void complain_of_dead_end(const struct parsing *p, uint32_t number, enum pathword hop)
{
  struct arena *arena = &p->t->unit->arena;
  struct message *message = message_add(
      p->t->unit, CODE_E0424, span_of(p, number), "%s has no `%s`",
      number ? roots_words(arena, p->roots)
             : with_article(arena, unit_name(p->t->unit, p->t->v->kinds.at[p->rule->at].term.name)),
      pathword_info(hop)->word);
  message_label(p->t->unit, message, "`%s` starts at %s", pathword_info(hop)->word,
                roots_words(arena, pathword_info(hop)->from));
}

static bool take_hop(struct parsing *p, uint32_t number, struct factor *factor)
{
  struct str word = word_of(p, number);
  if (str_equal(word, STR("within"))) return take_within(p, number, factor);
  enum pathword hop = pathword_find(word);
  if (hop == PATHWORD_NONE) {
    struct message *message = message_add(p->t->unit, CODE_E0422, span_of(p, number),
                                          "`%.*s` is no path", STR_ARGS(word));
    if (privilege_find(word) != PRIVILEGE_COUNT)
      message_label(p->t->unit, message, "a privilege ends a path");
    else
      message_suggest(p->t->unit, message, suggest_hop(p, word));
    return false;
  }
  if (!(p->roots & pathword_info(hop)->from)) {
    complain_of_dead_end(p, number, hop);
    return false;
  }
  if (factor->hop_count == HOPS_MOST) {
    struct span span = tree_path_span(p->tree, p->path);
    message_add(p->t->unit, CODE_E0426, span, "a path has at most %d steps", HOPS_MOST);
    return false;
  }
  factor->hops[factor->hop_count++] = (uint8_t)hop;
  p->roots = pathword_info(hop)->to;
  return true;
}

/* --- the name at its end ---------------------------------------------------------------------- */

static struct str suggest_name(const struct parsing *p, struct str word)
{
  struct str best = {0};
  size_t distance = SIZE_MAX;
  const struct vocabulary *v = p->t->v;
  for (int i = 0; i < PRIVILEGE_COUNT && (p->key == KEY_FROM || p->key == KEY_GAINS); i++)
    str_suggest(word, str_from(privilege_word((enum privilege)i)), &best, &distance);
  for (uint32_t i = 0; i < v->weaknesses.len && !takes_controls(p->key); i++)
    str_suggest(word, unit_text(p->t->unit, v->weaknesses.at[i].term.name), &best, &distance);
  for (uint32_t i = 0; i < v->controls.len && takes_controls(p->key); i++)
    str_suggest(word, unit_text(p->t->unit, v->controls.at[i].term.name), &best, &distance);
  return best;
}

static const char *what_it_takes(enum key key)
{
  if (takes_controls(key)) return "controls";
  return key == KEY_NEEDS ? "weaknesses" : "privileges or weaknesses";
}

static void complain_of_name(const struct parsing *p, struct str word)
{
  uint32_t last = p->path->count - 1;
  bool is_path = pathword_find(word) != PATHWORD_NONE || str_equal(word, STR("within"));
  struct message *message = message_add(p->t->unit, CODE_E0422, span_of(p, last),
                                        is_path ? "`%.*s` leads somewhere, but says not to what"
                                                : "nothing is called `%.*s`",
                                        STR_ARGS(word));
  message_label(p->t->unit, message, "`%s` takes %s", key_word(p->key), what_it_takes(p->key));
  if (!is_path) message_suggest(p->t->unit, message, suggest_name(p, word));
}

static bool complain_of_vocabulary(const struct parsing *p, struct str word, const char *what)
{
  struct message *message = message_add(p->t->unit, CODE_E0423, span_of(p, p->path->count - 1),
                                        "`%.*s` is %s", STR_ARGS(word), what);
  message_label(p->t->unit, message, "`%s` takes %s", key_word(p->key), what_it_takes(p->key));
  return false;
}

static bool find_name(const struct parsing *p, struct factor *factor)
{
  uint32_t last = p->path->count - 1;
  struct str word = word_of(p, last);
  enum term_type type;
  enum privilege privilege = privilege_find(word);
  if (privilege != PRIVILEGE_COUNT) {
    factor->type = FACTOR_PRIVILEGE;
    factor->number = privilege;
    return (p->key == KEY_FROM || p->key == KEY_GAINS) ||
           complain_of_vocabulary(p, word, "a privilege");
  }
  if (!vocabulary_find_any(p->t->v, p->path->names[last], &type, &factor->number)) {
    complain_of_name(p, word);
    return false;
  }
  factor->type = type == TERM_CONTROL ? FACTOR_CONTROL : FACTOR_WEAKNESS;
  bool is_fitting = takes_controls(p->key) ? type == TERM_CONTROL : type == TERM_WEAKNESS;
  if (is_fitting) return true;
  if (pathword_find(word) != PATHWORD_NONE) complain_of_name(p, word);
  return pathword_find(word) == PATHWORD_NONE &&
         complain_of_vocabulary(p, word, term_what(p->t->v, type, factor->number));
}

static void list_privileges(const struct parsing *p, struct message *message)
{
  struct arena *arena = &p->t->unit->arena;
  const char *list = "";
  for (int i = 0; i < PRIVILEGE_COUNT; i++) {
    bool is_had = false;
    for (int root = 0; root < ROOT_COUNT; root++)
      is_had |= (p->roots >> root & 1) && privilege_is_of((enum privilege)i, (enum root)root);
    if (!is_had) continue;
    list = arena_format(arena, *list ? "%s, %s" : "%s%s", list, privilege_word((enum privilege)i));
  }
  message_label(p->t->unit, message, "of %s there are %s", roots_words(arena, p->roots), list);
}

static bool check_privilege(const struct parsing *p, const struct factor *factor)
{
  for (int root = 0; root < ROOT_COUNT; root++)
    if ((p->roots >> root & 1) && privilege_is_of((enum privilege)factor->number, (enum root)root))
      return true;
  struct message *message = message_add(
      p->t->unit, CODE_E0425, factor->span, "%s has no privilege `%s`",
      roots_words(&p->t->unit->arena, p->roots), privilege_word((enum privilege)factor->number));
  list_privileges(p, message);
  return false;
}

static bool check_control(const struct parsing *p, const struct factor *factor)
{
  roots found = control_roots(p->t->v, factor->number);
  roots wanted = factor->is_within ? ROOTS_PLACE : p->roots;
  if (found & wanted) return true;
  struct arena *arena = &p->t->unit->arena;
  struct message *message = message_add(
      p->t->unit, CODE_E0429, factor->span, "%s cannot be with `%s`", roots_words(arena, wanted),
      unit_name(p->t->unit, p->t->v->controls.at[factor->number].term.name));
  message_label(p->t->unit, message,
                found ? "it stands at %s" : "it stands at %s, nor does any control that is it",
                roots_words(arena, found));
  return false;
}

/* --- both ------------------------------------------------------------------------------------ */

static bool parse(struct parsing *p, struct factor *factor)
{
  factor->span = tree_path_span(p->tree, p->path);
  for (uint32_t i = 0; i + 1 < p->path->count; i++)
    if (!take_hop(p, i, factor)) return false;
  if (!find_name(p, factor)) return false;
  if (factor->type == FACTOR_PRIVILEGE) return check_privilege(p, factor);
  return factor->type != FACTOR_CONTROL || check_control(p, factor);
}

void factors_say(struct teller *t, const struct rule *rule, const struct clause *clause,
                 struct factors *factors)
{
  roots start = rule->at == NONE ? (roots)ROOTS_ANY : kind_roots(t->v, rule->at);
  for (uint32_t i = 0; i < clause->count; i++) {
    struct parsing parsing = {t,    rule, rule->term.tree, clause->key, &clause->values[i].path,
                              start};
    struct factor factor = {0};
    if (factors->count == LIMIT_LIST) {
      struct span span = tree_value_span(rule->term.tree, &clause->values[i]);
      message_add(t->unit, CODE_E0432, span, "`%s` has more than %d values", key_word(clause->key),
                  LIMIT_LIST);
      return;
    }
    if (!parse(&parsing, &factor)) continue;
    size_t size = sizeof factor;
    factors->at = arena_grow(&t->unit->arena, factors->at, factors->count * size,
                             (factors->count + 1) * size);
    factors->at[factors->count++] = factor;
  }
}
