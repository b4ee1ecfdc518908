/* Any bytes: the parser must end, and stay within its memory. What parses without errors must keep
 * its meaning when it is formatted, and be formatted for good. */
#include "base/writer.h"
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct unit unit;
  struct tree *tree = parse(&unit, data, size);
  if (tree->has_errors != (unit.errors > 0)) abort();
  if (!tree->has_errors) check_format(&unit, tree);
  unit_free(&unit);
  return 0;
}
