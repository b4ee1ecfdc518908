/* Parts that many rows of the register's XML share. */
#include "write/xml_parts.h"

/* --- references
 * ------------------------------------------------------------------------------------- */

void put_ref(struct xml_register *x, const char *name, struct str id)
{
  xml_start(x->xml, name);
  xml_attribute_str(x->xml, "ref", id);
  xml_end(x->xml);
}

void put_thing(struct xml_register *x, const char *name, uint32_t thing)
{
  if (thing != NONE) put_ref(x, name, model_entity(x->model, thing)->id);
}

static void put_term(struct xml_register *x, const char *name, const struct term *term,
                     uint64_t *named, uint32_t number)
{
  bitset_add(named, number);
  put_ref(x, name, unit_text(x->reg->unit, term->name));
}

void put_rule(struct xml_register *x, const char *name, uint32_t rule)
{
  put_term(x, name, &x->v->rules.at[rule].term, x->rules, rule);
}

void put_control(struct xml_register *x, const char *name, uint32_t control)
{
  put_term(x, name, &x->v->controls.at[control].term, x->controls, control);
}

void put_weakness(struct xml_register *x, const char *name, uint32_t weakness)
{
  put_term(x, name, &x->v->weaknesses.at[weakness].term, x->weaknesses, weakness);
}

void put_standard(struct xml_register *x, const char *name, uint32_t standard)
{
  put_term(x, name, &x->v->standards.at[standard].term, x->standards, standard);
}

void put_threat(struct xml_register *x, uint32_t threat)
{
  if (threat != NONE) put_ref(x, "threat", x->reg->threats.at[threat].row.id);
}

void put_acceptance(struct xml_register *x, uint32_t acceptance)
{
  if (acceptance != NONE) put_ref(x, "acceptance", x->reg->acceptances[acceptance].row.id);
}

/* --- attributes
 * ------------------------------------------------------------------------------------- */

void put_place(struct xml_register *x, const char *file, uint32_t line)
{
  if (!line) return;
  xml_attribute_str(x->xml, "file", xml_clean(&x->arena, str_from(file)));
  xml_attribute_number(x->xml, "line", line);
}

void put_row(struct xml_register *x, const struct reg_row *row)
{
  xml_attribute_str(x->xml, "id", row->id);
  xml_attribute(x->xml, "fingerprint", row->fingerprint);
  put_place(x, row->file, row->line);
}

void put_some(struct xml_register *x, const char *name, struct str text)
{
  if (text.len) xml_attribute_str(x->xml, name, text);
}

void put_day(struct xml_register *x, const char *name, struct day day)
{
  if (day.year) xml_attribute(x->xml, name, day_text(&x->arena, day));
}

void put_bool(struct xml_register *x, const char *name, bool is_true)
{
  xml_attribute(x->xml, name, is_true ? "true" : "false");
}

void put_true(struct xml_register *x, const char *name, bool is_true)
{
  if (is_true) put_bool(x, name, true);
}

void put_stride(struct xml_register *x, const struct rule *rule)
{
  const char *words = NULL;
  for (int i = 0; i < STRIDE_COUNT; i++) {
    if (!((rule->stride >> i) & 1)) continue;
    const char *word = stride_word((enum stride)i);
    words = words ? arena_format(&x->arena, "%s %s", words, word) : word;
  }
  xml_attribute(x->xml, "stride", words);
}

/* --- elements
 * --------------------------------------------------------------------------------------- */

void put_text(struct xml_register *x, const char *name, struct str text)
{
  if (!text.len) return;
  xml_start(x->xml, name);
  xml_text_str(x->xml, text);
  xml_end(x->xml);
}

void put_texts(struct xml_register *x, const char *name, const struct texts *texts)
{
  for (uint32_t i = 0; i < texts->count; i++) put_text(x, name, texts->at[i]);
}

void put_risk(struct xml_register *x, const char *name, const struct reg_risk *risk)
{
  xml_start(x->xml, name);
  xml_attribute(x->xml, "level", risk_level_word(risk->level));
  if (risk->level != RISK_NONE) {
    xml_attribute_number(x->xml, "impact", risk->impact);
    xml_attribute_number(x->xml, "likelihood", risk->likelihood);
    xml_attribute_number(x->xml, "score", risk->score);
    xml_attribute_number(x->xml, "effort", risk->effort);
  }
  xml_text(x->xml, risk->reason);
  xml_end(x->xml);
}

