/* The register as XML: sections in the order of the schema, rows in the order of declaration. What
 * the vocabulary lists is what was named before it. */
#include "diagnose/lints.h"
#include "library/library.h"
#include "write/xml_parts.h"

static void put_provenance(struct xml_register *x)
{
  const struct reg_provenance *p = &x->reg->provenance;
  char library[SHA256_HEX];
  library_digest(library);
  xml_start(x->xml, "provenance");
  xml_attribute(x->xml, "tool", p->tool);
  xml_attribute(x->xml, "version", p->version);
  xml_attribute_number(x->xml, "language", p->language);
  xml_attribute(x->xml, "model-digest", p->model_digest);
  xml_attribute(x->xml, "library-digest", library);
  xml_attribute(x->xml, "as-of", p->as_of);
  for (uint32_t i = 0; i < p->source_count; i++) {
    xml_start(x->xml, "source");
    xml_attribute_str(x->xml, "name", xml_clean(&x->arena, str_from(p->sources[i].name)));
    xml_attribute(x->xml, "sha256", p->sources[i].sha256);
    xml_end(x->xml);
  }
  xml_end(x->xml);
}

/* --- criteria
 * --------------------------------------------------------------------------------------- */

static void put_cells(struct xml_register *x)
{
  for (unsigned impact = 1; impact <= 5; impact++)
    for (unsigned likelihood = 1; likelihood <= 5; likelihood++) {
      xml_start(x->xml, "cell");
      xml_attribute_number(x->xml, "impact", impact);
      xml_attribute_number(x->xml, "likelihood", likelihood);
      xml_attribute_number(x->xml, "score", impact * likelihood);
      xml_attribute(x->xml, "level", risk_level_word(risk_level_of(impact * likelihood)));
      xml_end(x->xml);
    }
}

static void put_criteria(struct xml_register *x)
{
  xml_start(x->xml, "criteria");
  for (unsigned worth = WORTH_NONE; worth <= WORTH_CRITICAL; worth++) {
    xml_start(x->xml, "impact");
    xml_attribute_number(x->xml, "value", worth + 1);
    xml_attribute(x->xml, "worth", worth_word((enum worth)worth));
    xml_end(x->xml);
  }
  for (unsigned value = 5; value >= 1; value--) {
    uint32_t from = 0;
    while (risk_likelihood(from, 0) > value) from++;
    uint32_t to = from;
    while (value > 1 && risk_likelihood(to + 1, 0) == value) to++;
    xml_start(x->xml, "likelihood");
    xml_attribute_number(x->xml, "value", value);
    xml_attribute_number(x->xml, "effort-from", from);
    if (value > 1) xml_attribute_number(x->xml, "effort-to", to);
    xml_end(x->xml);
  }
  put_cells(x);
  xml_end(x->xml);
}

/* --- scope and summary
 * ------------------------------------------------------------------------------ */

static void put_lint(struct xml_register *x, const struct reg_lint *lint)
{
  struct unit *unit = x->reg->unit;
  xml_start(x->xml, "lint");
  xml_attribute(x->xml, "code", code_id(lint->code));
  xml_attribute(x->xml, "name", lint_name(lint->code));
  if (lint->span.source != SPAN_NOWHERE.source)
    put_place(x, unit_source(unit, lint->span.source)->relative,
              unit_position(unit, lint->span).line);
  xml_element(x->xml, "text", lint->text);
  put_thing(x, "at", lint->thing);
  put_acceptance(x, lint->acceptance);
  xml_end(x->xml);
}

static void put_assumption(struct xml_register *x, const struct texts *texts, uint32_t thing)
{
  for (uint32_t i = 0; i < texts->count; i++) {
    xml_start(x->xml, "assumption");
    put_text(x, "text", texts->at[i]);
    put_thing(x, "at", thing);
    xml_end(x->xml);
  }
}

/* Of the whole model, then of its things. */
static void put_assumptions(struct xml_register *x)
{
  put_assumption(x, &x->model->assumes, NONE);
  for (uint32_t i = 0; i < x->model->entities.len; i++)
    put_assumption(x, &model_entity(x->model, i)->assumes, i);
}

static void put_views(struct xml_register *x)
{
  for (size_t i = 0; i < x->model->views.len; i++) {
    const struct view *view = &x->model->views.at[i];
    xml_start(x->xml, "view");
    xml_attribute_str(x->xml, "id", view->id);
    put_some(x, "title", view->title);
    put_place(x, unit_source(x->reg->unit, view->span.source)->relative,
              unit_position(x->reg->unit, view->span).line);
    xml_element(x->xml, "doc", view->doc);
    put_texts(x, "link", &view->links);
    xml_end(x->xml);
  }
}

