"""Who speaks for itself, who reports, who copies: the order in which an item lists its articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import urlsplit

from generator.model.article import Article
from generator.model.vocabulary import Name
from generator.text.names import NameFinder
from generator.text.words import terms

Role = Literal["primary", "report", "copy"]
#: Shared share of words above which a text is the same text again; press agencies' copies differ by a byline.
COPY = 0.85
#: Shorter texts are too alike to tell a copy.
MIN_TERMS = 25


def arrange(articles: Iterable[Article], names: NameFinder) -> list[tuple[Article, Role]]:
    """The articles with their roles: primary sources first, then reports by tier and time, then copies."""
    by_time = sorted(articles, key=lambda article: (article.moment, article.source.name, article.key))
    told: list[tuple[Article, frozenset[str]]] = []
    roles: list[tuple[Article, Role]] = []
    asked = [(is_primary(article, names), article) for article in by_time]
    for speaks_itself, article in sorted(asked, key=lambda entry: not entry[0]):
        words = frozenset(terms(article.body))
        if speaks_itself:
            role: Role = "primary"
        else:
            role = "copy" if _is_copy(article, words, told) else "report"
        told.append((article, words))
        roles.append((article, role))
    order = ("primary", "report", "copy")
    return sorted(roles, key=lambda entry: (order.index(entry[1]), entry[0].source.tier))


def is_primary(article: Article, names: NameFinder) -> bool:
    """Whether the article speaks on the own site of one it is about."""
    host = urlsplit(article.url).hostname or ""
    about = {*names.find(article.title), *names.find(article.source.title)}
    return any(_is_site_of(host, name) for name in about)


def _is_site_of(host: str, name: Name) -> bool:
    return any(host == site or host.endswith(f".{site}") for site in name.sites)


def _is_copy(article: Article, words: frozenset[str], told: Sequence[tuple[Article, frozenset[str]]]) -> bool:
    if len(words) < MIN_TERMS:
        return False
    return any(
        len(words & other) > COPY * min(len(words), len(other)) and len(other) >= MIN_TERMS
        for earlier, other in told
        if earlier.source.name != article.source.name
    )
