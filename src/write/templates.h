/* The files of templates/ that stand in the binary (cmake/Embed.cmake writes them). */
#ifndef CTM_WRITE_TEMPLATES_H
#define CTM_WRITE_TEMPLATES_H

#include "base/str.h"

extern const struct str template_report_xsl, template_report_css, template_report_js;

#endif
