/* What people write instead of the language: arrows, quotes, comments and days of other tools,
 * names that are none, characters that belong nowhere. Each is reported, with the change that mends
 * it. */
#include "syntax/lexer.h"

#include "base/utf8.h"

const char *lexer_shown(struct lexer *self, const char *from, const char *to)
{
  size_t size = (size_t)(to - from);
  if (size <= 48) return arena_copy(&self->unit->arena, from, size);
  to = from + 45;
  while (((unsigned char)*to & 0xc0) == 0x80) to--;
  return arena_format(&self->unit->arena, "%.*s…", (int)(to - from), from);
}

static void fix(struct lexer *self, struct message *message, const char *from, const char *to,
                const char *text)
{
  if (message) message_fix(self->unit, message, lexer_span(self, from, to), text);
}

static void help(struct lexer *self, struct message *message, const char *text)
{
  if (message) message_help(self->unit, message, "%s", text);
}

static const char *line_end(const struct lexer *self, const char *at)
{
  const char *end = memchr(at, '\n', (size_t)(self->end - at));
  return end ? end : self->end;
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* --- characters that belong nowhere --------------------------------------------------------- */

/* The first byte from `at` on that is not printable ASCII; eight at a time. */
static const char *skip_plain(const char *at, const char *end)
{
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  for (; end - at >= 8; at += 8) {
    uint64_t word;
    memcpy(&word, at, 8);
    uint64_t is_low = (word - ones * 0x20) & ~word, delete = word ^ (ones * 0x7f);
    uint64_t is_delete = (delete - ones) & ~delete;
    if ((word | is_low | is_delete) & tops) break;
  }
  while (at < end && *at >= 0x20 && *at < 0x7f) at++;
  return at;
}

static enum utf8_fault fault_at(const struct lexer *self, const char *at, size_t *size,
                                uint32_t *point)
{
  size_t offset;
  *size = utf8_decode(at, self->end, point);
  if (*at == '\r' && (at + 1 == self->end || at[1] != '\n')) return UTF8_CONTROL;
  return utf8_check((struct str){at, *size}, &offset);
}

static void complain_of_fault(struct lexer *self, enum utf8_fault fault, const char *at,
                              size_t size, uint32_t point)
{
  self->has_errors = true;
  if (self->unit->messages.len >= LIMIT_MESSAGES) {
    self->unit->errors++;
    return;
  }
  struct span span = lexer_span(self, at, at + size);
  struct message *message;
  if (fault == UTF8_INVALID) {
    message = message_add(self->unit, CODE_E0002, span, "the byte 0x%02X is not UTF-8 here",
                          (unsigned)(unsigned char)*at);
    message_help(self->unit, message, "save the file as UTF-8");
    return;
  }
  const char *what = fault == UTF8_BIDI ? "the bidi control" : "the control character";
  enum code code = fault == UTF8_BIDI ? CODE_E0004 : CODE_E0003;
  message = message_add(self->unit, code, span, "%s U+%04X has no place in a model", what, point);
  if (*at == '\r') message_label(self->unit, message, "a carriage return without a line feed");
  if (fault == UTF8_BIDI) message_label(self->unit, message, "it makes text look like other text");
  message_help(self->unit, message, "delete it");
  message_fix(self->unit, message, span, *at == '\r' ? "\n" : "");
}

void mistake_characters(struct lexer *self)
{
  unsigned said = 0; /* the faults of this line, a bit each */
  const char *at = skip_plain(self->start, self->end);
  while (at < self->end) {
    size_t size = 1;
    uint32_t point;
    if (*at == '\n') {
      said = 0;
    } else {
      enum utf8_fault fault = fault_at(self, at, &size, &point);
      if (fault != UTF8_FINE && !(said & 1u << fault))
        complain_of_fault(self, fault, at, size, point);
      said |= 1u << fault;
    }
    at = skip_plain(at + size, self->end);
  }
}

void mistake_too_long(struct lexer *self, enum code code, const char *from, const char *to)
{
  bool is_text = code == CODE_E0103;
  int limit = is_text ? LIMIT_TEXT_BYTES : LIMIT_NAME_BYTES;
  struct message *message = lexer_complain(self, code, from, to, "%s holds at most %d bytes",
                                           is_text ? "a text" : "a name", limit);
  if (message) message_label(self->unit, message, "these are %zu", (size_t)(to - from));
}

/* --- signs of other languages --------------------------------------------------------------- */

enum role { ROLE_ARROW, ROLE_BACK, ROLE_BOTH, ROLE_QUOTE, ROLE_SPACE, ROLE_DASH, ROLE_EQUALS };

static const struct {
  const char *sign;
  enum role role;
} signs[] = {
    /* the longer before their beginnings */
    {"<-->", ROLE_BOTH},    {"<->", ROLE_BOTH},     {"<=>", ROLE_BOTH},     {"-->", ROLE_ARROW},
    {"==>", ROLE_ARROW},    {"=>", ROLE_ARROW},     {"->", ROLE_ARROW},     {"<--", ROLE_BACK},
    {"<-", ROLE_BACK},      {"--", ROLE_ARROW},     {"==", ROLE_EQUALS},    {"=", ROLE_EQUALS},
    {"→", ROLE_ARROW},      {"⇒", ROLE_ARROW},      {"⟶", ROLE_ARROW},      {"➔", ROLE_ARROW},
    {"←", ROLE_BACK},       {"⇐", ROLE_BACK},       {"↔", ROLE_BOTH},       {"⇔", ROLE_BOTH},
    {"'", ROLE_QUOTE},      {"`", ROLE_QUOTE},      {"“", ROLE_QUOTE},      {"”", ROLE_QUOTE},
    {"„", ROLE_QUOTE},      {"‟", ROLE_QUOTE},      {"‘", ROLE_QUOTE},      {"’", ROLE_QUOTE},
    {"‚", ROLE_QUOTE},      {"«", ROLE_QUOTE},      {"»", ROLE_QUOTE},      {"\u00a0", ROLE_SPACE},
    {"\u2003", ROLE_SPACE}, {"\u2009", ROLE_SPACE}, {"\u202f", ROLE_SPACE}, {"\u3000", ROLE_SPACE},
    {"\u200b", ROLE_SPACE}, {"\ufeff", ROLE_SPACE}, {"–", ROLE_DASH},       {"—", ROLE_DASH},
};

static bool sign_at(const char *at, enum role *role, size_t *size)
{
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    *size = strlen(signs[i].sign);
    if (*at != *signs[i].sign || strncmp(at, signs[i].sign, *size) != 0) continue;
    *role = signs[i].role;
    return true;
  }
  return false;
}

