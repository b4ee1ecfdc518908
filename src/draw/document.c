/* Setting a document on pages. Each text is measured once by Pango; what is kept of it is which of
 * its lines stand where. A row of a table stands whole on one page, unless it is longer than a
 * page: then its cells are cut between lines. The contents come last, when all pages are known, and
 * are put in their place by document_paint.c. Cost: linear in the text. */
#include "draw/document_parts.h"

#include <math.h>
#include <string.h>

const struct text_style document_styles[DOCUMENT_STYLE_COUNT] = {
    [DOCUMENT_TITLE] = {26, 1.15, 600, "#0F172A", 0, 6},
    [DOCUMENT_SUBTITLE] = {13, 1.3, 400, "#475569", 0, 10},
    [DOCUMENT_H1] = {18, 1.2, 600, "#123A63", 0, 10},
    [DOCUMENT_H2] = {12.5, 1.25, 600, "#0F172A", 14, 4},
    [DOCUMENT_H3] = {10, 1.3, 600, "#0F172A", 9, 3},
    [DOCUMENT_BODY] = {9.2, 1.35, 400, "#0F172A", 0, 5},
    [DOCUMENT_STRONG] = {9.2, 1.35, 600, "#0F172A", 0, 5},
    [DOCUMENT_SMALL] = {7.8, 1.3, 400, "#475569", 0, 4},
    [DOCUMENT_HEAD] = {7.8, 1.3, 600, "#475569", 0, 4},
    [DOCUMENT_DANGER] = {9.2, 1.35, 600, "#C1121F", 0, 5},
    [DOCUMENT_GOOD] = {9.2, 1.35, 600, "#1D4E89", 0, 5},
};

static const enum tag tags[] = {TAG_P, TAG_H1, TAG_H2, TAG_H3};

#define CELL_GAP 8.0
#define ROW_GAP  5.0

/* --- opening ---------------------------------------------------------------------------------- */

static const char *kept(struct document *document, const char *text)
{
  return text && *text ? arena_copy(&document->arena, text, strlen(text)) : NULL;
}

static void describe(struct document *document)
{
  const char *given = fonts_given_family(document->fonts);
  for (int i = 0; i < DOCUMENT_STYLE_COUNT; i++) {
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family(font, given ? given : THEME_FONT_PANGO);
    pango_font_description_set_weight(font, (PangoWeight)document_styles[i].weight);
    pango_font_description_set_absolute_size(font, document_styles[i].size * PANGO_SCALE);
    document->descriptions[i] = font;
  }
}

struct status document_open(struct document **out, const struct document_options *options)
{
  struct fonts *fonts;
  struct status status = fonts_open(&fonts, &options->fonts);
  if (status.code != STATUS_OK) return status;
  struct arena arena = {0};
  struct document *document = arena_new(&arena, struct document);
  document->arena = arena;
  document->fonts = fonts;
  document->options = *options;
  document->contents_at = NONE32;
  symbols_init(&document->anchors, &document->arena);
  describe(document);
  document->layout = pango_layout_new(fonts_context(fonts));
  document_new_leaf(document, A4_WIDTH, A4_HEIGHT);
  *out = document;
  return STATUS_FINE;
}

void document_free(struct document *document)
{
  if (!document) return;
  for (int i = 0; i < DOCUMENT_STYLE_COUNT; i++)
    pango_font_description_free(document->descriptions[i]);
  g_object_unref(document->layout);
  fonts_close(document->fonts);
  struct arena arena = document->arena; /* the struct itself lies in it */
  arena_free(&arena);
}

size_t document_pages(const struct document *document)
{
  return document->leaves.len;
}

/* --- leaves ----------------------------------------------------------------------------------- */

struct leaf *document_leaf(struct document *document)
{
  return &document->leaves.at[document->leaves.len - 1];
}

void document_new_leaf(struct document *document, double width, double height)
{
  struct leaf leaf = {.width = width, .height = height, .chapter = document->chapter};
  vec_push(&document->arena, &document->leaves, leaf);
  document->y = PAGE_TOP;
}

static bool is_empty(struct document *document)
{
  const struct leaf *leaf = document_leaf(document);
  return !leaf->blocks.len && !leaf->rulers.len && !leaf->drawing;
}

static bool has_room(const struct document *document, double height)
{
  return document->y + height <= TEXT_END;
}

