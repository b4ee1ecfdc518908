#include "write/html.h"

#include "base/sha256.h"

#include <libxml/HTMLtree.h>
#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct html_template {
  struct unit *unit;
  uint32_t source;
  xsltStylesheetPtr style;
  xsltSecurityPrefsPtr prefs;
  struct writer said; /* what the libraries had to say, line by line */
};

/* --- messages --------------------------------------------------------------------------------- */

/* A line of the template without the white space before it. */
static struct span line_span(struct html_template *self, uint32_t line)
{
  struct source *source = unit_source(self->unit, self->source);
  struct str text = source_line(&self->unit->arena, source, line);
  if (!text.len) return (struct span){self->source, 0, 0};
  uint32_t from = (uint32_t)(text.at - source->text.at), to = from + (uint32_t)text.len;
  while (from < to && (source->text.at[from] == ' ' || source->text.at[from] == '\t')) from++;
  return (struct span){self->source, from, to};
}

static struct message *complain(struct html_template *self, enum code code, uint32_t line,
                                const char *text)
{
  return message_add(self->unit, code, line_span(self, line), "%s", text);
}

static void put_formatted(struct writer *out, const char *format, va_list args)
{
  char piece[2000];
  vsnprintf(piece, sizeof piece, format, args);
  writer_text(out, piece);
}

/* What libxslt says: a heading with the place, then the text. */
static void listen(void *context, const char *format, ...)
{
  struct html_template *self = context;
  va_list args;
  va_start(args, format);
  put_formatted(&self->said, format, args);
  va_end(args);
}

/* What libxml2 says comes before libxslt's heading; such lines are marked. */
enum { MARK = 1 };

static void listen_to_xml(void *context, const char *format, ...)
{
  struct html_template *self = context;
  va_list args;
  va_start(args, format);
  writer_char(&self->said, MARK);
  put_formatted(&self->said, format, args);
  va_end(args);
}

static void listen_to_error(void *context, xmlErrorPtr error)
{
  listen_to_xml(context, "%s", error->message ? error->message : "\n");
}

/* "compilation error: file report.xsl line 12 element value-of" stands before what it is about; the
 * place may be missing. */
static bool is_heading(const char *text, uint32_t *line)
{
  static const char *const kinds[] = {"error", "compilation error", "runtime error"};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    size_t size = strlen(kinds[i]);
    if (strncmp(text, kinds[i], size) != 0 || (text[size] && text[size] != ':')) continue;
    const char *at = strstr(text, " line ");
    *line = at ? (uint32_t)strtoul(at + 6, NULL, 10) : 1;
    return true;
  }
  return false;
}

/* Without the name of the library's function before it. */
static const char *plain(const char *text)
{
  size_t name = strcspn(text, " :");
  if (strncmp(text, "xslt", 4) != 0 && strncmp(text, "xml", 3) != 0) return text;
  size_t gap = strspn(text + name, " :");
  return text[name + gap] ? text + name + gap : text;
}

/* One message a line of the template: the first thing that was said about it. */
static void tell_one(struct html_template *self, uint32_t line, const char *text, uint32_t *last)
{
  if (line == *last) return;
  *last = line;
  enum code code = CODE_E0604;
  if (strstr(text, "infinite template recursion")) {
    code = CODE_E0605;
    text = arena_format(&self->unit->arena, "templates call one another more than %d deep",
                        LIMIT_TEMPLATE_DEPTH);
  } else if (strstr(text, "limit exceeded")) {
    code = CODE_E0605;
    text = "the template goes on and on";
  }
  struct message *message = complain(self, code, line, text);
  message_help(self->unit, message, "`ctm explain %s` says what a template may do", code_id(code));
}

static void tell(struct html_template *self)
{
  struct arena *arena = &self->unit->arena;
  char *rest = NULL, *all = arena_copy(arena, self->said.at, self->said.len);
  const char *before = NULL, *stray = NULL;
  uint32_t line = 0, last = UINT32_MAX;
  bool is_due = false; /* a heading whose text is to come */
  for (char *at = strtok_r(all, "\n", &rest); at; at = strtok_r(NULL, "\n", &rest)) {
    if (*at == MARK) {
      if (!before) before = at + 1;
    } else if (is_heading(at, &line)) {
      is_due = true;
    } else if (is_due) {
      tell_one(self, line, plain(before ? before : at), &last);
      is_due = false;
      before = NULL;
    } else if (!stray)
      stray = at;
  }
  if (!stray) stray = before ? before : "it gives no page";
  if (last == UINT32_MAX) tell_one(self, 1, plain(stray), &last);
  self->said.len = 0;
}

/* --- opening and closing ---------------------------------------------------------------------- */

