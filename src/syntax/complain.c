/* What the parser says. One line gets one message: what the lexer said of it counts, too. */
#include "syntax/parser.h"

#include <stdarg.h>
#include <stdio.h>

/* Whether the lexer reported something on this line, behind the current token included. */
static bool lexer_spoke(struct parser *self)
{
  const uint32_t *mistakes = self->lexer->mistakes.at;
  size_t count = self->lexer->mistakes.len;
  while (self->mistake < count && mistakes[self->mistake] < self->line_first) self->mistake++;
  if (self->mistake == count) return false;
  uint32_t end = self->at;
  for (;; end++) {
    enum token_kind kind = kind_at(self, end);
    if (kind == TOKEN_NEWLINE || kind == TOKEN_OPEN || kind == TOKEN_CLOSE || kind == TOKEN_END)
      break;
  }
  return mistakes[self->mistake] <= end;
}

/* Whether nothing is to be said of this line (any more). Beyond the limit mistakes are only
 * counted; looking for suggestions would be wasted on them. */
static bool is_mute(struct parser *self)
{
  if (self->is_quiet) return true;
  if (lexer_spoke(self)) return self->is_quiet = true;
  if (self->unit->messages.len < LIMIT_MESSAGES) return false;
  self->unit->errors++;
  return self->is_quiet = true;
}

struct message *parser_complain(struct parser *self, enum code code, uint32_t first, uint32_t last,
                                const char *format, ...)
{
  if (is_mute(self)) return NULL;
  self->is_quiet = true;
  char text[600];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return message_add(self->unit, code, parser_span(self, first, last), "%s", text);
}

struct span parser_span(const struct parser *self, uint32_t first, uint32_t last)
{
  return (struct span){self->tree->source, self->tokens[first].from, token_end(self, last)};
}

struct span parser_between(const struct parser *self, uint32_t first, uint32_t last)
{
  return (struct span){self->tree->source, token_end(self, first), self->tokens[last].from};
}

static struct str text_of(const struct parser *self, uint32_t first, uint32_t last)
{
  struct span span = parser_span(self, first, last);
  const char *text = unit_source(self->unit, self->tree->source)->text.at;
  return (struct str){text + span.from, span.to - span.from};
}

const char *parser_words(struct parser *self, uint32_t first, uint32_t last)
{
  struct str text = text_of(self, first, last);
  if (text.len <= 80) return arena_copy(&self->unit->arena, text.at, text.len);
  text.len = 77;
  while (text.len && ((unsigned char)text.at[text.len] & 0xc0) == 0x80) text.len--;
  return arena_format(&self->unit->arena, "%.*s…", STR_ARGS(text));
}

const char *parser_called(struct parser *self, const struct decl *decl)
{
  if (decl->name) return unit_name(self->unit, decl->name);
  if (decl->subject_last > decl->first)
    return parser_words(self, decl->subject_first, decl->subject_last);
  return parser_words(self, decl->first, decl->header_last);
}

static bool is_text_like(enum token_kind kind)
{
  return kind == TOKEN_TEXT || kind == TOKEN_NUMBER || kind == TOKEN_DATE;
}

bool parser_starts_clause(const struct parser *self, uint32_t at)
{
  if (!is_key_at(self, at)) return false;
  if (is_text_like(kind_at(self, at + 1))) return true;
  return kind_at(self, at + 1) == TOKEN_NAME && !is_key_at(self, at + 1);
}

/* --- within a line -------------------------------------------------------------------------- */

static void fix_between(struct parser *self, struct message *message, uint32_t first, uint32_t last,
                        const char *text)
{
  if (message) message_fix(self->unit, message, parser_between(self, first, last), text);
}

/* The nearest key to a word that stands where a key belongs, if it is near and can be meant. */
static struct str meant_key(const struct parser *self, uint32_t at)
{
  size_t distance;
  struct str near = key_nearest(text_of(self, at, at), &distance);
  enum token_kind next = kind_at(self, at + 1);
  bool has_value = next == TOKEN_NAME ? !is_key_at(self, at + 1) : is_text_like(next);
  return has_value ? near : (struct str){0};
}

