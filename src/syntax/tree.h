/* The lossless tree of one file. Every byte of the text is in a token, a comment or the white space
 * between two; every token stands in the tree or in an error. */
#ifndef CTM_SYNTAX_TREE_H
#define CTM_SYNTAX_TREE_H

#include "base/symbols.h"
#include "diagnose/unit.h"

enum token_kind {
  TOKEN_END,
  TOKEN_NEWLINE,
  TOKEN_COMMENT, /* # …, to the end of its line */
  TOKEN_DOC,     /* ## … */
  TOKEN_NAME,
  TOKEN_CODE, /* /…, the slash included */
  TOKEN_TEXT, /* "…", the quotes included */
  TOKEN_NUMBER,
  TOKEN_DATE,
  TOKEN_DOT,
  TOKEN_COMMA,
  TOKEN_COLON,
  TOKEN_ARROW,
  TOKEN_OPEN,  /* { */
  TOKEN_CLOSE, /* } */
  TOKEN_BAD    /* nothing of ours; reported by the lexer */
};

struct token {
  uint32_t from;      /* byte offset */
  uint32_t size : 27; /* bytes */
  uint32_t kind : 5;  /* enum token_kind */
  uint32_t name;      /* sym of a NAME (and of a CODE without its slash); 0 else */
};

enum key {
  KEY_NONE,
#define KEY(id, word, values, count) KEY_##id,
#include "syntax/words.def"
  KEY_COUNT
};

enum declare {
  DECLARE_NONE, /* an entity of some kind, or a word that nobody knows */
#define DECLARE(id, word, subject) DECLARE_##id,
#include "syntax/words.def"
  DECLARE_COUNT
};

/* a.b.c — the names stand at tokens first, first + 2, … */
struct path {
  const sym *names;
  uint32_t count; /* 0: no path */
  uint32_t first; /* token number of names[0] */
};

enum value_kind { VALUE_PATH, VALUE_TEXT, VALUE_NUMBER, VALUE_DATE };

struct value {
  uint8_t kind; /* enum value_kind */
  bool is_any;  /* `any` stood before the path */
  struct path path;
  struct path target; /* behind `->`, or count 0 */
  sym code;           /* behind `/`, or 0 */
  struct str text;    /* VALUE_TEXT: unescaped, without quotes */
  uint32_t number;
  struct day day;
  uint32_t first, last; /* tokens, `any` included */
};

struct clause {
  enum key key;
  uint32_t token; /* of the key */
  struct value *values;
  uint32_t count; /* at least 1 in a tree without errors */
};

struct decl;

/* One line of a file or a block: a declaration or flow, or a run of clauses. */
struct line {
  struct decl *decl; /* NULL: clauses */
  struct clause *clauses;
  uint32_t clause_count;
};

struct decl {
  enum declare declare;
  bool is_flow, has_text_subject, has_title, has_block; /* side by side: there are many of these */
  sym word;                                             /* the first word; 0 of a flow */
  uint32_t first, last; /* tokens, from the first word to the last token of the header or `}` */
  uint32_t header_last; /* last token of the header (without `{`) */
  /* subject */
  sym name; /* NAME of a declaration, or of a named flow; 0 if none */
  uint32_t name_token;
  struct path subject; /* of extend, accept, treat; a flow's source */
  struct path target;  /* behind `->`; a flow's target */
  struct str text;     /* of import, or of extend/accept/treat an image by its text: unescaped */
  uint32_t subject_first, subject_last; /* tokens of the whole subject */
  uint32_t number;                      /* of ctm */
  struct str title;                     /* unescaped */
  uint32_t title_token;
  struct clause *clauses; /* of the header */
  uint32_t clause_count;
  uint32_t open, close; /* tokens of the braces */
  struct line *lines;   /* of the block */
  uint32_t line_count;
  uint32_t doc_first, doc_count; /* its `##` lines: DOC tokens, one a line, from doc_first on */
};

struct tree {
  uint32_t source;      /* number within the unit */
  struct token *tokens; /* TOKEN_END last */
  uint32_t token_count;
  struct line *lines;
  uint32_t line_count;
  bool has_errors; /* of syntax */
};

/* Lexes and parses; what is wrong becomes messages and the rest of the tree is still good: a broken
 * line leaves no half-made node in it (a declaration has its subject, a clause its values), but may
 * be missing. */
struct tree *syntax_parse(struct unit *unit, uint32_t source);

static inline struct span tree_span(const struct tree *tree, uint32_t first, uint32_t last)
{
  const struct token *a = &tree->tokens[first], *b = &tree->tokens[last];
  return (struct span){tree->source, a->from, b->from + b->size};
}
static inline struct span tree_value_span(const struct tree *tree, const struct value *value)
{
  return tree_span(tree, value->first, value->last);
}
static inline struct span tree_path_span(const struct tree *tree, const struct path *path)
{
  return tree_span(tree, path->first, path->first + 2 * (path->count - 1));
}

/* Whether its `}` is missing, which was reported: what stands inside may be meant to stand behind.
 */
static inline bool decl_is_unclosed(const struct tree *tree, const struct decl *decl)
{
  return decl->has_block && tree->tokens[decl->close].kind != TOKEN_CLOSE;
}

/* The `##` text before a declaration, lines joined by a space, blank ones by a newline; in the
 * unit's arena. NULL if there is none. */
const char *tree_doc(struct unit *unit, const struct tree *tree, const struct decl *decl);

/* The key of a word, KEY_NONE if it is none; and the way back. */
enum key key_find(const struct unit *unit, sym word);
const char *key_word(enum key key);
const char *declare_word(enum declare declare);
bool key_is_single(enum key key);
/* Whether it is a word of other tools; what is said instead (the word may be NULL), for a help. */
bool word_is_foreign(struct str word, const char **ours, const char **help);

/* The name space that keys live in: interns all words so that key_find is an array look-up. Called
 * by unit's user once before the first parse. */
void words_init(struct unit *unit);

/* The canonical text of a tree without syntax errors (language.md, "The formatter"). */
struct writer;
void syntax_format(const struct unit *unit, const struct tree *tree, struct writer *out);

/* Equal but for white space, comments' indentation and where lines break. */
bool syntax_same(const struct unit *a_unit, const struct tree *a, const struct unit *b_unit,
                 const struct tree *b);

#endif
