"""Each format by the rules of its specification and of the W3C's validator, https://validator.w3.org/feed/docs/."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.feeds.formats import FORMATS, JSON, Feed, FeedEntry, Format, atom, json_feed, rss
from tests.make import NOON
from tests.site.sample import ATTACKS

A = "{http://www.w3.org/2005/Atom}"


def entry(**fields: object) -> FeedEntry:
    defaults = {
        "id": "tag:recap.example,2026:a", "url": "https://recap.example/a/", "title": "A", "language": "en",
        "published": NOON, "updated": NOON, "html": "<p>R&amp;D</p>", "tags": ("Chips",),
    }  # fmt: skip
    return FeedEntry(**{**defaults, **fields})  # type: ignore[arg-type]


def feed(*entries: FeedEntry, **fields: str) -> Feed:
    made = Feed("Recap", "News.", "en", "https://recap.example/t/", "Recap", entries)
    return replace(made, **fields)  # type: ignore[arg-type]


def parsed(written: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(written)  # noqa: S314 (our own)


LATER = entry(id="tag:recap.example,2026:b", published=NOON - timedelta(days=1), updated=NOON + timedelta(days=1))


def test_rss_has_what_its_validator_asks_for() -> None:
    channel = parsed(rss(feed(entry(), LATER)))[0]
    assert [channel.findtext(name) for name in ("title", "link", "description", "language")] == [
        "Recap", "https://recap.example/t/", "News.", "en",
    ]  # fmt: skip
    assert parsedate_to_datetime(channel.findtext("lastBuildDate", "")) == LATER.updated
    link = channel.find(f"{A}link")
    assert link is not None
    assert link.attrib == {"href": "https://recap.example/t/feed.xml", "rel": "self", "type": "application/rss+xml"}
    first, second = channel.findall("item")
    assert first.find("guid").attrib == {"isPermaLink": "false"}  # type: ignore[union-attr]
    assert parsedate_to_datetime(second.findtext("pubDate", "")) == LATER.published
    assert second.findtext(f"{A}updated") == "2026-06-18T12:00:00Z"
    assert len({item.findtext("guid") for item in (first, second)}) == 2


def test_atom_has_what_its_validator_asks_for() -> None:
    root = parsed(atom(feed(entry(), LATER)))
    assert root.findtext(f"{A}id") == "https://recap.example/t/atom.xml"
    assert root.findtext(f"{A}updated") == "2026-06-18T12:00:00Z"
    assert root.findtext(f"{A}author/{A}name") == "Recap"
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{A}link")}
    assert links == {"self": "https://recap.example/t/atom.xml", "alternate": "https://recap.example/t/"}
    entries = root.findall(f"{A}entry")
    assert [it.findtext(f"{A}id") for it in entries] == [LATER.id, entry().id], "what changed last stands first"
    for it in entries:
        assert it.findtext(f"{A}updated", "") >= it.findtext(f"{A}published", "")
        assert it.find(f"{A}content").attrib == {"type": "html"}  # type: ignore[union-attr]
        assert it.find(f"{A}link").attrib["rel"] == "alternate"  # type: ignore[union-attr]


def test_json_feed_has_what_its_specification_asks_for() -> None:
    data = json.loads(json_feed(feed(entry())))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert (data["feed_url"], data["home_page_url"]) == (
        "https://recap.example/t/feed.json",
        "https://recap.example/t/",
    )
    assert data["authors"] == [{"name": "Recap"}]
    assert data["items"][0] == {
        "id": "tag:recap.example,2026:a", "url": "https://recap.example/a/", "title": "A", "content_html": "<p>R&amp;D</p>",
        "date_published": "2026-06-17T12:00:00Z", "date_modified": "2026-06-17T12:00:00Z", "language": "en", "tags": ["Chips"],
    }  # fmt: skip


def test_a_hub_is_named_where_there_is_one() -> None:
    told = feed(entry(), hub="https://hub.example/?a=1&b=2")
    for write in (rss, atom):
        links = feedparser.parse(write(told)).feed.links
        assert [link.href for link in links if link.rel == "hub"] == ["https://hub.example/?a=1&b=2"]
    assert json.loads(json_feed(told))["hubs"] == [{"type": "WebSub", "url": "https://hub.example/?a=1&b=2"}]
    assert b"hub" not in rss(feed(entry())) + atom(feed(entry())) + json_feed(feed(entry()))


def test_a_program_can_tell_what_a_model_wrote() -> None:
    made = feed(entry(source_type="https://schema.org/TrainedAlgorithmicMediaDigitalSource"))
    for write in (rss, atom):
        (tag,) = [tag for tag in feedparser.parse(write(made)).entries[0].tags if tag.scheme]
        assert tag.term == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
        assert tag.scheme == "https://schema.org/IPTCDigitalSourceEnumeration"
    assert json.loads(json_feed(made))["items"][0]["_made"]["digital_source_type"].endswith("MediaDigitalSource")


@pytest.mark.parametrize("format", FORMATS, ids=lambda it: it.name)
def test_a_feed_of_nothing_is_a_feed(format: Format) -> None:
    written = format.write(feed())
    assert json.loads(written)["items"] == [] if format == JSON else not feedparser.parse(written).bozo


@given(st.text(), st.sampled_from(ATTACKS))
def test_any_text_is_carried_as_text(text: str, attack: str) -> None:
    told = feed(entry(title=text + attack, tags=(text + attack,)))
    for write in (rss, atom):
        root = parsed(write(told))
        assert {element.tag.replace(A, "") for element in root.iter()} <= {
            "rss", "channel", "title", "link", "description", "language", "lastBuildDate", "item", "guid", "pubDate",
            "updated", "category", "feed", "id", "subtitle", "author", "name", "entry", "published", "content",
        }  # fmt: skip
    assert json.loads(json_feed(told))["items"][0]["title"] == text + attack


def test_what_xml_cannot_carry_is_left_out() -> None:
    assert parsed(rss(feed(entry(title="noncharacter \ufffe here")))).findtext("channel/item/title") == (
        "noncharacter  here"
    )


def test_a_browser_is_told_how_to_show_it() -> None:
    assert rss(feed(style="../assets/feed.css")).splitlines()[1] == (
        b'<?xml-stylesheet type="text/css" href="../assets/feed.css"?>'
    )
    assert b"xml-stylesheet" not in rss(feed())
