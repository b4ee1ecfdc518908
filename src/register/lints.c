/* Lints: what a model may say and hardly anybody means. Found here, said in findings.c unless
 * somebody accepted it. */
#include "diagnose/lints.h"
#include "register/derive.h"

void lint_add(struct derivation *d, enum code code, uint32_t thing, struct span span,
              const char *text, const char *help)
{
  vec_push(d->arena, &d->reg->lints,
           (struct reg_lint){.code = code,
                             .thing = thing,
                             .span = span,
                             .text = text,
                             .help = help,
                             .acceptance = NONE});
}

static uint32_t walked(const struct derivation *d, enum pathword word, uint32_t thing)
{
  uint32_t count;
  (void)model_walk(d->model, word, thing, &count);
  return count;
}

/* --- data ----------------------------------------------------------------------------------------
 */

/* Whether anything ties the data to where it lies or goes. */
static bool is_somewhere(const struct derivation *d, uint32_t thing, const uint64_t *carried)
{
  static const enum pathword words[] = {PATHWORD_HOLDERS,  PATHWORD_MOUNTERS, PATHWORD_INSTANCES,
                                        PATHWORD_REGISTRY, PATHWORD_BUILDERS, PATHWORD_DERIVED,
                                        PATHWORD_OWNERS,   PATHWORD_KEYS};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (walked(d, words[i], thing)) return true;
  return bitset_has(carried, thing);
}

static bool is_key(const struct derivation *d, uint32_t thing)
{
  return walked(d, PATHWORD_OPENS, thing) || walked(d, PATHWORD_OWNS, thing) ||
         walked(d, PATHWORD_SIGNS, thing);
}

/* Whether things of this kind are expected to open something: a secret, by the library's words. */
static bool is_expected(const struct derivation *d, uint32_t thing, enum relation relation)
{
  const struct vocabulary *v = &d->model->vocabulary;
  uint32_t kind = model_entity(d->model, thing)->kind;
  for (; kind != NONE; kind = v->kinds.at[kind].parent)
    for (uint32_t i = 0; i < v->kinds.at[kind].expects.count; i++)
      if (v->kinds.at[kind].expects.at[i] == (uint32_t)relation) return true;
  return false;
}

static void lint_data(struct derivation *d, uint32_t thing, const uint64_t *carried)
{
  const struct entity *e = model_entity(d->model, thing);
  bool lies = is_somewhere(d, thing, carried);
  if (is_key(d, thing)) {
    if (!lies)
      lint_add(d, CODE_L0002, thing, e->span,
               arena_format(d->arena, "nobody holds `%.*s`", STR_ARGS(e->id)),
               "say with `holds` where it lies: what lies nowhere cannot be stolen");
    lies = true;
  }
  if (!lies)
    lint_add(d, CODE_L0003, thing, e->span,
             arena_format(d->arena, "`%.*s` lies nowhere", STR_ARGS(e->id)),
             "say with `holds` where it lies, or with `carries` on which flows it goes");
}

/* A secret on the very thing that it opens or owns. */
static void lint_self_opening(struct derivation *d, uint32_t thing)
{
  const struct model *model = d->model;
  const enum pathword words[] = {PATHWORD_OPENS, PATHWORD_OWNS};
  for (int w = 0; w < 2; w++) {
    uint32_t targets, holders;
    const uint32_t *opened = model_walk(model, words[w], thing, &targets);
    const uint32_t *held = model_walk(model, PATHWORD_HOLDERS, thing, &holders);
    for (uint32_t i = 0; i < targets; i++)
      for (uint32_t k = 0; k < holders; k++) {
        if (opened[i] != held[k]) continue;
        struct span span = model_hop_span(model, PATHWORD_HOLDS, held[k], thing);
        lint_add(d, CODE_L0010, thing, span,
                 arena_format(d->arena, "`%.*s` holds `%.*s`, which %s it",
                              STR_ARGS(model_entity(model, held[k])->id),
                              STR_ARGS(model_entity(model, thing)->id), w ? "owns" : "opens"),
                 "whoever reads it there is in already: give it to whoever presents it");
      }
  }
}

/* --- machines and flows
 * --------------------------------------------------------------------------- */

static uint32_t boundary_of(const struct model *model, uint32_t thing)
{
  uint32_t place = model_entity(model, thing)->place;
  while (place != NONE && model_entity(model, place)->root != ROOT_BOUNDARY)
    place = model_entity(model, place)->place;
  return place;
}

static bool is_with_any(const struct derivation *d, uint32_t thing)
{
  const struct reg_thing *t = &d->reg->things[thing];
  return t->control_count && !d->reg->controls.at[t->first_control].is_planned;
}

