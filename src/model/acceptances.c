/* `accept` and `treat`: what the owners decided. Neither takes a step from the analysis. */
#include "model/claims.h"

#include "diagnose/lints.h"

/* --- rules and things
 * ------------------------------------------------------------------------------ */

static struct span subject_span(const struct claims *c, const struct decl *decl)
{
  return tree_span(c->tree, decl->subject_first, decl->subject_last);
}

static struct str subject_text(const struct claims *c, const struct decl *decl)
{
  struct span span = subject_span(c, decl);
  return (struct str){unit_source(c->b->unit, span.source)->text.at + span.from,
                      span.to - span.from};
}

/* The technique, mistake or (with `takes_lints`) lint spelled most like the name. */
static struct str suggest_rule(const struct claims *c, struct str name, bool takes_lints)
{
  const struct vocabulary *v = &c->b->model->vocabulary;
  struct str best = {0};
  size_t distance = SIZE_MAX;
  for (uint32_t i = 0; i < v->rules.len && message_is_kept(c->b->unit); i++)
    if (v->rules.at[i].type != RULE_RULE)
      str_suggest(name, unit_text(c->b->unit, v->rules.at[i].term.name), &best, &distance);
  for (size_t i = 0; takes_lints && i < lint_count(); i++)
    str_suggest(name, str_from(lint_name_at(i)), &best, &distance);
  return best;
}

static bool needs_weakness(const struct rule *rule, uint32_t weakness)
{
  for (uint32_t i = 0; i < rule->needs.count; i++) {
    const struct factor *factor = &rule->needs.at[i];
    if (factor->type == FACTOR_WEAKNESS && factor->number == weakness) return true;
  }
  return false;
}

/* The techniques and mistakes that take advantage of it, up to six. */
static void help_with_weakness(const struct claims *c, struct message *message, uint32_t weakness)
{
  enum { SHOWN = 6 };
  const struct vocabulary *v = &c->b->model->vocabulary;
  struct unit *unit = c->b->unit;
  const char *list = "";
  uint32_t count = 0;
  for (uint32_t i = 0; i < v->rules.len; i++) {
    const struct rule *rule = &v->rules.at[i];
    if (rule->type == RULE_RULE || !needs_weakness(rule, weakness)) continue;
    if (count++ < SHOWN)
      list = arena_format(&unit->arena, "%s%s`%s`", list, *list ? ", " : "",
                          unit_name(unit, rule->term.name));
  }
  if (count > SHOWN) list = arena_format(&unit->arena, "%s and %u more", list, count - SHOWN);
  if (count) message_help(unit, message, "accept what takes advantage of it: %s", list);
}

/* The technique or mistake, or NONE after E0512. */
static uint32_t find_rule(const struct claims *c, const struct decl *decl, bool takes_lints)
{
  const struct vocabulary *v = &c->b->model->vocabulary;
  struct unit *unit = c->b->unit;
  struct str name = subject_text(c, decl);
  enum term_type type;
  uint32_t number;
  bool is_name = decl->subject.count == 1 && !decl->target.count;
  bool is_known = is_name && vocabulary_find_any(v, decl->subject.names[0], &type, &number);
  if (is_known && type == TERM_RULE && v->rules.at[number].type != RULE_RULE) return number;
  struct message *message =
      is_known ? message_add(unit, CODE_E0512, subject_span(c, decl),
                             "`%.*s` is %s, not a technique or a mistake", STR_ARGS(name),
                             term_what(v, type, number))
               : message_add(unit, CODE_E0512, subject_span(c, decl),
                             takes_lints ? "no technique, mistake or lint is called `%.*s`"
                                         : "no technique or mistake is called `%.*s`",
                             STR_ARGS(name));
  if (!is_known) message_suggest(unit, message, suggest_rule(c, name, takes_lints));
  if (is_known && type == TERM_WEAKNESS) help_with_weakness(c, message, number);
  return NONE;
}

/* A thing by its name, or by the name that it had once. */
static uint32_t find_path(const struct claims *c, const struct path *path)
{
  uint32_t thing = resolve_quietly(c->b, path, c->scope);
  if (thing == NONE) thing = resolve_former(c->b, path, c->scope);
  return thing != NONE ? thing : resolve_path(c->b, c->tree, path, c->scope);
}

static uint32_t find_thing(const struct claims *c, const struct value *value)
{
  bool is_path = value->kind == VALUE_PATH && !value->target.count;
  return is_path ? find_path(c, &value->path) : resolve_value(c->b, c->tree, value, c->scope);
}

