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
  size_t mistake;       /* the first of the lexer's mistakes in or behind this line */
  uint32_t line_first;  /* first token of this line */
  bool is_quiet;        /* something was said of this line: one mistake, one message */
  struct decl *crooked; /* the first declaration whose `}` stands left of its header */
  bool is_unclosed;     /* a brace that is never closed was reported */
  uint32_t strays;      /* `}` without `{` that are still to come */
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

/* complain.c */
/* An error at the tokens first..last; NULL if this line had one, or nobody would read it. */
struct message *complain(struct parser *self, enum code code, uint32_t first, uint32_t last,
                         const char *format, ...) __attribute__((format(printf, 5, 6)));
struct span span_of(const struct parser *self, uint32_t first, uint32_t last);
/* The stretch from the end of token `first` to the start of token `last`. */
struct span span_between(const struct parser *self, uint32_t first, uint32_t last);
/* The text of tokens first..last for a message, cut where it is long. */
const char *words_of(struct parser *self, uint32_t first, uint32_t last);
/* What a declaration is called in messages: its name, or the words of its subject. */
const char *called(struct parser *self, const struct decl *decl);
/* Whether a clause starts at token `at`: a key with something behind it that no value can have
 * behind it, so that it is not itself a value. */
bool starts_clause(const struct parser *self, uint32_t at);

/* Each reports one kind of mistake at the current token. */
void complain_of_leftover(struct parser *self, const struct decl *decl);
void complain_of_start(struct parser *self);
void complain_of_subject(struct parser *self, const struct decl *decl);
void complain_of_missing_value(struct parser *self, uint32_t key);
void complain_of_arrow(struct parser *self, uint32_t first);
void complain_of_misplaced(struct parser *self, const struct decl *around,
                           const struct decl *previous);

#endif
