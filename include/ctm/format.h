/* The canonical layout of a file. */
#ifndef CTM_FORMAT_H
#define CTM_FORMAT_H

#include <ctm/text.h>
#include <ctm/unit.h>

CTM_BEGIN

/* Reads `path` ("-" is standard input) and lays it out. A unit formats one file and loads no model.
 * *out is yours, NULL unless CTM_OK or CTM_FINDINGS. CTM_OK: the file is laid out so already;
 * CTM_FINDINGS: it differs; CTM_ERRORS: it has errors of syntax, see ctm_unit_messages;
 * CTM_CANNOT_READ. */
CTM_API ctm_status ctm_format_file(ctm_unit *unit, const char *path, ctm_text **out);

/* How the file that ctm_format_file read differs from `formatted`: a unified diff, empty if it does
 * not. *out is yours. */
CTM_API ctm_status ctm_format_diff(ctm_unit *unit, const ctm_text *formatted, ctm_text **out);

CTM_END

#endif