/* A word of another tool, said where a key or a kind stands; false if it is none. */
static bool complain_of_foreign(struct parser *self, uint32_t at)
{
  const char *ours, *help;
  if (!word_is_foreign(text_of(self, at, at), &ours, &help)) return false;
  struct message *message = parser_complain(self, CODE_E0122, at, at, "`%s` is no word of ours",
                                            parser_words(self, at, at));
  if (!message) return true;
  message_help(self->unit, message, "%s", help);
  if (ours) message_fix(self->unit, message, parser_span(self, at, at), ours);
  return true;
}

/* Whether the word at `at` goes on with the list before it, for all that a key is spelled alike:
 * the library knows it, it is far from the key, or more words stand behind it. */
static bool is_next_value(const struct parser *self, uint32_t at, struct str near)
{
  uint32_t key = at;
  while (key > self->line_first && !is_key_at(self, key)) key--;
  if (!is_key_at(self, key) || key_is_single(word_key(self->tokens[key].name))) return false;
  if (self->tokens[at].name < self->known || str_distance(text_of(self, at, at), near, 2) > 1)
    return true;
  return kind_at(self, at + 1) == TOKEN_NAME && kind_at(self, at + 2) == TOKEN_NAME &&
         !is_key_at(self, at + 2);
}

static void complain_of_key(struct parser *self, const struct decl *decl)
{
  uint32_t at = self->at;
  if (complain_of_foreign(self, at)) return;
  const char *word = parser_words(self, at, at);
  struct message *message = parser_complain(self, CODE_E0122, at, at, "`%s` is no key", word);
  if (!message) return;
  struct str near = meant_key(self, at);
  enum token_kind before = kind_at(self, at - 1);
  bool is_behind_value = (!decl || at - 1 > decl->subject_last) && before != TOKEN_COLON &&
                         before != TOKEN_DOT &&
                         !(decl && decl->has_title && at - 1 == decl->title_token);
  if (near.len && !(is_behind_value && is_next_value(self, at, near))) {
    message_suggest(self->unit, message, near);
  } else if (is_behind_value) {
    message_label(self->unit, message, "a comma is missing before it?");
    fix_between(self, message, at - 1, at, ", ");
  } else if (decl && decl->name && at - 1 == decl->name_token) {
    message_label(self->unit, message, "a name is one word; its title stands in quotes");
    message_help(self->unit, message, "did you mean `%s-%s`?", unit_name(self->unit, decl->name),
                 word);
    fix_between(self, message, at - 1, at, "-");
  } else {
    message_label(self->unit, message, "here stands a key, `{` or the end of the line");
  }
}

static void complain_of_text(struct parser *self, const struct decl *decl)
{
  uint32_t at = self->at;
  if (kind_at(self, at - 1) == TOKEN_TEXT &&
      !(decl && decl->has_title && at - 1 == decl->title_token)) {
    struct message *message = parser_complain(
        self, CODE_E0124, at, at, "a comma is missing before %s", parser_words(self, at, at));
    fix_between(self, message, at - 1, at, ", ");
    return;
  }
  struct message *message = parser_complain(self, CODE_E0132, at, at, "nothing says what %s is",
                                            parser_words(self, at, at));
  if (!message) return;
  message_label(self->unit, message, "a key is missing before this text");
  if (decl && !decl->has_title)
    message_help(self->unit, message, "the title stands right behind the name");
}

static void complain_of_colon(struct parser *self)
{
  uint32_t at = self->at;
  struct message *message = parser_complain(self, CODE_E0132, at, at, "no `:` stands behind `%s`",
                                            parser_words(self, at - 1, at - 1));
  if (!message) return;
  message_help(self->unit, message,
               "a `:` stands behind the name of a flow alone, as in `f: a -> b`");
  message_fix(self->unit, message, parser_span(self, at, at), "");
}

