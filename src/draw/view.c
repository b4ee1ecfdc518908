/* Which sheets a model has, and what stands around their pictures. */
#include "draw/view.h"

#include "draw/compile.h"
#include "draw/draw.h"

struct book {
  struct unit *unit;
  const struct reg *reg;
  const struct model *model;
  struct arena *arena;
  VEC_OF(const struct sheet *) sheets;
};

static struct maker maker_for(struct book *book, struct selection selection)
{
  return (struct maker){.unit = book->unit,
                        .reg = book->reg,
                        .model = book->model,
                        .selection = selection,
                        .arena = book->arena};
}

static const char *copy(struct book *book, struct str text)
{
  return arena_copy(book->arena, text.at, text.len);
}

static void note_closed(struct maker *m)
{
  enum { NAMED_MOST = 8 };
  const char *names = NULL;
  uint32_t count = 0;
  for (size_t i = 0; i < m->cards.len; i++) {
    if (m->cards.at[i].outline != OUTLINE_GROUP || ++count > NAMED_MOST) continue;
    names = names ? arena_format(m->arena, "%s, %s", names, m->cards.at[i].id) : m->cards.at[i].id;
  }
  if (count > NAMED_MOST)
    names = arena_format(m->arena, "%s and %u more", names, count - NAMED_MOST);
  if (names) maker_note(m, "Drawn closed: %s", names);
  if (m->selection.left_out)
    maker_note(m, "Left out: %u thing%s of the model", m->selection.left_out,
               m->selection.left_out == 1 ? "" : "s");
}

static struct sheet *finish(struct book *book, struct maker *m, const char *id, const char *title)
{
  note_closed(m);
  struct sheet *sheet = arena_new(book->arena, struct sheet);
  *sheet = (struct sheet){
      .id = id,
      .title = title,
      .model = unit_name(book->unit, book->model->name),
      .view = id,
      .version = book->model->version.len ? copy(book, book->model->version) : NULL,
      .as_of = book->reg->provenance.as_of,
      .digest = book->reg->provenance.model_digest,
      .tool = arena_format(book->arena, "%s %s", book->reg->provenance.tool,
                           book->reg->provenance.version),
      .boundaries = m->boundaries.at,
      .boundary_count = m->boundaries.len,
      .cards = m->cards.at,
      .card_count = m->cards.len,
      .flows = m->flows.at,
      .flow_count = m->flows.len,
      .steps = m->steps.at,
      .step_count = m->steps.len,
      .notes = m->notes.at,
      .note_count = m->notes.len,
  };
  vec_push(book->arena, &book->sheets, sheet);
  return sheet;
}

static const char *model_title(struct book *book)
{
  return book->model->title.len ? copy(book, book->model->title)
                                : unit_name(book->unit, book->model->name);
}

static void add_overview(struct book *book)
{
  struct maker m = maker_for(book, selection_all(book->arena, book->model));
  selection_close(&m.selection, CARDS_MOST);
  maker_compile(&m);
  finish(book, &m, "overview", model_title(book));
}

/* --- ways ---------------------------------------------------------------------------------------
 */

static uint32_t position_of(const struct answers *answers, uint32_t attacker)
{
  for (uint32_t i = 0; i < answers->attackers.count; i++)
    if (answers->attackers.at[i] == attacker) return i;
  return NONE;
}

static const struct reach *reach_of(struct book *book, uint32_t from)
{
  struct answers *answers = book->reg->answers;
  uint32_t position = position_of(answers, from);
  if (position != NONE) return answers_reach(answers, WORLD_RESIDUAL, position);
  const struct entity *e = model_entity(book->model, from);
  if (e->root == ROOT_ACTOR && e->party.stance == STANCE_CARELESS)
    return answers_slips(answers, from)->careless;
  struct world world = world_of(answers->ground, from, WORLD_RESIDUAL);
  return reach_run(&book->unit->arena, answers->ground, &world);
}

/* The easiest proof of any harm from any member of one set to any of another. */
static const struct proof *easiest(struct book *book, const struct set *from, const struct set *to,
                                   const struct reach **of)
{
  const struct proof *best = NULL;
  uint32_t effort = UINT32_MAX;
  struct numbers sources = model_members(book->model, book->arena, from);
  struct numbers targets = model_members(book->model, book->arena, to);
  for (uint32_t i = 0; i < sources.count; i++) {
    const struct reach *reach = reach_of(book, sources.at[i]);
    for (uint32_t k = 0; k < targets.count; k++) {
      struct facts goals =
          answers_goals(book->reg->answers, book->arena, VERB_HARMS, to, targets.at[k]);
      for (uint32_t g = 0; g < goals.count; g++) {
        if (!reach_has(reach, goals.at[g]) || reach_effort(reach, goals.at[g]) >= effort) continue;
        effort = reach_effort(reach, goals.at[g]);
        best = proof_make(book->arena, reach, goals.at[g]);
        *of = reach;
      }
    }
  }
  return best;
}

