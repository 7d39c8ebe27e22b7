"""The rhythm of a feed, from what is remembered of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from generator.collect.cache import Memory, Remembered
from generator.collect.feeds import Entry
from generator.collect.pulse import FULL_TEXT, pulse_of
from generator.model.article import Pulse
from tests.collect.fakes import MONDAY

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
NOW = MONDAY + 2 * DAY


def entry(
    published: datetime | None, seen: datetime = MONDAY - 200 * DAY, text: str = "", is_old: bool = False
) -> Remembered:
    return Remembered(Entry("https://northwind.example/1", "Story", published, text=text), seen, is_old)


def pulse(*entries: Remembered) -> Pulse:
    return pulse_of(Memory("https://northwind.example/feed", entries=dict(enumerate_names(entries))), NOW)


def enumerate_names(entries: tuple[Remembered, ...]) -> list[tuple[str, Remembered]]:
    return [(str(number), known) for number, known in enumerate(entries)]


def test_nothing_tells_nothing() -> None:
    assert pulse() == Pulse()


@pytest.mark.parametrize(
    ("days_ago", "gap"),
    [
        ([0, 1, 2, 3], 1),
        ([0, 3, 6, 20], 3),
        ([0, 0, 0, 1, 1, 2, 9], 1),  # several on one day are one day
        ([0, 7, 14], None),          # two gaps are too few
        ([0, 2, 4, 8, 14], 3),
    ],
)  # fmt: skip
def test_the_median_gap_is_one_of_days(days_ago: list[int], gap: float | None) -> None:
    assert pulse(*(entry(MONDAY - days * DAY) for days in days_ago)).gap == gap


def test_newest_and_weeks_leave_out_what_is_to_come_and_what_nobody_can_date() -> None:
    found = pulse(entry(MONDAY), entry(MONDAY - DAY), entry(NOW + DAY), entry(None, NOW, is_old=True),
                  entry(None, MONDAY + DAY), entry(MONDAY - 90 * DAY))  # fmt: skip
    assert found.newest == MONDAY + DAY, "without a date the first sight counts"
    assert found.weeks == {"2026-W24": 1, "2026-W25": 2}


def test_the_lag_is_of_what_came_after_the_feed_was_first_read() -> None:
    old = [entry(MONDAY - 9 * DAY, MONDAY) for _ in range(5)]
    fresh = [
        entry(MONDAY + n * 60 * MINUTE, MONDAY + n * 60 * MINUTE + late * MINUTE)
        for n, late in ((1, 5), (2, 9), (3, 40))
    ]
    assert pulse(*old, *fresh[:2]).lag is None
    assert pulse(*old, *fresh).lag == 9 * 60


def test_full_text_is_more_than_a_teaser_and_may_be_that_of_the_page() -> None:
    teaser, whole = entry(MONDAY, text="x" * 300), entry(MONDAY, text="x" * FULL_TEXT)
    of_page = Remembered(teaser.entry, MONDAY, page="y" * FULL_TEXT)
    gone = Remembered(teaser.entry, MONDAY, gone_since=NOW)
    assert pulse(teaser, whole, of_page, gone).full == 0.67
