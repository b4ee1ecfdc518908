/* A scene as SVG: real text, ids that are element paths, roles and names for those who hear the
 * picture, colours by class so that one file is light, dark and print. No script. */
#include "base/xml.h"
#include "draw/drawing.h"
#include "draw/paint.h"
#include "draw/shape.h"

#include <math.h>
#include <string.h>

struct svg {
  struct xml *xml;
  const struct drawing *drawing;
  const struct draw_options *options;
  struct writer scratch;
  unsigned depth;
  bool is_linked[8]; /* by depth: groups nest little */
};

static const char *prefixed(struct svg *svg, const char *text)
{
  svg->scratch.len = 0;
  writer_format(&svg->scratch, "%s%s", text_or(svg->options->id_prefix, ""), text);
  return svg->scratch.at;
}

static void attribute_id(struct svg *svg, const char *id)
{
  if (id) xml_attribute(svg->xml, "id", prefixed(svg, id));
}

/* A group that is nothing but a link is an <a> alone. */
static void open_group(struct svg *svg, const struct group *group)
{
  struct xml *xml = svg->xml;
  struct writer href = {0};
  bool is_linked = paint_href(&href, group, svg->options);
  bool is_bare = is_linked && group->role == GROUP_ROW;
  xml_start(xml, is_bare ? "a" : "g");
  if (is_bare) xml_attribute(xml, "href", href.at);
  attribute_id(svg, group->id);
  xml_attribute(xml, "class", group->css);
  if (group->step) xml_attribute_number(xml, "data-step", group->step);
  if (group->role == GROUP_HIDDEN) xml_attribute(xml, "aria-hidden", "true");
  if (group->role == GROUP_SYMBOL) {
    xml_attribute(xml, "role", "graphics-symbol img");
    xml_attribute(xml, "aria-label", group->title);
  }
  if (group->title) xml_element(xml, "title", group->title);
  if (group->desc && *group->desc) xml_element(xml, "desc", group->desc);
  if (is_linked && !is_bare) {
    xml_start(xml, "a");
    xml_attribute(xml, "href", href.at);
    /* a frame's texts stand on its tab: the link has none of its own */
    if (strncmp(group->css, "g-boundary", 10) == 0) xml_attribute(xml, "aria-label", group->title);
  }
  writer_free(&href);
  svg->is_linked[svg->depth++] = is_linked && !is_bare;
}

static void close_group(struct svg *svg)
{
  if (svg->is_linked[--svg->depth]) xml_end(svg->xml);
  xml_end(svg->xml);
}

static void attribute_class(struct svg *svg, enum style style)
{
  xml_attribute(svg->xml, "class", theme[style].css);
}

static void put_box(struct svg *svg, const struct mark *mark)
{
  struct xml *xml = svg->xml;
  bool is_line = mark->box.h == 0;
  xml_start(xml, is_line ? "path" : "rect");
  attribute_class(svg, mark->style);
  if (is_line) {
    svg->scratch.len = 0;
    writer_char(&svg->scratch, 'M');
    writer_decimal(&svg->scratch, mark->box.x);
    writer_char(&svg->scratch, ' ');
    writer_decimal(&svg->scratch, mark->box.y);
    writer_char(&svg->scratch, 'h');
    writer_decimal(&svg->scratch, mark->box.w);
    xml_attribute(xml, "d", svg->scratch.at);
  } else {
    xml_attribute_decimal(xml, "x", mark->box.x);
    xml_attribute_decimal(xml, "y", mark->box.y);
    xml_attribute_decimal(xml, "width", mark->box.w);
    xml_attribute_decimal(xml, "height", mark->box.h);
    if (mark->radius > 0) xml_attribute_decimal(xml, "rx", mark->radius);
  }
  xml_end(xml);
}

static void put_circle(struct svg *svg, const struct mark *mark)
{
  xml_start(svg->xml, "circle");
  attribute_class(svg, mark->style);
  xml_attribute_decimal(svg->xml, "cx", mark->box.x);
  xml_attribute_decimal(svg->xml, "cy", mark->box.y);
  xml_attribute_decimal(svg->xml, "r", mark->box.w);
  xml_end(svg->xml);
}

