/* What is wrong with the world: a file, a layout engine, a full disk. What is wrong with the model
 * is a diagnostic instead (diagnose/unit.h). */
#ifndef CTM_BASE_STATUS_H
#define CTM_BASE_STATUS_H

enum status_code {
  STATUS_OK,
  STATUS_CANNOT_READ,  /* exit 66 */
  STATUS_CANNOT_MAKE,  /* exit 73: the output cannot be created */
  STATUS_CANNOT_WRITE, /* exit 74: writing it failed */
  STATUS_BROKEN        /* exit 70: a library failed us, or our bug */
};

struct status {
  enum status_code code;
  char reason[400]; /* one line for a person; empty when OK */
};

#define STATUS_FINE ((struct status){STATUS_OK, {0}})

struct status status_make(enum status_code code, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
