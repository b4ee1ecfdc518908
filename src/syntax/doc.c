/* The `##` lines before a declaration as one text. */
#include "syntax/tree.h"

static struct str doc_line(const struct unit *unit, const struct tree *tree, uint32_t at)
{
  const struct token *token = &tree->tokens[at];
  struct str line = {unit_source(unit, tree->source)->text.at + token->from + 2, token->size - 2};
  while (line.len && *line.at == ' ') line = (struct str){line.at + 1, line.len - 1};
  return line;
}

const char *tree_doc(struct unit *unit, const struct tree *tree, const struct decl *decl)
{
  if (!decl->doc_count) return NULL;
  size_t room = 1;
  for (uint32_t i = 0; i < decl->doc_count; i++)
    room += tree->tokens[decl->doc_first + 2 * i].size + 1;
  char *doc = arena_alloc(&unit->arena, room);
  size_t len = 0;
  bool is_open = false; /* the next line joins the one before */
  for (uint32_t i = 0; i < decl->doc_count; i++) {
    struct str line = doc_line(unit, tree, decl->doc_first + 2 * i);
    if (line.len && is_open) doc[len++] = ' ';
    if (!line.len && is_open) doc[len++] = '\n';
    memcpy(doc + len, line.at, line.len);
    len += line.len;
    is_open = line.len > 0;
  }
  while (len && doc[len - 1] == '\n') len--;
  doc[len] = '\0';
  return doc;
}