static bool happens_at(const struct claims *c, uint32_t rule, uint32_t thing, struct span span)
{
  const struct model *model = c->b->model;
  const struct vocabulary *v = &model->vocabulary;
  const struct rule *r = &v->rules.at[rule];
  if (r->at == NONE || v->kinds.at[r->at].is_broken || entity_is_broken(c->b, thing)) return true;
  if (model_is_a(model, thing, r->at)) return true;
  struct unit *unit = c->b->unit;
  struct message *message =
      message_add(unit, CODE_E0513, span, "`%s` never happens at `%s`",
                  unit_name(unit, r->term.name), model->entities.at[thing].id.at);
  message_label(unit, message, "this is %s; it happens at %s",
                with_article(&unit->arena, model_kind_word(model, thing)),
                with_article(&unit->arena, unit_name(unit, v->kinds.at[r->at].term.name)));
  return false;
}

/* The thing of `on`; NONE after a message. With `rule` it must be one where the rule happens. */
static uint32_t say_on(const struct claims *c, const struct clause *on, uint32_t rule)
{
  uint32_t thing = find_thing(c, &on->values[0]);
  if (thing == NONE || rule == NONE) return thing;
  return happens_at(c, rule, thing, tree_value_span(c->tree, &on->values[0])) ? thing : NONE;
}

/* --- who, why, until when
 * ---------------------------------------------------------------------------- */

static struct str text_of(const struct said *said, enum key key)
{
  const struct clause *clause = said_of(said, key);
  return clause ? clause->values[0].text : (struct str){"", 0};
}

static struct day day_of(const struct said *said, enum key key)
{
  const struct clause *clause = said_of(said, key);
  return clause ? clause->values[0].day : (struct day){0};
}

/* One message for all that is missing. */
static void check_whole(const struct claims *c, const struct decl *decl, const struct said *said,
                        const enum key *keys, size_t count)
{
  const char *list = NULL;
  struct unit *unit = c->b->unit;
  for (size_t i = 0; i < count; i++)
    if (!said_of(said, keys[i]))
      list = list ? arena_format(&unit->arena, "%s, `%s`", list, key_word(keys[i]))
                  : arena_format(&unit->arena, "`%s`", key_word(keys[i]));
  if (!list || decl_is_faulty(unit, c->tree, decl)) return;
  bool is_accept = decl->declare == DECLARE_ACCEPT;
  struct message *message =
      message_add(unit, CODE_E0510, tree_span(c->tree, decl->first, decl->header_last),
                  "this %s does not say %s", is_accept ? "acceptance" : "treatment", list);
  message_label(unit, message, "%s",
                is_accept ? "who approved it, until when, and why"
                          : "what is treated, and with what");
}

static void check_days(const struct claims *c, const struct said *said)
{
  const struct clause *since = said_of(said, KEY_SINCE), *until = said_of(said, KEY_UNTIL);
  if (!since || !until) return;
  if (day_compare(since->values[0].day, until->values[0].day) <= 0) return;
  struct message *message =
      message_add(c->b->unit, CODE_E0511, tree_value_span(c->tree, &until->values[0]),
                  "`until` comes before `since`");
  message_note(c->b->unit, message, tree_value_span(c->tree, &since->values[0]), "since here");
}

/* --- accept
 * ------------------------------------------------------------------------------------------ */

static bool refuse(const struct claims *c, const struct said *said, enum key key, const char *why)
{
  const struct clause *clause = said_of(said, key);
  if (!clause) return false;
  struct message *message =
      message_add(c->b->unit, CODE_E0515, tree_span(c->tree, clause->token, clause->token),
                  "`%s` does not belong to this acceptance", key_word(key));
  message_label(c->b->unit, message, "%s", why);
  return true;
}

/* An assertion of this file, of an import by its alias, or by its whole id. */
static uint32_t find_assertion(const struct claims *c, const struct path *path)
{
  struct unit *unit = c->b->unit;
  struct symbols *symbols = &unit->symbols;
  if (path->count == 1)
    return map_get(c->ids, symbols_intern(symbols, claim_id(c, path->names[0])), 0);
  if (path->count != 2) return NONE;
  sym prefix = path->names[0];
  for (size_t i = 0; i < c->file->imports.len; i++)
    if (c->file->imports.at[i].alias == prefix)
      prefix = c->b->model->files.at[c->file->imports.at[i].file]->prefix;
  const char *id = prefix ? arena_format(&unit->arena, "%s.%s", unit_name(unit, prefix),
                                         unit_name(unit, path->names[1]))
                          : unit_name(unit, path->names[1]);
  return map_get(c->ids, symbols_intern(symbols, str_from(id)), 0);
}

/* The assertion, the view or the model that a lint may be about; "" if nothing of them has that
 * name. */
