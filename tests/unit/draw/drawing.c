/* Pictures of sheets built by hand: well-formed, without overlaps, the same bytes each time. With
 * CTM_DRAW_OUT=DIR in the environment the pictures are left there, to be looked at. */
#include "draw/draw.h"
#include "draw/layout.h"
#include "unit/draw/odd.h"

#include <libxml/parser.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const struct draw_options linked = {.link_base = "register.xml#", .sheet_suffix = ".svg"};

static void keep(const char *name, const char *ending, const struct writer *bytes)
{
  const char *folder = getenv("CTM_DRAW_OUT");
  if (!folder) return;
  struct writer path = {0};
  writer_format(&path, "%s/%s.%s", folder, name, ending);
  assert_int_equal(file_replace(path.at, bytes->at, bytes->len).code, STATUS_OK);
  writer_free(&path);
}

/* ---- what a file must be ---- */

struct ids {
  const xmlChar *at[4000];
  size_t count;
};

static void collect(xmlNode *node, struct ids *ids, struct ids *uses)
{
  for (; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const xmlChar *id = xmlGetProp(node, BAD_CAST "id"), *href = xmlGetProp(node, BAD_CAST "href");
    if (id) ids->at[ids->count++] = id;
    if (href && href[0] == '#')
      uses->at[uses->count++] = href;
    else
      xmlFree((void *)(uintptr_t)href);
    assert_true(ids->count < 4000 && uses->count < 4000);
    collect(node->children, ids, uses);
  }
}

static bool has_id(const struct ids *ids, const xmlChar *id)
{
  for (size_t i = 0; i < ids->count; i++)
    if (xmlStrEqual(ids->at[i], id)) return true;
  return false;
}

static void check_svg(const struct writer *svg)
{
  xmlDoc *doc = xmlReadMemory(svg->at, (int)svg->len, "sheet.svg", NULL, XML_PARSE_NONET);
  assert_non_null(doc);
  static struct ids ids, uses;
  ids.count = uses.count = 0;
  collect(xmlDocGetRootElement(doc), &ids, &uses);
  for (size_t i = 0; i < ids.count; i++) {
    assert_int_equal(xmlValidateNCName(ids.at[i], 0), 0);
    for (size_t k = 0; k < i; k++)
      if (xmlStrEqual(ids.at[i], ids.at[k])) fail_msg("twice: %s", (const char *)ids.at[i]);
  }
  for (size_t i = 0; i < uses.count; i++) assert_true(has_id(&ids, uses.at[i] + 1));
  for (size_t i = 0; i < ids.count; i++) xmlFree((void *)(uintptr_t)ids.at[i]);
  for (size_t i = 0; i < uses.count; i++) xmlFree((void *)(uintptr_t)uses.at[i]);
  xmlFreeDoc(doc);
  assert_null(strstr(svg->at, "<script"));
}

/* qpdf is a second opinion; without it there is none. */
static void check_pdf(const struct writer *pdf)
{
  assert_memory_equal(pdf->at, "%PDF-", 5);
  if (system("command -v qpdf >/dev/null 2>&1") != 0) return;
  char path[] = "/tmp/ctm-draw-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  FILE *stream = fdopen(file, "w");
  assert_int_equal(fwrite(pdf->at, 1, pdf->len, stream), pdf->len);
  fclose(stream);
  struct writer command = {0};
  writer_format(&command, "qpdf --check %s >/dev/null 2>&1", path);
  assert_int_equal(system(command.at), 0);
  writer_free(&command);
  remove(path);
}

/* Blocks of many sizes, some given back, so that the next run finds another heap. */
static void shuffle_heap(void)
{
  static void *kept[400];
  for (size_t i = 0; i < 400; i++) {
    free(kept[i]);
    kept[i] = malloc(16 + i * 37 % 900);
  }
  for (size_t i = 0; i < 400; i += 3) free(kept[i]), kept[i] = NULL;
}

static void draw_both(const struct sheet *sheet, struct writer *svg, struct writer *pdf,
                      struct draw_metrics *metrics)
{
  struct drawing *drawing;
  assert_int_equal(drawing_make(&drawing, sheet, NULL).code, STATUS_OK);
  const struct drawing *pages[] = {drawing};
  assert_int_equal(drawing_svg(drawing, &linked, svg).code, STATUS_OK);
  assert_int_equal(drawing_pdf(pages, 1, "Test", &linked, pdf).code, STATUS_OK);
  *metrics = drawing_metrics(drawing);
  size_t count;
  const struct draw_warning *warnings = drawing_warnings(drawing, &count);
  for (size_t i = 0; i < count; i++) print_message("%s\n", warnings[i].text);
  drawing_free(drawing);
}

