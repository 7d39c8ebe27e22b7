from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from generator.edit.gates import Candidate, judge
from generator.model.edition import Edition, IntroLine, Numbers, Receipt, TopicGroup
from generator.model.item import ClaimCount, Item
from generator.model.status import SourceStatus
from generator.model.week import Week
from generator.settings import Gates
from tests.make import NOON, item

WEEK = Week(2026, 25)
SUNDAY = datetime(2026, 6, 21, 20, 0, tzinfo=UTC)
ITEMS = {f"2026/W25/item-{n}": item(title=f"Event {n}", hook=f"What {n} means") for n in range(6)}
ADDRESSES = tuple(ITEMS)
RULES = Gates()


def edition(week: Week = WEEK, **fields: Any) -> Edition:
    defaults: dict[str, Any] = {
        "title": "A week", "edition": str(week), "date": SUNDAY, "updated": SUNDAY, "top": ADDRESSES[:4],
        "intro": (IntroLine(text="A line", item=ADDRESSES[0]),), "groups": (TopicGroup(topic="chips", items=ADDRESSES[4:]),),
        "numbers": Numbers(events=100),
    }  # fmt: skip
    return Edition.model_validate({**defaults, **fields})


def closed(
    newest: Edition, items: dict[str, Item] = ITEMS, now: datetime = SUNDAY, rules: Gates = RULES, usual: int = 100
) -> list[str]:
    latest = max((it.date for it in items.values()), default=None)
    before = {week: edition(week, numbers=Numbers(events=usual)) for week in (WEEK.shift(-1), WEEK.shift(-2))}
    return [it.gate for it in judge(rules, Candidate({**before, newest.week: newest}, items, latest, now))]


def receipt(kept: int, struck: int) -> Receipt:
    return Receipt(claims=ClaimCount(kept=kept, struck=struck))


def hooks(*lines: str) -> dict[str, Item]:
    return {address: item(hook=line) for address, line in zip(ADDRESSES, lines, strict=False)} | {
        address: item() for address in ADDRESSES[4:]
    }


def test_a_sound_edition_passes() -> None:
    assert closed(edition()) == []


@pytest.mark.parametrize(
    ("newest", "gate"),
    [
        (edition(numbers=Numbers(events=49)), "off_usual"),
        (edition(numbers=Numbers(events=151)), "off_usual"),
        (edition(numbers=Numbers(events=50)), ""),
        (edition(numbers=Numbers(events=150)), ""),
        (edition(intro=()), "empty_sections"),
        (edition(top=()), "empty_sections"),
        (edition(groups=(TopicGroup(topic="chips", items=("2026/W25/gone",)),)), "empty_sections"),
        (edition(groups=()), ""),
        (edition(receipt=receipt(11, 9)), "carried"),
        (edition(receipt=receipt(12, 8)), ""),
        (edition(receipt=receipt(1, 9)), ""),
    ],
)
def test_each_gate_stops_what_it_should_and_only_that(newest: Edition, gate: str) -> None:
    assert closed(newest) == ([gate] if gate else [])


def test_a_week_that_is_still_filling_is_not_held_against_whole_ones() -> None:
    assert closed(edition(numbers=Numbers(events=3)), now=SUNDAY - timedelta(days=2)) == []


def test_a_first_edition_has_nothing_usual() -> None:
    only = Candidate({WEEK: edition(numbers=Numbers(events=3))}, ITEMS, NOON, SUNDAY)
    assert judge(Gates(), only) == []


@pytest.mark.parametrize(
    ("lines", "gates"),
    [
        (("Same.", "same", "Same!", "Other"), ["alike_hooks"]),
        (("Same", "Same", "One", "Two"), []),
        (("One", "Two", "Three", "Four"), []),
    ],
)
def test_lines_that_are_alike(lines: tuple[str, ...], gates: list[str]) -> None:
    assert closed(edition(), hooks(*lines)) == gates


@pytest.mark.parametrize(
    ("now", "gates"),
    [
        (SUNDAY + timedelta(days=4), []),
        (SUNDAY + timedelta(days=5), ["fresh_days"]),
        (SUNDAY + timedelta(days=10), ["fresh_days", "right_week"]),
        (datetime(1970, 1, 1, tzinfo=UTC), ["right_week"]),
        (datetime(2099, 1, 1, tzinfo=UTC), ["fresh_days", "right_week"]),
    ],
)
def test_what_is_stale_and_what_the_clock_says(now: datetime, gates: list[str]) -> None:
    assert closed(edition(), now=now) == gates


def test_a_gate_that_is_null_is_not_asked() -> None:
    rules = Gates(**dict.fromkeys(Gates.model_fields))
    assert closed(edition(intro=(), numbers=Numbers(events=1)), now=datetime(2099, 1, 1, tzinfo=UTC), rules=rules) == []


@pytest.mark.parametrize(("failing", "gates"), [(0, []), (10, []), (11, ["failed_sources"]), (30, ["failed_sources"])])
def test_sources_that_fail_by_the_record_of_all_runs(failing: int, gates: list[str]) -> None:
    statuses = {f"s{n}": SourceStatus(source=f"s{n}", asked=SUNDAY, failures=n < failing) for n in range(30)}
    stopped = judge(RULES, Candidate({WEEK: edition()}, ITEMS, NOON, SUNDAY, statuses))
    assert [it.gate for it in stopped] == gates
    assert all(f"{failing} of 30 sources failed" in it.words and "s0, s1" in it.words for it in stopped)


def test_an_empty_archive_goes_nowhere() -> None:
    assert [it.words for it in judge(Gates(), Candidate({}, {}, None, SUNDAY))] == ["there is no edition"]


@pytest.mark.parametrize(("has_address", "rules", "gates"), [
    (True, RULES, []),
    (False, RULES, ["own_address"]),
    (False, Gates(own_address=None), []),
])  # fmt: skip
def test_a_site_without_an_address_of_its_own_goes_nowhere(has_address: bool, rules: Gates, gates: list[str]) -> None:
    candidate = Candidate({WEEK: edition()}, ITEMS, NOON, SUNDAY, has_address=has_address)
    assert [it.gate for it in judge(rules, candidate)] == gates