void document_break(struct document *document)
{
  if (!is_empty(document)) document_new_leaf(document, A4_WIDTH, A4_HEIGHT);
}

/* Room for so much, on this leaf or the next. */
static void make_room(struct document *document, double height)
{
  bool is_a4 = !document_leaf(document)->drawing;
  if ((!has_room(document, height) && !is_empty(document)) || !is_a4)
    document_new_leaf(document, A4_WIDTH, A4_HEIGHT);
}

static void add_anchor(struct document *document, const char *name)
{
  if (!name) return;
  struct leaf *leaf = document_leaf(document);
  symbols_intern(&document->anchors, str_from(name));
  vec_push(&document->arena, &leaf->anchors, (struct mark_at){kept(document, name), document->y});
}

/* --- texts ------------------------------------------------------------------------------------ */

void document_set(const struct document *document, PangoLayout *layout, enum document_style style,
                  const char *text, double width)
{
  pango_layout_set_font_description(layout, document->descriptions[style]);
  pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir(layout, FALSE);
  pango_layout_set_text(layout, text, -1);
}

static double line_height(enum document_style style)
{
  return document_styles[style].size * document_styles[style].leading;
}

static uint32_t count_lines(struct document *document, enum document_style style, const char *text,
                            double width)
{
  if (!text || !*text) return 0;
  document_set(document, document->layout, style, text, width);
  return (uint32_t)pango_layout_get_line_count(document->layout);
}

static void add_block(struct document *document, struct block block)
{
  block.text = kept(document, block.text);
  block.link = kept(document, block.link);
  vec_push(&document->arena, &document_leaf(document)->blocks, block);
}

/* A paragraph, over as many leaves as it needs. */
static void put_lines(struct document *document, enum document_style style, enum tag tag,
                      const char *text)
{
  uint32_t lines = count_lines(document, style, text, TEXT_WIDTH), first = 0;
  double height = line_height(style);
  while (first < lines) {
    make_room(document, height);
    uint32_t fitting = (uint32_t)((TEXT_END - document->y) / height), left = lines - first;
    if (fitting < 1) fitting = 1;
    struct block block = {.style = style,
                          .tag = tag,
                          .text = text,
                          .x = PAGE_LEFT,
                          .y = document->y,
                          .width = TEXT_WIDTH,
                          .first = first,
                          .count = left < fitting ? left : fitting};
    add_block(document, block);
    document->y += block.count * height;
    first += block.count;
  }
}

void document_text(struct document *document, enum document_style style, const char *text)
{
  if (!text || !*text) return;
  if (!is_empty(document)) document->y += document_styles[style].before;
  put_lines(document, style, TAG_P, text);
  document->y += document_styles[style].after;
}

void document_heading(struct document *document, int level, const char *text, const char *anchor)
{
  static const enum document_style styles[] = {DOCUMENT_H1, DOCUMENT_H1, DOCUMENT_H2, DOCUMENT_H3};
  enum { LINES_BEHIND = 4 }; /* that must have room below it */
  enum document_style style = styles[level];
  if (level == 1) {
    document_break(document);
    document->chapter = document_leaf(document)->chapter = kept(document, text);
  }
  double below = LINES_BEHIND * line_height(DOCUMENT_BODY);
  make_room(document, document_styles[style].before + 2 * line_height(style) + below);
  if (!is_empty(document)) document->y += document_styles[style].before;
  if (!anchor && level <= 2)
    anchor = arena_format(&document->arena, "section-%u", ++document->next_anchor);
  add_anchor(document, anchor);
  if (level <= 2)
    vec_push(&document->arena, &document->entries,
             (struct entry){level, kept(document, text), kept(document, anchor),
                            (uint32_t)document->leaves.len - 1});
  put_lines(document, style, tags[level], text);
  document->y += document_styles[style].after;
}

void document_gap(struct document *document, double points)
{
  document->y += points;
}

void document_field(struct document *document, const char *name, const char *text)
{
  static const struct document_column columns[] = {{NULL, 0.22}, {NULL, 0.78}};
  if (!text || !*text) return;
  struct document_cell cells[] = {{.text = name, .style = DOCUMENT_HEAD},
                                  {.text = text, .style = DOCUMENT_BODY}};
  document_table(document, columns, 2);
  document_row(document, cells, NULL);
  document_table_end(document);
}

