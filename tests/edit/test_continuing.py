from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from generator.edit.continuing import continuations, grown, usual
from generator.model.edition import Edition, Numbers
from generator.model.item import Importance, Item, Related
from generator.model.week import Week
from tests.make import NOON, item, report

WEEK = Week(2026, 25)


def related(address: str, relation: str = "earlier", score: float = 0.5) -> Related:
    return Related.model_validate(
        {"item": address, "relation": relation, "why": "both about Northwind", "score": score}
    )


@pytest.mark.parametrize(
    ("links", "earlier"),
    [
        ([related("2026/W24/x")], "2026/W24/x"),
        ([related("2026/W24/x", "company", 0.9)], None),
        ([related("2026/W25/x", "storyline")], None),
        ([related("2026/W22/near", score=0.9), related("2026/W24/x", score=0.3)], "2026/W22/near"),
        ([related("2026/W22/first", "storyline", 0.9), related("2026/W24/last", "storyline", 0.3)], "2026/W24/last"),
        ([related("2025/W52/last", "storyline", 0.3), related("2025/W09/first", "storyline", 0.9)], "2025/W52/last"),
    ],
    ids=["earlier", "company", "same-week", "nearest", "last-step", "last-year"],
)
def test_a_story_goes_on_from_its_last_step(links: list[Related], earlier: str | None) -> None:
    found = continuations(["2026/W25/a"], {"2026/W25/a": item(related=tuple(links))})
    assert [step.earlier for step in found] == ([earlier] if earlier else [])


def test_a_storyline_is_told_once_by_its_most_important_item() -> None:
    link = (related("2026/W24/x", "storyline"),)
    items = {f"2026/W25/{name}": item(related=link, storyline="2026/W20/first") for name in "ab"}
    items["2026/W25/c"] = item(related=link)
    told = continuations(["2026/W25/b", "2026/W25/a", "2026/W25/c"], items)
    assert [(step.item, step.storyline) for step in told] == [("2026/W25/b", "2026/W20/first"), ("2026/W25/c", None)]


def grows(score: float, edition: str = "2026-W24", **fields: Any) -> Item:
    joins = {"joined": NOON, "published": NOON, **fields}
    return item(edition=edition, importance=Importance(score=score), articles=(report(), report("meridian", **joins)))


def test_an_earlier_item_grew_by_a_report_of_the_week() -> None:
    items = {
        "2026/W24/less": grows(0.1),
        "2026/W24/more": grows(0.8),
        "2026/W24/copy": grows(0.9, role="copy"),
        "2026/W24/before": grows(0.9, published=NOON - timedelta(days=7)),
        "2026/W24/from-the-beginning": grows(0.9, joined=None),
        "2026/W25/this-week": grows(0.9, edition="2026-W25"),
    }
    assert grown(items, WEEK) == ("2026/W24/more", "2026/W24/less")


def edition_of(week: Week, events: int) -> Edition:
    numbers = Numbers(events=events)
    return Edition(title="Northwind rents a cluster", edition=str(week), date=NOON, updated=NOON, numbers=numbers)


@pytest.mark.parametrize(
    ("before", "median"),
    [([], None), ([40, 50], None), ([10, 40, 50], 40), ([900, 10, 40, 50, 60], 45)],
    ids=["none", "too-few", "median", "the-last-four"],
)
def test_what_is_usual_is_the_median_of_the_last_editions(before: list[int], median: int | None) -> None:
    weeks = [WEEK.shift(-back) for back in range(len(before), 0, -1)]
    editions = {week: edition_of(week, events) for week, events in zip(weeks, before, strict=True)}
    assert usual({**editions, WEEK: edition_of(WEEK, 3)}, WEEK) == median


@pytest.mark.parametrize(
    ("events", "usual", "quiet"), [(3, None, False), (19, 40, True), (20, 40, True), (21, 40, False), (0, 0, True)]
)
def test_a_week_is_quiet_at_half_of_what_is_usual(events: int, usual: int | None, quiet: bool) -> None:
    assert Numbers(events=events, usual=usual).is_quiet == quiet
