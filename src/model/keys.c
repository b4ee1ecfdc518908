/* The table of keys.def, and the clauses that a declaration says checked against it. */
#include "model/keys.h"

#include <stdio.h>

#define OF(id) (1u << ROOT_##id)
enum count { ONE, MANY };

struct row {
  unsigned contexts;
  uint8_t shape, count;
};

static const struct row words[] = {
    {0, SHAPE_NAME, MANY},
#define KEY(id, word, values, count) {0, SHAPE_##values, count},
#include "syntax/words.def"
};

static const unsigned may[KEY_COUNT] = {
#define MAY(key, contexts) [KEY_##key] = (contexts),
#include "model/keys.def"
};

static const unsigned may_tie[KEY_COUNT] = {
#define RELATION(id, from, to, forward, inverse) [KEY_##id] = (from),
#include "model/roots.def"
};

static const struct {
  enum key key;
  struct row row;
} others[] = {
#define MAY_AS(key, contexts, shape, count) {KEY_##key, {(contexts), SHAPE_##shape, count}},
#include "model/keys.def"
};

static const struct {
  enum key key;
  const char *words;
} closed[] = {
#define ONE_OF(key, words) {KEY_##key, words},
#include "model/keys.def"
};

static const struct {
  enum key key;
  uint32_t least, most;
} ranges[] = {
#define BETWEEN(key, least, most) {KEY_##key, least, most},
#include "model/keys.def"
};

enum {
  OTHER_COUNT = sizeof others / sizeof *others,
  CLOSED_COUNT = sizeof closed / sizeof *closed,
  RANGE_COUNT = sizeof ranges / sizeof *ranges
};

unsigned key_contexts(enum key key)
{
  unsigned contexts = may[key] | may_tie[key];
  for (size_t i = 0; i < OTHER_COUNT; i++)
    if (others[i].key == key) contexts |= others[i].row.contexts;
  return contexts & (IN_THING | IN_IMAGE) ? contexts | IN_TEMPLATE : contexts;
}

static const struct row *row_in(enum key key, unsigned context)
{
  for (size_t i = 0; i < OTHER_COUNT; i++)
    if (others[i].key == key && others[i].row.contexts & context) return &others[i].row;
  return &words[key];
}

enum shape key_shape(enum key key, unsigned context)
{
  return (enum shape)row_in(key, context)->shape;
}

bool key_is_one(enum key key, unsigned context)
{
  return row_in(key, context)->count == ONE;
}

const char *key_words(enum key key)
{
  for (size_t i = 0; i < CLOSED_COUNT; i++)
    if (closed[i].key == key) return closed[i].words;
  return NULL;
}

bool key_range(enum key key, uint32_t *least, uint32_t *most)
{
  for (size_t i = 0; i < RANGE_COUNT; i++) {
    if (ranges[i].key != key) continue;
    *least = ranges[i].least;
    *most = ranges[i].most;
    return true;
  }
  return false;
}

int word_number(const char *list, struct str word)
{
  for (int number = 0; *list; number++) {
    size_t len = strcspn(list, " ");
    if (len == word.len && memcmp(list, word.at, len) == 0) return number;
    list += len + (list[len] == ' ');
  }
  return -1;
}

const char *with_article(struct arena *arena, const char *noun)
{
  const char *article = noun[0] && strchr("aeiou", noun[0]) ? "an" : "a";
  return arena_format(arena, "%s %s", article, noun);
}

/* The keys that belong there, and the one spelled most like `wanted`. */
static const char *list_keys(struct arena *arena, unsigned context, struct str wanted,
                             struct str *nearest)
{
  char list[1024] = "";
  size_t distance = SIZE_MAX, len = 0;
  for (enum key key = KEY_NONE + 1; key < KEY_COUNT; key++) {
    if (!(key_contexts(key) & context)) continue;
    const char *word = key_word(key);
    int size = snprintf(list + len, sizeof list - len, len ? ", %s" : "%s", word);
    if (size > 0 && len + (size_t)size < sizeof list) len += (size_t)size;
    str_suggest(wanted, str_from(key_word(key)), nearest, &distance);
  }
  return arena_copy(arena, list, len);
}

static void complain_of_key(struct unit *unit, const struct tree *tree, const struct clause *clause,
                            unsigned context, const char *of_what)
{
  if (!message_is_kept(unit)) {
    unit->errors++;
    return;
  }
  struct str nearest = {0};
  const char *word = key_word(clause->key);
  const char *list = list_keys(&unit->arena, context, str_from(word), &nearest);
  struct span span = tree_span(tree, clause->token, clause->token);
  struct message *message =
      message_add(unit, CODE_E0301, span, "`%s` says nothing of %s", word, of_what);
  message_label(unit, message, "of %s one says %s", of_what, list);
  message_suggest(unit, message, nearest);
}

