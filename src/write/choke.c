/* Chokes, as text for a person.
 *
 *     2 attackers can do 12 harms to 2 things of worth.
 *
 *     One change closes, of 12
 *
 *         11  add egress-policy on shop.front.web, planned
 *               to orders, db-password (read, changed)
 *               by internet.eve (all), internet.mirai (5 of 6)
 *               or instead there: …
 *          4  mend ssrf of shop.front.web, webshop.ctm:22
 *               to db-password (read, changed)
 *
 *     Every way passes, of 12
 *
 *         11  runs code on shop.front.web
 *               before that: uses shop.front.web, …
 *
 * The number in front is that of the harms: an attacker, a thing of worth and a harm to it. */
#include "write/choke.h"

#include "write/cut.h"
#include "write/hint.h"
#include "write/proof.h"
#include "write/reach.h"
#include "write/wrap.h"

enum {
  CHANGES_MOST = 8,
  STATES_MOST = 8,
  BOUNDARIES_MOST = 5,
  THINGS_MOST = 10,
  BEFORE_MOST = 4,
  LISTED_MOST = 6,
  NUMBER = 6,
  INDENT = 10
};

struct chokes {
  const struct choke_report *report;
  const struct choke *choke;
  const struct ground *ground;
  const struct model *model;
  struct writer *out;
  struct arena scratch;
  struct map
      doing; /* (thing and harm, 0) -> how many attackers do it; (party, 1) -> how many it does */
  uint32_t harming; /* parties with any scenario */
};

static const char *id_of(const struct chokes *t, uint32_t entity)
{
  return model_entity(t->model, entity)->id.at;
}

static const char *fact_words(struct chokes *t, fact f)
{
  const char *id = id_of(t, fact_entity(t->ground, f));
  if (fact_is_state(t->ground, f))
    return arena_format(&t->scratch, "%s %s", fact_verb(t->ground, f), id);
  return arena_format(&t->scratch, "%s has %s", id, gained_word(t->ground, f));
}

static const char *plural(size_t count)
{
  return count == 1 ? "" : "s";
}

/* --- which scenarios -------------------------------------------------------------------------- */

static uint32_t key_of(const struct choke_scenario *s)
{
  return s->thing * HARM_COUNT + (uint32_t)s->harm;
}

static uint32_t count_doing(const struct chokes *t, uint32_t key)
{
  uint32_t found = map_get(&t->doing, key, 0);
  return found == MAP_NONE ? 0 : found;
}

static uint32_t count_of(const struct chokes *t, uint32_t party)
{
  uint32_t found = map_get(&t->doing, party, 1);
  return found == MAP_NONE ? 0 : found;
}

/* How many attackers do each harm to each thing at all, and how many each attacker does. */
static void count_all_doing(struct chokes *t)
{
  map_init(&t->doing, &t->scratch, t->choke->scenarios.len);
  for (size_t i = 0; i < t->choke->scenarios.len; i++) {
    uint32_t key = key_of(&t->choke->scenarios.at[i]);
    map_set(&t->doing, key, 0, count_doing(t, key) + 1);
    uint32_t party = t->choke->scenarios.at[i].party;
    t->harming += !count_of(t, party);
    map_set(&t->doing, party, 1, count_of(t, party) + 1);
  }
}

/* "internet.eve (all), office.mallory (8 of 13)". Scenarios lie by party. */
static void print_parties_of(struct chokes *t, const struct numbers *scenarios)
{
  struct wrap wrap = wrap_begin(t->out, INDENT, "by");
  uint32_t parties = 0;
  for (uint32_t i = 0, end; i < scenarios->count; i = end) {
    uint32_t party = t->choke->scenarios.at[scenarios->at[i]].party;
    for (end = i; end < scenarios->count; end++)
      if (t->choke->scenarios.at[scenarios->at[end]].party != party) break;
    if (parties++ >= LISTED_MOST) continue;
    const char *id = id_of(t, t->report->shown.at[party]);
    wrap_word(&wrap, ",",
              end - i == count_of(t, party)
                  ? arena_format(&t->scratch, "%s (all)", id)
                  : arena_format(&t->scratch, "%s (%u of %u)", id, end - i, count_of(t, party)));
  }
  if (parties > LISTED_MOST)
    wrap_word(&wrap, ",", arena_format(&t->scratch, "%u more", parties - LISTED_MOST));
  wrap_end(&wrap);
}

