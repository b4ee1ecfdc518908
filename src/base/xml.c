#include "base/xml.h"

#include "base/utf8.h"

#include <assert.h>
#include <libxml/xmlwriter.h>
#include <stdarg.h>
#include <stdlib.h>

struct xml {
  xmlTextWriterPtr libxml;
  struct writer scratch; /* for formatted values */
};

static int put(void *context, const char *bytes, int size)
{
  writer_bytes(context, bytes, (size_t)size);
  return size;
}

/* The library fails only for want of memory, or because the caller nests wrongly. */
static void check(int result)
{
  assert(result >= 0);
  if (result < 0) memory_exhausted(0);
}

static const char *clean(const char *text)
{
#ifndef NDEBUG
  size_t at;
  enum utf8_fault fault = utf8_check(str_from(text), &at);
  assert(fault == UTF8_FINE || fault == UTF8_BIDI);
#endif
  return text;
}

struct xml *xml_open(struct writer *out, enum xml_layout layout)
{
  struct xml *xml = calloc(1, sizeof *xml);
  if (!xml) memory_exhausted(sizeof *xml);
  xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(put, NULL, out, NULL);
  xml->libxml = buffer ? xmlNewTextWriter(buffer) : NULL;
  if (!xml->libxml) memory_exhausted(0);
  if (layout == XML_INDENTED) {
    check(xmlTextWriterSetIndent(xml->libxml, 1));
    check(xmlTextWriterSetIndentString(xml->libxml, BAD_CAST "  "));
  }
  if (layout != XML_FRAGMENT) check(xmlTextWriterStartDocument(xml->libxml, NULL, "UTF-8", NULL));
  return xml;
}

void xml_close(struct xml *xml)
{
  check(xmlTextWriterEndDocument(xml->libxml));
  xmlFreeTextWriter(xml->libxml);
  writer_free(&xml->scratch);
  free(xml);
}

void xml_start(struct xml *xml, const char *name)
{
  check(xmlTextWriterStartElement(xml->libxml, BAD_CAST name));
}

void xml_end(struct xml *xml)
{
  check(xmlTextWriterEndElement(xml->libxml));
}

void xml_end_full(struct xml *xml)
{
  check(xmlTextWriterFullEndElement(xml->libxml));
}

void xml_attribute(struct xml *xml, const char *name, const char *value)
{
  if (value) check(xmlTextWriterWriteAttribute(xml->libxml, BAD_CAST name, BAD_CAST clean(value)));
}

/* A writer that was never written to has no text yet. */
static const char *scratch_text(struct xml *xml)
{
  writer_bytes(&xml->scratch, "", 0);
  return xml->scratch.at;
}

static const char *scratch_str(struct xml *xml, struct str text)
{
  xml->scratch.len = 0;
  writer_str(&xml->scratch, text);
  return scratch_text(xml);
}

void xml_attribute_str(struct xml *xml, const char *name, struct str value)
{
  xml_attribute(xml, name, scratch_str(xml, value));
}

void xml_attribute_number(struct xml *xml, const char *name, uint64_t value)
{
  xml_attribute_format(xml, name, "%llu", (unsigned long long)value);
}

void xml_attribute_decimal(struct xml *xml, const char *name, double value)
{
  xml->scratch.len = 0;
  writer_decimal(&xml->scratch, value);
  xml_attribute(xml, name, xml->scratch.at);
}

static const char *format_scratch(struct xml *xml, const char *format, va_list args)
{
  va_list again;
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  assert(length >= 0);
  xml->scratch.len = 0;
  writer_repeat(&xml->scratch, ' ', (size_t)length);
  vsnprintf(xml->scratch.at, (size_t)length + 1, format, again);
  va_end(again);
  return scratch_text(xml);
}

void xml_attribute_format(struct xml *xml, const char *name, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  xml_attribute(xml, name, format_scratch(xml, format, args));
  va_end(args);
}

void xml_text(struct xml *xml, const char *text)
{
  check(xmlTextWriterWriteString(xml->libxml, BAD_CAST clean(text)));
}

void xml_text_str(struct xml *xml, struct str text)
{
  xml_text(xml, scratch_str(xml, text));
}

void xml_text_format(struct xml *xml, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  xml_text(xml, format_scratch(xml, format, args));
  va_end(args);
}

void xml_element(struct xml *xml, const char *name, const char *text)
{
  if (!text) return;
  xml_start(xml, name);
  xml_text(xml, text);
  xml_end(xml);
}

void xml_comment(struct xml *xml, const char *text)
{
  xml->scratch.len = 0;
  for (const char *at = clean(text); *at; at++) {
    bool is_double = *at == '-' && (at[1] == '-' || at[1] == '\0');
    writer_bytes(&xml->scratch, is_double ? "- " : at, is_double ? 2 : 1);
  }
  check(xmlTextWriterWriteComment(xml->libxml, BAD_CAST scratch_text(xml)));
}

void xml_instruction(struct xml *xml, const char *target, const char *content)
{
  assert(!strstr(content, "?>"));
  check(xmlTextWriterWritePI(xml->libxml, BAD_CAST target, BAD_CAST clean(content)));
}

void xml_raw(struct xml *xml, struct str bytes)
{
  if (bytes.len > INT32_MAX) memory_exhausted(bytes.len);
  check(xmlTextWriterWriteRawLen(xml->libxml, BAD_CAST bytes.at, (int)bytes.len));
}

struct str xml_clean(struct arena *arena, struct str text)
{
  size_t offset;
  enum utf8_fault fault = utf8_check(text, &offset);
  if (fault == UTF8_FINE) return text;
  struct str result = {arena_alloc(arena, text.len * 3 + 1), 0};
  char *to = (char *)(uintptr_t)result.at;
  for (const char *at = text.at, *end = at + text.len; at < end;) {
    uint32_t point;
    size_t size = utf8_decode(at, end, &point);
    fault = utf8_check((struct str){at, size}, &offset);
    bool is_kept = fault == UTF8_FINE || fault == UTF8_BIDI;
    size_t kept = is_kept ? size : 3;
    memcpy(to + result.len, is_kept ? at : "\xef\xbf\xbd", kept);
    result.len += kept;
    at += size;
  }
  return result;
}
