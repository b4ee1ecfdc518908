/* The ties that clauses state: checked against the table of relations, kept until the freeze. */
#include "model/speech.h"
#include "model/vicinity.h"

/* A tie to `any` of something. */
struct waiting_tie {
  struct speech speech;
  enum relation relation;
  const struct value *value;
  struct waiting_tie *before;
};

static void add_tie(struct builder *b, const struct speech *speech, enum relation relation,
                    uint32_t to, struct span span)
{
  const struct relation_info *info = relation_info(relation);
  if (entity_is_broken(b, to) || entity_is_broken(b, speech->entity)) return;
  const struct entity *e = speech_subject(b, speech), *other = &b->model->entities.at[to];
  struct arena *arena = &b->unit->arena;
  if (!((info->to >> other->root) & 1)) {
    struct message *message =
        speech_complain(b, speech, CODE_E0211, span,
                        arena_format(arena, "`%s` leads to %s; `%s` is %s `%s`",
                                     key_word(info->key), roots_words(arena, info->to),
                                     other->id.at, "of the kind", model_kind_word(b->model, to)));
    message_note(b->unit, message, other->span, "declared here");
    return;
  }
  if (to == speech->entity) {
    speech_complain(b, speech, CODE_E0211, span,
                    arena_format(arena, "`%s` ties `%s` to itself", key_word(info->key), e->id.at));
    return;
  }
  vec_push(&b->saying, &b->ties, (struct tie){speech->entity, to, (uint8_t)relation, span});
}

static void add_any(struct builder *b, struct vicinity *vicinity, const struct waiting_tie *tie)
{
  const struct speech *speech = &tie->speech;
  struct set set;
  if (!resolve_set(b, speech->tree, tie->value, speech->scope, false, &set)) return;
  struct span span = tree_value_span(speech->tree, tie->value);
  struct numbers members = vicinity_members(vicinity, &set, speech->entity);
  for (uint32_t i = 0; i < members.count; i++)
    add_tie(b, speech, tie->relation, members.at[i], span);
  if (members.count || speech_is_quiet(speech)) return;
  message_add(b->unit, CODE_E0212, span, "there is no %.*s in the model", STR_ARGS(set.text));
}

/* A stance is known once everything is said, so what `any` ties is worked out last. */
static void wait_for_all(struct builder *b, const struct speech *speech, enum relation relation,
                         const struct value *value)
{
  struct set set;
  if (speech->entity == NONE) {
    (void)resolve_set(b, speech->tree, value, speech->scope, false, &set);
    return;
  }
  struct waiting_tie *tie = arena_new(&b->unit->arena, struct waiting_tie);
  *tie = (struct waiting_tie){*speech, relation, value, b->waiting};
  b->waiting = tie;
}

static uint32_t tie_end(struct builder *b, const struct speech *speech, enum relation relation,
                        const struct value *value)
{
  bool is_image_place = relation == RELATION_RUNS || relation == RELATION_BASE;
  if (value->kind == VALUE_TEXT && is_image_place) return resolve_image_text(b, value->text);
  if (speech_is_quiet(speech) && value->kind == VALUE_PATH && !value->target.count)
    return resolve_quietly(b, &value->path, speech->scope);
  if (speech_is_quiet(speech) && value->kind != VALUE_PATH) return NONE;
  if (value->kind == VALUE_TEXT) {
    struct message *message = message_add(b->unit, CODE_E0211, tree_value_span(speech->tree, value),
                                          "`%s` takes the name of a thing, not a text",
                                          key_word(relation_info(relation)->key));
    message_help(b->unit, message, "declare it and name it");
    return NONE;
  }
  return resolve_value(b, speech->tree, value, speech->scope);
}

void say_relation(struct builder *b, const struct speech *speech, enum relation relation,
                  const struct clause *clause)
{
  for (uint32_t i = 0; i < clause->count; i++) {
    const struct value *value = &clause->values[i];
    if (value->is_any) {
      wait_for_all(b, speech, relation, value);
      continue;
    }
    uint32_t to = tie_end(b, speech, relation, value);
    if (to == NONE || speech->entity == NONE) continue;
    add_tie(b, speech, relation, to, tree_value_span(speech->tree, value));
  }
}

void ties_to_all(struct builder *b)
{
  struct waiting_tie *first = NULL;
  while (b->waiting) {
    struct waiting_tie *tie = b->waiting;
    b->waiting = tie->before;
    tie->before = first;
    first = tie;
  }
  if (!first) return;
  struct arena arena = {0};
  struct vicinity *vicinity = vicinity_make(b, &arena);
  for (; first; first = first->before) add_any(b, vicinity, first);
  arena_free(&arena);
}
