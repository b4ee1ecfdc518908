/* Words behind one another, broken where a line is full. */
#ifndef CTM_WRITE_WRAP_H
#define CTM_WRITE_WRAP_H

#include "base/writer.h"

struct wrap {
  struct writer *out;
  size_t indent; /* of the lines behind the first */
  size_t column;
  size_t count; /* words so far */
};

/* Begins a line with `indent` spaces and the intro. */
struct wrap wrap_begin(struct writer *out, size_t indent, const char *intro);
/* A word, with `between` behind the one before it; what does not fit stands in the next line. */
void wrap_word(struct wrap *wrap, const char *between, const char *word);
void wrap_end(struct wrap *wrap);

#endif
