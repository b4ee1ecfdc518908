#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

struct status status_make(enum status_code code, const char *format, ...)
{
  struct status status = {.code = code};
  va_list args;
  va_start(args, format);
  vsnprintf(status.reason, sizeof status.reason, format, args);
  va_end(args);
  return status;
}
