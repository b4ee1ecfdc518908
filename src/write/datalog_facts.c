/* Facts: what the vocabulary and the model state, nothing derived. */
#include "write/datalog.h"

static const struct str no_text = {0};

void datalog_quote(struct writer *out, struct str text)
{
  writer_char(out, '"');
  for (size_t i = 0; i < text.len; i++) {
    if (text.at[i] == '"' || text.at[i] == '\\') writer_char(out, '\\');
    writer_char(out, text.at[i]);
  }
  writer_char(out, '"');
}

void datalog_fact(struct writer *out, const char *name, struct str a, struct str b, struct str c)
{
  writer_format(out, "%s(", name);
  datalog_quote(out, a);
  if (b.at) writer_char(out, ','), datalog_quote(out, b);
  if (c.at) writer_char(out, ','), datalog_quote(out, c);
  writer_text(out, ").\n");
}

static struct str term_name(const struct model *model, enum term_type type, uint32_t number)
{
  return symbols_text(&model->unit->symbols,
                      vocabulary_term(&model->vocabulary, type, number)->name);
}

static struct str id_of(const struct model *model, uint32_t entity)
{
  return model_entity(model, entity)->id;
}

/* `name(subject, term)` for each of a list. */
static void list(const struct model *model, const char *name, struct str subject,
                 enum term_type type, const struct numbers *numbers, struct writer *out)
{
  for (uint32_t i = 0; i < numbers->count; i++)
    datalog_fact(out, name, subject, term_name(model, type, numbers->at[i]), no_text);
}

/* --- the vocabulary --------------------------------------------------------------------------- */

static void print_kinds(const struct model *model, struct writer *out)
{
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = 0; i < v->kinds.len; i++) {
    const struct kind *kind = &v->kinds.at[i];
    struct str name = term_name(model, TERM_KIND, i);
    datalog_fact(out, "kind", name, no_text, no_text);
    if (kind->parent != NONE)
      datalog_fact(out, "kind_parent", name, term_name(model, TERM_KIND, kind->parent), no_text);
    list(model, "kind_has", name, TERM_WEAKNESS, &kind->has, out);
    list(model, "kind_with", name, TERM_CONTROL, &kind->with, out);
    list(model, "kind_plans", name, TERM_CONTROL, &kind->plans, out);
  }
}

static void print_protocols(const struct model *model, struct writer *out)
{
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = 0; i < v->protocols.len; i++) {
    const struct protocol *protocol = &v->protocols.at[i];
    struct str name = term_name(model, TERM_PROTOCOL, i);
    list(model, "protocol_has", name, TERM_WEAKNESS, &protocol->has, out);
    list(model, "protocol_with", name, TERM_CONTROL, &protocol->with, out);
    list(model, "protocol_plans", name, TERM_CONTROL, &protocol->plans, out);
  }
}

static void print_weaknesses(const struct model *model, struct writer *out)
{
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = 0; i < v->weaknesses.len; i++) {
    const struct weakness *weakness = &v->weaknesses.at[i];
    struct str name = term_name(model, TERM_WEAKNESS, i);
    if (weakness->parent != NONE)
      datalog_fact(out, "weakness_is", name, term_name(model, TERM_WEAKNESS, weakness->parent),
                   no_text);
    if (weakness->observed)
      datalog_fact(out, "observed", name, symbols_text(&model->unit->symbols, weakness->observed),
                   no_text);
  }
}

static void print_controls(const struct model *model, struct writer *out)
{
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = 0; i < v->controls.len; i++) {
    const struct control *control = &v->controls.at[i];
    struct str name = term_name(model, TERM_CONTROL, i);
    datalog_fact(out, "control", name, no_text, no_text);
    list(model, "control_is", name, TERM_CONTROL, &control->is, out);
    list(model, "control_at", name, TERM_KIND, &control->at, out);
  }
}

/* --- the model -------------------------------------------------------------------------------- */

/* An image is named by `ref` or by its text; without either nothing is observed. */
static bool is_without_digest(const struct model *model, const struct entity *e)
{
  struct str text = e->ref.len || !e->is_text_image ? e->ref : e->id;
  if (!text.len || !kind_is(&model->vocabulary, e->kind, model->vocabulary.image_kind))
    return false;
  static const struct str mark = {"@sha256:", 8};
  for (size_t i = 0; i + mark.len <= text.len; i++)
    if (memcmp(text.at + i, mark.at, mark.len) == 0) return false;
  return true;
}

static void print_party(const struct model *model, const struct entity *e, struct writer *out)
{
  if (e->root != ROOT_ACTOR) return;
  writer_text(out, "skill(");
  datalog_quote(out, e->id);
  writer_format(out, ",%u).\nresources(", e->party.is_skill ? e->party.skill : 0u);
  datalog_quote(out, e->id);
  writer_format(out, ",%u).\n", e->party.is_resources ? e->party.resources : 0u);
  if (e->party.is_stance)
    datalog_fact(out, "stance", e->id, str_from(stance_word((enum stance)e->party.stance)),
                 no_text);
  if (e->party.is_makes)
    list(model, "makes", e->id, TERM_RULE, &e->party.makes, out);
  else
    datalog_fact(out, "makes_all", e->id, no_text, no_text);
}

static void print_traits(const struct model *model, uint32_t entity, struct writer *out)
{
  struct str id = id_of(model, entity);
  for (uint32_t i = model->own_has.first[entity]; i < model->own_has.first[entity + 1]; i++)
    datalog_fact(out, "has", id, term_name(model, TERM_WEAKNESS, model->own_has.at[i].number),
                 no_text);
  for (uint32_t i = model->own_with.first[entity]; i < model->own_with.first[entity + 1]; i++) {
    const struct trait *trait = &model->own_with.at[i];
    datalog_fact(out, trait->is_planned ? "plans" : "with", id,
                 term_name(model, TERM_CONTROL, trait->number), no_text);
  }
}

static void print_entity(const struct model *model, uint32_t number, struct writer *out)
{
  const struct entity *e = model_entity(model, number);
  datalog_fact(out, "kind_of", e->id, term_name(model, TERM_KIND, e->kind), no_text);
  if (e->place != NONE) datalog_fact(out, "nested", e->id, id_of(model, e->place), no_text);
  if (e->root == ROOT_FLOW)
    datalog_fact(out, "flow", e->id, id_of(model, e->source), id_of(model, e->target));
  if (e->root == ROOT_FLOW && e->protocol != NONE)
    datalog_fact(out, "over", e->id, term_name(model, TERM_PROTOCOL, e->protocol), no_text);
  if (is_without_digest(model, e)) datalog_fact(out, "no_digest", e->id, no_text, no_text);
  print_party(model, e, out);
  print_traits(model, number, out);
}

void datalog_facts(const struct model *model, struct writer *out)
{
  writer_text(out, "% the vocabulary\n");
  print_kinds(model, out);
  print_protocols(model, out);
  print_weaknesses(model, out);
  print_controls(model, out);
  writer_text(out, "% the model\n");
  for (uint32_t i = 0; i < model->entities.len; i++) print_entity(model, i, out);
  for (size_t i = 0; i < model->ties.len; i++) {
    const struct tie *tie = &model->ties.at[i];
    datalog_fact(out, key_word(relation_info((enum relation)tie->relation)->key),
                 id_of(model, tie->from), id_of(model, tie->to), no_text);
  }
  for (size_t i = 0; i < model->evidence.len; i++)
    datalog_fact(out, "evidence", id_of(model, model->evidence.at[i].entity),
                 symbols_text(&model->unit->symbols, model->evidence.at[i].name), no_text);
}
