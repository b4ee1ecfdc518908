/* Scenes as the pages of a PDF: searchable, tagged, linked, outlined, the same bytes each time.
 * What cairo 1.16 wants, each found the hard way: every link inside a structure tag (else the
 * cross-reference table is broken); the background before any tag; quotes in addresses escaped; the
 * verdict asked of the surface after it is finished. */
#include "draw/drawing.h"
#include "draw/paint.h"
#include "draw/shape.h"

#include <cairo-pdf.h>
#include <stdlib.h>
#include <string.h>

struct page {
  cairo_t *cairo;
  const struct drawing *drawing;
  const struct drawing *const *all;
  size_t count;
  const struct draw_options *options;
  int palette;
  bool is_linked[8]; /* by depth of groups, as tags */
  const char *tags[8];
  unsigned depth;
};

static bool set_source(struct page *page, const char *color)
{
  if (!*color) return false;
  double rgb[3];
  theme_rgb(color, rgb);
  cairo_set_source_rgb(page->cairo, rgb[0], rgb[1], rgb[2]);
  return true;
}

static void set_pen(struct page *page, const struct style_row *row)
{
  double dashes[4];
  int count = 0;
  for (const char *at = row->dash; *at && count < 4; count++)
    dashes[count] = strtod(at, (char **)(uintptr_t)&at);
  cairo_set_dash(page->cairo, dashes, count, 0);
  cairo_set_line_width(page->cairo, row->width);
}

static void paint_path(struct page *page, enum style style)
{
  const struct style_row *row = &theme[style];
  if (set_source(page, row->fill[page->palette])) cairo_fill_preserve(page->cairo);
  if (row->width > 0 && set_source(page, row->stroke[page->palette])) {
    set_pen(page, row);
    cairo_stroke_preserve(page->cairo);
  }
  cairo_new_path(page->cairo);
}

static void put_box(struct page *page, const struct mark *mark)
{
  cairo_t *cairo = page->cairo;
  struct box b = mark->box;
  double r = mark->radius, half = 1.5707963267948966;
  if (r > b.h / 2) r = b.h / 2;
  if (r > b.w / 2) r = b.w / 2;
  if (b.h == 0) {
    cairo_move_to(cairo, b.x, b.y);
    cairo_line_to(cairo, b.x + b.w, b.y);
  } else if (r > 0) {
    cairo_arc(cairo, b.x + b.w - r, b.y + r, r, -half, 0);
    cairo_arc(cairo, b.x + b.w - r, b.y + b.h - r, r, 0, half);
    cairo_arc(cairo, b.x + r, b.y + b.h - r, r, half, 2 * half);
    cairo_arc(cairo, b.x + r, b.y + r, r, 2 * half, 3 * half);
    cairo_close_path(cairo);
  } else
    cairo_rectangle(cairo, b.x, b.y, b.w, b.h);
  paint_path(page, mark->style);
}

