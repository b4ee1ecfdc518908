/* The register's XML: valid by its schema, the same every time, and no reference can dangle. */
#include "unit/register/derived.h"

#include "write/xml.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#define SCHEMA CTM_ROOT "/templates/register.xsd"

static void silent(void *context, const char *format, ...)
{
  (void)context;
  (void)format;
}

static void spoken(void *context, const char *format, ...)
{
  (void)context;
  va_list list;
  va_start(list, format);
  vfprintf(stderr, format, list);
  va_end(list);
}

static xmlSchemaPtr schema;

static int open_schema(void **state)
{
  (void)state;
  xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt(SCHEMA);
  schema = xmlSchemaParse(parser);
  xmlSchemaFreeParserCtxt(parser);
  return schema ? 0 : -1;
}

static int close_schema(void **state)
{
  (void)state;
  xmlSchemaFree(schema);
  xmlCleanupParser();
  return 0;
}

static bool is_valid(const char *text, size_t size, bool is_loud)
{
  xmlDocPtr document = xmlReadMemory(text, (int)size, "register.xml", NULL, XML_PARSE_HUGE);
  assert_non_null(document);
  xmlSchemaValidCtxtPtr valid = xmlSchemaNewValidCtxt(schema);
  void (*say)(void *, const char *, ...) = is_loud ? spoken : silent;
  xmlSchemaSetValidErrors(valid, say, say, NULL);
  int result = xmlSchemaValidateDoc(valid, document);
  xmlSchemaFreeValidCtxt(valid);
  xmlFreeDoc(document);
  return result == 0;
}

static const char all_of_it[] =
    "ctm 1\n## The shop.\nmodel m \"M <&> \\\"m\\\"\" owner \"boss\" version \"1\" {\n"
    "  link \"https://acme.example/?a=1&b=2\"\n  assumes \"Nobody <climbs> in.\"\n}\n"
    "asset orders \"Orders & returns\" value high tags pii owner \"data\"\n"
    "password secret value low opens shop.db\n"
    "internet net {\n  hacker eve\n  botnet-operator mirai\n  organised-crime gang\n}\n"
    "site office {\n  careless-operator tim owns shop\n  forgetful-patcher pat owns shop\n}\n"
    "## Where it runs.\nboundary shop trust high {\n  was store\n  host docker\n"
    "  container web runs \"acme/shop:4\" on docker holds secret has known-vulnerability {\n"
    "    with read-only\n    plans waf\n    evidence known-vulnerability, \"scan <7>\"\n"
    "    evidence read-only, \"compose.yml:7\"\n  }\n"
    "  store db on docker holds orders with backup assumes \"The disk & its twin live.\"\n"
    "  web -> db \"queries\" over postgres/5432 carries orders with password-login\n}\n"
    "net.eve -> shop.web over https/443\n"
    "assert sealed \"No & never\" never any hostile touches orders\n"
    "assert plain require tls on any flow link \"https://a.example/<1>\"\n"
    "assert empty never any nation-state touches orders\n"
    "assert wet never any careless harms orders\n"
    "accept flood on shop.web by net.mirai owner \"o\" until 2027-01-31 because \"<b>\" link "
    "\"https://a.example/2\"\n"
    "accept net.eve -> orders owner \"o\" since 2026-01-01 until 2026-12-01 because \"b\" "
    "up-to critical ticket \"T-1\"\n"
    "accept sealed owner \"boss\" until 2026-01-31 because \"b\"\n"
    "accept silent-machine on shop.docker owner \"o\" until 2027-01-31 because \"b\"\n"
    "treat flood on shop.web with ddos-protection owner \"ops\" until 2027-01-01 ticket \"T\" "
    "link \"https://a.example/3\"\n"
    "treat flood on shop.web with rate-limit until 2026-11-20\n"
    "## What to look at.\nview v \"Va\" collapse shop link \"https://a.example/4\"\n";

static void write_text(struct writer *out, const char *text)
{
  struct derived d;
  derive(&d, text);
  write_register_xml(d.reg, out);
  forget(&d);
}

static void is_well_formed_and_valid(void **state)
{
  (void)state;
  struct writer out = {0};
  write_text(&out, all_of_it);
  assert_true(is_valid(out.at, out.len, true));
  writer_free(&out);
  write_text(&out, "ctm 1\n"); /* nothing at all */
  assert_true(is_valid(out.at, out.len, true));
  writer_free(&out);
}

