/* base/xml: what comes out is what was meant. */
#include "base/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void writes_a_document(void **state)
{
  (void)state;
  struct writer out = {0};
  struct xml *xml = xml_open(&out, XML_INDENTED);
  xml_start(xml, "a");
  xml_attribute(xml, "xmlns:x", "urn:x");
  xml_attribute(xml, "none", NULL);
  xml_attribute_number(xml, "n", 7);
  xml_attribute_decimal(xml, "d", -1.504);
  xml_attribute_format(xml, "f", "%s<\"&", "q");
  xml_element(xml, "x:b", "1 < 2 & \"3\"");
  xml_element(xml, "x:none", NULL);
  xml_comment(xml, "a--b-");
  xml_start(xml, "c");
  xml_end(xml);
  xml_close(xml);
  assert_string_equal(out.at, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                              "<a xmlns:x=\"urn:x\" n=\"7\" d=\"-1.5\" f=\"q&lt;&quot;&amp;\">\n"
                              "  <x:b>1 &lt; 2 &amp; &quot;3&quot;</x:b>\n"
                              "  <!--a- -b- -->\n"
                              "  <c/>\n"
                              "</a>\n");
  writer_free(&out);
}

static void writes_a_fragment(void **state)
{
  (void)state;
  struct writer out = {0};
  writer_text(&out, "before ");
  struct xml *xml = xml_open(&out, XML_FRAGMENT);
  xml_start(xml, "a");
  xml_text_format(xml, "%d é", 5);
  xml_raw(xml, STR("<b/>"));
  xml_start(xml, "c");
  xml_end_full(xml);
  xml_close(xml);
  assert_int_equal(strncmp(out.at, "before <a>5 \xc3\xa9<b/><c></c></a>", 29), 0);
  writer_free(&out);
}

static void cleans(void **state)
{
  (void)state;
  struct arena arena = {0};
  struct str fine = STR("plain \xc3\xa9");
  assert_ptr_equal(xml_clean(&arena, fine).at, fine.at);
  struct str mended = xml_clean(&arena, STR("a\x01"
                                            "b\xff"));
  assert_true(str_equal(mended, STR("a\xef\xbf\xbd"
                                    "b\xef\xbf\xbd")));
  arena_free(&arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writes_a_document),
      cmocka_unit_test(writes_a_fragment),
      cmocka_unit_test(cleans),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
