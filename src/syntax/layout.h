/* Where the formatter breaks one line: a header, or a run of clauses. */
#ifndef CTM_SYNTAX_LAYOUT_H
#define CTM_SYNTAX_LAYOUT_H

#include "base/writer.h"
#include "syntax/tree.h"

enum { FORMAT_WIDTH = 100, FORMAT_STEP = 2 };

struct layout {
  const struct tree *tree;
  const char *text;   /* of the source */
  struct writer *out; /* NULL: only measured */
  size_t indent;      /* of the line that is laid out */
  size_t column;      /* characters on the line so far */
};

/* Some tokens in a row, of which the clauses are part; those before the first clause are a header's
 * core, which is never broken. */
struct run {
  uint32_t first, last;
  const struct clause *clauses;
  uint32_t count;
};

enum { LAYOUT_FITS = -1, LAYOUT_CORE = -2 };

/* Writes the run from self->column on. What passes FORMAT_WIDTH breaks behind a comma. Measuring
 * ends at the first token that passes it all the same: the clause that it is of, LAYOUT_CORE, or
 * LAYOUT_FITS if there is none. */
int64_t layout_run(struct layout *self, const struct run *run);

/* Writes the tokens on one line, braces included. False, at the first token that passes
 * FORMAT_WIDTH or cannot stand on one line with others (a comment). */
bool layout_flat(struct layout *self, uint32_t first, uint32_t last);

/* Starts a new line, indented by `indent`. */
void layout_line(struct layout *self, size_t indent);
void layout_word(struct layout *self, const char *word);
/* A comment behind what stands on the line, as far away as its author put it. */
void layout_trailing(struct layout *self, uint32_t comment);
void layout_token(struct layout *self, uint32_t at);

uint32_t layout_clause_last(const struct clause *clause);

#endif
