<?xml version="1.0" encoding="utf-8"?>
{# A feed as a page: RSS and Atom alike. What it shows of texts is their titles, which stay text. #}
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:a="http://www.w3.org/2005/Atom" exclude-result-prefixes="a">
<xsl:output method="html" doctype-system="about:legacy-compat"/>
<xsl:template match="/">
<html lang="{{ site.language }}">
<head>
<meta name="viewport" content="width=device-width,initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'self';img-src 'self'"/>
<meta name="robots" content="noindex"/>
<title><xsl:value-of select="rss/channel/title|a:feed/a:title"/></title>
<link rel="icon" href="{{ top }}{{ assets['icon.svg'] }}"/>
<link rel="stylesheet" href="{{ top }}{{ assets['site.css'] }}"/>
</head>
<body>
<header class="mast"><div class="wrap"><a class="brand" href="{{ root }}">{{ site.name }}</a></div></header>
<main class="wrap">
<header class="head">
<h1><xsl:value-of select="rss/channel/title|a:feed/a:title"/></h1>
<p class="hook"><xsl:value-of select="rss/channel/description|a:feed/a:subtitle"/></p>
<p class="by">{{ t("feed_note") }} <a href="{{ root }}feeds/">{{ t("feeds") }}</a></p>
</header>
<ul class="list">
<xsl:for-each select="rss/channel/item|a:feed/a:entry">
<li><time><xsl:value-of select="substring(pubDate|a:published, 1, 16 - 6 * count(a:published))"/></time>
<div><h3><a href="{{ "{link|a:link[@rel='alternate']/@href}" }}"><xsl:value-of select="title|a:title"/></a></h3></div></li>
</xsl:for-each>
</ul>
</main>
</body>
</html>
</xsl:template>
</xsl:stylesheet>
