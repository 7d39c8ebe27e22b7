"""What became of everything that was collected for a week: no article is lost between the feeds and the items. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from generator.edit.digests import DigestStory, Finder, Page, digest_of, held_against, host_of, told_again, told_in
from generator.model.article import Article, SourceReport, link_key, publisher_of
from generator.model.base import one_line
from generator.model.coverage import CURABLE, CollectedArticle, Coverage, Digest, Fate, SourceCoverage, Trace
from generator.model.item import Item, Report
from generator.model.week import Week

#: Characters of the reason why a source or an article failed: what a failure says of itself may be pages long.
LONGEST_REASON = 500
_OLDEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Gathered:
    """What a run collected, of whatever time."""

    articles: Sequence[Article]
    dropped: Sequence[CollectedArticle] = ()
    """Entries that became no article."""
    reports: Sequence[SourceReport] = ()
    is_asked: bool = True
    """Whether the sources were asked; else what an earlier run found of them stands."""


@dataclass(frozen=True)
class Recorded:
    """What earlier runs found."""

    this_week: Coverage | None = None
    """Its articles stay, although their feed and the memory of it may have lost them."""
    last_week: Coverage | None = None


@dataclass(frozen=True)
class Outcome:
    """What was made of what a run collected."""

    items: Mapping[str, Item]
    """All that are shown, by address."""
    is_roundup: Callable[[str], bool]
    """Whether a title announces several events at once."""
    tells_several: Callable[[Article], bool]
    """Whether an article tells several events, by its title or by its form."""
    failed: Mapping[str, str]
    """Why no item was made of an article, by its key."""
    suppressed: Collection[str] = ()
    """Keys of the articles that a maintainer took down."""

    @cached_property
    def home(self) -> Mapping[str, tuple[str, Report]]:
        """The address of the item that lists an article, and how it does, by the article's key."""
        return {
            report.key: (address, report) for address in sorted(self.items) for report in self.items[address].articles
        }

    @cached_property
    def titles(self) -> Mapping[tuple[str, str], Report]:
        """The reports of all items by publisher and title."""
        return {
            (publisher_of(report.url, report.owner, report.source), report.title.casefold()): report
            for _, report in self.home.values()
        }


def cover(
    week: Week, since: datetime, gathered: Gathered, outcome: Outcome, recorded: Recorded, find: Finder
) -> Coverage:
    """The coverage of a week, the articles of items included.

    since: articles from then on belong to the week; of those from before its first day only what the coverage of last
    week does not tell. find: how a digest's line is known again in an item.
    """
    known = recorded.this_week or Coverage(week=str(week))
    time = _Time(week, since, recorded.last_week)
    articles = [article for article in gathered.articles if time.holds(_trace(article), article.moment)]
    dropped = [entry for entry in gathered.dropped if time.holds(entry.trace, _moment(entry))]
    judged = [_judged(article, outcome) for article in articles] + [_judged_again(entry, outcome) for entry in dropped]
    seen = {*map(_trace, articles), *(entry.trace for entry in (*dropped, *judged))}
    kept = [_judged_again(entry, outcome) for entry in known.articles if entry.trace not in seen]
    judged += [entry for entry in kept if entry.trace not in seen]
    whole = Coverage(
        week=str(week),
        sources=_sources(gathered, known),
        articles=tuple(entry for entry in judged if entry.fate != "item"),
    ).with_items(outcome.items)
    pages = _pages(gathered, whole, outcome)
    hosts = frozenset(host_of(article.key) for article in gathered.articles)
    digests = held_against(_digests(articles, known, outcome), pages, hosts, since, find)
    return whole.model_copy(update={"digests": _in_order(digests)})


class _Time:
    """What belongs to a week, see `cover`."""

    def __init__(self, week: Week, since: datetime, last_week: Coverage | None) -> None:
        self._week = week
        self._since = since if last_week else week.start
        self._told = {entry.trace for entry in last_week.articles} if last_week else set()

    def holds(self, trace: Trace, moment: datetime) -> bool:
        is_late = self._since <= moment < self._week.start and trace not in self._told
        return is_late or moment in self._week


class _Verdict(NamedTuple):
    fate: Fate
    why: str | None = None
    of: str | None = None


def _verdict(article: Article, outcome: Outcome) -> _Verdict:
    """What became of an article."""
    if listed := _listed(article.key, article.source.name, outcome):
        return listed
    if article.source.category == "digest":
        return _Verdict("round-up", "an entry of a digest")
    if outcome.is_roundup(article.title):
        return _Verdict("round-up", "its title announces several events")
    if outcome.tells_several(article):
        return _Verdict("round-up", "a list of several events by its form")
    if twin := outcome.titles.get((article.publisher, article.title.casefold())):
        return _Verdict("duplicate", "the same title of the same outlet", twin.url)
    return _Verdict("failed", _cause(outcome.failed.get(article.key, "")) or "no item was made of it")


