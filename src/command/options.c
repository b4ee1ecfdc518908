/* From arguments to a call, by the table of options. */
#include "command/command.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IN(id) (1u << COMMAND_##id)
#define ALL    (~0u)
#define ONE    false
#define MANY   true

static const struct command_info commands[] = {
    [COMMAND_NONE] = {.name = ""},
#define COMMAND(id, name, operands, least, most, brief, more)                                      \
  [COMMAND_##id] = {name, operands, least, most, brief, more},
#include "command/options.def"
};

static const struct option_info options[] = {
#define OPTION(slot, name, letter, value, values, commands, brief)                                 \
  {SLOT_##slot, name, letter, value, values, commands, brief},
#include "command/options.def"
};
enum { OPTIONS = sizeof options / sizeof *options, WORDS_MOST = 64 };

const struct command_info *command_info(enum command command)
{
  return &commands[command];
}

const struct option_info *option_info_at(size_t number)
{
  return number < OPTIONS ? &options[number] : NULL;
}

const char *option_dashes(const struct option_info *option)
{
  return option->name[0] >= 'A' && option->name[0] <= 'Z' ? "-" : "--";
}

/* --- usage errors ----------------------------------------------------------------------------- */

ctm_status usage(const struct call *call, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  fputs("ctm: ", stderr);
  vfprintf(stderr, format, args);
  va_end(args);
  const char *name = commands[call->command].name;
  fprintf(stderr, "\n`ctm help%s%s` shows how it is called\n", *name ? " " : "", name);
  return CTM_USAGE;
}

static ctm_status usage_near(const struct call *call, const char *what, const char *wanted,
                             const char *const *words, size_t count)
{
  const char *near = ctm_suggest(wanted, words, count);
  if (near) return usage(call, "%s `%s`; did you mean `%s`?", what, wanted, near);
  return usage(call, "%s `%s`", what, wanted);
}

static ctm_status unknown_command(const struct call *call, const char *name)
{
  const char *words[COMMAND_COUNT];
  for (int i = 1; i < COMMAND_COUNT; i++) words[i - 1] = commands[i].name;
  return usage_near(call, "there is no command", name, words, COMMAND_COUNT - 1);
}

static ctm_status unknown_option(const struct call *call, const char *name)
{
  const char *words[OPTIONS];
  size_t count = 0;
  for (size_t i = 0; i < OPTIONS; i++)
    if (options[i].commands & (1u << call->command) && option_dashes(&options[i])[1])
      words[count++] = options[i].name;
  char shown[80];
  const char *near = ctm_suggest(name, words, count);
  snprintf(shown, sizeof shown, "ctm%s%s", call->command ? " " : "", commands[call->command].name);
  if (near) return usage(call, "`%s` knows no option --%s; did you mean --%s?", shown, name, near);
  return usage(call, "`%s` knows no option --%s", shown, name);
}

/* --- values ----------------------------------------------------------------------------------- */

static void add(struct values *values, const char *value)
{
  const char **grown = realloc(values->at, (values->count + 1) * sizeof *grown);
  if (!grown) {
    fputs("ctm: out of memory\n", stderr);
    exit(CTM_BROKEN);
  }
  values->at = grown;
  values->at[values->count++] = value;
}

/* Whether the closed list "a|b|c" (or "a,b,c") has the word; fills `words` for suggestions. */
static bool has_word(char *list, const char *separators, const char *word, const char **words,
                     size_t *count)
{
  bool is_there = false;
  *count = 0;
  char *rest = NULL;
  for (char *at = strtok_r(list, separators, &rest); at && *count < WORDS_MOST;
       at = strtok_r(NULL, separators, &rest)) {
    words[(*count)++] = at;
    is_there |= strcmp(at, word) == 0;
  }
  return is_there;
}

/* Words in lower case with bars or commas are a closed list; "OUT|-" is none. */
static bool is_closed(const char *value)
{
  return value[0] >= 'a' && value[0] <= 'z' && strpbrk(value, "|,");
}

static ctm_status add_value(struct call *call, const struct option_info *option, const char *value)
{
  if (!*value) return usage(call, "%s%s has an empty value", option_dashes(option), option->name);
  if (is_closed(option->value)) {
    char list[160];
    const char *words[WORDS_MOST];
    size_t count;
    snprintf(list, sizeof list, "%s", option->value);
    if (!has_word(list, "|,", value, words, &count)) {
      char what[220];
      snprintf(what, sizeof what, "--%s takes %s, and not", option->name, option->value);
      return usage_near(call, what, value, words, count);
    }
  }
  add(&call->options[option->slot], value);
  return CTM_OK;
}

static ctm_status take_value(struct call *call, const struct option_info *option, const char *value)
{
  /* Whose name may have a comma. */
  bool is_file = strcmp(option->value, "FILE") == 0 || strcmp(option->value, "TARGET") == 0;
  if (!option->is_many || is_file || !strchr(value, ',')) return add_value(call, option, value);
  if (call->copy_count == sizeof call->copies / sizeof *call->copies)
    return usage(call, "--%s is said too often", option->name);
  char *copy = strdup(value);
  if (!copy) return usage(call, "out of memory");
  call->copies[call->copy_count++] = copy;
  for (char *at = copy; at;) {
    char *comma = strchr(at, ',');
    if (comma) *comma = '\0';
    ctm_status status = add_value(call, option, at);
    if (status != CTM_OK) return status;
    at = comma ? comma + 1 : NULL;
  }
  return CTM_OK;
}

const char *call_value(const struct call *call, enum slot slot)
{
  const struct values *values = &call->options[slot];
  return values->count ? values->at[values->count - 1] : NULL;
}

/* --- arguments -------------------------------------------------------------------------------- */

static const struct option_info *find_option(const struct call *call, const char *name, size_t len,
                                             char letter)
{
  for (size_t i = 0; i < OPTIONS; i++) {
    if (!(options[i].commands & (1u << call->command))) continue;
    if (letter ? options[i].letter == letter
               : option_dashes(&options[i])[1] && strlen(options[i].name) == len &&
                     memcmp(options[i].name, name, len) == 0)
      return &options[i];
  }
  return NULL;
}

/* An option of one dash and several letters, its value behind it or in the next word: -MF FILE,
 * -MFFILE. */
static const struct option_info *find_capitals(const struct call *call, const char *text)
{
  for (size_t i = 0; i < OPTIONS; i++) {
    size_t len = strlen(options[i].name);
    if (!(options[i].commands & (1u << call->command)) || option_dashes(&options[i])[1]) continue;
    if (strncmp(options[i].name, text, len) == 0 && (options[i].value || !text[len]))
      return &options[i];
  }
  return NULL;
}

struct arguments {
  int count, at;
  char **all;
};

static ctm_status take_option(struct call *call, struct arguments *args,
                              const struct option_info *option, const char *value)
{
  if (!option->value) {
    if (value) return usage(call, "--%s takes no value", option->name);
    add(&call->options[option->slot], "");
    return CTM_OK;
  }
  if (!value) {
    if (args->at + 1 >= args->count)
      return usage(call, "%s%s needs a value: %s", option_dashes(option), option->name,
                   option->value);
    value = args->all[++args->at];
  }
  return take_value(call, option, value);
}

static ctm_status take_long(struct call *call, struct arguments *args, const char *text)
{
  const char *equals = strchr(text, '=');
  size_t len = equals ? (size_t)(equals - text) : strlen(text);
  const struct option_info *option = find_option(call, text, len, 0);
  if (option) return take_option(call, args, option, equals ? equals + 1 : NULL);
  char name[64];
  snprintf(name, sizeof name, "%.*s", (int)(len > 60 ? 60 : len), text);
  return unknown_option(call, name);
}

static ctm_status take_short(struct call *call, struct arguments *args, const char *text)
{
  const struct option_info *option = find_capitals(call, text);
  size_t len = option ? strlen(option->name) : 0;
  if (option) return take_option(call, args, option, text[len] ? text + len : NULL);
  option = find_option(call, NULL, 0, text[0]);
  if (!option) return usage(call, "there is no option -%c here", text[0]);
  if (!option->value && text[1]) return usage(call, "-%c takes no value", text[0]);
  return take_option(call, args, option, text[1] ? text + 1 : NULL);
}

static ctm_status take_operand(struct call *call, const char *text)
{
  if (call->command != COMMAND_NONE) {
    add(&call->operands, text);
    return CTM_OK;
  }
  for (int i = 1; i < COMMAND_COUNT; i++)
    if (strcmp(commands[i].name, text) == 0) call->command = (enum command)i;
  return call->command == COMMAND_NONE ? unknown_command(call, text) : CTM_OK;
}

static ctm_status check_operands(const struct call *call)
{
  const struct command_info *info = &commands[call->command];
  size_t count = call->operands.count;
  if (call->command == COMMAND_NONE || call_has(call, SLOT_HELP)) return CTM_OK;
  if (count < (size_t)info->least)
    return usage(call, "`ctm %s` needs %s", info->name, info->operands);
  if (info->most && count > (size_t)info->most)
    return usage(call, "`%s` is one word too many: ctm %s %s", call->operands.at[info->most],
                 info->name, info->operands);
  return CTM_OK;
}

ctm_status call_parse(struct call *call, int argc, char **argv)
{
  struct arguments args = {argc, 1, argv};
  bool are_operands = false; /* behind `--` */
  ctm_status status = CTM_OK;
  for (; args.at < argc && status == CTM_OK; args.at++) {
    const char *text = argv[args.at];
    if (are_operands || text[0] != '-' || !text[1])
      status = take_operand(call, text);
    else if (strcmp(text, "--") == 0)
      are_operands = true;
    else if (text[1] == '-')
      status = take_long(call, &args, text + 2);
    else
      status = take_short(call, &args, text + 1);
  }
  return status == CTM_OK ? check_operands(call) : status;
}

void call_free(struct call *call)
{
  free(call->operands.at);
  for (int i = 0; i < SLOT_COUNT; i++) free(call->options[i].at);
  for (size_t i = 0; i < call->copy_count; i++) free(call->copies[i]);
}
