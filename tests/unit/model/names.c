/* Names and things: what finds what, and each mistake as one message. */
#include "unit/model/wrong.h"

static const char start[] = "ctm 1\n"
                            "asset orders value high\n"
                            "template hardened {\n  with non-root\n}\n"
                            "boundary shop {\n"
                            "  host docker\n"
                            "  container web on docker holds orders\n"
                            "  container db on docker\n"
                            "}\n"
                            "user joe\n"
                            "joe -> shop.web over https/443\n";

static void wrong_names(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"container x on shop.dokcer", "E0202", 1, 16, "shop.docker"},
      {"container x on dokcer", "E0202", 1, 16, NULL},
      {"container x on docker", "E0202", 1, 16, "shop.docker"},
      {"container x holds order", "E0202", 1, 19, "orders"},
      {"user joe", "E0201", 1, 6, NULL},
      {"joe -> shop.web over http/80", "E0201", 1, 1, NULL},
      {"container x holds hardened", "E0203", 1, 19, NULL},
      {"container x is hardend", "E0204", 1, 16, "hardened"},
      {"container x is container", "E0204", 1, 16, NULL},
      {"extend \"nginx:1\" { with digest-pinned }", "E0205", 1, 8, NULL},
      {"contaner x on shop.docker", "E0405", 1, 1, "container"},
      {"hardened x", "E0405", 1, 1, NULL},
      {"place x", "E0206", 1, 1, NULL},
      {"flow x", "E0206", 1, 1, NULL},
      {"tls x", "E0405", 1, 1, NULL},
      {"asset a {\n  container c\n}", "E0207", 2, 3, NULL},
      {"user u {\n  container c\n}", "E0207", 2, 3, NULL},
      {"template t {\n  container c\n}", "E0207", 2, 3, NULL},
      {"joe -> shop over https/443", "E0209", 1, 8, NULL},
      {"shop.web -> joe over https/443", "E0209", 1, 13, NULL},
      {"orders -> shop.web over https/443", "E0209", 1, 1, NULL},
      {"shop.web -> shop.web over https/443", "E0209", 1, 1, NULL},
      {"container x with pod-security", "E0410", 1, 18, NULL},
      {"container x on shop", "E0211", 1, 16, NULL},
      {"container x on x", "E0211", 1, 16, NULL},
      {"container x on any node", "E0212", 1, 16, NULL},
      {"template a { is b }\ntemplate b { is a }\n", "E0213", 1, 17, NULL},
  };
  EXPECT_WRONG(start, table);
}

static uint32_t find(const struct model *model, const char *id)
{
  uint32_t found = model_find(model, str_from(id));
  if (found == NONE) fprintf(stderr, "no %s\n", id);
  assert_int_not_equal(found, NONE);
  return found;
}

/* Where the path leads from a thing, as "a b c". */
static const char *led(const struct model *model, struct arena *arena, enum pathword word,
                       const char *from)
{
  uint32_t count;
  const uint32_t *to = model_walk(model, word, find(model, from), &count);
  const char *text = "";
  for (uint32_t i = 0; i < count; i++)
    text = arena_format(arena, "%s%s%s", text, i ? " " : "", model_entity(model, to[i])->id.at);
  return text;
}

static void nearest_name_wins(void **state)
{
  (void)state;
  struct unit unit;
  struct arena arena = {0};
  struct model *model = build(&unit, "ctm 1\n"
                                     "host h\n"
                                     "boundary a {\n"
                                     "  host h\n"
                                     "  boundary b {\n"
                                     "    container c on h\n"
                                     "    container d on a.h\n"
                                     "  }\n"
                                     "}\n"
                                     "container e on h\n");
  assert_int_equal(unit.errors, 0);
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "a.b.c"), "a.h");
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "a.b.d"), "a.h");
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "e"), "h");
  arena_free(&arena);
  unit_free(&unit);
}

