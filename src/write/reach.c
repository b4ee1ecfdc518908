/* What can be reached, as text for a person and as JSON.
 *
 *     internet.eve "Freelance intruder", skill 2, resources 1
 *       of worth
 *         orders           read 7, write 7
 *       shop.front
 *         shop.front.web   exec 5, deny 5
 *       no more than the door of: internet.customer, shop.docker
 *
 * Behind each privilege stands the effort of its easiest derivation. What a stronger privilege
 * implies is left out unless it is easier to have. */
#include "write/reach.h"

#include "base/json.h"
#include "base/utf8.h"
#include "write/hint.h"
#include "write/proof.h"

enum { WIDEST_ID = 44, WIDEST_LINE = 100, THINGS_MOST = 60, DOORS_MOST = 30 };

/* From the strongest on; `implied` by the one of that number before it, or by none. */
static const struct {
  enum privilege privilege;
  int implied_by;
} strengths[] = {
    {PRIVILEGE_ADMIN, -1}, {PRIVILEGE_EXEC, 0},    {PRIVILEGE_DEPLOY, -1}, {PRIVILEGE_WRITE, 0},
    {PRIVILEGE_READ, 0},   {PRIVILEGE_USE, 1},     {PRIVILEGE_DENY, -1},   {PRIVILEGE_KEEP, 0},
    {PRIVILEGE_HIDE, 0},   {PRIVILEGE_INSIDE, -1}, {PRIVILEGE_CALL, 9},    {PRIVILEGE_REACH, 5},
};
enum {
  STRENGTHS = sizeof strengths / sizeof *strengths,
  WEAK = 10 /* from here on: doors alone */
};

struct overview {
  const struct reach_report *report;
  const struct reach_row *row;
  const struct ground *ground;
  const struct model *model;
  struct writer *out;
  size_t width;     /* of the ids */
  uint32_t printed; /* things of this person */
  struct arena scratch;
  /* Lists by heading: a boundary or machine, or one of the three behind all entities. */
  uint32_t *first, *next, *last;
};

enum { OF_WORTH, OF_DATA, NOWHERE, ON_FLOWS, HEADINGS };

static fact shown_state(const struct overview *o, uint32_t entity, int strength)
{
  fact f = ground_state(o->ground, entity, strengths[strength].privilege);
  return f != NONE && reach_shows(o->row, f) ? f : NONE;
}

/* Whether a stronger privilege, no harder to have, says it already. */
static bool is_implied(const struct overview *o, uint32_t entity, int strength)
{
  uint32_t effort = reach_effort(o->row->reach, shown_state(o, entity, strength));
  for (int s = strengths[strength].implied_by; s >= 0; s = strengths[s].implied_by) {
    fact stronger = shown_state(o, entity, s);
    if (stronger != NONE && reach_effort(o->row->reach, stronger) <= effort) return true;
  }
  return false;
}

static bool is_strong(const struct overview *o, uint32_t entity)
{
  for (int s = 0; s < WEAK; s++)
    if (shown_state(o, entity, s) != NONE) return true;
  return false;
}

static bool is_weak(const struct overview *o, uint32_t entity)
{
  for (int s = WEAK; s < STRENGTHS; s++)
    if (shown_state(o, entity, s) != NONE) return !is_strong(o, entity);
  return false;
}

static void print_thing(struct overview *o, uint32_t entity)
{
  struct str id = model_entity(o->model, entity)->id;
  size_t width = utf8_width(id);
  writer_text(o->out, "    ");
  writer_str(o->out, id);
  writer_repeat(o->out, ' ', (width < o->width ? o->width - width : 0) + 2);
  bool is_first = true;
  for (int s = 0; s < STRENGTHS; s++) {
    fact f = shown_state(o, entity, s);
    if (f == NONE || is_implied(o, entity, s)) continue;
    writer_format(o->out, "%s%s %u", is_first ? "" : ", ", privilege_word(strengths[s].privilege),
                  reach_effort(o->row->reach, f));
    is_first = false;
  }
  writer_char(o->out, '\n');
}

static uint32_t heading_of(const struct overview *o, uint32_t entity)
{
  const struct entity *e = model_entity(o->model, entity);
  uint32_t own = (uint32_t)o->model->entities.len;
  if (e->is_worth_stated) return own + OF_WORTH;
  if (e->root == ROOT_FLOW) return own + ON_FLOWS;
  if (e->root == ROOT_DATA) return own + OF_DATA;
  if (e->root == ROOT_BOUNDARY) return entity;
  return e->place == NONE ? own + NOWHERE : e->place;
}

static void list_under(struct overview *o, uint32_t heading, uint32_t entity)
{
  if (o->first[heading] == NONE)
    o->first[heading] = entity;
  else
    o->next[o->last[heading]] = entity;
  o->last[heading] = entity;
  o->next[entity] = NONE;
}

