/* The question, and what closes over the edges. One clause a join: an edge of n premises is met in
 * n steps, each of which keeps what the next needs. */
#include "write/datalog.h"

#include <stdio.h>

static void print_lines(const char *const *lines, size_t count, struct writer *out)
{
  for (size_t i = 0; i < count; i++) writer_format(out, "%s\n", lines[i]);
}

/* --- worlds ----------------------------------------------------------------------------------- */

/* What `all` stands for is every thing where a control may stand. What is taken away takes along
 * whatever is such a control; what is put in place stays. */
static const char *const changing[] = {
    "#defined suppose_with/2. #defined suppose_with_all/1. #defined suppose_without/2.",
    "#defined suppose_without_all/1. #defined suppose_has/2. #defined suppose_has_all/1.",
    "said(X,C) :- suppose_with(X,C).",
    "said(X,C) :- suppose_with_all(C), at(C), kind_of(X,K), may_stand(C,K).",
    "taken(X,D) :- suppose_without(X,C), control_reach(D,C).",
    "taken(X,D) :- suppose_without_all(C), kind_of(X,K), control_reach(D,C).",
    "stated(X,W) :- suppose_has(X,W).",
    "stated(X,W) :- suppose_has_all(W), kind_of(X,K).",
};

static void print_change(const struct model *model, const struct change *change, struct writer *out)
{
  static const char *const names[] = {[CHANGE_WITH] = "suppose_with",
                                      [CHANGE_WITHOUT] = "suppose_without",
                                      [CHANGE_HAS] = "suppose_has"};
  enum term_type type = change->type == CHANGE_HAS ? TERM_WEAKNESS : TERM_CONTROL;
  struct str word = symbols_text(&model->unit->symbols,
                                 vocabulary_term(&model->vocabulary, type, change->number)->name);
  char name[32];
  snprintf(name, sizeof name, "%s%s", names[change->type], change->entity == NONE ? "_all" : "");
  if (change->entity == NONE)
    datalog_fact(out, name, word, (struct str){0}, (struct str){0});
  else
    datalog_fact(out, name, model_entity(model, change->entity)->id, word, (struct str){0});
}

static void print_changes(const struct model *model, const struct changes *changes,
                          struct writer *out)
{
  if (!changes->count) return;
  writer_text(out, "\n% what is supposed\n");
  for (uint32_t i = 0; i < changes->count; i++) print_change(model, &changes->at[i], out);
  print_lines(changing, sizeof changing / sizeof *changing, out);
}

/* Evidence is of a control that is in place, or of one that such a control is. */
static void print_placed(enum world_type type, const struct changes *changes, struct writer *out)
{
  static const char *const says[] = {"with", "plans"};
  writer_format(out, "\n%% controls that count in the world %s\n", world_word(type));
  if (type == WORLD_INHERENT) return;
  const char *left = changes->count ? ", not taken(X,C)" : "";
  for (int i = 0; i < 1 + (type == WORLD_PLANNED); i++) {
    writer_format(out, "said(X,C) :- %s(X,C)%s.\n", says[i], left);
    writer_format(out, "said(X,C) :- is_a(X,K), kind_%s(K,C)%s.\n", says[i], left);
    writer_format(out, "said(X,C) :- over(X,P), protocol_%s(P,C)%s.\n", says[i], left);
  }
  writer_text(out, type == WORLD_EVIDENCED
                       ? "placed(X,D) :- said(X,C), control_reach(C,D), evidence(X,D).\n"
                       : "placed(X,C) :- said(X,C).\n");
}

static void print_people(const struct model *model, const char *name, struct numbers people,
                         struct writer *out)
{
  for (uint32_t i = 0; i < people.count; i++)
    datalog_fact(out, name, model_entity(model, people.at[i])->id, (struct str){0},
                 (struct str){0});
}

/* --- closing ---------------------------------------------------------------------------------- */

/* F2,F3,G of an edge of n premises, from premise `from` on. */
static void print_premises(uint32_t from, uint32_t count, struct writer *out)
{
  for (uint32_t i = from; i <= count; i++) writer_format(out, "F%u,", i);
}

static void close_edges(const char *gets, uint32_t premises, struct writer *out)
{
  if (!premises) {
    writer_format(out, "%s(A,G) :- edge0(R,G), %s_may(A,R).\n", gets, gets);
    return;
  }
  for (uint32_t i = 1; i <= premises; i++) {
    if (i == premises)
      writer_format(out, "%s(A,G) :- ", gets);
    else {
      writer_format(out, "%s_%u_%u(A,", gets, premises, i);
      print_premises(i + 1, premises, out);
      writer_text(out, "G) :- ");
    }
    if (i == 1) {
      writer_format(out, "edge%u(R,", premises);
      print_premises(1, premises, out);
      writer_format(out, "G), %s_may(A,R), %s(A,F1).\n", gets, gets);
    } else {
      writer_format(out, "%s_%u_%u(A,", gets, premises, i - 1);
      print_premises(i, premises, out);
      writer_format(out, "G), %s(A,F%u).\n", gets, i);
    }
  }
}

