/* Rows of two registers, matched by what they are about. */
#include "register/compare.h"

#include "diagnose/lints.h"

const char *section_word(enum section section)
{
  static const char *const words[SECTION_COUNT] = {
      [SECTION_ASSERTION] = "assertions", [SECTION_SCENARIO] = "scenarios",
      [SECTION_THREAT] = "threats",       [SECTION_ACCEPTANCE] = "acceptances",
      [SECTION_CONTROL] = "controls",     [SECTION_WEAKNESS] = "weaknesses",
  };
  return words[section];
}

/* --- snapshots ----------------------------------------------------------------------------------
 */

struct taking {
  struct arena *arena;
  const struct reg *reg;
  struct snapshot *snapshot;
  enum world_type type;
};

static struct snapshot_row *add_row(struct taking *t, enum section section,
                                    const struct reg_row *row)
{
  struct snapshot_row *added = vec_add(t->arena, &t->snapshot->sections[section]);
  *added = (struct snapshot_row){.a = NONE, .b = NONE, .status = "", .detail = ""};
  if (!row) return added;
  added->id = row->id;
  added->file = row->file;
  added->line = row->line;
  return added;
}

static bool is_open(enum threat_status status)
{
  return status == THREAT_OPEN || status == THREAT_EXPIRED;
}

static void take_threats(struct taking *t)
{
  const struct reg *reg = t->reg;
  for (size_t i = 0; i < reg->threats.len; i++) {
    const struct reg_threat *threat = &reg->threats.at[i];
    struct snapshot_row *row = add_row(t, SECTION_THREAT, &threat->row);
    row->word = unit_text(reg->unit, reg->model->vocabulary.rules.at[threat->rule].term.name);
    row->a = threat->thing;
    row->status = threat_status_word(threat->status);
    row->is_against = is_open(threat->status);
    bool is_held = threat->status == THREAT_MITIGATED || threat->status == THREAT_LATENT;
    row->level = is_held ? threat->inherent.level : threat->residual.level;
  }
}

static void take_scenarios(struct taking *t)
{
  for (size_t i = 0; i < t->reg->scenarios.len; i++) {
    const struct reg_scenario *s = &t->reg->scenarios.at[i];
    struct snapshot_row *row = add_row(t, SECTION_SCENARIO, &s->row);
    row->word = str_from(harm_word(s->harm));
    row->a = s->attacker;
    row->b = s->thing;
    row->status = scenario_status_word(s->status);
    row->is_against = s->status == SCENARIO_OPEN || s->status == SCENARIO_EXPIRED;
    row->level = s->status == SCENARIO_CONTROLLED ? s->inherent.level : s->residual.level;
  }
}

/* In another world than the residual one: whether it would hold there. */
static enum assertion_status status_in(const struct taking *t, uint32_t number)
{
  const struct reg_assertion *row = &t->reg->assertions[number];
  if (t->type == WORLD_RESIDUAL || t->type == WORLD_CARELESS) return row->status;
  if (answers_judge(t->reg->answers, number, t->type).holds) return ASSERTION_HOLDS;
  return row->status == ASSERTION_HOLDS ? ASSERTION_FAILS : row->status;
}

static void take_assertions(struct taking *t)
{
  for (uint32_t i = 0; i < t->reg->model->assertions.len; i++) {
    struct snapshot_row *row = add_row(t, SECTION_ASSERTION, &t->reg->assertions[i].row);
    enum assertion_status status = status_in(t, i);
    row->id = row->word = t->reg->model->assertions.at[i].id;
    row->status = assertion_status_word(status);
    row->is_against = status == ASSERTION_FAILS || status == ASSERTION_EXPIRED;
  }
}