static void put_point(struct writer *out, struct point p)
{
  writer_decimal(out, p.x);
  writer_char(out, ' ');
  writer_decimal(out, p.y);
}

/* Where a path has got to: relative numbers are shorter, and exact since all are tenths. */
struct pen {
  struct writer *out;
  struct point at, start;
};

static void put_op(struct pen *pen, char op, const struct point *points)
{
  int count = op == 'C' ? 3 : op == 'Z' ? 0 : 1;
  writer_char(pen->out, op == 'M' ? 'M' : (char)(op + 'a' - 'A'));
  for (int i = 0; i < count; i++) {
    if (i) writer_char(pen->out, ' ');
    struct point from = op == 'M' ? (struct point){0, 0} : pen->at;
    put_point(pen->out, (struct point){points[i].x - from.x, points[i].y - from.y});
  }
  if (count) pen->at = points[count - 1];
  if (op == 'M') pen->start = pen->at;
  if (op == 'Z') pen->at = pen->start;
}

static void put_path(struct svg *svg, const struct mark *mark)
{
  svg->scratch.len = 0;
  struct pen pen = {.out = &svg->scratch};
  const struct point *points = mark->points;
  for (const char *op = mark->ops; *op; op++) {
    put_op(&pen, *op, points);
    points += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
  }
  xml_start(svg->xml, "path");
  attribute_class(svg, mark->style);
  xml_attribute(svg->xml, "d", svg->scratch.at);
  xml_end(svg->xml);
}

/* Scripts whose letters join cannot be spaced apart: those are stretched instead. */
static bool is_joined(const char *text)
{
  for (; *text; text++)
    if ((unsigned char)*text >= 0xd6) return (unsigned char)*text < 0xe3;
  return false;
}

static void put_text(struct svg *svg, const struct mark *mark)
{
  struct xml *xml = svg->xml;
  xml_start(xml, "text");
  attribute_class(svg, mark->style);
  xml_attribute_decimal(xml, "x", mark->box.x);
  xml_attribute_decimal(xml, "y", mark->box.y);
  if (mark->box.w > 30) {
    xml_attribute_decimal(xml, "textLength", mark->box.w);
    if (is_joined(mark->text)) xml_attribute(xml, "lengthAdjust", "spacingAndGlyphs");
  }
  xml_text(xml, mark->text);
  xml_end(xml);
}

/* The id of a pictogram in one size; most are used in one only. */
static const char *glyph_id(struct svg *svg, const struct mark *mark, const char *before)
{
  svg->scratch.len = 0;
  writer_format(&svg->scratch, "%s%si--%s", before, text_or(svg->options->id_prefix, ""),
                mark->glyph->name);
  if (mark->box.w < 18) writer_format(&svg->scratch, "-%d", (int)mark->box.w);
  return svg->scratch.at;
}

static void put_glyph(struct svg *svg, const struct mark *mark)
{
  xml_start(svg->xml, "use");
  attribute_class(svg, mark->style);
  xml_attribute(svg->xml, "href", glyph_id(svg, mark, "#"));
  xml_attribute_decimal(svg->xml, "x", mark->box.x);
  xml_attribute_decimal(svg->xml, "y", mark->box.y);
  xml_end(svg->xml);
}

static void put_mark(struct svg *svg, const struct mark *mark)
{
  switch (mark->kind) {
  case MARK_OPEN:
    open_group(svg, mark->group);
    break;
  case MARK_CLOSE:
    close_group(svg);
    break;
  case MARK_BOX:
    put_box(svg, mark);
    break;
  case MARK_CIRCLE:
    put_circle(svg, mark);
    break;
  case MARK_PATH:
    put_path(svg, mark);
    break;
  case MARK_TEXT:
    put_text(svg, mark);
    break;
  case MARK_GLYPH:
    put_glyph(svg, mark);
    break;
  }
}

struct scaled {
  struct pen pen;
  double scale;
};

static void add_glyph_op(struct scaled *to, char op, const struct point *points)
{
  struct point at[3] = {{0, 0}, {0, 0}, {0, 0}};
  for (int i = 0; i < (op == 'C' ? 3 : op == 'Z' ? 0 : 1); i++)
    at[i] = (struct point){round(points[i].x * to->scale * 10) / 10,
                           round(points[i].y * to->scale * 10) / 10};
  put_op(&to->pen, op, at);
}

