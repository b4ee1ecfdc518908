/* Lints: each found where it should be, and not elsewhere; acceptances silence them. */
#include "unit/register/derived.h"

#include "diagnose/lints.h"

#define HEAD "ctm 1\nmodel m owner \"boss\" reviewed 2026-11-01\n"

/* "silent-machine:4 …": names and lines of the lints that are said. */
static const char *lints_of(struct derived *d, const char *text)
{
  derive(d, text);
  register_findings(&d->unit, d->reg);
  message_sort(&d->unit);
  const char *list = "";
  for (size_t i = 0; i < d->unit.messages.len; i++) {
    const struct message *m = d->unit.messages.at[i];
    if (m->level != LEVEL_LINT) continue;
    list = arena_format(&d->unit.arena, "%s%s%s:%u", list, *list ? " " : "", lint_name(m->code),
                        unit_position(&d->unit, m->span).line);
  }
  return list;
}

static void expect(const char *text, const char *lints)
{
  struct derived d;
  assert_string_equal(lints_of(&d, text), lints);
  forget(&d);
}

static void a_clean_model(void **state)
{
  (void)state;
  expect(HEAD "boundary b {\n  machine m with non-root\n}\nmachine n has ssrf holds a\nasset a\n"
              "n -> b.m over https/443\n",
         "idle-control:4");
}

static void names(void **state)
{
  (void)state;
  expect(HEAD
         "asset db\nboundary b {\n  machine db has ssrf holds c\n  machine web has ssrf holds "
         "d\n  web -> db over https/443\n}\nasset c\nasset d\nmachine keep has ssrf holds db\n",
         "shadowed-name:7");
  /* a sibling's inside is no outer scope */
  expect(HEAD "boundary a {\n  machine db has ssrf\n}\nboundary b {\n  machine db has ssrf\n"
              "  machine web has ssrf\n  web -> db over https/443\n}\n",
         "");
}

static void data(void **state)
{
  (void)state;
  expect(HEAD "asset a\npassword p opens m\nmachine m has ssrf\n",
         "unused-asset:3 unused-secret:4");
  expect(HEAD "asset a\npassword p opens m\nmachine m has ssrf holds a, p\n",
         "self-opening-secret:5");
}

static void machines_and_flows(void **state)
{
  (void)state;
  expect(HEAD "machine m\n", "silent-machine:3");
  expect(HEAD "boundary a {\n  machine m has ssrf\n}\nboundary b {\n  machine n has ssrf\n}\n"
              "a.m -> b.n\n",
         "unguarded-crossing:9");
  expect(HEAD "boundary a {\n  machine m has ssrf\n}\nboundary b {\n  machine n has ssrf with "
              "login\n}\na.m -> b.n\n",
         "");
}

static void claims(void **state)
{
  (void)state;
  expect(HEAD "machine m has ssrf\nassert a never any hostile touches m\n", "empty-set:4");
  expect(HEAD "machine m has ssrf was m\n", "stale-was:3");
  expect("ctm 1\nmodel m reviewed 2025-11-24\nmachine m has ssrf\n", "");
  expect("ctm 1\nmodel m reviewed 2025-11-23\nmachine m has ssrf\n", "not-reviewed:2");
  expect("ctm 1\nmodel m\nmachine m has ssrf\n", "not-reviewed:2");
}

static void accepted(void **state)
{
  (void)state;
  struct derived d;
  const char *lints =
      lints_of(&d, HEAD "machine m\naccept silent-machine on m owner \"ciso\" until 2027-01-01 "
                        "because \"b\"\n");
  assert_string_equal(lints, "");
  assert_int_equal(d.reg->acceptances[0].lints, 1);
  assert_int_equal(d.reg->summary.accepted_lints, 1);
  assert_int_equal(d.unit.findings, 0);
  forget(&d);
  lints = lints_of(&d, HEAD "machine m\naccept silent-machine on m owner \"boss\" until 2026-01-01 "
                            "because \"b\"\n");
  assert_string_equal(lints, "silent-machine:3 self-accepted:4");
  assert_int_equal(d.unit.findings, 1);
  forget(&d);
}

/* What `ctm explain` shows: the first model has the lint and nothing else, the second has not, and
 * accepting it silences it. */
static void examples(void **state)
{
  (void)state;
  for (size_t i = 0; i < lint_count(); i++) {
    struct derived d;
    enum code code;
    const char *name = lint_name_at(i);
    assert_true(lint_find(str_from(name), &code));
    const struct lint_example *example = lint_example(code);
    const char *found = lints_of(&d, example->wrong);
    if (strncmp(found, name, strlen(name)) != 0 || strchr(found, ' '))
      printf("%s: %s\n", name, found);
    assert_memory_equal(found, name, strlen(name));
    assert_null(strchr(found, ' '));
    forget(&d);
    found = lints_of(&d, example->right);
    if (*found) printf("%s, right: %s\n", name, found);
    assert_string_equal(found, "");
    forget(&d);
    char text[2048];
    snprintf(text, sizeof text,
             "%saccept %s on %s {\n  owner \"ciso\"\n  until 2027-01-31\n  because \"b\"\n}\n",
             example->wrong, name, example->on);
    found = lints_of(&d, text);
    if (*found) printf("%s, accepted: %s\n", name, found);
    assert_string_equal(found, "");
    assert_int_equal(d.unit.findings, 0);
    assert_int_equal(d.reg->acceptances[d.model->acceptances.len - 1].lints, 1);
    forget(&d);
  }
}

/* What is no thing is accepted by its name all the same. */
static void accepted_of_claims(void **state)
{
  (void)state;
#define BY " {\n  owner \"ciso\"\n  until 2027-01-31\n  because \"b\"\n}\n"
  expect(HEAD "service s has ssrf\nview v show any host\n", "empty-set:4");
  expect(HEAD "service s has ssrf\nview v show any host\naccept empty-set on v" BY, "");
  expect(HEAD "service s has ssrf\nhacker eve\nassert a never eve harms s\n"
              "assert b require tls on any flow\naccept empty-set on a" BY,
         "empty-set:6"); /* another one's */
  struct derived d;
  derive(&d, HEAD "boundary b {\n  service s has ssrf with tls\n}\nhacker eve\nuser u\n"
                  "assert a never any hostile touches b.s\n"
                  "accept self-accepted on a" BY);
  assert_int_equal(d.reg->acceptances[0].state, ACCEPTANCE_DEAD);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_clean_model), cmocka_unit_test(names),
      cmocka_unit_test(data),          cmocka_unit_test(machines_and_flows),
      cmocka_unit_test(claims),        cmocka_unit_test(accepted),
      cmocka_unit_test(examples),      cmocka_unit_test(accepted_of_claims),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
