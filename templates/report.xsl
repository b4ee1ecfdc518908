<?xml version="1.0" encoding="UTF-8"?>
<!-- report.html of the register and the sheets. templates/README.md says what goes in and how to
     write one of your own; report.css and report.js are the page's style and script. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:p="urn:ctm:report:1" xmlns:r="urn:ctm:register:1" xmlns:s="http://www.w3.org/2000/svg"
    exclude-result-prefixes="p r s">

  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="*"/>
  <xsl:preserve-space elements="s:text s:title s:desc"/>

  <xsl:key name="thing" match="r:boundary | r:element | r:flow | r:asset" use="@id"/>
  <xsl:key name="party" match="r:risk-source" use="@id"/>
  <xsl:key name="threat" match="r:threats/r:threat" use="@id"/>
  <xsl:key name="scenario" match="r:scenarios/r:scenario" use="@id"/>
  <xsl:key name="assertion" match="r:assertions/r:assertion" use="@id"/>
  <xsl:key name="acceptance" match="r:acceptances/r:acceptance" use="@id"/>
  <xsl:key name="treatment" match="r:treatments/r:treatment" use="@id"/>
  <xsl:key name="rule" match="r:vocabulary/r:rule" use="@id"/>
  <xsl:key name="control" match="r:vocabulary/r:control" use="@id"/>
  <xsl:key name="weakness" match="r:vocabulary/r:weakness" use="@id"/>
  <xsl:key name="standard" match="r:vocabulary/r:standard" use="@id"/>
  <xsl:key name="placed" match="r:control[@id]" use="@id"/>
  <xsl:key name="weak" match="r:weakness[@id and @basis]" use="@id"/>
  <xsl:key name="sheet-of-assertion" match="p:sheet[@assertion]" use="@assertion"/>
  <xsl:key name="sheet-of-scenario" match="p:sheet[@scenario]" use="@scenario"/>
  <!-- what would stop open threats, by control, and by control and place -->
  <xsl:key name="candidate"
      match="r:threat[@status='open' or @status='expired']/r:stop[@state='candidate' and not(@slows)]"
      use="r:control/@ref"/>
  <xsl:key name="candidate-at"
      match="r:threat[@status='open' or @status='expired']/r:stop[@state='candidate' and not(@slows)]"
      use="concat(r:control/@ref, ' ', r:at/@ref)"/>

  <xsl:variable name="reg" select="/p:report/r:register"/>
  <xsl:variable name="made" select="$reg/r:provenance"/>
  <xsl:variable name="sum" select="$reg/r:summary"/>
  <xsl:variable name="open" select="$reg/r:threats/r:threat[@status='open' or @status='expired']"/>
  <xsl:variable name="open-scenarios" select="$reg/r:scenarios/r:scenario[@status='open' or @status='expired']"/>
  <xsl:variable name="fails" select="$reg/r:assertions/r:assertion[@status='fails' or @status='expired']"/>
  <xsl:variable name="top" select="/p:report/p:sheets/p:sheet[@scenario]"/>
  <xsl:variable name="others" select="/p:report/p:sheets/p:sheet[not(@scenario)]"/>
  <xsl:variable name="slips" select="$reg/r:mistakes/r:mistake"/>

  <!-- === words ================================================================================ -->

  <!-- "1 threat", "12 threats" -->
  <xsl:template name="count">
    <xsl:param name="n"/>
    <xsl:param name="one"/>
    <xsl:param name="many" select="concat($one, 's')"/>
    <xsl:value-of select="$n"/>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="$n = 1"><xsl:value-of select="$one"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$many"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An id of the register as an id of HTML, which has no blanks. -->
  <xsl:template name="anchor">
    <xsl:param name="of"/>
    <xsl:param name="id"/>
    <xsl:value-of select="concat($of, '-', translate($id, ' &#9;&#10;%', '+++~'))"/>
  </xsl:template>

  <xsl:template name="id">
    <xsl:param name="of"/>
    <xsl:attribute name="id">
      <xsl:call-template name="anchor">
        <xsl:with-param name="of" select="$of"/>
        <xsl:with-param name="id" select="@id"/>
      </xsl:call-template>
    </xsl:attribute>
  </xsl:template>

  <xsl:template name="href">
    <xsl:param name="of"/>
    <xsl:param name="id"/>
    <xsl:attribute name="href">
      <xsl:text>#</xsl:text>
      <xsl:call-template name="anchor">
        <xsl:with-param name="of" select="$of"/>
        <xsl:with-param name="id" select="$id"/>
      </xsl:call-template>
    </xsl:attribute>
  </xsl:template>

  <!-- The name of a thing, a party or a term: its title, else its id. -->
  <xsl:template match="*" mode="name">
    <xsl:choose>
      <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="r:flow" mode="name">
    <xsl:apply-templates select="key('thing', r:source/@ref)" mode="name"/>
    <xsl:text> → </xsl:text>
    <xsl:apply-templates select="key('thing', r:target/@ref)" mode="name"/>
  </xsl:template>

  <!-- A reference to a thing, as a link with its name. -->
  <xsl:template match="*[@ref]" mode="thing">
    <xsl:variable name="id" select="@ref"/>
    <a>
      <xsl:call-template name="href">
        <xsl:with-param name="of" select="'thing'"/>
        <xsl:with-param name="id" select="$id"/>
      </xsl:call-template>
      <xsl:apply-templates select="key('thing', $id)" mode="name"/>
    </a>
  </xsl:template>

  <!-- A reference to a word of the vocabulary: of a rule its title, of a control or a weakness the
       word itself, with its title to hover over. -->
  <xsl:template match="*[@ref]" mode="word">
    <xsl:param name="of"/>
    <a>
      <xsl:call-template name="href">
        <xsl:with-param name="of" select="$of"/>
        <xsl:with-param name="id" select="@ref"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="$of = 'rule'"><xsl:apply-templates select="key($of, @ref)" mode="name"/></xsl:when>
        <xsl:otherwise>
          <xsl:copy-of select="key($of, @ref)/@title"/>
          <xsl:value-of select="@ref"/>
        </xsl:otherwise>
      </xsl:choose>
    </a>
  </xsl:template>
  <!-- … and that title in words. -->
  <xsl:template name="control-title">
    <xsl:param name="control"/>
    <xsl:if test="key('control', $control/@ref)/@title"><br/><small><xsl:value-of select="key('control', $control/@ref)/@title"/></small></xsl:if>
  </xsl:template>

  <!-- "A, B and C" of references to things. -->
  <xsl:template name="things">
    <xsl:param name="refs"/>
    <xsl:for-each select="$refs">
      <xsl:call-template name="between"/>
      <xsl:apply-templates select="." mode="thing"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="between">
    <xsl:choose>
      <xsl:when test="position() = 1"/>
      <xsl:when test="position() = last()"> and </xsl:when>
      <xsl:otherwise>, </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "mTLS at PostgreSQL" -->
  <xsl:template match="r:stop | r:cut | r:holds" mode="stop">
    <xsl:apply-templates select="r:control" mode="word">
      <xsl:with-param name="of" select="'control'"/>
    </xsl:apply-templates>
    <xsl:choose>
      <xsl:when test="@around"> at or around </xsl:when>
      <xsl:otherwise> at </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="r:at" mode="thing"/>
    <xsl:if test="@slows"><small> slows</small></xsl:if>
    <xsl:if test="@state = 'planned'"><xsl:text> </xsl:text><span class="tag planned">planned</span></xsl:if>
    <xsl:if test="@state = 'in-place'"><xsl:text> </xsl:text><span class="tag placed">in place</span></xsl:if>
  </xsl:template>

  <!-- "runs code on PostgreSQL"; of a weakness "PostgreSQL has …" -->
  <xsl:template match="r:gain | r:breaks | r:state" mode="gain">
    <xsl:choose>
      <xsl:when test="@verb = 'has'">
        <xsl:apply-templates select="r:at" mode="thing"/>
        <xsl:text> has </xsl:text>
        <xsl:value-of select="@privilege"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="@verb"/>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="r:at" mode="thing"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:uses | r:brings" mode="weak">
    <xsl:apply-templates select="r:weakness" mode="word">
      <xsl:with-param name="of" select="'weakness'"/>
    </xsl:apply-templates>
    <xsl:text> of </xsl:text>
    <xsl:apply-templates select="r:at" mode="thing"/>
  </xsl:template>

  <!-- A level as word and shape. -->
  <xsl:template name="level">
    <xsl:param name="level"/>
    <span class="level {$level}"><xsl:value-of select="$level"/></span>
  </xsl:template>

  <xsl:template name="status">
    <xsl:param name="status"/>
    <span class="status {$status}"><xsl:value-of select="translate($status, '-', ' ')"/></span>
  </xsl:template>

  <xsl:template name="place">
    <xsl:if test="@line"><span class="place"><xsl:value-of select="concat(@file, ':', @line)"/></span></xsl:if>
  </xsl:template>

  <!-- Ids of attackers, for the filter: data-by=" a b ". -->
  <xsl:template name="by">
    <xsl:param name="refs"/>
    <xsl:attribute name="data-by">
      <xsl:text> </xsl:text>
      <xsl:for-each select="$refs"><xsl:value-of select="@ref"/><xsl:text> </xsl:text></xsl:for-each>
    </xsl:attribute>
  </xsl:template>

  <!-- "T1611", linked to its row of the coverage. -->
  <xsl:template match="r:map" mode="code">
    <span class="code" title="{@title}">
      <xsl:apply-templates select="key('standard', r:standard/@ref)" mode="short"/>
      <xsl:text> </xsl:text>
      <xsl:value-of select="@code"/>
    </span>
  </xsl:template>
  <xsl:template match="r:standard" mode="short"><xsl:value-of select="@id"/></xsl:template>

  <!-- An address becomes a link only if it is one of the web or of mail. -->
  <xsl:template match="*" mode="link">
    <xsl:choose>
      <xsl:when test="starts-with(., 'https://') or starts-with(., 'http://') or starts-with(., 'mailto:')">
        <a href="{.}" rel="noopener noreferrer"><xsl:value-of select="."/></a>
      </xsl:when>
      <xsl:otherwise><bdi><xsl:value-of select="."/></bdi></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:doc">
    <p class="doc"><xsl:value-of select="."/></p>
  </xsl:template>

  <!-- A heading of a section. -->
  <xsl:template name="h2">
    <xsl:param name="id"/>
    <xsl:param name="text"/>
    <h2 id="{$id}"><a href="#{$id}"><xsl:value-of select="$text"/></a></h2>
  </xsl:template>

  <!-- === the page ============================================================================= -->

  <xsl:template match="/p:report">
    <html lang="en">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <meta name="generator" content="{concat($made/@tool, ' ', $made/@version)}"/>
        <title><xsl:call-template name="model-name"/> – threat model report</title>
        <style><xsl:value-of select="p:style[@of='sheets']"/></style>
        <style><xsl:value-of select="p:style[@of='page']"/></style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <div class="report">
          <xsl:call-template name="title"/>
          <xsl:call-template name="contents"/>
          <main id="main">
            <xsl:call-template name="in-short"/>
            <xsl:call-template name="assertions"/>
            <xsl:call-template name="scenarios"/>
            <xsl:call-template name="sheets"/>
            <xsl:call-template name="open-threats"/>
            <xsl:call-template name="accepted"/>
            <xsl:call-template name="controls"/>
            <xsl:call-template name="careless"/>
            <xsl:call-template name="coverage"/>
            <xsl:call-template name="register"/>
            <xsl:call-template name="scope"/>
          </main>
        </div>
        <script><xsl:value-of select="p:script[@of='page']"/></script>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="model-name">
    <xsl:choose>
      <xsl:when test="$reg/@title"><xsl:value-of select="$reg/@title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$reg/@model"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="contents">
    <div class="side">
      <nav aria-label="Contents">
        <p class="side-title"><a href="#top"><xsl:call-template name="model-name"/></a></p>
        <ol>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'summary'"/><xsl:with-param name="text" select="'In short'"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'assertions'"/><xsl:with-param name="text" select="'What must hold'"/><xsl:with-param name="n" select="count($reg/r:assertions/r:assertion)"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'scenarios'"/><xsl:with-param name="text" select="'Top scenarios'"/><xsl:with-param name="n" select="count($top)"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'sheets'"/><xsl:with-param name="text" select="'Diagrams'"/><xsl:with-param name="n" select="count($others)"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'threats'"/><xsl:with-param name="text" select="'Open threats'"/><xsl:with-param name="n" select="count($open)"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'accepted'"/><xsl:with-param name="text" select="'Accepted risks'"/><xsl:with-param name="n" select="count($reg/r:acceptances/r:acceptance)"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'controls'"/><xsl:with-param name="text" select="'Controls'"/><xsl:with-param name="n" select="$sum/@controls"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'careless'"/><xsl:with-param name="text" select="'Slips'"/><xsl:with-param name="n" select="count($slips)"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'coverage'"/><xsl:with-param name="text" select="'Standards'"/><xsl:with-param name="n" select="count($reg/r:coverage/r:catalogue)"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'register'"/><xsl:with-param name="text" select="'The register'"/></xsl:call-template>
          <xsl:call-template name="entry"><xsl:with-param name="id" select="'scope'"/><xsl:with-param name="text" select="'Scope and limits'"/></xsl:call-template>
        </ol>
      </nav>
      <form class="filter" id="filter" role="search" aria-label="Filter the report" hidden="hidden">
        <label for="filter-by">Attacker</label>
        <select id="filter-by">
          <option value="">All attackers</option>
          <xsl:for-each select="$reg/r:risk-sources/r:risk-source[@stance='hostile']">
            <option value="{@id}"><xsl:apply-templates select="." mode="name"/></option>
          </xsl:for-each>
        </select>
        <label for="filter-text">Words</label>
        <input id="filter-text" type="search" autocomplete="off" placeholder="database, T1611, tls…"/>
        <p id="filter-said" role="status" aria-live="polite"></p>
        <button type="reset" id="filter-reset" hidden="hidden">Show everything</button>
      </form>
    </div>
  </xsl:template>

  <xsl:template name="entry">
    <xsl:param name="id"/>
    <xsl:param name="text"/>
    <xsl:param name="n"/>
    <li>
      <a href="#{$id}">
        <xsl:value-of select="$text"/>
        <xsl:if test="string($n) != ''"><xsl:text> </xsl:text><span class="n"><xsl:value-of select="$n"/></span></xsl:if>
      </a>
    </li>
  </xsl:template>

  <!-- === title and digest ===================================================================== -->

  <xsl:template name="title">
    <header id="top">
      <p class="kicker">Threat model report</p>
      <h1><xsl:call-template name="model-name"/></h1>
      <xsl:apply-templates select="$reg/r:doc"/>
      <dl class="facts">
        <div><dt>As of</dt><dd><time datetime="{$made/@as-of}"><xsl:value-of select="$made/@as-of"/></time></dd></div>
        <xsl:if test="$reg/@owner"><div><dt>Owner</dt><dd><xsl:value-of select="$reg/@owner"/></dd></div></xsl:if>
        <div>
          <dt>Last reviewed</dt>
          <dd>
            <xsl:choose>
              <xsl:when test="$reg/@reviewed"><time datetime="{$reg/@reviewed}"><xsl:value-of select="$reg/@reviewed"/></time></xsl:when>
              <xsl:otherwise>not stated</xsl:otherwise>
            </xsl:choose>
          </dd>
        </div>
        <xsl:if test="$reg/@version"><div><dt>Version</dt><dd><xsl:value-of select="$reg/@version"/></dd></div></xsl:if>
        <div class="wide"><dt>Digest of the model (SHA-256)</dt><dd><code class="digest"><xsl:value-of select="$made/@model-digest"/></code></dd></div>
        <xsl:if test="$reg/r:link">
          <div class="wide"><dt>See also</dt><dd><xsl:for-each select="$reg/r:link"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:apply-templates select="." mode="link"/></xsl:for-each></dd></div>
        </xsl:if>
      </dl>
      <details>
        <summary>Where this report comes from</summary>
        <p>Made by <xsl:value-of select="concat($made/@tool, ' ', $made/@version)"/> from the files below, in language version <xsl:value-of select="$made/@language"/>. The same files, the same day and the same program give the same bytes.</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Sources">
          <table>
            <thead><tr><th scope="col">File</th><th scope="col">SHA-256</th></tr></thead>
            <tbody>
              <xsl:for-each select="$made/r:source"><tr><th scope="row"><xsl:value-of select="@name"/></th><td><code class="digest"><xsl:value-of select="@sha256"/></code></td></tr></xsl:for-each>
              <tr><th scope="row">library of <xsl:value-of select="$made/@tool"/></th><td><code class="digest"><xsl:value-of select="$made/@library-digest"/></code></td></tr>
            </tbody>
          </table>
        </div>
      </details>
    </header>
  </xsl:template>

  <!-- === in short ============================================================================= -->

  <xsl:template name="in-short">
    <section aria-labelledby="summary">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'summary'"/><xsl:with-param name="text" select="'In short'"/></xsl:call-template>
      <ul class="tiles">
        <li>
          <xsl:attribute name="class"><xsl:choose><xsl:when test="$fails">bad</xsl:when><xsl:otherwise>good</xsl:otherwise></xsl:choose></xsl:attribute>
          <a href="#assertions">
            <b><xsl:value-of select="count($fails)"/><small> of <xsl:value-of select="count($reg/r:assertions/r:assertion)"/></small></b>
            <span>assertions fail</span>
          </a>
        </li>
        <li>
          <xsl:attribute name="class"><xsl:choose><xsl:when test="$open">bad</xsl:when><xsl:otherwise>good</xsl:otherwise></xsl:choose></xsl:attribute>
          <a href="#threats">
            <b><xsl:value-of select="count($open)"/></b>
            <span>open threats<xsl:if test="$open/r:residual[@level='critical']">, <xsl:value-of select="count($open/r:residual[@level='critical'])"/> critical</xsl:if></span>
          </a>
        </li>
        <li>
          <a href="#accepted">
            <b><xsl:value-of select="count($reg/r:acceptances/r:acceptance[@state='in-force'])"/></b>
            <span>accepted<xsl:variable name="over" select="count($reg/r:acceptances/r:acceptance[@state != 'in-force'])"/><xsl:if test="$over">, <xsl:value-of select="$over"/> not in force</xsl:if></span>
          </a>
        </li>
        <li>
          <a href="#controls">
            <b><xsl:value-of select="$sum/@with-evidence"/><small> of <xsl:value-of select="$sum/@controls"/></small></b>
            <span>controls with evidence</span>
          </a>
        </li>
      </ul>
      <xsl:call-template name="sentences"/>
      <div class="pair">
        <xsl:call-template name="threat-table"/>
        <xsl:call-template name="matrix"/>
      </div>
    </section>
  </xsl:template>

  <xsl:template name="sentences">
    <ul class="points">
      <xsl:choose>
        <xsl:when test="not($reg/r:assertions/r:assertion)"><li>Nothing is asserted, so nothing can fail. An assertion says what must never happen; <code>ctm check</code> then guards it.</li></xsl:when>
        <xsl:when test="not($fails)"><li>Everything that was asserted holds or is accepted.</li></xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$fails">
            <li>
              <xsl:text>Fails: </xsl:text>
              <a><xsl:call-template name="href"><xsl:with-param name="of" select="'assertion'"/><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:apply-templates select="." mode="name"/></a>
              <xsl:if test="r:breach"><xsl:text>: </xsl:text><xsl:apply-templates select="r:breach[1]" mode="breach"/></xsl:if>
              <xsl:text>.</xsl:text>
            </li>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="changes" select="$reg/r:chokes/r:closer"/>
      <xsl:if test="$changes">
        <li>
          <xsl:text>One change closes </xsl:text><xsl:value-of select="count($changes[1]/r:scenario)"/> of <xsl:call-template name="count"><xsl:with-param name="n" select="count($open-scenarios)"/><xsl:with-param name="one" select="'open scenario'"/></xsl:call-template><xsl:text>: </xsl:text>
          <xsl:apply-templates select="$changes[1]/r:option[1]" mode="option"/>
          <xsl:text> (</xsl:text><a href="#chokes">what closes most</a><xsl:text>).</xsl:text>
        </li>
      </xsl:if>
      <xsl:if test="$sum/r:text"><li><xsl:value-of select="$sum/r:text"/></li></xsl:if>
      <xsl:variable name="ending" select="$reg/r:acceptances/r:acceptance[@ending='true']"/>
      <xsl:if test="$ending">
        <li><a href="#accepted"><xsl:call-template name="count"><xsl:with-param name="n" select="count($ending)"/><xsl:with-param name="one" select="'acceptance ends'"/><xsl:with-param name="many" select="'acceptances end'"/></xsl:call-template></a> within 30 days.</li>
      </xsl:if>
      <xsl:if test="$slips[r:opens]">
        <li><a href="#careless"><xsl:call-template name="count"><xsl:with-param name="n" select="count($slips[r:opens])"/><xsl:with-param name="one" select="'slip of a careless person'"/><xsl:with-param name="many" select="'slips of careless people'"/></xsl:call-template></a> would open harm to attackers that is closed today.</li>
      </xsl:if>
      <xsl:if test="not($open)"><li>No attacker of this model can do anything that leads to something of worth.</li></xsl:if>
    </ul>
  </xsl:template>

  <!-- Threats by level and status. -->
  <xsl:template name="threat-table">
    <div class="scroll" tabindex="0" role="region" aria-label="Threats by risk">
      <table class="numbers">
        <caption>Threats by risk <small>(of open and accepted ones what is left, of the others without controls)</small></caption>
        <thead><tr><td></td><th scope="col">Open</th><th scope="col">Accepted</th><th scope="col">Mitigated</th><th scope="col">Latent</th></tr></thead>
        <tbody>
          <xsl:call-template name="threat-row"><xsl:with-param name="level" select="'critical'"/></xsl:call-template>
          <xsl:call-template name="threat-row"><xsl:with-param name="level" select="'high'"/></xsl:call-template>
          <xsl:call-template name="threat-row"><xsl:with-param name="level" select="'medium'"/></xsl:call-template>
          <xsl:call-template name="threat-row"><xsl:with-param name="level" select="'low'"/></xsl:call-template>
          <xsl:if test="$sum/r:threats[@level='none']"><xsl:call-template name="threat-row"><xsl:with-param name="level" select="'none'"/></xsl:call-template></xsl:if>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template name="threat-row">
    <xsl:param name="level"/>
    <xsl:variable name="of" select="$sum/r:threats[@level=$level]"/>
    <tr>
      <th scope="row"><xsl:call-template name="level"><xsl:with-param name="level" select="$level"/></xsl:call-template></th>
      <td><xsl:value-of select="sum($of[@status='open' or @status='expired']/@count)"/></td>
      <td><xsl:value-of select="sum($of[@status='accepted']/@count)"/></td>
      <td><xsl:value-of select="sum($of[@status='mitigated']/@count)"/></td>
      <td><xsl:value-of select="sum($of[@status='latent']/@count)"/></td>
    </tr>
  </xsl:template>

  <!-- The 5 × 5 matrix with what is left of the scenarios. -->
  <xsl:template name="matrix">
    <div class="scroll" tabindex="0" role="region" aria-label="Scenarios on the risk matrix">
      <table class="matrix">
        <caption>Scenarios by impact and likelihood <small>(with the controls in place)</small></caption>
        <thead>
          <tr><td></td><th scope="col">1</th><th scope="col">2</th><th scope="col">3</th><th scope="col">4</th><th scope="col">5</th></tr>
        </thead>
        <tbody>
          <xsl:for-each select="$reg/r:criteria/r:impact">
            <xsl:sort select="@value" data-type="number" order="descending"/>
            <xsl:variable name="impact" select="@value"/>
            <tr>
              <th scope="row"><xsl:value-of select="$impact"/><small><xsl:text> </xsl:text><xsl:value-of select="@worth"/></small></th>
              <xsl:for-each select="$reg/r:criteria/r:cell[@impact=$impact]">
                <xsl:sort select="@likelihood" data-type="number"/>
                <xsl:variable name="here" select="count($reg/r:scenarios/r:scenario/r:residual[@impact=$impact and @likelihood=current()/@likelihood])"/>
                <td class="cell {@level}">
                  <xsl:if test="$here"><b><xsl:value-of select="$here"/></b></xsl:if>
                  <small><xsl:value-of select="@level"/></small>
                </td>
              </xsl:for-each>
            </tr>
          </xsl:for-each>
        </tbody>
        <tfoot><tr><td></td><td colspan="5">likelihood; up the side impact. <xsl:variable name="held" select="count($reg/r:scenarios/r:scenario[@status='controlled'])"/><xsl:if test="$held"><xsl:call-template name="count"><xsl:with-param name="n" select="$held"/><xsl:with-param name="one" select="'more scenario is'"/><xsl:with-param name="many" select="'more scenarios are'"/></xsl:call-template> held by controls.</xsl:if></td></tr></tfoot>
      </table>
    </div>
  </xsl:template>

  <!-- === the assertions ======================================================================= -->

  <xsl:template name="assertions">
    <section aria-labelledby="assertions">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'assertions'"/><xsl:with-param name="text" select="'What must hold'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$reg/r:assertions/r:assertion">
          <p class="lead">Each assertion is checked against everything that the attackers of this model can do.</p>
          <xsl:apply-templates select="$fails" mode="verdict"/>
          <xsl:apply-templates select="$reg/r:assertions/r:assertion[@status='accepted']" mode="verdict"/>
          <xsl:apply-templates select="$reg/r:assertions/r:assertion[@status='holds']" mode="verdict"/>
        </xsl:when>
        <xsl:otherwise><p>The model asserts nothing.</p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="r:assertion" mode="verdict">
    <article class="verdict {@status}">
      <xsl:call-template name="id"><xsl:with-param name="of" select="'assertion'"/></xsl:call-template>
      <h3>
        <xsl:call-template name="status"><xsl:with-param name="status" select="@status"/></xsl:call-template>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="." mode="name"/>
      </h3>
      <p><code class="says"><xsl:value-of select="@says"/></code></p>
      <xsl:apply-templates select="r:doc"/>
      <xsl:if test="@empty"><p class="note">It speaks of nothing that is there, so it says nothing.</p></xsl:if>
      <xsl:apply-templates select="r:breach[1]" mode="line"/>
      <xsl:if test="r:way">
        <details>
          <xsl:if test="count($fails) &lt;= 3"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
          <summary>How, in <xsl:call-template name="count"><xsl:with-param name="n" select="count(r:way/r:step)"/><xsl:with-param name="one" select="'step'"/></xsl:call-template> (effort <xsl:value-of select="r:way/@effort"/>)</summary>
          <xsl:apply-templates select="r:way"/>
        </details>
      </xsl:if>
      <xsl:apply-templates select="r:breach[position() &gt; 1][1]" mode="more"/>
      <p class="meta">
        <xsl:apply-templates select="key('sheet-of-assertion', @id)" mode="see"/>
        <xsl:choose>
          <xsl:when test="@status = 'holds' and @holds-on-evidence = 'false'"><span class="warn">Not proved: with only those controls that have evidence it fails.</span></xsl:when>
          <xsl:when test="@status = 'holds'"><span>It holds on evidence alone.</span></xsl:when>
          <xsl:when test="@holds-with-plans = 'true'"><span>It will hold once everything planned is in place.</span></xsl:when>
          <xsl:otherwise><span>Nothing that is planned mends it.</span></xsl:otherwise>
        </xsl:choose>
        <xsl:for-each select="r:acceptance"><a><xsl:call-template name="href"><xsl:with-param name="of" select="'acceptance'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template>Its acceptance</a></xsl:for-each>
        <xsl:call-template name="place"/>
      </p>
    </article>
  </xsl:template>

  <xsl:template match="r:breach" mode="line">
    <p><xsl:apply-templates select="." mode="breach"/>.</p>
  </xsl:template>

  <xsl:template match="r:breach" mode="breach">
    <xsl:apply-templates select="r:subject" mode="thing"/>
    <xsl:choose>
      <xsl:when test="r:missing">
        <xsl:text> lacks </xsl:text>
        <xsl:for-each select="r:missing">
          <xsl:call-template name="between"/>
          <xsl:apply-templates select="." mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="r:gain" mode="gain"/>
        <small> (effort <xsl:value-of select="@effort"/>)</small>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:breach" mode="more">
    <details>
      <summary><xsl:call-template name="count"><xsl:with-param name="n" select="count(../r:breach) - 1"/><xsl:with-param name="one" select="'more way'"/></xsl:call-template> in which it fails</summary>
      <ul>
        <xsl:for-each select="../r:breach[position() &gt; 1]"><li><xsl:apply-templates select="." mode="breach"/></li></xsl:for-each>
      </ul>
    </details>
  </xsl:template>

  <xsl:template match="p:sheet" mode="see">
    <a href="#sheet-{@id}">See it in the diagram</a>
  </xsl:template>

  <!-- A way: every step with its rule, its place and what it crosses. -->
  <xsl:template match="r:way">
    <ol class="way">
      <xsl:for-each select="r:step">
        <li value="{@number}">
          <xsl:apply-templates select="r:gain" mode="gain"/>
          <small>
            <xsl:text> by </xsl:text>
            <xsl:apply-templates select="." mode="rule"/>
            <xsl:if test="@effort &gt; 0">, effort <xsl:value-of select="@effort"/></xsl:if>
            <xsl:if test="r:crosses">, gets into <xsl:apply-templates select="r:crosses" mode="thing"/></xsl:if>
            <xsl:text> </xsl:text>
            <xsl:call-template name="place"/>
          </small>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:template>

  <!-- The rule of a step: where it is a threat, that threat. -->
  <xsl:template match="r:step" mode="rule">
    <xsl:choose>
      <xsl:when test="r:threat">
        <a>
          <xsl:call-template name="href"><xsl:with-param name="of" select="'threat'"/><xsl:with-param name="id" select="r:threat/@ref"/></xsl:call-template>
          <xsl:apply-templates select="key('rule', r:rule/@ref)" mode="name"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="r:rule" mode="word"><xsl:with-param name="of" select="'rule'"/></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- === scenarios and sheets ================================================================= -->

  <xsl:template name="scenarios">
    <section aria-labelledby="scenarios">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'scenarios'"/><xsl:with-param name="text" select="'Top scenarios'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$top">
          <p class="lead">What to look at first: the worst that each attacker can do, and the worst for each thing of worth, <xsl:value-of select="count($top)"/> of <a href="#all-scenarios"><xsl:call-template name="count"><xsl:with-param name="n" select="count($reg/r:scenarios/r:scenario)"/><xsl:with-param name="one" select="'scenario'"/></xsl:call-template></a>. The numbers in a diagram are those of the steps below it.</p>
          <xsl:for-each select="$top">
            <xsl:sort select="key('scenario', @scenario)/@rank" data-type="number"/>
            <xsl:apply-templates select="key('scenario', @scenario)" mode="top">
              <xsl:with-param name="sheet" select="."/>
            </xsl:apply-templates>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise><p>No attacker of this model gets at anything of worth.</p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="r:scenario" mode="top">
    <xsl:param name="sheet"/>
    <article class="scenario">
      <xsl:call-template name="by"><xsl:with-param name="refs" select="r:risk-source"/></xsl:call-template>
      <h3>
        <xsl:call-template name="level"><xsl:with-param name="level" select="r:residual/@level"/></xsl:call-template>
        <xsl:text> </xsl:text>
        <a><xsl:call-template name="href"><xsl:with-param name="of" select="'scenario'"/><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:value-of select="@title"/></a>
      </h3>
      <xsl:apply-templates select="." mode="facts"/>
      <xsl:apply-templates select="$sheet" mode="figure">
        <xsl:with-param name="way" select="r:way"/>
      </xsl:apply-templates>
      <xsl:if test="r:cut">
        <h4>What would stop this way</h4>
        <ul class="stops">
          <xsl:for-each select="r:cut"><li><xsl:apply-templates select="." mode="stop"/></li></xsl:for-each>
        </ul>
      </xsl:if>
    </article>
  </xsl:template>

  <xsl:template match="r:scenario" mode="facts">
    <dl class="facts small">
      <div><dt>Attacker</dt><dd><xsl:apply-templates select="r:risk-source" mode="thing"/><xsl:if test="@aim = 'true'"> (it is what they are after)</xsl:if></dd></div>
      <div><dt>At stake</dt><dd><xsl:value-of select="@harm"/> of <xsl:apply-templates select="r:asset" mode="thing"/></dd></div>
      <div><dt>Effort</dt><dd><xsl:value-of select="r:way/@effort"/>, <xsl:call-template name="count"><xsl:with-param name="n" select="r:way/@crosses"/><xsl:with-param name="one" select="'boundary'"/><xsl:with-param name="many" select="'boundaries'"/></xsl:call-template> crossed</dd></div>
      <div><dt>Risk</dt><dd>
        <xsl:text>without controls </xsl:text><xsl:value-of select="r:inherent/@level"/>
        <xsl:text>, now </xsl:text><b><xsl:value-of select="r:residual/@level"/></b>
        <xsl:if test="r:target">, as planned <xsl:value-of select="r:target/@level"/></xsl:if>
      </dd></div>
      <xsl:if test="@owner"><div><dt>Owner</dt><dd><xsl:value-of select="@owner"/></dd></div></xsl:if>
      <div><dt>Decision</dt><dd>
        <xsl:choose>
          <xsl:when test="@option = 'modify'">reduce, by controls</xsl:when>
          <xsl:when test="@option = 'retain'">accepted</xsl:when>
          <xsl:otherwise>none yet</xsl:otherwise>
        </xsl:choose>
        <xsl:if test="@approval">, <xsl:value-of select="@approval"/></xsl:if>
        <xsl:for-each select="r:acceptance"><xsl:text> </xsl:text><a><xsl:call-template name="href"><xsl:with-param name="of" select="'acceptance'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template>acceptance</a></xsl:for-each>
        <xsl:for-each select="r:treatment"><xsl:text> </xsl:text><a><xsl:call-template name="href"><xsl:with-param name="of" select="'treatment'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template>plan</a></xsl:for-each>
      </dd></div>
    </dl>
    <p class="reason"><xsl:value-of select="r:residual"/></p>
  </xsl:template>

  <xsl:template name="sheets">
    <section aria-labelledby="sheets">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'sheets'"/><xsl:with-param name="text" select="'Diagrams'"/></xsl:call-template>
      <xsl:if test="$top"><p class="lead">The ways of the top scenarios stand <a href="#scenarios">with them</a>.</p></xsl:if>
      <xsl:for-each select="$others">
        <article class="sheet">
          <h3><bdi><xsl:value-of select="@title"/></bdi><xsl:if test="@id != 'overview' or count($others) &gt; 1"><xsl:text> </xsl:text><small><xsl:value-of select="@id"/></small></xsl:if></h3>
          <xsl:apply-templates select="." mode="figure">
            <xsl:with-param name="way" select="key('assertion', @assertion)/r:way"/>
          </xsl:apply-templates>
        </article>
      </xsl:for-each>
    </section>
  </xsl:template>

  <!-- A picture with its steps; `way` is where the steps come from, if anywhere. -->
  <xsl:template match="p:sheet" mode="figure">
    <xsl:param name="way" select="/.."/>
    <figure id="sheet-{@id}">
      <xsl:if test="p:step"><xsl:attribute name="class">player</xsl:attribute></xsl:if>
      <a class="skip" href="#after-{@id}">Skip this diagram</a>
      <div class="tools" hidden="hidden">
        <xsl:if test="p:step">
          <span class="walk" role="group" aria-label="Step through the way">
            <button type="button" class="back">◀ Back</button>
            <button type="button" class="next">Next step ▶</button>
            <button type="button" class="all">All steps</button>
            <span class="said" role="status" aria-live="polite"></span>
          </span>
        </xsl:if>
        <button type="button" class="size" aria-pressed="false">Full size</button>
      </div>
      <div class="picture" tabindex="0" role="region" aria-label="Diagram {@id}: {@title}">
        <xsl:apply-templates select="s:svg" mode="svg"/>
      </div>
      <figcaption id="after-{@id}">
        <xsl:for-each select="p:note"><p class="note"><xsl:value-of select="."/></p></xsl:for-each>
        <xsl:if test="p:step">
          <ol class="steps">
            <xsl:for-each select="p:step">
              <xsl:variable name="step" select="$way/r:step[@number = current()/@way-step]"/>
              <li value="{@number}" data-step="{@number}" data-from="{@from-id}" data-to="{@to-id}">
                <b><xsl:value-of select="."/></b>
                <xsl:choose>
                  <xsl:when test="$step"><xsl:text>: </xsl:text><xsl:apply-templates select="$step/r:gain" mode="gain"/></xsl:when>
                  <xsl:when test="@from = @to"><xsl:text> in </xsl:text><bdi><xsl:value-of select="@to"/></bdi></xsl:when>
                  <xsl:otherwise><xsl:text>: </xsl:text><bdi><xsl:value-of select="@from"/></bdi> → <bdi><xsl:value-of select="@to"/></bdi></xsl:otherwise>
                </xsl:choose>
                <xsl:if test="$step">
                  <small>
                    <xsl:if test="@technique"><xsl:text> </xsl:text><span class="code"><xsl:value-of select="@technique"/></span></xsl:if>
                    <xsl:if test="$step/@effort &gt; 0"><xsl:text> effort </xsl:text><xsl:value-of select="$step/@effort"/></xsl:if>
                    <xsl:for-each select="$step/r:threat"><xsl:text> </xsl:text><a><xsl:call-template name="href"><xsl:with-param name="of" select="'threat'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template>threat</a></xsl:for-each>
                    <xsl:for-each select="$step"><xsl:text> </xsl:text><xsl:call-template name="place"/></xsl:for-each>
                  </small>
                </xsl:if>
              </li>
            </xsl:for-each>
          </ol>
        </xsl:if>
        <xsl:if test="count($way/r:step) &gt; count(p:step)">
          <details>
            <summary>The whole way, <xsl:value-of select="count($way/r:step)"/> steps: also what follows by itself</summary>
            <xsl:apply-templates select="$way"/>
          </details>
        </xsl:if>
      </figcaption>
    </figure>
  </xsl:template>

  <!-- The picture as it is; the ids of things in its links are spelt as the page's are. -->
  <xsl:template match="s:svg" mode="svg">
    <xsl:choose>
      <xsl:when test=".//s:a[contains(@href, '%20') or contains(@href, '%25')]"><xsl:apply-templates select="." mode="copy"/></xsl:when>
      <xsl:otherwise><xsl:copy-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="@* | node()" mode="copy">
    <xsl:copy><xsl:apply-templates select="@* | node()" mode="copy"/></xsl:copy>
  </xsl:template>
  <xsl:template match="s:a/@href" mode="copy">
    <xsl:attribute name="href">
      <xsl:call-template name="replace">
        <xsl:with-param name="text">
          <xsl:call-template name="replace">
            <xsl:with-param name="text" select="."/>
            <xsl:with-param name="what" select="'%20'"/>
            <xsl:with-param name="by" select="'+'"/>
          </xsl:call-template>
        </xsl:with-param>
        <xsl:with-param name="what" select="'%25'"/>
        <xsl:with-param name="by" select="'~'"/>
      </xsl:call-template>
    </xsl:attribute>
  </xsl:template>
  <xsl:template name="replace">
    <xsl:param name="text"/>
    <xsl:param name="what"/>
    <xsl:param name="by"/>
    <xsl:choose>
      <xsl:when test="contains($text, $what)">
        <xsl:value-of select="concat(substring-before($text, $what), $by)"/>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring-after($text, $what)"/>
          <xsl:with-param name="what" select="$what"/>
          <xsl:with-param name="by" select="$by"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- === open threats ========================================================================= -->

  <xsl:template name="open-threats">
    <section aria-labelledby="threats">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'threats'"/><xsl:with-param name="text" select="'Open threats'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$open">
          <p class="lead">What somebody can do today and what leads to something of worth; the greatest risk first.</p>
          <xsl:call-template name="threat-list"><xsl:with-param name="threats" select="$open"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise><p>None: nobody can take a step that leads to something of worth.</p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <!-- The first by rank, and the rest folded. -->
  <xsl:template name="threat-list">
    <xsl:param name="threats"/>
    <xsl:param name="first" select="20"/>
    <ul class="entries">
      <xsl:for-each select="$threats">
        <xsl:sort select="@rank" data-type="number"/>
        <xsl:if test="position() &lt;= $first"><xsl:apply-templates select="." mode="row"/></xsl:if>
      </xsl:for-each>
    </ul>
    <xsl:if test="count($threats) &gt; $first">
      <details class="rest">
        <summary><xsl:call-template name="count"><xsl:with-param name="n" select="count($threats) - $first"/><xsl:with-param name="one" select="'more threat'"/></xsl:call-template></summary>
        <ul class="entries">
          <xsl:for-each select="$threats">
            <xsl:sort select="@rank" data-type="number"/>
            <xsl:if test="position() &gt; $first"><xsl:apply-templates select="." mode="row"/></xsl:if>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:threat" mode="row">
    <li class="entry">
      <xsl:call-template name="id"><xsl:with-param name="of" select="'threat'"/></xsl:call-template>
      <xsl:call-template name="by"><xsl:with-param name="refs" select="r:attacker"/></xsl:call-template>
      <div class="entry-head">
        <xsl:choose>
          <xsl:when test="r:residual/@level != 'none'"><xsl:call-template name="level"><xsl:with-param name="level" select="r:residual/@level"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:call-template name="status"><xsl:with-param name="status" select="@status"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
        <a class="entry-name"><xsl:call-template name="href"><xsl:with-param name="of" select="'threat'"/><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:value-of select="@title"/></a>
        <xsl:if test="@status = 'expired'"><xsl:text> </xsl:text><xsl:call-template name="status"><xsl:with-param name="status" select="@status"/></xsl:call-template></xsl:if>
      </div>
      <p class="entry-text">
        <xsl:if test="r:attacker">
          <xsl:choose>
            <xsl:when test="@status = 'mitigated' or @status = 'latent'">Without controls by </xsl:when>
            <xsl:otherwise>By </xsl:otherwise>
          </xsl:choose>
          <xsl:call-template name="things"><xsl:with-param name="refs" select="r:attacker"/></xsl:call-template>
          <xsl:text>. </xsl:text>
        </xsl:if>
        <xsl:call-template name="remedy"/>
      </p>
      <details>
        <summary>Details</summary>
        <xsl:apply-templates select="." mode="details"/>
      </details>
    </li>
  </xsl:template>

  <!-- What to do about a threat, in a sentence. -->
  <xsl:template name="remedy">
    <xsl:variable name="stops" select="r:stop[not(@slows)]"/>
    <xsl:choose>
      <xsl:when test="@status = 'mitigated' and $stops[@state='in-place']">
        <xsl:text>Stopped by </xsl:text>
        <xsl:for-each select="$stops[@state='in-place']"><xsl:call-template name="between"/><xsl:apply-templates select="r:control" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates> at <xsl:apply-templates select="r:at" mode="thing"/></xsl:for-each>
        <xsl:text>.</xsl:text>
      </xsl:when>
      <xsl:when test="@status = 'mitigated'">Nobody gets so far: controls stop the way to it.</xsl:when>
      <xsl:when test="@status = 'latent'">Nobody gets there.</xsl:when>
      <xsl:when test="$stops[@state='planned']">
        <xsl:text>Planned: </xsl:text>
        <xsl:for-each select="$stops[@state='planned']"><xsl:call-template name="between"/><xsl:apply-templates select="r:control" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates> at <xsl:apply-templates select="r:at" mode="thing"/></xsl:for-each>
        <xsl:text>.</xsl:text>
      </xsl:when>
      <xsl:when test="$stops">
        <xsl:text>Would be stopped by </xsl:text>
        <xsl:for-each select="$stops[position() &lt;= 3]">
          <xsl:if test="position() &gt; 1"> or </xsl:if>
          <xsl:apply-templates select="r:control" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates> at <xsl:apply-templates select="r:at" mode="thing"/>
        </xsl:for-each>
        <xsl:if test="count($stops) &gt; 3">, or <xsl:value-of select="count($stops) - 3"/> others</xsl:if>
        <xsl:text>.</xsl:text>
      </xsl:when>
      <xsl:otherwise>No control stops this step; stop the way to it.</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:threat" mode="details">
    <dl class="facts small">
      <div><dt>Id</dt><dd><code><xsl:value-of select="@id"/></code></dd></div>
      <div><dt>Status</dt><dd><xsl:value-of select="@status"/></dd></div>
      <div><dt>Where</dt><dd><xsl:apply-templates select="r:at" mode="thing"/><xsl:text> </xsl:text><xsl:call-template name="place"/></dd></div>
      <div><dt>How</dt><dd><xsl:apply-templates select="r:rule" mode="word"><xsl:with-param name="of" select="'rule'"/></xsl:apply-templates></dd></div>
      <xsl:if test="r:uses"><div><dt>Uses</dt><dd><xsl:for-each select="r:uses"><xsl:call-template name="between"/><xsl:apply-templates select="." mode="weak"/></xsl:for-each></dd></div></xsl:if>
      <xsl:if test="r:gain"><div><dt>Gains</dt><dd><xsl:for-each select="r:gain"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:apply-templates select="." mode="gain"/></xsl:for-each></dd></div></xsl:if>
      <xsl:if test="r:worst"><div><dt>At worst</dt><dd><xsl:value-of select="r:worst/@harm"/> of <xsl:apply-templates select="r:worst/r:at" mode="thing"/></dd></div></xsl:if>
      <xsl:if test="@stride"><div><dt>STRIDE</dt><dd><xsl:value-of select="@stride"/></dd></div></xsl:if>
      <xsl:if test="key('rule', r:rule/@ref)/r:map"><div class="wide"><dt>Catalogues</dt><dd><xsl:for-each select="key('rule', r:rule/@ref)/r:map"><xsl:if test="position() &gt; 1"> · </xsl:if><xsl:value-of select="concat(r:standard/@ref, ' ', @code)"/></xsl:for-each></dd></div></xsl:if>
    </dl>
    <p class="reason">Without controls: <xsl:value-of select="r:inherent"/>. With those in place: <xsl:value-of select="r:residual"/>.</p>
    <xsl:if test="r:stop">
      <p class="mini">Stops and slows it</p>
      <ul class="stops"><xsl:for-each select="r:stop"><li><xsl:apply-templates select="." mode="stop"/></li></xsl:for-each></ul>
    </xsl:if>
    <xsl:if test="r:scenario">
      <p class="mini">On the way of</p>
      <ul><xsl:for-each select="r:scenario"><li><a><xsl:call-template name="href"><xsl:with-param name="of" select="'scenario'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:value-of select="key('scenario', @ref)/@title"/></a></li></xsl:for-each></ul>
    </xsl:if>
    <xsl:for-each select="r:acceptance"><p><a><xsl:call-template name="href"><xsl:with-param name="of" select="'acceptance'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template>Its acceptance</a></p></xsl:for-each>
    <xsl:for-each select="r:treatment"><p><a><xsl:call-template name="href"><xsl:with-param name="of" select="'treatment'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template>Its treatment plan</a></p></xsl:for-each>
  </xsl:template>

  <!-- === accepted ============================================================================= -->

  <xsl:template name="accepted">
    <section aria-labelledby="accepted">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'accepted'"/><xsl:with-param name="text" select="'Accepted risks'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$reg/r:acceptances/r:acceptance">
          <p class="lead">Who lets what stay, why, and until when. Names are as the model states them; nobody verified them.</p>
          <div class="scroll" tabindex="0" role="region" aria-label="Table of accepted risks">
            <table class="stack">
              <thead><tr><th scope="col">What</th><th scope="col">Who</th><th scope="col">Why</th><th scope="col">Until</th><th scope="col">State</th></tr></thead>
              <tbody><xsl:apply-templates select="$reg/r:acceptances/r:acceptance" mode="tr"/></tbody>
            </table>
          </div>
        </xsl:when>
        <xsl:otherwise><p>Nobody has accepted anything.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="accepted" select="$reg/r:threats/r:threat[@status='accepted']"/>
      <xsl:if test="$accepted">
        <h3>Accepted threats</h3>
        <xsl:call-template name="threat-list"><xsl:with-param name="threats" select="$accepted"/></xsl:call-template>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:template match="r:acceptance" mode="tr">
    <tr class="entry">
      <xsl:call-template name="id"><xsl:with-param name="of" select="'acceptance'"/></xsl:call-template>
      <th scope="row" data-label="What">
        <xsl:value-of select="@id"/>
        <xsl:for-each select="r:threat"><br/><a><xsl:call-template name="href"><xsl:with-param name="of" select="'threat'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:value-of select="key('threat', @ref)/@title"/></a></xsl:for-each>
        <xsl:for-each select="r:assertion"><br/><a><xsl:call-template name="href"><xsl:with-param name="of" select="'assertion'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:apply-templates select="key('assertion', @ref)" mode="name"/></a></xsl:for-each>
        <xsl:for-each select="r:scenario"><br/><a><xsl:call-template name="href"><xsl:with-param name="of" select="'scenario'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:value-of select="key('scenario', @ref)/@title"/></a></xsl:for-each>
        <xsl:if test="r:by"><br/><small>for <xsl:call-template name="things"><xsl:with-param name="refs" select="r:by"/></xsl:call-template> alone</small></xsl:if>
        <xsl:if test="@up-to"><br/><small>up to <xsl:value-of select="@up-to"/></small></xsl:if>
      </th>
      <td data-label="Who"><xsl:value-of select="@owner"/><xsl:if test="@ticket"><br/><small><xsl:value-of select="@ticket"/></small></xsl:if></td>
      <td data-label="Why"><xsl:value-of select="r:because"/><xsl:if test="r:note"><br/><small><xsl:value-of select="r:note"/></small></xsl:if></td>
      <td data-label="Until"><time datetime="{@until}"><xsl:value-of select="@until"/></time><br/><small><xsl:choose><xsl:when test="@days-left &lt; 0">over for <xsl:call-template name="count"><xsl:with-param name="n" select="-@days-left"/><xsl:with-param name="one" select="'day'"/></xsl:call-template></xsl:when><xsl:otherwise><xsl:call-template name="count"><xsl:with-param name="n" select="@days-left"/><xsl:with-param name="one" select="'day'"/></xsl:call-template> left</xsl:otherwise></xsl:choose></small></td>
      <td data-label="State"><xsl:call-template name="status"><xsl:with-param name="status" select="@state"/></xsl:call-template></td>
    </tr>
  </xsl:template>

  <!-- === controls ============================================================================= -->

  <xsl:template name="controls">
    <xsl:variable name="all" select="$reg/*/*/r:control[@state]"/>
    <xsl:variable name="placed" select="$all[@state='in-place']"/>
    <xsl:variable name="planned" select="$all[@state='planned']"/>
    <section aria-labelledby="controls">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'controls'"/><xsl:with-param name="text" select="'Controls'"/></xsl:call-template>
      <p class="lead"><xsl:value-of select="$sum/r:text"/></p>
      <h3 id="controls-placed">In place</h3>
      <xsl:choose>
        <xsl:when test="$placed">
          <details>
            <xsl:if test="count($placed) &lt;= 20"><xsl:attribute name="open">open</xsl:attribute></xsl:if>
            <summary><xsl:call-template name="count"><xsl:with-param name="n" select="count($placed)"/><xsl:with-param name="one" select="'control'"/></xsl:call-template>, <xsl:value-of select="$sum/@with-evidence"/> with evidence, <xsl:value-of select="$sum/@without-effect"/> without effect</summary>
            <xsl:call-template name="control-table"><xsl:with-param name="controls" select="$placed"/><xsl:with-param name="label" select="'Controls in place'"/></xsl:call-template>
          </details>
        </xsl:when>
        <xsl:otherwise><p>No control is in place.</p></xsl:otherwise>
      </xsl:choose>
      <h3 id="controls-planned">Planned</h3>
      <xsl:choose>
        <xsl:when test="$planned"><xsl:call-template name="control-table"><xsl:with-param name="controls" select="$planned"/><xsl:with-param name="label" select="'Planned controls'"/></xsl:call-template></xsl:when>
        <xsl:otherwise><p>No control is planned.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="treatments"/>
      <xsl:call-template name="chokes"/>
      <h3 id="controls-missing">Missing: what would stop open threats</h3>
      <xsl:call-template name="missing"/>
    </section>
  </xsl:template>

  <!-- Single changes that close scenarios, and what nobody gets around. -->
  <xsl:template name="chokes">
    <xsl:variable name="chokes" select="$reg/r:chokes"/>
    <xsl:variable name="changes" select="$chokes/r:closer | $chokes/r:mend"/>
    <xsl:if test="$changes">
      <h3 id="chokes">What closes most</h3>
      <p>Single changes, each of which alone closes these scenarios: the analysis was run with it.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Single changes that close most">
        <table class="stack">
          <thead><tr><th scope="col">Change</th><th scope="col">Closes</th><th scope="col" class="num">Of <xsl:value-of select="count($open-scenarios)"/> open</th></tr></thead>
          <tbody>
            <xsl:for-each select="$changes">
              <xsl:sort select="count(r:scenario)" data-type="number" order="descending"/>
              <xsl:apply-templates select="." mode="choke"/>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
      <xsl:if test="$chokes/@left-out &gt; 0"><p class="note"><xsl:value-of select="$chokes/@left-out"/> more changes close fewer and are left out.</p></xsl:if>
    </xsl:if>
    <xsl:if test="$chokes/r:pass | $chokes/r:enter">
      <h3 id="passes">Where most ways pass</h3>
      <p>All ways of these scenarios pass here, so this is where to watch and to defend.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Where most ways pass">
        <table class="stack">
          <thead><tr><th scope="col">Every way</th><th scope="col">Of these scenarios</th><th scope="col" class="num">Scenarios</th></tr></thead>
          <tbody>
            <xsl:for-each select="$chokes/r:pass | $chokes/r:enter">
              <xsl:sort select="count(r:scenario)" data-type="number" order="descending"/>
              <xsl:apply-templates select="." mode="choke"/>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:closer | r:mend | r:pass | r:enter" mode="choke">
    <tr class="entry">
      <th scope="row">
        <xsl:attribute name="data-label"><xsl:choose><xsl:when test="self::r:closer or self::r:mend">Change</xsl:when><xsl:otherwise>Every way</xsl:otherwise></xsl:choose></xsl:attribute>
        <xsl:apply-templates select="." mode="choke-name"/>
      </th>
      <td data-label="Scenarios">
        <details>
          <summary><xsl:call-template name="level"><xsl:with-param name="level" select="@level"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="key('scenario', r:scenario[1]/@ref)/@title"/><xsl:if test="count(r:scenario) &gt; 1"> and <xsl:value-of select="count(r:scenario) - 1"/> more</xsl:if></summary>
          <ul><xsl:for-each select="r:scenario"><li><a><xsl:call-template name="href"><xsl:with-param name="of" select="'scenario'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:value-of select="key('scenario', @ref)/@title"/></a></li></xsl:for-each></ul>
        </details>
      </td>
      <td class="num" data-label="Number"><xsl:value-of select="count(r:scenario)"/></td>
    </tr>
  </xsl:template>

  <xsl:template match="r:closer" mode="choke-name">
    <xsl:text>add </xsl:text>
    <xsl:for-each select="r:option[1]">
      <xsl:apply-templates select="." mode="option"/>
    </xsl:for-each>
    <xsl:if test="r:option[2]">
      <small>
        <xsl:text>; or </xsl:text>
        <xsl:for-each select="r:option[position() &gt; 1 and position() &lt;= 4]">
          <xsl:if test="position() &gt; 1">, </xsl:if>
          <xsl:apply-templates select="." mode="option"/>
        </xsl:for-each>
        <xsl:variable name="more" select="count(r:option[position() &gt; 4]) + sum(@more-options)"/>
        <xsl:if test="$more &gt; 0">, or <xsl:value-of select="$more"/> others</xsl:if>
      </small>
    </xsl:if>
  </xsl:template>
  <xsl:template match="r:option" mode="option">
    <xsl:apply-templates select="r:control" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates>
    <xsl:text> at </xsl:text>
    <xsl:apply-templates select="r:at" mode="thing"/>
    <xsl:if test="@planned"><xsl:text> </xsl:text><span class="tag planned">planned</span></xsl:if>
  </xsl:template>
  <xsl:template match="r:mend" mode="choke-name">
    <xsl:text>mend </xsl:text>
    <xsl:apply-templates select="r:uses" mode="weak"/>
  </xsl:template>
  <xsl:template match="r:pass" mode="choke-name">
    <xsl:for-each select="r:state[last()]"><xsl:apply-templates select="." mode="gain"/></xsl:for-each>
    <xsl:if test="r:state[2]"><small><xsl:text>; before that: </xsl:text><xsl:for-each select="r:state[position() != last()]"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:apply-templates select="." mode="gain"/></xsl:for-each></small></xsl:if>
  </xsl:template>
  <xsl:template match="r:enter" mode="choke-name">
    <xsl:text>leads into </xsl:text>
    <xsl:call-template name="things"><xsl:with-param name="refs" select="r:boundary"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="missing">
    <xsl:variable name="groups" select="$open/r:stop[@state='candidate' and not(@slows)][generate-id() = generate-id(key('candidate', r:control/@ref)[1])]"/>
    <xsl:choose>
      <xsl:when test="$groups">
        <p>Where the steps of open threats look for each control, and how many of these threats it would stop. Of several that stop one threat, one is enough.</p>
        <xsl:call-template name="missing-table"><xsl:with-param name="groups" select="$groups"/><xsl:with-param name="to" select="15"/></xsl:call-template>
        <xsl:if test="count($groups) &gt; 15">
          <details>
            <summary><xsl:value-of select="count($groups) - 15"/> more</summary>
            <xsl:call-template name="missing-table"><xsl:with-param name="groups" select="$groups"/><xsl:with-param name="from" select="16"/><xsl:with-param name="to" select="count($groups)"/></xsl:call-template>
          </details>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise><p>None: no open threat has a control that would stop it.</p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="missing-table">
    <xsl:param name="groups"/>
    <xsl:param name="from" select="1"/>
    <xsl:param name="to"/>
    <div class="scroll" tabindex="0" role="region" aria-label="Missing controls from {$from}">
      <table class="stack">
        <thead><tr><th scope="col">Control</th><th scope="col">Where</th><th scope="col" class="num">Threats</th></tr></thead>
        <tbody>
          <xsl:for-each select="$groups">
            <xsl:sort select="count(key('candidate', r:control/@ref)/..)" data-type="number" order="descending"/>
            <xsl:if test="position() &gt;= $from and position() &lt;= $to"><xsl:apply-templates select="." mode="missing"/></xsl:if>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="r:stop" mode="missing">
    <xsl:variable name="stops" select="key('candidate', r:control/@ref)"/>
    <tr class="entry">
      <th scope="row" data-label="Control"><xsl:apply-templates select="r:control" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates><xsl:call-template name="control-title"><xsl:with-param name="control" select="r:control"/></xsl:call-template></th>
      <td data-label="Where">
        <xsl:for-each select="$stops[generate-id() = generate-id(key('candidate-at', concat(r:control/@ref, ' ', r:at/@ref))[1])]">
          <xsl:if test="position() &gt; 1">, </xsl:if>
          <xsl:if test="@around">at or around </xsl:if>
          <xsl:apply-templates select="r:at" mode="thing"/>
        </xsl:for-each>
      </td>
      <td data-label="Threats" class="num"><xsl:value-of select="count($stops/..)"/></td>
    </tr>
  </xsl:template>

  <xsl:template name="control-table">
    <xsl:param name="controls"/>
    <xsl:param name="label"/>
    <div class="scroll" tabindex="0" role="region" aria-label="{$label}">
      <table class="stack">
        <thead><tr><th scope="col">Control</th><th scope="col">On</th><th scope="col">Known from</th><th scope="col">Evidence</th><th scope="col">Effect</th></tr></thead>
        <tbody>
          <xsl:for-each select="$controls">
            <xsl:sort select="r:is/@ref"/>
            <tr class="entry">
              <xsl:call-template name="id"><xsl:with-param name="of" select="'control-row'"/></xsl:call-template>
              <th scope="row" data-label="Control"><xsl:apply-templates select="r:is" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates><xsl:call-template name="control-title"><xsl:with-param name="control" select="r:is"/></xsl:call-template></th>
              <td data-label="On"><a><xsl:call-template name="href"><xsl:with-param name="of" select="'thing'"/><xsl:with-param name="id" select="../@id"/></xsl:call-template><xsl:apply-templates select=".." mode="name"/></a></td>
              <td data-label="Known from"><xsl:call-template name="basis"/><xsl:text> </xsl:text><xsl:call-template name="place"/></td>
              <td data-label="Evidence"><xsl:choose><xsl:when test="r:evidence"><xsl:for-each select="r:evidence"><xsl:if test="position() &gt; 1"><br/></xsl:if><xsl:apply-templates select="." mode="link"/></xsl:for-each></xsl:when><xsl:otherwise><span class="none">none</span></xsl:otherwise></xsl:choose></td>
              <td data-label="Effect"><xsl:choose><xsl:when test="@effect = 'true' and @state = 'planned'">would stop or slow steps</xsl:when><xsl:when test="@effect = 'true'">stops or slows steps</xsl:when><xsl:otherwise>none in this model</xsl:otherwise></xsl:choose></td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template name="basis">
    <xsl:choose>
      <xsl:when test="@basis = 'kind-default'">default of its kind</xsl:when>
      <xsl:otherwise><xsl:value-of select="@basis"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="treatments">
    <xsl:if test="$reg/r:treatments/r:treatment">
      <h3 id="treatments">Treatment plans</h3>
      <div class="scroll" tabindex="0" role="region" aria-label="Treatment plans">
        <table class="stack">
          <thead><tr><th scope="col">Against</th><th scope="col">With</th><th scope="col">Who</th><th scope="col">Due</th><th scope="col">State</th></tr></thead>
          <tbody>
            <xsl:for-each select="$reg/r:treatments/r:treatment">
              <tr class="entry">
                <xsl:call-template name="id"><xsl:with-param name="of" select="'treatment'"/></xsl:call-template>
                <th scope="row" data-label="Against">
                  <xsl:choose>
                    <xsl:when test="r:threat"><a><xsl:call-template name="href"><xsl:with-param name="of" select="'threat'"/><xsl:with-param name="id" select="r:threat/@ref"/></xsl:call-template><xsl:value-of select="key('threat', r:threat/@ref)/@title"/></a></xsl:when>
                    <xsl:otherwise><xsl:value-of select="@id"/></xsl:otherwise>
                  </xsl:choose>
                  <xsl:if test="r:because"><br/><small><xsl:value-of select="r:because"/></small></xsl:if>
                </th>
                <td data-label="With"><xsl:for-each select="r:control"><xsl:call-template name="between"/><xsl:apply-templates select="." mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates></xsl:for-each></td>
                <td data-label="Who"><xsl:value-of select="@owner"/><xsl:if test="@ticket"><br/><small><xsl:value-of select="@ticket"/></small></xsl:if></td>
                <td data-label="Due"><xsl:value-of select="@until"/></td>
                <td data-label="State"><xsl:call-template name="status"><xsl:with-param name="status" select="@state"/></xsl:call-template></td>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:if>
  </xsl:template>

  <!-- === careless people ====================================================================== -->

  <xsl:template name="careless">
    <section aria-labelledby="careless">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'careless'"/><xsl:with-param name="text" select="'What careless people could break and open'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$slips">
          <p class="lead">Slips of people who mean no harm: what falls at once, and what they open to attackers that is closed today. What opens most stands first.</p>
          <xsl:for-each select="$reg/r:risk-sources/r:risk-source[@stance='careless']">
            <xsl:variable name="theirs" select="$slips[r:person/@ref = current()/@id]"/>
            <xsl:if test="$theirs">
              <h3><bdi><xsl:apply-templates select="." mode="name"/></bdi></h3>
              <ul class="entries">
                <xsl:for-each select="$theirs[r:opens or r:breaks]">
                  <xsl:sort select="count(r:opens)" data-type="number" order="descending"/>
                  <xsl:apply-templates select="." mode="row"/>
                </xsl:for-each>
              </ul>
              <xsl:variable name="idle" select="$theirs[not(r:opens or r:breaks)]"/>
              <xsl:if test="$idle">
                <details class="rest">
                  <summary><xsl:call-template name="count"><xsl:with-param name="n" select="count($idle)"/><xsl:with-param name="one" select="'slip'"/></xsl:call-template> that would harm only together with something else</summary>
                  <ul class="entries"><xsl:apply-templates select="$idle" mode="row"/></ul>
                </details>
              </xsl:if>
            </xsl:if>
          </xsl:for-each>
          <xsl:variable name="rest" select="$slips[not(key('party', r:person/@ref)/@stance = 'careless')]"/>
          <xsl:if test="$rest"><ul class="entries"><xsl:apply-templates select="$rest" mode="row"/></ul></xsl:if>
        </xsl:when>
        <xsl:otherwise><p>Nobody of this model is careless, or no slip leads to something of worth.</p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="r:mistake" mode="row">
    <li class="entry">
      <xsl:call-template name="id"><xsl:with-param name="of" select="'mistake'"/></xsl:call-template>
      <xsl:call-template name="by"><xsl:with-param name="refs" select="r:opens/r:attacker"/></xsl:call-template>
      <div class="entry-head">
        <a class="entry-name">
          <xsl:choose>
            <xsl:when test="r:threat"><xsl:call-template name="href"><xsl:with-param name="of" select="'threat'"/><xsl:with-param name="id" select="r:threat/@ref"/></xsl:call-template></xsl:when>
            <xsl:otherwise><xsl:call-template name="href"><xsl:with-param name="of" select="'mistake'"/><xsl:with-param name="id" select="@id"/></xsl:call-template></xsl:otherwise>
          </xsl:choose>
          <xsl:value-of select="@title"/>
        </a>
      </div>
      <p class="entry-text">
        <xsl:if test="r:breaks">Breaks at once: <xsl:for-each select="r:breaks"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:apply-templates select="." mode="gain"/></xsl:for-each>. </xsl:if>
        <xsl:if test="r:brings">Brings about: <xsl:for-each select="r:brings"><xsl:call-template name="between"/><xsl:apply-templates select="." mode="weak"/></xsl:for-each>. </xsl:if>
        <xsl:if test="r:stop">
          <xsl:text>Would be stopped by </xsl:text>
          <xsl:for-each select="r:stop[position() &lt;= 3]"><xsl:if test="position() &gt; 1"> or </xsl:if><xsl:apply-templates select="." mode="stop"/></xsl:for-each>
          <xsl:text>.</xsl:text>
        </xsl:if>
      </p>
      <xsl:if test="r:opens">
        <details>
          <summary>Opens <xsl:call-template name="count"><xsl:with-param name="n" select="count(r:opens)"/><xsl:with-param name="one" select="'harm'"/></xsl:call-template></summary>
          <ul>
            <xsl:for-each select="r:opens"><li><xsl:apply-templates select="r:attacker" mode="thing"/>: <xsl:value-of select="@harm"/> of <xsl:apply-templates select="r:at" mode="thing"/></li></xsl:for-each>
          </ul>
        </details>
      </xsl:if>
    </li>
  </xsl:template>

  <!-- === coverage ============================================================================= -->

  <xsl:template name="coverage">
    <section aria-labelledby="coverage">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'coverage'"/><xsl:with-param name="text" select="'Coverage per standard'"/></xsl:call-template>
      <xsl:choose>
        <xsl:when test="$reg/r:coverage/r:catalogue">
          <p class="lead">Requirements and entries that something in this model maps to. What a standard asks beyond the model is not listed.</p>
          <xsl:apply-templates select="$reg/r:coverage/r:catalogue"/>
        </xsl:when>
        <xsl:otherwise><p>Nothing in this model maps to a standard.</p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="r:catalogue">
    <xsl:variable name="standard" select="key('standard', r:standard/@ref)"/>
    <details class="catalogue">
      <summary>
        <b><xsl:apply-templates select="$standard" mode="name"/></b>
        <xsl:if test="$standard/@version"><xsl:text> </xsl:text><xsl:value-of select="$standard/@version"/></xsl:if>
        <xsl:text> </xsl:text>
        <span class="n"><xsl:call-template name="count"><xsl:with-param name="n" select="count(r:requirement)"/><xsl:with-param name="one" select="'entry'"/><xsl:with-param name="many" select="'entries'"/></xsl:call-template></span>
      </summary>
      <xsl:for-each select="$standard/@url"><p><a href="{.}" rel="noopener noreferrer"><xsl:value-of select="."/></a></p></xsl:for-each>
      <div class="scroll" tabindex="0" role="region" aria-label="Coverage of {$standard/@id}">
        <table class="stack">
          <thead><tr><th scope="col">Entry</th><th scope="col">Threats</th><th scope="col">In place</th><th scope="col">Planned</th><th scope="col">Missing</th></tr></thead>
          <tbody><xsl:apply-templates select="r:requirement"/></tbody>
        </table>
      </div>
    </details>
  </xsl:template>

  <xsl:template match="r:requirement">
    <tr class="entry">
      <th scope="row" data-label="Entry"><span class="code"><xsl:value-of select="@code"/></span><xsl:if test="@title"><xsl:text> </xsl:text><xsl:value-of select="@title"/></xsl:if>
        <xsl:for-each select="r:weakness"><br/><small>weakness: <xsl:apply-templates select="key('weak', @ref)/r:is" mode="word"><xsl:with-param name="of" select="'weakness'"/></xsl:apply-templates> of <xsl:for-each select="key('weak', @ref)/.."><xsl:apply-templates select="." mode="name"/></xsl:for-each></small></xsl:for-each>
      </th>
      <td data-label="Threats">
        <xsl:if test="r:threat">
          <details>
            <summary><xsl:value-of select="count(r:threat)"/><xsl:variable name="o" select="count(key('threat', r:threat/@ref)[@status='open' or @status='expired'])"/>, <xsl:value-of select="$o"/> open</summary>
            <ul><xsl:for-each select="r:threat"><li><a><xsl:call-template name="href"><xsl:with-param name="of" select="'threat'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:value-of select="key('threat', @ref)/@title"/></a></li></xsl:for-each></ul>
          </details>
        </xsl:if>
      </td>
      <td data-label="In place">
        <xsl:if test="r:in-place">
          <details>
            <summary><xsl:value-of select="count(r:in-place)"/>, <xsl:value-of select="@with-evidence"/> with evidence</summary>
            <ul><xsl:for-each select="r:in-place"><li><a><xsl:call-template name="href"><xsl:with-param name="of" select="'control-row'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:value-of select="@ref"/></a></li></xsl:for-each></ul>
          </details>
        </xsl:if>
      </td>
      <td data-label="Planned"><xsl:for-each select="r:planned"><xsl:if test="position() &gt; 1"><br/></xsl:if><a><xsl:call-template name="href"><xsl:with-param name="of" select="'control-row'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template><xsl:value-of select="@ref"/></a></xsl:for-each></td>
      <td data-label="Missing"><xsl:for-each select="r:missing"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:apply-templates select="." mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates></xsl:for-each></td>
    </tr>
  </xsl:template>

  <!-- === the register ========================================================================= -->

  <xsl:template name="register">
    <section aria-labelledby="register">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'register'"/><xsl:with-param name="text" select="'The register'"/></xsl:call-template>
      <p class="lead">Everything, row by row, in the words of ISO/IEC 27005:2022. <code>register.xml</code> holds the same for programs.</p>
      <xsl:call-template name="criteria"/>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'parties'"/><xsl:with-param name="text" select="'Risk sources'"/><xsl:with-param name="of" select="$reg/r:risk-sources/r:risk-source"/></xsl:call-template>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'boundaries'"/><xsl:with-param name="text" select="'Boundaries'"/><xsl:with-param name="of" select="$reg/r:boundaries/r:boundary"/></xsl:call-template>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'elements'"/><xsl:with-param name="text" select="'Elements'"/><xsl:with-param name="of" select="$reg/r:elements/r:element"/></xsl:call-template>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'flows'"/><xsl:with-param name="text" select="'Flows'"/><xsl:with-param name="of" select="$reg/r:flows/r:flow"/></xsl:call-template>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'assets'"/><xsl:with-param name="text" select="'Assets, secrets and images'"/><xsl:with-param name="of" select="$reg/r:assets/r:asset"/></xsl:call-template>
      <xsl:call-template name="all-scenarios"/>
      <xsl:call-template name="all-threats"/>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'words-of-rules'"/><xsl:with-param name="text" select="'Rules, techniques and mistakes'"/><xsl:with-param name="of" select="$reg/r:vocabulary/r:rule"/></xsl:call-template>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'words-of-controls'"/><xsl:with-param name="text" select="'What the controls are'"/><xsl:with-param name="of" select="$reg/r:vocabulary/r:control"/></xsl:call-template>
      <xsl:call-template name="part"><xsl:with-param name="id" select="'words-of-weaknesses'"/><xsl:with-param name="text" select="'What the weaknesses are'"/><xsl:with-param name="of" select="$reg/r:vocabulary/r:weakness"/></xsl:call-template>
    </section>
  </xsl:template>

  <xsl:template name="part">
    <xsl:param name="id"/>
    <xsl:param name="text"/>
    <xsl:param name="of"/>
    <xsl:if test="$of">
      <details class="part" id="{$id}">
        <summary><h3><xsl:value-of select="$text"/><xsl:text> </xsl:text><span class="n"><xsl:value-of select="count($of)"/></span></h3></summary>
        <ul class="entries"><xsl:apply-templates select="$of" mode="entry"/></ul>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template name="criteria">
    <details class="part" id="criteria">
      <summary><h3>Criteria: how a risk gets its level</h3></summary>
      <p>Risk = impact × likelihood. 15 and more is critical, 9 and more high, 4 and more medium, less low. A threat has the greatest risk of the harms that it leads to.</p>
      <div class="scroll" tabindex="0" role="region" aria-label="Impact">
        <table><caption>Impact: what the thing at stake is worth</caption>
          <thead><tr><th scope="col">Impact</th><th scope="col">Worth</th></tr></thead>
          <tbody><xsl:for-each select="$reg/r:criteria/r:impact"><tr><th scope="row"><xsl:value-of select="@value"/></th><td><xsl:value-of select="@worth"/></td></tr></xsl:for-each></tbody>
        </table>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label="Likelihood">
        <table><caption>Likelihood: the effort of the easiest way that was found; one more for attackers of great resources (3 or 4)</caption>
          <thead><tr><th scope="col">Likelihood</th><th scope="col">Effort</th></tr></thead>
          <tbody><xsl:for-each select="$reg/r:criteria/r:likelihood"><tr><th scope="row"><xsl:value-of select="@value"/></th><td><xsl:value-of select="@effort-from"/><xsl:choose><xsl:when test="@effort-to"> to <xsl:value-of select="@effort-to"/></xsl:when><xsl:otherwise> and more</xsl:otherwise></xsl:choose></td></tr></xsl:for-each></tbody>
        </table>
      </div>
    </details>
  </xsl:template>

  <xsl:template match="r:risk-source" mode="entry">
    <li class="entry">
      <xsl:call-template name="id"><xsl:with-param name="of" select="'party'"/></xsl:call-template>
      <div class="entry-head"><span class="status {@stance}"><xsl:value-of select="@stance"/></span><a class="entry-name"><xsl:call-template name="href"><xsl:with-param name="of" select="'thing'"/><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:apply-templates select="." mode="name"/></a></div>
      <p class="entry-text"><xsl:value-of select="@kind"/>; skill <xsl:value-of select="@skill"/>, resources <xsl:value-of select="@resources"/><xsl:if test="@aims">; after <xsl:value-of select="translate(@aims, ' ', ',')"/></xsl:if>. <xsl:if test="r:makes">May: <xsl:for-each select="r:makes"><xsl:call-template name="between"/><xsl:apply-templates select="." mode="word"><xsl:with-param name="of" select="'rule'"/></xsl:apply-templates></xsl:for-each>. </xsl:if><xsl:call-template name="place"/></p>
    </li>
  </xsl:template>

  <xsl:template match="r:boundary | r:element | r:flow | r:asset" mode="entry">
    <li class="entry">
      <xsl:call-template name="id"><xsl:with-param name="of" select="'thing'"/></xsl:call-template>
      <div class="entry-head">
        <xsl:if test="@number"><span class="flow-number"><xsl:value-of select="@number"/></span></xsl:if>
        <a class="entry-name"><xsl:call-template name="href"><xsl:with-param name="of" select="'thing'"/><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:apply-templates select="." mode="name"/></a>
        <span class="kind"><xsl:value-of select="@kind"/></span>
        <code><xsl:value-of select="@id"/></code>
        <xsl:if test="@open-threats &gt; 0"><span class="tag bad"><xsl:call-template name="count"><xsl:with-param name="n" select="@open-threats"/><xsl:with-param name="one" select="'open threat'"/></xsl:call-template></span></xsl:if>
        <xsl:if test="@silent"><span class="tag">nothing said</span></xsl:if>
      </div>
      <xsl:apply-templates select="r:doc"/>
      <dl class="facts small">
        <xsl:if test="self::r:flow and @title"><div><dt>What</dt><dd><xsl:value-of select="@title"/></dd></div></xsl:if>
        <xsl:if test="@trust"><div><dt>Trust</dt><dd><xsl:value-of select="@trust"/></dd></div></xsl:if>
        <xsl:if test="@protocol"><div><dt>Over</dt><dd><xsl:value-of select="@protocol"/><xsl:if test="@port">/<xsl:value-of select="@port"/></xsl:if></dd></div></xsl:if>
        <xsl:if test="@confidentiality"><div><dt>Worth</dt><dd>confidentiality <xsl:value-of select="@confidentiality"/>, integrity <xsl:value-of select="@integrity"/>, availability <xsl:value-of select="@availability"/></dd></div></xsl:if>
        <xsl:if test="@reference"><div><dt>Reference</dt><dd><code><xsl:value-of select="@reference"/></code></dd></div></xsl:if>
        <xsl:if test="@owner"><div><dt>Owner</dt><dd><xsl:value-of select="@owner"/></dd></div></xsl:if>
        <xsl:if test="r:place"><div><dt>In</dt><dd><xsl:apply-templates select="r:place" mode="thing"/></dd></div></xsl:if>
        <xsl:for-each select="r:relation[not(@is = preceding-sibling::r:relation/@is)]">
          <div><dt><xsl:value-of select="@is"/></dt><dd><xsl:call-template name="things"><xsl:with-param name="refs" select="../r:relation[@is = current()/@is]"/></xsl:call-template></dd></div>
        </xsl:for-each>
        <xsl:if test="r:weakness"><div><dt>Weaknesses</dt><dd>
          <xsl:for-each select="r:weakness"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:apply-templates select="r:is" mode="word"><xsl:with-param name="of" select="'weakness'"/></xsl:apply-templates><small> (<xsl:call-template name="basis"/><xsl:for-each select="r:evidence">, <xsl:apply-templates select="." mode="link"/></xsl:for-each>)</small></xsl:for-each>
        </dd></div></xsl:if>
        <xsl:if test="r:control[@state='in-place']"><div><dt>Controls</dt><dd>
          <xsl:for-each select="r:control[@state='in-place']"><xsl:if test="position() &gt; 1">; </xsl:if><xsl:apply-templates select="r:is" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates><small> (<xsl:call-template name="basis"/><xsl:for-each select="r:evidence">, <xsl:apply-templates select="." mode="link"/></xsl:for-each>)</small></xsl:for-each>
        </dd></div></xsl:if>
        <xsl:if test="r:control[@state='planned']"><div><dt>Planned</dt><dd><xsl:for-each select="r:control[@state='planned']"><xsl:call-template name="between"/><xsl:apply-templates select="r:is" mode="word"><xsl:with-param name="of" select="'control'"/></xsl:apply-templates></xsl:for-each></dd></div></xsl:if>
        <xsl:if test="r:tag"><div><dt>Tags</dt><dd><xsl:for-each select="r:tag"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each></dd></div></xsl:if>
        <xsl:if test="r:was"><div><dt>Was</dt><dd><xsl:for-each select="r:was"><xsl:if test="position() &gt; 1">, </xsl:if><code><xsl:value-of select="."/></code></xsl:for-each></dd></div></xsl:if>
        <xsl:if test="r:link"><div><dt>See also</dt><dd><xsl:for-each select="r:link"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:apply-templates select="." mode="link"/></xsl:for-each></dd></div></xsl:if>
        <div><dt>Stated at</dt><dd><xsl:call-template name="place"/></dd></div>
      </dl>
    </li>
  </xsl:template>

  <xsl:template match="r:vocabulary/*" mode="entry">
    <li class="entry">
      <xsl:call-template name="id"><xsl:with-param name="of" select="local-name()"/></xsl:call-template>
      <div class="entry-head"><b class="entry-name"><xsl:apply-templates select="." mode="name"/></b><code><xsl:value-of select="@id"/></code><xsl:if test="@type"><span class="kind"><xsl:value-of select="@type"/></span></xsl:if><xsl:if test="@effort"><span class="kind">skill <xsl:value-of select="@skill"/>, resources <xsl:value-of select="@resources"/>, effort <xsl:value-of select="@effort"/></span></xsl:if></div>
      <xsl:apply-templates select="r:doc"/>
      <xsl:if test="r:map"><p class="entry-text"><xsl:for-each select="r:map"><xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates select="." mode="code"/></xsl:for-each></p></xsl:if>
    </li>
  </xsl:template>

  <xsl:template name="all-scenarios">
    <xsl:variable name="all" select="$reg/r:scenarios/r:scenario"/>
    <xsl:if test="$all">
      <details class="part" id="all-scenarios">
        <summary><h3>Scenarios <span class="n"><xsl:value-of select="count($all)"/></span></h3></summary>
        <ul class="entries">
          <xsl:for-each select="$all">
            <xsl:sort select="@rank" data-type="number"/>
            <li class="entry">
              <xsl:call-template name="id"><xsl:with-param name="of" select="'scenario'"/></xsl:call-template>
              <xsl:call-template name="by"><xsl:with-param name="refs" select="r:risk-source"/></xsl:call-template>
              <div class="entry-head">
                <xsl:choose>
                  <xsl:when test="@status = 'controlled'"><xsl:call-template name="status"><xsl:with-param name="status" select="@status"/></xsl:call-template></xsl:when>
                  <xsl:otherwise><xsl:call-template name="level"><xsl:with-param name="level" select="r:residual/@level"/></xsl:call-template></xsl:otherwise>
                </xsl:choose>
                <a class="entry-name"><xsl:call-template name="href"><xsl:with-param name="of" select="'scenario'"/><xsl:with-param name="id" select="@id"/></xsl:call-template><xsl:value-of select="@title"/></a>
                <xsl:if test="@status = 'accepted' or @status = 'expired'"><xsl:call-template name="status"><xsl:with-param name="status" select="@status"/></xsl:call-template></xsl:if>
                <xsl:for-each select="key('sheet-of-scenario', @id)"><a href="#sheet-{@id}">diagram</a></xsl:for-each>
              </div>
              <details>
                <summary>
                  <xsl:choose>
                    <xsl:when test="@status = 'controlled'">The way that controls close</xsl:when>
                    <xsl:otherwise>The way</xsl:otherwise>
                  </xsl:choose>, <xsl:call-template name="count"><xsl:with-param name="n" select="count(r:way/r:step)"/><xsl:with-param name="one" select="'step'"/></xsl:call-template>, effort <xsl:value-of select="r:way/@effort"/></summary>
                <xsl:apply-templates select="." mode="facts"/>
                <xsl:apply-templates select="r:way"/>
                <xsl:if test="r:holds"><p class="mini">Held by</p><ul class="stops"><xsl:for-each select="r:holds"><li><xsl:apply-templates select="." mode="stop"/></li></xsl:for-each></ul></xsl:if>
                <xsl:if test="r:cut"><p class="mini">Would be stopped by</p><ul class="stops"><xsl:for-each select="r:cut"><li><xsl:apply-templates select="." mode="stop"/></li></xsl:for-each></ul></xsl:if>
              </details>
            </li>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- Those that stand in no section above: mitigated and latent ones; and one line each of all. -->
  <xsl:template name="all-threats">
    <xsl:variable name="all" select="$reg/r:threats/r:threat"/>
    <xsl:if test="$all">
      <details class="part" id="all-threats">
        <summary><h3>Threats <span class="n"><xsl:value-of select="count($all)"/></span></h3></summary>
        <p><a href="#threats"><xsl:call-template name="count"><xsl:with-param name="n" select="count($open)"/><xsl:with-param name="one" select="'open threat'"/></xsl:call-template></a> and <a href="#accepted"><xsl:call-template name="count"><xsl:with-param name="n" select="count($all[@status='accepted'])"/><xsl:with-param name="one" select="'accepted one'"/></xsl:call-template></a> stand above. These are the others.</p>
        <ul class="entries">
          <xsl:for-each select="$all[@status='mitigated' or @status='latent']">
            <xsl:sort select="@rank" data-type="number"/>
            <xsl:apply-templates select="." mode="row"/>
          </xsl:for-each>
        </ul>
      </details>
    </xsl:if>
  </xsl:template>

  <!-- === scope ================================================================================ -->

  <xsl:template name="scope">
    <section aria-labelledby="scope">
      <xsl:call-template name="h2"><xsl:with-param name="id" select="'scope'"/><xsl:with-param name="text" select="'Scope and limits'"/></xsl:call-template>
      <h3>Assumptions</h3>
      <xsl:choose>
        <xsl:when test="$reg/r:scope/r:assumption"><ul><xsl:for-each select="$reg/r:scope/r:assumption"><li><xsl:value-of select="."/></li></xsl:for-each></ul></xsl:when>
        <xsl:otherwise><p>The model states none.</p></xsl:otherwise>
      </xsl:choose>
      <h3>What is not modelled</h3>
      <ul><xsl:for-each select="$reg/r:scope/r:not-modelled"><li><xsl:value-of select="."/></li></xsl:for-each></ul>
      <xsl:if test="$reg/r:scope/r:silent">
        <h3>Of which nothing was said</h3>
        <p>Only the defaults of their kinds count: <xsl:call-template name="things"><xsl:with-param name="refs" select="$reg/r:scope/r:silent"/></xsl:call-template>.</p>
      </xsl:if>
      <h3>What was collapsed</h3>
      <xsl:choose>
        <xsl:when test="$reg/r:scope/r:collapsed"><p>Some diagram draws these closed: <xsl:call-template name="things"><xsl:with-param name="refs" select="$reg/r:scope/r:collapsed"/></xsl:call-template>. The analysis and the register leave nothing out.</p></xsl:when>
        <xsl:otherwise><p>The model asks for nothing to be drawn closed. What a diagram leaves out stands beneath it; the analysis and the register leave nothing out.</p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$reg/r:scope/r:lint">
        <h3>What <code>ctm check</code> notes</h3>
        <ul><xsl:for-each select="$reg/r:scope/r:lint"><li><xsl:value-of select="r:text"/><small><xsl:text> </xsl:text><xsl:value-of select="@name"/><xsl:text> </xsl:text><xsl:call-template name="place"/><xsl:for-each select="r:acceptance"> (<a><xsl:call-template name="href"><xsl:with-param name="of" select="'acceptance'"/><xsl:with-param name="id" select="@ref"/></xsl:call-template>accepted</a>)</xsl:for-each></small></li></xsl:for-each></ul>
      </xsl:if>
    </section>
  </xsl:template>
</xsl:stylesheet>
