/* A proof as numbered lines in columns:
 *
 *        1  reaches shop.front.web            call             webshop.ctm:37
 *        2  runs code on shop.front.web       exploit-ssrf     webshop.ctm:20
 *
 * A column is as wide as its widest text, up to a limit that few ids pass. */
#include "write/proof.h"

#include "base/utf8.h"
#include "write/remedy.h"

enum { WIDEST_GAIN = 48, WIDEST_RULE = 28, WIDEST_PLACE = 28, GAP = 2 };

const char *step_gain(const struct ground *ground, struct arena *arena, uint32_t step)
{
  fact f = ground->conclusion[step];
  struct str id = model_entity(ground->model, fact_entity(ground, f))->id;
  if (fact_is_state(ground, f))
    return arena_format(arena, "%s %.*s", fact_verb(ground, f), STR_ARGS(id));
  uint32_t weakness = ground->weaknesses[f - ground->state_count].weakness;
  const struct vocabulary *v = &ground->model->vocabulary;
  return arena_format(arena, "%.*s %s %s", STR_ARGS(id), fact_verb(ground, f),
                      unit_name(ground->model->unit, v->weaknesses.at[weakness].term.name));
}

const char *gained_word(const struct ground *ground, fact f)
{
  if (fact_is_state(ground, f)) return privilege_word(fact_privilege(ground, f));
  uint32_t weakness = ground->weaknesses[f - ground->state_count].weakness;
  const struct vocabulary *v = &ground->model->vocabulary;
  return unit_name(ground->model->unit, v->weaknesses.at[weakness].term.name);
}

const char *step_rule(const struct ground *ground, uint32_t step)
{
  const struct rule *rule = &ground->model->vocabulary.rules.at[ground_rule(ground, step)];
  return unit_name(ground->model->unit, rule->term.name);
}

const char *step_place(const struct ground *ground, uint32_t step)
{
  struct unit *unit = ground->model->unit;
  struct span span = ground_step_span(ground, step);
  if (span.source == SPAN_NOWHERE.source) return "";
  return arena_format(&unit->arena, "%s:%u", unit_source(unit, span.source)->name,
                      unit_position(unit, span).line);
}

const char *step_file(const struct ground *ground, uint32_t step, uint32_t *line)
{
  struct unit *unit = ground->model->unit;
  struct span span = ground_step_span(ground, step);
  *line = 0;
  if (span.source == SPAN_NOWHERE.source) return "";
  *line = unit_position(unit, span).line;
  return unit_source(unit, span.source)->relative;
}

/* --- columns ---------------------------------------------------------------------------------- */

struct columns {
  struct arena *arena;
  const struct ground *ground;
  const struct proof *proof;
  const char **gains;
  size_t gain, rule, place; /* widths */
};

static void widen(size_t *width, const char *text, size_t most)
{
  size_t own = utf8_width(str_from(text));
  if (own > *width && own <= most) *width = own;
}

static const char *slip_gain(const struct ground *ground, struct arena *arena,
                             const struct proof_slip *slip)
{
  struct str id = model_entity(ground->model, fact_entity(ground, slip->weakness))->id;
  return arena_format(arena, "%.*s has %s", STR_ARGS(id), gained_word(ground, slip->weakness));
}

static struct columns columns_of(const struct ground *ground, struct arena *arena,
                                 const struct proof *proof)
{
  struct columns c = {.arena = arena, .ground = ground, .proof = proof};
  c.gains = arena_new_array(arena, proof->count, const char *);
  for (uint32_t i = 0; i < proof->slip_count; i++)
    widen(&c.gain, slip_gain(ground, arena, &proof->slips[i]), WIDEST_GAIN);
  for (uint32_t i = 0; i < proof->count; i++) {
    uint32_t step = proof->steps[i].step;
    c.gains[i] = step_gain(ground, arena, step);
    widen(&c.gain, c.gains[i], WIDEST_GAIN);
    widen(&c.rule, step_rule(ground, step), WIDEST_RULE);
    widen(&c.place, step_place(ground, step), WIDEST_PLACE);
  }
  return c;
}

static void print_padded(struct writer *out, const char *text, size_t width)
{
  size_t own = utf8_width(str_from(text));
  writer_text(out, text);
  writer_repeat(out, ' ', (own < width ? width - own : 0) + GAP);
}

