/* Boundaries: the area first, the tab with its title last, so that no line ever hides a title. */
#include "draw/compose.h"
#include "draw/shape.h"

static const char *spoken(struct arena *arena, const struct sheet_boundary *boundary)
{
  const char *kind = text_or(boundary->kind, "boundary");
  return arena_format(arena, "%s, %s, %s", text_or(boundary->title, boundary->id), kind,
                      sheet_trust_word(boundary->trust));
}

/* A machine that is a card, too, gives its id to the card. */
static const char *frame_id(struct drawing *drawing, size_t number)
{
  const char *prefix = "";
  for (size_t i = 0; i < drawing->sheet->card_count; i++)
    if (drawing->sheet->cards[i].stands_for == number) prefix = "place.";
  return make_id(&drawing->arena, prefix, drawing->frames[number].boundary->id);
}

static void paint_area(struct drawing *drawing, size_t number)
{
  struct scene *scene = &drawing->scene;
  const struct frame *frame = &drawing->frames[number];
  const struct sheet_boundary *boundary = frame->boundary;
  struct box box = drawing->plan.frames[number];
  scene_open(scene,
             (struct group){.role = GROUP_SYMBOL,
                            .css = boundary->is_machine ? "g-boundary g-machine" : "g-boundary",
                            .id = frame_id(drawing, number),
                            .title = spoken(&drawing->arena, boundary),
                            .desc = boundary->desc,
                            .link = boundary->link,
                            .to_sheet = boundary->to_sheet,
                            .hot = drawing->plan.tabs[number]});
  scene_box(scene, trust_style(boundary->trust), box, boundary->is_machine ? 2 : 6);
  if (boundary->is_machine) scene_box(scene, STYLE_DETAIL, box_grown(box, -3.5), 0);
  if (frame->node != SHEET_NONE)
    scene_text(scene, STYLE_SUB, box.x + 10, box.y + TAB_HEIGHT + 17, "nothing inside", 0);
  scene_close(scene);
}

void paint_frames(struct drawing *drawing)
{
  for (size_t i = 0; i < drawing->frame_count; i++) paint_area(drawing, i);
}

/* The upper corners follow the area's where the tab stands at its end; below it is round, but flush
 * with the area's side. */
static void tab_path(struct scene *scene, enum style style, struct box b, struct box area, double r)
{
  struct path path = path_begin(scene);
  double right = b.x + b.w, low = b.y + b.h;
  bool is_left = b.x<area.x + 1, is_right = right> area.x + area.w - 1;
  double left_up = is_left ? r : 0, right_up = is_right ? r : 0;
  double left_low = is_left ? 0 : 6, right_low = is_right ? 0 : 6, k = 0.45;
  path_move(&path, b.x, b.y + left_up);
  path_curve(&path, b.x, b.y + left_up * k, b.x + left_up * k, b.y, b.x + left_up, b.y);
  path_line(&path, right - right_up, b.y);
  path_curve(&path, right - right_up * k, b.y, right, b.y + right_up * k, right, b.y + right_up);
  path_line(&path, right, low - right_low);
  path_curve(&path, right, low - right_low * k, right - right_low * k, low, right - right_low, low);
  path_line(&path, b.x + left_low, low);
  path_curve(&path, b.x + left_low * k, low, b.x, low - left_low * k, b.x, low - left_low);
  path_close(&path);
  path_end(&path, style);
}

static void paint_tab(struct drawing *drawing, size_t number)
{
  struct scene *scene = &drawing->scene;
  const struct frame *frame = &drawing->frames[number];
  const struct sheet_boundary *boundary = frame->boundary;
  struct box tab = drawing->plan.tabs[number];
  double x = tab.x + 8, base = tab.y + 13.3;
  tab_path(scene, tab_style(boundary->trust), tab, drawing->plan.frames[number],
           boundary->is_machine ? 2 : 6);
  if (boundary->glyph) {
    scene_glyph(scene, STYLE_TAB_GLYPH,
                pictograms_find(scene->pictograms, boundary->glyph) ? boundary->glyph : "thing", x,
                tab.y + 3, 12);
    x += 17;
  }
  scene_text(scene, STYLE_TAB_TEXT, x, base, frame->title.text, frame->title.width);
  x += frame->title.width + 7;
  scene_text(scene, STYLE_TAB_KIND, x, base, frame->kind.text, frame->kind.width);
  paint_bars(scene, tab.x + tab.w - 8 - 15, tab.y + 4.5, boundary->trust, true);
}

void paint_tabs(struct drawing *drawing)
{
  if (!drawing->frame_count) return;
  scene_open(&drawing->scene, (struct group){.role = GROUP_HIDDEN, .css = "g-tabs"});
  for (size_t i = 0; i < drawing->frame_count; i++) paint_tab(drawing, i);
  scene_close(&drawing->scene);
}
