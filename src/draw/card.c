/* How large each card is, and where its texts and chips stand in it. */
#include "draw/drawing.h"
#include "draw/shape.h"

#include <math.h>

#define PAD        9.0
#define GLYPH_ROOM 25.0 /* pictogram of 18 and its gap */
#define NAME_ROOM  170.0
#define SUB_ROOM   210.0
#define NAME_LINE  16.0
#define SUB_LINE   13.0
#define CHIP_LINE  19.0
#define TAB_ROOM   640.0 /* dot ignores wider cells than 65535; nobody reads longer titles */

static const char *sub_text(struct arena *arena, const struct sheet_card *card)
{
  const char *kind = text_or(card->kind, ""), *sub = text_or(card->sub, "");
  return *kind && *sub ? arena_format(arena, "%s · %s", kind, sub) : *kind ? kind : sub;
}

static const char *group_text(struct arena *arena, const struct sheet_card *card)
{
  const char *things = card->things == 1 ? "thing" : "things";
  const char *threats = card->threats == 1 ? "open threat" : "open threats";
  if (!card->threats) return arena_format(arena, "%u %s inside", card->things, things);
  return arena_format(arena, "%u %s inside · %u %s", card->things, things, card->threats, threats);
}

static void measure_texts(struct drawing *drawing, struct node *node)
{
  const struct sheet_card *card = node->card;
  struct arena *arena = &drawing->arena;
  struct fonts *fonts = drawing->fonts;
  node->title_count = fonts_wrap(fonts, arena, STYLE_NAME, text_or(card->title, card->id),
                                 NAME_ROOM, 2, node->title, &node->is_cut);
  const char *sub = sub_text(arena, card);
  if (*sub)
    node->sub[node->sub_count++] = fonts_fit(fonts, arena, STYLE_SUB, sub, SUB_ROOM, &node->is_cut);
  if (card->outline == OUTLINE_GROUP)
    node->sub[node->sub_count++] =
        fonts_fit(fonts, arena, STYLE_SUB, group_text(arena, card), SUB_ROOM, &node->is_cut);
}

static double texts_width(const struct node *node)
{
  double width = 0;
  for (unsigned i = 0; i < node->title_count; i++) width = fmax(width, node->title[i].width);
  for (unsigned i = 0; i < node->sub_count; i++) width = fmax(width, node->sub[i].width);
  /* the trust bars stand behind the first line */
  if (node->card->outline == OUTLINE_GROUP) width = fmax(width, node->title[0].width + 24);
  return width;
}

/* Chips in rows under the texts, as wide as the texts or `room`. Returns the width they take. */
static double place_chips(struct drawing *drawing, struct node *node, double left, double top,
                          double room)
{
  const struct sheet_card *card = node->card;
  node->chips = arena_new_array(&drawing->arena, card->chip_count, struct chip);
  node->chip_count = card->chip_count;
  double x = 0, y = 0, widest = 0;
  for (size_t i = 0; i < card->chip_count; i++) {
    struct line line = fonts_fit(drawing->fonts, &drawing->arena, STYLE_CHIP_TEXT,
                                 card->chips[i].text, SUB_ROOM - 24, &node->is_cut);
    double w = line.width + 22;
    if (x > 0 && x + w > room) x = 0, y += CHIP_LINE;
    node->chips[i] = (struct chip){line, card->chips[i].kind, {left + x, top + y, w, 16}};
    x += w + 4;
    widest = fmax(widest, x - 4);
  }
  return widest;
}

static void measure_card(struct drawing *drawing, struct node *node)
{
  measure_texts(drawing, node);
  struct insets in = shape_insets(node->card->outline);
  node->text_x = PAD + in.left + GLYPH_ROOM;
  node->text_y = PAD + in.top;
  double texts = GLYPH_ROOM + texts_width(node);
  double low = node->text_y + node->title_count * NAME_LINE + node->sub_count * SUB_LINE;
  double chips = place_chips(drawing, node, PAD + in.left, low + 4, fmax(texts, 150));
  if (node->chip_count) low = node->chips[node->chip_count - 1].box.y + 17;
  double width = fmax(fmax(texts, chips), node_badges_width(node) + 20);
  node->w = ceil((PAD + in.left + width + in.right + PAD + 2) / 2) * 2;
  node->h = ceil((low + PAD + in.bottom) / 2) * 2;
}

