/* What both painters share. */
#ifndef CTM_DRAW_PAINT_H
#define CTM_DRAW_PAINT_H

#include "draw/draw.h"
#include "draw/scene.h"

/* The address that a group links to; false if it has none under these options. */
bool paint_href(struct writer *out, const struct group *group, const struct draw_options *options);
/* The style sheet for the classes in use; `family` (or NULL) comes before the theme's families. */
void paint_css(struct writer *out, const struct scene *scene, enum draw_theme choice,
               const char *family);

#endif
