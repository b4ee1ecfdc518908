/* The lexer: one pass over the bytes, a table for the class of each. Only what is right is dealt
 * with here; everything else goes to mistakes.c. */
#include "syntax/lexer.h"

#include <stdarg.h>
#include <stdio.h>

enum { LONGEST = (1 << 27) - 1 }; /* of a token; only a comment gets there */

enum class {
  ODD,
  SPACE,
  LINE,
  HASH,
  LETTER,
  DIGIT,
  QUOTE,
  SLASH,
  DOT,
  COMMA,
  COLON,
  DASH,
  OPEN,
  CLOSE
};

static const uint8_t classes[256] = {
    [' '] = SPACE,  ['\t'] = SPACE, ['\r'] = SPACE, ['\n'] = LINE,  ['#'] = HASH,   ['"'] = QUOTE,
    ['/'] = SLASH,  ['.'] = DOT,    [','] = COMMA,  [':'] = COLON,  ['-'] = DASH,   ['{'] = OPEN,
    ['}'] = CLOSE,  ['_'] = LETTER, ['0'] = DIGIT,  ['1'] = DIGIT,  ['2'] = DIGIT,  ['3'] = DIGIT,
    ['4'] = DIGIT,  ['5'] = DIGIT,  ['6'] = DIGIT,  ['7'] = DIGIT,  ['8'] = DIGIT,  ['9'] = DIGIT,
    ['a'] = LETTER, ['b'] = LETTER, ['c'] = LETTER, ['d'] = LETTER, ['e'] = LETTER, ['f'] = LETTER,
    ['g'] = LETTER, ['h'] = LETTER, ['i'] = LETTER, ['j'] = LETTER, ['k'] = LETTER, ['l'] = LETTER,
    ['m'] = LETTER, ['n'] = LETTER, ['o'] = LETTER, ['p'] = LETTER, ['q'] = LETTER, ['r'] = LETTER,
    ['s'] = LETTER, ['t'] = LETTER, ['u'] = LETTER, ['v'] = LETTER, ['w'] = LETTER, ['x'] = LETTER,
    ['y'] = LETTER, ['z'] = LETTER, ['A'] = LETTER, ['B'] = LETTER, ['C'] = LETTER, ['D'] = LETTER,
    ['E'] = LETTER, ['F'] = LETTER, ['G'] = LETTER, ['H'] = LETTER, ['I'] = LETTER, ['J'] = LETTER,
    ['K'] = LETTER, ['L'] = LETTER, ['M'] = LETTER, ['N'] = LETTER, ['O'] = LETTER, ['P'] = LETTER,
    ['Q'] = LETTER, ['R'] = LETTER, ['S'] = LETTER, ['T'] = LETTER, ['U'] = LETTER, ['V'] = LETTER,
    ['W'] = LETTER, ['X'] = LETTER, ['Y'] = LETTER, ['Z'] = LETTER,
};

static enum class class_of(char c) { return (enum class)classes[(unsigned char)c]; }

bool lexer_is_name(char c)
{
  return class_of(c) == LETTER || class_of(c) == DIGIT;
}

bool lexer_is_code(char c)
{
  return lexer_is_name(c) || c == '.' || c == '-' || c == '(' || c == ')';
}

void lexer_mark(struct lexer *self)
{
  self->has_errors = true;
  if (self->mistakes.len && self->mistakes.at[self->mistakes.len - 1] == self->count) return;
  vec_push(&self->unit->arena, &self->mistakes, self->count);
}

struct message *lexer_complain(struct lexer *self, enum code code, const char *from, const char *to,
                               const char *format, ...)
{
  lexer_mark(self);
  uint32_t bit = code >= CODE_E0101 && code < CODE_E0101 + 31 ? 1u << (code - CODE_E0101) : 0;
  if (self->said & bit) return NULL;
  self->said |= bit;
  /* Beyond the limit only the count matters; a file of rubbish would fill the arena otherwise. */
  if (self->unit->messages.len >= LIMIT_MESSAGES) {
    self->unit->errors++;
    return NULL;
  }
  char text[400];
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  return message_add(self->unit, code, lexer_span(self, from, to), "%s", text);
}

