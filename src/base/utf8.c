/* Decoding after the Unicode standard, table 3-7. Widths after UAX #11 (East Asian Wide and
 * Fullwidth), in ranges coarse enough to stay readable. */
#include "base/utf8.h"

static bool is_tail(unsigned char byte)
{
  return (byte & 0xc0) == 0x80;
}

size_t utf8_decode(const char *text, const char *end, uint32_t *point)
{
  const unsigned char *at = (const unsigned char *)text;
  size_t left = (size_t)(end - text);
  *point = 0xfffd;
  if (at[0] < 0x80) {
    *point = at[0];
    return 1;
  }
  if (at[0] >= 0xc2 && at[0] <= 0xdf && left >= 2 && is_tail(at[1])) {
    *point = (uint32_t)(at[0] & 0x1f) << 6 | (at[1] & 0x3fu);
    return 2;
  }
  if ((at[0] & 0xf0) == 0xe0 && left >= 3 && is_tail(at[1]) && is_tail(at[2])) {
    uint32_t value =
        (uint32_t)(at[0] & 0x0f) << 12 | (uint32_t)(at[1] & 0x3f) << 6 | (at[2] & 0x3fu);
    if (value < 0x800 || (value >= 0xd800 && value <= 0xdfff)) return 1;
    *point = value;
    return 3;
  }
  if (at[0] >= 0xf0 && at[0] <= 0xf4 && left >= 4 && is_tail(at[1]) && is_tail(at[2]) &&
      is_tail(at[3])) {
    uint32_t value = (uint32_t)(at[0] & 0x07) << 18 | (uint32_t)(at[1] & 0x3f) << 12 |
                     (uint32_t)(at[2] & 0x3f) << 6 | (at[3] & 0x3fu);
    if (value < 0x10000 || value > 0x10ffff) return 1;
    *point = value;
    return 4;
  }
  return 1;
}

static bool is_bidi(uint32_t point)
{
  return point == 0x061c || point == 0x200e || point == 0x200f ||
         (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

static bool is_control(uint32_t point)
{
  if (point == '\n' || point == '\r' || point == '\t') return false;
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || point == 0x2028 || point == 0x2029 ||
         (point & 0xfffe) == 0xfffe;
}

enum utf8_fault utf8_check(struct str text, size_t *offset)
{
  const char *at = text.at, *end = text.at + text.len;
  while (at < end) {
    unsigned char byte = (unsigned char)*at;
    if (byte >= 0x20 && byte < 0x7f) {
      at++;
      continue;
    }
    uint32_t point;
    size_t size = utf8_decode(at, end, &point);
    *offset = (size_t)(at - text.at);
    if (point == 0xfffd && size == 1) return UTF8_INVALID;
    if (is_control(point)) return UTF8_CONTROL;
    if (is_bidi(point)) return UTF8_BIDI;
    at += size;
  }
  return UTF8_FINE;
}

int utf8_cells(uint32_t point)
{
  static const struct {
    uint32_t from, to;
    int cells;
  } ranges[] = {
      {0x0300, 0x036f, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05bd, 0},   {0x0610, 0x061a, 0},
      {0x064b, 0x065f, 0},   {0x1100, 0x115f, 2},   {0x1ab0, 0x1aff, 0},   {0x1dc0, 0x1dff, 0},
      {0x200b, 0x200d, 0},   {0x20d0, 0x20ff, 0},   {0x231a, 0x231b, 2},   {0x2e80, 0x303e, 2},
      {0x3041, 0x33ff, 2},   {0x3400, 0x4dbf, 2},   {0x4e00, 0x9fff, 2},   {0xa000, 0xa4cf, 2},
      {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},   {0xfe00, 0xfe0f, 0},   {0xfe20, 0xfe2f, 0},
      {0xfe30, 0xfe6f, 2},   {0xff00, 0xff60, 2},   {0xffe0, 0xffe6, 2},   {0x1f300, 0x1f64f, 2},
      {0x1f680, 0x1f6ff, 2}, {0x1f900, 0x1f9ff, 2}, {0x20000, 0x3fffd, 2},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (point >= ranges[i].from && point <= ranges[i].to) return ranges[i].cells;
  return 1;
}

size_t utf8_width(struct str text)
{
  size_t cells = 0;
  const char *at = text.at, *end = text.at + text.len;
  while (at < end) {
    uint32_t point;
    at += utf8_decode(at, end, &point);
    cells += (size_t)utf8_cells(point);
  }
  return cells;
}