/* `any` stands in every relation that takes several. */
static void any_in_the_other_relations(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build(&unit, "ctm 1\n"
                                     "boundary b {\n"
                                     "  network n\n"
                                     "  network m\n"
                                     "  gateway g joins any network\n"
                                     "}\n"
                                     "image one\n"
                                     "image two base any image, \"alpine\"\n"
                                     "site s {\n"
                                     "  user u\n"
                                     "  user v\n"
                                     "  hacker h as any user\n"
                                     "}\n");
  static const struct {
    const char *from, *to;
    enum relation relation;
  } ties[] = {
      {"b.g", "b.n", RELATION_JOINS}, {"b.g", "b.m", RELATION_JOINS}, {"two", "one", RELATION_BASE},
      {"s.h", "s.u", RELATION_AS},    {"s.h", "s.v", RELATION_AS},
  };
  assert_int_equal(unit.errors, 0);
  for (size_t i = 0; i < sizeof ties / sizeof *ties; i++)
    assert_non_null(model_tie(model, ties[i].relation, model_find(model, str_from(ties[i].from)),
                              model_find(model, str_from(ties[i].to))));
  unit_free(&unit);
}

static void any_means_the_nearest_place_that_has_some(void **state)
{
  (void)state;
  struct unit unit;
  struct arena arena = {0};
  struct model *model = build(&unit, "ctm 1\n"
                                     "node far\n"
                                     "cluster k {\n"
                                     "  node one\n"
                                     "  namespace n {\n"
                                     "    pod p {\n"
                                     "      container c on any node\n"
                                     "    }\n"
                                     "  }\n"
                                     "  node two\n"
                                     "}\n"
                                     "container d on any node\n");
  assert_int_equal(unit.errors, 0);
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "k.n.p.c"), "k.one k.two");
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "d"), "far k.one k.two");
  arena_free(&arena);
  unit_free(&unit);
}

static void hosts_of_a_boundary(void **state)
{
  (void)state;
  struct unit unit;
  struct arena arena = {0};
  struct model *model = build(&unit, "ctm 1\n"
                                     "cluster k {\n"
                                     "  node one\n"
                                     "  node idle\n"
                                     "  orchestrator api\n"
                                     "  role r on api governs n\n"
                                     "  namespace n {\n    container c on one\n  }\n"
                                     "  namespace empty\n"
                                     "}\n");
  assert_int_equal(unit.errors, 0);
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "k.n"), "k.one");
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "k.empty"), "k.one");
  assert_string_equal(led(model, &arena, PATHWORD_HOSTS, "k"), "k.one");
  assert_string_equal(led(model, &arena, PATHWORD_GUESTS, "k.api"), "k.r");
  arena_free(&arena);
  unit_free(&unit);
}

static void flows_run_over_shared_places(void **state)
{
  (void)state;
  struct unit unit;
  struct arena arena = {0};
  struct model *model = build(&unit, "ctm 1\n"
                                     "network a {\n  container x joins b\n}\n"
                                     "network b {\n  container y\n}\n"
                                     "network c {\n  container z\n}\n"
                                     "a.x -> b.y\n"
                                     "far: b.y -> c.z\n");
  assert_int_equal(unit.errors, 0);
  assert_string_equal(led(model, &arena, PATHWORD_FLOWS, "a"), "");
  assert_string_equal(led(model, &arena, PATHWORD_FLOWS, "b"), "a.x->b.y far");
  assert_string_equal(led(model, &arena, PATHWORD_FLOWS, "c"), "far");
  assert_string_equal(led(model, &arena, PATHWORD_CALLEES, "b.y"), "c.z");
  assert_string_equal(led(model, &arena, PATHWORD_MEMBERS, "b"), "a.x b.y");
  arena_free(&arena);
  unit_free(&unit);
}

static void extensions_add_and_nest(void **state)
{
  (void)state;
  struct unit unit;
  struct arena arena = {0};
  struct model *model = build(&unit, "ctm 1\n"
                                     "extend b.c { holds s }\n"
                                     "extend b {\n  container d holds s\n}\n"
                                     "extend b.d { has privileged }\n"
                                     "extend x -> b.c { with tls }\n"
                                     "extend \"nginx:1\" { with digest-pinned }\n"
                                     "boundary b {\n  container c runs \"nginx:1\"\n}\n"
                                     "service x\n"
                                     "x -> b.c\n"
                                     "asset s\n");
  assert_int_equal(unit.errors, 0);
  assert_string_equal(led(model, &arena, PATHWORD_HOLDERS, "s"), "b.c b.d");
  const struct vocabulary *v = &model->vocabulary;
  uint32_t tls = vocabulary_find(v, TERM_CONTROL, symbols_find(&unit.symbols, STR("tls")));
  uint32_t encrypted =
      vocabulary_find(v, TERM_CONTROL, symbols_find(&unit.symbols, STR("encrypted-transport")));
  assert_true(model_is_with(model, find(model, "x->b.c"), tls, COUNTED_PLACED));
  assert_true(model_is_with(model, find(model, "x->b.c"), encrypted, COUNTED_PLACED));
  assert_true(model_is_with(model, find(model, "b.c"), tls, COUNTED_PLACED)); /* its one door */
  assert_false(model_is_with(model, find(model, "b.d"), tls, COUNTED_PLACED));
  arena_free(&arena);
  unit_free(&unit);
}

