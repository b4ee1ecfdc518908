/* Pictograms: small SVG files as lines. Those of templates/glyphs stand in the binary; a folder of
 * one's own adds to them and may replace them. */
#ifndef CTM_DRAW_PICTOGRAM_H
#define CTM_DRAW_PICTOGRAM_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "draw/geometry.h"

/* Lines in a square of 20. */
struct pictogram {
  const char *name;
  const char *ops;            /* one of M L C Z each; C takes three points, Z none */
  const struct point *points; /* absolute */
};

struct pictograms;

/* The built-in ones, and those of the folder (NULL: none). In `arena`. */
struct pictograms *pictograms_open(struct arena *arena, const char *folder);
/* NULL: there is none of that name. */
const struct pictogram *pictograms_find(struct pictograms *pictograms, const char *name);
/* The first file of the folder that could not be used, in a line; "" if there is none. */
const char *pictograms_fault(const struct pictograms *pictograms);

/* Reads one file: <path>, <circle>, <ellipse>, <rect>, <line>, <polyline>, <polygon> in any <g>
 * without transform, within a square viewBox. Other elements, fills and colours are left out: the
 * theme paints. STATUS_CANNOT_READ: it is no such file, and why. */
struct status pictogram_read(struct arena *arena, const char *name, struct str svg,
                             struct pictogram *out);

enum { PICTOGRAM_BYTES = 64 * 1024, PICTOGRAM_POINTS = 4000 };

struct pictogram_file {
  const char *name;
  struct str svg;
};
/* templates/glyphs/, by name (cmake/Embed.cmake writes them). */
extern const struct pictogram_file pictogram_files[];
extern const size_t pictogram_file_count;

#endif