static struct draw_metrics check(const struct sheet *sheet, const char *name)
{
  struct writer svg = {0}, pdf = {0}, svg_again = {0}, pdf_again = {0};
  struct draw_metrics metrics, again;
  draw_both(sheet, &svg, &pdf, &metrics);
  shuffle_heap();
  draw_both(sheet, &svg_again, &pdf_again, &again);
  keep(name, "svg", &svg);
  keep(name, "pdf", &pdf);
  assert_int_equal(svg.len, svg_again.len);
  assert_memory_equal(svg.at, svg_again.at, svg.len);
  assert_int_equal(pdf.len, pdf_again.len);
  assert_memory_equal(pdf.at, pdf_again.at, pdf.len);
  check_svg(&svg);
  check_pdf(&pdf);
  print_message("%s: svg %zu, pdf %zu bytes, layout %.1f ms, %u crossings, %u under titles, %u "
                "through badges\n",
                name, svg.len, pdf.len, metrics.layout_ms, metrics.crossings, metrics.tab_hits,
                metrics.badge_hits);
  writer_free(&svg);
  writer_free(&pdf);
  writer_free(&svg_again);
  writer_free(&pdf_again);
  return metrics;
}

/* ---- the tests ---- */

static void draws_the_sketch(void **state)
{
  (void)state;
  struct draw_metrics metrics = check(&sketch_sheet, "sketch");
  assert_int_equal(metrics.node_hits, 0);
  assert_int_equal(metrics.overlaps, 0);
  assert_int_equal(metrics.lost, 0);
  assert_true(metrics.crossings <= 12);
  assert_true(metrics.tab_hits <= 6);
}

static void draws_small_sheets(void **state)
{
  (void)state;
  check(&empty_sheet, "empty");
  check(&lone_sheet, "lone");
  struct draw_metrics metrics = check(&shop_sheet, "shop");
  assert_int_equal(metrics.node_hits + metrics.overlaps + metrics.crossings, 0);
}

static void draws_odd_things(void **state)
{
  (void)state;
  struct draw_metrics metrics = check(&odd_sheet, "odd");
  assert_int_equal(metrics.node_hits, 0);
  assert_int_equal(metrics.overlaps, 0);
}

static void draws_a_crowd(void **state)
{
  (void)state;
  static struct crowd crowd;
  make_crowd(&crowd);
  struct draw_metrics metrics = check(&crowd.sheet, "crowd");
  assert_int_equal(metrics.node_hits, 0);
  assert_int_equal(metrics.overlaps, 0);
}

static void draw_without_the_engine(void)
{
  struct writer svg = {0};
  struct drawing *drawing;
  struct rlimit before, few;
  assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
  few = before;
  few.rlim_cur = 3;
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
  layout_open();
  assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
  assert_int_equal(drawing_make(&drawing, &sketch_sheet, NULL).code, STATUS_OK);
  size_t count;
  const struct draw_warning *warnings = drawing_warnings(drawing, &count);
  assert_int_equal(count, 1);
  assert_int_equal(warnings[0].code, CODE_E0601);
  assert_int_equal(drawing_svg(drawing, &linked, &svg).code, STATUS_OK);
  assert_int_equal(drawing_metrics(drawing).lost, COUNT(sketch_flows) + 2);
  check_svg(&svg);
  keep("grid", "svg", &svg);
  drawing_free(drawing);
  writer_free(&svg);
}

/* Without a file descriptor left there is no line to the engine, for the whole life of a process:
 * hence one of its own, forked while we have no threads. */
static void draws_a_grid_without_the_engine(void **state)
{
  (void)state;
  int end = 0;
  fflush(NULL);
  pid_t process = fork();
  if (process == 0) {
    draw_without_the_engine();
    _exit(0);
  }
  assert_int_equal(waitpid(process, &end, 0), process);
  assert_int_equal(end, 0);
}

static void puts_sheets_in_one_pdf(void **state)
{
  (void)state;
  const struct sheet *sheets[] = {&sketch_sheet, &odd_sheet, &empty_sheet};
  struct writer pdf = {0};
  assert_int_equal(draw_pdf(sheets, 3, "It's a \\ test", &linked, &pdf).code, STATUS_OK);
  check_pdf(&pdf);
  keep("all", "pdf", &pdf);
  writer_free(&pdf);
}

static void obeys_options(void **state)
{
  (void)state;
  struct writer svg = {0};
  assert_int_equal(draw_svg(&shop_sheet, NULL, &svg).code, STATUS_OK);
  assert_null(strstr(svg.at, "<a "));
  assert_non_null(strstr(svg.at, "prefers-color-scheme"));
  svg.len = 0;
  struct draw_options options = {.id_prefix = "s1-", .theme = DRAW_THEME_DARK, .is_inline = true};
  assert_int_equal(draw_svg(&shop_sheet, &options, &svg).code, STATUS_OK);
  assert_memory_equal(svg.at, "<svg", 4);
  assert_null(strstr(svg.at, "prefers-color-scheme"));
  assert_non_null(strstr(svg.at, "id=\"s1-backend.web\""));
  assert_non_null(strstr(svg.at, "id=\"s1-flow.backend.web--to--backend.db\""));
  check_svg(&svg);
  writer_free(&svg);
}

