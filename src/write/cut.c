/* A cut, as text for a person and as JSON.
 *
 *     internet.mirai, internet.eve -> orders
 *       2 controls close every way, and no fewer do:
 *
 *       1  network-policy on shop.front, planned
 *             stops call-neighbour
 *             or there: … */
#include "write/cut.h"

#include "base/utf8.h"
#include "write/proof.h"
#include "write/reach.h"

enum { WIDEST_LINE = 100, PEOPLE_MOST = 6 };

const char *control_word(const struct model *model, uint32_t control)
{
  return unit_name(model->unit, model->vocabulary.controls.at[control].term.name);
}

static const char *rule_word(const struct model *model, uint32_t rule)
{
  return unit_name(model->unit, model->vocabulary.rules.at[rule].term.name);
}

/* --- text ------------------------------------------------------------------------------------- */

/* "        stops a, b, …": words behind one another, broken where a line is full. */
static void print_words(struct writer *out, const char *intro, const struct model *model,
                        const struct numbers *numbers,
                        const char *word(const struct model *, uint32_t))
{
  if (!numbers->count) return;
  writer_format(out, "        %s ", intro);
  size_t column = 9 + utf8_width(str_from(intro));
  for (uint32_t i = 0; i < numbers->count; i++) {
    const char *text = word(model, numbers->at[i]);
    size_t width = utf8_width(str_from(text)) + 2;
    if (i && column + width > WIDEST_LINE) {
      writer_text(out, ",\n          ");
      column = 10;
    } else if (i) {
      writer_text(out, ", ");
    }
    writer_text(out, text);
    column += width;
  }
  writer_char(out, '\n');
}

static bool is_stuck(const struct cut *cut, uint32_t number)
{
  for (uint32_t i = 0; i < cut->stuck_count; i++)
    if (cut->stuck[i].goal == number) return true;
  return false;
}

/* Those whom the cut is about, or those whom nothing keeps away. */
static void print_who(const struct cut_report *report, bool are_stuck, struct writer *out)
{
  const struct model *model = report->answers->model;
  uint32_t printed = 0, count = report->cut->stuck_count;
  if (!are_stuck) count = report->shown.count - count;
  for (uint32_t i = 0; i < report->shown.count && printed < PEOPLE_MOST; i++)
    if (is_stuck(report->cut, i) == are_stuck)
      writer_format(out, "%s%.*s", printed++ ? ", " : "\n",
                    STR_ARGS(model_entity(model, report->shown.at[i])->id));
  if (count > printed) writer_format(out, " and %u more", count - printed);
  if (count) writer_format(out, " -> %s\n", report->target);
}

static void print_size(const struct cut *cut, struct writer *out)
{
  if (cut->status == CUT_BOUNDED)
    writer_format(out,
                  "  between %u and %u controls close every way; these %u do, and whether fewer "
                  "would was not\n  found out in the time that is allowed:\n",
                  cut->lower, cut->count, cut->count);
  else if (cut->count == 1)
    writer_text(out, "  one control closes every way:\n");
  else
    writer_format(out, "  %u controls close every way, and no fewer do:\n", cut->count);
}

/* Quoted where a shell would take offence. */
static void print_option(const struct model *model, const struct cut_member *member,
                         struct writer *out)
{
  struct str id = model_entity(model, member->thing)->id;
  const char *quote = strpbrk(id.at, "<>\"") ? "'" : "";
  writer_format(out, " --with %s%s@%.*s%s", quote, control_word(model, member->control),
                STR_ARGS(id), quote);
}

static bool has_member(const struct cut_member *members, uint32_t count,
                       const struct cut_member *wanted)
{
  for (uint32_t i = 0; i < count; i++)
    if (members[i].control == wanted->control && members[i].thing == wanted->thing) return true;
  return false;
}

/* "or without it: a on x; with 2": what another cut has that this one has not, and what it keeps of
 * it if that is not all the rest. */
static void print_other(const struct model *model, const struct cut *cut,
                        const struct cut_member *member, struct writer *out)
{
  if (!member->other) return;
  uint32_t kept = 0, printed = 0, most;
  writer_text(out, "        or without it");
  for (uint32_t i = 0; i < cut->count; i++) {
    const struct cut_member *other = &member->other[i];
    kept += has_member(cut->members, cut->count, other);
    if (has_member(cut->members, cut->count, other)) continue;
    writer_format(
        out, "%s%s on %.*s%s", printed++ ? ", " : ": ", control_word(model, other->control),
        STR_ARGS(model_entity(model, other->thing)->id), other->is_planned ? " (planned)" : "");
  }
  most = kept;
  for (uint32_t i = 0; i < cut->count && most + 1 < cut->count; i++)
    if (has_member(member->other, cut->count, &cut->members[i]))
      writer_format(out, "%s %u", kept-- == most ? "; with" : ",", i + 1);
  writer_char(out, '\n');
}

static void print_uniqueness(const struct cut *cut, struct writer *out)
{
  if (!cut->are_others_known) return;
  for (uint32_t i = 0; i < cut->count; i++)
    if (cut->members[i].other) return;
  writer_format(out, "\n  %s\n",
                cut->count == 1 ? "Nothing in another place does it alone."
                                : "No other controls in other places do it with as few.");
}

