/* The input of the report's template, put together as text; the register is the one that
 * register.xml holds. */
#include "write/report.h"

#include "base/xml.h"
#include "write/templates.h"
#include "write/xml.h"

struct draw_options report_draw_options(const char *prefix)
{
  return (struct draw_options){.link_base = "#thing-",
                               .sheet_base = "#sheet-",
                               .sheet_suffix = "",
                               .id_prefix = prefix,
                               .is_inline = true,
                               .is_plain = true};
}

/* The document without the line that says that it is XML. */
static void put_register(struct xml *xml, struct reg *reg)
{
  struct writer text = {0};
  write_register_xml(reg, &text);
  const char *body = strstr(text.at, "?>");
  body = body ? body + 2 : text.at;
  xml_raw(xml, (struct str){body, text.len - (size_t)(body - text.at)});
  writer_free(&text);
}

/* A card's name, and its id in the picture. */
static void put_end(struct xml *xml, const char *name, const struct sheet_card *card)
{
  struct writer id = {0};
  draw_id(&id, "", card->id);
  xml_attribute(xml, name, card->title && *card->title ? card->title : card->id);
  xml_attribute(xml, *name == 'f' ? "from-id" : "to-id", id.at);
  writer_free(&id);
}

static void put_step(struct xml *xml, const struct sheet *sheet, const struct sheet_step *step)
{
  xml_start(xml, "step");
  xml_attribute_number(xml, "number", step->number);
  if (step->way_step) xml_attribute_number(xml, "way-step", step->way_step);
  put_end(xml, "from", &sheet->cards[step->from]);
  put_end(xml, "to", &sheet->cards[step->to]);
  xml_attribute(xml, "technique", step->technique);
  if (step->is_stopped) xml_attribute(xml, "stopped", "true");
  if (step->text) xml_text(xml, step->text);
  xml_end(xml);
}

static void put_sheet(struct xml *xml, const struct report_sheet *shown)
{
  const struct sheet *sheet = shown->sheet;
  xml_start(xml, "sheet");
  xml_attribute(xml, "id", sheet->id);
  xml_attribute(xml, "title", sheet->title);
  xml_attribute(xml, "assertion", sheet->assertion);
  xml_attribute(xml, "scenario", sheet->scenario);
  for (size_t i = 0; i < sheet->note_count; i++) xml_element(xml, "note", sheet->notes[i]);
  for (size_t i = 0; i < sheet->step_count; i++) put_step(xml, sheet, &sheet->steps[i]);
  xml_raw(xml, (struct str){shown->svg.at, shown->svg.len});
  xml_end(xml);
}

static void put_part(struct xml *xml, const char *name, const char *of, struct str text)
{
  xml_start(xml, name);
  xml_attribute(xml, "of", of);
  xml_text_str(xml, text);
  xml_end(xml);
}

static void put_parts(struct xml *xml)
{
  struct writer css = {0};
  draw_style(&css, DRAW_THEME_AUTO);
  put_part(xml, "style", "sheets", (struct str){css.at, css.len});
  put_part(xml, "style", "page", template_report_css);
  put_part(xml, "script", "page", template_report_js);
  writer_free(&css);
}

void write_report(struct reg *reg, const struct report_sheet *sheets, size_t count,
                  struct writer *out)
{
  struct xml *xml = xml_open(out, XML_COMPACT);
  xml_start(xml, "report");
  xml_attribute(xml, "xmlns", "urn:ctm:report:1");
  put_register(xml, reg);
  xml_start(xml, "sheets");
  for (size_t i = 0; i < count; i++) put_sheet(xml, &sheets[i]);
  xml_end(xml);
  put_parts(xml);
  xml_end(xml);
  xml_close(xml);
}
