/* The theme table measured: contrast after WCAG 2 (relative luminance), and the distance of attack
 * and flow for colour-blind eyes (Machado, Oliveira and Fernandes 2009; CIE76). */
#include "draw/theme.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static double linear(double c)
{
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(const char *color)
{
  double rgb[3];
  theme_rgb(color, rgb);
  return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
}

static double contrast(const char *a, const char *b)
{
  double x = luminance(a), y = luminance(b);
  return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}

static void expect(double least, const char *what, int palette, const char *a, const char *b)
{
  double found = contrast(a, b);
  if (found < least)
    fail_msg("%s (%s): %s on %s is %.2f, not %.1f", what, palette ? "dark" : "light", a, b, found,
             least);
}

static void texts_can_be_read(void **state)
{
  (void)state;
  static const struct {
    enum style text, ground;
  } pairs[] = {
      {STYLE_H1, STYLE_PAGE},
      {STYLE_H2, STYLE_PAGE},
      {STYLE_HEAD, STYLE_PAGE},
      {STYLE_HEAD_ATTACK, STYLE_PAGE},
      {STYLE_ROW, STYLE_PAGE},
      {STYLE_ROW_SUB, STYLE_PAGE},
      {STYLE_KEY, STYLE_PAGE},
      {STYLE_NAME, STYLE_CARD},
      {STYLE_SUB, STYLE_CARD},
      {STYLE_SUB, STYLE_HOSTILE},
      {STYLE_SUB, STYLE_CARELESS},
      {STYLE_SUB, STYLE_HIT},
      {STYLE_SUB, STYLE_STUB},
      {STYLE_SUB, STYLE_TRUST_HIGH},
      {STYLE_CHIP_TEXT, STYLE_CHIP},
      {STYLE_TAB_TEXT, STYLE_TAB_UNSTATED},
      {STYLE_TAB_TEXT, STYLE_TAB_NONE},
      {STYLE_TAB_TEXT, STYLE_TAB_LOW},
      {STYLE_TAB_TEXT, STYLE_TAB_MEDIUM},
      {STYLE_TAB_TEXT, STYLE_TAB_HIGH},
      {STYLE_NUMBER_TEXT, STYLE_NUMBER},
      {STYLE_PLATE_TEXT, STYLE_PLATE},
      {STYLE_DISC_TEXT, STYLE_DISC},
      {STYLE_DISC_TEXT, STYLE_DISC_STOPPED},
      {STYLE_MARK_TEXT, STYLE_WEAK},
      {STYLE_MARK_TEXT, STYLE_SHIELD},
      {STYLE_PLANNED_TEXT, STYLE_PLANNED},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    for (int p = 0; p < 2; p++)
      expect(4.5, theme[pairs[i].text].css, p, theme[pairs[i].text].fill[p],
             theme[pairs[i].ground].fill[p]);
}

static void lines_can_be_seen(void **state)
{
  (void)state;
  static const enum style lines[] = {STYLE_FLOW,     STYLE_ATTACK, STYLE_CARD,    STYLE_HOSTILE,
                                     STYLE_CARELESS, STYLE_HIT,    STYLE_STOPPED, STYLE_GLYPH};
  static const enum style grounds[] = {STYLE_PAGE, STYLE_TRUST_NONE, STYLE_TRUST_LOW,
                                       STYLE_TRUST_MEDIUM, STYLE_TRUST_HIGH};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
    for (size_t k = 0; k < sizeof grounds / sizeof *grounds; k++)
      for (int p = 0; p < 2; p++)
        expect(3, theme[lines[i]].css, p, theme[lines[i]].stroke[p], theme[grounds[k]].fill[p]);
  for (int s = STYLE_TRUST_NONE; s <= STYLE_TRUST_HIGH; s++)
    for (int p = 0; p < 2; p++) {
      expect(3, theme[s].css, p, theme[s].stroke[p], theme[s].fill[p]);
      expect(3, "t-unstated", p, theme[STYLE_TRUST_UNSTATED].stroke[p], theme[s].fill[p]);
    }
}

/* A bridge erases with the very colour of its ground. */
static void bridges_match_their_ground(void **state)
{
  (void)state;
  for (int i = 1; i <= STYLE_TRUST_HIGH - STYLE_TRUST_UNSTATED; i++)
    for (int p = 0; p < 2; p++)
      assert_string_equal(theme[STYLE_BRIDGE_PAGE + i].stroke[p],
                          theme[STYLE_TRUST_UNSTATED + i].fill[p]);
}

static const double eyes[4][3][3] = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                                     {{0.367322, 0.860646, -0.227968},
                                      {0.280085, 0.672501, 0.047413},
                                      {-0.01182, 0.04294, 0.968881}},
                                     {{0.152286, 1.052583, -0.204868},
                                      {0.114503, 0.786281, 0.099216},
                                      {-0.003882, -0.048116, 1.051998}},
                                     {{1.255528, -0.076749, -0.178779},
                                      {-0.078411, 0.930809, 0.147602},
                                      {0.004733, 0.691367, 0.3039}}};

static double lab_root(double t)
{
  return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
}

static void seen_lab(const char *color, const double eye[3][3], double lab[3])
{
  double rgb[3], seen[3];
  theme_rgb(color, rgb);
  for (int i = 0; i < 3; i++) rgb[i] = linear(rgb[i]);
  for (int i = 0; i < 3; i++)
    seen[i] = fmax(0, eye[i][0] * rgb[0] + eye[i][1] * rgb[1] + eye[i][2] * rgb[2]);
  double x = lab_root((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505);
  double y = lab_root(0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  double z = lab_root((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089);
  lab[0] = 116 * y - 16, lab[1] = 500 * (x - y), lab[2] = 200 * (y - z);
}

static void attacks_differ_from_flows_for_all_eyes(void **state)
{
  (void)state;
  for (int eye = 0; eye < 4; eye++)
    for (int p = 0; p < 2; p++) {
      double a[3], b[3];
      seen_lab(theme[STYLE_ATTACK].stroke[p], eyes[eye], a);
      seen_lab(theme[STYLE_FLOW].stroke[p], eyes[eye], b);
      assert_true(hypot(hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]) >= 30);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_can_be_read),
      cmocka_unit_test(lines_can_be_seen),
      cmocka_unit_test(bridges_match_their_ground),
      cmocka_unit_test(attacks_differ_from_flows_for_all_eyes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
