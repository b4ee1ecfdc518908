/* SARIF 2.1.0. Its rules are the vocabulary's rules that some threat stands for, then the messages
 * of this program for what is no threat; its taxonomies are the standards of the coverage. What it
 * calls a result's level is the risk: critical and high are errors, medium is a warning, low is a
 * note; a threat that nobody can take now passes or informs, and then the format wants no level. */
#include "write/sarif.h"

#include "base/json.h"
#include "diagnose/lints.h"
#include "write/exchange.h"

struct sarif {
  struct reg *reg;
  const struct vocabulary *v;
  struct json json;
  struct arena arena;      /* of texts; emptied after every row */
  struct arena kept;       /* what stays until the end: */
  uint32_t *rule_at;       /* by rule of the vocabulary: its place among the run's rules, or NONE */
  enum risk_level *levels; /* by rule: the greatest of its open threats */
  uint32_t code_at[CODE_COUNT]; /* likewise, of messages */
  uint32_t rule_count;
};

static const char *level_word(enum risk_level level)
{
  static const char *const words[] = {[RISK_NONE] = "none",
                                      [RISK_LOW] = "note",
                                      [RISK_MEDIUM] = "warning",
                                      [RISK_HIGH] = "error",
                                      [RISK_CRITICAL] = "error"};
  return words[level];
}

static void put_message(struct sarif *s, const char *key, const char *text)
{
  json_key(&s->json, key);
  json_object(&s->json);
  json_key_text(&s->json, "text", text);
  json_end(&s->json);
}

static void put_message_str(struct sarif *s, const char *key, struct str text)
{
  put_message(s, key, arena_copy(&s->arena, text.at, text.len));
}

/* --- what there is ---------------------------------------------------------------------------- */

static void count_code(struct sarif *s, enum code code)
{
  if (s->code_at[code] == NONE) s->code_at[code] = s->rule_count++;
}

/* The finding that an acceptance in that state is; CODE_COUNT if it is none. */
static enum code code_of_acceptance(enum acceptance_state state)
{
  if (state == ACCEPTANCE_DEAD) return CODE_F0002;
  if (state == ACCEPTANCE_EXPIRED) return CODE_F0003;
  return state == ACCEPTANCE_EXCEEDED ? CODE_F0004 : CODE_COUNT;
}

static void count_rules(struct sarif *s)
{
  const struct reg *reg = s->reg;
  s->rule_at = arena_new_array(&s->kept, s->v->rules.len + 1, uint32_t);
  s->levels = arena_new_array(&s->kept, s->v->rules.len + 1, enum risk_level);
  for (size_t i = 0; i < s->v->rules.len; i++) s->rule_at[i] = NONE;
  for (size_t i = 0; i < reg->threats.len; i++) {
    const struct reg_threat *t = &reg->threats.at[i];
    if (s->rule_at[t->rule] == NONE) s->rule_at[t->rule] = 0;
    bool is_open = threat_is_possible(t);
    if (is_open && t->residual.level > s->levels[t->rule]) s->levels[t->rule] = t->residual.level;
  }
  for (size_t i = 0; i < s->v->rules.len; i++)
    if (s->rule_at[i] != NONE) s->rule_at[i] = s->rule_count++;
  for (int i = 0; i < CODE_COUNT; i++) s->code_at[i] = NONE;
  for (size_t i = 0; i < reg->model->assertions.len; i++)
    if (reg->assertions[i].status != ASSERTION_HOLDS) count_code(s, CODE_F0001);
  for (size_t i = 0; i < reg->model->acceptances.len; i++) {
    enum code code = code_of_acceptance(reg->acceptances[i].state);
    if (code != CODE_COUNT) count_code(s, code);
  }
  for (size_t i = 0; i < reg->lints.len; i++) count_code(s, reg->lints.at[i].code);
}

/* --- taxonomies ------------------------------------------------------------------------------- */

