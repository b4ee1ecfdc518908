/* Commands that a reader may run as they are printed: what to ask next. */
#ifndef CTM_WRITE_HINT_H
#define CTM_WRITE_HINT_H

#include "base/writer.h"
#include "model/model.h"

/* "ctm paths examples/webshop/webshop.ctm": the model as it was named. */
void hint_command(struct writer *out, const struct model *model, const char *command);
/* " --to orders", quoted where a shell would take offence. */
void hint_option(struct writer *out, const char *option, const char *value);
/* The word alone, quoted likewise. */
void hint_word(struct writer *out, const char *word);

#endif
