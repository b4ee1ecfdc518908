/* Messages for people, as in language.md, "What a message looks like":
 *
 *     payments.ctm:77:29: error[E0202]: nothing is called `internet.pipy`
 *        |
 *     77 | fetch: supply.ci.builder -> internet.pipy "downloads packages" over https/443
 *        |                             ^^^^^^^^^^^^^ `internet` holds user, eve and pypi
 *        = help: did you mean `internet.pypi`?
 *
 * What comes from a model is never sent to a terminal as it is: controls, bidi controls and bytes
 * that are no UTF-8 are shown as U+FFFD. Carets are counted in terminal cells. */
#include "base/utf8.h"
#include "diagnose/lints.h"
#include "diagnose/print.h"

#include <stdio.h>

enum {
  WIDEST = 110,        /* cells of a source line that are shown */
  BEFORE = 40,         /* of them before the span, in a line that is cut */
  LONGEST = 4 * WIDEST /* bytes; a longer line is cut in any case */
};

struct style {
  const char *level[4], *gutter, *place, *plain;
};

static const struct style styles[] = {
    {{"", "", "", ""}, "", "", ""},
    {{"\033[1;31m", "\033[1;31m", "\033[1;33m", "\033[1;36m"}, "\033[34m", "\033[1m", "\033[0m"},
};

struct printer {
  struct unit *unit;
  struct writer *out;
  const struct style *style;
  const char *color; /* of the message's level */
  int gutter;        /* digits of the largest line number of the message */
};

uint32_t message_omitted(const struct unit *unit)
{
  uint32_t kept = 0;
  for (size_t i = 0; i < unit->messages.len; i++) kept += unit->messages.at[i]->level != LEVEL_NOTE;
  uint32_t counted = unit->errors + unit->findings + unit->lints;
  return counted > kept ? counted - kept : 0;
}

/* --- text that may hold anything ------------------------------------------------------------ */

/* The character at `at` as it is shown, and its cells. */
static size_t show(struct writer *out, const char *at, const char *end, size_t *cells)
{
  uint32_t point;
  size_t offset, size = utf8_decode(at, end, &point);
  bool is_space = *at == '\t' || *at == '\n' || *at == '\r';
  bool is_odd = is_space || utf8_check((struct str){at, size}, &offset) != UTF8_FINE;
  *cells = is_odd ? 1 : (size_t)utf8_cells(point);
  if (!out) return size;
  if (is_space)
    writer_char(out, ' ');
  else if (is_odd)
    writer_text(out, "\xef\xbf\xbd");
  else
    writer_bytes(out, at, size);
  return size;
}

static void print_shown(struct writer *out, const char *text)
{
  const char *end = text + strlen(text);
  size_t cells;
  while (text < end) text += show(out, text, end, &cells);
}

static size_t cells_between(const char *from, const char *to)
{
  size_t sum = 0, cells;
  while (from < to) {
    from += show(NULL, from, to, &cells);
    sum += cells;
  }
  return sum;
}

/* --- snippets ------------------------------------------------------------------------------- */

/* The part of a line that is shown, and the part of it under which carets stand. */
struct snippet {
  const char *from, *to;
  const char *mark, *mark_end;
  bool is_cut_before, is_cut_behind;
};

static const char *char_start(const char *at, const char *lowest)
{
  while (at > lowest && ((unsigned char)*at & 0xc0) == 0x80) at--;
  return at;
}

/* Leaves some WIDEST cells around the mark of a longer line. */
static void cut(struct snippet *snippet)
{
  const char *line = snippet->from, *end = snippet->to;
  if (end - line <= LONGEST && cells_between(line, end) <= WIDEST) return;
  const char *at = snippet->mark;
  if (at - line > BEFORE)
    at = char_start(at - BEFORE, line);
  else
    at = line;
  size_t cells, sum = 0;
  snippet->from = at;
  while (at < end && sum < WIDEST) {
    at += show(NULL, at, end, &cells);
    sum += cells ? cells : 1;
  }
  snippet->to = at;
  snippet->is_cut_before = snippet->from > line;
  snippet->is_cut_behind = snippet->to < end;
  if (snippet->mark_end > snippet->to) snippet->mark_end = snippet->to;
}

static struct snippet snippet_of(struct unit *unit, struct span span, uint32_t line_number)
{
  struct source *source = unit_source(unit, span.source);
  struct str line = source_line(&unit->arena, source, line_number);
  const char *end = line.at + line.len;
  struct snippet snippet = {.from = line.at, .to = end};
  snippet.mark = source->text.at + span.from;
  snippet.mark_end = source->text.at + span.to;
  if (snippet.mark > end) snippet.mark = end;
  if (snippet.mark_end > end) snippet.mark_end = end;
  cut(&snippet);
  return snippet;
}

static void print_gutter(struct printer *self, uint32_t line)
{
  writer_text(self->out, self->style->gutter);
  if (line)
    writer_format(self->out, "%*u |", self->gutter, line);
  else
    writer_format(self->out, "%*s |", self->gutter, "");
  writer_text(self->out, self->style->plain);
}

