/* Coverage: what this model says about each requirement of each standard that anything in it maps
 * to. A control answers for what it is, too: `mtls` for what `tls` maps to. */
#include "register/derive.h"

#include <stdlib.h>

struct owned {
  uint32_t standard;
  struct reg_requirement is;
};

struct covering {
  struct derivation *d;
  struct map numbers; /* (standard, code) -> requirement */
  VEC_OF(struct owned) requirements;
  struct map seen; /* (requirement, what it names): each once */
};

enum named { NAMED_THREAT, NAMED_CONTROL, NAMED_MISSING, NAMED_WEAKNESS, NAMED_COUNT };

static struct reg_requirement *requirement_of(struct covering *c, const struct maps *maps,
                                              uint32_t *number)
{
  *number = map_get(&c->numbers, maps->standard, maps->code);
  if (*number != MAP_NONE) return &c->requirements.at[*number].is;
  *number = (uint32_t)c->requirements.len;
  map_add(&c->numbers, maps->standard, maps->code, *number);
  struct owned owned = {.standard = maps->standard};
  owned.is.code = unit_text(c->d->unit, maps->code);
  owned.is.title = register_map_title(c->d->reg, maps);
  vec_push(&c->d->scratch, &c->requirements, owned);
  return &c->requirements.at[*number].is;
}

/* Adds the row to the list behind every requirement of the maps. */
static void cover(struct covering *c, const struct maps_list *maps, enum named named, uint32_t what)
{
  struct derivation *d = c->d;
  for (uint32_t i = 0; i < maps->count; i++) {
    uint32_t number;
    struct reg_requirement *r = requirement_of(c, &maps->at[i], &number);
    if (!map_add(&c->seen, number * NAMED_COUNT + named, what, 0)) continue;
    if (named == NAMED_THREAT) numbers_push(d->arena, &r->threats, what);
    if (named == NAMED_MISSING) numbers_push(d->arena, &r->missing, what);
    if (named == NAMED_WEAKNESS) numbers_push(d->arena, &r->weaknesses, what);
    if (named != NAMED_CONTROL) continue;
    const struct reg_control *control = &d->reg->controls.at[what];
    numbers_push(d->arena, control->is_planned ? &r->planned : &r->placed, what);
    r->evidence_count += !control->is_planned && control->evidence_count;
  }
}

static void cover_control(struct covering *c, uint32_t control, enum named named, uint32_t what)
{
  const struct vocabulary *v = &c->d->model->vocabulary;
  const uint64_t *closure = v->controls.at[control].closure;
  for (uint32_t i = 0; i < v->controls.len; i++)
    if (bitset_has(closure, i)) cover(c, &v->controls.at[i].maps, named, what);
}

static void cover_threat(struct covering *c, uint32_t number)
{
  const struct reg_threat *t = &c->d->reg->threats.at[number];
  cover(c, &c->d->model->vocabulary.rules.at[t->rule].maps, NAMED_THREAT, number);
  if (t->status == THREAT_MITIGATED || t->status == THREAT_LATENT) return;
  for (uint32_t i = 0; i < t->stops.count; i++) {
    const struct reg_stop *stop = &t->stops.at[i];
    if (stop->state == STOP_CANDIDATE)
      cover_control(c, stop->control, NAMED_MISSING, stop->control);
  }
}

static void cover_all(struct covering *c)
{
  const struct reg *reg = c->d->reg;
  const struct vocabulary *v = &c->d->model->vocabulary;
  for (uint32_t i = 0; i < reg->threats.len; i++) cover_threat(c, i);
  for (uint32_t i = 0; i < reg->controls.len; i++)
    cover_control(c, reg->controls.at[i].control, NAMED_CONTROL, i);
  for (uint32_t i = 0; i < reg->weaknesses.len; i++)
    cover(c, &v->weaknesses.at[reg->weaknesses.at[i].weakness].maps, NAMED_WEAKNESS, i);
}

static int compare_codes(const void *left, const void *right)
{
  const struct reg_requirement *a = left, *b = right;
  return str_compare(a->code, b->code);
}

void coverage_derive(struct derivation *d)
{
  struct covering c = {.d = d};
  map_init(&c.numbers, &d->scratch, 256);
  map_init(&c.seen, &d->scratch, 1024);
  cover_all(&c);
  for (uint32_t s = 0; s < d->model->vocabulary.standards.len; s++) {
    struct reg_coverage coverage = {.standard = s};
    VEC_OF(struct reg_requirement) list = {0};
    for (size_t i = 0; i < c.requirements.len; i++)
      if (c.requirements.at[i].standard == s) vec_push(d->arena, &list, c.requirements.at[i].is);
    if (!list.len) continue;
    qsort(list.at, list.len, sizeof *list.at, compare_codes);
    coverage.requirements = list.at;
    coverage.count = (uint32_t)list.len;
    vec_push(d->arena, &d->reg->coverage, coverage);
  }
}
