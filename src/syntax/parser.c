/* The parser: recursive descent over the token array, one token ahead, no way back. It recovers at
 * the end of the line, at `{` and at `}`. A line that is broken leaves no half-made node in the
 * tree: every clause there has values, every declaration its subject. Recursion is bounded by
 * LIMIT_NESTING; whatever lies deeper is skipped by counting braces. Linear in the tokens. */
#include "syntax/parser.h"

#include <assert.h>

/* --- declarations --------------------------------------------------------------------------- */

static bool parse_reference_subject(struct parser *self, struct decl *decl)
{
  if (kind_now(self) == TOKEN_TEXT) {
    decl->has_text_subject = true;
    decl->text = parser_text_at(self, take(self));
    return true;
  }
  if (kind_now(self) != TOKEN_NAME) return false;
  if (!parser_path(self, &decl->subject)) return false;
  if (kind_now(self) != TOKEN_ARROW) return true;
  return parser_target(self, decl->subject_first, &decl->target);
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
    if (is_fine) decl->number = parser_number_at(self, take(self));
    break;
  case SUBJECT_TEXT:
    is_fine = kind_now(self) == TOKEN_TEXT;
    decl->has_text_subject = is_fine;
    if (is_fine) decl->text = parser_text_at(self, take(self));
    break;
  }
  decl->subject_last = self->last;
  if (!is_fine && !self->is_quiet) parser_reject_subject(self, decl);
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
  if (kind_now(self) == TOKEN_NAME && !parser_path(self, &decl->subject)) return false;
  if (kind_now(self) != TOKEN_ARROW || !decl->subject.count) {
    parser_reject_arrow(self, first);
    return false;
  }
  if (!parser_target(self, first, &decl->target)) return false;
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
    decl->title = parser_text_at(self, decl->title_token);
  }
  if (is_fine)
    parser_clauses(self, decl, &decl->clauses, &decl->clause_count);
  else
    parser_skip_line(self);
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
        parser_complain(self, CODE_E0129, at, at, "`{` stands on the line of its header");
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

/* A block without a header was complained of when it began. */
static bool is_stray(const struct decl *decl)
{
  return decl->open == decl->first;
}

static void report_unclosed(struct parser *self, struct decl *decl)
{
  if (self->is_unclosed) return;
  self->is_unclosed = true;
  /* A `}` left of its header closed, by its looks, the block around: this one lacks its own. */
  if (self->crooked) decl = self->crooked;
  if (is_stray(decl)) return;
  begin_line(self);
  struct message *message =
      parser_complain(self, CODE_E0127, decl->open, decl->open, "this `{` is never closed");
  if (message)
    message_label(self->unit, message, "it opens the block of `%s`", parser_called(self, decl));
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
    parser_complain(self, CODE_E0131, decl->open, decl->open, "more than %d braces are open here",
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
  struct decl *nobody = arena_new(&self->unit->arena, struct decl);
  nobody->first = nobody->header_last = self->at;
  /* `{{{` is one mistake. */
  if (self->at && self->at == self->behind_stray) self->is_quiet = true;
  self->behind_stray = self->at + 1;
  struct message *message =
      parser_complain(self, CODE_E0129, self->at, self->at, "this `{` belongs to no declaration");
  if (message) message_label(self->unit, message, "`{` stands behind a header, on its line");
  parse_block(self, nobody);
}

/* What stands behind the first word of a flow, and of no other line. */
static bool is_flow_start(enum token_kind second)
{
  return second == TOKEN_ARROW || second == TOKEN_DOT || second == TOKEN_COLON;
}

static void parse_decl(struct parser *self, struct block *block)
{
  struct decl *decl = arena_new(&self->unit->arena, struct decl);
  decl->first = self->at;
  decl->doc_first = self->doc_first;
  decl->doc_count = self->doc_count;
  decl->is_flow = is_flow_start(kind_next(self));
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
      parser_complain(self, CODE_E0127, end, end, "`{` is missing at the end of this header");
  if (message) {
    struct span behind = {self->tree->source, token_end(self, end), token_end(self, end)};
    message_label(self->unit, message, "the clauses below, and a `}`, are meant for its block");
    message_fix(self->unit, message, behind, " {");
  }
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
    parser_reject_misplaced(self, block->around, block->previous);
  block->is_misplaced = is_misplaced;
  self->is_quiet |= is_misplaced;
  struct line line = {0};
  parser_clauses(self, NULL, &line.clauses, &line.clause_count);
  if (line.clause_count && !is_misplaced) vec_push(&self->scratch, &self->lines, line);
  if (kind_now(self) == TOKEN_OPEN) parse_stray_block(self);
}

static void reject_close(struct parser *self)
{
  if (self->strays) self->strays--;
  struct message *message =
      parser_complain(self, CODE_E0128, self->at, self->at, "this `}` closes nothing");
  if (message) message_fix(self->unit, message, parser_span(self, self->at, self->at), "");
  take(self);
  if (kind_now(self) != TOKEN_NAME) parser_skip_line(self);
}

static void parse_line(struct parser *self, struct block *block)
{
  begin_line(self);
  enum token_kind kind = kind_now(self);
  if (kind == TOKEN_CLOSE) {
    reject_close(self);
  } else if (kind == TOKEN_OPEN) {
    parse_stray_block(self);
  } else if (kind != TOKEN_NAME) {
    parser_reject_start(self);
    parser_skip_line(self);
    if (kind_now(self) == TOKEN_OPEN) parse_stray_block(self);
  } else if (is_key_at(self, self->at) && !is_flow_start(kind_next(self))) {
    parse_clause_line(self, block);
  } else {
    parse_decl(self, block);
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
  sym known = (sym)unit->symbols.count;
  lexer_run(&lexer);
  struct tree *tree = arena_new(&unit->arena, struct tree);
  *tree = (struct tree){.source = source, .tokens = lexer.tokens, .token_count = lexer.count};
  struct parser parser = {.unit = unit, .tree = tree, .tokens = lexer.tokens, .lexer = &lexer};
  parser.names = arena_new_array(&unit->arena, lexer.name_count, sym);
  parser.strays = lexer.strays;
  parser.known = known;
  parse_lines(&parser, NULL);
  arena_free(&parser.scratch);
  tree->has_errors = unit->errors != errors;
  return tree;
}