def _listed(key: str, source: str, outcome: Outcome) -> _Verdict | None:
    """What becomes of a page because it was taken down or is in an item; None where neither is so."""
    if key in outcome.suppressed:
        return _Verdict("suppressed", "taken down by a decision of the maintainers")
    if key not in outcome.home:
        return None
    _, report = outcome.home[key]
    if report.source == source:
        return _Verdict("item")
    return _Verdict("duplicate", "the same page, which another source links to as well", report.url)


def _judged(article: Article, outcome: Outcome) -> CollectedArticle:
    verdict = _verdict(article, outcome)
    entry = CollectedArticle(
        source=article.source.name,
        title=article.title,
        url=article.url,
        language=article.language,
        published=article.published,
        seen=None if article.published else article.collected,
        fate=verdict.fate,
    )
    return _with(entry, verdict)


def _judged_again(entry: CollectedArticle, outcome: Outcome) -> CollectedArticle:
    """An entry that was no article, or not in this run: its page may have been taken down, or be in an item by now."""
    verdicts = [_listed(link_key(url), entry.source, outcome) for url in (entry.url, entry.of) if url]
    down = next((verdict for verdict in verdicts if verdict and verdict.fate == "suppressed"), None)
    if down:
        return _with(entry, down)
    if verdicts and verdicts[0] and entry.fate in CURABLE:
        return _with(entry, verdicts[0])
    return entry


def _with(entry: CollectedArticle, verdict: _Verdict) -> CollectedArticle:
    """The entry with its fate."""
    if verdict.fate == "suppressed":
        return entry.taken_down(verdict.why)
    return entry.model_copy(update={**verdict._asdict(), "score": None})


def _trace(article: Article) -> Trace:
    return Trace(article.source.name, article.key)


def _cause(text: str) -> str:
    return one_line(text)[:LONGEST_REASON].strip()


def _moment(entry: CollectedArticle | Digest) -> datetime:
    """When it was published or first seen; the beginning of time where nobody wrote that down."""
    moment = entry.moment if isinstance(entry, CollectedArticle) else entry.published
    return moment or _OLDEST


def _sources(gathered: Gathered, known: Coverage) -> tuple[SourceCoverage, ...]:
    if known.sources and not gathered.is_asked:
        return known.sources
    return tuple(
        SourceCoverage(
            source=report.source,
            status="failed" if report.status == "failed" else "read",
            cause=_cause(report.cause) or None,
            entries=report.entries,
            undated=report.undated,
            faulty=report.faulty,
        )
        for report in sorted(gathered.reports, key=lambda report: report.source)
    )


def _pages(gathered: Gathered, whole: Coverage, outcome: Outcome) -> dict[str, Page]:
    """Every page that is known, by `link_key`; of several tellings of one page that of an item counts."""
    pages = {article.key: Page(article.moment) for article in gathered.articles}
    for entry in (*gathered.dropped, *whole.articles):
        if entry.url:
            fate = _cause(f"{entry.source}: {entry.fate}" + (f", {entry.why}" if entry.why else ""))
            pages[link_key(entry.url)] = Page(_moment(entry), entry.item, fate)
    return pages | {key: Page(report.moment, address) for key, (address, report) in outcome.home.items()}


def _digests(
    articles: Iterable[Article], known: Coverage, outcome: Outcome
) -> Iterator[tuple[Digest, tuple[DigestStory, ...]]]:
    """The digests of this run and of earlier ones with what they tell, oldest first."""
    fresh = [article for article in articles if article.source.category == "digest"]
    met = {(article.source.name, article.key) for article in fresh}
    told = [(digest_of(article), told_in(article, outcome.is_roundup)) for article in fresh]
    told += [told_again(digest) for digest in known.digests if (digest.source, link_key(digest.url)) not in met]
    for digest, stories in sorted(told, key=lambda entry: (_moment(entry[0]), entry[0].source, entry[0].url)):
        if link_key(digest.url) not in outcome.suppressed:
            yield digest, tuple(story for story in stories if not set(story.keys) & set(outcome.suppressed))


def _in_order(digests: Iterable[Digest]) -> tuple[Digest, ...]:
    """By source, newest first within one."""
    newest = sorted(digests, key=lambda digest: (_moment(digest), digest.url), reverse=True)
    return tuple(sorted(newest, key=lambda digest: digest.source))
