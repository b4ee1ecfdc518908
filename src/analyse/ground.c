/* Grounding: rules over things, along walks, into flat arrays.
 *
 * 1. States are numbered: the privileges of each entity, in order.
 * 2. Weaknesses that matter are numbered: those that things have and rules ask for, and those that
 *    some rule or mistake may bring about. A step that needs any other weakness is never made.
 * 3. Every sound rule is walked from every thing it is anchored at; one step a walk and conclusion.
 * 4. The steps that need each fact are listed (counting sort).
 * What a step shares with others (rule, number of premises, what is in place against it) is its
 * pattern, kept once: a step is its pattern, subject, conclusion and premises, 18 bytes with the
 * list of 4 if it has one premise. Premises of one rule's conclusion stand at equal distances, so
 * that nothing says where they begin.
 * Cost: linear in walks; one look at a bit set a control and world. */
#include "analyse/ground.h"

#include "analyse/walk.h"

enum { PLACES = ROOT_COUNT };

struct grounder {
  struct ground *ground;
  const struct model *model;
  struct unit *unit;
  bool with_mistakes;
  uint8_t rank[ROOT_COUNT][PRIVILEGE_COUNT]; /* place among the root's privileges, or 255 */
  struct arena scratch;                      /* as long as the grounder */
  VEC_OF(struct weakness_fact) weaknesses;
  VEC_OF(struct pattern) patterns;
  VEC_OF(uint16_t) narrow;
  VEC_OF(uint32_t) wide;
  VEC_OF(uint32_t) subject;
  VEC_OF(fact) conclusion;
  VEC_OF(fact) premises;
  VEC_OF(uint32_t) free;
  /* What is asked of every thing by every rule, apart from all else that a model knows of it. */
  uint8_t *root;               /* by entity */
  uint32_t *kind;              /* by entity */
  uint32_t *lists[PLACES + 1]; /* entities of each root, in order, and all places */
  uint32_t listed[PLACES + 1];
  bool *is_brought;       /* by weakness: a rule or mistake may bring it about somewhere */
  bool **subjects_at;     /* by kind of an anchor, then by kind: whether that is such a kind */
  const bool *is_subject; /* of the rule at work */
  /* the rule at work */
  uint32_t rule_number;
  const struct rule *at_rule;
  struct chain chain;
  const struct factor *gain;
  struct arena of_gain;     /* emptied for the next gain */
  struct map pattern_of;    /* (slowed, stopped and number of premises) -> pattern, of this gain */
  struct pattern beginning; /* what all of its steps share */
  uint32_t last;            /* the pattern of the step before, or NONE */
  bool is_full;
};

static uint8_t root_privileges(enum root root)
{
  uint8_t count = 0;
  for (int p = 0; p < PRIVILEGE_COUNT; p++) count += privilege_is_of((enum privilege)p, root);
  return count;
}

static void number_states(struct grounder *g)
{
  struct ground *ground = g->ground;
  size_t count = g->model->entities.len;
  for (int root = 0; root < ROOT_COUNT; root++) {
    uint8_t rank = 0;
    for (int p = 0; p < PRIVILEGE_COUNT; p++)
      g->rank[root][p] = privilege_is_of((enum privilege)p, (enum root)root) ? rank++ : 255;
  }
  uint8_t sizes[ROOT_COUNT];
  for (int root = 0; root < ROOT_COUNT; root++) sizes[root] = root_privileges((enum root)root);
  ground->first_fact = arena_new_array(&g->unit->arena, count + 1, uint32_t);
  for (size_t e = 0; e < count; e++)
    ground->first_fact[e + 1] = ground->first_fact[e] + sizes[g->model->entities.at[e].root];
  ground->state_count = ground->first_fact[count];
}

static void list_things(struct grounder *g)
{
  uint32_t count = (uint32_t)g->model->entities.len;
  g->root = arena_alloc(&g->scratch, count);
  g->kind = arena_new_array(&g->scratch, count, uint32_t);
  for (uint32_t e = 0; e < count; e++) {
    g->root[e] = g->model->entities.at[e].root;
    g->kind[e] = g->model->entities.at[e].kind;
    g->listed[g->root[e]]++;
  }
  g->listed[PLACES] = g->listed[ROOT_BOUNDARY] + g->listed[ROOT_MACHINE];
  for (int list = 0; list <= PLACES; list++) {
    g->lists[list] = arena_new_array(&g->scratch, g->listed[list], uint32_t);
    g->listed[list] = 0;
  }
  for (uint32_t e = 0; e < count; e++) {
    g->lists[g->root[e]][g->listed[g->root[e]]++] = e;
    if ((ROOTS_PLACE >> g->root[e]) & 1) g->lists[PLACES][g->listed[PLACES]++] = e;
  }
}

