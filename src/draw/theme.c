#include "draw/theme.h"

#include <stdlib.h>

const struct style_row theme[STYLE_COUNT] = {
#define STYLE(name, css, lf, ls, df, ds, width, dash, size, weight, anchor)                        \
  {css, {lf, df}, {ls, ds}, width, dash, size, weight, anchor},
#include "draw/theme.def"
#undef STYLE
};

void theme_rgb(const char *color, double rgb[3])
{
  long value = strtol(color + 1, NULL, 16);
  for (int i = 0; i < 3; i++) rgb[i] = (double)((value >> (16 - 8 * i)) & 0xff) / 255;
}
