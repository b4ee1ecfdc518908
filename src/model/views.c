/* `view`: what a sheet of its own shows. */
#include "model/claims.h"

/* `A -> B`: ways from the one to the other; `any` before A means all of a kind or stance. */
static bool say_path(const struct claims *c, const struct value *value, struct set *from,
                     struct set *to)
{
  struct value first = *value, second = *value;
  first.target = (struct path){0};
  first.last = value->path.first + 2 * (value->path.count - 1);
  second.is_any = false;
  second.path = value->target;
  second.target = (struct path){0};
  second.first = value->target.first;
  bool is_first = resolve_set(c->b, c->tree, &first, c->scope, false, from);
  bool is_second = resolve_set(c->b, c->tree, &second, c->scope, false, to);
  if (!is_first || !is_second) return false;
  struct sets one = {from, 1};
  sets_keep_actors(c, &one);
  return one.count == 1;
}

static void say_paths(const struct claims *c, const struct said *said, struct view *view)
{
  struct arena *arena = &c->b->unit->arena;
  uint32_t most = 0;
  for (uint32_t i = 0; i < said->count; i++)
    if (said->at[i]->key == KEY_PATHS) most += said->at[i]->count;
  view->paths = arena_array(arena, most, sizeof *view->paths);
  for (uint32_t i = 0; i < said->count; i++) {
    const struct clause *clause = said->at[i];
    for (uint32_t j = 0; clause->key == KEY_PATHS && j < clause->count; j++) {
      struct set from, to;
      if (!say_path(c, &clause->values[j], &from, &to)) continue;
      view->paths[view->path_count].from = from;
      view->paths[view->path_count++].to = to;
    }
  }
}

static void say_title(const struct claims *c, const struct decl *decl, const struct said *said,
                      struct view *view)
{
  const struct clause *title = said_of(said, KEY_TITLE);
  view->title = decl->title;
  if (!title) return;
  if (decl->has_title)
    clause_said_twice(c->b->unit, c->tree, title,
                      tree_span(c->tree, decl->title_token, decl->title_token));
  view->title = title->values[0].text;
}

static bool is_free(const struct claims *c, const struct decl *decl)
{
  static const char attack[] = "attack-";
  struct unit *unit = c->b->unit;
  struct str name = unit_text(unit, decl->name);
  struct message *message;
  bool is_attack = name.len >= sizeof attack - 1 && memcmp(name.at, attack, sizeof attack - 1) == 0;
  if (is_attack || str_equal(name, STR("report"))) {
    message = message_add(unit, CODE_E0517, claim_name_span(c, decl),
                          "a view cannot be called `%.*s`", STR_ARGS(name));
    message_label(unit, message, "%s",
                  is_attack ? "such sheets are those of attacks" : "that is the report's file");
    return false;
  }
  uint32_t before = map_get(c->ids, decl->name, 1);
  if (before == MAP_NONE) return map_add(c->ids, decl->name, 1, (uint32_t)c->b->model->views.len);
  message = message_add(unit, CODE_E0517, claim_name_span(c, decl),
                        "a view `%.*s` is there already", STR_ARGS(name));
  message_note(unit, message, c->b->model->views.at[before].span, "here");
  return false;
}

void view_say(const struct claims *c, const struct decl *decl)
{
  struct unit *unit = c->b->unit;
  struct view view = {.id = unit_text(unit, decl->name),
                      .doc = claim_doc(c, decl),
                      .span = claim_name_span(c, decl)};
  if (!is_free(c, decl)) return;
  braces_check(unit, c->tree, decl, IN_VIEW, "a view");
  struct said said = clauses_said(unit, c->tree, decl, IN_VIEW, "a view");
  view.links = claim_links(c, &said);
  sets_say(c, &said, KEY_SHOW, &view.show);
  sets_say(c, &said, KEY_HIDE, &view.hide);
  sets_say(c, &said, KEY_FOCUS, &view.focus);
  sets_say(c, &said, KEY_COLLAPSE, &view.collapse);
  sets_keep_places(c, &view.collapse, KEY_COLLAPSE);
  say_paths(c, &said, &view);
  say_title(c, decl, &said, &view);
  const struct clause *direction = said_of(&said, KEY_DIRECTION);
  if (direction) {
    struct str word = unit_text(unit, direction->values[0].path.names[0]);
    view.direction = str_equal(word, STR("right")) ? DIRECTION_RIGHT : DIRECTION_DOWN;
  }
  view.is_labels_full = said_of(&said, KEY_LABELS) != NULL;
  vec_push(&unit->arena, &c->b->model->views, view);
}
