/* What mistakes break and open, as text for a person and as JSON.
 *
 *     office.tim "Tired admin": may bring about 12 weaknesses
 *
 *       breaks alone
 *         orders: deny, effort 0
 *              1  …
 *       opens to internet.eve
 *         orders: read, write; the way to read, effort 3
 *              -  shop has exposed   expose-machine, a slip of office.tim
 *              1  … */
#include "write/slips.h"

#include "write/hint.h"
#include "write/proof.h"
#include "write/reach.h"

enum { FALLS_MOST = 12 };

static const struct entity *entity_of(const struct slips_report *report, uint32_t number)
{
  return model_entity(report->answers->model, number);
}

static void print_fall(const struct slips_report *report, const struct slips_fall *fall,
                       struct writer *out)
{
  const struct ground *ground = report->answers->ground;
  writer_format(out, "    %.*s: ", STR_ARGS(entity_of(report, fall->thing)->id));
  for (uint32_t i = 0; i < fall->fact_count; i++)
    writer_format(out, "%s%s", i ? ", " : "", gained_word(ground, fall->facts[i]));
  if (fall->fact_count > 1)
    writer_format(out, "; the way to %s", gained_word(ground, fall->proof->goal));
  writer_format(out, ", effort %u\n", fall->proof->effort);
  proof_print(ground, &fall->reach->world, fall->proof, out);
}

/* Behind the falls of the same attacker that begin there. */
static uint32_t group_end(const struct slips_row *row, uint32_t first)
{
  uint32_t at = first;
  while (at < row->fall_count && row->falls[at].attacker == row->falls[first].attacker) at++;
  return at;
}

static bool is_same_fall(const struct slips_fall *a, const struct slips_fall *b)
{
  if (a->thing != b->thing || a->fact_count != b->fact_count || a->proof->count != b->proof->count)
    return false;
  for (uint32_t i = 0; i < a->fact_count; i++)
    if (a->facts[i] != b->facts[i]) return false;
  for (uint32_t i = 0; i < a->proof->count; i++)
    if (a->proof->steps[i].step != b->proof->steps[i].step) return false;
  return true;
}

/* Whether the next attacker is opened the very same, so that both stand in one heading. */
static bool is_same_group(const struct slips_row *row, uint32_t first, uint32_t count,
                          uint32_t next)
{
  if (next == row->fall_count || row->falls[first].attacker == NONE) return false;
  if (group_end(row, next) - next != count) return false;
  for (uint32_t i = 0; i < count; i++)
    if (!is_same_fall(&row->falls[first + i], &row->falls[next + i])) return false;
  return true;
}

/* The falls from number `first` on that are the same attacker's, and all others who get just the
 * same; returns the number behind them. */
static uint32_t print_group(const struct slips_report *report, const struct slips_row *row,
                            uint32_t first, struct writer *out)
{
  uint32_t end = group_end(row, first), next = end, attacker = row->falls[first].attacker;
  writer_text(out, attacker == NONE ? "\n  breaks alone" : "\n  opens to ");
  if (attacker != NONE) writer_str(out, entity_of(report, attacker)->id);
  for (; is_same_group(row, first, end - first, next); next += end - first)
    writer_format(out, ", %.*s", STR_ARGS(entity_of(report, row->falls[next].attacker)->id));
  writer_char(out, '\n');
  for (uint32_t at = first; at < end && at - first < FALLS_MOST; at++)
    print_fall(report, &row->falls[at], out);
  if (end - first > FALLS_MOST)
    writer_format(out, "    and %u more; --format json has all\n", end - first - FALLS_MOST);
  return next;
}

static void print_row(const struct slips_report *report, const struct slips_row *row,
                      struct writer *out)
{
  const struct entity *e = entity_of(report, row->person);
  writer_format(out, "\n%.*s", STR_ARGS(e->id));
  if (e->title.len) writer_format(out, " \"%.*s\"", STR_ARGS(e->title));
  writer_format(out, ": may bring about %u weakness%s\n", row->weaknesses.count,
                row->weaknesses.count == 1 ? "" : "es");
  if (!row->fall_count) writer_text(out, "  breaks nothing of worth, and opens nothing of worth\n");
  for (uint32_t i = 0; i < row->fall_count;) i = print_group(report, row, i, out);
}

/* What to ask next, of the first thing that falls. */
static void print_next(const struct slips_report *report, struct writer *out)
{
  const struct slips_fall *fall = NULL;
  uint32_t person = NONE;
  for (uint32_t i = 0; i < report->row_count && !fall; i++) {
    person = report->rows[i].person;
    if (report->rows[i].fall_count) fall = &report->rows[i].falls[0];
  }
  writer_text(out, "\nWhat happens without any slip is left out.");
  if (fall) {
    bool is_alone = fall->attacker == NONE;
    writer_text(out, " What would close it even so:\n    ");
    hint_command(out, report->answers->model, "cut");
    if (is_alone) hint_option(out, "world", "careless");
    hint_option(out, "from", entity_of(report, is_alone ? person : fall->attacker)->id.at);
    if (!is_alone) hint_option(out, "despite", entity_of(report, person)->id.at);
    writer_text(out, is_alone ? report->own_options : report->options);
    hint_option(out, "to", entity_of(report, fall->thing)->id.at);
  }
  writer_char(out, '\n');
}

void slips_print_text(const struct slips_report *report, struct writer *out)
{
  world_print(report->answers->unit, report->type, report->supposed, out);
  for (uint32_t i = 0; i < report->row_count; i++) print_row(report, &report->rows[i], out);
  if (!report->row_count) writer_text(out, "\nThe model has nobody careless.\n");
  if (report->row_count) print_next(report, out);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void print_facts(struct json *json, const struct slips_report *report, const char *key,
                        const fact *facts, uint32_t count)
{
  const struct ground *ground = report->answers->ground;
  json_key(json, key);
  json_array(json);
  for (uint32_t i = 0; i < count; i++)
    json_text(json, fact_text(ground, &report->answers->unit->arena, facts[i]));
  json_end(json);
}

static void print_fall_json(struct json *json, const struct slips_report *report,
                            const struct slips_fall *fall)
{
  json_object(json);
  if (fall->attacker != NONE) json_key_str(json, "attacker", entity_of(report, fall->attacker)->id);
  json_key_str(json, "thing", entity_of(report, fall->thing)->id);
  print_facts(json, report, "gained", fall->facts, fall->fact_count);
  json_key_number(json, "effort", fall->proof->effort);
  proof_json(json, report->answers->ground, &fall->reach->world, fall->proof);
  json_end(json);
}

void slips_print_json(const struct slips_report *report, struct writer *out)
{
  struct unit *unit = report->answers->unit;
  struct json json = json_to(out);
  world_json(&json, "ctm-slips", unit, report->type, report->supposed);
  json_key(&json, "people");
  json_array(&json);
  for (uint32_t i = 0; i < report->row_count; i++) {
    const struct slips_row *row = &report->rows[i];
    json_object(&json);
    json_key_str(&json, "id", entity_of(report, row->person)->id);
    print_facts(&json, report, "weaknesses", row->weaknesses.at, row->weaknesses.count);
    json_key(&json, "falls");
    json_array(&json);
    for (uint32_t k = 0; k < row->fall_count; k++) print_fall_json(&json, report, &row->falls[k]);
    json_end(&json);
    json_end(&json);
  }
  json_end(&json);
  json_end(&json);
}
