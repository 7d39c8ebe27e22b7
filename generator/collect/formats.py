"""The formats of feeds, RSS and Atom (through feedparser) and JSON Feed, brought to one form. Pure.

A further format is a further branch of `raw_entries`, and a further type.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from generator.collect.announced import feed_links
from generator.collect.xmlfeed import MORE_THAN_READ, MOST_READ, RawFeed, holds_feed, read_xml
from generator.model.base import one_line
from generator.model.errors import BadFeed

_PROLOGUE = r"\s*+(?:<\?xml[^>]*>\s*+|<!--(?:(?!-->).){0,2000}-->\s*+)*"
#: Some servers put the DOCTYPE of their pages before their feeds, too.
_WEB_PAGE = re.compile(
    rf"{_PROLOGUE}<(?:html\b|!doctype\s+html\b(?![^>]*+>{_PROLOGUE}<(?:rss|feed|rdf:rdf|channel)\b))", re.I | re.S
)
#: Pages may leave out what HTML lets them leave out: <html> itself.
_PIECE_OF_PAGE = re.compile(
    r"\s*+<(?:head|title|meta|link|base|script|style|noscript|body|header|nav|main|h[1-6]|p|div|center|font|table|form"
    r"|iframe)\b",
    re.IGNORECASE,
)
#: "Just a moment...", "Sign in": often it says why no feed came.
_PAGE_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_LONGEST_HEAD = 20_000
_LONGEST_ANNOUNCING = 500_000
"""Characters of a page in which its feeds are looked for: scripts and styles may stand before."""
_LONGEST_PAGE_TITLE = 80
_LONGEST_BEGINNING = 60


class NotAFeed(BadFeed):
    """What came is something else: the feed has moved, or the address was never one.

    announced: the feeds that the page in its place names.
    """

    def __init__(self, cause: str, announced: tuple[str, ...] = ()) -> None:
        super().__init__(cause)
        self.announced = announced


@dataclass(frozen=True)
class Body:
    """A value of a feed: HTML (escaped or not, nobody says), or plain text where the format promises it."""

    value: str = ""
    is_text: bool = False
    base: str = ""
    """Where its relative links start from, by xml:base; empty where nothing says so."""


@dataclass(frozen=True)
class RawEntry:
    """An entry as the feed has it, whatever the format; nothing is cleaned."""

    addresses: tuple[str, ...]
    """What may lead to the article, best first."""
    title: Body
    summary: Body
    content: Body
    dates: tuple[str, ...]
    """What may say when it was published, best first."""
    base: str
    """Where relative addresses start from."""
    updated: str = ""
    """What may say when it was changed last."""
    id: str = ""
    """guid, atom:id, rdf:about or id, as written; whether it is one of its own, nobody knows."""
    outlets: tuple[str, ...] = ()
    """Names of who publishes it: the feed's own, and where the entry was taken from."""


def raw_entries(text: str, url: str, homepage: str) -> tuple[list[RawEntry], tuple[str, ...]]:
    """The entries of a document, and what is wrong with it although it was read. Raises BadFeed with the cause."""
    start = text.lstrip("\ufeff\0 \t\r\n")[:1]
    if not start:
        raise NotAFeed("the answer is empty")
    if start in "{[":
        return _json_entries(text, (homepage, url))
    if _WEB_PAGE.match(text):
        raise _web_page(text, url)
    if "<" not in text:
        raise NotAFeed(f"the answer is no feed; it begins “{one_line(text[:1000])[:_LONGEST_BEGINNING]}”")
    if _PIECE_OF_PAGE.match(text) and not holds_feed(text):
        raise _web_page(text, url)
    raw = read_xml(text)
    _refuse_other_xml(raw)
    return [_xml_entry(entry, raw, url, homepage) for entry in raw.entries], (*_moved(raw, url), *raw.faults)


def _web_page(html: str, url: str) -> NotAFeed:
    title = _PAGE_TITLE.search(html[:_LONGEST_HEAD])
    called = one_line(unescape(title[1]))[:_LONGEST_PAGE_TITLE] if title else ""
    announced = tuple(link for link in feed_links(html[:_LONGEST_ANNOUNCING], url) if link != url)
    return NotAFeed(f"the answer is a web page{f' (“{called}”)' if called else ''}, not a feed", announced)


# XML


def _refuse_other_xml(raw: RawFeed) -> None:
    if raw.kind or raw.entries or raw.root in ("rss", "feed", "rdf", "channel"):
        return
    if raw.root == "opml":
        raise BadFeed("is a list of feeds (OPML), not a feed; import it with: recap sources import")
    raise NotAFeed(f"is XML, but neither RSS nor Atom: its outermost element is <{raw.root}>")


