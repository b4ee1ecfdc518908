/* Standards, and what of the vocabulary maps to their entries. */
#include "write/explain.h"

/* Rules, controls and weaknesses have maps. */
static const struct maps_list *maps_of(const struct vocabulary *v, enum term_type type, uint32_t i)
{
  switch (type) {
  case TERM_RULE:
    return &v->rules.at[i].maps;
  case TERM_CONTROL:
    return &v->controls.at[i].maps;
  default:
    return &v->weaknesses.at[i].maps;
  }
}

static uint32_t count_of(const struct vocabulary *v, enum term_type type)
{
  size_t count = type == TERM_RULE      ? v->rules.len
                 : type == TERM_CONTROL ? v->controls.len
                                        : v->weaknesses.len;
  return (uint32_t)count;
}

static const enum term_type mapping[] = {TERM_RULE, TERM_WEAKNESS, TERM_CONTROL};

static const struct catalogue_row *entry_of(const struct standard *standard, struct str code)
{
  return standard->catalogue ? catalogue_find(standard->catalogue, code) : NULL;
}

/* Whether the mapping names that entry: of a standard with tables by the row, else by the code. */
static bool is_of(struct explainer *x, const struct maps *maps, uint32_t standard,
                  const struct catalogue_row *row, struct str code)
{
  if (maps->standard != standard) return false;
  struct str own = unit_text(x->unit, maps->code);
  return row ? entry_of(&x->v->standards.at[standard], own) == row : str_equal(own, code);
}

static struct numbers mapped(struct explainer *x, enum term_type type, uint32_t standard,
                             const struct catalogue_row *row, struct str code)
{
  VEC_OF(uint32_t) found = {0};
  for (uint32_t i = 0; i < count_of(x->v, type); i++) {
    const struct maps_list *maps = maps_of(x->v, type, i);
    bool is_there = false;
    for (uint32_t k = 0; k < maps->count; k++)
      is_there |= is_of(x, &maps->at[k], standard, row, code);
    if (is_there) vec_push(&x->scratch, &found, i);
  }
  return (struct numbers){found.at, (uint32_t)found.len};
}

bool explain_requirement(struct explainer *x, struct str word)
{
  const char *slash = memchr(word.at, '/', word.len);
  if (!slash) return false;
  struct str name = {word.at, (size_t)(slash - word.at)};
  struct str code = {slash + 1, word.len - name.len - 1};
  sym known = symbols_find(&x->unit->symbols, name);
  uint32_t number = known ? vocabulary_find(x->v, TERM_STANDARD, known) : NONE;
  if (number == NONE || !code.len) return false;
  const struct standard *standard = &x->v->standards.at[number];
  const struct catalogue_row *row = entry_of(standard, code);
  if (!row && standard->catalogue) return false;
  writer_format(x->out, "%.*s of %.*s", STR_ARGS(row ? row->id : code),
                STR_ARGS(standard->term.title.len ? standard->term.title : name));
  if (row && row->title.len) writer_format(x->out, ": %.*s", STR_ARGS(row->title));
  writer_text(x->out, "\n\n");
  static const char *const labels[] = {"rules", "weaknesses", "controls"};
  size_t before = x->out->len;
  for (int i = 0; i < 3; i++) {
    struct numbers found = mapped(x, mapping[i], number, row, code);
    explain_row(x, labels[i], explain_names(x, mapping[i], &found));
  }
  if (x->out->len == before) writer_text(x->out, "  nothing maps to it\n");
  return true;
}

/* The entries to which something maps, in the order of the tables. */
static void explain_entries(struct explainer *x, uint32_t number)
{
  const struct standard *standard = &x->v->standards.at[number];
  const struct catalogue *catalogue = standard->catalogue;
  if (!catalogue) return;
  uint32_t *uses = arena_new_array(&x->scratch, catalogue->count, uint32_t), covered = 0;
  for (int t = 0; t < 3; t++)
    for (uint32_t i = 0; i < count_of(x->v, mapping[t]); i++) {
      const struct maps_list *maps = maps_of(x->v, mapping[t], i);
      for (uint32_t k = 0; k < maps->count; k++) {
        if (maps->at[k].standard != number) continue;
        const struct catalogue_row *row = entry_of(standard, unit_text(x->unit, maps->at[k].code));
        if (row && !uses[row - catalogue->rows]++) covered++;
      }
    }
  explain_row(
      x, "entries",
      arena_format(&x->scratch, "%zu; something maps to %u of them:", catalogue->count, covered));
  for (size_t i = 0; i < catalogue->count; i++)
    if (uses[i])
      writer_format(x->out, "    %-16.*s  %.*s\n", STR_ARGS(catalogue->rows[i].id),
                    STR_ARGS(catalogue->rows[i].title));
}

void explain_standard(struct explainer *x, uint32_t number)
{
  const struct standard *standard = &x->v->standards.at[number];
  explain_term(x, "standard", &standard->term);
  explain_row(x, "version", arena_format(&x->scratch, "%.*s", STR_ARGS(standard->version)));
  explain_row(x, "url", arena_format(&x->scratch, "%.*s", STR_ARGS(standard->url)));
  explain_entries(x, number);
}
