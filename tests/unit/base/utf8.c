/* What counts as text, and how wide it is. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka needs those before it */
#include <cmocka.h>

static enum utf8_fault check(const char *text, size_t *offset)
{
  return utf8_check(str_from(text), offset);
}

static void good_text(void **state)
{
  static const char *const texts[] = {"",
                                      "plain\ttext\r\n",
                                      "äöü ß",
                                      "日本語",
                                      "\xf0\x9f\x90\xb3",
                                      "\xf4\x8f\xbf\xbd",
                                      "\xef\xbf\xbd"};
  (void)state;
  size_t offset;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    assert_int_equal(check(texts[i], &offset), UTF8_FINE);
}

static void faults_and_their_places(void **state)
{
  static const struct {
    const char *text;
    enum utf8_fault fault;
  } faults[] = {
      {"ab\x80", UTF8_INVALID},
      {"ab\xc0\xaf", UTF8_INVALID},
      {"ab\xe0\x80\xaf", UTF8_INVALID},
      {"ab\xed\xa0\x80", UTF8_INVALID},
      {"ab\xf4\x90\x80\x80", UTF8_INVALID},
      {"ab\xf8\x88\x80\x80\x80", UTF8_INVALID},
      {"ab\xe2\x82", UTF8_INVALID},
      {"ab\x01", UTF8_CONTROL},
      {"ab\x7f", UTF8_CONTROL},
      {"ab\xc2\x85", UTF8_CONTROL},
      {"ab\xe2\x80\xa8", UTF8_CONTROL},
      {"ab\xef\xbf\xbe", UTF8_CONTROL},
      {"ab\xe2\x80\xae", UTF8_BIDI},
      {"ab\xe2\x81\xa6", UTF8_BIDI},
      {"ab\xd8\x9c", UTF8_BIDI},
  };
  (void)state;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    size_t offset = 0;
    assert_int_equal(check(faults[i].text, &offset), faults[i].fault);
    assert_int_equal(offset, 2);
  }
}

static void decoding_never_reads_past_the_end(void **state)
{
  (void)state;
  uint32_t point;
  const char text[] = "\xf0\x9f\x90\xb3";
  for (size_t size = 1; size < 4; size++) {
    assert_int_equal(utf8_decode(text, text + size, &point), 1);
    assert_int_equal(point, 0xfffd);
  }
  assert_int_equal(utf8_decode(text, text + 4, &point), 4);
  assert_int_equal(point, 0x1f433);
}

static void widths_are_terminal_cells(void **state)
{
  (void)state;
  assert_int_equal(utf8_width(STR("abc")), 3);
  assert_int_equal(utf8_width(STR("日本")), 4);
  assert_int_equal(utf8_width(STR("e\xcc\x81")), 1);
  assert_int_equal(utf8_width(STR("\xf0\x9f\x90\xb3")), 2);
  assert_int_equal(utf8_width(STR("a\tb")), 3);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(good_text),
      cmocka_unit_test(faults_and_their_places),
      cmocka_unit_test(decoding_never_reads_past_the_end),
      cmocka_unit_test(widths_are_terminal_cells),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
