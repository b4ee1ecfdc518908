/* Steps that wait to be taken, the least (effort, steps, declaration) first. Of no interest outside
 * of reach.c. */
#ifndef CTM_ANALYSE_QUEUE_H
#define CTM_ANALYSE_QUEUE_H

#include "base/map.h"
#include "base/vec.h"

/* All that waits with one (effort, steps). */
struct bucket {
  uint32_t effort, steps;
  uint32_t last; /* its newest item, or QUEUE_END */
};

struct queue_item {
  uint32_t step;
  uint32_t before; /* in its bucket, or QUEUE_END */
};

#define QUEUE_END 0xffffffffu

struct queue {
  struct arena *arena;
  struct map numbers; /* (effort, steps) -> bucket */
  VEC_OF(struct bucket) buckets;
  VEC_OF(uint32_t) heap; /* of buckets that are not empty, the least (effort, steps) on top */
  VEC_OF(struct queue_item) items;
  uint32_t unused; /* the first of a list of items that are free again */
  uint32_t recent; /* the bucket of the last push */
  /* the bucket that is being emptied */
  uint32_t at;
  VEC_OF(uint32_t) steps; /* sorted, or a heap */
  bool is_heap;
  size_t taken;          /* of what is sorted: how many are gone */
  VEC_OF(uint32_t) room; /* for sorting */
};

void queue_init(struct queue *queue, struct arena *arena);
/* Not before what was taken last. */
void queue_push(struct queue *queue, uint32_t effort, uint32_t steps, uint32_t step);
/* False if nothing waits. */
bool queue_pop(struct queue *queue, uint32_t *effort, uint32_t *steps, uint32_t *step);

#endif
