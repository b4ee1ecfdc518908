/* Printers of one list of messages. */
#ifndef CTM_DIAGNOSE_PRINT_H
#define CTM_DIAGNOSE_PRINT_H

#include "base/json.h"
#include "base/writer.h"
#include "diagnose/unit.h"

/* As in language.md, "What a message looks like"; with ANSI colours if `color`. */
void message_print_text(struct unit *unit, struct writer *out, bool color);
/* {"version":1,"messages":[…]}: code, level, text, file, line, column, end, label, help, notes,
 * fix. */
void message_print_json(struct unit *unit, struct writer *out);
/* Its two keys alone, "messages" and "omitted", into an object that is open. */
void message_list_json(struct unit *unit, struct json *json);
/* How many messages were counted beyond those kept (LIMIT_MESSAGES). */
uint32_t message_omitted(const struct unit *unit);

#endif