size_t lexer_foreign_letter(const struct lexer *self, const char *at)
{
  uint32_t point;
  size_t size;
  enum role role;
  if ((unsigned char)*at < 0x80 || fault_at(self, at, &size, &point) != UTF8_FINE) return 0;
  size_t sign_size;
  return sign_at(at, &role, &sign_size) ? 0 : size;
}

static bool is_line_start(const struct lexer *self)
{
  if (self->count == 0) return true;
  enum token_kind before = (enum token_kind)self->tokens[self->count - 1].kind;
  return before == TOKEN_NEWLINE || before == TOKEN_OPEN || before == TOKEN_CLOSE;
}

static void mistake_arrow(struct lexer *self, enum role role, const char *to)
{
  const char *at = self->at, *sign = lexer_shown(self, at, to);
  struct message *message = lexer_complain(
      self, CODE_E0109, at, to, "`%s` is no arrow of ours: a flow is written `a -> b`", sign);
  if (role == ROLE_ARROW)
    fix(self, message, at, to, "->");
  else if (role == ROLE_BACK)
    help(self, message, "draw it from the side that opens the connection: `b -> a`");
  else
    help(self, message,
         "a flow has one direction: write `a -> b`, and `b -> a` if b connects, too");
  lexer_add(self, TOKEN_ARROW, at, to);
}

static void mistake_equals(struct lexer *self, const char *to)
{
  const char *from = self->at, *sign = lexer_shown(self, from, to);
  struct message *message =
      lexer_complain(self, CODE_E0108, from, to,
                     "there is no `%s`: a key and its values stand side by side", sign);
  const char *left = from;
  while (left > self->start && is_blank(left[-1])) left--;
  const char *right = to;
  while (is_blank(*right)) right++;
  fix(self, message, left, right, " ");
  self->at = to;
}

static void mistake_space(struct lexer *self, const char *to)
{
  uint32_t point;
  utf8_decode(self->at, self->end, &point);
  struct message *message = lexer_complain(self, CODE_E0108, self->at, to,
                                           "U+%04X looks like a space and is none", point);
  fix(self, message, self->at, to, point == 0x200b || point == 0xfeff ? "" : " ");
  self->at = to;
}

/* Whether a text that begins with the quote at `from` ends at `at`; the closing quote's size. */
static size_t closing_quote(const char *from, const char *at)
{
  enum role role;
  size_t size;
  if (*from == '\'' || *from == '`') return *at == *from;
  if (*at == '"') return 1;
  if ((unsigned char)*at < 0x80) return 0;
  return sign_at(at, &role, &size) && role == ROLE_QUOTE ? size : 0;
}

/* Where the text that begins with a foreign quote ends, the closing quote included. */
static const char *quote_end(const struct lexer *self, const char *from, const char *at,
                             bool *is_closed)
{
  *is_closed = true;
  for (; at < self->end && *at != '\n'; at++) {
    size_t size = closing_quote(from, at);
    if (size) return at + size;
  }
  *is_closed = false;
  while (is_blank(at[-1])) at--;
  return at;
}

static void mistake_quote(struct lexer *self, size_t size)
{
  const char *from = self->at, *inner = from + size;
  bool is_closed;
  const char *to = quote_end(self, from, inner, &is_closed);
  struct message *message = lexer_complain(self, CODE_E0111, from, is_closed ? to : inner,
                                           "a text stands in straight double quotes: \"…\"");
  const char *inner_end = to - 1;
  while (((unsigned char)*inner_end & 0xc0) == 0x80) inner_end--;
  bool is_plain = is_closed;
  for (const char *at = inner; at < inner_end; at++) is_plain &= *at != '"' && *at != '\\';
  if (is_plain)
    fix(self, message, from, to,
        arena_format(&self->unit->arena, "\"%.*s\"", (int)(inner_end - inner), inner));
  lexer_add(self, is_closed ? TOKEN_TEXT : TOKEN_BAD, from, to);
}

