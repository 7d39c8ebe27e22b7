"""Sitemaps, https://www.sitemaps.org/protocol.html: dates from the content, never from the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice, takewhile

from generator.model.base import instant_text
from generator.site.addresses import item_address
from generator.site.library import Library
from generator.site.page import Site
from generator.site.views.item import is_listed
from generator.site.views.texts import title_of
from generator.site.xmlfile import PLACE, Element, child, document, line

#: `kind` of files listed in the sitemap.
LISTED = "listed"
SITEMAP, NEWS = "sitemap.xml", "news-sitemap.xml"
#: The protocol's limit for one file.
MOST = 50_000
NEWS_AGE, MOST_NEWS = timedelta(days=2), 1000
_NEWS_NAMESPACE = "http://www.google.com/schemas/sitemap-news/0.9"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(site: Site, dates: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """The sitemap, in several files with an index where it is long.

    dates: addresses of pages, prefix and all, and when each last changed; empty where only a person knows.
    """
    entries = [(site.url + address, dates[address]) for address in sorted(dates)]
    parts = [entries[start : start + MOST] for start in range(0, len(entries), MOST)] or [[]]
    if len(parts) == 1:
        yield SITEMAP, _urlset("urlset", "url", parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _urlset("urlset", "url", part)
    index = [(site.url + f"sitemap-{n}.xml", max(date for _, date in part)) for n, part in enumerate(parts, 1)]
    yield SITEMAP, _urlset("sitemapindex", "sitemap", index)


def news_sitemap(sites: Sequence[Site], library: Library) -> bytes:
    """Items of the last two days, as Google News wants them; it may well be empty.

    https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap : articles of the last two days,
    at most 1,000. Two days before the newest page, not before now: a build knows no clock, or it would give other bytes
    each day, and a site that publishes weekly would show none of its week. Google passes over what is older by itself.
    """
    root = Element("urlset", {"xmlns": _NAMESPACE, "xmlns:news": _NEWS_NAMESPACE})
    newest = [stored for week in library.weeks[-2:] for stored in library.by_week.get(week, ())]
    newest.sort(key=lambda stored: (stored.facts.appeared, stored.facts.date, stored.address), reverse=True)
    begin = instant_text(datetime.fromisoformat(newest[0].facts.appeared) - NEWS_AGE) if newest else ""
    recent = takewhile(lambda stored: stored.facts.appeared >= begin, newest)
    shown = ((site, stored) for stored in recent for site in sites if is_listed(site, stored))
    for site, stored in islice(shown, MOST_NEWS):
        title = title_of(site, stored)
        url = child(root, "url")
        child(url, "loc", site.absolute(item_address(stored.address)))
        news = child(url, "news:news")
        publication = child(news, "news:publication")
        child(publication, "news:name", site.name)
        child(publication, "news:language", _news_language(title.lang or site.language))
        child(news, "news:publication_date", stored.facts.appeared)
        child(news, "news:title", title.text)
    return document(root)


def _news_language(tag: str) -> str:
    """ISO 639, but zh-cn and zh-tw for the two ways of writing Chinese."""
    primary, _, rest = tag.lower().partition("-")
    if primary == "zh":
        return "zh-tw" if rest in ("tw", "hk", "mo", "hant") else "zh-cn"
    return primary


def _urlset(root_name: str, entry_name: str, entries: Sequence[tuple[str, str]]) -> bytes:
    root = Element(root_name, xmlns=_NAMESPACE)
    child(root, PLACE)
    lines = ([line("loc", url), *([line("lastmod", date)] if date else [])] for url, date in entries)
    return document(root, entries=("\n".join([f"<{entry_name}>", *it, f"</{entry_name}>"]).encode() for it in lines))
