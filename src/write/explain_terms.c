/* What the words of the vocabulary mean: kinds, protocols, weaknesses, controls, rules. */
#include "write/explain.h"

typedef VEC_OF(uint32_t) list;

static struct numbers numbers_of(const list *all)
{
  return (struct numbers){all->at, (uint32_t)all->len};
}

static void row_of(struct explainer *x, const char *label, enum term_type type, const list *all)
{
  struct numbers numbers = numbers_of(all);
  explain_row(x, label, explain_names(x, type, &numbers));
}

static void row_of_numbers(struct explainer *x, const char *label, enum term_type type,
                           const struct numbers *numbers)
{
  explain_row(x, label, explain_names(x, type, numbers));
}

void explain_maps(struct explainer *x, const struct maps_list *maps)
{
  for (uint32_t i = 0; i < maps->count; i++) {
    const struct standard *standard = &x->v->standards.at[maps->at[i].standard];
    struct str code = unit_text(x->unit, maps->at[i].code);
    const struct catalogue_row *row =
        standard->catalogue ? catalogue_find(standard->catalogue, code) : NULL;
    struct str title = row ? row->title : STR("");
    explain_row(x, i ? "" : "maps to",
                arena_format(&x->scratch, "%s/%.*s%s%.*s", unit_name(x->unit, standard->term.name),
                             STR_ARGS(code), title.len ? " " : "", STR_ARGS(title)));
  }
}

static void explain_texts(struct explainer *x, const char *label, const struct str *texts,
                          uint32_t count)
{
  for (uint32_t i = 0; i < count; i++)
    explain_row(x, i ? "" : label, arena_format(&x->scratch, "%.*s", STR_ARGS(texts[i])));
}

static void explain_rest(struct explainer *x, const struct term *term)
{
  explain_texts(x, "assumes", term->assumes, term->assume_count);
  explain_texts(x, "link", term->links, term->link_count);
}

/* --- rules ------------------------------------------------------------------------------------ */

static const char *factor_name(struct explainer *x, const struct factor *factor)
{
  switch (factor->type) {
  case FACTOR_PRIVILEGE:
    return privilege_word((enum privilege)factor->number);
  case FACTOR_WEAKNESS:
    return unit_name(x->unit, x->v->weaknesses.at[factor->number].term.name);
  default:
    return unit_name(x->unit, x->v->controls.at[factor->number].term.name);
  }
}

static void explain_factors(struct explainer *x, const char *label, const struct factors *factors)
{
  struct writer text = {0};
  for (uint32_t i = 0; i < factors->count; i++) {
    const struct factor *factor = &factors->at[i];
    if (i) writer_text(&text, ", ");
    for (uint8_t k = 0; k < factor->hop_count; k++)
      writer_format(&text, "%s.", pathword_info((enum pathword)factor->hops[k])->word);
    writer_format(&text, "%s%s", factor->is_within ? "within." : "", factor_name(x, factor));
  }
  if (text.at) explain_row(x, label, text.at);
  writer_free(&text);
}

static void explain_cost(struct explainer *x, const struct rule *rule)
{
  if (rule->type != RULE_TECHNIQUE) return;
  explain_row(x, "takes",
              arena_format(&x->scratch, "skill %u, resources %u; effort %u", rule->skill,
                           rule->resources, rule->effort));
  struct writer text = {0};
  for (int i = 0; i < STRIDE_COUNT; i++)
    if (rule->stride & (1u << i))
      writer_format(&text, "%s%s", text.len ? ", " : "", stride_word((enum stride)i));
  if (text.at) explain_row(x, "STRIDE", text.at);
  writer_free(&text);
}

void explain_rule(struct explainer *x, uint32_t number)
{
  static const char *const words[] = {"rule", "technique", "mistake"};
  const struct rule *rule = &x->v->rules.at[number];
  explain_term(x, words[rule->type], &rule->term);
  if (rule->at != NONE)
    explain_row(x, "at", unit_name(x->unit, x->v->kinds.at[rule->at].term.name));
  explain_factors(x, "from", &rule->from);
  explain_factors(x, "needs", &rule->needs);
  explain_factors(x, "gains", &rule->gains);
  explain_factors(x, "stopped by", &rule->stopped_by);
  explain_factors(x, "slowed by", &rule->slowed_by);
  explain_cost(x, rule);
  explain_maps(x, &rule->maps);
  explain_rest(x, &rule->term);
}

