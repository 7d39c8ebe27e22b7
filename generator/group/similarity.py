"""Which documents tell one event, and how likely that is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from generator.executor.executor import Mapper
from generator.group.documents import Document
from generator.group.likeness.background import Background
from generator.group.likeness.bags import Bags, Floats, Ints, bags_of, in_order
from generator.group.likeness.candidates import blocks_of, neighbours, pairs_of, postings_of
from generator.group.likeness.features import Features, features_of
from generator.group.likeness.norms import Norms, norms_of
from generator.group.likeness.weights import BY_HAND, INTERCEPT, SAME_EVENT_LOG_ODDS

#: Days for which one title means one event; what comes under it later is the next of a series.
SAME_TITLE_DAYS = 7
#: The same for titles of two publishers: a text that is taken over is taken over soon.
TAKEN_OVER_DAYS = 2


class Space:
    """Pairs of documents that share enough to be compared, and how likely they tell one event.

    background: the archive the documents come on top of; mapper: how blocks of them are worked on, the results are
    the same with any.
    """

    def __init__(
        self, documents: Sequence[Document], background: Background | None = None, mapper: Mapper = map
    ) -> None:
        self._order = np.array(in_order(documents), np.int64)
        self._places = np.argsort(self._order)
        self._bags = bags_of((documents[number] for number in self._order), background)
        self._norms = norms_of(self._bags)
        self._found, self._scores = _compared(self._bags, self._norms, mapper)

    def likely(self, least: float) -> dict[tuple[int, int], float]:
        """The probabilities of pairs (i < j) that reach `least`."""
        kept = self._scores >= least
        left, right = self._order[self._found[:, kept]]
        ordered = zip(np.minimum(left, right).tolist(), np.maximum(left, right).tolist(), strict=True)
        return dict(sorted(zip(ordered, self._scores[kept].tolist(), strict=True)))

    def same_event(self, left: int, right: int) -> float:
        """Probability that two documents tell one event, worth comparing or not."""
        pair = np.sort(self._places[[left, right]])[:, None]
        return float(_scores(self._bags, self._norms, pair)[0])


def _compared(bags: Bags, norms: Norms, mapper: Mapper) -> tuple[Ints, Floats]:
    blocks = blocks_of(bags)
    pairs = pairs_of(list(mapper(partial(neighbours, bags, postings_of(bags)), blocks)), bags.size)
    cuts = np.searchsorted(pairs[0], [first for first, _ in blocks[1:]])
    scores = list(mapper(partial(_scores, bags, norms), np.split(pairs, cuts, axis=1)))
    return pairs, np.concatenate([*scores, np.empty(0)])


def _scores(bags: Bags, norms: Norms, pairs: Ints) -> Floats:
    """Probability of one event for pairs of rows, as columns sorted by the first."""
    features = features_of(bags, norms, pairs)
    weighed = [weight * features[name] for name, weight in (SAME_EVENT_LOG_ODDS | BY_HAND).items()]
    probable: Floats = 1 / (1 + np.exp(-(INTERCEPT + np.sum(weighed, axis=0))))
    return decided(bags, pairs, features, probable)


def decided(bags: Bags, pairs: Ints, features: Features, probable: Floats) -> Floats:
    """The probabilities, but where titles decide: the same within a week is one event, another of a series is not.

    A title without a name that two publishers have above texts without a common word is that of two events.
    """
    left, right = pairs
    same_title = bags.headlines[left] == bags.headlines[right]
    named = same_title & bags.telling[left]
    days = np.abs(bags.days[left] - bags.days[right])
    is_taken_over = features["one publisher"] == 0
    is_generic = features["other text"] > 0
    is_one = named & ~is_generic & (days <= np.where(is_taken_over, TAKEN_OVER_DAYS, SAME_TITLE_DAYS))
    in_series = (bags.series[left] == bags.series[right]) & (bags.series[left] >= 0)
    is_other = (in_series & ~same_title) | (named & (is_generic | (days > SAME_TITLE_DAYS)))
    return np.where(is_other, 0.0, np.where(is_one, 1.0, probable))
