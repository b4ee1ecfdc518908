/* Easy ways to a thing, step by step. */
#ifndef CTM_WAY_H
#define CTM_WAY_H

#include <ctm/question.h>
#include <ctm/text.h>
#include <ctm/unit.h>

#include <stdint.h>

CTM_BEGIN

/* The ways of all who were asked about; the unit's. */
typedef struct ctm_ways ctm_ways;

typedef struct ctm_way {
  const char *attacker;  /* id */
  unsigned number;       /* among the ways of that attacker, from 1 on */
  bool is_there;         /* false: no way was found, there is none; all else is then empty */
  const char *thing;     /* what is got at: id … */
  const char *privilege; /* … and how */
  uint32_t effort;       /* the sum over its steps: an upper bound of the least effort */
  uint32_t least;        /* question->exact: no way of the attacker takes less effort; else 0 */
  bool is_least;         /* that bound is proved to be the effort of this way */
  uint32_t fresh;        /* its steps that a control could stop and no way before it has */
  uint32_t crossed;      /* how many boundaries it crosses */
  size_t step_count;
} ctm_way;

typedef struct ctm_step {
  const char *thing;  /* what it gains: id … */
  const char *gained; /* … and the privilege or weakness */
  const char *rule;   /* why: the name of a rule, technique or mistake */
  const char *file;   /* where in the model the ground for it is stated */
  unsigned line;
  uint32_t effort;        /* its own */
  const char *crosses;    /* the boundary that it gets into or across, or NULL */
  const char *stopped_by; /* "egress-policy on shop.web": what would stop it, a planned one first;
                             NULL: nothing that may be added */
} ctm_step;

enum { CTM_WAYS_MOST = 100 };

/* What there is besides the ways of somebody. */
typedef enum ctm_ways_rest {
  CTM_WAYS_ALL,    /* nothing: any other way takes every step of one of these that can be stopped */
  CTM_WAYS_MORE,   /* another way */
  CTM_WAYS_UNKNOWN /* nobody asked (question->ways), or the search stopped at its limit */
} ctm_ways_rest;

/* The easiest way to question->to of everybody who is asked about and, where question->ways is more
 * than 1, others behind it: no two have the same steps that a control could stop, and that which
 * shares the fewest of them with those before it comes first. question->exact: the first takes the
 * least effort, or it is said between which bounds that lies. Without a privilege a way leads to
 * the easiest of what "harms" means: read, write, use, deploy, exec, admin, deny; of a boundary
 * inside, and all of that of what lies in it. *out is borrowed from the unit. As ctm_reach_ask. */
CTM_API ctm_status ctm_way_ask(ctm_unit *unit, const ctm_question *question, const ctm_ways **out);

/* Those of a person behind one another, people in the order of declaration; at least one entry a
 * person. *out is borrowed from the unit. Returns how many. */
CTM_API size_t ctm_ways_list(const ctm_ways *ways, const ctm_way **out);

/* The steps of the way number `way`, each behind those it stands on. *out is borrowed from the
 * unit. Returns how many. */
CTM_API size_t ctm_ways_steps(const ctm_ways *ways, size_t way, const ctm_step **out);

/* What there is besides the ways of the person whose way has that number in the list. */
CTM_API ctm_ways_rest ctm_ways_other(const ctm_ways *ways, size_t way);

/* As text or JSON. *out is yours. CTM_USAGE for TSV. */
CTM_API ctm_status ctm_ways_print(const ctm_ways *ways, ctm_format format, ctm_text **out);

CTM_END

#endif
