/* JSON after RFC 8259. */
#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

struct json json_to(struct writer *out)
{
  return (struct json){.out = out, .is_first = true};
}

static void new_line(struct json *json)
{
  writer_char(json->out, '\n');
  writer_repeat(json->out, ' ', (size_t)json->depth * 2);
}

static bool is_in_object(const struct json *json)
{
  return json->depth && (json->is_object >> (json->depth - 1) & 1);
}

/* Whatever stands between the value before and this one. */
static void separate(struct json *json)
{
  if (json->is_after_key) {
    json->is_after_key = false;
    return;
  }
  if (!json->is_first) writer_char(json->out, ',');
  if (json->depth) new_line(json);
  json->is_first = false;
}

static void begin_value(struct json *json)
{
  assert(json->is_after_key || !is_in_object(json));
  separate(json);
}

static void open(struct json *json, bool is_object)
{
  begin_value(json);
  assert(json->depth < JSON_DEEPEST);
  writer_char(json->out, is_object ? '{' : '[');
  uint64_t bit = (uint64_t)1 << json->depth++;
  json->is_object = is_object ? json->is_object | bit : json->is_object & ~bit;
  json->is_first = true;
}

void json_object(struct json *json)
{
  open(json, true);
}

void json_array(struct json *json)
{
  open(json, false);
}

void json_end(struct json *json)
{
  assert(json->depth && !json->is_after_key);
  bool is_object = is_in_object(json), is_empty = json->is_first;
  json->depth--;
  json->is_first = false;
  if (!is_empty) new_line(json);
  writer_char(json->out, is_object ? '}' : ']');
  if (!json->depth) writer_char(json->out, '\n');
}

static bool is_safe(uint32_t point)
{
  bool is_bidi = point == 0x061c || point == 0x200e || point == 0x200f ||
                 (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
  bool is_control = point < 0x20 || (point >= 0x7f && point <= 0x9f);
  return !is_bidi && !is_control && point != 0x2028 && point != 0x2029;
}

static void escape(struct writer *out, const char *at, size_t size, uint32_t point)
{
  if (point == '"' || point == '\\')
    writer_format(out, "\\%c", (char)point);
  else if (point == '\n')
    writer_text(out, "\\n");
  else if (point == '\t')
    writer_text(out, "\\t");
  else if (!is_safe(point))
    writer_format(out, "\\u%04" PRIx32, point);
  else if (point == 0xfffd)
    writer_text(out, "\xef\xbf\xbd");
  else
    writer_bytes(out, at, size);
}

static void quote(struct writer *out, struct str text)
{
  const char *at = text.at, *end = text.at + text.len;
  writer_char(out, '"');
  while (at < end) {
    const char *plain = at;
    while (at < end && *at >= 0x20 && *at < 0x7f && *at != '"' && *at != '\\') at++;
    writer_bytes(out, plain, (size_t)(at - plain));
    if (at == end) break;
    uint32_t point;
    size_t size = utf8_decode(at, end, &point);
    escape(out, at, size, point);
    at += size;
  }
  writer_char(out, '"');
}

void json_key(struct json *json, const char *key)
{
  assert(is_in_object(json) && !json->is_after_key);
  separate(json);
  quote(json->out, str_from(key));
  writer_text(json->out, ": ");
  json->is_after_key = true;
}

void json_str(struct json *json, struct str text)
{
  begin_value(json);
  quote(json->out, text);
}

void json_text(struct json *json, const char *text)
{
  if (text)
    json_str(json, str_from(text));
  else
    json_null(json);
}

void json_number(struct json *json, int64_t number)
{
  begin_value(json);
  writer_format(json->out, "%" PRId64, number);
}

void json_decimal(struct json *json, double number)
{
  if (!isfinite(number)) {
    json_null(json);
    return;
  }
  begin_value(json);
  writer_decimal(json->out, number);
}

void json_bool(struct json *json, bool value)
{
  begin_value(json);
  writer_text(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
  begin_value(json);
  writer_text(json->out, "null");
}

void json_key_str(struct json *json, const char *key, struct str text)
{
  json_key(json, key);
  json_str(json, text);
}

void json_key_text(struct json *json, const char *key, const char *text)
{
  json_key(json, key);
  json_text(json, text);
}

void json_key_number(struct json *json, const char *key, int64_t number)
{
  json_key(json, key);
  json_number(json, number);
}

void json_key_bool(struct json *json, const char *key, bool value)
{
  json_key(json, key);
  json_bool(json, value);
}
