/* Rules, ungrounded: each conclusion of a rule is one clause that derives edges
 *
 *     edge2("rule",premise,premise,conclusion) :- walk, controls that do not count.
 *
 * A variable stands for each different path of the premises and the conclusion, so that the same
 * path names the same thing. A control is looked for from the longest part of its path that is such
 * a path. */
#include "write/datalog.h"

struct walked {
  const uint8_t *hops;
  uint8_t count;
};

struct clause_writer {
  const struct model *model;
  const struct rule *rule;
  struct arena *scratch;
  VEC_OF(struct walked) paths; /* by variable; 0 is the subject */
  VEC_OF(struct str) looks;    /* of every look-up: printed once */
  struct writer body;
};

static struct str name_of(const struct clause_writer *w, enum term_type type, uint32_t number)
{
  return symbols_text(&w->model->unit->symbols,
                      vocabulary_term(&w->model->vocabulary, type, number)->name);
}

static const char *word_of(uint8_t hop)
{
  return pathword_info((enum pathword)hop)->word;
}

/* --- walks ------------------------------------------------------------------------------------ */

/* The variable of a path, or -1. */
static int find_variable(const struct clause_writer *w, const uint8_t *hops, uint8_t count)
{
  for (size_t i = 0; i < w->paths.len; i++)
    if (w->paths.at[i].count == count && (!count || !memcmp(w->paths.at[i].hops, hops, count)))
      return (int)i;
  return -1;
}

/* The same, walked in the body if it is new. */
static int variable(struct clause_writer *w, const uint8_t *hops, uint8_t count)
{
  int known = find_variable(w, hops, count);
  if (known >= 0) return known;
  int before = variable(w, hops, (uint8_t)(count - 1));
  int added = (int)w->paths.len;
  vec_push(w->scratch, &w->paths, (struct walked){hops, count});
  writer_format(&w->body, ", %s(X%d,X%d)", word_of(hops[count - 1]), before, added);
  return added;
}

/* `s(X1,"exec")` or `w(X1,"privileged")`. */
static void term(struct clause_writer *w, const struct factor *factor, struct writer *head)
{
  int at = variable(w, factor->hops, factor->hop_count);
  bool is_weakness = factor->type == FACTOR_WEAKNESS;
  struct str word = is_weakness ? name_of(w, TERM_WEAKNESS, factor->number)
                                : str_from(privilege_word((enum privilege)factor->number));
  writer_format(head, "%c(X%d,", is_weakness ? 'w' : 's', at);
  datalog_quote(head, word);
  writer_char(head, ')');
  if (is_weakness) return;
  writer_format(&w->body, ", possible(X%d,", at);
  datalog_quote(&w->body, word);
  writer_char(&w->body, ')');
}

/* --- controls --------------------------------------------------------------------------------- */

/* "hosts.guests": the part of a control's path that the step does not walk. */
static struct str rest_of(struct clause_writer *w, const struct factor *factor, uint8_t walked)
{
  struct writer text = {0};
  for (uint8_t i = walked; i < factor->hop_count; i++)
    writer_format(&text, "%s%s", i > walked ? "." : "", word_of(factor->hops[i]));
  struct str kept = {arena_copy(w->scratch, text.at, text.len), text.len};
  writer_free(&text);
  return kept;
}

static void look_up(struct clause_writer *w, const struct factor *factor, uint8_t walked)
{
  struct str rest = rest_of(w, factor, walked), control = name_of(w, TERM_CONTROL, factor->number);
  struct writer text = {0};
  datalog_fact(&text, factor->is_within ? "look_within" : "look", rest, control, (struct str){0});
  writer_text(&text, "end(");
  datalog_quote(&text, rest);
  writer_text(&text, ",Y0,");
  writer_format(&text, "Y%d) :- ", factor->hop_count - walked);
  for (uint8_t i = walked; i < factor->hop_count; i++)
    writer_format(&text, "%s%s(Y%d,Y%d)", i > walked ? ", " : "", word_of(factor->hops[i]),
                  i - walked, i - walked + 1);
  writer_text(&text, ".\n");
  vec_push(w->scratch, &w->looks,
           (struct str){arena_copy(w->scratch, text.at, text.len), text.len});
  writer_free(&text);
}

