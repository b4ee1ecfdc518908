/* Every question that a threat model answers, asked through the public API alone: one test a
 * question. */
#include <ctm/ctm.h>

#include <stdio.h>
#include <string.h>

static int failures;

#define EXPECT(claim)                                                                              \
  ((claim) ? (void)0 : (void)(failures++, printf("%s:%d: %s\n", __FILE__, __LINE__, #claim)))

static const char shop[] = "ctm 1\n"
                           "model shop owner \"you@example.org\" reviewed 2026-11-01\n"
                           "asset orders value high\n"
                           "internet net {\n  hacker eve\n  user customer\n}\n"
                           "site office {\n  careless-operator tim owns b\n}\n"
                           "boundary b {\n"
                           "  host docker\n"
                           "  container web on docker has ssrf with read-only\n"
                           "  container idle on docker with backup\n"
                           "  store db on docker holds orders with client-certificate {\n"
                           "    evidence client-certificate, \"pg_hba.conf:3\"\n  }\n"
                           "  web -> db over postgres/5432 carries orders\n"
                           "}\n"
                           "net.customer -> b.web over https/443\n"
                           "assert sealed never any hostile touches orders\n"
                           "assert private require tls on any flow across b\n"
                           "assert calm never any careless harms orders\n"
                           "assert strict require mtls on any flow\n";

static ctm_unit *open_text(const char *text)
{
  ctm_unit *unit;
  ctm_options options = {.as_of = "2026-12-01"};
  EXPECT(ctm_unit_open(&unit, &options) == CTM_OK);
  EXPECT(ctm_unit_load_text(unit, "shop.ctm", text, strlen(text)) == CTM_OK);
  return unit;
}

static bool reaches(ctm_unit *unit, const ctm_question *question, const char *thing,
                    const char *privilege)
{
  const ctm_reach *reach;
  const ctm_state *states;
  EXPECT(ctm_reach_ask(unit, question, &reach) == CTM_OK);
  size_t count = reach ? ctm_reach_states(reach, &states) : 0;
  for (size_t i = 0; i < count; i++)
    if (!strcmp(states[i].thing, thing) && !strcmp(states[i].privilege, privilege)) return true;
  return false;
}

static void what_can_an_attacker_reach(void)
{
  ctm_unit *unit = open_text(shop);
  ctm_question question = {.from = "eve"};
  EXPECT(reaches(unit, &question, "b.web", "use"));
  EXPECT(!reaches(unit, &question, "orders", "read"));
  question.world = "inherent"; /* no control counted */
  EXPECT(reaches(unit, &question, "orders", "read"));
  ctm_unit_free(unit);
}

static void what_is_an_easy_way(void)
{
  ctm_unit *unit = open_text(shop);
  ctm_question question = {.to = "orders", .world = "inherent", .ways = 3, .exact = true};
  const ctm_ways *ways;
  const ctm_way *list;
  const ctm_step *steps;
  EXPECT(ctm_way_ask(unit, &question, &ways) == CTM_OK);
  EXPECT(ctm_ways_list(ways, &list) >= 2); /* the next best, too */
  EXPECT(list[0].is_there && list[0].is_least && list[0].effort <= list[1].effort);
  size_t count = ctm_ways_steps(ways, 0, &steps), stopped = 0, crossed = 0, placed = 0;
  for (size_t i = 0; i < count; i++) {
    stopped += steps[i].stopped_by != NULL;
    crossed += steps[i].crosses != NULL;
    placed += steps[i].file[0] && steps[i].line > 0;
  }
  EXPECT(count > 2 && stopped > 0 && crossed > 0 && placed == count);
  ctm_unit_free(unit);
}

static void which_controls_would_cut(void)
{
  ctm_unit *unit = open_text(shop);
  const char *has = "command-injection@b.web", *without = "client-certificate@b.db";
  ctm_question question = {.to = "orders.read", .without = &without, .without_count = 1};
  const ctm_cut *cut;
  const ctm_cut_control *controls;
  EXPECT(ctm_cut_ask(unit, &question, &cut) == CTM_OK);
  EXPECT(ctm_cut_says(cut) == CTM_CUT_SMALLEST);
  EXPECT(ctm_cut_controls(cut, &controls) == ctm_cut_lower(cut) && ctm_cut_lower(cut) == 1);
  EXPECT(strcmp(controls[0].thing, "b") == 0);
  question.has = &has;
  question.has_count = 1;
  EXPECT(ctm_cut_ask(unit, &question, &cut) == CTM_OK && ctm_cut_controls(cut, &controls) == 1);
  EXPECT(strcmp(controls[0].thing, "net.customer->b.web") == 0); /* the network alone is too late */
  ctm_unit_free(unit);
}

static void where_do_most_ways_pass(void)
{
  ctm_unit *unit = open_text(shop);
  const char *without = "client-certificate@b.db";
  ctm_question question = {.without = &without, .without_count = 1};
  const ctm_choke *choke;
  const ctm_choke_point *points;
  const ctm_choke_control *controls;
  const ctm_choke_scenario *scenarios;
  EXPECT(ctm_choke_ask(unit, &question, &choke) == CTM_OK);
  size_t all = ctm_choke_scenarios(choke, &scenarios);
  EXPECT(all >= 2 && ctm_choke_points(choke, &points) > 0 && points[0].scenario_count <= all);
  EXPECT(ctm_choke_controls(choke, &controls) > 0 && controls[0].scenario_count > 0);
  ctm_unit_free(unit);
}

static void what_falls_if_something_is_breached(void)
{
  ctm_unit *unit = open_text(shop);
  ctm_question question = {.breached = "b.docker"};
  EXPECT(reaches(unit, &question, "orders", "read"));
  EXPECT(!reaches(unit, &question, "net.customer", "exec"));
  ctm_unit_free(unit);
}

static void what_may_a_careless_person_break_and_open(void)
{
  ctm_unit *unit = open_text(shop);
  const ctm_slips *slips;
  const ctm_slip *list;
  ctm_text *tsv;
  ctm_question question = {.from = "tim"};
  EXPECT(ctm_slips_ask(unit, &question, &slips) == CTM_OK);
  size_t count = ctm_slips_list(slips, &list), alone = 0, opened = 0;
  for (size_t i = 0; i < count; i++) {
    EXPECT(strcmp(list[i].person, "office.tim") == 0);
    alone += !list[i].attacker;
    opened += list[i].attacker && !strcmp(list[i].attacker, "net.eve");
  }
  EXPECT(alone > 0 && opened > 0);
  EXPECT(ctm_slips_print(slips, CTM_TSV, &tsv) == CTM_OK);
  EXPECT(strstr(ctm_text_bytes(tsv), "office.tim\t-\torders.deny\t"));
  ctm_text_free(tsv);
  const char *tim = "tim";
  question = (ctm_question){.from = "eve", .despite = &tim, .despite_count = 1};
  EXPECT(reaches(unit, &question, "orders", "read"));
  question = (ctm_question){.world = "careless"};
  EXPECT(reaches(unit, &question, "orders", "deny"));
  ctm_unit_free(unit);
}

static void does_the_assertion_hold(void)
{
  ctm_unit *unit = open_text(shop);
  const ctm_check *check;
  const ctm_assertion *assertions;
  const ctm_breach *breaches;
  const ctm_step *steps;
  const ctm_message *messages;
  EXPECT(ctm_check_run(unit, CTM_FAIL_NEVER, &check) == CTM_FINDINGS);
  EXPECT(ctm_check_assertions(check, &assertions) == 4);
  EXPECT(assertions[0].verdict == CTM_HOLDS && !assertions[0].breach_count);
  EXPECT(!ctm_check_breaches(check, 0, &breaches) && !ctm_check_steps(check, 0, &steps));
  EXPECT(assertions[2].verdict == CTM_FAILS && !assertions[2].is_empty);
  size_t count = ctm_check_breaches(check, 2, &breaches);
  EXPECT(count == assertions[2].breach_count && strcmp(breaches[0].subject, "office.tim") == 0);
  EXPECT(strcmp(breaches[0].target, "orders") == 0 && strcmp(breaches[0].gained, "deny") == 0);
  count = ctm_check_steps(check, 2, &steps);
  EXPECT(count > 1 && strcmp(steps[count - 1].thing, "orders") == 0);
  EXPECT(strcmp(steps[count - 1].gained, "deny") == 0 && steps[count - 1].stopped_by);
  EXPECT(ctm_check_breaches(check, 3, &breaches) == 2 && !breaches[0].target);
  EXPECT(breaches[0].missing_count == 1 && strcmp(breaches[0].missing[0], "mtls") == 0);
  EXPECT(!ctm_check_steps(check, 3, &steps) && !ctm_check_breaches(check, 4, &breaches));
  bool has_help = false; /* the smallest cut */
  count = ctm_unit_messages(unit, &messages);
  for (size_t i = 0; i < count; i++)
    if (messages[i].tag && !strcmp(messages[i].tag, "calm")) has_help = messages[i].help != NULL;
  EXPECT(has_help);
  ctm_unit_free(unit);
}

static void what_do_proved_controls_hold_alone(void)
{
  ctm_unit *unit = open_text(shop);
  const ctm_check *check;
  const ctm_assertion *assertions;
  ctm_trust trust;
  EXPECT(ctm_check_run(unit, CTM_FAIL_NEVER, &check) == CTM_FINDINGS);
  ctm_check_assertions(check, &assertions);
  EXPECT(!assertions[1].holds_on_evidence); /* nobody proved the tls of https */
  EXPECT(assertions[1].verdict == CTM_HOLDS && assertions[1].holds_with_plans);
  ctm_check_trust(check, &trust);
  EXPECT(trust.with_evidence == 1 && trust.controls > 3 && trust.assertions >= 1);
  ctm_question question = {.world = "evidenced"};
  EXPECT(!reaches(unit, &question, "b.db", "exec"));
  ctm_unit_free(unit);
}

static void which_words_did_nothing(void)
{
  ctm_unit *unit = open_text(shop);
  const ctm_check *check;
  const ctm_placed_control *idle;
  ctm_trust trust;
  EXPECT(ctm_check_run(unit, CTM_FAIL_NEVER, &check) == CTM_FINDINGS);
  size_t count = ctm_check_idle(check, &idle);
  bool is_found = false;
  for (size_t i = 0; i < count; i++)
    is_found |= !strcmp(idle[i].control, "backup") && !strcmp(idle[i].thing, "b.idle") &&
                idle[i].line == 14 && !strcmp(idle[i].file, "shop.ctm");
  EXPECT(is_found);
  ctm_check_trust(check, &trust);
  EXPECT(trust.idle == count);
  ctm_unit_free(unit);
}

static void what_if(void)
{
  ctm_unit *unit = open_text(shop);
  const char *without = "client-certificate@b.db", *with = "egress-policy@b.web";
  ctm_question question = {.from = "eve"};
  EXPECT(!reaches(unit, &question, "orders", "read"));
  question.without = &without;
  question.without_count = 1;
  EXPECT(reaches(unit, &question, "orders", "read"));
  question.with = &with;
  question.with_count = 1;
  EXPECT(!reaches(unit, &question, "orders", "read"));
  const char *has = "command-injection@b.web";
  question = (ctm_question){.from = "eve", .has = &has, .has_count = 1};
  EXPECT(reaches(unit, &question, "b.web", "exec"));
  question = (ctm_question){.from = "eve", .assume_plans = true};
  EXPECT(!reaches(unit, &question, "orders", "read"));
  ctm_unit_free(unit);
}

static void what_changed_between_two_models(void)
{
  char other[2048];
  const char *gone = " with client-certificate {\n    evidence client-certificate, "
                     "\"pg_hba.conf:3\"\n  }";
  const char *at = strstr(shop, gone);
  snprintf(other, sizeof other, "%.*s%s", (int)(at - shop), shop, at + strlen(gone));
  ctm_unit *older = open_text(shop), *newer = open_text(other);
  const ctm_diff *diff;
  const ctm_diff_way *ways;
  ctm_question question = {0};
  ctm_status status = ctm_diff_ask(older, newer, &question, CTM_FAIL_NEVER, &diff);
  EXPECT(status == CTM_FINDINGS); /* `sealed` fails now */
  size_t count = ctm_diff_ways(diff, &ways);
  EXPECT(count > 0 && ways[0].is_new && strcmp(ways[0].attacker, "net.eve") == 0);
  ctm_unit_free(newer);
  ctm_unit_free(older);
}

int main(void)
{
  what_can_an_attacker_reach();
  what_is_an_easy_way();
  which_controls_would_cut();
  where_do_most_ways_pass();
  what_falls_if_something_is_breached();
  what_may_a_careless_person_break_and_open();
  does_the_assertion_hold();
  what_do_proved_controls_hold_alone();
  which_words_did_nothing();
  what_if();
  what_changed_between_two_models();
  printf("%d failures\n", failures);
  return failures != 0;
}
