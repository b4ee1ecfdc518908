/* What a word means, from the tables of the program and the `##` comments of the library. */
#ifndef CTM_WRITE_EXPLAIN_H
#define CTM_WRITE_EXPLAIN_H

#include "base/writer.h"
#include "model/model.h"

/* Every meaning of the word. False if it has none; *suggestion is then the nearest word, or empty.
 */
bool explain_word(const struct model *model, struct str word, struct writer *out,
                  struct str *suggestion);
/* All words, by groups. */
void explain_all(const struct model *model, struct writer *out);

/* --- for the files of this folder alone --------------------------------------------------------
 */

struct explainer {
  const struct model *model;
  const struct vocabulary *v;
  struct unit *unit;
  struct writer *out;
  struct arena scratch;
};

/* Paragraphs at an indent, wrapped; a newline in the text begins a paragraph. */
void explain_text(struct explainer *x, size_t indent, const char *text);
/* "  label        text", the text wrapped behind the label; nothing if it is empty. */
void explain_row(struct explainer *x, const char *label, const char *text);
/* The list as text, commas between; "" for none. Borrowed from the scratch arena. */
const char *explain_names(struct explainer *x, enum term_type type, const struct numbers *numbers);

void explain_kind(struct explainer *x, uint32_t number);
void explain_protocol(struct explainer *x, uint32_t number);
void explain_weakness(struct explainer *x, uint32_t number);
void explain_control(struct explainer *x, uint32_t number);
void explain_rule(struct explainer *x, uint32_t number);
void explain_standard(struct explainer *x, uint32_t number);
/* "attack/T1611"; false if there is no such standard or entry. */
bool explain_requirement(struct explainer *x, struct str word);
/* name, title and `##` text of a term; `what` is the word before its name. */
void explain_term(struct explainer *x, const char *what, const struct term *term);
void explain_maps(struct explainer *x, const struct maps_list *maps);

/* Words of the meta-model and of the program: true if it is one. */
bool explain_privilege(struct explainer *x, struct str word);
bool explain_path(struct explainer *x, struct str word);
bool explain_key(struct explainer *x, struct str word);
bool explain_world(struct explainer *x, struct str word);
bool explain_risk(struct explainer *x, struct str word);
bool explain_code(struct explainer *x, struct str word);
/* The number-th word of a group of them; NULL behind the last. */
const char *privilege_at(size_t number);
const char *pathword_at(size_t number);
const char *key_at(size_t number);
const char *world_at(size_t number);
const char *world_means(size_t number);

#endif
