/* The parser: recursive descent over the token array, one token ahead, no way back. It recovers at
 * the end of the line, at `{` and at `}`. A line that is broken leaves no half-made node in the
 * tree: every clause there has values, every declaration its subject. Recursion is bounded by
 * LIMIT_NESTING; whatever lies deeper is skipped by counting braces. Linear in the tokens. */
#include "syntax/parser.h"

#include <assert.h>

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

static struct str text_at(struct parser *self, uint32_t at)
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
        complain(self, CODE_E0125, dot, dot, "a name is missing behind the `.` of `%s.`",
                 words_of(self, dot - 1, dot - 1));
    if (message) message_label(self->unit, message, "a path is written `a.b`");
    return false;
  }
  bool is_close = token_end(self, dot - 1) == self->tokens[dot].from &&
                  token_end(self, dot) == self->tokens[dot + 1].from;
  if (is_close) return true;
  struct message *message = complain(self, CODE_E0125, dot, dot, "no space stands around a `.`");
  if (message) message_fix(self->unit, message, span_between(self, dot - 1, dot + 1), ".");
  return true;
}

static bool parse_path(struct parser *self, struct path *path)
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

static bool parse_target(struct parser *self, uint32_t first, struct path *target)
{
  take(self);
  if (kind_now(self) == TOKEN_NAME) return parse_path(self, target);
  complain_of_arrow(self, first);
  return false;
}

static bool parse_code(struct parser *self, struct value *value)
{
  uint32_t code = self->at;
  if (token_end(self, code - 1) != self->tokens[code].from) {
    struct message *message = complain(self, CODE_E0112, code, code, "no space stands before `%s`",
                                       words_of(self, code, code));
    if (message) message_fix(self->unit, message, span_between(self, code - 1, code), "");
  }
  value->code = self->tokens[take(self)].name;
  return true;
}

static bool parse_reference(struct parser *self, struct value *value)
{
  if (self->tokens[self->at].name == WORD_ANY && kind_next(self) == TOKEN_NAME) {
    take(self);
    value->is_any = true;
  }
  if (!parse_path(self, &value->path)) return false;
  if (kind_now(self) == TOKEN_CODE) return parse_code(self, value);
  if (kind_now(self) == TOKEN_ARROW) return parse_target(self, value->first, &value->target);
  return true;
}

static uint32_t number_at(const struct parser *self, uint32_t at)
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
    value.text = text_at(self, take(self));
    break;
  case TOKEN_NUMBER:
    value.kind = VALUE_NUMBER;
    value.number = number_at(self, take(self));
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
  if (starts_clause(self, at)) return true;
  if (kind_at(self, at) != TOKEN_NAME) return false;
  if (kind_at(self, at + 1) == TOKEN_COLON) return true;
  if (kind_at(self, at + 1) != TOKEN_NAME || is_key_at(self, at + 1)) return false;
  enum token_kind third = kind_at(self, at + 2);
  return word_declare(self->tokens[at].name) != DECLARE_NONE || third == TOKEN_TEXT ||
         third == TOKEN_OPEN || is_key_at(self, at + 2);
}

