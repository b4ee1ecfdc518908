/* Everything that is made of a model: pictures, register, report. One analysis, many printers. */
#ifndef CTM_BUILD_H
#define CTM_BUILD_H

#include <ctm/check.h>
#include <ctm/text.h>
#include <ctm/unit.h>

CTM_BEGIN

/* Kinds of outputs, as bits. */
typedef enum ctm_output {
  CTM_SVG = 1 << 0,        /* a picture a sheet: overview.svg, VIEW.svg, attack-ASSERTION.svg */
  CTM_PDF = 1 << 1,        /* the same as PDF */
  CTM_XML = 1 << 2,        /* register.xml, as templates/register.xsd describes it */
  CTM_HTML = 1 << 3,       /* report.html: one page with the register and all pictures */
  CTM_PNG = 1 << 4,        /* a picture a sheet as a bitmap */
  CTM_REPORT_PDF = 1 << 5, /* report.pdf: the same story on A4, to sign; pictures on pages of their
                              own size */
  CTM_FINDINGS_SARIF = 1 << 6 /* findings.sarif: SARIF 2.1.0, for code scanning */
} ctm_output;

typedef enum ctm_theme {
  CTM_THEME_AUTO, /* SVG: light, dark where the reader prefers it, light on paper; all else light */
  CTM_THEME_LIGHT,
  CTM_THEME_DARK
} ctm_theme;

/* How pictures look. A zeroed struct is the default. */
typedef struct ctm_look {
  ctm_theme theme;
  double scale;             /* PNG: pixels for a px, 0 < scale; 0: 2 */
  const char *const *fonts; /* font files to use in place of the machine's */
  size_t font_count;
  const char *glyphs; /* a folder with pictograms, NAME.svg, beside the built-in ones
                         (templates/README.md); or NULL */
} ctm_look;

/* What to make, and where. Borrowed during the call alone. */
typedef struct ctm_outputs {
  const char *folder;        /* is made if it is missing; nothing is written outside it */
  unsigned formats;          /* bits of ctm_output */
  const char *html_template; /* the file of a template of one's own for report.html, in XSLT 1.0
                                (templates/README.md); NULL: the one that is built in */
  ctm_look look;
  ctm_fail_on fail_on; /* what of the model ends the build with CTM_FINDINGS */
} ctm_outputs;

/* The files of one build; the unit's. */
typedef struct ctm_built ctm_built;

/* Makes the outputs of a loaded unit. Each file is written beside and renamed. With errors in the
 * model or in the template nothing is touched. *out is borrowed from the unit, NULL if nothing was
 * made. CTM_OK; CTM_FINDINGS (all is written); CTM_ERRORS (see ctm_unit_messages; of a template
 * that fails while it runs all else is written); CTM_CANNOT_READ (the template, a font),
 * CTM_CANNOT_MAKE, CTM_CANNOT_WRITE, CTM_BROKEN. */
CTM_API ctm_status ctm_build(ctm_unit *unit, const ctm_outputs *outputs, const ctm_built **out);

/* The paths of the files written, in their order. *out is borrowed from the unit. Returns how
 * many. */
CTM_API size_t ctm_built_files(const ctm_built *built, const char *const **out);

/* One picture, CTM_SVG, CTM_PDF or CTM_PNG; `sheet` is "overview" (NULL), a view's id or
 * "attack-ASSERTION"; `look` NULL: the default. *out is yours, NULL unless CTM_OK. CTM_USAGE: there
 * is no such sheet; CTM_CANNOT_READ: a file that is no font. */
CTM_API ctm_status ctm_render(ctm_unit *unit, const char *sheet, ctm_output output,
                              const ctm_look *look, ctm_text **out);

CTM_END

#endif
