/* Wrong models, each with exactly one message: its code, its place and, where it mends itself, the
 * change that leaves nothing to complain of. */
#ifndef CTM_TESTS_MODEL_WRONG_H
#define CTM_TESTS_MODEL_WRONG_H

#include "diagnose/print.h"
#include "model/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

struct wrong {
  const char *text;      /* stands behind the prelude */
  const char *code;      /* "E0401" */
  unsigned line, column; /* counted from the first line of `text` */
  const char *fix;       /* what the span of the fix is replaced by; NULL: it has none */
};

static inline struct model *build(struct unit *unit, const char *text)
{
  struct model *model = NULL;
  unit_init(unit, (struct day){2026, 11, 25});
  struct status status = model_build_text(unit, "test.ctm", str_from(text), NULL, &model);
  assert_int_equal(status.code, STATUS_OK);
  message_sort(unit);
  return model;
}

static inline void show(struct unit *unit, const char *text)
{
  struct writer writer = {0};
  message_print_text(unit, &writer, false);
  fprintf(stderr, "--- of ---\n%s\n--- came ---\n%.*s\n", text, (int)writer.len,
          writer.at ? writer.at : "");
  writer_free(&writer);
}

static inline void expect_fine(const char *text)
{
  struct unit unit;
  build(&unit, text);
  if (unit.messages.len) show(&unit, text);
  assert_int_equal(unit.messages.len, 0);
  unit_free(&unit);
}

static inline unsigned count_lines(const char *text)
{
  unsigned lines = 0;
  for (; *text; text++) lines += *text == '\n';
  return lines;
}

static inline void expect_mended(const char *text, const struct message_fix *fix)
{
  struct arena arena = {0};
  expect_fine(
      arena_format(&arena, "%.*s%s%s", (int)fix->span.from, text, fix->text, text + fix->span.to));
  arena_free(&arena);
}

static inline void expect_wrong(const char *prelude, const struct wrong *wrong)
{
  struct arena arena = {0};
  struct unit unit;
  const char *text = arena_format(&arena, "%s%s", prelude, wrong->text);
  build(&unit, text);
  const struct message *message = unit.messages.len ? unit.messages.at[0] : NULL;
  struct position at = {0, 0};
  if (message && message->span.source != SPAN_NOWHERE.source)
    at = unit_position(&unit, message->span);
  unsigned line = wrong->line + count_lines(prelude);
  const char *fix = message ? message->fix.text : NULL;
  bool is_expected = unit.messages.len == 1 && strcmp(code_id(message->code), wrong->code) == 0 &&
                     at.line == line && at.column == wrong->column &&
                     (fix ? wrong->fix && strcmp(fix, wrong->fix) == 0 : !wrong->fix);
  if (!is_expected) {
    fprintf(stderr, "expected %s at %u:%u, fix %s; came %u:%u, fix %s\n", wrong->code, line,
            wrong->column, wrong->fix ? wrong->fix : "none", at.line, at.column,
            fix ? fix : "none");
    show(&unit, wrong->text);
  }
  assert_true(is_expected);
  if (fix) expect_mended(text, &message->fix);
  unit_free(&unit);
  arena_free(&arena);
}

#define EXPECT_WRONG(prelude, table)                                                               \
  do                                                                                               \
    for (size_t wrong_i = 0; wrong_i < sizeof(table) / sizeof *(table); wrong_i++)                 \
      expect_wrong((prelude), &(table)[wrong_i]);                                                  \
  while (0)

#endif
