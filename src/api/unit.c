/* Opening a unit, loading its model, its messages. */
#include "api/api.h"
#include "diagnose/print.h"
#include "syntax/tree.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* --- trouble ---------------------------------------------------------------------------------- */

ctm_status unit_fail(struct ctm_unit *self, ctm_status status, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  vsnprintf(self->reason, sizeof self->reason, format, args);
  va_end(args);
  return status;
}

ctm_status unit_status(struct ctm_unit *self, const struct status *status)
{
  static const ctm_status public[] = {
      [STATUS_OK] = CTM_OK,
      [STATUS_CANNOT_READ] = CTM_CANNOT_READ,
      [STATUS_CANNOT_MAKE] = CTM_CANNOT_MAKE,
      [STATUS_CANNOT_WRITE] = CTM_CANNOT_WRITE,
      [STATUS_BROKEN] = CTM_BROKEN,
  };
  if (status->code == STATUS_OK) return CTM_OK;
  return unit_fail(self, public[status->code], "%s", status->reason);
}

ctm_status unit_is_ready(struct ctm_unit *self)
{
  self->reason[0] = '\0';
  if (!self->model) return unit_fail(self, CTM_USAGE, "no model is loaded");
  return self->unit.errors ? CTM_ERRORS : CTM_OK;
}

/* --- the day ---------------------------------------------------------------------------------- */

/* Howard Hinnant, "chrono-compatible low-level date algorithms" (2013): civil_from_days. */
static struct day day_of_number(long number)
{
  long shifted = number + 719468, era = shifted / 146097, of_era = shifted % 146097;
  long year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  long of_year = of_era - (365 * year + year / 4 - year / 100);
  long month = (5 * of_year + 2) / 153;
  struct day day = {.day = (uint8_t)(of_year - (153 * month + 2) / 5 + 1)};
  day.month = (uint8_t)(month < 10 ? month + 3 : month - 9);
  day.year = (uint16_t)(year + era * 400 + (day.month <= 2));
  return day;
}

enum { SECONDS_A_DAY = 24 * 60 * 60 };
static const unsigned long long last_second = 253402300799u; /* of the year 9999 */

/* Seconds since 1970, digits alone. */
static bool read_epoch(const char *text, unsigned long long *seconds)
{
  *seconds = 0;
  if (!*text) return false;
  for (; *text; text++) {
    if (*text < '0' || *text > '9') return false;
    *seconds = *seconds * 10 + (unsigned long long)(*text - '0');
    if (*seconds > last_second) return false;
  }
  return true;
}

bool day_choose(struct ctm_unit *self, const char *as_of, struct day *day)
{
  *day = (struct day){1970, 1, 1};
  if (as_of) {
    if (day_parse(str_from(as_of), day)) return true;
    unit_fail(self, CTM_USAGE, "`%s` is no day: a day is written 2026-11-24, and exists", as_of);
    return false;
  }
  const char *epoch = getenv("SOURCE_DATE_EPOCH");
  unsigned long long seconds = 0;
  if (epoch && !read_epoch(epoch, &seconds)) {
    unit_fail(self, CTM_USAGE, "SOURCE_DATE_EPOCH is `%s`, and not a number of seconds since 1970",
              epoch);
    return false;
  }
  if (!epoch) seconds = (unsigned long long)time(NULL);
  *day = day_of_number((long)(seconds / SECONDS_A_DAY));
  return true;
}

/* --- open and load ---------------------------------------------------------------------------- */

ctm_status ctm_unit_open(ctm_unit **out, const ctm_options *options)
{
  static const ctm_options usual = {0};
  if (!options) options = &usual;
  ctm_unit *self = calloc(1, sizeof *self);
  if (!self) memory_exhausted(sizeof *self);
  *out = self;
  struct day day;
  bool is_fine = day_choose(self, options->as_of, &day);
  unit_init(&self->unit, day);
  self->unit.allow_outside = options->allow_outside;
  if (options->base)
    self->base = arena_copy(&self->unit.arena, options->base, strlen(options->base));
  return is_fine ? CTM_OK : CTM_USAGE;
}

void ctm_unit_free(ctm_unit *self)
{
  if (!self) return;
  unit_free(&self->unit);
  free(self);
}

const char *ctm_unit_reason(const ctm_unit *self)
{
  return self->reason;
}

const char *ctm_unit_as_of(const ctm_unit *self)
{
  return day_text((struct arena *)&self->unit.arena, self->unit.day);
}

static ctm_status loaded(struct ctm_unit *self, struct status status)
{
  if (status.code != STATUS_OK) {
    self->model = NULL;
    return unit_status(self, &status);
  }
  message_sort(&self->unit);
  return self->unit.errors ? CTM_ERRORS : CTM_OK;
}

ctm_status ctm_unit_load(ctm_unit *self, const char *path)
{
  self->reason[0] = '\0';
  if (self->model) return unit_fail(self, CTM_USAGE, "the unit has a model already");
  return loaded(self, model_build(&self->unit, path, self->base, &self->model));
}

ctm_status ctm_unit_load_text(ctm_unit *self, const char *name, const char *bytes, size_t size)
{
  self->reason[0] = '\0';
  if (self->model) return unit_fail(self, CTM_USAGE, "the unit has a model already");
  struct str text = {arena_copy(&self->unit.arena, bytes, size), size};
  name = arena_copy(&self->unit.arena, name, strlen(name));
  return loaded(self, model_build_text(&self->unit, name, text, self->base, &self->model));
}

/* --- messages --------------------------------------------------------------------------------- */

static ctm_message shown_message(struct ctm_unit *self, const struct message *message)
{
  ctm_message shown = {.code = code_id(message->code),
                       .level = (ctm_level)message->level,
                       .tag = message->tag,
                       .text = message->text,
                       .help = message->help};
  if (message->span.source == SPAN_NOWHERE.source) return shown;
  struct span end = {message->span.source, message->span.to, message->span.to};
  struct position from = unit_position(&self->unit, message->span);
  struct position to = unit_position(&self->unit, end);
  shown.file = unit_source(&self->unit, message->span.source)->name;
  shown.line = from.line;
  shown.column = from.column;
  shown.end_line = to.line;
  shown.end_column = to.column;
  return shown;
}

size_t ctm_unit_messages(ctm_unit *self, const ctm_message **out)
{
  size_t count = self->unit.messages.len;
  self->shown = arena_new_array(&self->unit.arena, count, ctm_message);
  for (size_t i = 0; i < count; i++)
    self->shown[i] = shown_message(self, self->unit.messages.at[i]);
  *out = self->shown;
  return count;
}

size_t ctm_unit_count(const ctm_unit *self, ctm_level level)
{
  switch (level) {
  case CTM_ERROR:
    return self->unit.errors;
  case CTM_FINDING:
    return self->unit.findings;
  case CTM_LINT:
    return self->unit.lints;
  default:
    break;
  }
  size_t notes = 0;
  for (size_t i = 0; i < self->unit.messages.len; i++)
    notes += self->unit.messages.at[i]->level == LEVEL_NOTE;
  return notes;
}

ctm_status ctm_unit_print(ctm_unit *self, ctm_format format, bool color, ctm_text **out)
{
  *out = NULL;
  if (format == CTM_TSV) return unit_fail(self, CTM_USAGE, "messages have no TSV");
  struct writer writer = {0};
  if (format == CTM_JSON)
    message_print_json(&self->unit, &writer);
  else
    message_print_text(&self->unit, &writer, color);
  *out = text_made(&writer);
  return CTM_OK;
}