static void complain_of_comma(struct parser *self, uint32_t comma, const char *text)
{
  struct message *message = complain(self, CODE_E0124, comma, comma, "%s", text);
  if (message) message_fix(self->unit, message, span_of(self, comma, comma), "");
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
  if (!is_new_line && starts_clause(self, self->at)) {
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
    bool is_missing = self->values.len == base && starts_clause(self, self->at);
    if (is_missing || !is_value_kind(kind_now(self))) {
      complain_of_missing_value(self, clause.token);
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

static bool is_line_end(enum token_kind kind)
{
  return kind == TOKEN_END || kind == TOKEN_OPEN || kind == TOKEN_CLOSE || is_blank_kind(kind);
}

/* To the end of the line, or to a brace. A list goes on behind its comma. */
static void skip_line(struct parser *self)
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

/* The clauses at hand, to the end of the line. `decl` is the one whose header it is, or NULL. */
static void parse_clauses(struct parser *self, const struct decl *decl, struct clause **out,
                          uint32_t *count)
{
  size_t base = self->clauses.len;
  bool is_fine = true;
  while (is_fine && is_key_at(self, self->at)) is_fine = parse_clause(self);
  if (is_fine && !is_line_end(kind_now(self))) complain_of_leftover(self, decl);
  skip_line(self);
  size_t kept = self->clauses.len - base;
  *count = (uint32_t)kept;
  *out = NULL;
  if (kept) {
    *out = arena_new_array(&self->unit->arena, kept, struct clause);
    memcpy(*out, self->clauses.at + base, kept * sizeof **out);
  }
  self->clauses.len = base;
}

/* --- declarations --------------------------------------------------------------------------- */

static bool parse_reference_subject(struct parser *self, struct decl *decl)
{
  if (kind_now(self) == TOKEN_TEXT) {
    decl->has_text_subject = true;
    decl->text = text_at(self, take(self));
    return true;
  }
  if (kind_now(self) != TOKEN_NAME) return false;
  if (!parse_path(self, &decl->subject)) return false;
  if (kind_now(self) != TOKEN_ARROW) return true;
  return parse_target(self, decl->subject_first, &decl->target);
}

static bool parse_name_subject(struct parser *self, struct decl *decl)
{
  enum token_kind next = kind_at(self, self->at + (kind_now(self) == TOKEN_NAME));
  bool is_plain = kind_now(self) == TOKEN_NAME && (is_line_end(next) || next == TOKEN_TEXT ||
                                                   next == TOKEN_NAME || next == TOKEN_BAD);
  if (!is_plain) return false;
  decl->name_token = take(self);
  decl->name = self->tokens[decl->name_token].name;
  return true;
}

static bool parse_subject(struct parser *self, struct decl *decl)
{
  bool is_fine = false;
  decl->subject_first = self->at;
  switch (declare_subject(decl->declare)) {
  case SUBJECT_NAME:
    is_fine = parse_name_subject(self, decl);
    break;
  case SUBJECT_REFERENCE:
    is_fine = parse_reference_subject(self, decl);
    break;
  case SUBJECT_NUMBER:
    is_fine = kind_now(self) == TOKEN_NUMBER;
    if (is_fine) decl->number = number_at(self, take(self));
    break;
  case SUBJECT_TEXT:
    is_fine = kind_now(self) == TOKEN_TEXT;
    decl->has_text_subject = is_fine;
    if (is_fine) decl->text = text_at(self, take(self));
    break;
  }
  decl->subject_last = self->last;
  if (!is_fine && !self->is_quiet) complain_of_subject(self, decl);
  return is_fine;
}

static bool parse_flow_ends(struct parser *self, struct decl *decl)
{
  uint32_t first = self->at;
  decl->is_flow = true;
  if (kind_next(self) == TOKEN_COLON) {
    decl->name_token = take(self);
    decl->name = self->tokens[decl->name_token].name;
    take(self);
  }
  decl->subject_first = self->at;
  if (kind_now(self) == TOKEN_NAME && !parse_path(self, &decl->subject)) return false;
  if (kind_now(self) != TOKEN_ARROW || !decl->subject.count) {
    complain_of_arrow(self, first);
    return false;
  }
  if (!parse_target(self, first, &decl->target)) return false;
  decl->subject_last = self->last;
  return true;
}

/* From the first word to what stands before `{`. False if the declaration is not to be kept. */
static bool parse_header(struct parser *self, struct decl *decl)
{
  bool is_fine;
  if (decl->is_flow) {
    is_fine = parse_flow_ends(self, decl);
  } else {
    decl->word = self->tokens[take(self)].name;
    decl->declare = word_declare(decl->word);
    is_fine = parse_subject(self, decl);
  }
  if (is_fine && kind_now(self) == TOKEN_TEXT) {
    decl->has_title = true;
    decl->title_token = take(self);
    decl->title = text_at(self, decl->title_token);
  }
  if (is_fine)
    parse_clauses(self, decl, &decl->clauses, &decl->clause_count);
  else
    skip_line(self);
  decl->header_last = decl->last = self->last;
  return is_fine;
}

/* Goes to the `{` of a header if it has one, on its line or, wrongly, on the next. */
static bool find_open(struct parser *self, const struct decl *decl)
{
  uint32_t at = self->at;
  bool has_comment = false;
  for (; is_blank_kind(kind_at(self, at)); at++) has_comment |= kind_at(self, at) != TOKEN_NEWLINE;
  if (kind_at(self, at) != TOKEN_OPEN) return false;
  if (at != self->at) {
    self->at = at;
    struct message *message =
        complain(self, CODE_E0129, at, at, "`{` stands on the line of its header");
    if (message) message_label(self->unit, message, "its header ends above");
    if (message && !has_comment)
      message_fix(self->unit, message,
                  (struct span){self->tree->source, token_end(self, decl->header_last),
                                token_end(self, at)},
                  " {");
  }
  return true;
}

/* --- blocks --------------------------------------------------------------------------------- */

/* The lines of one block, or of the file, as they are read. */
struct block {
  struct decl *around;   /* NULL: the file */
  struct decl *previous; /* the declaration read last, kept or not */
  bool is_misplaced;     /* the line before was a clause in the wrong place, and reported */
};

static void parse_lines(struct parser *self, struct decl *around);

static void begin_line(struct parser *self)
{
  self->line_first = self->at;
  self->is_quiet = false;
}

/* The byte column of a token that is the first on its line; else a number beyond all columns. */
static uint32_t column_of(const struct parser *self, uint32_t at)
{
  if (at == 0) return 0;
  if (kind_at(self, at - 1) != TOKEN_NEWLINE) return UINT32_MAX;
  return self->tokens[at].from - token_end(self, at - 1);
}

static void report_unclosed(struct parser *self, struct decl *decl)
{
  if (self->is_unclosed) return;
  self->is_unclosed = true;
  begin_line(self);
  /* A `}` left of its header closed, by its looks, the block around: this one lacks its own. */
  if (self->crooked) decl = self->crooked;
  struct message *message =
      complain(self, CODE_E0127, decl->open, decl->open, "this `{` is never closed");
  if (!message) return;
  message_label(self->unit, message, "it opens the block of `%s`", called(self, decl));
}

static void close_block(struct parser *self, struct decl *decl)
{
  decl->close = decl->last = self->at;
  if (kind_now(self) != TOKEN_CLOSE) {
    report_unclosed(self, decl);
    return;
  }
  uint32_t column = column_of(self, self->at), header = column_of(self, decl->first);
  if (!self->crooked && header != UINT32_MAX && column < header) self->crooked = decl;
  take(self);
}

static void skip_block(struct parser *self)
{
  size_t depth = 1;
  for (; kind_now(self) != TOKEN_END; self->at++) {
    if (kind_now(self) == TOKEN_OPEN) depth++;
    if (kind_now(self) == TOKEN_CLOSE && --depth == 0) return;
  }
}

static void parse_block(struct parser *self, struct decl *decl)
{
  decl->has_block = true;
  decl->open = take(self);
  self->depth++;
  if (self->depth > LIMIT_NESTING) {
    complain(self, CODE_E0131, decl->open, decl->open, "more than %d braces are open here",
             LIMIT_NESTING);
    skip_block(self);
  } else {
    parse_lines(self, decl);
  }
  self->depth--;
  close_block(self, decl);
}

/* A block that no header opens: its lines are read for their mistakes and dropped. */
static void parse_stray_block(struct parser *self)
{
  struct decl nobody = {.first = self->at, .header_last = self->at};
  complain(self, CODE_E0129, self->at, self->at, "this `{` belongs to no declaration");
  parse_block(self, &nobody);
}

static void parse_decl(struct parser *self, struct block *block)
{
  struct decl *decl = arena_new(&self->unit->arena, struct decl);
  decl->first = self->at;
  decl->doc_first = self->doc_first;
  decl->doc_count = self->doc_count;
  enum token_kind next = kind_next(self);
  decl->is_flow = next == TOKEN_ARROW || next == TOKEN_DOT || next == TOKEN_COLON;
  block->previous = decl;
  block->is_misplaced = false;
  bool is_fine = parse_header(self, decl);
  if (find_open(self, decl)) parse_block(self, decl);
  if (is_fine) vec_push(&self->scratch, &self->lines, (struct line){.decl = decl});
}

/* A header without `{` whose block is closed all the same: there is a `}` too many below. */
static bool lacks_open(const struct parser *self, const struct block *block)
{
  const struct decl *decl = block->previous;
  if (!decl || decl->has_block || block->is_misplaced || !self->strays) return false;
  if (self->lexer->last_stray <= self->at) return false;
  uint32_t column = column_of(self, self->at);
  return !block->around || (column != UINT32_MAX && column > column_of(self, decl->first));
}

static void parse_unopened_block(struct parser *self, struct decl *decl)
{
  uint32_t end = decl->header_last;
  struct message *message =
      complain(self, CODE_E0127, end, end, "`{` is missing at the end of this header");
  if (message)
    message_fix(self->unit, message,
                (struct span){self->tree->source, token_end(self, end), token_end(self, end)},
                " {");
  self->strays--;
  decl->has_block = true;
  decl->open = end;
  self->depth++;
  parse_lines(self, decl);
  self->depth--;
  close_block(self, decl);
}

static void parse_clause_line(struct parser *self, struct block *block)
{
  if (lacks_open(self, block)) {
    parse_unopened_block(self, block->previous);
    return;
  }
  bool is_misplaced = !block->around || block->previous;
  if (is_misplaced && !block->is_misplaced)
    complain_of_misplaced(self, block->around, block->previous);
  block->is_misplaced = is_misplaced;
  self->is_quiet |= is_misplaced;
  struct line line = {0};
  parse_clauses(self, NULL, &line.clauses, &line.clause_count);
  if (line.clause_count && !is_misplaced) vec_push(&self->scratch, &self->lines, line);
  if (kind_now(self) == TOKEN_OPEN) parse_stray_block(self);
}

static void parse_line(struct parser *self, struct block *block)
{
  begin_line(self);
  enum token_kind kind = kind_now(self), next = kind_at(self, self->at + (kind != TOKEN_END));
  bool is_flow = next == TOKEN_ARROW || next == TOKEN_DOT || next == TOKEN_COLON;
  if (kind == TOKEN_CLOSE) {
    if (self->strays) self->strays--;
    struct message *message =
        complain(self, CODE_E0128, self->at, self->at, "this `}` closes nothing");
    if (message) message_fix(self->unit, message, span_of(self, self->at, self->at), "");
    take(self);
  } else if (kind == TOKEN_OPEN) {
    parse_stray_block(self);
  } else if (kind == TOKEN_NAME && !is_flow && is_key_at(self, self->at)) {
    parse_clause_line(self, block);
  } else if (kind == TOKEN_NAME) {
    parse_decl(self, block);
  } else {
    complain_of_start(self);
    skip_line(self);
    if (kind_now(self) == TOKEN_OPEN) parse_stray_block(self);
  }
}

/* To the first token of the next line; remembers the `##` lines before it. */
static void skip_to_line(struct parser *self)
{
  self->doc_count = 0;
  for (; is_blank_kind(kind_now(self)); self->at++) {
    if (kind_now(self) != TOKEN_DOC) continue;
    if (self->doc_count && self->at == self->doc_first + 2 * self->doc_count) {
      self->doc_count++;
    } else {
      self->doc_first = self->at;
      self->doc_count = 1;
    }
  }
}

static void parse_lines(struct parser *self, struct decl *around)
{
  struct block block = {.around = around};
  size_t base = self->lines.len;
  for (;;) {
    skip_to_line(self);
    enum token_kind kind = kind_now(self);
    if (kind == TOKEN_END || (kind == TOKEN_CLOSE && around)) break;
    parse_line(self, &block);
  }
  size_t count = self->lines.len - base;
  struct line *lines = arena_new_array(&self->unit->arena, count, struct line);
  if (count) memcpy(lines, self->lines.at + base, count * sizeof *lines);
  self->lines.len = base;
  *(around ? &around->lines : &self->tree->lines) = lines;
  *(around ? &around->line_count : &self->tree->line_count) = (uint32_t)count;
}

struct tree *syntax_parse(struct unit *unit, uint32_t source)
{
  struct str text = unit_source(unit, source)->text;
  assert(text.len < UINT32_MAX / 2 && unit->symbols.count > WORD_ANY);
  struct lexer lexer = {.unit = unit, .source = source};
  lexer.start = lexer.at = text.at;
  lexer.end = text.at + text.len;
  uint32_t errors = unit->errors;
  lexer_run(&lexer);
  struct tree *tree = arena_new(&unit->arena, struct tree);
  *tree = (struct tree){.source = source, .tokens = lexer.tokens, .token_count = lexer.count};
  struct parser parser = {.unit = unit, .tree = tree, .tokens = lexer.tokens, .lexer = &lexer};
  parser.names = arena_new_array(&unit->arena, lexer.name_count, sym);
  parser.strays = lexer.strays;
  parse_lines(&parser, NULL);
  arena_free(&parser.scratch);
  tree->has_errors = unit->errors != errors;
  return tree;
}