static void images_by_their_text(void **state)
{
  (void)state;
  struct unit unit;
  struct arena arena = {0};
  struct model *model =
      build(&unit, "ctm 1\n"
                   "image known ref \"acme/known:1\"\n"
                   "container a runs \"acme/known:1\"\n"
                   "container b runs \"acme/new:1\"\n"
                   "container c runs \"acme/new:1\"\n"
                   "container d runs \"acme/pinned@sha256:"
                   "9f2c41d08a6be3d1a1f0c6b7e24d55f3a9b80c17d64e2f3b5a7c9d1e0f2a4b68\"\n");
  assert_int_equal(unit.errors, 0);
  assert_string_equal(led(model, &arena, PATHWORD_IMAGE, "a"), "known");
  assert_string_equal(led(model, &arena, PATHWORD_IMAGE, "b"), "\"acme/new:1\"");
  assert_string_equal(led(model, &arena, PATHWORD_INSTANCES, "\"acme/new:1\""), "b c");
  uint32_t tag = vocabulary_find(&model->vocabulary, TERM_WEAKNESS,
                                 symbols_find(&unit.symbols, STR("mutable-tag")));
  uint32_t count;
  const uint32_t *pinned = model_walk(model, PATHWORD_IMAGE, find(model, "d"), &count);
  assert_true(model_has(model, find(model, "known"), tag));
  assert_true(model_has(model, find(model, "\"acme/new:1\""), tag));
  assert_false(model_has(model, pinned[0], tag));
  arena_free(&arena);
  unit_free(&unit);
}

static void worth_spreads(void **state)
{
  (void)state;
  struct unit unit;
  struct model *model = build(&unit, "ctm 1\n"
                                     "asset a confidentiality low value high\n"
                                     "asset b value medium availability critical\n"
                                     "asset c\n");
  assert_int_equal(unit.errors, 0);
  const struct entity *a = model_entity(model, find(model, "a"));
  const struct entity *b = model_entity(model, find(model, "b"));
  const struct entity *c = model_entity(model, find(model, "c"));
  assert_int_equal(a->worth[HARM_CONFIDENTIALITY], WORTH_LOW);
  assert_int_equal(a->worth[HARM_INTEGRITY], WORTH_HIGH);
  assert_int_equal(b->worth[HARM_AVAILABILITY], WORTH_CRITICAL);
  assert_int_equal(b->worth[HARM_CONFIDENTIALITY], WORTH_MEDIUM);
  assert_int_equal(c->worth[HARM_INTEGRITY], WORTH_NONE);
  assert_false(c->is_worth_stated);
  unit_free(&unit);
}

static void twice_across_extend(void **state)
{
  (void)state;
  static const struct wrong table[] = {
      {"asset x value high value low", "E0304", 1, 20, NULL},
      {"asset x value high\nextend x { value low }", "E0304", 2, 12, NULL},
      {"asset x value high confidentiality low\nextend x { confidentiality low }", "E0304", 2, 12,
       NULL},
  };
  EXPECT_WRONG(start, table);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(wrong_names),
      cmocka_unit_test(nearest_name_wins),
      cmocka_unit_test(any_means_the_nearest_place_that_has_some),
      cmocka_unit_test(any_in_the_other_relations),
      cmocka_unit_test(hosts_of_a_boundary),
      cmocka_unit_test(flows_run_over_shared_places),
      cmocka_unit_test(extensions_add_and_nest),
      cmocka_unit_test(images_by_their_text),
      cmocka_unit_test(worth_spreads),
      cmocka_unit_test(twice_across_extend),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
