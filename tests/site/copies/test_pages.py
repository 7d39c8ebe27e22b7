"""Copies say what pages say, and are beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator.model.item import Related
from generator.site.copies.pages import has_copy, markdown_copy
from generator.site.library import Library
from generator.site.page import Site, Tongue
from generator.site.plan import site_pages
from generator.site.views.edition import edition_page
from generator.site.views.item import item_page
from tests.make import item as make_item
from tests.site.markup import page_at, parse
from tests.site.sample import BARE, DEAL, HOSTILE, OPEN_MODEL, W24, W25, make_site
from tests.site.viewing import library_of, pages_in

COMMON = MarkdownIt("commonmark").enable("table")


def copy(built: Path, address: str) -> str:
    return (built / address / "index.md").read_text("utf-8")


def test_a_copy_has_the_sections_of_its_page(built: Path) -> None:
    text = copy(built, DEAL)
    assert text.startswith("# Northwind rents Halyard's compute and lifts Zephyr's limits\n\n<https://recap.example/")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "30-second TL;DR", "Key takeaways", "Competitor analysis", "Technical deep dive", "Future implications", "Timeline",
        "Editor’s note", "Evidence", "Original sources", "Corrections",
    ]  # fmt: skip
    assert text.index("Written by example-1") < text.index("TL;DR"), "how it was made stands above the text"


def test_numbers_lead_to_evidence(built: Path) -> None:
    html = parse(f"<html>{COMMON.render(copy(built, DEAL))}</html>")
    page = page_at(built, DEAL)
    evidence = [item.text for item in html.all("li") if re.match(r"\[\d+\] ", item.text)]
    assert [int(re.findall(r"\d+", line)[0]) for line in evidence] == list(range(1, 7))
    assert "[3] “We are compute-constrained, & have been since March.” The Ledger (Paywall)" in evidence
    assert not [link for link in html.all("a") if ":~:" in link.attributes["href"]], "no address repeats a quotation"
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", html.text)}
    assert {f"e{number}" for number in cited} == {id for id in page.ids if re.fullmatch(r"e\d+", id)}
    assert "“Weights and logs are released" in copy(built, OPEN_MODEL), "what is quoted is marked"


@pytest.mark.parametrize("address", [HOSTILE, "2026/W25", DEAL, BARE])
def test_no_markup_of_a_source_is_markup_in_a_copy(built: Path, address: str) -> None:
    html = parse(f"<html>{COMMON.render(copy(built, address)).replace('<hr />', '<hr>')}</html>")
    assert html.faults == []
    assert {element.tag for element in html.elements} <= {
        "html", "h1", "h2", "p", "a", "ul", "li", "strong", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert all(re.match("https://[a-z]+.example/", link.attributes["href"]) for link in html.all("a"))


def test_every_edition_and_item_has_one_and_says_so(built: Path) -> None:
    pages = [path for path in built.rglob("index.html") if path.with_name("index.md").is_file()]
    assert len(pages) == 8
    for path in pages:
        markup = parse(path.read_text("utf-8"))
        (link,) = markup.all("link", type="text/markdown")
        target = path.parent / link.attributes["href"] / "."
        assert target.resolve() == path.with_name("index.md")
    front = page_at(built)
    assert front.one("link", type="text/markdown").attributes["href"] == "./2026/W25/index.md"
    assert not page_at(built, "topics").all("link", type="text/markdown")


def test_another_language_has_copies_of_what_is_translated(library: Library) -> None:
    tongues = (Tongue("en"), Tongue("zh", "zh/", listed=False))
    chinese = replace(make_site("zh"), tongues=tongues)
    assert not has_copy(chinese, edition_page(chinese, library, W25))
    assert not has_copy(chinese, item_page(chinese, library, library.archive.items[DEAL]))
    listed = replace(chinese, tongues=(tongues[0], replace(tongues[1], listed=True)))
    assert has_copy(listed, edition_page(listed, library, W25))


def test_what_two_events_share_is_said_once(site: Site, library: Library) -> None:
    why = {"company": "same company: Northwind", "background": "the same words: rent"}
    items = {f"2026/W24/{it}": make_item(title=it, edition="2026-W24", date=W24.start, updated=W24.start) for it in why}
    related = tuple(Related(item=f"2026/W24/{it}", relation=it, why=why[it], score=1) for it in why)
    beside = library_of({**items, "2026/W25/a": make_item(related=related)}, library)
    text = markdown_copy(site, item_page(site, beside, beside.archive.items["2026/W25/a"])).decode()
    assert re.findall(r"^- .*/W24/.*?\) (.*)$", text, re.MULTILINE) == [
        "(Background) the same words: rent", "same company: Northwind",
    ]  # fmt: skip


def test_what_is_corrected_since_says_so(site: Site, library: Library) -> None:
    related = (Related(item="2026/W25/a", relation="earlier", why="one matter", score=1, verdict="corrected"),)
    items = {
        "2026/W25/a": make_item(title="Tern buys Quay"),
        "2026/W25/b": make_item(title="Tern erred", related=related),
    }
    beside = library_of(items, library)
    said = "**Corrected since:** [Tern erred](https://recap.example/2026/W25/b/)"
    for page in (item_page(site, beside, beside.archive.items["2026/W25/a"]), edition_page(site, beside, W25)):
        assert said in markdown_copy(site, page).decode()


def test_a_copy_of_samples_says_so(site: Site, library: Library) -> None:
    sample = replace(site, sample=True)
    pages = [page for page in pages_in(site_pages(library), sample, library) if has_copy(sample, page)]
    assert pages and all(b"are invented" in markdown_copy(sample, page) for page in pages)


def test_what_has_no_copy_is_refused(site: Site, library: Library) -> None:
    page = next(page for page in pages_in(site_pages(library), site, library) if page.address == "feeds/")
    with pytest.raises(TypeError, match=r"recap/feeds\.html has no copy"):
        markdown_copy(site, page)
