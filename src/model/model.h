/* The model: a graph of entities, resolved, checked, frozen.
 *
 *   struct model *model = model_build(unit, "payments.ctm");
 *
 * reads the root file and its imports, puts the library before them, declares all names, resolves
 * all clauses and freezes the result into flat arrays. With errors on the unit the model is still
 * there, for editors; it is analysed only without. */
#ifndef CTM_MODEL_MODEL_H
#define CTM_MODEL_MODEL_H

#include "base/bitset.h"
#include "base/map.h"
#include "model/vocabulary.h"

struct file {
  uint32_t number; /* in loading order; the library's files first */
  uint32_t source;
  struct tree *tree;
  bool is_library;
  sym prefix; /* the name that its ids begin with; 0 of the root file and the library */
  VEC_OF(struct {
    sym alias;
    uint32_t file;
    struct span span;
  })
  imports;
};

/* Where a trait comes from. */
enum basis { BASIS_STATED, BASIS_TEMPLATE, BASIS_KIND, BASIS_PROTOCOL, BASIS_OBSERVED };
const char *basis_word(enum basis basis); /* "stated", "template", "kind default", … */

/* One weakness or control of one thing. */
struct trait {
  uint32_t number; /* weakness or control */
  enum basis basis;
  bool is_planned;            /* of `plans` */
  struct span span;           /* the word where it stands */
  const struct str *evidence; /* texts said on this very thing */
  uint32_t evidence_count;
};

struct evidence {
  uint32_t entity;
  sym name; /* of a control or weakness */
  struct str where;
  struct span span;
};

/* What `link` and `assumes` say. */
struct texts {
  const struct str *at;
  uint32_t count;
};

enum worth { WORTH_NONE, WORTH_LOW, WORTH_MEDIUM, WORTH_HIGH, WORTH_CRITICAL };
const char *worth_word(enum worth worth); /* "unstated" for none */
enum trust { TRUST_UNSTATED, TRUST_NONE, TRUST_LOW, TRUST_MEDIUM, TRUST_HIGH };
const char *trust_word(enum trust trust); /* "" if unstated */
enum harm { HARM_CONFIDENTIALITY, HARM_INTEGRITY, HARM_AVAILABILITY, HARM_COUNT };

struct entity {
  sym name;         /* last part of the id; 0 of an unnamed flow and of an image as text */
  struct str id;    /* full path: "prod.edge.ingress", "a.b->c.d", "\"postgres:17\""; NUL behind */
  struct str title; /* "" if none */
  struct str doc;   /* its ## text; "" if none */
  uint32_t kind;
  uint8_t root;  /* enum root, as its kind's */
  uint8_t trust; /* enum trust, of a boundary */
  uint8_t
      worth[HARM_COUNT]; /* enum worth; `value` already spread to what says nothing of its own */
  bool is_worth_stated;
  bool is_text_image; /* named by a text alone */
  uint32_t place;     /* entity in which it lies, or NONE */
  uint32_t scope;     /* entity in whose braces it is written (flows too), or NONE: top of a file */
  uint32_t file;
  uint32_t depth;          /* of nesting; top-level is 0 */
  uint32_t inner_end;      /* entities nested in it at any depth, see model_is_within */
  struct span span;        /* its subject where it is declared */
  const struct decl *decl; /* NULL of an image as text */
  struct str owner, ref;
  struct texts links, assumes;
  struct span owner_span;
  const sym *tags;
  uint32_t tag_count;
  const struct str *was; /* former full ids */
  uint32_t was_count;
  sym glyph;                 /* of its own or its kind's; 0 if nobody names one */
  struct party_traits party; /* of an actor: resolved along thing, templates, extends, kinds */
  /* of a flow */
  uint32_t source, target; /* NONE of anything else */
  uint32_t protocol;       /* NONE: none said */
  sym port;                /* the code behind `/` */
  uint32_t flow_number;    /* 1 … in the order of declaration; 0 of anything else */
  /* hash-consed sets, see model_has / model_is_with */
  uint32_t has_set;     /* weaknesses, with all that they are */
  uint32_t with_set[3]; /* controls by enum counted, doors included, with all that they are */
  uint32_t stated_set;  /* controls declared on the thing itself (kind, template, protocol
                           included; doors not), with all that they are: for `require` */
};

/* Which controls count: those in place; with plans; with evidence alone. */
enum counted { COUNTED_PLACED, COUNTED_PLANNED, COUNTED_EVIDENCED };

