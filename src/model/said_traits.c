/* What a thing has, is with, plans and proves; what a party is; what a flow runs over. */
#include "model/speech.h"

/* The number of a named term, or NONE after a message (unless the speech is quiet). */
static uint32_t find_term(struct builder *b, const struct speech *speech, enum term_type type,
                          const struct value *value)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (!speech_is_quiet(speech)) return vocabulary_want(b->unit, v, speech->tree, value, type);
  return value->path.count == 1 ? vocabulary_find(v, type, value->path.names[0]) : NONE;
}

static void add_trait(struct builder *b, const struct speech *speech, bool is_weakness,
                      struct trait trait)
{
  struct said_trait said = {speech->entity, trait};
  if (speech->entity == NONE || entity_is_broken(b, speech->entity)) return;
  if (is_weakness)
    vec_push(&b->saying, &b->has, said);
  else
    vec_push(&b->saying, &b->with, said);
}

static bool control_fits(struct builder *b, const struct speech *speech, uint32_t control,
                         struct span span)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (v->controls.at[control].is_broken) return true; /* complained of where it is declared */
  bool is_known = speech->entity != NONE && !entity_is_broken(b, speech->entity);
  if (!is_known && !control_is_category(v, control)) return true;
  uint32_t kind = is_known ? speech_subject(b, speech)->kind : ROOT_MACHINE;
  if (!speech_is_quiet(speech)) return control_may_stand(b->unit, v, span, control, kind);
  if (control_stands_at(v, control, kind)) return true;
  if (control_is_category(v, control)) return false; /* said when the template was checked */
  speech_complain(b, speech, CODE_E0410, span,
                  arena_format(&b->unit->arena, "`%s` cannot stand at %s `%s`",
                               unit_name(b->unit, v->controls.at[control].term.name),
                               model_kind_word(b->model, speech->entity),
                               speech_subject(b, speech)->id.at));
  return false;
}

void say_traits(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  bool is_weakness = clause->key == KEY_HAS;
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    struct span span = tree_value_span(speech->tree, value);
    uint32_t number = find_term(b, speech, is_weakness ? TERM_WEAKNESS : TERM_CONTROL, value);
    if (number == NONE) continue;
    if (!is_weakness && !control_fits(b, speech, number, span)) continue;
    struct trait trait = {.number = number,
                          .basis = speech->basis,
                          .is_planned = clause->key == KEY_PLANS,
                          .span = span};
    add_trait(b, speech, is_weakness, trait);
  }
}

void say_evidence(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  if (clause->count != 2) return; /* clause_check said so */
  const struct value *name = &clause->values[0], *where = &clause->values[1];
  enum term_type type = TERM_KIND;
  uint32_t number;
  struct span span = tree_value_span(speech->tree, name);
  bool is_known = name->path.count == 1 &&
                  vocabulary_find_any(&b->model->vocabulary, name->path.names[0], &type, &number) &&
                  (type == TERM_CONTROL || type == TERM_WEAKNESS);
  if (!is_known) {
    if (speech_is_quiet(speech)) return;
    struct str text = {unit_source(b->unit, span.source)->text.at + span.from, span.to - span.from};
    struct message *message =
        message_add(b->unit, CODE_E0210, span,
                    "evidence is of a control or a weakness; `%.*s` is neither", STR_ARGS(text));
    struct str near = vocabulary_suggest(b->unit, &b->model->vocabulary, TERM_CONTROL, text);
    if (!near.len) near = vocabulary_suggest(b->unit, &b->model->vocabulary, TERM_WEAKNESS, text);
    message_suggest(b->unit, message, near);
    return;
  }
  if (speech->entity == NONE) return;
  struct evidence evidence = {speech->entity, name->path.names[0], where->text, span};
  vec_push(&b->unit->arena, &b->model->evidence, evidence);
}

/* --- parties and flows --- */

static uint32_t find_mistake(struct builder *b, const struct speech *speech,
                             const struct value *value)
{
  const struct vocabulary *v = &b->model->vocabulary;
  if (!speech_is_quiet(speech)) return mistake_want(b->unit, v, speech->tree, value);
  uint32_t rule =
      value->path.count == 1 ? vocabulary_find(v, TERM_RULE, value->path.names[0]) : NONE;
  return rule != NONE && v->rules.at[rule].type == RULE_MISTAKE ? rule : NONE;
}

static void say_makes(struct builder *b, const struct speech *speech, const struct clause *clause,
                      struct party_traits *party)
{
  struct numbers list = {
      arena_new_array(&b->unit->arena, party->makes.count + clause->count, uint32_t),
      party->makes.count};
  if (list.count) memcpy(list.at, party->makes.at, list.count * sizeof *list.at);
  for (uint32_t i = 0; i < clause->count; i++) {
    uint32_t rule = find_mistake(b, speech, &clause->values[i]);
    if (rule != NONE) list.at[list.count++] = rule;
  }
  party->makes = list;
  party->is_makes = true;
}

/* The place of a value's word in a short list; clause_check has refused all other words. */
static int word_place(struct builder *b, const struct value *value, const char *(*word)(int),
                      int count)
{
  struct str text = unit_text(b->unit, value->path.count == 1 ? value->path.names[0] : 0);
  for (int i = 0; i < count; i++)
    if (str_equal(text, str_from(word(i)))) return i;
  return -1;
}

static const char *stance_at(int i)
{
  return stance_word((enum stance)(i + 1));
}

static const char *aim_at(int i)
{
  return aim_word((enum aim)i);
}

void say_party(struct builder *b, const struct speech *speech, const struct clause *clause,
               struct party_traits *party)
{
  const struct value *value = &clause->values[0];
  int found;
  switch (clause->key) {
  case KEY_STANCE:
    party->is_stance = true;
    party->stance = (uint8_t)(word_place(b, value, stance_at, 3) + 1);
    return;
  case KEY_SKILL:
    party->is_skill = true;
    party->skill = (uint8_t)value->number;
    return;
  case KEY_RESOURCES:
    party->is_resources = true;
    party->resources = (uint8_t)value->number;
    return;
  case KEY_AIMS:
    for (uint32_t i = 0; i < clause->count; i++)
      if ((found = word_place(b, &clause->values[i], aim_at, AIM_COUNT)) >= 0)
        party->aims |= (uint8_t)(1u << found);
    party->is_aims = true;
    return;
  default:
    say_makes(b, speech, clause, party);
  }
}

void say_over(struct builder *b, const struct speech *speech, const struct clause *clause)
{
  const struct value *value = &clause->values[0];
  struct value name = *value;
  name.code = 0;
  if (value->path.count) name.last = value->path.first;
  uint32_t protocol = find_term(b, speech, TERM_PROTOCOL, &name);
  if (protocol == NONE || speech->entity == NONE) return;
  speech_subject(b, speech)->protocol = protocol;
  speech_subject(b, speech)->port = value->code;
}
