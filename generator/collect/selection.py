"""Which remembered entries of a source become articles of the time asked for. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import ValidationError

from generator.collect.cache import Memory, Remembered
from generator.collect.disarming import disarmed
from generator.collect.feeds import Entry
from generator.model.article import Article, Link
from generator.model.source import Source
from generator.text.keywords import Keywords

_LEAD = 300
"""Characters of a text in which an article says what it is about; read further, everything mentions AI somewhere."""


@dataclass(frozen=True)
class Span:
    """The time asked for: `start` up to, not including, `end`; and the moment of asking. All aware."""

    start: datetime
    end: datetime
    now: datetime


@dataclass(frozen=True)
class Filters:
    """Words for all sources; a source's own `include` takes the place of `include`, its `exclude` adds to `exclude`."""

    include: Keywords | None = None
    exclude: Keywords | None = None


@dataclass(frozen=True)
class Selection:
    """Articles of one source by the identity of their entry, and what was passed over."""

    articles: dict[str, Article]
    filtered: int = 0
    unusable: int = 0
    """Entries that no article can be made of; one that is nothing but an order to a language model is among them."""
    disarmed: int = 0
    """Entries that addressed a language model; what did so is not in their articles."""

    def note(self) -> str:
        """For the report of the source; empty where all went well."""
        return f"orders to language models were left out, in entries: {self.disarmed}" if self.disarmed else ""


def select(source: Source, memory: Memory, span: Span, filters: Filters) -> Selection:
    """The articles of a source, one for each page it links to: of several the newest."""
    wanted = _words_of(source, filters)
    newest: dict[str, tuple[str, Article]] = {}
    filtered = unusable = changed = 0
    for name, known in memory.entries.items():
        if known.is_undatable or not span.start <= known.moment < span.end:
            continue
        entry = _fullest(known)
        safe = disarmed(entry)
        changed += safe is not entry
        if safe and not _passes(source, safe, wanted):
            filtered += 1
            continue
        article = _article(source, safe, known.first_seen) if safe else None
        if article is None:
            unusable += 1
        elif article.key not in newest or newest[article.key][1].moment < article.moment:
            newest[article.key] = (name, article)
    return Selection(dict(newest.values()), filtered, unusable, changed)


def _fullest(known: Remembered) -> Entry:
    """The entry, with the text of its page where that says more than the feed's."""
    page = known.page or ""
    return replace(known.entry, text=page) if len(page) > len(known.entry.text) else known.entry


def _words_of(source: Source, filters: Filters) -> tuple[Keywords | None, tuple[Keywords, ...]]:
    include = filters.include if source.include is None else Keywords(source.include, ignore_case=True)
    own = Keywords(source.exclude, ignore_case=True)
    return include, tuple(words for words in (own, filters.exclude) if words)


def _passes(source: Source, entry: Entry, wanted: tuple[Keywords | None, tuple[Keywords, ...]]) -> bool:
    """Whether an entry has a word that is wanted (an empty list wants everything) and none that is not."""
    include, excludes = wanted
    told = f"{entry.title}\n{entry.summary[:_LEAD]}"
    if any(exclude.first_in(told) for exclude in excludes):
        return False
    return (
        not include
        or include.first_in(f"{entry.title}\n{entry.summary[:_LEAD]}\n{entry.text[:_LEAD]}\n{source.title}") is not None
    )


def _article(source: Source, entry: Entry, first_seen: datetime) -> Article | None:
    """An entry as the other rooms know it; None where it breaks their rules."""
    try:
        return Article(
            source=source,
            title=entry.title,
            url=entry.url,
            language=source.language,
            published=entry.published,
            collected=first_seen,
            summary=entry.summary,
            text=entry.text,
            links=tuple(Link(text=text, url=url) for text, url in entry.links),
        )
    except ValidationError:
        return None
