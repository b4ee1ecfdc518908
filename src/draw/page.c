/* Scenes as the pages of a PDF: searchable, tagged, linked, outlined, the same bytes each time.
 * What cairo 1.16 wants, each found the hard way: every link inside a structure tag (else the
 * cross-reference table is broken); the background before any tag; quotes in addresses escaped; the
 * verdict asked of the surface after it is finished. */
#include "draw/canvas.h"
#include "draw/paint.h"

#include <cairo-pdf.h>
#include <string.h>

struct page {
  struct canvas canvas;
  const struct drawing *drawing;
  const struct drawing *const *all;
  size_t count;
  const struct draw_options *options;
  bool is_linked[8]; /* by depth of groups, as tags */
  const char *tags[8];
  unsigned depth;
};

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
    canvas_quote(link, "dest", name.at);
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
  if (is_found) canvas_quote(link, "uri", href.at);
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
  if (tag) cairo_tag_begin(page->canvas.cairo, tag, NULL);
  if (page->is_linked[depth]) cairo_tag_begin(page->canvas.cairo, CAIRO_TAG_LINK, link.at);
  writer_free(&link);
}

static void close_group(struct page *page)
{
  unsigned depth = --page->depth;
  if (page->is_linked[depth]) cairo_tag_end(page->canvas.cairo, CAIRO_TAG_LINK);
  if (page->tags[depth]) cairo_tag_end(page->canvas.cairo, page->tags[depth]);
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
  default:
    canvas_put(&page->canvas, mark);
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
  canvas_quote(&attributes, "name", name.at);
  cairo_tag_begin(page->canvas.cairo, CAIRO_TAG_DEST, attributes.at);
  cairo_tag_end(page->canvas.cairo, CAIRO_TAG_DEST);
  attributes.len = 0;
  canvas_quote(&attributes, "dest", name.at);
  cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT,
                                text_or(sheet->title, text_or(sheet->id, "sheet")), attributes.at,
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
  cairo_pdf_surface_set_page_label(surface, text_or(sheet->id, "sheet"));
  writer_free(&name);
  writer_free(&attributes);
  cairo_tag_begin(page->canvas.cairo, "Document", NULL);
  for (size_t i = 1; i < scene->marks.len; i++) put_mark(page, &scene->marks.at[i]);
  cairo_tag_end(page->canvas.cairo, "Document");
  cairo_show_page(page->canvas.cairo);
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

static void put_pages(struct page *page, cairo_surface_t *surface)
{
  for (size_t i = 0; i < page->count; i++) {
    page->drawing = page->all[i];
    page->canvas.fonts = page->drawing->fonts;
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
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(canvas_write, out, 1, 1);
  cairo_t *cairo = cairo_create(surface);
  struct page page = {.canvas = {.cairo = cairo, .palette = options->theme == DRAW_THEME_DARK},
                      .all = drawings,
                      .count = count,
                      .options = options};
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
