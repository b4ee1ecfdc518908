/* A model to begin with. */
#ifndef CTM_STARTER_H
#define CTM_STARTER_H

#include <ctm/text.h>

CTM_BEGIN

/* The starter model. *out is yours. */
CTM_API ctm_status ctm_starter(ctm_text **out);

CTM_END

#endif
