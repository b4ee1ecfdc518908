#include "write/wrap.h"

#include "base/utf8.h"

#include <string.h>

enum { WIDEST_LINE = 100, FURTHER = 2 };

struct wrap wrap_begin(struct writer *out, size_t indent, const char *intro)
{
  writer_repeat(out, ' ', indent);
  writer_text(out, intro);
  return (struct wrap){out, indent + FURTHER, indent + utf8_width(str_from(intro)), 0};
}

void wrap_word(struct wrap *wrap, const char *between, const char *word)
{
  size_t width = 1 + utf8_width(str_from(word));
  if (wrap->count++) {
    writer_text(wrap->out, between);
    wrap->column += strlen(between);
  }
  if (wrap->count > 1 && wrap->column + width + 1 > WIDEST_LINE) {
    writer_char(wrap->out, '\n');
    writer_repeat(wrap->out, ' ', wrap->indent);
    wrap->column = wrap->indent + width;
  } else {
    writer_char(wrap->out, ' ');
    wrap->column += width;
  }
  writer_text(wrap->out, word);
}

void wrap_end(struct wrap *wrap)
{
  writer_char(wrap->out, '\n');
}
