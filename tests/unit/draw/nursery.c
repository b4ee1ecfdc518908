/* One nursery for many questions, whatever becomes of its children, and nobody left behind. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "draw/nursery.h"

#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <cmocka.h>

enum { PATIENCE = 1, LARGE = 3000000, DEADLINE = 60 };

/* What a child does is the first letter of the question. */
static void work(const void *question, size_t size, int file)
{
  const char *text = question;
  if (text[0] == 'c') raise(SIGSEGV);
  if (text[0] == 'e') _exit(7);
  if (text[0] == 'k') kill(getppid(), SIGKILL);
  while (text[0] == 's' || text[0] == 'k') pause();
  pid_t nursery = getppid();
  if (text[0] == 'p' && write(file, &nursery, sizeof nursery) < 0) _exit(1);
  for (size_t done = 0; text[0] == '=' && done < size;) {
    ssize_t got = write(file, text + done, size - done);
    if (got <= 0) _exit(1);
    done += (size_t)got;
  }
}

static struct nursery nursery;
static struct arena arena;

static int opens(void **state)
{
  (void)state;
  alarm(DEADLINE);
  if (!nursery_open(&nursery, work, PATIENCE)) _exit(0);
  return 0;
}

static int closes(void **state)
{
  (void)state;
  nursery_close(&nursery);
  arena_free(&arena);
  return 0;
}

static struct status ask(const char *question, struct nursery_answer *answer)
{
  return nursery_ask(&nursery, &arena, question, strlen(question), answer);
}

static void expect_echo(const char *question)
{
  struct nursery_answer answer;
  assert_int_equal(ask(question, &answer).code, STATUS_OK);
  assert_int_equal(answer.end, 0);
  assert_int_equal(answer.size, strlen(question));
  assert_memory_equal(answer.bytes, question, answer.size);
}

static pid_t ask_process(void)
{
  struct nursery_answer answer;
  pid_t process = 0;
  assert_int_equal(ask("p", &answer).code, STATUS_OK);
  assert_int_equal(answer.size, sizeof process);
  memcpy(&process, answer.bytes, sizeof process);
  return process;
}

static void serves_many(void **state)
{
  (void)state;
  char question[40];
  for (int i = 0; i < 300; i++) {
    snprintf(question, sizeof question, "=%d", i * i);
    expect_echo(question);
  }
  assert_int_equal(ask_process(), nursery.process);
}

static void carries_large_ones(void **state)
{
  (void)state;
  char *question = malloc(LARGE + 1);
  assert_non_null(question);
  for (size_t i = 0; i < LARGE; i++) question[i] = (char)('0' + i % 71);
  question[0] = '=';
  question[LARGE] = 0;
  expect_echo(question);
  free(question);
}

static void survives_its_children(void **state)
{
  (void)state;
  struct nursery_answer answer;
  assert_int_equal(ask("crash", &answer).code, STATUS_OK);
  assert_true(WIFSIGNALED(answer.end) && WTERMSIG(answer.end) == SIGSEGV);
  assert_int_equal(ask("exit", &answer).code, STATUS_OK);
  assert_true(WIFEXITED(answer.end) && WEXITSTATUS(answer.end) == 7);
  expect_echo("=still there");
  assert_int_equal(ask_process(), nursery.process);
}

static void ends_the_silent(void **state)
{
  (void)state;
  struct nursery_answer answer;
  struct status status = ask("sleep", &answer);
  assert_int_equal(status.code, STATUS_BROKEN);
  assert_string_equal(status.reason, "the layout engine fell silent for 1 seconds");
  expect_echo("=still there");
}

static void ignores_the_terminal(void **state)
{
  (void)state;
  static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
  for (int i = 0; i < 4; i++) kill(nursery.process, signals[i]);
  expect_echo("=still there");
}

#ifdef __linux__

/* How many processes were left behind by now; with patience they are waited for. */
static int count_left(bool has_patience)
{
  int count = 0;
  for (;;) {
    pid_t left = waitpid(-1, NULL, has_patience ? 0 : WNOHANG);
    if (left < 0 && errno == EINTR) continue;
    if (left < 0) return count;
    count++;
    if (left == 0) return count;
  }
}