void put_stops(struct xml_register *x, const char *name, const struct reg_stops *stops)
{
  for (uint32_t i = 0; i < stops->count; i++) {
    const struct reg_stop *stop = &stops->at[i];
    xml_start(x->xml, name);
    xml_attribute(x->xml, "state", stop_state_word(stop->state));
    put_true(x, "slows", stop->is_slowing);
    put_true(x, "around", stop->is_within);
    put_control(x, "control", stop->control);
    put_thing(x, "at", stop->thing);
    xml_end(x->xml);
  }
}

void put_use(struct xml_register *x, const char *name, fact weakness)
{
  const struct ground *g = x->reg->ground;
  xml_start(x->xml, name);
  put_weakness(x, "weakness", g->weaknesses[weakness - g->state_count].weakness);
  put_thing(x, "at", fact_entity(g, weakness));
  xml_end(x->xml);
}

static const char *gain_word(struct xml_register *x, fact f)
{
  const struct ground *g = x->reg->ground;
  if (fact_is_state(g, f)) return privilege_word(fact_privilege(g, f));
  uint32_t weakness = g->weaknesses[f - g->state_count].weakness;
  return unit_name(x->reg->unit, x->v->weaknesses.at[weakness].term.name);
}

void put_gain(struct xml_register *x, const char *name, fact f)
{
  xml_start(x->xml, name);
  xml_attribute(x->xml, "privilege", gain_word(x, f));
  xml_attribute(x->xml, "verb", fact_verb(x->reg->ground, f));
  put_thing(x, "at", fact_entity(x->reg->ground, f));
  xml_end(x->xml);
}

/* The ways of many scenarios share their steps, so each is looked up once. */
static struct xml_spot spot_of(struct xml_register *x, uint32_t step)
{
  uint32_t number = map_get(&x->asked_steps, step, 0);
  if (number != MAP_NONE) return x->spots.at[number];
  struct unit *unit = x->reg->unit;
  struct span span = ground_step_span(x->reg->ground, step);
  struct xml_spot spot = {.file = ""};
  if (span.source != SPAN_NOWHERE.source)
    spot =
        (struct xml_spot){unit_source(unit, span.source)->relative, unit_position(unit, span).line};
  map_add(&x->asked_steps, step, 0, (uint32_t)x->spots.len);
  vec_push(&x->kept, &x->spots, spot);
  return spot;
}

static void put_step(struct xml_register *x, const struct proof_step *shown, uint32_t number)
{
  const struct reg *reg = x->reg;
  const struct ground *g = reg->ground;
  uint32_t step = shown->step;
  struct xml_spot spot = spot_of(x, step);
  xml_start(x->xml, "step");
  xml_attribute_number(x->xml, "number", number);
  xml_attribute_number(x->xml, "effort", shown->effort);
  xml_attribute(x->xml, "text", register_step_text(reg, &x->arena, g->conclusion[step]));
  put_place(x, spot.file, spot.line);
  put_rule(x, "rule", ground_rule(g, step));
  put_thing(x, "at", g->subject[step]);
  put_gain(x, "gain", g->conclusion[step]);
  put_thing(x, "crosses", shown->crosses);
  put_threat(x, map_get(&reg->threat_at, ground_rule(g, step), g->subject[step]));
  xml_end(x->xml);
}

void put_way(struct xml_register *x, const struct proof *proof, const struct reach *reach)
{
  xml_start(x->xml, "way");
  xml_attribute(x->xml, "world", world_word(reach->world.type));
  xml_attribute_number(x->xml, "effort", proof->effort);
  xml_attribute_number(x->xml, "crosses", proof->crossed);
  for (uint32_t i = 0; i < proof->count; i++) put_step(x, &proof->steps[i], i + 1);
  xml_end(x->xml);
}

/* --- texts
 * ------------------------------------------------------------------------------------------ */

const char *rule_at_text(struct xml_register *x, uint32_t rule, uint32_t thing)
{
  const struct term *term = &x->v->rules.at[rule].term;
  struct str title = term->title.len ? term->title : unit_text(x->reg->unit, term->name);
  return arena_format(&x->arena, "%.*s: %.*s", STR_ARGS(title),
                      STR_ARGS(model_label(x->model, thing)));
}

static const char *id_at(struct xml_register *x, const struct term *term, uint32_t thing)
{
  return arena_format(&x->arena, "%s@%.*s", unit_name(x->reg->unit, term->name),
                      STR_ARGS(model_entity(x->model, thing)->id));
}

const char *control_row_id(struct xml_register *x, uint32_t control, uint32_t thing)
{
  return id_at(x, &x->v->controls.at[control].term, thing);
}

const char *weakness_row_id(struct xml_register *x, uint32_t weakness, uint32_t thing)
{
  return id_at(x, &x->v->weaknesses.at[weakness].term, thing);
}
