/* What cmake/Embed.cmake writes; for this folder alone. */
#ifndef CTM_LIBRARY_EMBEDDED_H
#define CTM_LIBRARY_EMBEDDED_H

#include "library/library.h"

extern const struct library_file embedded_files[];
extern const size_t embedded_file_count;
extern const struct library_file embedded_tables[];
extern const size_t embedded_table_count;

#endif
