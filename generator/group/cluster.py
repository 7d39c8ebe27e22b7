"""Documents to events: average-link clustering on how likely two tell one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from generator.executor.executor import Mapper
from generator.group.documents import Document
from generator.group.likeness.background import Background
from generator.group.likeness.bags import in_order
from generator.group.likeness.linkage import AverageLink, Pair, components
from generator.group.similarity import Space

#: Mean likeness at which two groups are one event: amid the values that do best on the development half of recorded
#: feeds and on the sample archive.
SAME_EVENT = 0.36
#: Pairs below this count as unlike.
LEAST = 0.05

_Part = tuple[list[int], dict[Pair, float]]
"""Documents that pairs join, directly or not, and the pairs."""


def cluster(
    documents: Sequence[Document],
    threshold: float = SAME_EVENT,
    background: Background | None = None,
    mapper: Mapper = map,
) -> list[list[int]]:
    """Groups of indexes that tell one event, each sorted, in order of their first document.

    background: the archive, for how rare a word is; mapper: how parts are worked on. The order of the input does not
    matter. A round-up joins the event it is most like when all events are made: it never brings two together.
    """
    order = in_order(documents)
    ordered = [documents[number] for number in order]
    likely = Space(ordered, background, mapper).likely(LEAST)
    roundups = [place for place, document in enumerate(ordered) if document.is_roundup]
    groups = linked(len(ordered), likely, roundups, threshold, mapper)
    return sorted(sorted(order[place] for place in group) for group in groups)


def linked(
    count: int, likely: Mapping[Pair, float], roundups: Collection[int], threshold: float, mapper: Mapper = map
) -> list[list[int]]:
    """The groups of numbers below `count` by the probabilities of pairs that are one event; see `cluster`."""
    groups = mapper(partial(_linked, threshold, frozenset(roundups)), _parts(count, likely))
    return sorted(group for found in groups for group in found)


def _parts(count: int, likely: Mapping[Pair, float]) -> list[_Part]:
    """What hangs together, each part with its own pairs."""
    members = components(count, likely)
    part_of = {number: part for part, numbers in enumerate(members) for number in numbers}
    parts: list[_Part] = [(numbers, {}) for numbers in members]
    for pair, score in likely.items():
        parts[part_of[pair[0]]][1][pair] = score
    return parts


def _linked(threshold: float, roundups: frozenset[int], part: _Part) -> list[list[int]]:
    """The groups of one part. The mean is the quadratic one: one strong tie tells more than several weak ones."""
    numbers, likely = part
    link = AverageLink(numbers, {pair: score**2 for pair, score in likely.items()})
    return link.join(threshold**2, last=roundups.intersection(numbers))
