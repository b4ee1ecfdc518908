/* The public API and nothing else: what a program that links ctm sees. */
#include <ctm/ctm.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define EXPECT(claim)                                                                              \
  ((claim) ? (void)0 : (void)(failures++, printf("%s:%d: %s\n", __FILE__, __LINE__, #claim)))

static const char shop[] = "ctm 1\n"
                           "model shop \"Shop\" owner \"you@example.org\" reviewed 2026-11-01\n"
                           "asset orders \"Orders\" value high\n"
                           "internet internet \"Internet\" {\n"
                           "  hacker eve \"Eve\"\n"
                           "}\n"
                           "boundary b \"Host\" {\n"
                           "  container web \"Web\" holds orders has command-injection\n"
                           "}\n"
                           "internet.eve -> b.web over http/80\n"
                           "assert sealed never any hostile touches orders\n"
                           "assert deep never any hostile gains b.web.admin\n";

static ctm_unit *open_shop(void)
{
  ctm_unit *unit;
  ctm_options options = {.as_of = "2026-12-01"};
  EXPECT(ctm_unit_open(&unit, &options) == CTM_OK);
  EXPECT(ctm_unit_load_text(unit, "shop.ctm", shop, sizeof shop - 1) == CTM_OK);
  return unit;
}

static void test_opening(void)
{
  ctm_unit *unit;
  ctm_options options = {.as_of = "2026-13-01"};
  EXPECT(ctm_unit_open(&unit, &options) == CTM_USAGE);
  EXPECT(strstr(ctm_unit_reason(unit), "2026-13-01"));
  ctm_unit_free(unit);
  EXPECT(setenv("SOURCE_DATE_EPOCH", "951782400", 1) == 0);
  EXPECT(ctm_unit_open(&unit, NULL) == CTM_OK);
  EXPECT(strcmp(ctm_unit_as_of(unit), "2000-02-29") == 0);
  EXPECT(ctm_unit_load(unit, "/no/such/file.ctm") == CTM_CANNOT_READ);
  EXPECT(strstr(ctm_unit_reason(unit), "/no/such/file.ctm"));
  const ctm_check *check;
  EXPECT(ctm_check_run(unit, CTM_FAIL_NEVER, &check) == CTM_USAGE && !check);
  ctm_unit_free(unit);
  ctm_unit_free(NULL);
  ctm_text_free(NULL);
}

static void test_messages(void)
{
  ctm_unit *unit;
  const ctm_message *messages;
  EXPECT(ctm_unit_open(&unit, NULL) == CTM_OK);
  const char *text = "ctm 1\nboundary b {\n  contianer web\n}\n";
  EXPECT(ctm_unit_load_text(unit, "m.ctm", text, strlen(text)) == CTM_ERRORS);
  EXPECT(ctm_unit_messages(unit, &messages) == 1);
  EXPECT(ctm_unit_count(unit, CTM_ERROR) == 1);
  EXPECT(messages[0].code[0] == 'E' && messages[0].level == CTM_ERROR);
  EXPECT(strcmp(messages[0].file, "m.ctm") == 0);
  EXPECT(messages[0].line == 3 && messages[0].column == 3 && messages[0].end_column == 12);
  EXPECT(strstr(messages[0].help, "container"));
  ctm_text *json;
  EXPECT(ctm_unit_print(unit, CTM_JSON, false, &json) == CTM_OK);
  EXPECT(ctm_text_bytes(json)[0] == '{');
  ctm_text_free(json);
  const ctm_built *built;
  ctm_outputs outputs = {.folder = "/no/such", .formats = CTM_XML};
  EXPECT(ctm_build(unit, &outputs, &built) == CTM_ERRORS && !built);
  ctm_unit_free(unit);
}

static void test_check(void)
{
  ctm_unit *unit = open_shop();
  const ctm_check *check, *again;
  const ctm_assertion *assertions;
  ctm_text *tsv;
  EXPECT(ctm_check_run(unit, CTM_FAIL_NEVER, &check) == CTM_FINDINGS);
  EXPECT(ctm_check_assertions(check, &assertions) == 2);
  EXPECT(strcmp(assertions[0].id, "sealed") == 0 && assertions[0].verdict == CTM_FAILS);
  EXPECT(assertions[0].line == 11 && strcmp(assertions[0].file, "shop.ctm") == 0);
  EXPECT(ctm_check_print(check, CTM_TSV, &tsv) == CTM_OK);
  EXPECT(strncmp(ctm_text_bytes(tsv), "deep\t", 5) == 0);
  EXPECT(ctm_text_size(tsv) == strlen(ctm_text_bytes(tsv)));
  ctm_text_free(tsv);
  size_t findings = ctm_unit_count(unit, CTM_FINDING);
  EXPECT(ctm_check_run(unit, CTM_FAIL_NEVER, &again) == CTM_FINDINGS && again == check);
  EXPECT(ctm_unit_count(unit, CTM_FINDING) == findings);
  ctm_unit_free(unit);
}

static void test_reach(void)
{
  ctm_unit *unit = open_shop();
  const ctm_reach *reach;
  const ctm_state *states;
  ctm_question question = {.from = "eve"};
  EXPECT(ctm_reach_ask(unit, &question, &reach) == CTM_OK);
  size_t count = ctm_reach_states(reach, &states);
  bool is_there = false;
  for (size_t i = 0; i < count; i++)
    is_there |= strcmp(states[i].thing, "orders") == 0 && strcmp(states[i].privilege, "read") == 0;
  EXPECT(is_there);
  question.from = "evee";
  EXPECT(ctm_reach_ask(unit, &question, &reach) == CTM_USAGE && !reach);
  EXPECT(strstr(ctm_unit_reason(unit), "evee"));
  const char *with[] = {"waf@web"};
  question = (ctm_question){.with = with, .with_count = 1};
  EXPECT(ctm_reach_ask(unit, &question, &reach) == CTM_OK);
  ctm_unit_free(unit);
}

static void test_ways(void)
{
  ctm_unit *unit = open_shop();
  const ctm_ways *ways;
  const ctm_way *list;
  const ctm_step *steps;
  ctm_text *text;
  ctm_question question = {.to = "orders.read"};
  EXPECT(ctm_way_ask(unit, &question, &ways) == CTM_OK);
  EXPECT(ctm_ways_list(ways, &list) == 1 && list[0].is_there);
  EXPECT(ctm_ways_steps(ways, 0, &steps) == list[0].step_count && list[0].step_count > 1);
  EXPECT(strcmp(steps[list[0].step_count - 1].gained, "read") == 0);
  EXPECT(ctm_ways_steps(ways, 1, &steps) == 0);
  EXPECT(ctm_ways_print(ways, CTM_TSV, &text) == CTM_USAGE && !text);
  EXPECT(ctm_ways_other(ways, 0) == CTM_WAYS_UNKNOWN && !list[0].is_least);
  question = (ctm_question){.to = "orders.read", .ways = 5, .exact = true};
  EXPECT(ctm_way_ask(unit, &question, &ways) == CTM_OK);
  EXPECT(ctm_ways_list(ways, &list) >= 1 && list[0].number == 1 && list[0].fresh > 0);
  EXPECT(list[0].is_least && list[0].least == list[0].effort);
  EXPECT(ctm_ways_other(ways, 0) == CTM_WAYS_ALL);
  question.ways = CTM_WAYS_MOST + 1;
  EXPECT(ctm_way_ask(unit, &question, &ways) == CTM_USAGE);
  question = (ctm_question){0};
  EXPECT(ctm_way_ask(unit, &question, &ways) == CTM_USAGE);
  ctm_unit_free(unit);
}

static void test_cut(void)
{
  ctm_unit *unit = open_shop();
  ctm_question question = {.to = "orders.deny"};
  const ctm_cut *cut;
  const ctm_cut_control *controls;
  const char *const *stuck, *with = "backup@b.web";
  EXPECT(ctm_cut_ask(unit, &question, &cut) == CTM_OK);
  EXPECT(ctm_cut_says(cut) == CTM_CUT_SMALLEST && ctm_cut_lower(cut) == 1);
  EXPECT(ctm_cut_controls(cut, &controls) == 1 && !ctm_cut_stuck(cut, &stuck));
  EXPECT(strcmp(controls[0].control, "backup") == 0 && strcmp(controls[0].thing, "b.web") == 0);
  question.with = &with;
  question.with_count = 1;
  EXPECT(ctm_cut_ask(unit, &question, &cut) == CTM_OK);
  EXPECT(ctm_cut_says(cut) == CTM_CUT_NEEDLESS && !ctm_cut_controls(cut, &controls));
  question.to = "orders";
  EXPECT(ctm_cut_ask(unit, &question, &cut) == CTM_OK);
  EXPECT(ctm_cut_says(cut) == CTM_CUT_IMPOSSIBLE && ctm_cut_stuck(cut, &stuck) == 1);
  EXPECT(strcmp(stuck[0], "internet.eve") == 0);
  question.world = "inherent";
  EXPECT(ctm_cut_ask(unit, &question, &cut) == CTM_USAGE && !cut);
  ctm_unit_free(unit);
}

static void test_diff(void)
{
  static const char *const has[] = {"leaks-environment@web"};
  ctm_unit *older = open_shop(), *newer;
  ctm_question question = {0};
  const ctm_diff *diff;
  const ctm_diff_way *ways;
  const ctm_diff_state *states;
  const ctm_diff_row *rows;
  ctm_text *text;
  char mended[sizeof shop];
  memcpy(mended, shop, sizeof shop);
  memcpy(strstr(mended, "has command-injection"), "with non-root        ", 21);
  EXPECT(ctm_unit_open(&newer, &(ctm_options){.as_of = "2026-12-01"}) == CTM_OK);
  EXPECT(ctm_diff_ask(older, newer, &question, CTM_FAIL_NEVER, &diff) == CTM_USAGE && !diff);
  EXPECT(ctm_unit_load_text(newer, "shop.ctm", mended, strlen(mended)) == CTM_OK);
  EXPECT(ctm_diff_ask(newer, newer, &question, CTM_FAIL_NEVER, &diff) == CTM_USAGE && !diff);
  EXPECT(ctm_diff_ask(older, newer, &question, CTM_FAIL_NEVER, &diff) == CTM_OK);
  EXPECT(ctm_diff_ways(diff, &ways) == 1 && !ways[0].is_new && ways[0].effort > 0);
  EXPECT(!strcmp(ways[0].attacker, "internet.eve") && !strcmp(ways[0].thing, "orders"));
  EXPECT(ctm_diff_states(diff, &states) > 0 && !states[0].is_new);
  EXPECT(ctm_diff_rows(diff, &rows) > 0 && !strcmp(rows[0].section, "assertions"));
  EXPECT(!strcmp(rows[0].before, "fails") && !strcmp(rows[0].after, "holds") && !rows[0].is_worse);
  EXPECT(ctm_diff_print(diff, CTM_MARKDOWN, &text) == CTM_OK);
  EXPECT(strstr(ctm_text_bytes(text), "no new way, 1 closed; assertion"));
  ctm_text_free(text);
  EXPECT(ctm_diff_print(diff, CTM_TSV, &text) == CTM_USAGE && !text);
  EXPECT(ctm_diff_ask(newer, older, &question, CTM_FAIL_NEVER, &diff) == CTM_FINDINGS);
  EXPECT(ctm_diff_ways(diff, &ways) == 1 && ways[0].is_new);
  question.has = has;
  question.has_count = 1;
  EXPECT(ctm_diff_ask(older, newer, &question, CTM_FAIL_NEVER, &diff) == CTM_OK && diff);
  ctm_unit_free(newer);
  ctm_unit_free(older);
}

static void test_choke(void)
{
  ctm_unit *unit = open_shop();
  ctm_question question = {0};
  const ctm_choke *choke;
  const ctm_choke_scenario *scenarios;
  const ctm_choke_point *points;
  const ctm_choke_control *controls;
  ctm_text *text;
  EXPECT(ctm_choke_ask(unit, &question, &choke) == CTM_OK);
  size_t all = ctm_choke_scenarios(choke, &scenarios), closed = 0;
  EXPECT(all > 1 && strcmp(scenarios[0].attacker, "internet.eve") == 0);
  for (size_t i = 0; i < ctm_choke_points(choke, &points); i++)
    for (size_t k = 0; k < points[i].scenario_count; k++) EXPECT(points[i].scenarios[k] < all);
  size_t count = ctm_choke_controls(choke, &controls);
  for (size_t i = 0; i < count; i++)
    if (strcmp(controls[i].control, "backup") == 0 && strcmp(controls[i].thing, "b.web") == 0)
      closed = controls[i].scenario_count;
  EXPECT(closed == 1);
  EXPECT(ctm_choke_print(choke, CTM_TSV, &text) == CTM_OK && ctm_text_size(text));
  ctm_text_free(text);
  question.from = "nobody";
  EXPECT(ctm_choke_ask(unit, &question, &choke) == CTM_USAGE && !choke);
  ctm_unit_free(unit);
}

static void test_pictures(void)
{
  ctm_unit *unit = open_shop();
  ctm_text *text;
  EXPECT(ctm_render(unit, NULL, CTM_SVG, NULL, &text) == CTM_OK);
  EXPECT(text && strstr(ctm_text_bytes(text), "<svg"));
  ctm_text_free(text);
  EXPECT(ctm_render(unit, "no-such", CTM_SVG, NULL, &text) == CTM_USAGE && !text);
  EXPECT(ctm_render(unit, NULL, CTM_XML, NULL, &text) == CTM_USAGE && !text);
  ctm_unit_free(unit);
}

static void test_words(void)
{
  ctm_unit *unit;
  ctm_text *text;
  EXPECT(ctm_unit_open(&unit, NULL) == CTM_OK);
  EXPECT(ctm_explain(unit, "E0202", &text) == CTM_OK);
  ctm_text_free(text);
  EXPECT(ctm_explain(unit, "contianer", &text) == CTM_USAGE && !text);
  EXPECT(strstr(ctm_unit_reason(unit), "container"));
  ctm_unit_free(unit);
  EXPECT(ctm_starter(&text) == CTM_OK && strncmp(ctm_text_bytes(text), "ctm 1\n", 6) == 0);
  ctm_text_free(text);
  const char *words[] = {"check", "build"};
  EXPECT(ctm_suggest("chekc", words, 2) == words[0]);
  EXPECT(ctm_suggest("zzz", words, 2) == NULL);
  EXPECT(strlen(ctm_library()) == 64 && ctm_language() == 1 && ctm_version()[0]);
}

int main(void)
{
  test_opening();
  test_messages();
  test_check();
  test_reach();
  test_ways();
  test_cut();
  test_diff();
  test_choke();
  test_pictures();
  test_words();
  printf("%d failures\n", failures);
  return failures != 0;
}