static struct str find_about(const struct claims *c, const struct value *value)
{
  struct unit *unit = c->b->unit;
  const struct model *model = c->b->model;
  if (value->kind != VALUE_PATH || value->target.count) return (struct str){"", 0};
  uint32_t assertion = find_assertion(c, &value->path);
  if (assertion != MAP_NONE) return model->assertions.at[assertion].id;
  if (value->path.count != 1) return (struct str){"", 0};
  sym name = value->path.names[0];
  if (name == model->name) return unit_text(unit, name);
  for (uint32_t i = 0; i < c->tree->line_count; i++) {
    const struct decl *decl = c->tree->lines[i].decl;
    if (decl && decl->declare == DECLARE_VIEW && decl->name == name) return unit_text(unit, name);
  }
  return (struct str){"", 0};
}

/* Of some lints `on` names no thing but what was claimed, or the whole model. */
static bool say_lint(const struct claims *c, const struct clause *on, struct acceptance *a)
{
  bool may_be_about = a->lint == CODE_L0006 || a->lint == CODE_L0011 || a->lint == CODE_L0012;
  if (may_be_about) a->about = find_about(c, &on->values[0]);
  if (!a->about.len) a->thing = say_on(c, on, NONE);
  return a->about.len || a->thing != NONE;
}

static bool accept_rule(const struct claims *c, const struct decl *decl, const struct said *said,
                        struct acceptance *a)
{
  const struct clause *on = said_of(said, KEY_ON);
  if (decl->subject.count == 1 && lint_find(subject_text(c, decl), &a->lint)) {
    a->form = ACCEPT_LINT;
    bool is_there = say_lint(c, on, a);
    bool is_refused = refuse(c, said, KEY_BY, "nobody takes advantage of a lint");
    return !refuse(c, said, KEY_UP_TO, "a lint has no risk") && !is_refused && is_there;
  }
  a->form = ACCEPT_RULE;
  a->rule = find_rule(c, decl, true);
  a->thing = say_on(c, on, a->rule);
  return a->rule != NONE && a->thing != NONE;
}

static bool accept_scenario(const struct claims *c, const struct decl *decl,
                            const struct said *said, struct acceptance *a)
{
  struct unit *unit = c->b->unit;
  a->form = ACCEPT_SCENARIO;
  a->attacker = find_path(c, &decl->subject);
  a->thing = find_path(c, &decl->target);
  if (refuse(c, said, KEY_ON, "the thing of worth is named behind `->`") ||
      refuse(c, said, KEY_BY, "the attacker is named before `->`") || a->attacker == NONE ||
      a->thing == NONE)
    return false;
  if (c->b->model->entities.at[a->attacker].root == ROOT_ACTOR ||
      entity_is_broken(c->b, a->attacker))
    return true;
  struct message *message =
      message_add(unit, CODE_E0506, tree_path_span(c->tree, &decl->subject), "`%s` is no person",
                  c->b->model->entities.at[a->attacker].id.at);
  message_label(unit, message, "a scenario is written ATTACKER -> THING");
  return false;
}

static void complain_of_assertion(const struct claims *c, const struct decl *decl)
{
  struct unit *unit = c->b->unit;
  const struct vocabulary *v = &c->b->model->vocabulary;
  struct str name = subject_text(c, decl), best = {0};
  size_t distance = SIZE_MAX;
  enum code lint;
  bool is_rule =
      decl->subject.count == 1 &&
      (vocabulary_find(v, TERM_RULE, decl->subject.names[0]) != NONE || lint_find(name, &lint));
  struct message *message =
      is_rule ? message_add(unit, CODE_E0510, subject_span(c, decl),
                            "this acceptance does not say where `%.*s` is accepted", STR_ARGS(name))
              : message_add(unit, CODE_E0514, subject_span(c, decl),
                            "no assertion is called `%.*s`", STR_ARGS(name));
  if (is_rule) {
    message_label(unit, message, "say `on` which thing");
    return;
  }
  for (size_t i = 0; i < c->b->model->assertions.len && message_is_kept(unit); i++)
    str_suggest(name, c->b->model->assertions.at[i].id, &best, &distance);
  message_suggest(unit, message, best);
}

static bool accept_assertion(const struct claims *c, const struct decl *decl,
                             const struct said *said, struct acceptance *a)
{
  a->form = ACCEPT_ASSERTION;
  a->assertion = decl->subject.count ? find_assertion(c, &decl->subject) : NONE;
  if (a->assertion == NONE) {
    if (!decl_says(decl, KEY_ON)) complain_of_assertion(c, decl);
    return false;
  }
  if (c->b->model->assertions.at[a->assertion].verb != VERB_REQUIRE) return true;
  return !refuse(c, said, KEY_UP_TO, "what is required is there or is not; it has no risk");
}

