/* Where most ways pass, as rows: what analyse/choke.c finds in the world as it is, with the
 * scenarios by their rows here. */
#include "register/derive.h"

struct choke_pass {
  struct derivation d;
  const struct choke *choke;
  struct reg_chokes *made;
  uint32_t *scenario; /* by scenario of the choke: its row */
};

static struct str thing_id(struct choke_pass *p, uint32_t thing, bool is_first)
{
  return is_first ? first_id(&p->d, thing) : model_entity(p->d.model, thing)->id;
}

/* "add mtls@shop.web", "pass shop.web.exec": `verb` a thing with something before or behind it. */
static struct reg_row row_of(struct choke_pass *p, const char *verb, const char *before,
                             uint32_t thing, const char *behind)
{
  struct str ids[2];
  for (int is_first = 0; is_first < 2; is_first++) {
    struct str id = thing_id(p, thing, is_first);
    ids[is_first] =
        text_of(arena_format(p->d.arena, "%s %s%.*s%s", verb, before, STR_ARGS(id), behind));
  }
  return row_make(&p->d, ids[0], ids[1], model_entity(p->d.model, thing)->span);
}

static struct numbers rows_of(struct choke_pass *p, const struct numbers *scenarios,
                              enum risk_level *level)
{
  uint32_t *list = arena_new_array(p->d.arena, scenarios->count, uint32_t);
  *level = RISK_NONE;
  for (uint32_t i = 0; i < scenarios->count; i++) {
    list[i] = p->scenario[scenarios->at[i]];
    enum risk_level own = p->d.reg->scenarios.at[list[i]].residual.level;
    if (own > *level) *level = own;
  }
  return (struct numbers){list, scenarios->count};
}

static const char *control_at(struct choke_pass *p, uint32_t control)
{
  const struct control *c = &p->d.model->vocabulary.controls.at[control];
  return arena_format(p->d.arena, "%s@", unit_name(p->d.unit, c->term.name));
}

static const char *weakness_at(struct choke_pass *p, fact f)
{
  uint32_t number = p->d.ground->weaknesses[f - p->d.ground->state_count].weakness;
  const struct weakness *w = &p->d.model->vocabulary.weaknesses.at[number];
  return arena_format(p->d.arena, "%s@", unit_name(p->d.unit, w->term.name));
}

/* ".exec": the last part of what a fact is called. */
static const char *privilege_of(struct choke_pass *p, fact f)
{
  const char *text = fact_text(p->d.ground, p->d.arena, f);
  return text + model_entity(p->d.model, fact_entity(p->d.ground, f))->id.len;
}

static void list_changes(struct choke_pass *p)
{
  for (size_t i = 0; i < p->choke->controls.len; i++) {
    struct reg_closer row = {.control = &p->choke->controls.at[i]};
    const struct choke_option *first = &row.control->options[0];
    row.row = row_of(p, "add", control_at(p, first->control), first->thing, "");
    row.scenarios = rows_of(p, &row.control->scenarios, &row.level);
    vec_push(p->d.arena, &p->made->closers, row);
  }
  for (size_t i = 0; i < p->choke->weaknesses.len; i++) {
    const struct choke_weakness *found = &p->choke->weaknesses.at[i];
    struct reg_mend row = {.weakness = found->weakness};
    row.row =
        row_of(p, "mend", weakness_at(p, row.weakness), fact_entity(p->d.ground, row.weakness), "");
    row.scenarios = rows_of(p, &found->scenarios, &row.level);
    vec_push(p->d.arena, &p->made->mends, row);
  }
}

static void list_places(struct choke_pass *p)
{
  for (size_t i = 0; i < p->choke->states.len; i++) {
    struct reg_pass row = {.states = p->choke->states.at[i].facts};
    fact last = row.states.at[row.states.count - 1];
    row.row = row_of(p, "pass", "", fact_entity(p->d.ground, last), privilege_of(p, last));
    row.scenarios = rows_of(p, &p->choke->states.at[i].scenarios, &row.level);
    vec_push(p->d.arena, &p->made->passes, row);
  }
  for (size_t i = 0; i < p->choke->boundaries.len; i++) {
    struct reg_entry row = {.boundaries = p->choke->boundaries.at[i].boundaries};
    row.row = row_of(p, "enter", "", row.boundaries.at[row.boundaries.count - 1], "");
    row.scenarios = rows_of(p, &p->choke->boundaries.at[i].scenarios, &row.level);
    vec_push(p->d.arena, &p->made->entries, row);
  }
}

/* Every scenario of the choke is one of the register: open, accepted or expired. */
static void match_scenarios(struct choke_pass *p)
{
  struct derivation *d = &p->d;
  struct map rows;
  map_init(&rows, &d->scratch, d->reg->scenarios.len);
  for (uint32_t i = 0; i < d->reg->scenarios.len; i++) {
    const struct reg_scenario *s = &d->reg->scenarios.at[i];
    map_add(&rows, s->attacker, s->thing * HARM_COUNT + (uint32_t)s->harm, i);
  }
  p->scenario = arena_new_array(&d->scratch, p->choke->scenarios.len, uint32_t);
  for (uint32_t i = 0; i < p->choke->scenarios.len; i++) {
    const struct choke_scenario *s = &p->choke->scenarios.at[i];
    p->scenario[i] = map_get(&rows, d->answers->attackers.at[s->party],
                             s->thing * HARM_COUNT + (uint32_t)s->harm);
  }
}

static const struct choke *find(struct derivation *d)
{
  struct numbers who = d->answers->attackers;
  struct choke_party *parties = arena_new_array(d->arena, who.count, struct choke_party);
  for (uint32_t i = 0; i < who.count; i++)
    parties[i] = (struct choke_party){answers_reach(d->answers, WORLD_RESIDUAL, i), NULL};
  const struct choke_question question = {d->answers, parties, who.count, {0}};
  return choke_find(d->unit, &question);
}

const struct reg_chokes *register_chokes(struct reg *reg)
{
  if (reg->chokes) return reg->chokes;
  struct choke_pass p = {.d = {.unit = reg->unit,
                               .answers = reg->answers,
                               .model = reg->model,
                               .ground = reg->ground,
                               .reg = reg,
                               .arena = &reg->unit->arena}};
  p.made = reg->chokes = arena_new(p.d.arena, struct reg_chokes);
  p.choke = find(&p.d);
  match_scenarios(&p);
  list_changes(&p);
  list_places(&p);
  p.made->left_out = p.choke->more_controls + p.choke->more_weaknesses + p.choke->more_states +
                     p.choke->more_boundaries;
  arena_free(&p.d.scratch);
  return reg->chokes;
}
