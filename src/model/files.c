/* The library, the root file and its imports: each file once, no circles, none outside the root
 * file's folder. Files are numbered so that what is imported comes before what imports it. */
#include "model/resolve.h"

#include "library/library.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

/* A file while imports are followed. */
struct loading {
  struct file *file;
  const char *path; /* canonical, or NULL */
  enum { FRESH, ENTERED, DONE } state;
};

struct loader {
  struct builder *b;
  VEC_OF(struct loading) files;
};

static const char *folder_of(struct arena *arena, const char *path)
{
  const char *slash = strrchr(path, '/');
  if (!slash) return ".";
  if (slash == path) return "/";
  return arena_copy(arena, path, (size_t)(slash - path));
}

/* "a/b/../c" without its dots; "" becomes ".". Leading ".." stay. */
static const char *clean_path(struct arena *arena, const char *path)
{
  char *out = arena_alloc(arena, strlen(path) + 3);
  size_t len = 0, floor = 0;
  if (*path == '/') out[len++] = '/', floor = 1;
  while (*path) {
    size_t n = strcspn(path, "/");
    bool is_up = n == 2 && path[0] == '.' && path[1] == '.';
    if (is_up && len > floor) {
      while (len > floor && out[len - 1] != '/') len--;
      if (len > floor) len--;
    } else if (n && !(n == 1 && path[0] == '.') && !(is_up && floor == 1 && out[0] == '/')) {
      if (len > (out[0] == '/' ? 1u : 0u)) out[len++] = '/';
      memcpy(out + len, path, n);
      len += n;
      if (is_up) floor = len;
    }
    path += n;
    while (*path == '/') path++;
  }
  out[len] = '\0';
  return len ? out : ".";
}

static const char *join(struct arena *arena, const char *folder, const char *name)
{
  if (name[0] == '/' || strcmp(folder, ".") == 0) return clean_path(arena, name);
  return clean_path(arena, arena_format(arena, "%s/%s", folder, name));
}

static const char *canonical(struct arena *arena, const char *path)
{
  char *real = realpath(path, NULL);
  if (!real) return NULL;
  const char *copy = arena_copy(arena, real, strlen(real));
  free(real);
  return copy;
}

static bool is_inside(const char *folder, const char *path)
{
  size_t n = strlen(folder);
  if (strcmp(folder, "/") == 0) return true;
  return strncmp(folder, path, n) == 0 && path[n] == '/';
}

static bool is_of_later_version(const struct tree *tree)
{
  const struct decl *first = tree->line_count ? tree->lines[0].decl : NULL;
  return first && first->declare == DECLARE_CTM && first->number > 1;
}

static struct file *add_file(struct loader *loader, uint32_t source, const char *path,
                             bool is_library)
{
  struct builder *b = loader->b;
  struct file *file = arena_new(&b->unit->arena, struct file);
  file->source = source;
  file->is_library = is_library;
  size_t messages = b->unit->messages.len;
  uint32_t errors = b->unit->errors;
  file->tree = syntax_parse(b->unit, source);
  if (is_of_later_version(file->tree)) {
    /* Of a language that this ctm does not know nothing is said but that. */
    b->unit->messages.len = messages;
    b->unit->errors = errors;
    file->tree->line_count = 1;
  }
  vec_push(&b->unit->arena, &loader->files,
           (struct loading){file, path, is_library ? DONE : FRESH});
  return file;
}

static void number_file(struct builder *b, struct file *file)
{
  file->number = (uint32_t)b->model->files.len;
  vec_push(&b->unit->arena, &b->model->files, file);
}

static void load_library(struct loader *loader)
{
  const struct library_file *files;
  size_t count = library_files(&files);
  for (size_t i = 0; i < count; i++) {
    uint32_t source = unit_add_source(loader->b->unit, files[i].name, NULL, files[i].text, true);
    number_file(loader->b, add_file(loader, source, NULL, true));
  }
}

/* --- the head of a file: `ctm 1` ----------------------------------------------------------------
 */

static struct span start_of(const struct tree *tree)
{
  const struct token *first = &tree->tokens[0];
  uint32_t i = 0;
  while (first[i].kind == TOKEN_NEWLINE || first[i].kind == TOKEN_COMMENT ||
         first[i].kind == TOKEN_DOC)
    i++;
  uint32_t size = first[i].kind == TOKEN_END ? 0 : first[i].size;
  return (struct span){tree->source, first[i].from, first[i].from + size};
}