static void say_by(const struct claims *c, const struct said *said, struct acceptance *a)
{
  struct sets by = {0};
  VEC_OF(uint32_t) numbers = {0};
  sets_say(c, said, KEY_BY, &by);
  sets_keep_people(c, &by, KEY_BY);
  for (uint32_t i = 0; i < by.count; i++) vec_push(&c->b->unit->arena, &numbers, by.at[i].number);
  a->by = (struct numbers){numbers.at, (uint32_t)numbers.len};
}

static enum worth level_of(const struct claims *c, const struct said *said)
{
  const struct clause *clause = said_of(said, KEY_UP_TO);
  if (!clause) return WORTH_NONE;
  struct str word = unit_text(c->b->unit, clause->values[0].path.names[0]);
  return (enum worth)(word_number(key_words(KEY_UP_TO), word) + 1);
}

static bool has_subject(const struct decl *decl)
{
  return decl->subject.count || decl->has_text_subject;
}

void acceptance_say(const struct claims *c, const struct decl *decl)
{
  static const enum key needed[] = {KEY_OWNER, KEY_UNTIL, KEY_BECAUSE};
  braces_check(c->b->unit, c->tree, decl, IN_ACCEPT, "an acceptance");
  struct said said = clauses_said(c->b->unit, c->tree, decl, IN_ACCEPT, "an acceptance");
  check_whole(c, decl, &said, needed, 3);
  check_days(c, &said);
  if (!has_subject(decl)) return;
  struct acceptance a = {.subject = subject_text(c, decl),
                         .rule = NONE,
                         .assertion = NONE,
                         .attacker = NONE,
                         .thing = NONE,
                         .owner = text_of(&said, KEY_OWNER),
                         .because = text_of(&said, KEY_BECAUSE),
                         .ticket = text_of(&said, KEY_TICKET),
                         .until = day_of(&said, KEY_UNTIL),
                         .since = day_of(&said, KEY_SINCE),
                         .up_to = (uint8_t)level_of(c, &said),
                         .links = claim_links(c, &said),
                         .span = subject_span(c, decl)};
  bool is_scenario = decl->target.count > 0, is_rule = said_of(&said, KEY_ON) != NULL;
  bool is_fine = is_scenario ? accept_scenario(c, decl, &said, &a)
                 : is_rule   ? accept_rule(c, decl, &said, &a)
                             : accept_assertion(c, decl, &said, &a);
  if (!is_fine) return;
  say_by(c, &said, &a);
  vec_push(&c->b->unit->arena, &c->b->model->acceptances, a);
}

/* --- treat
 * ------------------------------------------------------------------------------------------- */

static void say_with(const struct claims *c, const struct said *said, struct treatment *treatment)
{
  const struct vocabulary *v = &c->b->model->vocabulary;
  VEC_OF(uint32_t) controls = {0};
  for (uint32_t i = 0; i < said->count; i++) {
    const struct clause *clause = said->at[i];
    for (uint32_t j = 0; clause->key == KEY_WITH && j < clause->count; j++) {
      uint32_t control = vocabulary_want(c->b->unit, v, c->tree, &clause->values[j], TERM_CONTROL);
      if (control != NONE) vec_push(&c->b->unit->arena, &controls, control);
    }
  }
  treatment->with = (struct numbers){controls.at, (uint32_t)controls.len};
}

void treatment_say(const struct claims *c, const struct decl *decl)
{
  static const enum key needed[] = {KEY_ON, KEY_WITH};
  braces_check(c->b->unit, c->tree, decl, IN_TREAT, "a treatment");
  struct said said = clauses_said(c->b->unit, c->tree, decl, IN_TREAT, "a treatment");
  check_whole(c, decl, &said, needed, 2);
  if (!has_subject(decl)) return;
  struct treatment treatment = {.rule = find_rule(c, decl, false),
                                .thing = NONE,
                                .owner = text_of(&said, KEY_OWNER),
                                .because = text_of(&said, KEY_BECAUSE),
                                .ticket = text_of(&said, KEY_TICKET),
                                .until = day_of(&said, KEY_UNTIL),
                                .links = claim_links(c, &said),
                                .span = subject_span(c, decl)};
  const struct clause *on = said_of(&said, KEY_ON);
  if (on) treatment.thing = say_on(c, on, treatment.rule);
  say_with(c, &said, &treatment);
  if (treatment.rule == NONE || treatment.thing == NONE || !treatment.with.count) return;
  vec_push(&c->b->unit->arena, &c->b->model->treatments, treatment);
}
