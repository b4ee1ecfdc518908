/* ctm outputs, ctm deps, ctm digest, and the depfile of build and render. */
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- depfiles --------------------------------------------------------------------------------- */

ctm_status depfile_check(const struct call *call)
{
  bool is_asked = call_has(call, SLOT_DEPFILE);
  if (is_asked && !call_has(call, SLOT_DEPFILE_FILE)) return usage(call, "-MD needs -MF FILE");
  if (is_asked) return CTM_OK;
  if (call_has(call, SLOT_DEPFILE_FILE)) return usage(call, "-MF goes with -MD");
  if (call_has(call, SLOT_DEPFILE_TARGET)) return usage(call, "-MT goes with -MD");
  if (call_has(call, SLOT_DEPFILE_PHONY)) return usage(call, "-MP goes with -MD");
  return CTM_OK;
}

/* The user's own files besides the model. The caller frees it. */
static const char **own_files(const struct call *call, size_t *count)
{
  const struct values *fonts = &call->options[SLOT_FONT];
  const char *template = call_value(call, SLOT_TEMPLATE);
  const char **files = malloc((fonts->count + 1) * sizeof *files);
  *count = 0;
  if (!files) return NULL;
  if (template) files[(*count)++] = template;
  for (size_t i = 0; i < fonts->count; i++) files[(*count)++] = fonts->at[i];
  return files;
}

ctm_status depfile_write(const struct call *call, ctm_unit *unit, const char *const *written,
                         size_t written_count)
{
  if (!call_has(call, SLOT_DEPFILE)) return CTM_OK;
  const struct values *targets = &call->options[SLOT_DEPFILE_TARGET];
  ctm_depfile depfile = {.targets = targets->count ? targets->at : written,
                         .target_count = targets->count ? targets->count : written_count,
                         .is_phony = call_has(call, SLOT_DEPFILE_PHONY)};
  const char **more = own_files(call, &depfile.more_count);
  depfile.more = more;
  ctm_text *text;
  ctm_status status = ctm_unit_depfile(unit, &depfile, &text);
  free(more);
  if (status != CTM_OK) return say_reason(unit, status);
  return save_text(text, call_value(call, SLOT_DEPFILE_FILE));
}

/* --- the commands ----------------------------------------------------------------------------- */

static void print_lines(const char *const *lines, size_t count)
{
  for (size_t i = 0; i < count; i++) puts(lines[i]);
}

ctm_status command_outputs(const struct call *call)
{
  ctm_unit *unit;
  ctm_outputs outputs = build_outputs(call);
  const ctm_built *built;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    status = ctm_build_plan(unit, &outputs, &built);
    if (status == CTM_ERRORS) say_messages(call, unit);
    const char *const *files = NULL;
    size_t count = built ? ctm_built_files(built, &files) : 0;
    print_lines(files, count);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}

ctm_status command_deps(const struct call *call)
{
  ctm_unit *unit;
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK || status == CTM_ERRORS) {
    const char *const *files;
    size_t count = ctm_unit_files(unit, &files);
    print_lines(files, count);
    const char **more = own_files(call, &count);
    print_lines(more, count);
    free(more);
  }
  ctm_unit_free(unit);
  return status;
}

ctm_status command_digest(const struct call *call)
{
  ctm_unit *unit;
  ctm_outputs outputs = build_outputs(call);
  ctm_status status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_text *text;
    bool is_list = call_has(call, SLOT_LIST);
    status = is_list ? ctm_digest_list(unit, &outputs, &text) : ctm_digest(unit, &outputs, &text);
    print_text(text);
    say_reason(unit, status);
  }
  ctm_unit_free(unit);
  return status;
}
