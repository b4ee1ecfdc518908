/* What files for other programs share: names of rows, places that those programs can open, the way
 * that stands behind a threat. None of it decides anything. */
#ifndef CTM_WRITE_EXCHANGE_H
#define CTM_WRITE_EXCHANGE_H

#include "register/register.h"

/* A term's title, else its name. */
struct str term_label(const struct unit *unit, const struct term *term);
/* "Log in with a stolen secret: Registry push token"; in `arena`. */
const char *rule_at_title(const struct reg *reg, struct arena *arena, uint32_t rule,
                          uint32_t thing);
/* The first sentence of a text, at most its first paragraph. */
struct str first_sentence(struct str text);
/* "mfa on supply.forge.registry" for each control that could still stop the threat, commas between
 * them; "" if there is none. A planned one says so. In `arena`. */
const char *threat_remedies(const struct reg *reg, struct arena *arena,
                            const struct reg_threat *threat);
/* "until 2026-12-31, accepted by Ann: the reason (CHG-7)", as the model says it; in `arena`. */
const char *acceptance_text(struct arena *arena, const struct acceptance *said);
/* Names of things with commas between them: "internet.eve, office.dirk"; in `arena`. */
const char *things_text(const struct reg *reg, struct arena *arena, const struct numbers *things);

/* The row's file from where the program was called, if the model was named by a relative path below
 * that folder; else from the model's folder. Never absolute. In `arena`. */
const char *file_from_here(const struct reg *reg, struct arena *arena, const char *file);
/* The same as a relative reference of RFC 3986: all but unreserved characters and `/` escaped. */
const char *file_uri(const struct reg *reg, struct arena *arena, const char *file);

/* The easiest of the scenarios on whose shown way the threat lies; NULL if there is none. */
const struct reg_scenario *threat_easiest(const struct reg *reg, const struct reg_threat *threat);
/* Open, expired or accepted: somebody can take it now. */
bool threat_is_possible(const struct reg_threat *threat);
/* The residual risk; of a threat that nobody can take now the inherent one. */
const struct reg_risk *threat_risk(const struct reg_threat *threat);

/* The row of the coverage that a rule or weakness maps to, and that of its standard. */
struct mapped {
  uint32_t standard;    /* in reg->coverage */
  uint32_t requirement; /* in its requirements */
};
struct mapped mapped_to(const struct reg *reg, const struct maps *maps);

#endif
