/* Any file: it is a pictogram with as many points as its commands take, or it is refused. */
#include "draw/pictogram.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct arena arena = {0};
  struct pictogram p;
  struct str svg = {arena_copy(&arena, data, size), size};
  if (pictogram_read(&arena, "fuzz", svg, &p).code == STATUS_OK) {
    double sum = 0;
    const struct point *at = p.points;
    for (const char *op = p.ops; *op; op++)
      for (int i = 0; i < (*op == 'C' ? 3 : *op == 'Z' ? 0 : 1); i++, at++) sum += at->x + at->y;
    if (sum != sum) abort(); /* not a number */
  }
  arena_free(&arena);
  return 0;
}