/* Whether some boundary around `thing` that does not hold the other end is with anything that
 * filters: any control in place. */
static bool is_filtered(const struct derivation *d, uint32_t thing, uint32_t other)
{
  uint32_t place = boundary_of(d->model, thing);
  for (; place != NONE && !model_is_within(d->model, other, place);
       place = boundary_of(d->model, place))
    if (is_with_any(d, place)) return true;
  return false;
}

static void lint_flow(struct derivation *d, uint32_t flow)
{
  const struct entity *e = model_entity(d->model, flow);
  if (boundary_of(d->model, e->source) == boundary_of(d->model, e->target)) return;
  if (is_with_any(d, flow) || is_with_any(d, e->target) || is_filtered(d, e->target, e->source) ||
      is_filtered(d, e->source, e->target))
    return;
  lint_add(
      d, CODE_L0005, flow, e->span,
      arena_format(d->arena, "nothing guards `%.*s` where it crosses a boundary", STR_ARGS(e->id)),
      "say `with` what it asks or how it is encrypted, or what filters at the boundary");
}

static void lint_machine(struct derivation *d, uint32_t thing)
{
  const struct entity *e = model_entity(d->model, thing);
  if (d->reg->things[thing].is_silent)
    lint_add(d, CODE_L0004, thing, e->span,
             arena_format(d->arena, "nothing is said of `%.*s` but that it is a %s",
                          STR_ARGS(e->id), model_kind_word(d->model, thing)),
             "say what it `has` and is `with`; only the defaults of its kind count now");
}

static void lint_relations(struct derivation *d, uint32_t thing)
{
  const struct entity *e = model_entity(d->model, thing);
  for (int r = 0; r < RELATION_COUNT; r++) {
    const struct relation_info *info = relation_info((enum relation)r);
    if (!is_expected(d, thing, (enum relation)r)) continue;
    if (walked(d, (enum pathword)info->forward, thing)) continue;
    lint_add(d, CODE_L0008, thing, e->span,
             arena_format(d->arena, "`%.*s` says nothing with `%s`, as a %s should",
                          STR_ARGS(e->id), key_word(info->key), model_kind_word(d->model, thing)),
             NULL);
  }
}

static void lint_was(struct derivation *d, uint32_t thing)
{
  const struct entity *e = model_entity(d->model, thing);
  for (uint32_t i = 0; i < e->was_count; i++) {
    uint32_t now = model_find(d->model, e->was[i]);
    if (now == NONE) continue;
    lint_add(d, CODE_L0007, thing, e->span,
             arena_format(d->arena, "`%.*s` was `%.*s`, %s", STR_ARGS(e->id), STR_ARGS(e->was[i]),
                          now == thing ? "and still is" : "which is another thing now"),
             now == thing ? "leave the `was` out"
                          : "rename the other thing, or leave the `was` out");
  }
}

static void lint_things(struct derivation *d)
{
  const struct model *model = d->model;
  uint32_t count = (uint32_t)model->entities.len;
  uint64_t *carried = arena_new_array(&d->scratch, bitset_words(count) + 1, uint64_t);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t some;
    const uint32_t *data = model_walk(model, PATHWORD_CARRIES, i, &some);
    for (uint32_t k = 0; k < some; k++) bitset_add(carried, data[k]);
  }
  for (uint32_t i = 0; i < count; i++) {
    enum root root = (enum root)model_entity(model, i)->root;
    if (root == ROOT_MACHINE) lint_machine(d, i);
    if (root == ROOT_FLOW) lint_flow(d, i);
    if (root == ROOT_DATA) {
      lint_data(d, i, carried);
      lint_self_opening(d, i);
    }
    lint_relations(d, i);
    lint_was(d, i);
  }
}

/* --- controls
 * ------------------------------------------------------------------------------------- */

/* One word may stand for many things (a template): it is idle if it does nothing for any of them.
 */
static void lint_controls(struct derivation *d)
{
  struct reg *reg = d->reg;
  struct map words;
  map_init(&words, &d->scratch, reg->controls.len);
  for (int turn = 0; turn < 2; turn++)
    for (size_t i = 0; i < reg->controls.len; i++) {
      const struct reg_control *c = &reg->controls.at[i];
      struct span span = c->span;
      if (span.source == SPAN_NOWHERE.source || unit_source(d->unit, span.source)->is_library)
        continue;
      if (!turn && c->has_effect) map_set(&words, span.source, span.from, 1);
      if (!turn || !map_add(&words, span.source, span.from, 1)) continue;
      lint_add(
          d, CODE_L0009, c->thing, span,
          arena_format(d->arena, "`%s` stops and slows nothing here",
                       unit_name(d->unit, d->model->vocabulary.controls.at[c->control].term.name)),
          "no step of this model looks for it at this place, in any world");
    }
}

