/* What the two halves of a document share: document.c sets texts on pages, document_paint.c makes
 * the PDF of them. All lengths are points. */
#ifndef CTM_DRAW_DOCUMENT_PARTS_H
#define CTM_DRAW_DOCUMENT_PARTS_H

#include "base/symbols.h"
#include "base/vec.h"
#include "draw/document.h"
#include "draw/measure.h"

#include <pango/pangocairo.h>

#define A4_WIDTH    595.28
#define A4_HEIGHT   841.89
#define PAGE_LEFT   54.0
#define PAGE_TOP    66.0
#define PAGE_BOTTOM 60.0
#define TEXT_WIDTH  (A4_WIDTH - 2 * PAGE_LEFT)
#define TEXT_END    (A4_HEIGHT - PAGE_BOTTOM)

enum tag { TAG_P, TAG_H1, TAG_H2, TAG_H3, TAG_TH, TAG_TD, TAG_NONE };

/* Some lines of a text, set in a width. */
struct block {
  enum document_style style;
  enum tag tag;
  const char *text, *link; /* link: an anchor, or NULL */
  double x, y, width;      /* upper left */
  uint32_t first, count;   /* of its lines */
  bool is_right;           /* set to the right */
  bool is_row_start;       /* begins a row of a table */
};

struct ruler {
  double x, y, width;
};

struct mark_at {
  const char *name;
  double y;
};

struct leaf {
  double width, height;
  const struct drawing *drawing; /* of a sheet, else NULL */
  const char *chapter;
  VEC_OF(struct block) blocks;
  VEC_OF(struct ruler) rulers;
  VEC_OF(struct mark_at) anchors;
};

/* Of the contents and the outline. */
struct entry {
  int level;
  const char *text, *anchor;
  uint32_t leaf;
};

struct text_style {
  double size, leading; /* leading: of its line height */
  int weight;
  const char *color;
  double before, after; /* of a paragraph */
};
extern const struct text_style document_styles[DOCUMENT_STYLE_COUNT];

struct document {
  struct arena arena;
  struct fonts *fonts;
  PangoFontDescription *descriptions[DOCUMENT_STYLE_COUNT];
  PangoLayout *layout; /* for measuring */
  struct document_options options;
  VEC_OF(struct leaf) leaves;
  VEC_OF(struct entry) entries;
  struct symbols anchors; /* names in use */
  const char *chapter, *contents_title;
  uint32_t contents_at; /* leaves before the contents; NONE32: there are none */
  uint32_t contents_leaves;
  double y; /* where the next thing goes on the last leaf */
  uint32_t next_anchor;
  /* the table at work */
  const struct document_column *columns;
  size_t column_count;
};

#define NONE32 0xffffffffu

/* Sets a layout up as the block wants it. */
void document_set(const struct document *document, PangoLayout *layout, enum document_style style,
                  const char *text, double width);
struct leaf *document_leaf(struct document *document); /* the last */
void document_new_leaf(struct document *document, double width, double height);
/* Lays the contents out on new leaves behind all others. */
void document_set_contents(struct document *document);

#endif
