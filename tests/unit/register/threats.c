/* Threats: which are listed, where they stand, who can take them, what stops them; and scenarios.
 */
#include "unit/register/derived.h"

#define HEAD                                                                                       \
  "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"                                            \
  "asset orders \"Orders\" value high\n"                                                           \
  "internet net {\n  hacker eve\n  botnet-operator mirai\n}\n"                                     \
  "net.eve -> shop.web over https/443\n"
#define SHOP(web)                                                                                  \
  "boundary shop {\n  host docker\n  container web on docker holds orders {\n" web "  }\n}\n"

static void an_open_threat(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD SHOP("has known-vulnerability\nplans waf\n"));
  const struct reg_threat *t = threat(&d, "exploit-known-flaw@shop.web");
  assert_non_null(t);
  assert_int_equal(t->status, THREAT_OPEN);
  assert_string_equal(ids(&d, &t->attackers), "net.eve net.mirai");
  assert_string_equal(stops(&d, &t->stops),
                      "planned waf@shop.web (slows), candidate mtls@shop.web, "
                      "candidate client-certificate@shop.web");
  assert_int_equal(t->gains.count, 1);
  assert_int_equal(t->gains.at[0],
                   ground_state(d.reg->ground, thing(&d, "shop.web"), PRIVILEGE_EXEC));
  assert_int_equal(t->weaknesses.count, 1);
  assert_int_equal(t->residual.level, RISK_CRITICAL);
  assert_int_equal(t->worst_thing, thing(&d, "orders"));
  assert_true(t->scenarios.count > 0);
  assert_int_equal(strlen(t->row.fingerprint), 16);
  assert_string_equal(t->row.file, "m.ctm");
  assert_ptr_equal(register_threat(d.reg, t->rule, t->thing), t);
  const struct reg_threat *flood = threat(&d, "flood@shop.web");
  assert_string_equal(ids(&d, &flood->attackers), "net.mirai"); /* it takes a fleet */
  forget(&d);
}

static void a_mitigated_threat(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD SHOP("has known-vulnerability\nwith client-certificate\n"));
  const struct reg_threat *t = threat(&d, "exploit-known-flaw@shop.web");
  assert_int_equal(t->status, THREAT_MITIGATED);
  assert_string_equal(ids(&d, &t->attackers), "net.eve net.mirai");
  assert_int_equal(t->residual.level, RISK_NONE);
  assert_int_equal(t->inherent.level, RISK_CRITICAL);
  const struct reg_scenario *s = scenario(&d, "net.eve->orders/confidentiality");
  assert_int_equal(s->status, SCENARIO_CONTROLLED);
  assert_int_equal(s->treatment, TREATMENT_MODIFY);
  assert_string_equal(stops(&d, &s->holds), "in-place client-certificate@shop.web");
  assert_int_equal(s->inherent.level, RISK_CRITICAL);
  assert_int_equal(s->residual.level, RISK_NONE);
  assert_int_equal(s->cuts.count, 0);
  forget(&d);
}

static void a_latent_threat(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, "ctm 1\nmodel m reviewed 2026-11-01\nasset orders value high\n"
             "internet net {\n  hacker eve\n}\n"
             "boundary shop {\n  host docker\n"
             "  container web on docker holds orders has known-vulnerability\n}\n");
  const struct reg_threat *t = threat(&d, "exploit-known-flaw@shop.web");
  assert_int_equal(t->status, THREAT_LATENT);
  assert_int_equal(t->attackers.count, 0);
  assert_null(threat(&d, "flood@shop.web")); /* it needs no weakness: nothing is there */
  assert_int_equal(d.reg->scenarios.len, 0);
  forget(&d);
}

/* What leads to nothing of worth is not listed. */
static void nothing_leads_nowhere(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD "boundary shop {\n  host docker\n  container web on docker has "
                  "known-vulnerability\n}\n"
                  "boundary vault {\n  store safe holds orders\n}\n");
  assert_null(threat(&d, "flood@shop.web"));
  assert_null(threat(&d, "exploit-known-flaw@shop.web"));
  assert_int_equal(d.reg->scenarios.len, 0);
  forget(&d);
}

/* Staying leads nowhere further; it is as bad as what the foothold leads to. */
static void staying_is_a_threat(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD SHOP("has known-vulnerability\n"));
  const struct reg_threat *t = threat(&d, "stay-in-workload@shop.web");
  assert_non_null(t);
  assert_int_equal(t->status, THREAT_OPEN);
  assert_int_equal(t->residual.level, RISK_CRITICAL);
  forget(&d);
}

static void slips(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD "site office {\n  careless-operator tim owns shop\n  forgetful-patcher pat owns "
                  "shop\n}\n" SHOP("with backup\n"));
  const struct reg_threat *t = threat(&d, "forget-patch@shop.web");
  assert_int_equal(t->status, THREAT_OPEN);
  assert_string_equal(ids(&d, &t->attackers), "office.pat");
  const struct reg_mistake *m = mistake(&d, "forget-patch@shop.web by office.pat");
  assert_non_null(m);
  assert_int_equal(m->brings.count, 1);
  assert_int_equal(m->breaks.count, 0);
  bool eve_reads = false;
  for (uint32_t i = 0; i < m->open_count; i++)
    eve_reads |= m->opens[i].attacker == thing(&d, "net.eve") &&
                 m->opens[i].thing == thing(&d, "orders") &&
                 m->opens[i].harm == HARM_CONFIDENTIALITY;
  assert_true(eve_reads);
  m = mistake(&d, "delete-service@shop by office.tim");
  assert_non_null(m);
  fact down = ground_state(d.reg->ground, thing(&d, "shop.web"), PRIVILEGE_DENY);
  fact lost = ground_state(d.reg->ground, thing(&d, "orders"), PRIVILEGE_DENY);
  bool is_down = false, is_lost = false;
  for (uint32_t i = 0; i < m->breaks.count; i++) {
    is_down |= m->breaks.at[i] == down;
    is_lost |= m->breaks.at[i] == lost;
  }
  assert_true(is_down && is_lost);
  forget(&d);
}

