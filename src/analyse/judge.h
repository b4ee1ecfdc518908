/* Opening answers without judging, for commands that ask one question. */
#ifndef CTM_ANALYSE_JUDGE_H
#define CTM_ANALYSE_JUDGE_H

#include "analyse/answers.h"

/* Like answer_all without verdicts; `with_mistakes` also where the model itself asks of none. NULL
 * after an error on the unit. */
struct answers *answers_open(struct unit *unit, const struct model *model,
                             const struct changes *changes, bool with_mistakes);

#endif
