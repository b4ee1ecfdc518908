/* ctm build: one analysis, many printers, none of which decides anything. */
#include "api/api.h"
#include "draw/draw.h"
#include "draw/layout.h"
#include "draw/view.h"
#include "write/html.h"
#include "write/report.h"
#include "write/report_pdf.h"
#include "write/sarif.h"
#include "write/templates.h"
#include "write/xml.h"

struct ctm_built {
  VEC_OF(const char *) files;
};

struct building {
  struct ctm_unit *unit;
  const char *folder;
  unsigned outputs;
  const ctm_look *look;
  ctm_fail_on fail_on;
  bool is_plan; /* the files are named alone: nothing is drawn or written */
  struct ctm_built *built;
  const struct sheet *const *sheets;
  size_t sheet_count;
  struct drawing **drawings; /* by sheet */
  uint32_t failed_layouts;
  struct html_template *template; /* of the report */
  struct report_sheet *shown;     /* by sheet: its picture for the report */
};

enum { NEED_SHEETS = CTM_SVG | CTM_PDF | CTM_PNG | CTM_HTML | CTM_REPORT_PDF };

/* --- drawing ---------------------------------------------------------------------------------- */

static void keep_warnings(struct unit *unit, const struct sheet *sheet,
                          const struct drawing *drawing)
{
  size_t count;
  const struct draw_warning *warnings = drawing_warnings(drawing, &count);
  struct span nowhere = SPAN_NOWHERE;
  for (size_t i = 0; i < count; i++)
    message_add(unit, warnings[i].code, nowhere, "sheet %s: %s", sheet->id, warnings[i].text);
}

static struct draw_means means_of(const ctm_look *look)
{
  return (struct draw_means){{look->fonts, look->font_count}, look->glyphs};
}

static struct status paint(const struct drawing *drawing, const struct sheet *sheet,
                           ctm_output output, const ctm_look *look, bool are_linked,
                           struct writer *out)
{
  static const enum draw_theme themes[] = {DRAW_THEME_AUTO, DRAW_THEME_LIGHT, DRAW_THEME_DARK};
  struct draw_options options = {.link_base = are_linked ? "register.xml#" : NULL,
                                 .sheet_suffix = are_linked ? ".svg" : NULL,
                                 .theme = themes[look->theme],
                                 .scale = look->scale};
  if (output == CTM_SVG) return drawing_svg(drawing, &options, out);
  if (output == CTM_PNG) return drawing_png(drawing, &options, out);
  options.sheet_suffix = NULL;
  return drawing_pdf(&drawing, 1, sheet->title, &options, out);
}

/* --- files ------------------------------------------------------------------------------------ */

static struct status write_file(struct building *b, const char *stem, const char *ending,
                                const struct writer *content)
{
  struct arena *arena = &b->unit->unit.arena;
  const char *slash = b->folder[strlen(b->folder) - 1] == '/' ? "" : "/";
  const char *path = arena_format(arena, "%s%s%s.%s", b->folder, slash, stem, ending);
  struct status status = STATUS_FINE;
  if (!b->is_plan) status = file_replace(path, content->at ? content->at : "", content->len);
  if (status.code == STATUS_OK) vec_push(arena, &b->built->files, path);
  return status;
}

static struct status write_pictures(struct building *b, const struct sheet *sheet,
                                    const struct drawing *drawing)
{
  static const struct {
    ctm_output output;
    const char *ending;
  } kinds[] = {{CTM_SVG, "svg"}, {CTM_PDF, "pdf"}, {CTM_PNG, "png"}};
  struct status status = STATUS_FINE;
  for (int i = 0; i < 3 && status.code == STATUS_OK; i++) {
    if (!(b->outputs & kinds[i].output)) continue;
    struct writer content = {0};
    if (!b->is_plan)
      status = paint(drawing, sheet, kinds[i].output, b->look, b->outputs & CTM_XML, &content);
    if (status.code == STATUS_OK) status = write_file(b, sheet->id, kinds[i].ending, &content);
    writer_free(&content);
  }
  return status;
}

static struct status write_sheet(struct building *b, size_t number)
{
  const struct sheet *sheet = b->sheets[number];
  if (b->is_plan) return write_pictures(b, sheet, NULL);
  struct draw_means means = means_of(b->look);
  struct status status = drawing_make(&b->drawings[number], sheet, &means);
  struct drawing *drawing = b->drawings[number];
  if (status.code == STATUS_OK) keep_warnings(&b->unit->unit, sheet, drawing);
  if (status.code == STATUS_OK) status = write_pictures(b, sheet, drawing);
  if (status.code == STATUS_OK && (b->outputs & CTM_HTML)) {
    const char *prefix = arena_format(&b->unit->unit.arena, "s%zu-", number + 1);
    struct draw_options options = report_draw_options(prefix);
    b->shown[number].sheet = sheet;
    status = drawing_svg(drawing, &options, &b->shown[number].svg);
  }
  if (b->outputs & CTM_REPORT_PDF) return status; /* which still needs it */
  drawing_free(drawing);
  b->drawings[number] = NULL;
  return status;
}

