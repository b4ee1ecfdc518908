/* What changed, as JSON: everything, nothing cut. */
#include "base/json.h"
#include "write/diff.h"
#include "write/proof.h"

struct diff_json {
  const struct diff_report *report;
  struct json json;
  struct arena scratch;
};

static struct str id_of(const struct model *model, uint32_t entity)
{
  return model_entity(model, entity)->id;
}

static void open_list(struct diff_json *d, const char *key)
{
  json_key(&d->json, key);
  json_array(&d->json);
}

/* --- the head ------------------------------------------------------------------------------------
 */

static void print_model(struct diff_json *d, const char *key, const struct reg *reg)
{
  struct json *json = &d->json;
  json_key(json, key);
  json_object(json);
  json_key_str(json, "model", unit_text(reg->unit, reg->model->name));
  if (reg->model->version.len) json_key_str(json, "version", reg->model->version);
  json_key_text(json, "digest", reg->provenance.model_digest);
  json_end(json);
}

static void print_head(struct diff_json *d)
{
  struct writer verdict = {0};
  diff_verdict(d->report, "", &verdict);
  world_json(&d->json, "ctm-diff", d->report->newer->unit, d->report->type, d->report->supposed);
  json_key_text(&d->json, "verdict", verdict.at);
  json_key_bool(&d->json, "is_worse", diff_is_worse(d->report));
  print_model(d, "before", d->report->older);
  print_model(d, "after", d->report->newer);
  writer_free(&verdict);
}

/* --- ways and states
 * ------------------------------------------------------------------------------ */

static void print_cut(struct diff_json *d, const struct cut *cut)
{
  static const char *const verdicts[] = {[CUT_NEEDLESS] = "needless",
                                         [CUT_SMALLEST] = "smallest",
                                         [CUT_BOUNDED] = "bounded",
                                         [CUT_IMPOSSIBLE] = "impossible",
                                         [CUT_BROKEN] = "broken"};
  const struct model *model = d->report->newer->model;
  struct json *json = &d->json;
  json_key(json, "cut");
  json_object(json);
  json_key_text(json, "verdict", verdicts[cut->status]);
  json_key_number(json, "lower", cut->lower);
  json_key_bool(json, "is_for_all", cut->stuck_count == 0);
  open_list(d, "controls");
  for (uint32_t i = 0; i < cut->count; i++) {
    sym name = model->vocabulary.controls.at[cut->members[i].control].term.name;
    json_object(json);
    json_key_str(json, "control", unit_text(model->unit, name));
    json_key_str(json, "thing", id_of(model, cut->members[i].thing));
    json_key_bool(json, "planned", cut->members[i].is_planned);
    json_end(json);
  }
  json_end(json);
  json_end(json);
}

/* From which step on it is new, or is gone. */
static void print_turn(struct diff_json *d, const struct diff_ways *ways,
                       const struct way_change *way)
{
  if (way->turn == NONE) return;
  const struct ground *ground = ways->side->answers->ground;
  json_key_number(&d->json, "turn", way->turn + 1);
  json_key_text(&d->json, "turn_gain",
                step_gain(ground, &d->scratch, way->proof->steps[way->turn].step));
}

static void print_way(struct diff_json *d, const struct diff_ways *ways, size_t number)
{
  const struct way_change *way = &ways->list->at[number];
  const struct ground *ground = ways->side->answers->ground;
  struct json *json = &d->json;
  json_object(json);
  open_list(d, "attackers");
  for (uint32_t i = 0; i < way->parties.count; i++)
    json_str(json, id_of(ground->model, diff_who(ways, way, i)));
  json_end(json);
  json_key_str(json, "thing", id_of(ground->model, way->thing));
  open_list(d, "gained");
  for (uint32_t i = 0; i < way->facts.count; i++)
    json_text(json, gained_word(ground, way->facts.at[i]));
  json_end(json);
  json_key_number(json, "impact", way->impact);
  enum risk_level level = diff_way_level(d->report, ways, way);
  if (level != RISK_NONE) json_key_text(json, "risk", risk_level_word(level));
  json_key_number(json, "effort", way->proof->effort);
  json_key_text(json, "to", gained_word(ground, way->proof->goal));
  print_turn(d, ways, way);
  proof_json(json, ground, &ways->side->parties[way->parties.at[0]].reach->world, way->proof);
  if (ways->are_new && d->report->cuts[number]) print_cut(d, d->report->cuts[number]);
  json_end(json);
}

