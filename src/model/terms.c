/* What kinds, protocols, weaknesses, controls and rules have in common: lists of names, parents,
 * `maps`, texts. */
#include "model/terms.h"

#include "base/bitset.h"

bool numbers_have(const struct numbers *numbers, uint32_t number)
{
  for (uint32_t i = 0; i < numbers->count; i++)
    if (numbers->at[i] == number) return true;
  return false;
}

static void append(struct teller *t, struct numbers *numbers, uint32_t number)
{
  size_t size = sizeof *numbers->at;
  numbers->at =
      arena_grow(&t->unit->arena, numbers->at, numbers->count * size, (numbers->count + 1) * size);
  numbers->at[numbers->count++] = number;
}

bool numbers_add(struct teller *t, struct numbers *numbers, uint32_t number, struct span span)
{
  if (numbers_have(numbers, number)) {
    const struct source *source = unit_source(t->unit, span.source);
    message_add(t->unit, CODE_E0305, span, "`%.*s` is named twice", (int)(span.to - span.from),
                source->text.at + span.from);
    return false;
  }
  append(t, numbers, number);
  return true;
}

static void remember(struct teller *t, struct span **spans, uint32_t count, struct span span)
{
  if (!spans) return;
  size_t size = sizeof span;
  *spans = arena_grow(&t->unit->arena, *spans, (count - 1) * size, count * size);
  (*spans)[count - 1] = span;
}

void numbers_say(struct teller *t, const struct term *term, const struct clause *clause,
                 enum term_type type, struct numbers *numbers, struct span **spans)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    struct span span = tree_value_span(term->tree, &clause->values[i]);
    uint32_t number = vocabulary_want(t->unit, t->v, term->tree, &clause->values[i], type);
    if (number != NONE && numbers_add(t, numbers, number, span))
      remember(t, spans, numbers->count, span);
  }
}

void controls_say(struct teller *t, const struct term *term, const struct clause *clause,
                  uint32_t kind, struct numbers *numbers, struct span **spans)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    struct span span = tree_value_span(term->tree, value);
    uint32_t number = vocabulary_want(t->unit, t->v, term->tree, value, TERM_CONTROL);
    if (number == NONE || !control_may_stand(t->unit, t->v, span, number, kind)) continue;
    if (numbers_add(t, numbers, number, span)) remember(t, spans, numbers->count, span);
  }
}

/* The first `is` of header and braces. */
static const struct clause *find_is(const struct decl *decl)
{
  for (uint32_t i = 0; i < decl->clause_count; i++)
    if (decl->clauses[i].key == KEY_IS) return &decl->clauses[i];
  for (uint32_t i = 0; i < decl->line_count; i++)
    for (uint32_t j = 0; j < decl->lines[i].clause_count; j++)
      if (decl->lines[i].clauses[j].key == KEY_IS) return &decl->lines[i].clauses[j];
  return NULL;
}

uint32_t parent_say(struct teller *t, const struct term *term, enum term_type type, bool *is_broken)
{
  const struct clause *is = find_is(term->decl);
  if (!is) return NONE;
  *is_broken = true;
  if (is->count != 1) return NONE;
  const struct value *value = &is->values[0];
  if (value->kind != VALUE_PATH || value->path.count != 1 || value->is_any || value->target.count ||
      value->code)
    return NONE;
  uint32_t parent = vocabulary_want(t->unit, t->v, term->tree, value, type);
  *is_broken = parent == NONE;
  return parent;
}

/* --- circles -------------------------------------------------------------------------------- */

static const char *draw_circle(struct teller *t, enum term_type type, parent_of *parent,
                               uint32_t from)
{
  const char *text = unit_name(t->unit, vocabulary_term(t->v, type, from)->name);
  uint32_t at = from, steps = 0;
  do {
    at = *parent(t->v, at);
    const char *name =
        steps < CIRCLE_SHOWN ? unit_name(t->unit, vocabulary_term(t->v, type, at)->name) : "…";
    text = arena_format(&t->unit->arena, "%s is %s", text, name);
  } while (at != from && steps++ < CIRCLE_SHOWN);
  return text;
}

/* Each term is walked from once; a walk that meets its own mark has found a circle. */
void circles_break(struct teller *t, enum term_type type, uint32_t count, parent_of *parent)
{
  uint32_t *mark = arena_new_array(&t->unit->arena, count, uint32_t);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = i;
    while (at != NONE && !mark[at]) {
      mark[at] = i + 1;
      at = *parent(t->v, at);
    }
    if (at == NONE || mark[at] != i + 1) continue;
    message_label(t->unit,
                  message_add(t->unit, CODE_E0406, vocabulary_term(t->v, type, at)->span,
                              "inheritance goes in a circle"),
                  "%s", draw_circle(t, type, parent, at));
    while (*parent(t->v, at) != NONE) {
      uint32_t *link = parent(t->v, at);
      at = *link;
      *link = NONE;
    }
  }
}

