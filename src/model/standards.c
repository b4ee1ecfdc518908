/* Standards and their tables: the library's are embedded, a user's lie beside the file that
 * declares the standard. A table that was read becomes a source of the unit, so that outputs can
 * list it. */
#include "model/terms.h"

#include "base/utf8.h"
#include "library/library.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The folder of a file's path, with its slash; empty for the current one. */
static struct str folder_of(const char *path)
{
  const char *slash = path ? strrchr(path, '/') : NULL;
  return (struct str){path, slash ? (size_t)(slash - path) + 1 : 0};
}

static const char *path_of_table(struct teller *t, const struct source *source, struct str name)
{
  struct arena *arena = &t->unit->arena;
  if (name.len && name.at[0] == '/') return arena_copy(arena, name.at, name.len);
  if (!source->path && t->unit->root_folder)
    return arena_format(arena, "%s/%.*s", t->unit->root_folder, STR_ARGS(name));
  struct str folder = folder_of(source->path);
  return arena_format(arena, "%.*s%.*s", STR_ARGS(folder), STR_ARGS(name));
}

static bool is_inside(const char *path, const char *folder)
{
  size_t len = strlen(folder);
  if (len && folder[len - 1] == '/') len--;
  return strncmp(path, folder, len) == 0 && (path[len] == '/' || !path[len]);
}

/* Whether the table may be read; what is not there is left to the reader. */
static bool may_read(struct teller *t, const char *path, struct span span)
{
  char real[PATH_MAX], root[PATH_MAX];
  if (t->unit->allow_outside || !realpath(path, real)) return true;
  if (!realpath(t->unit->root_folder ? t->unit->root_folder : ".", root)) return true;
  if (is_inside(real, root)) return true;
  struct message *message =
      message_add(t->unit, CODE_E0417, span, "this table lies outside the project");
  message_help(t->unit, message, "`--allow-outside` lifts this");
  return false;
}

static bool check_text(struct teller *t, uint32_t number, struct str text)
{
  size_t offset;
  enum utf8_fault fault = utf8_check(text, &offset);
  if (fault == UTF8_FINE) return true;
  struct span span = {number, (uint32_t)offset, (uint32_t)offset + 1};
  enum code code = fault == UTF8_INVALID ? CODE_E0002
                   : fault == UTF8_BIDI  ? CODE_E0004
                                         : CODE_E0003;
  message_add(t->unit, code, span, "%s", code_title(code));
  return false;
}

static bool read_table(struct teller *t, const struct term *term, struct str name, struct span span,
                       struct str *text)
{
  const struct source *source = unit_source(t->unit, term->tree->source);
  const char *path = path_of_table(t, source, name);
  bool is_too_large = false;
  if (!may_read(t, path, span)) return false;
  struct status status = source_read(&t->unit->arena, path, LIMIT_FILE_BYTES, text, &is_too_large);
  if (is_too_large) {
    message_add(t->unit, CODE_E0001, span, "the table is larger than %d MiB",
                LIMIT_FILE_BYTES / 1024 / 1024);
    return false;
  }
  if (status.code != STATUS_OK) {
    struct message *message =
        message_add(t->unit, CODE_E0416, span, "the table `%.*s` cannot be read", STR_ARGS(name));
    const char *why = strrchr(status.reason, ':');
    message_label(t->unit, message, "%s", why ? why + 2 : status.reason);
    return false;
  }
  const char *shown = arena_copy(&t->unit->arena, name.at, name.len);
  return check_text(t, unit_add_source(t->unit, shown, path, *text, false), *text);
}

static bool find_table(struct teller *t, const struct term *term, const struct value *value,
                       struct str *text)
{
  struct span span = tree_value_span(term->tree, value);
  bool is_there = term->is_library ? library_table(value->text, text)
                                   : read_table(t, term, value->text, span, text);
  if (term->is_library && !is_there)
    message_add(t->unit, CODE_E0416, span, "the library has no table `%.*s`",
                STR_ARGS(value->text));
  if (term->is_library || !is_there || catalogue_read(&t->unit->arena, text, 1)->count)
    return is_there;
  struct message *message =
      message_add(t->unit, CODE_E0418, span, "the table `%.*s` has no ids", STR_ARGS(value->text));
  message_label(t->unit, message, "its first line names the columns; one of them is `id`");
  return false;
}

/* Without one of its tables a standard takes every id: what is missing was reported. */
static void read_tables(struct teller *t, struct standard *standard, const struct said *said)
{
  VEC_OF(struct str) texts = {0};
  bool is_whole = true;
  for (uint32_t i = 0; i < said->count; i++) {
    const struct clause *clause = said->at[i];
    for (uint32_t j = 0; clause->key == KEY_TITLES && j < clause->count; j++) {
      struct str text;
      is_whole &= find_table(t, &standard->term, &clause->values[j], &text);
      if (is_whole) vec_push(&t->unit->arena, &texts, text);
    }
  }
  if (is_whole && texts.len)
    standard->catalogue = catalogue_read(&t->unit->arena, texts.at, texts.len);
}

void standards_resolve(struct teller *t)
{
  for (uint32_t i = 0; i < t->v->standards.len; i++) {
    struct standard *standard = &t->v->standards.at[i];
    struct said said = term_said(t, &standard->term, IN_STANDARD, "a standard");
    const struct clause *url = said_of(&said, KEY_URL), *version = said_of(&said, KEY_VERSION);
    if (url) standard->url = url->values[0].text;
    if (version) standard->version = version->values[0].text;
    read_tables(t, standard, &said);
  }
}
