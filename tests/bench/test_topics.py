from __future__ import annotations

from datetime import timedelta
from random import Random

from generator.group.documents import DocumentMaker
from generator.text.names import NameFinder
from tests.bench.topics import topics
from tests.make import NOON

MAKER = DocumentMaker(NameFinder(()))
BRIDGE = [
    "Bridge at Corvane closed after crack", "Crack shuts Corvane bridge", "Ferries return as Corvane bridge stays shut",
    "Engineers blame salt for bridge crack", "Ferries full on first day", "Corvane ferries: what engineers say",
]  # fmt: skip
CHESS = [
    "Nine-year-old wins chess final", "Chess prodigy stuns champion", "Champion gracious after final",
    "Who is the chess prodigy?", "Prodigy back at school after chess final", "School honours nine-year-old champion",
]  # fmt: skip
TITLES = [*BRIDGE, *CHESS]


def test_titles_on_one_topic_meet_by_what_lies_between_them() -> None:
    documents = [MAKER.of_text(str(number), title, "", NOON, f"outlet {number}") for number, title in enumerate(TITLES)]
    assert topics(documents) == [list(range(len(BRIDGE))), list(range(len(BRIDGE), len(TITLES)))]
    assert topics([]) == []


def test_order_does_not_matter() -> None:
    documents = [
        MAKER.of_text(str(number), title, "", NOON + timedelta(days=number % 3), f"outlet {number}")
        for number, title in enumerate(TITLES)
    ]
    wanted = {frozenset(documents[number].key for number in group) for group in topics(documents)}
    for seed in range(10):
        shuffled = list(documents)
        Random(seed).shuffle(shuffled)  # noqa: S311 (no secret)
        assert {frozenset(shuffled[number].key for number in group) for group in topics(shuffled)} == wanted
