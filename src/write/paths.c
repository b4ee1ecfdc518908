/* Ways, as text for a person and as JSON. Of the ways behind the easiest only what is new is shown
 * in full.
 *
 *     internet.eve -> orders: reads orders, effort 5, crosses 2 boundaries: shop, shop.back
 *          1  stands in internet      stand-with-party        webshop.ctm:10
 *          …
 *          7  commands the runtime …  escape-socket       +2  webshop.ctm:26
 *             would be stopped by rootless-runtime on shop.docker
 *
 *       another way, 2 of 3: reads orders, effort 6, crosses 2 boundaries: shop, shop.back
 *        1-3  as in way 1, up to: uses shop.front.web
 *          4  …                                                                          */
#include "write/paths.h"

#include "write/proof.h"

static void print_crossed(const struct ground *ground, const struct proof *proof,
                          const char *before, struct writer *out)
{
  if (!proof->crossed) return;
  writer_format(out, "%s crosses %u boundar%s: ", before, proof->crossed,
                proof->crossed == 1 ? "y" : "ies");
  for (uint32_t i = 0; i < proof->crossed; i++)
    writer_format(out, "%s%.*s", i ? ", " : "",
                  STR_ARGS(model_entity(ground->model, proof->boundaries[i])->id));
}

static const char *gain_text(const struct ground *ground, struct arena *arena,
                             const struct proof *proof)
{
  struct str id = model_entity(ground->model, fact_entity(ground, proof->goal))->id;
  return arena_format(arena, "%s %.*s", fact_verb(ground, proof->goal), STR_ARGS(id));
}

/* --- text ------------------------------------------------------------------------------------- */

/* "effort 7", and what is known of the least. Returns what stands before the boundaries. */
static const char *print_effort(const struct paths_report *report, const struct ways *ways,
                                uint32_t effort, struct writer *out)
{
  writer_format(out, "effort %u", effort);
  if (!report->is_exact) return ",";
  if (ways->is_least)
    writer_text(out, ", and no way is easier (proved)");
  else
    writer_format(out, ", and the least is between %u and %u (the search stopped at its limit)",
                  ways->lower, effort);
  return ";";
}

static void print_first(const struct paths_report *report, const struct paths_row *row,
                        struct writer *out)
{
  const struct ground *ground = report->answers->ground;
  const struct proof *proof = row->ways->ways[0].proof;
  writer_format(out, "%s, ", gain_text(ground, &report->answers->unit->arena, proof));
  print_crossed(ground, proof, print_effort(report, row->ways, proof->effort, out), out);
  writer_char(out, '\n');
  proof_print(ground, &row->world, proof, out);
  if (!proof->count) writer_text(out, "        holds it from the start\n");
}

static void print_other(const struct paths_report *report, const struct paths_row *row,
                        uint32_t number, const struct map *known, struct writer *out)
{
  const struct ground *ground = report->answers->ground;
  const struct proof *proof = row->ways->ways[number].proof;
  writer_format(out, "\n  another way, %u of %u: %s, effort %u", number + 1, row->ways->count,
                gain_text(ground, &report->answers->unit->arena, proof), proof->effort);
  print_crossed(ground, proof, ",", out);
  writer_char(out, '\n');
  proof_print_beside(ground, &row->world, proof, known, out);
}

static void print_rest(const struct ways *ways, struct writer *out)
{
  static const char all[] = "these are all ways that differ in a step that something can stop";
  writer_text(out, "\n  ");
  if (ways->rest == WAYS_MORE)
    writer_format(out, "there are more ways; ask for them with -k (at most %d)\n", LIMIT_WAYS);
  else if (ways->rest == WAYS_UNKNOWN)
    writer_text(out, "there may be more ways: the search for them stopped at its limit\n");
  else if (ways->count > 1)
    writer_format(out, "%s\n", all);
  else if (!ways->ways[0].stops)
    writer_text(out, "no control stops any step of this way, so no other differs in one\n");
  else
    writer_text(out, "no other way differs in a step that something can stop\n");
}

static void print_row(const struct paths_report *report, const struct paths_row *row,
                      struct writer *out)
{
  const struct ground *ground = report->answers->ground;
  struct arena scratch = {0};
  struct map known; /* (step, 0) to the way that has it first */
  map_init(&known, &scratch, 64);
  writer_format(out, "%.*s -> %s: ", STR_ARGS(model_entity(ground->model, row->shown)->id),
                report->target);
  if (!row->ways->count) writer_text(out, "no way\n");
  for (uint32_t i = 0; i < row->ways->count; i++) {
    const struct proof *proof = row->ways->ways[i].proof;
    if (i)
      print_other(report, row, i, &known, out);
    else
      print_first(report, row, out);
    for (uint32_t k = 0; k < proof->count; k++) map_add(&known, proof->steps[k].step, 0, i + 1);
  }
  if (row->ways->count && report->most > 1) print_rest(row->ways, out);
  arena_free(&scratch);
}

void paths_print_text(const struct paths_report *report, struct writer *out)
{
  world_print(report->answers->unit, report->type, report->supposed, out);
  for (uint32_t i = 0; i < report->row_count; i++) {
    writer_char(out, '\n');
    print_row(report, &report->rows[i], out);
  }
  if (!report->row_count) writer_text(out, "\nThe model has nobody to ask about.\n");
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void print_way(struct json *json, const struct paths_report *report,
                      const struct paths_row *row, const struct way *way)
{
  const struct ground *ground = report->answers->ground;
  const struct proof *proof = way->proof;
  json_key_text(json, "gained", fact_text(ground, &report->answers->unit->arena, proof->goal));
  json_key_number(json, "effort", proof->effort);
  if (report->is_exact && way == row->ways->ways) {
    json_key_number(json, "least", row->ways->lower);
    json_key_bool(json, "proved", row->ways->is_least);
  }
  json_key_number(json, "crossed", proof->crossed);
  if (report->most > 1) json_key_number(json, "fresh", way->fresh);
  proof_json(json, ground, &row->world, proof);
}

static void print_others(struct json *json, const struct paths_report *report,
                         const struct paths_row *row)
{
  static const char *const rests[] = {
      [WAYS_ALL] = "all", [WAYS_MORE] = "more", [WAYS_UNKNOWN] = "unknown"};
  json_key(json, "others");
  json_array(json);
  for (uint32_t i = 1; i < row->ways->count; i++) {
    json_object(json);
    print_way(json, report, row, &row->ways->ways[i]);
    json_end(json);
  }
  json_end(json);
  json_key_text(json, "rest", rests[row->ways->rest]);
}

static void print_person(struct json *json, const struct paths_report *report,
                         const struct paths_row *row)
{
  json_object(json);
  json_key_str(json, "attacker", model_entity(report->answers->model, row->shown)->id);
  json_key_bool(json, "is_there", row->ways->count > 0);
  if (row->ways->count) print_way(json, report, row, &row->ways->ways[0]);
  if (row->ways->count && report->most > 1) print_others(json, report, row);
  json_end(json);
}

void paths_print_json(const struct paths_report *report, struct writer *out)
{
  struct unit *unit = report->answers->unit;
  struct json json = json_to(out);
  world_json(&json, "ctm-paths", unit, report->type, report->supposed);
  json_key_text(&json, "to", report->target);
  json_key(&json, "ways");
  json_array(&json);
  for (uint32_t i = 0; i < report->row_count; i++) print_person(&json, report, &report->rows[i]);
  json_end(&json);
  json_end(&json);
}