def _moved(raw: RawFeed, url: str) -> tuple[str, ...]:
    """What a podcast says of its new address, where it has one."""
    place = _first_web(_plain(raw.feed, "itunes_new-feed-url"))
    is_new = place and place != url
    return (f"says that it moved to {one_line(place)[:200]}; change url in the list of sources",) if is_new else ()


def _xml_entry(entry: Mapping[str, Any], raw: RawFeed, url: str, homepage: str) -> RawEntry:
    is_atom = raw.kind.startswith("atom")
    own = _plain(raw.feed, "link")
    base = _first_web(url, own, homepage) if is_atom else _first_web(own, homepage, url)
    links = [_plain(link, "href") for link in _plain_list(entry, "links")]
    summary = _detailed(entry, "summary", is_atom)
    own_first = sorted((_plain(entry, "link"), _first_web(_plain(entry, "id"))), key=_is_home)
    addresses = (_plain(entry, "feedburner_origlink"), *own_first, *links)
    contents = [_body(content, is_atom) for content in _plain_list(entry, "content")]
    return RawEntry(
        addresses=addresses,
        title=_detailed(entry, "title", is_atom),
        summary=summary if summary.value else Body(_plain(entry, "media_description")),
        content=max(contents, key=lambda content: len(content.value), default=Body()),
        dates=tuple(_plain(entry, name) for name in ("published", "created", "updated")),
        base=base,
        updated=_plain(entry, "updated"),
        id=_plain(entry, "id"),
        outlets=(_plain(raw.feed, "title"), _plain(_mapping(entry, "source"), "title")),
    )


def _plain(values: Mapping[str, Any], name: str) -> str:
    """A text of feedparser's mapping as it stands; its own `get` answers with other keys where one is missing."""
    value = dict.get(values, name) if isinstance(values, dict) else None
    return value if isinstance(value, str) else ""


def _mapping(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = dict.get(values, name) if isinstance(values, dict) else None
    return value if isinstance(value, dict) else {}


def _plain_list(values: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = dict.get(values, name) if isinstance(values, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _detailed(entry: Mapping[str, Any], name: str, is_atom: bool) -> Body:
    detail = dict.get(entry, f"{name}_detail") or {} if isinstance(entry, dict) else {}
    return replace(_body(detail, is_atom), value=_plain(entry, name))


def _body(content: Mapping[str, Any], is_atom: bool) -> Body:
    is_text = is_atom and _plain(content, "type") == "text/plain"
    return Body(_plain(content, "value"), is_text, _plain(content, "base"))


def _is_home(address: str) -> bool:
    """Whether an address is that of a site and not of a page on it."""
    return re.fullmatch(r"(?:https?://)?[^/?#]*/?", address) is not None


def _first_web(*places: str) -> str:
    return next((place for place in places if place.startswith(("http://", "https://"))), "")


# JSON Feed (https://www.jsonfeed.org/version/1.1/)


def _json_entries(text: str, bases: Iterable[str]) -> tuple[list[RawEntry], tuple[str, ...]]:
    try:
        document = json.loads(text.lstrip("\ufeff"), parse_int=float)  # Python refuses integers of many digits
    except (ValueError, RecursionError) as error:
        raise BadFeed(f"is not valid JSON: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeed("is JSON, but no JSON Feed: it has no list of items")
    base = _first_web(_plain(document, "home_page_url"), *bases)
    items = document["items"]
    faults = (MORE_THAN_READ,) if len(items) > MOST_READ else ()
    outlets = (_plain(document, "title"),)
    return [_json_entry(item, base, outlets) for item in items[:MOST_READ]], faults


def _json_entry(item: Mapping[str, Any], base: str, outlets: tuple[str, ...]) -> RawEntry:
    attached = [_plain(attachment, "url") for attachment in _plain_list(item, "attachments")]
    html = _plain(item, "content_html")
    return RawEntry(
        addresses=(_plain(item, "url"), _plain(item, "external_url"), _first_web(_plain(item, "id")), *attached),
        title=Body(unescape(_plain(item, "title")), is_text=True),
        summary=Body(_plain(item, "summary"), is_text=True),
        content=Body(html) if html else Body(_plain(item, "content_text"), is_text=True),
        dates=(_plain(item, "date_published"), _plain(item, "date_modified")),
        base=base,
        updated=_plain(item, "date_modified"),
        id=_json_id(item),
        outlets=outlets,
    )


def _json_id(item: Mapping[str, Any]) -> str:
    """The id of an item; a number, against the format, is one too."""
    id = dict.get(item, "id") if isinstance(item, dict) else None
    return f"{id:.0f}" if isinstance(id, float) else _plain(item, "id")
