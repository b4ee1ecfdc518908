/* A unified diff.
 *
 * What is equal at the beginning and the end is cut off; what remains is compared by the shortest
 * edit script of Myers, "An O(ND) difference algorithm and its variations" (1986), greedy, with the
 * furthest points of every round kept for the way back. Past MOST_EDITS edits the rest is shown as
 * one replacement, so memory stays bounded; still a correct diff, only longer. */
#include "write/difference.h"

#include "base/arena.h"
#include "base/vec.h"

enum { CONTEXT = 3, MOST_EDITS = 2000 };

typedef VEC_OF(struct str) line_list;

struct comparison {
  struct arena arena;
  line_list before, after;
  bool *is_removed, *is_added; /* by line of `before`, of `after` */
};

/* Each line with its newline; the last may have none. */
static void split(struct arena *arena, struct str text, line_list *lines)
{
  for (size_t from = 0; from < text.len;) {
    const char *end = memchr(text.at + from, '\n', text.len - from);
    size_t to = end ? (size_t)(end - text.at) + 1 : text.len;
    vec_push(arena, lines, (struct str){text.at + from, to - from});
    from = to;
  }
}

struct range {
  size_t b0, b1, a0, a1; /* lines of before, of after */
};

static void replace_all(struct comparison *c, struct range r)
{
  for (size_t i = r.b0; i < r.b1; i++) c->is_removed[i] = true;
  for (size_t i = r.a0; i < r.a1; i++) c->is_added[i] = true;
}

/* Back from the end along the kept rounds: each step is one line removed or added. */
static void walk_back(struct comparison *c, struct range r, int **rounds, int d)
{
  int x = (int)(r.b1 - r.b0), y = (int)(r.a1 - r.a0);
  for (; d > 0; d--) {
    const int *v = rounds[d - 1] + d; /* diagonals -d … d, one wider than its own round */
    int k = x - y;
    bool is_down = k == -d || (k != d && v[k - 1] < v[k + 1]);
    int from = is_down ? k + 1 : k - 1;
    x = v[from];
    y = x - from;
    if (is_down)
      c->is_added[r.a0 + (size_t)y] = true;
    else
      c->is_removed[r.b0 + (size_t)x] = true;
  }
}

static void compare(struct comparison *c, struct range r)
{
  int n = (int)(r.b1 - r.b0), m = (int)(r.a1 - r.a0);
  int **rounds = arena_new_array(&c->arena, MOST_EDITS + 1, int *);
  int *row = arena_new_array(&c->arena, 2 * MOST_EDITS + 3, int);
  int *v = row + MOST_EDITS + 1;
  for (int d = 0; d <= MOST_EDITS; d++) {
    for (int k = -d; k <= d; k += 2) {
      bool is_down = k == -d || (k != d && v[k - 1] < v[k + 1]);
      int x = is_down ? v[k + 1] : v[k - 1] + 1;
      while (x < n && x - k < m && x - k >= 0 &&
             str_equal(c->before.at[r.b0 + (size_t)x], c->after.at[r.a0 + (size_t)(x - k)]))
        x++;
      v[k] = x;
      if (x >= n && x - k >= m) {
        walk_back(c, r, rounds, d);
        return;
      }
    }
    rounds[d] = arena_new_array(&c->arena, 2 * (size_t)d + 3, int);
    memcpy(rounds[d], v - d - 1, (2 * (size_t)d + 3) * sizeof *v);
  }
  replace_all(c, r);
}

static void mark(struct comparison *c)
{
  struct range r = {0, c->before.len, 0, c->after.len};
  while (r.b0 < r.b1 && r.a0 < r.a1 && str_equal(c->before.at[r.b0], c->after.at[r.a0]))
    r.b0++, r.a0++;
  while (r.b1 > r.b0 && r.a1 > r.a0 && str_equal(c->before.at[r.b1 - 1], c->after.at[r.a1 - 1]))
    r.b1--, r.a1--;
  c->is_removed = arena_new_array(&c->arena, c->before.len + 1, bool);
  c->is_added = arena_new_array(&c->arena, c->after.len + 1, bool);
  if (r.b0 < r.b1 || r.a0 < r.a1) compare(c, r);
}

/* --- printing --------------------------------------------------------------------------------- */

static void print_line(struct writer *out, char sign, struct str line)
{
  writer_char(out, sign);
  writer_str(out, line);
  if (!line.len || line.at[line.len - 1] != '\n')
    writer_text(out, "\n\\ No newline at end of file\n");
}

/* From a change on to behind the last that is near it. */
static struct range hunk_at(const struct comparison *c, size_t b, size_t a)
{
  size_t before = b < CONTEXT ? b : CONTEXT;
  struct range r = {b - before, b, a - before, a};
  size_t equal = 0;
  while (b < c->before.len || a < c->after.len) {
    bool is_change = c->is_removed[b] || c->is_added[a];
    if (!is_change && ++equal > 2 * CONTEXT) break;
    if (is_change) equal = 0;
    if (c->is_removed[b])
      b++;
    else if (c->is_added[a])
      a++;
    else
      b++, a++;
    if (is_change) r.b1 = b, r.a1 = a;
  }
  for (int i = 0; i < CONTEXT && r.b1 < c->before.len && r.a1 < c->after.len; i++) r.b1++, r.a1++;
  return r;
}

static void print_hunk(const struct comparison *c, struct range r, struct writer *out)
{
  size_t b = r.b0, a = r.a0;
  writer_format(out, "@@ -%zu,%zu +%zu,%zu @@\n", r.b1 > r.b0 ? r.b0 + 1 : r.b0, r.b1 - r.b0,
                r.a1 > r.a0 ? r.a0 + 1 : r.a0, r.a1 - r.a0);
  while (b < r.b1 || a < r.a1) {
    if (b < r.b1 && c->is_removed[b])
      print_line(out, '-', c->before.at[b++]);
    else if (a < r.a1 && c->is_added[a])
      print_line(out, '+', c->after.at[a++]);
    else {
      print_line(out, ' ', c->before.at[b++]);
      a++;
    }
  }
}

void difference_print(const char *name, struct str before, struct str after, struct writer *out)
{
  struct comparison c = {0};
  split(&c.arena, before, &c.before);
  split(&c.arena, after, &c.after);
  mark(&c);
  bool is_first = true;
  for (size_t b = 0, a = 0; b < c.before.len || a < c.after.len;) {
    if (!c.is_removed[b] && !c.is_added[a]) {
      b++, a++;
      continue;
    }
    if (is_first) writer_format(out, "--- %s\n+++ %s\n", name, name);
    is_first = false;
    struct range hunk = hunk_at(&c, b, a);
    print_hunk(&c, hunk, out);
    b = hunk.b1;
    a = hunk.a1;
  }
  arena_free(&c.arena);
}
