/* Tables of requirements: rows in their order, and a sorted index of all spellings of their ids. */
#include "library/catalogue.h"

#include "base/vec.h"

#include <stdlib.h>

enum { NO_COLUMN = -1 };

struct catalogue_key {
  struct str text;
  uint32_t row;
};

struct reader {
  struct arena *arena;
  VEC_OF(struct catalogue_row) rows;
  VEC_OF(struct catalogue_key) keys;
};

/* Which column holds what; NO_COLUMN if none does. */
struct columns {
  int id, title, edition;
};

/* Takes the text up to `end` off the front of *rest, the mark itself is dropped. */
static struct str take_until(struct str *rest, char end)
{
  const char *mark = rest->len ? memchr(rest->at, end, rest->len) : NULL;
  struct str taken = {rest->at, mark ? (size_t)(mark - rest->at) : rest->len};
  size_t gone = taken.len + (mark ? 1 : 0);
  rest->at += gone;
  rest->len -= gone;
  return taken;
}

/* The next line that is neither blank nor a comment; false at the end. */
static bool take_line(struct str *rest, struct str *line)
{
  while (rest->len) {
    *line = take_until(rest, '\n');
    if (line->len && line->at[line->len - 1] == '\r') line->len--;
    if (line->len && line->at[0] != '#') return true;
  }
  return false;
}

static struct str field(struct str line, int column)
{
  if (column == NO_COLUMN) return (struct str){NULL, 0};
  struct str taken = take_until(&line, '\t');
  for (; column > 0; column--) taken = take_until(&line, '\t');
  return taken;
}

static int find_column(struct str header, struct str name)
{
  for (int column = 0; header.len; column++)
    if (str_equal(take_until(&header, '\t'), name)) return column;
  return NO_COLUMN;
}

static struct columns read_header(struct str header)
{
  struct columns columns = {find_column(header, STR("id")), find_column(header, STR("title")),
                            find_column(header, STR("edition"))};
  if (columns.title == NO_COLUMN) columns.title = find_column(header, STR("name"));
  return columns;
}

/* How many leading bytes, none of them digits, all ids of a table share. */
static size_t shared_letters(struct str rest, struct columns columns)
{
  struct str line, shared = {NULL, 0};
  while (take_line(&rest, &line)) {
    struct str id = field(line, columns.id);
    if (!id.len) continue;
    if (!shared.at) shared = id;
    size_t same = 0;
    while (same < shared.len && same < id.len && shared.at[same] == id.at[same] &&
           !(id.at[same] >= '0' && id.at[same] <= '9'))
      same++;
    shared.len = same;
  }
  return shared.len;
}

static void add_key(struct reader *reader, struct str text)
{
  uint32_t row = (uint32_t)reader->rows.len - 1;
  vec_push(reader->arena, &reader->keys, (struct catalogue_key){text, row});
}

static struct str edition_and(struct arena *arena, struct str edition, struct str id)
{
  if (!edition.len) return id;
  char *text = arena_alloc(arena, edition.len + 1 + id.len + 1);
  memcpy(text, edition.at, edition.len);
  text[edition.len] = '-';
  memcpy(text + edition.len + 1, id.at, id.len);
  return (struct str){text, edition.len + 1 + id.len};
}

static void read_table(struct reader *reader, struct str rest)
{
  struct str line;
  if (!take_line(&rest, &line)) return;
  struct columns columns = read_header(line);
  if (columns.id == NO_COLUMN) return;
  size_t shared = shared_letters(rest, columns);
  while (take_line(&rest, &line)) {
    struct str id = field(line, columns.id), edition = field(line, columns.edition);
    if (!id.len) continue;
    struct str full = edition_and(reader->arena, edition, id);
    struct str brief = {id.at + shared, id.len - shared};
    vec_push(reader->arena, &reader->rows,
             (struct catalogue_row){full, field(line, columns.title)});
    add_key(reader, full);
    if (shared && brief.len) add_key(reader, edition_and(reader->arena, edition, brief));
  }
}

static int compare_keys(const void *a, const void *b)
{
  const struct catalogue_key *left = a, *right = b;
  int order = str_compare(left->text, right->text);
  return order ? order : (left->row > right->row) - (left->row < right->row);
}

struct catalogue *catalogue_read(struct arena *arena, const struct str *texts, size_t n)
{
  struct reader reader = {.arena = arena};
  for (size_t i = 0; i < n; i++) read_table(&reader, texts[i]);
  if (reader.keys.len) qsort(reader.keys.at, reader.keys.len, sizeof *reader.keys.at, compare_keys);
  struct catalogue *catalogue = arena_new(arena, struct catalogue);
  *catalogue = (struct catalogue){reader.rows.at, reader.rows.len, reader.keys.at, reader.keys.len};
  return catalogue;
}

const struct catalogue_row *catalogue_find(const struct catalogue *catalogue, struct str id)
{
  size_t low = 0, high = catalogue->key_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_compare(catalogue->keys[middle].text, id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == catalogue->key_count || !str_equal(catalogue->keys[low].text, id)) return NULL;
  return &catalogue->rows[catalogue->keys[low].row];
}