/* Of a person who gets far only so much is shown. */
static void print_group(struct overview *o, uint32_t heading, const char *text)
{
  if (o->first[heading] == NONE || o->printed >= THINGS_MOST) return;
  writer_format(o->out, "  %s\n", text);
  for (uint32_t i = o->first[heading]; i != NONE && o->printed < THINGS_MOST; i = o->next[i]) {
    print_thing(o, i);
    o->printed++;
  }
}

static void print_doors(struct overview *o)
{
  size_t column = 0;
  uint32_t doors = 0;
  for (uint32_t i = 0; i < o->model->entities.len; i++) {
    if (i == o->row->shown || !is_weak(o, i) || doors++ >= DOORS_MOST) continue;
    struct str id = model_entity(o->model, i)->id;
    size_t width = utf8_width(id) + 2;
    if (!column) {
      writer_text(o->out, "  no more than the door of:");
      column = 27;
    } else {
      writer_char(o->out, ',');
    }
    if (column + width > WIDEST_LINE) {
      writer_text(o->out, "\n   ");
      column = 3;
    }
    writer_char(o->out, ' ');
    writer_str(o->out, id);
    column += width;
  }
  if (doors > DOORS_MOST) writer_format(o->out, " and %u more", doors - DOORS_MOST);
  if (column) writer_char(o->out, '\n');
}

static void print_person(struct overview *o)
{
  const struct entity *e = model_entity(o->model, o->row->shown);
  const struct world *world = &o->row->reach->world;
  writer_str(o->out, e->id);
  if (e->title.len) writer_format(o->out, " \"%.*s\"", STR_ARGS(e->title));
  if (world->type != WORLD_CARELESS)
    writer_format(o->out, ", skill %u, resources %u", world->skill, world->resources);
  writer_char(o->out, '\n');
}

static bool has_state(const struct overview *o, uint32_t entity, enum privilege privilege)
{
  fact f = ground_state(o->ground, entity, privilege);
  return f != NONE && reach_shows(o->row, f);
}

static bool is_harmed(const struct overview *o, uint32_t entity)
{
  static const enum privilege harms[] = {PRIVILEGE_READ, PRIVILEGE_WRITE, PRIVILEGE_DENY,
                                         PRIVILEGE_EXEC, PRIVILEGE_ADMIN};
  for (size_t i = 0; i < sizeof harms / sizeof *harms; i++)
    if (has_state(o, entity, harms[i])) return true;
  return false;
}

/* "falls: 2 of 3 things of worth; code runs on 5 of 6 other machines" */
static void print_radius(struct overview *o)
{
  uint32_t worth = 0, fallen = 0, machines = 0, owned = 0;
  for (uint32_t i = 0; i < o->model->entities.len; i++) {
    const struct entity *e = model_entity(o->model, i);
    if (e->is_worth_stated) worth++, fallen += is_harmed(o, i);
    if (e->root != ROOT_MACHINE || i == o->report->breached) continue;
    machines++, owned += has_state(o, i, PRIVILEGE_EXEC);
  }
  writer_format(o->out, "  falls: %u of %u thing%s of worth", fallen, worth, worth == 1 ? "" : "s");
  if (machines)
    writer_format(o->out, "; code runs on %u of %u other machine%s", owned, machines,
                  machines == 1 ? "" : "s");
  writer_char(o->out, '\n');
}

/* "if shop.web "Shop" is breached, by somebody of skill 3 and resources 3" */
static void print_breached(struct overview *o)
{
  const struct entity *e = model_entity(o->model, o->report->breached);
  const struct world *world = &o->row->reach->world;
  writer_format(o->out, "if %.*s", STR_ARGS(e->id));
  if (e->title.len) writer_format(o->out, " \"%.*s\"", STR_ARGS(e->title));
  writer_text(o->out, " is breached, by ");
  if (o->row->shown == o->report->breached)
    writer_text(o->out, "somebody");
  else
    writer_str(o->out, model_entity(o->model, o->row->shown)->id);
  writer_format(o->out, " of skill %u and resources %u who has nothing else\n", world->skill,
                world->resources);
  print_radius(o);
}

/* The things that are listed, under their headings; how many. */
static uint32_t list_things(struct overview *o)
{
  uint32_t count = (uint32_t)o->model->entities.len, listed = 0;
  memset(o->first, 0xff, (count + HEADINGS) * sizeof *o->first);
  o->width = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (i == o->row->shown || !is_strong(o, i)) continue;
    list_under(o, heading_of(o, i), i);
    listed++;
    size_t width = utf8_width(model_entity(o->model, i)->id);
    if (width > o->width && width <= WIDEST_ID) o->width = width;
  }
  return listed;
}