/* Who gets what: `gets` of the attackers, `errs` of those who err. */
static void close_all(const char *gets, uint32_t most, struct writer *out)
{
  writer_format(out, "\n%% %s\n", gets);
  writer_format(out, "%s(A,F) :- %s_who(A), given(F).\n", gets, gets);
  writer_format(out, "%s(A,w(X,V)) :- %s(A,w(X,W)), weakness_is(W,V).\n", gets, gets);
  for (uint32_t i = 0; i <= most; i++) close_edges(gets, i, out);
}

static const char *const attacking[] = {
    "gets_who(A) :- attacker(A).",
    "gets_may(A,R) :- attacker(A), rule(R).",
    "gets_may(A,R) :- attacker(A), technique(R,S,Q), able(A,T,P), S <= T, Q <= P.",
    "state(A,X,P) :- gets(A,s(X,P)).",
};

/* m(P): P with his mistakes; r(P): what the rules alone give him. Who is not careless makes all. */
static const char *const erring[] = {
    "errs_who(m(P)) :- errs_first(P).",
    "errs_who(r(P)) :- errs_first(P).",
    "errs(m(P),s(P,\"exec\")) :- errs_first(P).",
    "errs(r(P),s(P,\"exec\")) :- errs_first(P).",
    "errs_may(m(P),R) :- errs_first(P), rule(R).",
    "errs_may(r(P),R) :- errs_first(P), rule(R).",
    "errs_may(m(P),R) :- errs_first(P), stance(P,\"careless\"), makes(P,R), mistake(R).",
    "errs_may(m(P),R) :- errs_first(P), stance(P,\"careless\"), makes_all(P), mistake(R).",
    "errs_may(m(P),R) :- errs_first(P), not stance(P,\"careless\"), mistake(R).",
    "brings(P,F) :- errs(m(P),F), not errs(r(P),F).",
};

static void print_careless(const struct model *model, const struct datalog_question *question,
                           uint32_t most, struct writer *out)
{
  bool is_careless = question->type == WORLD_CARELESS;
  close_all("errs", most, out);
  print_people(model, "errs_first", is_careless ? question->who : question->despite, out);
  print_lines(erring, sizeof erring / sizeof *erring, out);
  writer_text(out, is_careless ? "state(P,X,V) :- brings(P,s(X,V)).\n"
                               : "gets(A,w(X,W)) :- attacker(A), brings(P,w(X,W)).\n");
}

/* Whoever is no actor has the greatest skill of any attacker, and so has who is only known by the
 * machine on which his code runs. */
static void print_attackers(const struct model *model, const struct datalog_question *question,
                            struct writer *out)
{
  uint8_t skill, resources;
  world_greatest(model, &skill, &resources);
  print_people(model, "attacker", question->who, out);
  for (uint32_t i = 0; i < question->who.count; i++) {
    const struct entity *e = model_entity(model, question->who.at[i]);
    bool is_own = e->root == ROOT_ACTOR && !question->is_greatest;
    writer_text(out, "able(");
    datalog_quote(out, e->id);
    writer_format(out, ",%u,%u).\n", is_own ? e->party.skill : skill,
                  is_own ? e->party.resources : resources);
  }
  if (question->start == NONE) {
    writer_text(out, "gets(A,s(A,\"exec\")) :- attacker(A).\n");
    return;
  }
  writer_text(out, "gets(A,s(");
  datalog_quote(out, model_entity(model, question->start)->id);
  writer_text(out, ",\"exec\")) :- attacker(A).\n");
}

static void print_edges(uint32_t most, struct writer *out)
{
  for (uint32_t i = 0; i <= most; i++) writer_format(out, "#defined edge%u/%u.\n", i, i + 2);
}

void datalog_print(const struct model *model, const struct datalog_question *question,
                   struct writer *out)
{
  bool is_careless = question->type == WORLD_CARELESS;
  bool with_mistakes = is_careless || question->despite.count;
  datalog_facts(model, out);
  datalog_program(out);
  uint32_t most = datalog_rules(model, with_mistakes, out);
  print_edges(most, out);
  print_changes(model, &question->changes, out);
  print_placed(question->type, &question->changes, out);
  if (with_mistakes) print_careless(model, question, most, out);
  if (!is_careless) {
    close_all("gets", most, out);
    print_attackers(model, question, out);
    print_lines(attacking, sizeof attacking / sizeof *attacking, out);
  }
  writer_text(out, "\n#show state/3.\n");
}