static void put_taxonomy(struct sarif *s, const struct reg_coverage *coverage)
{
  const struct standard *standard = &s->v->standards.at[coverage->standard];
  json_object(&s->json);
  json_key_text(&s->json, "name", unit_name(s->reg->unit, standard->term.name));
  if (standard->term.title.len) json_key_str(&s->json, "fullName", standard->term.title);
  if (standard->version.len) json_key_str(&s->json, "version", standard->version);
  if (standard->url.len) json_key_str(&s->json, "informationUri", standard->url);
  json_key(&s->json, "taxa");
  json_array(&s->json);
  for (uint32_t i = 0; i < coverage->count; i++) {
    const struct reg_requirement *r = &coverage->requirements[i];
    json_object(&s->json);
    json_key_str(&s->json, "id", r->code);
    if (r->title.len) put_message_str(s, "shortDescription", r->title);
    json_end(&s->json);
    arena_reset(&s->arena);
  }
  json_end(&s->json);
  json_end(&s->json);
}

static void put_taxonomies(struct sarif *s)
{
  json_key(&s->json, "taxonomies");
  json_array(&s->json);
  for (size_t i = 0; i < s->reg->coverage.len; i++) put_taxonomy(s, &s->reg->coverage.at[i]);
  json_end(&s->json);
}

static void put_component(struct sarif *s, uint32_t coverage)
{
  const struct standard *standard = &s->v->standards.at[s->reg->coverage.at[coverage].standard];
  json_object(&s->json);
  json_key_text(&s->json, "name", unit_name(s->reg->unit, standard->term.name));
  json_key_number(&s->json, "index", coverage);
  json_end(&s->json);
}

/* The members of an object that refers to a taxon; nothing of what no taxonomy has. */
static void put_taxon(struct sarif *s, struct mapped mapped)
{
  json_object(&s->json);
  json_key_str(&s->json, "id",
               s->reg->coverage.at[mapped.standard].requirements[mapped.requirement].code);
  json_key_number(&s->json, "index", mapped.requirement);
  json_key(&s->json, "toolComponent");
  put_component(s, mapped.standard);
  json_end(&s->json);
}

/* --- rules ------------------------------------------------------------------------------------ */

static void put_relationships(struct sarif *s, const struct maps_list *maps)
{
  bool is_first = true;
  for (uint32_t i = 0; i < maps->count; i++) {
    struct mapped mapped = mapped_to(s->reg, &maps->at[i]);
    if (mapped.requirement == NONE) continue;
    if (is_first) {
      json_key(&s->json, "relationships");
      json_array(&s->json);
    }
    is_first = false;
    json_object(&s->json);
    json_key(&s->json, "target");
    put_taxon(s, mapped);
    json_key(&s->json, "kinds");
    json_array(&s->json);
    json_text(&s->json, "relevant");
    json_end(&s->json);
    json_end(&s->json);
  }
  if (!is_first) json_end(&s->json);
}

/* Tags that services filter by: STRIDE, and "external/STANDARD/CODE" in lower case as CodeQL
 * writes them. */
static void put_tags(struct sarif *s, const struct rule *rule)
{
  json_key(&s->json, "tags");
  json_array(&s->json);
  json_text(&s->json, "security");
  for (int i = 0; i < STRIDE_COUNT; i++)
    if ((rule->stride >> i) & 1)
      json_text(&s->json, arena_format(&s->arena, "stride/%s", stride_word((enum stride)i)));
  for (uint32_t i = 0; i < rule->maps.count; i++) {
    char *tag = arena_format(&s->arena, "external/%s",
                             register_map_text(s->reg, &s->arena, &rule->maps.at[i]));
    for (char *c = tag; *c; c++)
      if (*c >= 'A' && *c <= 'Z') *c = (char)(*c - 'A' + 'a');
    json_text(&s->json, tag);
  }
  json_end(&s->json);
}

