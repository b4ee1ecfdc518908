/* ctm help [COMMAND], from the table of options. */
#include "command/command.h"

#include <stdio.h>
#include <string.h>

enum { LEFT = 30, WIDTH = 96, CALL = 36 };

/* Breaks `text` at spaces into lines that begin in column LEFT. */
static void print_wrapped(const char *text, int column)
{
  while (*text) {
    int room = WIDTH - LEFT, len = (int)strlen(text);
    if (len > room) {
      len = room;
      while (len > 0 && text[len] != ' ') len--;
      if (!len) len = room;
    }
    printf("%*s%.*s\n", LEFT - column, "", len, text);
    text += len;
    while (*text == ' ') text++;
    column = 0;
  }
}

static void print_option(const struct option_info *option)
{
  char left[80];
  char letter[8] = "    ";
  if (option->letter) snprintf(letter, sizeof letter, "-%c, ", option->letter);
  bool is_list = option->value && strlen(option->value) > 16;
  const char *dashes = option_dashes(option);
  snprintf(left, sizeof left, "  %s%s%s%s%s", letter, dashes, option->name,
           option->value ? " " : "",
           !option->value ? ""
           : is_list      ? "WORD"
                          : option->value);
  int column = printf("%s", left);
  if (column > LEFT - 2) {
    putchar('\n');
    column = 0;
  }
  char text[600];
  snprintf(text, sizeof text, "%s%s%s", is_list ? option->value : "", is_list ? ": " : "",
           option->brief);
  print_wrapped(text, column);
}

static void print_options(enum command command)
{
  puts("\nOptions:");
  const struct option_info *option;
  for (size_t i = 0; (option = option_info_at(i)); i++)
    if (option->commands & (1u << command)) print_option(option);
}

static void print_overview(void)
{
  puts("ctm: checked threat models of container platforms, from text\n");
  for (int i = 1; i < COMMAND_COUNT; i++) {
    const struct command_info *info = command_info((enum command)i);
    /* The ellipsis is three bytes and one cell. */
    char call[64];
    snprintf(call, sizeof call, "ctm %s %s", info->name, info->operands);
    int wide = strstr(call, "…") ? 2 : 0;
    printf("  %-*s%s\n", CALL + wide, call, info->brief);
  }
  puts("  ctm --version [--json]");
  print_options(COMMAND_NONE);
  puts("\n"
       "Exit status: 0 done · 1 findings · 2 errors in the model · 64 usage · 66 a file cannot be\n"
       "read · 73, 74 an output cannot be written · 70 a bug of ctm's. `-` is standard input or\n"
       "output. `ctm help COMMAND` shows a command's options; `ctm explain WORD` what a word "
       "means.");
}

void print_help(enum command command)
{
  if (command == COMMAND_NONE) {
    print_overview();
    return;
  }
  const struct command_info *info = command_info(command);
  printf("ctm %s %s: %s\n", info->name, info->operands, info->brief);
  if (info->more[0]) printf("\n%s\n", info->more);
  print_options(command);
}

ctm_status command_help(const struct call *call)
{
  if (!call->operands.count) {
    print_help(COMMAND_NONE);
    return CTM_OK;
  }
  const char *name = call->operands.at[0];
  const char *words[COMMAND_COUNT];
  for (int i = 1; i < COMMAND_COUNT; i++) {
    words[i - 1] = command_info((enum command)i)->name;
    if (strcmp(words[i - 1], name) != 0) continue;
    print_help((enum command)i);
    return CTM_OK;
  }
  const char *near = ctm_suggest(name, words, COMMAND_COUNT - 1);
  if (near) return usage(call, "there is no command `%s`; did you mean `%s`?", name, near);
  return usage(call, "there is no command `%s`", name);
}
