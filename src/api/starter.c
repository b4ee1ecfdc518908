/* The starter model, embedded from templates/starter by the build. */
#include "api/starter.h"
#include "api/api.h"

ctm_status ctm_starter(ctm_text **out)
{
  struct writer writer = {0};
  writer_text(&writer, starter_model);
  *out = text_made(&writer);
  return CTM_OK;
}
