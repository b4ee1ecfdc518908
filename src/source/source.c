/* Reading files whole, and a line map made when somebody asks. */
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static struct status read_all(struct arena *arena, int file, const char *path, size_t largest,
                              struct str *text, bool *is_too_large)
{
  size_t room = 64 * 1024, len = 0;
  char *bytes = arena_alloc(arena, room);
  for (;;) {
    if (len + 1 >= room) {
      bytes = arena_grow(arena, bytes, room, room * 2);
      room *= 2;
    }
    ssize_t got = read(file, bytes + len, room - len - 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return status_make(STATUS_CANNOT_READ, "%s: %s", path, strerror(errno));
    if (got == 0) break;
    len += (size_t)got;
    if (len > largest) {
      *is_too_large = true;
      return STATUS_FINE;
    }
  }
  bytes[len] = '\0';
  bytes = arena_shrink(arena, bytes, room, len + 1);
  *text = (struct str){bytes, len};
  return STATUS_FINE;
}

struct status source_read(struct arena *arena, const char *path, size_t largest, struct str *text,
                          bool *is_too_large)
{
  *text = (struct str){"", 0};
  *is_too_large = false;
  if (strcmp(path, "-") == 0)
    return read_all(arena, 0, "standard input", largest, text, is_too_large);
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return status_make(STATUS_CANNOT_READ, "%s: %s", path, strerror(errno));
  struct stat info;
  struct status status = STATUS_FINE;
  if (fstat(file, &info) != 0)
    status = status_make(STATUS_CANNOT_READ, "%s: %s", path, strerror(errno));
  else if (S_ISDIR(info.st_mode))
    status = status_make(STATUS_CANNOT_READ, "%s: is a directory, not a .ctm file", path);
  else if (!S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode))
    status = status_make(STATUS_CANNOT_READ, "%s: is no regular file", path);
  else if (S_ISREG(info.st_mode) && (uint64_t)info.st_size > largest)
    *is_too_large = true;
  else {
    (void)fcntl(file, F_SETFL, 0); /* a FIFO may make us wait from here on */
    status = read_all(arena, file, path, largest, text, is_too_large);
  }
  close(file);
  return status;
}

static void map_lines(struct arena *arena, struct source *source)
{
  uint32_t count = 1;
  for (size_t i = 0; i < source->text.len; i++) count += source->text.at[i] == '\n';
  source->lines = arena_new_array(arena, count, uint32_t);
  source->line_count = 1;
  for (size_t i = 0; i < source->text.len; i++)
    if (source->text.at[i] == '\n') source->lines[source->line_count++] = (uint32_t)i + 1;
}

struct position source_position(struct arena *arena, struct source *source, uint32_t offset)
{
  if (!source->lines) map_lines(arena, source);
  if (offset > source->text.len) offset = (uint32_t)source->text.len;
  uint32_t low = 0, high = source->line_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (source->lines[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  struct position position = {low + 1, 1};
  for (uint32_t i = source->lines[low]; i < offset; i++)
    position.column += ((unsigned char)source->text.at[i] & 0xc0) != 0x80;
  return position;
}

struct str source_line(struct arena *arena, struct source *source, uint32_t line)
{
  if (!source->lines) map_lines(arena, source);
  if (line < 1 || line > source->line_count) return STR("");
  uint32_t from = source->lines[line - 1];
  uint32_t to = line < source->line_count ? source->lines[line] : (uint32_t)source->text.len;
  while (to > from && (source->text.at[to - 1] == '\n' || source->text.at[to - 1] == '\r')) to--;
  return (struct str){source->text.at + from, to - from};
}
