"""Continuing stories: which items are steps of one, addresses that stay, the page, and the box on an item's page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from generator.archive.stored import StoredItem
from generator.model.item import Entities, Implication, Item
from generator.model.week import Week
from generator.site.library import Library
from generator.site.page import Page, Site
from generator.site.storylines import find_storylines
from generator.site.views.listing import PER_PAGE
from generator.site.views.storyline import StorylinesView, StorylineView, place_of, storyline_page, storyline_pages
from tests.make import item as make_item
from tests.make import report
from tests.site.sample import DEAL, SLOW, W25
from tests.site.viewing import library_of, pages_in

STORY = "zephyr-slows-at-peak-hours"


def step(week: int, first: str | None = None, **fields: object) -> Item:
    date = Week(2026, week).start
    return make_item(edition=f"2026-W{week}", date=date, updated=date, storyline=first, **fields)


def stored(items: dict[str, Item]) -> list[StoredItem]:
    found = [StoredItem(address, item) for address, item in items.items()]
    return sorted(found, key=lambda one: (one.item.date, one.address))


def steps_of(items: dict[str, Item], moved: dict[str, str | None] | None = None) -> dict[str, list[str]]:
    found = find_storylines(stored(items), moved or {})
    return {slug: [one.address for one in story.steps] for slug, story in found.items()}


@pytest.mark.parametrize(
    ("items", "stories"),
    [
        ({"2026/W20/a": step(20), "2026/W21/b": step(21)}, {}),
        (
            {"2026/W21/b": step(21, "2026/W20/a"), "2026/W20/a": step(20), "2026/W22/c": step(22, "2026/W20/a")},
            {"a": ["2026/W20/a", "2026/W21/b", "2026/W22/c"]},
        ),
        # The first item is gone: those that go on with it stay together, at the same address.
        (
            {"2026/W21/b": step(21, "2026/W20/a"), "2026/W22/c": step(22, "2026/W20/a")},
            {"a": ["2026/W21/b", "2026/W22/c"]},
        ),
        ({"2026/W21/b": step(21, "2026/W20/a")}, {"a": ["2026/W21/b"]}),
        # An item names one that goes on with another: one story.
        (
            {"2026/W20/a": step(20), "2026/W21/b": step(21, "2026/W20/a"), "2026/W22/c": step(22, "2026/W21/b")},
            {"a": ["2026/W20/a", "2026/W21/b", "2026/W22/c"]},
        ),
        # Two that name each other end somewhere.
        ({"2026/W20/a": step(20, "2026/W21/b"), "2026/W21/b": step(21, "2026/W20/a")}, {}),
    ],
)
def test_items_that_name_one_first_item_are_a_story(items: dict[str, Item], stories: dict[str, list[str]]) -> None:
    found = steps_of(items)
    if stories:
        assert found == stories
    else:
        assert sorted(address for steps in found.values() for address in steps) in ([], sorted(items))


def test_a_story_found_later_takes_no_other_storys_address() -> None:
    later = {"2026/W21/outage": step(21), "2026/W22/c": step(22, "2026/W21/outage")}
    older = {"2026/W20/outage": step(20)}
    assert list(steps_of({**older, **later})) == ["outage-2026-w21"]
    both = {**older, **later, "2026/W23/d": step(23, "2026/W20/outage")}
    assert steps_of(both) == {
        "outage": ["2026/W20/outage", "2026/W23/d"],
        "outage-2026-w21": ["2026/W21/outage", "2026/W22/c"],
    }


def test_a_story_whose_first_item_was_joined_to_another_knows_its_former_address() -> None:
    items = {"2026/W20/kept": step(20), "2026/W22/c": step(22, "2026/W20/kept")}
    (story,) = find_storylines(stored(items), {"2026/W20/joined": "2026/W20/kept", "2026/W20/x": None}).values()
    assert (story.slug, story.former) == ("kept", ("joined",))


def view_of(site: Site, library: Library, slug: str = STORY) -> StorylineView:
    view = storyline_page(site, library, slug).view
    assert isinstance(view, StorylineView)
    return view


def test_the_page_tells_every_step_with_what_changed_and_who_says_so(site: Site, library: Library) -> None:
    view = view_of(site, library)
    assert [one.entry.address for one in view.steps] == [f"{SLOW}/", f"{DEAL}/"]
    news = view.steps[1].news
    assert news and news.text.text.startswith("Northwind will use Halyard's 300 MW")
    assert [(basis.outlet.text, ":~:text=" in basis.href) for basis in news.bases] == [("Northwind", True)]
    assert view.title.text == "Northwind rents Halyard's compute and lifts Zephyr's limits", "of the latest step"


def test_the_names_of_a_story_are_those_of_most_of_its_items(site: Site, library: Library) -> None:
    assert [link.label for link in view_of(site, library).names] == ["Northwind", "Zephyr"]


def test_sources_are_counted_over_all_steps(site: Site, library: Library) -> None:
    own = {SLOW: library.archive.items[SLOW].item, DEAL: library.archive.items[DEAL].item}
    voices = frozenset[str]().union(*(item.publishers for item in own.values()))
    assert view_of(site, library).outlets == len(voices) == 3


def test_what_is_to_come_is_told_first_due_first(site: Site, library: Library) -> None:
    def implication(number: int, due: str, **fields: object) -> Implication:
        told = {"id": f"p{number}", "text": f"Due {due}", "test": "t", "cites": ("e1",), "due": due, **fields}
        return Implication.model_validate(told)

    settled = {"status": "failed", "settled": {"date": "2026-06-20", "url": "https://a.example/", "why": "w"}}
    items = {
        "2026/W20/a": step(20, implications=(implication(1, "2026-09"), implication(2, "2026-06", **settled))),
        "2026/W21/b": step(21, "2026/W20/a", implications=(implication(1, "2026-07"),)),
    }
    view = view_of(site, library_of(items, library), "a")
    assert [told.text.text for told in view.awaited] == ["Due 2026-07", "Due 2026-09"]


def test_what_only_repeats_the_title_is_not_told(site: Site, library: Library) -> None:
    title = "Northwind rents a cluster of 300 megawatts"
    items = {"2026/W20/a": step(20, title=title), "2026/W21/b": step(21, "2026/W20/a", title="Other")}
    first, second = view_of(site, library_of(items, library), "a").steps
    assert first.news is None
    assert second.news is not None


def test_a_step_without_a_claim_has_its_title(site: Site, library: Library) -> None:
    items = {"2026/W20/a": step(20, tldr=None, evidence={}), "2026/W21/b": step(21, "2026/W20/a")}
    assert view_of(site, library_of(items, library), "a").steps[0].news is None


def test_a_new_step_changes_no_page_but_the_storys_and_the_step_befores(site: Site, library: Library) -> None:
    items = {"2026/W20/a": step(20), "2026/W21/b": step(21, "2026/W20/a")}
    before = library_of(items, library)
    after = library_of({**items, "2026/W22/c": step(22, "2026/W20/a")}, library)
    places = [
        [place_of(site, lib, lib.archive.items[a]) for a in ("2026/W20/a", "2026/W21/b")] for lib in (before, after)
    ]
    assert places[0][0] == places[1][0]
    last = places[1][1]
    assert last and last.before and last.after
    assert (last.before.address, last.after.address) == ("2026/W20/a/", "2026/W22/c/")
    assert last.page.address == "storylines/a/"


def test_an_item_that_is_no_step_has_no_box(site: Site, library: Library) -> None:
    alone = library_of({"2026/W21/b": step(21, "2026/W20/gone"), "2026/W20/x": step(20)}, library)
    assert [place_of(site, alone, one) for one in alone.chronological] == [None, None]


def index_of(site: Site, library: Library) -> dict[str, Page]:
    return {
        page.address: page
        for page in pages_in(storyline_pages(library), site, library)
        if isinstance(page.view, StorylinesView)
    }


def test_the_index_shows_what_runs_before_what_rests(site: Site, library: Library) -> None:
    items = {
        "2026/W10/a": step(10), "2026/W11/b": step(11, "2026/W10/a"), "2026/W19/c": step(19),
        "2026/W20/d": step(20, "2026/W19/c", entities=Entities(people=("Ada Quill",))), "2026/W21/e": step(21),
    }  # fmt: skip
    view = index_of(site, library_of(items, library))["storylines/"].view
    assert isinstance(view, StorylinesView)
    assert [row.link.address for row in view.running] == ["storylines/c/"]
    assert [row.link.address for row in view.resting] == ["storylines/a/"]
    assert (view.total, view.pages) == (2, ())
    assert view.running[0].last - view.running[0].first == timedelta(weeks=1)


def test_many_stories_have_numbered_pages_and_full_ones_stay(site: Site, library: Library) -> None:
    def many(count: int) -> dict[str, Item]:
        pairs = {f"2026/W10/a{n:03}": f"2026/W{11 + n // 40}/b{n:03}" for n in range(count)}
        weeks = {second: step(int(second[6:8]), first, title=second) for first, second in pairs.items()}
        return {**{first: step(10, title=first) for first in pairs}, **weeks, "2026/W30/z": step(30)}

    before, after = (index_of(site, library_of(many(n), library)) for n in (PER_PAGE + 5, PER_PAGE + 6))
    assert list(before) == ["storylines/", "storylines/page/1/", "storylines/page/2/"]
    assert before["storylines/page/1/"] == after["storylines/page/1/"]
    assert before["storylines/page/2/"] != after["storylines/page/2/"]


def test_an_empty_index_says_so_and_is_not_for_search_engines(site: Site, library: Library) -> None:
    alone = library_of({"2026/W20/a": step(20, articles=(report(),))}, library)
    (page,) = pages_in(storyline_pages(alone), site, alone)
    assert isinstance(page.view, StorylinesView)
    assert page.view.total == 0
    assert not page.meta.listed


def test_the_sample_story_is_in_its_week(library: Library) -> None:
    story = library.storyline_of(DEAL)
    assert story and story.latest.item.week == W25