/* The rules of which one of these factors is that control or weakness, or is above it. */
static void rules_with(struct explainer *x, enum factor_type type, uint32_t number,
                       const struct factors *(*part)(const struct rule *), list *found)
{
  for (uint32_t r = 0; r < x->v->rules.len; r++) {
    const struct factors *factors = part(&x->v->rules.at[r]);
    bool is_there = false;
    for (uint32_t i = 0; i < factors->count && !is_there; i++) {
      const struct factor *factor = &factors->at[i];
      if (factor->type != type) continue;
      is_there = type == FACTOR_CONTROL ? control_is(x->v, number, factor->number)
                                        : weakness_is(x->v, number, factor->number);
    }
    if (is_there) vec_push(&x->scratch, found, r);
  }
}

static const struct factors *part_stops(const struct rule *rule)
{
  return &rule->stopped_by;
}
static const struct factors *part_slows(const struct rule *rule)
{
  return &rule->slowed_by;
}
static const struct factors *part_needs(const struct rule *rule)
{
  return &rule->needs;
}
static const struct factors *part_from(const struct rule *rule)
{
  return &rule->from;
}
static const struct factors *part_gains(const struct rule *rule)
{
  return &rule->gains;
}

/* --- controls and weaknesses ------------------------------------------------------------------ */

void explain_control(struct explainer *x, uint32_t number)
{
  const struct control *control = &x->v->controls.at[number];
  list stops = {0}, slows = {0}, below = {0};
  rules_with(x, FACTOR_CONTROL, number, part_stops, &stops);
  rules_with(x, FACTOR_CONTROL, number, part_slows, &slows);
  for (uint32_t i = 0; i < x->v->controls.len; i++)
    if (i != number && control_is(x->v, i, number)) vec_push(&x->scratch, &below, i);
  explain_term(x, "control", &control->term);
  row_of_numbers(x, "is", TERM_CONTROL, &control->is);
  if (control_is_category(x->v, number))
    explain_row(x, "at",
                "nothing: a category, never placed itself; place one of those that are it");
  else
    row_of_numbers(x, "at", TERM_KIND, &control->at);
  row_of(x, "that are it", TERM_CONTROL, &below);
  row_of(x, "stops", TERM_RULE, &stops);
  row_of(x, "slows", TERM_RULE, &slows);
  explain_texts(x, "proved by", control->proves, control->proves_count);
  explain_maps(x, &control->maps);
  explain_rest(x, &control->term);
}

static bool has_number(const struct numbers *numbers, uint32_t number)
{
  for (uint32_t i = 0; i < numbers->count; i++)
    if (numbers->at[i] == number) return true;
  return false;
}

void explain_weakness(struct explainer *x, uint32_t number)
{
  const struct weakness *weakness = &x->v->weaknesses.at[number];
  list needed = {0}, brought = {0}, kinds = {0}, protocols = {0}, below = {0};
  rules_with(x, FACTOR_WEAKNESS, number, part_needs, &needed);
  rules_with(x, FACTOR_WEAKNESS, number, part_from, &needed);
  rules_with(x, FACTOR_WEAKNESS, number, part_gains, &brought);
  for (uint32_t i = 0; i < x->v->kinds.len; i++)
    if (has_number(&x->v->kinds.at[i].has, number)) vec_push(&x->scratch, &kinds, i);
  for (uint32_t i = 0; i < x->v->protocols.len; i++)
    if (has_number(&x->v->protocols.at[i].has, number)) vec_push(&x->scratch, &protocols, i);
  for (uint32_t i = 0; i < x->v->weaknesses.len; i++)
    if (i != number && weakness_is(x->v, i, number)) vec_push(&x->scratch, &below, i);
  explain_term(x, "weakness", &weakness->term);
  if (weakness->parent != NONE)
    explain_row(x, "is", unit_name(x->unit, x->v->weaknesses.at[weakness->parent].term.name));
  if (weakness->observed)
    explain_row(x, "observed", "on every image whose `ref` or text has no @sha256: digest");
  row_of(x, "that are it", TERM_WEAKNESS, &below);
  row_of(x, "needed by", TERM_RULE, &needed);
  row_of(x, "brought by", TERM_RULE, &brought);
  row_of(x, "by default", TERM_KIND, &kinds);
  row_of(x, "of flows over", TERM_PROTOCOL, &protocols);
  explain_texts(x, "proved by", weakness->proves, weakness->proves_count);
  explain_maps(x, &weakness->maps);
  explain_rest(x, &weakness->term);
}

