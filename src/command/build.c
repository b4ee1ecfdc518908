/* ctm build MODEL and ctm render MODEL: what is made of a model. */
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned outputs_of(const struct call *call)
{
  static const struct {
    const char *word;
    unsigned bit;
  } words[] = {{"svg", CTM_SVG},
               {"pdf", CTM_PDF},
               {"xml", CTM_XML},
               {"html", CTM_HTML},
               {"png", CTM_PNG},
               {"report.pdf", CTM_REPORT_PDF},
               {"sarif", CTM_FINDINGS_SARIF}};
  const struct values *asked = &call->options[SLOT_OUTPUTS];
  unsigned outputs = 0;
  for (size_t i = 0; i < asked->count; i++)
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
      if (strcmp(asked->at[i], words[k].word) == 0) outputs |= words[k].bit;
  return outputs ? outputs : CTM_SVG | CTM_PDF | CTM_XML | CTM_HTML;
}

/* What pictures shall look like; a usage error for a scale that is none. */
static ctm_status look_of(const struct call *call, ctm_look *look)
{
  const char *theme = call_value(call, SLOT_THEME), *scale = call_value(call, SLOT_SCALE);
  const struct values *fonts = &call->options[SLOT_FONT];
  *look = (ctm_look){
      .fonts = fonts->at, .font_count = fonts->count, .glyphs = call_value(call, SLOT_GLYPHS)};
  if (theme && strcmp(theme, "light") == 0) look->theme = CTM_THEME_LIGHT;
  if (theme && strcmp(theme, "dark") == 0) look->theme = CTM_THEME_DARK;
  if (!scale) return CTM_OK;
  char *end;
  look->scale = strtod(scale, &end);
  if (*end || !(look->scale >= 0.1 && look->scale <= 20))
    return usage(call, "--scale %s: a number from 0.1 to 20", scale);
  return CTM_OK;
}

ctm_outputs build_outputs(const struct call *call)
{
  const char *folder = call_value(call, SLOT_DIR);
  const struct values *fonts = &call->options[SLOT_FONT];
  return (ctm_outputs){.folder = folder ? folder : "ctm-out",
                       .formats = outputs_of(call),
                       .html_template = call_value(call, SLOT_TEMPLATE),
                       .look = {.fonts = fonts->at, .font_count = fonts->count},
                       .fail_on = fail_on_of(call)};
}

static bool never_fails(const struct call *call)
{
  const char *fail_on = call_value(call, SLOT_FAIL_ON);
  return fail_on && strcmp(fail_on, "never") == 0;
}

ctm_status command_build(const struct call *call)
{
  ctm_outputs outputs = build_outputs(call);
  ctm_status looks = look_of(call, &outputs.look);
  if (looks == CTM_OK) looks = depfile_check(call);
  if (looks != CTM_OK) return looks;
  if (outputs.html_template && !(outputs.formats & CTM_HTML))
    return usage(call, "--template is for report.html, which --formats leaves out");
  ctm_unit *unit;
  const ctm_built *built = NULL;
  ctm_status status = open_unit(call, &unit);
  if (status == CTM_OK) status = ctm_unit_load(unit, call->operands.at[0]);
  if (status == CTM_OK) status = ctm_build(unit, &outputs, &built);
  say_messages(call, unit);
  if (status >= CTM_USAGE) say_reason(unit, status);
  const char *const *files = NULL;
  size_t count = built ? ctm_built_files(built, &files) : 0;
  for (size_t i = 0; i < count; i++) puts(files[i]);
  if (status <= CTM_FINDINGS) {
    ctm_status noted = depfile_write(call, unit, files, count);
    if (noted != CTM_OK) status = noted;
  }
  if (status == CTM_FINDINGS && never_fails(call)) status = CTM_OK;
  ctm_unit_free(unit);
  return status;
}

/* --- render ----------------------------------------------------------------------------------- */

/* ".gif" of "a/x.gif"; "" if the file's name has no ending. */
static const char *ending_of(const char *path)
{
  const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
  const char *dot = strrchr(name, '.');
  return dot && dot > name ? dot : "";
}

/* The file's name says its format, or `--format` does; both say the same. */
static ctm_status check_picture(const struct call *call, const char *out)
{
  const char *format = call_value(call, SLOT_FORMAT), *ending = ending_of(out);
  bool is_picture =
      strcmp(ending, ".svg") == 0 || strcmp(ending, ".pdf") == 0 || strcmp(ending, ".png") == 0;
  if (is_picture && format && strcmp(ending + 1, format) != 0)
    return usage(call, "`%s` and --format %s name two formats", out, format);
  if (*ending && !is_picture && !format)
    return usage(call, "`%s`: a picture ends in .svg, .pdf or .png", out);
  return CTM_OK;
}

static ctm_output picture_of(const struct call *call, const char *out)
{
  const char *format = call_value(call, SLOT_FORMAT);
  if (!format) format = *ending_of(out) ? ending_of(out) + 1 : "svg";
  return strcmp(format, "pdf") == 0 ? CTM_PDF : strcmp(format, "png") == 0 ? CTM_PNG : CTM_SVG;
}

static ctm_status deliver(ctm_text *text, const char *out)
{
  if (strcmp(out, "-") != 0) return save_text(text, out);
  print_text(text);
  return CTM_OK;
}

static ctm_status check_depfile(const struct call *call, const char *out)
{
  bool has_target = strcmp(out, "-") != 0 || call_has(call, SLOT_DEPFILE_TARGET);
  if (call_has(call, SLOT_DEPFILE) && !has_target)
    return usage(call, "-MD needs -MT TARGET, as the picture goes to standard output");
  return depfile_check(call);
}

ctm_status command_render(const struct call *call)
{
  const char *out = call_value(call, SLOT_OUT);
  if (!out) out = "-";
  ctm_unit *unit;
  ctm_look look;
  ctm_status status = check_picture(call, out);
  if (status == CTM_OK) status = look_of(call, &look);
  if (status == CTM_OK) status = check_depfile(call, out);
  if (status != CTM_OK) return status;
  status = open_model(call, call->operands.at[0], &unit);
  if (status == CTM_OK) {
    ctm_text *text = NULL;
    status = ctm_render(unit, call_value(call, SLOT_VIEW), picture_of(call, out), &look, &text);
    if (status == CTM_ERRORS || ctm_unit_count(unit, CTM_ERROR) + ctm_unit_count(unit, CTM_NOTE))
      say_messages(call, unit);
    say_reason(unit, status);
    if (text) status = deliver(text, out);
    if (text && status == CTM_OK) status = depfile_write(call, unit, &out, 1);
  }
  ctm_unit_free(unit);
  return status;
}
