/* Any text: names, clauses, rules and claims are resolved without a fault; what has no error is
 * ground, judged and registered, and every proof that is shown ends at its goal. Files are not
 * read: imports lead nowhere. */
#include "base/writer.h"
#include "diagnose/print.h"
#include "register/register.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LARGEST = 4096 };

static void check_proof(const struct ground *ground, const struct proof *proof)
{
  if (!proof) return;
  if (proof->count && ground->conclusion[proof->steps[proof->count - 1].step] != proof->goal)
    abort();
}

static void judge(struct unit *unit, const struct model *model)
{
  struct answers *answers = answer_all(unit, model, NULL);
  if (!answers) return;
  for (size_t i = 0; i < model->assertions.len; i++)
    check_proof(answers->ground, answers->verdicts[i].proof);
  struct reg *reg = register_derive(unit, answers);
  register_findings(unit, reg);
  if (register_chokes(reg)->closers.len && !reg->scenarios.len) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size > LARGEST) return 0;
  struct unit unit;
  struct model *model = NULL;
  unit_init(&unit, (struct day){2026, 11, 25});
  struct str text = {arena_copy(&unit.arena, data, size), size};
  struct status status = model_build_text(&unit, "fuzz.ctm", text, "/nonexistent", &model);
  if (status.code == STATUS_OK && !unit.errors) judge(&unit, model);
  message_sort(&unit);
  struct writer out = {0};
  message_print_text(&unit, &out, false);
  writer_free(&out);
  unit_free(&unit);
  return 0;
}
