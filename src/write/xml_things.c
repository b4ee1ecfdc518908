/* The things of the model: boundaries, elements, flows, assets; and who may bring a risk about. */
#include "write/xml_parts.h"

static const char *basis_token(enum basis basis)
{
  static const char *const tokens[] = {[BASIS_STATED] = "stated",
                                       [BASIS_TEMPLATE] = "template",
                                       [BASIS_KIND] = "kind-default",
                                       [BASIS_PROTOCOL] = "protocol",
                                       [BASIS_OBSERVED] = "observed"};
  return tokens[basis];
}

static void put_evidence(struct xml_register *x, const struct str *evidence, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) put_text(x, "evidence", evidence[i]);
}

static void put_traits(struct xml_register *x, const struct reg_thing *t)
{
  for (uint32_t i = t->first_control; i < t->first_control + t->control_count; i++) {
    const struct reg_control *c = &x->reg->controls.at[i];
    xml_start(x->xml, "control");
    xml_attribute(x->xml, "id", control_row_id(x, c->control, c->thing));
    xml_attribute(x->xml, "state", c->is_planned ? "planned" : "in-place");
    xml_attribute(x->xml, "basis", basis_token(c->basis));
    put_bool(x, "effect", c->has_effect);
    put_place(x, c->file, c->line);
    put_control(x, "is", c->control);
    put_evidence(x, c->evidence, c->evidence_count);
    xml_end(x->xml);
  }
  for (uint32_t i = t->first_weakness; i < t->first_weakness + t->weakness_count; i++) {
    const struct reg_weakness *w = &x->reg->weaknesses.at[i];
    xml_start(x->xml, "weakness");
    xml_attribute(x->xml, "id", weakness_row_id(x, w->weakness, w->thing));
    xml_attribute(x->xml, "basis", basis_token(w->basis));
    put_place(x, w->file, w->line);
    put_weakness(x, "is", w->weakness);
    put_evidence(x, w->evidence, w->evidence_count);
    xml_end(x->xml);
  }
}

static void put_worth(struct xml_register *x, const struct entity *e)
{
  static const enum harm harms[HARM_COUNT] = {HARM_CONFIDENTIALITY, HARM_INTEGRITY,
                                              HARM_AVAILABILITY};
  for (int i = 0; e->is_worth_stated && i < HARM_COUNT; i++)
    xml_attribute(x->xml, harm_word(harms[i]), worth_word((enum worth)e->worth[i]));
}

static void put_head(struct xml_register *x, const char *name, uint32_t thing)
{
  const struct reg_thing *t = &x->reg->things[thing];
  xml_start(x->xml, name);
  put_row(x, &t->row);
  xml_attribute(x->xml, "kind", model_kind_word(x->model, thing));
  put_some(x, "title", model_entity(x->model, thing)->title);
  put_some(x, "owner", model_entity(x->model, thing)->owner);
  xml_attribute_number(x->xml, "open-threats", t->open_threats);
}

static void put_body(struct xml_register *x, uint32_t thing)
{
  const struct entity *e = model_entity(x->model, thing);
  put_text(x, "doc", e->doc);
  put_texts(x, "link", &e->links);
  put_texts(x, "assumes", &e->assumes);
  for (uint32_t i = 0; i < e->tag_count; i++)
    put_text(x, "tag", unit_text(x->reg->unit, e->tags[i]));
  for (uint32_t i = 0; i < e->was_count; i++) put_text(x, "was", e->was[i]);
  put_thing(x, "place", e->place);
  for (uint32_t i = x->model->first_tie[thing]; i < x->model->first_tie[thing + 1]; i++) {
    const struct tie *tie = &x->model->ties.at[i];
    xml_start(x->xml, "relation");
    xml_attribute_str(x->xml, "ref", model_entity(x->model, tie->to)->id);
    xml_attribute(x->xml, "is", key_word(relation_info((enum relation)tie->relation)->key));
    xml_end(x->xml);
  }
  put_traits(x, &x->reg->things[thing]);
}

static void put_boundary(struct xml_register *x, uint32_t thing)
{
  const struct entity *e = model_entity(x->model, thing);
  put_head(x, "boundary", thing);
  if (e->trust != TRUST_UNSTATED) xml_attribute(x->xml, "trust", trust_word((enum trust)e->trust));
  put_body(x, thing);
  xml_end(x->xml);
}

static void put_element(struct xml_register *x, uint32_t thing)
{
  const struct entity *e = model_entity(x->model, thing);
  put_head(x, "element", thing);
  xml_attribute(x->xml, "root", root_word((enum root)e->root));
  put_true(x, "silent", x->reg->things[thing].is_silent);
  put_worth(x, e);
  put_body(x, thing);
  xml_end(x->xml);
}

static void put_flow(struct xml_register *x, uint32_t thing)
{
  const struct entity *e = model_entity(x->model, thing);
  put_head(x, "flow", thing);
  xml_attribute_number(x->xml, "number", e->flow_number);
  if (e->protocol != NONE)
    put_some(x, "protocol", unit_text(x->reg->unit, x->v->protocols.at[e->protocol].term.name));
  if (e->port) put_some(x, "port", unit_text(x->reg->unit, e->port));
  put_body(x, thing);
  put_thing(x, "source", e->source);
  put_thing(x, "target", e->target);
  xml_end(x->xml);
}

static void put_asset(struct xml_register *x, uint32_t thing)
{
  const struct entity *e = model_entity(x->model, thing);
  put_head(x, "asset", thing);
  put_some(x, "reference", e->ref);
  put_worth(x, e);
  put_body(x, thing);
  xml_end(x->xml);
}

static void put_party(struct xml_register *x, uint32_t party)
{
  const struct entity *e = model_entity(x->model, party);
  const char *aims = NULL;
  for (int i = 0; i < AIM_COUNT; i++) {
    if (!((e->party.aims >> i) & 1)) continue;
    const char *word = aim_word((enum aim)i);
    aims = aims ? arena_format(&x->arena, "%s %s", aims, word) : word;
  }
  xml_start(x->xml, "risk-source");
  put_row(x, &x->reg->things[party].row);
  xml_attribute(x->xml, "stance", stance_word((enum stance)e->party.stance));
  xml_attribute_number(x->xml, "skill", e->party.skill);
  xml_attribute_number(x->xml, "resources", e->party.resources);
  xml_attribute(x->xml, "aims", aims);
  put_some(x, "title", e->title);
  xml_attribute(x->xml, "kind", model_kind_word(x->model, party));
  for (uint32_t i = 0; i < e->party.makes.count; i++) put_rule(x, "makes", e->party.makes.at[i]);
  xml_end(x->xml);
}

static void put_section(struct xml_register *x, const char *name, roots of,
                        void (*put)(struct xml_register *x, uint32_t thing))
{
  xml_start(x->xml, name);
  for (uint32_t i = 0; i < x->model->entities.len; i++) {
    if (!((of >> model_entity(x->model, i)->root) & 1)) continue;
    put(x, i);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}

void put_things(struct xml_register *x)
{
  put_section(x, "boundaries", 1 << ROOT_BOUNDARY, put_boundary);
  put_section(x, "elements", 1 << ROOT_MACHINE | 1 << ROOT_ACTOR, put_element);
  put_section(x, "flows", 1 << ROOT_FLOW, put_flow);
  put_section(x, "assets", 1 << ROOT_DATA, put_asset);
  xml_start(x->xml, "risk-sources");
  for (uint32_t i = 0; i < x->reg->parties.count; i++) {
    put_party(x, x->reg->parties.at[i]);
    arena_reset(&x->arena);
  }
  xml_end(x->xml);
}