/* "ledger"; "ledger (read, changed)" where somebody can do other harm to it, too. */
static const char *thing_words(struct chokes *t, uint32_t thing, const struct map *done)
{
  static const char *const words[HARM_COUNT] = {"read", "changed", "lost"};
  const char *harms = "";
  bool is_all = true;
  for (uint32_t h = 0; h < HARM_COUNT; h++) {
    bool is_done = map_get(done, thing * HARM_COUNT + h, 0) != MAP_NONE;
    if (is_done) harms = arena_format(&t->scratch, "%s%s%s", harms, harms[0] ? ", " : "", words[h]);
    is_all = is_all && is_done == (count_doing(t, thing * HARM_COUNT + h) > 0);
  }
  return is_all ? id_of(t, thing) : arena_format(&t->scratch, "%s (%s)", id_of(t, thing), harms);
}

static void print_things_of(struct chokes *t, const struct numbers *scenarios,
                            const struct map *done)
{
  struct map seen;
  map_init(&seen, &t->scratch, scenarios->count);
  struct wrap wrap = wrap_begin(t->out, INDENT, "to");
  uint32_t things = 0;
  for (uint32_t i = 0; i < scenarios->count; i++) {
    uint32_t thing = t->choke->scenarios.at[scenarios->at[i]].thing;
    if (map_add(&seen, thing, 0, 0) && things++ < LISTED_MOST)
      wrap_word(&wrap, ",", thing_words(t, thing, done));
  }
  if (things > LISTED_MOST)
    wrap_word(&wrap, ",", arena_format(&t->scratch, "%u more", things - LISTED_MOST));
  wrap_end(&wrap);
}

/* To what, and by whom, if there is anybody else who does the same. */
static void print_scenarios(struct chokes *t, const struct numbers *scenarios)
{
  struct map done;
  uint32_t all = 0;
  if (scenarios->count == t->choke->scenarios.len) return;
  map_init(&done, &t->scratch, scenarios->count);
  for (uint32_t i = 0; i < scenarios->count; i++) {
    uint32_t key = key_of(&t->choke->scenarios.at[scenarios->at[i]]);
    if (map_add(&done, key, 0, 0)) all += count_doing(t, key);
  }
  print_things_of(t, scenarios, &done);
  if (all != scenarios->count) print_parties_of(t, scenarios);
}

static void print_number(struct chokes *t, uint32_t count)
{
  writer_format(t->out, "%*u  ", NUMBER, count);
}

/* --- one change ------------------------------------------------------------------------------- */

/* "egress-policy, tls on shop.web", of options that lie together. */
static void print_options(struct chokes *t, const struct choke_control *row)
{
  struct wrap wrap = wrap_begin(t->out, INDENT, "or instead:");
  for (uint32_t i = 1; i < row->option_count; i++) {
    bool is_last = i + 1 == row->option_count || row->options[i + 1].thing != row->options[i].thing;
    const char *word = control_word(t->model, row->options[i].control);
    if (is_last)
      word = arena_format(&t->scratch, "%s on %s%s", word, id_of(t, row->options[i].thing),
                          row->options[i].is_planned ? ", planned" : "");
    wrap_word(&wrap, i > 1 && row->options[i - 1].thing != row->options[i].thing ? ";" : ",", word);
  }
  if (row->more_options)
    wrap_word(&wrap, ";", arena_format(&t->scratch, "%u more", row->more_options));
  wrap_end(&wrap);
}

static void print_control(struct chokes *t, const struct choke_control *row)
{
  const struct choke_option *first = &row->options[0];
  print_number(t, row->scenarios.count);
  writer_format(t->out, "add %s on %s%s\n", control_word(t->model, first->control),
                id_of(t, first->thing), first->is_planned ? ", planned" : "");
  print_scenarios(t, &row->scenarios);
  if (row->option_count > 1) print_options(t, row);
}

/* Where the model says so: nowhere where a kind brings it. */
static const char *weakness_place(struct chokes *t, fact f)
{
  struct unit *unit = t->report->answers->unit;
  const struct weakness_fact *at = &t->ground->weaknesses[f - t->ground->state_count];
  uint32_t count;
  const struct trait *traits = model_weaknesses(t->model, &t->scratch, at->entity, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (!weakness_is(&t->model->vocabulary, traits[i].number, at->weakness)) continue;
    if (traits[i].basis == BASIS_KIND) return "of its kind";
    if (traits[i].span.source == SPAN_NOWHERE.source) break;
    return arena_format(&t->scratch, "%s:%u", unit_source(unit, traits[i].span.source)->name,
                        unit_position(unit, traits[i].span).line);
  }
  return NULL;
}

