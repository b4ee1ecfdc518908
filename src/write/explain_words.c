/* Words of the meta-model and of the program: privileges, paths, keys, worlds, risk. */
#include "analyse/reach.h"
#include "model/keys.h"
#include "write/explain.h"

/* --- privileges and paths ----------------------------------------------------------------------
 */

const char *privilege_at(size_t number)
{
  return number < PRIVILEGE_COUNT ? privilege_word((enum privilege)number) : NULL;
}

bool explain_privilege(struct explainer *x, struct str word)
{
  enum privilege privilege = privilege_find(word);
  if (privilege == PRIVILEGE_COUNT) return false;
  roots of = 0;
  for (int root = 0; root < ROOT_COUNT; root++)
    if (privilege_is_of(privilege, (enum root)root)) of = (roots)(of | 1u << root);
  writer_format(x->out, "privilege %s: %s\n\n", privilege_word(privilege),
                privilege_means(privilege));
  explain_row(x, "of", roots_words(&x->scratch, of));
  explain_row(
      x, "in assertions",
      arena_format(&x->scratch, "never ATTACKER gains THING.%s", privilege_word(privilege)));
  return true;
}

const char *pathword_at(size_t number)
{
  return number < PATHWORD_COUNT ? pathword_info((enum pathword)number)->word : NULL;
}

/* The key that states it, or whose inverse it is. */
static const char *stated_by(struct explainer *x, enum pathword word)
{
  for (int r = 0; r < RELATION_COUNT; r++) {
    const struct relation_info *info = relation_info((enum relation)r);
    if (info->forward == word)
      return arena_format(&x->scratch, "`%s`, and walked its way", key_word(info->key));
    if (info->inverse == word)
      return arena_format(&x->scratch, "`%s`, and walked against it", key_word(info->key));
  }
  return "nesting and flows";
}

bool explain_path(struct explainer *x, struct str word)
{
  enum pathword number = pathword_find(word);
  if (number == PATHWORD_NONE) return false;
  const struct pathword_info *info = pathword_info(number);
  writer_format(x->out, "path %s\n\n", info->word);
  explain_row(x, "leads from", roots_words(&x->scratch, info->from));
  explain_row(x, "to",
              arena_format(&x->scratch, "%s, %s", roots_words(&x->scratch, info->to),
                           info->is_many ? "several" : "one at most"));
  explain_row(x, "stated by", stated_by(x, number));
  return true;
}

/* --- keys --------------------------------------------------------------------------------------
 */

const char *key_at(size_t number)
{
  return number + 1 < KEY_COUNT ? key_word((enum key)(number + 1)) : NULL;
}

static const struct {
  unsigned context;
  const char *of;
} contexts[] = {
    {IN_BOUNDARY, "boundary"}, {IN_MACHINE, "machine"},     {IN_ACTOR, "actor"},
    {IN_DATA, "data"},         {IN_FLOW, "flow"},           {IN_IMAGE, "image"},
    {IN_TEMPLATE, "template"}, {IN_KIND, "kind"},           {IN_ACTOR_KIND, "kind of actor"},
    {IN_PROTOCOL, "protocol"}, {IN_WEAKNESS, "weakness"},   {IN_CONTROL, "control"},
    {IN_RULE, "rule"},         {IN_TECHNIQUE, "technique"}, {IN_MISTAKE, "mistake"},
    {IN_STANDARD, "standard"}, {IN_MODEL, "model"},         {IN_IMPORT, "import"},
    {IN_ASSERT, "assert"},     {IN_ACCEPT, "accept"},       {IN_TREAT, "treat"},
    {IN_VIEW, "view"},
};

static const char *const shapes[] = {
    [SHAPE_PATH] = "names or paths",
    [SHAPE_NAME] = "names",
    [SHAPE_TEXT] = "texts in quotes",
    [SHAPE_PATH_OR_TEXT] = "a path, or an image's text",
    [SHAPE_NUMBER] = "a number",
    [SHAPE_DATE] = "a day, 2026-11-24",
    [SHAPE_LEVEL] = "a level",
    [SHAPE_ENTRY] = "entries of standards, attack/T1611",
    [SHAPE_PROTOCOL] = "a protocol and its port, https/443",
    [SHAPE_SET] = "paths, or `any KIND`",
    [SHAPE_SET_OR_TEXT] = "paths or `any` and a kind, or an image's text",
    [SHAPE_ARROW] = "A -> B",
    [SHAPE_NAME_THEN_TEXT] = "a control or weakness, then a text",
    [SHAPE_PATH_OR_ARROW] = "paths, or flows a -> b",
    [SHAPE_THING] = "a path, a flow a -> b, or an image's text",
};

