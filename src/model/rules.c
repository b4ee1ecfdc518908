/* Rules, techniques and mistakes: what their clauses say, and what makes a rule unsound.
 *
 * Grounding never multiplies unrelated sets: in one step (all premises, one conclusion) of any two
 * paths, each cut behind its last many-valued hop, one is a prefix of the other. So a step walks
 * one chain, and there is one ground step per walk along it. */
#include "model/terms.h"

static const struct {
  unsigned context;
  const char *noun;
} types[] = {
    [RULE_RULE] = {IN_RULE, "a rule"},
    [RULE_TECHNIQUE] = {IN_TECHNIQUE, "a technique"},
    [RULE_MISTAKE] = {IN_MISTAKE, "a mistake"},
};

/* --- the same factor twice ---------------------------------------------------------------------
 */

static bool is_same(const struct factor *a, const struct factor *b)
{
  return a->type == b->type && a->number == b->number && a->is_within == b->is_within &&
         a->hop_count == b->hop_count && memcmp(a->hops, b->hops, a->hop_count) == 0;
}

static const char *text_of(struct teller *t, const struct factor *factor)
{
  const char *text = unit_source(t->unit, factor->span.source)->text.at;
  return arena_copy(&t->unit->arena, text + factor->span.from, factor->span.to - factor->span.from);
}

static bool is_among(struct teller *t, const struct factor *factor, const struct factor *at,
                     uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    if (!is_same(factor, &at[i])) continue;
    struct message *message =
        message_add(t->unit, CODE_E0427, factor->span, "`%s` is named twice", text_of(t, factor));
    message_note(t->unit, message, at[i].span, "here already");
    return true;
  }
  return false;
}

/* Premises together, conclusions, controls together. */
static void check_repeated(struct teller *t, const struct factors *first,
                           const struct factors *second)
{
  for (uint32_t i = 0; i < first->count; i++) is_among(t, &first->at[i], first->at, i);
  for (uint32_t i = 0; i < second->count; i++)
    if (!is_among(t, &second->at[i], first->at, first->count))
      is_among(t, &second->at[i], second->at, i);
}

/* --- one many-valued path -----------------------------------------------------------------------
 */

static uint32_t cut_of(const struct factor *factor)
{
  uint32_t cut = factor->hop_count;
  while (cut && !pathword_info((enum pathword)factor->hops[cut - 1])->is_many) cut--;
  return cut;
}

static bool is_one_walk(const struct factor *a, const struct factor *b)
{
  uint32_t shorter = cut_of(a) < cut_of(b) ? cut_of(a) : cut_of(b);
  return memcmp(a->hops, b->hops, shorter) == 0;
}

static bool check_walk(struct teller *t, const struct factor *factor, const struct factor *at,
                       uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    if (is_one_walk(factor, &at[i])) continue;
    struct message *message =
        message_add(t->unit, CODE_E0428, factor->span, "`%s` and `%s` lead over two unrelated sets",
                    text_of(t, factor), text_of(t, &at[i]));
    message_label(t->unit, message, "one must continue the other");
    message_note(t->unit, message, at[i].span, "the other path");
    return false;
  }
  return true;
}

/* Where the premises alone do not fit, conclusions are not asked. */
static void check_walks(struct teller *t, const struct rule *rule)
{
  const struct factors *from = &rule->from, *needs = &rule->needs;
  bool is_one = true;
  for (uint32_t i = 0; i < from->count; i++) is_one &= check_walk(t, &from->at[i], from->at, i);
  for (uint32_t i = 0; i < needs->count; i++)
    is_one &= check_walk(t, &needs->at[i], from->at, from->count) &&
              check_walk(t, &needs->at[i], needs->at, i);
  for (uint32_t i = 0; is_one && i < rule->gains.count; i++)
    if (check_walk(t, &rule->gains.at[i], from->at, from->count))
      check_walk(t, &rule->gains.at[i], needs->at, needs->count);
}

/* --- clauses ------------------------------------------------------------------------------------
 */

