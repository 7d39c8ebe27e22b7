"""Which feeds there are: everything that follows from the one declaration agrees with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from generator.model.edition import Edition
from generator.model.item import Entities, Importance, Item
from generator.site.feeds.channels import (
    DAYS,
    FEWEST_ENTRIES,
    MOST_ENTRIES,
    NAME_HAS_FEED,
    channel_keys,
    channel_of,
    feed_files,
    feed_of,
    how_many,
)
from generator.site.feeds.formats import FORMATS
from generator.site.library import Library
from generator.site.page import Channel, Site, Tongue
from generator.site.plan import site_files, site_pages
from generator.site.render import places
from tests.make import NOON
from tests.make import item as make_item
from tests.site.feeds.reading import entries, reading
from tests.site.markup import page_at
from tests.site.sample import DEAL, HOSTILE, SLOW, make_site
from tests.site.viewing import files_in, library_of, pages_in

NORTHWIND = Entities(companies=("Northwind",))


def many(library: Library, count: int) -> Library:
    """A library of so many items about one company, an hour apart."""
    return library_of(events(count), library)


def events(count: int) -> dict[str, Item]:
    times = [NOON + timedelta(hours=number) for number in range(count)]
    told = [make_item(title=f"Event {n}", date=it, updated=it, entities=NORTHWIND) for n, it in enumerate(times)]
    return {f"2026/W25/event-{number}": item for number, item in enumerate(told)}


def channels(site: Site, library: Library) -> Iterator[Channel]:
    """Every feed of a site."""
    return filter(None, (channel_of(site, library, *key) for key in channel_keys(library)))


def test_every_kind_has_a_feed(site: Site, library: Library) -> None:
    assert [channel.page.address for channel in channels(site, library)] == [
        "", "archive/", "predictions/", "corrections/", "topics/infrastructure/", "topics/open-models/", "topics/safety/",
        "storylines/zephyr-slows-at-peak-hours/",
    ]  # fmt: skip


def test_a_name_has_a_feed_once_it_is_told_of_often(site: Site, library: Library) -> None:
    few, enough = many(library, NAME_HAS_FEED - 1), many(library, NAME_HAS_FEED)
    assert "companies/northwind/" not in {channel.page.address for channel in channels(site, few)}
    assert "companies/northwind/" in {channel.page.address for channel in channels(site, enough)}
    page = next(page for page in pages_in(site_pages(enough), site, enough) if page.address == "companies/northwind/")
    assert page.meta.feed and page.meta.feed.title == "Weekly AI Recap: Northwind"


def test_a_feed_follows_from_its_latest_entries_alone(site: Site, library: Library) -> None:
    whole, latest = many(library, MOST_ENTRIES + 5), many(library, MOST_ENTRIES + 5)
    for number in range(5):
        del latest.archive.items[f"2026/W25/event-{number}"]
    for channel in channels(site, latest):
        told = feed_of(site, whole, channel)
        assert told == feed_of(site, latest, channel)
        assert len(told.entries) <= MOST_ENTRIES
    assert feed_of(site, whole, next(channels(site, whole))).entries[0].title == f"Event {MOST_ENTRIES + 4}"


def test_the_feed_of_all_events_holds_the_most_important_of_the_newest_editions(site: Site, library: Library) -> None:
    found = events(MOST_ENTRIES + 5)
    changes: dict[int, dict[str, Any]] = {
        0: {"importance": Importance(score=0.9)},
        1: {"importance": Importance(score=0.8), "tldr": None, "evidence": {}},
        MOST_ENTRIES + 4: {"edition": "2026-W24", "importance": Importance(score=0.9)},
    }
    for number, update in changes.items():
        address = f"2026/W25/event-{number}"
        found[address] = found[address].model_copy(update=update)
    feed = feed_of(site, library_of(found, library), next(channels(site, library)))
    titles = [entry.title for entry in feed.entries]
    assert titles == [f"Event {number}" for number in (*range(MOST_ENTRIES + 3, 4, -1), 0)]


def test_the_top_of_an_edition_is_in_the_feed_whatever_its_score(site: Site, library: Library) -> None:
    edition = Edition(title="T", edition="2026-W25", date=NOON, updated=NOON, top=("2026/W25/event-2",))
    feed = feed_of(site, library_of(events(MOST_ENTRIES + 5), library, edition), next(channels(site, library)))
    assert feed.entries[-1].title == "Event 2"


@pytest.mark.parametrize(
    ("days", "held"),
    [
        ([], 0),
        ([0], 1),
        ([DAYS], 1),
        (range(0, 100 * DAYS, DAYS), FEWEST_ENTRIES),
        ([*[0] * FEWEST_ENTRIES, 1, DAYS, DAYS + 1], FEWEST_ENTRIES + 2),
        ([0] * (2 * MOST_ENTRIES), MOST_ENTRIES),
    ],
)
def test_a_feed_holds_what_two_weeks_brought_and_some_entries_in_any_case(days: Iterable[int], held: int) -> None:
    assert how_many(NOON - timedelta(days=it) for it in days) == held


def test_every_feed_is_read_back_by_a_feed_reader(built: Path, site: Site, library: Library) -> None:
    with reading(built) as reader:
        for channel in channels(site, library):
            counts = set()
            for _, path in channel.files:
                reader.add_feed(path)
                reader.update_feed(path)
                told = reader.get_feed(path)
                counts.add(len(list(reader.get_entries(feed=path))))
                assert told.title == channel.title and told.link == f"https://recap.example/{channel.page.address}"
            assert len(counts) == 1, f"{channel.title}: the formats tell the same"
            assert counts != {0}
        read = reader.get_entry(("atom.xml", f"tag:recap.example,2026:{DEAL}"))
        assert read.updated and read.updated.isoformat() == "2026-06-24T00:00:00+00:00"


def test_an_entry_has_one_id_in_all_formats(built: Path) -> None:
    ids = {name: set(entries(built, name)) for name in ("feed.xml", "atom.xml")}
    assert ids["feed.xml"] == ids["atom.xml"]
    assert ids["feed.xml"] == {item["id"] for item in json.loads((built / "feed.json").read_bytes())["items"]}


def test_pages_name_the_feed_of_all_events_and_their_own(built: Path) -> None:
    pages = {
        "": "archive/", "2026/W25/": "archive/", "archive/2026/": "archive/", "predictions/": "predictions/",
        "topics/safety/": "topics/safety/", "storylines/zephyr-slows-at-peak-hours/": "storylines/zephyr-slows-at-peak-hours/",
        f"{DEAL}/": None, "about/": None, "feeds/": None, "corrections/": "corrections/",
    }  # fmt: skip
    for address, own in pages.items():
        markup = page_at(built, address)
        root = "../" * address.count("/") or "./"
        alternates = [it.attributes for it in markup.all("link", rel="alternate")]
        links = [(it["type"], it["href"]) for it in alternates if "type" in it]
        wanted = [(it.type, f"{root}{folder}{it.file}") for folder in ("", own) if folder is not None for it in FORMATS]
        assert [link for link in links if link[0] != "text/markdown"] == wanted, address


def test_the_page_of_feeds_lists_each(built: Path, site: Site, library: Library) -> None:
    page = page_at(built, "feeds")
    links = {*page.links}
    assert {f"../{path}" for channel in channels(site, library) for _, path in channel.files} <= links
    assert {"../api/v1/index.json", "../api/v1/schema/item.json", "../llms.txt", "../sources.opml"} <= links
    assert "as soon as 5 events told of it" in page.text
    assert "../../feeds/" in page_at(built, "2026/W25").links


def test_a_former_address_answers_for_good(built: Path) -> None:
    assert (built / "editions.xml").read_bytes() == (built / "archive" / "feed.xml").read_bytes()
    assert [entry.link for entry in entries(built, "editions.xml").values()] == [
        "https://recap.example/2026/W25/",
        "https://recap.example/2026/W24/",
    ]


def test_what_is_retired_or_has_moved_keeps_its_feed(site: Site, library: Library) -> None:
    topics = library.vocabulary.rules.topics[1:]
    rules = library.vocabulary.rules.model_copy(update={"topics": topics})
    fewer = Library(library.archive, library.vocabulary.model_copy(update={"rules": rules}), {})
    fewer.archive.moved["2026/W24/former"] = SLOW
    try:
        files = files_in(feed_files(fewer, ""), site, fewer)
    finally:
        del fewer.archive.moved["2026/W24/former"]
    assert len(feedparser.parse(files["topics/infrastructure/atom.xml"]).entries) == 2
    assert files["storylines/former/feed.xml"] == files["storylines/zephyr-slows-at-peak-hours/feed.xml"]


def test_a_language_without_texts_leads_to_the_feeds_of_the_sites_own() -> None:
    chinese = replace(make_site("zh"), tongues=(Tongue("en"), Tongue("zh", "zh/", listed=False)))
    assert places(chinese, "topics/safety/")["feeds_root"] == "../../../"
    listed = replace(chinese, tongues=(Tongue("en"), Tongue("zh", "zh/")))
    assert places(listed, "topics/safety/")["feeds_root"] == "../../"


def test_a_story_has_a_feed(built: Path) -> None:
    found = entries(built, "storylines/zephyr-slows-at-peak-hours/feed.xml")
    assert [entry.link for entry in found.values()] == [f"https://recap.example/{address}/" for address in (DEAL, SLOW)]


def test_predictions_are_told_when_made_and_when_settled(built: Path) -> None:
    found = entries(built, "predictions/feed.xml")
    assert list(found) == [
        f"tag:recap.example,2026:{DEAL}#p1-settled", f"tag:recap.example,2026:{HOSTILE}#p1-settled",
        f"tag:recap.example,2026:{HOSTILE}#p2", f"tag:recap.example,2026:{HOSTILE}#p1",
        f"tag:recap.example,2026:{DEAL}#p2", f"tag:recap.example,2026:{DEAL}#p1",
    ]  # fmt: skip
    settled = found[f"tag:recap.example,2026:{DEAL}#p1-settled"]
    assert settled.title == "came true: Weekly limits rise too."
    assert settled.published_parsed[:3] == (2026, 6, 23)
    assert "<q>The limits rise.</q>" in settled.summary
    assert settled.summary.startswith("<p>Written by a model"), "the mark stands above the text"


def test_feeds_are_of_languages_that_have_texts(site: Site, library: Library, tmp_path: Path) -> None:
    for listed in (False, True):
        tongues = (Tongue("en"), Tongue("zh", "zh/", listed))
        chinese = replace(make_site("zh"), tongues=tongues)
        files = files_in(site_files(chinese, library, "assets/feed.css"), chinese, library)
        assert ("zh/feed.xml" in files) is listed
    told = feedparser.parse(files["zh/topics/safety/feed.xml"])
    assert told.entries[0].id == f"tag:recap.example,2026:zh/{HOSTILE}", "a translation is an entry of its own"
    assert b'href="../../../assets/feed.css"' in files["zh/topics/safety/feed.xml"]


def test_a_sample_says_so(site: Site, library: Library) -> None:
    sample_site = replace(site, sample=True)
    assert all(
        "invented" in feed_of(sample_site, library, channel).description for channel in channels(sample_site, library)
    )