/* `-3`: the number behind it is read. */
static bool mistake_negative(struct lexer *self)
{
  const char *at = self->at, *to = at + 1;
  bool is_behind_word = at > self->start && is_blank(at[-1]);
  while (*to >= '0' && *to <= '9') to++;
  if (!is_behind_word || to == at + 1 || lexer_is_name(*to) || *to == '-' || *to == '.')
    return false;
  struct message *message = lexer_complain(self, CODE_E0105, at, to, "`%s` is no number of ours",
                                           lexer_shown(self, at, to));
  if (message) message_label(self->unit, message, "a number from 0");
  self->at++;
  return true;
}

static void mistake_dash(struct lexer *self, const char *to)
{
  const char *at = self->at;
  if (is_line_start(self)) {
    struct message *message =
        lexer_complain(self, CODE_E0108, at, to, "a line starts with its word, not with a dash");
    while (is_blank(*to)) to++;
    fix(self, message, at, to, "");
    self->at = to;
    return;
  }
  if (*at == '-' && mistake_negative(self)) return;
  mistake_arrow(self, ROLE_ARROW, to);
}

static void mistake_semicolon(struct lexer *self)
{
  const char *at = self->at, *rest = at;
  while (*rest == ';' || is_blank(*rest)) rest++;
  bool is_last = *rest == '\n' || *rest == '#' || *rest == '}' || rest == self->end;
  const char *to = rest;
  while (is_blank(to[-1])) to--;
  struct message *message =
      lexer_complain(self, CODE_E0108, at, to, "there is no `;`: a line ends where it ends");
  fix(self, message, at, is_last ? to : rest, is_last ? "" : "\n");
  lexer_add(self, is_last ? TOKEN_COMMENT : TOKEN_NEWLINE, at, to);
}

static void mistake_comment(struct lexer *self)
{
  const char *at = self->at, *to = line_end(self, at);
  bool is_block = at[1] == '*';
  const char *close = is_block && !self->is_last_comment ? strstr(at + 2, "*/") : NULL;
  self->is_last_comment |= is_block && !close;
  struct message *message =
      lexer_complain(self, CODE_E0110, at, at + 2, "a comment starts with `#`");
  if (close && close + 2 < to)
    help(self, message, "it goes to the end of its line");
  else
    fix(self, message, at, at + 2, "#");
  if (close && close + 2 < to) {
    self->at = close + 2;
    return;
  }
  if (close) to = close + 2;
  while (is_blank(to[-1])) to--;
  lexer_add(self, TOKEN_COMMENT, at, to);
}

static void mistake_slash(struct lexer *self)
{
  const char *at = self->at, *to = at + 1;
  if (at[1] == '/' || at[1] == '*') {
    mistake_comment(self);
    return;
  }
  while (is_blank(*to)) to++;
  struct message *message = lexer_complain(
      self, CODE_E0112, at, at + 1, "a code follows its `/` without space, as in `https/443`");
  if (to > at + 1 && lexer_is_code(*to)) fix(self, message, at + 1, to, "");
  lexer_add(self, TOKEN_BAD, at, at + 1);
}

static void mistake_other(struct lexer *self)
{
  uint32_t point;
  size_t size;
  const char *at = self->at;
  if (fault_at(self, at, &size, &point) != UTF8_FINE) {
    lexer_mark(self); /* reported by mistake_characters */
  } else {
    struct message *message =
        lexer_complain(self, CODE_E0108, at, at + size, "`%.*s` has no place here", (int)size, at);
    if (*at == '[' || *at == ']' || *at == '(' || *at == ')')
      help(self, message, "several values are written `a, b, c`, without brackets");
    else
      help(self, message, "a text that holds such signs stands in double quotes");
  }
  lexer_add(self, TOKEN_BAD, at, at + size);
}

void mistake_sign(struct lexer *self)
{
  enum role role;
  size_t size;
  const char *at = self->at;
  if (*at == ';') {
    mistake_semicolon(self);
  } else if (*at == '/') {
    mistake_slash(self);
  } else if (lexer_foreign_letter(self, at)) {
    mistake_name(self, at);
  } else if (!sign_at(at, &role, &size)) {
    if (*at == '-')
      mistake_dash(self, at + 1);
    else
      mistake_other(self);
  } else {
    switch (role) {
    case ROLE_QUOTE:
      mistake_quote(self, size);
      break;
    case ROLE_SPACE:
      mistake_space(self, at + size);
      break;
    case ROLE_DASH:
      mistake_dash(self, at + size);
      break;
    case ROLE_EQUALS:
      mistake_equals(self, at + size);
      break;
    default:
      mistake_arrow(self, role, at + size);
      break;
    }
  }
}
