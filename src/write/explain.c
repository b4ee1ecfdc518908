/* ctm explain: finds what a word means and lists all words. */
#include "write/explain.h"

#include "base/utf8.h"
#include "diagnose/lints.h"

#include <string.h>

enum { WIDTH = 96, LABEL = 14 };

/* --- laying out text -------------------------------------------------------------------------- */

/* One paragraph from column `column` on, further lines at `indent`. */
static void wrap(struct writer *out, size_t indent, size_t column, struct str text)
{
  const char *at = text.at, *end = text.at + text.len;
  bool is_first = true;
  while (at < end) {
    while (at < end && *at == ' ') at++;
    const char *to = at;
    while (to < end && *to != ' ') to++;
    if (to == at) break;
    size_t width = utf8_width((struct str){at, (size_t)(to - at)});
    if (!is_first && column + 1 + width > WIDTH) {
      writer_char(out, '\n');
      writer_repeat(out, ' ', indent);
      column = indent;
    } else if (!is_first) {
      writer_char(out, ' ');
      column++;
    }
    writer_bytes(out, at, (size_t)(to - at));
    column += width;
    is_first = false;
    at = to;
  }
  writer_char(out, '\n');
}

void explain_text(struct explainer *x, size_t indent, const char *text)
{
  while (text && *text) {
    const char *end = strchr(text, '\n');
    size_t len = end ? (size_t)(end - text) : strlen(text);
    writer_repeat(x->out, ' ', indent);
    wrap(x->out, indent, indent, (struct str){text, len});
    text += len + (end != NULL);
    if (*text) writer_char(x->out, '\n');
  }
}

void explain_row(struct explainer *x, const char *label, const char *text)
{
  if (!text || !*text) return;
  writer_format(x->out, "  %-*s", LABEL, label);
  wrap(x->out, LABEL + 2, LABEL + 2, str_from(text));
}

const char *explain_names(struct explainer *x, enum term_type type, const struct numbers *numbers)
{
  struct writer list = {0};
  for (uint32_t i = 0; i < numbers->count; i++)
    writer_format(&list, "%s%s", i ? ", " : "",
                  unit_name(x->unit, vocabulary_term(x->v, type, numbers->at[i])->name));
  const char *text = arena_copy(&x->scratch, list.at ? list.at : "", list.len);
  writer_free(&list);
  return text;
}

void explain_term(struct explainer *x, const char *what, const struct term *term)
{
  writer_format(x->out, "%s %s", what, unit_name(x->unit, term->name));
  if (term->title.len) writer_format(x->out, " \"%.*s\"", STR_ARGS(term->title));
  if (term->span.source != SPAN_NOWHERE.source)
    writer_format(x->out, "  (%s)", unit_place(x->unit, term->span));
  writer_char(x->out, '\n');
  if (term->doc) {
    writer_char(x->out, '\n');
    explain_text(x, 2, term->doc);
  }
  writer_char(x->out, '\n');
}

/* --- codes ------------------------------------------------------------------------------------ */

static void print_example(struct explainer *x, const char *title, const char *model)
{
  writer_format(x->out, "\n  %s\n", title);
  for (const char *line = model; *line; line = strchr(line, '\n') + 1)
    writer_format(x->out, "      %.*s\n", (int)(strchr(line, '\n') - line), line);
}

static void explain_lint(struct explainer *x, enum code code)
{
  const struct lint_example *example = lint_example(code);
  print_example(x, "has it:", example->wrong);
  print_example(x, "has it not:", example->right);
  writer_format(x->out,
                "\n  may stay, visibly:\n"
                "      accept %s on %s {\n        owner \"who approves it\"\n"
                "        until 2027-01-31\n        because \"why it may stay\"\n      }\n",
                lint_name(code), example->on);
}

bool explain_code(struct explainer *x, struct str word)
{
  enum code code;
  if (!code_find(word, &code) && !lint_find(word, &code)) return false;
  static const char *const levels[] = {"error", "finding", "lint", "note"};
  writer_format(x->out, "%s %s: %s\n", levels[code_level(code)], code_id(code), code_title(code));
  writer_char(x->out, '\n');
  explain_text(x, 2, code_teaches(code));
  if (lint_name(code)) explain_lint(x, code);
  return true;
}

/* --- groups ----------------------------------------------------------------------------------- */

