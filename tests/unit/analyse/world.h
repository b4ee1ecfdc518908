/* Small models and what their attackers reach. */
#ifndef CTM_TESTS_ANALYSE_WORLD_H
#define CTM_TESTS_ANALYSE_WORLD_H

#include "analyse/judge.h"
#include "diagnose/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

struct asked {
  struct unit unit;
  struct model *model;
  struct answers *answers;
};

static inline void ask(struct asked *asked, const char *text)
{
  unit_init(&asked->unit, (struct day){2026, 11, 25});
  struct status status =
      model_build_text(&asked->unit, "test.ctm", str_from(text), NULL, &asked->model);
  assert_int_equal(status.code, STATUS_OK);
  if (asked->unit.errors) {
    struct writer writer = {0};
    message_print_text(&asked->unit, &writer, false);
    fprintf(stderr, "%s\n%s", text, writer.at);
    writer_free(&writer);
  }
  assert_int_equal(asked->unit.errors, 0);
  asked->answers = answers_open(&asked->unit, asked->model, NULL, true);
  assert_non_null(asked->answers);
}

static inline void unask(struct asked *asked)
{
  unit_free(&asked->unit);
}

static inline uint32_t thing(const struct asked *asked, const char *id)
{
  uint32_t found = model_find(asked->model, str_from(id));
  if (found == NONE) fprintf(stderr, "no `%s`\n", id);
  assert_int_not_equal(found, NONE);
  return found;
}

static inline fact state_of(const struct asked *asked, const char *id, enum privilege privilege)
{
  fact f = ground_state(asked->answers->ground, thing(asked, id), privilege);
  assert_int_not_equal(f, NONE);
  return f;
}

static inline struct reach *run(struct asked *asked, const char *attacker, enum world_type type)
{
  struct world world = world_of(asked->answers->ground, thing(asked, attacker), type);
  return reach_run(&asked->unit.arena, asked->answers->ground, &world);
}

/* -1 if it is not reached, else the effort. */
static inline long effort(struct asked *asked, const char *attacker, enum world_type type,
                          const char *id, enum privilege privilege)
{
  const struct reach *reach = run(asked, attacker, type);
  fact f = state_of(asked, id, privilege);
  return reach_has(reach, f) ? (long)reach_effort(reach, f) : -1;
}

#endif
