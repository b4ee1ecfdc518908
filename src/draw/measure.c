/* Pango without hinting and without rounding to pixels: the widths that a browser finds, too
 * (measured: 0.4 % apart, 2 % with hinted metrics). */
#include "draw/measure.h"

#include "base/symbols.h"
#include "base/vec.h"
#include "draw/fontfiles.h"

#include <pango/pangocairo.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
/* fontconfig keeps its patterns for the life of the process and calls that no leak. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
  return "leak:libfontconfig.so\n";
}
#endif

struct width_slot {
  const char *text;
  double width;
  enum style style;
};

struct fonts {
  struct arena arena;
  PangoContext *context;
  PangoLayout *layout;
  PangoFontDescription *fonts[STYLE_COUNT];
  struct width_slot *slots; /* open addressing; never iterated */
  size_t slot_count, used;
  VEC_OF(const char *) missing;
  const char *family, *given; /* in truth; of the files */
};

static PangoFontDescription *describe(const struct fonts *fonts, const struct style_row *row)
{
  PangoFontDescription *font = pango_font_description_new();
  pango_font_description_set_family(font, fonts->given ? fonts->given : THEME_FONT_PANGO);
  pango_font_description_set_weight(font, (PangoWeight)row->weight);
  pango_font_description_set_absolute_size(font, row->size * PANGO_SCALE);
  return font;
}

