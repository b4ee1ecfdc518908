/* Where most ways pass: what harm cannot be done without, and the single controls that would close
 * most of it. */
#ifndef CTM_CHOKE_H
#define CTM_CHOKE_H

#include <ctm/question.h>
#include <ctm/text.h>
#include <ctm/unit.h>

CTM_BEGIN

/* The answer; the unit's. */
typedef struct ctm_choke ctm_choke;

/* An attacker does a harm to a thing of worth. */
typedef struct ctm_choke_scenario {
  const char *attacker; /* id */
  const char *thing;    /* id */
  const char *harm;     /* "confidentiality", "integrity", "availability" */
} ctm_choke_scenario;

/* A state without which none of these scenarios can be. */
typedef struct ctm_choke_point {
  const char *thing;       /* id */
  const char *privilege;   /* "exec"; or a weakness that attackers bring about there */
  const size_t *scenarios; /* numbers of ctm_choke_scenarios, ascending */
  size_t scenario_count;   /* at least 1 */
} ctm_choke_point;

/* A control that is not in place; alone it would close these scenarios. */
typedef struct ctm_choke_control {
  const char *control;     /* its name */
  const char *thing;       /* where to add it: an id */
  bool is_planned;         /* the model already plans it there */
  const size_t *scenarios; /* as above */
  size_t scenario_count;
} ctm_choke_control;

/* Asks about question->from (NULL: every hostile party; in the world careless every careless one);
 * `to` is not used. A state stands for all scenarios of all of them. The harm itself and where
 * somebody stands to begin with are no answers. Of every control that is named the engine was run
 * again with it in place. In the worlds inherent and evidenced there are no controls to add. *out
 * is borrowed from the unit. As ctm_reach_ask; CTM_BROKEN if such a run does not confirm the
 * control. */
CTM_API ctm_status ctm_choke_ask(ctm_unit *unit, const ctm_question *question,
                                 const ctm_choke **out);

/* All scenarios, by attacker, then by thing. *out is borrowed from the unit. Returns how many. */
CTM_API size_t ctm_choke_scenarios(const ctm_choke *choke, const ctm_choke_scenario **out);
/* States, those of the most scenarios first; those with the same scenarios lie together, as they
 * are reached. At most those of 200 different sets of scenarios. *out is borrowed from the unit.
 * Returns how many. */
CTM_API size_t ctm_choke_points(const ctm_choke *choke, const ctm_choke_point **out);
/* Those that close most first; those that close the same lie together, planned ones first. At most
 * those of 20 different sets of scenarios, and 8 of each. *out is borrowed from the unit. Returns
 * how many. */
CTM_API size_t ctm_choke_controls(const ctm_choke *choke, const ctm_choke_control **out);

/* As text, JSON or TSV (ATTACKER, THING.PRIVILEGE, how many of their scenarios; sorted, all
 * states). *out is yours. */
CTM_API ctm_status ctm_choke_print(const ctm_choke *choke, ctm_format format, ctm_text **out);

CTM_END

#endif
