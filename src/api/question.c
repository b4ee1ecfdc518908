/* A question's names, found in the model; its suppositions, checked against one another. */
#include "analyse/judge.h"
#include "api/api.h"
#include "model/keys.h"
#include "write/hint.h"

/* --- names ------------------------------------------------------------------------------------ */

uint32_t question_thing(struct ctm_unit *self, const struct model *model, const char *name)
{
  struct str near;
  uint32_t found = model_find_loosely(model, str_from(name), &near);
  if (found != NONE) return found;
  if (near.len)
    unit_fail(self, CTM_USAGE, "nothing alone is called `%s`; did you mean `%.*s`?", name,
              STR_ARGS(near));
  else
    unit_fail(self, CTM_USAGE, "nothing is called `%s`", name);
  return NONE;
}

static bool find_term(struct ctm_unit *self, enum term_type type, const char *what,
                      struct str wanted, uint32_t *number)
{
  const struct vocabulary *v = &self->model->vocabulary;
  sym name = symbols_find(&self->unit.symbols, wanted);
  *number = name ? vocabulary_find(v, type, name) : NONE;
  if (*number != NONE) return true;
  struct str near = vocabulary_suggest(&self->unit, v, type, wanted);
  if (near.len)
    unit_fail(self, CTM_USAGE, "no %s is called `%.*s`; did you mean `%.*s`?", what,
              STR_ARGS(wanted), STR_ARGS(near));
  else
    unit_fail(self, CTM_USAGE, "no %s is called `%.*s`; `ctm explain` lists all", what,
              STR_ARGS(wanted));
  return false;
}

const char *kind_of(struct ctm_unit *self, const struct model *model, uint32_t thing)
{
  return with_article(&self->unit.arena, model_kind_word(model, thing));
}

/* --- NAME@THING ------------------------------------------------------------------------------- */

typedef VEC_OF(struct change) change_list;

/* A control stands at certain kinds alone. */
static bool may_change(struct ctm_unit *self, const struct change *change, const char *text)
{
  const struct model *model = self->model;
  if (change->type == CHANGE_HAS || change->entity == NONE) return true;
  uint32_t kind = model_entity(model, change->entity)->kind;
  if (control_stands_at(&model->vocabulary, change->number, kind)) return true;
  unit_fail(self, CTM_USAGE, "`%s`: %s cannot stand at %s; `ctm explain %s` says where it does",
            text, unit_name(&self->unit, model->vocabulary.controls.at[change->number].term.name),
            kind_of(self, model, change->entity),
            unit_name(&self->unit, model->vocabulary.controls.at[change->number].term.name));
  return false;
}

static bool read_change(struct ctm_unit *self, const char *text, int type, change_list *list)
{
  const char *at = strchr(text, '@');
  if (!at || at == text || !at[1]) {
    unit_fail(self, CTM_USAGE, "`%s` is not NAME@THING (or NAME@all)", text);
    return false;
  }
  struct change change = {.entity = NONE};
  change.type = type == CHANGE_WITH  ? CHANGE_WITH
                : type == CHANGE_HAS ? CHANGE_HAS
                                     : CHANGE_WITHOUT;
  bool is_weakness = type == CHANGE_HAS;
  if (!find_term(self, is_weakness ? TERM_WEAKNESS : TERM_CONTROL,
                 is_weakness ? "weakness" : "control", (struct str){text, (size_t)(at - text)},
                 &change.number))
    return false;
  if (strcmp(at + 1, "all") != 0) {
    change.entity = question_thing(self, self->model, at + 1);
    if (change.entity == NONE || !may_change(self, &change, text)) return false;
  }
  vec_push(&self->unit.arena, list, change);
  return true;
}

static bool read_changes(struct ctm_unit *self, const char *const *texts, size_t count, int type,
                         change_list *list)
{
  for (size_t i = 0; i < count; i++)
    if (!read_change(self, texts[i], type, list)) return false;
  return true;
}

bool question_changes(struct ctm_unit *self, const ctm_question *question, struct changes *changes)
{
  change_list list = {0};
  bool are_fine =
      read_changes(self, question->with, question->with_count, CHANGE_WITH, &list) &&
      read_changes(self, question->without, question->without_count, CHANGE_WITHOUT, &list) &&
      read_changes(self, question->has, question->has_count, CHANGE_HAS, &list);
  *changes = (struct changes){list.at, (uint32_t)list.len};
  return are_fine;
}

/* --- the world -------------------------------------------------------------------------------- */