/* Without hinting and rounding; left to right around everything, as in the SVG. */
static void set_up(struct fonts *fonts)
{
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options(fonts->context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(fonts->context, 96);
  pango_context_set_round_glyph_positions(fonts->context, FALSE);
  pango_context_set_language(fonts->context, pango_language_from_string("en"));
  pango_context_set_base_dir(fonts->context, PANGO_DIRECTION_LTR);
  fonts->layout = pango_layout_new(fonts->context);
  pango_layout_set_auto_dir(fonts->layout, FALSE);
  pango_layout_set_single_paragraph_mode(fonts->layout, TRUE);
  for (int i = 0; i < STYLE_COUNT; i++)
    if (theme[i].size > 0) fonts->fonts[i] = describe(fonts, &theme[i]);
}

struct status fonts_open(struct fonts **out, const struct draw_fonts *files)
{
  struct arena arena = {0};
  struct fonts *fonts = arena_new(&arena, struct fonts);
  struct status status = STATUS_FINE;
  PangoFontMap *map = NULL;
  if (files && files->count) status = fontfiles_open(&map, &arena, files, &fonts->given);
  if (status.code != STATUS_OK) {
    arena_free(&arena);
    return status;
  }
  fonts->arena = arena;
  fonts->context = pango_font_map_create_context(map ? map : pango_cairo_font_map_get_default());
  if (map) g_object_unref(map); /* the context keeps it */
  set_up(fonts);
  *out = fonts;
  return status;
}

void fonts_close(struct fonts *fonts)
{
  if (!fonts) return;
  for (int i = 0; i < STYLE_COUNT; i++)
    if (fonts->fonts[i]) pango_font_description_free(fonts->fonts[i]);
  g_object_unref(fonts->layout);
  g_object_unref(fonts->context);
  struct arena arena = fonts->arena; /* the struct itself lies in it */
  arena_free(&arena);
}

struct _PangoContext *fonts_context(const struct fonts *fonts)
{
  return fonts->context;
}

static void set(struct fonts *fonts, enum style style, const char *text, size_t size)
{
  pango_layout_set_font_description(fonts->layout, fonts->fonts[style]);
  pango_layout_set_text(fonts->layout, text, (int)size);
}

static double measure(struct fonts *fonts, enum style style, const char *text)
{
  set(fonts, style, text, strlen(text));
  PangoRectangle extents;
  pango_layout_get_extents(fonts->layout, NULL, &extents);
  if (pango_layout_get_unknown_glyphs_count(fonts->layout) > 0)
    vec_push(&fonts->arena, &fonts->missing, arena_copy(&fonts->arena, text, strlen(text)));
  return (double)extents.width / PANGO_SCALE;
}

static struct width_slot *find(struct fonts *fonts, enum style style, const char *text)
{
  size_t at = hash_bytes(text, strlen(text)) + (uint32_t)style * 2654435761u;
  for (;; at++) {
    struct width_slot *slot = &fonts->slots[at % fonts->slot_count];
    if (!slot->text || (slot->style == style && strcmp(slot->text, text) == 0)) return slot;
  }
}

static void make_slots(struct fonts *fonts)
{
  if (fonts->used * 2 < fonts->slot_count) return;
  struct width_slot *old = fonts->slots;
  size_t count = fonts->slot_count;
  fonts->slot_count = count ? count * 2 : 1024;
  fonts->slots = arena_new_array(&fonts->arena, fonts->slot_count, struct width_slot);
  for (size_t i = 0; i < count; i++)
    if (old[i].text) *find(fonts, old[i].style, old[i].text) = old[i];
}

double fonts_width(struct fonts *fonts, enum style style, const char *text)
{
  if (!text || !*text) return 0;
  make_slots(fonts);
  struct width_slot *slot = find(fonts, style, text);
  if (slot->text) return slot->width;
  double width = measure(fonts, style, text);
  *slot = (struct width_slot){arena_copy(&fonts->arena, text, strlen(text)), width, style};
  fonts->used++;
  return width;
}

/* Where a text may be cut: byte offsets after each grapheme, and which of them end a line well. */
struct cuts {
  size_t *offset;
  bool *is_break;
  size_t count;
};

static struct cuts find_cuts(struct fonts *fonts, struct arena *arena, const char *text)
{
  set(fonts, STYLE_NAME, text, strlen(text));
  int count;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly(fonts->layout, &count);
  struct cuts cuts = {arena_new_array(arena, (size_t)count, size_t),
                      arena_new_array(arena, (size_t)count, bool), 0};
  const char *at = text;
  for (int i = 0; i < count; i++) {
    if (i > 0 && attrs[i].is_cursor_position) {
      cuts.offset[cuts.count] = (size_t)(at - text);
      cuts.is_break[cuts.count++] = attrs[i].is_line_break;
    }
    if (*at) at = g_utf8_next_char(at);
  }
  return cuts;
}

/* A copy of text[from..to) without white space at its ends, and `tail` behind it. */
static const char *cut(struct arena *arena, const char *text, size_t from, size_t to,
                       const char *tail)
{
  while (from < to && text[from] == ' ') from++;
  while (from < to && text[to - 1] == ' ') to--;
  return arena_format(arena, "%.*s%s", (int)(to - from), text + from, tail);
}

/* Widths are not cached here: nobody asks for these prefixes twice. */
static bool fits(struct fonts *fonts, struct arena *arena, enum style style, const char *text,
                 size_t from, size_t to, const char *tail, double room)
{
  set(fonts, style, cut(arena, text, from, to, tail), strlen(cut(arena, text, from, to, tail)));
  int width;
  pango_layout_get_size(fonts->layout, &width, NULL);
  return width <= room * PANGO_SCALE;
}

/* The last cut whose text from `from` fits, by bisection; at least the first one behind `from`. */
static size_t last_fitting(struct fonts *fonts, enum style style, const char *text,
                           const struct cuts *cuts, size_t from, const char *tail, double room)
{
  struct arena scratch = {0};
  size_t low = 0;
  while (low < cuts->count && cuts->offset[low] <= from) low++;
  size_t high = cuts->count;
  while (low + 1 < high) {
    size_t middle = low + (high - low) / 2;
    if (fits(fonts, &scratch, style, text, from, cuts->offset[middle], tail, room))
      low = middle;
    else
      high = middle;
  }
  arena_free(&scratch);
  return low;
}

struct line fonts_fit(struct fonts *fonts, struct arena *arena, enum style style, const char *text,
                      double room, bool *is_cut)
{
  if (!text || !*text) return (struct line){"", 0};
  double width = fonts_width(fonts, style, text);
  if (width <= room) return (struct line){text, width};
  struct cuts cuts = find_cuts(fonts, arena, text);
  size_t last = last_fitting(fonts, style, text, &cuts, 0, "…", room);
  const char *shown = cut(arena, text, 0, cuts.count ? cuts.offset[last] : 0, "…");
  if (is_cut) *is_cut = true;
  return (struct line){shown, fonts_width(fonts, style, shown)};
}

/* Two lines that are as even as the words allow make the narrowest card. */
static bool split_evenly(struct fonts *fonts, struct arena *arena, enum style style,
                         const char *text, const struct cuts *cuts, double room, struct line *lines)
{
  double best = room + 0.01;
  bool is_split = false;
  for (size_t i = 0; i + 1 < cuts->count && i < 120; i++) {
    if (!cuts->is_break[i]) continue;
    const char *first = cut(arena, text, 0, cuts->offset[i], ""),
               *second = cut(arena, text, cuts->offset[i], strlen(text), "");
    double a = fonts_width(fonts, style, first), b = fonts_width(fonts, style, second);
    if (a > best || b > best) continue;
    best = a > b ? a : b;
    lines[0] = (struct line){first, a};
    lines[1] = (struct line){second, b};
    is_split = true;
  }
  return is_split;
}

unsigned fonts_wrap(struct fonts *fonts, struct arena *arena, enum style style, const char *text,
                    double room, unsigned most, struct line *lines, bool *is_cut)
{
  if (fonts_width(fonts, style, text) <= room || most < 2) {
    lines[0] = fonts_fit(fonts, arena, style, text, room, is_cut);
    return 1;
  }
  struct cuts cuts = find_cuts(fonts, arena, text);
  if (split_evenly(fonts, arena, style, text, &cuts, room, lines)) return 2;
  unsigned count = 0;
  size_t from = 0;
  while (count + 1 < most && from < strlen(text)) {
    size_t last = last_fitting(fonts, style, text, &cuts, from, "", room), back = last;
    while (back > 0 && cuts.offset[back] > from && !cuts.is_break[back]) back--;
    if (cuts.is_break[back] && cuts.offset[back] > from) last = back;
    const char *shown = cut(arena, text, from, cuts.offset[last], "");
    lines[count++] = (struct line){shown, fonts_width(fonts, style, shown)};
    from = cuts.offset[last];
  }
  if (from < strlen(text))
    lines[count++] =
        fonts_fit(fonts, arena, style, cut(arena, text, from, strlen(text), ""), room, is_cut);
  return count;
}

const char *fonts_family(struct fonts *fonts)
{
  if (fonts->family) return fonts->family;
  PangoFont *font = pango_context_load_font(fonts->context, fonts->fonts[STYLE_NAME]);
  if (!font) return fonts->family = "none";
  PangoFontDescription *truth = pango_font_describe(font);
  const char *family = pango_font_description_get_family(truth);
  fonts->family = arena_copy(&fonts->arena, family, strlen(family));
  pango_font_description_free(truth);
  g_object_unref(font);
  return fonts->family;
}

const char *fonts_given_family(const struct fonts *fonts)
{
  return fonts->given;
}

size_t fonts_missing(const struct fonts *fonts, const char *const **texts)
{
  *texts = fonts->missing.at;
  return fonts->missing.len;
}

void fonts_paint(struct fonts *fonts, struct _cairo *cairo, enum style style, const char *text,
                 double x, double y)
{
  set(fonts, style, text, strlen(text));
  pango_cairo_update_context(cairo, fonts->context);
  pango_layout_context_changed(fonts->layout);
  cairo_move_to(cairo, x, y - (double)pango_layout_get_baseline(fonts->layout) / PANGO_SCALE);
  pango_cairo_show_layout(cairo, fonts->layout);
}
