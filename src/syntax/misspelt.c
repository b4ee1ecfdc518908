/* Words that are nearly right: names, numbers, days and texts (signs are in mistakes.c). */
#include "syntax/lexer.h"

static void fix(struct lexer *self, struct message *message, const char *from, const char *to,
                const char *text)
{
  if (message) message_fix(self->unit, message, lexer_span(self, from, to), text);
}

static void help(struct lexer *self, struct message *message, const char *text)
{
  if (message) message_help(self->unit, message, "%s", text);
}

/* --- names ---------------------------------------------------------------------------------- */

struct odd_name {
  const char *from, *to;
  bool has_foreign, has_dashes, is_address;
};

static size_t dashes(const char *at)
{
  size_t count = 0;
  while (at[count] == '-') count++;
  return count;
}

static void scan_odd_name(const struct lexer *self, struct odd_name *name)
{
  const char *at = name->from;
  for (;;) {
    while (lexer_is_name(*at)) at++;
    size_t size = lexer_foreign_letter(self, at), count = dashes(at);
    if (size) {
      name->has_foreign = true;
      at += size;
    } else if (count == 0 || at[count] == '>') {
      break;
    } else {
      bool goes_on = lexer_is_name(at[count]) || lexer_foreign_letter(self, at + count);
      name->has_dashes |= count > 1 || !goes_on;
      at += count;
    }
  }
  name->to = at;
}

static void complain_of_dashes(struct lexer *self, const struct odd_name *name)
{
  struct message *message =
      lexer_complain(self, CODE_E0107, name->from, name->to,
                     "`%s` is no name: a `-` stands alone between letters or digits",
                     lexer_shown(self, name->from, name->to));
  if (!message) return;
  char *mended = arena_alloc(&self->unit->arena, (size_t)(name->to - name->from) + 1);
  size_t len = 0;
  for (const char *at = name->from; at < name->to; at++)
    if (*at != '-' || (at[1] != '-' && at + 1 < name->to)) mended[len++] = *at;
  message_help(self->unit, message, "did you mean `%s`?", mended);
  fix(self, message, name->from, name->to, mended);
}

/* `https://…` without quotes. */
static void mistake_address(struct lexer *self, const char *from, const char *to)
{
  while (to < self->end && (unsigned char)*to > ' ' && *to != ',' && *to != '{' && *to != '"') to++;
  struct message *message = lexer_complain(self, CODE_E0111, from, to,
                                           "an address is a text and stands in double quotes");
  if (message)
    fix(self, message, from, to,
        arena_format(&self->unit->arena, "\"%.*s\"", (int)(to - from), from));
  lexer_add(self, TOKEN_BAD, from, to);
}

void mistake_name(struct lexer *self, const char *from)
{
  struct odd_name name = {.from = from};
  scan_odd_name(self, &name);
  if (strncmp(name.to, "://", 3) == 0) {
    mistake_address(self, from, name.to);
    return;
  }
  if (name.has_foreign) {
    struct message *message =
        lexer_complain(self, CODE_E0107, from, name.to,
                       "`%s` is no name: a name has the letters A to Z, digits, `_` and `-`",
                       lexer_shown(self, from, name.to));
    help(self, message, "the title, a text in quotes behind the name, may hold any letter");
  } else if (name.has_dashes) {
    complain_of_dashes(self, &name);
  } else if (name.to - from > LIMIT_NAME_BYTES) {
    mistake_too_long(self, CODE_E0104, from, name.to);
  }
  lexer_add_name(self, from, name.to);
}

/* --- numbers and days ----------------------------------------------------------------------- */

struct number_like {
  const char *from, *to;
  unsigned parts[3], lengths[3]; /* the groups of digits */
  unsigned count;                /* of groups */
  char separator; /* between all of them; 0 if they differ or something else is there */
  bool has_letters, is_digits;
};

static bool number_goes_on(const struct lexer *self, const char *at)
{
  if (lexer_is_name(*at) || lexer_foreign_letter(self, at)) return true;
  if (*at == '-') return at[1] != '>';
  return (*at == '.' || *at == ':' || *at == '/') && lexer_is_name(at[1]);
}

static void count_digit(struct number_like *number, char digit)
{
  if (number->count > 3) return;
  unsigned *part = &number->parts[number->count - 1];
  if (number->lengths[number->count - 1]++ < 6) *part = *part * 10 + (unsigned)(digit - '0');
}

static void scan_number(const struct lexer *self, struct number_like *number)
{
  const char *at = number->from;
  number->count = 1;
  number->is_digits = true;
  for (size_t size; number_goes_on(self, at); at += size) {
    size = lexer_foreign_letter(self, at);
    if (!size) size = 1;
    if (*at >= '0' && *at <= '9') {
      count_digit(number, *at);
      continue;
    }
    number->is_digits = false;
    number->has_letters |= lexer_is_name(*at) || (unsigned char)*at >= 0x80;
    if (number->separator && number->separator != *at) number->has_letters = true;
    number->separator = *at;
    if (number->count < 4) number->count++;
  }
  number->to = at;
}

static bool is_day_like(const struct number_like *number)
{
  const unsigned *lengths = number->lengths;
  if (number->count != 3 || number->has_letters || number->separator == ':') return false;
  bool is_year_first = lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2;
  bool is_year_last = lengths[0] <= 2 && lengths[1] <= 2 && lengths[2] == 4;
  return (is_year_first || is_year_last) && lengths[0] && lengths[1] && lengths[2];
}

static bool is_written_right(const struct number_like *number)
{
  return number->separator == '-' && number->lengths[0] == 4 && number->lengths[1] == 2 &&
         number->lengths[2] == 2;
}

/* The day that was meant. False where there is none, or where day and month cannot be told apart.
 */