#endif

static void says_that_it_died(void **state)
{
  (void)state;
  struct nursery_answer answer;
  for (int i = 0; i < 2; i++) {
    struct status status = ask(i ? "=again" : "kill", &answer);
    assert_int_equal(status.code, STATUS_BROKEN);
    assert_string_equal(status.reason, "the layout engine's process is gone");
  }
#ifdef __linux__
  assert_int_equal(count_left(true), 1); /* its child, which goes with it */
#endif
}

/* ---- the end of the program ---- */

#ifdef __linux__

/* Runs a program in a fork; main says that its children become ours when it ends. */
static pid_t run(void program(void))
{
  fflush(NULL);
  pid_t process = fork();
  if (process == 0) {
    program();
    _exit(0);
  }
  assert_true(process > 0);
  return process;
}

static void use_and_end(void)
{
  if (!nursery_open(&nursery, work, PATIENCE)) _exit(0);
  for (int i = 0; i < 3; i++) ask_process();
  nursery_close(&nursery);
}

static void leaves_nobody(void **state)
{
  (void)state;
  int end = 0;
  pid_t process = run(use_and_end);
  assert_int_equal(waitpid(process, &end, 0), process);
  assert_int_equal(end, 0);
  assert_int_equal(count_left(false), 0);
}

static volatile sig_atomic_t *is_asking; /* shared between the processes */

static void sleep_at_work(const void *question, size_t size, int file)
{
  (void)question, (void)size, (void)file;
  *is_asking = 1;
  for (;;) pause();
}

static void wait_for_sleeper(void)
{
  struct nursery_answer answer;
  if (!nursery_open(&nursery, sleep_at_work, DEADLINE)) _exit(0);
  ask("", &answer);
}

static void wait_for_nothing(void)
{
  if (!nursery_open(&nursery, sleep_at_work, DEADLINE)) _exit(0);
  *is_asking = 1;
  for (;;) pause();
}

/* A child that would be silent for a minute must not keep anybody: alarm() watches. */
static void kill_program(void program(void))
{
  is_asking =
      mmap(NULL, sizeof *is_asking, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true(is_asking != MAP_FAILED);
  *is_asking = 0;
  pid_t process = run(program);
  while (!*is_asking) poll(NULL, 0, 1);
  kill(process, SIGKILL);
  alarm(PATIENCE * 20);
  assert_int_equal(waitpid(process, NULL, 0), process);
  assert_true(count_left(true) >= 1);
  munmap((void *)(uintptr_t)is_asking, sizeof *is_asking);
}

static void follows_a_killed_program(void **state)
{
  (void)state;
  kill_program(wait_for_nothing);
  kill_program(wait_for_sleeper);
}

/* Who reads what the program writes sees its end although the nursery lives. */
static void holds_no_file(void **state)
{
  (void)state;
  int ends[2];
  char byte;
  assert_int_equal(pipe(ends), 0);
  if (!nursery_open(&nursery, work, PATIENCE)) _exit(0);
  close(ends[1]);
  ask_process();
  assert_int_equal(read(ends[0], &byte, 1), 0);
  close(ends[0]);
}

#endif

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(serves_many, opens, closes),
      cmocka_unit_test_setup_teardown(carries_large_ones, opens, closes),
      cmocka_unit_test_setup_teardown(survives_its_children, opens, closes),
      cmocka_unit_test_setup_teardown(ends_the_silent, opens, closes),
      cmocka_unit_test_setup_teardown(ignores_the_terminal, opens, closes),
      cmocka_unit_test_setup_teardown(says_that_it_died, opens, closes),
#ifdef __linux__
      cmocka_unit_test_teardown(leaves_nobody, closes),
      cmocka_unit_test(follows_a_killed_program),
      cmocka_unit_test_teardown(holds_no_file, closes),
#endif
  };
#ifdef __linux__
  prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
  return cmocka_run_group_tests(tests, NULL, NULL);
}
