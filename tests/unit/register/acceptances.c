/* Acceptances: what they mark, when they are findings; treatment plans; coverage. */
#include "unit/register/derived.h"

#define MODEL                                                                                      \
  "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"                                            \
  "asset orders \"Orders\" value high\n"                                                           \
  "internet net {\n  hacker eve\n  botnet-operator mirai\n  organised-crime gang\n}\n"             \
  "net.eve -> shop.web over https/443\n"                                                           \
  "boundary shop {\n  host docker\n"                                                               \
  "  container web on docker holds orders has known-vulnerability with read-only\n"                \
  "  container spare on docker with read-only\n}\n"                                                \
  "assert sealed never any hostile touches orders\n"                                               \
  "assert quiet never any hostile touches orders within 0\n"
#define SAYS(until) " owner \"ciso\" because \"b\" until " until " "

static const struct reg_acceptance *first(const struct derived *d)
{
  return &d->reg->acceptances[0];
}

static void in_force(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "accept flood on shop.web" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_IN_FORCE);
  assert_int_equal(first(&d)->days_left, 68);
  assert_false(first(&d)->is_ending);
  assert_string_equal(first(&d)->row.id.at, "flood on shop.web");
  assert_int_equal(threat(&d, "flood@shop.web")->status, THREAT_ACCEPTED);
  assert_int_equal(threat(&d, "flood@shop.web")->acceptance, 0);
  register_findings(&d.unit, d.reg);
  assert_int_equal(d.unit.findings, 0);
  forget(&d);
}

static void ending(void **state)
{
  (void)state;
  static const struct {
    const char *until, *note;
  } table[] = {{"accept flood on shop.web" SAYS("2026-11-24"), "ends today"},
               {"accept flood on shop.web" SAYS("2026-11-25"), "ends tomorrow"},
               {"accept flood on shop.web" SAYS("2026-12-24"), "ends in 30 days"},
               {"accept flood on shop.web" SAYS("2026-12-25"), NULL}};
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct derived d;
    char text[2048];
    snprintf(text, sizeof text, MODEL "%s\n", table[i].until);
    derive(&d, text);
    assert_int_equal(first(&d)->state, ACCEPTANCE_IN_FORCE);
    assert_int_equal(first(&d)->is_ending, table[i].note != NULL);
    if (table[i].note) assert_string_equal(first(&d)->note, table[i].note);
    forget(&d);
  }
}

static void expired(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "accept flood on shop.web" SAYS("2026-11-23") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_EXPIRED);
  assert_int_equal(threat(&d, "flood@shop.web")->status, THREAT_EXPIRED);
  register_findings(&d.unit, d.reg);
  const char *text = "";
  assert_int_equal(said(&d, CODE_F0003, &text), 1);
  assert_string_equal(text, "the acceptance ended 1 day ago: what it accepted is open again");
  forget(&d);
}

static void pending(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "accept flood on shop.web since 2026-11-25" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_PENDING);
  assert_int_equal(threat(&d, "flood@shop.web")->status, THREAT_OPEN);
  forget(&d);
}

static void dead(void **state)
{
  (void)state;
  static const struct {
    const char *says, *note;
  } table[] = {
      {"accept wipe-volume on disk" SAYS("2027-01-31") "\nvolume disk",
       "nobody can do that there, with controls or without"},
      {"accept stay-in-workload on shop.web" SAYS("2027-01-31"), "the controls in place stop it"},
      {"accept quiet" SAYS("2027-01-31"), "the assertion holds"},
      {"accept net.eve -> locked" SAYS("2027-01-31") "\nasset locked value low",
       "no way leads from the one to the other"},
      {"accept unused-secret on orders" SAYS("2027-01-31"),
       "there is nothing of that kind to say about it"},
      /* an old acceptance of nothing is dead, not expired */
      {"accept quiet" SAYS("2020-01-31"), "the assertion holds"},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    struct derived d;
    char text[2048];
    snprintf(text, sizeof text, MODEL "%s\n", table[i].says);
    derive(&d, text);
    assert_int_equal(first(&d)->state, ACCEPTANCE_DEAD);
    assert_string_equal(first(&d)->note, table[i].note);
    register_findings(&d.unit, d.reg);
    assert_int_equal(said(&d, CODE_F0002, NULL), 1);
    assert_int_equal(said(&d, CODE_F0003, NULL), 0);
    forget(&d);
  }
}

static void worthless(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "net.eve -> far.off over https/443\nboundary far {\n  container off\n}\n"
                   "accept flood on far.off" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_IN_FORCE);
  assert_true(first(&d)->is_worthless);
  assert_string_equal(first(&d)->note, "net.mirai can do it, but nothing of worth depends on it");
  forget(&d);
}