/* "       -  kubeconfig has leaked   leak-secret by office.olga   payments.ctm:12": what a mistake
 * brought about, before the steps that live on it. */
static void print_slip(const struct columns *c, const struct proof_slip *slip, struct writer *out)
{
  const struct ground *ground = c->ground;
  struct str id = model_entity(ground->model, fact_entity(ground, slip->weakness))->id;
  const char *gain =
      arena_format(c->arena, "%.*s has %s", STR_ARGS(id), gained_word(ground, slip->weakness));
  print_padded(out, gain, c->gain);
  if (slip->person == NONE) return;
  writer_format(out, "%s, a slip of %.*s", step_rule(ground, slip->step),
                STR_ARGS(model_entity(ground->model, slip->person)->id));
}

const char *const *proof_lines(const struct ground *ground, struct arena *arena,
                               const struct proof *proof)
{
  struct arena scratch = {0};
  struct columns c = columns_of(ground, &scratch, proof);
  const char **lines = arena_new_array(arena, proof->slip_count + proof->count, const char *);
  struct writer line = {0};
  for (uint32_t i = 0; i < proof->slip_count; i++) {
    line.len = 0;
    writer_format(&line, "%8s  ", "-");
    print_slip(&c, &proof->slips[i], &line);
    lines[i] = arena_copy(arena, line.at, line.len);
  }
  for (uint32_t i = 0; i < proof->count; i++) {
    line.len = 0;
    writer_format(&line, "%8u  ", i + 1);
    print_padded(&line, c.gains[i], c.gain);
    print_padded(&line, step_rule(ground, proof->steps[i].step), c.rule);
    writer_text(&line, step_place(ground, proof->steps[i].step));
    lines[proof->slip_count + i] = arena_copy(arena, line.at, line.len);
  }
  writer_free(&line);
  arena_free(&scratch);
  return lines;
}

static void print_effort(struct writer *out, uint32_t effort)
{
  if (effort)
    writer_format(out, "+%-3u", effort);
  else
    writer_text(out, "    ");
}

static void print_slips(struct columns *c, struct writer *out)
{
  for (uint32_t i = 0; i < c->proof->slip_count; i++) {
    writer_format(out, "%6s  ", "-");
    print_slip(c, &c->proof->slips[i], out);
    writer_char(out, '\n');
  }
}

static void print_step(const struct columns *c, const struct world *world, uint32_t number,
                       struct writer *out)
{
  const struct ground *ground = c->ground;
  const struct proof_step *step = &c->proof->steps[number];
  writer_format(out, "%6u  ", number + 1);
  print_padded(out, c->gains[number], c->gain);
  print_padded(out, step_rule(ground, step->step), c->rule);
  print_effort(out, step->effort);
  const char *place = step_place(ground, step->step);
  if (step->crosses != NONE) {
    print_padded(out, place, c->place);
    writer_format(out, "into %.*s", STR_ARGS(model_entity(ground->model, step->crosses)->id));
  } else {
    writer_text(out, place);
  }
  writer_char(out, '\n');
  const char *stop = step_remedy_text(ground, c->arena, world, step->step);
  if (stop) writer_format(out, "%8s  would be stopped by %s\n", "", stop);
}

void proof_print(const struct ground *ground, const struct world *world, const struct proof *proof,
                 struct writer *out)
{
  struct arena scratch = {0};
  struct columns c = columns_of(ground, &scratch, proof);
  print_slips(&c, out);
  for (uint32_t i = 0; i < proof->count; i++) print_step(&c, world, i, out);
  arena_free(&scratch);
}

/* "   1-3  as in way 1, up to: uses shop.front.web" */
static void print_known(const struct columns *c, uint32_t first, uint32_t count, uint32_t way,
                        struct writer *out)
{
  uint32_t last = first + count;
  const char *numbers = count == 1 ? arena_format(c->arena, "%u", last)
                                   : arena_format(c->arena, "%u-%u", first + 1, last);
  writer_format(out, "%6s  as in way %u%s: %s\n", numbers, way, count == 1 ? "" : ", up to",
                c->gains[last - 1]);
}

