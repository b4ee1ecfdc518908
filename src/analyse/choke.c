/* Where most ways pass.
 *
 * 1. Scenarios: every harm that a party does to a thing of worth.
 * 2. For each party one fixpoint (landmarks.h, choker.c) gives every fact the states, boundaries
 * and single controls that all its derivations pass. A scenario's are those that all facts have by
 *    which it is done, less what is trivial: those facts, and where the party stands to begin with.
 * 3. Each label gets the number of its scenarios, and the sum of a number drawn for each of them,
 *    in one walk over the family of sets, so that thousands of scenarios that share most of what
 *    they pass cost little more than one (family_weigh). Labels alike in both have the same
 *    scenarios (two sums of 64 bits that are alike by chance, are not met) and stand in one row.
 * 4. The first rows of each table are written out, and for each control that is named the engine
 *    runs once more with it in place.
 * Cost: of the fixpoints, and a sort of the labels. */
#include "analyse/choke.h"

#include "analyse/choker.h"

/* --- scenarios -------------------------------------------------------------------------------- */

static void add_scenario(struct choker *c, uint32_t party, const struct harm_goal *goal)
{
  const struct choke_party *who = &c->question->parties[party];
  struct choke_scenario scenario = {.party = party, .thing = goal->thing, .harm = goal->harm};
  for (uint32_t i = 0; i < goal->fact_count; i++) {
    fact at = goal->facts[i];
    if (reach_has(who->reach, at) && !(who->less && reach_has(who->less, at)))
      scenario.facts[scenario.fact_count++] = at;
  }
  if (scenario.fact_count) vec_push(&c->unit->arena, &c->choke->scenarios, scenario);
}

static void find_scenarios(struct choker *c)
{
  uint32_t count;
  const struct harm_goal *goals = answers_harm_goals(c->question->answers, &c->arena, &count);
  for (uint32_t party = 0; party < c->question->party_count; party++)
    for (uint32_t i = 0; i < count; i++) add_scenario(c, party, &goals[i]);
}

/* --- what they pass --------------------------------------------------------------------------- */

static uint32_t with_states(struct choker *c, uint32_t set, uint32_t entity)
{
  const struct ground *ground = c->ground;
  for (fact at = ground->first_fact[entity]; at < ground->first_fact[entity + 1]; at++)
    set = family_unite(&c->family, set, family_single(&c->family, at));
  return set;
}

/* Where a party stands: its own states and those of the places around it. */
static uint32_t trivial_of_party(struct choker *c, uint32_t party)
{
  uint32_t entity = c->question->parties[party].reach->world.start;
  uint32_t set = choker_around(c, entity);
  for (; entity != NONE; entity = model_entity(c->model, entity)->place)
    set = with_states(c, set, entity);
  return set;
}

/* The boundaries around a thing of worth: of a flow those around both ends. */
static uint32_t around_thing(struct choker *c, uint32_t thing)
{
  const struct entity *e = model_entity(c->model, thing);
  if (e->root != ROOT_FLOW) return choker_around(c, thing);
  return family_meet(&c->family, choker_around(c, e->source), choker_around(c, e->target));
}

static uint32_t set_of_scenario(struct choker *c, const struct choke_scenario *scenario,
                                uint32_t trivial)
{
  struct family *family = &c->family;
  const uint32_t *sets = c->found[scenario->party].sets;
  uint32_t set = sets[scenario->facts[0]];
  trivial = family_unite(family, trivial, around_thing(c, scenario->thing));
  for (uint32_t i = 0; i < scenario->fact_count; i++) {
    set = family_meet(family, set, sets[scenario->facts[i]]);
    trivial = family_unite(family, trivial, family_single(family, scenario->facts[i]));
  }
  return family_less(family, set, trivial);
}

/* Behind the scenarios of the same party that begin there. */
static uint32_t party_end(const struct choke *choke, uint32_t first)
{
  uint32_t at = first;
  while (at < choke->scenarios.len &&
         choke->scenarios.at[at].party == choke->scenarios.at[first].party)
    at++;
  return at;
}

