/* Well-formed XML into memory, over libxml2's xmlTextWriter (the only file that knows it).
 *
 *   struct xml *xml = xml_open(&out, XML_INDENTED);
 *   xml_start(xml, "register");
 *   xml_attribute(xml, "xmlns", "urn:ctm:register:1");
 *   xml_element(xml, "title", "Web shop");
 *   xml_end(xml);
 *   xml_close(xml);
 *
 * Names may have a prefix ("xlink:href"); namespaces are declared as attributes. Every text must be
 * valid UTF-8 without control characters other than tab and line end: asserted, since the library
 * would write a file that does not parse. Texts of the model are clean (the lexer refuses the
 * rest); what comes from elsewhere (file names) goes through xml_clean first. Out of memory ends
 * the program as everywhere. */
#ifndef CTM_BASE_XML_H
#define CTM_BASE_XML_H

#include "base/arena.h"
#include "base/str.h"
#include "base/writer.h"

#include <stdint.h>

enum xml_layout {
  XML_COMPACT,  /* no white space that nobody wrote */
  XML_INDENTED, /* elements on lines of their own, two spaces a level */
  XML_FRAGMENT  /* compact, and without the <?xml …?> line */
};

struct xml;

/* Appends to `out`, which is complete once xml_close has returned. */
struct xml *xml_open(struct writer *out, enum xml_layout layout);
/* Closes whatever is open. */
void xml_close(struct xml *xml);

void xml_start(struct xml *xml, const char *name);
/* Ends the innermost element: <a/> if it is empty. */
void xml_end(struct xml *xml);
/* Ends it as <a></a> even if empty (HTML needs that). */
void xml_end_full(struct xml *xml);

/* Attributes stand between xml_start and any content. A NULL value writes nothing. */
void xml_attribute(struct xml *xml, const char *name, const char *value);
void xml_attribute_str(struct xml *xml, const char *name, struct str value);
void xml_attribute_number(struct xml *xml, const char *name, uint64_t value);
/* At most two decimals, as writer_decimal. */
void xml_attribute_decimal(struct xml *xml, const char *name, double value);
void xml_attribute_format(struct xml *xml, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void xml_text(struct xml *xml, const char *text);
void xml_text_str(struct xml *xml, struct str text);
void xml_text_format(struct xml *xml, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* <name>text</name>; with a NULL text nothing at all. */
void xml_element(struct xml *xml, const char *name, const char *text);
/* "--" in a comment becomes "- -". */
void xml_comment(struct xml *xml, const char *text);
/* <?target content?> */
void xml_instruction(struct xml *xml, const char *target, const char *content);
/* Bytes that are well-formed XML already, as they are. */
void xml_raw(struct xml *xml, struct str bytes);

/* The text with every byte or character that XML refuses replaced by U+FFFD; the text itself if
 * there is none. */
struct str xml_clean(struct arena *arena, struct str text);

#endif
