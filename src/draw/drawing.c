#include "draw/drawing.h"

#include <assert.h>
#include <stdlib.h>

static void warn_of_missing_glyphs(struct drawing *drawing)
{
  const char *const *texts;
  size_t count = fonts_missing(drawing->fonts, &texts);
  if (!count) return;
  struct arena *arena = &drawing->arena;
  const char *more = count > 1 ? arena_format(arena, " and %zu more", count - 1) : "";
  vec_push(arena, &drawing->warnings,
           (struct draw_warning){
               CODE_E0602,
               arena_format(arena, "no font has all characters of \"%s\"%s", texts[0], more)});
}

/* What a caller must not get wrong. */
static void check_sheet(const struct sheet *sheet)
{
  for (size_t i = 0; i < sheet->boundary_count; i++)
    assert(sheet->boundaries[i].parent == SHEET_NONE || sheet->boundaries[i].parent < i);
  for (size_t i = 0; i < sheet->card_count; i++)
    assert(sheet->cards[i].parent == SHEET_NONE || sheet->cards[i].parent < sheet->boundary_count);
  for (size_t i = 0; i < sheet->flow_count; i++)
    assert(sheet->flows[i].from != sheet->flows[i].to && sheet->flows[i].to < sheet->card_count &&
           sheet->flows[i].from < sheet->card_count);
  for (size_t i = 0; i < sheet->step_count; i++)
    assert(sheet->steps[i].from < sheet->card_count && sheet->steps[i].to < sheet->card_count);
  (void)sheet;
}

struct status drawing_make(struct drawing **out, const struct sheet *sheet,
                           const struct draw_means *means)
{
  static const struct draw_means plain;
  if (!means) means = &plain;
  check_sheet(sheet);
  layout_open(); /* before Pango starts a thread */
  struct drawing *drawing = calloc(1, sizeof *drawing);
  if (!drawing) memory_exhausted(sizeof *drawing);
  drawing->sheet = sheet;
  struct status status = fonts_open(&drawing->fonts, &means->fonts);
  if (status.code != STATUS_OK) {
    free(drawing);
    return status;
  }
  drawing->pictograms = pictograms_open(&drawing->arena, means->glyphs);
  measure_nodes(drawing);
  collect_edges(drawing);
  choose_plan(drawing);
  compose(drawing);
  warn_of_missing_glyphs(drawing);
  if (*pictograms_fault(drawing->pictograms))
    vec_push(&drawing->arena, &drawing->warnings,
             (struct draw_warning){CODE_E0607, pictograms_fault(drawing->pictograms)});
  *out = drawing;
  return STATUS_FINE;
}

void drawing_free(struct drawing *drawing)
{
  if (!drawing) return;
  fonts_close(drawing->fonts);
  arena_free(&drawing->arena);
  free(drawing);
}

const struct draw_warning *drawing_warnings(const struct drawing *drawing, size_t *count)
{
  *count = drawing->warnings.len;
  return drawing->warnings.at;
}

void drawing_size(const struct drawing *drawing, double *width, double *height)
{
  *width = drawing->scene.width;
  *height = drawing->scene.height;
}

struct draw_metrics drawing_metrics(const struct drawing *drawing)
{
  return drawing->plan.metrics;
}

struct status draw_svg(const struct sheet *sheet, const struct draw_options *options,
                       struct writer *out)
{
  struct drawing *drawing;
  struct status status = drawing_make(&drawing, sheet, NULL);
  if (status.code == STATUS_OK) status = drawing_svg(drawing, options, out);
  if (status.code == STATUS_OK) drawing_free(drawing);
  return status;
}

struct status draw_pdf(const struct sheet *const *sheets, size_t count, const char *title,
                       const struct draw_options *options, struct writer *out)
{
  struct status status = STATUS_FINE;
  struct drawing **drawings = calloc(count + 1, sizeof *drawings);
  if (!drawings) memory_exhausted(count);
  for (size_t i = 0; i < count && status.code == STATUS_OK; i++)
    status = drawing_make(&drawings[i], sheets[i], NULL);
  if (status.code == STATUS_OK)
    status = drawing_pdf((const struct drawing *const *)drawings, count, title, options, out);
  for (size_t i = 0; i < count; i++) drawing_free(drawings[i]);
  free(drawings);
  return status;
}