static void note_way(struct maker *m, const struct proof *proof, const struct reach *reach)
{
  const struct ground *ground = reach->ground;
  maker_note(m, "%.*s %s %.*s: effort %u, crosses %u boundar%s",
             STR_ARGS(model_label(m->model, reach->world.start)), fact_verb(ground, proof->goal),
             STR_ARGS(model_label(m->model, fact_entity(ground, proof->goal))), proof->effort,
             proof->crossed, proof->crossed == 1 ? "y" : "ies");
}

/* What the way supposes: somebody's slips. */
static void note_slips(struct maker *m, const struct proof *proof, const struct ground *ground)
{
  for (uint32_t i = 0; i < proof->slip_count; i++) {
    const struct proof_slip *slip = &proof->slips[i];
    if (slip->person == NONE) continue;
    const struct rule *rule = &m->model->vocabulary.rules.at[ground_rule(ground, slip->step)];
    struct str what = rule->term.title.len ? rule->term.title : unit_text(m->unit, rule->term.name);
    maker_note(m, "Supposing a slip of %.*s: %.*s (%.*s)",
               STR_ARGS(model_label(m->model, slip->person)), STR_ARGS(what),
               STR_ARGS(model_label(m->model, fact_entity(ground, slip->weakness))));
  }
}

static void add_ways(struct book *book, struct maker *m, const struct view *view)
{
  for (uint32_t i = 0; i < view->path_count; i++) {
    const struct reach *reach = NULL;
    const struct proof *proof = easiest(book, &view->paths[i].from, &view->paths[i].to, &reach);
    if (proof) {
      note_way(m, proof, reach);
      maker_attack(m, proof, reach);
    } else
      maker_note(m, "No way from %.*s to %.*s in this model", STR_ARGS(view->paths[i].from.text),
                 STR_ARGS(view->paths[i].to.text));
  }
}

/* --- views --------------------------------------------------------------------------------------
 */

static void add_view(struct book *book, const struct view *view)
{
  struct maker m = maker_for(book, selection_of_view(book->arena, book->model, view));
  selection_close(&m.selection, CARDS_MOST);
  maker_compile(&m);
  add_ways(book, &m, view);
  struct sheet *sheet = finish(book, &m, copy(book, view->id),
                               view->title.len ? copy(book, view->title) : copy(book, view->id));
  sheet->direction = view->direction == DIRECTION_DOWN    ? SHEET_DOWN
                     : view->direction == DIRECTION_RIGHT ? SHEET_RIGHT
                                                          : SHEET_AUTO;
  sheet->has_full_labels = view->is_labels_full;
}

/* --- failing assertions -------------------------------------------------------------------------
 */

static const char *attack_title(struct book *book, const struct assertion *assertion)
{
  if (!assertion->title.len) return arena_format(book->arena, "%s fails", assertion->id.at);
  return arena_format(book->arena, "%.*s: this fails", STR_ARGS(assertion->title));
}

static const char *missing_text(struct book *book, const struct breach *breach)
{
  const char *text = "lacks ";
  for (uint32_t i = 0; i < breach->missing.count; i++)
    text = arena_format(
        book->arena, "%s%s%s", text, i ? ", " : "",
        unit_name(book->unit,
                  book->model->vocabulary.controls.at[breach->missing.at[i]].term.name));
  return text;
}

static uint32_t sheet_flow_of(const struct maker *m, uint32_t flow)
{
  for (size_t i = 0; i < m->flow_entities.len; i++)
    if (m->flow_entities.at[i] == flow) return (uint32_t)i;
  return SHEET_NONE;
}