/* GitHub shows a rule's "security-severity" (0 to 10) in these words again. */
static const char *severity_of(enum risk_level level)
{
  static const char *const numbers[] = {
      [RISK_LOW] = "3.0", [RISK_MEDIUM] = "6.0", [RISK_HIGH] = "8.0", [RISK_CRITICAL] = "9.5"};
  return numbers[level];
}

static void put_rule(struct sarif *s, uint32_t number)
{
  const struct rule *rule = &s->v->rules.at[number];
  const struct term *term = &rule->term;
  const char *name = unit_name(s->reg->unit, term->name);
  struct str doc = str_from(term->doc);
  enum risk_level level = s->levels[number];
  json_object(&s->json);
  json_key_text(&s->json, "id", name);
  put_message_str(s, "shortDescription", term_label(s->reg->unit, term));
  if (doc.len) put_message_str(s, "fullDescription", first_sentence(doc));
  if (doc.len) put_message_str(s, "help", doc);
  json_key(&s->json, "defaultConfiguration");
  json_object(&s->json);
  json_key_text(&s->json, "level", level == RISK_NONE ? "note" : level_word(level));
  json_end(&s->json);
  put_relationships(s, &rule->maps);
  json_key(&s->json, "properties");
  json_object(&s->json);
  if (level != RISK_NONE) json_key_text(&s->json, "security-severity", severity_of(level));
  put_tags(s, rule);
  json_end(&s->json);
  json_end(&s->json);
  arena_reset(&s->arena);
}

static void put_code(struct sarif *s, enum code code)
{
  bool is_finding = code_level(code) == LEVEL_FINDING;
  json_object(&s->json);
  json_key_text(&s->json, "id", code_id(code));
  if (lint_name(code)) json_key_text(&s->json, "name", lint_name(code));
  put_message(s, "shortDescription", code_title(code));
  put_message_str(s, "fullDescription", first_sentence(str_from(code_teaches(code))));
  put_message(s, "help", code_teaches(code));
  json_key(&s->json, "defaultConfiguration");
  json_object(&s->json);
  json_key_text(&s->json, "level", is_finding ? "error" : "note");
  json_end(&s->json);
  json_end(&s->json);
  arena_reset(&s->arena);
}

static void put_rules(struct sarif *s)
{
  json_key(&s->json, "rules");
  json_array(&s->json);
  for (uint32_t i = 0; i < s->v->rules.len; i++)
    if (s->rule_at[i] != NONE) put_rule(s, i);
  /* Messages were counted in the order of their first use. */
  uint32_t count = 0;
  for (int i = 0; i < CODE_COUNT; i++) count += s->code_at[i] != NONE;
  for (uint32_t at = s->rule_count - count; at < s->rule_count; at++)
    for (int i = 0; i < CODE_COUNT; i++)
      if (s->code_at[i] == at) put_code(s, (enum code)i);
  json_end(&s->json);
}

/* --- places ----------------------------------------------------------------------------------- */

static void put_artifact(struct sarif *s, const char *key, const char *file)
{
  json_key(&s->json, key);
  json_object(&s->json);
  json_key_text(&s->json, "uri", file_uri(s->reg, &s->arena, file));
  json_end(&s->json);
}

/* "physicalLocation", as a key of an open location. */
static void put_physical(struct sarif *s, const char *file, uint32_t line)
{
  if (!line) return;
  json_key(&s->json, "physicalLocation");
  json_object(&s->json);
  put_artifact(s, "artifactLocation", file);
  json_key(&s->json, "region");
  json_object(&s->json);
  json_key_number(&s->json, "startLine", line);
  json_end(&s->json);
  json_end(&s->json);
}

static void put_location(struct sarif *s, const char *file, uint32_t line, uint32_t thing)
{
  json_object(&s->json);
  put_physical(s, file, line);
  if (thing != NONE) {
    json_key(&s->json, "logicalLocations");
    json_array(&s->json);
    json_object(&s->json);
    json_key_str(&s->json, "fullyQualifiedName", model_entity(s->reg->model, thing)->id);
    json_key_text(&s->json, "kind", "resource");
    json_end(&s->json);
    json_end(&s->json);
  }
  json_end(&s->json);
}

