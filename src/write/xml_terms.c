/* Coverage of standards, and the words that the register names. */
#include "write/xml_parts.h"

static void put_requirement(struct xml_register *x, const struct reg_requirement *r)
{
  const struct reg *reg = x->reg;
  xml_start(x->xml, "requirement");
  xml_attribute_str(x->xml, "code", r->code);
  put_some(x, "title", r->title);
  xml_attribute_number(x->xml, "with-evidence", r->evidence_count);
  for (uint32_t i = 0; i < r->threats.count; i++) put_threat(x, r->threats.at[i]);
  for (int planned = 0; planned < 2; planned++) {
    const struct numbers *list = planned ? &r->planned : &r->placed;
    for (uint32_t i = 0; i < list->count; i++) {
      const struct reg_control *c = &reg->controls.at[list->at[i]];
      put_ref(x, planned ? "planned" : "in-place",
              str_from(control_row_id(x, c->control, c->thing)));
    }
  }
  for (uint32_t i = 0; i < r->missing.count; i++) put_control(x, "missing", r->missing.at[i]);
  for (uint32_t i = 0; i < r->weaknesses.count; i++) {
    const struct reg_weakness *w = &reg->weaknesses.at[r->weaknesses.at[i]];
    put_ref(x, "weakness", str_from(weakness_row_id(x, w->weakness, w->thing)));
  }
  xml_end(x->xml);
}

void put_coverage(struct xml_register *x)
{
  xml_start(x->xml, "coverage");
  for (size_t i = 0; i < x->reg->coverage.len; i++) {
    const struct reg_coverage *coverage = &x->reg->coverage.at[i];
    xml_start(x->xml, "catalogue");
    put_standard(x, "standard", coverage->standard);
    for (uint32_t k = 0; k < coverage->count; k++) {
      put_requirement(x, &coverage->requirements[k]);
      arena_reset(&x->arena);
    }
    xml_end(x->xml);
  }
  xml_end(x->xml);
}

/* --- vocabulary
 * ------------------------------------------------------------------------------------- */

static void put_maps(struct xml_register *x, const struct maps_list *maps)
{
  for (uint32_t i = 0; i < maps->count; i++) {
    xml_start(x->xml, "map");
    xml_attribute_str(x->xml, "code", unit_text(x->reg->unit, maps->at[i].code));
    put_some(x, "title", register_map_title(x->reg, &maps->at[i]));
    put_standard(x, "standard", maps->at[i].standard);
    xml_end(x->xml);
  }
}

static void put_name(struct xml_register *x, const struct term *term)
{
  xml_attribute_str(x->xml, "id", unit_text(x->reg->unit, term->name));
}

static void put_term_texts(struct xml_register *x, const struct term *term)
{
  for (uint32_t i = 0; i < term->link_count; i++) put_text(x, "link", term->links[i]);
  for (uint32_t i = 0; i < term->assume_count; i++) put_text(x, "assumes", term->assumes[i]);
}

static void put_rule_term(struct xml_register *x, const struct rule *rule)
{
  static const char *const types[] = {
      [RULE_RULE] = "rule", [RULE_TECHNIQUE] = "technique", [RULE_MISTAKE] = "mistake"};
  xml_start(x->xml, "rule");
  put_name(x, &rule->term);
  xml_attribute(x->xml, "type", types[rule->type]);
  put_some(x, "title", rule->term.title);
  put_stride(x, rule);
  if (rule->type == RULE_TECHNIQUE) {
    xml_attribute_number(x->xml, "skill", rule->skill);
    xml_attribute_number(x->xml, "resources", rule->resources);
    xml_attribute_number(x->xml, "effort", rule->effort);
  }
  xml_element(x->xml, "doc", rule->term.doc);
  put_term_texts(x, &rule->term);
  put_maps(x, &rule->maps);
  xml_end(x->xml);
  arena_reset(&x->arena);
}

static void put_simple_term(struct xml_register *x, const char *name, const struct term *term,
                            const struct maps_list *maps)
{
  xml_start(x->xml, name);
  put_name(x, term);
  put_some(x, "title", term->title);
  xml_element(x->xml, "doc", term->doc);
  put_term_texts(x, term);
  put_maps(x, maps);
  xml_end(x->xml);
}

static void put_standards(struct xml_register *x)
{
  for (uint32_t i = 0; i < x->v->standards.len; i++) {
    const struct standard *s = &x->v->standards.at[i];
    if (!bitset_has(x->standards, i)) continue;
    xml_start(x->xml, "standard");
    put_name(x, &s->term);
    put_some(x, "title", s->term.title);
    put_some(x, "version", s->version);
    put_some(x, "url", s->url);
    xml_end(x->xml);
  }
}

void put_vocabulary(struct xml_register *x)
{
  const struct vocabulary *v = x->v;
  xml_start(x->xml, "vocabulary");
  for (uint32_t i = 0; i < v->rules.len; i++)
    if (bitset_has(x->rules, i)) put_rule_term(x, &v->rules.at[i]);
  for (uint32_t i = 0; i < v->controls.len; i++)
    if (bitset_has(x->controls, i))
      put_simple_term(x, "control", &v->controls.at[i].term, &v->controls.at[i].maps);
  for (uint32_t i = 0; i < v->weaknesses.len; i++)
    if (bitset_has(x->weaknesses, i))
      put_simple_term(x, "weakness", &v->weaknesses.at[i].term, &v->weaknesses.at[i].maps);
  put_standards(x);
  xml_end(x->xml);
}
