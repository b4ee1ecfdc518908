/* The values of a clause: how many, of what form, of which words and numbers. */
#include "model/keys.h"

static const struct {
  const char *what, *example; /* for "`owner` takes a text, not a number" */
} shapes[] = {
    [SHAPE_PATH] = {"the name of a thing", "such as internet.eve"},
    [SHAPE_NAME] = {"a name", "one word, without quotes"},
    [SHAPE_TEXT] = {"a text", "a text stands in double quotes"},
    [SHAPE_PATH_OR_TEXT] = {"the name of a thing or a text", "such as api-image or \"nginx:1.27\""},
    [SHAPE_NUMBER] = {"a number", "digits alone, without quotes"},
    [SHAPE_DATE] = {"a day", "a day is written 2027-01-31"},
    [SHAPE_LEVEL] = {"a level", "one word, without quotes"},
    [SHAPE_ENTRY] = {"an entry of a standard", "such as attack/T1611"},
    [SHAPE_PROTOCOL] = {"a protocol", "such as https/443"},
    [SHAPE_SET] = {"a thing, or `any` and a kind", "such as shop.web or any container"},
    [SHAPE_SET_OR_TEXT] = {"a thing, `any` and a kind, or a text",
                           "such as api-image, any image or \"nginx:1.27\""},
    [SHAPE_ARROW] = {"two ends", "such as internet.eve -> ledger"},
    [SHAPE_NAME_THEN_TEXT] = {"a name and a text", "such as mtls, \"where the proof lies\""},
    [SHAPE_PATH_OR_ARROW] = {"the name of a thing or a flow", "such as shop.web or a.b -> c.d"},
    [SHAPE_THING] = {"one thing", "such as shop.web or a.b -> c.d"},
};

static bool is_plain(const struct value *value)
{
  return value->kind == VALUE_PATH && !value->is_any && !value->target.count && !value->code;
}

static bool is_set(const struct value *value, unsigned context)
{
  if (value->kind == VALUE_TEXT) return (context & (IN_ASSERT | IN_VIEW)) != 0;
  return value->kind == VALUE_PATH && !value->code && !(value->is_any && value->target.count);
}

static bool has_shape(const struct value *value, enum shape shape, unsigned context)
{
  bool is_path = value->kind == VALUE_PATH;
  switch (shape) {
  case SHAPE_PATH:
    return is_plain(value);
  case SHAPE_NAME:
  case SHAPE_LEVEL:
    return is_plain(value) && value->path.count == 1;
  case SHAPE_TEXT:
    return value->kind == VALUE_TEXT;
  case SHAPE_PATH_OR_TEXT:
    return is_plain(value) || value->kind == VALUE_TEXT;
  case SHAPE_NUMBER:
    return value->kind == VALUE_NUMBER;
  case SHAPE_DATE:
    return value->kind == VALUE_DATE;
  case SHAPE_ENTRY:
    return is_path && !value->is_any && !value->target.count && value->code &&
           value->path.count == 1;
  case SHAPE_PROTOCOL:
    return is_path && !value->is_any && !value->target.count && value->path.count == 1;
  case SHAPE_SET:
    return is_set(value, context);
  case SHAPE_SET_OR_TEXT:
    return value->kind == VALUE_TEXT || is_set(value, context);
  case SHAPE_ARROW:
    return is_path && value->target.count && !value->code;
  case SHAPE_PATH_OR_ARROW:
    return is_path && !value->is_any && !value->code;
  case SHAPE_THING:
    return value->kind == VALUE_TEXT || (is_path && !value->is_any && !value->code);
  case SHAPE_NAME_THEN_TEXT:
    break;
  }
  return false;
}

static const char *what_it_is(const struct value *value)
{
  if (value->kind == VALUE_TEXT) return "a text";
  if (value->kind == VALUE_NUMBER) return "a number";
  if (value->kind == VALUE_DATE) return "a day";
  if (value->is_any) return "a set";
  if (value->target.count) return "a flow";
  if (value->code) return "a name with a code";
  return value->path.count > 1 ? "a path" : "a name";
}

static const char *source_of(struct unit *unit, struct span span)
{
  const struct source *source = unit_source(unit, span.source);
  return arena_copy(&unit->arena, source->text.at + span.from, span.to - span.from);
}

static bool is_name(struct str text)
{
  if (!text.len || (text.at[0] >= '0' && text.at[0] <= '9') || text.at[0] == '-') return false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.at[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (!is_letter && !(c >= '0' && c <= '9') && c != '-') return false;
  }
  return text.at[text.len - 1] != '-';
}

/* What is inside the quotes would do without them. */
static bool is_without_quotes(struct str text, enum shape shape)
{
  struct day day;
  if (shape == SHAPE_DATE) return day_parse(text, &day);
  if (shape == SHAPE_NUMBER)
    return text.len > 0 && text.len < 10 && strspn(text.at, "0123456789") >= text.len;
  return (shape == SHAPE_NAME || shape == SHAPE_LEVEL || shape == SHAPE_PATH) && is_name(text);
}