static void make_room(struct lexer *self)
{
  size_t room = (size_t)self->room + self->room / 2 + 64;
  self->tokens = arena_grow(&self->unit->arena, self->tokens, self->room * sizeof *self->tokens,
                            room * sizeof *self->tokens);
  self->room = (uint32_t)room;
}

static inline void add(struct lexer *self, enum token_kind kind, const char *from, const char *to,
                       sym name)
{
  if (self->count == self->room) make_room(self);
  size_t size = (size_t)(to - from);
  self->tokens[self->count++] = (struct token){.from = (uint32_t)(from - self->start),
                                               .size = size < LONGEST ? size & LONGEST : LONGEST,
                                               .kind = (unsigned)kind & 31,
                                               .name = name};
  self->at = to;
}

void lexer_add(struct lexer *self, enum token_kind kind, const char *from, const char *to)
{
  add(self, kind, from, to, 0);
}

void lexer_add_name(struct lexer *self, const char *from, const char *to)
{
  self->name_count++;
  struct str text = {from, (size_t)(to - from)};
  add(self, TOKEN_NAME, from, to, symbols_intern(&self->unit->symbols, text));
}

static void lex_name(struct lexer *self)
{
  const char *from = self->at, *at = from;
  do {
    at++;
  } while (lexer_is_name(*at) || (*at == '-' && lexer_is_name(at[1])));
  bool goes_on = (*at == '-' && at[1] != '>') || (unsigned char)*at >= 0x80;
  if (goes_on || (*at == ':' && at[1] == '/' && at[2] == '/')) {
    mistake_name(self, from);
    return;
  }
  if (at - from > LIMIT_NAME_BYTES) mistake_too_long(self, CODE_E0104, from, at);
  lexer_add_name(self, from, at);
}

static bool ends_number(char c)
{
  return !lexer_is_name(c) && c != '.' && c != '-' && c != '/' && c != ':' &&
         (unsigned char)c < 0x80;
}

static void lex_number(struct lexer *self)
{
  const char *from = self->at, *at = from;
  while (class_of(*at) == DIGIT) at++;
  struct day day;
  if (ends_number(*at) && at - from <= 9)
    add(self, TOKEN_NUMBER, from, at, 0);
  else if (self->end - from >= 10 && ends_number(from[10]) &&
           day_parse((struct str){from, 10}, &day))
    add(self, TOKEN_DATE, from, from + 10, 0);
  else
    mistake_number(self, from);
}

/* Whether an odd number of quotes stands on the rest of the line. */
static bool lacks_quote(const char *at, const char *end)
{
  bool is_odd = false;
  for (; at < end && *at != '\n' && (*at != '#' || is_odd); at++) {
    if (is_odd && *at == '\\' && at + 1 < end && at[1] != '\n')
      at++;
    else
      is_odd ^= *at == '"';
  }
  return is_odd;
}

static void lex_text(struct lexer *self)
{
  const char *from = self->at, *at = from + 1;
  bool has_tab = false;
  for (; *at != '"'; at++) {
    if (*at == '\\' && (at[1] == '"' || at[1] == '\\')) {
      at++;
    } else if (*at == '\\' && at[1] != '\n' && at + 1 < self->end) {
      mistake_escape(self, at);
    } else if (*at == '\t' && !has_tab) {
      has_tab = true;
      lexer_complain(self, CODE_E0003, at, at + 1, "a tab has no place in a text");
    } else if (*at == '\n' || at == self->end) {
      mistake_open_text(self, from);
      return;
    }
  }
  if (lexer_is_name(at[1]) && lacks_quote(at + 1, self->end)) {
    mistake_lost_quote(self, from, at + 1);
    return;
  }
  if (at - from - 1 > LIMIT_TEXT_BYTES) mistake_too_long(self, CODE_E0103, from, at + 1);
  add(self, TOKEN_TEXT, from, at + 1, 0);
}

