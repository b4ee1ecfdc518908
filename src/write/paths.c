/* Ways, as text for a person and as JSON.
 *
 *     internet.eve -> orders: reads orders, effort 5, crosses 2 boundaries: shop, shop.back
 *          1  stands in internet      stand-with-party        webshop.ctm:10
 *          …
 *          7  commands the runtime …  escape-socket       +2  webshop.ctm:26
 *             would be stopped by rootless-runtime on shop.docker */
#include "write/paths.h"

#include "write/proof.h"

static void print_crossed(const struct ground *ground, const struct proof *proof,
                          struct writer *out)
{
  if (!proof->crossed) return;
  writer_format(out, ", crosses %u boundar%s: ", proof->crossed, proof->crossed == 1 ? "y" : "ies");
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

static void print_row(const struct paths_report *report, const struct paths_row *row,
                      struct writer *out)
{
  const struct ground *ground = report->answers->ground;
  struct arena *arena = &report->answers->unit->arena;
  writer_format(out, "%.*s -> %s: ", STR_ARGS(model_entity(ground->model, row->shown)->id),
                report->target);
  if (!row->proof) {
    writer_text(out, "no way\n");
    return;
  }
  writer_format(out, "%s, effort %u", gain_text(ground, arena, row->proof), row->proof->effort);
  print_crossed(ground, row->proof, out);
  writer_char(out, '\n');
  proof_print(ground, &row->reach->world, row->proof, out);
  if (!row->proof->count) writer_text(out, "        holds it from the start\n");
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

static void print_way(struct json *json, const struct paths_report *report,
                      const struct paths_row *row)
{
  const struct ground *ground = report->answers->ground;
  struct arena *arena = &report->answers->unit->arena;
  json_object(json);
  json_key_str(json, "attacker", model_entity(ground->model, row->shown)->id);
  json_key_bool(json, "is_there", row->proof != NULL);
  if (row->proof) {
    json_key_text(json, "gained", fact_text(ground, arena, row->proof->goal));
    json_key_number(json, "effort", row->proof->effort);
    json_key_number(json, "crossed", row->proof->crossed);
    proof_json(json, ground, &row->reach->world, row->proof);
  }
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
  for (uint32_t i = 0; i < report->row_count; i++) print_way(&json, report, &report->rows[i]);
  json_end(&json);
  json_end(&json);
}
