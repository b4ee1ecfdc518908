/* A queue by buckets. Efforts and steps are small numbers, so that many items share them: a bucket
 * for each pair that occurs, found by hashing, and a binary heap of the buckets alone. A bucket is
 * sorted by step when its turn comes. It is complete then: a derivation that ends in what was taken
 * from it has at least one step more. The one exception are sums that are saturated, which come
 * back to their own bucket; what is left of it, sorted, is a heap, and goes on as one.
 * Cost: linear in items, times the logarithm of the number of buckets. */
#include "analyse/queue.h"

#include <string.h>

void queue_init(struct queue *queue, struct arena *arena)
{
  *queue = (struct queue){.arena = arena, .at = QUEUE_END, .unused = QUEUE_END};
  map_init(&queue->numbers, arena, 64);
}

/* --- the heap of buckets ------------------------------------------------------------------------
 */

static bool is_before(const struct queue *queue, uint32_t left, uint32_t right)
{
  const struct bucket *a = &queue->buckets.at[left], *b = &queue->buckets.at[right];
  return a->effort != b->effort ? a->effort < b->effort : a->steps < b->steps;
}

static void add_bucket(struct queue *queue, uint32_t bucket)
{
  vec_push(queue->arena, &queue->heap, bucket);
  size_t at = queue->heap.len - 1;
  while (at > 0 && is_before(queue, bucket, queue->heap.at[(at - 1) / 2])) {
    queue->heap.at[at] = queue->heap.at[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  queue->heap.at[at] = bucket;
}

static uint32_t take_bucket(struct queue *queue)
{
  uint32_t *heap = queue->heap.at, first = heap[0], last = heap[--queue->heap.len];
  size_t at = 0, len = queue->heap.len;
  for (size_t down; (down = 2 * at + 1) < len; at = down) {
    if (down + 1 < len && is_before(queue, heap[down + 1], heap[down])) down++;
    if (!is_before(queue, heap[down], last)) break;
    heap[at] = heap[down];
  }
  if (len) heap[at] = last;
  return first;
}

/* --- one bucket ---------------------------------------------------------------------------------
 */

/* Least significant byte first (Hollerith); bytes that are the same everywhere are left out. */
static void sort_steps(struct queue *queue)
{
  size_t count = queue->steps.len;
  vec_reserve(queue->arena, &queue->room, count);
  uint32_t *from = queue->steps.at, *to = queue->room.at;
  for (unsigned shift = 0; shift < 32; shift += 8) {
    size_t first[257] = {0};
    for (size_t i = 0; i < count; i++) first[(from[i] >> shift & 255) + 1]++;
    if (first[(from[0] >> shift & 255) + 1] == count) continue;
    for (unsigned b = 0; b < 256; b++) first[b + 1] += first[b];
    for (size_t i = 0; i < count; i++) to[first[from[i] >> shift & 255]++] = from[i];
    uint32_t *other = from;
    from = to;
    to = other;
  }
  if (from != queue->steps.at) memcpy(queue->steps.at, from, count * sizeof *from);
}

static void sort_few(uint32_t *steps, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    uint32_t step = steps[i];
    size_t at = i;
    for (; at > 0 && steps[at - 1] > step; at--) steps[at] = steps[at - 1];
    steps[at] = step;
  }
}

static bool open_bucket(struct queue *queue)
{
  enum { FEW = 64 };
  if (!queue->heap.len) return false;
  queue->at = take_bucket(queue);
  queue->steps.len = queue->taken = 0;
  queue->is_heap = false;
  struct bucket *bucket = &queue->buckets.at[queue->at];
  for (uint32_t i = bucket->last, before; i != QUEUE_END; i = before) {
    vec_push(queue->arena, &queue->steps, queue->items.at[i].step);
    before = queue->items.at[i].before;
    queue->items.at[i].before = queue->unused;
    queue->unused = i;
  }
  bucket->last = QUEUE_END;
  if (queue->steps.len <= FEW)
    sort_few(queue->steps.at, queue->steps.len);
  else
    sort_steps(queue);
  return true;
}

/* Back to the bucket that is being emptied. */
static void push_again(struct queue *queue, uint32_t step)
{
  size_t left = queue->steps.len - queue->taken;
  if (queue->taken) memmove(queue->steps.at, queue->steps.at + queue->taken, left * sizeof step);
  queue->steps.len = left;
  queue->taken = 0;
  queue->is_heap = true;
  vec_push(queue->arena, &queue->steps, step);
  uint32_t *heap = queue->steps.at;
  size_t at = left;
  for (; at > 0 && step < heap[(at - 1) / 2]; at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
  heap[at] = step;
}

static uint32_t take_from_heap(struct queue *queue)
{
  uint32_t *heap = queue->steps.at, first = heap[0], last = heap[--queue->steps.len];
  size_t at = 0, len = queue->steps.len;
  for (size_t down; (down = 2 * at + 1) < len; at = down) {
    if (down + 1 < len && heap[down + 1] < heap[down]) down++;
    if (heap[down] >= last) break;
    heap[at] = heap[down];
  }
  if (len) heap[at] = last;
  return first;
}

/* --- both ---------------------------------------------------------------------------------------
 */

static uint32_t bucket_of(struct queue *queue, uint32_t effort, uint32_t steps)
{
  if (queue->recent < queue->buckets.len) {
    const struct bucket *recent = &queue->buckets.at[queue->recent];
    if (recent->effort == effort && recent->steps == steps) return queue->recent;
  }
  uint32_t found = map_get(&queue->numbers, effort, steps);
  if (found == MAP_NONE) {
    found = (uint32_t)queue->buckets.len;
    vec_push(queue->arena, &queue->buckets, (struct bucket){effort, steps, QUEUE_END});
    map_add(&queue->numbers, effort, steps, found);
  }
  return queue->recent = found;
}

static uint32_t new_item(struct queue *queue)
{
  uint32_t item = queue->unused;
  if (item == QUEUE_END) {
    (void)vec_add(queue->arena, &queue->items);
    return (uint32_t)queue->items.len - 1;
  }
  queue->unused = queue->items.at[item].before;
  return item;
}

void queue_push(struct queue *queue, uint32_t effort, uint32_t steps, uint32_t step)
{
  uint32_t number = bucket_of(queue, effort, steps);
  if (number == queue->at) {
    push_again(queue, step);
    return;
  }
  if (queue->buckets.at[number].last == QUEUE_END) add_bucket(queue, number);
  uint32_t item = new_item(queue);
  queue->items.at[item].step = step;
  queue->items.at[item].before = queue->buckets.at[number].last;
  queue->buckets.at[number].last = item;
}

bool queue_pop(struct queue *queue, uint32_t *effort, uint32_t *steps, uint32_t *step)
{
  if (queue->taken == queue->steps.len && !open_bucket(queue)) return false;
  *effort = queue->buckets.at[queue->at].effort;
  *steps = queue->buckets.at[queue->at].steps;
  *step = queue->is_heap ? take_from_heap(queue) : queue->steps.at[queue->taken++];
  return true;
}
