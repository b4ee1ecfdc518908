/* Assertions: every form, and whose world each subject is judged in. */
#include "unit/analyse/world.h"

/* One world: eve reads what exposed services hold; tim exposes what he owns. */
#define MODEL                                                                                      \
  "ctm 1\n"                                                                                        \
  "internet net {\n  hacker eve\n  script-kiddie kid\n  user joe\n}\n"                             \
  "site office {\n  kind-of-tim tim owns shop.quiet\n}\n"                                          \
  "kind kind-of-tim is unreliable makes unveil\n"                                                  \
  "mistake unveil at service { from admin gains unveiled }\n"                                      \
  "weakness unveiled\n"                                                                            \
  "technique peek at service { needs unveiled gains holds.read effort 3 skill 1 }\n"               \
  "asset loud-data\nasset quiet-data\n"                                                            \
  "boundary shop {\n"                                                                              \
  "  service loud has unveiled holds loud-data with tls, mfa\n"                                    \
  "  service quiet holds quiet-data with mtls\n"                                                   \
  "}\n"                                                                                            \
  "in: net.joe -> shop.loud over https/443 with user-login\n"                                      \
  "on: shop.loud -> shop.quiet over http/80\n"

static bool holds(const char *assertion, bool *is_empty)
{
  struct writer text = {0};
  writer_format(&text, "%sassert a %s\n", MODEL, assertion);
  struct asked a;
  ask(&a, text.at);
  struct verdict verdict = answers_judge(a.answers, 0, WORLD_RESIDUAL);
  if (is_empty) *is_empty = verdict.is_empty;
  assert_true(verdict.holds == (verdict.breach_count == 0));
  writer_free(&text);
  unask(&a);
  return verdict.holds;
}

static void every_form(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    bool holds;
  } rows[] = {
      {"never net.eve touches loud-data", false},
      {"never net.kid touches loud-data", true}, /* skill 0 */
      {"never any hostile touches loud-data", false},
      {"never any outsider touches loud-data", false},
      {"never any outsider except net.eve touches loud-data", true},
      {"never any outsider except any hacker touches loud-data", true},
      {"never any hostile touches loud-data within 2", true},
      {"never any hostile touches loud-data within 3", false},
      {"never any hostile touches quiet-data", true},
      {"never any hostile touches quiet-data despite office.tim", false},
      {"never any hostile touches quiet-data despite any careless", false},
      {"never any hostile touches quiet-data despite net.joe", true}, /* owns nothing */
      {"never any hostile gains loud-data.read", false},
      {"never any hostile gains loud-data.write", true},
      {"never net.eve gains loud-data.write, loud-data.read", false},
      {"never any hostile harms quiet-data", true},
      {"never any container touches loud-data", true}, /* there is none */
      {"never shop.loud touches loud-data", false},    /* as if breached */
      {"never shop.loud touches quiet-data", true},
      {"never any service touches quiet-data", false}, /* quiet itself */
      {"never any service except shop.quiet touches quiet-data", true},
      {"never office.tim touches quiet-data", true}, /* what he owns is no slip */
      {"never net.joe touches shop.loud", false},    /* a user uses it */
      {"never any hostile touches shop", true},
      {"require tls on any flow", false},
      {"require tls on in", true},
      {"require tls on any flow across shop", true},
      {"require tls on any flow in shop", false},
      {"require tls on any service", true}, /* mtls is tls */
      {"require authentication on any service", true},
      {"require mtls on any service", false},
      {"require mtls on any service except shop.loud", true},
      {"require tls, login on in", true},
      {"require login on shop.loud", false}, /* doors do not count */
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bool came = holds(rows[i].text, NULL);
    if (came != rows[i].holds) fprintf(stderr, "%s\n", rows[i].text);
    assert_int_equal(came, rows[i].holds);
  }
}

static void empty_sets_say_so(void **state)
{
  (void)state;
  bool is_empty;
  assert_true(holds("never any container touches loud-data", &is_empty));
  assert_true(is_empty);
  assert_true(holds("require tls on any flow in office", &is_empty));
  assert_true(is_empty);
  assert_false(holds("never net.eve touches loud-data", &is_empty));
  assert_false(is_empty);
}

/* What the short answer says in each world is what the long one says. */
static void short_answers(void **state)
{
  (void)state;
  static const char *const files[] = {"payments/payments", "swarm/swarm", "webshop/webshop"};
  static const enum world_type types[] = {WORLD_INHERENT, WORLD_PLANNED, WORLD_EVIDENCED,
                                          WORLD_RESIDUAL};
  uint32_t fewer = 0;
  for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
    struct unit unit;
    struct model *model;
    char path[400];
    snprintf(path, sizeof path, CTM_ROOT "/examples/%s.ctm", files[f]);
    unit_init(&unit, (struct day){2026, 11, 25});
    assert_int_equal(model_build(&unit, path, NULL, &model).code, STATUS_OK);
    struct answers *answers = answer_all(&unit, model, NULL);
    for (size_t t = 0; t < sizeof types / sizeof *types; t++)
      for (uint32_t i = 0; i < model->assertions.len; i++) {
        bool holds = answers_judge(answers, i, types[t]).holds;
        assert_int_equal(answers_holds(answers, i, types[t]), holds);
        fewer += holds != answers->verdicts[i].holds;
      }
    unit_free(&unit);
  }
  assert_true(fewer > 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_form),
      cmocka_unit_test(empty_sets_say_so),
      cmocka_unit_test(short_answers),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