static void print_weakness(struct chokes *t, const struct choke_weakness *row)
{
  const char *id = id_of(t, fact_entity(t->ground, row->weakness));
  const char *word = gained_word(t->ground, row->weakness);
  const char *place = row->is_slip ? "a slip" : weakness_place(t, row->weakness);
  print_number(t, row->scenarios.count);
  writer_format(t->out, "%s %s of %s%s%s\n", row->is_slip ? "prevent" : "mend", word, id,
                place ? ", " : "", place ? place : "");
  print_scenarios(t, &row->scenarios);
}

/* Controls and weaknesses in one list, controls first where they close as much. */
static void print_changes(struct chokes *t)
{
  const struct choke *choke = t->choke;
  size_t c = 0, w = 0;
  writer_format(t->out, "\nOne change closes, of %zu%s\n\n", choke->scenarios.len,
                choke->asks_controls ? "" : " (no control that is added counts in this world)");
  while (c + w < CHANGES_MOST && (c < choke->controls.len || w < choke->weaknesses.len)) {
    bool is_control = c < choke->controls.len &&
                      (w == choke->weaknesses.len || choke->controls.at[c].scenarios.count >=
                                                         choke->weaknesses.at[w].scenarios.count);
    if (is_control)
      print_control(t, &choke->controls.at[c++]);
    else
      print_weakness(t, &choke->weaknesses.at[w++]);
  }
  size_t all =
      choke->controls.len + choke->weaknesses.len + choke->more_controls + choke->more_weaknesses;
  if (!all)
    writer_text(t->out, "        nothing: whatever is changed alone, another way is left\n");
  else if (all > c + w)
    writer_format(t->out, "        and %zu change%s more that close less\n", all - c - w,
                  plural(all - c - w));
}

/* --- states and boundaries -------------------------------------------------------------------- */

/* The last few of those that come before. */
static void print_before(struct chokes *t, const struct facts *facts)
{
  uint32_t before = facts->count - 1, first = before > BEFORE_MOST ? before - BEFORE_MOST : 0;
  if (!before) return;
  struct wrap wrap = wrap_begin(t->out, INDENT, "before that:");
  if (first) wrap_word(&wrap, "", arena_format(&t->scratch, "%u more,", first));
  for (uint32_t i = first; i < before; i++)
    wrap_word(&wrap, i > first ? "," : "", fact_words(t, facts->at[i]));
  wrap_end(&wrap);
}

static void print_states(struct chokes *t)
{
  const struct choke *choke = t->choke;
  writer_format(t->out, "\nEvery way passes, of %zu\n\n", choke->scenarios.len);
  for (size_t i = 0; i < choke->states.len && i < STATES_MOST; i++) {
    const struct choke_state *row = &choke->states.at[i];
    print_number(t, row->scenarios.count);
    writer_format(t->out, "%s\n", fact_words(t, row->facts.at[row->facts.count - 1]));
    print_scenarios(t, &row->scenarios);
    print_before(t, &row->facts);
  }
  size_t all = choke->states.len + choke->more_states;
  if (!all) writer_text(t->out, "        nothing: each has ways that share no state\n");
  if (all > STATES_MOST)
    writer_format(t->out, "        and %zu place%s more that fewer have to pass\n",
                  all - STATES_MOST, plural(all - STATES_MOST));
}

static void print_boundaries(struct chokes *t)
{
  const struct choke *choke = t->choke;
  if (!choke->boundaries.len) return;
  writer_format(t->out, "\nEvery way leads into, of %zu\n\n", choke->scenarios.len);
  for (size_t i = 0; i < choke->boundaries.len && i < BOUNDARIES_MOST; i++) {
    const struct choke_boundary *row = &choke->boundaries.at[i];
    print_number(t, row->scenarios.count);
    for (uint32_t k = row->boundaries.count; k-- > 0;)
      writer_format(t->out, "%s%s", id_of(t, row->boundaries.at[k]), k ? ", " : "\n");
    print_scenarios(t, &row->scenarios);
  }
  size_t all = choke->boundaries.len + choke->more_boundaries;
  if (all > BOUNDARIES_MOST) writer_format(t->out, "        and %zu more\n", all - BOUNDARIES_MOST);
}

/* --- things of worth -------------------------------------------------------------------------- */

/* "10"; "all" of all. */
static const char *part_words(struct chokes *t, uint32_t part, uint32_t all)
{
  return part == all ? "all" : arena_format(&t->scratch, "%u", part);
}

