from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.group.constraints import Alike, held_to
from generator.model.decisions import Rulings

ARTICLES = list("abcdef")
#: How alike two articles are: a and b most, then b and c, c and d.
LIKE = {("a", "b"): 0.9, ("b", "c"): 0.6, ("c", "d"): 0.8}


def likeness(one: int, other: int) -> float:
    first, second = sorted((ARTICLES[one], ARTICLES[other]))
    return LIKE.get((first, second), 0.1)


ALIKE = Alike(likeness, 0.2)


def rulings(together: str = "", *apart: str) -> Rulings:
    """together: articles that are one event; apart: strings of articles, each on a side of its own."""
    sides: dict[str, set[tuple[int, int]]] = {}
    for number, articles in enumerate(apart):
        for side, article in enumerate(articles):
            sides.setdefault(article, set()).add((number, side))
    return Rulings(
        together=dict.fromkeys(together, together[:1]),
        apart={article: frozenset(found) for article, found in sides.items()},
    )


def named(clusters: list[list[int]]) -> str:
    return " ".join("".join(ARTICLES[member] for member in members) for members in clusters)


@pytest.mark.parametrize(
    ("clusters", "decided", "wanted"),
    [
        ([[0, 1], [2]], rulings(), "ab c"),
        ([[0], [1], [2]], rulings("ac"), "ac b"),
        ([[0, 1], [2, 3]], rulings("bd"), "abcd"),
        ([[0, 1, 2, 3]], rulings("", "ad"), "ab cd"),  # cut where it is weakest
        ([[0, 1, 2]], rulings("", "ab"), "a bc"),
        ([[0, 1, 2]], rulings("", "abc"), "a b c"),
        ([[0, 1, 2, 3]], rulings("", "ab", "cd"), "a bc d"),
        ([[0, 1], [2, 3]], rulings("ac", "ab"), "acd b"),  # what is merged brings its cluster, but not what may not be
        ([[0], [1]], rulings("", "ab"), "a b"),
    ],
)
def test_clusters_are_held_to_what_was_decided(clusters: list[list[int]], decided: Rulings, wanted: str) -> None:
    assert named(held_to(clusters, ARTICLES, decided, ALIKE)) == wanted


PAIRS = st.lists(st.sampled_from(["".join(pair) for pair in combinations(ARTICLES, 2)]), max_size=4)


@given(st.permutations(range(6)), st.integers(1, 6), PAIRS)
def test_no_cluster_holds_what_is_apart_and_none_is_lost(order: list[int], size: int, apart: list[str]) -> None:
    clusters = [order[start : start + size] for start in range(0, 6, size)]
    found = held_to(clusters, ARTICLES, rulings("", *apart), ALIKE)
    assert sorted(member for members in found for member in members) == list(range(6))
    for members in found:
        held = {ARTICLES[member] for member in members}
        assert not any(set(pair) <= held for pair in apart)


@given(st.permutations(range(6)), PAIRS)
def test_the_order_of_clusters_and_members_does_not_matter(order: list[int], apart: list[str]) -> None:
    decided = rulings("", *apart)
    first, second = order[:4], order[4:]
    wanted = held_to([sorted(first), sorted(second)], ARTICLES, decided, ALIKE)
    assert held_to([second, first], ARTICLES, decided, ALIKE) == wanted
