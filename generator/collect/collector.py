"""All sources to articles: the room's front door. Sources are read side by side; a dead one is a value in a report."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from generator.collect.cache import load, memory_path
from generator.collect.encoding import to_text
from generator.collect.fetch import Clock, Fetched, Fetcher, HttpFetcher, Permission, read_file, utc_now
from generator.collect.fulltext import read_pages
from generator.collect.offload import Offload
from generator.collect.reading import Reading, read_source, recall_source
from generator.collect.repair import Mender
from generator.collect.robots import Robots, Web
from generator.collect.selection import Filters, Selection, Span, select
from generator.collect.sources import read_sources, resolve
from generator.collect.subjects import with_subjects
from generator.executor.executor import SERIAL, Executor
from generator.files import text_of
from generator.model.article import Article, SourceReport
from generator.model.coverage import CollectedArticle
from generator.model.errors import Fault, FetchError, InvalidContent
from generator.model.source import Source
from generator.settings import FetchLimits

#: Called after each source: how many are done, how many there are, and the report of this one.
Progress = Callable[[int, int, SourceReport], None]


@dataclass(frozen=True)
class Collected:
    """What a run brought in."""

    articles: tuple[Article, ...]
    """Of the time asked for, oldest first."""
    reports: tuple[SourceReport, ...]
    """One for each source, in the order of the sources."""
    dropped: tuple[CollectedArticle, ...] = ()
    """Entries of the time asked for that became no article, with the reason of each."""
    doubtful: tuple[Article, ...] = ()
    """What would become of those of `dropped` that say too little of AI to stand alone."""


@dataclass(frozen=True)
class ReadingOptions:
    """How the sources are read."""

    limits: FetchLimits
    cache: Path
    """Folder for answers and memories; may be deleted at any time."""
    agent: str
    """The User-Agent, see fetch.user_agent."""
    offline: bool = False
    """Use what is remembered, touch no network."""
    fetcher: Fetcher | None = None
    """In place of the real one."""
    rng: random.Random = field(default_factory=random.Random)
    """Jitter of the pauses between attempts."""
    executor: Executor = SERIAL
    """Where feeds and pages are parsed, and their entries weighed."""


def collect(
    sources: Iterable[Source],
    span: Span,
    options: ReadingOptions,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    progress: Progress | None = None,
) -> Collected:
    """The articles of the time asked for, and a report on each source.

    A source that fails gives what is remembered of it, and its report the cause. Nothing is raised for a source.
    """
    return asyncio.run(_Run(tuple(sources), span, options, filters, progress).all())


def check_sources(sources: Iterable[Source], span: Span, options: ReadingOptions) -> Collected:
    """Whether every source can be read, without filters: for `recap sources check`.

    The reports also tell what a run would not mind: addresses that moved, feeds that have been silent for long; and
    for a source that fails, the feed that its outlet's page names instead.
    """
    return asyncio.run(_Run(tuple(sources), span, options, Filters(), None, checking=True).all())


def load_sources(place: str, options: ReadingOptions) -> tuple[Source, ...]:
    """The sources listed at a path or an http(s) address, their addresses resolved.

    Raises InvalidContent with all faults of the list, or that it cannot be read.
    """
    try:
        if place.startswith(("http://", "https://")):
            text = to_text(asyncio.run(_get(place, options)))
        else:
            text = text_of(read_file(Path(place), options.limits.max_bytes), place)
    except FetchError as error:
        remedy = "this is the list of sources; --sources names another"
        raise InvalidContent([Fault(place, 0, "", str(error), remedy)]) from error
    return resolve(read_sources(text, place), place)


async def _get(url: str, options: ReadingOptions) -> bytes:
    async with AsyncExitStack() as stack:
        return (await (await _fetcher(options, stack)).get(url)).body


async def _fetcher(options: ReadingOptions, stack: AsyncExitStack, clock: Clock = utc_now) -> Fetcher:
    if options.offline:
        return _NoNetwork()
    if options.fetcher:
        return options.fetcher
    fetcher = HttpFetcher(options.limits, options.agent, options.cache / "http", options.rng, clock=clock)
    return await stack.enter_async_context(fetcher)


def _counted(report: SourceReport, selection: Selection) -> SourceReport:
    """The report, of what was taken in the end."""
    return report.model_copy(update={"fresh": len(selection.articles), "filtered": selection.filtered})


def _oldest_first(articles: Iterable[Article]) -> tuple[Article, ...]:
    return tuple(sorted(articles, key=lambda article: (article.moment, article.key, article.source.name)))


class _NoNetwork:
    """The fetcher of an offline run."""

    async def get(self, url: str, permission: Permission | None = None) -> Fetched:  # noqa: ARG002
        raise FetchError(f"{url} was not read: offline")


def _hosts_in_turn(sources: tuple[Source, ...]) -> list[int]:
    """Indexes of the sources, first one of each host, then a second of each: so no slow host keeps others waiting."""
    met: Counter[str] = Counter()
    turns = []
    for number, source in enumerate(sources):
        host = source.url.partition("://")[2].partition("/")[0]
        turns.append((met[host], number))
        met[host] += 1
    return [number for _, number in sorted(turns)]


class _Run:
    """One run over all sources."""

    def __init__(
        self, sources: tuple[Source, ...], span: Span, options: ReadingOptions, filters: Filters,
        progress: Progress | None, checking: bool = False,
    ) -> None:  # fmt: skip
        self._sources = sources
        self._span = span
        self._options = options
        self._filters = filters
        self._progress = progress
        self._checking = checking
        self._done = 0
        # As many bodies in memory as requests under way; and a thread for each place where one can be parsed.
        self._places = asyncio.Semaphore(options.limits.concurrency)
        self._parser = Offload(options.executor, options.limits.concurrency)

    async def all(self) -> Collected:
        with self._parser:
            async with AsyncExitStack() as stack:
                fetcher = await _fetcher(self._options, stack, lambda: self._span.now)
                web = Web(fetcher, Robots(fetcher, self._options.agent), self._parser)
                order = _hosts_in_turn(self._sources)
                found = await asyncio.gather(*(self._one(self._sources[n], web) for n in order))
        results = [result for _, result in sorted(zip(order, found, strict=True), key=lambda pair: pair[0])]
        selections, reports = with_subjects([selection for selection, _ in results]), [it for _, it in results]
        articles = _oldest_first(article for it in selections for article in it.articles.values())
        doubtful = _oldest_first(article for it in selections for article in it.doubtful.values())
        dropped = tuple(entry for selection in selections for entry in selection.dropped.values())
        return Collected(articles, tuple(map(_counted, reports, selections)), dropped, doubtful)

    async def _one(self, source: Source, web: Web) -> tuple[Selection, SourceReport]:
        path = memory_path(self._options.cache, source)
        async with self._places:
            known = await self._parser.here(load, path)
            if self._options.offline:
                reading = recall_source(known)
            else:
                reading = await read_source(source, known, web, self._span.now)
            selection = await self._selected(source, reading)
            if source.full_text and not self._options.offline and not self._checking:
                reading = await self._with_pages(reading, selection, web, source.language)
                selection = await self._selected(source, reading)
            await self._parser.here(reading.keep, path)
        report = reading.report(source, selection, self._span.now, checking=self._checking)
        if self._checking and reading.status == "failed":
            urls = frozenset(source.url for source in self._sources)
            mender = Mender(web, self._span.now, urls)
            report = report.model_copy(update={"repair": await mender.found(source, is_page=reading.is_page)})
        self._done += 1
        if self._progress:
            self._progress(self._done, len(self._sources), report)
        return selection, report

    async def _selected(self, source: Source, reading: Reading) -> Selection:
        return await self._parser.run(partial(select, span=self._span, filters=self._filters), source, reading.memory)

    async def _with_pages(self, reading: Reading, selection: Selection, web: Web, language: str) -> Reading:
        """With the pages of the selected articles that nobody asked for since the feed said something else of them."""
        known = {name: reading.memory.entries[name] for name in selection.articles}
        wanted = {name: it.entry for name, it in known.items() if it.page is None or it.is_page_old}
        return reading.with_pages(await read_pages(wanted, web, language))