/* --- the report ------------------------------------------------------------------------------- */

/* The template as a source of the unit, so that messages can show it. */
static struct status read_template(struct ctm_unit *self, const char *path, uint32_t *source)
{
  struct unit *unit = &self->unit;
  bool is_too_large = false;
  struct str text = template_report_xsl;
  struct status status = STATUS_FINE;
  if (path) status = source_read(&unit->arena, path, LIMIT_FILE_BYTES, &text, &is_too_large);
  if (status.code != STATUS_OK) return status;
  if (is_too_large)
    return status_make(STATUS_CANNOT_READ, "%s: a template has at most 16 MiB", path);
  const char *name = path ? arena_copy(&unit->arena, path, strlen(path)) : "report.xsl";
  *source = unit_add_source(unit, name, NULL, text, !path);
  return STATUS_FINE;
}

static ctm_status open_template(struct building *b, const char *path)
{
  uint32_t source = 0;
  struct status status = read_template(b->unit, path, &source);
  if (status.code != STATUS_OK) return unit_status(b->unit, &status);
  return html_template_open(&b->template, &b->unit->unit, source) ? CTM_OK : CTM_ERRORS;
}

/* A template that fails leaves messages and no file. */
static struct status write_html(struct building *b)
{
  struct writer input = {0}, page = {0};
  struct status status = STATUS_FINE;
  if (b->is_plan) return write_file(b, "report", "html", &page);
  write_report(b->unit->reg, b->shown, b->sheet_count, &input);
  if (html_template_apply(b->template, (struct str){input.at, input.len}, &page))
    status = write_file(b, "report", "html", &page);
  writer_free(&input);
  writer_free(&page);
  return status;
}

static struct status write_signed(struct building *b)
{
  struct writer content = {0};
  if (b->is_plan) return write_file(b, "report", "pdf", &content);
  struct report_picture *pictures =
      arena_new_array(&b->unit->unit.arena, b->sheet_count, struct report_picture);
  for (size_t i = 0; i < b->sheet_count; i++)
    pictures[i] = (struct report_picture){b->sheets[i], b->drawings[i]};
  struct draw_means means = means_of(b->look);
  struct status status =
      write_report_pdf(b->unit->reg, pictures, b->sheet_count, &means.fonts, &content);
  if (status.code == STATUS_OK) status = write_file(b, "report", "pdf", &content);
  writer_free(&content);
  return status;
}

/* --- files of the register -------------------------------------------------------------------- */

/* Files that are made of the register alone. */
static const struct {
  unsigned output;
  const char *stem, *ending;
  void (*print)(struct reg *reg, struct writer *out);
} register_files[] = {
    {CTM_XML, "register", "xml", write_register_xml},
    {CTM_FINDINGS_SARIF, "findings", "sarif", write_sarif},
};

static struct status write_register_files(struct building *b)
{
  struct status status = STATUS_FINE;
  size_t count = sizeof register_files / sizeof *register_files;
  for (size_t i = 0; i < count && status.code == STATUS_OK; i++) {
    if (!(b->outputs & register_files[i].output)) continue;
    struct writer content = {0};
    if (!b->is_plan) register_files[i].print(b->unit->reg, &content);
    status = write_file(b, register_files[i].stem, register_files[i].ending, &content);
    writer_free(&content);
  }
  return status;
}

/* --- all of it -------------------------------------------------------------------------------- */

static struct status write_all(struct building *b)
{
  struct status status = b->is_plan ? STATUS_FINE : directory_make(b->folder);
  uint32_t before = b->unit->unit.errors;
  if (b->outputs & NEED_SHEETS)
    b->sheet_count = view_sheets(&b->unit->unit, b->unit->reg, &b->sheets);
  b->shown = arena_new_array(&b->unit->unit.arena, b->sheet_count + 1, struct report_sheet);
  b->drawings = arena_new_array(&b->unit->unit.arena, b->sheet_count + 1, struct drawing *);
  for (size_t i = 0; i < b->sheet_count && status.code == STATUS_OK; i++)
    status = write_sheet(b, i);
  b->failed_layouts = b->unit->unit.errors - before;
  if (status.code == STATUS_OK) status = write_register_files(b);
  if (status.code == STATUS_OK && (b->outputs & CTM_HTML)) status = write_html(b);
  if (status.code == STATUS_OK && (b->outputs & CTM_REPORT_PDF)) status = write_signed(b);
  for (size_t i = 0; i < b->sheet_count; i++) {
    drawing_free(b->drawings[i]);
    writer_free(&b->shown[i].svg);
  }
  return status;
}

