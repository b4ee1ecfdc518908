/* Any bytes: the parser must end, and stay within its memory. What parses without errors must keep
 * its meaning when it is formatted, and be formatted for good. Messages are printed as text that a
 * terminal can be given, whatever the bytes. */
#include "base/utf8.h"
#include "base/writer.h"
#include "diagnose/print.h"
#include "syntax/tree.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct tree *parse(struct unit *unit, const void *bytes, size_t size)
{
  unit_init(unit, (struct day){2026, 1, 1});
  words_init(unit);
  struct str text = {arena_copy(&unit->arena, bytes, size), size};
  return syntax_parse(unit, unit_add_source(unit, "fuzz.ctm", NULL, text, false));
}

static void check_format(const struct unit *unit, const struct tree *tree)
{
  struct writer once = {0}, twice = {0};
  struct unit again;
  syntax_format(unit, tree, &once);
  struct tree *formatted = parse(&again, once.at, once.len);
  if (formatted->has_errors || !syntax_same(unit, tree, &again, formatted)) abort();
  syntax_format(&again, formatted, &twice);
  if (once.len != twice.len || (once.len && memcmp(once.at, twice.at, once.len) != 0)) abort();
  unit_free(&again);
  writer_free(&once);
  writer_free(&twice);
}

static void check_print(struct unit *unit)
{
  struct writer text = {0}, json = {0};
  size_t offset;
  message_print_text(unit, &text, false);
  message_print_json(unit, &json);
  if (utf8_check((struct str){text.at, text.len}, &offset) != UTF8_FINE) abort();
  if (utf8_check((struct str){json.at, json.len}, &offset) != UTF8_FINE) abort();
  writer_free(&text);
  writer_free(&json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct unit unit;
  struct tree *tree = parse(&unit, data, size);
  if (tree->has_errors != (unit.errors > 0)) abort();
  if (tree->has_errors)
    check_print(&unit);
  else
    check_format(&unit, tree);
  unit_free(&unit);
  return 0;
}
