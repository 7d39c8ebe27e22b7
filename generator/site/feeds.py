"""Feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1, of our own text only.

An entry's id is made of the site's host and the item's address, which never change: not of a title or of a build.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import urlsplit

from markupsafe import Markup

from generator.archive.store import StoredEdition, StoredItem
from generator.model.base import instant_text
from generator.model.item import Correction, Item
from generator.site.library import Library
from generator.site.views.corrections import FEED as FEED_OF_CORRECTIONS
from generator.site.views.shared import (
    Site,
    Text,
    claim_text,
    in_translation,
    item_address,
    title_of,
    topic_link,
    week_address,
)
from generator.site.views.storyline import feed_address, storyline_link
from generator.site.xmlfile import Element, child, document

LATEST = 50
_ATOM = "http://www.w3.org/2005/Atom"
#: A feed must say when it changed, also one that holds nothing yet.
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class FeedEntry:
    """What a feed tells of one item or edition."""

    id: str
    url: str
    title: str
    language: str
    published: datetime
    updated: datetime
    html: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A feed before it is written: newest entry first."""

    title: str
    description: str
    language: str
    url: str
    """The page it is the feed of."""
    self_url: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime | None:
        return max((entry.updated for entry in self.entries), default=None)


def feed_files(site: Site, library: Library) -> Iterator[tuple[str, bytes]]:
    """Every feed of the site with its path."""
    items = feed_of_items(site, library, site.name, "", library.chronological)
    yield "feed.xml", rss(_at(site, items, "feed.xml"))
    yield "atom.xml", atom(_at(site, items, "atom.xml"))
    yield "feed.json", json_feed(_at(site, items, "feed.json"))
    yield "editions.xml", rss(_at(site, feed_of_editions(site, library), "editions.xml"))
    yield FEED_OF_CORRECTIONS, rss(_at(site, feed_of_corrections(site, library), FEED_OF_CORRECTIONS))
    for topic in library.vocabulary.rules.topics:
        link = topic_link(site, library, topic.id)
        title = f"{site.name}: {link.label}"
        feed = feed_of_items(site, library, title, link.address, library.by_topic.get(topic.id, ()))
        path = f"{link.address}feed.xml"
        yield path, rss(_at(site, feed, path))
    for storyline in library.storylines.values():
        link, path = storyline_link(site, storyline), feed_address(storyline)
        feed = feed_of_items(site, library, f"{site.name}: {link.label}", link.address, storyline.steps)
        yield path, rss(_at(site, feed, path))


def feed_of_items(site: Site, library: Library, title: str, address: str, items: Iterable[StoredItem]) -> Feed:
    """The latest of `items`, which come oldest first; address: the page that lists them."""
    entries = tuple(_item_entry(site, library, stored) for stored in reversed(tuple(items)[-LATEST:]))
    return Feed(title, site.description, site.language, site.absolute(address), "", entries)


def feed_of_editions(site: Site, library: Library) -> Feed:
    stored = [library.archive.editions[week] for week in library.weeks if week in library.archive.editions]
    entries = tuple(_edition_entry(site, edition) for edition in reversed(stored[-LATEST:]))
    title = f"{site.name}: {site.words('editions')}"
    return Feed(title, site.description, site.language, site.absolute("archive/"), "", entries)


def feed_of_corrections(site: Site, library: Library) -> Feed:
    """What was corrected, the latest first."""
    found = [
        (stored, number, correction)
        for stored in library.chronological
        for number, correction in enumerate(stored.item.corrections, 1)
    ]
    newest_first = sorted(reversed(found), key=lambda entry: entry[2].date, reverse=True)
    entries = tuple(_correction_entry(site, *entry) for entry in newest_first[:LATEST])
    title = f"{site.name}: {site.words('corrections')}"
    return Feed(title, site.words("corrections_lead"), site.language, site.absolute("corrections/"), "", entries)


def rss(feed: Feed) -> bytes:
    """RSS 2.0, https://www.rssboard.org/rss-specification."""
    root = Element("rss", {"version": "2.0", "xmlns:atom": _ATOM})
    channel = child(root, "channel")
    child(channel, "title", feed.title)
    child(channel, "link", feed.url)
    child(channel, "description", feed.description)
    child(channel, "language", feed.language)
    if feed.updated:
        child(channel, "lastBuildDate", format_datetime(feed.updated))
    child(channel, "atom:link", href=feed.self_url, rel="self", type="application/rss+xml")
    for entry in feed.entries:
        item = child(channel, "item")
        child(item, "title", entry.title)
        child(item, "link", entry.url)
        child(item, "guid", entry.id, isPermaLink="false")
        child(item, "pubDate", format_datetime(entry.published))
        child(item, "description", entry.html)
        for tag in entry.tags:
            child(item, "category", tag)
    return document(root)


