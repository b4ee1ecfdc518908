/* Paths, values and clauses: everything that stands within a line. */
#include "syntax/parser.h"

/* --- texts and paths ------------------------------------------------------------------------ */

static struct str unescape(struct parser *self, struct str text)
{
  char *copy = arena_alloc(&self->unit->arena, text.len + 1);
  size_t len = 0;
  for (size_t i = 0; i < text.len; i++) {
    if (text.at[i] == '\\' && i + 1 < text.len) i++;
    copy[len++] = text.at[i];
  }
  return (struct str){copy, len};
}

struct str parser_text_at(struct parser *self, uint32_t at)
{
  const struct token *token = &self->tokens[at];
  const char *from = unit_source(self->unit, self->tree->source)->text.at + token->from;
  struct str text = {from + 1, token->size - 1};
  if (text.len && text.at[text.len - 1] == from[0]) text.len--;
  if (text.len && memchr(text.at, '\\', text.len)) return unescape(self, text);
  return text;
}

/* Around the dot at hand stand names, without space. */
static bool dot_joins(struct parser *self)
{
  uint32_t dot = self->at;
  if (kind_next(self) != TOKEN_NAME) {
    struct message *message =
        parser_complain(self, CODE_E0125, dot, dot, "a name is missing behind the `.` of `%s.`",
                        parser_words(self, dot - 1, dot - 1));
    if (message) message_label(self->unit, message, "a path is written `a.b`");
    return false;
  }
  bool is_close = token_end(self, dot - 1) == self->tokens[dot].from &&
                  token_end(self, dot) == self->tokens[dot + 1].from;
  if (is_close) return true;
  struct message *message =
      parser_complain(self, CODE_E0125, dot, dot, "no space stands around a `.`");
  if (message) message_fix(self->unit, message, parser_between(self, dot - 1, dot + 1), ".");
  return true;
}

bool parser_path(struct parser *self, struct path *path)
{
  *path = (struct path){.names = self->names, .first = self->at};
  for (;;) {
    *self->names++ = self->tokens[take(self)].name;
    path->count++;
    if (kind_now(self) != TOKEN_DOT) return true;
    if (!dot_joins(self)) return false;
    take(self);
  }
}

/* --- values and clauses --------------------------------------------------------------------- */

/* Whether all of the next line is a target: somebody broke the line behind `->`. */
static bool goes_on_below(struct parser *self)
{
  uint32_t at = self->at;
  while (is_blank_kind(kind_at(self, at))) at++;
  if (at == self->at || kind_at(self, at) != TOKEN_NAME || is_key_at(self, at)) return false;
  uint32_t end = at + 1;
  while (kind_at(self, end) == TOKEN_DOT && kind_at(self, end + 1) == TOKEN_NAME) end += 2;
  enum token_kind behind = kind_at(self, end);
  if (!is_line_end(behind) && behind != TOKEN_TEXT && !is_key_at(self, end)) return false;
  struct message *message = parser_complain(self, CODE_E0126, self->at - 1, self->at - 1,
                                            "no line ends behind `->`: a flow stands on one line");
  if (message) message_fix(self->unit, message, parser_between(self, self->at - 1, at), " ");
  self->at = at;
  return true;
}

bool parser_target(struct parser *self, uint32_t first, struct path *target)
{
  take(self);
  if (kind_now(self) == TOKEN_NAME || goes_on_below(self)) return parser_path(self, target);
  parser_reject_arrow(self, first);
  return false;
}

static bool parse_code(struct parser *self, struct value *value)
{
  uint32_t code = self->at;
  if (token_end(self, code - 1) != self->tokens[code].from) {
    struct message *message =
        parser_complain(self, CODE_E0112, code, code, "no space stands before `%s`",
                        parser_words(self, code, code));
    if (message) message_fix(self->unit, message, parser_between(self, code - 1, code), "");
  }
  value->code = self->tokens[take(self)].name;
  return true;
}

static bool parse_reference(struct parser *self, struct value *value)
{
  if (self->tokens[self->at].name == WORD_ANY && kind_next(self) == TOKEN_NAME) {
    if (parser_starts_clause(self, self->at + 1))
      parser_complain(self, CODE_E0123, self->at, self->at,
                      "`any` wants a kind or a stance behind it, as in `any hostile`");
    else
      value->is_any = take(self) == value->first;
  }
  if (!parser_path(self, &value->path)) return false;
  if (kind_now(self) == TOKEN_CODE) return parse_code(self, value);
  if (kind_now(self) == TOKEN_ARROW) return parser_target(self, value->first, &value->target);
  return true;
}

uint32_t parser_number_at(const struct parser *self, uint32_t at)
{
  const struct token *token = &self->tokens[at];
  const char *from = unit_source(self->unit, self->tree->source)->text.at + token->from;
  uint32_t number = 0;
  if (token->size > 9) return 0;
  for (uint32_t i = 0; i < token->size; i++) number = number * 10 + (uint32_t)(from[i] - '0');
  return number;
}

static struct day day_at(const struct parser *self, uint32_t at)
{
  const struct token *token = &self->tokens[at];
  const char *from = unit_source(self->unit, self->tree->source)->text.at + token->from;
  struct day day = {0};
  day_parse((struct str){from, token->size}, &day);
  return day;
}

