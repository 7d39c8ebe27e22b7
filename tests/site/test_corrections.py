"""Corrections on their page, in their feed, on items and in editions."""

from __future__ import annotations

from pathlib import Path

import feedparser

from generator.archive.stored import StoredItem
from generator.model.item import Correction
from generator.site.library import Library
from generator.site.page import Site
from generator.site.views.corrections import corrections_of, corrections_page
from tests.site.markup import page_at
from tests.site.sample import ATTACK, DEAL, HOSTILE, W24, W25
from tests.site.viewing import edition_of, library_of


def test_the_newest_stand_first_with_what_was_what_is_and_why(built: Path) -> None:
    page = page_at(built, "corrections")
    assert [e.text for e in page.all("h2")][:2] == ["Northwind rents Halyard's compute and lifts Zephyr's limits"] * 2
    assert [e.text for e in page.all("del")] == ["Short runs too.", "from June", ATTACK]
    assert [e.text for e in page.all("ins")] == ["from July", "</style>"]
    assert (
        "22 June 2026 Technical deep dive It said Short runs too. It is withdrawn. Why No source says so." in page.text
    )
    links = page.links
    assert {f"../{DEAL}/#corrections", f"../{HOSTILE}/#corrections", "../corrections/feed.xml"} <= set(links)
    assert page.one("link", href="../corrections/feed.xml").attributes["type"] == "application/rss+xml"


def test_every_page_leads_there(built: Path) -> None:
    for address in ("", "about", DEAL):
        links = page_at(built, address).links
        assert any(link.endswith("/corrections/") for link in links)
        assert any(link.endswith("/predictions/") for link in links)


def test_the_feed_has_an_entry_for_each(built: Path) -> None:
    feed = feedparser.parse((built / "corrections" / "feed.xml").read_bytes(), sanitize_html=False)
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [
        f"tag:recap.example,2026:{DEAL}#correction-2",
        f"tag:recap.example,2026:{DEAL}#correction-1",
        f"tag:recap.example,2026:{HOSTILE}#correction-1",
    ]
    assert feed.entries[1].link == f"https://recap.example/{DEAL}/#corrections"
    assert "<del>from June</del>" in feed.entries[1].summary
    assert "It is withdrawn." in feed.entries[0].summary
    assert "<script" not in feed.entries[2].summary


def test_the_edition_mentions_what_it_names(built: Path, site: Site, library: Library) -> None:
    view = edition_of(site, library, W25)
    assert [told.was for told in view.corrections] == ["from June"], "of an item that is gone nothing is told"
    assert "The source says July." in page_at(built, "2026/W25").text
    assert all(e.text != "Corrected" for e in page_at(built, "2026/W24").all("h2"))
    assert W24 in library.archive.editions


def test_fields_have_names(site: Site, library: Library) -> None:
    stored = library.archive.items[DEAL]
    for field, name in {
        "title": "Title", "hook": "First line", "tldr.why_it_matters": "Why it matters", "takeaways.12": "Key takeaways",
        "implications.0.due": "Future implications", "titles": "titles",
    }.items():  # fmt: skip
        told = Correction(date=stored.item.date, field=field, was="x", why="y")
        wrong = StoredItem(stored.address, stored.item.model_copy(update={"corrections": (told,)}))
        assert [line.field for line in corrections_of(site, wrong)] == [name]


def test_without_a_correction_the_page_says_so_and_is_not_for_search_engines(site: Site, library: Library) -> None:
    items = {it.address: it.item.model_copy(update={"corrections": ()}) for it in library.archive.items.values()}
    page = corrections_page(site, library_of(items, library))
    assert (page.meta.listed, page.modified) == (False, None)
