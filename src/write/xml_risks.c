/* Threats, scenarios, mistakes, assertions, acceptances and treatment plans. */
#include "write/xml_parts.h"

static void put_harm(struct xml_register *x, const char *name, uint32_t attacker, uint32_t thing,
                     enum harm harm)
{
  xml_start(x->xml, name);
  xml_attribute(x->xml, "harm", harm_word(harm));
  put_thing(x, "attacker", attacker);
  put_thing(x, "at", thing);
  xml_end(x->xml);
}

static void put_treatment_refs(struct xml_register *x, const struct numbers *treatments)
{
  for (uint32_t i = 0; i < treatments->count; i++)
    put_ref(x, "treatment", x->reg->treatments[treatments->at[i]].row.id);
}

static void put_one_threat(struct xml_register *x, const struct reg_threat *t)
{
  const struct rule *rule = &x->v->rules.at[t->rule];
  xml_start(x->xml, "threat");
  put_row(x, &t->row);
  xml_attribute(x->xml, "status", threat_status_word(t->status));
  xml_attribute_number(x->xml, "rank", t->rank);
  xml_attribute(x->xml, "title", rule_at_text(x, t->rule, t->thing));
  put_stride(x, rule);
  put_rule(x, "rule", t->rule);
  put_thing(x, "at", t->thing);
  for (uint32_t i = 0; i < t->attackers.count; i++) put_thing(x, "attacker", t->attackers.at[i]);
  for (uint32_t i = 0; i < t->gains.count; i++) put_gain(x, "gain", t->gains.at[i]);
  for (uint32_t i = 0; i < t->weaknesses.count; i++) put_use(x, "uses", t->weaknesses.at[i]);
  put_stops(x, "stop", &t->stops);
  put_risk(x, "inherent", &t->inherent);
  put_risk(x, "residual", &t->residual);
  if (t->has_target) put_risk(x, "target", &t->target);
  if (t->worst_thing != NONE) put_harm(x, "worst", NONE, t->worst_thing, t->worst_harm);
  for (uint32_t i = 0; i < t->scenarios.count; i++)
    put_ref(x, "scenario", x->reg->scenarios.at[t->scenarios.at[i]].row.id);
  put_acceptance(x, t->acceptance);
  put_treatment_refs(x, &t->treatments);
  xml_end(x->xml);
}