static void say_stride(struct teller *t, struct rule *rule, const struct clause *clause)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    struct str word = unit_text(t->unit, clause->values[i].path.names[0]);
    uint8_t bit = (uint8_t)(1 << word_number(key_words(KEY_STRIDE), word));
    if (rule->stride & bit)
      message_add(t->unit, CODE_E0305, tree_value_span(rule->term.tree, &clause->values[i]),
                  "`%.*s` is named twice", STR_ARGS(word));
    rule->stride |= bit;
  }
}

static void say(struct teller *t, struct rule *rule, const struct clause *clause)
{
  switch (clause->key) {
  case KEY_FROM:
    factors_say(t, rule, clause, &rule->from);
    break;
  case KEY_NEEDS:
    factors_say(t, rule, clause, &rule->needs);
    break;
  case KEY_GAINS:
    factors_say(t, rule, clause, &rule->gains);
    break;
  case KEY_STOPPED_BY:
    factors_say(t, rule, clause, &rule->stopped_by);
    break;
  case KEY_SLOWED_BY:
    factors_say(t, rule, clause, &rule->slowed_by);
    break;
  case KEY_SKILL:
    rule->skill = (uint8_t)clause->values[0].number;
    break;
  case KEY_RESOURCES:
    rule->resources = (uint8_t)clause->values[0].number;
    break;
  case KEY_EFFORT:
    rule->effort = (uint8_t)clause->values[0].number;
    break;
  case KEY_STRIDE:
    say_stride(t, rule, clause);
    break;
  case KEY_MAPS:
    maps_say(t, &rule->term, clause, &rule->maps);
    break;
  default:
    break;
  }
}

static void check_whole(struct teller *t, const struct rule *rule)
{
  const char *name = unit_name(t->unit, rule->term.name);
  if (decl_is_faulty(t->unit, rule->term.tree, rule->term.decl)) return;
  if (!decl_says(rule->term.decl, KEY_AT))
    message_label(
        t->unit,
        message_add(t->unit, CODE_E0420, rule->term.span, "`%s` says not where it holds", name),
        "say `at` which kind");
  if (!decl_says(rule->term.decl, KEY_GAINS))
    message_label(t->unit,
                  message_add(t->unit, CODE_E0421, rule->term.span, "`%s` gains nothing", name),
                  "say what it `gains`: privileges or weaknesses");
}

static void resolve(struct teller *t, struct rule *rule)
{
  uint32_t errors = t->unit->errors;
  struct said said = term_said(t, &rule->term, types[rule->type].context, types[rule->type].noun);
  const struct clause *at = said_of(&said, KEY_AT);
  if (at) rule->at = vocabulary_want(t->unit, t->v, rule->term.tree, &at->values[0], TERM_KIND);
  for (uint32_t i = 0; i < said.count; i++) say(t, rule, said.at[i]);
  check_whole(t, rule);
  check_repeated(t, &rule->from, &rule->needs);
  check_repeated(t, &rule->gains, &(struct factors){0});
  check_repeated(t, &rule->stopped_by, &rule->slowed_by);
  check_walks(t, rule);
  rule->is_sound = t->unit->errors == errors && rule->at != NONE && rule->gains.count > 0 &&
                   !t->v->kinds.at[rule->at].is_broken;
}

void rules_resolve(struct teller *t)
{
  for (uint32_t i = 0; i < t->v->rules.len; i++) resolve(t, &t->v->rules.at[i]);
}

/* --- the whole vocabulary ----------------------------------------------------------------------
 */

void vocabulary_resolve(struct unit *unit, struct vocabulary *v, struct file *const *files,
                        uint32_t count)
{
  (void)files;
  (void)count;
  struct teller teller = {unit, v};
  standards_resolve(&teller);
  kinds_find_parents(&teller);
  controls_resolve(&teller);
  kinds_resolve(&teller);
  weaknesses_resolve(&teller);
  protocols_resolve(&teller);
  rules_resolve(&teller);
}
