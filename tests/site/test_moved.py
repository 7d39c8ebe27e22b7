"""Addresses whose item is told elsewhere or was taken down: they lead on, or say no word of it; nothing else does."""

from __future__ import annotations

from pathlib import Path

from generator.site.library import Library
from generator.site.page import Site
from generator.site.views.moved import MovedView, TombstoneView, moved_pages
from tests.site.markup import page_at, parse
from tests.site.sample import BARE, DEAL, GONE, TWIN
from tests.site.viewing import pages_in


def test_an_address_leads_to_where_its_event_is_told(site: Site, library: Library) -> None:
    page = next(page for page in pages_in(moved_pages(library), site, library) if page.address == f"{TWIN}/")
    assert isinstance(page.view, MovedView)
    assert page.view.target.address == page.meta.address == f"{BARE}/", "its true address is the other's"
    assert page.view.href == f"../../../{BARE}/"
    assert not page.meta.listed


def test_the_browser_is_led_on(built: Path) -> None:
    page = page_at(built, TWIN)
    refresh = page.one("meta", **{"http-equiv": "refresh"}).attributes["content"]
    assert refresh == f"0; url=../../../{BARE}/"
    assert page.one("link", rel="canonical").attributes["href"] == f"https://recap.example/{BARE}/"
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_a_tombstone_says_when_and_no_more(site: Site, library: Library) -> None:
    page = next(page for page in pages_in(moved_pages(library), site, library) if page.address == f"{GONE}/")
    assert page.view == TombstoneView("2026-06")
    assert not page.meta.listed


def test_no_word_of_what_was_taken_down_is_anywhere(built: Path) -> None:
    files = [
        path for path in built.rglob("*") if path.suffix in (".html", ".xml", ".json", ".ics", ".md", ".txt", ".opml")
    ]
    words = ("Somebody", "in private", "its subject asked")
    assert [path for path in files if any(word in path.read_text("utf-8") for word in words)] == []
    assert "Taken down: June 2026" in page_at(built, GONE).text


def test_neither_is_listed_anywhere(built: Path) -> None:
    for name in (
        "sitemap.xml",
        "news-sitemap.xml",
        "feed.xml",
        "atom.xml",
        "feed.json",
        "llms.txt",
        "2026/W25/index.md",
    ):
        text = (built / name).read_text("utf-8")
        assert TWIN not in text and GONE not in text, name
    index = "".join(path.read_text("utf-8") for path in (built / "search").rglob("*.json"))
    assert TWIN not in index and GONE not in index
    pages = [path for path in built.rglob("*.html") if path.parent not in (built / TWIN, built / GONE)]
    links = {a.attributes["href"] for path in pages for a in parse(path.read_text("utf-8")).all("a")}
    assert not [link for link in links if TWIN in link or GONE in link]


def test_the_former_address_of_a_story_leads_to_it(site: Site, library: Library) -> None:
    first = "2026/W24/zephyr-slows-at-peak-hours"
    library.archive.moved["2026/W24/former"] = first
    try:
        fresh = Library(library.archive, library.vocabulary, {})
        page = next(page for page in pages_in(moved_pages(fresh), site, fresh) if page.address == "storylines/former/")
        assert page.meta.address == f"storylines/{first[9:]}/"
        assert isinstance(page.view, MovedView) and page.view.target.label.startswith("Northwind rents")
    finally:
        del library.archive.moved["2026/W24/former"]
    assert library.archive.items[DEAL].item.storyline == first