enum group {
  GROUP_KINDS,
  GROUP_PROTOCOLS,
  GROUP_WEAKNESSES,
  GROUP_CONTROLS,
  GROUP_RULES,
  GROUP_TECHNIQUES,
  GROUP_MISTAKES,
  GROUP_STANDARDS,
  GROUP_PRIVILEGES,
  GROUP_PATHS,
  GROUP_KEYS,
  GROUP_WORLDS,
  GROUP_LINTS,
  GROUP_CODES,
  GROUP_COUNT
};

static const struct {
  const char *word, *what;
} groups[] = {
    [GROUP_KINDS] = {"kinds", "the first word of a line"},
    [GROUP_PROTOCOLS] = {"protocols", "behind `over`"},
    [GROUP_WEAKNESSES] = {"weaknesses", "behind `has`"},
    [GROUP_CONTROLS] = {"controls", "behind `with` and `plans`"},
    [GROUP_RULES] = {"rules", "what topology and authority give to everyone"},
    [GROUP_TECHNIQUES] = {"techniques", "what attackers do"},
    [GROUP_MISTAKES] = {"mistakes", "what careless people do"},
    [GROUP_STANDARDS] = {"standards", "before the `/` behind `maps`"},
    [GROUP_PRIVILEGES] = {"privileges", "what a state gives"},
    [GROUP_PATHS] = {"paths", "before the dot in a rule"},
    [GROUP_KEYS] = {"keys", "the words before values"},
    [GROUP_WORLDS] = {"worlds", "behind --world"},
    [GROUP_LINTS] = {"lints", "what a model may say and hardly anybody means"},
    [GROUP_CODES] = {"codes", "of messages"},
};

struct item {
  const char *word;
  struct str brief;
};

/* The title, else the first sentence of the `##` text. */
static struct str brief_of(const struct term *term)
{
  if (term->title.len || !term->doc) return term->title;
  const char *end = strstr(term->doc, ". ");
  size_t len = end ? (size_t)(end - term->doc) : strcspn(term->doc, "\n");
  if (len && term->doc[len - 1] == '.') len--;
  return (struct str){term->doc, len};
}

static bool term_item(struct explainer *x, enum term_type type, size_t number, size_t count,
                      struct item *item)
{
  if (number >= count) return false;
  const struct term *term = vocabulary_term(x->v, type, (uint32_t)number);
  *item = (struct item){unit_name(x->unit, term->name), brief_of(term)};
  return true;
}

static bool rule_item(struct explainer *x, enum rule_type type, size_t number, struct item *item)
{
  for (size_t i = 0; i < x->v->rules.len; i++) {
    if (x->v->rules.at[i].type != type || number--) continue;
    return term_item(x, TERM_RULE, i, x->v->rules.len, item);
  }
  return false;
}

static bool word_item(const char *word, const char *brief, struct item *item)
{
  *item = (struct item){word, str_from(brief)};
  return word != NULL;
}

static bool lint_item(size_t number, struct item *item)
{
  enum code code;
  if (number >= lint_count() || !lint_find(str_from(lint_name_at(number)), &code)) return false;
  return word_item(lint_name_at(number), code_title(code), item);
}

/* The number-th word of a group; false behind the last. */
static bool item_at(struct explainer *x, enum group group, size_t number, struct item *item)
{
  const struct vocabulary *v = x->v;
  enum code code = (enum code)number;
  switch (group) {
  case GROUP_KINDS:
    return term_item(x, TERM_KIND, number, v->kinds.len, item);
  case GROUP_PROTOCOLS:
    return term_item(x, TERM_PROTOCOL, number, v->protocols.len, item);
  case GROUP_WEAKNESSES:
    return term_item(x, TERM_WEAKNESS, number, v->weaknesses.len, item);
  case GROUP_CONTROLS:
    return term_item(x, TERM_CONTROL, number, v->controls.len, item);
  case GROUP_RULES:
    return rule_item(x, RULE_RULE, number, item);
  case GROUP_TECHNIQUES:
    return rule_item(x, RULE_TECHNIQUE, number, item);
  case GROUP_MISTAKES:
    return rule_item(x, RULE_MISTAKE, number, item);
  case GROUP_STANDARDS:
    return term_item(x, TERM_STANDARD, number, v->standards.len, item);
  case GROUP_PRIVILEGES:
    return word_item(privilege_at(number),
                     privilege_at(number) ? privilege_means((enum privilege)number) : "", item);
  case GROUP_PATHS:
    return word_item(pathword_at(number), "", item);
  case GROUP_KEYS:
    return word_item(key_at(number), "", item);
  case GROUP_WORLDS:
    return word_item(world_at(number), world_means(number), item);
  case GROUP_LINTS:
    return lint_item(number, item);
  case GROUP_CODES:
    return number < CODE_COUNT && word_item(code_id(code), code_title(code), item);
  default:
    return false;
  }
}

