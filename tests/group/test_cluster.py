from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.archive.reference import read_vocabulary
from generator.group.cluster import cluster
from generator.group.documents import Document, DocumentMaker
from generator.text.names import NameFinder
from tests.conftest import ROOT
from tests.make import NOON
from tests.samples import sample_articles

MAKER = DocumentMaker(NameFinder(()))
#: Nothing of these is told by the sample archive, but their words are common ones.
UNRELATED = [
    ("A child of nine wins the chess final", "Nobody in the hall had thought that the game would end so soon."),
    ("Bakers of the valley ask for cooler summers", "Bread rises too fast in the heat, and the ovens make it worse."),
    ("象棋决赛由九岁孩子夺冠", "现场观众没有想到比赛这么快就结束。"),
]


@lru_cache
def samples() -> tuple[Document, ...]:
    """Articles of the sample archive."""
    vocabulary = read_vocabulary(ROOT / "content" / "samples", ROOT / "content")
    maker = DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)
    return tuple(maker.of_article(article) for article in sample_articles())


def clusters(documents: Sequence[Document], **options: Any) -> set[frozenset[str]]:
    return {frozenset(documents[number].key for number in group) for group in cluster(documents, **options)}


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(chance: Any) -> None:
    shuffled = list(samples())
    chance.shuffle(shuffled)
    assert clusters(shuffled) == clusters(samples())


@settings(max_examples=15)
@given(
    st.lists(st.text("bdkq", min_size=4, max_size=9), min_size=3, max_size=12),
    st.integers(-20, 20),
    st.sampled_from(["https://ledger.example", "quay"]),
)
def test_an_article_that_shares_no_word_changes_no_cluster(words: list[str], days: int, publisher: str) -> None:
    moment = samples()[0].moment + timedelta(days=days)
    stranger = MAKER.of_text("stranger", " ".join(words[:6]), " ".join(words[6:]), moment, publisher)
    assert clusters([*samples(), stranger]) == clusters(samples()) | {frozenset(["stranger"])}


@pytest.mark.parametrize(("title", "lead"), UNRELATED)
def test_an_unrelated_article_changes_no_cluster(title: str, lead: str) -> None:
    stranger = MAKER.of_text("stranger", title, lead, samples()[0].moment, "quay")
    assert clusters([*samples(), stranger]) == clusters(samples()) | {frozenset(["stranger"])}


def carried(function: Callable[[Any], Any], values: Iterable[Any]) -> Iterator[Any]:
    """As a process pool does it: what is called, its arguments and what comes back are pickled."""
    for value in values:
        yield pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(function))(value)))  # noqa: S301


def backwards(function: Callable[[Any], Any], values: Iterable[Any]) -> Iterator[Any]:
    """The last value first."""
    yield from reversed([function(value) for value in reversed(list(values))])


def test_any_mapper_gives_the_same() -> None:
    wanted = cluster(samples())
    with ThreadPoolExecutor(2) as pool:
        assert cluster(samples(), mapper=pool.map) == wanted
    assert cluster(samples(), mapper=carried) == wanted
    assert cluster(samples(), mapper=backwards) == wanted


def test_groups_hold_every_document_once_in_order() -> None:
    groups = cluster(samples())
    assert sorted(number for group in groups for number in group) == list(range(len(samples())))
    assert groups == sorted(sorted(group) for group in groups)
    assert cluster([]) == []


def test_a_round_up_never_brings_two_events_together() -> None:
    maker = DocumentMaker(NameFinder(()), ["^Round-up"])
    chips = "Halyard orders 120,000 Ridge accelerators from Basalt"
    court = "Pellam Press sues Meridian over scanned books"
    documents = [
        maker.of_text(str(number), title, title, NOON, f"outlet {number}")
        for number, title in enumerate([chips, f"{chips} at once", court, f"{court} in court", f"Round-up: {chips}; {court}"])
    ]  # fmt: skip
    found = [set(group) for group in cluster(documents)]
    assert {0, 1} in [group - {4} for group in found]
    assert {2, 3} in [group - {4} for group in found]


class Archive:
    """A background in which some words are common."""

    size = 4000

    def __init__(self, *common: str) -> None:
        self._common = set(common)

    def counts(self, terms: Sequence[str]) -> npt.NDArray[np.int64]:
        return np.array([2000 if term in self._common else 0 for term in terms], np.int64)


def test_words_that_the_archive_is_full_of_make_no_event() -> None:
    documents = [
        MAKER.of_text("a", "Bastion quarterly deliveries", "", NOON, "ledger"),
        MAKER.of_text("b", "Quarterly deliveries Corvane", "", NOON, "quay"),
    ]
    assert cluster(documents) == [[0, 1]]
    assert cluster(documents, background=Archive("quarterly", "delivery")) == [[0], [1]]
