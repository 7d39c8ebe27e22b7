"""Why a report stands under an event, in words that readers can check against the two texts.

Only what the two have in common counts, nothing of the archive around them: so the words stay true as it grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.group.documents import Document
from generator.model.article import Article, link_key
from generator.text.quantities import in_words
from generator.text.words import letters

#: So many names and numbers are told: enough to see the point.
MOST_NAMES = 3
MOST_NUMBERS = 2
#: One whole number below this that is shared shows nothing: it may be a version, a share or a day.
LEAST_NUMBER = 100


@dataclass(frozen=True)
class Compared:
    """An article or item with what it is compared by; links: the pages it leads to, as keys."""

    document: Document
    links: frozenset[str] = frozenset()


def told_in(article: Article, document: Document) -> Compared:
    """An article as it is held against others."""
    return Compared(document, frozenset({link_key(link.url) for link in article.links}))


def reason(one: Compared, other: Compared) -> str:
    """What shows that two texts tell one event: links, title, names, numbers and days, the strongest first.

    one: the report in question; other: the one it is held against.
    """
    first, second = one.document, other.document
    found = [*_links(one, other)]
    if letters(first.title) == letters(second.title):
        found.append("same title")
    found += _listed("same name", _names(first, second))
    found += _listed("same number", _numbers(first, second))
    if not found:
        found.append("similar titles" if {*first.title_terms} & {*second.title_terms} else "similar texts")
    return ", ".join([*found, _days(first, second)])


def _links(one: Compared, other: Compared) -> Iterator[str]:
    if other.document.key in one.links:
        yield "links to it"
    elif one.document.key in other.links:
        yield "linked from it"
    elif _telling(one.links & other.links):
        yield "links to the same page"


def _telling(links: Iterable[str]) -> bool:
    """Whether some links lead to a page of their own, not to the front page of a site."""
    return any("/" in link.partition("?")[0] for link in links)


def _names(one: Document, other: Document) -> list[str]:
    """Shared names, those of both titles first."""
    shared = one.names & other.names
    titles = one.title_names & other.title_names
    return sorted(shared, key=lambda name: (name not in titles, name))[:MOST_NAMES]


def _numbers(one: Document, other: Document) -> list[str]:
    shared = sorted(one.numbers & other.numbers, reverse=True)
    if len(shared) == 1 and shared[0] < LEAST_NUMBER and shared[0].is_integer():
        return []
    return [*map(in_words, shared[:MOST_NUMBERS])]


def _listed(label: str, values: Sequence[str]) -> list[str]:
    return [f"{label if len(values) == 1 else label + 's'} ({', '.join(values)})"] if values else []


def _days(one: Document, other: Document) -> str:
    days = abs((one.moment.date() - other.moment.date()).days)
    return "same day" if days == 0 else "a day apart" if days == 1 else f"{days} days apart"
