/* What each key may be said of: one table (keys.def). */
#ifndef CTM_MODEL_KEYS_H
#define CTM_MODEL_KEYS_H

#include "syntax/tree.h"

/* Contexts, as bits: the roots of things come first, by enum root. */
enum {
  IN_BOUNDARY = 1u << 0,
  IN_MACHINE = 1u << 1,
  IN_ACTOR = 1u << 2,
  IN_DATA = 1u << 3,
  IN_FLOW = 1u << 4,
  IN_IMAGE = 1u << 5, /* beside IN_DATA */
  IN_TEMPLATE = 1u << 6,
  IN_KIND = 1u << 7,
  IN_ACTOR_KIND = 1u << 8, /* beside IN_KIND */
  IN_PROTOCOL = 1u << 9,
  IN_WEAKNESS = 1u << 10,
  IN_CONTROL = 1u << 11,
  IN_RULE = 1u << 12,
  IN_TECHNIQUE = 1u << 13,
  IN_MISTAKE = 1u << 14,
  IN_STANDARD = 1u << 15,
  IN_MODEL = 1u << 16,
  IN_IMPORT = 1u << 17,
  IN_ASSERT = 1u << 18,
  IN_ACCEPT = 1u << 19,
  IN_TREAT = 1u << 20,
  IN_VIEW = 1u << 21,
  IN_THING = IN_BOUNDARY | IN_MACHINE | IN_ACTOR | IN_DATA | IN_FLOW
};

/* What a value may look like; the names of words.def. */
enum shape {
  SHAPE_PATH, SHAPE_NAME, SHAPE_TEXT, SHAPE_PATH_OR_TEXT, SHAPE_NUMBER, SHAPE_DATE, SHAPE_LEVEL,
  SHAPE_ENTRY, SHAPE_PROTOCOL, SHAPE_SET, SHAPE_ARROW, SHAPE_NAME_THEN_TEXT
};

unsigned key_contexts(enum key key);
enum shape key_shape(enum key key);

#endif