static void put_op(void *context, char op, const struct point *p)
{
  cairo_t *cairo = context;
  switch (op) {
  case 'M':
    cairo_move_to(cairo, p->x, p->y);
    break;
  case 'L':
    cairo_line_to(cairo, p->x, p->y);
    break;
  case 'C':
    cairo_curve_to(cairo, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
    break;
  default:
    cairo_close_path(cairo);
    break;
  }
}

static void put_path(struct page *page, const struct mark *mark)
{
  const struct point *points = mark->points;
  for (const char *op = mark->ops; *op; op++) {
    put_op(page->cairo, *op, points);
    points += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
  }
  paint_path(page, mark->style);
}

static void put_glyph(struct page *page, const struct mark *mark)
{
  cairo_t *cairo = page->cairo;
  cairo_save(cairo);
  cairo_translate(cairo, mark->box.x, mark->box.y);
  cairo_scale(cairo, mark->box.w / 20, mark->box.w / 20);
  glyph_walk(glyph_path(mark->glyph), put_op, cairo);
  cairo_restore(cairo); /* the path stays, the pen is not scaled */
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
  paint_path(page, mark->style);
  cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
}

static void put_text(struct page *page, const struct mark *mark)
{
  const struct style_row *row = &theme[mark->style];
  struct fonts *fonts = page->drawing->fonts;
  double x = mark->box.x;
  if (row->anchor == 'm') x -= fonts_width(fonts, mark->style, mark->text) / 2;
  set_source(page, row->fill[page->palette]);
  fonts_paint(fonts, page->cairo, mark->style, mark->text, x, mark->box.y);
  cairo_new_path(page->cairo);
}

/* cairo reads tag attributes as name='value'. */
static void put_quoted(struct writer *out, const char *name, const char *value)
{
  writer_format(out, "%s='", name);
  for (; *value; value++) {
    if (*value == '\'' || *value == '\\') writer_char(out, '\\');
    writer_char(out, *value);
  }
  writer_char(out, '\'');
}

static void put_destination(struct writer *out, const struct sheet *sheet)
{
  struct writer name = {0};
  draw_id(&name, "sheet.", text_or(sheet->id, "sheet"));
  writer_text(out, name.at);
  writer_free(&name);
}

/* Else a link is as large as what is drawn: a long line's would cover half the page. */
static void put_rectangle(struct writer *out, struct box box)
{
  const double numbers[] = {box.x, box.y, box.w, box.h};
  for (int i = 0; i < 4; i++) {
    writer_text(out, i ? " " : " rect=[");
    writer_decimal(out, numbers[i]);
  }
  writer_char(out, ']');
}

static bool find_page(const struct page *page, const struct group *group, struct writer *link)
{
  for (size_t i = 0; group->to_sheet && i < page->count; i++) {
    const struct sheet *sheet = page->all[i]->sheet;
    if (!sheet->id || strcmp(sheet->id, group->to_sheet) != 0) continue;
    struct writer name = {0};
    put_destination(&name, sheet);
    put_quoted(link, "dest", name.at);
    writer_free(&name);
    return true;
  }
  return false;
}

static bool find_link(const struct page *page, const struct group *group, struct writer *link)
{
  if (find_page(page, group, link)) return true;
  struct group here = *group;
  here.to_sheet = NULL; /* an SVG's neighbours are no business of a PDF */
  struct writer href = {0};
  bool is_found = paint_href(&href, &here, page->options) && href.at[0] != '#';
  if (is_found) put_quoted(link, "uri", href.at);
  writer_free(&href);
  if (is_found && group->hot.w > 0) put_rectangle(link, group->hot);
  return is_found;
}

static void open_group(struct page *page, const struct group *group)
{
  static const char *const tags[] = {NULL, "Sect", "H1", "P", NULL};
  struct writer link = {0};
  unsigned depth = page->depth++;
  const char *tag = tags[group->role];
  page->is_linked[depth] = tag && find_link(page, group, &link);
  page->tags[depth] = tag;
  if (tag) cairo_tag_begin(page->cairo, tag, NULL);
  if (page->is_linked[depth]) cairo_tag_begin(page->cairo, CAIRO_TAG_LINK, link.at);
  writer_free(&link);
}

static void close_group(struct page *page)
{
  unsigned depth = --page->depth;
  if (page->is_linked[depth]) cairo_tag_end(page->cairo, CAIRO_TAG_LINK);
  if (page->tags[depth]) cairo_tag_end(page->cairo, page->tags[depth]);
}

static void put_mark(struct page *page, const struct mark *mark)
{
  switch (mark->kind) {
  case MARK_OPEN:
    open_group(page, mark->group);
    break;
  case MARK_CLOSE:
    close_group(page);
    break;
  case MARK_BOX:
    put_box(page, mark);
    break;
  case MARK_CIRCLE:
    cairo_arc(page->cairo, mark->box.x, mark->box.y, mark->box.w, 0, 6.283185307179586);
    paint_path(page, mark->style);
    break;
  case MARK_PATH:
    put_path(page, mark);
    break;
  case MARK_TEXT:
    put_text(page, mark);
    break;
  case MARK_GLYPH:
    put_glyph(page, mark);
    break;
  }
}

/* The first mark is the background: it stands before any tag. */
static void put_page(struct page *page, cairo_surface_t *surface)
{
  const struct scene *scene = &page->drawing->scene;
  const struct sheet *sheet = page->drawing->sheet;
  cairo_pdf_surface_set_size(surface, scene->width, scene->height);
  put_mark(page, &scene->marks.at[0]);
  struct writer name = {0}, attributes = {0};
  put_destination(&name, sheet);
  put_quoted(&attributes, "name", name.at);
  cairo_tag_begin(page->cairo, CAIRO_TAG_DEST, attributes.at);
  cairo_tag_end(page->cairo, CAIRO_TAG_DEST);
  attributes.len = 0;
  put_quoted(&attributes, "dest", name.at);
  cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT,
                                text_or(sheet->title, text_or(sheet->id, "sheet")), attributes.at,
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
  cairo_pdf_surface_set_page_label(surface, text_or(sheet->id, "sheet"));
  writer_free(&name);
  writer_free(&attributes);
  cairo_tag_begin(page->cairo, "Document", NULL);
  for (size_t i = 1; i < scene->marks.len; i++) put_mark(page, &scene->marks.at[i]);
  cairo_tag_end(page->cairo, "Document");
  cairo_show_page(page->cairo);
}

static void set_metadata(cairo_surface_t *surface, const struct sheet *sheet, const char *title)
{
  struct writer text = {0};
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, text_or(sheet->tool, "ctm"));
  writer_format(&text, "Threat model %s %s", text_or(sheet->model, ""),
                text_or(sheet->version, ""));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, text.at);
  text.len = 0;
  writer_format(&text, "sha256:%s", text_or(sheet->digest, "none"));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, text.at);
  text.len = 0;
  writer_format(&text, "%.10sT00:00:00Z", text_or(sheet->as_of, "1970-01-01"));
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text.at);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, text.at);
  writer_free(&text);
}

static cairo_status_t write_bytes(void *context, const unsigned char *bytes, unsigned size)
{
  writer_bytes(context, bytes, size);
  return CAIRO_STATUS_SUCCESS;
}

static void put_pages(struct page *page, cairo_surface_t *surface)
{
  for (size_t i = 0; i < page->count; i++) {
    page->drawing = page->all[i];
    put_page(page, surface);
  }
}

struct status drawing_pdf(const struct drawing *const *drawings, size_t count, const char *title,
                          const struct draw_options *options, struct writer *out)
{
  static const struct draw_options plain;
  if (!count) return status_make(STATUS_BROKEN, "a PDF without pages");
  if (!options) options = &plain;
  size_t start = out->len;
  struct status status = STATUS_FINE;
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_bytes, out, 1, 1);
  cairo_t *cairo = cairo_create(surface);
  struct page page = {.cairo = cairo,
                      .all = drawings,
                      .count = count,
                      .options = options,
                      .palette = options->theme == DRAW_THEME_DARK};
  if (cairo_status(cairo) != CAIRO_STATUS_SUCCESS) goto cleanup;
  cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
  set_metadata(surface, drawings[0]->sheet, text_or(title, "Threat model"));
  put_pages(&page, surface);
  cairo_surface_finish(surface);
cleanup:
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
    status = status_make(STATUS_BROKEN, "the PDF cannot be made: %s",
                         cairo_status_to_string(cairo_surface_status(surface)));
    out->len = start;
  }
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return status;
}
