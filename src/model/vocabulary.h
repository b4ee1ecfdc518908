/* What the library and the model's own declarations make known: kinds, protocols, weaknesses,
 * controls, rules, standards. One flat name space over all files. Everything is numbered in the
 * order of declaration, the library first; numbers index the arrays below. */
#ifndef CTM_MODEL_VOCABULARY_H
#define CTM_MODEL_VOCABULARY_H

#include "base/map.h"
#include "library/catalogue.h"
#include "model/meta.h"

#define NONE 0xffffffffu /* no number: of an entity, kind, control… */

/* What all of them share. */
struct term {
  sym name;
  struct str title;        /* "" if none */
  const char *doc;         /* its ## text, or NULL */
  struct span span;        /* of the name where it is declared; SPAN_NOWHERE of a root */
  const struct decl *decl; /* NULL of a root */
  const struct tree *tree;
  bool is_library;
  const struct str *links, *assumes; /* what `link` and `assumes` say */
  uint32_t link_count, assume_count;
};

/* A list of numbers in the unit's arena. */
struct numbers {
  uint32_t *at;
  uint32_t count;
};

struct maps {
  uint32_t standard;
  sym code;
  struct span span;
};

struct maps_list {
  struct maps *at;
  uint32_t count;
};

enum stance { STANCE_NONE, STANCE_HOSTILE, STANCE_CARELESS, STANCE_LEGITIMATE };
enum aim {
  AIM_CONFIDENTIALITY,
  AIM_INTEGRITY,
  AIM_AVAILABILITY,
  AIM_RESOURCES,
  AIM_FOOTHOLD,
  AIM_COUNT
};
enum stride {
  STRIDE_SPOOF,
  STRIDE_TAMPER,
  STRIDE_REPUDIATE,
  STRIDE_DISCLOSE,
  STRIDE_DENY,
  STRIDE_ELEVATE,
  STRIDE_COUNT
};

const char *stance_word(enum stance stance); /* "hostile"; "" for none */
enum stance stance_find(struct str word);    /* STANCE_NONE if it is none */
const char *aim_word(enum aim aim);
const char *stride_word(enum stride stride);

/* What a kind of actor, or an actor, says of itself; `is_…` false: it does not say. */
struct party_traits {
  bool is_stance, is_skill, is_resources, is_aims, is_makes;
  uint8_t stance, skill, resources;
  uint8_t aims;         /* bits 1 << AIM_… */
  struct numbers makes; /* rules (mistakes) */
};

struct kind {
  struct term term;
  uint32_t parent; /* NONE of a root kind */
  enum root root;
  bool is_place_kind; /* the kind `place` itself: a set, never declared */
  bool is_broken;     /* what it is could not be told (reported); nothing that depends on its
                         root is checked */
  sym glyph;          /* 0: none of its own; see kind_glyph */
  struct numbers has, with, plans; /* of its own, not inherited */
  struct span *has_spans, *with_spans, *plans_spans;
  struct numbers expects; /* relations (enum relation) */
  struct party_traits party;
  uint32_t depth; /* of inheritance; a root has 0 */
};

struct protocol {
  struct term term;
  uint32_t parent;                 /* or NONE */
  struct numbers has, with, plans; /* inherited ones included, nearest first */
};

struct weakness {
  struct term term;
  uint32_t parent; /* or NONE */
  sym observed;    /* `no-digest`, or 0 */
  struct maps_list maps;
  const struct str *proves;
  uint32_t proves_count;
};

struct control {
  struct term term;
  struct numbers is; /* its own parents */
  struct numbers at; /* kinds, inherited through `is` if it names none; empty: a category */
  bool is_broken;    /* what it is or where it stands could not be told (reported) */
  uint64_t *closure; /* bitset over controls: itself and all that it is */
  struct maps_list maps;
  const struct str *proves;
  uint32_t proves_count;
};

enum rule_type { RULE_RULE, RULE_TECHNIQUE, RULE_MISTAKE };
enum factor_type { FACTOR_PRIVILEGE, FACTOR_WEAKNESS, FACTOR_CONTROL };
enum { HOPS_MOST = 8 };

/* `[path.]name` of a rule. */
struct factor {
  uint8_t hops[HOPS_MOST]; /* enum pathword; `within` left out */
  uint8_t hop_count;
  bool is_within;  /* the path ends with `within`; controls only */
  uint8_t type;    /* enum factor_type */
  uint32_t number; /* privilege, weakness or control */
  struct span span;
};

struct factors {
  struct factor *at;
  uint32_t count;
};

