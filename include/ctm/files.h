/* The files on both ends of a build, for build systems and caches: what a model was read from, what
 * would be written, and one digest of all that decides about it. */
#ifndef CTM_FILES_H
#define CTM_FILES_H

#include <ctm/build.h>

CTM_BEGIN

/* The files that were read for a loaded unit, errors or not: the model first, then its imports in
 * the order of reading, each as it is found from the current folder. Standard input and the
 * built-in library are no files. *out is borrowed from the unit. Returns how many. */
CTM_API size_t ctm_unit_files(ctm_unit *unit, const char *const **out);

/* What ctm_build would write with the same outputs, in the same order; nothing is drawn or written.
 * *out is borrowed from the unit. CTM_OK; CTM_ERRORS (of the model); CTM_USAGE. */
CTM_API ctm_status ctm_build_plan(ctm_unit *unit, const ctm_outputs *outputs,
                                  const ctm_built **out);

/* What a depfile says. Borrowed during the call alone. */
typedef struct ctm_depfile {
  const char *const *targets; /* what depends on the files; at least one */
  size_t target_count;
  const char *const *more; /* files that were read besides the model: a template, fonts */
  size_t more_count;
  bool is_phony; /* a rule without a recipe for every file but the first, so that Make goes on when
                    one of them is gone */
} ctm_depfile;

/* The rule of a Makefile `TARGETS: FILES`, as Make and Ninja read it. *out is yours, NULL unless
 * CTM_OK. CTM_USAGE: a name has a line break, which no Makefile can say, or there is no target. */
CTM_API ctm_status ctm_unit_depfile(ctm_unit *unit, const ctm_depfile *depfile, ctm_text **out);

/* The list of all that decides what a build makes of the unit's model: versions, the day, and the
 * SHA-256 of the library, the built-in templates, every file of the model, and of outputs' template
 * and fonts (`outputs` NULL: none), one a line:
 *
 *   ctm 0.1.0
 *   language 1
 *   as-of 2026-11-24
 *   SHA256  library
 *   SHA256  report.xsl          (and .css, .js)
 *   SHA256  model payments.ctm  (relative to the folder of the model)
 *   SHA256  template mine.xsl   (by the name without its folder)
 *   SHA256  font Inter.ttf
 *
 * It is the same wherever the model lies. Formats, theme and scale are the caller's to add; of the
 * machine's own fonts and libraries nothing is said. *out is yours, NULL unless CTM_OK. CTM_ERRORS;
 * CTM_CANNOT_READ. */
CTM_API ctm_status ctm_digest_list(ctm_unit *unit, const ctm_outputs *outputs, ctm_text **out);

/* The SHA-256 of that list, 64 hexadecimal digits and a line end. *out and errors as there. */
CTM_API ctm_status ctm_digest(ctm_unit *unit, const ctm_outputs *outputs, ctm_text **out);

CTM_END

#endif
