/* Rules, techniques, mistakes: words, paths, roots, one many-valued walk. */
#include "unit/model/wrong.h"

static const char start[] = "ctm 1\n";

static void words(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"technique t at machine gains exce", "E0422", 1, 30, "exec"},
      {"technique t at machine gains privilegd", "E0422", 1, 30, "privileged"},
      {"technique t at machine gains hosts", "E0422", 1, 30, NULL},
      {"technique t at machine gains hostss.admin", "E0422", 1, 30, "hosts"},
      {"technique t at machine gains joins.inside", "E0422", 1, 30, "networks"},
      {"technique t at machine gains exec.use", "E0422", 1, 30, NULL},
      {"technique t at machine gains hosts.guests.exce", "E0422", 1, 43, "exec"},
      {"technique t at machine gains exec stopped-by tsl", "E0422", 1, 46, "tls"},
      {"technique t at machine needs exec gains use", "E0423", 1, 30, NULL},
      {"technique t at machine from tls gains use", "E0423", 1, 29, NULL},
      {"technique t at machine gains tls", "E0423", 1, 30, NULL},
      {"technique t at machine gains exec stopped-by privileged", "E0423", 1, 46, NULL},
      {"technique t at machine gains exec slowed-by use", "E0423", 1, 45, NULL},
      {"technique t at machine from within.exec gains use", "E0430", 1, 29, NULL},
      {"technique t at machine gains exec stopped-by within.hosts.tls", "E0430", 1, 46, NULL},
      {"technique t at machine gains exec stopped-by hosts.within", "E0422", 1, 52, NULL},
      {"technique t at machine gains \"exec\"", "E0303", 1, 30, "exec"},
      {"technique t at machine gains any container", "E0303", 1, 30, NULL},
  };
  EXPECT_WRONG(start, table);
}

static void whole(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"technique t gains exec", "E0420", 1, 11, NULL},
      {"technique t at machine", "E0421", 1, 11, NULL},
      {"technique t at machine from exec", "E0421", 1, 11, NULL},
      {"technique t at contaner gains exec", "E0405", 1, 16, "container"},
      {"technique t at machine, boundary gains exec", "E0302", 1, 25, NULL},
      {"technique t at machine at boundary gains exec", "E0304", 1, 24, NULL},
      {"technique t at machine gains exec skill 5", "E0307", 1, 41, NULL},
      {"technique t at machine gains exec resources 9", "E0307", 1, 45, NULL},
      {"technique t at machine gains exec effort 10", "E0307", 1, 42, NULL},
      {"technique t at machine gains exec stride elevat", "E0306", 1, 42, "elevate"},
      {"technique t at machine gains exec stride deny, deny", "E0305", 1, 48, NULL},
      {"rule r at machine gains exec skill 1", "E0301", 1, 30, NULL},
      {"rule r at machine gains exec effort 1", "E0301", 1, 30, NULL},
      {"mistake m at machine gains exec resources 1", "E0301", 1, 33, NULL},
      {"mistake m at machine gains exec stride deny", "E0301", 1, 33, NULL},
      {"rule r at machine gains use stopped-by mfa with tls", "E0301", 1, 44, NULL},
      {"technique t at machine gains exec maps nist-800-190/9.9", "E0415", 1, 40, NULL},
      {"technique t at machine {\n  gain exec\n}", "E0308", 2, 3, "gains"},
      {"technique t at machine gains exec {\n  container x\n}", "E0308", 2, 3, NULL},
  };
  EXPECT_WRONG(start, table);
}

static void roots_along_paths(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"technique t at container gains source.exec", "E0424", 1, 32, NULL},
      {"technique t at image gains hosts.exec", "E0424", 1, 28, NULL},
      {"technique t at machine gains image.hosts.exec", "E0424", 1, 36, NULL},
      {"technique t at image gains exec", "E0425", 1, 28, NULL},
      {"technique t at machine gains image.exec", "E0425", 1, 30, NULL},
      {"technique t at boundary gains flows.exec", "E0425", 1, 31, NULL},
      {"technique t at machine from incoming.inside gains use", "E0425", 1, 29, NULL},
      {"technique t at machine gains exec stopped-by firewall", "E0429", 1, 46, NULL},
      {"technique t at machine gains exec stopped-by image.firewall", "E0429", 1, 46, NULL},
      {"technique t at machine gains exec slowed-by within.digest-pinned", "E0429", 1, 45, NULL},
      {"control empty\ntechnique t at machine gains exec stopped-by empty", "E0429", 2, 46, NULL},
      {"technique t at machine gains hosts.hosts.hosts.hosts.hosts.hosts.hosts.hosts.hosts.admin",
       "E0426", 1, 30, NULL},
  };
  EXPECT_WRONG(start, table);
  /* a privilege that only some roots at the end have gives no step elsewhere; places are two */
  expect_fine("ctm 1\ntechnique t at place gains deny, call, holds.holders.admin\n"
              "technique u at flow gains source.exec stopped-by within.firewall, authentication\n"
              "technique v at machine gains hosts.hosts.hosts.hosts.hosts.hosts.hosts.hosts.admin\n"
              "technique w at asset gains holders.keys.read stopped-by holders.login\n");
}