/* With files of its own a build needs no font of the machine. */
static void uses_given_fonts(void **state)
{
  (void)state;
  static const char *const inter[] = {"/usr/share/fonts/opentype/inter/Inter-Regular.otf",
                                      "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf"};
  static const char *const none[] = {CTM_ROOT "/README.md"};
  static const char *const missing[] = {CTM_ROOT "/no-such-font.otf"};
  if (access(inter[0], R_OK) != 0) skip();
  struct drawing *drawing;
  struct draw_means fonts = {.fonts = {inter, 2}}, bad = {.fonts = {none, 1}},
                    absent = {.fonts = {missing, 1}};
  struct writer svg = {0}, plain = {0};
  assert_int_equal(drawing_make(&drawing, &shop_sheet, &fonts).code, STATUS_OK);
  assert_int_equal(drawing_svg(drawing, &linked, &svg).code, STATUS_OK);
  assert_non_null(strstr(svg.at, "font-family:'Inter',"));
  assert_non_null(strstr(svg.at, "measured with Inter<"));
  drawing_free(drawing);
  assert_int_equal(draw_svg(&shop_sheet, &linked, &plain).code, STATUS_OK);
  /* the machine's Inter gives the same widths: only the style sheet differs */
  assert_string_equal(strstr(svg.at, "</style>"), strstr(plain.at, "</style>"));
  assert_int_equal(drawing_make(&drawing, &shop_sheet, &bad).code, STATUS_CANNOT_READ);
  assert_int_equal(drawing_make(&drawing, &shop_sheet, &absent).code, STATUS_CANNOT_READ);
  writer_free(&svg);
  writer_free(&plain);
}

static uint32_t big_endian(const char *at)
{
  const unsigned char *b = (const unsigned char *)at;
  return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* A PNG says its size behind the signature and the head of its first chunk. */
static void makes_bitmaps(void **state)
{
  (void)state;
  struct drawing *drawing;
  struct writer once = {0}, twice = {0}, half = {0};
  struct draw_options options = {.scale = 0.5}, huge = {.scale = 100};
  double width, height;
  assert_int_equal(drawing_make(&drawing, &shop_sheet, NULL).code, STATUS_OK);
  drawing_size(drawing, &width, &height);
  assert_int_equal(drawing_png(drawing, NULL, &once).code, STATUS_OK);
  shuffle_heap();
  assert_int_equal(drawing_png(drawing, NULL, &twice).code, STATUS_OK);
  assert_int_equal(once.len, twice.len);
  assert_memory_equal(once.at, twice.at, once.len);
  assert_int_equal(big_endian(once.at + 16), (uint32_t)(width * 2));
  assert_int_equal(big_endian(once.at + 20), (uint32_t)(height * 2));
  assert_int_equal(drawing_png(drawing, &options, &half).code, STATUS_OK);
  assert_int_equal(big_endian(half.at + 16), (uint32_t)((width + 1) / 2));
  half.len = 0;
  assert_int_equal(drawing_png(drawing, &huge, &half).code, STATUS_BROKEN);
  assert_int_equal(half.len, 0);
  keep("shop", "png", &once);
  writer_free(&once);
  writer_free(&twice);
  writer_free(&half);
  drawing_free(drawing);
}

static void makes_ids(void **state)
{
  (void)state;
  static const char *const pairs[][3] = {
      {"", "a.b-c_d", "a.b-c_d"},
      {"flow.", "a.b->c", "flow.a.b--to--c"},
      {"", "\"postgres:17\"", "_--22postgres--3a17--22"},
      {"", "9a", "_--39a"},
      {"", "a--b", "a--2d--2db"},
      {"", "é", "_--c3--a9"},
      {"", "flow.shop", "flow.shop--"},
  };
  for (size_t i = 0; i < COUNT(pairs); i++) {
    struct writer out = {0};
    draw_id(&out, pairs[i][0], pairs[i][1]);
    assert_string_equal(out.at, pairs[i][2]);
    writer_free(&out);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(draws_a_grid_without_the_engine),
      cmocka_unit_test(draws_the_sketch),
      cmocka_unit_test(draws_small_sheets),
      cmocka_unit_test(draws_odd_things),
      cmocka_unit_test(draws_a_crowd),
      cmocka_unit_test(puts_sheets_in_one_pdf),
      cmocka_unit_test(obeys_options),
      cmocka_unit_test(uses_given_fonts),
      cmocka_unit_test(makes_bitmaps),
      cmocka_unit_test(makes_ids),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