static void print_ways(struct diff_json *d)
{
  struct diff_ways both[] = {diff_new_ways(d->report), diff_closed_ways(d->report)};
  json_key(&d->json, "ways");
  json_object(&d->json);
  for (int i = 0; i < 2; i++) {
    open_list(d, both[i].are_new ? "new" : "closed");
    for (size_t k = 0; k < both[i].list->len; k++) print_way(d, &both[i], k);
    json_end(&d->json);
  }
  json_end(&d->json);
}

static void print_states_of(struct diff_json *d, const char *key, const state_changes *states,
                            const struct compared_side *side)
{
  const struct ground *ground = side->answers->ground;
  open_list(d, key);
  for (size_t i = 0; i < states->len; i++) {
    fact f = states->at[i].f;
    const struct compared_party *party = &side->parties[states->at[i].party];
    json_object(&d->json);
    json_key_str(&d->json, "attacker", id_of(ground->model, party->shown));
    json_key_str(&d->json, "thing", id_of(ground->model, fact_entity(ground, f)));
    json_key_text(&d->json, "privilege", privilege_word(fact_privilege(ground, f)));
    json_key_number(&d->json, "effort", reach_effort(party->reach, f));
    json_end(&d->json);
  }
  json_end(&d->json);
}

static void print_states(struct diff_json *d)
{
  const struct compared *c = d->report->compared;
  json_key(&d->json, "states");
  json_object(&d->json);
  print_states_of(d, "new", &c->new_states, &c->newer);
  print_states_of(d, "gone", &c->gone_states, &c->older);
  json_end(&d->json);
}

/* --- doors and things
 * ----------------------------------------------------------------------------- */

/* "before" and "after": the flow as it was and as it is. */
static void print_flow_side(struct diff_json *d, const char *key, const struct model *model,
                            uint32_t flow)
{
  if (flow == NONE) return;
  const struct entity *e = model_entity(model, flow);
  uint32_t count;
  const uint32_t *data = model_walk(model, PATHWORD_CARRIES, flow, &count);
  json_key(&d->json, key);
  json_object(&d->json);
  json_key_str(&d->json, "id", e->id);
  json_key_str(&d->json, "from", id_of(model, e->source));
  json_key_str(&d->json, "to", id_of(model, e->target));
  if (e->protocol != NONE)
    json_key_text(&d->json, "over",
                  unit_name(model->unit, model->vocabulary.protocols.at[e->protocol].term.name));
  if (e->port) json_key_text(&d->json, "port", unit_name(model->unit, e->port));
  open_list(d, "carries");
  for (uint32_t i = 0; i < count; i++) json_str(&d->json, id_of(model, data[i]));
  json_end(&d->json);
  json_end(&d->json);
}

static void print_flows(struct diff_json *d)
{
  const struct compared *c = d->report->compared;
  const struct model *was = c->older.answers->model, *is = c->newer.answers->model;
  open_list(d, "flows");
  for (size_t i = 0; i < c->flows.len; i++) {
    const struct flow_change *change = &c->flows.at[i];
    json_object(&d->json);
    json_key_text(&d->json, "change", novelty_word(change->novelty));
    print_flow_side(d, "before", was, change->older);
    print_flow_side(d, "after", is, change->newer);
    if (change->crosses != NONE)
      json_key_str(&d->json, change->is_out ? "out_of" : "into",
                   id_of(change->novelty == IS_GONE ? was : is, change->crosses));
    json_end(&d->json);
  }
  json_end(&d->json);
}

static void print_exposures(struct diff_json *d)
{
  const struct compared *c = d->report->compared;
  open_list(d, "exposures");
  for (size_t i = 0; i < c->exposures.len; i++) {
    const struct exposure_change *change = &c->exposures.at[i];
    const struct compared_side *side = change->novelty == IS_GONE ? &c->older : &c->newer;
    const struct model *model = side->answers->model;
    json_object(&d->json);
    json_key_text(&d->json, "change", novelty_word(change->novelty));
    json_key_str(&d->json, "thing", id_of(model, change->thing));
    json_key_str(&d->json, "boundary", id_of(model, change->boundary));
    open_list(d, "attackers");
    for (uint32_t k = 0; k < change->parties.count; k++)
      json_str(&d->json, id_of(model, side->parties[change->parties.at[k]].shown));
    json_end(&d->json);
    json_end(&d->json);
  }
  json_end(&d->json);
}

