"""Average-link clustering of a sparse graph."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

Pair = tuple[int, int]
#: By which power of the number of pairs a sum is divided. 1 gives the mean; less lets an event of many reports, which
#: tell it from many sides, grow on. From .8 to 1 makes no difference on the development half of recorded feeds, but .8
#: keeps more single reports apart.
SIZE = 0.8


def components(count: int, pairs: Iterable[Pair]) -> list[list[int]]:
    """Sets of numbers below `count` that pairs join, directly or not; each sorted, in order of their first."""
    parent = list(range(count))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = number = parent[parent[number]]
        return number

    for left, right in pairs:
        one, other = sorted((root(left), root(right)))
        parent[other] = one
    found: dict[int, list[int]] = defaultdict(list)
    for number in range(count):
        found[root(number)].append(number)
    return list(found.values())


class AverageLink:
    """Joins the two groups that are most alike on average until none are alike enough.

    UPGMA (Sokal and Michener 1958) but for `SIZE`. Pairs that are not given count as 0. Of equal means the one of the
    groups that were made first.
    """

    def __init__(self, numbers: Iterable[int], likeness: Mapping[Pair, float]) -> None:
        self._members = {number: [number] for number in numbers}
        self._totals: dict[int, dict[int, float]] = defaultdict(dict)
        for (left, right), score in likeness.items():
            self._totals[left][right] = self._totals[right][left] = score
        self._fresh = max(self._members, default=-1) + 1

    def join(self, threshold: float, last: Collection[int] = ()) -> list[list[int]]:
        """The groups that are left where no mean reaches `threshold`, each sorted, in order of their first.

        last: numbers that wait until the others are joined, and bring no two groups of these together.
        """
        waiting = set(last)
        self._join(threshold, lambda left, right: left not in waiting and right not in waiting, set())
        if waiting:
            settled = self._members.keys() - waiting
            self._join(threshold, lambda left, right: left not in settled or right not in settled, settled)
        return sorted(sorted(group) for group in self._members.values())

    def _join(self, threshold: float, may_meet: Callable[[int, int], bool], settled: set[int]) -> None:
        """settled: groups that what they are joined with becomes a part of."""
        queue = [
            (-mean, left, right)
            for left in self._members
            for right, mean in self._means(left)
            if left < right and mean >= threshold
        ]
        heapq.heapify(queue)
        while queue:
            _, left, right = heapq.heappop(queue)
            if left not in self._members or right not in self._members or not may_meet(left, right):
                continue
            merged = self._merged(left, right)
            if left in settled or right in settled:
                settled.add(merged)
            for other, mean in self._means(merged):
                if mean >= threshold:
                    heapq.heappush(queue, (-mean, other, merged))

    def _means(self, group: int) -> Iterator[tuple[int, float]]:
        size = len(self._members[group])
        for other, total in self._totals[group].items():
            yield other, total / (size * len(self._members[other])) ** SIZE

    def _merged(self, left: int, right: int) -> int:
        """One group of two; its number."""
        fresh = self._fresh
        self._fresh += 1
        self._members[fresh] = self._members.pop(left) + self._members.pop(right)
        joined = self._totals.pop(left)
        for other, total in self._totals.pop(right).items():
            joined[other] = joined.get(other, 0.0) + total
        joined.pop(left, None)
        joined.pop(right, None)
        self._totals[fresh] = joined
        for other, total in joined.items():
            near = self._totals[other]
            near.pop(left, None)
            near.pop(right, None)
            near[fresh] = total
        return fresh