static void put_locations(struct sarif *s, const struct reg_row *row, uint32_t thing)
{
  json_key(&s->json, "locations");
  json_array(&s->json);
  put_location(s, row->file, row->line, thing);
  json_end(&s->json);
}

/* --- ways ------------------------------------------------------------------------------------- */

static void put_step(struct sarif *s, const struct proof_step *shown, uint32_t number,
                     const struct reg_threat *own)
{
  const struct ground *g = s->reg->ground;
  struct unit *unit = s->reg->unit;
  uint32_t rule = ground_rule(g, shown->step);
  struct span span = ground_step_span(g, shown->step);
  json_object(&s->json);
  json_key(&s->json, "location");
  json_object(&s->json);
  if (span.source != SPAN_NOWHERE.source && !unit_source(unit, span.source)->is_library)
    put_physical(s, unit_source(unit, span.source)->relative, unit_position(unit, span).line);
  put_message(s, "message",
              arena_format(&s->arena, "%s (%s)",
                           register_step_text(s->reg, &s->arena, g->conclusion[shown->step]),
                           unit_name(unit, s->v->rules.at[rule].term.name)));
  json_end(&s->json);
  json_key_number(&s->json, "executionOrder", number);
  bool is_own = own && own->rule == rule && own->thing == g->subject[shown->step];
  json_key_text(&s->json, "importance", is_own ? "essential" : "important");
  json_end(&s->json);
}

/* A mistake that the way lives on stands before its steps. */
static void put_slip(struct sarif *s, const struct proof_slip *slip, uint32_t number)
{
  const struct reg *reg = s->reg;
  uint32_t thing = fact_entity(reg->ground, slip->weakness);
  const struct reg_row *row = &reg->things[thing].row;
  const char *whose = slip->person == NONE
                          ? ""
                          : arena_format(&s->arena, " (a slip of %.*s)",
                                         STR_ARGS(model_entity(reg->model, slip->person)->id));
  json_object(&s->json);
  json_key(&s->json, "location");
  json_object(&s->json);
  put_physical(s, row->file, row->line);
  put_message(
      s, "message",
      arena_format(&s->arena, "%s%s", register_step_text(reg, &s->arena, slip->weakness), whose));
  json_end(&s->json);
  json_key_number(&s->json, "executionOrder", number);
  json_key_text(&s->json, "importance", "essential");
  json_end(&s->json);
}

static void put_flow(struct sarif *s, const char *title, const struct proof *way,
                     const struct reg_threat *own)
{
  json_key(&s->json, "codeFlows");
  json_array(&s->json);
  json_object(&s->json);
  put_message(s, "message", title);
  json_key(&s->json, "threadFlows");
  json_array(&s->json);
  json_object(&s->json);
  json_key(&s->json, "locations");
  json_array(&s->json);
  for (uint32_t i = 0; i < way->slip_count; i++) put_slip(s, &way->slips[i], i + 1);
  for (uint32_t i = 0; i < way->count; i++)
    put_step(s, &way->steps[i], way->slip_count + i + 1, own);
  json_end(&s->json);
  json_end(&s->json);
  json_end(&s->json);
  json_end(&s->json);
  json_end(&s->json);
}

/* --- results ---------------------------------------------------------------------------------- */

static const char *suppression_status(enum acceptance_state state)
{
  if (state == ACCEPTANCE_IN_FORCE) return "accepted";
  return state == ACCEPTANCE_PENDING ? "underReview" : "rejected";
}

