/* How a name finds its thing; shared by the passes of model/, of no interest outside. */
#ifndef CTM_MODEL_RESOLVE_H
#define CTM_MODEL_RESOLVE_H

#include "model/model.h"

/* What a name may stand for in a scope. */
enum target_type { TARGET_NOTHING, TARGET_ENTITY, TARGET_TEMPLATE };

struct scopes; /* names by scope: entities as scopes, files' tops as scopes (scopes.c) */

/* Where a path stands: it is tried inside `entity` and outwards, then at the top of `file`, then as
 * a full path. */
struct scope {
  uint32_t entity; /* or NONE */
  uint32_t file;
};

/* The passes' shared state. */
struct builder {
  struct unit *unit;
  struct model *model;
  struct scopes *scopes;
  const char *base;
};

/* The entity a path names, or NONE after a message E0202 with a suggestion. Templates are E0203
 * ("a template is no thing"). */
uint32_t resolve_path(struct builder *b, const struct tree *tree, const struct path *path,
                      struct scope scope);
/* The same without a message. */
uint32_t resolve_quietly(struct builder *b, const struct path *path, struct scope scope);
/* An entity by path, by `a -> b` (the unnamed flow between two ends), or an image by its text;
 * NONE after a message. */
uint32_t resolve_value(struct builder *b, const struct tree *tree, const struct value *value,
                       struct scope scope);
uint32_t resolve_flow(struct builder *b, const struct tree *tree, const struct path *source,
                      const struct path *target, struct scope scope);
uint32_t resolve_image_text(struct builder *b, struct str text);

/* A path or `any x` of an assertion or view; false after a message. With `wants_privilege` the last
 * segment is a privilege (E0504 if not, or if things of that root have none such). */
bool resolve_set(struct builder *b, const struct tree *tree, const struct value *value,
                 struct scope scope, bool wants_privilege, struct set *set);

/* Checks a clause against keys.def: E0301 (does not belong here; lists what does), E0302 (one value
 * alone), E0303 (a value of the wrong form). `context` is a bit of keys.h. True if it may be used. */
bool clause_check(struct unit *unit, const struct tree *tree, const struct clause *clause,
                  unsigned context, const char *of_what);

/* E0304 "said twice" with both places, for single-valued keys. */
void clause_said_twice(struct unit *unit, const struct tree *tree, const struct clause *clause,
                       struct span before);

/* Assertions, acceptances, treatments, views of all the user's files (claims.c), once entities are
 * resolved. */
void claims_resolve(struct builder *b);

#endif
