/* Kinds, protocols, weaknesses, controls, standards: the library is clean, a user's own work alike,
 * and each mistake is one message. */
#include "unit/model/wrong.h"

static const char start[] = "ctm 1\n";

static void library_is_clean(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build(&unit, start);
  if (unit.messages.len) show(&unit, start);
  assert_int_equal(unit.messages.len, 0);
  const struct vocabulary *v = &model->vocabulary;
  assert_true(v->rules.len > 150);
  for (size_t i = 0; i < v->rules.len; i++) assert_true(v->rules.at[i].is_sound);
  for (size_t i = 0; i < v->kinds.len; i++) assert_false(v->kinds.at[i].is_broken);
  for (size_t i = 0; i < v->standards.len; i++) assert_non_null(v->standards.at[i].catalogue);
  unit_free(&unit);
}

static uint32_t named(struct unit *unit, const struct model *model, enum term_type type,
                      const char *name)
{
  sym word = symbols_find(&unit->symbols, str_from(name));
  uint32_t number = vocabulary_find(&model->vocabulary, type, word);
  if (number == NONE) fail_msg("no %s", name);
  return number;
}

static void roots_come_first(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build(&unit, start);
  const struct vocabulary *v = &model->vocabulary;
  for (uint32_t i = 0; i < ROOT_COUNT; i++) {
    assert_int_equal(v->kinds.at[i].root, i);
    assert_int_equal(v->kinds.at[i].parent, NONE);
    assert_int_equal(named(&unit, model, TERM_KIND, root_word((enum root)i)), i);
  }
  assert_true(v->kinds.at[ROOT_COUNT].is_place_kind);
  uint32_t place = named(&unit, model, TERM_KIND, "place");
  uint32_t pod = named(&unit, model, TERM_KIND, "pod");
  uint32_t sidecar = named(&unit, model, TERM_KIND, "sidecar");
  assert_int_equal(place, ROOT_COUNT);
  assert_true(kind_is(v, pod, place) && kind_is(v, sidecar, place) && kind_is(v, place, place));
  assert_false(kind_is(v, named(&unit, model, TERM_KIND, "person"), place));
  assert_false(kind_is(v, place, sidecar));
  assert_true(kind_is(v, sidecar, named(&unit, model, TERM_KIND, "workload")));
  assert_int_equal(kind_roots(v, place), ROOTS_PLACE);
  assert_string_equal(unit_name(&unit, kind_glyph(v, sidecar)), "container");
  unit_free(&unit);
}

static void controls_count_as_what_they_are(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model =
      build(&unit, "ctm 1\ncontrol badge is user-login\ncontrol cable is mtls at workload\n");
  assert_int_equal(unit.messages.len, 0);
  const struct vocabulary *v = &model->vocabulary;
  uint32_t badge = named(&unit, model, TERM_CONTROL, "badge");
  uint32_t cable = named(&unit, model, TERM_CONTROL, "cable");
  uint32_t authentication = named(&unit, model, TERM_CONTROL, "authentication");
  uint32_t transport = named(&unit, model, TERM_CONTROL, "encrypted-transport");
  assert_true(control_is(v, badge, badge) && control_is(v, badge, authentication));
  assert_false(control_is(v, badge, transport) || control_is(v, authentication, badge));
  assert_true(control_is(v, cable, authentication) && control_is(v, cable, transport));
  assert_true(control_is_category(v, authentication) && !control_is_category(v, badge));
  /* `at` is inherited where none is named, and not where one is */
  assert_true(control_stands_at(v, badge, ROOT_MACHINE) && control_stands_at(v, badge, ROOT_FLOW));
  assert_false(control_stands_at(v, cable, ROOT_FLOW));
  assert_true(control_stands_at(v, cable, named(&unit, model, TERM_KIND, "cache")));
  assert_int_equal(control_roots(v, authentication),
                   1 << ROOT_MACHINE | 1 << ROOT_FLOW | 1 << ROOT_ACTOR);
  unit_free(&unit);
}

static void protocols_add_up(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build(&unit, "ctm 1\nprotocol deep is shallow with mtls has cleartext\n"
                                     "protocol shallow is amqp with rate-limit\n");
  assert_int_equal(unit.messages.len, 0);
  const struct vocabulary *v = &model->vocabulary;
  const struct protocol *deep = &v->protocols.at[named(&unit, model, TERM_PROTOCOL, "deep")];
  assert_int_equal(deep->has.count, 1);
  assert_int_equal(deep->with.count, 2);
  assert_int_equal(deep->with.at[0], named(&unit, model, TERM_CONTROL, "mtls"));
  assert_int_equal(deep->with.at[1], named(&unit, model, TERM_CONTROL, "rate-limit"));
  unit_free(&unit);
}