static void put_scope(struct xml_register *x)
{
  const struct reg_scope *s = &x->reg->scope;
  xml_start(x->xml, "scope");
  put_assumptions(x);
  for (uint32_t i = 0; i < s->not_modelled_count; i++)
    xml_element(x->xml, "not-modelled", s->not_modelled[i]);
  for (uint32_t i = 0; i < s->silent.count; i++) put_thing(x, "silent", s->silent.at[i]);
  for (uint32_t i = 0; i < s->collapsed.count; i++) put_thing(x, "collapsed", s->collapsed.at[i]);
  put_views(x);
  for (size_t i = 0; i < x->reg->lints.len; i++) {
    put_lint(x, &x->reg->lints.at[i]);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}

static void put_count(struct xml_register *x, const char *name, const char *attribute,
                      const char *word, const char *level, uint32_t count)
{
  if (!count) return;
  xml_start(x->xml, name);
  xml_attribute(x->xml, attribute, word);
  xml_attribute(x->xml, "level", level);
  xml_attribute_number(x->xml, "count", count);
  xml_end(x->xml);
}

static void put_counts(struct xml_register *x, const struct reg_summary *s)
{
  for (int i = 0; i < THREAT_STATUS_COUNT; i++)
    for (int k = RISK_COUNT - 1; k >= 0; k--)
      put_count(x, "threats", "status", threat_status_word((enum threat_status)i),
                risk_level_word((enum risk_level)k), s->threats[i][k]);
  for (int i = 0; i < SCENARIO_STATUS_COUNT; i++)
    for (int k = RISK_COUNT - 1; k >= 0; k--)
      put_count(x, "scenarios", "status", scenario_status_word((enum scenario_status)i),
                risk_level_word((enum risk_level)k), s->scenarios[i][k]);
  for (int i = 0; i < ASSERTION_STATUS_COUNT; i++)
    put_count(x, "assertions", "status", assertion_status_word((enum assertion_status)i), NULL,
              s->assertions[i]);
  for (int i = 0; i < ACCEPTANCE_STATE_COUNT; i++)
    put_count(x, "acceptances", "state", acceptance_state_word((enum acceptance_state)i), NULL,
              s->acceptances[i]);
  for (int i = 0; i < PLAN_STATE_COUNT; i++)
    put_count(x, "treatments", "state", plan_state_word((enum plan_state)i), NULL,
              s->treatments[i]);
}

static void put_summary(struct xml_register *x)
{
  const struct reg_summary *s = &x->reg->summary;
  xml_start(x->xml, "summary");
  xml_attribute_number(x->xml, "controls", s->controls);
  xml_attribute_number(x->xml, "with-evidence", s->with_evidence);
  xml_attribute_number(x->xml, "without-effect", s->without_effect);
  xml_attribute_number(x->xml, "planned", s->planned);
  xml_attribute_number(x->xml, "fails-on-evidence", s->fails_on_evidence);
  xml_attribute_number(x->xml, "opens-on-evidence", s->opens_on_evidence);
  xml_attribute_number(x->xml, "scenarios-without-cut", x->reg->uncut);
  xml_attribute_number(x->xml, "lints", s->lints);
  xml_attribute_number(x->xml, "accepted-lints", s->accepted_lints);
  xml_element(x->xml, "text", s->controls_text);
  put_counts(x, s);
  xml_end(x->xml);
}

/* --- the document
 * ------------------------------------------------------------------------------------ */

static void put_model(struct xml_register *x)
{
  const struct model *model = x->model;
  xml_attribute(x->xml, "xmlns", "urn:ctm:register:1");
  xml_attribute_str(x->xml, "model", xml_clean(&x->arena, unit_text(x->reg->unit, model->name)));
  put_some(x, "title", model->title);
  put_some(x, "version", model->version);
  put_some(x, "owner", model->owner);
  put_day(x, "reviewed", model->reviewed);
  xml_attribute(x->xml, "summary", x->reg->summary.controls_text);
  xml_element(x->xml, "doc", model->doc);
  put_texts(x, "link", &model->links);
}

static uint64_t *new_set(struct arena *arena, size_t count)
{
  return arena_new_array(arena, bitset_words(count) + 1, uint64_t);
}

static void put_register(struct xml_register *x)
{
  xml_start(x->xml, "register");
  put_model(x);
  put_provenance(x);
  put_criteria(x);
  put_things(x);
  put_threats(x);
  put_scenarios(x);
  put_chokes(x);
  put_mistakes(x);
  put_assertions(x);
  put_acceptances(x);
  put_treatments(x);
  put_coverage(x);
  put_vocabulary(x);
  put_scope(x);
  put_summary(x);
  xml_end(x->xml);
}

void write_register_xml(struct reg *reg, struct writer *out)
{
  const struct vocabulary *v = &reg->model->vocabulary;
  register_find_cuts(reg);
  struct xml_register x = {.reg = reg, .chokes = register_chokes(reg), .model = reg->model, .v = v};
  x.rules = new_set(&x.kept, v->rules.len);
  x.controls = new_set(&x.kept, v->controls.len);
  x.weaknesses = new_set(&x.kept, v->weaknesses.len);
  x.standards = new_set(&x.kept, v->standards.len);
  map_init(&x.asked_steps, &x.kept, 256);
  x.xml = xml_open(out, XML_INDENTED);
  put_register(&x);
  xml_close(x.xml);
  arena_free(&x.arena);
  arena_free(&x.kept);
}