void put_threats(struct xml_register *x)
{
  xml_start(x->xml, "threats");
  for (size_t i = 0; i < x->reg->threats.len; i++) {
    put_one_threat(x, &x->reg->threats.at[i]);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}

/* --- scenarios
 * -------------------------------------------------------------------------------------- */

/* A broken one would be our bug: nothing of it is shown. */
static void put_cut(struct xml_register *x, const struct cut *cut)
{
  static const char *const verdicts[] = {[CUT_NEEDLESS] = "needless",
                                         [CUT_SMALLEST] = "smallest",
                                         [CUT_BOUNDED] = "bounded",
                                         [CUT_IMPOSSIBLE] = "impossible"};
  if (!cut || cut->status == CUT_BROKEN) return;
  xml_start(x->xml, "smallest-cut");
  xml_attribute(x->xml, "verdict", verdicts[cut->status]);
  if (cut->status != CUT_IMPOSSIBLE) {
    xml_attribute_number(x->xml, "lower", cut->lower);
    xml_attribute_number(x->xml, "upper", cut->count);
  }
  for (uint32_t i = 0; i < cut->count; i++) {
    xml_start(x->xml, "add");
    put_true(x, "planned", cut->members[i].is_planned);
    put_control(x, "control", cut->members[i].control);
    put_thing(x, "at", cut->members[i].thing);
    for (uint32_t k = 0; k < cut->members[i].instead.count; k++)
      put_control(x, "instead", cut->members[i].instead.at[k]);
    xml_end(x->xml);
  }
  xml_end(x->xml);
}

static void put_scenario(struct xml_register *x, const struct reg_scenario *s)
{
  xml_start(x->xml, "scenario");
  put_row(x, &s->row);
  xml_attribute(x->xml, "harm", harm_word(s->harm));
  xml_attribute(x->xml, "status", scenario_status_word(s->status));
  xml_attribute_number(x->xml, "rank", s->rank);
  put_bool(x, "aim", s->is_aim);
  if (s->status == SCENARIO_CONTROLLED) put_bool(x, "holds-on-evidence", !s->is_on_trust);
  xml_attribute(x->xml, "option", risk_treatment_word(s->treatment));
  xml_attribute(x->xml, "title", register_scenario_text(x->reg, &x->arena, s));
  put_some(x, "owner", s->owner);
  xml_attribute(x->xml, "approval", s->approval);
  put_thing(x, "risk-source", s->attacker);
  put_thing(x, "asset", s->thing);
  put_risk(x, "inherent", &s->inherent);
  put_risk(x, "residual", &s->residual);
  if (s->has_target) put_risk(x, "target", &s->target);
  put_way(x, s->way, s->reach);
  put_stops(x, "holds", &s->holds);
  put_stops(x, "cut", &s->cuts);
  put_cut(x, s->cut);
  for (uint32_t i = 0; i < s->threats.count; i++) put_threat(x, s->threats.at[i]);
  put_acceptance(x, s->acceptance);
  for (uint32_t i = 0; i < s->threats.count; i++)
    put_treatment_refs(x, &x->reg->threats.at[s->threats.at[i]].treatments);
  xml_end(x->xml);
}

void put_scenarios(struct xml_register *x)
{
  xml_start(x->xml, "scenarios");
  for (size_t i = 0; i < x->reg->scenarios.len; i++) {
    put_scenario(x, &x->reg->scenarios.at[i]);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}

void put_mistakes(struct xml_register *x)
{
  xml_start(x->xml, "mistakes");
  for (size_t i = 0; i < x->reg->mistakes.len; i++) {
    const struct reg_mistake *m = &x->reg->mistakes.at[i];
    xml_start(x->xml, "mistake");
    put_row(x, &m->row);
    xml_attribute(x->xml, "title", rule_at_text(x, m->rule, m->thing));
    put_thing(x, "person", m->person);
    put_rule(x, "rule", m->rule);
    put_thing(x, "at", m->thing);
    put_threat(x, m->threat);
    for (uint32_t k = 0; k < m->brings.count; k++) put_use(x, "brings", m->brings.at[k]);
    for (uint32_t k = 0; k < m->breaks.count; k++) put_gain(x, "breaks", m->breaks.at[k]);
    for (uint32_t k = 0; k < m->open_count; k++)
      put_harm(x, "opens", m->opens[k].attacker, m->opens[k].thing, m->opens[k].harm);
    put_stops(x, "stop", &m->stops);
    xml_end(x->xml);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}

/* --- assertions
 * ------------------------------------------------------------------------------------- */

static void put_breach(struct xml_register *x, const struct breach *b)
{
  xml_start(x->xml, "breach");
  if (b->goal != NONE) xml_attribute_number(x->xml, "effort", b->effort);
  put_thing(x, "subject", b->subject);
  put_thing(x, "target", b->target);
  if (b->goal != NONE) put_gain(x, "gain", b->goal);
  for (uint32_t i = 0; i < b->missing.count; i++) put_control(x, "missing", b->missing.at[i]);
  xml_end(x->xml);
}

void put_assertions(struct xml_register *x)
{
  xml_start(x->xml, "assertions");
  for (size_t i = 0; i < x->model->assertions.len; i++) {
    const struct assertion *a = &x->model->assertions.at[i];
    const struct reg_assertion *row = &x->reg->assertions[i];
    xml_start(x->xml, "assertion");
    put_row(x, &row->row);
    xml_attribute(x->xml, "status", assertion_status_word(row->status));
    put_some(x, "title", a->title);
    xml_attribute(x->xml, "says", a->says);
    put_bool(x, "holds-on-evidence", row->holds_on_evidence);
    put_bool(x, "holds-with-plans", row->holds_with_plans);
    put_true(x, "empty", row->verdict->is_empty);
    put_text(x, "doc", str_from(a->doc));
    put_texts(x, "link", &a->links);
    for (uint32_t k = 0; k < row->verdict->breach_count; k++)
      put_breach(x, &row->verdict->breaches[k]);
    if (row->verdict->proof) put_way(x, row->verdict->proof, row->verdict->breaches[0].reach);
    put_acceptance(x, row->acceptance);
    xml_end(x->xml);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}

/* --- decisions
 * -------------------------------------------------------------------------------------- */

static void put_integer(struct xml_register *x, const char *name, long number)
{
  xml_attribute_format(x->xml, name, "%ld", number);
}

static void put_one_acceptance(struct xml_register *x, uint32_t number)
{
  const struct acceptance *said = &x->model->acceptances.at[number];
  const struct reg_acceptance *row = &x->reg->acceptances[number];
  xml_start(x->xml, "acceptance");
  put_row(x, &row->row);
  xml_attribute(x->xml, "state", acceptance_state_word(row->state));
  xml_attribute_str(x->xml, "owner", said->owner);
  put_day(x, "since", said->since);
  put_day(x, "until", said->until);
  put_integer(x, "days-left", row->days_left);
  put_true(x, "ending", row->is_ending);
  if (said->up_to) xml_attribute(x->xml, "up-to", worth_word((enum worth)said->up_to));
  put_some(x, "ticket", said->ticket);
  if (said->form == ACCEPT_LINT) xml_attribute_number(x->xml, "lints", row->lints);
  xml_start(x->xml, "because");
  xml_text_str(x->xml, said->because);
  xml_end(x->xml);
  xml_element(x->xml, "note", row->note);
  put_texts(x, "link", &said->links);
  for (uint32_t i = 0; i < said->by.count; i++) put_thing(x, "by", said->by.at[i]);
  put_thing(x, "at", said->form == ACCEPT_ASSERTION ? NONE : said->thing);
  put_threat(x, row->threat);
  if (row->assertion != NONE) put_ref(x, "assertion", x->reg->assertions[row->assertion].row.id);
  for (uint32_t i = 0; i < row->scenarios.count; i++)
    put_ref(x, "scenario", x->reg->scenarios.at[row->scenarios.at[i]].row.id);
  xml_end(x->xml);
}

void put_acceptances(struct xml_register *x)
{
  xml_start(x->xml, "acceptances");
  for (uint32_t i = 0; i < x->model->acceptances.len; i++) {
    put_one_acceptance(x, i);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}

void put_treatments(struct xml_register *x)
{
  xml_start(x->xml, "treatments");
  for (size_t i = 0; i < x->model->treatments.len; i++) {
    const struct treatment *t = &x->model->treatments.at[i];
    const struct reg_treatment *row = &x->reg->treatments[i];
    xml_start(x->xml, "treatment");
    put_row(x, &row->row);
    xml_attribute(x->xml, "state", plan_state_word(row->state));
    put_some(x, "owner", t->owner);
    put_day(x, "until", t->until);
    put_some(x, "ticket", t->ticket);
    if (t->until.year) put_integer(x, "days-left", row->days_left);
    put_text(x, "because", t->because);
    put_texts(x, "link", &t->links);
    put_rule(x, "rule", t->rule);
    put_thing(x, "at", t->thing);
    for (uint32_t k = 0; k < t->with.count; k++) put_control(x, "control", t->with.at[k]);
    put_threat(x, row->threat);
    xml_end(x->xml);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}
