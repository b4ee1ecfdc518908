/* The nursery holds nothing of the program: no file, no handler, no terminal. It ignores the
 * signals by which a terminal or a supervisor ends the program, since the end of the program is its
 * own: the line (a socket) then closes, even after SIGKILL. A line rather than two pipes, because
 * writing to a dead socket can be told not to raise SIGPIPE. */
#include "draw/nursery.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

enum { GRACE = 10 }; /* seconds more than for a child, for the nursery itself */

/* Before the bytes of every question and answer. */
struct head {
  uint64_t size;
  int32_t end;
  int32_t error; /* an errno; ETIMEDOUT for a child that fell silent */
};

/* ---- the line ---- */

static bool give(int line, const void *bytes, size_t size)
{
  const char *at = bytes;
  while (size > 0) {
    ssize_t done = send(line, at, size, MSG_NOSIGNAL);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    at += done;
    size -= (size_t)done;
  }
  return true;
}

static bool take(int line, void *bytes, size_t size)
{
  char *at = bytes;
  errno = 0; /* the end of the line is no error */
  while (size > 0) {
    ssize_t got = recv(line, at, size, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= (size_t)got;
  }
  return true;
}

/* ---- the nursery ---- */

struct heard {
  char *bytes;
  size_t size, room;
};

static bool make_room(struct heard *heard)
{
  if (heard->size < heard->room) return true;
  size_t room = heard->room ? heard->room * 2 : 1 << 16;
  char *bytes = realloc(heard->bytes, room);
  if (!bytes) return false;
  heard->bytes = bytes;
  heard->room = room;
  return true;
}

/* All that the child writes: 0, or an errno; EPIPE if the program went meanwhile, for it says
 * nothing before it has its answer. */
static int hear(int file, int line, int patience, struct heard *heard)
{
  for (;;) {
    struct pollfd ends[] = {{.fd = file, .events = POLLIN}, {.fd = line, .events = POLLIN}};
    int ready = poll(ends, 2, patience * 1000);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return ready < 0 ? errno : ETIMEDOUT;
    if (ends[1].revents) return EPIPE;
    if (!make_room(heard)) return ENOMEM;
    ssize_t got = read(file, heard->bytes + heard->size, heard->room - heard->size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got < 0 ? errno : 0;
    heard->size += (size_t)got;
  }
}

/* Should somebody kill the nursery, its child goes too. */
static void follow(pid_t nursery)
{
#ifdef __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  if (getppid() != nursery) raise(SIGKILL);
}

struct child {
  pid_t process;
  int file; /* what it says */
};

/* An errno; child->process is 0 in the child, after its work. */
static int bear(struct child *child, int line, nursery_work *work, const char *question,
                size_t size)
{
  int ends[2];
  pid_t nursery = getpid();
  if (pipe(ends) != 0) return errno;
  child->process = fork();
  int error = child->process < 0 ? errno : 0;
  if (child->process == 0) {
    follow(nursery);
    close(line);
    close(ends[0]);
    work(question, size, ends[1]);
    return 0;
  }
  close(ends[1]);
  child->file = ends[0];
  if (error) close(ends[0]);
  return error;
}

/* One question and its answer. False: the program is gone, or this is the child. */
static bool attend(int line, nursery_work *work, int patience, const char *question, size_t size)
{
  struct child child = {-1, -1};
  struct heard heard = {0};
  struct head head = {.error = bear(&child, line, work, question, size)};
  if (child.process == 0) return false;
  if (!head.error) {
    head.error = hear(child.file, line, patience, &heard);
    close(child.file);
    int end = 0;
    if (head.error) kill(child.process, SIGKILL);
    while (waitpid(child.process, &end, 0) < 0 && errno == EINTR) continue;
    head.end = end;
  }
  head.size = heard.size;
  bool is_given =
      head.error != EPIPE && give(line, &head, sizeof head) && give(line, heard.bytes, heard.size);
  free(heard.bytes);
  return is_given;
}

static void serve(int line, nursery_work *work, int patience)
{
  struct head head;
  bool is_open = true;
  while (is_open && take(line, &head, sizeof head)) {
    char *question = malloc(head.size + 1);
    is_open = question && take(line, question, head.size) &&
              attend(line, work, patience, question, head.size);
    free(question);
  }
}

/* A fault ends the process and runs no handler of the program around us; SIGCHLD, if ignored,
 * would keep from us how a child ended. */
static void forget_signals(void)
{
  static const int usual[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGXCPU, SIGCHLD, SIGALRM};
  static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGPIPE};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) signal(usual[i], SIG_DFL);
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Whoever reads what the program writes must see its end. */
static void forget_files(int line)
{
  DIR *open_files = opendir("/dev/fd");
  long most = sysconf(_SC_OPEN_MAX); /* above are a debugger's own */
  struct dirent *entry;
  while (open_files && (entry = readdir(open_files))) {
    long file = strtol(entry->d_name, NULL, 10);
    if (entry->d_name[0] == '.' || file == line || file == dirfd(open_files) || file >= most)
      continue;
    close((int)file);
  }
  if (open_files) closedir(open_files);
  int nothing = open("/dev/null", O_RDWR);
  for (int file = 0; nothing >= 0 && file < 3; file++)
    if (file != nothing) dup2(nothing, file);
  if (nothing > 2) close(nothing);
}

/* ---- the program ---- */

/* Above the standard three, which may be closed: nobody is to print into the line. */
static int move_up(int file)
{
  int up = fcntl(file, F_DUPFD_CLOEXEC, 3);
  int error = errno;
  close(file);
  errno = error;
  return up;
}

static bool make_line(int ends[2], int patience)
{
  int low[2];
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, low) != 0) return false;
  ends[0] = move_up(low[0]);
  ends[1] = move_up(low[1]);
  struct timeval most = {.tv_sec = patience + GRACE};
  return ends[0] >= 0 && ends[1] >= 0 &&
         setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &most, sizeof most) == 0 &&
         setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &most, sizeof most) == 0;
}