static void check_version(struct builder *b, const struct tree *tree, const struct decl *decl)
{
  if (decl->number == 1 || decl->subject_first == 0) return;
  struct span span = tree_span(tree, decl->subject_first, decl->subject_last);
  struct message *message = message_add(
      b->unit, CODE_E0010, span, "the file is written in version %u of the language", decl->number);
  message_label(b->unit, message, "this ctm, " CTM_VERSION ", reads version 1");
  message_help(b->unit, message,
               decl->number > 1 ? "a later ctm reads it: `ctm --version` tells which you have"
                                : "write `ctm 1`");
  if (decl->number < 1) message_fix(b->unit, message, span, "1");
}

/* Whether the file begins with the word `ctm`, whatever stands behind it. */
static bool is_head(const struct unit *unit, struct span span)
{
  const char *at = unit_source(unit, span.source)->text.at + span.from;
  return span.to - span.from == 3 && memcmp(at, "ctm", 3) == 0;
}

static void check_head(struct builder *b, const struct tree *tree)
{
  const struct decl *first = tree->line_count ? tree->lines[0].decl : NULL;
  if (first && first->declare == DECLARE_CTM) {
    check_version(b, tree, first);
    return;
  }
  if (tree->has_errors && !tree->line_count) return;
  struct span span = start_of(tree);
  if (tree->has_errors && is_head(b->unit, span)) return; /* which was complained of */
  struct message *message = message_add(b->unit, CODE_E0009, span,
                                        tree->line_count ? "the file does not begin with `ctm 1`"
                                                         : "the file says nothing");
  message_help(b->unit, message, "a model begins with the version of the language: `ctm 1`");
  message_fix(b->unit, message, (struct span){span.source, span.from, span.from}, "ctm 1\n");
}

static void check_second_head(struct builder *b, const struct tree *tree)
{
  for (uint32_t i = 1; i < tree->line_count; i++) {
    const struct decl *decl = tree->lines[i].decl;
    if (!decl || decl->declare != DECLARE_CTM) continue;
    const struct decl *first = tree->lines[0].decl;
    if (!first || first->declare != DECLARE_CTM) continue; /* the head was complained of */
    struct message *message =
        message_add(b->unit, CODE_E0009, tree_span(tree, decl->first, decl->header_last),
                    "`ctm` stands once, as the first line");
    message_note(b->unit, message, tree_span(tree, first->first, first->header_last),
                 "the first one");
  }
}

/* --- imports ------------------------------------------------------------------------------------
 */

static sym stem_of(struct builder *b, struct str text)
{
  size_t from = text.len;
  while (from > 0 && text.at[from - 1] != '/') from--;
  struct str stem = {text.at + from, text.len - from};
  if (stem.len > 4 && memcmp(stem.at + stem.len - 4, ".ctm", 4) == 0) stem.len -= 4;
  bool is_name = stem.len > 0 && (stem.at[0] < '0' || stem.at[0] > '9') && stem.at[0] != '-' &&
                 stem.at[stem.len - 1] != '-';
  for (size_t i = 0; i < stem.len; i++) {
    char c = stem.at[i];
    bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    is_name &= is_letter || (c >= '0' && c <= '9') || (c == '-' && stem.at[i - (i > 0)] != '-');
  }
  return is_name ? symbols_intern(&b->unit->symbols, stem) : 0;
}

/* The name by which the importing file calls the other, or 0 after a message. */
static sym alias_of(struct builder *b, const struct tree *tree, const struct decl *decl)
{
  sym alias = 0;
  for (uint32_t i = 0; i < decl->clause_count; i++) {
    const struct clause *clause = &decl->clauses[i];
    if (!clause_check(b->unit, tree, clause, IN_IMPORT, "an import")) continue;
    if (clause->key != KEY_AS || !clause->count) continue;
    if (clause->values[0].path.count == 1) alias = clause->values[0].path.names[0];
  }
  if (alias) return alias;
  alias = stem_of(b, decl->text);
  if (alias) return alias;
  struct span span = tree_span(tree, decl->subject_first, decl->subject_last);
  struct message *message =
      message_add(b->unit, CODE_E0011, span, "the file's name is no name of the language");
  message_help(b->unit, message, "say what to call it: `import %.*s as NAME`",
               (int)(span.to - span.from), unit_source(b->unit, span.source)->text.at + span.from);
  return 0;
}

static uint32_t find_loaded(const struct loader *loader, const char *path)
{
  for (size_t i = 0; i < loader->files.len; i++)
    if (loader->files.at[i].path && strcmp(loader->files.at[i].path, path) == 0) return (uint32_t)i;
  return NONE;
}