static void print_thing_side(struct diff_json *d, const char *key, const struct model *model,
                             uint32_t thing)
{
  if (thing == NONE) return;
  json_key(&d->json, key);
  json_object(&d->json);
  json_key_str(&d->json, "id", id_of(model, thing));
  json_key_text(&d->json, "kind", model_kind_word(model, thing));
  json_end(&d->json);
}

static void print_things(struct diff_json *d)
{
  const struct compared *c = d->report->compared;
  open_list(d, "things");
  for (size_t i = 0; i < c->things.len; i++) {
    const struct thing_change *change = &c->things.at[i];
    json_object(&d->json);
    json_key_text(&d->json, "change", novelty_word(change->novelty));
    json_key_bool(&d->json, "is_renamed", change->is_renamed);
    print_thing_side(d, "before", c->older.answers->model, change->older);
    print_thing_side(d, "after", c->newer.answers->model, change->newer);
    json_end(&d->json);
  }
  json_end(&d->json);
}

/* --- rows
 * ----------------------------------------------------------------------------------------- */

static void print_row_side(struct diff_json *d, const char *key, enum section section,
                           const struct snapshot_row *row)
{
  if (!row) return;
  struct json *json = &d->json;
  bool is_risk = section == SECTION_THREAT || section == SECTION_SCENARIO;
  json_key(json, key);
  json_object(json);
  json_key_str(json, "id", row->id);
  json_key_text(json, "status", row->status);
  if (is_risk) json_key_text(json, "risk", risk_level_word(row->level));
  if (*row->detail) json_key_text(json, "detail", row->detail);
  json_key_text(json, "file", row->file);
  json_key_number(json, "line", row->line);
  json_end(json);
}

/* What breaks an assertion that fails now and did not: who gets at what, with the way; or what
 * lacks which controls. */
static void print_reason(struct diff_json *d, const struct row_change *change)
{
  struct json *json = &d->json;
  const struct reg *reg = d->report->newer;
  const struct verdict *verdict = diff_verdict_of(d->report, change);
  if (!verdict) return;
  if (verdict->proof) {
    json_key_str(json, "subject", id_of(reg->model, verdict->breaches[0].subject));
    proof_json(json, reg->ground, &verdict->breaches[0].reach->world, verdict->proof);
    return;
  }
  open_list(d, "lacking");
  for (uint32_t i = 0; i < verdict->breach_count; i++) {
    const struct breach *breach = &verdict->breaches[i];
    json_object(json);
    json_key_str(json, "thing", id_of(reg->model, breach->subject));
    open_list(d, "missing");
    for (uint32_t k = 0; k < breach->missing.count; k++)
      json_text(json,
                unit_name(reg->unit,
                          reg->model->vocabulary.controls.at[breach->missing.at[k]].term.name));
    json_end(json);
    json_end(json);
  }
  json_end(json);
}

static void print_rows(struct diff_json *d, enum section section)
{
  open_list(d, section_word(section));
  for (size_t i = 0; i < d->report->rows->sections[section].len; i++) {
    const struct row_change *change = &d->report->rows->sections[section].at[i];
    json_object(&d->json);
    json_key_text(&d->json, "change", novelty_word(change->novelty));
    json_key_bool(&d->json, "is_worse", row_is_worse(section, change, d->report->fail_on));
    if (section == SECTION_CONTROL || section == SECTION_WEAKNESS)
      json_key_bool(&d->json, "is_implied", diff_is_implied(d->report, section, change));
    print_row_side(d, "before", section, change->older);
    print_row_side(d, "after", section, change->newer);
    if (section == SECTION_ASSERTION) print_reason(d, change);
    json_end(&d->json);
  }
  json_end(&d->json);
}

void diff_print_json(const struct diff_report *report, struct writer *out)
{
  struct diff_json d = {.report = report, .json = json_to(out)};
  print_head(&d);
  print_ways(&d);
  print_states(&d);
  print_flows(&d);
  print_exposures(&d);
  print_things(&d);
  for (int section = 0; section < SECTION_COUNT; section++) print_rows(&d, (enum section)section);
  json_end(&d.json);
  arena_free(&d.scratch);
}
