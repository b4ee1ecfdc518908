/* Where most ways pass, as rows of the register: their scenarios are its scenarios. */
#include "unit/register/derived.h"

#define MODEL                                                                                      \
  "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"                                            \
  "internet net {\n  hacker eve\n}\n"                                                              \
  "asset orders value high\n"                                                                      \
  "boundary shop {\n  host docker with host-firewall\n"                                            \
  "  container web on docker holds orders has known-vulnerability was shop.front\n}\n"             \
  "net.eve -> shop.web over https/443\n"

static const struct reg_pass *pass_of(const struct reg_chokes *chokes, const char *id)
{
  for (size_t i = 0; i < chokes->passes.len; i++)
    if (str_equal(chokes->passes.at[i].row.id, str_from(id))) return &chokes->passes.at[i];
  return NULL;
}

static void rows_name_rows(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL);
  assert_null(d.reg->chokes); /* nobody asked */
  const struct reg_chokes *chokes = register_chokes(d.reg);
  assert_ptr_equal(chokes, register_chokes(d.reg));
  const struct reg_pass *pass = pass_of(chokes, "pass shop.web.exec");
  assert_non_null(pass);
  assert_true(pass->scenarios.count > 0 && pass->level > RISK_NONE);
  for (uint32_t i = 0; i < pass->scenarios.count; i++) {
    const struct reg_scenario *s = &d.reg->scenarios.at[pass->scenarios.at[i]];
    assert_int_equal(s->attacker, model_find(d.model, STR("net.eve")));
    assert_int_not_equal(s->status, SCENARIO_CONTROLLED);
    assert_true(s->residual.level <= pass->level);
  }
  assert_int_equal(chokes->mends.len, 1);
  assert_string_equal(chokes->mends.at[0].row.id.at, "mend known-vulnerability@shop.web");
  assert_true(chokes->closers.len > 0);
  assert_int_equal(chokes->left_out, 0);
  forget(&d);
}

/* A fingerprint is that of the id that the row had when its thing was called otherwise. */
static void renames_keep_fingerprints(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL);
  const struct reg_pass *pass = pass_of(register_chokes(d.reg), "pass shop.web.exec");
  char hex[SHA256_HEX];
  sha256_text(STR("pass shop.front.exec"), hex);
  assert_non_null(pass);
  assert_memory_equal(pass->row.fingerprint, hex, 16);
  assert_int_equal(pass->row.line, 9);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_name_rows),
      cmocka_unit_test(renames_keep_fingerprints),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