static void add_ruler(struct document *document, double x, double y, double width)
{
  vec_push(&document->arena, &document_leaf(document)->rulers, (struct ruler){x, y, width});
}

void document_lines(struct document *document, const char *const *captions, size_t count)
{
  enum { ROOM_TO_WRITE = 34 };
  double width = (TEXT_WIDTH - CELL_GAP * 2 * (double)(count - 1)) / (double)count;
  make_room(document, ROOM_TO_WRITE + 16);
  document->y += ROOM_TO_WRITE;
  for (size_t i = 0; i < count; i++) {
    double x = PAGE_LEFT + (double)i * (width + 2 * CELL_GAP);
    add_ruler(document, x, document->y, width);
    add_block(document, (struct block){.style = DOCUMENT_SMALL,
                                       .tag = TAG_P,
                                       .text = captions[i],
                                       .x = x,
                                       .y = document->y + 3,
                                       .width = width,
                                       .count = 1});
  }
  document->y += 3 + line_height(DOCUMENT_SMALL);
}

/* --- tables ----------------------------------------------------------------------------------- */

/* A paragraph of a cell on its way to the leaves. */
struct piece {
  enum document_style style;
  const char *text, *link;
  double x, width;
  uint32_t lines, done;
  uint32_t column;
};

struct row {
  struct piece pieces[2 * DOCUMENT_COLUMNS_MOST];
  size_t count;
};

static void add_piece(struct document *document, struct row *row, struct piece piece)
{
  piece.lines = count_lines(document, piece.style, piece.text, piece.width);
  if (piece.lines) row->pieces[row->count++] = piece;
}

static struct row set_row(struct document *document, const struct document_cell *cells)
{
  struct row row = {.count = 0};
  double x = PAGE_LEFT;
  for (uint32_t i = 0; i < document->column_count; i++) {
    double width = document->columns[i].share * TEXT_WIDTH, room = width - CELL_GAP;
    const struct document_cell *cell = &cells[i];
    struct piece piece = {.style = cell->style,
                          .text = cell->text,
                          .link = cell->link,
                          .x = x,
                          .width = room,
                          .column = i};
    add_piece(document, &row, piece);
    piece.style = DOCUMENT_SMALL;
    piece.text = cell->sub;
    piece.link = NULL;
    add_piece(document, &row, piece);
    x += width;
  }
  return row;
}

/* What is left of a row. */
static double height_of(const struct row *row)
{
  double most = 0, column = 0;
  for (size_t i = 0; i < row->count; i++) {
    const struct piece *piece = &row->pieces[i];
    if (i == 0 || piece->column != row->pieces[i - 1].column) column = 0;
    column += (piece->lines - piece->done) * line_height(piece->style);
    most = fmax(most, column);
  }
  return most;
}

/* As many lines of each cell as the leaf has room for. */
static void put_slice(struct document *document, struct row *row, enum tag tag, double room)
{
  double used = 0, most = 0;
  for (size_t i = 0; i < row->count; i++) {
    struct piece *piece = &row->pieces[i];
    if (i == 0 || piece->column != row->pieces[i - 1].column) used = 0;
    double height = line_height(piece->style);
    uint32_t left = piece->lines - piece->done, fitting = (uint32_t)((room - used + 0.01) / height);
    uint32_t count = left < fitting ? left : fitting;
    if (!count) continue;
    add_block(document, (struct block){.style = piece->style,
                                       .tag = tag,
                                       .text = piece->text,
                                       .link = piece->link,
                                       .x = piece->x,
                                       .y = document->y + used,
                                       .width = piece->width,
                                       .first = piece->done,
                                       .count = count,
                                       .is_row_start = i == 0});
    piece->done += count;
    used += count * height;
    most = fmax(most, used);
  }
  document->y += most;
}

static void put_head(struct document *document)
{
  struct document_cell cells[DOCUMENT_COLUMNS_MOST] = {{0}};
  if (!document->columns[0].title) return;
  for (size_t i = 0; i < document->column_count; i++)
    cells[i] = (struct document_cell){.text = document->columns[i].title, .style = DOCUMENT_HEAD};
  struct row row = set_row(document, cells);
  put_slice(document, &row, TAG_TH, TEXT_END);
  document->y += 3;
  add_ruler(document, PAGE_LEFT, document->y, TEXT_WIDTH);
  document->y += ROW_GAP;
}

