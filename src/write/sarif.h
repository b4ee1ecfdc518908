/* The register for code scanners' readers: SARIF 2.1.0 (OASIS, 2020). */
#ifndef CTM_WRITE_SARIF_H
#define CTM_WRITE_SARIF_H

#include "base/writer.h"
#include "register/register.h"

/* One run: a rule for each technique and mistake, with what it maps to as taxa; a result for each
 * threat, for each assertion that does not hold, for each acceptance that no longer stands and for
 * each lint. What nobody can do now is a result that passes. Acceptances are suppressions of what
 * they accept, which is never left out. */
void write_sarif(struct reg *reg, struct writer *out);

#endif