static xmlDocPtr load_nothing(const xmlChar *uri, xmlDictPtr dict, int options, void *context,
                              xsltLoadType type)
{
  (void)uri, (void)dict, (void)options, (void)context, (void)type;
  return NULL;
}

static xsltSecurityPrefsPtr forbid_all(void)
{
  static const xsltSecurityOption options[] = {
      XSLT_SECPREF_READ_FILE, XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
      XSLT_SECPREF_READ_NETWORK, XSLT_SECPREF_WRITE_NETWORK};
  xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();
  if (!prefs) memory_exhausted(0);
  for (size_t i = 0; i < sizeof options / sizeof *options; i++)
    xsltSetSecurityPrefs(prefs, options[i], xsltSecurityForbid);
  return prefs;
}

/* The libraries keep handlers in global variables: ours hold while one of our calls runs. */
static void begin(struct html_template *self)
{
  xsltSetGenericErrorFunc(self, listen);
  xmlSetGenericErrorFunc(self, listen_to_xml);
  xmlSetStructuredErrorFunc(self, listen_to_error);
  xsltSetLoaderFunc(load_nothing);
  xsltSetDefaultSecurityPrefs(self->prefs);
}

static void end(void)
{
  xsltSetGenericErrorFunc(NULL, NULL);
  xmlSetGenericErrorFunc(NULL, NULL);
  xmlSetStructuredErrorFunc(NULL, NULL);
  xsltSetLoaderFunc(NULL);
  xsltSetDefaultSecurityPrefs(NULL);
}

static xmlDocPtr refuse(xmlDocPtr document)
{
  xmlFreeDoc(document);
  return NULL;
}

static xmlDocPtr parse_template(struct html_template *self)
{
  const struct source *source = unit_source(self->unit, self->source);
  xmlParserCtxtPtr parser = xmlNewParserCtxt();
  if (!parser) memory_exhausted(0);
  if (source->text.len > INT_MAX) memory_exhausted(source->text.len);
  xmlDocPtr document = xmlCtxtReadMemory(
      parser, source->text.at, (int)source->text.len, source->name, NULL,
      XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  const xmlError *error = xmlCtxtGetLastError(parser);
  if (!document) {
    const char *text = error && error->message ? error->message : "this is no XML";
    int size = (int)strcspn(text, "\n");
    complain(self, CODE_E0604, error ? (uint32_t)error->line : 1,
             arena_format(&self->unit->arena, "%.*s", size, text));
  } else if (document->intSubset) {
    complain(self, CODE_E0604, 1, "a template has no DOCTYPE");
    document = refuse(document);
  }
  xmlFreeParserCtxt(parser);
  return document;
}

/* The stylesheet takes the document over, unless there is none. */
static void compile(struct html_template *self)
{
  xmlDocPtr document = parse_template(self);
  if (!document) return;
  self->style = xsltParseStylesheetDoc(document);
  if (!self->style) xmlFreeDoc(document);
  if (self->style && self->style->errors) {
    xsltFreeStylesheet(self->style);
    self->style = NULL;
  }
  if (!self->style) tell(self);
}

bool html_template_open(struct html_template **out, struct unit *unit, uint32_t source)
{
  struct html_template *self = calloc(1, sizeof *self);
  if (!self) memory_exhausted(sizeof *self);
  self->unit = unit;
  self->source = source;
  self->prefs = forbid_all();
  begin(self);
  compile(self);
  end();
  *out = self;
  if (self->style) return true;
  html_template_free(self);
  *out = NULL;
  return false;
}

void html_template_free(struct html_template *self)
{
  if (!self) return;
  xsltFreeStylesheet(self->style);
  xsltFreeSecurityPrefs(self->prefs);
  writer_free(&self->said);
  free(self);
  xsltCleanupGlobals();
}

/* --- the page's policy ------------------------------------------------------------------------ */

static void put_base64(struct writer *out, const uint8_t *bytes, size_t size)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < size; i += 3) {
    size_t left = size - i;
    uint32_t three = (uint32_t)bytes[i] << 16;
    if (left > 1) three |= (uint32_t)bytes[i + 1] << 8;
    if (left > 2) three |= bytes[i + 2];
    for (size_t k = 0; k < 4; k++)
      writer_char(out, k > left ? '=' : digits[(three >> (18 - 6 * k)) & 63]);
  }
}

static bool is_named(const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && xmlStrcasecmp(node->name, BAD_CAST name) == 0;
}

static void put_hash(struct writer *out, const xmlNode *node)
{
  xmlChar *text = xmlNodeGetContent(node);
  struct sha256 sha;
  uint8_t digest[SHA256_BYTES];
  sha256_init(&sha);
  sha256_update(&sha, text ? (const char *)text : "", text ? (size_t)xmlStrlen(text) : 0);
  sha256_final(&sha, digest);
  writer_text(out, " 'sha256-");
  put_base64(out, digest, sizeof digest);
  writer_char(out, '\'');
  xmlFree(text);
}