static void order_does_not_matter(void **state)
{
  (void)state;
  expect_fine("ctm 1\n"
              "technique t at gadget {\n  from use\n  needs rusty\n  gains exec\n"
              "  stopped-by oil, within.grease\n  maps house/R1, house/R2\n}\n"
              "kind clumsy is unreliable skill 0 aims resources makes drop-it expects owns\n"
              "kind gadget is toy has rusty with oil plans grease expects on, runs\n"
              "kind toy is machine glyph toy link \"https://toys.example\"\n"
              "mistake drop-it at toy {\n  from use\n  gains rusty\n}\n"
              "weakness rusty \"Rusty\" is worn proves \"a look\" maps cwe/250\n"
              "weakness worn\n"
              "control oil is care at toy\ncontrol grease is care at place\ncontrol care\n"
              "standard house \"House rules\" version \"1\" url \"https://house.example\"\n");
}

static void words_stand_in_order(void **state)
{
  (void)state;
  for (int i = STANCE_NONE; i <= STANCE_LEGITIMATE; i++)
    assert_int_equal(stance_find(str_from(stance_word((enum stance)i))), i);
  struct unit unit;
  struct model *model = build(&unit, "ctm 1\nkind p is party aims foothold, integrity\n"
                                     "technique t at machine gains exec stride deny, spoof\n");
  assert_int_equal(unit.messages.len, 0);
  const struct kind *p = &model->vocabulary.kinds.at[named(&unit, model, TERM_KIND, "p")];
  const struct rule *t = &model->vocabulary.rules.at[named(&unit, model, TERM_RULE, "t")];
  assert_int_equal(p->party.aims, 1 << AIM_FOOTHOLD | 1 << AIM_INTEGRITY);
  assert_int_equal(t->stride, 1 << STRIDE_DENY | 1 << STRIDE_SPOOF);
  assert_string_equal(aim_word(AIM_FOOTHOLD), "foothold");
  assert_string_equal(stride_word(STRIDE_ELEVATE), "elevate");
  unit_free(&unit);
}

static void names(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"kind container is machine", "E0401", 1, 6, NULL},
      {"control cwe at machine", "E0401", 1, 9, NULL},
      {"weakness w\nprotocol w", "E0401", 2, 10, NULL},
      {"kind machine is boundary", "E0401", 1, 6, NULL},
      {"kind place is boundary", "E0401", 1, 6, NULL},
      {"kind on is machine", "E0402", 1, 6, NULL},
      {"kind assert is machine", "E0402", 1, 6, NULL},
      {"kind careless is actor", "E0402", 1, 6, NULL},
      {"kind any is machine", "E0402", 1, 6, NULL},
      {"weakness exec", "E0402", 1, 10, NULL},
      {"weakness hosts", "E0402", 1, 10, NULL},
      {"control joins at machine", "E0402", 1, 9, NULL},
      {"control within at machine", "E0402", 1, 9, NULL},
      {"technique silent-machine at machine gains exec", "E0402", 1, 11, NULL},
      {"boundary b {\n  kind k is machine\n}", "E0403", 2, 3, NULL},
      {"kind k is machine {\n  weakness w\n}", "E0403", 2, 3, NULL},
  };
  EXPECT_WRONG(start, table);
}

