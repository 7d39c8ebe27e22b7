"""Whether two items are about one matter, and what they share that says so."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from generator.group.documents import Document
from generator.group.likeness.terms import name_term, normal, number_term, version_term
from generator.group.retrieval.index import (
    MENTION,
    NAME,
    NUMBER,
    PAIR,
    PRODUCT,
    UNLISTED,
    VERSIONED,
    WORD,
    marks_of,
    term_id,
)
from generator.group.retrieval.ranking import Near, Ranking
from generator.text.words import terms

#: Log-odds that two items tell one event or one continuing story: logistic regression on the graded neighbours of the
#: development half of recorded feeds, rounded. Cross-validated by query: at a probability of .6 precision .84, at .7
#: .91, where the neighbours of one grade less are counted as wrong.
LOG_ODDS = {
    "intercept": -1.9,
    "likeness": 2.6,  # share of the one's text that the other has
    "words": 1.3,  # rarity of the words that both titles have, at most 3
    "cover": 1.1,  # share of the titles' words that both have, by rarity
    "strangers": -0.5,  # names in one title that the other item lacks, at most 4
    "weeks": -0.43,  # between them, at most 10
}
#: Neighbours are ordered by their rank and so much of this probability: better by .01 on two measures that it was not
#: made for.
MATTER = 0.2
#: Rarity added to every title when its cover is reckoned, so that a title of few words is not covered by chance.
SHORT_TITLE = 0.5
#: Every Chinese character stands in two pairs.
PAIR_WEIGHT = 0.5
#: A word of this rarity is in few items: of 6,000 in 30, of 100,000 in 100.
RARE = 0.6
#: A name that no list has is in fewer, of 6,000 in 12: what many items name and no list has is a word, as Big Tech.
RARE_NAME = 0.75
#: So many names that only one of two items has make them two matters.
STRANGERS = 3
#: In a Chinese title a Latin word is a name or the number of a model: so many on either side are two machines.
FOREIGN = 2
WEEK = 7 * 86400.0


@dataclass(frozen=True)
class Kinship:
    """What a document and an item near it have in common."""

    near: Near
    names: tuple[str, ...]
    """Names that both titles have, the rarest first."""
    parties: tuple[str, ...]
    """Those of `names` that are no model or product of another of them."""
    mentioned: tuple[str, ...]
    """Names that one title has and the other's text, the rarest first."""
    words: Mapping[str, float]
    """Rare words that both titles have, none of them part of a name, in their form for comparing; with their rarity."""
    unlisted: Mapping[str, int]
    """Names that no list has, which both have as a whole and one in its title; with how many of their words are rare,
    one at least."""
    numbers: tuple[float, ...]
    """Rare numbers that both have, the rarest first."""
    version: str | None
    """The version of a product that both titles name, as "zephyr 2"."""
    apart: bool
    """The titles name different things: other versions of a product, other names, or other models of a machine."""
    beyond: float
    """Rarity of the words that both titles have and that are not part of a name."""
    timeless: float
    """Probability of one matter, whenever it was."""
    score: float
    """Probability of one matter; less the more weeks lie between."""
    alike: float
    """Share of the titles' words that both have, by rarity; 1 for titles of the same words."""
    nearness: float
    """What neighbours are ordered by."""
    title: Mapping[int, float]
    """What each word of the other's title tells, by its number."""


def neighbours(ranking: Ranking, document: Document, most: int) -> list[Kinship]:
    """What a document shares with at most so many items near it, the nearest first."""
    found = kinships(ranking, document, ranking.nearest(document, most))
    return sorted(found, key=lambda kin: (-kin.nearness, kin.near.address))


def kinships(ranking: Ranking, document: Document, nears: Iterable[Near]) -> list[Kinship]:
    """What a document shares with items near it, in their order."""
    listed = list(nears)
    own = _Own(document)
    marks = {*own.marks, *chain.from_iterable(own.words_of.values())}
    rarity = ranking.rarity(marks.union(*(near.marks for near in listed)))
    return [own.kinship(near, rarity) for near in listed]


