/* How a name finds its thing; shared by the passes of model/, of no interest outside. */
#ifndef CTM_MODEL_RESOLVE_H
#define CTM_MODEL_RESOLVE_H

#include "model/keys.h"
#include "model/model.h"

/* What a name may stand for in a scope. */
enum target_type { TARGET_NOTHING, TARGET_ENTITY, TARGET_TEMPLATE };

/* Where a path stands: it is tried inside `entity` and outwards, then at the top of `file`, then as
 * a full path. */
struct scope {
  uint32_t entity; /* or NONE */
  uint32_t file;
};

struct template
{
  const struct decl *decl;
  uint32_t file;
  bool is_entered; /* while its own `is` are followed: a circle comes back here */
  bool is_told;    /* its circle has had its message */
};

/* An `extend` whose target is known. */
struct extension {
  const struct decl *decl;
  uint32_t file;
  uint32_t entity;
};

/* A clause as said of an entity, kept until the freeze. */
struct said_trait {
  uint32_t entity;
  struct trait trait;
};

/* The passes' shared state. */
struct builder {
  struct unit *unit;
  struct model *model;
  const char *base;
  struct arena scratch; /* of a clause */
  struct arena naming;  /* as long as names are resolved: to the end of the build */
  struct arena saying;  /* what is said of things, until it is frozen */
  struct map names;     /* (entity or FILE_SCOPE | file, sym) -> target_type << 30 | number */
  struct map flows;     /* (source, target) -> the unnamed flow between them */
  struct map images;    /* (sym of the text, 0) -> image */
  struct map former;    /* (sym of a former full id, 0) -> entity */
  struct map prefixes;  /* (sym, 0) -> file */
  struct map doubtful;  /* (sym, 0): names of imports that were complained of; paths that begin so
                         * are not complained of, too */
  struct map said;      /* (entity, key) -> place in said_spans, of single-valued keys */
  VEC_OF(struct span) said_spans;
  VEC_OF(struct template) templates;
  VEC_OF(struct extension) extensions;
  VEC_OF(struct said_trait) has, with; /* with: `plans` too */
  VEC_OF(struct tie) ties;
  struct waiting_tie *waiting;   /* ties to `any`, the last first (clauses.c) */
  const struct changes *changes; /* or NULL */
  VEC_OF(uint8_t) is_broken;     /* by entity: its kind is unknown; nothing more is asked of it */
};

#define FILE_SCOPE 0x80000000u

/* --- the passes, in order (model.c) ----------------------------------------------------------- */
struct status files_load(struct builder *b, const char *path);
struct status files_load_text(struct builder *b, const char *name, struct str text);
void entities_declare(struct builder *b); /* things, templates, extensions; then the flows' ends */
void images_declare(struct builder *b);   /* named by a text alone */
void clauses_resolve(struct builder *b);  /* what is said of them */
void parties_inherit(struct builder *b);  /* stance, skill… of actors, from their kinds */
void traits_freeze(struct builder *b);    /* has, with, worth, parties */
void paths_freeze(struct builder *b);     /* nesting, ties, all paths */
void ids_freeze(struct builder *b);       /* for model_find */

/* Adds an entity; its number, or NONE beyond the limit. */
uint32_t entity_add(struct builder *b, struct entity entity);
static inline bool entity_is_broken(const struct builder *b, uint32_t entity)
{
  return b->is_broken.at[entity];
}

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
/* An image by its text, declared with that `ref` or named so behind `runs` or `base`; NONE without
 * a message if there is none. */
uint32_t resolve_image_text(struct builder *b, struct str text);
/* The thing that had this id once (`was`), for acceptances and treatments; NONE. */
uint32_t resolve_former(struct builder *b, const struct path *path, struct scope scope);
/* A template by path, or NONE (with or without a message). */
uint32_t resolve_template(struct builder *b, const struct tree *tree, const struct path *path,
                          struct scope scope, bool is_quiet);

/* A path or `any x` of an assertion or view; false after a message. With `wants_privilege` the last
 * segment is a privilege (E0504 if not, or if things of that root have none such). */
bool resolve_set(struct builder *b, const struct tree *tree, const struct value *value,
                 struct scope scope, bool wants_privilege, struct set *set);

/* Assertions, acceptances, treatments, views of all the user's files (claims.c), once entities are
 * resolved. */
void claims_resolve(struct builder *b);

/* Adds the texts of one clause to those said before. */
void texts_add(struct arena *arena, struct texts *texts, const struct clause *clause);

#endif
