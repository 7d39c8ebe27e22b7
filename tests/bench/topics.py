"""Documents to broad topics: for titles by the hundred about one matter, where `cluster` tells its single events.

Every document is held against every other, which is quadratic: 3,000 titles take 3 seconds and 300 MB. So this is not
for archives, and nothing that builds the site waits for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from generator.group.documents import Document
from generator.group.likeness.bags import Bags, bags_of, in_order
from generator.group.likeness.codes import IN_TITLE, NAME, WRITTEN

#: So many of the most similar titles lend a title their words, so often, from so much likeness on; what a title of
#: another day counts for. Like the threshold the best, in a wide and flat field, on the development half of the
#: headlines of the UCI News Aggregator.
NEIGHBOURS = 20
ROUNDS = 2
ALIKE = 0.08
OTHER_DAY = 0.4
#: Mean likeness at which two groups are one topic.
SAME_TOPIC = 0.2

Matrix = npt.NDArray[np.float32]


def topics(documents: Sequence[Document], threshold: float = SAME_TOPIC) -> list[list[int]]:
    """Groups of indexes that are about one topic, each sorted, in order of their first document.

    Titles about one matter often share no word. So each takes over words of those most like it, as a query is expanded
    by what it finds (Rocchio 1971), before groups are joined by their mean likeness. The order of the input does not
    matter.
    """
    order = in_order(documents)
    bags = bags_of(documents[number] for number in order)
    if not order:
        return []
    that_day = np.where(np.abs(bags.days[:, None] - bags.days) < 1, np.float32(1), np.float32(OTHER_DAY))
    vectors = _vectors(bags)
    for _ in range(ROUNDS):
        vectors = _unit(vectors + _unit(_nearest(vectors @ vectors.T * that_day) @ vectors))
    groups = average_link(vectors @ vectors.T * that_day, threshold)
    return sorted(sorted(order[row] for row in group) for group in groups)


def _vectors(bags: Bags) -> Matrix:
    """Unit vectors of the titles' words and names (tf-idf), those that one title has left out."""
    entries = np.flatnonzero(((bags.title[WRITTEN] & IN_TITLE) > 0) & (bags.kinds[bags.terms] <= NAME))
    rows = np.repeat(np.arange(bags.size), np.diff(bags.starts))[entries]
    terms = bags.terms[entries]
    is_shared = np.bincount(terms, minlength=len(bags.idf))[terms] > 1
    distinct, columns = np.unique(terms[is_shared], return_inverse=True)
    vectors = np.zeros((bags.size, len(distinct)), np.float32)
    vectors[rows[is_shared], columns] = bags.idf[terms[is_shared]]
    return _unit(vectors)


def _unit(vectors: Matrix) -> Matrix:
    lengths: Matrix = np.sqrt((vectors**2).sum(axis=1, keepdims=True))
    return vectors / (lengths + np.float32(1e-9))


def _nearest(likeness: Matrix) -> Matrix:
    """The same with nothing but the nearest others of each row."""
    np.fill_diagonal(likeness, 0)
    most = min(NEIGHBOURS, len(likeness))
    least = np.partition(likeness, -most, axis=1)[:, -most, None]
    return np.where(likeness >= np.maximum(least, ALIKE), likeness, np.float32(0))


def average_link(likeness: Matrix, threshold: float) -> list[list[int]]:
    """Groups of rows by their mean likeness, by chains of nearest neighbours (UPGMA; Benzécri 1982, Juan 1982).

    likeness: of every row with every other; it is used up.
    """
    np.fill_diagonal(likeness, -1)
    members = {row: [row] for row in range(len(likeness))}
    done: list[list[int]] = []
    chain: list[int] = []
    while members:
        if not chain:
            chain.append(next(iter(members)))
        row = chain[-1]
        other = int(likeness[row].argmax())
        if len(chain) > 1 and likeness[row, chain[-2]] >= likeness[row, other]:
            other = chain[-2]
        if likeness[row, other] < threshold:
            done.append(members.pop(row))
            likeness[row] = likeness[:, row] = -1
            chain.clear()
        elif len(chain) > 1 and other == chain[-2]:
            del chain[-2:]
            _merge(likeness, members, row, other)
        else:
            chain.append(other)
    return done


def _merge(likeness: Matrix, members: dict[int, list[int]], row: int, other: int) -> None:
    """Put `other` into `row`."""
    sizes = len(members[row]), len(members[other])
    mean = (sizes[0] * likeness[row] + sizes[1] * likeness[other]) / sum(sizes)
    likeness[row] = likeness[:, row] = mean
    likeness[row, row] = -1
    likeness[other] = likeness[:, other] = -1
    members[row] += members.pop(other)