/* What lacks a control that is required: each thing or flow as a numbered mark. */
static void mark_lacking(struct book *book, struct maker *m, const struct verdict *verdict)
{
  enum { MARKS_MOST = 24 };
  for (uint32_t i = 0; i < verdict->breach_count; i++) {
    const struct breach *breach = &verdict->breaches[i];
    const struct entity *e = model_entity(book->model, breach->subject);
    struct sheet_step mark = {.number = (uint32_t)m->steps.len + 1,
                              .flow = SHEET_NONE,
                              .text = missing_text(book, breach)};
    if (e->root == ROOT_FLOW) {
      mark.from = maker_card_of(m, e->source);
      mark.to = maker_card_of(m, e->target);
      mark.flow = sheet_flow_of(m, breach->subject);
    } else
      mark.from = mark.to = maker_card_of(m, breach->subject);
    if (mark.from == SHEET_NONE || mark.to == SHEET_NONE) continue;
    mark.desc = arena_format(book->arena, "%s %s", e->id.at, mark.text);
    m->cards.at[mark.from].is_on_path = m->cards.at[mark.to].is_on_path = true;
    vec_push(book->arena, &m->steps, mark);
    if (m->steps.len < MARKS_MOST) continue;
    maker_note(m, "and %u more", verdict->breach_count - i - 1);
    return;
  }
}

static struct numbers lacking_things(struct book *book, const struct verdict *verdict)
{
  struct numbers things = {arena_new_array(book->arena, 2 * verdict->breach_count, uint32_t), 0};
  for (uint32_t i = 0; i < verdict->breach_count; i++) {
    const struct entity *e = model_entity(book->model, verdict->breaches[i].subject);
    if (e->root == ROOT_FLOW) {
      things.at[things.count++] = e->source;
      things.at[things.count++] = e->target;
    } else
      things.at[things.count++] = verdict->breaches[i].subject;
  }
  return things;
}

/* The things, one hop around them, and the rest closed. */
static struct maker compile_around(struct book *book, struct numbers things)
{
  struct maker m =
      maker_for(book, selection_around(book->arena, book->model, things.at, things.count));
  selection_close(&m.selection, CARDS_MOST);
  maker_compile(&m);
  return m;
}

static struct sheet *add_way(struct book *book, const struct proof *proof,
                             const struct reach *reach, const char *id, const char *title)
{
  struct maker m = compile_around(book, attack_things(book->model, book->arena, proof, reach));
  note_way(&m, proof, reach);
  note_slips(&m, proof, reach->ground);
  maker_attack(&m, proof, reach);
  return finish(book, &m, id, title);
}

static void add_attack(struct book *book, uint32_t number)
{
  const struct assertion *assertion = &book->model->assertions.at[number];
  const struct verdict *verdict = &book->reg->answers->verdicts[number];
  const char *id = arena_format(book->arena, "attack-%s", assertion->id.at);
  const char *title = attack_title(book, assertion);
  struct sheet *sheet;
  if (verdict->proof)
    sheet = add_way(book, verdict->proof, verdict->breaches[0].reach, id, title);
  else {
    struct maker m = compile_around(book, lacking_things(book, verdict));
    mark_lacking(book, &m, verdict);
    sheet = finish(book, &m, id, title);
  }
  sheet->assertion = assertion->id.at;
}

/* --- top scenarios ------------------------------------------------------------------------------
 */

static struct sheet *sheet_of_assertion(struct book *book, uint32_t number)
{
  const char *id = book->model->assertions.at[number].id.at;
  for (size_t i = 0; i < book->sheets.len; i++) {
    struct sheet *sheet = (struct sheet *)(uintptr_t)book->sheets.at[i];
    if (sheet->assertion && strcmp(sheet->assertion, id) == 0) return sheet;
  }
  return NULL;
}

/* The sheet of a failing assertion that shows the very way of a scenario, or NULL. */
static struct sheet *sheet_of_way(struct book *book, const struct reg_scenario *s)
{
  for (uint32_t i = 0; i < book->model->assertions.len; i++) {
    const struct verdict *verdict = &book->reg->answers->verdicts[i];
    if (!verdict->proof || verdict->proof->goal != s->way->goal) continue;
    if (verdict->breaches[0].reach == s->reach) return sheet_of_assertion(book, i);
  }
  return NULL;
}

static void add_scenario(struct book *book, const struct reg_scenario *s)
{
  struct sheet *sheet = sheet_of_way(book, s);
  if (!sheet) {
    struct writer id = {0};
    draw_id(&id, "scenario-",
            arena_format(book->arena, "%s->%s", model_entity(book->model, s->attacker)->id.at,
                         model_entity(book->model, s->thing)->id.at));
    sheet = add_way(book, s->way, s->reach, arena_copy(book->arena, id.at, id.len),
                    register_scenario_text(book->reg, book->arena, s));
    writer_free(&id);
  }
  sheet->scenario = s->row.id.at;
}