/* The node behind this one in the order of the document, within `root`. */
static xmlNodePtr following(const xmlNode *root, xmlNodePtr node)
{
  if (node->type == XML_ELEMENT_NODE && node->children) return node->children;
  while (node != root && !node->next) node = node->parent;
  return node == root ? NULL : node->next;
}

struct policy {
  struct writer styles, scripts;
  xmlNodePtr head;
  bool is_there; /* the template has written one */
};

static void see(struct policy *policy, xmlNodePtr node)
{
  if (is_named(node, "style")) put_hash(&policy->styles, node);
  if (is_named(node, "script")) put_hash(&policy->scripts, node);
  if (is_named(node, "head") && !policy->head) policy->head = node;
  if (!is_named(node, "meta")) return;
  xmlChar *name = xmlGetNoNsProp(node, BAD_CAST "http-equiv");
  policy->is_there |= name && xmlStrcasecmp(name, BAD_CAST "Content-Security-Policy") == 0;
  xmlFree(name);
}

static void add_policy(xmlDocPtr page)
{
  struct policy policy = {0};
  xmlNodePtr root = xmlDocGetRootElement(page);
  for (xmlNodePtr node = root; node; node = following(root, node)) see(&policy, node);
  if (policy.head && !policy.is_there) {
    struct writer text = {0};
    writer_format(&text,
                  "default-src 'none'; style-src%s; script-src%s; img-src data:; "
                  "base-uri 'none'; form-action 'none'",
                  policy.styles.at ? policy.styles.at : " 'none'",
                  policy.scripts.at ? policy.scripts.at : " 'none'");
    xmlNodePtr meta = xmlNewDocNode(page, NULL, BAD_CAST "meta", NULL);
    if (!meta) memory_exhausted(0);
    xmlNewProp(meta, BAD_CAST "http-equiv", BAD_CAST "Content-Security-Policy");
    xmlNewProp(meta, BAD_CAST "content", BAD_CAST text.at);
    if (policy.head->children)
      xmlAddPrevSibling(policy.head->children, meta);
    else
      xmlAddChild(policy.head, meta);
    writer_free(&text);
  }
  writer_free(&policy.styles);
  writer_free(&policy.scripts);
}

/* --- the transformation ----------------------------------------------------------------------- */

static xmlDocPtr parse_input(struct str input)
{
  if (input.len > INT_MAX) memory_exhausted(input.len);
  xmlDocPtr document = xmlReadMemory(input.at, (int)input.len, "report", NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_HUGE |
                                         XML_PARSE_NOBLANKS | XML_PARSE_COMPACT);
  if (!document) memory_exhausted(input.len); /* what we wrote is well-formed */
  return document;
}

/* What a template says by xsl:message is passed on; it has no place. */
static void pass_on(struct html_template *self)
{
  const char *name = unit_source(self->unit, self->source)->name;
  for (char *rest = NULL, *at = strtok_r(self->said.at, "\n", &rest); at;
       at = strtok_r(NULL, "\n", &rest))
    message_add(self->unit, CODE_E0606, SPAN_NOWHERE, "%s: %s", name, at);
  self->said.len = 0;
}

static xmlDocPtr transform(struct html_template *self, xmlDocPtr input, size_t size)
{
  xsltTransformContextPtr context = xsltNewTransformContext(self->style, input);
  if (!context) memory_exhausted(0);
  context->maxTemplateDepth = LIMIT_TEMPLATE_DEPTH;
  context->opLimit = LIMIT_TEMPLATE_WORK + 4 * size;
  xsltSetCtxtSecurityPrefs(self->prefs, context);
  xsltSetTransformErrorFunc(context, self, listen);
  xmlDocPtr page = xsltApplyStylesheetUser(self->style, input, NULL, NULL, NULL, context);
  if (context->state != XSLT_STATE_OK && page) page = refuse(page);
  xsltFreeTransformContext(context);
  return page;
}

bool html_template_apply(struct html_template *self, struct str input, struct writer *out)
{
  begin(self);
  xmlChar *text = NULL;
  int size = 0;
  xmlDocPtr document = parse_input(input);
  xmlDocPtr page = transform(self, document, input.len);
  if (page) {
    add_policy(page);
    if (xsltSaveResultToString(&text, &size, page, self->style) != 0) memory_exhausted(0);
    writer_bytes(out, text ? (const char *)text : "", (size_t)size);
    if (self->said.len) pass_on(self);
  } else
    tell(self);
  bool is_fine = page != NULL;
  xmlFree(text);
  xmlFreeDoc(page);
  xmlFreeDoc(document);
  end();
  return is_fine;
}
