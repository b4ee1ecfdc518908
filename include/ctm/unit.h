/* One compilation: a model, its messages, and all that is answered about it. */
#ifndef CTM_UNIT_H
#define CTM_UNIT_H

#include <ctm/status.h>
#include <ctm/text.h>

#include <stdbool.h>
#include <stddef.h>

CTM_BEGIN

typedef struct ctm_unit ctm_unit;

/* A zeroed struct is the default. Borrowed during ctm_unit_open alone. */
typedef struct ctm_options {
  const char *as_of;  /* the day that counts for what expires, "2026-11-24"; NULL: that of
                         SOURCE_DATE_EPOCH (seconds since 1970), else today in UTC */
  const char *base;   /* the folder to which imports of standard input are relative; NULL: the
                         current one */
  bool allow_outside; /* imports may leave the folder of the root file */
} ctm_options;

/* Opens a unit. `options` may be NULL. *out is yours in any case, never NULL: ctm_unit_free it,
 * also after CTM_USAGE (a day that is none; ctm_unit_reason says which). */
CTM_API ctm_status ctm_unit_open(ctm_unit **out, const ctm_options *options);

/* Frees the unit and all that was borrowed from it; NULL is fine. */
CTM_API void ctm_unit_free(ctm_unit *unit);

/* What was wrong in the last call that ended with CTM_USAGE or a later status: one line; "" if
 * nothing was. Borrowed from the unit until its next call. */
CTM_API const char *ctm_unit_reason(const ctm_unit *unit);

/* The day that counts, "2026-11-24". Borrowed from the unit. */
CTM_API const char *ctm_unit_as_of(const ctm_unit *unit);

/* Reads a model and its imports, resolves and checks it. `path` "-" is standard input. Once a unit.
 * CTM_OK; CTM_ERRORS (see ctm_unit_messages); CTM_CANNOT_READ. */
CTM_API ctm_status ctm_unit_load(ctm_unit *unit, const char *path);

/* The same with the text at hand. `name` is what messages call it; the bytes may go when the call
 * returns. */
CTM_API ctm_status ctm_unit_load_text(ctm_unit *unit, const char *name, const char *bytes,
                                      size_t size);

typedef enum ctm_level {
  CTM_ERROR,   /* leaves the model without meaning */
  CTM_FINDING, /* a failed assertion, a dead or expired acceptance */
  CTM_LINT,    /* shown, and costs nothing unless asked */
  CTM_NOTE
} ctm_level;

typedef struct ctm_message {
  const char *code; /* "E0202"; ctm_explain knows it */
  ctm_level level;
  const char *tag;               /* the assertion that fails; NULL of all other messages */
  const char *text;              /* one line */
  const char *help;              /* what would mend it, or NULL */
  const char *file;              /* NULL: it has no place; line and columns are then 0 */
  unsigned line, column;         /* from 1; columns count Unicode characters */
  unsigned end_line, end_column; /* behind the last character */
} ctm_message;

/* All messages so far, in order. *out is borrowed from the unit until its next call. Returns how
 * many. */
CTM_API size_t ctm_unit_messages(ctm_unit *unit, const ctm_message **out);

/* How many messages of a level there were; kept ones and others (only the first 200 are kept). */
CTM_API size_t ctm_unit_count(const ctm_unit *unit, ctm_level level);

/* The messages as text (as ctm prints them, with ANSI colours if `color`) or as JSON. *out is
 * yours. CTM_OK, or CTM_USAGE for a format that they do not have. */
CTM_API ctm_status ctm_unit_print(ctm_unit *unit, ctm_format format, bool color, ctm_text **out);

CTM_END

#endif