void proof_print_beside(const struct ground *ground, const struct world *world,
                        const struct proof *proof, const struct map *known, struct writer *out)
{
  struct arena scratch = {0};
  struct columns c = columns_of(ground, &scratch, proof);
  print_slips(&c, out);
  for (uint32_t i = 0, count; i < proof->count; i += count) {
    uint32_t way = map_get(known, proof->steps[i].step, 0);
    for (count = 1; way != MAP_NONE && i + count < proof->count; count++)
      if (map_get(known, proof->steps[i + count].step, 0) != way) break;
    if (way == MAP_NONE)
      print_step(&c, world, i, out);
    else
      print_known(&c, i, count, way, out);
  }
  arena_free(&scratch);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void print_slips_json(struct json *json, const struct ground *ground, struct arena *scratch,
                             const struct proof *proof)
{
  json_key(json, "slips");
  json_array(json);
  for (uint32_t i = 0; i < proof->slip_count; i++)
    json_text(json, fact_text(ground, scratch, proof->slips[i].weakness));
  json_end(json);
}

/* Whose slips they are, and how they come about. */
static void print_blame(struct json *json, const struct ground *ground, struct arena *scratch,
                        const struct proof *proof)
{
  if (!proof->slip_count) return;
  json_key(json, "blame");
  json_array(json);
  for (uint32_t i = 0; i < proof->slip_count; i++) {
    const struct proof_slip *slip = &proof->slips[i];
    json_object(json);
    json_key_text(json, "slip", fact_text(ground, scratch, slip->weakness));
    if (slip->person != NONE) {
      json_key_str(json, "person", model_entity(ground->model, slip->person)->id);
      json_key_text(json, "rule", step_rule(ground, slip->step));
    }
    json_end(json);
  }
  json_end(json);
}

/* The step of a proof, counted from 1, that gains a fact; 0 if it is there from the start. */
static uint32_t gained_by(const struct ground *ground, const struct proof *proof, fact f)
{
  for (uint32_t i = 0; i < proof->count; i++)
    if (ground->conclusion[proof->steps[i].step] == f) return i + 1;
  return 0;
}

static void print_fact(struct json *json, const struct ground *ground, fact f)
{
  json_key_str(json, "thing", model_entity(ground->model, fact_entity(ground, f))->id);
  json_key_text(json, "gained", gained_word(ground, f));
}

static void print_premises(struct json *json, const struct ground *ground,
                           const struct proof *proof, uint32_t step)
{
  json_key(json, "premises");
  json_array(json);
  struct premises premises = ground_premises(ground, step);
  for (uint32_t i = 0; i < premises.count; i++) {
    json_object(json);
    print_fact(json, ground, premises.at[i]);
    uint32_t number = gained_by(ground, proof, premises.at[i]);
    if (number) json_key_number(json, "step", number);
    json_end(json);
  }
  json_end(json);
}

static void print_step_json(struct json *json, const struct ground *ground, struct arena *scratch,
                            const struct world *world, const struct proof *proof,
                            const struct proof_step *step)
{
  uint32_t line;
  const char *file = step_file(ground, step->step, &line);
  json_object(json);
  json_key_text(json, "gain", step_gain(ground, scratch, step->step));
  print_fact(json, ground, ground->conclusion[step->step]);
  json_key_text(json, "rule", step_rule(ground, step->step));
  json_key_str(json, "at", model_entity(ground->model, ground->subject[step->step])->id);
  print_premises(json, ground, proof, step->step);
  json_key_number(json, "effort", step->effort);
  if (step->crosses != NONE)
    json_key_str(json, "crosses", model_entity(ground->model, step->crosses)->id);
  json_key_text(json, "file", file);
  json_key_number(json, "line", line);
  step_remedies_json(json, ground, world, step->step);
  json_end(json);
}

void proof_json(struct json *json, const struct ground *ground, const struct world *world,
                const struct proof *proof)
{
  struct arena scratch = {0};
  print_slips_json(json, ground, &scratch, proof);
  print_blame(json, ground, &scratch, proof);
  json_key(json, "proof");
  json_array(json);
  for (uint32_t i = 0; i < proof->count; i++)
    print_step_json(json, ground, &scratch, world, proof, &proof->steps[i]);
  json_end(json);
  arena_free(&scratch);
}

void answer_json(struct json *json, const char *format)
{
  json_object(json);
  json_key_text(json, "format", format);
  json_key_number(json, "version", 1);
}

void world_json(struct json *json, const char *format, struct unit *unit, enum world_type type,
                const char *supposed)
{
  answer_json(json, format);
  json_key_text(json, "as_of", day_text(&unit->arena, unit->day));
  json_key_text(json, "world", world_word(type));
  json_key_text(json, "supposed", supposed);
}
