/* Names that may have meant something further out: every path behind a relation and at the ends of
 * a flow is looked up as the resolver does, and then once more beyond the scope that had it. */
#include "register/derive.h"

#define TOP_OF_FILE 0x80000000u

struct namesakes {
  struct derivation *d;
  struct map names; /* (scope or TOP_OF_FILE | file, name) -> entity */
};

static uint32_t scope_of(const struct entity *e)
{
  return e->scope == NONE ? TOP_OF_FILE | e->file : e->scope;
}

static void know_names(struct namesakes *n)
{
  const struct model *model = n->d->model;
  map_init(&n->names, &n->d->scratch, model->entities.len);
  for (uint32_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = model_entity(model, i);
    if (e->name) map_add(&n->names, scope_of(e), e->name, i);
  }
}

static uint32_t look(const struct namesakes *n, uint32_t scope, const struct path *path)
{
  uint32_t found = scope;
  for (uint32_t i = 0; i < path->count && found != MAP_NONE; i++)
    found = map_get(&n->names, found, path->names[i]);
  return found;
}

static void compare(struct namesakes *n, uint32_t about, const struct path *path, struct span span)
{
  const struct model *model = n->d->model;
  uint32_t first = NONE, scope = about, file = model_entity(model, about)->file;
  for (bool is_top = false; !is_top;) {
    is_top = scope == NONE;
    uint32_t found = look(n, is_top ? TOP_OF_FILE | file : scope, path);
    if (found != MAP_NONE && first == NONE) {
      first = found;
    } else if (found != MAP_NONE && found != first) {
      struct str near = model_entity(model, first)->id, far = model_entity(model, found)->id;
      lint_add(
          n->d, CODE_L0001, about, span,
          arena_format(n->d->arena, "this is `%.*s`, and hides `%.*s`", STR_ARGS(near),
                       STR_ARGS(far)),
          arena_format(n->d->arena, "if `%.*s` was meant, rename one of the two", STR_ARGS(far)));
      return;
    }
    if (!is_top) scope = model_entity(model, scope)->scope;
  }
}

static void compare_clauses(struct namesakes *n, uint32_t about, const struct tree *tree,
                            const struct clause *clauses, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    if (relation_of_key(clauses[i].key) == RELATION_COUNT) continue;
    for (uint32_t k = 0; k < clauses[i].count; k++) {
      const struct value *value = &clauses[i].values[k];
      if (value->kind == VALUE_PATH && !value->is_any && !value->target.count)
        compare(n, about, &value->path, tree_value_span(tree, value));
    }
  }
}

static void compare_thing(struct namesakes *n, uint32_t thing)
{
  const struct model *model = n->d->model;
  const struct entity *e = model_entity(model, thing);
  if (!e->decl) return;
  const struct tree *tree = model->files.at[e->file]->tree;
  const struct decl *decl = e->decl;
  if (decl->is_flow) {
    compare(n, thing, &decl->subject, tree_path_span(tree, &decl->subject));
    compare(n, thing, &decl->target, tree_path_span(tree, &decl->target));
  }
  compare_clauses(n, thing, tree, decl->clauses, decl->clause_count);
  for (uint32_t i = 0; i < decl->line_count; i++)
    if (!decl->lines[i].decl)
      compare_clauses(n, thing, tree, decl->lines[i].clauses, decl->lines[i].clause_count);
}

void lints_names(struct derivation *d)
{
  struct namesakes n = {.d = d};
  know_names(&n);
  for (uint32_t i = 0; i < d->model->entities.len; i++) compare_thing(&n, i);
}
