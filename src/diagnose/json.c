/* The messages as one JSON document: templates/answers/messages.schema.json. What a message does
 * not have is left out. Lines and columns count from 1, columns in Unicode characters; `end` is the
 * position behind the last character. */
#include "base/json.h"
#include "diagnose/print.h"

static const char *const level_words[] = {
    [LEVEL_ERROR] = "error",
    [LEVEL_FINDING] = "finding",
    [LEVEL_LINT] = "lint",
    [LEVEL_NOTE] = "note",
};

static void print_place(struct unit *unit, struct json *json, struct span span)
{
  if (span.source == SPAN_NOWHERE.source) return;
  struct position from = unit_position(unit, span);
  struct position to = unit_position(unit, (struct span){span.source, span.to, span.to});
  json_key_text(json, "file", unit_source(unit, span.source)->name);
  json_key_number(json, "line", from.line);
  json_key_number(json, "column", from.column);
  json_key(json, "end");
  json_object(json);
  json_key_number(json, "line", to.line);
  json_key_number(json, "column", to.column);
  json_end(json);
}

static void print_optional(struct json *json, const char *key, const char *text)
{
  if (text) json_key_text(json, key, text);
}

static void print_notes(struct unit *unit, struct json *json, const struct message *message)
{
  if (!message->note_count) return;
  json_key(json, "notes");
  json_array(json);
  for (uint32_t i = 0; i < message->note_count; i++) {
    json_object(json);
    json_key_text(json, "text", message->notes[i].text);
    print_place(unit, json, message->notes[i].span);
    json_end(json);
  }
  json_end(json);
}

static void print_fix(struct unit *unit, struct json *json, const struct message_fix *fix)
{
  if (!fix->text) return;
  json_key(json, "fix");
  json_object(json);
  json_key_text(json, "text", fix->text);
  print_place(unit, json, fix->span);
  json_end(json);
}

static void print_body(struct json *json, const struct message *message)
{
  if (!message->body_count) return;
  json_key(json, "body");
  json_array(json);
  for (uint32_t i = 0; i < message->body_count; i++) json_text(json, message->body[i]);
  json_end(json);
}

static void print_message(struct unit *unit, struct json *json, const struct message *message)
{
  json_object(json);
  json_key_text(json, "code", code_id(message->code));
  json_key_text(json, "level", level_words[message->level]);
  print_optional(json, "tag", message->tag);
  json_key_text(json, "text", message->text);
  print_place(unit, json, message->span);
  print_optional(json, "label", message->label);
  print_optional(json, "help", message->help);
  print_notes(unit, json, message);
  print_fix(unit, json, &message->fix);
  print_body(json, message);
  json_end(json);
}

void message_list_json(struct unit *unit, struct json *json)
{
  json_key(json, "messages");
  json_array(json);
  for (size_t i = 0; i < unit->messages.len; i++) print_message(unit, json, unit->messages.at[i]);
  json_end(json);
  json_key_number(json, "omitted", message_omitted(unit));
}

void message_print_json(struct unit *unit, struct writer *out)
{
  struct json json = json_to(out);
  json_object(&json);
  json_key_text(&json, "format", "ctm-messages");
  json_key_number(&json, "version", 1);
  message_list_json(unit, &json);
  json_end(&json);
}