void parser_reject_leftover(struct parser *self, const struct decl *decl)
{
  uint32_t at = self->at;
  struct message *message;
  switch (kind_now(self)) {
  case TOKEN_NAME:
    complain_of_key(self, decl);
    break;
  case TOKEN_TEXT:
    complain_of_text(self, decl);
    break;
  case TOKEN_COLON:
    complain_of_colon(self);
    break;
  case TOKEN_COMMA:
    message =
        parser_complain(self, CODE_E0124, at, at, "a comma stands between two values of one key");
    if (message) message_fix(self->unit, message, parser_span(self, at, at), "");
    break;
  case TOKEN_ARROW:
    if (decl && decl->is_flow)
      parser_complain(self, CODE_E0126, at, at,
                      "a flow has one source and one target: write two flows");
    else
      parser_complain(self, CODE_E0132, at, at, "no `->` belongs here");
    break;
  default:
    parser_complain(self, CODE_E0132, at, at, "`%s` is left over at the end of the line",
                    parser_words(self, at, at));
    break;
  }
}

void parser_reject_missing_value(struct parser *self, uint32_t key)
{
  uint32_t at = self->at;
  const char *word = parser_words(self, key, key);
  if (kind_now(self) == TOKEN_COLON) {
    struct message *message =
        parser_complain(self, CODE_E0132, at, at, "no `:` stands between `%s` and its value", word);
    if (message) message_fix(self->unit, message, parser_span(self, at, at), "");
    return;
  }
  if (kind_now(self) == TOKEN_COMMA) {
    struct message *message = parser_complain(self, CODE_E0124, at, at,
                                              "no comma stands between `%s` and its value", word);
    if (message) message_fix(self->unit, message, parser_span(self, at, at), "");
    return;
  }
  struct message *message = parser_complain(self, CODE_E0123, key, key, "`%s` has no value", word);
  if (message) message_label(self->unit, message, "what stands behind it belongs on this line");
}

/* --- lines ---------------------------------------------------------------------------------- */

void parser_reject_start(struct parser *self)
{
  uint32_t at = self->at;
  struct message *message =
      parser_complain(self, CODE_E0120, at, at, "no line starts with %s%s%s",
                      kind_now(self) == TOKEN_TEXT ? "" : "`", parser_words(self, at, at),
                      kind_now(self) == TOKEN_TEXT ? "" : "`");
  if (!message) return;
  if (kind_now(self) == TOKEN_ARROW)
    message_label(self->unit, message, "the source of this flow is missing: `a -> b`");
  else if (kind_now(self) == TOKEN_COMMA)
    message_label(self->unit, message, "a list goes on behind its comma, not before it");
  else
    message_label(self->unit, message, "a line starts with a kind, a key or the source of a flow");
}

/* Whether what stands at `at` is the beginning of a list, or a protocol: no declaration has these.
 */
static bool is_list(const struct parser *self, uint32_t at)
{
  if (kind_at(self, at) != TOKEN_NAME) return false;
  for (at++; kind_at(self, at) == TOKEN_DOT && kind_at(self, at + 1) == TOKEN_NAME;) at += 2;
  return kind_at(self, at) == TOKEN_COMMA || kind_at(self, at) == TOKEN_CODE;
}

/* `wiht non-root, read-only`, `skil 2`: the first word is meant as a key. */
static bool rejected_first_word(struct parser *self, const struct decl *decl)
{
  uint32_t word = decl->first;
  if (decl->declare != DECLARE_NONE) return false;
  bool is_subject = kind_at(self, word + 1) == TOKEN_NAME && !is_list(self, word + 1);
  /* At the top an `image` is declared, and lacks its name. */
  bool is_thing = self->depth == 0 && str_equal(text_of(self, word, word), STR("image"));
  if (!is_subject && !is_thing && complain_of_foreign(self, word)) return true;
  struct str near = meant_key(self, word);
  bool is_value = near.len && is_text_like(kind_at(self, word + 1));
  if (!is_value && !is_list(self, word + 1)) return false;
  struct message *message = parser_complain(self, CODE_E0122, word, word, "`%s` is no key",
                                            parser_words(self, word, word));
  if (!message) return true;
  message_suggest(self->unit, message, near);
  if (!near.len) message_label(self->unit, message, "a list of values stands behind a key");
  return true;
}