static void examples_are_valid(void **state)
{
  (void)state;
  static const char *const paths[] = {CTM_ROOT "/examples/webshop/webshop.ctm",
                                      CTM_ROOT "/examples/swarm/swarm.ctm",
                                      CTM_ROOT "/examples/payments/payments.ctm"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
    struct unit unit = {0};
    struct model *model;
    unit_init(&unit, (struct day){2026, 11, 24});
    assert_int_equal(model_build(&unit, paths[i], NULL, &model).code, STATUS_OK);
    struct answers *answers = answer_all(&unit, model, NULL);
    assert_non_null(answers);
    struct writer out = {0};
    write_register_xml(register_derive(&unit, answers), &out);
    assert_true(is_valid(out.at, out.len, true));
    assert_null(strstr(out.at, CTM_ROOT)); /* no absolute path */
    writer_free(&out);
    unit_free(&unit);
  }
}

static void is_the_same_every_time(void **state)
{
  (void)state;
  struct writer a = {0}, b = {0};
  write_text(&a, all_of_it);
  write_text(&b, all_of_it);
  assert_int_equal(a.len, b.len);
  assert_memory_equal(a.at, b.at, a.len);
  writer_free(&a);
  writer_free(&b);
}

static void has_all_that_was_said(void **state)
{
  (void)state;
  static const char *const texts[] = {
      "<text>Nobody &lt;climbs&gt; in.</text>\n    </assumption>",
      "<text>The disk &amp; its twin live.</text>\n      <at ref=\"shop.db\"/>\n    </assumption>",
      "<assumes>The disk &amp; its twin live.</assumes>",
      "<link>https://a.example/&lt;1&gt;</link>",
      "<link>https://a.example/2</link>",
      "<link>https://a.example/3</link>",
      "<link>https://a.example/4</link>",
      "<view id=\"v\" title=\"Va\" file=\"m.ctm\"",
      "<doc>What to look at.</doc>",
      "state=\"overdue\" until=\"2026-11-20\" days-left=\"-4\"",
      "<treatments state=\"overdue\" count=\"1\"/>",
      "scenarios-without-cut=\"0\"",
      "<smallest-cut verdict=\"smallest\"",
      "with evidence; on those alone ",
  };
  struct writer out = {0};
  write_text(&out, all_of_it);
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!strstr(out.at, texts[i])) fprintf(stderr, "not there: %s\n", texts[i]);
    assert_non_null(strstr(out.at, texts[i]));
  }
  writer_free(&out);
}

/* Every element that refers, each pointed at nothing once. */
static void no_reference_dangles(void **state)
{
  (void)state;
  static const char *const names[] = {
      "place",    "relation", "is",       "source",     "target",    "rule",        "at",
      "attacker", "control",  "scenario", "acceptance", "treatment", "risk-source", "asset",
      "threat",   "person",   "weakness", "subject",    "missing",   "by",          "assertion",
      "standard", "in-place", "planned",  "silent",     "collapsed", "crosses",     "instead"};
  struct writer out = {0};
  write_text(&out, all_of_it);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    char start[64];
    snprintf(start, sizeof start, "<%s ref=\"", names[i]);
    char *found = strstr(out.at, start);
    if (!found) fprintf(stderr, "no %s\n", names[i]);
    assert_non_null(found);
    char *first = found + strlen(start), kept = *first;
    *first = '~';
    if (is_valid(out.at, out.len, false)) fprintf(stderr, "%s may dangle\n", names[i]);
    assert_false(is_valid(out.at, out.len, false));
    *first = kept;
  }
  assert_true(is_valid(out.at, out.len, true));
  writer_free(&out);
}

static bool is_named(const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static bool is_documented(const xmlNode *node)
{
  const xmlNode *child = node->children;
  while (child && child->type != XML_ELEMENT_NODE) child = child->next;
  return child && is_named(child, "annotation");
}

static unsigned undocumented(const xmlNode *node)
{
  static const char *const names[] = {"element", "attribute", "complexType", "simpleType",
                                      "key",     "keyref",    "enumeration"};
  unsigned count = 0;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    bool is_anonymous =
        strstr(names[i], "Type") && !xmlHasProp((xmlNode *)(uintptr_t)node, BAD_CAST "name");
    if (is_named(node, names[i]) && !is_anonymous) count += !is_documented(node);
  }
  for (const xmlNode *child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE) count += undocumented(child);
  return count;
}

static void the_schema_says_what_it_means(void **state)
{
  (void)state;
  xmlDocPtr document = xmlReadFile(SCHEMA, NULL, 0);
  assert_non_null(document);
  assert_int_equal(undocumented(xmlDocGetRootElement(document)), 0);
  xmlFreeDoc(document);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(is_well_formed_and_valid),      cmocka_unit_test(examples_are_valid),
      cmocka_unit_test(is_the_same_every_time),        cmocka_unit_test(no_reference_dangles),
      cmocka_unit_test(the_schema_says_what_it_means), cmocka_unit_test(has_all_that_was_said),
  };
  return cmocka_run_group_tests(tests, open_schema, close_schema);
}