void document_table(struct document *document, const struct document_column *columns, size_t count)
{
  enum { ROOM_FOR_A_ROW = 60 };
  document->columns = columns;
  document->column_count = count;
  make_room(document, columns[0].title ? ROOM_FOR_A_ROW : 0);
  put_head(document);
}

static void next_leaf_of_table(struct document *document)
{
  document_new_leaf(document, A4_WIDTH, A4_HEIGHT);
  put_head(document);
}

void document_row(struct document *document, const struct document_cell *cells, const char *anchor)
{
  struct row row = set_row(document, cells);
  double height = height_of(&row), page = TEXT_END - PAGE_TOP - 30;
  if (!has_room(document, height) && (height <= page || !has_room(document, 40)))
    next_leaf_of_table(document);
  add_anchor(document, anchor);
  for (;;) {
    put_slice(document, &row, TAG_TD, TEXT_END - document->y);
    if (height_of(&row) <= 0) break;
    next_leaf_of_table(document);
  }
  if (!document->columns[0].title) {
    document->y += 2;
    return;
  }
  document->y += ROW_GAP - 2;
  add_ruler(document, PAGE_LEFT, document->y, TEXT_WIDTH);
  document->y += ROW_GAP;
}

void document_table_end(struct document *document)
{
  if (document->columns[0].title) document->y += 6;
  document->columns = NULL;
}

/* --- sheets and contents ---------------------------------------------------------------------- */

void document_sheet(struct document *document, const struct drawing *drawing, const char *title,
                    const char *anchor)
{
  enum { A2_WIDTH = 1684, A2_HEIGHT = 1191 };
  double width, height;
  drawing_size(drawing, &width, &height);
  double scale = fmin(1, fmin(A2_WIDTH / width, A2_HEIGHT / height));
  if (!is_empty(document)) document_new_leaf(document, A4_WIDTH, A4_HEIGHT);
  struct leaf *leaf = document_leaf(document);
  leaf->width = width * scale;
  leaf->height = height * scale;
  leaf->drawing = drawing;
  document->y = 0;
  add_anchor(document, anchor);
  vec_push(&document->arena, &document->entries,
           (struct entry){2, kept(document, title), kept(document, anchor),
                          (uint32_t)document->leaves.len - 1});
}

void document_contents(struct document *document, const char *title)
{
  document_break(document);
  document->contents_at = (uint32_t)document->leaves.len - 1;
  document->contents_title = kept(document, title);
}

static void put_entry(struct document *document, const struct entry *entry, uint32_t page)
{
  enum document_style style = entry->level == 1 ? DOCUMENT_STRONG : DOCUMENT_BODY;
  double indent = entry->level == 1 ? 0 : 14, height = line_height(style) + 2;
  if (entry->level == 1) document->y += 4;
  if (!has_room(document, height)) document_new_leaf(document, A4_WIDTH, A4_HEIGHT);
  struct block block = {.style = style,
                        .tag = TAG_P,
                        .text = entry->text,
                        .link = entry->anchor,
                        .x = PAGE_LEFT + indent,
                        .y = document->y,
                        .width = TEXT_WIDTH - indent - 40,
                        .count = 1};
  add_block(document, block);
  block.text = arena_format(&document->arena, "%u", page);
  block.x = PAGE_LEFT + TEXT_WIDTH - 36;
  block.width = 36;
  block.is_right = true;
  add_block(document, block);
  document->y += height;
}

/* How many leaves the contents take does not depend on the numbers in them: they are set twice, the
 * first time to count. */
void document_set_contents(struct document *document)
{
  if (document->contents_at == NONE32) return;
  document->chapter = document->contents_title;
  size_t before = document->leaves.len;
  for (int round = 0; round < 2; round++) {
    document->leaves.len = before;
    document_new_leaf(document, A4_WIDTH, A4_HEIGHT);
    put_lines(document, DOCUMENT_H1, TAG_H1, document->contents_title);
    document->y += document_styles[DOCUMENT_H1].after;
    for (size_t i = 0; i < document->entries.len; i++) {
      const struct entry *entry = &document->entries.at[i];
      bool is_behind = entry->leaf >= document->contents_at;
      put_entry(document, entry, entry->leaf + 1 + (is_behind ? document->contents_leaves : 0));
    }
    document->contents_leaves = (uint32_t)(document->leaves.len - before);
  }
}
