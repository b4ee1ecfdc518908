/* What a word means. */
#include "write/explain.h"

#include "api/api.h"

/* A unit without a model knows the library: that of an empty one. */
static ctm_status know_library(struct ctm_unit *self)
{
  if (self->model) return CTM_OK;
  ctm_status status = ctm_unit_load_text(self, "nothing.ctm", "ctm 1\n", 6);
  return status == CTM_OK ? CTM_OK : unit_fail(self, CTM_BROKEN, "the library has errors");
}

ctm_status ctm_explain(ctm_unit *self, const char *word, ctm_text **out)
{
  *out = NULL;
  self->reason[0] = '\0';
  ctm_status status = know_library(self);
  if (status != CTM_OK) return status;
  struct writer writer = {0};
  struct str near;
  if (!word) {
    explain_all(self->model, &writer);
  } else if (!explain_word(self->model, str_from(word), &writer, &near)) {
    writer_free(&writer);
    if (near.len)
      return unit_fail(self, CTM_USAGE, "nothing is called `%s`; did you mean `%.*s`?", word,
                       STR_ARGS(near));
    const char *slash = strchr(word, '/');
    if (slash)
      return unit_fail(self, CTM_USAGE,
                       "no standard has an entry `%s`; `ctm explain %.*s` lists them", word,
                       (int)(slash - word), word);
    return unit_fail(self, CTM_USAGE, "nothing is called `%s`; `ctm explain` lists all words",
                     word);
  }
  *out = text_made(&writer);
  return CTM_OK;
}