static void fix_value(struct unit *unit, struct message *message, const struct value *value,
                      enum shape shape)
{
  if (shape == SHAPE_TEXT && value->kind != VALUE_TEXT) {
    const char *fix = arena_format(&unit->arena, "\"%s\"", source_of(unit, message->span));
    message_help(unit, message, "put it in quotes: %s", fix);
    message_fix(unit, message, message->span, fix);
  } else if (value->kind == VALUE_TEXT && is_without_quotes(value->text, shape)) {
    const char *fix = arena_copy(&unit->arena, value->text.at, value->text.len);
    message_help(unit, message, "leave the quotes out: %s", fix);
    message_fix(unit, message, message->span, fix);
  }
}

/* "none, low, medium or high", and the one spelled most like `wanted`. */
static const char *list_words(struct unit *unit, const char *words, struct str wanted,
                              struct str *nearest)
{
  const char *list = "";
  size_t distance = SIZE_MAX;
  for (const char *at = words; *at;) {
    struct str one = {at, strcspn(at, " ")};
    if (wanted.len) str_suggest(wanted, one, nearest, &distance);
    at += one.len + (at[one.len] == ' ');
    const char *format = !*list ? "%s%.*s" : *at ? "%s, %.*s" : "%s or %.*s";
    list = arena_format(&unit->arena, format, list, STR_ARGS(one));
  }
  return list;
}

static void complain_of_shape(struct unit *unit, const struct tree *tree,
                              const struct clause *clause, const struct value *value,
                              enum shape shape)
{
  struct message *message =
      message_add(unit, CODE_E0303, tree_value_span(tree, value), "`%s` takes %s, not %s",
                  key_word(clause->key), shapes[shape].what, what_it_is(value));
  struct str nearest = {0};
  const char *words = shape == SHAPE_LEVEL ? key_words(clause->key) : NULL;
  message_label(unit, message, "%s",
                words ? list_words(unit, words, STR(""), &nearest) : shapes[shape].example);
  if (clause->key == KEY_BUILDS && value->kind == VALUE_TEXT)
    message_help(unit, message, "declare the image, `image NAME`, and say `builds NAME`");
  fix_value(unit, message, value, shape);
}

static bool check_name_then_text(struct unit *unit, const struct tree *tree,
                                 const struct clause *clause)
{
  const struct value *values = clause->values;
  if (!has_shape(&values[0], SHAPE_NAME, 0)) {
    complain_of_shape(unit, tree, clause, &values[0], SHAPE_NAME);
    return false;
  }
  if (clause->count == 2 && values[1].kind == VALUE_TEXT) return true;
  if (clause->count == 2) {
    complain_of_shape(unit, tree, clause, &values[1], SHAPE_TEXT);
    return false;
  }
  uint32_t last = clause->count < 2 ? 0 : clause->count - 1;
  struct span span = tree_span(tree, values[last ? 2 : 0].first, values[last].last);
  struct message *message = message_add(unit, CODE_E0302, span, "`%s` takes one name and one text",
                                        key_word(clause->key));
  message_label(unit, message, "%s",
                last ? "say the key again for the next" : "where the proof lies is missing");
  return false;
}

static bool check_count(struct unit *unit, const struct tree *tree, const struct clause *clause,
                        unsigned context)
{
  if (clause->count == 1 || !key_is_one(clause->key, context)) return true;
  struct span span =
      tree_span(tree, clause->values[1].first, clause->values[clause->count - 1].last);
  struct message *message =
      message_add(unit, CODE_E0302, span, "`%s` takes one value alone", key_word(clause->key));
  message_label(unit, message, clause->count == 2 ? "one too many" : "these are too many");
  return false;
}

static bool check_word(struct unit *unit, const struct tree *tree, const struct clause *clause,
                       const struct value *value, const char *words)
{
  struct str word = unit_text(unit, value->path.names[0]), nearest = {0};
  if (word_number(words, word) >= 0) return true;
  const char *list = list_words(unit, words, word, &nearest);
  struct message *message =
      message_add(unit, CODE_E0306, tree_value_span(tree, value), "`%s` cannot be `%.*s`",
                  key_word(clause->key), STR_ARGS(word));
  message_label(unit, message, "%s", list);
  message_suggest(unit, message, nearest);
  return false;
}

static bool check_number(struct unit *unit, const struct tree *tree, const struct clause *clause,
                         const struct value *value)
{
  uint32_t least, most;
  if (!key_range(clause->key, &least, &most)) return true;
  if (value->number >= least && value->number <= most) return true;
  struct message *message =
      message_add(unit, CODE_E0307, tree_value_span(tree, value), "`%s` cannot be %u",
                  key_word(clause->key), (unsigned)value->number);
  message_label(unit, message, "from %u to %u", (unsigned)least, (unsigned)most);
  return false;
}

bool values_check(struct unit *unit, const struct tree *tree, const struct clause *clause,
                  unsigned context)
{
  enum shape shape = key_shape(clause->key, context);
  if (shape == SHAPE_NAME_THEN_TEXT) return check_name_then_text(unit, tree, clause);
  if (!check_count(unit, tree, clause, context)) return false;
  const char *words = key_words(clause->key);
  bool is_fine = true;
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    if (!has_shape(value, shape, context)) {
      complain_of_shape(unit, tree, clause, value, shape);
      is_fine = false;
    } else if (words) {
      is_fine &= check_word(unit, tree, clause, value, words);
    } else if (value->kind == VALUE_NUMBER) {
      is_fine &= check_number(unit, tree, clause, value);
    }
  }
  return is_fine;
}