class _Own:
    """One side of many comparisons."""

    def __init__(self, document: Document) -> None:
        self.moment = document.moment.timestamp()
        self.marks = marks_of(document)
        self.names = {term_id(name_term(name)): name for name in document.names}
        self.owners = dict(document.owners)
        self.numbers = {term_id(number_term(number)): number for number in document.numbers}
        self.versions = {term_id(version_term(*version)): " ".join(version) for version in document.versions}
        in_names = {normal(term) for name in document.names for term in terms(name)}
        self.unlisted = {term_id(name_term(name)): name for name in document.unlisted}
        self.words_of = {name: [term_id(normal(term)) for term in terms(name)] for name in self.unlisted.values()}
        self.words = {term_id(term): term for term in map(normal, document.title_terms) if term not in in_names}

    def kinship(self, near: Near, rarity: Mapping[int, float]) -> Kinship:
        shared = {mark: self.marks[mark] & kinds for mark, kinds in near.marks.items() if mark in self.marks}
        order = sorted(shared, key=lambda mark: (-rarity[mark], self.names.get(mark, ""), mark))
        title, other_title = _title(self.marks, rarity), _title(near.marks, rarity)
        weights = {mark: title[mark] for mark in order if shared[mark] & WORD}
        mine, other, both = sum(title.values()), sum(other_title.values()), sum(weights.values())
        strangers = _strangers(self.marks, near.marks) + _strangers(near.marks, self.marks)
        evidence = {
            "intercept": 1.0,
            "likeness": near.likeness,
            "words": min(3.0, both),
            "cover": (both / (mine + SHORT_TITLE) + both / (other + SHORT_TITLE)) / 2,
            "strangers": min(4, strangers),
        }
        timeless = sum(LOG_ODDS[name] * value for name, value in evidence.items())
        weeks = min(10.0, abs(self.moment - near.moment) / WEEK)
        versions = [self.versions[mark] for mark in order if shared[mark] & VERSIONED]
        score = _probability(timeless + LOG_ODDS["weeks"] * weeks)
        names = tuple(self.names[mark] for mark in order if shared[mark] & NAME)
        return Kinship(
            near=near,
            names=names,
            parties=tuple(name for name in names if self.owners.get(name) not in names),
            mentioned=tuple(self.names[mark] for mark in order if mark in self.names and not shared[mark] & NAME),
            words={self.words[mark]: rarity[mark] for mark in weights if mark in self.words and rarity[mark] >= RARE},
            unlisted=self._unlisted(shared, rarity),
            numbers=tuple(self.numbers[mark] for mark in order if shared[mark] & NUMBER and rarity[mark] >= RARE),
            version=versions[0] if versions else None,
            apart=(not versions and any(kinds & PRODUCT for kinds in shared.values()))
            or strangers >= STRANGERS
            or min(_foreign(self.marks, near.marks), _foreign(near.marks, self.marks)) >= FOREIGN,
            beyond=sum(weight for mark, weight in weights.items() if mark in self.words),
            timeless=_probability(timeless),
            score=score,
            nearness=min(1.0, near.score + MATTER * score),
            alike=alike(title, other_title),
            title=other_title,
        )

    def _unlisted(self, shared: Mapping[int, int], rarity: Mapping[int, float]) -> dict[str, int]:
        """The names that no list has of both; shared: the kinds that a mark has in both."""
        both = sorted(self.unlisted[mark] for mark, kinds in shared.items() if kinds & (UNLISTED | MENTION) == UNLISTED)
        rare = {name: sum(rarity[word] >= RARE_NAME for word in self.words_of[name]) for name in both}
        return {name: count for name, count in rare.items() if count}


def alike(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """Share of two titles' words that both have, by what they tell (weighted Jaccard)."""
    both = math.fsum(weight for mark, weight in one.items() if mark in other)
    return both / ((math.fsum(one.values()) + math.fsum(other.values()) - both) or 1.0)


def _title(marks: Mapping[int, int], rarity: Mapping[int, float]) -> dict[int, float]:
    return {mark: rarity[mark] * (PAIR_WEIGHT if kinds & PAIR else 1) for mark, kinds in marks.items() if kinds & WORD}


def _strangers(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    return sum(1 for mark, kinds in one.items() if kinds & NAME and mark not in other)


def _foreign(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    """How many words of a Chinese title are not Chinese, and not in the other title."""
    if not any(kinds & PAIR for kinds in one.values()):
        return 0
    return sum(1 for mark, kinds in one.items() if kinds & WORD and not kinds & PAIR and not other.get(mark, 0) & WORD)


def _probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
