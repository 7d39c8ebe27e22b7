from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.group.cluster import linked
from generator.group.likeness.linkage import AverageLink, components

PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda pair: pair[0] < pair[1]), st.floats(0.05, 1)
)


def test_components_are_what_pairs_join() -> None:
    assert components(6, [(3, 4), (0, 2), (2, 3)]) == [[0, 2, 3, 4], [1], [5]]


@pytest.mark.parametrize(
    ("likeness", "groups"),
    [
        ({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}, [[0, 1, 2], [3]]),
        ({(0, 1): 0.9, (1, 2): 0.6}, [[0, 1], [2], [3]]),  # no chain: 0 and 2 have nothing in common
        ({(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.8}, [[0, 1], [2, 3]]),
        ({(0, 1): 0.49}, [[0], [1], [2], [3]]),
    ],
)
def test_groups_join_by_their_mean(likeness: dict[tuple[int, int], float], groups: list[list[int]]) -> None:
    assert AverageLink(range(4), likeness).join(0.5) == groups


def test_what_waits_joins_one_group_and_brings_no_two_together() -> None:
    likeness = {(0, 1): 0.9, (2, 3): 0.9, **{(number, 4): 0.95 for number in range(4)}}
    assert AverageLink(range(5), likeness).join(0.4) == [[0, 1, 2, 3, 4]]
    assert AverageLink(range(5), likeness).join(0.4, last=[4]) in ([[0, 1, 4], [2, 3]], [[0, 1], [2, 3, 4]])


@given(PAIRS, st.sets(st.integers(0, 8)))
def test_round_ups_change_nothing_among_the_others(likely: dict[tuple[int, int], float], roundups: set[int]) -> None:
    without = {pair: score for pair, score in likely.items() if roundups.isdisjoint(pair)}
    events = {frozenset(group) for group in linked(9, without, (), 0.4) if roundups.isdisjoint(group)}
    found = {frozenset(group) - roundups for group in linked(9, likely, roundups, 0.4)} - {frozenset()}
    assert found == events


@given(PAIRS)
def test_every_number_is_in_one_group(likely: dict[tuple[int, int], float]) -> None:
    groups = linked(9, likely, (), 0.4)
    assert sorted(number for group in groups for number in group) == list(range(9))
    assert groups == sorted(sorted(group) for group in groups)
