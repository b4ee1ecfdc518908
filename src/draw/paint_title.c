/* The title block: what it is, of which model, as of when, made by what. No wall-clock time. */
#include "draw/compose.h"

static void add(struct writer *text, const char *before, const char *value)
{
  if (!value || !*value) return;
  writer_format(text, "%s%s%s", text->len ? "  ·  " : "", before, value);
}

static const char *subtitle(struct arena *arena, const struct sheet *sheet)
{
  struct writer text = {0};
  writer_bytes(&text, "", 0);
  add(&text, "model ", sheet->model);
  add(&text, "view ", sheet->view);
  add(&text, "version ", sheet->version);
  add(&text, "as of ", sheet->as_of);
  const char *digest = text_or(sheet->digest, "");
  if (strlen(digest) > 16)
    digest = arena_format(arena, "%.8s…%s", digest, digest + strlen(digest) - 4);
  add(&text, "sha256 ", digest);
  add(&text, "", sheet->tool);
  if (sheet->pages) add(&text, "page ", arena_format(arena, "%u of %u", sheet->page, sheet->pages));
  const char *kept = arena_copy(arena, text.at, text.len);
  writer_free(&text);
  return kept;
}

/* Raises the sheet's width to hold the text. */
static void put(struct drawing *drawing, enum style style, double y, const char *text)
{
  struct line line = fonts_fit(drawing->fonts, &drawing->arena, style, text, 1600, NULL);
  scene_text(&drawing->scene, style, MARGIN, y, line.text, line.width);
  if (drawing->scene.width < line.width) drawing->scene.width = line.width;
}

double paint_title(struct drawing *drawing)
{
  const struct sheet *sheet = drawing->sheet;
  double y = MARGIN + 15;
  scene_open(&drawing->scene, (struct group){.role = GROUP_HEADING, .css = "g-title"});
  put(drawing, STYLE_H1, y, text_or(sheet->title, text_or(sheet->id, "")));
  y += 20;
  put(drawing, STYLE_H2, y, subtitle(&drawing->arena, sheet));
  for (size_t i = 0; i < sheet->note_count; i++) put(drawing, STYLE_NOTE, y += 17, sheet->notes[i]);
  scene_close(&drawing->scene);
  return y + 18;
}
