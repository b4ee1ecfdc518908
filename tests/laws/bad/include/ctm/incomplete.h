/* Uses a type that it does not include: law/headers has to refuse it. */
#ifndef CTM_INCOMPLETE_H
#define CTM_INCOMPLETE_H
size_t incomplete(void);
#endif
