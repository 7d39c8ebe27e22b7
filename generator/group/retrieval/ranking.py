"""Which items of the archive are nearest to a document: BM25F over words, names and numbers, nearer in time first.

Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted fields" (2004): the weights of the fields
are in the index. Constants are the middle of a plateau on the development half of recorded feeds; none of them moves
the result by more than its error.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from generator.group.documents import Document
from generator.group.retrieval.index import Index, frequencies_of
from generator.group.retrieval.segments import Segment, flattened
from generator.text.words import is_chinese

#: Saturation of a term's frequency, and how far a long text is levelled.
K1, B = 1.2, 0.5
#: News of one story come close together: so much more for the same day, fading over a month.
NEARNESS, FADES_OVER = 0.4, 30 * 86400.0
#: English and Chinese share names and numbers only: what they share tells more.
ACROSS_LANGUAGES = 1.15
#: The rarest terms look for candidates until their lists have so many entries; more would cost, not find.
MAX_POSTINGS = 60_000
#: Two texts are alike by the weightiest terms of the one, however long it is.
TELLING = 30
#: So many candidates are scored by all terms.
CANDIDATES = 100
#: A term in more than this share of all items tells nothing.
COMMON = 0.1
#: An archive counts as so many items larger than it is: few items cannot tell which words are rare.
PRIOR_ITEMS = 1000
#: Score added to that of a document with itself, about one rare word: what has three words is not told by two of them.
SHORT_TEXT = 50.0

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Near:
    """An item near a document."""

    address: str
    moment: int
    """Of its latest report, in seconds since 1970."""
    score: float
    """What it is ranked by, in [0, 1): share of the document's text, more where it is near in time."""
    likeness: float
    """How much of the document's most telling words it shares, in [0, 1): its BM25F score by that of the document."""
    marks: dict[int, int]
    """What stands out in it, as `index.marks_of`."""


@dataclass(frozen=True)
class _Query:
    terms: npt.NDArray[np.uint64]
    documents: Numbers
    """How many have each term."""
    weights: Floats
    telling: npt.NDArray[np.bool_]
    """Which terms weigh most."""
    moment: float
    is_chinese: bool
    whole: float
    """Its score with itself, and a little more where it is short."""
    told: float
    """The same by the telling terms."""


