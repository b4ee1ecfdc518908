/* ctm init [DIR]: a starter model. */
#include "command/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_MOST = 4096, LONGEST_MORE = 12 };

static ctm_status cannot_make(const char *path, int error)
{
  fprintf(stderr, "ctm: %s: %s\n", path, strerror(error));
  return CTM_CANNOT_MAKE;
}

/* Makes the folder and those around it. */
static ctm_status make_folder(const char *folder)
{
  char path[PATH_MOST];
  if ((size_t)snprintf(path, sizeof path, "%s", folder) >= sizeof path)
    return cannot_make(folder, ENAMETOOLONG);
  for (char *at = path + 1;; at++) {
    if (*at != '/' && *at) continue;
    char kept = *at;
    *at = '\0';
    if (mkdir(path, 0777) != 0 && errno != EEXIST) return cannot_make(path, errno);
    if (!kept) return CTM_OK;
    *at = kept;
  }
}

/* A new file: whatever is there already stays. */
static ctm_status write_new(const char *path, const ctm_text *text)
{
  FILE *file = fopen(path, "wx");
  if (!file && errno == EEXIST) {
    fprintf(stderr, "ctm: %s is there already and stays as it is\n", path);
    return CTM_CANNOT_MAKE;
  }
  if (!file) return cannot_make(path, errno);
  size_t size = ctm_text_size(text);
  bool is_written = fwrite(ctm_text_bytes(text), 1, size, file) == size;
  if (fclose(file) == 0 && is_written) return CTM_OK;
  fprintf(stderr, "ctm: %s: %s\n", path, strerror(errno));
  unlink(path);
  return CTM_CANNOT_WRITE;
}

static void print_next(const char *command, const char *path, const char *more, const char *what)
{
  printf("  ctm %s %s%-*s  %s\n", command, path, LONGEST_MORE, more, what);
}

ctm_status command_init(const struct call *call)
{
  const char *folder = call->operands.count ? call->operands.at[0] : NULL;
  char path[PATH_MOST + 16];
  if (folder && !*folder) return usage(call, "which folder?");
  ctm_status status = folder ? make_folder(folder) : CTM_OK;
  if (status != CTM_OK) return status;
  const char *slash = !folder || folder[strlen(folder) - 1] == '/' ? "" : "/";
  snprintf(path, sizeof path, "%s%smodel.ctm", folder ? folder : "", slash);
  ctm_text *text;
  ctm_starter(&text);
  status = write_new(path, text);
  ctm_text_free(text);
  if (status != CTM_OK) return status;
  printf("%s\n\nNext:\n", path);
  print_next("check", path, "", "one promise fails; the message shows the way");
  print_next("paths", path, " --to orders", "every attacker's way to the orders");
  print_next("build", path, " -d ctm-out", "pictures and register");
  return CTM_OK;
}
