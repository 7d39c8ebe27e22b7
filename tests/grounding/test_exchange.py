"""Numbers in each other's place, and numbers that a claim compares the wrong way; invented sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from generator.grounding.support import Grounds, Sentence, Verdict
from generator.text.names import NameFinder
from generator.text.stance import RISE, stance_reader

OFFER = "Through June the Tibrel reader is on sale for $39.99 ($15 off) at Ulsten."
CALLS = "Distilling saved 99.9 tokens a call on average, and all 146 calls of Corvane's test were shorter."
TRIAL = "In a trial at seven hospitals in Norland, doctors with Tibrel spent 41 minutes less a day on records."
SETS = "Tibrel was first on four of six public data sets, on the other two it came second."
PRICES = "Tibrel 接口每百万输入 Tokens 1.25 美元、每百万输出 Tokens 2.50 美元。"
VERSIONS = "Compared to Zephyr 2, Zephyr 3 feels much less censored, Ulsten said."
FINES = "Ulsten was fined 104 million dollars in 2024 for violations revealed in 2018."
STORES = (
    "The model with 256 GB of memory sells for $599 in white, and the one with 512 GB for $699 (usually $899) in white."
)
SHARES = [
    "Corvane's revenue was $7.9 billion in the first quarter.",
    "Analysts had forecast $7.6 billion for the quarter.",
]
SLOWER = "Ulsten said sales rose 31 percent in the fourth quarter, though growth had been 44 percent in the third."
PROFIT = "青鸢公司净利润从300万美元增至500万美元。"
GAIN = [
    "Der Anbieter Ulsten erzielte einen Gewinn von 3,4 Millionen Euro.",
    "Im Vorjahr hatte Ulsten 7,9 Millionen Euro verloren.",
]
PLANETS = [
    "Astronomers say a network helped them find 23 candidate planets in data that had been searched before.",
    "Nine of them have been confirmed with a second instrument.",
]


def _judge(sentences: str | Sequence[str], claim: str) -> Verdict:
    listed = [sentences] if isinstance(sentences, str) else sentences
    grounds = Grounds([Sentence(text, date(2026, 6, 17)) for text in listed], NameFinder([]))
    return grounds.judge(claim, range(len(listed)))


@pytest.mark.parametrize(
    ("sentences", "claim"),
    [
        (OFFER, "The Tibrel reader is on sale for $15 ($39.99 off) at Ulsten."),
        (CALLS, "Distilling saved 146 tokens a call on average, and all 99.9 calls of Corvane's test were shorter."),
        (TRIAL, "Doctors with Tibrel spent seven minutes less a day on records in a trial at 41 hospitals in Norland."),
        (SETS, "Tibrel was first on two of six public data sets, on the other four it came second."),
        (SETS, "Tibrel was first on six of four public data sets."),
        (PRICES, "Tibrel 接口每百万输入 Tokens 2.50 美元、每百万输出 Tokens 1.25 美元。"),
        (VERSIONS, "Zephyr 2 feels much less censored compared to Zephyr 3, Ulsten said."),
        (FINES, "Ulsten was fined 104 million dollars in 2018 for violations revealed in 2024."),
        (SHARES, "Corvane's revenue was $7.6 billion in the first quarter, above the $7.9 billion forecast."),
        (SLOWER, "Growth of Ulsten's sales slowed to 44 percent in the fourth quarter from 31 percent in the third."),
        (PROFIT, "青鸢公司净利润从500万美元增至300万美元。"),
        (GAIN, "Ulsten erzielte einen Gewinn von 4,3 Millionen Euro."),
        (GAIN, "Ulsten erzielte einen Gewinn von 3,4 Milliarden Euro."),
        (PLANETS, "A network helped find nine candidate planets; so far 23 have been confirmed."),
    ],
)
def test_numbers_in_the_wrong_place_are_refused(sentences: str | Sequence[str], claim: str) -> None:
    assert _judge(sentences, claim).outcome == "struck"


@pytest.mark.parametrize(
    ("sentences", "claim"),
    [
        (OFFER, "The Tibrel reader is on sale for $39.99 at Ulsten, which is $15 off."),
        (CALLS, "All 146 calls of Corvane's test were shorter, by 99.9 tokens a call on average."),
        (TRIAL, "Doctors with Tibrel spent 41 minutes less a day on records in a trial at seven hospitals in Norland."),
        (SETS, "Tibrel came second on two of the six public data sets, and first on four."),
        (VERSIONS, "Zephyr 3 feels much less censored than Zephyr 2, Ulsten said."),
        (STORES, "The model with 256 GB of memory sells for $599 in white, and the one with 512 GB for $699 in white."),
        (SHARES, "Corvane's revenue was $7.9 billion in the first quarter, above the $7.6 billion forecast."),
        (PROFIT, "青鸢公司净利润由300万美元增至500万美元。"),
        (GAIN, "Ulsten erzielte einen Gewinn von 3,4 Millionen Euro."),
        (PLANETS, "A network helped find 23 candidate planets; nine have been confirmed."),
    ],
)
def test_numbers_in_their_own_place_are_carried(sentences: str | Sequence[str], claim: str) -> None:
    verdict = _judge(sentences, claim)
    assert verdict.outcome in ("carried", "recited"), verdict.why


@pytest.mark.parametrize("word", ["rose", "fell", "增至", "降至", "sank", "wuchs"])
def test_what_rises_and_falls_is_the_first_pair_of_opposites(word: str) -> None:
    language = "de" if word in ("sank", "wuchs") else "en"
    assert RISE in {mark.kind for mark in stance_reader(language).read(word)}