static void print_row(struct overview *o)
{
  uint32_t count = (uint32_t)o->model->entities.len;
  if (o->report->breached != NONE)
    print_breached(o);
  else
    print_person(o);
  uint32_t listed = list_things(o);
  o->printed = 0;
  if (!listed) writer_text(o->out, "  nothing more than doors\n");
  print_group(o, count + OF_WORTH, "of worth");
  for (uint32_t i = 0; i < count; i++) print_group(o, i, model_entity(o->model, i)->id.at);
  print_group(o, count + NOWHERE, "outside every boundary");
  print_group(o, count + OF_DATA, "data of no stated worth");
  print_group(o, count + ON_FLOWS, "on the wire of");
  if (listed > o->printed) writer_format(o->out, "  and %u more things\n", listed - o->printed);
  print_doors(o);
}

void world_print(struct unit *unit, enum world_type type, const char *supposed, struct writer *out)
{
  static const char *const means[] = {
      [WORLD_RESIDUAL] = "with the controls in place",
      [WORLD_INHERENT] = "with no control counted",
      [WORLD_PLANNED] = "with planned controls, too",
      [WORLD_EVIDENCED] = "with the controls alone that have evidence",
      [WORLD_CARELESS] = "what people's mistakes alone bring about",
  };
  writer_format(out, "%s: %s", world_word(type), means[type]);
  if (supposed[0]) writer_format(out, "; supposing: %s", supposed);
  writer_format(out, "; as of %s\n", day_text(&unit->arena, unit->day));
}

/* The way to the first thing of worth that is reached, else to the last thing, as an example. */
static void print_next(struct overview *o)
{
  uint32_t best = NONE;
  for (uint32_t r = 0; r < o->report->row_count && best == NONE; r++) {
    o->row = &o->report->rows[r];
    for (uint32_t i = 0; i < o->model->entities.len && best == NONE; i++)
      if (i != o->row->shown && model_entity(o->model, i)->is_worth_stated && is_strong(o, i))
        best = i;
  }
  writer_text(o->out,
              "\nThe number behind each word is its effort. --format tsv lists every state.");
  if (best != NONE) {
    writer_text(o->out, " The way, step by step:\n    ");
    hint_command(o->out, o->model, "paths");
    if (o->row->shown != o->report->breached)
      hint_option(o->out, "from", model_entity(o->model, o->row->shown)->id.at);
    writer_text(o->out, o->report->options);
    hint_option(o->out, "to", model_entity(o->model, best)->id.at);
  }
  writer_char(o->out, '\n');
}

void reach_print_text(const struct reach_report *report, struct writer *out)
{
  struct overview o = {.report = report, .out = out};
  o.ground = report->answers->ground;
  o.model = o.ground->model;
  size_t count = o.model->entities.len;
  o.first = arena_new_array(&o.scratch, count + HEADINGS, uint32_t);
  o.last = arena_new_array(&o.scratch, count + HEADINGS, uint32_t);
  o.next = arena_new_array(&o.scratch, count, uint32_t);
  world_print(report->answers->unit, report->type, report->supposed, out);
  for (uint32_t i = 0; i < report->row_count; i++) {
    writer_char(out, '\n');
    o.row = &report->rows[i];
    print_row(&o);
  }
  if (!report->row_count) writer_text(out, "\nThe model has nobody to ask about.\n");
  if (report->row_count) print_next(&o);
  arena_free(&o.scratch);
}

static void print_states(struct json *json, const struct reach_report *report,
                         const struct reach_row *row)
{
  const struct ground *ground = report->answers->ground;
  json_key(json, "states");
  json_array(json);
  for (fact f = 0; f < ground->state_count; f++) {
    if (!reach_shows(row, f)) continue;
    json_object(json);
    json_key_str(json, "thing", model_entity(ground->model, fact_entity(ground, f))->id);
    json_key_text(json, "privilege", privilege_word(fact_privilege(ground, f)));
    json_key_number(json, "effort", reach_effort(row->reach, f));
    json_end(json);
  }
  json_end(json);
}

void reach_print_json(const struct reach_report *report, struct writer *out)
{
  struct unit *unit = report->answers->unit;
  struct json json = json_to(out);
  world_json(&json, "ctm-reach", unit, report->type, report->supposed);
  if (report->breached != NONE)
    json_key_str(&json, "breached", model_entity(report->answers->model, report->breached)->id);
  json_key(&json, "attackers");
  json_array(&json);
  for (uint32_t i = 0; i < report->row_count; i++) {
    const struct entity *e = model_entity(report->answers->model, report->rows[i].shown);
    json_object(&json);
    json_key_str(&json, "id", e->id);
    json_key_str(&json, "title", e->title);
    if (report->type != WORLD_CARELESS) {
      json_key_number(&json, "skill", report->rows[i].reach->world.skill);
      json_key_number(&json, "resources", report->rows[i].reach->world.resources);
    }
    print_states(&json, report, &report->rows[i]);
    json_end(&json);
  }
  json_end(&json);
  json_end(&json);
}
