/* A document that is set becomes a PDF: the contents move to their place, every page gets its
 * header and its footer, headings an entry in the outline. What cairo wants is told in page.c. */
#include "draw/canvas.h"
#include "draw/document_parts.h"

#include <cairo-pdf.h>
#include <string.h>

struct painter {
  struct document *document;
  cairo_surface_t *surface;
  cairo_t *cairo;
  PangoLayout *layout;
  uint32_t *order; /* of leaves */
};

static void set_color(struct painter *painter, const char *color)
{
  double rgb[3];
  theme_rgb(color, rgb);
  cairo_set_source_rgb(painter->cairo, rgb[0], rgb[1], rgb[2]);
}

static void begin(struct painter *painter, const char *tag, const char *attribute,
                  const char *value)
{
  struct writer text = {0};
  canvas_quote(&text, attribute, value);
  cairo_tag_begin(painter->cairo, tag, text.at);
  writer_free(&text);
}

/* --- texts ------------------------------------------------------------------------------------ */

static void put_lines(struct painter *painter, const struct block *block)
{
  const struct text_style *style = &document_styles[block->style];
  document_set(painter->document, painter->layout, block->style, block->text, block->width);
  set_color(painter, style->color);
  double height = style->size * style->leading, y = block->y + style->size;
  for (uint32_t i = 0; i < block->count; i++, y += height) {
    PangoLayoutLine *line =
        pango_layout_get_line_readonly(painter->layout, (int)(block->first + i));
    if (!line) break;
    PangoRectangle extents;
    pango_layout_line_get_extents(line, NULL, &extents);
    double width = (double)extents.width / PANGO_SCALE;
    cairo_move_to(painter->cairo, block->x + (block->is_right ? block->width - width : 0), y);
    pango_cairo_show_layout_line(painter->cairo, line);
  }
  cairo_new_path(painter->cairo);
}

static void put_block(struct painter *painter, const struct block *block)
{
  static const char *const names[] = {"P", "H1", "H2", "H3", "TH", "TD", NULL};
  const char *name = names[block->tag];
  bool is_linked = block->link && symbols_find(&painter->document->anchors, str_from(block->link));
  if (name) cairo_tag_begin(painter->cairo, name, NULL);
  if (is_linked) begin(painter, CAIRO_TAG_LINK, "dest", block->link);
  put_lines(painter, block);
  if (is_linked) cairo_tag_end(painter->cairo, CAIRO_TAG_LINK);
  if (name) cairo_tag_end(painter->cairo, name);
}

/* Cells stand in their rows, rows in a table. */
static void put_blocks(struct painter *painter, const struct leaf *leaf)
{
  bool is_in_table = false, is_in_row = false;
  for (size_t i = 0; i <= leaf->blocks.len; i++) {
    const struct block *block = i < leaf->blocks.len ? &leaf->blocks.at[i] : NULL;
    bool is_cell = block && (block->tag == TAG_TH || block->tag == TAG_TD);
    if (is_in_row && (!is_cell || block->is_row_start)) {
      cairo_tag_end(painter->cairo, "TR");
      is_in_row = false;
    }
    if (is_in_table && !is_cell) cairo_tag_end(painter->cairo, "Table");
    if (is_cell && !is_in_table) cairo_tag_begin(painter->cairo, "Table", NULL);
    if (is_cell && !is_in_row) {
      cairo_tag_begin(painter->cairo, "TR", NULL);
      is_in_row = true;
    }
    is_in_table = is_cell;
    if (block) put_block(painter, block);
  }
}

/* --- pages ------------------------------------------------------------------------------------ */

static void put_rulers(struct painter *painter, const struct leaf *leaf)
{
  set_color(painter, "#CBD5E1");
  cairo_set_line_width(painter->cairo, 0.6);
  for (size_t i = 0; i < leaf->rulers.len; i++) {
    const struct ruler *ruler = &leaf->rulers.at[i];
    cairo_move_to(painter->cairo, ruler->x, ruler->y);
    cairo_line_to(painter->cairo, ruler->x + ruler->width, ruler->y);
    cairo_stroke(painter->cairo);
  }
}

static void put_margin(struct painter *painter, const char *text, double y, bool is_right)
{
  if (!text || !*text) return;
  put_lines(painter, &(struct block){.style = DOCUMENT_SMALL,
                                     .text = text,
                                     .x = PAGE_LEFT + (is_right ? TEXT_WIDTH / 2 : 0),
                                     .y = y,
                                     .width = TEXT_WIDTH / 2,
                                     .count = 1,
                                     .is_right = is_right});
}

/* The first page is the title. */
static void put_margins(struct painter *painter, const struct leaf *leaf, uint32_t page)
{
  const struct document_options *options = &painter->document->options;
  char number[60];
  snprintf(number, sizeof number, "%u / %zu", page + 1, painter->document->leaves.len);
  if (page) put_margin(painter, options->header, PAGE_TOP - 32, false);
  if (page) put_margin(painter, leaf->chapter, PAGE_TOP - 32, true);
  put_margin(painter, options->footer, TEXT_END + 18, false);
  put_margin(painter, number, TEXT_END + 18, true);
}