static void print_passing(struct chokes *t, const struct choke_thing *row)
{
  uint32_t count = row->states.count, first = count > BEFORE_MOST ? count - BEFORE_MOST : 0;
  if (!count || (row->passing < 2 && row->scenarios.count > 1)) {
    writer_text(t->out, "          their ways share nothing\n");
    return;
  }
  const char *part = part_words(t, row->passing, row->scenarios.count);
  struct wrap wrap = wrap_begin(t->out, INDENT, arena_format(&t->scratch, "%s pass:", part));
  if (first) wrap_word(&wrap, "", arena_format(&t->scratch, "%u places more,", first));
  for (uint32_t i = first; i < count; i++)
    wrap_word(&wrap, i > first ? "," : "", fact_words(t, row->states.at[i]));
  wrap_end(&wrap);
}

static void print_thing(struct chokes *t, const struct choke_thing *row)
{
  print_number(t, row->scenarios.count);
  writer_format(t->out, "%s\n", id_of(t, row->thing));
  print_passing(t, row);
  if (row->control != NONE)
    writer_format(t->out, "          %s closed by %s on %s\n",
                  part_words(t, row->closing, row->scenarios.count),
                  control_word(t->model, row->control), id_of(t, row->at));
}

static void print_things(struct chokes *t)
{
  const struct choke *choke = t->choke;
  writer_text(t->out, "\nBy thing of worth\n\n");
  for (size_t i = 0; i < choke->things.len && i < THINGS_MOST; i++)
    print_thing(t, &choke->things.at[i]);
  size_t all = choke->things.len + choke->more_things;
  if (all > THINGS_MOST)
    writer_format(t->out, "        and %zu thing%s more; --format json has %s\n", all - THINGS_MOST,
                  plural(all - THINGS_MOST), choke->more_things ? "more" : "all");
}

/* --- all of it -------------------------------------------------------------------------------- */

static void print_sum(struct chokes *t)
{
  const struct choke *choke = t->choke;
  size_t things = choke->things.len + choke->more_things;
  uint32_t all = (uint32_t)choke->scenarios.len;
  writer_format(t->out, "\n%u %s can do %u harm%s to %zu thing%s of worth.", t->harming,
                t->report->type == WORLD_CARELESS ? (t->harming == 1 ? "person" : "people")
                : t->harming == 1                 ? "attacker"
                                                  : "attackers",
                all, plural(all), things, plural(things));
  writer_char(t->out, '\n');
}

static void print_command(const struct chokes *t, const char *command)
{
  writer_text(t->out, "    ");
  hint_command(t->out, t->model, command);
  if (t->report->from != NONE) hint_option(t->out, "from", id_of(t, t->report->from));
  writer_text(t->out, t->report->options);
}

/* The first thing that no one control closes. */
static uint32_t open_thing(const struct choke *choke)
{
  for (size_t i = 0; i < choke->things.len; i++)
    if (choke->things.at[i].closing < choke->things.at[i].scenarios.count)
      return choke->things.at[i].thing;
  return NONE;
}

static void print_next(struct chokes *t)
{
  const struct choke *choke = t->choke;
  if (choke->controls.len) {
    const struct choke_option *first = &choke->controls.at[0].options[0];
    writer_text(t->out, "\nWhat would be left with the first control in place:\n");
    print_command(t, "choke");
    hint_option(t->out, "with",
                arena_format(&t->scratch, "%s@%s", control_word(t->model, first->control),
                             id_of(t, first->thing)));
    writer_char(t->out, '\n');
  }
  uint32_t left = open_thing(choke);
  if (!choke->asks_controls || left == NONE) return;
  writer_format(t->out, "\nThe fewest controls that close every way to %s:\n", id_of(t, left));
  print_command(t, "cut");
  hint_option(t->out, "to", id_of(t, left));
  writer_char(t->out, '\n');
}

void choke_print_text(const struct choke_report *report, struct writer *out)
{
  struct chokes t = {.report = report, .choke = report->choke, .out = out};
  t.ground = report->answers->ground;
  t.model = t.ground->model;
  count_all_doing(&t);
  world_print(report->answers->unit, report->type, report->supposed, out);
  if (!report->shown.count) {
    writer_text(out, "\nThe model has nobody to ask about.\n");
  } else if (!t.harming) {
    writer_text(out, "\nNobody who is asked about can harm anything of worth.\n");
  } else {
    print_sum(&t);
    print_changes(&t);
    print_states(&t);
    print_boundaries(&t);
    print_things(&t);
    print_next(&t);
  }
  arena_free(&t.scratch);
}
