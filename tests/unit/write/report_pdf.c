/* report.pdf: the same bytes twice, whole, and every threat of the register is in it with its
 * status; also without any threat, and with two thousand. */
#include "unit/register/derived.h"

#include "draw/view.h"
#include "write/report_pdf.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char shop[] =
    "ctm 1\n## The shop.\nmodel m \"M <&>\" owner \"boss\" version \"1\" {\n"
    "  assumes \"Nobody climbs in.\"\n}\n"
    "asset orders \"Orders & returns\" value high owner \"data\"\n"
    "internet net {\n  hacker eve\n  botnet-operator mirai\n}\n"
    "site office {\n  careless-operator tim owns shop\n}\n"
    "boundary shop trust high {\n  host docker\n"
    "  container web runs \"acme/shop:4\" on docker has known-vulnerability plans waf\n"
    "  store db on docker holds orders with backup\n"
    "  web -> db \"queries\" over postgres/5432 carries orders with password-login\n}\n"
    "net.eve -> shop.web over https/443\n"
    "assert sealed \"No & never\" never any hostile touches orders\n"
    "assert plain require tls on any flow\n"
    "accept flood on shop.web by net.mirai owner \"o\" until 2027-01-31 because \"it is so\"\n";

static void write_pdf(struct derived *d, struct writer *pdf)
{
  const struct sheet *const *sheets;
  size_t count = view_sheets(&d->unit, d->reg, &sheets);
  struct report_picture *pictures = arena_new_array(&d->unit.arena, count, struct report_picture);
  struct drawing **drawings = arena_new_array(&d->unit.arena, count, struct drawing *);
  for (size_t i = 0; i < count; i++) {
    assert_int_equal(drawing_make(&drawings[i], sheets[i], NULL).code, STATUS_OK);
    pictures[i] = (struct report_picture){sheets[i], drawings[i]};
  }
  assert_int_equal(write_report_pdf(d->reg, pictures, count, NULL, pdf).code, STATUS_OK);
  for (size_t i = 0; i < count; i++) drawing_free(drawings[i]);
}

/* What a command prints of the PDF; NULL if it fails. */
static const char *run(const struct writer *pdf, const char *command, char *out, size_t room)
{
  const char *kept = getenv("CTM_DRAW_OUT");
  char path[300] = "/tmp/ctm-report-XXXXXX", line[600];
  if (kept)
    snprintf(path, sizeof path, "%s/report-%zu.pdf", kept, pdf->len);
  else
    close(mkstemp(path));
  assert_int_equal(file_replace(path, pdf->at, pdf->len).code, STATUS_OK);
  snprintf(line, sizeof line, command, path);
  FILE *pipe = popen(line, "r");
  assert_non_null(pipe);
  size_t size = fread(out, 1, room - 1, pipe);
  out[size] = 0;
  int end = pclose(pipe);
  if (!kept) remove(path);
  return end == 0 ? out : NULL;
}

static char text[4000000];

/* Lines are wrapped in their cells: what is compared has no white space. */
static void squeeze(char *from)
{
  char *to = from;
  for (; *from; from++)
    if (!strchr(" \n\f\r\t", *from)) *to++ = *from;
  *to = 0;
}

static void tells_every_threat(void **state)
{
  (void)state;
  struct derived d;
  struct writer pdf = {0}, again = {0};
  derive(&d, shop);
  write_pdf(&d, &pdf);
  write_pdf(&d, &again);
  assert_int_equal(pdf.len, again.len);
  assert_memory_equal(pdf.at, again.at, pdf.len);
  assert_non_null(run(&pdf, "qpdf --check %s 2>&1", text, sizeof text));
  if (!run(&pdf, "pdftotext -raw %s -", text, sizeof text)) skip();
  squeeze(text);
  for (size_t i = 0; i < d.reg->threats.len; i++) {
    const struct reg_threat *t = &d.reg->threats.at[i];
    if (!strstr(text, t->row.id.at)) fail_msg("%s is not in the report", t->row.id.at);
  }
  assert_non_null(strstr(text, "Nobodyclimbsin."));
  assert_non_null(strstr(text, "itisso"));
  assert_non_null(strstr(text, "Sign-off"));
  writer_free(&pdf);
  writer_free(&again);
  forget(&d);
}

static void tells_of_nothing(void **state)
{
  (void)state;
  struct derived d;
  struct writer pdf = {0};
  derive(&d, "ctm 1\nmodel m\n");
  write_pdf(&d, &pdf);
  assert_non_null(run(&pdf, "qpdf --check %s 2>&1", text, sizeof text));
  if (!run(&pdf, "pdftotext %s -", text, sizeof text)) skip();
  assert_non_null(strstr(text, "No threat is open."));
  writer_free(&pdf);
  forget(&d);
}

static void tells_of_thousands(void **state)
{
  (void)state;
  enum { MACHINES = 500 };
  struct derived d;
  struct writer model = {0}, pdf = {0};
  writer_text(&model, "ctm 1\nmodel m\nasset orders value high\ninternet net {\n  hacker eve\n}\n"
                      "boundary shop {\n  store db holds orders\n");
  for (int i = 0; i < MACHINES; i++)
    writer_format(&model,
                  "  container c%d has known-vulnerability, command-injection\n"
                  "  c%d -> db over postgres/5432 carries orders\n",
                  i, i);
  writer_text(&model, "}\n");
  for (int i = 0; i < MACHINES; i++)
    writer_format(&model, "net.eve -> shop.c%d over https/443\n", i);
  derive(&d, model.at);
  assert_true(d.reg->threats.len >= 1000);
  struct timespec from, to;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  assert_int_equal(write_report_pdf(d.reg, NULL, 0, NULL, &pdf).code, STATUS_OK);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  print_message("%zu threats in %.2f s of CPU, %zu kB\n", d.reg->threats.len,
                (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9,
                pdf.len / 1000);
  assert_non_null(run(&pdf, "qpdf --check %s 2>&1", text, sizeof text));
  writer_free(&model);
  writer_free(&pdf);
  forget(&d);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tells_every_threat),
      cmocka_unit_test(tells_of_nothing),
      cmocka_unit_test(tells_of_thousands),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
