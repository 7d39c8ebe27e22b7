"""A feed as bytes: RSS 2.0, Atom 1.0 and JSON Feed 1.1, all of the same entries."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from generator.model.base import instant_text
from generator.site.provenance import SOURCE_TYPES
from generator.site.xmlfile import PLACE, Element, child, clean, document, written

#: Written entries that are kept for the next feed that holds them: a few kB each.
KEPT = 256
_ATOM = "http://www.w3.org/2005/Atom"
#: A feed must say when it changed, also one that holds nothing yet.
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class FeedEntry:
    """What a feed tells of one item, edition, prediction or correction."""

    id: str
    """A tag URI, RFC 4151; never made of a title or of a build."""
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    """Moves when it is corrected."""
    html: str
    """Our own words and short quotations, everything else escaped."""
    tags: tuple[str, ...] = ()
    source_type: str = ""
    """Of schema.org's digital source types, where a model wrote it: what readers are told in words, for programs."""


@dataclass(frozen=True)
class Feed:
    """A feed before it is written: newest entry first."""

    title: str
    description: str
    language: str
    url: str
    """The page it is the feed of, in whose folder its files are."""
    author: str
    entries: tuple[FeedEntry, ...]
    hub: str = ""
    """Address of a WebSub hub, which tells subscribers of changes; empty where there is none."""
    style: str = ""
    """The way from its files to the stylesheet that shows it as a page; empty where there is none."""

    @property
    def updated(self) -> datetime | None:
        return max((entry.updated for entry in self.entries), default=None)


def rss(feed: Feed) -> bytes:
    """RSS 2.0, https://www.rssboard.org/rss-specification; what it has no element for is told in Atom's."""
    root = Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    channel = child(root, "channel")
    child(channel, "title", feed.title)
    child(channel, "link", feed.url)
    child(channel, "description", feed.description)
    child(channel, "language", feed.language)
    if feed.updated:
        child(channel, "lastBuildDate", format_datetime(feed.updated))
    child(channel, "atom:link", href=feed.url + RSS.file, rel="self", type=RSS.type)
    if feed.hub:
        child(channel, "atom:link", href=feed.hub, rel="hub")
    child(channel, PLACE)
    return document(root, feed.style, map(_rss_entry, feed.entries))


@lru_cache(maxsize=KEPT)
def _rss_entry(entry: FeedEntry) -> bytes:
    item = Element("item")
    child(item, "title", entry.title)
    child(item, "link", entry.url)
    child(item, "guid", entry.id, isPermaLink="false")
    child(item, "pubDate", format_datetime(entry.published))
    child(item, "atom:updated", instant_text(entry.updated))
    child(item, "description", entry.html)
    for tag in entry.tags:
        child(item, "category", tag)
    if entry.source_type:
        child(item, "category", entry.source_type, domain=SOURCE_TYPES)
    return written(item)


def atom(feed: Feed) -> bytes:
    """Atom 1.0, RFC 4287; what was changed last stands first, as its validator's guide has it."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    child(root, "id", feed.url + ATOM.file)
    child(root, "title", feed.title)
    child(root, "subtitle", feed.description)
    child(root, "updated", instant_text(feed.updated) if feed.updated else _NEVER)
    child(root, "link", href=feed.url + ATOM.file, rel="self", type=ATOM.type)
    child(root, "link", href=feed.url, rel="alternate", type="text/html")
    if feed.hub:
        child(root, "link", href=feed.hub, rel="hub")
    child(child(root, "author"), "name", feed.author)
    child(root, PLACE)
    entries = sorted(feed.entries, key=lambda entry: entry.updated, reverse=True)
    return document(root, feed.style, map(_atom_entry, entries))


@lru_cache(maxsize=KEPT)
def _atom_entry(entry: FeedEntry) -> bytes:
    element = Element("entry", {"xml:lang": clean(entry.language)})
    child(element, "id", entry.id)
    child(element, "title", entry.title)
    child(element, "link", href=entry.url, rel="alternate", type="text/html")
    child(element, "published", instant_text(entry.published))
    child(element, "updated", instant_text(entry.updated))
    child(element, "content", entry.html, type="html")
    for tag in entry.tags:
        child(element, "category", term=tag)
    if entry.source_type:
        child(element, "category", term=entry.source_type, scheme=SOURCE_TYPES)
    return written(element)


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/; a key that begins with _ is an extension."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.url,
        "feed_url": feed.url + JSON.file,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        **({"hubs": [{"type": "WebSub", "url": feed.hub}]} if feed.hub else {}),
        "items": [_json_entry(entry) for entry in feed.entries],
    }
    return json.dumps(data, ensure_ascii=False).encode()


def _json_entry(entry: FeedEntry) -> dict[str, Any]:
    made = {"_made": {"about": SOURCE_TYPES, "digital_source_type": entry.source_type}} if entry.source_type else {}
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": instant_text(entry.published),
        "date_modified": instant_text(entry.updated),
        "language": entry.language,
        "tags": list(entry.tags),
        **made,
    }


@dataclass(frozen=True)
class Format:
    """One way of writing a feed."""

    name: str
    file: str
    """Inside the folder of each feed."""
    type: str
    """The media type."""
    write: Callable[[Feed], bytes]


RSS = Format("RSS", "feed.xml", "application/rss+xml", rss)
ATOM = Format("Atom", "atom.xml", "application/atom+xml", atom)
JSON = Format("JSON", "feed.json", "application/feed+json", json_feed)
#: Every feed is written in each.
FORMATS = (RSS, ATOM, JSON)
