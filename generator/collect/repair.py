"""Another address for a feed that fails: the one that its outlet's page names, tried out before it is proposed.

Pages name their feeds by <link rel="alternate" type="application/rss+xml" href="…"> (RSS autodiscovery, 2006; the same
for Atom and JSON Feed). What is found is only proposed: a page may name the feed of its comments first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.collect.cleaning import absolute
from generator.collect.encoding import to_html
from generator.collect.feeds import parse_feed
from generator.collect.fetch import is_weaker
from generator.collect.formats import TYPES
from generator.collect.robots import Web
from generator.model.article import Repair
from generator.model.base import is_web_address
from generator.model.errors import BadFeed, FetchError
from generator.model.source import Source

MOST_TRIED = 4
"""Feeds of one page: more are those of its sections."""


def may_replace(old: str, new: str) -> bool:
    """Whether a feed's address may give way to another: one of the web, and none without TLS for one with it."""
    return is_web_address(old) and is_web_address(new) and old != new and not is_weaker(old, new)


def feed_links(body: bytes, content_type: str, url: str) -> tuple[str, ...]:
    """The feeds that a web page names, in its order, whole and each once. url: where the page came from."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 (30 ms that only repairs need)

    html = to_html(body, content_type)
    page = etree.fromstring(html.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    if page is None:  # nothing in it
        return ()
    base = next((absolute(it.get("href", ""), url) for it in page.iter("base") if it.get("href")), "") or url
    links = (absolute(it.get("href", ""), base) for it in page.iter("link") if _is_of_feed(it))
    return tuple(dict.fromkeys(filter(None, links)))


def _is_of_feed(link: Any) -> bool:
    kind = link.get("type", "").partition(";")[0].strip().lower()
    return bool(link.get("href", "").strip()) and "alternate" in link.get("rel", "").lower().split() and kind in TYPES


@dataclass(frozen=True)
class Mender:
    """Looks for other addresses of feeds."""

    web: Web
    now: datetime
    taken: Collection[str]
    """Addresses of the sources there are: none is proposed a second time."""

    async def found(self, source: Source, *, is_page: bool) -> Repair | None:
        """A feed that a page of the source names and that can be read; is_page: its address answers with a page."""
        for page in dict.fromkeys([*([source.url] if is_page else []), source.homepage]):
            for url in await self._named_at(page):
                if may_replace(source.url, url) and url not in self.taken and await self._is_feed(url):
                    return Repair(url=url, why="found")
        return None

    async def _named_at(self, page: str) -> tuple[str, ...]:
        try:
            fetched = await self.web.fetcher.get(page, self.web.robots.delay)
        except FetchError:
            return ()
        page_of = (fetched.body, fetched.content_type, fetched.url)
        links = await self.web.parser.run(feed_links, *page_of)
        return links[:MOST_TRIED]

    async def _is_feed(self, url: str) -> bool:
        try:
            fetched = await self.web.fetcher.get(url)
            page_of = (fetched.body, fetched.content_type, fetched.url)
            return bool((await self.web.parser.run(parse_feed, *page_of, self.now)).entries)
        except (FetchError, BadFeed):
            return False
