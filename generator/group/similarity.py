"""How alike two documents are: whether they tell one event, and whether they belong beside each other."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.group.documents import Document
from generator.text.words import is_chinese

#: A title says what the event is; three times the weight of the lead was best on the development half.
TITLE_WEIGHT = 3.0
#: A term in more documents than this finds no candidates: it would pair everything with everything.
MAX_POSTINGS = 80
#: So many of a document's rarest terms look for candidates.
PROBES = 16

#: Log-odds of one event by what two documents share: logistic regression on the development half of recorded feeds,
#: rounded. By hand, for fewer wrong merges: names weigh less and numbers more than it learnt from leads of 200
#: characters; publishers write series, not doubles; GPT-5.6 is not GPT-5.5.
LOG_ODDS = {
    "intercept": -4.1,
    "words": 3.4,  # cosine of all terms
    "title words": 1.8,  # cosine of the titles' terms
    "best cover": 5.1,  # share of one title's terms that the other document has, the better way round
    "worst cover": 3.4,  # the same, the worse way round
    "names": 0.5,  # rarity of shared names, at most 2
    "names across": 0.3,
    "numbers": 1.0,  # rarity of shared numbers, at most 3, where names are shared too
    "numbers across": 1.3,  # one is Chinese, the other is not: then words cannot agree
    "strangers": -0.3,  # names in one title that the other document lacks, at most 4
    "days": -0.7,  # between them, at most 7
    "publisher": -2.0,
    "version": -1.0,
}

#: Rarity added to every title when its cover is reckoned, so that "Siri AI" is not covered by all about Siri.
SHORT_TITLE = 0.5


class Likeness(NamedTuple):
    """A score in [0, 1] and the names it rests on."""

    score: float
    names: frozenset[str]


class Space:
    """Weights of terms, names and numbers in a set of documents; rare ones tell more (idf, Spärck Jones 1972)."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        counts = Counter(term for document in documents for term in _vocabulary(document))
        self._top = math.log(len(documents) + 1) or 1.0
        self._idf = {term: math.log((len(documents) + 1) / (count + 0.5)) for term, count in counts.items()}
        self._vectors = [self._vector(document) for document in documents]
        self._titles = [self._unit(dict.fromkeys(document.title_terms, 1.0)) for document in documents]
        self._terms = [frozenset(document.title_terms + document.lead_terms) for document in documents]
        self._chinese = [is_chinese(document.title) for document in documents]

    def pairs(self) -> list[tuple[int, int]]:
        """Pairs (i < j) that share a rare term, each once, in order; all others are taken to be unlike."""
        postings: dict[str, list[int]] = defaultdict(list)
        for number, document in enumerate(self.documents):
            for term in _vocabulary(document):
                postings[term].append(number)
        found: set[tuple[int, int]] = set()
        for number, vector in enumerate(self._vectors):
            probes = sorted(vector, key=lambda term: (-vector[term], term))[:PROBES]
            near = {other for term in probes if len(postings[term]) <= MAX_POSTINGS for other in postings[term]}
            found.update((min(number, other), max(number, other)) for other in near if other != number)
        return sorted(found)

    def same_event(self, left: int, right: int) -> Likeness:
        """Probability that two documents tell one event."""
        one, other = self.documents[left], self.documents[right]
        covers = sorted((self._cover(left, right), self._cover(right, left)))
        names = one.names & other.names
        rare_names = min(2.0, self._rarity(map(_name_term, names)))
        rare_numbers = min(3.0, self._rarity(map(_number_term, one.numbers & other.numbers))) if names else 0.0
        across = float(self._chinese[left] != self._chinese[right])
        evidence = {
            "intercept": 1.0,
            "words": _dot(self._vectors[left], self._vectors[right]),
            "title words": _dot(self._titles[left], self._titles[right]),
            "best cover": covers[1],
            "worst cover": covers[0],
            "names": rare_names,
            "names across": across * rare_names,
            "numbers": rare_numbers,
            "numbers across": across * rare_numbers,
            "strangers": min(4, len(one.title_names - other.names) + len(other.title_names - one.names)),
            "days": min(7.0, abs((one.moment - other.moment).total_seconds()) / 86400),
            "publisher": float(bool(one.publishers & other.publishers)),
            "version": float(_other_versions(one, other)),
        }
        log_odds = sum(LOG_ODDS[name] * value for name, value in evidence.items())
        return Likeness(1 / (1 + math.exp(-log_odds)), names)

    def closeness(self, left: int, right: int) -> Likeness:
        """How near two documents are in subject, whatever the event: shared words, and rare names on top."""
        names = self.documents[left].names & self.documents[right].names
        score = _dot(self._vectors[left], self._vectors[right]) + 0.1 * min(2.0, self._rarity(map(_name_term, names)))
        return Likeness(min(1.0, score), names)

    def _rarity(self, terms: Iterable[str]) -> float:
        """Sum of idf, 1 for the rarest possible term."""
        return sum(self._idf[term] for term in terms) / self._top

    def _cover(self, left: int, right: int) -> float:
        """Share of the left title that the right document has, by rarity; a title of few words tells little."""
        title = frozenset(self.documents[left].title_terms)
        return self._rarity(title & self._terms[right]) / (self._rarity(title) + SHORT_TITLE)

    def _vector(self, document: Document) -> dict[str, float]:
        frequencies: dict[str, float] = defaultdict(float)
        for term in document.title_terms:
            frequencies[term] += TITLE_WEIGHT
        for term in document.lead_terms:
            frequencies[term] += 1
        for name in document.names:
            frequencies[_name_term(name)] += TITLE_WEIGHT if name in document.title_names else 1
        return self._unit({term: 1 + math.log(count) for term, count in frequencies.items()})

    def _unit(self, frequencies: Mapping[str, float]) -> dict[str, float]:
        raw = {term: frequency * self._idf[term] for term, frequency in frequencies.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {term: weight / length for term, weight in raw.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * long[term] for term, weight in short.items() if term in long)


def _vocabulary(document: Document) -> Iterator[str]:
    yield from {
        *document.title_terms,
        *document.lead_terms,
        *map(_name_term, document.names),
        *map(_number_term, document.numbers),
    }


def _name_term(name: str) -> str:
    return f"={name}"


def _number_term(number: float) -> str:
    return f"#{number:g}"


def _other_versions(one: Document, other: Document) -> bool:
    mine, theirs = dict(one.versions), dict(other.versions)
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[product] != theirs[product] for product in shared)
