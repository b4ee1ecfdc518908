/* The table beneath: attack steps first, in order, then the flows by number, in as many columns as
 * the sheet is wide. A row has two lines: between what, and what about it. */
#include "draw/compose.h"

#include <math.h>
#include <string.h>

#define COLUMN    300.0
#define GUTTER    26.0
#define ROW       34.0 /* and 13 more where the second line needs two */
#define HEADING   26.0
#define INDENT    30.0

#define SEPARATOR " · " /* between the parts of a second line */

enum row_kind { ROW_HEAD, ROW_STEP, ROW_FLOW };

struct row {
  enum row_kind kind;
  enum style style;      /* of a heading */
  const char *ends;      /* first line; or the heading */
  const char *from, *to; /* the two ends; `to` NULL: within one thing */
  const char *about;     /* what follows */
  struct line lines[3];
  unsigned line_count;
  bool is_cut;
  const struct sheet_step *step;
  const struct sheet_flow *flow;
};

struct rows {
  VEC_OF(struct row) all;
};

static void add(struct writer *text, const char *before, const char *value)
{
  if (!value || !*value) return;
  writer_format(text, "%s%s%s", text->len ? SEPARATOR : "", before, value);
}

static const char *keep(struct arena *arena, struct writer *text)
{
  const char *kept = text->len ? arena_copy(arena, text->at, text->len) : "";
  writer_free(text);
  return kept;
}

static const char *name_of(const struct sheet *sheet, uint32_t card)
{
  return text_or(sheet->cards[card].title, sheet->cards[card].id);
}

static const char *ends_of(struct drawing *drawing, uint32_t from, uint32_t to)
{
  const struct sheet *sheet = drawing->sheet;
  if (from == to) return name_of(sheet, from);
  return arena_format(&drawing->arena, "%s → %s", name_of(sheet, from), name_of(sheet, to));
}

static struct row step_row(struct drawing *drawing, const struct sheet_step *step)
{
  struct writer about = {0};
  add(&about, "", step->technique);
  add(&about, "", step->text);
  if (step->is_stopped) add(&about, "", "stopped");
  if (step->flow != SHEET_NONE) {
    const struct sheet_flow *flow = &drawing->sheet->flows[step->flow];
    add(&about, "flow ", flow_number(&drawing->arena, flow));
    add(&about, "", flow->over);
  }
  return (struct row){.kind = ROW_STEP,
                      .ends = ends_of(drawing, step->from, step->to),
                      .from = name_of(drawing->sheet, step->from),
                      .to = step->from == step->to ? NULL : name_of(drawing->sheet, step->to),
                      .about = keep(&drawing->arena, &about),
                      .step = step};
}

static struct row flow_row(struct drawing *drawing, const struct sheet_flow *flow)
{
  struct writer about = {0};
  add(&about, "", flow->what);
  add(&about, "", flow->over);
  add(&about, "carries ", flow->carries);
  add(&about, "with ", flow->controls);
  return (struct row){.kind = ROW_FLOW,
                      .ends = ends_of(drawing, flow->from, flow->to),
                      .from = name_of(drawing->sheet, flow->from),
                      .to = name_of(drawing->sheet, flow->to),
                      .about = keep(&drawing->arena, &about),
                      .flow = flow};
}

static void collect(struct drawing *drawing, struct rows *rows)
{
  const struct sheet *sheet = drawing->sheet;
  struct arena *arena = &drawing->arena;
  if (sheet->step_count)
    vec_push(
        arena, &rows->all,
        (struct row){.kind = ROW_HEAD, .style = STYLE_HEAD_ATTACK, .ends = "Attack, step by step"});
  for (size_t i = 0; i < sheet->step_count; i++)
    vec_push(arena, &rows->all, step_row(drawing, &sheet->steps[i]));
  if (sheet->flow_count)
    vec_push(arena, &rows->all,
             (struct row){.kind = ROW_HEAD, .style = STYLE_HEAD, .ends = "Flows"});
  for (size_t i = 0; i < sheet->flow_count; i++)
    vec_push(arena, &rows->all, flow_row(drawing, &sheet->flows[i]));
}

/* The end of the last whole part that fits on a line; NULL if not even the first does. */
static const char *last_part(struct drawing *drawing, const char *about, double room)
{
  const char *end = NULL;
  for (const char *at = strstr(about, SEPARATOR); at; at = strstr(at + 1, SEPARATOR)) {
    const char *head = arena_format(&drawing->arena, "%.*s", (int)(at - about), about);
    if (fonts_width(drawing->fonts, STYLE_ROW_SUB, head) > room) break;
    end = at;
  }
  return end;
}

/* On one line or two, broken between parts where that works out. */
static void break_about(struct drawing *drawing, struct row *row, double room)
{
  struct arena *arena = &drawing->arena;
  const char *about = row->about;
  bool fits = fonts_width(drawing->fonts, STYLE_ROW_SUB, about) <= room;
  const char *end = fits ? NULL : last_part(drawing, about, room);
  if (!end) {
    row->line_count += fonts_wrap(drawing->fonts, arena, STYLE_ROW_SUB, about, room, 2,
                                  row->lines + 1, &row->is_cut);
    return;
  }
  const char *head = arena_format(arena, "%.*s", (int)(end - about), about);
  row->lines[1] = (struct line){head, fonts_width(drawing->fonts, STYLE_ROW_SUB, head)};
  row->lines[2] =
      fonts_fit(drawing->fonts, arena, STYLE_ROW_SUB, end + strlen(SEPARATOR), room, &row->is_cut);
  row->line_count = 3;
}