/* A name made of the letters of a title, to put before it. */
static const char *name_of_text(struct parser *self, uint32_t at)
{
  struct str text = text_of(self, at, at);
  if (text.len > 64) return NULL;
  char *name = arena_alloc(&self->unit->arena, text.len + 2);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.at[i];
    bool is_digit_first = len == 0 && c >= '0' && c <= '9';
    if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
    if (lexer_is_name(c) && !is_digit_first)
      name[len++] = c;
    else if (len && name[len - 1] != '-')
      name[len++] = '-';
  }
  while (len && name[len - 1] == '-') len--;
  name[len] = '\0';
  return len ? name : NULL;
}

static void complain_of_text_subject(struct parser *self, const char *word)
{
  uint32_t at = self->at;
  struct message *message = parser_complain(self, CODE_E0121, at, at,
                                            "a name is missing between `%s` and its title", word);
  if (!message) return;
  message_label(self->unit, message,
                "this is the title; the name by which others refer to it stands before it");
  const char *name = name_of_text(self, at);
  if (!name) return;
  message_help(self->unit, message, "write `%s %s %s`", word, name, parser_words(self, at, at));
  fix_between(self, message, at - 1, at, arena_format(&self->unit->arena, " %s ", name));
}

static void complain_of_import(struct parser *self)
{
  uint32_t at = self->at, end = at;
  while (kind_at(self, end) == TOKEN_NAME || kind_at(self, end) == TOKEN_DOT ||
         kind_at(self, end) == TOKEN_CODE) {
    if (end > at && token_end(self, end - 1) != self->tokens[end].from) break;
    end++;
  }
  if (end == at) {
    parser_complain(self, CODE_E0121, at - 1, at - 1,
                    "`import` wants a file in quotes, as in `import \"a.ctm\"`");
    return;
  }
  struct message *message =
      parser_complain(self, CODE_E0121, at, end - 1, "the file of an `import` stands in quotes");
  if (message)
    message_fix(self->unit, message, parser_span(self, at, end - 1),
                arena_format(&self->unit->arena, "\"%s\"", parser_words(self, at, end - 1)));
}

static void complain_of_long_name(struct parser *self, const char *word)
{
  uint32_t at = self->at;
  struct message *message;
  switch (kind_next(self)) {
  case TOKEN_DOT:
    message =
        parser_complain(self, CODE_E0121, at + 1, at + 1, "`%s` takes one name, not a path", word);
    if (message)
      message_help(self->unit, message, "what is nested in a thing is declared in its braces");
    break;
  case TOKEN_ARROW:
    message =
        parser_complain(self, CODE_E0121, at + 1, at + 1, "`%s` takes one name, not a flow", word);
    if (!message) break;
    message_help(self->unit, message,
                 "a flow starts with its source, or with its name and a colon: `%s: a -> b`", word);
    message_fix(self->unit, message, parser_between(self, at - 1, at), ": ");
    break;
  case TOKEN_COLON:
    self->at++;
    complain_of_colon(self);
    break;
  default:
    parser_complain(self, CODE_E0121, at + 1, at + 1, "`%s` cannot stand behind a name",
                    parser_words(self, at + 1, at + 1));
    break;
  }
}

