"""The original reports on an item's page, and what an edition tells of the weeks before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from generator.model.edition import Continuation, Edition
from generator.model.item import Claim, Evidence, Item
from generator.site.library import Library
from generator.site.page import Site
from generator.site.views.citations import Citations
from generator.site.views.item import ItemView
from generator.site.views.reports import Independence, growth, independence
from tests.make import NOON, report
from tests.make import item as make_item
from tests.site.sample import DEAL, SLOW, W24, W25
from tests.site.viewing import edition_of, library_of, view_of, with_edition


def one_item(site: Site, library: Library, **fields: Any) -> ItemView:
    return view_of(site, library_of({"2026/W25/a": make_item(**fields)}, library), "2026/W25/a")


@pytest.mark.parametrize(
    ("articles", "counted"),
    [
        ((report("a"),), Independence(1, 0, 0)),
        ((report("a"), report("b"), report("c", role="copy")), Independence(2, 1, 0)),
        ((report("a", owner="Basalt"), report("b", owner="Basalt"), report("c")), Independence(2, 0, 1)),
        ((report("a"), report("a", role="copy"), report("a")), Independence(1, 1, 1)),
    ],
)
def test_copies_and_outlets_of_one_owner_are_no_further_voices(articles: Any, counted: Independence) -> None:
    assert independence(make_item(articles=articles)) == counted


def test_a_report_says_why_it_is_here_and_what_it_adds(site: Site, library: Library) -> None:
    first, _, joined = view_of(site, library, DEAL).sources
    assert (first.why, first.joined, first.adds) == ("", None, None)
    assert joined.why.startswith("same event: same names")
    assert joined.joined == W25.end + timedelta(days=2)
    assert joined.adds and joined.adds.cites == (6,)
    assert [note.number for note in joined.adds.notes] == [6], "its evidence stands beside it"


def test_what_stands_further_up_is_not_told_again_beside_its_report(site: Site, library: Library) -> None:
    adds = Claim(text="It is Northwind that rents 300 megawatts.", cites=("e1",))
    _, second = one_item(site, library, articles=(report("a"), report("b", adds=adds))).sources
    assert (second.adds, second.cites) == (None, ())


def test_what_a_report_adds_is_numbered_last(site: Site, library: Library) -> None:
    item = library.archive.items[DEAL].item
    citations = Citations(site, library, item)
    said = {path: citations.say(path, claim) for path, claim in item.claims()}
    assert said["articles.2.adds"].cites == (6,)


def test_an_item_that_grew_says_by_whom_and_what(site: Site, library: Library) -> None:
    grown = view_of(site, library, DEAL).grown
    assert grown and grown.day == (W25.end + timedelta(days=2)).date()
    assert [(outlet.text, outlet.lang) for outlet in grown.outlets] == [("潮声科技", "zh")]
    assert grown.adds and grown.adds.text.text == "The contract runs for three years."


def grown_item() -> Item:
    reports = [
        report("a"),
        report("b", joined=NOON, adds=Claim(text="Old news.", cites=("e1",))),
        report("c", joined=NOON + timedelta(days=1)),
        report("d", joined=NOON + timedelta(days=1, hours=1)),
    ]
    return make_item(articles=tuple(reports))


def test_only_the_latest_day_is_told_above(site: Site, library: Library) -> None:
    item = grown_item()
    citations = Citations(site, library, item)
    found = growth(site, item, {path: citations.say(path, claim) for path, claim in item.claims()})
    assert found and [outlet.text for outlet in found.outlets] == ["C", "D"]
    assert found.adds is None


def test_an_item_that_did_not_grow_says_nothing(site: Site, library: Library) -> None:
    assert one_item(site, library).grown is None


def test_an_edition_says_what_goes_on_and_from_where(site: Site, library: Library) -> None:
    (it,) = edition_of(site, library, W25).continues
    assert (it.entry.address, it.earlier.address) == (f"{DEAL}/", f"{SLOW}/")
    assert it.storyline == "storylines/zephyr-slows-at-peak-hours/"
    assert it.news is None, "it stands in the lines of the week"


def test_what_goes_on_is_told_where_the_lines_do_not(site: Site, library: Library) -> None:
    edition = library.archive.editions[W25].edition.model_copy(update={"intro": ()})
    (it,) = edition_of(site, with_edition(library, edition), W25).continues
    assert it.news and it.news.text.text.startswith("Northwind will use")


def test_earlier_items_that_grew_are_told_with_what_is_new(site: Site, library: Library) -> None:
    (it,) = edition_of(site, library, W25).grown
    assert it.entry.address == f"{SLOW}/"
    (added,) = it.added
    assert added.news and added.news.text.text == "缓存已于周一修复"
    assert added.news.text.lang == "zh"
    assert [basis.outlet.text for basis in added.news.bases] == ["潮声科技"]
    assert it.joined == ()


def test_who_only_tells_it_too_is_named(site: Site, library: Library) -> None:
    edition = Edition(
        title="T", edition="2026-W25", date=W25.end, updated=W25.end, grown=("2026/W24/a", "2026/W24/gone")
    )
    (it,) = edition_of(site, library_of({"2026/W24/a": grown_item()}, library, edition), W25).grown
    assert [added.outlet.text for added in it.added] == ["B"]
    assert [outlet.text for outlet in it.joined] == ["C", "D"]


def test_what_was_taken_out_of_the_archive_is_passed_over(site: Site, library: Library) -> None:
    edition = Edition(
        title="T", edition="2026-W24", date=W24.end, updated=W24.end,
        continues=(Continuation(item=SLOW, earlier="2026/W23/gone", why="x"),),
    )  # fmt: skip
    assert edition_of(site, with_edition(library, edition), W24).continues == ()


def test_evidence_of_an_added_claim_is_a_citation_like_any_other() -> None:
    adds = Claim(text="More.", cites=("e2",))
    item = make_item(
        articles=(report("a"), report("b", adds=adds)),
        evidence={"e1": Evidence(article=0, quote="One."), "e2": Evidence(article=1, quote="More.")},
    )
    assert dict(item.claims())["articles.1.adds"] == adds
