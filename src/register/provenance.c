/* What the register was made from, and by what. */
#include "register/derive.h"

#ifndef CTM_VERSION
#define CTM_VERSION "0.1.0"
#endif

static void add_source(struct derivation *d, struct sha256 *sum, const struct source *source)
{
  struct reg_provenance *p = &d->reg->provenance;
  struct reg_source *row = &p->sources[p->source_count++];
  row->name = source->relative;
  sha256_text(source->text, row->sha256);
  const char *line = arena_format(&d->scratch, "%s  %s\n", row->sha256, row->name);
  sha256_update(sum, line, strlen(line));
}

void provenance_derive(struct derivation *d)
{
  struct reg_provenance *p = &d->reg->provenance;
  p->tool = "ctm";
  p->version = CTM_VERSION;
  p->language = 1;
  p->as_of = day_text(d->arena, d->unit->day);
  p->sources = arena_new_array(d->arena, d->unit->sources.len, struct reg_source);
  struct sha256 sum;
  sha256_init(&sum);
  for (size_t i = 0; i < d->unit->sources.len; i++)
    if (!unit_source(d->unit, (uint32_t)i)->is_library)
      add_source(d, &sum, unit_source(d->unit, (uint32_t)i));
  uint8_t digest[SHA256_BYTES];
  sha256_final(&sum, digest);
  sha256_hex(digest, p->model_digest);
}