void parser_reject_subject(struct parser *self, const struct decl *decl)
{
  uint32_t at = self->at, first = decl->first;
  const char *word = parser_words(self, first, first);
  enum subject subject = declare_subject(decl->declare);
  if (is_mute(self) || rejected_first_word(self, decl)) return;
  if (subject == SUBJECT_TEXT) {
    complain_of_import(self);
  } else if (subject == SUBJECT_NUMBER) {
    parser_complain(self, CODE_E0121, first, first,
                    "`%s` wants the number of its version, as in `ctm 1`", word);
  } else if (subject == SUBJECT_NAME && kind_now(self) == TOKEN_TEXT) {
    complain_of_text_subject(self, word);
  } else if (subject == SUBJECT_NAME && kind_now(self) == TOKEN_NAME) {
    complain_of_long_name(self, word);
  } else if (subject == SUBJECT_NAME &&
             (kind_now(self) == TOKEN_NUMBER || kind_now(self) == TOKEN_DATE)) {
    parser_complain(self, CODE_E0121, at, at, "`%s` wants a name, and %s is none", word,
                    parser_words(self, at, at));
  } else if (subject == SUBJECT_REFERENCE) {
    parser_complain(self, CODE_E0121, first, first,
                    "`%s` wants a name behind it: a path, a flow `a -> b`, or an image's text",
                    word);
  } else {
    struct message *message =
        parser_complain(self, CODE_E0121, first, first, "`%s` wants a name behind it", word);
    if (!message) return;
    size_t distance;
    if (decl->declare == DECLARE_NONE)
      message_suggest(self->unit, message, key_nearest(text_of(self, first, first), &distance));
  }
}

/* --- flows ---------------------------------------------------------------------------------- */

/* `first` is where the flow, or the value that is one, began. */
void parser_reject_arrow(struct parser *self, uint32_t first)
{
  uint32_t at = self->at;
  struct message *message;
  bool is_named = kind_at(self, first + 1) == TOKEN_COLON;
  if (kind_at(self, at - 1) == TOKEN_ARROW && kind_now(self) == TOKEN_ARROW) {
    message = parser_complain(self, CODE_E0126, at, at, "two `->` stand in a row");
    fix_between(self, message, at - 1, at + 1, " ");
  } else if (kind_at(self, at - 1) == TOKEN_ARROW) {
    parser_complain(self, CODE_E0126, at - 1, at - 1, "the target is missing behind `->`");
  } else if (kind_now(self) == TOKEN_ARROW) {
    parser_complain(self, CODE_E0126, at, at, "the source is missing before `->`");
  } else if (is_named && is_key_at(self, first)) {
    message = parser_complain(self, CODE_E0132, first + 1, first + 1,
                              "no `:` stands between `%s` and its value",
                              parser_words(self, first, first));
    if (message) message_fix(self->unit, message, parser_span(self, first + 1, first + 1), "");
  } else if (is_named) {
    message =
        parser_complain(self, CODE_E0126, first, first + 1, "`%s:` names a flow, and none follows",
                        parser_words(self, first, first));
    if (!message) return;
    message_label(self->unit, message, "a flow is written `%s: a -> b`",
                  parser_words(self, first, first));
    if (kind_at(self, first + 2) == TOKEN_NAME)
      message_fix(self->unit, message, parser_span(self, first + 1, first + 1), "");
  } else {
    message = parser_complain(self, CODE_E0126, first, at - 1, "`%s` alone says nothing",
                              parser_words(self, first, at - 1));
    if (message)
      message_label(self->unit, message,
                    "a flow goes on with `-> target`; `extend` says something of a thing");
  }
}

/* --- places --------------------------------------------------------------------------------- */

void parser_reject_misplaced(struct parser *self, const struct decl *around,
                             const struct decl *previous)
{
  uint32_t at = self->at;
  if (!around && !previous) {
    parser_complain(self, CODE_E0130, at, at,
                    "a clause stands in a declaration: behind its header or in its braces");
    return;
  }
  struct message *message;
  if (around)
    message = parser_complain(self, CODE_E0130, at, at,
                              "this says something of `%s`; put it in the braces of `%s`, or above",
                              parser_called(self, around), parser_called(self, previous));
  else
    message = parser_complain(self, CODE_E0130, at, at,
                              "a clause stands in a declaration; put it in the braces of `%s`",
                              parser_called(self, previous));
  if (!message) return;
  message_label(self->unit, message, "in a block the clauses come before the declarations");
}
