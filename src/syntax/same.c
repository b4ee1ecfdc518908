/* Whether two trees say the same: node by node, the comments in their order. A clause says the same
 * in the header and at the top of the block, so these are compared as one list. */
#include "syntax/tree.h"

struct side {
  const struct unit *unit;
  const struct tree *tree;
};

static bool same_name(const struct side *a, sym x, const struct side *b, sym y)
{
  return str_equal(unit_text(a->unit, x), unit_text(b->unit, y));
}

static bool same_path(const struct side *a, const struct path *x, const struct side *b,
                      const struct path *y)
{
  if (x->count != y->count) return false;
  for (uint32_t i = 0; i < x->count; i++)
    if (!same_name(a, x->names[i], b, y->names[i])) return false;
  return true;
}

static bool same_value(const struct side *a, const struct value *x, const struct side *b,
                       const struct value *y)
{
  return x->kind == y->kind && x->is_any == y->is_any && same_path(a, &x->path, b, &y->path) &&
         same_path(a, &x->target, b, &y->target) && same_name(a, x->code, b, y->code) &&
         str_equal(x->text, y->text) && x->number == y->number && day_compare(x->day, y->day) == 0;
}

static bool same_clause(const struct side *a, const struct clause *x, const struct side *b,
                        const struct clause *y)
{
  if (x->key != y->key || x->count != y->count) return false;
  for (uint32_t i = 0; i < x->count; i++)
    if (!same_value(a, &x->values[i], b, &y->values[i])) return false;
  return true;
}

/* What a declaration, or a file, consists of, one thing after the other. */
struct walk {
  const struct clause *clauses; /* those at hand */
  uint32_t clause_count;
  const struct line *lines; /* those to come */
  uint32_t line_count;
};

struct thing {
  const struct clause *clause;
  const struct decl *decl; /* one of the two; both NULL at the end */
};

static struct thing next(struct walk *walk)
{
  while (!walk->clause_count && walk->line_count) {
    const struct line *line = walk->lines++;
    walk->line_count--;
    if (line->decl) return (struct thing){.decl = line->decl};
    walk->clauses = line->clauses;
    walk->clause_count = line->clause_count;
  }
  if (!walk->clause_count) return (struct thing){0};
  walk->clause_count--;
  return (struct thing){.clause = walk->clauses++};
}

static bool same_decl(const struct side *a, const struct decl *x, const struct side *b,
                      const struct decl *y);

static bool same_things(const struct side *a, struct walk x, const struct side *b, struct walk y)
{
  for (;;) {
    struct thing left = next(&x), right = next(&y);
    if (!left.clause != !right.clause || !left.decl != !right.decl) return false;
    if (left.clause && !same_clause(a, left.clause, b, right.clause)) return false;
    if (left.decl && !same_decl(a, left.decl, b, right.decl)) return false;
    if (!left.clause && !left.decl) return true;
  }
}

static bool same_header(const struct side *a, const struct decl *x, const struct side *b,
                        const struct decl *y)
{
  return x->declare == y->declare && x->is_flow == y->is_flow &&
         same_name(a, x->word, b, y->word) && same_name(a, x->name, b, y->name) &&
         same_path(a, &x->subject, b, &y->subject) && same_path(a, &x->target, b, &y->target) &&
         x->has_text_subject == y->has_text_subject && str_equal(x->text, y->text) &&
         x->number == y->number && x->has_title == y->has_title && str_equal(x->title, y->title);
}

static bool same_decl(const struct side *a, const struct decl *x, const struct side *b,
                      const struct decl *y)
{
  struct walk left = {x->clauses, x->clause_count, x->lines, x->line_count};
  struct walk right = {y->clauses, y->clause_count, y->lines, y->line_count};
  return x->doc_count == y->doc_count && same_header(a, x, b, y) && same_things(a, left, b, right);
}

/* The next comment from *at on; its text, empty at the end. */
static struct str next_comment(const struct side *side, uint32_t *at)
{
  while (*at < side->tree->token_count) {
    const struct token *token = &side->tree->tokens[(*at)++];
    if (token->kind != TOKEN_COMMENT && token->kind != TOKEN_DOC) continue;
    return (struct str){unit_source(side->unit, side->tree->source)->text.at + token->from,
                        token->size};
  }
  return STR("");
}

static bool same_comments(const struct side *a, const struct side *b)
{
  uint32_t at = 0, other = 0;
  for (;;) {
    struct str left = next_comment(a, &at), right = next_comment(b, &other);
    if (!str_equal(left, right)) return false;
    if (!left.len) return true;
  }
}

bool syntax_same(const struct unit *a_unit, const struct tree *a, const struct unit *b_unit,
                 const struct tree *b)
{
  struct side left = {a_unit, a}, right = {b_unit, b};
  struct walk x = {.lines = a->lines, .line_count = a->line_count};
  struct walk y = {.lines = b->lines, .line_count = b->line_count};
  return same_things(&left, x, &right, y) && same_comments(&left, &right);
}
