/* The theme table as a style sheet, and the links. Light is the default; dark stands behind
 * `screen`, so that paper stays light whatever the reader prefers. */
#include "draw/drawing.h"
#include "draw/paint.h"

static void put_paint(struct writer *out, const struct style_row *row, int dark)
{
  bool is_text = row->size > 0;
  const char *fill = row->fill[dark], *stroke = row->stroke[dark];
  writer_format(out, "fill:%s", *fill ? fill : "none");
  if (!is_text && *stroke) writer_format(out, ";stroke:%s", stroke);
}

static void put_rest(struct writer *out, const struct style_row *row)
{
  if (row->width > 0) {
    writer_text(out, ";stroke-width:");
    writer_decimal(out, row->width);
  }
  if (*row->dash) writer_format(out, ";stroke-dasharray:%s", row->dash);
  if (row->size > 0) {
    writer_format(out, ";font-weight:%d;font-size:", row->weight);
    writer_decimal(out, row->size);
    writer_text(out, "px");
  }
  if (row->anchor == 'm') writer_text(out, ";text-anchor:middle");
}

static void put_rules(struct writer *out, const bool *is_used, int palette, bool is_whole)
{
  for (int i = 0; i < STYLE_COUNT; i++) {
    if (!is_used[i]) continue;
    writer_format(out, ".ctm .%s{", theme[i].css);
    put_paint(out, &theme[i], palette);
    if (is_whole) put_rest(out, &theme[i]);
    writer_text(out, "}\n");
  }
}

static void find_used(const struct scene *scene, bool *is_used)
{
  for (size_t i = 0; i < scene->marks.len; i++) {
    enum mark_kind kind = scene->marks.at[i].kind;
    if (kind != MARK_OPEN && kind != MARK_CLOSE) is_used[scene->marks.at[i].style] = true;
  }
}

/* A family of a user's file goes into quotes; what would end them is left out. */
static void put_families(struct writer *out, const char *given)
{
  if (given) writer_char(out, '\'');
  for (const char *at = given; given && *at; at++)
    if (!strchr("'\\<>&{};", *at)) writer_char(out, *at);
  writer_text(out, given ? "'," THEME_FONT_CSS : THEME_FONT_CSS);
}

static void put_style(struct writer *out, const bool *is_used, enum draw_theme choice,
                      const char *family)
{
  writer_text(out, "\n.ctm{font-family:");
  put_families(out, family);
  writer_text(out, ";stroke-linejoin:round;stroke-linecap:butt}\n.ctm use{stroke-linecap:round}\n");
  put_rules(out, is_used, choice == DRAW_THEME_DARK, true);
  writer_text(out, ".ctm a{cursor:pointer}\n.ctm .g-tabs{pointer-events:none}\n.ctm .g-boundary "
                   "rect{pointer-events:all}\n"
                   ".ctm a:hover .name,.ctm a:hover .row{text-decoration:underline}\n"
                   ".ctm .g-flow:hover .flow,.ctm .g-flow:focus-within .flow"
                   "{stroke-width:3}\n"
                   ".ctm a:focus .card,.ctm a:focus .number{stroke-width:3}\n");
  if (choice != DRAW_THEME_AUTO) return;
  writer_text(out, "@media screen and (prefers-color-scheme:dark){\n");
  put_rules(out, is_used, 1, false);
  writer_text(out, "}\n");
}

void paint_css(struct writer *out, const struct scene *scene, enum draw_theme choice,
               const char *family)
{
  bool is_used[STYLE_COUNT] = {false};
  find_used(scene, is_used);
  put_style(out, is_used, choice, family);
}

void draw_style(struct writer *out, enum draw_theme choice)
{
  bool is_used[STYLE_COUNT];
  for (int i = 0; i < STYLE_COUNT; i++) is_used[i] = true;
  put_style(out, is_used, choice, NULL);
}

static bool is_plain(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (c && strchr("-._~/", c));
}

bool paint_href(struct writer *out, const struct group *group, const struct draw_options *options)
{
  bool is_sheet = group->to_sheet && options->sheet_suffix;
  const char *target = is_sheet ? group->to_sheet : group->link;
  if (!target || !*target || (!is_sheet && !options->link_base)) return false;
  writer_text(out, is_sheet ? text_or(options->sheet_base, "") : options->link_base);
  for (const char *at = target; *at; at++) {
    if (is_plain(*at))
      writer_char(out, *at);
    else
      writer_format(out, "%%%02X", (unsigned char)*at);
  }
  if (is_sheet) writer_text(out, options->sheet_suffix);
  return true;
}
