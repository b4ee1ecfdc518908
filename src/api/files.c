/* The files on both ends of a build, and the digest of all that decides about it. */
#include "api/api.h"
#include "library/library.h"
#include "write/templates.h"

/* --- what was read ---------------------------------------------------------------------------- */

/* A model from standard input lies nowhere: its imports are named from its base. */
static const char *path_of(struct ctm_unit *self, const struct source *source, bool has_file)
{
  const char *root = self->unit.root_folder;
  size_t n = root ? strlen(root) : 0;
  bool is_inside = n && strncmp(source->path, root, n) == 0 && source->path[n] == '/';
  if (has_file) return source->name;
  if (!is_inside) return source->path;
  if (!self->base || strcmp(self->base, ".") == 0) return source->relative;
  return arena_format(&self->unit.arena, "%s/%s", self->base, source->relative);
}

size_t ctm_unit_files(ctm_unit *self, const char *const **out)
{
  struct unit *unit = &self->unit;
  const char **files = arena_new_array(&unit->arena, unit->sources.len + 1, const char *);
  size_t count = 0;
  bool has_root = false, has_file = false;
  for (size_t i = 0; i < unit->sources.len; i++) {
    const struct source *source = unit->sources.at[i];
    if (source->is_library) continue;
    if (!has_root) has_file = source->path != NULL;
    has_root = true;
    if (source->path) files[count++] = path_of(self, source, has_file);
  }
  *out = files;
  return count;
}

/* --- the depfile ------------------------------------------------------------------------------ */

/* As GNU Make reads it back, and Ninja: a blank takes a backslash, which doubles those right before
 * it; so do `#` and `:`; a dollar is said twice. */
static void write_name(struct writer *out, const char *name)
{
  for (size_t i = 0, slashes = 0; name[i]; i++) {
    char c = name[i];
    if (c == ' ' || c == '\t') writer_repeat(out, '\\', slashes + 1);
    if (c == '#' || c == ':') writer_char(out, '\\');
    if (c == '$') writer_char(out, '$');
    writer_char(out, c);
    slashes = c == '\\' ? slashes + 1 : 0;
  }
}

static bool is_sayable(struct ctm_unit *self, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    if (!strpbrk(names[i], "\n\r")) continue;
    unit_fail(self, CTM_USAGE, "a file's name has a line break, which no depfile can say");
    return false;
  }
  return true;
}

static void write_rule(struct writer *out, const ctm_depfile *depfile, const char *const *files,
                       size_t count)
{
  for (size_t i = 0; i < depfile->target_count; i++) {
    writer_text(out, i ? " \\\n " : "");
    write_name(out, depfile->targets[i]);
  }
  writer_char(out, ':');
  for (size_t i = 0; i < count; i++) {
    writer_text(out, " \\\n  ");
    write_name(out, files[i]);
  }
  writer_char(out, '\n');
  for (size_t i = 1; i < count && depfile->is_phony; i++) {
    writer_char(out, '\n');
    write_name(out, files[i]);
    writer_text(out, ":\n");
  }
}

ctm_status ctm_unit_depfile(ctm_unit *self, const ctm_depfile *depfile, ctm_text **out)
{
  *out = NULL;
  const char *const *read;
  size_t count = ctm_unit_files(self, &read), all = count + depfile->more_count;
  const char **files = arena_new_array(&self->unit.arena, all + 1, const char *);
  for (size_t i = 0; i < count; i++) files[i] = read[i];
  for (size_t i = 0; i < depfile->more_count; i++) files[count + i] = depfile->more[i];
  if (!depfile->target_count) return unit_fail(self, CTM_USAGE, "a depfile needs a target");
  if (!is_sayable(self, files, all) || !is_sayable(self, depfile->targets, depfile->target_count))
    return CTM_USAGE;
  struct writer content = {0};
  write_rule(&content, depfile, files, all);
  *out = text_made(&content);
  return CTM_OK;
}

/* --- the digest ------------------------------------------------------------------------------- */

static void write_digest(struct writer *out, struct str text, const char *what, const char *name)
{
  char hex[SHA256_HEX];
  sha256_text(text, hex);
  writer_format(out, "%s  %s%s\n", hex, what, name);
}

static struct status write_file_digest(struct ctm_unit *self, struct writer *out, const char *what,
                                       const char *path)
{
  struct str text;
  bool is_too_large = false;
  struct status status =
      source_read(&self->unit.arena, path, LIMIT_FILE_BYTES, &text, &is_too_large);
  if (status.code != STATUS_OK) return status;
  if (is_too_large) return status_make(STATUS_CANNOT_READ, "%s: larger than 16 MiB", path);
  const char *slash = strrchr(path, '/');
  write_digest(out, text, what, slash ? slash + 1 : path);
  return STATUS_FINE;
}

static void write_built_in(struct ctm_unit *self, struct writer *out)
{
  writer_format(out, "ctm %s\nlanguage %u\nas-of %s\n%s  library\n", ctm_version(), ctm_language(),
                ctm_unit_as_of(self), ctm_library());
  write_digest(out, template_report_xsl, "report.xsl", "");
  write_digest(out, template_report_css, "report.css", "");
  write_digest(out, template_report_js, "report.js", "");
}

static struct status write_list(struct ctm_unit *self, const ctm_outputs *outputs,
                                struct writer *out)
{
  struct status status = STATUS_FINE;
  write_built_in(self, out);
  for (size_t i = 0; i < self->unit.sources.len; i++) {
    const struct source *source = self->unit.sources.at[i];
    if (!source->is_library) write_digest(out, source->text, "model ", source->relative);
  }
  if (!outputs) return status;
  if (outputs->html_template)
    status = write_file_digest(self, out, "template ", outputs->html_template);
  for (size_t i = 0; i < outputs->look.font_count && status.code == STATUS_OK; i++)
    status = write_file_digest(self, out, "font ", outputs->look.fonts[i]);
  return status;
}

ctm_status ctm_digest_list(ctm_unit *self, const ctm_outputs *outputs, ctm_text **out)
{
  *out = NULL;
  ctm_status ready = unit_is_ready(self);
  if (ready != CTM_OK) return ready;
  struct writer list = {0};
  struct status status = write_list(self, outputs, &list);
  if (status.code == STATUS_OK) *out = text_made(&list);
  writer_free(&list);
  return unit_status(self, &status);
}

ctm_status ctm_digest(ctm_unit *self, const ctm_outputs *outputs, ctm_text **out)
{
  ctm_text *list;
  *out = NULL;
  ctm_status status = ctm_digest_list(self, outputs, &list);
  if (status != CTM_OK) return status;
  struct writer line = {0};
  char hex[SHA256_HEX];
  sha256_text((struct str){ctm_text_bytes(list), ctm_text_size(list)}, hex);
  writer_format(&line, "%s\n", hex);
  ctm_text_free(list);
  *out = text_made(&line);
  return CTM_OK;
}