struct rule {
  struct term term;
  enum rule_type type;
  uint32_t at; /* a kind */
  struct factors from, needs, gains, stopped_by, slowed_by;
  uint8_t skill, resources, effort;
  uint8_t stride; /* bits 1 << STRIDE_… */
  struct maps_list maps;
  bool is_sound; /* passed all checks; only such rules are ground */
};

struct standard {
  struct term term;
  struct str version, url;
  const struct catalogue *catalogue; /* NULL: it names no table; every id is taken */
};

enum term_type { TERM_KIND, TERM_PROTOCOL, TERM_WEAKNESS, TERM_CONTROL, TERM_RULE, TERM_STANDARD };

struct vocabulary {
  VEC_OF(struct kind) kinds; /* the roots first: boundary … flow by enum root, then place */
  VEC_OF(struct protocol) protocols;
  VEC_OF(struct weakness) weaknesses;
  VEC_OF(struct control) controls;
  VEC_OF(struct rule) rules;
  VEC_OF(struct standard) standards;
  struct map names;     /* (sym, 0) -> term_type << 28 | number */
  uint32_t image_kind;  /* the one library kind that the code knows */
  size_t control_words; /* uint64_t a bitset over controls; likewise … */
  size_t weakness_words;
};

/* The number of the term of that type and name, or NONE. */
uint32_t vocabulary_find(const struct vocabulary *v, enum term_type type, sym name);
/* Whatever has that name; false if nothing has. */
bool vocabulary_find_any(const struct vocabulary *v, sym name, enum term_type *type,
                         uint32_t *number);
size_t vocabulary_count(const struct vocabulary *v, enum term_type type);
const struct term *vocabulary_term(const struct vocabulary *v, enum term_type type,
                                   uint32_t number);
/* The nearest spelling among the terms of a type; empty if none is near. */
struct str vocabulary_suggest(const struct unit *unit, const struct vocabulary *v,
                              enum term_type type, struct str wanted);

/* The number of the term that a value names, or NONE after a message: E0405 kind, E0408 weakness,
 * E0409 control, E0414 standard, E0419 protocol, E0512 rule. The message says what the name is if
 * it is something else, else suggests. The value is one name. */
uint32_t vocabulary_want(struct unit *unit, const struct vocabulary *v, const struct tree *tree,
                         const struct value *value, enum term_type type);
/* The mistake that a value of `makes` names, or NONE after E0413. */
uint32_t mistake_want(struct unit *unit, const struct vocabulary *v, const struct tree *tree,
                      const struct value *value);
/* "a control", "a mistake": for messages. */
const char *term_what(const struct vocabulary *v, enum term_type type, uint32_t number);

/* `place` is the ancestor of all kinds of boundaries and machines. */
bool kind_is(const struct vocabulary *v, uint32_t kind, uint32_t ancestor);
/* The roots of the things of that kind: both places of `place`. */
roots kind_roots(const struct vocabulary *v, uint32_t kind);
/* Its own or the nearest ancestor's; 0 if none names one. */
sym kind_glyph(const struct vocabulary *v, uint32_t kind);
/* A weakness is itself and all that it `is`. */
bool weakness_is(const struct vocabulary *v, uint32_t weakness, uint32_t ancestor);
static inline bool control_is(const struct vocabulary *v, uint32_t control, uint32_t ancestor)
{
  return (v->controls.at[control].closure[ancestor / 64] >> (ancestor % 64)) & 1;
}
/* Whether the control may stand at things of that kind; false for every category. */
bool control_stands_at(const struct vocabulary *v, uint32_t control, uint32_t kind);
bool control_is_category(const struct vocabulary *v, uint32_t control);
/* The same after a message at `span`: E0411 of a category, E0410 where it does not stand. */
bool control_may_stand(struct unit *unit, const struct vocabulary *v, struct span span,
                       uint32_t control, uint32_t kind);
/* The roots of things that may be with the control or one that `is` it. */
roots control_roots(const struct vocabulary *v, uint32_t control);

struct file;
/* Pass 1: the roots, then the names of every file's declarations, in the order of the files. */
void vocabulary_declare(struct unit *unit, struct vocabulary *v, struct file *const *files,
                        uint32_t count);
/* Pass 2: what their clauses say, all checks (inheritance without circles, `at`, one many-valued
 * path, looks for controls where they can stand, skill 0-4, effort 0-9, `maps` against the
 * standard's tables). */
void vocabulary_resolve(struct unit *unit, struct vocabulary *v, struct file *const *files,
                        uint32_t count);

#endif
