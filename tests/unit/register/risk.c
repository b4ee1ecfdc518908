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
               {8, 3, 4},  {15, 0, 2}, {16, 0, 1}, {19, 3, 2}, {20, 0, 1},        {20, 3, 2},
               {23, 4, 2}, {24, 4, 2}, {99, 0, 1}, {99, 4, 2}, {UINT32_MAX, 4, 2}};
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
  /* what is unsaid counts least */
  assert_int_equal(scenario(&d, "net.eve->orders/availability")->residual.impact, 1);
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

/* Worth of a machine, `value` overridden for one harm; running code there harms all three. */
static void code_on_a_machine_harms_it_in_all_three(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "extend shop.web { value medium confidentiality critical }\nasset orders\n");
  static const struct {
    const char *id;
    uint8_t impact;
  } rows[] = {{"net.eve->shop.web/confidentiality", 5},
              {"net.eve->shop.web/integrity", 3},
              {"net.eve->shop.web/availability", 3}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct reg_scenario *s = scenario(&d, rows[i].id);
    assert_non_null(s);
    assert_int_equal(s->residual.impact, rows[i].impact);
    assert_int_equal(fact_privilege(d.reg->ground, s->way->goal), PRIVILEGE_EXEC);
    assert_int_equal(s->residual.score, rows[i].impact * s->residual.likelihood);
  }
  forget(&d);
}

/* Whoever can only take it down harms nothing but its availability. */
static void taking_down_harms_availability_alone(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"
             "internet net {\n  botnet-operator mirai\n  user u\n}\n"
             "boundary shop {\n  container web value high\n}\n"
             "net.u -> shop.web over https/443\n");
  const struct reg_scenario *s = scenario(&d, "net.mirai->shop.web/availability");
  assert_non_null(s);
  assert_int_equal(fact_privilege(d.reg->ground, s->way->goal), PRIVILEGE_DENY);
  assert_true(s->is_aim);
  assert_null(scenario(&d, "net.mirai->shop.web/confidentiality"));
  assert_null(scenario(&d, "net.mirai->shop.web/integrity"));
  /* the threat bears the greatest of the harms that its gain leads to */
  const struct reg_threat *flood = threat(&d, "flood@shop.web");
  assert_int_equal(flood->residual.score, s->residual.score);
  assert_int_equal(flood->worst_thing, s->thing);
  assert_int_equal(flood->worst_harm, HARM_AVAILABILITY);
  forget(&d);
}

/* The same way at effort 4 to 7: 4, and one more for who has the means. */
static void resources_count_one_more(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"
             "technique slow \"Slow\" at container {\n  from use\n  gains exec\n  effort 4\n}\n"
             "internet net {\n  attacker poor skill 1 resources 2\n"
             "  attacker rich skill 1 resources 3\n}\n"
             "boundary shop {\n  container web holds orders\n}\n"
             "net.poor -> shop.web over tcp/1\nnet.rich -> shop.web over tcp/1\n"
             "asset orders value high owner \"data team\"\n");
  const struct reg_scenario *poor = scenario(&d, "net.poor->orders/confidentiality"),
                            *rich = scenario(&d, "net.rich->orders/confidentiality");
  assert_int_equal(poor->residual.effort, 4);
  assert_int_equal(poor->residual.likelihood, 4);
  assert_int_equal(poor->residual.level, RISK_CRITICAL); /* 4 × 4 */
  assert_int_equal(rich->residual.likelihood, 5);
  assert_int_equal(rich->residual.score, 20);
  assert_true(poor->inherent.level == poor->residual.level);
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
  const struct reg_threat *exploit = threat(&d, "exploit-known-flaw@shop.web");
  assert_true(exploit->has_target);
  assert_int_equal(exploit->residual.level, RISK_HIGH);
  assert_int_equal(exploit->target.level, RISK_NONE);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(levels),
      cmocka_unit_test(likelihoods),
      cmocka_unit_test(figures_say_why),
      cmocka_unit_test(unstated_worth_is_impact_one),
      cmocka_unit_test(code_on_a_machine_harms_it_in_all_three),
      cmocka_unit_test(taking_down_harms_availability_alone),
      cmocka_unit_test(resources_count_one_more),
      cmocka_unit_test(target_where_something_is_planned),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
