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
  unit_fail(self, CTM_USAGE, "`%s` is nobody", name);
  return false;
}

static struct numbers numbers_of(const people_list *list)
{
  return (struct numbers){list->at, (uint32_t)list->len};
}

static bool find_people(struct ctm_unit *self, const ctm_question *question,
                        struct datalog_question *asked)
{
  people_list who = {0}, despite = {0};
  enum stance stance = asked->type == WORLD_CARELESS ? STANCE_CARELESS : STANCE_HOSTILE;
  if (!question->from)
    add_party(self, stance, &who);
  else if (!add_person(self, question->from, &who))
    return false;
  for (size_t i = 0; i < question->despite_count; i++) {
    if (strcmp(question->despite[i], "all") == 0)
      add_party(self, STANCE_CARELESS, &despite);
    else if (!add_person(self, question->despite[i], &despite))
      return false;
  }
  asked->who = numbers_of(&who);
  asked->despite = numbers_of(&despite);
  return true;
}

static bool find_world(struct ctm_unit *self, const ctm_question *question,
                       struct datalog_question *asked)
{
  asked->type = question->assume_plans ? WORLD_PLANNED : WORLD_RESIDUAL;
  bool is_known = !question->world || world_find(str_from(question->world), &asked->type);
  if (!is_known)
    unit_fail(self, CTM_USAGE, "no world is called `%s`", question->world);
  else if (question->breached || question->with_count || question->without_count ||
           question->has_count)
    unit_fail(self, CTM_USAGE, "what is supposed besides `despite` is not exported");
  else if (asked->type == WORLD_CARELESS && question->despite_count)
    unit_fail(self, CTM_USAGE, "`despite` is about attackers, the world careless is not");
  else
    return true;
  return false;
}

ctm_status ctm_export_datalog(ctm_unit *self, const ctm_question *question, ctm_text **out)
{
  *out = NULL;
  ctm_status status = unit_is_ready(self);
  if (status != CTM_OK) return status;
  struct datalog_question asked = {0};
  if (!find_world(self, question, &asked) || !find_people(self, question, &asked)) return CTM_USAGE;
  struct writer writer = {0};
  datalog_print(self->model, &asked, &writer);
  *out = text_made(&writer);
  return CTM_OK;
}
