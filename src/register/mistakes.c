/* Mistakes: what careless people may break, and what that opens to attackers.
 *
 * A mistake that somebody makes is open if what it breaks harms something of worth, or if the
 * weakness that it brings lies on a way of some attacker in the world where all slips of that
 * person happened. One that a control stops is mitigated if it would be so without that control.
 * Every pair of a careless person and an attacker is one or two runs. */
#include "register/derive.h"

struct bringer {
  uint32_t before, row;
};

struct person_pass {
  struct derivation *d;
  uint8_t *listed; /* by step, as in threats.c */
  uint32_t person;
  const struct slips *slips;
  struct arena arena;             /* of this person */
  uint64_t *is_stopped;           /* by step: only a control stops it */
  struct facts with_stopped;      /* slips and what stopped mistakes would bring */
  struct map row_of;              /* (rule, thing) -> number in reg->mistakes */
  struct map seen;                /* (row, gain) */
  struct map bringers;            /* (weakness fact, 0) -> its last entry in … */
  VEC_OF(struct bringer) brought; /* … this chain of rows that bring it */
};

static bool is_mistake(const struct derivation *d, uint32_t step)
{
  return d->model->vocabulary.rules.at[ground_rule(d->ground, step)].type == RULE_MISTAKE;
}

static bool has_premises(const struct reach *reach, uint32_t step)
{
  const struct ground *g = reach->ground;
  struct premises premises = ground_premises(g, step);
  for (uint32_t i = 0; i < premises.count; i++)
    if (!reach_has(reach, premises.at[i])) return false;
  return true;
}

/* Whether the person makes that mistake, and could but for a control. */
static bool is_only_stopped(const struct person_pass *p, uint32_t step)
{
  const struct reach *careless = p->slips->careless;
  if (!has_premises(careless, step) || world_allows(careless->ground, &careless->world, step))
    return false;
  struct world unguarded = careless->world;
  if (unguarded.are_all_mistakes) return true;
  for (uint32_t i = 0; i < unguarded.makes.count; i++)
    if (unguarded.makes.at[i] == ground_rule(careless->ground, step)) return true;
  return false;
}

static void find_stopped(struct person_pass *p)
{
  const struct ground *g = p->d->ground;
  p->is_stopped = arena_new_array(&p->arena, bitset_words(g->step_count) + 1, uint64_t);
  for (uint32_t i = 0; i < p->slips->weakness_count; i++)
    facts_push(&p->arena, &p->with_stopped, p->slips->weaknesses[i]);
  for (uint32_t step = 0; step < g->step_count; step++) {
    if (!is_mistake(p->d, step) || !is_only_stopped(p, step)) continue;
    bitset_add(p->is_stopped, step);
    if (!fact_is_state(g, g->conclusion[step]))
      facts_push(&p->arena, &p->with_stopped, g->conclusion[step]);
  }
}

/* --- risk ----------------------------------------------------------------------------------------
 */

/* The goals as one run sees them. */
struct view_of_goals {
  uint8_t *scores;
  uint32_t *efforts;
  const uint32_t *labels;
  uint8_t resources;
};

static void keep_worst(struct derivation *d, struct reg_threat *t, const struct view_of_goals *view,
                       uint32_t goal, bool is_residual)
{
  struct reg_risk *kept = is_residual ? &t->residual : &t->inherent;
  if (view->scores[goal] <= kept->score) return;
  *kept = risk_make(d, &d->goals[goal], view->efforts[goal], view->resources);
  if (!is_residual && t->residual.score) return;
  t->worst_thing = d->goals[goal].thing;
  t->worst_harm = d->goals[goal].harm;
}

/* Lists every mistake whose gain leads to harm by these labels. */
static void list_mistakes(struct person_pass *p, const struct view_of_goals *view, bool is_open)
{
  struct derivation *d = p->d;
  const struct ground *g = d->ground;
  for (uint32_t step = 0; step < g->step_count; step++) {
    if (!is_mistake(d, step)) continue;
    uint32_t goal = step_label(g, view->labels, step);
    if (goal == NONE) continue;
    bool is_taken = step_is_taken(p->slips->careless, step);
    if (is_open ? !is_taken : !is_taken && !bitset_has(p->is_stopped, step)) continue;
    uint32_t number = threat_row(d, ground_rule(g, step), g->subject[step]);
    threat_meet(d, number, p->person, is_open);
    keep_worst(d, &d->reg->threats.at[number], view, goal, is_open);
    p->listed[step] |= is_open ? LISTED_OPEN : LISTED_MITIGATED;
  }
}