/* --- weaknesses ---------------------------------------------------------------------------------
 */

static fact number_weakness(struct grounder *g, uint32_t entity, uint32_t weakness)
{
  struct ground *ground = g->ground;
  uint32_t found = map_get(&ground->weakness_facts, entity, weakness);
  if (found != MAP_NONE) return found;
  fact number = ground->state_count + (uint32_t)g->weaknesses.len;
  vec_push(&g->unit->arena, &g->weaknesses, (struct weakness_fact){entity, weakness});
  map_add(&ground->weakness_facts, entity, weakness, number);
  return number;
}

/* The fact of a weakness a rule asks for: one that may be brought about, or that the thing has. */
static fact asked_weakness(struct grounder *g, uint32_t entity, uint32_t weakness)
{
  if (model_has(g->model, entity, weakness)) return number_weakness(g, entity, weakness);
  if (!g->is_brought[weakness]) return NONE;
  uint32_t found = map_get(&g->ground->weakness_facts, entity, weakness);
  return found == MAP_NONE ? NONE : found;
}

static bool bring_weakness(void *context, const uint32_t *walk)
{
  struct grounder *g = context;
  uint32_t end = walk_end(g->model, &g->chain, walk, g->gain);
  const struct vocabulary *v = &g->model->vocabulary;
  for (uint32_t w = end == NONE ? NONE : g->gain->number; w != NONE;
       w = v->weaknesses.at[w].parent) {
    number_weakness(g, end, w);
    g->is_brought[w] = true;
  }
  return true;
}

/* --- steps --------------------------------------------------------------------------------------
 */

fact factor_fact(const struct ground *ground, uint32_t end, const struct factor *factor)
{
  if (end == NONE) return NONE;
  if (factor->type == FACTOR_PRIVILEGE)
    return ground_state(ground, end, (enum privilege)factor->number);
  return ground_weakness(ground, end, factor->number);
}

static fact premise_fact(struct grounder *g, const uint32_t *walk, const struct factor *factor)
{
  uint32_t end = walk_end(g->model, &g->chain, walk, factor);
  if (end == NONE) return NONE;
  if (factor->type == FACTOR_WEAKNESS) return asked_weakness(g, end, factor->number);
  uint8_t rank = g->rank[g->root[end]][factor->number];
  return rank == 255 ? NONE : g->ground->first_fact[end] + rank;
}

/* Adds the premises of a factor list behind the others, each once; false: there is no step. */
static bool add_premises(struct grounder *g, const uint32_t *walk, const struct factors *factors,
                         size_t first)
{
  for (uint32_t i = 0; i < factors->count; i++) {
    fact premise = premise_fact(g, walk, &factors->at[i]);
    if (premise == NONE) return false;
    bool is_there = false;
    for (size_t k = first; k < g->premises.len; k++) is_there |= g->premises.at[k] == premise;
    if (!is_there) vec_push(&g->unit->arena, &g->premises, premise);
  }
  return true;
}

/* What is in place against a step. */
static void look_for_controls(struct grounder *g, const uint32_t *walk, struct pattern *pattern)
{
  const struct rule *rule = g->at_rule;
  for (uint32_t i = 0; i < rule->stopped_by.count; i++)
    pattern->stopped |= walk_control(g->model, &g->chain, walk, &rule->stopped_by.at[i]);
  for (uint32_t i = 0; i < rule->slowed_by.count; i++) {
    uint8_t bits = walk_control(g->model, &g->chain, walk, &rule->slowed_by.at[i]);
    for (int counted = 0; counted < 3; counted++)
      pattern->slowed[counted] = (uint16_t)(pattern->slowed[counted] + ((bits >> counted) & 1));
  }
}

static bool is_same(const struct pattern *a, const struct pattern *b)
{
  return a->premise_count == b->premise_count && a->stopped == b->stopped &&
         memcmp(a->slowed, b->slowed, sizeof a->slowed) == 0;
}

/* The number of a pattern of this gain. Lists of a rule have at most LIMIT_LIST members, so that
 * counts fit in ten bits, and in eleven the sum of two. */
static uint32_t number_pattern(struct grounder *g, const struct pattern *pattern)
{
  if (g->last != NONE && is_same(&g->patterns.at[g->last], pattern)) return g->last;
  uint32_t slowed =
      (uint32_t)pattern->slowed[0] << 20 | (uint32_t)pattern->slowed[1] << 10 | pattern->slowed[2];
  uint32_t rest = (uint32_t)pattern->stopped << 16 | pattern->premise_count;
  uint32_t found = map_get(&g->pattern_of, slowed, rest);
  if (found == MAP_NONE) {
    found = (uint32_t)g->patterns.len;
    vec_push(&g->unit->arena, &g->patterns, *pattern);
    map_add(&g->pattern_of, slowed, rest, found);
  }
  return g->last = found;
}

