"""What a model is given of an event: the sentences of its reports and facts of earlier items, numbered from 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.model.article import Article
from generator.model.base import one_line
from generator.model.item import Evidence, Item
from generator.text.instructions import addresses_a_model
from generator.text.sentences import split_sentences
from generator.text.words import count_words, terms

#: Sentences of one report, and of one event, that a model is given: news stands on top, and every one is paid for.
MAX_SENTENCES = 40
MAX_PER_EVENT = 90
#: Characters of a sentence; what is longer is none, and is paid for with each question.
MAX_CHARACTERS = 500
#: Facts of earlier items: about 300 tokens of the 900 that a question may take besides its articles.
MAX_FACTS = 8
FACTS_PER_ITEM = 3
#: A shorter line is a caption, a byline or a button.
MIN_WORDS = 4
#: A sentence whose words another report has told to this share is not paid for twice.
SAME = 0.9


@dataclass(frozen=True)
class Fact:
    """A quotation that an earlier item cites, offered as context."""

    day: str
    evidence: Evidence


@dataclass(frozen=True)
class Numbered:
    """The sentences of one question; a sentence's number is its place, from 1."""

    own: tuple[Evidence, ...]
    facts: tuple[Fact, ...] = ()

    @classmethod
    def of(cls, articles: Sequence[Article], earlier: Mapping[str, Item]) -> Numbered:
        """The sentences of an event's articles, and what earlier items lend; those by address, the nearest first."""
        return cls(_sentences(articles), tuple(facts_of(earlier)))

    @property
    def known(self) -> int:
        """How many there are in all."""
        return len(self.own) + len(self.facts)

    @property
    def evidence(self) -> dict[str, Evidence]:
        """What each number stands for, as a draft cites it: e1, e2 …"""
        entries = [*self.own, *(fact.evidence for fact in self.facts)]
        return {f"e{number}": entry for number, entry in enumerate(entries, start=1)}

    def reports(self, articles: Sequence[Article]) -> list[dict[str, object]]:
        """The reports with their sentences, as prompts take them."""
        numbered = list(enumerate(self.own, start=1))
        told = ([(n, entry) for n, entry in numbered if entry.article == place] for place in range(len(articles)))
        return [
            {
                "outlet": article.source.title,
                "day": article.moment.date().isoformat(),
                "language": article.language,
                "sentences": [{"number": number, "text": entry.quote} for number, entry in sentences],
            }
            for article, sentences in zip(articles, told, strict=True)
            if sentences
        ]


def facts_of(items: Mapping[str, Item]) -> list[Fact]:
    """What related items may lend: the evidence of their first claims and of their timelines.

    items: by address, the most closely related first.
    """
    found = []
    for address, item in items.items():
        cites = [cite for _, claim in item.claims() for cite in claim.cites if not claim.inference]
        own = [item.evidence[cite] for cite in dict.fromkeys(cites) if item.evidence[cite].item is None]
        for entry in own[:FACTS_PER_ITEM]:
            report = item.articles[entry.article]
            day = report.moment.date().isoformat()
            found.append(Fact(day, entry.model_copy(update={"item": address})))
    return found[:MAX_FACTS]


def numbered_facts(facts: Iterable[Fact], start: int = 1) -> list[dict[str, object]]:
    """Facts as prompts take them: number, day and text."""
    return [
        {"number": number, "day": fact.day, "text": fact.evidence.quote} for number, fact in enumerate(facts, start)
    ]


def _sentences(articles: Sequence[Article]) -> tuple[Evidence, ...]:
    """What may be cited of an event's reports: titles and sentences, in order; what a report repeats comes once.

    A title that quotes an order to a model is left out.
    """
    told: list[frozenset[str]] = []
    found: list[Evidence] = []
    for number, article in enumerate(articles):
        lines = [
            line
            for line in split_sentences(article.whole_text)[:MAX_SENTENCES]
            if len(line) <= MAX_CHARACTERS and count_words(line) >= MIN_WORDS
        ]
        titles = [] if addresses_a_model(article.title) else [article.title]
        for line in [*titles, *lines]:
            words = frozenset(terms(line))
            if words and any(len(words & other) >= SAME * len(words) for other in told):
                continue
            told.append(words)
            found.append(Evidence(article=number, quote=one_line(line)))
    return tuple(found[:MAX_PER_EVENT])
