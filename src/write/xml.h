/* The register as XML, by templates/register.xsd. */
#ifndef CTM_WRITE_XML_H
#define CTM_WRITE_XML_H

#include "base/writer.h"
#include "register/register.h"

/* Appends the whole document to `out`; asks the register for what it makes only when asked. Same
 * register, same bytes. */
void write_register_xml(struct reg *reg, struct writer *out);

#endif