/* In two bytes as long as they suffice. */
static void note_pattern(struct grounder *g, uint32_t number)
{
  struct arena *arena = &g->unit->arena;
  if (number > UINT16_MAX && !g->wide.len) {
    for (size_t s = 0; s < g->narrow.len; s++) vec_push(arena, &g->wide, g->narrow.at[s]);
    g->narrow.len = 0;
  }
  if (g->wide.len)
    vec_push(arena, &g->wide, number);
  else
    vec_push(arena, &g->narrow, (uint16_t)number);
}

static void add_step(struct grounder *g, const uint32_t *walk, fact conclusion)
{
  struct arena *arena = &g->unit->arena;
  size_t first = g->premises.len, stride = g->beginning.stride;
  if (g->subject.len >= LIMIT_GROUND_STEPS || first > UINT32_MAX - stride) {
    g->is_full = true;
    return;
  }
  if (!add_premises(g, walk, &g->at_rule->from, first) ||
      !add_premises(g, walk, &g->at_rule->needs, first)) {
    g->premises.len = first;
    return;
  }
  struct pattern pattern = g->beginning;
  pattern.premise_count = (uint16_t)(g->premises.len - first);
  while (g->premises.len < first + stride) vec_push(arena, &g->premises, NONE);
  look_for_controls(g, walk, &pattern);
  note_pattern(g, number_pattern(g, &pattern));
  if (!stride) vec_push(arena, &g->free, (uint32_t)g->subject.len);
  vec_push(arena, &g->subject, walk[0]);
  vec_push(arena, &g->conclusion, conclusion);
  g->ground->counter_count += stride > 1;
}

/* A gained weakness comes with all that it `is`, a step each. */
static bool make_steps(void *context, const uint32_t *walk)
{
  struct grounder *g = context;
  uint32_t end = walk_end(g->model, &g->chain, walk, g->gain);
  if (end == NONE) return true;
  if (g->gain->type == FACTOR_PRIVILEGE) {
    uint8_t rank = g->rank[g->root[end]][g->gain->number];
    if (rank != 255) add_step(g, walk, g->ground->first_fact[end] + rank);
    return !g->is_full;
  }
  const struct vocabulary *v = &g->model->vocabulary;
  for (uint32_t w = g->gain->number; w != NONE; w = v->weaknesses.at[w].parent)
    add_step(g, walk, map_get(&g->ground->weakness_facts, end, w));
  return !g->is_full;
}

static void each_subject(struct grounder *g, walk_visit *visit)
{
  const struct kind *kind = &g->model->vocabulary.kinds.at[g->at_rule->at];
  int list = kind->is_place_kind ? PLACES : (int)kind->root;
  for (uint32_t i = 0; i < g->listed[list] && !g->is_full; i++) {
    uint32_t entity = g->lists[list][i];
    if (g->is_subject[g->kind[entity]]) (void)walk_all(g->model, &g->chain, entity, visit, g);
  }
}

/* Many rules are anchored at the same kind. */
static void list_subjects(struct grounder *g)
{
  const struct vocabulary *v = &g->model->vocabulary;
  uint32_t at = g->at_rule->at;
  if (!g->subjects_at[at]) {
    g->subjects_at[at] = arena_new_array(&g->scratch, v->kinds.len, bool);
    for (uint32_t kind = 0; kind < v->kinds.len; kind++)
      g->subjects_at[at][kind] = v->kinds.at[at].is_place_kind || kind_is(v, kind, at);
  }
  g->is_subject = g->subjects_at[at];
}

/* The steps of a gain stand together, and so do their premises and counters. */
static void begin_gain(struct grounder *g, const struct factor *gain)
{
  uint32_t step = (uint32_t)g->subject.len;
  uint16_t stride = (uint16_t)(g->at_rule->from.count + g->at_rule->needs.count);
  g->gain = gain;
  g->chain = chain_of(g->at_rule, gain);
  g->beginning = (struct pattern){.first_premise = (uint32_t)g->premises.len - step * stride,
                                  .first_counter = g->ground->counter_count - step,
                                  .rule = (uint16_t)g->rule_number,
                                  .stride = stride};
  g->last = NONE;
  arena_reset(&g->of_gain);
  map_init(&g->pattern_of, &g->of_gain, 0);
}

