/* The algorithm: tokens are set one after the other; a break is possible only behind a comma. The
 * stretch from one comma to the next moves to a new line, two columns further in, where it would
 * pass the width. A list that holds texts and does not fit on the rest of its line has one value a
 * line, because texts filled like words are hard to read. Greedy, one pass, linear in the tokens.
 */
#include "syntax/layout.h"

static enum token_kind kind_at(const struct layout *self, uint32_t at)
{
  return (enum token_kind)self->tree->tokens[at].kind;
}

static bool is_blank(enum token_kind kind)
{
  return kind == TOKEN_NEWLINE || kind == TOKEN_COMMENT || kind == TOKEN_DOC;
}

static size_t characters(const char *at, size_t size)
{
  size_t count = 0;
  for (size_t i = 0; i < size; i++) count += ((unsigned char)at[i] & 0xc0) != 0x80;
  return count;
}

static size_t width_at(const struct layout *self, uint32_t at)
{
  const struct token *token = &self->tree->tokens[at];
  if (token->kind != TOKEN_TEXT) return token->size;
  return characters(self->text + token->from, token->size);
}

static bool has_space(enum token_kind before, enum token_kind behind)
{
  if (before == TOKEN_DOT || behind == TOKEN_DOT || behind == TOKEN_COMMA) return false;
  if (before == TOKEN_OPEN && behind == TOKEN_CLOSE) return false;
  return behind != TOKEN_COLON && behind != TOKEN_CODE;
}

void layout_token(struct layout *self, uint32_t at)
{
  const struct token *token = &self->tree->tokens[at];
  if (self->out) writer_bytes(self->out, self->text + token->from, token->size);
  self->column += width_at(self, at);
}

void layout_word(struct layout *self, const char *word)
{
  if (self->out) writer_text(self->out, word);
  self->column += strlen(word);
}

void layout_line(struct layout *self, size_t indent)
{
  if (self->out) {
    writer_char(self->out, '\n');
    writer_repeat(self->out, ' ', indent);
  }
  self->column = indent;
}

void layout_trailing(struct layout *self, uint32_t comment)
{
  const struct token *before = &self->tree->tokens[comment - 1];
  size_t spaces = self->tree->tokens[comment].from - (before->from + before->size);
  if (self->out) {
    writer_repeat(self->out, ' ', spaces ? spaces : 1);
    layout_token(self, comment);
  }
}

uint32_t layout_clause_last(const struct clause *clause)
{
  return clause->values[clause->count - 1].last;
}

/* The width of the tokens first..last side by side; stops counting beyond the width of a line. */
static size_t width_of(const struct layout *self, uint32_t first, uint32_t last)
{
  size_t width = width_at(self, first);
  uint32_t before = first;
  for (uint32_t at = first + 1; at <= last && width <= FORMAT_WIDTH; at++) {
    if (is_blank(kind_at(self, at))) continue;
    width += has_space(kind_at(self, before), kind_at(self, at)) + width_at(self, at);
    before = at;
  }
  return width;
}

/* The width from `at` to the next comma or the end of the run. */
static size_t stretch_width(const struct layout *self, uint32_t at, uint32_t last)
{
  uint32_t end = at;
  while (end < last && kind_at(self, end) != TOKEN_COMMA) end++;
  return width_of(self, at, end);
}

/* Whether the list of a clause that starts at the current column gets one value a line. */
static bool is_column(const struct layout *self, const struct clause *clause)
{
  bool has_text = false;
  for (uint32_t i = 0; i < clause->count; i++) has_text |= clause->values[i].kind == VALUE_TEXT;
  if (!has_text || clause->count < 2) return false;
  uint32_t last = layout_clause_last(clause);
  for (uint32_t at = clause->token; at < last; at++)
    if (kind_at(self, at) == TOKEN_COMMENT || kind_at(self, at) == TOKEN_DOC) return true;
  return self->column + width_of(self, clause->token, last) > FORMAT_WIDTH;
}

/* The comments behind a comma, up to the next token of the list. */
static uint32_t lay_comments(struct layout *self, uint32_t at, bool *must_break)
{
  for (bool is_own_line = false; is_blank(kind_at(self, at)); at++) {
    if (kind_at(self, at) == TOKEN_NEWLINE) {
      is_own_line = true;
      continue;
    }
    if (is_own_line) {
      layout_line(self, self->indent + FORMAT_STEP);
      layout_token(self, at);
    } else {
      layout_trailing(self, at);
    }
    *must_break = true;
  }
  return at;
}

int64_t layout_run(struct layout *self, const struct run *run)
{
  int64_t clause = LAYOUT_CORE;
  uint32_t next = 0, before = run->first;
  bool is_one_a_line = false;
  for (uint32_t at = run->first; at <= run->last; before = at++) {
    bool must_break = false;
    if (is_blank(kind_at(self, at))) at = lay_comments(self, at, &must_break);
    if (at > run->first) {
      bool is_behind_comma = kind_at(self, before) == TOKEN_COMMA;
      must_break |= is_behind_comma && is_one_a_line;
      if (is_behind_comma && !must_break)
        must_break = self->column + 1 + stretch_width(self, at, run->last) > FORMAT_WIDTH;
      if (must_break)
        layout_line(self, self->indent + FORMAT_STEP);
      else if (has_space(kind_at(self, before), kind_at(self, at)))
        layout_word(self, " ");
    }
    if (next < run->count && at == run->clauses[next].token) {
      is_one_a_line = is_column(self, &run->clauses[next]);
      clause = next++;
    }
    layout_token(self, at);
    if (!self->out && self->column > FORMAT_WIDTH) return clause;
  }
  return LAYOUT_FITS;
}

bool layout_flat(struct layout *self, uint32_t first, uint32_t last)
{
  uint32_t before = first;
  for (uint32_t at = first; at <= last; at++) {
    enum token_kind kind = kind_at(self, at);
    if (kind == TOKEN_COMMENT || kind == TOKEN_DOC) return false;
    if (kind == TOKEN_NEWLINE) continue;
    if (at > first && has_space(kind_at(self, before), kind)) layout_word(self, " ");
    layout_token(self, at);
    if (self->column > FORMAT_WIDTH) return false;
    before = at;
  }
  return true;
}
