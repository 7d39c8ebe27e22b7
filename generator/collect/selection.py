"""Which remembered entries of a source become articles of the time asked for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError

from generator.collect.cache import Memory, Remembered
from generator.collect.cleaning import absolute
from generator.collect.disarming import disarmed
from generator.collect.feeds import LEAD, Entry
from generator.collect.languages import language_of_entry
from generator.collect.noise import nothing_reported
from generator.collect.relevance import RelevanceScorer
from generator.collect.titles import LONGEST_TITLE, is_server_error
from generator.model.article import Article, Link, link_key
from generator.model.base import one_line
from generator.model.coverage import CollectedArticle, Fate
from generator.model.source import Source
from generator.text.keywords import Keywords

_READ = 3000
"""Characters that tell whether it goes on about it, and in which it introduces whom it tells of."""


@dataclass(frozen=True)
class Span:
    """The time asked for: `start` up to, not including, `end`; and the moment of asking. All aware."""

    start: datetime
    end: datetime
    now: datetime


@dataclass(frozen=True)
class Filters:
    """What entries of all sources are held to; a source's own `exclude` adds to `exclude`."""

    include: Keywords | None = None
    """Words an entry must have one of, where its source names none."""
    exclude: Keywords | None = None
    relevance: RelevanceScorer | None = None
    """Weighs the entries of sources without an `include` of their own."""
    threshold: float = 0.0
    """The relevance from which on an entry is taken."""


@dataclass(frozen=True)
class Selection:
    """Articles of one source and what was passed over, each by the identity of its entry."""

    articles: Mapping[str, Article]
    dropped: Mapping[str, CollectedArticle] = field(default_factory=dict)
    """Every other entry of the time asked for, with what became of it."""
    disarmed: int = 0
    """Entries that addressed a language model; what did so is not in their articles."""
    doubtful: Mapping[str, Article] = field(default_factory=dict)
    """What would become of those of `dropped` that say too little of AI, where others say that their subject is AI."""
    introduced: frozenset[str] = frozenset()
    """Names that articles, the doubtful ones too, say are of AI."""

    @property
    def filtered(self) -> int:
        """Entries that are not wanted."""
        return sum(entry.fate == "off-topic" for entry in self.dropped.values())

    @property
    def unusable(self) -> int:
        """Entries that no article can be made of; those that are nothing but an order to a language model are some."""
        return sum(entry.fate in ("unusable", "disarmed") for entry in self.dropped.values())

    def taking(self, names: Collection[str]) -> Selection:
        """With the doubtful articles of these names too, but for those whose page another article has."""
        of_pages = {article.key: name for name, article in self.doubtful.items() if name in names}
        there = {article.key for article in self.articles.values()}
        taken = {name: self.doubtful[name] for page, name in of_pages.items() if page not in there}
        return replace(
            self,
            articles={**self.articles, **taken},
            dropped={name: drop for name, drop in self.dropped.items() if name not in taken},
            doubtful={name: article for name, article in self.doubtful.items() if name not in taken},
        )

    def note(self) -> str:
        """For the report of the source; empty where all went well."""
        return f"orders to language models were left out, in entries: {self.disarmed}" if self.disarmed else ""


class _Wanted(NamedTuple):
    """What the entries of one source are held to; None and an empty list ask for nothing."""

    include: Keywords | None
    excludes: tuple[Keywords, ...]
    relevance: RelevanceScorer | None
    threshold: float


class _Drop(NamedTuple):
    """Why an entry becomes no article."""

    fate: Fate
    why: str | None = None
    score: float | None = None
    of: str | None = None
    doubtful: Article | None = None
    """What would become of it if it were about AI after all."""


def select(source: Source, memory: Memory, span: Span, filters: Filters) -> Selection:
    """The articles of a source, one for each page it links to: of several the newest."""
    wanted = _wanted(source, filters)
    newest: dict[str, tuple[str, Article]] = {}
    passed_over = dict[str, tuple[Entry | None, Remembered, _Drop]]()
    changed = 0
    for name, known in sorted(memory.entries.items(), key=lambda entry: entry[1].moment, reverse=True):
        if known.is_undatable or not span.start <= known.moment < span.end:
            continue
        entry = _fullest(known)
        safe = disarmed(entry)
        changed += safe is not entry
        found = _judged(source, safe, known.first_seen, wanted)
        if isinstance(found, _Drop):
            passed_over[name] = safe, known, found
        elif found.key in newest:
            passed_over[name] = safe, known, _same_page(newest[found.key])
        else:
            newest[found.key] = (name, found)
    drops = {name: (safe, known, _spoken_for(drop, safe, newest)) for name, (safe, known, drop) in passed_over.items()}
    traces = {name: _traced(source, *it) for name, it in drops.items()}
    articles = dict(newest.values())
    doubtful = {name: drop.doubtful for name, (_, _, drop) in drops.items() if drop.doubtful}
    introduced = _introduced(source, (*articles.values(), *doubtful.values()), filters.relevance)
    return Selection(articles, traces, changed, doubtful, introduced)


