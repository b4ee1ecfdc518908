#include "draw/compose.h"

static bool is_word(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* A boundary called `flow` has paths that look like the ids of flows. */
static bool has_prefix(const char *id)
{
  static const char *const prefixes[] = {"flow.", "step.", "place."};
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
    if (strncmp(id, prefixes[i], strlen(prefixes[i])) == 0) return true;
  return false;
}

/* An id of the language is words with single `-` inside, joined by dots; so "--" is free to mark
 * what XML does not take. */
void draw_id(struct writer *out, const char *prefix, const char *id)
{
  writer_text(out, prefix);
  for (const char *at = id; *at; at++) {
    bool is_first = at == id && !*prefix;
    bool is_inner = at > id && is_word(at[-1]) && is_word(at[1]);
    if (is_word(*at) && !(is_first && *at >= '0' && *at <= '9'))
      writer_char(out, *at);
    else if (*at == '.' && !is_first)
      writer_char(out, '.');
    else if (*at == '-' && is_inner)
      writer_char(out, '-');
    else if (at[0] == '-' && at[1] == '>')
      writer_text(out, "--to--"), at++;
    else
      writer_format(out, "%s--%02x", is_first ? "_" : "", (unsigned char)*at);
  }
  if (!*prefix && has_prefix(id)) writer_text(out, "--");
}

const char *make_id(struct arena *arena, const char *prefix, const char *id)
{
  struct writer text = {0};
  draw_id(&text, prefix, id);
  const char *kept = text.len ? arena_copy(arena, text.at, text.len) : "_";
  writer_free(&text);
  return kept;
}
