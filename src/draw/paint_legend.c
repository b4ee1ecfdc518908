/* The legend of what is on this sheet, and of nothing else. */
#include "draw/compose.h"
#include "draw/shape.h"

#include <string.h>

#define SWATCH 30.0

/* What there is to explain: OUTLINE_… and SHEET_TRUST_… by number, then the rest. */
struct seen {
  bool outlines[OUTLINE_GROUP + 1];
  bool trusts[SHEET_TRUST_HIGH + 1];
  bool machine, weak, shield, planned, key, gem, flow, merged, attack, dashed, own, stopped, stub;
};

static void see_card(struct seen *seen, const struct sheet_card *card)
{
  seen->outlines[card->outline] = true;
  seen->weak |= card->counts.weaknesses > 0;
  seen->shield |= card->counts.in_place > 0;
  seen->planned |= card->counts.planned > 0;
  seen->stub |= card->is_stub;
  if (card->outline == OUTLINE_GROUP) seen->trusts[card->trust] = true;
  for (size_t i = 0; i < card->chip_count; i++) {
    seen->key |= card->chips[i].kind == CHIP_KEY;
    seen->gem |= card->chips[i].kind == CHIP_GEM;
  }
}

static void see_step(struct seen *seen, const struct sheet_step *step)
{
  if (step->is_stopped)
    seen->stopped = true;
  else if (step->flow != SHEET_NONE)
    seen->attack = true;
  else if (step->from == step->to)
    seen->own = true;
  else
    seen->dashed = true;
}

static struct seen look(const struct sheet *sheet)
{
  struct seen seen = {0};
  for (size_t i = 0; i < sheet->card_count; i++) see_card(&seen, &sheet->cards[i]);
  for (size_t i = 0; i < sheet->boundary_count; i++) {
    seen.trusts[sheet->boundaries[i].trust] = true;
    seen.machine |= sheet->boundaries[i].is_machine;
  }
  for (size_t i = 0; i < sheet->flow_count; i++) {
    seen.flow |= sheet->flows[i].merged < 2;
    seen.merged |= sheet->flows[i].merged > 1;
  }
  for (size_t i = 0; i < sheet->step_count; i++) see_step(&seen, &sheet->steps[i]);
  return seen;
}

/* Where the next entry goes: along rows between MARGIN and the right end. */
struct legend {
  struct drawing *drawing;
  double x, y, right;
};

/* Makes room for a swatch and its word; returns the swatch's box. */
static struct box entry(struct legend *legend, const char *word)
{
  struct drawing *drawing = legend->drawing;
  double width = fonts_width(drawing->fonts, STYLE_KEY, word);
  if (legend->x > MARGIN && legend->x + SWATCH + 6 + width > legend->right) {
    legend->x = MARGIN;
    legend->y += 24;
  }
  struct box box = {legend->x, legend->y, SWATCH, 16};
  scene_text(&drawing->scene, STYLE_KEY, box.x + SWATCH + 6, box.y + 11.8, word, width);
  legend->x += SWATCH + 6 + width + 18;
  return box;
}

static bool is_kind_of_earlier(const struct sheet *sheet, size_t number)
{
  const struct sheet_card *card = &sheet->cards[number];
  for (size_t i = 0; i < number; i++)
    if (sheet->cards[i].outline == card->outline &&
        strcmp(text_or(sheet->cards[i].kind, ""), text_or(card->kind, "")) == 0)
      return true;
  return false;
}

/* The kinds that have this outline here, if they are few; else what all of that outline are. */
static const char *outline_word(struct drawing *drawing, enum sheet_outline outline,
                                const char *general)
{
  enum { FEW_KINDS = 2 };
  const struct sheet *sheet = drawing->sheet;
  const char *word = NULL;
  size_t count = 0;
  for (size_t i = 0; i < sheet->card_count; i++) {
    const struct sheet_card *card = &sheet->cards[i];
    if (card->outline != outline || is_kind_of_earlier(sheet, i)) continue;
    if (!card->kind || !*card->kind || ++count > FEW_KINDS) return general;
    word = word ? arena_format(&drawing->arena, "%s, %s", word, card->kind) : card->kind;
  }
  return word ? word : general;
}