static void put_suppression(struct sarif *s, uint32_t acceptance)
{
  if (acceptance == NONE) return;
  const struct reg_acceptance *row = &s->reg->acceptances[acceptance];
  const struct acceptance *said = &s->reg->model->acceptances.at[acceptance];
  json_key(&s->json, "suppressions");
  json_array(&s->json);
  json_object(&s->json);
  json_key_text(&s->json, "kind", "inSource");
  json_key_text(&s->json, "status", suppression_status(row->state));
  json_key_text(&s->json, "justification", acceptance_text(&s->arena, said));
  json_key(&s->json, "location");
  put_location(s, row->row.file, row->row.line, NONE);
  json_key(&s->json, "properties");
  json_object(&s->json);
  json_key_str(&s->json, "acceptance", row->row.id);
  json_key_text(&s->json, "state", acceptance_state_word(row->state));
  json_key_str(&s->json, "owner", said->owner);
  if (said->until.year) json_key_text(&s->json, "until", day_text(&s->arena, said->until));
  json_end(&s->json);
  json_end(&s->json);
  json_end(&s->json);
}

/* "primaryLocationLineHash" is the one that GitHub follows a result by. */
static void put_fingerprints(struct sarif *s, const char *key, const char *fingerprint)
{
  json_key(&s->json, "partialFingerprints");
  json_object(&s->json);
  json_key_text(&s->json, key, fingerprint);
  json_key_text(&s->json, "primaryLocationLineHash", arena_format(&s->arena, "%s:1", fingerprint));
  json_end(&s->json);
}

static void start_result(struct sarif *s, const char *rule, uint32_t at, const char *level)
{
  json_object(&s->json);
  json_key_text(&s->json, "ruleId", rule);
  json_key_number(&s->json, "ruleIndex", at);
  json_key_text(&s->json, "level", level);
}

static const char *threat_text(struct sarif *s, const struct reg_threat *t)
{
  const char *title = rule_at_title(s->reg, &s->arena, t->rule, t->thing);
  const char *level = risk_level_word(threat_risk(t)->level);
  if (t->status == THREAT_LATENT)
    return arena_format(&s->arena, "%s. Nobody gets there now.", title);
  if (t->status == THREAT_MITIGATED)
    return arena_format(&s->arena, "%s. Controls in place stop it; without them the risk is %s.",
                        title, level);
  const char *remedies = threat_remedies(s->reg, &s->arena, t);
  return arena_format(&s->arena, "%s. Risk %s, %s: %s can do it.%s%s%s", title, level,
                      threat_status_word(t->status), things_text(s->reg, &s->arena, &t->attackers),
                      remedies[0] ? " What would stop it: " : "", remedies, remedies[0] ? "." : "");
}

static void put_weakness_taxa(struct sarif *s, const struct reg_threat *t)
{
  const struct ground *g = s->reg->ground;
  bool is_first = true;
  for (uint32_t i = 0; i < t->weaknesses.count; i++) {
    uint32_t weakness = g->weaknesses[t->weaknesses.at[i] - g->state_count].weakness;
    const struct maps_list *maps = &s->v->weaknesses.at[weakness].maps;
    for (uint32_t k = 0; k < maps->count; k++) {
      struct mapped mapped = mapped_to(s->reg, &maps->at[k]);
      if (mapped.requirement == NONE) continue;
      if (is_first) {
        json_key(&s->json, "taxa");
        json_array(&s->json);
      }
      is_first = false;
      put_taxon(s, mapped);
    }
  }
  if (!is_first) json_end(&s->json);
}

static void put_threat_properties(struct sarif *s, const struct reg_threat *t)
{
  json_key(&s->json, "properties");
  json_object(&s->json);
  json_key_str(&s->json, "threat", t->row.id);
  json_key_text(&s->json, "status", threat_status_word(t->status));
  json_key_text(&s->json, "inherent", risk_level_word(t->inherent.level));
  json_key_text(&s->json, "residual", risk_level_word(t->residual.level));
  json_key_text(&s->json, "risk", threat_risk(t)->reason);
  json_end(&s->json);
}