/* Both names stay: the longer one is shortened first, to no less than half of the room. */
static struct line fit_ends(struct drawing *drawing, struct row *row, double room)
{
  struct fonts *fonts = drawing->fonts;
  struct arena *arena = &drawing->arena;
  if (!row->to || fonts_width(fonts, STYLE_ROW, row->ends) <= room)
    return fonts_fit(fonts, arena, STYLE_ROW, row->ends, room, &row->is_cut);
  double left = room - fonts_width(fonts, STYLE_ROW, " → ") - 2; /* kerning at the seams */
  double from = fonts_width(fonts, STYLE_ROW, row->from),
         to = fonts_width(fonts, STYLE_ROW, row->to);
  double for_from = fmax(left / 2, left - to), for_to = fmax(left / 2, left - from);
  const char *a = fonts_fit(fonts, arena, STYLE_ROW, row->from, for_from, &row->is_cut).text;
  const char *b = fonts_fit(fonts, arena, STYLE_ROW, row->to, for_to, &row->is_cut).text;
  const char *text = arena_format(arena, "%s → %s", a, b);
  return (struct line){text, fonts_width(fonts, STYLE_ROW, text)};
}

static void break_rows(struct drawing *drawing, struct rows *rows, double width)
{
  for (size_t i = 0; i < rows->all.len; i++) {
    struct row *row = &rows->all.at[i];
    if (row->kind == ROW_HEAD) continue;
    row->lines[0] = fit_ends(drawing, row, width - INDENT);
    row->line_count = 1;
    if (*row->about) break_about(drawing, row, width - INDENT);
  }
}

static double height_of(const struct row *row)
{
  return row->kind == ROW_HEAD ? HEADING : ROW + (row->line_count > 2 ? 13 : 0);
}

/* The number of the row that begins a new column, were columns `limit` high. */
static size_t column_end(const struct rows *rows, size_t from, double limit)
{
  double y = 0;
  size_t i = from;
  for (; i < rows->all.len; i++) {
    const struct row *row = &rows->all.at[i];
    /* a heading stays with its first row */
    double needed = height_of(row) + (row->kind == ROW_HEAD ? ROW : 0);
    if (i > from && y + needed > limit + 0.5) break;
    y += height_of(row);
  }
  return i;
}

static size_t columns_needed(const struct rows *rows, double limit)
{
  size_t count = 0;
  for (size_t at = 0; at < rows->all.len; count++) at = column_end(rows, at, limit);
  return count;
}

/* The least height with which `columns` columns hold all rows. */
static double even_height(const struct rows *rows, size_t columns)
{
  double limit = HEADING + ROW;
  while (columns_needed(rows, limit) > columns) limit += 2;
  return limit;
}

static void paint_number_of(struct drawing *drawing, const struct row *row, double x, double y)
{
  struct scene *scene = &drawing->scene;
  if (row->kind == ROW_STEP) {
    paint_disc(scene, x + 10, y + 15, row->step->number, row->step->is_stopped);
    return;
  }
  const char *text = flow_number(scene->arena, row->flow);
  double width = fonts_width(drawing->fonts, STYLE_NUMBER_TEXT, text);
  if (*text) paint_number(scene, x + 10, y + 15, text, width > 14 ? width + 8 : 17);
}

static void paint_row(struct drawing *drawing, const struct row *row, double x, double y)
{
  struct scene *scene = &drawing->scene;
  struct arena *arena = &drawing->arena;
  if (row->kind == ROW_HEAD) {
    scene_text(scene, row->style, x, y + 16, row->ends,
               fonts_width(drawing->fonts, row->style, row->ends));
    return;
  }
  const char *whole = row->is_cut ? arena_format(arena, "%s: %s", row->ends, row->about) : NULL;
  const char *link = row->step ? row->step->link : row->flow->link;
  scene_open(scene, (struct group){.role = GROUP_ROW, .title = whole, .link = link});
  paint_number_of(drawing, row, x, y);
  y += 12.5;
  for (unsigned i = 0; i < row->line_count; i++, y += 13.3)
    scene_text(scene, i ? STYLE_ROW_SUB : STYLE_ROW, x + INDENT, y, row->lines[i].text,
               row->lines[i].width);
  scene_close(scene);
}

double paint_table(struct drawing *drawing, double y, double width)
{
  struct rows rows = {0};
  collect(drawing, &rows);
  if (!rows.all.len) return y;
  struct scene *scene = &drawing->scene;
  size_t columns = (size_t)fmax(1, floor((width + GUTTER) / (COLUMN + GUTTER)));
  double column = (width + GUTTER) / (double)columns - GUTTER;
  break_rows(drawing, &rows, column);
  double limit = even_height(&rows, columns);
  scene_box(scene, STYLE_RULE, (struct box){MARGIN, y, width, 0}, 0);
  y += 10;
  scene_open(scene, (struct group){.role = GROUP_PLAIN, .css = "g-table"});
  for (size_t at = 0, k = 0; at < rows.all.len; k++) {
    double x = MARGIN + (double)k * (column + GUTTER), down = y;
    for (size_t end = column_end(&rows, at, limit); at < end; at++) {
      paint_row(drawing, &rows.all.at[at], x, down);
      down += height_of(&rows.all.at[at]);
    }
  }
  scene_close(scene);
  return y + limit + 8;
}
