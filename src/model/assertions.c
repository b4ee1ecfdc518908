/* `assert`: what shall hold. Two forms, `never A touches|harms|gains B` and `require C on X`. */
#include "base/writer.h"
#include "model/claims.h"

/* --- form ----------------------------------------------------------------------------------------
 */

static const enum key verb_keys[] = {KEY_TOUCHES, KEY_HARMS, KEY_GAINS};
static const enum key only_never[] = {KEY_TOUCHES, KEY_HARMS, KEY_GAINS, KEY_DESPITE, KEY_WITHIN};
static const enum key only_require[] = {KEY_ON, KEY_IN, KEY_ACROSS};

enum { VERB_KEYS = 3, ONLY_NEVER = 5, ONLY_REQUIRE = 3 };

static struct span key_span(const struct claims *c, const struct clause *clause)
{
  return tree_span(c->tree, clause->token, clause->token);
}

static bool complain_of_form(const struct claims *c, struct span span, const char *text,
                             const char *label)
{
  message_label(c->b->unit, message_add(c->b->unit, CODE_E0501, span, "%s", text), "%s", label);
  return false;
}

static bool refuse_keys(const struct claims *c, const struct said *said, const enum key *keys,
                        size_t count, const char *form, const char *label)
{
  for (uint32_t i = 0; i < said->count; i++) {
    for (size_t k = 0; k < count; k++) {
      if (said->at[i]->key != keys[k]) continue;
      struct message *message = message_add(c->b->unit, CODE_E0502, key_span(c, said->at[i]),
                                            "`%s` does not go with `%s`", key_word(keys[k]), form);
      message_label(c->b->unit, message, "%s", label);
      return false;
    }
  }
  return true;
}

static bool check_verbs(const struct claims *c, const struct said *said, struct span name,
                        enum verb *verb)
{
  const struct clause *first = NULL;
  for (uint32_t i = 0; i < said->count; i++) {
    for (int k = 0; k < VERB_KEYS; k++) {
      if (said->at[i]->key != verb_keys[k]) continue;
      if (first && first->key != said->at[i]->key) {
        struct message *message = message_add(c->b->unit, CODE_E0502, key_span(c, said->at[i]),
                                              "an assertion has one verb: `%s` or `%s`",
                                              key_word(first->key), key_word(said->at[i]->key));
        message_note(c->b->unit, message, key_span(c, first), "the other");
        return false;
      }
      first = said->at[i];
      *verb = (enum verb)k;
    }
  }
  return first || complain_of_form(c, name, "this says not what shall never happen",
                                   "say `touches`, `harms` or `gains`, and what");
}

static bool check_never(const struct claims *c, const struct said *said, struct span name,
                        enum verb *verb)
{
  return refuse_keys(c, said, only_require, ONLY_REQUIRE, "never",
                     "it belongs to `require CONTROL on X`") &&
         check_verbs(c, said, name, verb);
}

static bool check_require(const struct claims *c, const struct said *said, struct span name)
{
  if (!refuse_keys(c, said, only_never, ONLY_NEVER, "require", "it belongs to `never A touches B`"))
    return false;
  return said_of(said, KEY_ON) ||
         complain_of_form(c, name, "this says not of what the control is required",
                          "say `on` which thing, or `on any` kind");
}

/* Clauses that were refused for themselves leave the form open: nothing more is said then. */
static bool is_form(const struct claims *c, const struct decl *decl, const struct said *said,
                    enum verb *verb)
{
  const struct clause *never = said_of(said, KEY_NEVER), *require = said_of(said, KEY_REQUIRE);
  struct span name = claim_name_span(c, decl);
  if (never && require) {
    struct message *message = message_add(c->b->unit, CODE_E0502, key_span(c, require),
                                          "an assertion is `never` or `require`, not both");
    message_note(c->b->unit, message, key_span(c, never), "the other");
    return false;
  }
  *verb = VERB_REQUIRE;
  if (never) return check_never(c, said, name, verb);
  if (require) return check_require(c, said, name);
  return complain_of_form(c, name, "this asserts nothing",
                          "say `never A touches B`, or `require CONTROL on X`");
}