static void put_threat(struct sarif *s, const struct reg_threat *t)
{
  static const char *const kinds[] = {[THREAT_OPEN] = "fail",
                                      [THREAT_ACCEPTED] = "fail",
                                      [THREAT_EXPIRED] = "fail",
                                      [THREAT_MITIGATED] = "pass",
                                      [THREAT_LATENT] = "informational"};
  const struct rule *rule = &s->v->rules.at[t->rule];
  const struct reg_scenario *easiest = threat_is_possible(t) ? threat_easiest(s->reg, t) : NULL;
  start_result(s, unit_name(s->reg->unit, rule->term.name), s->rule_at[t->rule],
               threat_is_possible(t) ? level_word(t->residual.level) : "none");
  json_key_text(&s->json, "kind", kinds[t->status]);
  put_message(s, "message", threat_text(s, t));
  put_locations(s, &t->row, t->thing);
  put_fingerprints(s, "ctmThreat/v1", t->row.fingerprint);
  put_weakness_taxa(s, t);
  if (threat_is_possible(t)) json_key_number(&s->json, "rank", t->residual.score * 4);
  if (easiest) put_flow(s, register_scenario_text(s->reg, &s->arena, easiest), easiest->way, t);
  put_suppression(s, t->acceptance);
  put_threat_properties(s, t);
  json_end(&s->json);
  arena_reset(&s->arena);
}

static void put_assertion(struct sarif *s, uint32_t number)
{
  const struct reg_assertion *row = &s->reg->assertions[number];
  const struct assertion *a = &s->reg->model->assertions.at[number];
  const struct breach *breach = row->verdict->breach_count ? row->verdict->breaches : NULL;
  if (row->status == ASSERTION_HOLDS) return;
  start_result(s, code_id(CODE_F0001), s->code_at[CODE_F0001], "error");
  const char *who = breach
                        ? arena_format(&s->arena, ": %.*s",
                                       STR_ARGS(model_entity(s->reg->model, breach->subject)->id))
                        : "";
  put_message(s, "message",
              arena_format(&s->arena, "The assertion %.*s does not hold (%s)%s", STR_ARGS(a->id),
                           a->says, who));
  put_locations(s, &row->row, NONE);
  put_fingerprints(s, "ctmAssertion/v1", row->row.fingerprint);
  if (row->verdict->proof) {
    const char *title = arena_format(&s->arena, "%.*s: %s",
                                     STR_ARGS(model_entity(s->reg->model, breach->subject)->id),
                                     register_step_text(s->reg, &s->arena, breach->goal));
    put_flow(s, title, row->verdict->proof, NULL);
  }
  put_suppression(s, row->acceptance);
  json_key(&s->json, "properties");
  json_object(&s->json);
  json_key_str(&s->json, "assertion", row->row.id);
  json_key_text(&s->json, "status", assertion_status_word(row->status));
  json_end(&s->json);
  json_end(&s->json);
  arena_reset(&s->arena);
}

static void put_acceptance(struct sarif *s, uint32_t number)
{
  const struct reg_acceptance *row = &s->reg->acceptances[number];
  enum code code = code_of_acceptance(row->state);
  if (code == CODE_COUNT) return;
  start_result(s, code_id(code), s->code_at[code], "error");
  put_message(s, "message",
              arena_format(&s->arena, "The acceptance of %.*s no longer stands: %s%s%s",
                           STR_ARGS(row->row.id), code_title(code), row->note ? "; " : "",
                           row->note ? row->note : ""));
  put_locations(s, &row->row, NONE);
  put_fingerprints(s, "ctmAcceptance/v1", row->row.fingerprint);
  json_end(&s->json);
  arena_reset(&s->arena);
}

