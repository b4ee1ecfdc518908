/* Blocks of whole pages straight from the system, for what is large and grows: they are extended in
 * place or moved without being copied, and what was never written to takes no memory. */
#ifndef CTM_BASE_PAGES_H
#define CTM_BASE_PAGES_H

#include <stddef.h>

/* `size` rounded up to whole pages. */
size_t pages_size(size_t size);
/* Zeroed; `size` is a number of whole pages. NULL if the system has none. */
void *pages_new(size_t size);
/* Larger or smaller; what is new is zeroed. NULL if the system has none: the old block stays. */
void *pages_resize(void *block, size_t old, size_t size);
void pages_free(void *block, size_t size);

#endif
