/* Reading pictograms. The file is the user's: no entities, no network, no DTD, and limits of size
 * and of points; what it may say is little, so that it looks like the others in every theme. */
#include "draw/pictogram_path.h"

#include "source/source.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

struct known {
  const char *name;
  const struct pictogram *pictogram; /* NULL: there is none */
};

struct pictograms {
  struct arena *arena;
  const char *folder;
  const char *fault;
  VEC_OF(struct known) known;
};

/* --- one file --------------------------------------------------------------------------------- */

struct reader {
  struct lines lines;
  const char *fault; /* a message, or NULL */
};

static bool get(const xmlNode *node, const char *name, double *number)
{
  xmlChar *text = xmlGetProp(node, (const xmlChar *)name);
  const char *at = (const char *)text;
  bool is_there = text && lines_number(&at, number);
  xmlFree(text);
  return is_there;
}

static double get_or(const xmlNode *node, const char *name, double other)
{
  double number = other;
  return get(node, name, &number) ? number : other;
}

static void read_path(struct reader *r, const xmlNode *node)
{
  xmlChar *d = xmlGetProp(node, (const xmlChar *)"d");
  if (!d || !lines_path(&r->lines, (const char *)d)) r->fault = "its `d` is no path";
  xmlFree(d);
}

static void read_points(struct reader *r, const xmlNode *node, bool is_closed)
{
  xmlChar *text = xmlGetProp(node, (const xmlChar *)"points");
  const char *at = text ? (const char *)text : "";
  struct point p;
  for (size_t i = 0; lines_number(&at, &p.x) && lines_number(&at, &p.y); i++) {
    if (i)
      lines_line(&r->lines, p);
    else
      lines_move(&r->lines, p);
    if (i > PICTOGRAM_POINTS) r->fault = "it has too many points";
  }
  if (is_closed && r->lines.ops.len) lines_close(&r->lines);
  xmlFree(text);
}

static void read_element(struct reader *r, const xmlNode *node)
{
  const char *name = (const char *)node->name;
  struct point middle = {get_or(node, "cx", 0), get_or(node, "cy", 0)};
  if (strcmp(name, "path") == 0) {
    read_path(r, node);
  } else if (strcmp(name, "circle") == 0) {
    double radius = get_or(node, "r", 0);
    lines_ellipse(&r->lines, middle, radius, radius);
  } else if (strcmp(name, "ellipse") == 0) {
    lines_ellipse(&r->lines, middle, get_or(node, "rx", 0), get_or(node, "ry", 0));
  } else if (strcmp(name, "rect") == 0) {
    struct box box = {get_or(node, "x", 0), get_or(node, "y", 0), get_or(node, "width", 0),
                      get_or(node, "height", 0)};
    double radius = get_or(node, "rx", get_or(node, "ry", 0));
    lines_box(&r->lines, box, fmin(radius, fmin(box.w, box.h) / 2));
  } else if (strcmp(name, "line") == 0) {
    lines_move(&r->lines, (struct point){get_or(node, "x1", 0), get_or(node, "y1", 0)});
    lines_line(&r->lines, (struct point){get_or(node, "x2", 0), get_or(node, "y2", 0)});
  } else if (strcmp(name, "polyline") == 0 || strcmp(name, "polygon") == 0) {
    read_points(r, node, name[4] == 'g');
  }
}

static void read_all(struct reader *r, const xmlNode *from)
{
  enum { POINTS_MOST = PICTOGRAM_POINTS };
  for (const xmlNode *node = from->children; node && !r->fault; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    xmlChar *transform = xmlGetProp(node, (const xmlChar *)"transform");
    if (transform) r->fault = "a transform is not read; draw it where it belongs";
    xmlFree(transform);
    if (r->fault) return;
    if (strcmp((const char *)node->name, "g") == 0)
      read_all(r, node);
    else
      read_element(r, node);
    if (r->lines.points.len > POINTS_MOST) r->fault = "it has too many points";
  }
}

