"""Another address for a feed that fails: the one that its outlet's page names, tried out before it is proposed.

What is found is only proposed: a page may name the feed of its comments first.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from generator.collect.announced import feed_links
from generator.collect.encoding import to_html
from generator.collect.feeds import parse_feed
from generator.collect.fetch import is_weaker
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
        html = to_html(fetched.body, fetched.content_type)
        links = await self.web.parser.run(feed_links, html, fetched.url)
        return links[:MOST_TRIED]

    async def _is_feed(self, url: str) -> bool:
        try:
            fetched = await self.web.fetcher.get(url)
            page_of = (fetched.body, fetched.content_type, fetched.url)
            return bool((await self.web.parser.run(parse_feed, *page_of, self.now)).entries)
        except (FetchError, BadFeed):
            return False
