/* Which things `any x` ties, as seen from one of them; of no interest outside model/. */
#ifndef CTM_MODEL_VICINITY_H
#define CTM_MODEL_VICINITY_H

#include "model/resolve.h"

struct vicinity;
/* Of all things declared so far, in `arena`. */
struct vicinity *vicinity_make(const struct builder *b, struct arena *arena);
/* Every member of the set that is written within the entity or, if there is none, within the
 * nearest place around that has some, else in the whole model; never the entity itself. In the
 * order of declaration. */
struct numbers vicinity_members(struct vicinity *vicinity, const struct set *set, uint32_t entity);

#endif