static void close_if_open(int file)
{
  if (file >= 0) close(file);
}

/* No signal comes before the nursery has settled what it does with signals. */
static pid_t fork_unheard(void)
{
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pid_t process = fork();
  int error = errno;
  if (process != 0) pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = error;
  return process;
}

bool nursery_open(struct nursery *nursery, nursery_work *work, int patience)
{
  int ends[2] = {-1, -1};
  pid_t process = make_line(ends, patience) ? fork_unheard() : -1;
  if (process == 0) {
    forget_signals();
    forget_files(ends[1]);
    serve(ends[1], work, patience);
    return false;
  }
  *nursery = (struct nursery){getpid(), process, ends[0], process < 0 ? errno : 0, patience};
  close_if_open(ends[1]);
  if (process > 0) return true;
  close_if_open(ends[0]);
  nursery->line = -1;
  return true;
}

/* The line is shut down, not only closed: a fork of the program may hold it too. */
static void end(struct nursery *nursery)
{
  shutdown(nursery->line, SHUT_RDWR);
  close(nursery->line);
  nursery->line = -1;
  while (waitpid(nursery->process, NULL, 0) < 0 && errno == EINTR) continue;
}

static struct status explain(int error, int patience)
{
  if (error == ETIMEDOUT)
    return status_make(STATUS_BROKEN, "the layout engine fell silent for %d seconds", patience);
  if (error == ECONNRESET) return status_make(STATUS_BROKEN, "the layout engine's process is gone");
  return status_make(STATUS_BROKEN, "the layout engine cannot be started: %s", strerror(error));
}

/* No second nursery: by now the program may have threads. */
static struct status give_up(struct nursery *nursery)
{
  bool is_late = errno == EAGAIN || errno == EWOULDBLOCK;
  nursery->error = is_late ? ETIMEDOUT : ECONNRESET;
  kill(nursery->process, SIGKILL);
  end(nursery);
  return explain(nursery->error, nursery->patience + GRACE);
}

struct status nursery_ask(struct nursery *nursery, struct arena *arena, const void *question,
                          size_t size, struct nursery_answer *answer)
{
  if (nursery->line < 0) return explain(nursery->error, nursery->patience + GRACE);
  struct head head = {.size = size};
  if (!give(nursery->line, &head, sizeof head) || !give(nursery->line, question, size) ||
      !take(nursery->line, &head, sizeof head))
    return give_up(nursery);
  *answer = (struct nursery_answer){head.end, arena_alloc(arena, head.size + 1), head.size};
  if (!take(nursery->line, answer->bytes, head.size)) return give_up(nursery);
  return head.error ? explain(head.error, nursery->patience) : STATUS_FINE;
}

void nursery_close(struct nursery *nursery)
{
  if (nursery->owner == getpid() && nursery->line >= 0) end(nursery);
}