/* `, not counts(X1,"tls")` */
static void stop(struct clause_writer *w, const struct factor *factor)
{
  uint8_t walked = factor->hop_count;
  while (find_variable(w, factor->hops, walked) < 0) walked--;
  int at = find_variable(w, factor->hops, walked);
  writer_format(&w->body, ", not ");
  if (walked == factor->hop_count) {
    writer_format(&w->body, "%s(X%d,", factor->is_within ? "counts_around" : "counts", at);
    datalog_quote(&w->body, name_of(w, TERM_CONTROL, factor->number));
    writer_char(&w->body, ')');
    return;
  }
  look_up(w, factor, walked);
  writer_text(&w->body, factor->is_within ? "every_around(" : "every(");
  datalog_quote(&w->body, rest_of(w, factor, walked));
  writer_char(&w->body, ',');
  datalog_quote(&w->body, name_of(w, TERM_CONTROL, factor->number));
  writer_format(&w->body, ",X%d)", at);
}

/* --- clauses ---------------------------------------------------------------------------------- */

static void conclude(struct clause_writer *w, const struct factor *conclusion, struct writer *out)
{
  const struct rule *rule = w->rule;
  struct writer head = {0};
  w->paths.len = 0;
  w->body.len = 0;
  vec_push(w->scratch, &w->paths, (struct walked){NULL, 0});
  writer_text(&w->body, "is_a(X0,");
  datalog_quote(&w->body, name_of(w, TERM_KIND, rule->at));
  writer_char(&w->body, ')');
  datalog_quote(&head, symbols_text(&w->model->unit->symbols, rule->term.name));
  for (uint32_t i = 0; i < rule->from.count; i++)
    writer_char(&head, ','), term(w, &rule->from.at[i], &head);
  for (uint32_t i = 0; i < rule->needs.count; i++)
    writer_char(&head, ','), term(w, &rule->needs.at[i], &head);
  writer_char(&head, ',');
  term(w, conclusion, &head);
  for (uint32_t i = 0; i < rule->stopped_by.count; i++) stop(w, &rule->stopped_by.at[i]);
  writer_format(out, "edge%u(", rule->from.count + rule->needs.count);
  writer_bytes(out, head.at, head.len);
  writer_text(out, ") :- ");
  writer_bytes(out, w->body.at, w->body.len);
  writer_text(out, ".\n");
  writer_free(&head);
}

static void print_rule(struct clause_writer *w, struct writer *out)
{
  static const char *const types[] = {"rule", "technique", "mistake"};
  const struct rule *rule = w->rule;
  writer_format(out, "%s(", types[rule->type]);
  datalog_quote(out, symbols_text(&w->model->unit->symbols, rule->term.name));
  if (rule->type == RULE_TECHNIQUE) writer_format(out, ",%u,%u", rule->skill, rule->resources);
  writer_text(out, ").\n");
  for (uint32_t i = 0; i < rule->gains.count; i++) conclude(w, &rule->gains.at[i], out);
}

uint32_t datalog_rules(const struct model *model, bool with_mistakes, struct writer *out)
{
  struct arena scratch = {0};
  struct clause_writer w = {.model = model, .scratch = &scratch};
  const struct vocabulary *v = &model->vocabulary;
  uint32_t most = 0;
  writer_text(out, "% rules\n");
  for (uint32_t i = 0; i < v->rules.len; i++) {
    w.rule = &v->rules.at[i];
    if (!w.rule->is_sound || (w.rule->type == RULE_MISTAKE && !with_mistakes)) continue;
    print_rule(&w, out);
    uint32_t premises = w.rule->from.count + w.rule->needs.count;
    if (premises > most) most = premises;
  }
  for (size_t i = 0; i < w.looks.len; i++) writer_str(out, w.looks.at[i]);
  writer_free(&w.body);
  arena_free(&scratch);
  return most;
}