bool question_world(struct ctm_unit *self, const ctm_question *question, enum world_type *type)
{
  *type = question->assume_plans ? WORLD_PLANNED : WORLD_RESIDUAL;
  if (question->world && !world_find(str_from(question->world), type)) {
    unit_fail(self, CTM_USAGE, "no world is called `%s`", question->world);
    return false;
  }
  if (question->assume_plans && *type != WORLD_PLANNED) {
    unit_fail(self, CTM_USAGE, "--assume-plans is the world planned, not %s", question->world);
    return false;
  }
  if (*type != WORLD_CARELESS) return true;
  if (question->despite_count) {
    unit_fail(self, CTM_USAGE,
              "the world careless is what people break by themselves; --despite asks what that "
              "opens to attackers: ask one of them");
    return false;
  }
  if (question->breached) {
    unit_fail(self, CTM_USAGE, "--breached is about attackers, the world careless is not");
    return false;
  }
  return true;
}

static bool find_slips(struct ctm_unit *self, const ctm_question *question, struct asked *asked)
{
  struct answers *answers = asked->answers;
  VEC_OF(uint32_t) people = {0};
  for (size_t i = 0; i < question->despite_count; i++) {
    if (strcmp(question->despite[i], "all") == 0) {
      for (uint32_t k = 0; k < answers->careless.count; k++)
        vec_push(&self->unit.arena, &people, answers->careless.at[k]);
      continue;
    }
    uint32_t person = question_thing(self, answers->model, question->despite[i]);
    if (person == NONE) return false;
    if (model_entity(answers->model, person)->root != ROOT_ACTOR) {
      unit_fail(self, CTM_USAGE, "`%s` is nobody: only people make mistakes", question->despite[i]);
      return false;
    }
    vec_push(&self->unit.arena, &people, person);
  }
  asked->despite = (struct numbers){people.at, (uint32_t)people.len};
  if (people.len)
    asked->slips =
        answers_united_slips(answers, &self->unit.arena, people.at, (uint32_t)people.len);
  return true;
}

static bool runs_code(const struct model *model, uint32_t thing)
{
  return privilege_is_of(PRIVILEGE_EXEC, (enum root)model_entity(model, thing)->root);
}

bool question_ends(struct ctm_unit *self, const ctm_question *question, uint32_t *from,
                   uint32_t *breached)
{
  const struct model *model = self->model;
  *from = *breached = NONE;
  if (question->from) {
    *from = question_thing(self, model, question->from);
    if (*from == NONE) return false;
  }
  if (question->breached) {
    *breached = question_thing(self, model, question->breached);
    if (*breached == NONE) return false;
    if (!runs_code(model, *breached)) {
      unit_fail(self, CTM_USAGE, "nobody can run code on `%s`, %s", question->breached,
                kind_of(self, model, *breached));
      return false;
    }
  }
  uint32_t start = *breached != NONE ? *breached : *from;
  if (start == NONE || runs_code(model, start)) return true;
  unit_fail(self, CTM_USAGE, "`%s` is %s and attacks nobody", question->from,
            kind_of(self, model, start));
  return false;
}

/* --- in words --------------------------------------------------------------------------------- */

static void suppose(struct writer *out, const char *option, const char *const *texts, size_t count)
{
  for (size_t i = 0; i < count; i++)
    writer_format(out, "%s%s %s", out->len ? ", " : "", option, texts[i]);
}

const char *question_supposed(struct ctm_unit *self, const ctm_question *question)
{
  struct writer out = {0};
  suppose(&out, "with", question->with, question->with_count);
  suppose(&out, "without", question->without, question->without_count);
  suppose(&out, "has", question->has, question->has_count);
  suppose(&out, "despite", question->despite, question->despite_count);
  if (question->breached) suppose(&out, "breached", &question->breached, 1);
  const char *text = arena_copy(&self->unit.arena, out.at ? out.at : "", out.len);
  writer_free(&out);
  return text;
}

static void add_options(struct writer *out, const char *option, const char *const *values,
                        size_t count)
{
  for (size_t i = 0; i < count; i++) hint_option(out, option, values[i]);
}

const char *question_options(struct ctm_unit *self, const ctm_question *question)
{
  struct writer out = {0};
  if (question->world && strcmp(question->world, "residual") != 0)
    hint_option(&out, "world", question->world);
  else if (question->assume_plans)
    writer_text(&out, " --assume-plans");
  if (question->breached) hint_option(&out, "breached", question->breached);
  add_options(&out, "despite", question->despite, question->despite_count);
  add_options(&out, "with", question->with, question->with_count);
  add_options(&out, "without", question->without, question->without_count);
  add_options(&out, "has", question->has, question->has_count);
  const char *text = arena_copy(&self->unit.arena, out.at ? out.at : "", out.len);
  writer_free(&out);
  return text;
}

