<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="html"/>
<xsl:template match="/">
  <xsl:message>as far as here</xsl:message>
  <html><head><style>p { color: red }</style><script>document.title = 'x'</script></head><body><p><xsl:value-of select="/*/*/@title"/></p></body></html>
</xsl:template>
</xsl:stylesheet>
