"""The figures behind the pictures."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from generator.archive.stored import StoredItem
from generator.edit.predictions import Prediction
from generator.model.item import Implication, Settlement, Status
from generator.model.week import Week
from generator.site.charts import FULL, by_day, calibration, compared, ticks
from generator.site.length import reading_minutes
from tests.make import item

WEEK = Week(2026, 25)


def stored(day: float, topic: str) -> StoredItem:
    return StoredItem("2026/W25/x", item(date=WEEK.start + timedelta(days=day), topics=(topic,)))


def test_events_by_topic_and_day_the_most_frequent_first() -> None:
    items = [
        stored(0.5, "chips"),
        stored(6.9, "models"),
        stored(2, "models"),
        stored(-1, "models"),
        stored(9, "models"),
    ]
    rows = by_day(items, WEEK, lambda it: it.item.topics[0])
    assert [(row.key, row.counts, row.total) for row in rows] == [
        ("models", (1, 0, 1, 0, 0, 0, 2), 4),
        ("chips", (1, 0, 0, 0, 0, 0, 0), 1),
    ]


def test_what_has_no_key_is_not_counted() -> None:
    assert by_day([stored(1, "chips")], WEEK, lambda _: None) == ()


def test_companies_are_held_against_their_average() -> None:
    (first, second) = compared({"a": 8, "b": 1}, [{"a": 4}, {"a": 2, "b": 3}])
    assert (first.key, first.count, first.usual, first.width, first.mark) == ("a", 8, 3.0, 100, 38)
    assert (second.usual, second.mark) == (1.5, 19)
    assert compared({"a": 1}, []) == ()


@given(
    st.dictionaries(st.text(min_size=1), st.integers(1, 500), min_size=1),
    st.lists(st.dictionaries(st.text(), st.integers(0, 500)), min_size=1),
)
def test_no_bar_is_longer_than_full(this: dict[str, int], before: list[dict[str, int]]) -> None:
    assert all(0 <= row.width <= FULL and 0 <= row.mark <= FULL for row in compared(this, before))


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=1))
def test_a_story_begins_at_nought_and_ends_at_full(days: list[date]) -> None:
    found = ticks(days)
    assert [tick.day for tick in found] == sorted(days)
    assert found[0].at == 0 and found[-1].at == (FULL if len(set(days)) > 1 else 0)


def settled(confidence: float | None, status: Status) -> Prediction:
    evidence = Settlement(date="2026-06-20", url="https://x.example/", why="It says so.") if status != "open" else None
    said = Implication(
        text="It comes.", cites=("e1",), id="p1", due="2026-06-19", test="It is there.", confidence=confidence,
        status=status, settled=evidence,
    )  # fmt: skip
    return Prediction("2026/W25/x", said, date(2026, 6, 19), "settled")


def test_calibration_is_by_classes_of_confidence_and_leaves_out_what_says_nothing() -> None:
    found = calibration(
        [settled(0.9, "came-true"), settled(1.0, "failed"), settled(0.3, "failed"), settled(0.3, "void"),
         settled(None, "came-true"), settled(0.5, "open")]
    )  # fmt: skip
    assert [(c.lowest, c.highest, c.said, c.came_true, c.count) for c in found] == [
        (20, 40, 30, 0, 1),
        (80, 100, 95, 50, 2),
    ]


def test_reading_time_counts_words_and_characters() -> None:
    assert reading_minutes(["one two"]) == 1
    assert reading_minutes(["word " * 690]) == 3
    assert reading_minutes(["字" * 800, "word " * 230]) == 3
