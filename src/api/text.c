/* Texts and the library itself. */
#include "api/api.h"
#include "library/library.h"

#include <stdio.h>
#include <stdlib.h>

const char *ctm_version(void)
{
  return CTM_VERSION;
}

unsigned ctm_language(void)
{
  return 1;
}

const char *ctm_library(void)
{
  static char hex[SHA256_HEX];
  if (!hex[0]) library_digest(hex);
  return hex;
}

ctm_text *text_made(struct writer *writer)
{
  ctm_text *text = malloc(sizeof *text);
  if (!text) memory_exhausted(sizeof *text);
  text->writer = *writer;
  *writer = (struct writer){0};
  return text;
}

const char *ctm_text_bytes(const ctm_text *text)
{
  return text->writer.at ? text->writer.at : "";
}

size_t ctm_text_size(const ctm_text *text)
{
  return text->writer.len;
}

void ctm_text_free(ctm_text *text)
{
  if (!text) return;
  writer_free(&text->writer);
  free(text);
}

ctm_status ctm_text_save(const ctm_text *text, const char *path, char *reason, size_t size)
{
  char *target = realpath(path, NULL); /* NULL: a new file */
  struct status status =
      file_replace(target ? target : path, ctm_text_bytes(text), ctm_text_size(text));
  free(target);
  if (reason && size) snprintf(reason, size, "%s", status.reason);
  switch (status.code) {
  case STATUS_OK:
    return CTM_OK;
  case STATUS_CANNOT_MAKE:
    return CTM_CANNOT_MAKE;
  case STATUS_CANNOT_WRITE:
    return CTM_CANNOT_WRITE;
  case STATUS_CANNOT_READ:
    return CTM_CANNOT_READ;
  default:
    return CTM_BROKEN;
  }
}

const char *ctm_suggest(const char *wanted, const char *const *candidates, size_t count)
{
  struct str best = {0};
  size_t distance = SIZE_MAX;
  for (size_t i = 0; i < count; i++)
    str_suggest(str_from(wanted), str_from(candidates[i]), &best, &distance);
  return best.at;
}