static struct view_of_goals view_make(struct derivation *d, struct arena *arena)
{
  return (struct view_of_goals){.scores = arena_new_array(arena, d->goal_count + 1, uint8_t),
                                .efforts = arena_new_array(arena, d->goal_count + 1, uint32_t)};
}

/* What the person breaks with their own hands: no effort at all. */
static void list_own(struct person_pass *p, bool is_open)
{
  struct derivation *d = p->d;
  struct view_of_goals view = view_make(d, &p->arena);
  for (uint32_t i = 0; i < d->goal_count; i++) view.scores[i] = risk_score(&d->goals[i], 0, 0);
  struct label_run run = {.reach = p->slips->careless,
                          .except = p->slips->rules,
                          .scores = view.scores,
                          .is_loose = !is_open};
  view.labels = ways_label(d, &p->arena, &run);
  list_mistakes(p, &view, is_open);
}

static struct reach *run_despite(struct person_pass *p, struct arena *arena, uint32_t attacker,
                                 const fact *slips, uint32_t count)
{
  struct world world = world_of(p->d->ground, attacker, WORLD_RESIDUAL);
  world.slips = slips;
  world.slip_count = count;
  return reach_run(arena, p->d->ground, &world);
}

/* What the weaknesses open to one attacker. */
static struct reach *list_opened(struct person_pass *p, struct arena *arena, uint32_t attacker,
                                 bool is_open)
{
  struct derivation *d = p->d;
  struct reach *reach =
      is_open ? run_despite(p, arena, attacker, p->slips->weaknesses, p->slips->weakness_count)
              : run_despite(p, arena, attacker, p->with_stopped.at, p->with_stopped.count);
  struct view_of_goals view = view_make(d, arena);
  view.resources = model_entity(d->model, attacker)->party.resources;
  for (uint32_t i = 0; i < d->goal_count; i++) {
    fact best = goal_best(reach, &d->goals[i]);
    if (best == NONE) continue;
    view.efforts[i] = way_effort(d, reach, best);
    view.scores[i] = risk_score(&d->goals[i], view.efforts[i], view.resources);
  }
  struct label_run run = {.reach = reach, .scores = view.scores};
  view.labels = ways_label(d, arena, &run);
  list_mistakes(p, &view, is_open);
  return reach;
}

/* --- rows ----------------------------------------------------------------------------------------
 */

static void make_row(struct person_pass *p, uint32_t step)
{
  struct derivation *d = p->d;
  const struct ground *g = d->ground;
  uint32_t rule = ground_rule(g, step), thing = g->subject[step],
           number = map_get(&p->row_of, rule, thing);
  if (number == MAP_NONE) {
    number = (uint32_t)d->reg->mistakes.len;
    map_add(&p->row_of, rule, thing, number);
    struct reg_mistake row = {.person = p->person, .rule = rule, .thing = thing, .threat = NONE};
    struct str at = first_id(d, thing), by = first_id(d, p->person);
    struct str id =
        text_of(arena_format(d->arena, "%s@%.*s by %.*s",
                             unit_name(d->unit, d->model->vocabulary.rules.at[rule].term.name),
                             STR_ARGS(at), STR_ARGS(by)));
    row.row = row_make(d, id, id, model_entity(d->model, thing)->span);
    vec_push(d->arena, &d->reg->mistakes, row);
  }
  fact gain = g->conclusion[step];
  if (!map_add(&p->seen, number, gain, 0)) return; /* along another walk */
  struct reg_mistake *row = &d->reg->mistakes.at[number];
  if (fact_is_state(g, gain)) {
    if (!reach_has(p->slips->rules, gain)) facts_push(d->arena, &row->breaks, gain);
    return;
  }
  facts_push(d->arena, &row->brings, gain);
  uint32_t last = map_get(&p->bringers, gain, 0);
  vec_push(&p->arena, &p->brought, (struct bringer){last, number});
  map_set(&p->bringers, gain, 0, (uint32_t)p->brought.len - 1);
}

static void make_rows(struct person_pass *p)
{
  const struct ground *g = p->d->ground;
  map_init(&p->row_of, &p->arena, 64);
  map_init(&p->bringers, &p->arena, 64);
  map_init(&p->seen, &p->arena, 64);
  for (uint32_t step = 0; step < g->step_count; step++)
    if (is_mistake(p->d, step) && (p->listed[step] & LISTED_OPEN) &&
        step_is_taken(p->slips->careless, step))
      make_row(p, step);
}

/* Whatever falls by rules alone once a mistake was made is the doing of the mistake from which it
 * is derived. */