static void measure_tab(struct drawing *drawing, struct frame *frame)
{
  const struct sheet_boundary *boundary = frame->boundary;
  struct arena *arena = &drawing->arena;
  frame->title = fonts_fit(drawing->fonts, arena, STYLE_TAB_TEXT,
                           text_or(boundary->title, boundary->id), TAB_ROOM, NULL);
  frame->kind =
      fonts_fit(drawing->fonts, arena, STYLE_TAB_KIND, text_or(boundary->kind, ""), 200, NULL);
  /* glyph or not, bars, title, kind */
  frame->tab_w = ceil(8 + (boundary->glyph ? 17 : 0) + frame->title.width +
                      (*frame->kind.text ? 7 + frame->kind.width : 0) + 8 +
                      (boundary->trust == SHEET_TRUST_UNSTATED ? 0 : 15 + 8));
}

/* Whether a card or another boundary lies in it. */
static bool *find_filled(struct drawing *drawing)
{
  const struct sheet *sheet = drawing->sheet;
  bool *is_filled = arena_new_array(&drawing->arena, sheet->boundary_count, bool);
  for (size_t i = 0; i < sheet->card_count; i++)
    for (uint32_t at = sheet->cards[i].parent; at != SHEET_NONE && !is_filled[at];
         at = sheet->boundaries[at].parent)
      is_filled[at] = true;
  for (size_t i = 0; i < sheet->boundary_count; i++)
    for (uint32_t at = sheet->boundaries[i].parent; at != SHEET_NONE && !is_filled[at];
         at = sheet->boundaries[at].parent)
      is_filled[at] = true;
  return is_filled;
}

static void measure_frames(struct drawing *drawing)
{
  const struct sheet *sheet = drawing->sheet;
  const bool *is_filled = find_filled(drawing);
  drawing->frame_count = sheet->boundary_count;
  drawing->frames = arena_new_array(&drawing->arena, drawing->frame_count, struct frame);
  for (size_t i = 0; i < drawing->frame_count; i++) {
    struct frame *frame = &drawing->frames[i];
    frame->boundary = &sheet->boundaries[i];
    frame->node = SHEET_NONE;
    measure_tab(drawing, frame);
    if (is_filled[i]) continue;
    frame->node = (uint32_t)drawing->node_count++;
    drawing->nodes[frame->node] =
        (struct node){.frame = (uint32_t)i, .w = frame->tab_w + 16, .h = TAB_HEIGHT + 26};
  }
}

void measure_nodes(struct drawing *drawing)
{
  const struct sheet *sheet = drawing->sheet;
  drawing->nodes =
      arena_new_array(&drawing->arena, sheet->card_count + sheet->boundary_count, struct node);
  drawing->node_count = sheet->card_count;
  for (size_t i = 0; i < sheet->card_count; i++) {
    drawing->nodes[i].card = &sheet->cards[i];
    drawing->nodes[i].frame = sheet->cards[i].parent;
    measure_card(drawing, &drawing->nodes[i]);
  }
  measure_frames(drawing);
}

double node_badges_width(const struct node *node)
{
  if (!node->card) return 0;
  struct sheet_counts counts = node->card->counts;
  return BADGE_STEP * ((counts.weaknesses > 0) + (counts.in_place > 0) + (counts.planned > 0));
}

struct box node_hull(const struct node *node, struct box box)
{
  if (!node->card) return box;
  double over = node->card->outline == OUTLINE_GROUP ? 7 : 0;
  if (node_badges_width(node) > 0) over = fmax(over, 8);
  double under = node->own_steps.len ? 9 : 0;
  return (struct box){box.x, box.y - over, box.w, box.h + over + under};
}

bool node_holds(const struct node *node, struct box box, struct point p)
{
  return node->card ? shape_holds(node->card->outline, box, p) : box_holds(box, p);
}
