/* Assertions, acceptances, treatments, views: what they hold, and each mistake as one message. */
#include "unit/model/wrong.h"

#include "diagnose/lints.h"

static const char start[] = "ctm 1\n"
                            "asset orders value high\n"
                            "internet net {\n  hacker eve\n  user joe\n  careless-user tim\n}\n"
                            "boundary shop {\n"
                            "  host docker\n"
                            "  container web runs \"nginx:1\" on docker holds orders { was old }\n"
                            "}\n"
                            "net.eve -> shop.web over https/443\n"
                            "door: net.joe -> shop.web over https/443\n"
                            "assert sealed never any hostile touches orders\n";

#define BY "owner \"o\" until 2027-01-31 because \"b\" "

static void assertion_forms(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"assert a", "E0501", 1, 8, NULL},
      {"assert a never any hostile", "E0501", 1, 8, NULL},
      {"assert a touches orders", "E0501", 1, 8, NULL},
      {"assert a require tls", "E0501", 1, 8, NULL},
      {"assert a on any flow", "E0501", 1, 8, NULL},
      {"assert a never any hostile touches orders harms orders", "E0502", 1, 43, NULL},
      {"assert a never any hostile touches orders require tls on any flow", "E0502", 1, 43, NULL},
      {"assert a require tls on any flow despite net.tim", "E0502", 1, 34, NULL},
      {"assert a require tls on any flow within 4", "E0502", 1, 34, NULL},
      {"assert a never any hostile touches orders in shop", "E0502", 1, 43, NULL},
      {"assert a never any hostile touches orders across shop", "E0502", 1, 43, NULL},
      {"assert a require non-root on any container across shop", "E0502", 1, 51, NULL},
      {"assert a never any hostile touches orders within \"4\"", "E0303", 1, 50, "4"},
      {"assert a never any hostile touches orders within 4, 5", "E0302", 1, 53, NULL},
      {"assert a never any hostile touches orders skill 3", "E0301", 1, 43, NULL},
      {"assert a {\n  never any hostile\n  touch orders\n}", "E0308", 3, 3, "touches"},
      {"assert sealed never net.eve harms orders", "E0509", 1, 8, NULL},
      {"boundary b {\n  assert a never net.eve harms orders\n}", "E0516", 2, 3, NULL},
  };
  EXPECT_WRONG(start, table);
}

static void assertion_names(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"assert a never any hostil touches orders", "E0503", 1, 20, "hostile"},
      {"assert a never any containr touches orders", "E0503", 1, 20, "container"},
      {"assert a never any shop.web touches orders", "E0503", 1, 20, NULL},
      {"assert a never any hostile touches order", "E0202", 1, 36, "orders"},
      {"assert a never orders touches orders", "E0505", 1, 16, NULL},
      {"assert a never any asset touches orders", "E0505", 1, 16, NULL},
      {"assert a never any flow touches orders", "E0505", 1, 16, NULL},
      {"assert a never any hostile gains orders", "E0504", 1, 34, NULL},
      {"assert a never any hostile gains any asset", "E0504", 1, 34, NULL},
      {"assert a never any hostile gains orders.exec", "E0504", 1, 41, NULL},
      {"assert a never any hostile gains orders.rad", "E0504", 1, 41, "read"},
      {"assert a never any hostile gains order.read", "E0202", 1, 34, "orders"},
      {"assert a never any hostile gains any asset.exec", "E0504", 1, 44, NULL},
      {"assert a never any hostile gains net.eve -> shop.web.exec", "E0504", 1, 54, NULL},
      {"assert a never any hostile touches orders despite shop.web", "E0506", 1, 51, NULL},
      {"assert a never any hostile touches orders despite any container", "E0506", 1, 51, NULL},
      {"assert a require tlss on any flow", "E0409", 1, 18, "tls"},
      {"assert a require privileged on any container", "E0409", 1, 18, NULL},
      {"assert a require tls, tls on any flow", "E0305", 1, 23, NULL},
      {"assert a require tls on any asset", "E0508", 1, 18, NULL},
      {"assert a require backup, tls on orders", "E0508", 1, 26, NULL},
      {"assert a require tls on any flow in net.eve", "E0507", 1, 37, NULL},
      {"assert a require tls on any flow across any hostile", "E0507", 1, 41, NULL},
  };
  EXPECT_WRONG(start, table);
}

