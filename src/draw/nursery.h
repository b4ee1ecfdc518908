/* Processes for work that may crash or never end. Threads and fork do not mix: a lock that another
 * thread holds at that moment stays locked in the child for ever. So one process, the nursery, is
 * forked while the program has no threads yet; for every question it forks a child, which answers
 * into a pipe, and reports to the program how the child ended and what it wrote. It leaves when the
 * program does, in whatever way. */
#ifndef CTM_DRAW_NURSERY_H
#define CTM_DRAW_NURSERY_H

#include "base/arena.h"
#include "base/status.h"

#include <sys/types.h>

struct nursery {
  pid_t owner;   /* the program; a fork of it needs a nursery of its own */
  pid_t process; /* the nursery */
  int line;      /* the program's end of the socket, -1 without a nursery */
  int error;     /* an errno: why there is none */
  int patience;  /* seconds of silence after which a child is ended */
};

struct nursery_answer {
  int end; /* as waitpid gives it */
  char *bytes;
  size_t size;
};

/* In a child: answers into the file. Ends by _exit with a status of its choice, or returns. */
typedef void nursery_work(const void *question, size_t size, int file);

/* Returns at once in the program, true, also where there is no nursery to be had (nursery_ask then
 * says so). Returns false in the nursery and its children when they are done: the caller then
 * leaves by _exit. */
bool nursery_open(struct nursery *nursery, nursery_work *work, int patience);
/* One question at a time. The answer lies in the arena. A nursery that is not there and a child
 * that falls silent are a status; any other end of a child is for the caller to judge. */
struct status nursery_ask(struct nursery *nursery, struct arena *arena, const void *question,
                          size_t size, struct nursery_answer *answer);
/* Waits until it is gone, which is soon. Nothing to do in a fork of the program. */
void nursery_close(struct nursery *nursery);

#endif
