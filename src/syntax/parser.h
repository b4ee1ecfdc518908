/* What the files of the parser share. */
#ifndef CTM_SYNTAX_PARSER_H
#define CTM_SYNTAX_PARSER_H

#include "syntax/lexer.h"
#include "syntax/words.h"

struct parser {
  struct unit *unit;
  struct tree *tree;
  const struct token *tokens;
  uint32_t at;   /* the next token */
  uint32_t last; /* the last token taken */
  struct arena scratch;
  sym *names;                  /* room for the names of all paths; they stay with the tree */
  VEC_OF(struct value) values; /* stacks: what is finished is copied into the tree */
  VEC_OF(struct clause) clauses;
  VEC_OF(struct line) lines;
  uint32_t doc_first, doc_count; /* the `##` lines since the last line */
  uint32_t depth;                /* open braces */
  const struct lexer *lexer;
  size_t mistake;        /* the first of the lexer's mistakes in or behind this line */
  uint32_t line_first;   /* first token of this line */
  bool is_quiet;         /* something was said of this line: one mistake, one message */
  struct decl *crooked;  /* the first declaration whose `}` stands left of its header */
  uint32_t behind_stray; /* the token behind the last `{` that no header opens */
  bool is_unclosed;      /* a brace that is never closed was reported */
  sym known;             /* names from here on are new in this file */
  uint32_t strays;       /* `}` without `{` that are still to come */
};

static inline enum token_kind kind_at(const struct parser *self, uint32_t at)
{
  return (enum token_kind)self->tokens[at].kind;
}
static inline enum token_kind kind_now(const struct parser *self)
{
  return kind_at(self, self->at);
}
/* The kind of the token behind `at`, which is not the END. */
static inline enum token_kind kind_next(const struct parser *self)
{
  return kind_at(self, self->at + 1);
}
static inline uint32_t take(struct parser *self)
{
  return self->last = self->at++;
}
static inline bool is_key_at(const struct parser *self, uint32_t at)
{
  return kind_at(self, at) == TOKEN_NAME && word_key(self->tokens[at].name) != KEY_NONE;
}
static inline uint32_t token_end(const struct parser *self, uint32_t at)
{
  return self->tokens[at].from + self->tokens[at].size;
}
static inline bool is_blank_kind(enum token_kind kind)
{
  return kind == TOKEN_NEWLINE || kind == TOKEN_COMMENT || kind == TOKEN_DOC;
}

static inline bool is_line_end(enum token_kind kind)
{
  return kind == TOKEN_END || kind == TOKEN_OPEN || kind == TOKEN_CLOSE || is_blank_kind(kind);
}

/* clauses.c */
/* Without its quotes, escapes undone. */
struct str parser_text_at(struct parser *self, uint32_t at);
uint32_t parser_number_at(const struct parser *self, uint32_t at);
/* A path at hand. False after a mistake behind which the line is not readable. */
bool parser_path(struct parser *self, struct path *path);
/* `->` and the path behind it; `first` is where the flow began. */
bool parser_target(struct parser *self, uint32_t first, struct path *target);
/* The clauses at hand, to the end of the line. `decl` is the one whose header it is, or NULL. */
void parser_clauses(struct parser *self, const struct decl *decl, struct clause **out,
                    uint32_t *count);
/* To the end of the line, or to a brace. A list goes on behind its comma. */
void parser_skip_line(struct parser *self);

/* complain.c */
/* An error at the tokens first..last; NULL if this line had one, or nobody would read it. */
struct message *parser_complain(struct parser *self, enum code code, uint32_t first, uint32_t last,
                                const char *format, ...) __attribute__((format(printf, 5, 6)));
struct span parser_span(const struct parser *self, uint32_t first, uint32_t last);
/* The stretch from the end of token `first` to the start of token `last`. */
struct span parser_between(const struct parser *self, uint32_t first, uint32_t last);
/* The text of tokens first..last for a message, cut where it is long. */
const char *parser_words(struct parser *self, uint32_t first, uint32_t last);
/* What a declaration is called in messages: its name, or the words of its subject. */
const char *parser_called(struct parser *self, const struct decl *decl);
/* Whether a clause starts at token `at`: a key with something behind it that no value can have
 * behind it, so that it is not itself a value. */
bool parser_starts_clause(const struct parser *self, uint32_t at);

/* Each reports one kind of mistake at the current token. */
void parser_reject_leftover(struct parser *self, const struct decl *decl);
void parser_reject_start(struct parser *self);
void parser_reject_subject(struct parser *self, const struct decl *decl);
void parser_reject_missing_value(struct parser *self, uint32_t key);
void parser_reject_arrow(struct parser *self, uint32_t first);
void parser_reject_misplaced(struct parser *self, const struct decl *around,
                             const struct decl *previous);

#endif