static void acceptances(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"accept flood on shop.web", "E0510", 1, 1, NULL},
      {"accept flood on shop.web owner \"o\" until 2027-01-31", "E0510", 1, 1, NULL},
      {"accept sealed owner \"o\" because \"b\"", "E0510", 1, 1, NULL},
      {"accept flood " BY, "E0510", 1, 8, NULL},
      {"accept floood on shop.web " BY, "E0512", 1, 8, "flood"},
      {"accept silent-machin on shop.web " BY, "E0512", 1, 8, "silent-machine"},
      {"accept open-flow on shop.web " BY, "E0512", 1, 8, NULL},
      {"accept exposed on shop.web " BY, "E0512", 1, 8, NULL},
      {"accept flood on orders " BY, "E0513", 1, 17, NULL},
      {"accept forget-patch-host on shop.web " BY, "E0513", 1, 29, NULL},
      {"accept flood on shop.webb " BY, "E0202", 1, 17, "shop.web"},
      {"accept flood on shop.web, shop.docker " BY, "E0302", 1, 27, NULL},
      {"accept flood on any container " BY, "E0303", 1, 17, NULL},
      {"accept seald " BY, "E0514", 1, 8, "sealed"},
      {"accept net.eve -> order " BY, "E0202", 1, 19, "orders"},
      {"accept shop.web -> orders " BY, "E0506", 1, 8, NULL},
      {"accept net.eve -> orders on shop.web " BY, "E0515", 1, 26, NULL},
      {"accept net.eve -> orders by net.eve " BY, "E0515", 1, 26, NULL},
      {"assert quiet require tls on any flow\naccept quiet up-to high " BY, "E0515", 2, 14, NULL},
      {"accept silent-machine on shop.docker by net.eve " BY, "E0515", 1, 38, NULL},
      {"accept silent-machine on shop.docker up-to low " BY, "E0515", 1, 38, NULL},
      {"accept flood on shop.web by shop.web " BY, "E0506", 1, 29, NULL},
      {"accept flood on shop.web up-to hihg " BY, "E0306", 1, 32, "high"},
      {"accept flood on shop.web since 2028-01-01 " BY, "E0511", 1, 59, NULL},
      {"accept flood on shop.web owner \"o\" until \"2027-01-31\" because \"b\"", "E0303", 1, 42,
       "2027-01-31"},
      {"boundary b {\n  accept flood on shop.web " BY "\n}", "E0516", 2, 3, NULL},
  };
  EXPECT_WRONG(start, table);
}

static void treatments(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"treat flood with ddos-protection", "E0510", 1, 1, NULL},
      {"treat flood on shop.web", "E0510", 1, 1, NULL},
      {"treat flod on shop.web with ddos-protection", "E0512", 1, 7, "flood"},
      {"treat silent-machine on shop.web with mfa", "E0512", 1, 7, NULL},
      {"treat flood on orders with ddos-protection", "E0513", 1, 16, NULL},
      {"treat flood on shop.web with ddos-protectio", "E0409", 1, 30, "ddos-protection"},
      {"treat flood on shop.web with ddos-protection since 2026-01-01", "E0301", 1, 46, NULL},
  };
  EXPECT_WRONG(start, table);
}

static void views(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"view v show shopp", "E0202", 1, 13, "shop"},
      {"view v show any shop", "E0503", 1, 17, NULL},
      {"view v collapse orders", "E0507", 1, 17, NULL},
      {"view v direction left", "E0306", 1, 18, NULL},
      {"view v labels ful", "E0306", 1, 15, "full"},
      {"view v paths net.eve", "E0303", 1, 14, NULL},
      {"view v paths orders -> orders", "E0505", 1, 14, NULL},
      {"view v \"T\" title \"U\"", "E0304", 1, 12, NULL},
      {"view v\nview v", "E0517", 2, 6, NULL},
      {"view report", "E0517", 1, 6, NULL},
      {"view attack-sealed", "E0517", 1, 6, NULL},
      {"view v trust high", "E0301", 1, 8, NULL},
  };
  EXPECT_WRONG(start, table);
}

static const char whole[] =
    "assert quick never any hostile, shop.docker gains orders.read, net.eve -> shop.web.use "
    "except any nation-state within 4 despite net.tim, any careless\n"
    "assert encrypted \"Encrypted\" require tls, authentication on any flow, door in net across "
    "shop link \"https://a.example\", \"https://b.example\"\n"
    "accept flood on shop.old by net.eve up-to high since 2026-01-01 ticket \"T-1\" " BY "\n"
    "accept silent-machine on shop.docker " BY "\n"
    "accept quick " BY "\n"
    "accept net.eve -> shop.old up-to critical link \"https://risk.example/7\" " BY "\n"
    "accept alter-traffic on net.eve -> shop.web " BY "\n"
    "accept run-poisoned-image on \"nginx:1\" " BY "\n"
    "treat flood on shop.web with ddos-protection, rate-limit owner \"o\" until 2027-02-01 link "
    "\"T-9\"\n"
    "view overview \"All\" show shop, \"nginx:1\" hide any host focus door collapse net\n"
    "view ways paths net.eve -> orders, any hostile -> shop.web direction right labels full "
    "link \"v\"\n";

static struct model *build_whole(struct unit *unit)
{
  static char text[sizeof start + sizeof whole];
  snprintf(text, sizeof text, "%s%s", start, whole);
  struct model *model = build(unit, text);
  if (unit->messages.len) show(unit, whole);
  assert_int_equal(unit->messages.len, 0);
  return model;
}