static void a_mitigated_slip(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD
         "site office {\n  forgetful-patcher pat owns shop\n}\n" SHOP("with automatic-updates\n"));
  const struct reg_threat *t = threat(&d, "forget-patch@shop.web");
  assert_non_null(t);
  assert_int_equal(t->status, THREAT_MITIGATED);
  assert_int_equal(t->residual.level, RISK_NONE);
  assert_int_equal(t->inherent.level, RISK_CRITICAL);
  assert_null(mistake(&d, "forget-patch@shop.web by office.pat"));
  forget(&d);
}

static void controls_and_their_effect(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD "net.mirai -> shop.api over https/443 with api-token\n"
                  "boundary shop {\n  host docker\n"
                  "  container web on docker holds orders with read-only, backup {\n"
                  "    evidence read-only, \"compose.yml:7\"\n  }\n"
                  "  container api on docker\n}\n");
  const struct reg_summary *s = &d.reg->summary;
  assert_int_equal(s->with_evidence, 1);
  bool read_only = false, token = false;
  for (size_t i = 0; i < d.reg->controls.len; i++) {
    const struct reg_control *c = &d.reg->controls.at[i];
    const char *name = unit_name(&d.unit, d.model->vocabulary.controls.at[c->control].term.name);
    if (!strcmp(name, "read-only")) read_only = c->has_effect && c->evidence_count == 1;
    if (!strcmp(name, "api-token")) token = c->has_effect; /* by the weakest door */
  }
  assert_true(read_only && token);
  assert_true(d.reg->things[thing(&d, "shop.api")].is_silent);
  assert_int_equal(d.reg->scope.silent.count, 2); /* docker, too */
  forget(&d);
}

/* A rename that says `was` keeps ids and fingerprints, also of what lies within. */
static void a_rename_keeps_ids(void **state)
{
  (void)state;
  struct derived before, after;
  derive(&before, HEAD SHOP("has known-vulnerability\n"));
  derive(&after, "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"
                 "asset purchases \"Orders\" value high was orders\n"
                 "internet net {\n  hacker eve\n  botnet-operator mirai\n}\n"
                 "net.eve -> store.web over https/443\n"
                 "boundary store {\n  was shop\n  host docker\n"
                 "  container web on docker holds purchases {\n has known-vulnerability\n}\n}\n");
  assert_int_equal(before.reg->threats.len, after.reg->threats.len);
  for (size_t i = 0; i < before.reg->threats.len; i++) {
    const struct reg_threat *a = &before.reg->threats.at[i], *b = &after.reg->threats.at[i];
    assert_string_equal(a->row.id.at, b->row.id.at);
    assert_string_equal(a->row.fingerprint, b->row.fingerprint);
  }
  assert_non_null(scenario(&after, "net.eve->orders/integrity"));
  assert_string_equal(after.reg->things[thing(&after, "store.web")].row.id.at, "store.web");
  assert_string_equal(after.reg->things[thing(&after, "store.web")].first_id.at, "shop.web");
  forget(&before);
  forget(&after);
}

/* A former id that somebody else bears now, or that two claim, is no first id. */
static void a_former_id_in_use(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, "ctm 1\nmodel m reviewed 2026-11-01\nboundary a was b\nboundary b\nboundary c was z\n"
             "boundary e was z\n");
  assert_string_equal(d.reg->things[thing(&d, "a")].first_id.at, "a");
  assert_string_equal(d.reg->things[thing(&d, "c")].first_id.at, "z");
  assert_string_equal(d.reg->things[thing(&d, "e")].first_id.at, "e");
  forget(&d);
}

static void the_greatest_first(void **state)
{
  (void)state;
  struct derived d;
  derive(&d, HEAD "asset notes value low\nextend shop.web { holds notes }\n" SHOP(
                 "has known-vulnerability\n"));
  for (size_t i = 1; i < d.reg->scenarios.len; i++)
    assert_true(d.reg->scenarios.at[d.reg->ranking[i - 1]].residual.score >=
                d.reg->scenarios.at[d.reg->ranking[i]].residual.score);
  assert_int_equal(register_count_at_least(d.reg, RISK_LOW),
                   register_count_at_least(d.reg, RISK_NONE));
  assert_true(register_count_at_least(d.reg, RISK_CRITICAL) > 0);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_open_threat),      cmocka_unit_test(a_mitigated_threat),
      cmocka_unit_test(a_latent_threat),     cmocka_unit_test(nothing_leads_nowhere),
      cmocka_unit_test(staying_is_a_threat), cmocka_unit_test(slips),
      cmocka_unit_test(a_mitigated_slip),    cmocka_unit_test(controls_and_their_effect),
      cmocka_unit_test(a_rename_keeps_ids),  cmocka_unit_test(a_former_id_in_use),
      cmocka_unit_test(the_greatest_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
