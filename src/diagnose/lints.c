/* The table of lints.def, by name. */
#include "diagnose/lints.h"

static const struct {
  const char *name;
  enum code code;
  struct lint_example example;
} lints[] = {
#define LINT(id, name, title, teaches, wrong, right, on) {name, CODE_##id, {wrong, right, on}},
#include "diagnose/lints.def"
#undef LINT
};

bool lint_find(struct str name, enum code *code)
{
  for (size_t i = 0; i < lint_count(); i++) {
    if (!str_equal(str_from(lints[i].name), name)) continue;
    *code = lints[i].code;
    return true;
  }
  return false;
}

const char *lint_name(enum code code)
{
  for (size_t i = 0; i < lint_count(); i++)
    if (lints[i].code == code) return lints[i].name;
  return NULL;
}

const struct lint_example *lint_example(enum code code)
{
  for (size_t i = 0; i < lint_count(); i++)
    if (lints[i].code == code) return &lints[i].example;
  return NULL;
}

size_t lint_count(void)
{
  return sizeof lints / sizeof *lints;
}

const char *lint_name_at(size_t number)
{
  return lints[number].name;
}
