/* Writes JSON, two spaces a level. Always valid UTF-8: what is not becomes U+FFFD; controls, bidi
 * controls and line separators are escaped.
 *
 *   struct json json = json_to(&writer);
 *   json_object(&json);
 *   json_key(&json, "names");
 *   json_array(&json);
 *   json_text(&json, "web");
 *   json_end(&json);
 *   json_end(&json);          the newline behind the last end is written, too
 *
 * Misuse (a value without its key in an object, one end too many) is the caller's mistake. */
#ifndef CTM_BASE_JSON_H
#define CTM_BASE_JSON_H

#include "base/writer.h"

#include <stdbool.h>

enum { JSON_DEEPEST = 64 };

struct json {
  struct writer *out;
  uint32_t depth;     /* open objects and arrays */
  uint64_t is_object; /* a bit for each of them */
  bool is_first;      /* nothing was written yet in the innermost */
  bool is_after_key;
};

struct json json_to(struct writer *out);

void json_object(struct json *json);
void json_array(struct json *json);
/* Closes the innermost object or array. */
void json_end(struct json *json);
void json_key(struct json *json, const char *key);

void json_str(struct json *json, struct str text);
/* NULL becomes null. */
void json_text(struct json *json, const char *text);
void json_number(struct json *json, int64_t number);
/* At most two decimals, the same in every locale; null if it is not finite. */
void json_decimal(struct json *json, double number);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* A key with its value. */
void json_key_str(struct json *json, const char *key, struct str text);
void json_key_text(struct json *json, const char *key, const char *text);
void json_key_number(struct json *json, const char *key, int64_t number);
void json_key_bool(struct json *json, const char *key, bool value);

#endif