static ctm_status build_all(struct building *b)
{
  struct ctm_unit *self = b->unit;
  bool has_findings = unit_has_findings(self, b->fail_on);
  uint32_t errors = self->unit.errors;
  struct status status = write_all(b);
  if (status.code != STATUS_OK) return unit_status(self, &status);
  if (self->unit.errors > errors + b->failed_layouts) return CTM_ERRORS;
  if (b->failed_layouts) /* drawn as a grid, and said */
    return unit_fail(self, CTM_BROKEN, "the layout engine failed; all files are written");
  return has_findings ? CTM_FINDINGS : CTM_OK;
}

ctm_status ctm_build(ctm_unit *self, const ctm_outputs *outputs, const ctm_built **out)
{
  *out = NULL;
  if (outputs->formats & NEED_SHEETS) layout_open(); /* while there is little to fork */
  ctm_status made = unit_check(self);
  if (made != CTM_OK) return made;
  if (!outputs->folder || !outputs->folder[0]) return unit_fail(self, CTM_USAGE, "which folder?");
  struct building b = {.unit = self,
                       .folder = outputs->folder,
                       .outputs = outputs->formats,
                       .look = &outputs->look,
                       .fail_on = outputs->fail_on};
  if (b.outputs & CTM_HTML) made = open_template(&b, outputs->html_template);
  if (made != CTM_OK) return made;
  b.built = arena_new(&self->unit.arena, struct ctm_built);
  *out = b.built;
  made = build_all(&b);
  html_template_free(b.template);
  return made;
}

ctm_status ctm_build_plan(ctm_unit *self, const ctm_outputs *outputs, const ctm_built **out)
{
  *out = NULL;
  ctm_status ready = unit_judge(self);
  if (ready != CTM_OK) return ready;
  if (!outputs->folder || !outputs->folder[0]) return unit_fail(self, CTM_USAGE, "which folder?");
  struct building b = {.unit = self,
                       .folder = outputs->folder,
                       .outputs = outputs->formats,
                       .look = &outputs->look,
                       .is_plan = true};
  b.built = arena_new(&self->unit.arena, struct ctm_built);
  struct status status = write_all(&b);
  *out = b.built;
  return unit_status(self, &status);
}

size_t ctm_built_files(const ctm_built *built, const char *const **out)
{
  *out = built->files.at;
  return built->files.len;
}

/* --- one picture ------------------------------------------------------------------------------ */

static const struct sheet *find_sheet(struct ctm_unit *self, const char *id)
{
  const struct sheet *const *sheets;
  size_t count = view_sheets(&self->unit, self->reg, &sheets), distance = SIZE_MAX;
  struct str near = {0};
  for (size_t i = 0; i < count; i++) {
    if (strcmp(sheets[i]->id, id) == 0) return sheets[i];
    str_suggest(str_from(id), str_from(sheets[i]->id), &near, &distance);
  }
  struct writer all = {0};
  for (size_t i = 0; i < count && i < 20; i++)
    writer_format(&all, "%s%s", i ? ", " : "", sheets[i]->id);
  if (near.len)
    unit_fail(self, CTM_USAGE, "there is no sheet `%s`; did you mean `%.*s`?", id, STR_ARGS(near));
  else
    unit_fail(self, CTM_USAGE, "there is no sheet `%s`; there are %s", id,
              all.at ? all.at : "none");
  writer_free(&all);
  return NULL;
}

ctm_status ctm_render(ctm_unit *self, const char *id, ctm_output output, const ctm_look *look,
                      ctm_text **out)
{
  static const ctm_look plain;
  *out = NULL;
  if (!look) look = &plain;
  if (output != CTM_SVG && output != CTM_PDF && output != CTM_PNG)
    return unit_fail(self, CTM_USAGE, "a picture is SVG, PDF or PNG");
  layout_open();
  ctm_status ready = unit_judge(self);
  if (ready != CTM_OK) return ready;
  const struct sheet *sheet = find_sheet(self, id ? id : "overview");
  if (!sheet) return CTM_USAGE;
  struct drawing *drawing = NULL;
  struct writer content = {0};
  struct draw_means means = means_of(look);
  struct status status = drawing_make(&drawing, sheet, &means);
  if (status.code == STATUS_OK) {
    keep_warnings(&self->unit, sheet, drawing);
    status = paint(drawing, sheet, output, look, false, &content);
  }
  drawing_free(drawing);
  if (status.code == STATUS_OK) *out = text_made(&content);
  writer_free(&content);
  return unit_status(self, &status);
}
