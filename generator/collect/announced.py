"""The feeds that a web page names: <link rel="alternate" type="application/rss+xml" href="…"> (RSS autodiscovery, 2006;
the same for Atom and JSON Feed). Pure.
"""

from __future__ import annotations

from typing import Any

from generator.collect.addresses import leads_inside
from generator.collect.cleaning import absolute

TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json")
"""By which servers and pages name feeds."""


def feed_links(html: str, url: str) -> tuple[str, ...]:
    """The feeds of a page, in its order, whole and each once; on a machine of the reader's own network only where the
    page is on one itself. url: where the page came from.
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 (30 ms that only pages in place of feeds need)

    page = etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    if page is None:  # nothing in it
        return ()
    base = next((absolute(it.get("href", ""), url) for it in page.iter("base") if it.get("href")), "") or url
    links = (absolute(it.get("href", ""), base) for it in page.iter("link") if _is_of_feed(it))
    is_inside = leads_inside(url)
    return tuple(dict.fromkeys(link for link in links if link and (is_inside or not leads_inside(link))))


def _is_of_feed(link: Any) -> bool:
    kind = link.get("type", "").partition(";")[0].strip().lower()
    return bool(link.get("href", "").strip()) and "alternate" in link.get("rel", "").lower().split() and kind in TYPES
