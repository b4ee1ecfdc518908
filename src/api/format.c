/* The canonical layout of a file, and how it differs from the file. */
#include "api/api.h"
#include "syntax/tree.h"
#include "write/difference.h"

ctm_status ctm_format_file(ctm_unit *self, const char *path, ctm_text **out)
{
  struct unit *unit = &self->unit;
  *out = NULL;
  self->reason[0] = '\0';
  if (unit->sources.len) return unit_fail(self, CTM_USAGE, "the unit has read a file already");
  struct str text;
  bool is_too_large;
  struct status status = source_read(&unit->arena, path, LIMIT_FILE_BYTES, &text, &is_too_large);
  if (status.code != STATUS_OK) return unit_status(self, &status);
  const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
  words_init(unit);
  self->source =
      unit_add_source(unit, arena_copy(&unit->arena, name, strlen(name)), NULL, text, false);
  if (is_too_large) {
    message_add(unit, CODE_E0001, (struct span){self->source, 0, 0},
                "`%s` is larger than %d MiB, the most that one file may hold", name,
                LIMIT_FILE_BYTES / (1024 * 1024));
    return CTM_ERRORS;
  }
  const struct tree *tree = syntax_parse(unit, self->source);
  message_sort(unit);
  if (unit->errors) return CTM_ERRORS;
  struct writer writer = {0};
  syntax_format(unit, tree, &writer);
  bool is_same =
      writer.len == text.len && memcmp(writer.at ? writer.at : "", text.at, text.len) == 0;
  *out = text_made(&writer);
  return is_same ? CTM_OK : CTM_FINDINGS;
}

ctm_status ctm_format_diff(ctm_unit *self, const ctm_text *formatted, ctm_text **out)
{
  const struct source *source = unit_source(&self->unit, self->source);
  struct str after = {ctm_text_bytes(formatted), ctm_text_size(formatted)};
  struct writer writer = {0};
  difference_print(source->name, source->text, after, &writer);
  *out = text_made(&writer);
  return CTM_OK;
}