def _introduced(source: Source, articles: Iterable[Article], relevance: RelevanceScorer | None) -> frozenset[str]:
    """Names of AI: a laboratory whose own feed is read, and whatever articles say is of AI."""
    if relevance is None:
        return frozenset()
    texts = (f"{article.title}\n{article.summary}\n{article.text}"[:_READ] for article in articles)
    return frozenset(relevance.named_by(source)).union(*map(relevance.introduced, texts))


def _fullest(known: Remembered) -> Entry:
    """The entry, with the text of its page where that says more than the feed's."""
    page = known.page or ""
    return replace(known.entry, text=page) if len(page) > len(known.entry.text) else known.entry


def _wanted(source: Source, filters: Filters) -> _Wanted:
    excludes = (Keywords(source.exclude, ignore_case=True), filters.exclude)
    include, relevance = filters.include, filters.relevance
    if source.include is not None:
        include, relevance = Keywords(source.include, ignore_case=True), None
    return _Wanted(include, tuple(words for words in excludes if words), relevance, filters.threshold)


def _judged(source: Source, entry: Entry | None, first_seen: datetime, wanted: _Wanted) -> Article | _Drop:
    """An entry as the other rooms know it, or why it becomes no article; entry: None where nothing of it is safe."""
    if entry is None:
        return _Drop("disarmed", "nothing but an order to a language model")
    if is_server_error(entry.title):
        return _Drop("unusable", "its title is that of a server's error page")
    if unwanted := _unwanted(source, entry, wanted):
        return unwanted
    article = _article(source, entry, first_seen)
    return article if isinstance(article, _Drop) else _off_topic(source, entry, article, wanted) or article


def _unwanted(source: Source, entry: Entry, wanted: _Wanted) -> _Drop | None:
    """Why an entry is dropped whatever it is about: a word that is not wanted, or none that is."""
    for exclude in wanted.excludes:
        if word := exclude.first_in(f"{entry.title}\n{entry.summary[:LEAD]}"):
            return _Drop("off-topic", f"has the excluded word “{word}”")
    if why := nothing_reported(entry):
        return _Drop("off-topic", why)
    if wanted.include and not wanted.include.first_in(f"{entry.title}\n{entry.lead}\n{source.title}"):
        asking = "the site" if source.include is None else "its source"
        return _Drop("off-topic", f"has none of the words that {asking} asks for")
    return None


def _off_topic(source: Source, entry: Entry, article: Article, wanted: _Wanted) -> _Drop | None:
    """Why an entry is not about AI; None where it is, or nobody asks."""
    if wanted.relevance is None:
        return None
    found = wanted.relevance.score(entry.title, entry.lead, entry.text[LEAD:_READ], source.title)
    if found.score >= wanted.threshold:
        return None
    doubtful = None if found.is_another_sort else article
    return _Drop("off-topic", f"not about AI: {'; '.join(found.reasons)}", found.score, doubtful=doubtful)


def _article(source: Source, entry: Entry, first_seen: datetime) -> Article | _Drop:
    """An entry as the other rooms know it, or the rule of theirs that it breaks."""
    try:
        return Article(
            source=source,
            title=entry.title,
            url=entry.url,
            language=language_of_entry(source, entry),
            published=entry.published,
            collected=first_seen,
            summary=entry.summary,
            text=entry.text,
            links=tuple(Link(text=text, url=url) for text, url in entry.links),
        )
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        problem = "is too long" if "too_long" in fault["type"] else fault["msg"].removeprefix("Value error, ")
        return _Drop("unusable", f"its {fault['loc'][0]} {problem}")


def _same_page(newest: tuple[str, Article]) -> _Drop:
    return _Drop("duplicate", "another entry links to the same page", of=newest[1].url)


def _spoken_for(drop: _Drop, entry: Entry | None, newest: Mapping[str, tuple[str, Article]]) -> _Drop:
    """The drop; turned into a duplicate if a wanted entry links to the same page."""
    wanted = newest.get(link_key(entry.url)) if entry and drop.fate == "off-topic" else None
    return _same_page(wanted) if wanted else drop


def _traced(source: Source, entry: Entry | None, known: Remembered, drop: _Drop) -> CollectedArticle:
    """What was dropped, as the coverage lists it; entry: what is safe of it, the one thing of it that readers see."""
    return CollectedArticle(
        source=source.name,
        title=(one_line(entry.title)[:LONGEST_TITLE] or None) if entry else None,
        url=(absolute(entry.url, entry.url) or None) if entry else None,
        language=source.language,
        published=known.entry.published,
        seen=None if known.entry.published else known.first_seen,
        fate=drop.fate,
        of=drop.of,
        score=drop.score,
        why=drop.why,
    )