static const char *read_box(struct reader *r, const xmlNode *root)
{
  xmlChar *text = xmlGetProp(root, (const xmlChar *)"viewBox");
  const char *at = text ? (const char *)text : "";
  double w = 0, h = 0;
  struct point corner = {0, 0};
  bool is_box = lines_number(&at, &corner.x) && lines_number(&at, &corner.y) &&
                lines_number(&at, &w) && lines_number(&at, &h);
  xmlFree(text);
  if (!is_box || !(w > 0) || fabs(w - h) > 0.01 * w) return "it needs a square viewBox";
  r->lines.corner = corner;
  r->lines.scale = 20 / w;
  return NULL;
}

static const char *read_document(struct reader *r, struct str svg)
{
  if (svg.len > PICTOGRAM_BYTES) return "a pictogram has at most 64 kB";
  xmlDocPtr document = xmlReadMemory(svg.at, (int)svg.len, "glyph.svg", NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (!document) return "it is no XML";
  const xmlNode *root = xmlDocGetRootElement(document);
  if (document->intSubset)
    r->fault = "a document type is not read";
  else if (!root || strcmp((const char *)root->name, "svg") != 0)
    r->fault = "it is no SVG";
  else
    r->fault = read_box(r, root);
  if (!r->fault) read_all(r, root);
  if (!r->fault && !r->lines.ops.len) r->fault = "there is nothing in it to draw";
  xmlFreeDoc(document);
  return r->fault;
}

struct status pictogram_read(struct arena *arena, const char *name, struct str svg,
                             struct pictogram *out)
{
  struct reader r = {.lines = {.arena = arena, .scale = 1}};
  const char *fault = read_document(&r, svg);
  if (fault) return status_make(STATUS_CANNOT_READ, "the pictogram `%s`: %s", name, fault);
  vec_push(arena, &r.lines.ops, '\0');
  *out = (struct pictogram){name, r.lines.ops.at, r.lines.points.at};
  return STATUS_FINE;
}

/* --- all of them ------------------------------------------------------------------------------ */

struct pictograms *pictograms_open(struct arena *arena, const char *folder)
{
  struct pictograms *p = arena_new(arena, struct pictograms);
  *p = (struct pictograms){.arena = arena, .folder = folder, .fault = ""};
  return p;
}

const char *pictograms_fault(const struct pictograms *p)
{
  return p->fault;
}

/* The user's file of that name, if there is one. A fault is kept, and the built-in one is used. */
static bool read_own(struct pictograms *p, const char *name, struct pictogram *out)
{
  if (!p->folder || strchr(name, '/')) return false;
  const char *path = arena_format(p->arena, "%s/%s.svg", p->folder, name);
  struct str text;
  bool is_too_large = false;
  struct status status = source_read(p->arena, path, PICTOGRAM_BYTES, &text, &is_too_large);
  if (status.code != STATUS_OK) return false;
  if (is_too_large) text.len = PICTOGRAM_BYTES + 1;
  status = pictogram_read(p->arena, name, text, out);
  if (status.code != STATUS_OK && !*p->fault)
    p->fault = arena_format(p->arena, "%s: %s", path, status.reason);
  return status.code == STATUS_OK;
}

static bool read_built_in(struct pictograms *p, const char *name, struct pictogram *out)
{
  for (size_t i = 0; i < pictogram_file_count; i++) {
    if (strcmp(pictogram_files[i].name, name) != 0) continue;
    struct status status =
        pictogram_read(p->arena, pictogram_files[i].name, pictogram_files[i].svg, out);
    return status.code == STATUS_OK;
  }
  return false;
}

const struct pictogram *pictograms_find(struct pictograms *p, const char *name)
{
  if (!name) return NULL;
  for (size_t i = 0; i < p->known.len; i++)
    if (strcmp(p->known.at[i].name, name) == 0) return p->known.at[i].pictogram;
  struct pictogram *found = arena_new(p->arena, struct pictogram);
  const char *kept = arena_copy(p->arena, name, strlen(name));
  if (!read_own(p, kept, found) && !read_built_in(p, kept, found)) found = NULL;
  vec_push(p->arena, &p->known, (struct known){kept, found});
  return found;
}
