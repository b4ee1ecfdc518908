/* A paged document: rows stay whole, heads are repeated, links and contents lead to their pages. */
#include "draw/document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct document_column columns[] = {{"Threat", 0.5}, {"Place", 0.3}, {"Risk", 0.2}};

static struct document *open_one(void)
{
  struct document *document;
  struct document_options options = {.title = "It's a \\ test",
                                     .creator = "ctm",
                                     .date = "2026-11-24",
                                     .header = "Test",
                                     .footer = "as of 2026-11-24"};
  assert_int_equal(document_open(&document, &options).code, STATUS_OK);
  return document;
}

static void fill(struct document *document, int rows)
{
  document_text(document, DOCUMENT_TITLE, "Report");
  document_contents(document, "Contents");
  document_heading(document, 1, "Threats", "threats");
  document_table(document, columns, 3);
  for (int i = 0; i < rows; i++) {
    char text[40], anchor[40];
    snprintf(text, sizeof text, "Row %d begins", i);
    snprintf(anchor, sizeof anchor, "row-%d", i);
    struct document_cell cells[] = {
        {.text = text, .sub = "and goes on\nfor two lines", .link = "row-0"},
        {.text = "shop.web", .link = "no such anchor"},
        {.text = "high", .style = DOCUMENT_DANGER}};
    document_row(document, cells, anchor);
  }
  document_table_end(document);
}

/* Runs a command over the PDF; what it prints, or NULL if it is not there. */
static char *run(const struct writer *pdf, const char *command, char *out, size_t room)
{
  char path[] = "/tmp/ctm-document-XXXXXX", line[200];
  int file = mkstemp(path);
  FILE *stream = fdopen(file, "wb");
  assert_non_null(stream);
  assert_int_equal(fwrite(pdf->at, 1, pdf->len, stream), pdf->len);
  fclose(stream);
  snprintf(line, sizeof line, command, path);
  FILE *pipe = popen(line, "r");
  assert_non_null(pipe);
  size_t size = fread(out, 1, room - 1, pipe);
  out[size] = 0;
  int end = pclose(pipe);
  remove(path);
  return end == 0 ? out : NULL;
}

static void keeps_rows_whole(void **state)
{
  (void)state;
  static char text[200000], again[200000];
  struct document *document = open_one();
  struct writer pdf = {0}, twice = {0};
  fill(document, 60);
  assert_int_equal(document_write(document, &pdf).code, STATUS_OK);
  size_t pages = document_pages(document);
  assert_in_range(pages, 5, 9);
  document_free(document);
  document = open_one();
  fill(document, 60);
  assert_int_equal(document_write(document, &twice).code, STATUS_OK);
  document_free(document);
  assert_int_equal(pdf.len, twice.len);
  assert_memory_equal(pdf.at, twice.at, pdf.len);
  assert_non_null(run(&pdf, "qpdf --check %s 2>&1", again, sizeof again));
  if (!run(&pdf, "pdftotext -layout %s -", text, sizeof text)) skip();
  unsigned heads = 0, whole = 0;
  for (char *page = strtok(text, "\f"); page; page = strtok(NULL, "\f")) {
    unsigned begun = 0, ended = 0;
    for (char *at = page; (at = strstr(at, " begins")); at++) begun++;
    for (char *at = page; (at = strstr(at, "for two lines")); at++) ended++;
    assert_int_equal(begun, ended);
    whole += begun;
    if (begun) assert_non_null(strstr(page, "Threat "));
    heads += begun > 0;
  }
  assert_int_equal(whole, 60);
  assert_true(heads > 1);
  writer_free(&pdf);
  writer_free(&twice);
}

/* The page that the contents name is the page where the chapter stands. */
static void numbers_the_contents(void **state)
{
  (void)state;
  static char text[200000];
  struct document *document = open_one();
  struct writer pdf = {0};
  fill(document, 3);
  for (int i = 0; i < 90; i++) {
    char title[40];
    snprintf(title, sizeof title, "Part %d", i);
    document_heading(document, 2, title, NULL);
    document_text(document, DOCUMENT_BODY, "A paragraph.");
  }
  document_heading(document, 1, "The End", NULL);
  assert_int_equal(document_write(document, &pdf).code, STATUS_OK);
  size_t pages = document_pages(document);
  document_free(document);
  if (!run(&pdf, "pdftotext -layout %s -", text, sizeof text)) skip();
  char wanted[20];
  char *end = strstr(text, "The End");
  assert_non_null(end);
  snprintf(wanted, sizeof wanted, " %zu\n", pages);
  char *line = strchr(end, '\n');
  assert_non_null(line);
  assert_memory_equal(line + 1 - strlen(wanted), wanted, strlen(wanted));
  writer_free(&pdf);
}

/* A cell that is longer than a page goes on over the next ones; nothing of it is lost. */
static void cuts_what_is_longer_than_a_page(void **state)
{
  (void)state;
  static char text[200000], cell[20000];
  struct document *document = open_one();
  struct writer pdf = {0};
  size_t size = 0;
  for (int i = 0; i < 900; i++)
    size += (size_t)snprintf(cell + size, sizeof cell - size, "word%d ", i);
  document_table(document, columns, 3);
  struct document_cell cells[3] = {{.text = cell}, {.text = "short"}, {.text = NULL}};
  document_row(document, cells, NULL);
  document_table_end(document);
  assert_int_equal(document_write(document, &pdf).code, STATUS_OK);
  assert_in_range(document_pages(document), 2, 8);
  document_free(document);
  if (!run(&pdf, "pdftotext %s -", text, sizeof text)) skip();
  for (int i = 0; i < 900; i++) {
    char word[20];
    snprintf(word, sizeof word, "word%d", i);
    assert_non_null(strstr(text, word));
  }
  writer_free(&pdf);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(keeps_rows_whole),
      cmocka_unit_test(numbers_the_contents),
      cmocka_unit_test(cuts_what_is_longer_than_a_page),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
