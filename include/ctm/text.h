/* Text that the library made. */
#ifndef CTM_TEXT_H
#define CTM_TEXT_H

#include <ctm/status.h>

#include <stddef.h>

CTM_BEGIN

/* How an answer is put into text. */
typedef enum ctm_format {
  CTM_TEXT,     /* for a person; may change from version to version */
  CTM_JSON,     /* one document with a "version" */
  CTM_TSV,      /* lines of tab-separated fields, sorted bytewise */
  CTM_MARKDOWN, /* for a merge request; may change from version to version */
  CTM_SARIF     /* SARIF 2.1.0, for code scanning: of ctm_check_print alone */
} ctm_format;

/* Bytes in memory: a document, a picture. */
typedef struct ctm_text ctm_text;

/* The bytes; a NUL stands behind them, and a picture may hold others. Borrowed from the text. */
CTM_API const char *ctm_text_bytes(const ctm_text *text);

/* How many bytes, the NUL behind them not counted. */
CTM_API size_t ctm_text_size(const ctm_text *text);

/* Frees it; NULL is fine. */
CTM_API void ctm_text_free(ctm_text *text);

/* Writes the bytes to a new file beside `path` and renames it over `path`: after an error or a kill
 * the old file stands. A symbolic link stays one: the file that it leads to is replaced. `reason`,
 * which may be NULL, takes one line about what went wrong in at most `size` bytes. CTM_OK,
 * CTM_CANNOT_MAKE or CTM_CANNOT_WRITE. */
CTM_API ctm_status ctm_text_save(const ctm_text *text, const char *path, char *reason, size_t size);

/* The candidate that is spelled nearly like `wanted`, or NULL if none is near. Borrowed from
 * `candidates`. For "did you mean …?". */
CTM_API const char *ctm_suggest(const char *wanted, const char *const *candidates, size_t count);

CTM_END

#endif
