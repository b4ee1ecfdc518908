/* From a selection to the plain data of a sheet. */
#ifndef CTM_DRAW_COMPILE_H
#define CTM_DRAW_COMPILE_H

#include "draw/select.h"
#include "draw/sheet.h"
#include "register/register.h"

/* A sheet being made: grows in the unit's arena. */
struct maker {
  struct unit *unit;
  const struct reg *reg;
  const struct model *model;
  struct selection selection;
  struct arena *arena;
  uint32_t *frame; /* by entity: its boundary on the sheet, or SHEET_NONE */
  uint32_t *card;  /* by entity: its own card, or SHEET_NONE */
  VEC_OF(struct sheet_boundary) boundaries;
  VEC_OF(struct sheet_card) cards;
  VEC_OF(struct sheet_flow) flows;
  VEC_OF(uint32_t) flow_entities; /* by flow of the sheet: the (first) flow of the model */
  VEC_OF(struct sheet_step) steps;
  VEC_OF(const char *) notes;
};

/* Boundaries, cards and flows of the selection. */
void maker_compile(struct maker *maker);
/* The card that stands for a thing on the sheet: its own, that of a closed boundary around it, for
 * data that of the first thing shown that has it; SHEET_NONE if none does. */
uint32_t maker_card_of(const struct maker *maker, uint32_t entity);
/* A note under the title. */
void maker_note(struct maker *maker, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The steps of a proof over the sheet: those that move the attacker or are techniques. */
void maker_attack(struct maker *maker, const struct proof *proof, const struct reach *reach);
/* The things that a proof goes through, for selection_around; in the maker's arena. */
struct numbers attack_things(const struct model *model, struct arena *arena,
                             const struct proof *proof, const struct reach *reach);

#endif
