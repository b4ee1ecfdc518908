/* What the files that print the register's XML share. */
#ifndef CTM_WRITE_XML_PARTS_H
#define CTM_WRITE_XML_PARTS_H

#include "base/xml.h"
#include "write/xml.h"

struct xml_spot {
  const char *file;
  uint32_t line;
};

struct xml_register {
  const struct reg *reg;
  const struct reg_chokes *chokes;
  const struct model *model;
  const struct vocabulary *v;
  struct xml *xml;
  struct arena arena;     /* of texts; emptied after every row */
  struct arena kept;      /* what stays until the end: */
  struct map asked_steps; /* (step, 0) -> number in spots */
  VEC_OF(struct xml_spot) spots;
  /* terms that were named and therefore stand in the vocabulary, by number */
  uint64_t *rules, *controls, *weaknesses, *standards;
};

/* --- references: <name ref="…"/> (xml_parts.c)
 * ----------------------------------------------------- */
void put_ref(struct xml_register *x, const char *name, struct str id);
void put_thing(struct xml_register *x, const char *name, uint32_t thing); /* NONE: nothing */
void put_rule(struct xml_register *x, const char *name, uint32_t rule);
void put_control(struct xml_register *x, const char *name, uint32_t control);
void put_weakness(struct xml_register *x, const char *name, uint32_t weakness);
void put_standard(struct xml_register *x, const char *name, uint32_t standard);
void put_threat(struct xml_register *x, uint32_t threat);         /* NONE: nothing */
void put_acceptance(struct xml_register *x, uint32_t acceptance); /* likewise */

/* --- parts of rows
 * ---------------------------------------------------------------------------------- */
void put_row(struct xml_register *x, const struct reg_row *row);         /* attributes */
void put_place(struct xml_register *x, const char *file, uint32_t line); /* attributes */
/* Attributes that are left out where there is nothing to say. */
void put_some(struct xml_register *x, const char *name, struct str text);
void put_day(struct xml_register *x, const char *name, struct day day);
void put_true(struct xml_register *x, const char *name, bool is_true); /* false: left out */
void put_bool(struct xml_register *x, const char *name, bool is_true);
void put_text(struct xml_register *x, const char *name, struct str text);
void put_texts(struct xml_register *x, const char *name,
               const struct texts *texts); /* element; "": nothing */
void put_risk(struct xml_register *x, const char *name, const struct reg_risk *risk);
void put_stops(struct xml_register *x, const char *name, const struct reg_stops *stops);
void put_gain(struct xml_register *x, const char *name, fact f);
void put_use(struct xml_register *x, const char *name, fact weakness);
void put_way(struct xml_register *x, const struct proof *proof, const struct reach *reach);
void put_stride(struct xml_register *x, const struct rule *rule); /* attribute */

/* "kind title: thing", for rows that have no title of their own. */
const char *rule_at_text(struct xml_register *x, uint32_t rule, uint32_t thing);
/* The ids of rows that things have many of: "read-only@shop.web". */
const char *control_row_id(struct xml_register *x, uint32_t control, uint32_t thing);
const char *weakness_row_id(struct xml_register *x, uint32_t weakness, uint32_t thing);

/* --- sections (xml_things.c, xml_risks.c, xml_terms.c)
 * ---------------------------------------------- */
void put_things(struct xml_register *x); /* boundaries … risk-sources */
void put_threats(struct xml_register *x);
void put_scenarios(struct xml_register *x);
void put_chokes(struct xml_register *x); /* xml_chokes.c */
void put_mistakes(struct xml_register *x);
void put_assertions(struct xml_register *x);
void put_acceptances(struct xml_register *x);
void put_treatments(struct xml_register *x);
void put_coverage(struct xml_register *x);
void put_vocabulary(struct xml_register *x);

#endif
