/* A register derived from a model given as text, as of 2026-11-24, and its rows by id. */
#ifndef CTM_TESTS_DERIVED_H
#define CTM_TESTS_DERIVED_H

#include "register/register.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <stdio.h>

struct derived {
  struct unit unit;
  struct model *model;
  struct answers *answers;
  struct reg *reg;
};

static inline void derive(struct derived *d, const char *text)
{
  *d = (struct derived){0};
  unit_init(&d->unit, (struct day){2026, 11, 24});
  struct status status = model_build_text(&d->unit, "m.ctm", str_from(text), NULL, &d->model);
  assert_int_equal(status.code, STATUS_OK);
  for (size_t i = 0; d->unit.errors && i < d->unit.messages.len; i++)
    printf("%s: %s\n", unit_place(&d->unit, d->unit.messages.at[i]->span),
           d->unit.messages.at[i]->text);
  assert_int_equal(d->unit.errors, 0);
  d->answers = answer_all(&d->unit, d->model, NULL);
  assert_non_null(d->answers);
  d->reg = register_derive(&d->unit, d->answers);
  assert_int_equal(d->unit.messages.len, 0);
}

static inline void forget(struct derived *d)
{
  unit_free(&d->unit);
}

/* NULL if there is no such row. */
static inline const struct reg_threat *threat(const struct derived *d, const char *id)
{
  for (size_t i = 0; i < d->reg->threats.len; i++)
    if (str_equal(d->reg->threats.at[i].row.id, str_from(id))) return &d->reg->threats.at[i];
  return NULL;
}

static inline const struct reg_scenario *scenario(const struct derived *d, const char *id)
{
  for (size_t i = 0; i < d->reg->scenarios.len; i++)
    if (str_equal(d->reg->scenarios.at[i].row.id, str_from(id))) return &d->reg->scenarios.at[i];
  return NULL;
}

static inline const struct reg_mistake *mistake(const struct derived *d, const char *id)
{
  for (size_t i = 0; i < d->reg->mistakes.len; i++)
    if (str_equal(d->reg->mistakes.at[i].row.id, str_from(id))) return &d->reg->mistakes.at[i];
  return NULL;
}

static inline uint32_t thing(const struct derived *d, const char *id)
{
  uint32_t number = model_find(d->model, str_from(id));
  assert_int_not_equal(number, NONE);
  return number;
}

/* "internet.eve internet.mirai" */
static inline const char *ids(struct derived *d, const struct numbers *things)
{
  const char *text = "";
  for (uint32_t i = 0; i < things->count; i++)
    text = arena_format(&d->unit.arena, "%s%s%s", text, i ? " " : "",
                        model_entity(d->model, things->at[i])->id.at);
  return text;
}

/* "in-place read-only@shop.web, candidate rate-limit@shop.web (slows)" */
static inline const char *stops(struct derived *d, const struct reg_stops *list)
{
  const char *text = "";
  for (uint32_t i = 0; i < list->count; i++) {
    const struct reg_stop *stop = &list->at[i];
    sym name = d->model->vocabulary.controls.at[stop->control].term.name;
    text = arena_format(&d->unit.arena, "%s%s%s %s@%s%s", text, i ? ", " : "",
                        stop_state_word(stop->state), unit_name(&d->unit, name),
                        model_entity(d->model, stop->thing)->id.at,
                        stop->is_slowing ? " (slows)" : "");
  }
  return text;
}

/* How many messages of that code; *text is the last one's. */
static inline unsigned said(const struct derived *d, enum code code, const char **text)
{
  unsigned count = 0;
  for (size_t i = 0; i < d->unit.messages.len; i++) {
    if (d->unit.messages.at[i]->code != code) continue;
    if (text) *text = d->unit.messages.at[i]->text;
    count++;
  }
  return count;
}

#endif
