/* Which thing of one model is which thing of another: by id, and across renames and moves by `was`.
 *
 * It looks at names alone, so that a model can be held against what was written down of an earlier
 * one as well. */
#ifndef CTM_ANALYSE_PAIRS_H
#define CTM_ANALYSE_PAIRS_H

#include "model/model.h"

/* A thing by its names. */
struct named {
  struct str id;
  struct str name; /* the last part of the id; empty of an unnamed flow, of an image as text */
  uint32_t scope;  /* the thing that its id begins with, or NONE */
  uint32_t source, target; /* of a flow; NONE of anything else */
  const struct str *was;   /* former ids */
  uint32_t was_count;
};

struct roster {
  struct named *at; /* as the entities of the model */
  uint32_t count;
};

/* The things of a model; their texts are the model's. */
struct roster roster_of(struct arena *arena, const struct model *model);

struct pairs {
  struct roster older, newer;
  uint32_t *newer_of; /* by thing of the older one: the same of the newer one, or NONE */
  uint32_t *older_of; /* the other way round */
};

/* In `arena`. Two things are the same
 *
 * 1. where one says that it `was` the id of the other, and that id belongs to nobody else now;
 * 2. else, where what they are written in is the same and so is their name, or one says that it was
 *    called so there; of unnamed flows, where both ends are the same;
 * 3. else, where their ids are the same;
 * 4. else, where both say that they were the same.
 *
 * Nothing of it depends on which is the older one: exchanged, the pairs are exchanged. Linear in
 * the things, times the depth of nesting at worst. */
struct pairs pairs_find(struct arena *arena, const struct roster *older,
                        const struct roster *newer);

#endif
