/* The compilation's one place for messages. */
#include "diagnose/unit.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

static const struct {
  const char *id, *title, *teaches;
  enum level level;
} codes[] = {
#define CODE(id, level, title, teaches) {#id, title, teaches, level},
#include "diagnose/codes.def"
#undef CODE
};

void unit_init(struct unit *unit, struct day day)
{
  *unit = (struct unit){.day = day};
  symbols_init(&unit->symbols, &unit->arena);
}

void unit_free(struct unit *unit)
{
  struct arena arena = unit->arena;
  *unit = (struct unit){0};
  arena_free(&arena);
}

uint32_t unit_add_source(struct unit *unit, const char *name, const char *path, struct str text,
                         bool is_library)
{
  struct source *source = arena_new(&unit->arena, struct source);
  *source = (struct source){
      .name = name, .relative = name, .path = path, .text = text, .is_library = is_library};
  vec_push(&unit->arena, &unit->sources, source);
  return (uint32_t)unit->sources.len - 1;
}

struct position unit_position(struct unit *unit, struct span span)
{
  return source_position(&unit->arena, unit_source(unit, span.source), span.from);
}

const char *unit_place(struct unit *unit, struct span span)
{
  if (span.source == SPAN_NOWHERE.source) return "";
  struct position position = unit_position(unit, span);
  return arena_format(&unit->arena, "%s:%u", unit_source(unit, span.source)->relative,
                      position.line);
}

static void count(struct unit *unit, enum level level)
{
  if (level == LEVEL_ERROR) unit->errors++;
  if (level == LEVEL_FINDING) unit->findings++;
  if (level == LEVEL_LINT) unit->lints++;
}

static const char *format_text(struct unit *unit, const char *format, va_list args)
{
  va_list again;
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, again);
  va_end(again);
  size_t size = (size_t)(length < 0 ? 0 : length) + 1;
  char *text = arena_alloc(&unit->arena, size);
  vsnprintf(text, size, format, args);
  return text;
}

struct message *message_add(struct unit *unit, enum code code, struct span span, const char *format,
                            ...)
{
  struct message *message = arena_new(&unit->arena, struct message);
  message->code = code;
  message->level = codes[code].level;
  message->span = span;
  va_list args;
  va_start(args, format);
  message->text = format_text(unit, format, args);
  va_end(args);
  count(unit, message->level);
  if (unit->messages.len < LIMIT_MESSAGES || message->level == LEVEL_FINDING)
    vec_push(&unit->arena, &unit->messages, message);
  return message;
}

struct message *message_label(struct unit *unit, struct message *message, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  message->label = format_text(unit, format, args);
  va_end(args);
  return message;
}

struct message *message_help(struct unit *unit, struct message *message, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  message->help = format_text(unit, format, args);
  va_end(args);
  return message;
}

struct message *message_note(struct unit *unit, struct message *message, struct span span,
                             const char *format, ...)
{
  size_t size = sizeof(struct message_note);
  message->notes = arena_grow(&unit->arena, message->notes, message->note_count * size,
                              (message->note_count + 1) * size);
  struct message_note *note = &message->notes[message->note_count++];
  note->span = span;
  va_list args;
  va_start(args, format);
  note->text = format_text(unit, format, args);
  va_end(args);
  return message;
}

struct message *message_fix(struct unit *unit, struct message *message, struct span span,
                            const char *replacement)
{
  message->fix.span = span;
  message->fix.text = arena_copy(&unit->arena, replacement, strlen(replacement));
  return message;
}

struct message *message_suggest(struct unit *unit, struct message *message, struct str best)
{
  if (!best.len) return message;
  message_help(unit, message, "did you mean `%.*s`?", STR_ARGS(best));
  message->fix.span = message->span;
  message->fix.text = arena_copy(&unit->arena, best.at, best.len);
  return message;
}

/* A stable order needs the position in the list as the last key. */
struct sort_key {
  struct message *message;
  uint64_t place;
  size_t order;
};

static int compare_keys(const void *left, const void *right)
{
  const struct sort_key *a = left, *b = right;
  if (a->place != b->place) return a->place < b->place ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

void message_sort(struct unit *unit)
{
  size_t n = unit->messages.len;
  if (n < 2) return;
  struct sort_key *keys = arena_new_array(&unit->arena, n, struct sort_key);
  for (size_t i = 0; i < n; i++) {
    struct message *message = unit->messages.at[i];
    uint64_t source = message->span.source;
    if (source != SPAN_NOWHERE.source && unit_source(unit, message->span.source)->is_library)
      source += 0x40000000;
    keys[i] = (struct sort_key){message, source << 32 | message->span.from, i};
  }
  qsort(keys, n, sizeof *keys, compare_keys);
  for (size_t i = 0; i < n; i++) unit->messages.at[i] = keys[i].message;
}

const char *code_id(enum code code)
{
  return codes[code].id;
}

const char *code_title(enum code code)
{
  return codes[code].title;
}

const char *code_teaches(enum code code)
{
  return codes[code].teaches;
}

enum level code_level(enum code code)
{
  return codes[code].level;
}

bool code_find(struct str id, enum code *code)
{
  for (size_t i = 0; i < CODE_COUNT; i++) {
    if (strlen(codes[i].id) != id.len || strncasecmp(codes[i].id, id.at, id.len) != 0) continue;
    *code = (enum code)i;
    return true;
  }
  return false;
}
