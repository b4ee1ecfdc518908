/* All of the library: threat models of container platforms, from text.
 *
 *   ctm_unit *unit;
 *   const ctm_check *check = NULL;
 *   if (ctm_unit_open(&unit, NULL) == CTM_OK && ctm_unit_load(unit, "shop.ctm") == CTM_OK)
 *     ctm_check_run(unit, CTM_FAIL_NEVER, &check);
 *   … ctm_check_assertions(check, &assertions) …
 *   ctm_unit_free(unit); */
#ifndef CTM_CTM_H
#define CTM_CTM_H

#include <ctm/build.h>
#include <ctm/check.h>
#include <ctm/choke.h>
#include <ctm/cut.h>
#include <ctm/diff.h>
#include <ctm/explain.h>
#include <ctm/export.h>
#include <ctm/files.h>
#include <ctm/format.h>
#include <ctm/question.h>
#include <ctm/reach.h>
#include <ctm/slips.h>
#include <ctm/starter.h>
#include <ctm/status.h>
#include <ctm/text.h>
#include <ctm/unit.h>
#include <ctm/way.h>

#endif
