"""Feeds made to take time and memory: each is read in part or refused by name, within seconds of one core."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

import pytest

from generator.collect.cache import remember
from generator.collect.feeds import MOST_ENTRIES, parse_feed
from generator.collect.selection import Filters, Span, select
from generator.model.errors import BadFeed
from generator.model.source import Source

NOW = datetime(2026, 6, 21, 20, tzinfo=UTC)
SIZE = 400_000
"""Bytes of each feed; what grows with their square takes minutes already."""
SECONDS = 2.0
"""Of processor time, on a machine that other tests run on too; nothing grows faster than the size."""
SOURCE = Source(
    name="s", title="S", homepage="https://s.example/", url="https://s.example/f", language="en", include=()
)


def rss(*items: bytes) -> bytes:
    return b"<rss version='2.0'><channel><title>T</title>" + b"".join(items) + b"</channel></rss>"


def item(inner: bytes = b"", title: bytes = b"A title", link: bytes = b"https://s.example/1") -> bytes:
    return b"<item><title>" + title + b"</title><link>" + link + b"</link>" + inner + b"</item>"


def filled(piece: str, size: int = SIZE) -> bytes:
    return (piece * (size // len(piece.encode()))).encode()


def told(piece: str) -> bytes:
    return rss(item(b"<description>" + filled(piece) + b"</description>"))


def numbered(count: int) -> bytes:
    return rss(*(item(title=b"Story %d" % n, link=b"https://s.example/%d" % n) for n in range(count)))


LAUGHS = "".join(f"<!ENTITY l{n} '&l{n - 1};&l{n - 1};&l{n - 1};&l{n - 1};'>" for n in range(1, 60))
FEEDS = {
    "a title of one word": rss(item(title=filled("a"))),
    "a title of line breaks": rss(item(title=filled(" \n"))),
    "a title of spaces and a broken letter": rss(item(title=filled(" ") + "\ufffd".encode())),
    "a title of ampersands": rss(item(title=filled("&"))),
    "a title of references": rss(item(title=filled("&amp;lt;"))),
    "an order without end": rss(item(title="致".encode() + filled("本文的"))),
    "a text of one word": told("a"),
    "a text of full stops": told("."),
    "a text of sentences": told("It ends. "),
    "a text of quotation marks": told("“a"),
    "a text of bold": told("**a"),
    "a text of letters and digits": told("QUJD"),
    "tags that never end": told("&lt;a "),
    "tags in tags": told("&lt;div>"),
    "tags that cross": told("&lt;a>&lt;b>&lt;i>&lt;/a>"),
    "comments that never end": told("&lt;!--"),
    "styles of comments": told("&lt;p style='/*a/*a/*a'>x"),
    "comments before nothing": b"<?xml version='1.0'?>" + filled("<!---->"),
    "comments before a feed": filled("<!---->", 90_000) + rss(item()),
    "a declaration without end": b"<!DOCTYPE a [" + filled("] "),
    "entities in entities": b"<!DOCTYPE a [<!ENTITY l0 'ha'>" + LAUGHS.encode() + b"]>" + rss(item(title=b"&l59;")),
    "elements in elements": rss(item(filled("<a>"))),
    "elements in elements, closed": rss(item(b"<a>" * 100_000 + b"</a>" * 100_000)),
    "attributes without end": rss(b"<item " + b" ".join(b"a%d='1'" % n for n in range(5_000)) + b"/>"),
    "entries without end": rss(filled("<item/>")),
    "prefixes without end": rss(*(b"<p%d:a/>" % n for n in range(10_000))),
    "an address of parameters": rss(item(link=b"https://s.example/?" + filled("a=1&amp;"))),
    "a date of digits": rss(item(b"<pubDate>" + filled("9") + b"</pubDate>")),
    "lists in lists": b'{"items":' + filled("["),
    "items that are numbers": b'{"items":[' + filled("1,") + b"1]}",
    "an endless number": b'{"items":[{"id":' + filled("9") + b"}]}",
    "an item of tags": json.dumps({"items": [{"url": "https://s.example/", "content_html": "<a " * 100_000}]}).encode(),
    "broken letters": filled("\ufffd").replace(b"\xbd", b"\xff"),
}


@pytest.mark.parametrize("body", FEEDS.values(), ids=FEEDS)
def test_it_ends_soon(body: bytes) -> None:
    begun = time.process_time()
    try:
        parsed = parse_feed(body, "", "https://s.example/f", NOW)
        memory = remember(None, parsed, SOURCE.url, "", NOW)
        select(SOURCE, memory, Span(datetime(2026, 1, 1, tzinfo=UTC), NOW, NOW), Filters())
    except BadFeed as error:
        assert len(str(error)) < 200
    assert time.process_time() - begun < SECONDS


@pytest.mark.long
def test_of_fifty_thousand_entries_the_first_are_read() -> None:
    assert parse_feed(numbered(5_000), "", "https://s.example/f", NOW).faults == (
        "holds 5000 entries; the 3000 newest were read",
    )
    parsed = parse_feed(numbered(50_000), "", "https://s.example/f", NOW)
    assert len(parsed.entries) == MOST_ENTRIES
    assert parsed.faults[0] == "holds more than 5,000 entries; those behind were not read"


@pytest.mark.long
def test_what_is_asked_too_much_is_named() -> None:
    for feed, cause in (
        (FEEDS["elements in elements"], "nests its elements more than 1,000 deep"),
        (FEEDS["attributes without end"], "holds an element with more than 200 attributes"),
        (rss(item(filled("<a/>", 600_000))), "holds more than 120,000 elements"),
        (FEEDS["comments before nothing"], "nothing like a feed at its beginning"),
        (FEEDS["lists in lists"], "is not valid JSON"),
    ):
        with pytest.raises(BadFeed, match=cause):
            parse_feed(feed, "", "https://s.example/f", NOW)


@pytest.mark.long
def test_of_more_elements_than_are_read_the_entries_before_are_kept() -> None:
    feed = rss(*(item(b"<x/>" * 25, link=b"https://s.example/%d" % number) for number in range(4_500)))
    parsed = parse_feed(feed, "", "https://s.example/f", NOW)
    assert len(parsed.entries) == MOST_ENTRIES
    assert parsed.faults[0].startswith("holds more than 120,000 elements; only the first 4,")