/* What a relation clause states. */
struct tie {
  uint32_t from, to;
  uint8_t relation; /* enum relation */
  struct span span; /* the value */
};

struct adjacency {
  uint32_t *first; /* by entity, count + 1 of them; NULL: the path is empty everywhere */
  uint32_t *items; /* in the order of declaration, each once */
};

/* A person or thing of an assertion, acceptance or view: one entity, or `any` of a kind or stance.
 */
struct set {
  enum { SET_ENTITY, SET_KIND, SET_STANCE } type;
  uint32_t number;   /* entity, kind or enum stance */
  uint8_t privilege; /* of `gains`; PRIVILEGE_COUNT else */
  struct span span;
  struct str text; /* as written */
};

struct sets {
  struct set *at;
  uint32_t count;
};

enum verb { VERB_TOUCHES, VERB_HARMS, VERB_GAINS, VERB_REQUIRE };
const char *verb_word(enum verb verb);

struct assertion {
  struct str id;    /* with the prefix of its file */
  struct str title; /* "" if none */
  const char *doc;
  struct span span; /* of its name */
  struct span line; /* from `assert` to the end of its header */
  const char *says; /* its clauses as written, in one line: "never any hostile touches orders" */
  enum verb verb;
  struct sets subjects; /* of `never` */
  struct sets except;
  struct sets targets; /* of touches, harms, gains */
  struct sets despite; /* people */
  bool is_within;
  uint32_t within;        /* effort */
  struct numbers require; /* controls */
  struct sets on, in, across;
  struct texts links;
};

enum accept_form { ACCEPT_RULE, ACCEPT_LINT, ACCEPT_ASSERTION, ACCEPT_SCENARIO };

struct acceptance {
  enum accept_form form;
  struct str subject; /* as written: "flood", an assertion's id, "a -> b" */
  uint32_t rule;      /* ACCEPT_RULE */
  enum code lint;     /* ACCEPT_LINT */
  uint32_t assertion; /* ACCEPT_ASSERTION: number in model->assertions */
  uint32_t attacker;  /* ACCEPT_SCENARIO */
  uint32_t thing;     /* of `on`, or the thing of worth; NONE */
  struct str about;   /* of a lint: the assertion, view or model that `on` names; "" else */
  struct numbers by;  /* attackers for whom alone it holds; empty: all */
  struct str owner, because, ticket;
  struct day until, since; /* since.year 0: not said */
  uint8_t up_to;           /* enum worth; WORTH_NONE: not said */
  struct texts links;
  struct span span; /* of its subject */
};

struct treatment {
  uint32_t rule, thing;
  struct numbers with; /* controls */
  struct str owner, because, ticket;
  struct day until; /* due; year 0: not said */
  struct texts links;
  struct span span;
};

struct view {
  struct str id;
  struct str title; /* "" if none */
  const char *doc;
  struct span span;
  struct sets show, hide, focus, collapse;
  struct {
    struct set from, to;
  } * paths;
  uint32_t path_count;
  enum { DIRECTION_AUTO, DIRECTION_RIGHT, DIRECTION_DOWN } direction;
  bool is_labels_full;
  struct texts links;
};

struct model {
  struct unit *unit;
  VEC_OF(struct file *) files;
  uint32_t root_file; /* number in files */
  struct vocabulary vocabulary;

  /* of the `model` line; empty where nothing is said */
  sym name; /* else the stem of the root file */
  struct str title, owner, version;
  struct day reviewed; /* year 0: not said */
  struct texts assumes, links;
  const char *doc;
  struct span span; /* SPAN_NOWHERE without a `model` line */

  VEC_OF(struct entity) entities; /* in the order of declaration */
  VEC_OF(struct tie) ties;        /* by `from`, then in the order of declaration */
  uint32_t *first_tie;            /* by entity, count + 1 of them */
  VEC_OF(struct evidence) evidence;
  struct adjacency paths[PATHWORD_COUNT];
  VEC_OF(struct assertion) assertions;
  VEC_OF(struct acceptance) acceptances;
  VEC_OF(struct treatment) treatments;
  VEC_OF(struct view) views;

