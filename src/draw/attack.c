/* A proof over a sheet. A proof has a step for every implication; a picture wants those that move
 * the attacker: techniques, and rules whose gain lies elsewhere.
 *
 * Where the attacker is when he has a state: at a machine that he runs code on, at data where it is
 * had; but a door that he merely reaches or uses, and a place that he merely calls within, he still
 * holds from where he came: there the way back through the derivation is followed. */
#include "draw/compile.h"

struct tracer {
  struct maker *m;
  const struct reach *reach;
  const struct ground *ground;
};

static bool is_held_from_afar(const struct ground *ground, fact f)
{
  if (!fact_is_state(ground, f)) return false;
  enum root root = (enum root)model_entity(ground->model, fact_entity(ground, f))->root;
  if (root == ROOT_BOUNDARY || root == ROOT_FLOW) return true;
  if (root == ROOT_DATA) return false;
  enum privilege privilege = fact_privilege(ground, f);
  if (root == ROOT_ACTOR) return privilege == PRIVILEGE_REACH;
  return privilege == PRIVILEGE_REACH || privilege == PRIVILEGE_USE ||
         privilege == PRIVILEGE_CALL || privilege == PRIVILEGE_INSIDE;
}

/* Whether a state is that of standing or calling in a place. */
static bool is_standing(const struct ground *ground, fact f)
{
  if (!fact_is_state(ground, f)) return false;
  enum privilege privilege = fact_privilege(ground, f);
  return privilege == PRIVILEGE_CALL || privilege == PRIVILEGE_INSIDE;
}

static uint32_t card_of_conclusion(const struct tracer *t, uint32_t step)
{
  uint32_t at = fact_entity(t->ground, t->ground->conclusion[step]);
  const struct entity *e = model_entity(t->ground->model, at);
  uint32_t subject = t->ground->subject[step];
  uint8_t root = model_entity(t->ground->model, subject)->root;
  bool is_elsewhere = e->root == ROOT_DATA || e->root == ROOT_BOUNDARY ||
                      is_standing(t->ground, t->ground->conclusion[step]);
  if (is_elsewhere && (root == ROOT_MACHINE || root == ROOT_ACTOR)) {
    uint32_t card = maker_card_of(t->m, subject);
    if (card != SHEET_NONE) return card;
  }
  /* what a flow carries is had at the machine that answers, not where it is kept */
  if (root == ROOT_FLOW && e->root == ROOT_DATA) {
    uint32_t card = maker_card_of(t->m, model_entity(t->ground->model, subject)->target);
    if (card != SHEET_NONE) return card;
  }
  return maker_card_of(t->m, at);
}

/* Who stands in a place, or makes a machine call within it, is where that machine or person is. */
static uint32_t card_of_stander(const struct tracer *t, fact f)
{
  uint32_t step = reach_by(t->reach, f);
  if (step >= STEP_GIVEN || !is_standing(t->ground, f)) return SHEET_NONE;
  uint32_t subject = t->ground->subject[step];
  uint8_t root = model_entity(t->ground->model, subject)->root;
  if (root != ROOT_MACHINE && root != ROOT_ACTOR) return SHEET_NONE;
  return maker_card_of(t->m, subject);
}

static bool is_of_data(const struct ground *ground, fact f)
{
  return model_entity(ground->model, fact_entity(ground, f))->root == ROOT_DATA;
}

/* The premise that tells where the attacker stands: a secret that was read elsewhere does not, as
 * long as there is another. */
static fact position_premise(const struct tracer *t, uint32_t step)
{
  fact found = NONE;
  struct premises premises = ground_premises(t->ground, step);
  for (uint32_t i = 0; i < premises.count; i++) {
    fact premise = premises.at[i];
    if (!fact_is_state(t->ground, premise)) continue;
    if (found == NONE || (is_of_data(t->ground, found) && !is_of_data(t->ground, premise)))
      found = premise;
  }
  return found;
}

/* The card from which a state is held; the way back is at most as long as the proof. */
static uint32_t card_of_fact(const struct tracer *t, fact f)
{
  for (uint32_t guard = 0; guard <= t->reach->count; guard++) {
    uint32_t step = reach_by(t->reach, f);
    bool is_afar = is_held_from_afar(t->ground, f);
    uint32_t stander = card_of_stander(t, f);
    if (stander != SHEET_NONE) return stander;
    if (!is_afar && step < STEP_GIVEN) {
      uint32_t card = card_of_conclusion(t, step);
      if (card != SHEET_NONE) return card;
    } else if (!is_afar) {
      uint32_t card = maker_card_of(t->m, fact_entity(t->ground, f));
      if (card != SHEET_NONE) return card;
    }
    if (step >= STEP_GIVEN) return SHEET_NONE;
    f = position_premise(t, step);
    if (f == NONE) return SHEET_NONE;
  }
  return SHEET_NONE;
}

