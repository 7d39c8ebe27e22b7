"""Documents to events: equal links and titles first, then average-link clustering on likeness."""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.group.documents import Document
from generator.group.similarity import Space
from generator.text.words import count_words

#: Mean probability at which two groups are one event; best on the development half of recorded feeds.
SAME_EVENT = 0.22

Pair = tuple[int, int]


def cluster(documents: Sequence[Document], threshold: float = SAME_EVENT) -> list[list[int]]:
    """Groups of indexes that tell one event, each sorted, in order of their first document.

    A round-up stands alone: it would glue together the events it lists. Order of the input does not matter.
    """
    space = Space(documents)
    likeness = {}
    for pair in space.pairs():
        one, other = (documents[number] for number in pair)
        if one.is_roundup or other.is_roundup:
            continue
        likeness[pair] = 1.0 if _is_same_title(one, other) else space.same_event(*pair).score
    return _average_link(len(documents), likeness, threshold)


def _is_same_title(one: Document, other: Document) -> bool:
    """Equal but for case and punctuation, long enough to name an event, at most a week apart."""
    folded = _folded(one.title)
    days = abs((one.moment - other.moment).days)
    return folded == _folded(other.title) and count_words(folded) >= 4 and days <= 7


def _folded(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


def _average_link(count: int, likeness: Mapping[Pair, float], threshold: float) -> list[list[int]]:
    """Agglomerative clustering by mean pairwise likeness (UPGMA); pairs not listed count as 0."""
    members = {number: [number] for number in range(count)}
    totals: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), score in likeness.items():
        if score > 0:
            totals[left][right] = totals[right][left] = score
    queue = [(-score, left, right) for (left, right), score in likeness.items() if score >= threshold]
    heapq.heapify(queue)
    fresh = count
    while queue:
        _, left, right = heapq.heappop(queue)
        if left not in members or right not in members:
            continue
        members[fresh] = members.pop(left) + members.pop(right)
        _merge_totals(totals, left, right, fresh)
        for other, total in totals[fresh].items():
            mean = total / (len(members[fresh]) * len(members[other]))
            if mean >= threshold:
                heapq.heappush(queue, (-mean, other, fresh))
        fresh += 1
    return sorted(sorted(group) for group in members.values())


def _merge_totals(totals: dict[int, dict[int, float]], left: int, right: int, fresh: int) -> None:
    joined = totals.pop(left)
    for other, total in totals.pop(right).items():
        joined[other] = joined.get(other, 0.0) + total
    joined.pop(left, None)
    joined.pop(right, None)
    totals[fresh] = joined
    for other, total in joined.items():
        totals[other].pop(left, None)
        totals[other].pop(right, None)
        totals[other][fresh] = total
