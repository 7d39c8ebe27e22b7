"""Which passages say most: how central to the reports, how early, how little said before.

What is added up over a set of words is added by `fsum`, which rounds once: each process has another order of sets.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from generator.enrich.extractive.passages import Passage
from generator.model.article import Article
from generator.text.words import terms

#: Share of the shorter passage's terms at which two passages say the same.
SAME_STATEMENT = 0.5
#: Words of titles that every event here has in its own.
_GENERAL = frozenset(
    terms("AI model models agent agents tool tools new company 人工智能 大模型 智能体 机器人 公司 发布")
)
#: The same, where the two have no figure in common: one outlet writes 38,000, another nearly 40,000.
SAME_WORDS = 0.7


def topic_of(title: str) -> frozenset[str]:
    """The terms of a title that say more than that it is about AI; all of one that has no others."""
    every = frozenset(terms(title))
    return every - _GENERAL or every


class Relevance:
    """Scores passages of one event; the weights of words come from its own reports."""

    def __init__(self, articles: Sequence[Article], candidates: Sequence[Passage]) -> None:
        reports = [frozenset(terms(f"{article.title} {article.body[:4000]}")) for article in articles]
        self._title_terms = Counter(term for article in articles for term in set(terms(article.title)))
        self._topic = topic_of("\n".join(article.title for article in articles))
        self._told_by = Counter(term for report in reports for term in report)
        self._used = Counter(term for passage in candidates for term in passage.terms)
        self._tiers = [article.source.tier for article in articles]

    def weight(self, term: str) -> float:
        """How much a word says about the event: told by several reports, and in their titles."""
        weight = math.log1p(self._told_by[term]) + 0.5 * math.log1p(self._used[term])
        return 2 * weight if term in self._title_terms else weight

    def score(self, passage: Passage) -> float:
        """How much a passage says: centrality, damped by length, times how early it stands and how well it stands
        alone."""
        if not passage.terms:
            return 0.0
        central = math.fsum(map(self.weight, passage.terms)) / math.pow(len(passage.terms), 0.6)
        early = 0.4 + 0.6 / (1 + 0.15 * passage.order)
        score = central * early * (1.1 if passage.figures else 1.0) * (1.0 if passage.is_whole else 0.9)
        score *= 0.6 if passage.leans else 0.8 if passage.refers else 1.0
        score *= 0.8 if self._repeats_title(passage) else 1.0
        if passage.contributes:
            score *= 1.4
        elif passage.speaks_of_itself:
            score *= 0.75
        return score * (1.1, 1.0, 0.9)[self._tiers[passage.article] - 1]

    def _repeats_title(self, passage: Passage) -> bool:
        """Whether a passage says little that a title of its reports does not."""
        return bool(passage.terms) and sum(term in self._title_terms for term in passage.terms) > 0.75 * len(
            passage.terms
        )

    def is_of_event(self, passage: Passage) -> bool:
        """Whether a passage shares a word with a title of the event that says more than that it is about AI."""
        return not self._topic.isdisjoint(passage.terms)


def overlap(one: Passage, other: Passage) -> float:
    """Share of the shorter passage's terms that the other has too."""
    shorter = min(len(one.terms), len(other.terms))
    return len(one.terms & other.terms) / shorter if shorter else 0.0


def says_the_same(passage: Passage, others: Iterable[Passage]) -> bool:
    """Whether a passage repeats one of `others`; other amounts of the same, and its denial, are another statement."""
    return any(
        (shared := overlap(passage, other)) >= SAME_WORDS or (shared >= SAME_STATEMENT and not _differ(passage, other))
        for other in others
        if passage.denies == other.denies
    )


def _differ(one: Passage, other: Passage) -> bool:
    """Whether each of two passages has figures of its own only."""
    return bool(one.figures and other.figures) and one.figures.isdisjoint(other.figures)


def choose(
    candidates: Iterable[Passage], key: Callable[[Passage], float], limit: int, told: Sequence[Passage] = ()
) -> list[Passage]:
    """The best `limit` candidates by `key`, none of which repeats another or what is told already."""
    chosen: list[Passage] = []
    for passage in sorted(candidates, key=lambda passage: (-key(passage), passage.article, passage.order)):
        if len(chosen) == limit:
            break
        if key(passage) > 0 and not says_the_same(passage, (*told, *chosen)):
            chosen.append(passage)
    return chosen