static bool is_among(const struct trait *traits, uint32_t count, uint32_t number)
{
  for (uint32_t i = 0; i < count; i++)
    if (traits[i].number == number) return true;
  return false;
}

/* Evidence of something that the thing has, is with (or with something that is it) or plans. */
static bool proves_something(struct derivation *d, const struct evidence *e)
{
  const struct vocabulary *v = &d->model->vocabulary;
  uint32_t count, control = vocabulary_find(v, TERM_CONTROL, e->name);
  if (control == NONE) {
    const struct trait *traits = model_weaknesses(d->model, &d->scratch, e->entity, &count);
    return is_among(traits, count, vocabulary_find(v, TERM_WEAKNESS, e->name));
  }
  const struct trait *traits = model_controls(d->model, &d->scratch, e->entity, &count);
  for (uint32_t i = 0; i < count; i++)
    if (control_is(v, traits[i].number, control)) return true;
  return false;
}

static void lint_evidence(struct derivation *d)
{
  for (size_t i = 0; i < d->model->evidence.len; i++) {
    const struct evidence *e = &d->model->evidence.at[i];
    if (proves_something(d, e)) continue;
    lint_add(d, CODE_L0013, e->entity, e->span,
             arena_format(d->arena, "`%s` neither has `%s` nor is with it",
                          model_entity(d->model, e->entity)->id.at, unit_name(d->unit, e->name)),
             "say it with `has`, `with` or `plans`, or mend the name");
  }
}

/* --- claims and the model
 * -------------------------------------------------------------------------- */

/* A lint that no thing has. */
static void lint_about(struct derivation *d, struct str about)
{
  d->reg->lints.at[d->reg->lints.len - 1].about = about;
}

static void lint_sets(struct derivation *d, struct str about, const struct sets *sets)
{
  for (uint32_t i = 0; i < sets->count; i++) {
    const struct set *set = &sets->at[i];
    if (set->type == SET_ENTITY || model_members(d->model, &d->scratch, set).count) continue;
    lint_add(d, CODE_L0006, NONE, set->span,
             arena_format(d->arena, "`%.*s` has no members", STR_ARGS(set->text)),
             "nothing in this model is of that kind or stance");
    lint_about(d, about);
  }
}

static void lint_claims(struct derivation *d)
{
  const struct model *model = d->model;
  for (size_t i = 0; i < model->assertions.len; i++) {
    const struct assertion *a = &model->assertions.at[i];
    const struct sets *sets[] = {&a->subjects, &a->except, &a->targets, &a->despite,
                                 &a->on,       &a->in,     &a->across};
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) lint_sets(d, a->id, sets[k]);
  }
  for (size_t i = 0; i < model->views.len; i++) {
    const struct view *v = &model->views.at[i];
    const struct sets *sets[] = {&v->show, &v->hide, &v->focus, &v->collapse};
    for (size_t k = 0; k < sizeof sets / sizeof *sets; k++) lint_sets(d, v->id, sets[k]);
  }
  for (size_t i = 0; i < model->acceptances.len; i++) {
    const struct acceptance *a = &model->acceptances.at[i];
    if (!model->owner.len || !str_equal(a->owner, model->owner)) continue;
    lint_add(
        d, CODE_L0011, a->thing, a->span,
        arena_format(d->arena, "%.*s owns the model and approved this, too", STR_ARGS(a->owner)),
        "name who owns the risk as `owner` of the acceptance");
    lint_about(d, a->form == ACCEPT_ASSERTION ? model->assertions.at[a->assertion].id : a->about);
  }
}

static void lint_review(struct derivation *d)
{
  struct day reviewed = d->model->reviewed, today = d->unit->day;
  if (d->model->span.source == SPAN_NOWHERE.source) return;
  struct day due = {(uint16_t)(reviewed.year + 1), reviewed.month, reviewed.day};
  if (reviewed.year && day_compare(due, today) >= 0) return;
  lint_add(d, CODE_L0012, NONE, d->model->span,
           reviewed.year ? arena_format(d->arena, "the model was last reviewed on %s",
                                        day_text(&d->scratch, reviewed))
                         : "nobody says when the model was last reviewed",
           "read it through and set `reviewed` to the day");
  lint_about(d, unit_text(d->unit, d->model->name));
}

void lints_derive(struct derivation *d)
{
  lints_names(d);
  lint_things(d);
  lint_controls(d);
  lint_evidence(d);
  lint_claims(d);
  lint_review(d);
}