static void take_acceptance(struct taking *t, const struct acceptance *said,
                            const struct reg_acceptance *acceptance)
{
  const struct reg *reg = t->reg;
  struct snapshot_row *row = add_row(t, SECTION_ACCEPTANCE, &acceptance->row);
  struct str lint = STR("");
  if (said->form == ACCEPT_LINT)
    lint = said->about.len ? acceptance->row.id : str_from(lint_name(said->lint));
  row->word = said->form == ACCEPT_RULE
                  ? unit_text(reg->unit, reg->model->vocabulary.rules.at[said->rule].term.name)
              : said->form == ACCEPT_LINT      ? lint
              : said->form == ACCEPT_ASSERTION ? reg->model->assertions.at[said->assertion].id
                                               : STR("");
  row->a = said->form == ACCEPT_SCENARIO ? said->attacker : said->thing;
  row->b = said->form == ACCEPT_SCENARIO ? said->thing : NONE;
  row->status = acceptance_state_word(acceptance->state);
  row->detail = arena_format(t->arena, "by %.*s until %s", STR_ARGS(said->owner),
                             day_text(t->arena, said->until));
  row->is_against = acceptance->state == ACCEPTANCE_EXPIRED ||
                    acceptance->state == ACCEPTANCE_EXCEEDED ||
                    acceptance->state == ACCEPTANCE_DEAD;
}

static void take_trait(struct taking *t, enum section section, struct str word, uint32_t thing,
                       enum basis basis, uint32_t evidence)
{
  struct snapshot_row *row = add_row(t, section, NULL);
  row->word = word;
  row->a = thing;
  row->id = str_from(arena_format(t->arena, "%.*s@%.*s", STR_ARGS(word),
                                  STR_ARGS(model_entity(t->reg->model, thing)->id)));
  row->detail = evidence ? "with evidence" : "";
  row->is_default = basis == BASIS_KIND || basis == BASIS_PROTOCOL || basis == BASIS_OBSERVED;
}

static void take_controls(struct taking *t)
{
  const struct reg *reg = t->reg;
  for (size_t i = 0; i < reg->controls.len; i++) {
    const struct reg_control *c = &reg->controls.at[i];
    sym name = reg->model->vocabulary.controls.at[c->control].term.name;
    take_trait(t, SECTION_CONTROL, unit_text(reg->unit, name), c->thing, c->basis,
               c->evidence_count);
    struct snapshot_row *row = &t->snapshot->sections[SECTION_CONTROL].at[i];
    row->status = c->is_planned ? "planned" : "in-place";
    row->file = c->file;
    row->line = c->line;
  }
}

static void take_weaknesses(struct taking *t)
{
  const struct reg *reg = t->reg;
  for (size_t i = 0; i < reg->weaknesses.len; i++) {
    const struct reg_weakness *w = &reg->weaknesses.at[i];
    sym name = reg->model->vocabulary.weaknesses.at[w->weakness].term.name;
    take_trait(t, SECTION_WEAKNESS, unit_text(reg->unit, name), w->thing, w->basis,
               w->evidence_count);
    struct snapshot_row *row = &t->snapshot->sections[SECTION_WEAKNESS].at[i];
    row->status = "present";
    row->file = w->file;
    row->line = w->line;
  }
}

struct snapshot *snapshot_of(struct arena *arena, const struct reg *reg, enum world_type type)
{
  struct snapshot *snapshot = arena_new(arena, struct snapshot);
  struct taking t = {arena, reg, snapshot, type};
  snapshot->roster = roster_of(arena, reg->model);
  take_assertions(&t);
  take_scenarios(&t);
  take_threats(&t);
  for (size_t i = 0; i < reg->model->acceptances.len; i++)
    take_acceptance(&t, &reg->model->acceptances.at[i], &reg->acceptances[i]);
  take_controls(&t);
  take_weaknesses(&t);
  return snapshot;
}

/* --- matching -----------------------------------------------------------------------------------
 */

/* Rows of one section by what they are about: things by their number in the newer roster, those
 * that are gone by one behind them. Of rows about the same the first is matched with the first. */
struct row_index {
  struct arena scratch;
  struct symbols words;
  struct map at; /* (key, how many of that key came before) -> row */
};

static uint32_t common_number(const struct pairs *pairs, bool is_older, uint32_t thing)
{
  if (!is_older || thing == NONE) return thing;
  uint32_t newer = pairs->newer_of[thing];
  return newer != NONE ? newer : pairs->newer.count + thing;
}

static sym key_of(struct row_index *index, const struct pairs *pairs, bool is_older,
                  const struct snapshot_row *row)
{
  const char *text =
      arena_format(&index->scratch, "%u %u %.*s", common_number(pairs, is_older, row->a),
                   common_number(pairs, is_older, row->b), STR_ARGS(row->word));
  return symbols_intern(&index->words, str_from(text));
}

/* The key of every row, with how many of that key came before it. */
struct row_key {
  sym word;
  uint32_t turn;
};

