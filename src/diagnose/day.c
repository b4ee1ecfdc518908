/* Days. The count of days is after Hinnant, "chrono-compatible low-level date algorithms" (2013).
 */
#include "diagnose/unit.h"

bool day_is_real(unsigned year, unsigned month, unsigned day)
{
  static const unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return false;
  bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= lengths[month - 1] + (month == 2 && is_leap);
}

int day_compare(struct day a, struct day b)
{
  long left = day_number(a), right = day_number(b);
  return left < right ? -1 : left > right;
}

long day_number(struct day day)
{
  long year = (long)day.year - (day.month <= 2);
  long era = year / 400, of_era = year % 400;
  long month = (day.month + 9) % 12;
  long of_year = (153 * month + 2) / 5 + day.day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

const char *day_text(struct arena *arena, struct day day)
{
  return arena_format(arena, "%04u-%02u-%02u", day.year, day.month, day.day);
}

bool day_parse(struct str text, struct day *day)
{
  static const char shape[] = "dddd-dd-dd";
  unsigned parts[3] = {0, 0, 0}, part = 0;
  if (text.len != sizeof shape - 1) return false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.at[i];
    if (shape[i] == '-') {
      if (c != '-') return false;
      part++;
      continue;
    }
    if (c < '0' || c > '9') return false;
    parts[part] = parts[part] * 10 + (unsigned)(c - '0');
  }
  if (!day_is_real(parts[0], parts[1], parts[2])) return false;
  *day = (struct day){(uint16_t)parts[0], (uint8_t)parts[1], (uint8_t)parts[2]};
  return true;
}