static bool explain_group(struct explainer *x, struct str word)
{
  for (int g = 0; g < GROUP_COUNT; g++) {
    if (!str_equal(word, str_from(groups[g].word))) continue;
    writer_format(x->out, "%s: %s\n\n", groups[g].word, groups[g].what);
    struct item item;
    for (size_t i = 0; item_at(x, (enum group)g, i, &item); i++) {
      writer_format(x->out, item.brief.len ? "  %-26s  " : "  %s", item.word);
      wrap(x->out, 30, 30, item.brief);
    }
    return true;
  }
  return false;
}

void explain_all(const struct model *model, struct writer *out)
{
  struct explainer x = {model, &model->vocabulary, model->unit, out, {0}};
  for (int g = 0; g < GROUP_COUNT; g++) {
    struct writer list = {0};
    struct item item;
    for (size_t i = 0; item_at(&x, (enum group)g, i, &item); i++)
      writer_format(&list, "%s%s", i ? ", " : "", item.word);
    writer_format(out, "%s%s (%s)\n    ", g ? "\n" : "", groups[g].word, groups[g].what);
    wrap(out, 4, 4, (struct str){list.at ? list.at : "", list.len});
    writer_free(&list);
  }
  writer_text(out,
              "\n`ctm explain WORD` tells of one; of a group such as `techniques` it says what "
              "each is. `risk`\nis explained, too, and entries of standards: attack/T1611.\n");
  arena_free(&x.scratch);
}

/* --- a word ----------------------------------------------------------------------------------- */

static bool explain_vocabulary(struct explainer *x, struct str word)
{
  static void (*const tell[])(struct explainer *, uint32_t) = {
      [TERM_KIND] = explain_kind,         [TERM_PROTOCOL] = explain_protocol,
      [TERM_WEAKNESS] = explain_weakness, [TERM_CONTROL] = explain_control,
      [TERM_RULE] = explain_rule,         [TERM_STANDARD] = explain_standard,
  };
  enum term_type type;
  uint32_t number;
  sym name = symbols_find(&x->unit->symbols, word);
  if (!name || !vocabulary_find_any(x->v, name, &type, &number)) return false;
  tell[type](x, number);
  return true;
}

static void suggest(struct explainer *x, struct str word, struct str *suggestion)
{
  size_t distance = SIZE_MAX;
  *suggestion = STR("");
  struct item item;
  for (int g = 0; g < GROUP_COUNT; g++) {
    for (size_t i = 0; item_at(x, (enum group)g, i, &item); i++)
      str_suggest(word, str_from(item.word), suggestion, &distance);
    str_suggest(word, str_from(groups[g].word), suggestion, &distance);
  }
}

bool explain_word(const struct model *model, struct str word, struct writer *out,
                  struct str *suggestion)
{
  static bool (*const tell[])(struct explainer *, struct str) = {
      explain_group, explain_code,  explain_vocabulary, explain_requirement, explain_privilege,
      explain_path,  explain_world, explain_risk,       explain_key,
  };
  struct explainer x = {model, &model->vocabulary, model->unit, out, {0}};
  size_t before = out->len;
  for (size_t i = 0; i < sizeof tell / sizeof *tell; i++) {
    struct writer one = {0};
    x.out = &one;
    bool is_one = tell[i](&x, word);
    while (one.len > 1 && one.at[one.len - 1] == '\n' && one.at[one.len - 2] == '\n') one.len--;
    if (is_one && out->len > before) writer_char(out, '\n');
    writer_bytes(out, one.at ? one.at : "", one.len);
    writer_free(&one);
  }
  bool is_known = out->len > before;
  *suggestion = STR("");
  if (!is_known) suggest(&x, word, suggestion);
  arena_free(&x.scratch);
  return is_known;
}
