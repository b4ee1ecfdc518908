/* Growing arrays in an arena.
 *
 *   struct { VEC(struct thing) } things = {0};     or     VEC_OF(struct thing) things = {0};
 *   vec_push(arena, &things, thing);
 *   for (size_t i = 0; i < things.len; i++) use(things.at[i]);
 *
 * An element's address changes as the array grows: keep indices. */
#ifndef CTM_BASE_VEC_H
#define CTM_BASE_VEC_H

#include "base/arena.h"

#define VEC_OF(type)                                                                               \
  struct {                                                                                         \
    type *at;                                                                                      \
    size_t len, room;                                                                              \
  }

#define vec_reserve(arena, vec, wanted)                                                            \
  ((void)((vec)->room < (wanted)                                                                   \
              ? ((vec)->at = arena_grow((arena), (vec)->at, (vec)->room * sizeof *(vec)->at,       \
                                        vec_room((vec)->room, (wanted)) * sizeof *(vec)->at),      \
                 (vec)->room = vec_room((vec)->room, (wanted)))                                    \
              : 0))

#define vec_push(arena, vec, ...)                                                                  \
  (vec_reserve((arena), (vec), (vec)->len + 1), (vec)->at[(vec)->len++] = (__VA_ARGS__))

/* A new zeroed element; its address, valid until the next push. */
#define vec_add(arena, vec)                                                                        \
  (vec_reserve((arena), (vec), (vec)->len + 1), (vec)->len++, &(vec)->at[(vec)->len - 1])

/* Gives back the room behind the last element: nothing will be added. */
#define vec_fit(arena, vec)                                                                        \
  ((vec)->at = arena_shrink((arena), (vec)->at, (vec)->room * sizeof *(vec)->at,                   \
                            (vec)->len * sizeof *(vec)->at),                                       \
   (vec)->room = (vec)->len)

static inline size_t vec_room(size_t room, size_t wanted)
{
  size_t next = room < 4 ? 4 : room * 2;
  return next < wanted ? wanted : next;
}

#endif
