"""What was predicted stays, and what is announced gets a test."""

from __future__ import annotations

from typing import Any

import pytest

from generator.enrich.extractive.announcements import how_to_tell
from generator.enrich.predictions import MAX_PREDICTIONS, keep_predictions
from generator.model.item import Evidence, Item, Settlement
from tests.make import item, report


@pytest.mark.parametrize(
    ("due", "language", "test"),
    [
        ("2026-06-30", "en", "A source reports by 30 June 2026 that it has happened."),
        ("2026-06", "en", "A source reports by the end of June 2026 that it has happened."),
        ("2026", "de", "A source reports by the end of 2026 that it has happened."),
        ("2026-06-30", "zh", "2026年6月30日之前，有来源报道此事已经发生。"),
        ("2026-06", "zh-CN", "2026年6月底之前，有来源报道此事已经发生。"),
        ("2026", "zh", "2026年底之前，有来源报道此事已经发生。"),
    ],
)
def test_an_announcement_is_tested_in_the_sites_language(due: str, language: str, test: str) -> None:
    assert how_to_tell(due, language) == test


def predicting(*texts: str, first: int = 1, **fields: Any) -> Item:
    told = [
        {"id": f"p{n}", "text": text, "due": "2026-07", "test": "A source says so.", "cites": ("e1",), **fields}
        for n, text in enumerate(texts, first)
    ]
    return item(implications=told)


def told(value: Item) -> list[tuple[str, str]]:
    return [(implication.id, implication.text) for implication in value.implications]


def test_what_was_published_stays_first_and_unchanged_and_new_ones_follow() -> None:
    stored = predicting("Limits rise in July.", "A second hall opens in July.", first=3)
    after = keep_predictions(predicting("Prices fall in July.", "Limits rise in July again."), stored)
    assert told(after) == [
        ("p3", "Limits rise in July."), ("p4", "A second hall opens in July."), ("p5", "Prices fall in July."),
    ]  # fmt: skip
    assert after.implications[:2] == stored.implications
    assert keep_predictions(predicting("Prices fall in July."), after).implications == after.implications


def test_a_new_day_is_a_new_announcement() -> None:
    after = keep_predictions(predicting("Limits rise.", due="2026-08"), predicting("Limits rise."))
    assert [implication.due for implication in after.implications] == ["2026-07", "2026-08"]
    same_day = keep_predictions(predicting("Limits rise.", due="2026-07-31"), predicting("Limits rise."))
    assert len(same_day.implications) == 1


def test_a_settled_one_stays_settled() -> None:
    shown = Settlement(date="2026-08-01", url="https://quay.example/", why="The page says so.")
    stored = predicting("Limits rise.", status="came-true", settled=shown)
    assert keep_predictions(predicting("Limits rise."), stored).implications == stored.implications


def test_its_evidence_comes_along_with_the_report_it_stands_in() -> None:
    stored = predicting("Limits rise.").model_copy(
        update={"articles": (report("harbour"),), "evidence": {"e1": Evidence(article=0, quote="Limits rise.")}}
    )
    after = keep_predictions(predicting("Prices fall by half."), stored)
    kept, new = after.implications
    assert (kept.cites, new.cites) == (("e2",), ("e1",))
    assert after.articles[after.evidence["e2"].article].source == "harbour"
    assert Item.model_validate(after.model_dump()) == after


def test_evidence_of_an_earlier_item_stays_where_it_is() -> None:
    elsewhere = Evidence(article=7, quote="Limits rise.", item="2026/W24/a")
    stored = predicting("Limits rise.").model_copy(update={"evidence": {"e1": elsewhere}})
    after = keep_predictions(item(), stored)
    assert after.evidence[after.implications[0].cites[0]] == elsewhere
    assert len(after.articles) == 1


def test_there_are_never_more_than_six() -> None:
    words = [
        "Alpha rises.",
        "Beta falls.",
        "Gamma opens.",
        "Delta closes.",
        "Epsilon ships.",
        "Zeta ends.",
        "Eta begins.",
    ]
    after = keep_predictions(predicting(*words[2:]), predicting(*words[:4]))
    assert len(after.implications) == MAX_PREDICTIONS
    assert told(after)[3:] == [("p4", "Delta closes."), ("p5", "Epsilon ships."), ("p6", "Zeta ends.")]
    many = predicting(*words)
    assert keep_predictions(predicting("Theta stays."), many).implications == many.implications


def test_what_nobody_saw_need_not_stay() -> None:
    made = predicting("Prices fall.")
    assert keep_predictions(made, predicting("Limits rise.", test=None)) is made
