/* What the passes over assertions, acceptances, treatments and views share; of no interest outside
 * the folder. */
#ifndef CTM_MODEL_CLAIMS_H
#define CTM_MODEL_CLAIMS_H

#include "model/resolve.h"

/* One file's claims under way. */
struct claims {
  struct builder *b;
  const struct file *file;
  const struct tree *tree;
  struct scope scope; /* the top of that file */
  struct map *ids;    /* (sym of an assertion's id, 0) -> its number in model->assertions;
                         (sym of a view's id, 1) -> in model->views */
};

/* "x" with the file's prefix before it. */
struct str claim_id(const struct claims *c, sym name);
const char *claim_doc(const struct claims *c, const struct decl *decl);
struct span claim_name_span(const struct claims *c, const struct decl *decl);

/* What all clauses of `link` say. */
struct texts claim_links(const struct claims *c, const struct said *said);

/* Adds the sets that all clauses of that key name. */
void sets_say(const struct claims *c, const struct said *said, enum key key, struct sets *sets);
/* The roots that members of a set may have; ROOTS_ANY where nothing is known. */
roots set_roots(const struct claims *c, const struct set *set);
/* E0507 for each set that is no place; such sets are dropped. */
void sets_keep_places(const struct claims *c, struct sets *sets, enum key key);
/* E0506 for each set that is no actor. */
void sets_keep_people(const struct claims *c, struct sets *sets, enum key key);
/* E0505 for each set whose members cannot run code. */
void sets_keep_actors(const struct claims *c, struct sets *sets);

void assertion_say(const struct claims *c, const struct decl *decl);
void acceptance_say(const struct claims *c, const struct decl *decl);
void treatment_say(const struct claims *c, const struct decl *decl);
void view_say(const struct claims *c, const struct decl *decl);

#endif