/* From where a step is taken: the premise held elsewhere than at its end, else the end itself. */
static uint32_t origin_of(const struct tracer *t, uint32_t step, uint32_t end)
{
  uint32_t origin = SHEET_NONE;
  bool is_data = true;
  struct premises premises = ground_premises(t->ground, step);
  for (uint32_t i = 0; i < premises.count; i++) {
    fact premise = premises.at[i];
    if (!fact_is_state(t->ground, premise)) continue;
    uint32_t card = card_of_fact(t, premise);
    if (card == SHEET_NONE) continue;
    bool is_better = origin == SHEET_NONE || origin == end ||
                     (is_data && card != end && !is_of_data(t->ground, premise));
    if (!is_better) continue;
    origin = card;
    is_data = is_of_data(t->ground, premise);
  }
  if (origin == SHEET_NONE) origin = maker_card_of(t->m, t->reach->world.start);
  return origin;
}

static uint32_t flow_between(const struct maker *m, uint32_t from, uint32_t to)
{
  for (size_t i = 0; i < m->flows.len; i++)
    if (m->flows.at[i].from == from && m->flows.at[i].to == to) return (uint32_t)i;
  for (size_t i = 0; i < m->flows.len; i++)
    if (m->flows.at[i].from == to && m->flows.at[i].to == from) return (uint32_t)i;
  return SHEET_NONE;
}

/* The id as its catalogue spells it: "T1190", "CWE-918". */
static const char *id_of_map(const struct maker *m, const struct maps *maps)
{
  const struct catalogue *catalogue = m->model->vocabulary.standards.at[maps->standard].catalogue;
  struct str code = unit_text(m->unit, maps->code);
  const struct catalogue_row *row = catalogue ? catalogue_find(catalogue, code) : NULL;
  return row ? arena_copy(m->arena, row->id.at, row->id.len) : unit_name(m->unit, maps->code);
}

static void add_step(struct tracer *t, uint32_t step, uint32_t from, uint32_t to, uint32_t way_step)
{
  struct maker *m = t->m;
  const struct rule *rule = &m->model->vocabulary.rules.at[ground_rule(t->ground, step)];
  struct str title = rule->term.title;
  fact gained = t->ground->conclusion[step];
  uint32_t at = fact_entity(t->ground, gained);
  struct sheet_step shown = {
      .number = (uint32_t)m->steps.len + 1,
      .from = from,
      .to = to,
      .flow = from == to ? SHEET_NONE : flow_between(m, from, to),
      .text = title.len ? arena_copy(m->arena, title.at, title.len)
                        : unit_name(m->unit, rule->term.name),
      .desc = arena_format(m->arena, "%s: %s %.*s (%s)", unit_name(m->unit, rule->term.name),
                           fact_verb(t->ground, gained), STR_ARGS(model_label(m->model, at)),
                           unit_place(m->unit, ground_step_span(t->ground, step))),
      .way_step = way_step,
  };
  if (rule->type != RULE_RULE && rule->maps.count)
    shown.technique = id_of_map(m, &rule->maps.at[0]);
  m->cards.at[from].is_on_path = m->cards.at[to].is_on_path = true;
  vec_push(m->arena, &m->steps, shown);
}

static bool is_shown(const struct tracer *t, uint32_t step, uint32_t from, uint32_t to,
                     bool is_last)
{
  const struct rule *rule = &t->ground->model->vocabulary.rules.at[ground_rule(t->ground, step)];
  if (rule->type != RULE_RULE || is_last) return true;
  return from != to && !is_held_from_afar(t->ground, t->ground->conclusion[step]);
}

void maker_attack(struct maker *m, const struct proof *proof, const struct reach *reach)
{
  struct tracer t = {m, reach, reach->ground};
  for (uint32_t i = 0; i < proof->count; i++) {
    uint32_t step = proof->steps[i].step;
    uint32_t to = card_of_conclusion(&t, step);
    uint32_t from = origin_of(&t, step, to);
    if (to == SHEET_NONE) to = from;
    if (from == SHEET_NONE) from = to;
    if (to == SHEET_NONE) continue;
    if (is_shown(&t, step, from, to, i + 1 == proof->count)) add_step(&t, step, from, to, i + 1);
  }
}

struct numbers attack_things(const struct model *model, struct arena *arena,
                             const struct proof *proof, const struct reach *reach)
{
  struct maker whole = {.unit = model->unit,
                        .model = model,
                        .arena = arena,
                        .selection = selection_all(arena, model)};
  size_t count = model->entities.len;
  whole.frame = arena_new_array(arena, count, uint32_t);
  whole.card = arena_new_array(arena, count, uint32_t);
  VEC_OF(uint32_t) cards = {0};
  for (uint32_t i = 0; i < count; i++) {
    bool is_card = selection_is_card(&whole.selection, i);
    whole.card[i] = is_card ? (uint32_t)cards.len : SHEET_NONE;
    if (is_card) vec_push(arena, &cards, i);
  }
  whole.cards.at = arena_new_array(arena, cards.len, struct sheet_card);
  whole.cards.len = whole.cards.room = cards.len;
  maker_attack(&whole, proof, reach);
  struct numbers things = {arena_new_array(arena, cards.len, uint32_t), 0};
  for (uint32_t i = 0; i < cards.len; i++)
    if (whole.cards.at[i].is_on_path) things.at[things.count++] = cards.at[i];
  return things;
}