bool clause_check(struct unit *unit, const struct tree *tree, const struct clause *clause,
                  unsigned context, const char *of_what)
{
  if (clause->key == KEY_NONE || !clause->count) return false;
  if (!(key_contexts(clause->key) & context)) {
    complain_of_key(unit, tree, clause, context, of_what);
    return false;
  }
  return values_check(unit, tree, clause, context);
}

void clause_said_twice(struct unit *unit, const struct tree *tree, const struct clause *clause,
                       struct span before)
{
  struct span span = tree_span(tree, clause->token, clause->token);
  struct message *message =
      message_add(unit, CODE_E0304, span, "`%s` is said twice", key_word(clause->key));
  message_label(unit, message, "it takes one value alone");
  message_note(unit, message, before, "here already");
}

struct gathering {
  struct unit *unit;
  const struct tree *tree;
  unsigned context;
  const char *of_what;
  VEC_OF(const struct clause *) clauses;
  uint32_t token[KEY_COUNT]; /* where a single-valued key stands, + 1 */
};

static void gather(struct gathering *g, const struct clause *clauses, uint32_t count)
{
  for (uint32_t i = 0; i < count; i++) {
    const struct clause *clause = &clauses[i];
    if (!clause_check(g->unit, g->tree, clause, g->context, g->of_what)) continue;
    uint32_t *token = &g->token[clause->key];
    if (key_is_one(clause->key, g->context)) {
      if (*token) {
        clause_said_twice(g->unit, g->tree, clause, tree_span(g->tree, *token - 1, *token - 1));
        continue;
      }
      *token = clause->token + 1;
    }
    vec_push(&g->unit->arena, &g->clauses, clause);
  }
}

struct said clauses_said(struct unit *unit, const struct tree *tree, const struct decl *decl,
                         unsigned context, const char *of_what)
{
  struct gathering g = {.unit = unit, .tree = tree, .context = context, .of_what = of_what};
  gather(&g, decl->clauses, decl->clause_count);
  for (uint32_t i = 0; i < decl->line_count; i++)
    gather(&g, decl->lines[i].clauses, decl->lines[i].clause_count);
  return (struct said){g.clauses.at, (uint32_t)g.clauses.len};
}

const struct clause *said_of(const struct said *said, enum key key)
{
  for (uint32_t i = 0; i < said->count; i++)
    if (said->at[i]->key == key) return said->at[i];
  return NULL;
}

bool decl_says(const struct decl *decl, enum key key)
{
  for (uint32_t i = 0; i < decl->clause_count; i++)
    if (decl->clauses[i].key == key) return true;
  for (uint32_t i = 0; i < decl->line_count; i++)
    for (uint32_t j = 0; j < decl->lines[i].clause_count; j++)
      if (decl->lines[i].clauses[j].key == key) return true;
  return false;
}

bool decl_is_faulty(const struct unit *unit, const struct tree *tree, const struct decl *decl)
{
  struct span whole = tree_span(tree, decl->first, decl->last);
  for (size_t i = 0; unit->errors && i < unit->messages.len; i++) {
    const struct message *message = unit->messages.at[i];
    if (message->level == LEVEL_ERROR && message->span.source == whole.source &&
        message->span.from >= whole.from && message->span.from <= whole.to)
      return true;
  }
  return false;
}

void braces_check(struct unit *unit, const struct tree *tree, const struct decl *decl,
                  unsigned context, const char *of_what)
{
  if (decl_is_unclosed(tree, decl)) return;
  for (uint32_t i = 0; i < decl->line_count; i++) {
    const struct decl *inner = decl->lines[i].decl;
    if (!inner || inner->declare != DECLARE_NONE) continue;
    struct str nearest = {0}, word = unit_text(unit, inner->word);
    if (word.len) list_keys(&unit->arena, context, word, &nearest);
    struct span span = tree_span(tree, inner->first, word.len ? inner->first : inner->subject_last);
    struct message *message;
    if (inner->is_flow || !word.len)
      message = message_add(unit, CODE_E0308, span, "a flow has no place in %s", of_what);
    else if (nearest.len)
      message =
          message_add(unit, CODE_E0308, span, "`%.*s` says nothing of %s", STR_ARGS(word), of_what);
    else
      message = message_add(unit, CODE_E0308, span, "`%.*s %s` has no place in %s", STR_ARGS(word),
                            unit_name(unit, inner->name), of_what);
    message_label(unit, message, "its braces take clauses alone");
    message_suggest(unit, message, nearest);
  }
}