  /* what `has`, `with`, `plans` say of each entity itself (own, templates, extends), by entity */
  struct {
    uint32_t *first;
    struct trait *at;
  } own_has, own_with;
  uint64_t *has_sets, *with_sets; /* all sets behind one another, words as in the vocabulary */
  uint32_t flow_count;
  uint32_t *by_nesting; /* entities in the order of nesting: what lies within e is
                           by_nesting[nesting[e]] … by_nesting[inner_end[e] - 1], e first */
  uint32_t *nesting;    /* by entity: its place in by_nesting */
  struct symbols *ids;  /* the sym of an id is 1 + its entity; NULL: nothing has a `was` */
};

/* Reads `path` ("-" is standard input, whose imports are relative to `base`, else the current
 * folder). What cannot be read at all is a status; all else are messages on the unit. */
struct status model_build(struct unit *unit, const char *path, const char *base,
                          struct model **out);
/* The same with the root file's text at hand (an editor's buffer, a test). */
struct status model_build_text(struct unit *unit, const char *name, struct str text,
                               const char *base, struct model **out);

/* What a command adds to or takes from the model for one question (`--with`, `--without`, `--has`);
 * entity NONE: of all things where it may stand. */
struct change {
  enum { CHANGE_WITH, CHANGE_WITHOUT, CHANGE_HAS } type;
  uint32_t number; /* control or weakness */
  uint32_t entity;
};
struct changes {
  const struct change *at;
  uint32_t count;
};
/* The same model with those changes: only its sets differ. The unit's. */
const struct model *model_changed(struct unit *unit, const struct model *model,
                                  const struct changes *changes);

static inline const struct entity *model_entity(const struct model *model, uint32_t number)
{
  return &model->entities.at[number];
}
/* The entity of a full id ("a.b", "a->b", "\"postgres:17\""), or NONE. */
uint32_t model_find(const struct model *model, struct str id);
/* Resolves what a command's user wrote: a full id, else a unique id that ends in it ("web" for
 * "shop.front.web"). NONE with *suggestion set to the nearest id, if one is near. */
uint32_t model_find_loosely(const struct model *model, struct str text, struct str *suggestion);

/* Where the path leads from there, in the order of declaration. */
static inline const uint32_t *model_walk(const struct model *model, enum pathword word,
                                         uint32_t entity, uint32_t *count)
{
  const struct adjacency *a = &model->paths[word];
  *count = 0;
  if (!a->first) return NULL;
  *count = a->first[entity + 1] - a->first[entity];
  return a->items + a->first[entity];
}
/* The tie that states it, for its place in the source; NULL for nesting and flow ends. */
const struct tie *model_tie(const struct model *model, enum relation relation, uint32_t from,
                            uint32_t to);
/* Where in the source a hop from `from` to `to` along `word` is stated: the tie's value, the nested
 * thing, the flow. */
struct span model_hop_span(const struct model *model, enum pathword word, uint32_t from,
                           uint32_t to);

bool model_is_a(const struct model *model, uint32_t entity, uint32_t kind);
/* Nested in it at any depth, itself included; a flow if both ends are. `boundary` is any place. */
bool model_is_within(const struct model *model, uint32_t entity, uint32_t place);
/* A flow with exactly one end within. */
bool model_crosses(const struct model *model, uint32_t flow, uint32_t boundary);

static inline bool model_has(const struct model *model, uint32_t entity, uint32_t weakness)
{
  const struct entity *e = model_entity(model, entity);
  return bitset_has(model->has_sets + e->has_set * model->vocabulary.weakness_words, weakness);
}
static inline bool model_is_with(const struct model *model, uint32_t entity, uint32_t control,
                                 enum counted counted)
{
  const struct entity *e = model_entity(model, entity);
  return bitset_has(model->with_sets + e->with_set[counted] * model->vocabulary.control_words,
                    control);
}

/* All weaknesses / controls (in place, then planned) that are said of the thing: its own, its
 * templates', its kind's, its protocol's, observed ones; each number once, the nearest basis wins.
 * In `arena`. */
struct trait *model_weaknesses(const struct model *model, struct arena *arena, uint32_t entity,
                               uint32_t *count);
struct trait *model_controls(const struct model *model, struct arena *arena, uint32_t entity,
                             uint32_t *count);

/* The members of a set in the order of declaration, in `arena`. */
struct numbers model_members(const struct model *model, struct arena *arena, const struct set *set);
bool model_in_set(const struct model *model, const struct set *set, uint32_t entity);
bool model_in_sets(const struct model *model, const struct sets *sets, uint32_t entity);

/* What a thing is called in text: its title, else its name. */
struct str model_label(const struct model *model, uint32_t entity);
const char *model_kind_word(const struct model *model, uint32_t entity);

#endif
