/* How one text differs from another, line by line. */
#ifndef CTM_WRITE_DIFFERENCE_H
#define CTM_WRITE_DIFFERENCE_H

#include "base/str.h"
#include "base/writer.h"

/* A unified diff with three lines of context, `name` on both sides; nothing if they are equal. */
void difference_print(const char *name, struct str before, struct str after, struct writer *out);

#endif