static bool parse_value(struct parser *self)
{
  struct value value = {.first = self->at};
  switch (kind_now(self)) {
  case TOKEN_NAME:
    value.kind = VALUE_PATH;
    if (!parse_reference(self, &value)) return false;
    break;
  case TOKEN_TEXT:
    value.kind = VALUE_TEXT;
    value.text = parser_text_at(self, take(self));
    break;
  case TOKEN_NUMBER:
    value.kind = VALUE_NUMBER;
    value.number = parser_number_at(self, take(self));
    break;
  default:
    value.kind = VALUE_DATE;
    value.day = day_at(self, take(self));
    break;
  }
  value.last = self->last;
  vec_push(&self->scratch, &self->values, value);
  return true;
}

static bool is_value_kind(enum token_kind kind)
{
  return kind == TOKEN_NAME || kind == TOKEN_TEXT || kind == TOKEN_NUMBER || kind == TOKEN_DATE;
}

/* Whether the line behind a comma begins something new, so that the comma was one too many. */
static bool starts_line(const struct parser *self, uint32_t at)
{
  if (parser_starts_clause(self, at)) return true;
  if (kind_at(self, at) != TOKEN_NAME) return false;
  if (kind_at(self, at + 1) == TOKEN_COLON) return true;
  if (kind_at(self, at + 1) != TOKEN_NAME || is_key_at(self, at + 1)) return false;
  if (self->tokens[at].name == WORD_ANY) return false;
  enum token_kind third = kind_at(self, at + 2);
  return word_declare(self->tokens[at].name) != DECLARE_NONE || third == TOKEN_TEXT ||
         third == TOKEN_OPEN || is_key_at(self, at + 2);
}

static void complain_of_comma(struct parser *self, uint32_t comma, const char *text)
{
  struct message *message = parser_complain(self, CODE_E0124, comma, comma, "%s", text);
  if (message) message_fix(self->unit, message, parser_span(self, comma, comma), "");
}

/* Goes on behind a comma, over line ends and comments. False if the list ends there. */
static bool skip_comma(struct parser *self)
{
  uint32_t comma = take(self), behind = self->at;
  while (is_blank_kind(kind_now(self))) self->at++;
  bool is_new_line = self->at != behind;
  enum token_kind kind = kind_now(self);
  if (kind == TOKEN_COMMA) {
    complain_of_comma(self, self->at, "two commas stand in a row");
    while (kind_now(self) == TOKEN_COMMA) take(self);
    return is_value_kind(kind_now(self));
  }
  bool is_end = kind == TOKEN_END || kind == TOKEN_OPEN || kind == TOKEN_CLOSE;
  if (is_end || (is_new_line && starts_line(self, self->at))) {
    self->at = behind;
    complain_of_comma(self, comma, "nothing follows this comma");
    return false;
  }
  if (!is_new_line && parser_starts_clause(self, self->at)) {
    complain_of_comma(self, comma, "no comma stands between two clauses");
    return false;
  }
  return true;
}

static void keep_values(struct parser *self, struct clause *clause, size_t base)
{
  size_t count = self->values.len - base;
  clause->count = (uint32_t)count;
  clause->values = arena_new_array(&self->unit->arena, count, struct value);
  memcpy(clause->values, self->values.at + base, count * sizeof *clause->values);
}

/* False after a mistake behind which the line is not readable. */
static bool parse_clause(struct parser *self)
{
  struct clause clause = {.token = take(self)};
  clause.key = word_key(self->tokens[clause.token].name);
  size_t base = self->values.len;
  bool is_fine = true;
  for (;;) {
    bool is_missing = self->values.len == base && parser_starts_clause(self, self->at);
    if (is_missing || !is_value_kind(kind_now(self))) {
      parser_reject_missing_value(self, clause.token);
      is_fine = is_missing;
      break;
    }
    is_fine = parse_value(self);
    if (!is_fine || kind_now(self) != TOKEN_COMMA || !skip_comma(self)) break;
  }
  if (self->values.len > base) {
    keep_values(self, &clause, base);
    vec_push(&self->scratch, &self->clauses, clause);
  }
  self->values.len = base;
  return is_fine;
}

void parser_skip_line(struct parser *self)
{
  for (;;) {
    enum token_kind kind = kind_now(self);
    if (kind == TOKEN_END || kind == TOKEN_OPEN || kind == TOKEN_CLOSE) return;
    if (!is_blank_kind(kind))
      take(self);
    else if (kind_at(self, self->last) == TOKEN_COMMA && self->last >= self->line_first)
      self->at++;
    else
      return;
  }
}

void parser_clauses(struct parser *self, const struct decl *decl, struct clause **out,
                    uint32_t *count)
{
  size_t base = self->clauses.len;
  bool is_fine = true;
  while (is_fine && is_key_at(self, self->at)) is_fine = parse_clause(self);
  if (is_fine && !is_line_end(kind_now(self))) parser_reject_leftover(self, decl);
  parser_skip_line(self);
  size_t kept = self->clauses.len - base;
  *count = (uint32_t)kept;
  *out = NULL;
  if (kept) {
    *out = arena_new_array(&self->unit->arena, kept, struct clause);
    memcpy(*out, self->clauses.at + base, kept * sizeof **out);
  }
  self->clauses.len = base;
}
