"""What is tried, asked for or undecided in the sentences and settled in a claim; invented sentences."""

from __future__ import annotations

from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence
from generator.text.names import NameFinder

TEST = "Ulsten has begun an internal test of Vesper, a language model for lawyers."
RELEASED = "Ulsten released Vesper, a language model for lawyers, after a test with 200 of them."
APPLY = "Outside developers can apply for early access to Vesper from 14 July."
REFUND = "The ministry has not yet decided whether to reclaim the tax credit of Ulsten."
LIFE = "The patients were not followed long enough to know whether they live longer with Vesper."
FORCED = "Ulsten could be forced to withdraw its Vesper model if Corvane wins its suit."
STILL = "In May, Tove Marr had still ruled out layoffs at Ulsten."
STRUCK = [
    ([TEST], "Ulsten has released Vesper, a language model for lawyers."),
    ([APPLY], "Outside developers can use Vesper from 14 July."),
    ([REFUND], "The ministry reclaimed the tax credit of Ulsten."),
    ([LIFE], "Patients live longer with Vesper."),
    ([FORCED], "Ulsten must withdraw its Vesper model."),
    ([STILL], "Tove Marr ruled out layoffs at Ulsten."),
    ([STILL, "Tove Marr, chief executive of Ulsten, spoke on Monday."], "Chief executive Tove Marr ruled out layoffs."),
]
CARRIED = [
    ([TEST], "Ulsten is testing Vesper, a language model for lawyers, internally."),
    ([RELEASED], "Ulsten has released Vesper, a language model for lawyers."),
    ([APPLY], "From 14 July outside developers can apply for early access to Vesper."),
    ([APPLY, "Developers can use Vesper 1 today."], "Developers can use Vesper 1 today."),
    ([REFUND], "The ministry has not decided whether to reclaim the tax credit of Ulsten."),
    ([FORCED], "If Corvane wins its suit, Ulsten could be forced to withdraw its Vesper model."),
    ([STILL], "In May, Tove Marr ruled out layoffs at Ulsten."),
]


def outcome(sentences: list[str], claim: str, *, may_infer: bool) -> str:
    grounds = Grounds([Sentence(text, date(2026, 6, 17)) for text in sentences], NameFinder([]))
    return grounds.judge(claim, [0], may_infer=may_infer).outcome


@pytest.mark.parametrize(("sentences", "claim"), STRUCK)
def test_what_is_left_open_is_not_told_as_settled(sentences: list[str], claim: str) -> None:
    assert outcome(sentences, claim, may_infer=False) == "struck"


@pytest.mark.parametrize(("sentences", "claim"), CARRIED)
def test_what_is_settled_may_be_told(sentences: list[str], claim: str) -> None:
    assert outcome(sentences, claim, may_infer=False) in ("carried", "recited")


@pytest.mark.parametrize(
    "claim",
    [
        "Outside developers can use the benefits of Vesper from 14 July.",
        "Vesper is the first model of its kind that developers outside see.",
        "Developers outside gain because Vesper is faster.",
    ],
)
def test_an_inference_makes_no_more_of_it(claim: str) -> None:
    assert outcome([APPLY], claim, may_infer=True) == "struck"