static void lex_comment(struct lexer *self)
{
  const char *from = self->at;
  const char *to = memchr(from, '\n', (size_t)(self->end - from));
  if (!to) to = self->end;
  while (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r') to--;
  /* Behind something on its line, or as a rule of many `#`, it documents nothing. */
  bool is_first = self->count == 0 || self->tokens[self->count - 1].kind == TOKEN_NEWLINE;
  bool is_doc = is_first && to - from >= 2 && from[1] == '#' && (to - from == 2 || from[2] != '#');
  add(self, is_doc ? TOKEN_DOC : TOKEN_COMMENT, from, to, 0);
}

static void lex_slash(struct lexer *self)
{
  const char *from = self->at, *at = from + 1;
  while (lexer_is_code(*at)) at++;
  if (at == from + 1) {
    mistake_sign(self);
    return;
  }
  if (at - from - 1 > LIMIT_NAME_BYTES) mistake_too_long(self, CODE_E0104, from + 1, at);
  struct str text = {from + 1, (size_t)(at - from - 1)};
  add(self, TOKEN_CODE, from, at, symbols_intern(&self->unit->symbols, text));
}

static void lex_brace(struct lexer *self, enum token_kind kind)
{
  if (kind == TOKEN_OPEN) {
    self->depth++;
  } else if (self->depth > 0) {
    self->depth--;
  } else {
    self->strays++;
    self->last_stray = self->count;
  }
  add(self, kind, self->at, self->at + 1, 0);
}

static void lex_one(struct lexer *self)
{
  const char *at = self->at;
  switch (class_of(*at)) {
  case SPACE:
    if (*at == '\r' && at[1] != '\n') {
      /* Reported by mistake_characters; it was meant as the end of a line. */
      lexer_mark(self);
      add(self, TOKEN_NEWLINE, at, at + 1, 0);
      break;
    }
    self->at++;
    break;
  case LINE:
    self->said = 0;
    add(self, TOKEN_NEWLINE, at, at + 1, 0);
    break;
  case HASH:
    lex_comment(self);
    break;
  case LETTER:
    lex_name(self);
    break;
  case DIGIT:
    lex_number(self);
    break;
  case QUOTE:
    lex_text(self);
    break;
  case SLASH:
    lex_slash(self);
    break;
  case DOT:
    add(self, TOKEN_DOT, at, at + 1, 0);
    break;
  case COMMA:
    add(self, TOKEN_COMMA, at, at + 1, 0);
    break;
  case COLON:
    add(self, TOKEN_COLON, at, at + 1, 0);
    break;
  case OPEN:
    lex_brace(self, TOKEN_OPEN);
    break;
  case CLOSE:
    lex_brace(self, TOKEN_CLOSE);
    break;
  case DASH:
    if (at[1] == '>')
      add(self, TOKEN_ARROW, at, at + 2, 0);
    else
      mistake_sign(self);
    break;
  case ODD:
    mistake_sign(self);
    break;
  }
}

void lexer_run(struct lexer *self)
{
  /* A token and the space behind it take some six bytes in a model, more in one full of comments.
   */
  self->room = (uint32_t)((self->end - self->start) / 5 + 64);
  self->tokens = arena_new_array(&self->unit->arena, self->room, struct token);
  mistake_characters(self);
  if (self->end - self->start >= 3 && memcmp(self->start, "\xef\xbb\xbf", 3) == 0) self->at += 3;
  while (self->at < self->end) lex_one(self);
  add(self, TOKEN_END, self->end, self->end, 0);
  self->tokens = arena_shrink(&self->unit->arena, self->tokens, self->room * sizeof *self->tokens,
                              self->count * sizeof *self->tokens);
}