static void find_sets(struct choker *c)
{
  struct choke *choke = c->choke;
  c->sets = arena_new_array(&c->arena, choke->scenarios.len, uint32_t);
  for (uint32_t first = 0, end; first < choke->scenarios.len; first = end) {
    VEC_OF(fact) goals = {0};
    uint32_t party = choke->scenarios.at[first].party;
    end = party_end(choke, first);
    for (uint32_t i = first; i < end; i++)
      for (uint32_t k = 0; k < choke->scenarios.at[i].fact_count; k++)
        vec_push(&c->arena, &goals, choke->scenarios.at[i].facts[k]);
    choker_run(c, party, goals.at, (uint32_t)goals.len);
    uint32_t trivial = trivial_of_party(c, party);
    for (uint32_t i = first; i < end; i++)
      c->sets[i] = set_of_scenario(c, &choke->scenarios.at[i], trivial);
  }
}

/* --- sums ------------------------------------------------------------------------------------- */

/* What is drawn for a scenario (SplitMix64; Steele, Lea & Flood 2014). */
static uint64_t drawn(uint64_t number)
{
  uint64_t z = (number + 1) * 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static void add_tallies(struct choker *c, uint32_t party, const uint64_t *counts)
{
  for (fact at = 0; at < c->ground->state_count; at++)
    if (counts[at])
      vec_push(&c->unit->arena, &c->choke->tallies,
               (struct choke_tally){party, (uint32_t)counts[at], at});
}

static void find_sums(struct choker *c)
{
  size_t sets = c->family.nodes.len;
  c->label_count = label_of_leaf(c, (uint32_t)c->stops.candidates.len);
  uint64_t *weights = arena_new_array(&c->arena, sets, uint64_t);
  uint64_t *counts = arena_new_array(&c->arena, c->label_count, uint64_t);
  c->counts = arena_new_array(&c->arena, c->label_count, uint64_t);
  c->sums = arena_new_array(&c->arena, c->label_count, uint64_t);
  for (uint32_t first = 0, end; first < c->choke->scenarios.len; first = end) {
    end = party_end(c->choke, first);
    memset(weights, 0, sets * sizeof *weights);
    memset(counts, 0, c->label_count * sizeof *counts);
    for (uint32_t i = first; i < end; i++) weights[c->sets[i]]++;
    family_weigh(&c->family, weights, counts);
    add_tallies(c, c->choke->scenarios.at[first].party, counts);
    for (uint32_t i = 0; i < c->label_count; i++) c->counts[i] += counts[i];
  }
  memset(weights, 0, sets * sizeof *weights);
  for (uint32_t i = 0; i < c->choke->scenarios.len; i++) weights[c->sets[i]] += drawn(i);
  family_weigh(&c->family, weights, c->sums);
}

/* --- all of it -------------------------------------------------------------------------------- */

/* Where no control counts, or only what has been shown, adding one changes nothing. */
static bool may_add_controls(const struct choke_question *question)
{
  if (!question->party_count) return false;
  enum world_type type = question->parties[0].reach->world.type;
  return type != WORLD_INHERENT && type != WORLD_EVIDENCED;
}

struct choke *choke_find(struct unit *unit, const struct choke_question *question)
{
  const struct ground *ground = question->answers->ground;
  struct choke *choke = arena_new(&unit->arena, struct choke);
  struct choker c = {
      .question = question, .unit = unit, .choke = choke, .ground = ground, .model = ground->model};
  c.asks_controls = choke->asks_controls = may_add_controls(question);
  choker_prepare(&c);
  find_scenarios(&c);
  find_sets(&c);
  find_sums(&c);
  choker_find_near(&c);
  if (choke->scenarios.len) choker_list_rows(&c);
  choker_free(&c);
  return choke;
}