static void each_rule(struct grounder *g, bool only_weaknesses, walk_visit *visit)
{
  const struct vocabulary *v = &g->model->vocabulary;
  for (uint32_t r = 0; r < v->rules.len && !g->is_full; r++) {
    g->rule_number = r;
    g->at_rule = &v->rules.at[r];
    if (!g->at_rule->is_sound) continue;
    if (g->at_rule->type == RULE_MISTAKE && !g->with_mistakes) continue;
    list_subjects(g);
    for (uint32_t i = 0; i < g->at_rule->gains.count; i++) {
      const struct factor *gain = &g->at_rule->gains.at[i];
      if (only_weaknesses && gain->type != FACTOR_WEAKNESS) continue;
      begin_gain(g, gain);
      each_subject(g, visit);
    }
  }
}

/* --- the finished arrays ------------------------------------------------------------------------
 */

static void list_uses(struct grounder *g)
{
  struct ground *ground = g->ground;
  struct arena *arena = &g->unit->arena;
  uint32_t count = 0;
  ground->first_use = arena_new_array(arena, ground->fact_count + 1, uint32_t);
  for (size_t i = 0; i < g->premises.len; i++) {
    if (ground->premises[i] == NONE) continue;
    ground->first_use[ground->premises[i] + 1]++;
    count++;
  }
  ground->uses = arena_new_array(arena, count, uint32_t);
  for (uint32_t f = 0; f < ground->fact_count; f++)
    ground->first_use[f + 1] += ground->first_use[f];
  for (uint32_t s = 0; s < ground->step_count; s++) {
    struct premises premises = ground_premises(ground, s);
    for (uint32_t i = 0; i < premises.count; i++)
      ground->uses[ground->first_use[premises.at[i]]++] = s;
  }
  for (uint32_t f = ground->fact_count; f > 0; f--) ground->first_use[f] = ground->first_use[f - 1];
  ground->first_use[0] = 0;
}

static void list_weaknesses(struct grounder *g)
{
  struct ground *ground = g->ground;
  vec_fit(&g->unit->arena, &g->weaknesses);
  ground->fact_count = ground->state_count + (uint32_t)g->weaknesses.len;
  ground->weaknesses = g->weaknesses.at;
  ground->is_given = arena_new_array(&g->unit->arena, g->weaknesses.len, uint8_t);
  for (size_t i = 0; i < g->weaknesses.len; i++)
    ground->is_given[i] =
        model_has(g->model, g->weaknesses.at[i].entity, g->weaknesses.at[i].weakness);
}

static void finish(struct grounder *g)
{
  struct ground *ground = g->ground;
  struct arena *arena = &g->unit->arena;
  vec_fit(arena, &g->patterns);
  vec_fit(arena, &g->narrow);
  vec_fit(arena, &g->wide);
  vec_fit(arena, &g->subject);
  vec_fit(arena, &g->conclusion);
  vec_fit(arena, &g->premises);
  vec_fit(arena, &g->free);
  ground->free = g->free.at;
  ground->free_count = (uint32_t)g->free.len;
  ground->step_count = (uint32_t)g->subject.len;
  ground->patterns = g->patterns.at;
  ground->pattern_count = (uint32_t)g->patterns.len;
  ground->narrow = g->wide.len ? NULL : g->narrow.at;
  ground->wide = g->wide.at;
  ground->subject = g->subject.at;
  ground->conclusion = g->conclusion.at;
  ground->premises = g->premises.at;
  list_weaknesses(g);
  list_uses(g);
}

struct ground *ground_make(struct unit *unit, const struct model *model, bool with_mistakes)
{
  struct ground *ground = arena_new(&unit->arena, struct ground);
  ground->model = model;
  struct grounder g = {
      .ground = ground, .model = model, .unit = unit, .with_mistakes = with_mistakes};
  map_init(&ground->weakness_facts, &unit->arena, model->entities.len / 4);
  number_states(&g);
  list_things(&g);
  g.is_brought = arena_new_array(&g.scratch, model->vocabulary.weaknesses.len, bool);
  g.subjects_at = arena_new_array(&g.scratch, model->vocabulary.kinds.len, bool *);
  each_rule(&g, true, bring_weakness);
  each_rule(&g, false, make_steps);
  arena_free(&g.of_gain);
  arena_free(&g.scratch);
  if (g.is_full) {
    message_add(unit, CODE_E0012, g.at_rule->term.span,
                "more than %d ground steps; the last rule at work was `%s`", LIMIT_GROUND_STEPS,
                unit_name(unit, g.at_rule->term.name));
    return NULL;
  }
  finish(&g);
  return ground;
}