static void print_members(const struct cut_report *report, struct writer *out)
{
  const struct model *model = report->answers->model;
  const struct cut *cut = report->cut;
  print_size(cut, out);
  for (uint32_t i = 0; i < cut->count; i++) {
    const struct cut_member *member = &cut->members[i];
    writer_format(out, "\n%5u  %s on %.*s%s\n", i + 1, control_word(model, member->control),
                  STR_ARGS(model_entity(model, member->thing)->id),
                  member->is_planned ? ", planned" : "");
    print_words(out, "stops", model, &member->rules, rule_word);
    print_words(out, "or instead", model, &member->instead, control_word);
    print_other(model, cut, member, out);
  }
  print_uniqueness(cut, out);
  writer_format(out, "\n  To ask on with %s in place:\n   ", cut->count == 1 ? "it" : "them");
  for (uint32_t i = 0; i < cut->count; i++) print_option(model, &cut->members[i], out);
  writer_char(out, '\n');
}

/* The easiest of the ways that nothing stops stands for all of them. */
static void print_stuck(const struct cut_report *report, struct writer *out)
{
  const struct cut *cut = report->cut;
  const struct cut_stuck *stuck = &cut->stuck[0];
  for (uint32_t i = 1; i < cut->stuck_count; i++)
    if (cut->stuck[i].proof->effort < stuck->proof->effort) stuck = &cut->stuck[i];
  print_who(report, true, out);
  writer_text(out, "  nothing that may be added keeps ");
  if (cut->stuck_count == 1)
    writer_text(out, "them away; no control stops this way:\n");
  else
    writer_format(
        out, "them away; no control stops this way of %.*s:\n",
        STR_ARGS(model_entity(report->answers->model, report->shown.at[stuck->goal])->id));
  proof_print(report->answers->ground, &stuck->world, stuck->proof, out);
}

void cut_print_text(const struct cut_report *report, struct writer *out)
{
  const struct cut *cut = report->cut;
  world_print(report->answers->unit, report->type, report->supposed, out);
  if (!report->shown.count) writer_text(out, "\nThe model has nobody to ask about.\n");
  if (cut->stuck_count) print_stuck(report, out);
  if (cut->stuck_count == report->shown.count) return;
  print_who(report, false, out);
  if (cut->count)
    print_members(report, out);
  else
    writer_text(out, "  no way as it is: nothing has to be added\n");
}

/* --- JSON and TSV ----------------------------------------------------------------------------- */

static void print_list(struct json *json, const char *key, const struct model *model,
                       const struct numbers *numbers,
                       const char *word(const struct model *, uint32_t))
{
  json_key(json, key);
  json_array(json);
  for (uint32_t i = 0; i < numbers->count; i++) json_text(json, word(model, numbers->at[i]));
  json_end(json);
}

static const char *id_word(const struct model *model, uint32_t entity)
{
  return model_entity(model, entity)->id.at;
}

static void print_otherwise(struct json *json, const struct model *model, const struct cut *cut,
                            const struct cut_member *member)
{
  json_key(json, "otherwise");
  json_array(json);
  for (uint32_t i = 0; member->other && i < cut->count; i++) {
    json_object(json);
    json_key_text(json, "control", control_word(model, member->other[i].control));
    json_key_text(json, "thing", id_word(model, member->other[i].thing));
    json_key_bool(json, "planned", member->other[i].is_planned);
    json_end(json);
  }
  json_end(json);
}

static void print_controls(struct json *json, const struct cut_report *report)
{
  const struct model *model = report->answers->model;
  json_key(json, "controls");
  json_array(json);
  for (uint32_t i = 0; i < report->cut->count; i++) {
    const struct cut_member *member = &report->cut->members[i];
    json_object(json);
    json_key_text(json, "control", control_word(model, member->control));
    json_key_text(json, "thing", id_word(model, member->thing));
    json_key_bool(json, "planned", member->is_planned);
    print_list(json, "stops", model, &member->rules, rule_word);
    print_list(json, "instead", model, &member->instead, control_word);
    print_otherwise(json, model, report->cut, member);
    json_end(json);
  }
  json_end(json);
}

static void print_stuck_json(struct json *json, const struct cut_report *report)
{
  const struct cut *cut = report->cut;
  json_key(json, "stuck");
  json_array(json);
  for (uint32_t i = 0; i < cut->stuck_count; i++) {
    json_object(json);
    json_key_text(json, "attacker",
                  id_word(report->answers->model, report->shown.at[cut->stuck[i].goal]));
    proof_json(json, report->answers->ground, &cut->stuck[i].world, cut->stuck[i].proof);
    json_end(json);
  }
  json_end(json);
}

void cut_print_json(const struct cut_report *report, struct writer *out)
{
  static const char *const verdicts[] = {[CUT_NEEDLESS] = "needless",
                                         [CUT_SMALLEST] = "smallest",
                                         [CUT_BOUNDED] = "bounded",
                                         [CUT_IMPOSSIBLE] = "impossible",
                                         [CUT_BROKEN] = "broken"};
  struct unit *unit = report->answers->unit;
  struct json json = json_to(out);
  world_json(&json, "ctm-cut", unit, report->type, report->supposed);
  print_list(&json, "from", report->answers->model, &report->shown, id_word);
  json_key_text(&json, "to", report->target);
  json_key_text(&json, "verdict", verdicts[report->cut->status]);
  json_key_number(&json, "lower", report->cut->lower);
  json_key_number(&json, "ways", report->cut->ways);
  print_controls(&json, report);
  print_stuck_json(&json, report);
  json_end(&json);
}

void cut_print_tsv(const struct cut_report *report, struct writer *out)
{
  struct arena scratch = {0};
  const struct cut *cut = report->cut;
  const struct model *model = report->answers->model;
  struct str *lines = arena_new_array(&scratch, cut->count, struct str);
  for (uint32_t i = 0; i < cut->count; i++)
    lines[i] =
        str_from(arena_format(&scratch, "%s@%s", control_word(model, cut->members[i].control),
                              id_word(model, cut->members[i].thing)));
  print_sorted(lines, cut->count, out);
  arena_free(&scratch);
}
