/* One compilation: its arena, its sources, its names, its messages, its day.
 *
 * Two channels of trouble: what is wrong with the *model* is a message, collected here while the
 * pass goes on; what is wrong with the *world* is a struct status. */
#ifndef CTM_DIAGNOSE_UNIT_H
#define CTM_DIAGNOSE_UNIT_H

#include "base/arena.h"
#include "base/status.h"
#include "base/symbols.h"
#include "base/vec.h"
#include "source/source.h"

enum {
#define LIMIT(name, value, unit, why) LIMIT_##name = (value),
#include "diagnose/limits.def"
#undef LIMIT
};

/* A day of the proleptic Gregorian calendar; year 0 is no day. */
struct day {
  uint16_t year;
  uint8_t month, day;
};

bool day_is_real(unsigned year, unsigned month, unsigned day);
/* Negative, zero or positive, as a is before, at or after b. */
int day_compare(struct day a, struct day b);
/* Days since 1970-01-01. */
long day_number(struct day day);
/* "YYYY-MM-DD" in the unit's arena or any other. */
const char *day_text(struct arena *arena, struct day day);
/* Reads "YYYY-MM-DD", a day that exists; false otherwise. */
bool day_parse(struct str text, struct day *day);

enum level {
  LEVEL_ERROR,   /* leaves the model without meaning: exit 2 */
  LEVEL_FINDING, /* a failed assertion, a dead or expired acceptance…: exit 1 */
  LEVEL_LINT,    /* shown; costs nothing unless asked */
  LEVEL_NOTE
};

/* One row of codes.def each. */
enum code {
#define CODE(id, level, title, teaches) CODE_##id,
#include "diagnose/codes.def"
#undef CODE
  CODE_COUNT
};

struct message_note {
  struct span span;
  const char *text;
};

/* A change that mends what the message complains of. */
struct message_fix {
  struct span span; /* is replaced by … */
  const char *text; /* … this */
};

struct message {
  enum code code;
  enum level level;
  struct span span;  /* source 0xffffffff: it has no place */
  const char *text;  /* one line, names the user's own words */
  const char *label; /* beside the carets; or NULL */
  const char *help;  /* or NULL */
  const char *tag;   /* stands in the brackets instead of the code (an assertion's id); or NULL */
  struct message_note *notes; /* secondary places, in order */
  uint32_t note_count;
  struct message_fix fix;  /* fix.text NULL: none */
  const char *const *body; /* lines printed under the snippet as they are (a counter-example) */
  uint32_t body_count;
};

#define SPAN_NOWHERE ((struct span){0xffffffffu, 0, 0})

struct unit {
  struct arena arena;
  struct symbols symbols;
  VEC_OF(struct source *) sources;   /* by span.source */
  VEC_OF(struct message *) messages; /* in the order of their making; message_sort orders them */
  uint32_t errors, findings, lints;  /* counts by level, suppressed ones included */
  struct day day;                    /* as of: --as-of, SOURCE_DATE_EPOCH or today */
  bool allow_outside;                /* imports may leave the root file's folder */
  const char *root_folder;           /* canonical; NULL until the root file is known */
};

/* A zeroed unit is initialised; `day` as of when. */
void unit_init(struct unit *unit, struct day day);
void unit_free(struct unit *unit);

/* Adds a source; its number. The struct is the unit's. */
uint32_t unit_add_source(struct unit *unit, const char *name, const char *path, struct str text,
                         bool is_library);
static inline struct source *unit_source(const struct unit *unit, uint32_t number)
{
  return unit->sources.at[number];
}
struct position unit_position(struct unit *unit, struct span span);
/* "payments.ctm:34", for proofs and registers; "" for SPAN_NOWHERE. */
const char *unit_place(struct unit *unit, struct span span);

static inline struct str unit_text(const struct unit *unit, sym name)
{
  return symbols_text(&unit->symbols, name);
}
static inline const char *unit_name(const struct unit *unit, sym name)
{
  return unit->symbols.text[name].at;
}

/* Adds a message of the code's own level; the text as printf. Returns it for the calls below; it is
 * never NULL (beyond LIMIT_MESSAGES it is counted, not kept). */
struct message *message_add(struct unit *unit, enum code code, struct span span, const char *format,
                            ...) __attribute__((format(printf, 4, 5)));
/* All of these copy into the unit's arena and return the message. */
struct message *message_label(struct unit *unit, struct message *message, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct message *message_help(struct unit *unit, struct message *message, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
struct message *message_note(struct unit *unit, struct message *message, struct span span,
                             const char *format, ...) __attribute__((format(printf, 4, 5)));
struct message *message_fix(struct unit *unit, struct message *message, struct span span,
                            const char *replacement);
/* "did you mean `x`?" with the fix, if `best` is not empty. */
struct message *message_suggest(struct unit *unit, struct message *message, struct str best);

/* Orders the messages by source (the user's before the library's, then in the order of loading) and
 * place; those without a place last. Stable. */
void message_sort(struct unit *unit);

const char *code_id(enum code code); /* "E0202" */
const char *code_title(enum code code);
const char *code_teaches(enum code code); /* a paragraph for `ctm explain` */
enum level code_level(enum code code);
/* False if no code has that id (any case). */
bool code_find(struct str id, enum code *code);

#endif
