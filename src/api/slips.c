/* What careless people may break, and what that opens to whom: for each thing of worth the states
 * that harm it and are new, and the easiest way to one of them. */
#include "write/slips.h"

#include "api/api.h"
#include "write/proof.h"

struct ctm_slips {
  struct ctm_unit *unit;
  struct slips_report report;
};

struct finder {
  struct ctm_unit *self;
  struct answers *answers;
  const struct harm_goal *goals;
  uint32_t goal_count;
  VEC_OF(struct slips_fall) falls;
};

static void add_fact(struct arena *arena, struct slips_fall *fall, fact f)
{
  fact *grown = arena_new_array(arena, fall->fact_count + 1u, fact);
  for (uint32_t i = 0; i < fall->fact_count; i++) {
    if (fall->facts[i] == f) return;
    grown[i] = fall->facts[i];
  }
  grown[fall->fact_count++] = f;
  fall->facts = grown;
}

static void prove(struct finder *f, struct slips_fall *fall)
{
  fact best = fall->facts[0];
  for (uint32_t i = 1; i < fall->fact_count; i++)
    if (reach_effort(fall->reach, fall->facts[i]) < reach_effort(fall->reach, best))
      best = fall->facts[i];
  struct proof *proof = proof_make(&f->self->unit.arena, fall->reach, best);
  answers_blame(f->answers, proof);
  fall->proof = proof;
  vec_push(&f->self->unit.arena, &f->falls, *fall);
}

/* The things of worth that `reach` harms and `less` does not. Goals of one thing lie together. */
static void find_falls(struct finder *f, uint32_t attacker, const struct reach *reach,
                       const struct reach *less)
{
  for (uint32_t i = 0; i < f->goal_count;) {
    struct slips_fall fall = {.attacker = attacker, .thing = f->goals[i].thing, .reach = reach};
    for (; i < f->goal_count && f->goals[i].thing == fall.thing; i++)
      for (uint32_t k = 0; k < f->goals[i].fact_count; k++)
        if (reach_has(reach, f->goals[i].facts[k]) && !reach_has(less, f->goals[i].facts[k]))
          add_fact(&f->self->unit.arena, &fall, f->goals[i].facts[k]);
    if (fall.fact_count) prove(f, &fall);
  }
}

static void find_opened(struct finder *f, const struct asked *asked, const struct slips *slips,
                        uint32_t attacker)
{
  struct arena *arena = &f->self->unit.arena;
  struct world world = world_of(f->answers->ground, attacker, asked->type);
  const struct reach *less = reach_run(arena, f->answers->ground, &world);
  world.slips = slips->weaknesses;
  world.slip_count = slips->weakness_count;
  find_falls(f, attacker, reach_run(arena, f->answers->ground, &world), less);
}

static struct slips_row row_of(struct ctm_unit *self, const struct asked *asked, uint32_t person)
{
  struct finder f = {.self = self, .answers = asked->answers};
  const struct slips *slips = answers_slips(f.answers, person);
  f.goals = answers_harm_goals(f.answers, &self->unit.arena, &f.goal_count);
  find_falls(&f, NONE, slips->careless, slips->rules);
  for (uint32_t i = 0; i < f.answers->attackers.count; i++)
    find_opened(&f, asked, slips, f.answers->attackers.at[i]);
  return (struct slips_row){
      person, {slips->weaknesses, slips->weakness_count}, f.falls.at, (uint32_t)f.falls.len};
}

ctm_status ctm_slips_ask(ctm_unit *self, const ctm_question *question, const ctm_slips **out)
{
  *out = NULL;
  struct asked asked;
  const char *who = question->from ? question->from : "all";
  ctm_question despite = *question;
  despite.despite = &who;
  despite.despite_count = 1;
  despite.from = despite.breached = NULL;
  ctm_status status = question_resolve(self, &despite, &asked);
  if (status != CTM_OK) return status;
  despite.despite_count = 0;
  uint32_t count = asked.despite.count;
  struct slips_row *rows = arena_new_array(&self->unit.arena, count, struct slips_row);
  for (uint32_t i = 0; i < count; i++) rows[i] = row_of(self, &asked, asked.despite.at[i]);
  ctm_slips *slips = arena_new(&self->unit.arena, ctm_slips);
  slips->unit = self;
  slips->report = (struct slips_report){.answers = asked.answers,
                                        .type = asked.type,
                                        .supposed = question_supposed(self, &despite),
                                        .options = question_options(self, &despite),
                                        .rows = rows,
                                        .row_count = count};
  despite.world = NULL;
  despite.assume_plans = false;
  slips->report.own_options = question_options(self, &despite);
  *out = slips;
  return CTM_OK;
}

size_t ctm_slips_list(const ctm_slips *slips, const ctm_slip **out)
{
  const struct model *model = slips->report.answers->model;
  VEC_OF(ctm_slip) list = {0};
  for (uint32_t r = 0; r < slips->report.row_count; r++) {
    const struct slips_row *row = &slips->report.rows[r];
    for (uint32_t i = 0; i < row->fall_count; i++) {
      const struct slips_fall *fall = &row->falls[i];
      ctm_slip slip = {.person = model_entity(model, row->person)->id.at,
                       .thing = model_entity(model, fall->thing)->id.at,
                       .privilege = gained_word(slips->report.answers->ground, fall->proof->goal)};
      if (fall->attacker != NONE) slip.attacker = model_entity(model, fall->attacker)->id.at;
      vec_push(&slips->unit->unit.arena, &list, slip);
    }
  }
  *out = list.at;
  return list.len;
}

ctm_status ctm_slips_print(const ctm_slips *slips, ctm_format format, ctm_text **out)
{
  struct writer writer = {0};
  switch (format) {
  case CTM_TSV:
    slips_print_tsv(&slips->report, &writer);
    break;
  case CTM_JSON:
    slips_print_json(&slips->report, &writer);
    break;
  default:
    slips_print_text(&slips->report, &writer);
    break;
  }
  *out = text_made(&writer);
  return CTM_OK;
}