static bool guess_day(const struct number_like *number, struct day *day)
{
  bool is_year_first = number->lengths[0] == 4;
  unsigned year = number->parts[is_year_first ? 0 : 2], month = number->parts[1];
  unsigned of_month = number->parts[is_year_first ? 2 : 0];
  if (!is_year_first && number->separator != '.' && of_month <= 12) {
    if (month <= 12 && month != of_month) return false;
    unsigned swapped = month;
    month = of_month;
    of_month = swapped;
  }
  if (!day_is_real(year, month, of_month)) return false;
  *day = (struct day){(uint16_t)year, (uint8_t)month, (uint8_t)of_month};
  return true;
}

static void label_missing_day(struct lexer *self, struct message *message,
                              const struct number_like *number)
{
  unsigned year = number->parts[0], month = number->parts[1], last = 31;
  if (month < 1 || month > 12) {
    message_label(self->unit, message, "a year has the months 01 to 12");
  } else {
    while (last > 28 && !day_is_real(year ? year : 1, month, last)) last--;
    message_label(self->unit, message, "that month has %u days", last);
  }
}

static void complain_of_day(struct lexer *self, const struct number_like *number)
{
  const char *text = lexer_shown(self, number->from, number->to);
  struct day day;
  if (is_written_right(number)) {
    struct message *message =
        lexer_complain(self, CODE_E0106, number->from, number->to, "there is no day %s", text);
    if (message) label_missing_day(self, message, number);
    return;
  }
  struct message *message = lexer_complain(self, CODE_E0106, number->from, number->to,
                                           "`%s` is no day: a day is written year-month-day", text);
  if (!message) return;
  if (!guess_day(number, &day)) {
    help(self, message, "as in 2026-12-31");
    return;
  }
  const char *mended = day_text(&self->unit->arena, day);
  message_help(self->unit, message, "did you mean %s?", mended);
  fix(self, message, number->from, number->to, mended);
}

static void complain_of_number(struct lexer *self, const struct number_like *number)
{
  const char *from = number->from, *to = number->to, *text = lexer_shown(self, from, to);
  bool is_name = true;
  for (const char *at = from; at < to; at++)
    is_name &= lexer_is_name(*at) || *at == '-' || (unsigned char)*at >= 0x80;
  if (is_name) {
    struct message *message = lexer_complain(self, CODE_E0107, from, to,
                                             "`%s` is no name: a name starts with a letter", text);
    help(self, message, "put a letter or `_` before it; a text stands in quotes");
  } else if (number->count == 2 && !number->has_letters && number->separator == '.') {
    struct message *message =
        lexer_complain(self, CODE_E0105, from, to, "`%s` is no number: numbers are whole", text);
    help(self, message, "a text, such as a version, stands in quotes");
  } else {
    struct message *message =
        lexer_complain(self, CODE_E0105, from, to, "`%s` is neither a number nor a name", text);
    help(self, message, "a text stands in quotes");
    if (message)
      fix(self, message, from, to,
          arena_format(&self->unit->arena, "\"%.*s\"", (int)(to - from), from));
  }
}

void mistake_number(struct lexer *self, const char *from)
{
  struct number_like number = {.from = from};
  scan_number(self, &number);
  enum token_kind kind = TOKEN_NUMBER;
  if (number.is_digits) {
    lexer_complain(self, CODE_E0105, from, number.to, "a number has at most nine digits");
  } else if (is_day_like(&number)) {
    complain_of_day(self, &number);
    kind = TOKEN_DATE;
  } else {
    complain_of_number(self, &number);
    kind = TOKEN_BAD;
  }
  lexer_add(self, kind, from, number.to);
}

/* --- texts ---------------------------------------------------------------------------------- */

void mistake_open_text(struct lexer *self, const char *from)
{
  const char *to = memchr(from, '\n', (size_t)(self->end - from));
  if (!to) to = self->end;
  while (to > from + 1 && (to[-1] == ' ' || to[-1] == '\t' || to[-1] == '\r')) to--;
  /* A brace at the end of the line was hardly meant as text. */
  if (to > from + 2 && to[-1] == '{' && to[-2] == ' ') to -= 2;
  while (to > from + 1 && to[-1] == ' ') to--;
  struct message *message = lexer_complain(self, CODE_E0101, from, to, "this text is never closed");
  if (message) message_label(self->unit, message, "its `\"` is missing on this line");
  fix(self, message, to, to, "\"");
  lexer_add(self, TOKEN_TEXT, from, to);
}

void mistake_lost_quote(struct lexer *self, const char *from, const char *to)
{
  struct message *message =
      lexer_complain(self, CODE_E0101, from, to, "a `\"` is missing on this line");
  if (message)
    message_label(self->unit, message, "this text ends where the next one seems to begin");
  const char *rest = memchr(to, '\n', (size_t)(self->end - to));
  if (!rest) rest = self->end;
  while (rest > to && (rest[-1] == ' ' || rest[-1] == '\t' || rest[-1] == '\r')) rest--;
  if (rest > to + 1 && rest[-1] == '{' && rest[-2] == ' ') rest--;
  lexer_add(self, TOKEN_TEXT, from, to);
  self->at = rest;
}

void mistake_escape(struct lexer *self, const char *at)
{
  const char *to = at + 2;
  while (to < self->end && ((unsigned char)*to & 0xc0) == 0x80) to++;
  struct message *message =
      lexer_complain(self, CODE_E0102, at, to, "`%.*s` is no escape", (int)(to - at), at);
  help(self, message, "a text knows \\\" and \\\\ alone");
  if (message)
    fix(self, message, at, to, arena_format(&self->unit->arena, "\\%.*s", (int)(to - at), at));
}
