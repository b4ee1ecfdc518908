/* What stands on controls that nobody has proved: assertions, scenarios, and what people err with;
 * and the smallest cuts of scenarios with their bounds. */
#include "unit/register/derived.h"

#define HEAD "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\nasset orders value high\n"
#define SHOP(controls)                                                                             \
  "internet net {\n  hacker eve\n  user u\n}\n"                                                    \
  "boundary shop {\n  container web holds orders has known-vulnerability " controls "\n}\n"        \
  "net.u -> shop.web over https/443\n"                                                             \
  "assert sealed never any hostile gains orders.read\n"

static void a_control_without_evidence(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD SHOP("with client-certificate"));
  assert_true(d.reg->assertions[0].verdict->holds);
  assert_false(d.reg->assertions[0].holds_on_evidence);
  assert_int_equal(d.reg->summary.on_trust.count, 1);
  assert_int_equal(d.reg->summary.fails_on_evidence, 1);
  const struct reg_scenario *s = scenario(&d, "net.eve->orders/confidentiality");
  assert_int_equal(s->status, SCENARIO_CONTROLLED);
  assert_true(s->is_on_trust);
  assert_non_null(strstr(d.reg->summary.controls_text, "on those alone 1 more assertion fails"));
  forget(&d);
}

static void the_same_with_evidence(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD SHOP("with client-certificate evidence client-certificate, \"rules.conf:3\""));
  assert_true(d.reg->assertions[0].holds_on_evidence);
  assert_int_equal(d.reg->summary.on_trust.count, 0);
  assert_int_equal(d.reg->summary.with_evidence, 1);
  assert_false(scenario(&d, "net.eve->orders/confidentiality")->is_on_trust);
  forget(&d);
}

/* Evidence on another thing proves nothing here. */
static void evidence_counts_where_it_stands(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD SHOP(
                 "with client-certificate") "extend shop { container other with client-certificate "
                                            "evidence client-certificate, \"x\" }\n");
  assert_false(d.reg->assertions[0].holds_on_evidence);
  forget(&d);
}

#define OFFICE(controls)                                                                           \
  "site office {\n  careless-operator tim owns shop\n}\n"                                          \
  "boundary shop {\n  " controls "\n  container web holds orders\n}\n"                             \
  "assert calm never any careless harms orders\n"

/* Mistakes are held by controls, too. */
static void an_accident_without_evidence(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD OFFICE("with two-person-review"));
  assert_true(d.reg->assertions[0].verdict->holds);
  assert_false(d.reg->assertions[0].holds_on_evidence);
  forget(&d);
  derive(&d, HEAD OFFICE("with two-person-review evidence two-person-review, \"policy 4\""));
  assert_true(d.reg->assertions[0].holds_on_evidence);
  forget(&d);
  derive(&d, HEAD OFFICE("plans two-person-review"));
  assert_false(d.reg->assertions[0].verdict->holds);
  assert_true(d.reg->assertions[0].holds_with_plans);
  forget(&d);
}

static void cuts_of_scenarios(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD SHOP("") "");
  const struct reg_scenario *s = scenario(&d, "net.eve->orders/confidentiality");
  assert_null(s->cut); /* nobody asked yet */
  register_find_cuts(d.reg);
  assert_non_null(s->cut);
  assert_int_equal(s->cut->status, CUT_SMALLEST);
  assert_int_equal(s->cut->count, s->cut->lower);
  assert_int_equal(d.reg->uncut, 0);
  const struct cut *found = s->cut;
  register_find_cuts(d.reg);
  assert_ptr_equal(s->cut, found); /* once */
  forget(&d);
  derive(&d, HEAD SHOP("with client-certificate"));
  register_find_cuts(d.reg);
  assert_null(scenario(&d, "net.eve->orders/confidentiality")->cut); /* controlled as it is */
  forget(&d);
}

/* `up-to` of an accepted assertion: the greatest residual risk of those who break it. */
static void up_to_of_an_assertion(void **state)
{
  (void)state;
  struct derived d;
  derive(&d,
         HEAD SHOP("") "accept sealed up-to medium owner \"o\" until 2027-01-01 because \"b\"\n");
  assert_int_equal(d.reg->acceptances[0].state, ACCEPTANCE_EXCEEDED);
  assert_int_equal(d.reg->assertions[0].status, ASSERTION_FAILS);
  forget(&d);
  derive(&d,
         HEAD SHOP("") "accept sealed up-to critical owner \"o\" until 2027-01-01 because \"b\"\n");
  assert_int_equal(d.reg->acceptances[0].state, ACCEPTANCE_IN_FORCE);
  assert_int_equal(d.reg->assertions[0].status, ASSERTION_ACCEPTED);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_control_without_evidence),
      cmocka_unit_test(the_same_with_evidence),
      cmocka_unit_test(evidence_counts_where_it_stands),
      cmocka_unit_test(an_accident_without_evidence),
      cmocka_unit_test(cuts_of_scenarios),
      cmocka_unit_test(up_to_of_an_assertion),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
