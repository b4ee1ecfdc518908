/* Parsing a text in a test. */
#ifndef TESTS_UNIT_SYNTAX_PARSE_H
#define TESTS_UNIT_SYNTAX_PARSE_H

#include "base/writer.h"
#include "syntax/tree.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

struct parsed {
  struct unit unit;
  struct tree *tree;
};

static inline void parse_bytes(struct parsed *parsed, const void *bytes, size_t size)
{
  unit_init(&parsed->unit, (struct day){2026, 12, 1});
  words_init(&parsed->unit);
  struct str text = {arena_copy(&parsed->unit.arena, bytes, size), size};
  uint32_t source = unit_add_source(&parsed->unit, "t.ctm", NULL, text, false);
  parsed->tree = syntax_parse(&parsed->unit, source);
}

static inline void parse_text(struct parsed *parsed, const char *text)
{
  parse_bytes(parsed, text, strlen(text));
}

/* "line:column CODE text | label = help" of a message. */
static inline const char *said(struct unit *unit, size_t number)
{
  const struct message *message = unit->messages.at[number];
  struct position position = unit_position(unit, message->span);
  return arena_format(&unit->arena, "%u:%u %s %s%s%s%s%s", position.line, position.column,
                      code_id(message->code), message->text, message->label ? " | " : "",
                      message->label ? message->label : "", message->help ? " = " : "",
                      message->help ? message->help : "");
}

/* The text after the change that a message proposes. */
static inline const char *mended(struct unit *unit, const char *text, const struct message *message)
{
  struct span span = message->fix.span;
  return arena_format(&unit->arena, "%.*s%s%s", (int)span.from, text, message->fix.text,
                      text + span.to);
}

#endif
