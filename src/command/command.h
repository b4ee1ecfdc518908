/* The command line: what was called, and what every command needs. */
#ifndef CTM_COMMAND_COMMAND_H
#define CTM_COMMAND_COMMAND_H

#include <ctm/ctm.h>

#include <stdbool.h>
#include <stddef.h>

enum command {
  COMMAND_NONE,
#define COMMAND(id, name, operands, least, most, brief, more) COMMAND_##id,
#include "command/options.def"
  COMMAND_COUNT
};

enum slot {
#define SLOT(id) SLOT_##id,
#include "command/options.def"
  SLOT_COUNT
};

struct command_info {
  const char *name, *operands;
  int least, most; /* operands; most 0: any number */
  const char *brief, *more;
};

struct option_info {
  enum slot slot;
  const char *name;
  char letter;       /* 0: none */
  const char *value; /* NULL: a switch */
  bool is_many;
  unsigned commands; /* bits 1 << enum command */
  const char *brief;
};

struct values {
  const char **at;
  size_t count;
};

struct call {
  enum command command;
  struct values operands;
  struct values options[SLOT_COUNT];
  char *copies[64]; /* of values that were cut at their commas */
  size_t copy_count;
};

const struct command_info *command_info(enum command command);
/* NULL behind the last. */
const struct option_info *option_info_at(size_t number);

/* "--", or "-" where the name is in capitals (-MF), as compilers spell it. */
const char *option_dashes(const struct option_info *option);

/* Parses the arguments; CTM_OK, or CTM_USAGE after a message on stderr. */
ctm_status call_parse(struct call *call, int argc, char **argv);
void call_free(struct call *call);

static inline bool call_has(const struct call *call, enum slot slot)
{
  return call->options[slot].count > 0;
}
/* The last value, or NULL. */
const char *call_value(const struct call *call, enum slot slot);

/* A usage error: one line and where to read more. */
ctm_status usage(const struct call *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Prints help of the command (COMMAND_NONE: of all) on stdout. */
void print_help(enum command command);

/* --- what commands share (share.c) ------------------------------------------------------------ */

/* A unit as the options ask for it. */
ctm_status open_unit(const struct call *call, ctm_unit **unit);
/* The same with the model loaded. After CTM_ERRORS its messages are on stderr. */
ctm_status open_model(const struct call *call, const char *path, ctm_unit **unit);
/* The unit's reason on stderr if it has one; the status. */
ctm_status say_reason(const ctm_unit *unit, ctm_status status);
/* The unit's messages on stderr, if it has any. */
void say_messages(const struct call *call, ctm_unit *unit);
/* A text into a file, or a reason on stderr; it is freed. */
ctm_status save_text(ctm_text *text, const char *path);
/* A text on stdout; it is freed. */
void print_text(ctm_text *text);
ctm_format format_of(const struct call *call);
ctm_fail_on fail_on_of(const struct call *call);
/* The question that the options ask. */
ctm_question question_of(const struct call *call);

/* --- what belongs to building (build.c, files.c) ---------------------------------------------- */

/* What the options of `build` ask for, without the theme and the scale. */
ctm_outputs build_outputs(const struct call *call);
/* CTM_USAGE where the options for a depfile do not go together. */
ctm_status depfile_check(const struct call *call);
/* Writes the depfile if one is asked for; its targets are those of -MT, else what was written. */
ctm_status depfile_write(const struct call *call, ctm_unit *unit, const char *const *written,
                         size_t written_count);

/* --- the commands ----------------------------------------------------------------------------- */
ctm_status command_init(const struct call *call);
ctm_status command_build(const struct call *call);
ctm_status command_render(const struct call *call);
ctm_status command_outputs(const struct call *call);
ctm_status command_deps(const struct call *call);
ctm_status command_digest(const struct call *call);
ctm_status command_check(const struct call *call);
ctm_status command_reach(const struct call *call);
ctm_status command_paths(const struct call *call);
ctm_status command_cut(const struct call *call);
ctm_status command_diff(const struct call *call);
ctm_status command_choke(const struct call *call);
ctm_status command_slips(const struct call *call);
ctm_status command_explain(const struct call *call);
ctm_status command_export(const struct call *call);
ctm_status command_fmt(const struct call *call);
ctm_status command_help(const struct call *call);

#endif