/* --- require
 * -------------------------------------------------------------------------------------- */

static bool may_be_of_kind(const struct vocabulary *v, uint32_t control, uint32_t kind)
{
  const struct control *c = &v->controls.at[control];
  for (uint32_t i = 0; i < c->at.count; i++)
    if (kind_is(v, kind, c->at.at[i]) || kind_is(v, c->at.at[i], kind)) return true;
  return c->is_broken;
}

/* Whether something in the set could be with the control, or with one that is it. */
static bool may_be_in(const struct claims *c, uint32_t control, const struct set *set)
{
  const struct vocabulary *v = &c->b->model->vocabulary;
  if (set->type == SET_ENTITY && entity_is_broken(c->b, set->number)) return true;
  uint32_t kind = set->type == SET_STANCE   ? (uint32_t)ROOT_ACTOR
                  : set->type == SET_ENTITY ? c->b->model->entities.at[set->number].kind
                                            : set->number;
  if (v->kinds.at[kind].is_broken) return true;
  for (uint32_t i = 0; i < v->controls.len; i++) {
    if (!control_is(v, i, control)) continue;
    if (set->type == SET_ENTITY ? control_stands_at(v, i, kind) || v->controls.at[i].is_broken
                                : may_be_of_kind(v, i, kind))
      return true;
  }
  return false;
}

static void check_control(const struct claims *c, struct span span, uint32_t control,
                          const struct sets *on)
{
  for (uint32_t i = 0; i < on->count; i++) {
    if (may_be_in(c, control, &on->at[i])) continue;
    const char *name =
        unit_name(c->b->unit, c->b->model->vocabulary.controls.at[control].term.name);
    struct message *message = message_add(
        c->b->unit, CODE_E0508, span, "`%.*s` cannot be with `%s`", STR_ARGS(on->at[i].text), name);
    message_note(c->b->unit, message, on->at[i].span, "required here");
    return;
  }
}

static void say_control(const struct claims *c, const struct value *value,
                        struct assertion *assertion)
{
  struct unit *unit = c->b->unit;
  struct numbers *require = &assertion->require;
  struct span span = tree_value_span(c->tree, value);
  uint32_t control = vocabulary_want(unit, &c->b->model->vocabulary, c->tree, value, TERM_CONTROL);
  if (control == NONE) return;
  for (uint32_t i = 0; i < require->count; i++) {
    if (require->at[i] != control) continue;
    message_add(unit, CODE_E0305, span, "`%s` is named twice",
                unit_name(unit, value->path.names[0]));
    return;
  }
  size_t size = sizeof control;
  require->at =
      arena_grow(&unit->arena, require->at, require->count * size, (require->count + 1) * size);
  require->at[require->count++] = control;
  check_control(c, span, control, &assertion->on);
}

static void say_controls(const struct claims *c, const struct said *said,
                         struct assertion *assertion)
{
  for (uint32_t i = 0; i < said->count; i++)
    for (uint32_t j = 0; said->at[i]->key == KEY_REQUIRE && j < said->at[i]->count; j++)
      say_control(c, &said->at[i]->values[j], assertion);
}

/* Only flows cross a boundary. */
static void check_across(const struct claims *c, const struct assertion *assertion)
{
  if (!assertion->across.count) return;
  for (uint32_t i = 0; i < assertion->on.count; i++) {
    const struct set *set = &assertion->on.at[i];
    if (set_roots(c, set) & 1 << ROOT_FLOW) continue;
    struct message *message =
        message_add(c->b->unit, CODE_E0502, assertion->across.at[0].span,
                    "only flows cross a boundary, not `%.*s`", STR_ARGS(set->text));
    message_label(c->b->unit, message, "say `in` for what lies there");
    return;
  }
}

/* --- all of it
 * ------------------------------------------------------------------------------------ */

