/* The formatter: walks the lines of the tree and, between them, the comments and blank lines of the
 * token array; so nothing is lost that the tree does not hold. How one line breaks is layout.c's.
 */
#include "syntax/layout.h"

#include <assert.h>

struct formatter {
  struct layout layout;
  uint32_t at;       /* the first token that is not written yet */
  bool is_line_open; /* something stands on the line that is being written */
};

static enum token_kind kind_at(const struct formatter *self, uint32_t at)
{
  return (enum token_kind)self->layout.tree->tokens[at].kind;
}

static void start_line(struct formatter *self, size_t indent)
{
  if (self->is_line_open)
    layout_line(&self->layout, indent);
  else
    writer_repeat(self->layout.out, ' ', self->layout.column = indent);
  self->is_line_open = true;
}

static void blank_line(struct formatter *self)
{
  writer_char(self->layout.out, '\n');
}

/* What stands between two lines, up to token `to`: comments, and single blank lines. */
static void format_gap(struct formatter *self, uint32_t to, size_t indent, bool is_first,
                       bool is_last)
{
  unsigned newlines = 0;
  for (; self->at < to; self->at++) {
    if (kind_at(self, self->at) == TOKEN_NEWLINE) {
      newlines++;
    } else if (newlines == 0 && self->is_line_open) {
      layout_trailing(&self->layout, self->at);
    } else {
      if (newlines > 1 && !is_first) blank_line(self);
      start_line(self, indent);
      layout_token(&self->layout, self->at);
      is_first = false;
      newlines = 0;
    }
  }
  if (newlines > 1 && !is_first && !is_last) blank_line(self);
}

/* A line of clauses. The last ones go to a line of their own where they do not fit. */
static void format_clauses(struct formatter *self, const struct clause *clauses, uint32_t count,
                           size_t indent)
{
  while (count) {
    start_line(self, indent);
    struct layout measure = self->layout;
    measure.out = NULL;
    measure.indent = self->layout.indent = indent;
    struct run run = {clauses->token, layout_clause_last(&clauses[count - 1]), clauses, count};
    int64_t passing = layout_run(&measure, &run);
    uint32_t kept = passing == LAYOUT_FITS ? count : passing == 0 ? 1 : (uint32_t)passing;
    run.last = layout_clause_last(&clauses[kept - 1]);
    run.count = kept;
    layout_run(&self->layout, &run);
    clauses += kept;
    count -= kept;
    self->at = run.last + 1;
  }
}

/* A comment in the list of a clause keeps the clause where it is. */
static bool has_comment(const struct formatter *self, const struct clause *clause)
{
  for (uint32_t at = clause->token; at < layout_clause_last(clause); at++)
    if (kind_at(self, at) == TOKEN_COMMENT || kind_at(self, at) == TOKEN_DOC) return true;
  return false;
}

/* How many clauses stay in the header: those before the first that passes the width. */
static uint32_t header_clauses(const struct formatter *self, const struct run *run, size_t indent)
{
  struct layout measure = self->layout;
  measure.out = NULL;
  measure.indent = indent;
  int64_t passing = layout_run(&measure, run);
  if (passing == LAYOUT_FITS) return run->count;
  uint32_t kept = run->count, least = passing == LAYOUT_CORE ? 0 : (uint32_t)passing;
  while (kept > least && !has_comment(self, &run->clauses[kept - 1])) kept--;
  return kept;
}

static uint32_t core_last(const struct decl *decl)
{
  return decl->has_title ? decl->title_token : decl->subject_last;
}

/* Writes the clauses that stay; says how many. */
static uint32_t format_header(struct formatter *self, const struct decl *decl, size_t indent)
{
  struct run run = {decl->first, decl->header_last, decl->clauses, decl->clause_count};
  run.count = header_clauses(self, &run, indent);
  run.last = run.count ? layout_clause_last(&run.clauses[run.count - 1]) : core_last(decl);
  self->layout.indent = indent;
  layout_run(&self->layout, &run);
  return run.count;
}

static void format_lines(struct formatter *self, const struct line *lines, uint32_t count,
                         size_t indent, uint32_t end);

static bool is_empty_block(const struct formatter *self, const struct decl *decl)
{
  uint32_t at = decl->open + 1;
  while (kind_at(self, at) == TOKEN_NEWLINE) at++;
  return at == decl->close;
}

/* The block, or the braces for what did not fit into the header. */
static void format_block(struct formatter *self, const struct decl *decl, uint32_t kept,
                         size_t indent)
{
  bool is_empty = decl->has_block && kept == decl->clause_count && is_empty_block(self, decl);
  layout_word(&self->layout, is_empty ? " {}" : " {");
  self->at = is_empty ? decl->close + 1 : decl->has_block ? decl->open + 1 : decl->last + 1;
  if (is_empty) return;
  if (kept < decl->clause_count && kind_at(self, self->at) == TOKEN_COMMENT)
    layout_trailing(&self->layout, self->at++);
  uint32_t behind = self->at;
  for (uint32_t i = kept; i < decl->clause_count; i++)
    format_clauses(self, &decl->clauses[i], 1, indent + FORMAT_STEP);
  self->at = behind;
  if (decl->has_block) {
    format_lines(self, decl->lines, decl->line_count, indent + FORMAT_STEP, decl->close);
    self->at = decl->close + 1;
  }
  start_line(self, indent);
  layout_word(&self->layout, "}");
}

/* A block written on one line stays there if it holds one line and fits. */
static bool is_one_line(const struct formatter *self, const struct decl *decl)
{
  if (!decl->has_block) return false;
  for (const struct decl *inner = decl; inner && inner->has_block;
       inner = inner->line_count ? inner->lines[0].decl : NULL)
    if (inner->line_count > 1) return false;
  struct layout measure = self->layout;
  measure.out = NULL;
  if (!layout_flat(&measure, decl->first, decl->close)) return false;
  for (uint32_t at = decl->open; at < decl->close; at++)
    if (kind_at(self, at) == TOKEN_NEWLINE) return false;
  return true;
}

static void format_decl(struct formatter *self, const struct decl *decl, size_t indent)
{
  start_line(self, indent);
  if (is_one_line(self, decl)) {
    layout_flat(&self->layout, decl->first, decl->close);
    self->at = decl->close + 1;
    return;
  }
  uint32_t kept = format_header(self, decl, indent);
  self->at = decl->header_last + 1;
  if (decl->has_block || kept < decl->clause_count) format_block(self, decl, kept, indent);
}

static void format_lines(struct formatter *self, const struct line *lines, uint32_t count,
                         size_t indent, uint32_t end)
{
  for (uint32_t i = 0; i < count; i++) {
    const struct line *line = &lines[i];
    uint32_t first = line->decl ? line->decl->first : line->clauses[0].token;
    format_gap(self, first, indent, i == 0, false);
    if (line->decl)
      format_decl(self, line->decl, indent);
    else
      format_clauses(self, line->clauses, line->clause_count, indent);
  }
  format_gap(self, end, indent, count == 0, true);
}

void syntax_format(const struct unit *unit, const struct tree *tree, struct writer *out)
{
  assert(!tree->has_errors);
  struct formatter self = {.layout = {.tree = tree, .out = out}};
  self.layout.text = unit_source(unit, tree->source)->text.at;
  format_lines(&self, tree->lines, tree->line_count, 0, tree->token_count - 1);
  if (self.is_line_open) writer_char(out, '\n');
}
