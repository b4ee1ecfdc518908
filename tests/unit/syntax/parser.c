/* The shape of the tree: every form of the grammar, once. */
#include "parse.h"

static const char *name_of(struct parsed *parsed, sym name)
{
  return unit_name(&parsed->unit, name);
}

static struct decl *decl_at(struct parsed *parsed, uint32_t line)
{
  assert_int_equal(parsed->unit.errors, 0);
  assert_true(line < parsed->tree->line_count);
  return parsed->tree->lines[line].decl;
}

static struct str words(struct parsed *parsed, struct span span)
{
  const char *text = unit_source(&parsed->unit, span.source)->text.at;
  return (struct str){text + span.from, span.to - span.from};
}

static void assert_words(struct parsed *parsed, struct span span, const char *expected)
{
  assert_true(str_equal(words(parsed, span), str_from(expected)));
}

static void empty_files(void **state)
{
  static const char *const texts[] = {"", "\n", "  \n\n\t\n", "# only a comment", "## doc\n"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    struct parsed parsed;
    parse_text(&parsed, texts[i]);
    assert_int_equal(parsed.unit.errors, 0);
    assert_false(parsed.tree->has_errors);
    assert_int_equal(parsed.tree->line_count, 0);
    unit_free(&parsed.unit);
  }
}

static void declarations(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed,
             "ctm 1\nimport \"a.ctm\" as x\ncontainer web \"A \\\"b\\\" \\\\\" with a, b has c {\n"
             "  on d\n  is e skill 2\n  container inner\n}\n");
  assert_int_equal(parsed.tree->line_count, 3);
  assert_int_equal(decl_at(&parsed, 0)->declare, DECLARE_CTM);
  assert_int_equal(decl_at(&parsed, 0)->number, 1);
  struct decl *import = decl_at(&parsed, 1);
  assert_int_equal(import->declare, DECLARE_IMPORT);
  assert_true(import->has_text_subject && !import->has_title);
  assert_true(str_equal(import->text, STR("a.ctm")));
  assert_int_equal(import->clauses[0].key, KEY_AS);
  struct decl *web = decl_at(&parsed, 2);
  assert_int_equal(web->declare, DECLARE_NONE);
  assert_string_equal(name_of(&parsed, web->word), "container");
  assert_string_equal(name_of(&parsed, web->name), "web");
  assert_true(str_equal(web->title, STR("A \"b\" \\")));
  assert_int_equal(web->clause_count, 2);
  assert_int_equal(web->clauses[0].count, 2);
  assert_true(web->has_block);
  assert_int_equal(web->line_count, 3);
  assert_int_equal(web->lines[1].clause_count, 2);
  assert_int_equal(web->lines[1].clauses[1].values[0].number, 2);
  assert_string_equal(name_of(&parsed, web->lines[2].decl->name), "inner");
  assert_words(&parsed, tree_span(parsed.tree, web->first, web->header_last),
               "container web \"A \\\"b\\\" \\\\\" with a, b has c");
  assert_words(&parsed, tree_span(parsed.tree, web->open, web->open), "{");
  assert_int_equal(web->last, web->close);
  unit_free(&parsed.unit);
}

static void flows(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed, "a->b.c \"t\" over https/443\nf: x . y -> z\n");
  assert_int_equal(parsed.unit.errors, 1); /* the spaces around the dot */
  unit_free(&parsed.unit);
  parse_text(&parsed, "a->b.c \"t\" over https/443\nwith: x.y -> z\ncontainer -> with\n");
  struct decl *flow = decl_at(&parsed, 0);
  assert_true(flow->is_flow && !flow->name && flow->has_title);
  assert_int_equal(flow->subject.count, 1);
  assert_int_equal(flow->target.count, 2);
  assert_words(&parsed, tree_path_span(parsed.tree, &flow->target), "b.c");
  assert_words(&parsed, tree_span(parsed.tree, flow->subject_first, flow->subject_last), "a->b.c");
  assert_string_equal(name_of(&parsed, flow->clauses[0].values[0].code), "443");
  assert_string_equal(name_of(&parsed, decl_at(&parsed, 1)->name), "with");
  assert_words(
      &parsed,
      tree_span(parsed.tree, decl_at(&parsed, 1)->subject_first, decl_at(&parsed, 1)->subject_last),
      "x.y -> z");
  assert_true(decl_at(&parsed, 2)->is_flow);
  unit_free(&parsed.unit);
}

static void references(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed,
             "extend a.b { on c }\naccept x on y\naccept p.q -> r\ntreat \"img:1\" \"t\" with z\n");
  assert_int_equal(decl_at(&parsed, 0)->subject.count, 2);
  assert_int_equal(decl_at(&parsed, 1)->clauses[0].key, KEY_ON);
  assert_int_equal(decl_at(&parsed, 2)->target.count, 1);
  assert_true(str_equal(decl_at(&parsed, 3)->text, STR("img:1")));
  assert_true(str_equal(decl_at(&parsed, 3)->title, STR("t")));
  unit_free(&parsed.unit);
}