static void put_lint(struct sarif *s, const struct reg_lint *lint)
{
  struct unit *unit = s->reg->unit;
  start_result(s, code_id(lint->code), s->code_at[lint->code], "note");
  put_message(s, "message",
              lint->help ? arena_format(&s->arena, "%s: %s", lint->text, lint->help) : lint->text);
  if (lint->span.source != SPAN_NOWHERE.source) {
    json_key(&s->json, "locations");
    json_array(&s->json);
    put_location(s, unit_source(unit, lint->span.source)->relative,
                 unit_position(unit, lint->span).line, lint->thing);
    json_end(&s->json);
  }
  put_suppression(s, lint->acceptance);
  json_end(&s->json);
  arena_reset(&s->arena);
}

static void put_results(struct sarif *s)
{
  const struct reg *reg = s->reg;
  json_key(&s->json, "results");
  json_array(&s->json);
  for (uint32_t i = 0; i < reg->model->assertions.len; i++) put_assertion(s, i);
  for (size_t i = 0; i < reg->threats.len; i++)
    put_threat(s, &reg->threats.at[reg->threat_ranking[i]]);
  for (uint32_t i = 0; i < reg->model->acceptances.len; i++) put_acceptance(s, i);
  for (size_t i = 0; i < reg->lints.len; i++) put_lint(s, &reg->lints.at[i]);
  json_end(&s->json);
}

/* --- the run ---------------------------------------------------------------------------------- */

static void put_tool(struct sarif *s)
{
  const struct reg_provenance *p = &s->reg->provenance;
  json_key(&s->json, "tool");
  json_object(&s->json);
  json_key(&s->json, "driver");
  json_object(&s->json);
  json_key_text(&s->json, "name", p->tool);
  json_key_text(&s->json, "semanticVersion", p->version);
  json_key(&s->json, "supportedTaxonomies");
  json_array(&s->json);
  for (uint32_t i = 0; i < s->reg->coverage.len; i++) put_component(s, i);
  json_end(&s->json);
  put_rules(s);
  json_end(&s->json);
  json_end(&s->json);
}

static void put_artifacts(struct sarif *s)
{
  const struct reg_provenance *p = &s->reg->provenance;
  json_key(&s->json, "artifacts");
  json_array(&s->json);
  for (uint32_t i = 0; i < p->source_count; i++) {
    json_object(&s->json);
    put_artifact(s, "location", p->sources[i].name);
    json_key(&s->json, "hashes");
    json_object(&s->json);
    json_key_text(&s->json, "sha-256", p->sources[i].sha256);
    json_end(&s->json);
    json_end(&s->json);
    arena_reset(&s->arena);
  }
  json_end(&s->json);
}

static void put_run(struct sarif *s)
{
  const struct reg_provenance *p = &s->reg->provenance;
  const char *model = unit_name(s->reg->unit, s->reg->model->name);
  json_object(&s->json);
  put_tool(s);
  json_key(&s->json, "automationDetails");
  json_object(&s->json);
  json_key_text(&s->json, "id", arena_format(&s->arena, "ctm/%s/", model));
  json_end(&s->json);
  put_taxonomies(s);
  put_artifacts(s);
  put_results(s);
  json_key(&s->json, "properties");
  json_object(&s->json);
  json_key_text(&s->json, "model", model);
  json_key_text(&s->json, "modelDigest", p->model_digest);
  json_key_text(&s->json, "asOf", p->as_of);
  json_end(&s->json);
  json_end(&s->json);
}

void write_sarif(struct reg *reg, struct writer *out)
{
  struct sarif s = {.reg = reg, .v = &reg->model->vocabulary, .json = json_to(out)};
  count_rules(&s);
  json_object(&s.json);
  json_key_text(&s.json, "$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                "sarif-schema-2.1.0.json");
  json_key_text(&s.json, "version", "2.1.0");
  json_key(&s.json, "runs");
  json_array(&s.json);
  put_run(&s);
  json_end(&s.json);
  json_end(&s.json);
  arena_free(&s.arena);
  arena_free(&s.kept);
}