static void for_some_alone(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "accept flood on shop.web by net.mirai" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_PARTIAL);
  assert_string_equal(first(&d)->note, "net.gang can do it, too, and is not named behind `by`");
  assert_int_equal(threat(&d, "flood@shop.web")->status, THREAT_OPEN);
  forget(&d);
  derive(&d, MODEL "accept flood on shop.web by net.mirai, net.gang" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_IN_FORCE);
  assert_int_equal(threat(&d, "flood@shop.web")->status, THREAT_ACCEPTED);
  forget(&d);
}

static void up_to(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "accept flood on shop.web up-to high" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_EXCEEDED);
  assert_int_equal(threat(&d, "flood@shop.web")->status, THREAT_OPEN);
  register_findings(&d.unit, d.reg);
  const char *text = "";
  assert_int_equal(said(&d, CODE_F0004, &text), 1);
  assert_non_null(strstr(text, "the residual risk is critical, accepted up to high: impact 4"));
  forget(&d);
  derive(&d, MODEL "accept flood on shop.web up-to critical" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->state, ACCEPTANCE_IN_FORCE);
  forget(&d);
}

static void scenarios_and_assertions(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL
         "accept net.eve -> orders" SAYS("2027-01-31") "\naccept sealed" SAYS("2027-01-31") "\n");
  assert_int_equal(first(&d)->scenarios.count, 3);
  const struct reg_scenario *s = scenario(&d, "net.eve->orders/integrity");
  assert_int_equal(s->status, SCENARIO_ACCEPTED);
  assert_int_equal(s->treatment, TREATMENT_RETAIN);
  assert_string_equal(s->approval, "by ciso until 2027-01-31 (stated in the model, not verified)");
  assert_int_equal(scenario(&d, "net.mirai->orders/integrity")->status, SCENARIO_OPEN);
  assert_int_equal(d.reg->assertions[0].status, ASSERTION_ACCEPTED);
  assert_int_equal(d.reg->assertions[1].status, ASSERTION_HOLDS);
  /* nothing is taken away from the analysis */
  assert_false(d.reg->assertions[0].verdict->holds);
  assert_true(s->residual.level > RISK_NONE);
  forget(&d);
}

/* The second of two that say the same has an id of its own; one in force wins over one expired. */
static void two_of_one(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "accept flood on shop.web by net.gang, net.mirai" SAYS(
                 "2026-01-31") "\naccept flood on shop.web by net.mirai, net.gang" SAYS("2027-01-"
                                                                                        "31") "\n");
  assert_string_equal(d.reg->acceptances[1].row.id.at, "flood on shop.web (2)");
  assert_int_equal(threat(&d, "flood@shop.web")->status, THREAT_ACCEPTED);
  assert_int_equal(threat(&d, "flood@shop.web")->acceptance, 1);
  forget(&d);
}

static void plans(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL "treat flood on shop.web with ddos-protection owner \"ops\" until 2026-11-23\n"
                   "treat flood on shop.web with ddos-protection owner \"ops\" until 2026-11-24\n"
                   "treat stay-in-workload on shop.spare with read-only owner \"ops\" until "
                   "2026-01-01\n");
  assert_int_equal(d.reg->treatments[0].state, PLAN_OVERDUE);
  assert_int_equal(d.reg->treatments[1].state, PLAN_OPEN);
  assert_int_equal(d.reg->treatments[2].state, PLAN_DONE);
  assert_int_equal(threat(&d, "flood@shop.web")->treatments.count, 2);
  forget(&d);
}

static void coverage(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, MODEL);
  assert_true(d.reg->coverage.len > 0);
  bool is_found = false;
  for (size_t i = 0; i < d.reg->coverage.len; i++) {
    const struct reg_coverage *c = &d.reg->coverage.at[i];
    for (uint32_t k = 1; k < c->count; k++)
      assert_true(str_compare(c->requirements[k - 1].code, c->requirements[k].code) < 0);
    for (uint32_t k = 0; k < c->count; k++) {
      const struct reg_requirement *r = &c->requirements[k];
      if (!str_equal(r->code, STR("T1498"))) continue;
      is_found = true;
      assert_true(r->threats.count > 0);
      assert_true(r->title.len > 0);
    }
  }
  assert_true(is_found);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(in_force),
      cmocka_unit_test(ending),
      cmocka_unit_test(expired),
      cmocka_unit_test(pending),
      cmocka_unit_test(dead),
      cmocka_unit_test(worthless),
      cmocka_unit_test(for_some_alone),
      cmocka_unit_test(up_to),
      cmocka_unit_test(scenarios_and_assertions),
      cmocka_unit_test(two_of_one),
      cmocka_unit_test(plans),
      cmocka_unit_test(coverage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
