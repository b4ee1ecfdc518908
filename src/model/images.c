/* Images named by a text: declared with that `ref`, else one thing for every text behind `runs` and
 * `base`, in the order of the text's first appearance. */
#include "model/resolve.h"

static const struct clause *clause_at(const struct decl *decl, uint32_t *line, uint32_t *index)
{
  if (*line == 0) {
    if (*index < decl->clause_count) return &decl->clauses[(*index)++];
    *line = 1;
    *index = 0;
  }
  for (; *line <= decl->line_count; (*line)++, *index = 0)
    if (!decl->lines[*line - 1].decl && *index < decl->lines[*line - 1].clause_count)
      return &decl->lines[*line - 1].clauses[(*index)++];
  return NULL;
}

static void note_reference(struct builder *b, const struct decl *decl, uint32_t entity)
{
  uint32_t line = 0, index = 0;
  const struct clause *clause;
  while ((clause = clause_at(decl, &line, &index))) {
    if (clause->key != KEY_REF || !clause->count || clause->values[0].kind != VALUE_TEXT) continue;
    sym text = symbols_intern(&b->unit->symbols, clause->values[0].text);
    if (text && b->model->entities.at[entity].root == ROOT_DATA)
      map_add(&b->images, text, 0, entity);
  }
}

static void add_image(struct builder *b, uint32_t file, const struct tree *tree,
                      const struct value *value)
{
  sym text = symbols_intern(&b->unit->symbols, value->text);
  uint32_t image_kind = b->model->vocabulary.image_kind;
  if (!text || map_get(&b->images, text, 0) != MAP_NONE || image_kind == NONE) return;
  const char *id = arena_format(&b->unit->arena, "\"%.*s\"", STR_ARGS(value->text));
  struct entity image = {
      .id = str_from(id),
      .title = STR(""),
      .doc = STR(""),
      .kind = image_kind,
      .root = (uint8_t)b->model->vocabulary.kinds.at[image_kind].root,
      .is_text_image = true,
      .place = NONE,
      .scope = NONE,
      .file = file,
      .span = tree_value_span(tree, value),
      .ref = unit_text(b->unit, text),
      .source = NONE,
      .target = NONE,
      .protocol = NONE,
  };
  uint32_t number = entity_add(b, image);
  if (number != NONE) map_add(&b->images, text, 0, number);
}

static void note_images(struct builder *b, const struct decl *decl, uint32_t file)
{
  const struct tree *tree = b->model->files.at[file]->tree;
  uint32_t line = 0, index = 0;
  const struct clause *clause;
  while ((clause = clause_at(decl, &line, &index))) {
    if (clause->key != KEY_RUNS && clause->key != KEY_BASE) continue;
    for (uint32_t i = 0; i < clause->count; i++)
      if (clause->values[i].kind == VALUE_TEXT) add_image(b, file, tree, &clause->values[i]);
  }
}

/* First all `ref`s, then one image for every other text behind `runs` and `base`. */
void images_declare(struct builder *b)
{
  struct model *model = b->model;
  size_t count = model->entities.len;
  map_init(&b->images, &b->naming, 64);
  for (uint32_t e = 0; e < count; e++)
    if (model->entities.at[e].decl) note_reference(b, model->entities.at[e].decl, e);
  for (size_t i = 0; i < b->extensions.len; i++)
    note_reference(b, b->extensions.at[i].decl, b->extensions.at[i].entity);
  for (uint32_t e = 0; e < count; e++)
    if (model->entities.at[e].decl)
      note_images(b, model->entities.at[e].decl, model->entities.at[e].file);
  for (size_t i = 0; i < b->extensions.len; i++)
    note_images(b, b->extensions.at[i].decl, b->extensions.at[i].file);
  for (size_t i = 0; i < b->templates.len; i++)
    note_images(b, b->templates.at[i].decl, b->templates.at[i].file);
}
