/* What files for other programs share (exchange.h says what). */
#include "write/exchange.h"

#include "base/writer.h"

struct str term_label(const struct unit *unit, const struct term *term)
{
  return term->title.len ? term->title : unit_text(unit, term->name);
}

const char *rule_at_title(const struct reg *reg, struct arena *arena, uint32_t rule, uint32_t thing)
{
  struct str title = term_label(reg->unit, &reg->model->vocabulary.rules.at[rule].term);
  return arena_format(arena, "%.*s: %.*s", STR_ARGS(title),
                      STR_ARGS(model_label(reg->model, thing)));
}

struct str first_sentence(struct str text)
{
  for (size_t i = 0; i + 1 < text.len; i++) {
    bool is_end = text.at[i] == '.' && (text.at[i + 1] == ' ' || text.at[i + 1] == '\n');
    if (is_end) return (struct str){text.at, i + 1};
    if (text.at[i] == '\n' && text.at[i + 1] == '\n') return (struct str){text.at, i};
  }
  return text;
}

static const char *text_of(struct arena *arena, struct writer *writer)
{
  const char *text = arena_copy(arena, writer->at ? writer->at : "", writer->len);
  writer_free(writer);
  return text;
}

const char *threat_remedies(const struct reg *reg, struct arena *arena,
                            const struct reg_threat *threat)
{
  struct writer text = {0};
  for (uint32_t i = 0; i < threat->stops.count; i++) {
    const struct reg_stop *stop = &threat->stops.at[i];
    if (stop->state == STOP_IN_PLACE || stop->is_slowing) continue;
    const struct control *control = &reg->model->vocabulary.controls.at[stop->control];
    writer_format(&text, "%s%s on %.*s%s", text.len ? ", " : "",
                  unit_name(reg->unit, control->term.name),
                  STR_ARGS(model_entity(reg->model, stop->thing)->id),
                  stop->state == STOP_PLANNED ? " (planned)" : "");
  }
  return text_of(arena, &text);
}

const char *acceptance_text(struct arena *arena, const struct acceptance *said)
{
  const char *until =
      said->until.year ? arena_format(arena, "until %s, ", day_text(arena, said->until)) : "";
  const char *ticket =
      said->ticket.len ? arena_format(arena, " (%.*s)", STR_ARGS(said->ticket)) : "";
  return arena_format(arena, "%saccepted by %.*s: %.*s%s", until, STR_ARGS(said->owner),
                      STR_ARGS(said->because), ticket);
}

const char *things_text(const struct reg *reg, struct arena *arena, const struct numbers *things)
{
  struct writer text = {0};
  for (uint32_t i = 0; i < things->count; i++)
    writer_format(&text, "%s%.*s", i ? ", " : "",
                  STR_ARGS(model_entity(reg->model, things->at[i])->id));
  return text_of(arena, &text);
}

/* --- places ----------------------------------------------------------------------------------- */

static bool has_parents(const char *path)
{
  for (const char *at = path; (at = strstr(at, "..")); at += 2)
    if ((at == path || at[-1] == '/') && (at[2] == '/' || !at[2])) return true;
  return false;
}

/* The folder of the model as its user named it, with its `/`; empty if that is of no use to others.
 */
static struct str model_folder(const struct reg *reg)
{
  const struct file *root = reg->model->files.at[reg->model->root_file];
  const char *name = unit_source(reg->unit, root->source)->name;
  while (name[0] == '.' && name[1] == '/') name += 2;
  const char *slash = strrchr(name, '/');
  if (!slash || name[0] == '/' || has_parents(name)) return STR("");
  return (struct str){name, (size_t)(slash - name) + 1};
}

const char *file_from_here(const struct reg *reg, struct arena *arena, const char *file)
{
  struct str folder = model_folder(reg);
  if (file[0] == '/') { /* an import from outside of the model's folder, named absolutely */
    const char *slash = strrchr(file, '/');
    return arena_format(arena, "%s", slash + 1);
  }
  return arena_format(arena, "%.*s%s", STR_ARGS(folder), file);
}

static bool is_plain(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         strchr("-._~/", c);
}

const char *file_uri(const struct reg *reg, struct arena *arena, const char *file)
{
  struct writer uri = {0};
  for (const char *at = file_from_here(reg, arena, file); *at; at++) {
    if (is_plain(*at))
      writer_char(&uri, *at);
    else
      writer_format(&uri, "%%%02X", (unsigned char)*at);
  }
  return text_of(arena, &uri);
}

/* --- threats ---------------------------------------------------------------------------------- */

const struct reg_scenario *threat_easiest(const struct reg *reg, const struct reg_threat *threat)
{
  const struct reg_scenario *easiest = NULL;
  for (uint32_t i = 0; i < threat->scenarios.count; i++) {
    const struct reg_scenario *s = &reg->scenarios.at[threat->scenarios.at[i]];
    if (!s->way) continue;
    if (!easiest || s->way->effort < easiest->way->effort) easiest = s;
  }
  return easiest;
}

bool threat_is_possible(const struct reg_threat *threat)
{
  return threat->status != THREAT_MITIGATED && threat->status != THREAT_LATENT;
}

const struct reg_risk *threat_risk(const struct reg_threat *threat)
{
  return threat_is_possible(threat) ? &threat->residual : &threat->inherent;
}

/* Coverage is in the order of standards, its requirements in that of their codes. */
struct mapped mapped_to(const struct reg *reg, const struct maps *maps)
{
  struct mapped found = {NONE, NONE};
  for (uint32_t i = 0; i < reg->coverage.len; i++)
    if (reg->coverage.at[i].standard == maps->standard) found.standard = i;
  if (found.standard == NONE) return found;
  const struct reg_coverage *coverage = &reg->coverage.at[found.standard];
  struct str code = unit_text(reg->unit, maps->code);
  uint32_t first = 0, end = coverage->count;
  while (first < end) {
    uint32_t middle = first + (end - first) / 2;
    int order = str_compare(coverage->requirements[middle].code, code);
    if (order == 0) found.requirement = middle;
    if (order < 0)
      first = middle + 1;
    else
      end = middle;
  }
  return found;
}