static void kinds(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"kind k", "E0404", 1, 6, NULL},
      {"kind k is containr", "E0405", 1, 11, "container"},
      {"kind k is mtls", "E0405", 1, 11, NULL},
      {"kind k is l\nkind l is k", "E0406", 1, 6, NULL},
      {"kind k is k", "E0406", 1, 6, NULL},
      {"kind k is flow", "E0407", 1, 6, NULL},
      {"kind k is place", "E0407", 1, 6, NULL},
      {"kind k is machine, boundary", "E0302", 1, 20, NULL},
      {"kind k is a.b", "E0303", 1, 11, NULL},
      {"kind k is machine is machine", "E0304", 1, 19, NULL},
      {"kind k is machine skill 2", "E0301", 1, 19, NULL},
      {"kind k is actor skill 5", "E0307", 1, 23, NULL},
      {"kind k is actor skill \"3\"", "E0303", 1, 23, "3"},
      {"kind k is actor stance hostle", "E0306", 1, 24, "hostile"},
      {"kind k is actor aims integrity, integrity", "E0305", 1, 33, NULL},
      {"kind k is actor aims integrty", "E0306", 1, 22, "integrity"},
      {"kind k is actor makes flood", "E0413", 1, 23, NULL},
      {"kind k is actor makes forget-pach", "E0413", 1, 23, "forget-patch"},
      {"kind k is machine expects run", "E0412", 1, 27, "runs"},
      {"kind k is machine expects over", "E0412", 1, 27, NULL},
      {"kind k is machine expects base", "E0412", 1, 27, NULL},
      {"kind k is machine has priviledged", "E0408", 1, 23, "privileged"},
      {"kind k is machine has tls", "E0408", 1, 23, NULL},
      {"kind k is machine with privileged", "E0409", 1, 24, NULL},
      {"kind k is machine with tsl", "E0409", 1, 24, "tls"},
      {"kind k is machine with firewall", "E0410", 1, 24, NULL},
      {"kind k is machine plans authentication", "E0411", 1, 25, NULL},
      {"kind k is machine with tls, mfa, tls", "E0305", 1, 34, NULL},
      {"kind k is machine trust high", "E0301", 1, 19, NULL},
      {"kind k is machine {\n  container c\n}", "E0308", 2, 3, NULL},
      {"kind k is machine {\n  a -> b\n}", "E0308", 2, 3, NULL},
      {"kind k is machine {\n  hass privileged\n}", "E0308", 2, 3, "has"},
  };
  EXPECT_WRONG(start, table);
}

static void the_rest(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"weakness w is privilegd", "E0408", 1, 15, "privileged"},
      {"weakness v is w\nweakness w is v", "E0406", 1, 10, NULL},
      {"weakness w observed digest", "E0306", 1, 21, NULL},
      {"weakness w maps attak/T1611", "E0414", 1, 17, "attack"},
      {"weakness w maps attack/T16111", "E0415", 1, 17, "attack/T1611"},
      {"weakness w maps owasp-k8s/K04", "E0415", 1, 17, "owasp-k8s/2025-K04"},
      {"weakness w maps attack", "E0303", 1, 17, NULL},
      {"weakness w maps attack/T1611, attack/T1611", "E0305", 1, 31, NULL},
      {"weakness w at machine", "E0301", 1, 12, NULL},
      {"weakness w proves by-hand", "E0303", 1, 19, "\"by-hand\""},
      {"control c at nowhere", "E0405", 1, 14, NULL},
      {"control c at machine, machine", "E0305", 1, 23, NULL},
      {"control c is tlss at flow", "E0409", 1, 14, "tls"},
      {"control c is d at flow\ncontrol d is c at flow", "E0406", 1, 9, NULL},
      {"control c at machine effort 3", "E0301", 1, 22, NULL},
      {"protocol p is htps", "E0419", 1, 15, "https"},
      {"protocol p is q\nprotocol q is p", "E0406", 1, 10, NULL},
      {"protocol p is tcp, udp", "E0302", 1, 20, NULL},
      {"protocol p with firewall", "E0410", 1, 17, NULL},
      {"protocol p has cleartex", "E0408", 1, 16, "cleartext"},
      {"standard s titles \"no-such-table.tsv\"", "E0416", 1, 19, NULL},
      {"standard s version 2", "E0303", 1, 20, "\"2\""},
      {"standard s url \"a\", \"b\"", "E0302", 1, 21, NULL},
  };
  EXPECT_WRONG(start, table);
}

/* What depends on a broken thing is not asked. */
static void nothing_is_said_twice(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"kind k is nothing\nkind l is k with firewall skill 2 expects base\n"
       "control c at k\nkind m is machine with c",
       "E0405", 1, 11, NULL},
      {"control c at nowhere\nkind m is machine with c\n"
       "technique t at machine gains exec stopped-by c",
       "E0405", 1, 14, NULL},
      {"technique t at nowhere from source.exec gains members.exec stopped-by firewall", "E0405", 1,
       16, NULL},
      {"standard s titles \"no-such-table.tsv\"\nweakness w maps s/1", "E0416", 1, 19, NULL},
  };
  EXPECT_WRONG(start, table);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(library_is_clean),
      cmocka_unit_test(roots_come_first),
      cmocka_unit_test(controls_count_as_what_they_are),
      cmocka_unit_test(protocols_add_up),
      cmocka_unit_test(order_does_not_matter),
      cmocka_unit_test(words_stand_in_order),
      cmocka_unit_test(names),
      cmocka_unit_test(kinds),
      cmocka_unit_test(the_rest),
      cmocka_unit_test(nothing_is_said_twice),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