static void values(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed,
             "assert x never any a, any, any.b, c/D-1.(2) paths p -> q.r, \"t\", 12, 2028-02-29\n");
  const struct clause *never = &decl_at(&parsed, 0)->clauses[0];
  assert_int_equal(never->count, 4);
  assert_true(never->values[0].is_any);
  assert_string_equal(name_of(&parsed, never->values[0].path.names[0]), "a");
  assert_words(&parsed, tree_value_span(parsed.tree, &never->values[0]), "any a");
  assert_false(never->values[1].is_any);
  assert_false(never->values[2].is_any);
  assert_int_equal(never->values[2].path.count, 2);
  assert_string_equal(name_of(&parsed, never->values[3].code), "D-1.(2)");
  const struct clause *paths = &decl_at(&parsed, 0)->clauses[1];
  assert_int_equal(paths->values[0].target.count, 2);
  assert_int_equal(paths->values[1].kind, VALUE_TEXT);
  assert_int_equal(paths->values[2].number, 12);
  assert_int_equal(paths->values[3].day.day, 29);
  unit_free(&parsed.unit);
}

static void no_word_is_reserved(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(
      &parsed,
      "boundary end\ncontainer with\ncontainer any with any, with on has\nkind kind is is\n");
  assert_string_equal(name_of(&parsed, decl_at(&parsed, 1)->name), "with");
  struct decl *any = decl_at(&parsed, 2);
  assert_int_equal(any->clause_count, 2);
  assert_int_equal(any->clauses[0].count, 2);
  assert_string_equal(name_of(&parsed, any->clauses[1].values[0].path.names[0]), "has");
  assert_int_equal(decl_at(&parsed, 3)->declare, DECLARE_KIND);
  unit_free(&parsed.unit);
}

static void lists_go_on_behind_a_comma(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(
      &parsed,
      "container a with b, # why\n\n  # and\n  c,\n\td {\n  on e }\ncontainer f { } container g\n");
  struct decl *a = decl_at(&parsed, 0);
  assert_int_equal(a->clauses[0].count, 3);
  assert_int_equal(a->line_count, 1);
  assert_string_equal(name_of(&parsed, decl_at(&parsed, 2)->name), "g");
  unit_free(&parsed.unit);
  parse_text(&parsed, "person a owns b,\n  any host aims deny\n");
  assert_int_equal(parsed.unit.errors, 0);
  assert_true(decl_at(&parsed, 0)->clauses[0].values[1].is_any);
  assert_int_equal(decl_at(&parsed, 0)->clause_count, 2);
  unit_free(&parsed.unit);
}

static void every_byte_is_in_a_token_or_between(void **state)
{
  static const char text[] =
      "ctm 1 # x\nweb->db \"é\" over https/443{with a,b}\n## d\nkind k is m\n";
  (void)state;
  struct parsed parsed;
  parse_text(&parsed, text);
  uint32_t at = 0;
  for (uint32_t i = 0; i < parsed.tree->token_count; i++) {
    const struct token *token = &parsed.tree->tokens[i];
    assert_true(token->from >= at);
    for (; at < token->from; at++) assert_int_equal(text[at], ' ');
    at = token->from + token->size;
  }
  assert_int_equal(at, sizeof text - 1);
  assert_int_equal(parsed.tree->tokens[parsed.tree->token_count - 1].kind, TOKEN_END);
  unit_free(&parsed.unit);
}

static void documents(void **state)
{
  (void)state;
  struct parsed parsed;
  parse_text(&parsed,
             "## lost\n# c\n## One\n##  two.\n##\n##\n## Three.\n##\n\n# between\nkind a is b\n"
             "#### no\nkind c is d ## neither\n## in\nx -> y {\n  ## clause\n  with z\n  ## "
             "inner\n  kind e is f\n}\n");
  assert_string_equal(tree_doc(&parsed.unit, parsed.tree, decl_at(&parsed, 0)), "One two.\nThree.");
  assert_null(tree_doc(&parsed.unit, parsed.tree, decl_at(&parsed, 1)));
  struct decl *flow = decl_at(&parsed, 2);
  assert_string_equal(tree_doc(&parsed.unit, parsed.tree, flow), "in");
  assert_string_equal(tree_doc(&parsed.unit, parsed.tree, flow->lines[1].decl), "inner");
  unit_free(&parsed.unit);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(empty_files),
      cmocka_unit_test(declarations),
      cmocka_unit_test(flows),
      cmocka_unit_test(references),
      cmocka_unit_test(values),
      cmocka_unit_test(no_word_is_reserved),
      cmocka_unit_test(lists_go_on_behind_a_comma),
      cmocka_unit_test(every_byte_is_in_a_token_or_between),
      cmocka_unit_test(documents),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
