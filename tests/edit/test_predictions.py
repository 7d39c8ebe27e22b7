from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.predictions import predictions, score, settle
from generator.model.errors import UnknownName
from generator.model.item import Implication, Item, Settlement
from tests.make import NOON, item

SHOWN = Settlement(date="2026-07-01", url="https://quay.example/limits", why="The page says so.")


def implication(id: str = "p1", **fields: Any) -> Implication:
    defaults: dict[str, Any] = {
        "text": "Limits rise.",
        "due": "2026-06-30",
        "test": "The page says so.",
        "cites": ("e1",),
    }
    return Implication.model_validate({"id": id, **defaults, **fields})


def settled(id: str, status: str, confidence: float | None = None, **fields: Any) -> Implication:
    return implication(id, status=status, settled=SHOWN, confidence=confidence, **fields)


def predicting(*implications: Implication) -> Item:
    return item(implications=implications)


def states(today: date, *implications: Implication) -> list[tuple[str, str]]:
    return [(p.said.id, p.state) for p in predictions([("2026/W25/a", implications)], today)]


@pytest.mark.parametrize(
    ("due", "last"),
    [("2026-06-30", date(2026, 6, 30)), ("2026-06", date(2026, 6, 30)), ("2028-02", date(2028, 2, 29)),
     ("2026-12", date(2026, 12, 31)), ("2026", date(2026, 12, 31))],
)  # fmt: skip
def test_a_prediction_is_due_the_day_after_the_last_day_its_date_can_mean(due: str, last: date) -> None:
    assert states(last, implication(due=due)) == [("p1", "open")]
    assert states(last + timedelta(days=1), implication(due=due)) == [("p1", "due")]


def test_what_is_settled_is_settled_whatever_the_day() -> None:
    for today in (date(2026, 1, 1), date(2027, 1, 1)):
        assert states(today, settled("p1", "came-true")) == [("p1", "settled")]


def test_without_a_date_or_a_test_nothing_is_predicted() -> None:
    assert states(NOON.date(), implication(due=None), implication("p2", test=None)) == []


def test_the_order_is_that_of_the_days_due() -> None:
    said = [
        ("2026/W25/b", (implication("p10", due="2026-08"), implication("p9", due="2026-08-31"))),
        ("2026/W25/a", (implication(due="2026"), implication("p2", due="2026-07-01"))),
    ]
    found = predictions(said, NOON.date())
    assert [(p.address[-1], p.said.id) for p in found] == [("a", "p2"), ("b", "p9"), ("b", "p10"), ("a", "p1")]


def score_of(*implications: Implication) -> Any:
    return score(predictions([("2026/W25/a", implications)], date(2026, 7, 2)))


def test_the_score_counts_what_was_due() -> None:
    told = score_of(
        implication("p1"), implication("p2", due="2026-08"), settled("p3", "came-true", 0.8),
        settled("p4", "failed", 0.4), settled("p5", "void", 0.9), settled("p6", "came-true"),
    )  # fmt: skip
    assert (told.open, told.due, told.settled) == (1, 1, 4)
    assert (told.came_true, told.failed, told.void, told.scored) == (2, 1, 1, 2)
    assert told.share_settled == 4 / 5
    assert told.brier == pytest.approx(((0.8 - 1) ** 2 + 0.4**2) / 2)


def test_before_anything_was_due_there_is_no_score() -> None:
    told = score_of(implication(due="2027"))
    assert (told.share_settled, told.brier) == (None, None)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=20))
def test_the_brier_score_lies_between_perfect_and_always_wrong(drawn: list[tuple[float, bool]]) -> None:
    told = score_of(
        *(settled(f"p{n}", "came-true" if came else "failed", chance) for n, (chance, came) in enumerate(drawn, 1))
    )
    right = all(chance == came for chance, came in drawn)
    assert 0 <= told.brier <= 1
    assert (told.brier == 0) is right or told.brier < 1e-9


def test_a_settlement_is_put_beside_its_prediction_once() -> None:
    before = predicting(implication(), implication("p2"))
    after = settle(before, "p2", "came-true", SHOWN, NOON + timedelta(days=9))
    assert after.implications[0] == before.implications[0]
    assert (after.implications[1].status, after.implications[1].settled) == ("came-true", SHOWN)
    assert (after.updated, after.corrections) == (NOON + timedelta(days=9), ())
    again = SHOWN.model_copy(update={"date": "2026-08-01"})
    assert settle(after, "p2", "came-true", again, NOON + timedelta(days=10)) is after
    assert Item.model_validate(after.model_dump()) == after


def test_another_outcome_than_was_published_is_told_as_a_correction() -> None:
    other = SHOWN.model_copy(update={"why": "It was another page."})
    after = settle(predicting(settled("p1", "came-true")), "p1", "failed", other, NOON)
    (told,) = after.corrections
    assert (told.field, told.was, told.now, told.why) == ("implications.0.status", "came-true", "failed", other.why)


def test_only_what_readers_saw_can_be_settled() -> None:
    with pytest.raises(UnknownName, match=r"no prediction 'p2' \(there are p1\)"):
        settle(predicting(implication(), implication("p2", test=None)), "p2", "void", SHOWN, NOON)
