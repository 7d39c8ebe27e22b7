"""sitemap.xml and robots.txt, https://www.sitemaps.org/protocol.html: dates from the content, never from the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from generator.model.base import instant_text
from generator.site.views.shared import Site
from generator.site.xmlfile import Element, child, document

#: The protocol's limit for one file.
MOST = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(site: Site, dates: Mapping[str, datetime | None]) -> Iterator[tuple[str, bytes]]:
    """The sitemap, in several files with an index where it is long.

    dates: addresses of pages, prefix and all, and when each last changed; None where only a person knows.
    """
    entries = [(site.url + a, instant_text(d) if (d := dates[a]) else "") for a in sorted(dates)]
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)] or [[]]
    if len(parts) == 1:
        yield "sitemap.xml", _urlset("urlset", "url", parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _urlset("urlset", "url", part)
    index = [(site.url + f"sitemap-{n}.xml", max(date for _, date in part)) for n, part in enumerate(parts, 1)]
    yield "sitemap.xml", _urlset("sitemapindex", "sitemap", index)


def robots(site: Site) -> bytes:
    """Everyone may read everything, those that train on it included: the site asks for a link, not for silence."""
    lines = ["# " + line for line in site.words("robots_note").splitlines()]
    rule = ["User-agent: *", "Allow: /", "", f"Sitemap: {site.absolute('sitemap.xml')}", ""]
    return "\n".join([*lines, *rule]).encode()


def _urlset(root_name: str, entry_name: str, entries: Sequence[tuple[str, str]]) -> bytes:
    root = Element(root_name, xmlns=_NAMESPACE)
    for url, date in entries:
        entry = child(root, entry_name)
        child(entry, "loc", url)
        if date:
            child(entry, "lastmod", date)
    return document(root)