def atom(feed: Feed) -> bytes:
    """Atom 1.0, RFC 4287; `updated` moves when an item is corrected."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    child(root, "id", feed.self_url)
    child(root, "title", feed.title)
    child(root, "subtitle", feed.description)
    child(root, "updated", instant_text(feed.updated) if feed.updated else _NEVER)
    child(root, "link", href=feed.self_url, rel="self")
    child(root, "link", href=feed.url, rel="alternate")
    child(child(root, "author"), "name", feed.title)
    for entry in feed.entries:
        element = child(root, "entry", **{"xml:lang": entry.language})
        child(element, "id", entry.id)
        child(element, "title", entry.title)
        child(element, "link", href=entry.url, rel="alternate")
        child(element, "published", instant_text(entry.published))
        child(element, "updated", instant_text(entry.updated))
        child(element, "content", entry.html, type="html")
        for tag in entry.tags:
            child(element, "category", term=tag)
    return document(root)


def json_feed(feed: Feed) -> bytes:
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.url,
        "feed_url": feed.self_url,
        "language": feed.language,
        "items": [
            {
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_html": entry.html,
                "date_published": instant_text(entry.published),
                "date_modified": instant_text(entry.updated),
                "language": entry.language,
                "tags": list(entry.tags),
            }
            for entry in feed.entries
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _at(site: Site, feed: Feed, path: str) -> Feed:
    return Feed(feed.title, feed.description, feed.language, feed.url, site.absolute(path), feed.entries)


def _item_entry(site: Site, library: Library, stored: StoredItem) -> FeedEntry:
    item, title = stored.item, title_of(site, stored.item)
    return FeedEntry(
        id=_tag(site, stored.address),
        url=site.absolute(item_address(stored.address)),
        title=title.text,
        language=title.lang or site.language,
        published=item.date,
        updated=item.updated,
        html=_item_html(site, item),
        tags=tuple(topic_link(site, library, topic).label for topic in item.topics),
    )


def _item_html(site: Site, item: Item) -> str:
    """Hook, what changed, who reported it and how the text was made: our own words and one short quotation."""
    changed = item.tldr.what_changed if item.tldr else None
    hook = in_translation(site, item, "hook", Text(item.hook or "")).text
    lines = dict.fromkeys(
        filter(None, (hook, claim_text(site, item, "tldr.what_changed", changed).text if changed else ""))
    )
    made = f"made_{item.made.engine}_short" if item.made else "made_nothing_short"
    outlets = ", ".join(dict.fromkeys(report.name for report in item.articles))
    paragraphs = [*lines, site.words("feed_sources", names=outlets), site.words(made)]
    return str(Markup("").join(Markup("<p>{}</p>").format(line) for line in paragraphs))


def _edition_entry(site: Site, stored: StoredEdition) -> FeedEntry:
    edition = stored.edition
    lines = Markup("").join(Markup("<li>{}</li>").format(line.text) for line in edition.intro)
    is_by_model = edition.made is not None and edition.made.is_by_model
    made = Markup("<p>{}</p>").format(site.words("edition_model_head")) if is_by_model else Markup()
    return FeedEntry(
        id=_tag(site, edition.week.folder),
        url=site.absolute(week_address(edition.week)),
        title=edition.title,
        language=site.language,
        published=edition.date,
        updated=edition.updated,
        html=str(Markup("<ul>{}</ul>{}").format(lines, made)) if lines else "",
    )


def _correction_entry(site: Site, stored: StoredItem, number: int, correction: Correction) -> FeedEntry:
    """number: of the correction on its page, where none is ever taken away."""
    now = correction.now or site.words("correction_withdrawn")
    html = Markup("<p>{} <del>{}</del></p><p>{} <ins>{}</ins></p><p>{}</p>").format(
        site.words("correction_was"), correction.was, site.words("correction_now"), now, correction.why
    )
    return FeedEntry(
        id=f"{_tag(site, stored.address)}#correction-{number}",
        url=f"{site.absolute(item_address(stored.address))}#corrections",
        title=site.words("correction_of", title=stored.item.title),
        language=stored.item.language,
        published=correction.date,
        updated=correction.date,
        html=str(html),
    )


def _tag(site: Site, address: str) -> str:
    """A tag URI, RFC 4151: the year of the address is when the host named it."""
    return f"tag:{urlsplit(site.url).hostname},{address[:4]}:{address}"
