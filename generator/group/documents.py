"""What articles and items are compared by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from generator.model.article import Article
from generator.model.item import Item
from generator.text.names import NameFinder
from generator.text.quantities import quantities
from generator.text.words import latin_words, terms

#: The beginning of a report says what happened; what follows is background that other events share.
LEAD_CHARS = 600
_VERSIONED = re.compile(r"([a-z]+)-?(\d+(?:\.\d+)+|\d+)$")


@dataclass(frozen=True)
class Document:
    """A text with what makes it comparable. Order of the tuples is that of the text."""

    key: str
    title: str
    moment: datetime
    publishers: frozenset[str]
    title_terms: tuple[str, ...]
    lead_terms: tuple[str, ...]
    names: frozenset[str]
    """Canonical names, one for all languages."""
    title_names: frozenset[str]
    numbers: frozenset[float]
    versions: frozenset[tuple[str, str]]
    """Products with their version, as named in the title: ('gpt', '5.6')."""
    is_roundup: bool = False


class DocumentMaker:
    """Makes documents of articles and items with one vocabulary."""

    def __init__(self, names: NameFinder, roundups: Iterable[str] = ()) -> None:
        self._names = names
        self._roundups = [re.compile(pattern) for pattern in roundups]

    def is_roundup(self, title: str) -> bool:
        """Whether a title announces several events at once."""
        return any(pattern.search(title) for pattern in self._roundups)

    def of_article(self, article: Article) -> Document:
        lead = f"{article.summary}\n{article.text}" if article.summary not in article.text else article.text
        return self._make(article.key, article.title, lead[:LEAD_CHARS], article.moment, [article.publisher])

    def of_item(self, address: str, item: Item) -> Document:
        """An item of the archive, by its reports' titles and its own claims."""
        claims = " ".join(dict.fromkeys(claim.text for _, claim in item.claims()))
        other_titles = [report.title for report in item.articles if report.title != item.title]
        lead = " ".join([*other_titles, item.hook or "", claims])
        latest = max(report.moment for report in item.articles)
        return self._make(address, item.title, lead[: 2 * LEAD_CHARS], latest, item.publishers)

    def of_text(self, key: str, title: str, lead: str, moment: datetime, publisher: str) -> Document:
        """A document of bare texts, for measuring against other people's data."""
        return self._make(key, title, lead[:LEAD_CHARS], moment, [publisher])

    def _make(self, key: str, title: str, lead: str, moment: datetime, publishers: Iterable[str]) -> Document:
        title_names = frozenset(name.name for name in self._names.find(title))
        return Document(
            key=key,
            title=title,
            moment=moment,
            publishers=frozenset(publishers),
            title_terms=tuple(terms(title)),
            lead_terms=tuple(terms(lead)),
            names=title_names | {name.name for name in self._names.find(lead)},
            title_names=title_names,
            numbers=frozenset(
                q.value for q in quantities(f"{title} {lead}") if q.value >= 10 and not _is_year(q.value)
            ),
            versions=frozenset(_versions(title)),
            is_roundup=self.is_roundup(title),
        )


def _is_year(value: float) -> bool:
    return 1990 <= value <= 2040 and value == int(value)


def _versions(title: str) -> Iterable[tuple[str, str]]:
    for word in latin_words(title):
        if match := _VERSIONED.match(word):
            yield match[1], match[2]
