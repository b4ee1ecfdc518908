/* The program's side of a layout: states the problem, has a child of the nursery solve it
 * (layout.c), judges how the child ended, and reads its answer. */
#include "draw/layout_child.h"
#include "draw/nursery.h"

#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct nursery nursery; /* opened by its owner */
static pthread_mutex_t is_asked = PTHREAD_MUTEX_INITIALIZER;

static void open_nursery(void)
{
  if (nursery.owner == getpid()) return;
  if (nursery.owner && nursery.line >= 0) close(nursery.line); /* of the process that forked us */
  if (!nursery_open(&nursery, layout_work, LAYOUT_WALL_SECONDS)) _exit(0);
}

void layout_open(void)
{
  pthread_mutex_lock(&is_asked);
  open_nursery();
  pthread_mutex_unlock(&is_asked);
}

/* Nobody is left behind, not even for a moment. */
__attribute__((destructor)) static void close_nursery(void)
{
  nursery_close(&nursery);
}

static struct status judge(int end, const char *bytes, size_t size)
{
  if (WIFSIGNALED(end) && WTERMSIG(end) == SIGXCPU)
    return status_make(STATUS_BROKEN, "the layout engine needed more than %d seconds",
                       LAYOUT_CPU_SECONDS);
  if (WIFSIGNALED(end))
    return status_make(STATUS_BROKEN, "the layout engine ended by signal %d", WTERMSIG(end));
  if (WEXITSTATUS(end) == 2)
    return status_make(STATUS_BROKEN, "the layout engine refuses: %.*s", (int)size, bytes);
  if (WEXITSTATUS(end) == 3)
    return status_make(STATUS_BROKEN, "the layout engine ran out of memory");
  if (WEXITSTATUS(end) != 0)
    return status_make(STATUS_BROKEN, "the layout engine ended with status %d", WEXITSTATUS(end));
  double last = 0;
  if (size >= sizeof last && size % sizeof last == 0)
    memcpy(&last, bytes + size - sizeof last, sizeof last);
  if (last != LAYOUT_COMPLETE)
    return status_make(STATUS_BROKEN, "the layout engine gave half an answer");
  return STATUS_FINE;
}

/* Counts, then arrays; every element has three numbers, an edge six. */
static const double *state_problem(struct arena *arena, const struct layout_problem *problem,
                                   size_t *count)
{
  size_t n = problem->node_count, f = problem->frame_count, e = problem->edge_count,
         g = problem->guide_count, w = problem->way_count;
  *count = 5 + 3 * (n + f + g + w) + 6 * e;
  double *all = arena_new_array(arena, *count, double), *at = all;
  *at++ = (double)n, *at++ = (double)f, *at++ = (double)e;
  *at++ = (double)g, *at++ = (double)w;
  for (const struct layout_node *it = problem->nodes; it < problem->nodes + n; it++)
    *at++ = it->w, *at++ = it->h, *at++ = it->frame;
  for (const struct layout_frame *it = problem->frames; it < problem->frames + f; it++)
    *at++ = it->tab_w, *at++ = it->tab_h, *at++ = it->parent;
  for (const struct layout_edge *it = problem->edges; it < problem->edges + e; it++)
    *at++ = it->from, *at++ = it->to, *at++ = it->is_heavy, *at++ = it->is_back,
    *at++ = it->plate_w, *at++ = it->plate_h;
  for (const struct layout_guide *it = problem->guides; it < problem->guides + g; it++)
    *at++ = it->from, *at++ = it->to, *at++ = it->is_down;
  for (const struct layout_way *it = problem->ways; it < problem->ways + w; it++)
    *at++ = it->is_down, *at++ = it->has_frames_turned, *at++ = it->has_nodes_turned;
  return all;
}

/* The numbers in the order in which put_layout wrote them. */
static const double *take_edge(struct arena *arena, const double *at, struct layout_curve *curve)
{
  curve->count = (size_t)*at++;
  if (!curve->count) return at;
  curve->at = arena_new_array(arena, curve->count, struct point);
  for (size_t i = 0; i < curve->count; i++, at += 2) curve->at[i] = (struct point){at[0], at[1]};
  curve->tip = (struct point){at[0], at[1]};
  return at + 2;
}

static const double *take_layout(struct arena *arena, const double *at,
                                 const struct layout_problem *problem, struct layout_result *result)
{
  *result =
      (struct layout_result){at[0], at[1], arena_new_array(arena, problem->node_count, struct box),
                             arena_new_array(arena, problem->frame_count, struct box),
                             arena_new_array(arena, problem->edge_count, struct layout_curve)};
  at += 2;
  for (size_t i = 0; i < problem->node_count; i++, at += 2) {
    double w = problem->nodes[i].w, h = problem->nodes[i].h;
    result->nodes[i] = (struct box){at[0] - w / 2, at[1] - h / 2, w, h};
  }
  for (size_t i = 0; i < problem->frame_count; i++, at += 4)
    result->frames[i] = (struct box){at[0], at[1], at[2], at[3]};
  for (size_t i = 0; i < problem->edge_count; i++) {
    const struct layout_edge *edge = &problem->edges[i];
    at = take_edge(arena, at, &result->edges[i]);
    if (!(edge->plate_w > 0)) continue;
    result->edges[i].plate = (struct box){at[0] - edge->plate_w / 2, at[1] - edge->plate_h / 2,
                                          edge->plate_w, edge->plate_h};
    at += 2;
  }
  return at;
}

struct status layout_solve(struct arena *arena, const struct layout_problem *problem,
                           struct layout_result *results)
{
  struct nursery_answer answer;
  size_t count;
  const double *stated = state_problem(arena, problem, &count);
  pthread_mutex_lock(&is_asked);
  open_nursery();
  struct status status = nursery_ask(&nursery, arena, stated, count * sizeof *stated, &answer);
  pthread_mutex_unlock(&is_asked);
  if (status.code == STATUS_OK) status = judge(answer.end, answer.bytes, answer.size);
  if (status.code != STATUS_OK) return status;
  const double *at = (const double *)(const void *)answer.bytes;
  for (size_t i = 0; i < problem->way_count; i++) at = take_layout(arena, at, problem, &results[i]);
  return STATUS_FINE;
}
