/* ctm: the command line. Parse, run, close what was opened. */
#include "command/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static ctm_status run(const struct call *call)
{
  switch (call->command) {
  case COMMAND_INIT:
    return command_init(call);
  case COMMAND_BUILD:
    return command_build(call);
  case COMMAND_RENDER:
    return command_render(call);
  case COMMAND_OUTPUTS:
    return command_outputs(call);
  case COMMAND_DEPS:
    return command_deps(call);
  case COMMAND_DIGEST:
    return command_digest(call);
  case COMMAND_CHECK:
    return command_check(call);
  case COMMAND_REACH:
    return command_reach(call);
  case COMMAND_PATHS:
    return command_paths(call);
  case COMMAND_CUT:
    return command_cut(call);
  case COMMAND_CHOKE:
    return command_choke(call);
  case COMMAND_BLAST:
    return command_reach(call);
  case COMMAND_SLIPS:
    return command_slips(call);
  case COMMAND_DIFF:
    return command_diff(call);
  case COMMAND_EXPLAIN:
    return command_explain(call);
  case COMMAND_EXPORT:
    return command_export(call);
  case COMMAND_FMT:
    return command_fmt(call);
  default:
    return command_help(call);
  }
}

static ctm_status print_version(const struct call *call)
{
  if (call_has(call, SLOT_JSON))
    printf("{\n"
           "  \"format\": \"ctm-version\",\n"
           "  \"version\": 1,\n"
           "  \"ctm\": \"%s\",\n"
           "  \"language\": %u,\n"
           "  \"library\": \"%s\"\n"
           "}\n",
           ctm_version(), ctm_language(), ctm_library());
  else
    printf("ctm %s (language %u, library %.12s)\n", ctm_version(), ctm_language(), ctm_library());
  return CTM_OK;
}

static ctm_status dispatch(const struct call *call)
{
  if (call_has(call, SLOT_HELP)) {
    print_help(call->command);
    return CTM_OK;
  }
  if (call->command != COMMAND_NONE) return run(call);
  if (call_has(call, SLOT_VERSION)) return print_version(call);
  if (call_has(call, SLOT_JSON)) return usage(call, "--json goes with --version");
  return usage(call, "which command? `ctm init` makes a model to begin with");
}

/* What was printed has to arrive: a full disk shows when stdout is closed. */
static ctm_status close_output(ctm_status status)
{
  bool is_broken = ferror(stdout) != 0;
  if (fclose(stdout) == 0 && !is_broken) return status;
  fprintf(stderr, "ctm: standard output: %s\n", errno ? strerror(errno) : "cannot be written");
  return CTM_CANNOT_WRITE;
}

int main(int argc, char **argv)
{
  struct call call = {0};
  errno = 0;
  ctm_status status = call_parse(&call, argc, argv);
  if (status == CTM_OK) status = dispatch(&call);
  call_free(&call);
  return (int)close_output(status);
}
