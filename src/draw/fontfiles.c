/* A fontconfig of its own with the given files and nothing of the system's: no configuration is
 * read, no folder searched, and a character that the files lack is not taken from elsewhere (it is
 * warned of, as always). */
#include "draw/fontfiles.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>
#include <unistd.h>

static struct status add_file(FcConfig *config, const char *path)
{
  int before = 0;
  const FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
  if (set) before = set->nfont;
  if (access(path, R_OK) != 0)
    return status_make(STATUS_CANNOT_READ, "%s: this font cannot be read", path);
  FcBool is_added = FcConfigAppFontAddFile(config, (const FcChar8 *)path);
  set = FcConfigGetFonts(config, FcSetApplication);
  if (!is_added || !set || set->nfont == before)
    return status_make(STATUS_CANNOT_READ, "%s: this is no font file", path);
  return STATUS_FINE;
}

static const char *family_of(const FcConfig *config, struct arena *arena)
{
  FcChar8 *name = NULL;
  const FcFontSet *set = FcConfigGetFonts((FcConfig *)(uintptr_t)config, FcSetApplication);
  if (FcPatternGetString(set->fonts[0], FC_FAMILY, 0, &name) != FcResultMatch) return "unnamed";
  return arena_copy(arena, (const char *)name, strlen((const char *)name));
}

struct status fontfiles_open(struct _PangoFontMap **map, struct arena *arena,
                             const struct draw_fonts *files, const char **family)
{
  struct status status = STATUS_FINE;
  FcConfig *config = FcConfigCreate();
  if (!config) memory_exhausted(1);
  for (size_t i = 0; i < files->count && status.code == STATUS_OK; i++)
    status = add_file(config, files->files[i]);
  if (status.code == STATUS_OK) {
    *family = family_of(config, arena);
    *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(*map), config);
  }
  FcConfigDestroy(config);
  return status;
}
