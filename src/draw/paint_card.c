/* Cards: outline, pictogram, name, kind in words, chips; badges on the upper edge. */
#include "draw/compose.h"
#include "draw/shape.h"

static const char *plural(uint32_t count)
{
  return count == 1 ? "" : "s";
}

/* What a reader hears: all that the card shows. */
static const char *spoken(struct drawing *drawing, const struct node *node)
{
  const struct sheet_card *card = node->card;
  struct writer text = {0};
  writer_text(&text, text_or(card->title, card->id));
  if (text_or(card->kind, NULL)) writer_format(&text, ", %s", card->kind);
  if (text_or(card->sub, NULL)) writer_format(&text, ", %s", card->sub);
  if (card->outline == OUTLINE_GROUP)
    writer_format(&text, ", %s, %u thing%s inside, %u open threat%s", sheet_trust_word(card->trust),
                  card->things, plural(card->things), card->threats, plural(card->threats));
  for (size_t i = 0; i < card->chip_count; i++)
    writer_format(&text, ", %s %s", i ? "and" : "holds", card->chips[i].text);
  const struct sheet_counts *counts = &card->counts;
  if (counts->weaknesses)
    writer_format(&text, ", %u weakness%s", counts->weaknesses,
                  counts->weaknesses == 1 ? "" : "es");
  if (counts->in_place)
    writer_format(&text, ", %u control%s in place", counts->in_place, plural(counts->in_place));
  if (counts->planned) writer_format(&text, ", %u planned", counts->planned);
  const char *kept = arena_copy(&drawing->arena, text.at, text.len);
  writer_free(&text);
  return kept;
}

static const char *default_glyph(enum sheet_outline outline)
{
  static const char *const names[] = {"attacker", "person", "careless", "container",
                                      "service",  "host",   "store",    "pipeline",
                                      "image",    "role",   "group"};
  return names[outline];
}

static void paint_badges(struct drawing *drawing, const struct node *node, struct box box)
{
  struct scene *scene = &drawing->scene;
  struct sheet_counts counts = node->card->counts;
  double x = box.x + box.w - shape_shoulder(node->card->outline, box) - node_badges_width(node) + 4;
  if (node->card->outline == OUTLINE_GROUP) x -= 6;
#define TOP (box.y + shape_top(node->card->outline, box, x))
  if (counts.weaknesses) {
    paint_weak(scene, x, TOP, count_text(scene->arena, counts.weaknesses, 9));
    x += BADGE_STEP;
  }
  if (counts.in_place) {
    paint_shield(scene, x, TOP, count_text(scene->arena, counts.in_place, 9), false);
    x += BADGE_STEP;
  }
  if (counts.planned)
    paint_shield(scene, x, TOP, count_text(scene->arena, counts.planned, 9), true);
#undef TOP
}

static void paint_texts(struct drawing *drawing, const struct node *node, struct box box)
{
  struct scene *scene = &drawing->scene;
  double x = box.x + node->text_x, y = box.y + node->text_y + 12.2;
  for (unsigned i = 0; i < node->title_count; i++, y += 16)
    scene_text(scene, STYLE_NAME, x, y, node->title[i].text, node->title[i].width);
  if (node->card->outline == OUTLINE_GROUP)
    paint_bars(scene, x + node->title[0].width + 8, box.y + node->text_y + 2.5, node->card->trust,
               false);
  y -= 2.2;
  for (unsigned i = 0; i < node->sub_count; i++, y += 13)
    scene_text(scene, STYLE_SUB, x, y, node->sub[i].text, node->sub[i].width);
}

static void paint_card(struct drawing *drawing, size_t number)
{
  struct scene *scene = &drawing->scene;
  const struct node *node = &drawing->nodes[number];
  const struct sheet_card *card = node->card;
  struct box box = drawing->plan.nodes[number];
  scene_open(scene, (struct group){.role = GROUP_SYMBOL,
                                   .css = "g-node",
                                   .id = make_id(&drawing->arena, "", card->id),
                                   .title = spoken(drawing, node),
                                   .desc = card->desc,
                                   .link = card->link,
                                   .to_sheet = card->to_sheet});
  shape_draw(scene, card->outline, box, card_style(card), card_detail(card));
  const char *glyph = card->glyph;
  if (!pictograms_find(scene->pictograms, glyph)) glyph = default_glyph(card->outline);
  double texts = node->title_count * 16.0 + node->sub_count * 13.0;
  scene_glyph(scene, STYLE_GLYPH, glyph, box.x + node->text_x - 25,
              box.y + node->text_y + texts / 2 - 9, 18);
  paint_texts(drawing, node, box);
  for (size_t i = 0; i < node->chip_count; i++)
    paint_chip(scene, &node->chips[i], (struct point){box.x, box.y});
  paint_badges(drawing, node, box);
  scene_close(scene);
}

void paint_cards(struct drawing *drawing)
{
  for (size_t i = 0; i < drawing->node_count; i++)
    if (drawing->nodes[i].card) paint_card(drawing, i);
}