class Ranking:
    """Finds what is near, in one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        segments = index.segments
        self._firsts = np.cumsum([0, *map(len, segments)])
        self._alive = _joined([segment.alive for segment in segments], np.bool_)
        self._digests = _joined([segment.columns.digests for segment in segments], np.uint64)
        self._moments = _joined([segment.columns.moments for segment in segments], np.float64)
        self._chinese = _joined([segment.columns.chinese for segment in segments], np.bool_)
        lengths = _joined([segment.columns.lengths for segment in segments], np.float64)
        self._mean_length = float(lengths[self._alive].sum()) / max(1, index.size) or 1.0
        self._levels = self._level(lengths)

    def nearest(self, document: Document, most: int) -> list[Near]:
        """At most so many items that share a term with a document, best first; its own address is left out."""
        query = self._query(document)
        rare = self._rarest(query)
        totals = self._totals(query, rare)
        numbers = self._best(query, totals, document.key)
        texts = totals[numbers] + self._texts(query, ~rare, numbers)
        order = self._order(texts * self._factors(query, numbers), numbers)[:most]
        return self._nears(query, numbers[order], texts[order])

    def between(self, document: Document, addresses: Iterable[str]) -> list[Near]:
        """These items as `nearest` tells them, in their order; those the index does not have are left out."""
        query = self._query(document)
        numbers = np.array([self._numbers[address] for address in addresses if address in self._numbers], np.intp)
        return self._nears(query, numbers, self._texts(query, np.ones(len(query.terms), np.bool_), numbers))

    def _nears(self, query: _Query, numbers: Numbers, texts: Floats) -> list[Near]:
        """What is found; texts: the scores by text alone."""
        scores = np.minimum(1.0, texts * self._factors(query, numbers) / query.whole)
        likenesses = np.minimum(1.0, self._texts(query, query.telling, numbers) / query.told)
        ranked = zip(numbers.tolist(), scores.tolist(), likenesses.tolist(), strict=True)
        return [self._near(*near) for near in ranked]

    def rarity(self, terms: Iterable[int]) -> dict[int, float]:
        """How much each term tells, by its number: 1 if one item has it, 0 if all have (idf, Spärck Jones 1972)."""
        listed = list(terms)
        found = self._idf(self._index.counts_of(np.array(listed, np.uint64))) / self._idf(np.ones(1))
        return dict(zip(listed, np.maximum(0.0, found).tolist(), strict=True))

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Living items by address."""
        return {
            address: int(first) + number
            for first, segment in zip(self._firsts, self._index.segments, strict=False)
            for number, address in enumerate(segment.addresses)
            if number not in segment.dead
        }

    def _query(self, document: Document) -> _Query:
        counts = frequencies_of(document)
        terms = np.array(sorted(counts), np.uint64)
        frequencies = np.array([counts[term] for term in sorted(counts)], np.float64)
        documents = self._index.counts_of(terms)
        told = documents <= COMMON * (self._index.size + PRIOR_ITEMS)
        length = frequencies.sum()
        terms, frequencies, documents = terms[told], frequencies[told], documents[told]
        weights = np.log1p(frequencies) * self._idf(documents)
        itself = weights * _saturated(frequencies, self._level(length))
        telling = np.zeros(len(terms), np.bool_)
        telling[np.lexsort((terms, -weights))[:TELLING]] = True
        return _Query(
            terms, documents, weights, telling, document.moment.timestamp(), is_chinese(document.title),
            whole=math.fsum(itself) + SHORT_TEXT, told=math.fsum(itself[telling]) + SHORT_TEXT,
        )  # fmt: skip

    def _idf(self, documents: npt.NDArray[Any]) -> Floats:
        return np.maximum(0.0, np.log((self._index.size + PRIOR_ITEMS) / (documents + 0.5)))

    def _level(self, lengths: Any) -> Any:
        """The frequency at which a term has half its weight, in texts of these lengths."""
        return K1 * (1 - B + B * lengths / self._mean_length)

    def _rarest(self, query: _Query) -> npt.NDArray[np.bool_]:
        """Which terms look for candidates."""
        order = np.lexsort((query.terms, query.documents))
        rare = np.zeros(len(query.terms), np.bool_)
        rare[order] = np.cumsum(query.documents[order]) <= MAX_POSTINGS
        rare[order[:1]] = True
        return rare

    def _totals(self, query: _Query, chosen: npt.NDArray[np.bool_]) -> Floats:
        """For every document the score by the chosen terms."""
        terms, weights = query.terms[chosen], query.weights[chosen]
        found: list[Floats] = [np.zeros(0)]
        for first, segment in zip(self._firsts, self._index.segments, strict=False):
            places, owners = flattened(*segment.spans(terms))
            documents = segment.columns.documents[places]
            saturated = _saturated(segment.columns.frequencies[places], self._levels[first + documents])
            scores: Floats = np.bincount(documents, weights[owners] * saturated, len(segment)).astype(np.float64)
            found.append(scores)
        return np.where(self._alive, np.concatenate(found), 0.0)

    def _best(self, query: _Query, totals: Floats, itself: str) -> Numbers:
        """The candidates: the best by their totals; itself: the address that is left out."""
        numbers = np.flatnonzero(totals)
        scores = totals[numbers] * self._factors(query, numbers)
        if len(numbers) > CANDIDATES:
            worst = np.partition(scores, -CANDIDATES - 1)[-CANDIDATES - 1]
            numbers, scores = numbers[scores >= worst], scores[scores >= worst]
        kept: Numbers = numbers[self._order(scores, numbers)]
        others: Numbers = kept[kept != self._numbers.get(itself, -1)]
        return others[:CANDIDATES]

    def _order(self, scores: Floats, numbers: Numbers) -> Numbers:
        """Best first; of equal scores in an order that every index of these items has."""
        order: Numbers = np.lexsort((self._digests[numbers], -scores))
        return order

    def _texts(self, query: _Query, chosen: npt.NDArray[np.bool_], numbers: Numbers) -> Floats:
        """The score of some documents by the chosen terms, looked up in each list."""
        terms, weights = query.terms[chosen], query.weights[chosen]
        found = np.zeros(len(numbers))
        for first, segment in zip(self._firsts, self._index.segments, strict=False):
            here = np.flatnonzero((numbers >= first) & (numbers < first + len(segment)))
            if not len(here):
                continue
            frequencies = _frequencies(segment, terms, numbers[here] - first)
            found[here] = (weights[:, None] * _saturated(frequencies, self._levels[numbers[here]])).sum(axis=0)
        return found

    def _factors(self, query: _Query, numbers: Numbers) -> Floats:
        """What time and language do to a score, at most 1."""
        apart = np.abs(self._moments[numbers] - query.moment)
        across = np.where(self._chinese[numbers] != query.is_chinese, ACROSS_LANGUAGES, 1.0)
        nearness = 1 + NEARNESS * np.exp(-apart / FADES_OVER)
        return nearness * across / ((1 + NEARNESS) * ACROSS_LANGUAGES)

    def _near(self, number: int, score: float, likeness: float) -> Near:
        place = int(np.searchsorted(self._firsts, number, side="right")) - 1
        segment, own = self._index.segments[place], number - int(self._firsts[place])
        moment = int(segment.columns.moments[own])
        return Near(segment.addresses[own], moment, score, likeness, segment.marks_of(own))


def _frequencies(segment: Segment, terms: npt.NDArray[np.uint64], documents: Numbers) -> Floats:
    """How often each term, by row, occurs in each document."""
    found = np.zeros((len(terms), len(documents)))
    for row, begin, end in zip(found, *segment.spans(terms), strict=True):
        if begin < end:
            listed = segment.columns.documents[begin:end]
            places = np.minimum(listed.searchsorted(documents), end - begin - 1)
            row[:] = segment.columns.frequencies[begin:end][places] * (listed[places] == documents)
    return found


def _saturated(frequencies: npt.NDArray[Any], level: Any) -> Floats:
    found: Floats = frequencies * (K1 + 1) / (frequencies + level)
    return found


def _joined(arrays: Sequence[npt.NDArray[Any]], kind: type[Any]) -> npt.NDArray[Any]:
    return np.concatenate([np.zeros(0, kind), *arrays]).astype(kind)
