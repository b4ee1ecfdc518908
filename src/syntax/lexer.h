/* Text into tokens. What is wrong is said once, by the lexer, and replaced by what was meant where
 * that is plain (`→` becomes an ARROW), so that the parser goes on undisturbed. */
#ifndef CTM_SYNTAX_LEXER_H
#define CTM_SYNTAX_LEXER_H

#include "syntax/tree.h"

struct lexer {
  struct unit *unit;
  uint32_t source;
  const char *start, *at, *end; /* *end is NUL */
  struct token *tokens;
  uint32_t count, room;
  uint32_t name_count;         /* NAME tokens: the room that the paths of the tree need */
  VEC_OF(uint32_t) mistakes;   /* numbers of the tokens at or before which something was reported */
  uint32_t depth;              /* open braces */
  uint32_t strays, last_stray; /* `}` that close nothing, and the token number of the last */
  uint32_t said;               /* codes reported on this line, E0100 + bit: each once */
  bool is_last_comment;        /* no comment end follows any more: it is not searched again */
  bool has_errors;
};

void lexer_run(struct lexer *self);

/* For mistakes.c. */
void lexer_add(struct lexer *self, enum token_kind kind, const char *from, const char *to);
void lexer_add_name(struct lexer *self, const char *from, const char *to);
/* An error at from..to; NULL if it was said of this line before, or nobody would read it any more.
 */
struct message *lexer_complain(struct lexer *self, enum code code, const char *from, const char *to,
                               const char *format, ...) __attribute__((format(printf, 5, 6)));
static inline struct span lexer_span(const struct lexer *self, const char *from, const char *to)
{
  return (struct span){self->source, (uint32_t)(from - self->start), (uint32_t)(to - self->start)};
}

/* Something is wrong at the next token: the parser keeps quiet about its line. */
void lexer_mark(struct lexer *self);

bool lexer_is_name(char c);
bool lexer_is_code(char c);

/* Each reports what stands at self->at (or from..), adds the token that was meant, and goes on
 * behind it. */
void mistake_sign(struct lexer *self);
void mistake_name(struct lexer *self, const char *from);
void mistake_number(struct lexer *self, const char *from);
void mistake_open_text(struct lexer *self, const char *from);
/* A text that ends at `to`, where the next begins without its quote: one of the line is missing. */
void mistake_lost_quote(struct lexer *self, const char *from, const char *to);
void mistake_escape(struct lexer *self, const char *at);
void mistake_too_long(struct lexer *self, enum code code, const char *from, const char *to);
/* The size of a character beyond ASCII that people take for a letter of a name; else 0. */
size_t lexer_foreign_letter(const struct lexer *self, const char *at);
/* The user's words for a message, cut where they are long. */
const char *lexer_shown(struct lexer *self, const char *from, const char *to);
/* Characters that belong nowhere in a file, comments included. */
void mistake_characters(struct lexer *self);

#endif