static void factors_once(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"technique t at machine from exec, exec gains use", "E0427", 1, 35, NULL},
      {"technique t at machine from exposed needs exposed gains use", "E0427", 1, 43, NULL},
      {"technique t at machine gains hosts.use, hosts.use", "E0427", 1, 41, NULL},
      {"technique t at machine gains use stopped-by mfa, hosts.mfa, mfa", "E0427", 1, 61, NULL},
      {"technique t at machine gains use stopped-by mfa slowed-by mfa", "E0427", 1, 59, NULL},
  };
  EXPECT_WRONG(start, table);
  expect_fine("ctm 1\ntechnique t at machine from exec, hosts.exec gains use, hosts.use\n"
              "  technique u at machine gains use stopped-by mfa, hosts.mfa, within.waf, waf\n");
}

static void one_walk(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"technique t at image from instances.exec gains derived.write", "E0428", 1, 48, NULL},
      {"technique t at image from instances.exec, derived.write gains read", "E0428", 1, 43, NULL},
      {"technique t at image from instances.exec needs derived.mutable-tag gains read", "E0428", 1,
       48, NULL},
      {"technique t at machine from hosts.guests.exec gains hosts.holds.read", "E0428", 1, 53,
       NULL},
      {"technique t at machine gains hosts.use, guests.use from hosts.exec", "E0428", 1, 41, NULL},
  };
  EXPECT_WRONG(start, table);
  /* single-valued hops behind the last many-valued one are free, and so are control paths */
  expect_fine(
      "ctm 1\n"
      "technique t at image from registry.write, signers.read gains write\n"
      "technique u at machine from incoming.source.exec, incoming.read gains incoming.write\n"
      "technique v at machine from hosts.exec gains hosts.guests.exec, place.inside\n"
      "technique w at machine from hosts.exec gains hosts.use stopped-by guests.mfa\n"
      "technique x at machine gains guests.use, hosts.use\n");
}

static void sound_alone_is_ground(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build(&unit, "ctm 1\ntechnique good at machine gains exec\n"
                                     "technique bad at machine gains exec, exce\n");
  const struct vocabulary *v = &model->vocabulary;
  assert_true(v->rules.at[v->rules.len - 2].is_sound);
  assert_false(v->rules.at[v->rules.len - 1].is_sound);
  unit_free(&unit);
}

static void factors_as_written(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model =
      build(&unit, "ctm 1\ntechnique t at image {\n  from registry.write\n"
                   "  gains instances.exec\n  stopped-by instances.within.image-signature\n"
                   "  slowed-by image-scanning\n  skill 3 resources 2 effort 6\n}\n");
  assert_int_equal(unit.messages.len, 0);
  const struct rule *rule = &model->vocabulary.rules.at[model->vocabulary.rules.len - 1];
  assert_int_equal(rule->type, RULE_TECHNIQUE);
  assert_int_equal(rule->from.at[0].hops[0], PATHWORD_REGISTRY);
  assert_int_equal(rule->from.at[0].number, PRIVILEGE_WRITE);
  assert_int_equal(rule->stopped_by.at[0].hop_count, 1);
  assert_true(rule->stopped_by.at[0].is_within);
  assert_int_equal(rule->stopped_by.at[0].type, FACTOR_CONTROL);
  assert_int_equal(rule->slowed_by.at[0].hop_count, 0);
  assert_int_equal(rule->skill * 100 + rule->resources * 10 + rule->effort, 326);
  unit_free(&unit);
}

/* One list of a rule beyond its limit, and one sort of term beyond its own. */
static void limits(void **state)
{
  (void)state;
  struct writer writer = {0};
  writer_text(&writer, "ctm 1\ntechnique t at machine gains exec stopped-by mfa");
  for (int i = 1; i <= LIMIT_LIST; i++) writer_format(&writer, ", hosts.mfa");
  struct unit unit;
  build(&unit, writer.at);
  assert_string_equal(code_id(unit.messages.at[0]->code), "E0427");
  assert_int_equal(unit.errors, LIMIT_LIST - 1); /* each repeated, and the one too many */
  unit_free(&unit);
  writer.len = 0;
  writer_text(&writer, "ctm 1\n");
  for (int i = 0; i < LIMIT_TERMS + 10; i++) writer_format(&writer, "weakness w%d\n", i);
  build(&unit, writer.at);
  assert_int_equal(unit.messages.len, 1);
  assert_string_equal(code_id(unit.messages.at[0]->code), "E0431");
  unit_free(&unit);
  writer_free(&writer);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words),
      cmocka_unit_test(whole),
      cmocka_unit_test(roots_along_paths),
      cmocka_unit_test(factors_once),
      cmocka_unit_test(one_walk),
      cmocka_unit_test(sound_alone_is_ground),
      cmocka_unit_test(factors_as_written),
      cmocka_unit_test(limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
