"""Who speaks for itself, who reports, who copies: the order in which an item lists its articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

from generator.model.article import Article
from generator.model.vocabulary import Name
from generator.text.disagreement import Telling
from generator.text.names import NameFinder
from generator.text.papers import is_paper
from generator.text.words import CJK, count_words, letters

Role = Literal["primary", "report", "copy"]
#: A shingle is so many words or Chinese characters in a row (Broder, "On the resemblance and containment of
#: documents", 1997): long enough that two writers rarely share one by chance.
SHINGLE = 5
#: Share of the shorter text's shingles in the longer one, from which one is a copy or both rewrite one release.
#: In three recorded weeks nine of the ten pairs above it were that; the six between 0.08 and it share quotations only.
COPY = 0.5
#: Shorter texts are too alike to tell a copy by them; they are by a title of so many words.
MIN_SHINGLES = 15
MIN_TITLE = 6
#: Where releases are published for a fee: the word of whoever paid, and no voice of its own.
_RELEASE_HOSTS = re.compile(
    r"(?:^|\.)(?:prnewswire|prnasia|businesswire|globenewswire|accesswire|accessnewswire|newsfilecorp|einpresswire|prweb"
    r"|einnews|marketwired|eqs-news|presseportal|pressat|newswire)\.[a-z.]{2,6}$"
)
#: Authorities speak for themselves wherever they are about to do something.
_AUTHORITIES = re.compile(
    r"(?:^|\.)(?:gov(?:\.[a-z]{2})?|mil|europa\.eu|gouv\.fr|bund\.de|admin\.ch|gc\.ca|go\.(?:jp|kr)|int)$"
)
#: Where code and models are published, each maker under its own name.
_REPOSITORIES = re.compile(r"^(?:github\.com|gitlab\.com|huggingface\.co|modelscope\.cn/models)/([\w.-]+)")
_TOKEN = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")


@dataclass(frozen=True)
class Voice:
    """An article as it speaks in its item."""

    article: Article
    role: Role
    copies: Article | None = None
    """Of a copy: the article that has the same text."""


def arrange(articles: Iterable[Article], names: NameFinder) -> list[Voice]:
    """The articles with their roles: primary sources first, then reports by tier and time, then copies.

    A release on a wire is the primary source where nobody else speaks for itself, and else a copy.
    """
    by_time = sorted(articles, key=lambda article: (article.moment, article.source.name, article.key))
    speaking = [article for article in by_time if is_primary(article, names)]
    speaking = speaking or [article for article in by_time if _is_release(article) and article.is_own][:1]
    texts: list[_Text] = []
    voices = []
    for article in sorted(by_time, key=lambda article: article not in speaking):
        text = _Text(article)
        original = None if article in speaking else _original(text, texts)
        role: Role = "primary" if article in speaking else "copy" if original else "report"
        texts.append(text)
        voices.append(Voice(article, role, original))
    order = ("primary", "report", "copy")
    return sorted(voices, key=lambda voice: (order.index(voice.role), voice.article.source.tier))


def is_primary(article: Article, names: NameFinder) -> bool:
    """Whether those speak whom the article is about: a maker on its site, an authority, the authors of a paper.

    What came through the feed of somebody else is that feed's word, wherever it leads.
    """
    about = {*names.find(article.title), *names.find(article.source.title)}
    is_theirs = article.is_own or _speaks_at(article.source.homepage, about)
    return is_theirs and _speaks_at(article.url, about)


def _speaks_at(url: str, about: Iterable[Name]) -> bool:
    """Whether an address is that of an authority, of a paper, or of one of those it is about."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if _AUTHORITIES.search(host) or is_paper(url):
        return True
    maker = _REPOSITORIES.match(host + parts.path)
    return any(name.speaks_at(parts.hostname or "") or (maker and _is_called(maker[1], name)) for name in about)


def _is_called(account: str, name: Name) -> bool:
    """Whether an account bears a name, or that of its maker: northwind-ai for Northwind."""
    called = letters(account)
    return any(
        len(known) > 2 and called.startswith(known)
        for known in map(letters, (name.name, *name.aliases, name.company or ""))
    )


def _is_release(article: Article) -> bool:
    return _RELEASE_HOSTS.search(urlsplit(article.url).hostname or "") is not None


class _Text:
    """An article's text as it is held against others."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def shingles(self) -> frozenset[tuple[str, ...]]:
        tokens = [token.casefold() for token in _TOKEN.findall(self.article.body)]
        return frozenset(zip(*(tokens[start:] for start in range(SHINGLE)), strict=False))

    @cached_property
    def title(self) -> str:
        return letters(self.article.title)

    @cached_property
    def telling(self) -> Telling:
        return Telling(self.article.title, self.article.body)

    def is_copy(self, other: _Text) -> bool:
        """Whether the two are one text that says one thing: what contradicts is a report of its own."""
        return self.is_like(other) and not self.telling.disagrees(other.telling)

    def is_like(self, other: _Text) -> bool:
        """Whether the two are one text, or the shorter is most of the other."""
        shorter = min(len(self.shingles), len(other.shingles))
        if shorter < MIN_SHINGLES:
            return self.title == other.title and count_words(self.article.title) >= MIN_TITLE
        return len(self.shingles & other.shingles) > COPY * shorter


def _original(text: _Text, earlier: Sequence[_Text]) -> Article | None:
    """The article that one copies: of another source, and on a wire of releases the first in any case."""
    others = [other for other in earlier if other.article.source.name != text.article.source.name]
    if original := next((other.article for other in others if text.is_copy(other)), None):
        return original
    return others[0].article if others and _is_release(text.article) else None