static const char *relative_to_root(const struct unit *unit, const char *path, const char *name)
{
  if (!unit->root_folder || !is_inside(unit->root_folder, path)) return name;
  size_t n = strlen(unit->root_folder);
  return path + n + (unit->root_folder[n - 1] != '/');
}

/* Reads a file that is not there yet; NONE after a message. */
static uint32_t load_import(struct loader *loader, struct span span, const char *name,
                            const char *path)
{
  struct unit *unit = loader->b->unit;
  struct str text;
  bool is_too_large;
  struct status status = source_read(&unit->arena, path, LIMIT_FILE_BYTES, &text, &is_too_large);
  if (status.code != STATUS_OK) {
    const char *why = strstr(status.reason, ": ");
    message_add(unit, CODE_E0005, span, "cannot read `%s`: %s", name, why ? why + 2 : "?");
    return NONE;
  }
  if (is_too_large) {
    message_add(unit, CODE_E0001, span, "`%s` is larger than %d bytes", name, LIMIT_FILE_BYTES);
    return NONE;
  }
  if (loader->files.len >= LIMIT_FILES) {
    message_add(unit, CODE_E0008, span, "more than %d files are imported", LIMIT_FILES);
    return NONE;
  }
  uint32_t source = unit_add_source(unit, name, path, text, false);
  unit_source(unit, source)->relative = relative_to_root(unit, path, name);
  struct file *file = add_file(loader, source, path, false);
  check_head(loader->b, file->tree);
  check_second_head(loader->b, file->tree);
  return (uint32_t)loader->files.len - 1;
}

static const char *folder_of_file(struct loader *loader, const struct source *source)
{
  struct unit *unit = loader->b->unit;
  if (source->path) return folder_of(&unit->arena, source->path);
  return loader->b->base ? loader->b->base : ".";
}

/* The place in loader->files of what an import names, or NONE after a message. */
static uint32_t find_or_load(struct loader *loader, const struct file *from,
                             const struct decl *decl)
{
  struct unit *unit = loader->b->unit;
  const struct source *source = unit_source(unit, from->source);
  struct span span = tree_span(from->tree, decl->subject_first, decl->subject_last);
  const char *wanted = arena_copy(&unit->arena, decl->text.at, decl->text.len);
  const char *real =
      canonical(&unit->arena, join(&unit->arena, folder_of_file(loader, source), wanted));
  if (!real) {
    struct message *message =
        message_add(unit, CODE_E0005, span, "cannot read `%s`: %s", wanted, strerror(errno));
    message_help(unit, message, "the path is relative to the folder of `%s`", source->name);
    return NONE;
  }
  if (!unit->allow_outside && unit->root_folder && !is_inside(unit->root_folder, real)) {
    struct message *message = message_add(unit, CODE_E0006, span,
                                          "`%s` lies outside the folder of the root file", wanted);
    message_help(unit, message, "move it inside, or allow it with --allow-outside");
    return NONE;
  }
  uint32_t found = find_loaded(loader, real);
  if (found != NONE) return found;
  const char *name = join(&unit->arena, folder_of(&unit->arena, source->name), wanted);
  return load_import(loader, span, name, real);
}

static void add_import(struct loader *loader, struct file *from, const struct decl *decl,
                       uint32_t place, sym alias)
{
  struct builder *b = loader->b;
  struct span span = tree_span(from->tree, decl->subject_first, decl->subject_last);
  for (size_t i = 0; i < from->imports.len; i++) {
    if (from->imports.at[i].alias != alias) continue;
    struct message *message = message_add(b->unit, CODE_E0011, span, "two imports are called `%s`",
                                          unit_name(b->unit, alias));
    message_note(b->unit, message, from->imports.at[i].span, "the other one");
    message_help(b->unit, message, "give one another name with `import … as NAME`");
    map_add(&b->doubtful, alias, 0, 1);
    return;
  }
  struct file *file = loader->files.at[place].file;
  bool is_root = loader->files.at[place].state == ENTERED && !file->prefix;
  if (!file->prefix && !is_root) {
    file->prefix = alias;
    if (!map_add(&b->prefixes, alias, 0, place)) {
      struct message *message = message_add(b->unit, CODE_E0011, span, "two files are called `%s`",
                                            unit_name(b->unit, alias));
      message_help(b->unit, message, "give one another name with `import … as NAME`");
      map_add(&b->doubtful, alias, 0, 1);
    }
  }
  (void)vec_add(&b->unit->arena, &from->imports);
  from->imports.at[from->imports.len - 1].alias = alias;
  from->imports.at[from->imports.len - 1].file = place;
  from->imports.at[from->imports.len - 1].span = span;
}