static struct row_key *keys_of(struct row_index *index, const struct pairs *pairs, bool is_older,
                               const struct snapshot_row *rows, size_t count)
{
  struct map seen;
  struct row_key *keys = arena_new_array(&index->scratch, count + 1, struct row_key);
  map_init(&seen, &index->scratch, count);
  for (size_t i = 0; i < count; i++) {
    keys[i].word = key_of(index, pairs, is_older, &rows[i]);
    uint32_t before = map_get(&seen, keys[i].word, 0);
    keys[i].turn = before == MAP_NONE ? 0 : before;
    map_set(&seen, keys[i].word, 0, keys[i].turn + 1);
  }
  return keys;
}

static bool is_same_row(const struct snapshot_row *a, const struct snapshot_row *b)
{
  return strcmp(a->status, b->status) == 0 && strcmp(a->detail, b->detail) == 0 &&
         a->level == b->level;
}

static void compare_section(struct arena *arena, const struct pairs *pairs,
                            const struct snapshot *older, const struct snapshot *newer,
                            enum section section, struct rows_compared *compared)
{
  struct row_index index = {0};
  const struct snapshot_row *was = older->sections[section].at, *is = newer->sections[section].at;
  size_t was_count = older->sections[section].len, is_count = newer->sections[section].len;
  symbols_init(&index.words, &index.scratch);
  map_init(&index.at, &index.scratch, was_count);
  const struct row_key *was_keys = keys_of(&index, pairs, true, was, was_count);
  const struct row_key *is_keys = keys_of(&index, pairs, false, is, is_count);
  bool *is_kept = arena_new_array(&index.scratch, was_count + 1, bool);
  for (uint32_t i = 0; i < was_count; i++)
    map_add(&index.at, was_keys[i].word, was_keys[i].turn, i);
  for (size_t i = 0; i < is_count; i++) {
    uint32_t found = map_get(&index.at, is_keys[i].word, is_keys[i].turn);
    struct row_change change = {IS_NEW, NULL, &is[i]};
    if (found != MAP_NONE) {
      is_kept[found] = true;
      change = (struct row_change){IS_CHANGED, &was[found], &is[i]};
    }
    if (found == MAP_NONE || !is_same_row(&was[found], &is[i]))
      vec_push(arena, &compared->sections[section], change);
  }
  for (size_t i = 0; i < was_count; i++)
    if (!is_kept[i])
      vec_push(arena, &compared->sections[section], (struct row_change){IS_GONE, &was[i], NULL});
  arena_free(&index.scratch);
}

struct rows_compared *compare_rows(struct arena *arena, const struct pairs *pairs,
                                   const struct snapshot *older, const struct snapshot *newer)
{
  struct rows_compared *compared = arena_new(arena, struct rows_compared);
  for (int section = 0; section < SECTION_COUNT; section++)
    compare_section(arena, pairs, older, newer, (enum section)section, compared);
  return compared;
}

/* --- what it means ------------------------------------------------------------------------------
 */

bool row_is_worse(enum section section, const struct row_change *change, enum risk_level fail_on)
{
  const struct snapshot_row *older = change->older, *newer = change->newer;
  if (!newer || !newer->is_against) return false;
  bool was_against = older && older->is_against;
  if (section == SECTION_ASSERTION || section == SECTION_ACCEPTANCE) return !was_against;
  if (fail_on == RISK_NONE || newer->level < fail_on) return false;
  return !was_against || older->level < fail_on;
}

/* Scenarios lie in the order of attackers, then of things: the first of the two or behind them. */
static size_t first_scenario(const struct reg *reg, uint32_t attacker, uint32_t thing)
{
  size_t low = 0, high = reg->scenarios.len;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct reg_scenario *s = &reg->scenarios.at[middle];
    if (s->attacker < attacker || (s->attacker == attacker && s->thing < thing))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

enum risk_level register_pair_level(const struct reg *reg, uint32_t attacker, uint32_t thing)
{
  enum risk_level greatest = RISK_NONE;
  for (size_t i = first_scenario(reg, attacker, thing); i < reg->scenarios.len; i++) {
    const struct reg_scenario *s = &reg->scenarios.at[i];
    if (s->attacker != attacker || s->thing != thing) break;
    if (s->residual.level > greatest) greatest = s->residual.level;
  }
  return greatest;
}