static void say_never(const struct claims *c, const struct said *said, struct assertion *assertion)
{
  const struct clause *within = said_of(said, KEY_WITHIN);
  sets_say(c, said, KEY_NEVER, &assertion->subjects);
  sets_keep_actors(c, &assertion->subjects);
  sets_say(c, said, verb_keys[assertion->verb], &assertion->targets);
  sets_say(c, said, KEY_DESPITE, &assertion->despite);
  sets_keep_people(c, &assertion->despite, KEY_DESPITE);
  assertion->is_within = within != NULL;
  assertion->within = within ? within->values[0].number : 0;
}

static void say_require(const struct claims *c, const struct said *said,
                        struct assertion *assertion)
{
  sets_say(c, said, KEY_ON, &assertion->on);
  sets_say(c, said, KEY_IN, &assertion->in);
  sets_keep_places(c, &assertion->in, KEY_IN);
  sets_say(c, said, KEY_ACROSS, &assertion->across);
  sets_keep_places(c, &assertion->across, KEY_ACROSS);
  say_controls(c, said, assertion);
  check_across(c, assertion);
}

static bool is_new(const struct claims *c, const struct decl *decl, struct str id)
{
  struct unit *unit = c->b->unit;
  sym name = symbols_intern(&unit->symbols, id);
  uint32_t before = map_get(c->ids, name, 0);
  if (before == MAP_NONE) {
    map_add(c->ids, name, 0, (uint32_t)c->b->model->assertions.len);
    return true;
  }
  struct message *message = message_add(unit, CODE_E0509, claim_name_span(c, decl),
                                        "an assertion `%.*s` is there already", STR_ARGS(id));
  message_note(unit, message, c->b->model->assertions.at[before].span, "here");
  return false;
}

/* A clause as written, without comments, and a space for whatever white space there was. */
static void put_clause(struct writer *out, const struct claims *c, const struct clause *clause)
{
  const char *source = unit_source(c->b->unit, c->tree->source)->text.at;
  uint32_t last = clause->count ? clause->values[clause->count - 1].last : clause->token;
  uint32_t end = c->tree->tokens[clause->token].from;
  for (uint32_t i = clause->token; i <= last; i++) {
    const struct token *token = &c->tree->tokens[i];
    if (token->kind <= TOKEN_DOC) continue; /* the end of a line, a comment */
    if (token->from > end) writer_char(out, ' ');
    writer_bytes(out, source + token->from, token->size);
    end = token->from + token->size;
  }
}

static const char *says_text(const struct claims *c, const struct said *said)
{
  struct writer out = {0};
  for (uint32_t i = 0; i < said->count; i++) {
    if (i) writer_char(&out, ' ');
    put_clause(&out, c, said->at[i]);
  }
  const char *text = arena_copy(&c->b->unit->arena, out.at, out.len);
  writer_free(&out);
  return text;
}

void assertion_say(const struct claims *c, const struct decl *decl)
{
  struct unit *unit = c->b->unit;
  struct assertion assertion = {.id = claim_id(c, decl->name),
                                .title = decl->title,
                                .doc = claim_doc(c, decl),
                                .span = claim_name_span(c, decl),
                                .line = tree_span(c->tree, decl->first, decl->header_last)};
  if (!is_new(c, decl, assertion.id)) return;
  braces_check(unit, c->tree, decl, IN_ASSERT, "an assertion");
  struct said said = clauses_said(unit, c->tree, decl, IN_ASSERT, "an assertion");
  assertion.says = says_text(c, &said);
  assertion.links = claim_links(c, &said);
  if (!decl_is_faulty(unit, c->tree, decl) && is_form(c, decl, &said, &assertion.verb)) {
    sets_say(c, &said, KEY_EXCEPT, &assertion.except);
    if (assertion.verb == VERB_REQUIRE)
      say_require(c, &said, &assertion);
    else
      say_never(c, &said, &assertion);
  }
  vec_push(&unit->arena, &c->b->model->assertions, assertion);
}