ctm_status question_resolve(struct ctm_unit *self, const ctm_question *question,
                            struct asked *asked)
{
  ctm_status status = unit_is_ready(self);
  if (status != CTM_OK) return status;
  *asked = (struct asked){.from = NONE, .breached = NONE};
  if (!question_world(self, question, &asked->type) ||
      !question_changes(self, question, &asked->changes))
    return CTM_USAGE;
  bool with_mistakes = question->despite_count || asked->type == WORLD_CARELESS;
  asked->answers = answers_open(&self->unit, self->model, &asked->changes, with_mistakes);
  if (!asked->answers) return CTM_ERRORS;
  if (!question_ends(self, question, &asked->from, &asked->breached) ||
      !find_slips(self, question, asked))
    return CTM_USAGE;
  asked->supposed = question_supposed(self, question);
  asked->options = question_options(self, question);
  return CTM_OK;
}

/* --- the goals -------------------------------------------------------------------------------- */

static struct facts goals_of_thing(struct ctm_unit *self, const struct answers *answers,
                                   uint32_t thing)
{
  struct set set = {.type = SET_ENTITY, .number = thing, .privilege = PRIVILEGE_COUNT};
  return answers_goals(answers, &self->unit.arena, VERB_HARMS, &set, thing);
}

/* THING.PRIVILEGE: false if the last part is no privilege. */
static bool split_privilege(struct ctm_unit *self, const char *to, const char **thing,
                            enum privilege *privilege)
{
  const char *dot = strrchr(to, '.');
  if (!dot) return false;
  *privilege = privilege_find(str_from(dot + 1));
  *thing = arena_copy(&self->unit.arena, to, (size_t)(dot - to));
  return *privilege != PRIVILEGE_COUNT;
}

ctm_status question_goals(struct ctm_unit *self, const struct answers *answers, const char *to,
                          struct facts *goals)
{
  struct str near;
  enum privilege privilege;
  uint32_t thing = model_find_loosely(answers->model, str_from(to), &near);
  if (thing != NONE) {
    *goals = goals_of_thing(self, answers, thing);
    return CTM_OK;
  }
  const char *name = to;
  bool is_split = split_privilege(self, to, &name, &privilege);
  thing = question_thing(self, answers->model, name);
  if (thing == NONE) return CTM_USAGE;
  if (!is_split) return CTM_USAGE;
  fact goal = ground_state(answers->ground, thing, privilege);
  if (goal == NONE)
    return unit_fail(self, CTM_USAGE, "%s has no privilege %s",
                     kind_of(self, answers->model, thing), privilege_word(privilege));
  goals->at = arena_new(&self->unit.arena, fact);
  goals->at[0] = goal;
  goals->count = 1;
  return CTM_OK;
}

/* --- whom it is about ------------------------------------------------------------------------- */

static struct asked_party careless_party(struct answers *answers, uint32_t person)
{
  const struct slips *slips = answers_slips(answers, person);
  return (struct asked_party){person, slips->careless, slips->rules};
}

static struct asked_party hostile_party(struct ctm_unit *self, const struct asked *asked,
                                        uint32_t entity)
{
  const struct ground *ground = asked->answers->ground;
  struct world world = world_of(ground, entity, asked->type);
  if (asked->breached != NONE) {
    if (asked->from == NONE) world_greatest(ground->model, &world.skill, &world.resources);
    world.start = asked->breached;
  }
  world.slips = asked->slips.at;
  world.slip_count = asked->slips.count;
  return (struct asked_party){entity, reach_run(&self->unit.arena, ground, &world), NULL};
}

struct facts question_goals_of(struct ctm_unit *self, const struct asked_party *party,
                               const struct facts *goals)
{
  struct facts own = {.at = arena_new_array(&self->unit.arena, goals->count, fact)};
  for (uint32_t i = 0; i < goals->count; i++)
    if (!party->less || !reach_has(party->less, goals->at[i])) own.at[own.count++] = goals->at[i];
  return own;
}

struct asked_party *question_parties(struct ctm_unit *self, const struct asked *asked,
                                     uint32_t *count)
{
  struct answers *answers = asked->answers;
  bool is_careless = asked->type == WORLD_CARELESS;
  uint32_t alone = asked->from != NONE ? asked->from : asked->breached;
  struct numbers who = is_careless ? answers->careless : answers->attackers;
  if (alone != NONE) who = (struct numbers){&alone, 1};
  struct asked_party *parties = arena_new_array(&self->unit.arena, who.count, struct asked_party);
  for (uint32_t i = 0; i < who.count; i++)
    parties[i] =
        is_careless ? careless_party(answers, who.at[i]) : hostile_party(self, asked, who.at[i]);
  *count = who.count;
  return parties;
}