/* How much a scenario has to tell: its level first, then whether its attacker and its thing of
 * worth are new; 0 if it is controlled, or both were seen. */
static unsigned news_of(const struct reg_scenario *s, const uint64_t *seen)
{
  unsigned news = !bitset_has(seen, s->attacker) + !bitset_has(seen, s->thing);
  if (s->status == SCENARIO_CONTROLLED || !news) return 0;
  return (unsigned)s->residual.level * 4 + news;
}

static const struct reg_scenario *next_scenario(const struct reg *reg, const uint64_t *seen)
{
  const struct reg_scenario *best = NULL;
  unsigned most = 0;
  for (size_t i = 0; i < reg->scenarios.len; i++) {
    const struct reg_scenario *s = &reg->scenarios.at[reg->ranking[i]];
    unsigned news = news_of(s, seen);
    if (news > most) most = news, best = s;
  }
  return best;
}

/* What to look at first: of every attacker and of every thing of worth the worst, six in all. */
static void add_scenarios(struct book *book)
{
  enum { SCENARIOS_MOST = 6 };
  uint64_t *seen = arena_new_array(book->arena, bitset_words(book->model->entities.len), uint64_t);
  for (int count = 0; count < SCENARIOS_MOST; count++) {
    const struct reg_scenario *s = next_scenario(book->reg, seen);
    if (!s) return;
    bitset_add(seen, s->attacker);
    bitset_add(seen, s->thing);
    add_scenario(book, s);
  }
}

/* --- boundaries of large models ------------------------------------------------------------------
 */

static void add_boundary(struct book *book, uint32_t boundary)
{
  struct maker m = maker_for(book, selection_inside(book->arena, book->model, boundary));
  const struct entity *e = model_entity(book->model, boundary);
  for (uint32_t i = book->model->nesting[boundary] + 1; i < e->inner_end; i++) {
    uint32_t inner = book->model->by_nesting[i];
    bool is_big = selection_things_within(book->model, inner) > CARDS_MOST;
    if (model_entity(book->model, inner)->root == ROOT_BOUNDARY && is_big)
      m.selection.shown[inner] = SHOWN_CLOSED;
  }
  selection_close(&m.selection, CARDS_MOST);
  maker_compile(&m);
  finish(book, &m, arena_format(book->arena, "boundary-%s", e->id.at),
         copy(book, model_label(book->model, boundary)));
}

/* Each closed boundary of a sheet gets a sheet of its own, and so do those closed on that. */
static void add_boundaries(struct book *book)
{
  uint64_t *done = arena_new_array(book->arena, bitset_words(book->model->entities.len), uint64_t);
  for (size_t s = 0; s < book->sheets.len; s++) {
    const struct sheet *sheet = book->sheets.at[s];
    for (size_t i = 0; i < sheet->card_count; i++) {
      if (sheet->cards[i].outline != OUTLINE_GROUP) continue;
      uint32_t boundary = model_find(book->model, str_from(sheet->cards[i].id));
      if (boundary == NONE || bitset_has(done, boundary)) continue;
      bitset_add(done, boundary);
      add_boundary(book, boundary);
    }
  }
}

static void number_pages(struct book *book)
{
  for (size_t i = 0; i < book->sheets.len; i++) {
    struct sheet *sheet = (struct sheet *)(uintptr_t)book->sheets.at[i];
    sheet->page = (uint32_t)i + 1;
    sheet->pages = (uint32_t)book->sheets.len;
  }
}

size_t view_sheets(struct unit *unit, const struct reg *reg, const struct sheet *const **out)
{
  struct book book = {.unit = unit, .reg = reg, .model = reg->model, .arena = &unit->arena};
  const struct model *model = reg->model;
  bool has_overview = false;
  for (size_t i = 0; i < model->views.len; i++)
    has_overview |= str_equal(model->views.at[i].id, STR("overview"));
  if (!has_overview) add_overview(&book);
  for (size_t i = 0; i < model->views.len; i++) add_view(&book, &model->views.at[i]);
  for (uint32_t i = 0; i < model->assertions.len; i++)
    if (!reg->answers->verdicts[i].holds) add_attack(&book, i);
  add_scenarios(&book);
  if (selection_is_large(model)) add_boundaries(&book);
  number_pages(&book);
  *out = book.sheets.at;
  return book.sheets.len;
}