static void show_outlines(struct legend *legend, const struct seen *seen)
{
  static const struct {
    const char *word;
    enum style style;
    bool is_by_kind; /* the kinds on the sheet say it better */
  } rows[] = {{"hostile party", STYLE_HOSTILE, false},
              {"legitimate party", STYLE_CARD, false},
              {"careless party", STYLE_CARELESS, false},
              {"workload", STYLE_CARD, true},
              {"service or console", STYLE_CARD, true},
              {"machine", STYLE_CARD, true},
              {"store", STYLE_CARD, true},
              {"pipeline", STYLE_CARD, true},
              {"image or source", STYLE_CARD, true},
              {"role, secret or asset", STYLE_CARD, true},
              {"collapsed boundary", STYLE_CARD, false}};
  for (unsigned i = 0; i <= OUTLINE_GROUP; i++) {
    if (!seen->outlines[i]) continue;
    const char *word = rows[i].word;
    if (rows[i].is_by_kind) word = outline_word(legend->drawing, (enum sheet_outline)i, word);
    struct box box = entry(legend, word);
    if (i == OUTLINE_STORE) box.x += 5, box.w -= 10, box.y -= 2, box.h += 4;
    if (i == OUTLINE_HOSTILE) box.y -= 1, box.h += 2;
    shape_draw(&legend->drawing->scene, (enum sheet_outline)i, box, rows[i].style, STYLE_DETAIL);
  }
  if (seen->stub)
    scene_box(&legend->drawing->scene, STYLE_STUB, entry(legend, "on another sheet"), 4);
}

static void show_trusts(struct legend *legend, const struct seen *seen)
{
  struct scene *scene = &legend->drawing->scene;
  for (unsigned i = 0; i <= SHEET_TRUST_HIGH; i++) {
    if (!seen->trusts[i]) continue;
    struct box box = entry(legend, sheet_trust_word((enum sheet_trust)i));
    scene_box(scene, trust_style((enum sheet_trust)i), box, 4);
    paint_bars(scene, box.x + 7.5, box.y + 3.5, (enum sheet_trust)i, false);
  }
  if (!seen->machine) return;
  struct box box = entry(legend, "host with its insides");
  scene_box(scene, STYLE_TRUST_UNSTATED, box, 2);
  scene_box(scene, STYLE_DETAIL, box_grown(box, -3), 0);
}

static void show_marks(struct legend *legend, const struct seen *seen)
{
  struct scene *scene = &legend->drawing->scene;
  const bool has[] = {seen->weak, seen->shield, seen->planned, seen->key, seen->gem};
  static const char *const words[] = {"weaknesses", "controls in place", "controls planned",
                                      "holds a secret", "holds an asset"};
  for (unsigned i = 0; i < 5; i++) {
    if (!has[i]) continue;
    struct box box = entry(legend, words[i]);
    double x = box.x + SWATCH / 2, y = box.y + 8;
    if (i == 0)
      paint_weak(scene, x, y, "n");
    else if (i < 3)
      paint_shield(scene, x, y, "n", i == 2);
    else {
      struct chip chip = {.kind = i == 3 ? CHIP_KEY : CHIP_GEM, .box = {0, 0, 20, 16}};
      paint_chip(scene, &chip, (struct point){box.x + 5, box.y});
    }
  }
}

static void show_line(struct legend *legend, const char *word, enum style style, enum style tip,
                      double half)
{
  struct box box = entry(legend, word);
  double y = box.y + 8, head = half > 4 ? 9 : 7;
  struct path path = path_begin(&legend->drawing->scene);
  path_move(&path, box.x, y);
  path_line(&path, box.x + SWATCH - head, y);
  path_end(&path, style);
  paint_tip(&legend->drawing->scene, tip, (struct point){box.x + SWATCH - head, y},
            (struct point){box.x + SWATCH, y}, half);
}

static void show_lines(struct legend *legend, const struct seen *seen)
{
  if (seen->flow) show_line(legend, "flow, number in the table", STYLE_FLOW, STYLE_TIP, 3.2);
  if (seen->merged) show_line(legend, "several flows", STYLE_FLOW_MERGED, STYLE_TIP, 3.2);
  if (seen->attack)
    show_line(legend, "attack step over a flow", STYLE_ATTACK, STYLE_ATTACK_TIP, 5.5);
  if (seen->dashed)
    show_line(legend, "attack step without a flow", STYLE_ATTACK_DASHED, STYLE_ATTACK_TIP, 5.5);
  if (seen->own) {
    struct box box = entry(legend, "attack step within a thing");
    scene_circle(&legend->drawing->scene, STYLE_DISC, box.x + SWATCH / 2, box.y + 8, 8);
    scene_text(&legend->drawing->scene, STYLE_DISC_TEXT, box.x + SWATCH / 2, box.y + 12, "n", 0);
  }
  if (seen->stopped) show_line(legend, "stopped step", STYLE_STOPPED, STYLE_STOPPED_TIP, 5.5);
}

double paint_legend(struct drawing *drawing, double y, double width)
{
  struct seen seen = look(drawing->sheet);
  if (!drawing->sheet->card_count && !drawing->sheet->boundary_count) return y;
  scene_box(&drawing->scene, STYLE_RULE, (struct box){MARGIN, y, width, 0}, 0);
  scene_open(&drawing->scene, (struct group){.role = GROUP_HIDDEN, .css = "g-legend"});
  struct legend legend = {drawing, MARGIN, y + 14, MARGIN + width};
  show_outlines(&legend, &seen);
  show_trusts(&legend, &seen);
  show_marks(&legend, &seen);
  show_lines(&legend, &seen);
  scene_close(&drawing->scene);
  return legend.y + 16;
}
