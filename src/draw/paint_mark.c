/* Discs, numbers, triangles, shields, bars, arrow heads, chips. */
#include "draw/compose.h"
#include "draw/shape.h"

#include <math.h>

const char *count_text(struct arena *arena, uint32_t count, uint32_t most)
{
  return count > most ? arena_format(arena, "%u+", most) : arena_format(arena, "%u", count);
}

const char *flow_number(struct arena *arena, const struct sheet_flow *flow)
{
  if (flow->number) return arena_format(arena, "%u", flow->number);
  return flow->merged > 1 ? arena_format(arena, "×%u", flow->merged) : "";
}

void paint_disc(struct scene *scene, double x, double y, uint32_t number, bool is_stopped)
{
  scene_circle(scene, is_stopped ? STYLE_DISC_STOPPED : STYLE_DISC, x, y, 9.5);
  scene_text(scene, STYLE_DISC_TEXT, x, y + 4, arena_format(scene->arena, "%u", number), 0);
}

/* Round up to two digits, then longer. */
void paint_number(struct scene *scene, double x, double y, const char *text, double width)
{
  if (width > 18)
    scene_box(scene, STYLE_NUMBER, (struct box){x - width / 2, y - 8.5, width, 17}, 8.5);
  else
    scene_circle(scene, STYLE_NUMBER, x, y, 8.5);
  scene_text(scene, STYLE_NUMBER_TEXT, x, y + 3.5, text, 0);
}

void paint_weak(struct scene *scene, double x, double y, const char *text)
{
  scene_glyph(scene, STYLE_WEAK, "weak", x - 10, y - 10, 20);
  scene_text(scene, strlen(text) > 1 ? STYLE_MARK_SMALL : STYLE_MARK_TEXT, x, y + 4.8, text, 0);
}

void paint_shield(struct scene *scene, double x, double y, const char *text, bool is_planned)
{
  scene_glyph(scene, is_planned ? STYLE_PLANNED : STYLE_SHIELD, "shield", x - 10, y - 10, 20);
  enum style style = strlen(text) > 1 ? STYLE_MARK_SMALL : STYLE_MARK_TEXT;
  scene_text(scene, is_planned ? STYLE_PLANNED_TEXT : style, x, y + 3, text, 0);
}

/* Three bars, as many full as there is trust. */
void paint_bars(struct scene *scene, double x, double y, enum sheet_trust trust, bool is_on_tab)
{
  if (trust == SHEET_TRUST_UNSTATED) return;
  int full = (int)trust - (int)SHEET_TRUST_NONE;
  for (int i = 0; i < 3; i++) {
    bool is_full = i < full;
    enum style style = is_on_tab ? (is_full ? STYLE_BAR : STYLE_BAR_EMPTY)
                                 : (is_full ? STYLE_BAR_DARK : STYLE_BAR_DARK_EMPTY);
    double inset = is_full ? 0 : 0.4;
    scene_box(scene, style,
              (struct box){x + 5.5 * i + inset, y + inset, 4 - 2 * inset, 9 - 2 * inset}, 0.8);
  }
}

void paint_tip(struct scene *scene, enum style style, struct point from, struct point tip,
               double half_width)
{
  double length = point_distance(from, tip);
  if (length < 0.5) return;
  double dx = (tip.x - from.x) / length, dy = (tip.y - from.y) / length;
  struct path path = path_begin(scene);
  path_move(&path, tip.x, tip.y);
  path_line(&path, from.x - dy * half_width, from.y + dx * half_width);
  path_line(&path, from.x + dy * half_width, from.y - dx * half_width);
  path_close(&path);
  path_end(&path, style);
}

void paint_chip(struct scene *scene, const struct chip *chip, struct point corner)
{
  struct box box = chip->box;
  box.x += corner.x, box.y += corner.y;
  scene_box(scene, STYLE_CHIP, box, 8);
  scene_glyph(scene, STYLE_CHIP_GLYPH, chip->kind == CHIP_KEY ? "key" : "asset", box.x + 5,
              box.y + 3, 10);
  scene_text(scene, STYLE_CHIP_TEXT, box.x + 17, box.y + 11.5, chip->line.text, chip->line.width);
}

enum style trust_style(enum sheet_trust trust)
{
  return (enum style)((int)STYLE_TRUST_UNSTATED + (int)trust);
}

enum style tab_style(enum sheet_trust trust)
{
  return (enum style)((int)STYLE_TAB_UNSTATED + (int)trust);
}

const char *sheet_trust_word(enum sheet_trust trust)
{
  static const char *const words[] = {"trust unstated", "no trust", "low trust", "medium trust",
                                      "high trust"};
  return words[trust];
}

enum style card_style(const struct sheet_card *card)
{
  if (card->is_on_path) return card->outline == OUTLINE_CARELESS ? STYLE_HIT_CARELESS : STYLE_HIT;
  if (card->outline == OUTLINE_HOSTILE) return STYLE_HOSTILE;
  if (card->outline == OUTLINE_CARELESS) return STYLE_CARELESS;
  if (card->outline == OUTLINE_GROUP && card->trust != SHEET_TRUST_UNSTATED)
    return trust_style(card->trust);
  return card->is_stub ? STYLE_STUB : STYLE_CARD;
}

enum style card_detail(const struct sheet_card *card)
{
  return card->is_on_path ? STYLE_DETAIL_HIT : STYLE_DETAIL;
}
