/* The theme table as data. */
#ifndef CTM_DRAW_THEME_H
#define CTM_DRAW_THEME_H

enum style {
#define STYLE(name, css, lf, ls, df, ds, width, dash, size, weight, anchor) STYLE_##name,
#include "draw/theme.def"
#undef STYLE
  STYLE_COUNT
};

struct style_row {
  const char *css;                 /* class in the SVG */
  const char *fill[2], *stroke[2]; /* light, dark: "#RRGGBB"; "" paints nothing */
  double width;
  const char *dash; /* "5 3" */
  double size;      /* of a text; 0: no text */
  int weight;
  char anchor; /* 's'tart or 'm'iddle */
};

extern const struct style_row theme[STYLE_COUNT];

/* The families of every text, for pango and for CSS. */
#define THEME_FONT_PANGO "Inter, Noto Sans, DejaVu Sans, sans-serif"
#define THEME_FONT_CSS   "Inter,'Noto Sans','DejaVu Sans',sans-serif"

/* "#RRGGBB" in 0…1. */
void theme_rgb(const char *color, double rgb[3]);

#endif
