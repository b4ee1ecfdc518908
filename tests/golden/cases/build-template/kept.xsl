<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="html"/>
<xsl:template match="/"><html><head><meta http-equiv="content-security-policy" content="default-src 'self'"/><style>p { color: red }</style></head></html></xsl:template>
</xsl:stylesheet>
