/* Command lines for a POSIX shell. */
#include "write/hint.h"

#include <string.h>

void hint_word(struct writer *out, const char *word)
{
  static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                              "_./@:%+,-";
  if (*word && word[strspn(word, plain)] == '\0') {
    writer_text(out, word);
    return;
  }
  writer_char(out, '\'');
  for (; *word; word++)
    if (*word == '\'')
      writer_text(out, "'\\''");
    else
      writer_char(out, *word);
  writer_char(out, '\'');
}

void hint_command(struct writer *out, const struct model *model, const char *command)
{
  const struct source *root = unit_source(model->unit, model->files.at[model->root_file]->source);
  writer_format(out, "ctm %s ", command);
  hint_word(out, root->path ? root->name : "-");
}

void hint_option(struct writer *out, const char *option, const char *value)
{
  writer_format(out, " --%s ", option);
  hint_word(out, value);
}
