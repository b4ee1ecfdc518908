/* Font files in place of what the machine has, so that a build measures and paints the same texts
 * the same way everywhere. */
#ifndef CTM_DRAW_FONTFILES_H
#define CTM_DRAW_FONTFILES_H

#include "base/arena.h"
#include "base/status.h"
#include "draw/draw.h"

struct _PangoFontMap;

/* A font map of these files alone; *family is the first file's, in `arena`. *map is the caller's
 * (an object of GLib's). STATUS_CANNOT_READ: a file is missing or is no font. */
struct status fontfiles_open(struct _PangoFontMap **map, struct arena *arena,
                             const struct draw_fonts *files, const char **family);

#endif