/* --- maps and texts -------------------------------------------------------------------------- */

/* "2025-K04" for "K04". */
static bool is_id_without_edition(struct str id, struct str code)
{
  return id.len > code.len + 1 && id.at[id.len - code.len - 1] == '-' &&
         memcmp(id.at + id.len - code.len, code.at, code.len) == 0;
}

/* The id spelled most like the code; a code that starts with a digit is compared with what follows
 * the letters of an id. */
static struct str suggest_entry(const struct catalogue *catalogue, struct str code)
{
  struct str best = {0};
  for (size_t i = 0; i < catalogue->count; i++)
    if (is_id_without_edition(catalogue->rows[i].id, code)) return catalogue->rows[i].id;
  size_t distance = SIZE_MAX;
  bool is_brief = code.at[0] >= '0' && code.at[0] <= '9';
  for (size_t i = 0; i < catalogue->count; i++) {
    struct str id = catalogue->rows[i].id;
    str_suggest(code, id, &best, &distance);
    size_t letters = strcspn(id.at, "0123456789\t\n");
    if (!is_brief || letters >= id.len) continue;
    struct str brief = {id.at + letters, id.len - letters};
    if (catalogue_find(catalogue, brief)) str_suggest(code, brief, &best, &distance);
  }
  return best;
}

static bool check_entry(struct teller *t, const struct term *term, const struct value *value,
                        uint32_t number)
{
  const struct standard *standard = &t->v->standards.at[number];
  struct str code = unit_text(t->unit, value->code);
  if (!standard->catalogue || catalogue_find(standard->catalogue, code)) return true;
  struct span span = tree_value_span(term->tree, value);
  struct message *message = message_add(t->unit, CODE_E0415, span, "%s has no entry `%.*s`",
                                        unit_name(t->unit, standard->term.name), STR_ARGS(code));
  if (!message_is_kept(t->unit)) return false;
  struct str best = suggest_entry(standard->catalogue, code);
  if (!best.len) return false;
  struct str full = str_from(arena_format(&t->unit->arena, "%s/%.*s",
                                          unit_name(t->unit, standard->term.name), STR_ARGS(best)));
  message_suggest(t->unit, message, full);
  return false;
}

static bool maps_have(const struct maps_list *maps, const struct maps *one)
{
  for (uint32_t i = 0; i < maps->count; i++)
    if (maps->at[i].standard == one->standard && maps->at[i].code == one->code) return true;
  return false;
}

static void map_entry(struct teller *t, const struct term *term, const struct value *value,
                      struct maps_list *maps)
{
  struct maps one = {.code = value->code, .span = tree_value_span(term->tree, value)};
  one.standard = vocabulary_want(t->unit, t->v, term->tree, value, TERM_STANDARD);
  if (one.standard == NONE || !check_entry(t, term, value, one.standard)) return;
  if (maps->count == LIMIT_LIST) {
    if (!decl_is_faulty(t->unit, term->tree, term->decl))
      message_add(t->unit, CODE_E0432, one.span, "`%s` maps to more than %d entries",
                  unit_name(t->unit, term->name), LIMIT_LIST);
    return;
  }
  if (maps_have(maps, &one)) {
    message_add(t->unit, CODE_E0305, one.span, "`%s/%s` is named twice",
                unit_name(t->unit, value->path.names[0]), unit_name(t->unit, value->code));
    return;
  }
  size_t size = sizeof one;
  maps->at = arena_grow(&t->unit->arena, maps->at, maps->count * size, (maps->count + 1) * size);
  maps->at[maps->count++] = one;
}

void maps_say(struct teller *t, const struct term *term, const struct clause *clause,
              struct maps_list *maps)
{
  for (uint32_t i = 0; i < clause->count; i++) map_entry(t, term, &clause->values[i], maps);
}

void texts_say(struct teller *t, const struct clause *clause, const struct str **texts,
               uint32_t *count)
{
  size_t size = sizeof **texts;
  struct str *grown =
      arena_grow(&t->unit->arena, (void *)*texts, *count * size, (*count + clause->count) * size);
  for (uint32_t i = 0; i < clause->count; i++) grown[(*count)++] = clause->values[i].text;
  *texts = grown;
}

struct said term_said(struct teller *t, struct term *term, unsigned context, const char *of_what)
{
  braces_check(t->unit, term->tree, term->decl, context, of_what);
  struct said said = clauses_said(t->unit, term->tree, term->decl, context, of_what);
  for (uint32_t i = 0; i < said.count; i++) {
    if (said.at[i]->key == KEY_LINK) texts_say(t, said.at[i], &term->links, &term->link_count);
    if (said.at[i]->key == KEY_ASSUMES)
      texts_say(t, said.at[i], &term->assumes, &term->assume_count);
  }
  return said;
}