static void follow_breaks(struct person_pass *p)
{
  struct derivation *d = p->d;
  const struct ground *g = d->ground;
  const struct reach *careless = p->slips->careless;
  uint32_t *doer = arena_new_array(&p->arena, g->fact_count + 1, uint32_t);
  memset(doer, 0xff, g->fact_count * sizeof *doer);
  for (uint32_t i = 0; i < careless->count; i++) {
    fact f = careless->at[i].fact;
    uint32_t step = reach_by(careless, f);
    if (step >= STEP_GIVEN || reach_has(p->slips->rules, f)) continue;
    if (is_mistake(d, step)) {
      doer[f] = map_get(&p->row_of, ground_rule(g, step), g->subject[step]);
      continue;
    }
    struct premises premises = ground_premises(g, step);
    for (uint32_t k = 0; k < premises.count && doer[f] == NONE; k++) doer[f] = doer[premises.at[k]];
    if (doer[f] != NONE && fact_is_state(g, f))
      facts_push(d->arena, &d->reg->mistakes.at[doer[f]].breaks, f);
  }
}

static void push_opening(struct derivation *d, struct reg_mistake *row, struct reg_opening opening)
{
  uint32_t count = row->open_count;
  if (count && memcmp(&row->opens[count - 1], &opening, sizeof opening) == 0) return;
  if ((count & (count - 1)) == 0)
    row->opens = arena_grow(d->arena, row->opens, count * sizeof opening,
                            (count ? 2 * (size_t)count : 1) * sizeof opening);
  row->opens[row->open_count++] = opening;
}

/* The slips on the way to a goal: who brought them opened it. */
static void blame(struct person_pass *p, const struct reach *reach, fact goal,
                  struct reg_opening opening)
{
  struct derivation *d = p->d;
  (void)way_effort(d, reach, goal);
  for (uint32_t i = 0; i < d->walked_count; i++) {
    fact slip = d->walked[i];
    if (fact_is_state(d->ground, slip) || reach_by(reach, slip) != STEP_GIVEN) continue;
    if (d->ground->is_given[slip - d->ground->state_count]) continue;
    for (uint32_t at = map_get(&p->bringers, slip, 0); at != MAP_NONE;
         at = p->brought.at[at].before)
      push_opening(d, &d->reg->mistakes.at[p->brought.at[at].row], opening);
  }
}

static void find_openings(struct person_pass *p, uint32_t position, const struct reach *reach)
{
  struct derivation *d = p->d;
  const struct reach *residual = answers_reach(d->answers, WORLD_RESIDUAL, position);
  for (uint32_t i = 0; i < d->goal_count; i++) {
    const struct harm_goal *goal = &d->goals[i];
    fact best = goal_best(reach, goal);
    if (best == NONE || goal_best(residual, goal) != NONE) continue;
    blame(p, reach, best,
          (struct reg_opening){d->answers->attackers.at[position], goal->thing, goal->harm});
  }
}

/* --- all -----------------------------------------------------------------------------------------
 */

static void person_derive(struct derivation *d, uint32_t person, uint8_t *listed)
{
  struct person_pass p = {.d = d, .listed = listed, .person = person};
  p.slips = answers_slips(d->answers, person);
  find_stopped(&p);
  list_own(&p, true);
  list_own(&p, false);
  uint32_t attackers = d->answers->attackers.count;
  struct arena runs = {0};
  struct reach **despite = arena_new_array(&p.arena, attackers + 1, struct reach *);
  for (uint32_t a = 0; a < attackers; a++) {
    uint32_t attacker = d->answers->attackers.at[a];
    if (p.slips->weakness_count) despite[a] = list_opened(&p, &runs, attacker, true);
    if (p.with_stopped.count) list_opened(&p, &runs, attacker, false);
  }
  make_rows(&p);
  follow_breaks(&p);
  for (uint32_t a = 0; a < attackers; a++)
    if (despite[a]) find_openings(&p, a, despite[a]);
  arena_free(&runs);
  arena_free(&p.arena);
}

void mistakes_derive(struct derivation *d, uint8_t *listed)
{
  for (uint32_t i = 0; i < d->answers->careless.count; i++)
    person_derive(d, d->answers->careless.at[i], listed);
}

void mistakes_link(struct derivation *d)
{
  for (size_t i = 0; i < d->reg->mistakes.len; i++) {
    struct reg_mistake *row = &d->reg->mistakes.at[i];
    row->threat = map_get(&d->reg->threat_at, row->rule, row->thing);
    if (row->threat != NONE) row->stops = d->reg->threats.at[row->threat].stops;
  }
}
