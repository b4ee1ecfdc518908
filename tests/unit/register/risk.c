/* Impact × likelihood: the corners of the matrix, and figures with their reasons. */
#include "unit/register/derived.h"

static void levels(void **state)
{
  (void)state;
  assert_int_equal(risk_level_of(0), RISK_NONE);
  assert_int_equal(risk_level_of(1), RISK_LOW);
  assert_int_equal(risk_level_of(3), RISK_LOW);
  assert_int_equal(risk_level_of(4), RISK_MEDIUM);
  assert_int_equal(risk_level_of(8), RISK_MEDIUM);
  assert_int_equal(risk_level_of(9), RISK_HIGH);
  assert_int_equal(risk_level_of(14), RISK_HIGH);
  assert_int_equal(risk_level_of(15), RISK_CRITICAL);
  assert_int_equal(risk_level_of(25), RISK_CRITICAL);
}

static void likelihoods(void **state)
{
  (void)state;
  static const struct {
    uint32_t effort;
    uint8_t resources, likelihood;
  } table[] = {{0, 0, 5},  {3, 2, 5},  {4, 2, 4},  {0, 3, 5},  {4, 3, 5},         {7, 4, 5},
               {8, 3, 4},  {15, 0, 2}, {16, 0, 1}, {19, 3, 2}, {20, 0, 1},        {20, 3, 1},
               {23, 4, 1}, {24, 4, 1}, {99, 0, 1}, {99, 4, 1}, {UINT32_MAX, 4, 1}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    assert_int_equal(risk_likelihood(table[i].effort, table[i].resources), table[i].likelihood);
}

#define MODEL                                                                                      \
  "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"                                            \
  "internet net {\n  hacker eve\n  botnet-operator mirai\n}\n"                                     \
  "boundary shop {\n  host docker\n"                                                               \
  "  container web on docker holds orders has known-vulnerability\n}\n"                            \
  "net.eve -> shop.web over https/443\n"

static void figures_say_why(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "asset orders \"Orders\" confidentiality critical owner \"data team\"\n");
  const struct reg_scenario *eve = scenario(&d, "net.eve->orders/confidentiality");
  assert_non_null(eve);
  assert_int_equal(eve->residual.impact, 5);
  assert_int_equal(eve->residual.likelihood, 5);
  assert_int_equal(eve->residual.effort, 2);
  assert_int_equal(eve->residual.level, RISK_CRITICAL);
  assert_string_equal(eve->residual.reason, "impact 5 (confidentiality of worth critical) × "
                                            "likelihood 5 (effort 2 of the shown way) = 25: "
                                            "critical");
  assert_true(eve->is_aim);
  assert_true(str_equal(eve->owner, STR("data team")));
  const struct reg_scenario *mirai = scenario(&d, "net.mirai->orders/confidentiality");
  assert_string_equal(mirai->residual.reason, "impact 5 (confidentiality of worth critical) × "
                                              "likelihood 5 (effort 2 of the shown way; resources "
                                              "3 count one more) = 25: critical");
  assert_false(mirai->is_aim);
  assert_null(scenario(&d, "net.eve->orders/availability")); /* it is worth nothing */
  forget(&d);
}

static void unstated_worth_is_impact_one(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "asset orders\n");
  const struct reg_scenario *eve = scenario(&d, "net.eve->orders/integrity");
  assert_int_equal(eve->residual.impact, 1);
  assert_int_equal(eve->residual.level, RISK_MEDIUM); /* 1 × 5 */
  assert_true(str_equal(eve->owner, STR("boss")));
  forget(&d);
}

static void target_where_something_is_planned(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "asset orders value low\n");
  assert_false(scenario(&d, "net.eve->orders/integrity")->has_target);
  forget(&d);
  derive(&d, MODEL "asset orders value low\nextend shop.web { plans client-certificate }\n");
  const struct reg_scenario *eve = scenario(&d, "net.eve->orders/integrity");
  assert_true(eve->has_target);
  assert_int_equal(eve->target.level, RISK_NONE);
  assert_int_equal(eve->residual.level, RISK_HIGH);
  assert_int_equal(eve->treatment, TREATMENT_MODIFY);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(levels),
      cmocka_unit_test(likelihoods),
      cmocka_unit_test(figures_say_why),
      cmocka_unit_test(unstated_worth_is_impact_one),
      cmocka_unit_test(target_where_something_is_planned),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
