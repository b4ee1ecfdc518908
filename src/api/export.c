/* The model for other programs. Nothing is ground for it: the other program does that. */
#include "write/datalog.h"

#include "api/api.h"

typedef VEC_OF(uint32_t) people_list;

static void add_party(struct ctm_unit *self, enum stance stance, people_list *list)
{
  const struct model *model = self->model;
  for (uint32_t i = 0; i < model->entities.len; i++) {
    const struct entity *e = model_entity(model, i);
    if (e->root == ROOT_ACTOR && e->party.stance == stance) vec_push(&self->unit.arena, list, i);
  }
}

static bool add_person(struct ctm_unit *self, const char *name, people_list *list)
{
  uint32_t person = question_thing(self, self->model, name);
  if (person == NONE) return false;
  if (model_entity(self->model, person)->root == ROOT_ACTOR) {
    vec_push(&self->unit.arena, list, person);
    return true;
  }
  unit_fail(self, CTM_USAGE, "`%s` is nobody: only people make mistakes", name);
  return false;
}

static struct numbers numbers_of(const people_list *list)
{
  return (struct numbers){list->at, (uint32_t)list->len};
}

static bool find_despite(struct ctm_unit *self, const ctm_question *question,
                         struct datalog_question *asked)
{
  people_list despite = {0};
  for (size_t i = 0; i < question->despite_count; i++) {
    if (strcmp(question->despite[i], "all") == 0)
      add_party(self, STANCE_CARELESS, &despite);
    else if (!add_person(self, question->despite[i], &despite))
      return false;
  }
  asked->despite = numbers_of(&despite);
  return true;
}

/* Of a breached machine it is whoever is named, and else the machine itself. */
static bool find_who(struct ctm_unit *self, const ctm_question *question,
                     struct datalog_question *asked)
{
  people_list who = {0};
  uint32_t from, breached;
  if (!question_ends(self, question, &from, &breached)) return false;
  asked->start = breached;
  uint32_t alone = from != NONE ? from : breached;
  if (alone != NONE)
    vec_push(&self->unit.arena, &who, alone);
  else
    add_party(self, asked->type == WORLD_CARELESS ? STANCE_CARELESS : STANCE_HOSTILE, &who);
  asked->who = numbers_of(&who);
  asked->is_greatest = breached != NONE && from == NONE;
  return true;
}

ctm_status ctm_export_datalog(ctm_unit *self, const ctm_question *question, ctm_text **out)
{
  *out = NULL;
  ctm_status status = unit_is_ready(self);
  if (status != CTM_OK) return status;
  struct datalog_question asked = {0};
  if (!question_world(self, question, &asked.type) ||
      !question_changes(self, question, &asked.changes) || !find_who(self, question, &asked) ||
      !find_despite(self, question, &asked))
    return CTM_USAGE;
  struct writer writer = {0};
  datalog_print(self->model, &asked, &writer);
  *out = text_made(&writer);
  return CTM_OK;
}
