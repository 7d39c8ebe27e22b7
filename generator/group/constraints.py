"""Clusters held to what a maintainer decided: what tells one event together, what may not be in one item apart."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.model.decisions import Rulings

#: Probability that the documents of two indexes tell one event.
Likeness = Callable[[int, int], float]


@dataclass(frozen=True)
class Alike:
    """How alike documents are by their indexes, and from when on two groups are one event, by their quadratic mean."""

    likeness: Likeness
    threshold: float


def held_to(
    clusters: Sequence[Sequence[int]], articles: Sequence[str], rulings: Rulings, alike: Alike
) -> list[list[int]]:
    """The clusters as decisions allow them, each sorted, in order of their first member.

    articles: the key of each index. A cluster that would hold what is to be apart is cut at its weakest links.
    """
    joined = _joined(clusters, articles, rulings)
    return sorted(sorted(part) for members in joined for part in _parted(members, articles, rulings, alike))


def _joined(clusters: Sequence[Sequence[int]], articles: Sequence[str], rulings: Rulings) -> list[list[int]]:
    """Clusters that share an event by decision as one."""
    joined: list[list[int]] = []
    for members in sorted(map(sorted, clusters)):
        events = _events(members, articles, rulings)
        meeting = [other for other in joined if events & _events(other, articles, rulings)]
        joined = [other for other in joined if other not in meeting]
        joined.append([*members, *(member for other in meeting for member in other)])
    return joined


def _events(members: Sequence[int], articles: Sequence[str], rulings: Rulings) -> set[str]:
    return {rulings.together[articles[member]] for member in members if articles[member] in rulings.together}


def _parted(members: Sequence[int], articles: Sequence[str], rulings: Rulings, alike: Alike) -> list[list[int]]:
    """The cluster if it may be one; else its members, put together again by mean likeness as far as they may be."""
    if not rulings.forbids(articles[member] for member in members):
        return [list(members)]
    parts = _inseparable(members, articles, rulings)
    while True:
        allowed = [
            (-_mean(one, other, alike.likeness), one, other) for one, other in combinations(sorted(parts), 2)
            if not rulings.forbids(articles[member] for member in (*one, *other))
        ]  # fmt: skip
        unlikeness, one, other = min(allowed, default=(0.0, [], []))
        if not allowed or -unlikeness < alike.threshold:
            return parts
        parts = [*(part for part in parts if part not in (one, other)), sorted(one + other)]


def _inseparable(members: Sequence[int], articles: Sequence[str], rulings: Rulings) -> list[list[int]]:
    """Each member alone, but those of one event by decision together."""
    found: dict[str, list[int]] = defaultdict(list)
    for member in sorted(members):
        found[rulings.together.get(articles[member], articles[member])].append(member)
    return list(found.values())


def _mean(one: Sequence[int], other: Sequence[int], likeness: Likeness) -> float:
    """The quadratic mean, as `generator.group.cluster` takes it."""
    return math.sqrt(sum(likeness(left, right) ** 2 for left in one for right in other) / (len(one) * len(other)))
