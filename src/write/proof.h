/* A proof as numbered lines, for messages and for the ways. */
#ifndef CTM_WRITE_PROOF_H
#define CTM_WRITE_PROOF_H

#include "analyse/answers.h"
#include "base/json.h"
#include "base/writer.h"

/* "runs code on shop.front.web"; of a weakness "shop.front.web has ssrf". In `arena`. */
const char *step_gain(const struct ground *ground, struct arena *arena, uint32_t step);
/* The privilege or weakness of a fact: "exec". */
const char *gained_word(const struct ground *ground, fact f);
/* The name of its rule. */
const char *step_rule(const struct ground *ground, uint32_t step);
/* "webshop.ctm:20", as messages name the file. */
const char *step_place(const struct ground *ground, uint32_t step);
/* The same in two parts: *line is 0 if it has no place. */
const char *step_file(const struct ground *ground, uint32_t step, uint32_t *line);

/* The lines of language.md, "What a message looks like": number, state, rule, place. In `arena`. */
const char *const *proof_lines(const struct ground *ground, struct arena *arena,
                               const struct proof *proof);

/* The same with each step's effort, the boundary that it crosses, and below it what would stop it.
 */
void proof_print(const struct ground *ground, const struct world *world, const struct proof *proof,
                 struct writer *out);

/* The same of a way that stands behind others: steps that one of those has are summed up. `known`:
 * (step, 0) to the number of the first way that has it. */
void proof_print_beside(const struct ground *ground, const struct world *world,
                        const struct proof *proof, const struct map *known, struct writer *out);

/* "slips", "blame" (left out where there are none) and "proof", as keys of an object that is open:
 * templates/answers/common.schema.json describes them. `world` is the one that it was proved in. */
void proof_json(struct json *json, const struct ground *ground, const struct world *world,
                const struct proof *proof);

/* The line above an answer: which world, what is supposed, as of when. */
void world_print(struct unit *unit, enum world_type type, const char *supposed, struct writer *out);
/* The head of a JSON answer: opens its object with "format" and "version". Every format has a
 * schema in templates/answers, and its version is raised with each change that a reader may trip
 * over (docs/answers.md). */
void answer_json(struct json *json, const char *format);
/* The same with "as_of", "world" and "supposed": of an answer to a question. */
void world_json(struct json *json, const char *format, struct unit *unit, enum world_type type,
                const char *supposed);

#endif