void explain_protocol(struct explainer *x, uint32_t number)
{
  const struct protocol *protocol = &x->v->protocols.at[number];
  explain_term(x, "protocol", &protocol->term);
  if (protocol->parent != NONE)
    explain_row(x, "is", unit_name(x->unit, x->v->protocols.at[protocol->parent].term.name));
  row_of_numbers(x, "has", TERM_WEAKNESS, &protocol->has);
  row_of_numbers(x, "with", TERM_CONTROL, &protocol->with);
  row_of_numbers(x, "plans", TERM_CONTROL, &protocol->plans);
  explain_rest(x, &protocol->term);
}

/* --- kinds ------------------------------------------------------------------------------------ */

static void explain_party(struct explainer *x, const struct party_traits *party)
{
  if (party->is_stance) explain_row(x, "stance", stance_word((enum stance)party->stance));
  if (party->is_skill) explain_row(x, "skill", arena_format(&x->scratch, "%u of 4", party->skill));
  if (party->is_resources)
    explain_row(x, "resources", arena_format(&x->scratch, "%u of 4", party->resources));
  struct writer aims = {0};
  for (int i = 0; i < AIM_COUNT; i++)
    if (party->is_aims && party->aims & (1u << i))
      writer_format(&aims, "%s%s", aims.len ? ", " : "", aim_word((enum aim)i));
  if (aims.at) explain_row(x, "aims", aims.at);
  writer_free(&aims);
  if (party->is_makes) row_of_numbers(x, "makes", TERM_RULE, &party->makes);
}

/* Of its own and of the kinds that it is, nearest first. */
static void explain_defaults(struct explainer *x, uint32_t number)
{
  for (uint32_t k = number; k != NONE; k = x->v->kinds.at[k].parent) {
    const struct kind *kind = &x->v->kinds.at[k];
    const char *of = k == number ? "" : unit_name(x->unit, kind->term.name);
    const char *as = *of ? " as " : "";
    row_of_numbers(x, arena_format(&x->scratch, "has%s%s", as, of), TERM_WEAKNESS, &kind->has);
    row_of_numbers(x, arena_format(&x->scratch, "with%s%s", as, of), TERM_CONTROL, &kind->with);
    row_of_numbers(x, arena_format(&x->scratch, "plans%s%s", as, of), TERM_CONTROL, &kind->plans);
    explain_party(x, &kind->party);
  }
}

static const char *lineage(struct explainer *x, uint32_t number)
{
  struct writer text = {0};
  for (uint32_t k = x->v->kinds.at[number].parent; k != NONE; k = x->v->kinds.at[k].parent)
    writer_format(&text, "%s%s", text.len ? ", which is " : "",
                  unit_name(x->unit, x->v->kinds.at[k].term.name));
  const char *copy = arena_copy(&x->scratch, text.at ? text.at : "", text.len);
  writer_free(&text);
  return copy;
}

static void explain_expects(struct explainer *x, const struct numbers *expects)
{
  struct writer text = {0};
  for (uint32_t i = 0; i < expects->count; i++)
    writer_format(&text, "%s%s", i ? ", " : "",
                  key_word(relation_info((enum relation)expects->at[i])->key));
  if (text.at) explain_row(x, "expects", text.at);
  writer_free(&text);
}

void explain_kind(struct explainer *x, uint32_t number)
{
  const struct kind *kind = &x->v->kinds.at[number];
  list below = {0}, controls = {0}, happens[3] = {{0}};
  for (uint32_t i = 0; i < x->v->kinds.len; i++)
    if (x->v->kinds.at[i].parent == number) vec_push(&x->scratch, &below, i);
  for (uint32_t i = 0; i < x->v->controls.len; i++)
    if (control_stands_at(x->v, i, number)) vec_push(&x->scratch, &controls, i);
  for (uint32_t i = 0; i < x->v->rules.len; i++)
    if (x->v->rules.at[i].at != NONE && kind_is(x->v, number, x->v->rules.at[i].at))
      vec_push(&x->scratch, &happens[x->v->rules.at[i].type], i);
  explain_term(x, "kind", &kind->term);
  explain_row(x, "is", lineage(x, number));
  row_of(x, "that are it", TERM_KIND, &below);
  explain_expects(x, &kind->expects);
  explain_defaults(x, number);
  row_of(x, "may be with", TERM_CONTROL, &controls);
  row_of(x, "techniques", TERM_RULE, &happens[RULE_TECHNIQUE]);
  row_of(x, "mistakes", TERM_RULE, &happens[RULE_MISTAKE]);
  explain_rest(x, &kind->term);
}