static void assertions_as_written(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build_whole(&unit);
  assert_int_equal(model->assertions.len, 3);
  const struct assertion *quick = &model->assertions.at[1], *encrypted = &model->assertions.at[2];
  assert_string_equal(quick->id.at, "quick");
  assert_int_equal(quick->verb, VERB_GAINS);
  assert_int_equal(quick->subjects.count, 2);
  assert_int_equal(quick->subjects.at[0].type, SET_STANCE);
  assert_int_equal(quick->targets.at[0].privilege, PRIVILEGE_READ);
  assert_int_equal(quick->targets.at[1].privilege, PRIVILEGE_USE);
  assert_int_equal(model_entity(model, quick->targets.at[1].number)->root, ROOT_FLOW);
  assert_string_equal(quick->targets.at[1].text.at, "net.eve -> shop.web.use");
  assert_true(quick->is_within && quick->within == 4);
  assert_int_equal(quick->despite.count, 2);
  assert_int_equal(quick->except.at[0].type, SET_KIND);
  assert_int_equal(encrypted->verb, VERB_REQUIRE);
  assert_int_equal(encrypted->require.count, 2);
  assert_int_equal(encrypted->on.count, 2);
  assert_int_equal(encrypted->in.count + encrypted->across.count, 2);
  assert_true(str_equal(encrypted->title, STR("Encrypted")));
  assert_int_equal(encrypted->links.count, 2);
  assert_true(str_equal(encrypted->links.at[1], STR("https://b.example")));
  struct numbers hostile = model_members(model, &unit.arena, &quick->subjects.at[0]);
  assert_int_equal(hostile.count, 1);
  assert_int_equal(hostile.at[0], model_find(model, STR("net.eve")));
  assert_true(model_in_sets(model, &quick->despite, model_find(model, STR("net.tim"))));
  assert_false(model_in_sets(model, &quick->despite, model_find(model, STR("net.joe"))));
  assert_false(model_in_set(model, &quick->except.at[0], hostile.at[0]));
  unit_free(&unit);
}

static void decisions_as_written(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build_whole(&unit);
  static const enum accept_form forms[] = {ACCEPT_RULE,     ACCEPT_LINT, ACCEPT_ASSERTION,
                                           ACCEPT_SCENARIO, ACCEPT_RULE, ACCEPT_RULE};
  assert_int_equal(model->acceptances.len, 6);
  for (size_t i = 0; i < 6; i++) assert_int_equal(model->acceptances.at[i].form, forms[i]);
  const struct acceptance *flood = &model->acceptances.at[0];
  assert_int_equal(flood->thing, model_find(model, STR("shop.web"))); /* by its former name */
  assert_int_equal(flood->by.count, 1);
  assert_int_equal(flood->up_to, WORTH_HIGH);
  assert_int_equal(flood->since.year, 2026);
  assert_int_equal(flood->until.month, 1);
  enum code lint;
  assert_true(lint_find(STR("silent-machine"), &lint));
  assert_int_equal(model->acceptances.at[1].lint, lint);
  assert_int_equal(model->acceptances.at[2].assertion, 1);
  assert_int_equal(model->acceptances.at[3].attacker, model_find(model, STR("net.eve")));
  assert_int_equal(model->acceptances.at[3].up_to, WORTH_CRITICAL);
  assert_int_equal(model->acceptances.at[3].links.count, 1);
  assert_true(str_equal(model->treatments.at[0].links.at[0], STR("T-9")));
  assert_int_equal(model->acceptances.at[5].thing, model_find(model, STR("\"nginx:1\"")));
  assert_int_equal(model->treatments.len, 1);
  assert_int_equal(model->treatments.at[0].with.count, 2);
  assert_int_equal(model->treatments.at[0].until.year, 2027);
  unit_free(&unit);
}

static void views_as_written(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build_whole(&unit);
  assert_int_equal(model->views.len, 2);
  const struct view *overview = &model->views.at[0], *ways = &model->views.at[1];
  assert_int_equal(overview->show.count, 2);
  assert_int_equal(overview->hide.at[0].type, SET_KIND);
  assert_int_equal(overview->collapse.count + overview->focus.count, 2);
  assert_int_equal(overview->direction, DIRECTION_AUTO);
  assert_int_equal(ways->path_count, 2);
  assert_int_equal(ways->paths[1].from.type, SET_STANCE);
  assert_int_equal(ways->paths[1].to.number, model_find(model, STR("shop.web")));
  assert_int_equal(ways->direction, DIRECTION_RIGHT);
  assert_true(ways->is_labels_full);
  assert_int_equal(overview->links.count, 0);
  assert_int_equal(ways->links.count, 1);
  unit_free(&unit);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(assertion_forms),
      cmocka_unit_test(assertion_names),
      cmocka_unit_test(acceptances),
      cmocka_unit_test(treatments),
      cmocka_unit_test(views),
      cmocka_unit_test(assertions_as_written),
      cmocka_unit_test(decisions_as_written),
      cmocka_unit_test(views_as_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
