/* What the files of this folder share. */
#ifndef CTM_API_API_H
#define CTM_API_API_H

#include "base/writer.h"
#include "model/model.h"
#include "register/register.h"

#include <ctm/ctm.h>

struct ctm_text {
  struct writer writer;
};

struct ctm_unit {
  struct unit unit;
  struct model *model; /* NULL until something was loaded */
  const char *base;    /* the unit's, or NULL */
  char reason[480];
  struct answers *answers; /* judged; made by unit_judge */
  struct reg *reg;
  struct ctm_check *check;
  ctm_message *shown; /* of ctm_unit_messages */
  uint32_t source;    /* of ctm_format_file */
};

/* Keeps the reason and returns the status. */
ctm_status unit_fail(struct ctm_unit *self, ctm_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A status of the folders below. */
ctm_status unit_status(struct ctm_unit *self, const struct status *status);
/* Whether a model is loaded and has no errors: CTM_OK, CTM_ERRORS or CTM_USAGE. */
ctm_status unit_is_ready(struct ctm_unit *self);
/* The analysis that all outputs share, made once: answers and register. */
ctm_status unit_judge(struct ctm_unit *self);
/* The same with findings and lints as messages, made once: what check and build show. */
ctm_status unit_check(struct ctm_unit *self);
/* Says in the help of a failed assertion's message which controls would make it hold (the smallest
 * cut), or that none would; nothing where that takes too long to tell. */
void unit_mend(struct ctm_unit *self, uint32_t assertion, struct message *message);
/* Whether a finding was found; threats and lints as asked. */
bool unit_has_findings(const struct ctm_unit *self, ctm_fail_on fail_on);

/* From which level on an open threat is a finding; RISK_NONE: from none. */
enum risk_level level_of(ctm_fail_on fail_on);

/* A new text that takes over what was written. */
ctm_text *text_made(struct writer *writer);

/* The day that counts; false after unit_fail. */
bool day_choose(struct ctm_unit *self, const char *as_of, struct day *day);

/* A question with its names found. */
struct asked {
  struct answers *answers;
  enum world_type type;
  uint32_t from;          /* or NONE */
  uint32_t breached;      /* or NONE */
  struct changes changes; /* that are supposed */
  struct numbers despite; /* people who err first … */
  struct numbers slips;   /* … and what they may bring about */
  const char *supposed;   /* what is supposed, in words, "" if nothing */
  const char *options;    /* the same and the world as options of a command: " --world planned" */
};
/* CTM_OK; CTM_USAGE; CTM_ERRORS. */
ctm_status question_resolve(struct ctm_unit *self, const ctm_question *question,
                            struct asked *asked);
/* Its parts, for who grounds nothing; false after unit_fail. The ends are NONE where nobody is
 * named. */
bool question_world(struct ctm_unit *self, const ctm_question *question, enum world_type *type);
bool question_changes(struct ctm_unit *self, const ctm_question *question, struct changes *changes);
bool question_ends(struct ctm_unit *self, const ctm_question *question, uint32_t *from,
                   uint32_t *breached);
/* What is supposed, in words; "" if nothing. */
const char *question_supposed(struct ctm_unit *self, const ctm_question *question);
/* The same and the world, as options of a command line. */
const char *question_options(struct ctm_unit *self, const ctm_question *question);
/* The states of question->to: THING.PRIVILEGE, or all that harms the thing. CTM_OK; CTM_USAGE. */
ctm_status question_goals(struct ctm_unit *self, const struct answers *answers, const char *to,
                          struct facts *goals);
/* The thing of a name; NONE after unit_fail. */
uint32_t question_thing(struct ctm_unit *self, const struct model *model, const char *name);

/* The steps of a proof, and what would stop each in the world in which it was made. The unit's. */
const ctm_step *unit_steps(struct ctm_unit *self, const struct ground *ground,
                           const struct world *world, const struct proof *proof);

/* "an asset": what a thing is, for messages. */
const char *kind_of(struct ctm_unit *self, const struct model *model, uint32_t thing);

/* Whom a question is about, and where they get in its world. */
struct asked_party {
  uint32_t shown; /* the entity whose id is shown */
  const struct reach *reach;
  const struct reach *less; /* what rules alone give, to be left out; or NULL */
};
/* The goals of one party; what rules alone give a careless one is no slip and stays out. */
struct facts question_goals_of(struct ctm_unit *self, const struct asked_party *party,
                               const struct facts *goals);
struct asked_party *question_parties(struct ctm_unit *self, const struct asked *asked,
                                     uint32_t *count);

#endif