static void explain_values(struct explainer *x, enum key key, unsigned context)
{
  uint32_t least, most;
  const char *words = key_words(key);
  explain_row(x, "takes",
              arena_format(&x->scratch, "%s; %s", shapes[key_shape(key, context)],
                           key_is_one(key, context) ? "one" : "one or several"));
  if (words) explain_row(x, "one of", words);
  if (key_range(key, &least, &most))
    explain_row(x, "between", arena_format(&x->scratch, "%u and %u", least, most));
}

bool explain_key(struct explainer *x, struct str word)
{
  sym name = symbols_find(&x->unit->symbols, word);
  enum key key = name ? key_find(x->unit, name) : KEY_NONE;
  if (key == KEY_NONE) return false;
  unsigned may = key_contexts(key);
  struct writer of = {0};
  for (size_t i = 0; i < sizeof contexts / sizeof *contexts; i++)
    if (may & contexts[i].context) writer_format(&of, "%s%s", of.len ? ", " : "", contexts[i].of);
  writer_format(x->out, "key %s\n\n", key_word(key));
  explain_row(x, "said of", of.at ? of.at : "");
  writer_free(&of);
  explain_values(x, key, may & (~may + 1)); /* there where it may stand first */
  enum relation relation = relation_of_key(key);
  if (relation == RELATION_COUNT) return true;
  const struct relation_info *info = relation_info(relation);
  explain_row(x, "ties",
              arena_format(&x->scratch, "%s to %s", roots_words(&x->scratch, info->from),
                           roots_words(&x->scratch, info->to)));
  return true;
}

/* --- worlds ------------------------------------------------------------------------------------
 */

static const char *const worlds[] = {
    [WORLD_RESIDUAL] = "As it is: rules, and techniques within the attacker's skill and resources, "
                       "with the controls in place.",
    [WORLD_INHERENT] = "The same with no control counted.",
    [WORLD_PLANNED] = "The same with planned controls counted, too (`plans`).",
    [WORLD_EVIDENCED] = "The same with those controls alone that have `evidence` on that very "
                        "thing: what is left when nothing is believed that nobody has shown.",
    [WORLD_CARELESS] = "What the mistakes of a careless person alone may break, and the weaknesses "
                       "that they may bring about; what the rules alone give that person is left "
                       "out.",
};

const char *world_at(size_t number)
{
  return number < sizeof worlds / sizeof *worlds ? world_word((enum world_type)number) : NULL;
}

const char *world_means(size_t number)
{
  return number < sizeof worlds / sizeof *worlds ? worlds[number] : "";
}

bool explain_world(struct explainer *x, struct str word)
{
  enum world_type type;
  if (!world_find(word, &type)) return false;
  writer_format(x->out, "world %s\n\n", world_word(type));
  explain_text(x, 2, worlds[type]);
  return true;
}

/* --- risk --------------------------------------------------------------------------------------
 */

static const char *level_of(unsigned score)
{
  return score >= 15 ? "critical" : score >= 9 ? "high" : score >= 4 ? "medium" : "low";
}

bool explain_risk(struct explainer *x, struct str word)
{
  if (!str_equal(word, STR("risk"))) return false;
  writer_text(x->out, "risk: impact times likelihood, each from 1 to 5\n\n");
  explain_text(
      x, 2,
      "Impact is what the thing is worth: unstated 1, low 2, medium 3, high 4, critical 5. "
      "`confidentiality`, `integrity` and `availability` override `value` for their harm: "
      "reading harms confidentiality, writing integrity, taking down availability; running "
      "code on a machine or full control of it harms all three.\n"
      "Likelihood is 5 less the effort of the shown way divided by 4 (rounded down), at "
      "least 1; one more, at most 5, for an attacker of resources 3 or 4. Effort 0 to 3 is "
      "5, 4 to 7 is 4, 8 to 11 is 3, 12 to 15 is 2, more is 1.\n"
      "Each figure of the register says what it came from. There are three: inherent (no "
      "control counted), residual (those in place), and target (those planned, too).");
  writer_text(x->out, "\n                 impact 1   2         3         4         5\n");
  for (unsigned likelihood = 5; likelihood >= 1; likelihood--) {
    writer_format(x->out, "    likelihood %u", likelihood);
    for (unsigned impact = 1; impact <= 5; impact++)
      writer_format(x->out, "  %-8s", level_of(likelihood * impact));
    while (x->out->at[x->out->len - 1] == ' ') x->out->at[--x->out->len] = '\0';
    writer_char(x->out, '\n');
  }
  return true;
}
