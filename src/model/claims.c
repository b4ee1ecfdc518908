/* What is claimed of a model rather than said in it: assertions, acceptances, treatments and, of
 * the root file alone, views. Names resolve from the top of the file that they stand in; assertions
 * are all known before the first acceptance is read. */
#include "model/claims.h"

struct str claim_id(const struct claims *c, sym name)
{
  struct unit *unit = c->b->unit;
  if (!c->file->prefix) return unit_text(unit, name);
  return str_from(
      arena_format(&unit->arena, "%s.%s", unit_name(unit, c->file->prefix), unit_name(unit, name)));
}

const char *claim_doc(const struct claims *c, const struct decl *decl)
{
  return tree_doc(c->b->unit, c->tree, decl);
}

struct span claim_name_span(const struct claims *c, const struct decl *decl)
{
  return tree_span(c->tree, decl->name_token, decl->name_token);
}

struct texts claim_links(const struct claims *c, const struct said *said)
{
  struct texts links = {0};
  for (uint32_t i = 0; i < said->count; i++)
    if (said->at[i]->key == KEY_LINK) texts_add(&c->b->unit->arena, &links, said->at[i]);
  return links;
}

/* --- braces --------------------------------------------------------------------------------------
 */

static bool is_statement(enum declare declare)
{
  switch (declare) {
  case DECLARE_MODEL:
  case DECLARE_IMPORT:
  case DECLARE_EXTEND:
  case DECLARE_TEMPLATE:
  case DECLARE_ASSERT:
  case DECLARE_ACCEPT:
  case DECLARE_TREAT:
  case DECLARE_VIEW:
    return true;
  default:
    return false;
  }
}

static void refuse_nested(const struct claims *c, const struct decl *decl)
{
  if (decl_is_unclosed(c->tree, decl)) return;
  for (uint32_t i = 0; i < decl->line_count; i++) {
    const struct decl *inner = decl->lines[i].decl;
    if (!inner) continue;
    if (is_statement(inner->declare)) {
      struct span span = tree_span(c->tree, inner->first, inner->first);
      const char *word = declare_word(inner->declare);
      struct message *message =
          message_add(c->b->unit, CODE_E0516, span, "`%s` stands at the top of a file", word);
      message_label(c->b->unit, message, "move it out of these braces");
    }
    refuse_nested(c, inner);
  }
}

static void refuse_all_nested(const struct claims *c)
{
  for (uint32_t i = 0; i < c->tree->line_count; i++)
    if (c->tree->lines[i].decl) refuse_nested(c, c->tree->lines[i].decl);
}

/* --- all files
 * ------------------------------------------------------------------------------------ */

static void say_assertions(const struct claims *c)
{
  for (uint32_t i = 0; i < c->tree->line_count; i++) {
    const struct decl *decl = c->tree->lines[i].decl;
    if (decl && decl->declare == DECLARE_ASSERT && decl->name) assertion_say(c, decl);
  }
}

static void say_rest(const struct claims *c)
{
  bool is_root = c->file->number == c->b->model->root_file;
  for (uint32_t i = 0; i < c->tree->line_count; i++) {
    const struct decl *decl = c->tree->lines[i].decl;
    if (!decl) continue;
    if (decl->declare == DECLARE_ACCEPT) acceptance_say(c, decl);
    if (decl->declare == DECLARE_TREAT) treatment_say(c, decl);
    if (decl->declare == DECLARE_VIEW && decl->name && is_root) view_say(c, decl);
  }
}

static struct claims claims_of(struct builder *b, uint32_t number, struct map *ids)
{
  const struct file *file = b->model->files.at[number];
  return (struct claims){b, file, file->tree, {NONE, number}, ids};
}

void claims_resolve(struct builder *b)
{
  struct map ids;
  map_init(&ids, &b->unit->arena, 64);
  for (uint32_t i = 0; i < b->model->files.len; i++) {
    struct claims c = claims_of(b, i, &ids);
    if (!c.tree || c.file->is_library) continue;
    refuse_all_nested(&c);
    say_assertions(&c);
  }
  for (uint32_t i = 0; i < b->model->files.len; i++) {
    struct claims c = claims_of(b, i, &ids);
    if (c.tree && !c.file->is_library) say_rest(&c);
  }
}