static void put_def(struct svg *svg, const struct mark *mark)
{
  struct scaled to = {.pen = {.out = &svg->scratch}, .scale = mark->box.w / 20};
  xml_start(svg->xml, "path");
  xml_attribute(svg->xml, "id", glyph_id(svg, mark, ""));
  svg->scratch.len = 0;
  const struct point *points = mark->glyph->points;
  for (const char *op = mark->glyph->ops; *op; op++) {
    add_glyph_op(&to, *op, points);
    points += *op == 'C' ? 3 : *op == 'Z' ? 0 : 1;
  }
  xml_attribute(svg->xml, "d", svg->scratch.at);
  xml_end(svg->xml);
}

static bool is_defined(const struct scene *scene, size_t number)
{
  const struct mark *mark = &scene->marks.at[number];
  for (size_t i = 0; i < number; i++) {
    const struct mark *other = &scene->marks.at[i];
    if (other->kind == MARK_GLYPH && other->glyph == mark->glyph && other->box.w == mark->box.w)
      return true;
  }
  return false;
}

/* Each pictogram in use, once a size. */
static void put_defs(struct svg *svg)
{
  const struct scene *scene = &svg->drawing->scene;
  xml_start(svg->xml, "defs");
  for (size_t i = 0; i < scene->marks.len; i++) {
    const struct mark *mark = &scene->marks.at[i];
    if (mark->kind == MARK_GLYPH && !is_defined(scene, i)) put_def(svg, mark);
  }
  xml_end(svg->xml);
}

static void put_head(struct svg *svg)
{
  struct xml *xml = svg->xml;
  const struct sheet *sheet = svg->drawing->sheet;
  const struct scene *scene = &svg->drawing->scene;
  xml_attribute(xml, "xmlns", "http://www.w3.org/2000/svg");
  attribute_id(svg, "sheet--");
  xml_attribute(xml, "class", "ctm");
  xml_attribute(xml, "role", "graphics-document document");
  xml_attribute(xml, "aria-label", text_or(sheet->title, text_or(sheet->id, "diagram")));
  xml_attribute_decimal(xml, "width", scene->width);
  xml_attribute_decimal(xml, "height", scene->height);
  svg->scratch.len = 0;
  writer_text(&svg->scratch, "0 0 ");
  put_point(&svg->scratch, (struct point){scene->width, scene->height});
  xml_attribute(xml, "viewBox", svg->scratch.at);
  xml_element(xml, "title", text_or(sheet->title, text_or(sheet->id, "diagram")));
}

/* What made these bytes: the layout depends on the measuring font. */
static void put_metadata(struct svg *svg)
{
  const struct sheet *sheet = svg->drawing->sheet;
  xml_start(svg->xml, "metadata");
  xml_text_format(svg->xml, "%s; model %s; sha256 %s; as of %s; measured with %s",
                  text_or(sheet->tool, "ctm"), text_or(sheet->model, "?"),
                  text_or(sheet->digest, "?"), text_or(sheet->as_of, "?"),
                  fonts_family(svg->drawing->fonts));
  xml_end(svg->xml);
}

static void put_style(struct svg *svg)
{
  struct writer css = {0};
  paint_css(&css, &svg->drawing->scene, svg->options->theme,
            fonts_given_family(svg->drawing->fonts));
  xml_element(svg->xml, "style", css.at);
  writer_free(&css);
}

struct status drawing_svg(const struct drawing *drawing, const struct draw_options *options,
                          struct writer *out)
{
  static const struct draw_options plain;
  struct svg svg = {.drawing = drawing, .options = options ? options : &plain};
  svg.xml = xml_open(out, svg.options->is_inline ? XML_FRAGMENT : XML_COMPACT);
  xml_start(svg.xml, "svg");
  put_head(&svg);
  if (!svg.options->is_plain) {
    put_metadata(&svg);
    put_style(&svg);
  }
  put_defs(&svg);
  for (size_t i = 0; i < drawing->scene.marks.len; i++) put_mark(&svg, &drawing->scene.marks.at[i]);
  xml_close(svg.xml);
  writer_free(&svg.scratch);
  return STATUS_FINE;
}
