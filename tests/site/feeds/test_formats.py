"""Feeds read back by other people's parsers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import feedparser

from generator.site.feeds import FeedEntry, feed_of_items, json_feed, rss
from generator.site.library import Library
from generator.site.views.shared import Site
from tests.make import item as make_item
from tests.site.sample import ATTACKS, DEAL, SLOW, W25


def entries(built: Path, name: str) -> dict[str, feedparser.FeedParserDict]:
    parsed = feedparser.parse((built / name).read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return {entry.id: entry for entry in parsed.entries}


def test_rss_and_atom_tell_the_same(built: Path) -> None:
    for name in ("feed.xml", "atom.xml"):
        found = entries(built, name)
        entry = found[f"tag:recap.example,2026:{DEAL}"]
        assert len(found) == 6
        assert entry.title == "Northwind rents Halyard's compute and lifts Zephyr's limits"
        assert entry.link == f"https://recap.example/{DEAL}/"
        assert entry.published_parsed[:5] == (2026, 6, 15, 9, 0)


def test_an_update_is_told(built: Path) -> None:
    assert entries(built, "atom.xml")[f"tag:recap.example,2026:{DEAL}"].updated == "2026-06-24T00:00:00Z"


def test_newest_first_and_how_it_was_made(built: Path) -> None:
    found = list(entries(built, "feed.xml").values())
    assert found[0].title == "A report and nothing else"
    assert "Title and links only." in found[0].summary
    made = entries(built, "feed.xml")[f"tag:recap.example,2026:{DEAL}"].summary
    assert "Written by a model" in made


def test_hostile_values_stay_text(built: Path) -> None:
    text = " ".join(ATTACKS)
    for name in ("feed.xml", "atom.xml"):
        entry = entries(built, name)["tag:recap.example,2026:2026/W25/hostile"]
        assert entry.title == text
        html = entry.summary if name == "feed.xml" else entry.content[0].value
        assert "<script" not in html and "<img" not in html
    data = json.loads((built / "feed.json").read_bytes())
    assert any(item["title"] == text for item in data["items"])


def test_json_feed(built: Path) -> None:
    data = json.loads((built / "feed.json").read_bytes())
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["feed_url"] == "https://recap.example/feed.json"
    assert {"id", "url", "title", "content_html", "date_published"} <= data["items"][0].keys()


def test_editions_and_topics_have_feeds(built: Path) -> None:
    assert [entry.link for entry in entries(built, "editions.xml").values()] == [
        "https://recap.example/2026/W25/",
        "https://recap.example/2026/W24/",
    ]
    assert len(entries(built, "topics/infrastructure/feed.xml")) == 2


def test_a_story_has_a_feed(built: Path) -> None:
    found = entries(built, "storylines/zephyr-slows-at-peak-hours/feed.xml")
    assert [entry.link for entry in found.values()] == [f"https://recap.example/{address}/" for address in (DEAL, SLOW)]


def test_what_xml_cannot_carry_is_left_out(site: Site, library: Library) -> None:
    feed = feed_of_items(site, library, "T", "", ())
    entry = FeedEntry("tag:x,2026:a", "https://a.example/", "noncharacter \ufffe here", "en", W25.start, W25.start, "")
    written = rss(replace(feed, entries=(entry,)))
    root = ElementTree.fromstring(written)  # noqa: S314 (our own)
    assert root.findtext("channel/item/title") == "noncharacter  here"


def test_a_feed_of_nothing_is_a_feed(site: Site, library: Library) -> None:
    assert not feedparser.parse(rss(feed_of_items(site, library, "T", "", ()))).bozo
    assert json.loads(json_feed(feed_of_items(site, library, "T", "", ())))["items"] == []


def test_an_id_does_not_follow_the_title(site: Site, library: Library) -> None:
    stored = library.archive.items[DEAL]
    renamed = type(stored)(stored.address, make_item(title="Another title"))
    ids = [feed_of_items(site, library, "T", "", [it]).entries[0].id for it in (stored, renamed)]
    assert ids[0] == ids[1]
