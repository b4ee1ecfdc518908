/* A growing buffer; numbers are printed by hand so that no locale shows. */
#include "base/writer.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void writer_free(struct writer *writer)
{
  free(writer->at);
  *writer = (struct writer){0};
}

static void make_room(struct writer *writer, size_t size)
{
  if (size > SIZE_MAX - writer->len - 1) memory_exhausted(size);
  size_t wanted = writer->len + size + 1;
  if (wanted <= writer->room) return;
  size_t room = writer->room < 256 ? 256 : writer->room;
  while (room < wanted) room = room > SIZE_MAX / 2 ? wanted : room * 2;
  char *grown = realloc(writer->at, room);
  if (!grown) memory_exhausted(room);
  writer->at = grown;
  writer->room = room;
}

void writer_bytes(struct writer *writer, const void *bytes, size_t size)
{
  make_room(writer, size);
  if (size) memcpy(writer->at + writer->len, bytes, size);
  writer->len += size;
  writer->at[writer->len] = '\0';
}

void writer_text(struct writer *writer, const char *text)
{
  writer_bytes(writer, text, strlen(text));
}

void writer_str(struct writer *writer, struct str text)
{
  writer_bytes(writer, text.at, text.len);
}

void writer_char(struct writer *writer, char c)
{
  writer_bytes(writer, &c, 1);
}

void writer_repeat(struct writer *writer, char c, size_t count)
{
  make_room(writer, count);
  memset(writer->at + writer->len, c, count);
  writer->len += count;
  writer->at[writer->len] = '\0';
}

void writer_format(struct writer *writer, const char *format, ...)
{
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (length > 0) {
    make_room(writer, (size_t)length);
    vsnprintf(writer->at + writer->len, (size_t)length + 1, format, again);
    writer->len += (size_t)length;
  }
  va_end(again);
}

void writer_decimal(struct writer *writer, double value)
{
  long hundredths = lround(value * 100);
  if (hundredths < 0) {
    writer_char(writer, '-');
    hundredths = -hundredths;
  }
  writer_format(writer, "%ld", hundredths / 100);
  if (hundredths % 100) writer_format(writer, ".%02ld", hundredths % 100);
  if (hundredths % 100 && hundredths % 10 == 0) writer->at[--writer->len] = '\0';
}

static struct status write_all(int file, const char *path, const char *bytes, size_t size)
{
  while (size > 0) {
    ssize_t done = write(file, bytes, size);
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return status_make(STATUS_CANNOT_WRITE, "%s: %s", path, strerror(errno));
    bytes += done;
    size -= (size_t)done;
  }
  return STATUS_FINE;
}

/* mkstemp makes files that only their owner reads; ours have the rights of the file that they
 * replace, else those any new file would. */
static void usual_rights(int file, const char *path)
{
  struct stat info;
  mode_t mask = umask(0);
  umask(mask);
  bool is_old = stat(path, &info) == 0 && S_ISREG(info.st_mode);
  (void)!fchmod(file, is_old ? info.st_mode & 0777 : 0666 & ~mask);
}

/* A device or a pipe is written to, never replaced. */
static struct status write_in_place(const char *path, const void *bytes, size_t size)
{
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return status_make(STATUS_CANNOT_MAKE, "%s: %s", path, strerror(errno));
  struct status status = write_all(file, path, bytes, size);
  if (close(file) != 0 && status.code == STATUS_OK)
    status = status_make(STATUS_CANNOT_WRITE, "%s: %s", path, strerror(errno));
  return status;
}

static struct status replace(const char *path, const void *bytes, size_t size);

/* What a link names is replaced, not the link. */
struct status file_replace(const char *path, const void *bytes, size_t size)
{
  struct stat info;
  if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
    return status_make(STATUS_CANNOT_MAKE, "%s: is a directory", path);
  if (stat(path, &info) == 0 && !S_ISREG(info.st_mode)) return write_in_place(path, bytes, size);
  char *real = lstat(path, &info) == 0 && S_ISLNK(info.st_mode) ? realpath(path, NULL) : NULL;
  struct status status = replace(real ? real : path, bytes, size);
  free(real);
  return status;
}

static struct status replace(const char *path, const void *bytes, size_t size)
{
  struct writer beside = {0};
  writer_format(&beside, "%s.XXXXXX", path);
  struct status status = STATUS_FINE;
  int file = mkstemp(beside.at);
  if (file < 0) {
    status = status_make(STATUS_CANNOT_MAKE, "%s: %s", path, strerror(errno));
    goto cleanup;
  }
  usual_rights(file, path);
  status = write_all(file, path, bytes, size);
  if (close(file) != 0 && status.code == STATUS_OK)
    status = status_make(STATUS_CANNOT_WRITE, "%s: %s", path, strerror(errno));
  if (status.code == STATUS_OK && rename(beside.at, path) != 0)
    status = status_make(STATUS_CANNOT_MAKE, "%s: %s", path, strerror(errno));
  if (status.code != STATUS_OK) unlink(beside.at);
cleanup:
  writer_free(&beside);
  return status;
}

struct status directory_make(const char *path)
{
  struct status status = STATUS_FINE;
  struct writer copy = {0};
  writer_text(&copy, path);
  for (size_t i = 1; i <= copy.len && status.code == STATUS_OK; i++) {
    if (copy.at[i] != '/' && copy.at[i] != '\0') continue;
    char kept = copy.at[i];
    copy.at[i] = '\0';
    struct stat info;
    if (mkdir(copy.at, 0777) != 0 &&
        (errno != EEXIST || stat(copy.at, &info) != 0 || !S_ISDIR(info.st_mode)))
      status = status_make(STATUS_CANNOT_MAKE, "%s: %s", copy.at,
                           errno == EEXIST ? "is no directory" : strerror(errno));
    copy.at[i] = kept;
  }
  writer_free(&copy);
  return status;
}