static void put_anchors(struct painter *painter, const struct leaf *leaf)
{
  for (size_t i = 0; i < leaf->anchors.len; i++) {
    struct writer attributes = {0};
    canvas_quote(&attributes, "name", leaf->anchors.at[i].name);
    writer_text(&attributes, " x=0 y=");
    writer_decimal(&attributes, leaf->anchors.at[i].y > 12 ? leaf->anchors.at[i].y - 12 : 0);
    cairo_tag_begin(painter->cairo, CAIRO_TAG_DEST, attributes.at);
    cairo_tag_end(painter->cairo, CAIRO_TAG_DEST);
    writer_free(&attributes);
  }
}

/* A sheet is a figure on a page of its own, made smaller where it is very large. Its first mark is
 * the background: it covers the page, and cairo cannot do that within a tag. */
static void put_drawing(struct painter *painter, const struct leaf *leaf)
{
  const struct scene *scene = &leaf->drawing->scene;
  struct canvas canvas = {painter->cairo, leaf->drawing->fonts, 0};
  cairo_save(painter->cairo);
  cairo_scale(painter->cairo, leaf->width / scene->width, leaf->width / scene->width);
  cairo_set_line_join(painter->cairo, CAIRO_LINE_JOIN_ROUND);
  canvas_put(&canvas, &scene->marks.at[0]);
  cairo_tag_begin(painter->cairo, "Figure", NULL);
  for (size_t i = 1; i < scene->marks.len; i++) canvas_put(&canvas, &scene->marks.at[i]);
  cairo_tag_end(painter->cairo, "Figure");
  cairo_restore(painter->cairo);
}

static void put_page(struct painter *painter, const struct leaf *leaf, uint32_t page)
{
  put_margins(painter, leaf, page);
  put_rulers(painter, leaf);
  cairo_tag_begin(painter->cairo, "Document", NULL);
  put_blocks(painter, leaf);
  cairo_tag_end(painter->cairo, "Document");
}

static void put_leaf(struct painter *painter, uint32_t page)
{
  const struct leaf *leaf = &painter->document->leaves.at[painter->order[page]];
  char label[20];
  cairo_pdf_surface_set_size(painter->surface, leaf->width, leaf->height);
  snprintf(label, sizeof label, "%u", page + 1);
  cairo_pdf_surface_set_page_label(painter->surface, label);
  put_anchors(painter, leaf);
  if (leaf->drawing)
    put_drawing(painter, leaf);
  else
    put_page(painter, leaf, page);
  cairo_show_page(painter->cairo);
}

/* --- the document ----------------------------------------------------------------------------- */

static void put_outline(struct painter *painter)
{
  const struct document *document = painter->document;
  int chapter = CAIRO_PDF_OUTLINE_ROOT;
  for (size_t i = 0; i < document->entries.len; i++) {
    const struct entry *entry = &document->entries.at[i];
    struct writer link = {0};
    canvas_quote(&link, "dest", entry->anchor);
    int parent = entry->level == 1 ? CAIRO_PDF_OUTLINE_ROOT : chapter;
    int item = cairo_pdf_surface_add_outline(painter->surface, parent, entry->text, link.at, 0);
    if (entry->level == 1) chapter = item;
    writer_free(&link);
  }
}

/* The leaves of the contents stand last and go where they were asked for. */
static void find_order(struct painter *painter)
{
  struct document *document = painter->document;
  uint32_t count = (uint32_t)document->leaves.len, n = 0, set = document->contents_leaves;
  painter->order = arena_new_array(&document->arena, count, uint32_t);
  uint32_t at = document->contents_at == NONE32 ? count : document->contents_at;
  for (uint32_t i = 0; i < count - set; i++) {
    for (uint32_t k = 0; i == at && k < set; k++) painter->order[n++] = count - set + k;
    painter->order[n++] = i;
  }
}

static void set_metadata(struct painter *painter)
{
  const struct document_options *o = &painter->document->options;
  char date[40];
  snprintf(date, sizeof date, "%.10sT00:00:00Z", o->date ? o->date : "1970-01-01");
  cairo_surface_t *surface = painter->surface;
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, o->title);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, o->creator);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, o->subject);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, o->keywords);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static void put_all(struct painter *painter)
{
  set_metadata(painter);
  document_set_contents(painter->document);
  find_order(painter);
  pango_cairo_update_context(painter->cairo, fonts_context(painter->document->fonts));
  painter->layout = pango_layout_new(fonts_context(painter->document->fonts));
  for (uint32_t i = 0; i < painter->document->leaves.len; i++) put_leaf(painter, i);
  put_outline(painter);
  g_object_unref(painter->layout);
  cairo_surface_finish(painter->surface);
}

struct status document_write(struct document *document, struct writer *out)
{
  size_t start = out->len;
  struct painter painter = {.document = document};
  painter.surface = cairo_pdf_surface_create_for_stream(canvas_write, out, A4_WIDTH, A4_HEIGHT);
  painter.cairo = cairo_create(painter.surface);
  if (cairo_status(painter.cairo) == CAIRO_STATUS_SUCCESS) put_all(&painter);
  cairo_status_t done = cairo_surface_status(painter.surface);
  cairo_destroy(painter.cairo);
  cairo_surface_destroy(painter.surface);
  if (done == CAIRO_STATUS_SUCCESS) return STATUS_FINE;
  out->len = start;
  return status_make(STATUS_BROKEN, "the PDF cannot be made: %s", cairo_status_to_string(done));
}