static void print_carets(struct printer *self, const struct snippet *snippet, const char *label)
{
  size_t before = cells_between(snippet->from, snippet->mark) + snippet->is_cut_before;
  size_t carets = cells_between(snippet->mark, snippet->mark_end);
  print_gutter(self, 0);
  writer_repeat(self->out, ' ', before + 1);
  writer_text(self->out, self->color);
  writer_repeat(self->out, '^', carets ? carets : 1);
  if (label) {
    writer_char(self->out, ' ');
    print_shown(self->out, label);
  }
  writer_text(self->out, self->style->plain);
  writer_char(self->out, '\n');
}

static void print_snippet(struct printer *self, struct span span, const char *label)
{
  uint32_t line = unit_position(self->unit, span).line;
  struct snippet snippet = snippet_of(self->unit, span, line);
  print_gutter(self, 0);
  writer_char(self->out, '\n');
  print_gutter(self, line);
  if (snippet.to > snippet.from) writer_char(self->out, ' ');
  if (snippet.is_cut_before) writer_text(self->out, "…");
  size_t cells;
  for (const char *at = snippet.from; at < snippet.to;)
    at += show(self->out, at, snippet.to, &cells);
  if (snippet.is_cut_behind) writer_text(self->out, "…");
  writer_char(self->out, '\n');
  print_carets(self, &snippet, label);
}

/* --- messages ------------------------------------------------------------------------------- */

static bool has_place(struct span span)
{
  return span.source != SPAN_NOWHERE.source;
}

static int digits(uint32_t number)
{
  int count = 1;
  while (number >= 10) {
    number /= 10;
    count++;
  }
  return count;
}

static int gutter_of(struct unit *unit, const struct message *message)
{
  int most = has_place(message->span) ? digits(unit_position(unit, message->span).line) : 1;
  for (uint32_t i = 0; i < message->note_count; i++) {
    if (!has_place(message->notes[i].span)) continue;
    int count = digits(unit_position(unit, message->notes[i].span).line);
    if (count > most) most = count;
  }
  return most;
}

static void print_place(struct printer *self, struct span span)
{
  if (!has_place(span)) return;
  struct position position = unit_position(self->unit, span);
  writer_text(self->out, self->style->place);
  print_shown(self->out, unit_source(self->unit, span.source)->name);
  writer_format(self->out, ":%u:%u:", position.line, position.column);
  writer_text(self->out, self->style->plain);
  writer_char(self->out, ' ');
}

static void print_head(struct printer *self, const struct message *message)
{
  static const char *const words[] = {"error", "finding", "lint", "note"};
  const char *word = words[message->level];
  if (message->level == LEVEL_FINDING && message->tag) word = "failed";
  print_place(self, message->span);
  writer_format(self->out, "%s%s[", self->color, word);
  print_shown(self->out, message->tag ? message->tag : code_id(message->code));
  /* What `accept` says. */
  const char *lint = message->tag ? NULL : lint_name(message->code);
  if (lint) writer_format(self->out, " %s", lint);
  writer_format(self->out, "]%s: ", self->style->plain);
  print_shown(self->out, message->text);
  writer_char(self->out, '\n');
}

static void print_remark(struct printer *self, const char *word, const char *text)
{
  writer_format(self->out, "%*s %s=%s %s: ", self->gutter, "", self->style->gutter,
                self->style->plain, word);
  print_shown(self->out, text);
  writer_char(self->out, '\n');
}

static void print_note(struct printer *self, const struct message_note *note)
{
  if (!has_place(note->span)) {
    print_remark(self, "note", note->text);
    return;
  }
  self->color = self->style->level[LEVEL_NOTE];
  print_place(self, note->span);
  writer_format(self->out, "%snote%s: ", self->color, self->style->plain);
  print_shown(self->out, note->text);
  writer_char(self->out, '\n');
  print_snippet(self, note->span, NULL);
}

static void print_message(struct printer *self, const struct message *message)
{
  self->color = self->style->level[message->level];
  self->gutter = gutter_of(self->unit, message);
  print_head(self, message);
  /* A counter-example says more than the line of its assertion. */
  if (has_place(message->span) && !message->body_count)
    print_snippet(self, message->span, message->label);
  for (uint32_t i = 0; i < message->body_count; i++) {
    print_shown(self->out, message->body[i]);
    writer_char(self->out, '\n');
  }
  if (message->help) print_remark(self, "help", message->help);
  for (uint32_t i = 0; i < message->note_count; i++) print_note(self, &message->notes[i]);
}

void message_print_text(struct unit *unit, struct writer *out, bool color)
{
  struct printer printer = {.unit = unit, .out = out, .style = &styles[color]};
  for (size_t i = 0; i < unit->messages.len; i++) {
    if (i) writer_char(out, '\n');
    print_message(&printer, unit->messages.at[i]);
  }
  uint32_t omitted = message_omitted(unit);
  if (omitted)
    writer_format(out, "\n%u more message%s not shown\n", omitted, omitted == 1 ? " is" : "s are");
}