/* Depth first; all imports of a file are named before any of them is followed, so that the root
 * file's names win. */
static void follow(struct loader *loader, uint32_t place)
{
  struct builder *b = loader->b;
  loader->files.at[place].state = ENTERED;
  struct file *file = loader->files.at[place].file;
  for (uint32_t i = 0; i < file->tree->line_count; i++) {
    const struct decl *decl = file->tree->lines[i].decl;
    if (!decl || decl->declare != DECLARE_IMPORT || !decl->text.len) continue;
    uint32_t found = find_or_load(loader, file, decl);
    sym alias = alias_of(b, file->tree, decl);
    if (found != NONE && alias) add_import(loader, file, decl, found, alias);
    bool is_unknown = found == NONE || is_of_later_version(loader->files.at[found].file->tree);
    if (is_unknown && alias) map_add(&b->doubtful, alias, 0, 1);
  }
  for (size_t i = 0; i < file->imports.len; i++) {
    uint32_t next = file->imports.at[i].file;
    if (loader->files.at[next].state == FRESH)
      follow(loader, next);
    else if (loader->files.at[next].state == ENTERED)
      message_add(b->unit, CODE_E0007, file->imports.at[i].span,
                  "`%s` is imported in a circle: it leads back to `%s`",
                  unit_source(b->unit, loader->files.at[next].file->source)->name,
                  unit_source(b->unit, file->source)->name);
  }
  loader->files.at[place].state = DONE;
  number_file(b, file);
}

/* Places in the loader become numbers of files. */
static void renumber(struct loader *loader)
{
  for (size_t i = 0; i < loader->files.len; i++) {
    struct file *file = loader->files.at[i].file;
    if (file->prefix) map_set(&loader->b->prefixes, file->prefix, 0, file->number);
    for (size_t k = 0; k < file->imports.len; k++)
      file->imports.at[k].file = loader->files.at[file->imports.at[k].file].file->number;
  }
}

static void load_root(struct builder *b, const char *name, const char *path, struct str text)
{
  struct unit *unit = b->unit;
  struct loader loader = {.b = b};
  map_init(&b->prefixes, &b->naming, 16);
  map_init(&b->doubtful, &b->naming, 4);
  words_init(unit);
  load_library(&loader);
  uint32_t source = unit_add_source(unit, name, path, text, false);
  const char *slash = strrchr(name, '/');
  unit_source(unit, source)->relative = slash ? slash + 1 : name;
  struct file *file = add_file(&loader, source, path, false);
  check_head(b, file->tree);
  check_second_head(b, file->tree);
  follow(&loader, (uint32_t)loader.files.len - 1);
  renumber(&loader);
  b->model->root_file = file->number;
}

struct status files_load_text(struct builder *b, const char *name, struct str text)
{
  struct unit *unit = b->unit;
  if (!b->base) b->base = ".";
  unit->root_folder = canonical(&unit->arena, b->base);
  load_root(b, name, NULL, text);
  return STATUS_FINE;
}

struct status files_load(struct builder *b, const char *path)
{
  struct unit *unit = b->unit;
  struct str text;
  bool is_too_large;
  struct status status = source_read(&unit->arena, path, LIMIT_FILE_BYTES, &text, &is_too_large);
  if (status.code != STATUS_OK) return status;
  if (is_too_large) {
    uint32_t source = unit_add_source(unit, path, NULL, STR(""), false);
    message_add(unit, CODE_E0001, (struct span){source, 0, 0},
                "`%s` is larger than %d MiB, the most that one file may hold", path,
                LIMIT_FILE_BYTES / 1024 / 1024);
    return STATUS_FINE;
  }
  if (strcmp(path, "-") == 0) return files_load_text(b, "<stdin>", text);
  const char *real = canonical(&unit->arena, path);
  if (!real) { /* a pipe that a shell made, `<(git show main:model.ctm)`: it lies nowhere */
    const char *slash = strrchr(path, '/');
    const char *name = arena_format(&unit->arena, "<pipe %s>", slash ? slash + 1 : path);
    return files_load_text(b, name, text);
  }
  unit->root_folder = folder_of(&unit->arena, real);
  load_root(b, path, real, text);
  return STATUS_FINE;
}
