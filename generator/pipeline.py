"""The way of an article, from feeds to the site: the steps of a run, in their order."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from generator.archive.addresses import edition_address
from generator.archive.coverage import read_coverage, write_coverage
from generator.archive.published import Published
from generator.archive.reference import read_vocabulary
from generator.archive.status import read_status, write_status
from generator.archive.store import LEFT, Archive
from generator.archive.stored import Items, StoredItem
from generator.collect.collector import Collected, ReadingOptions, check_sources, collect
from generator.collect.relevance import RelevanceScorer
from generator.collect.selection import Filters, Span
from generator.edit.coverage import Gathered, Outcome, Recorded, cover
from generator.edit.edition import concerns, edit, revised
from generator.edit.ranking import importance
from generator.edit.receipt import receipt
from generator.enrich.extractive.engine import ExtractiveEngine
from generator.enrich.modelled.writers import Writers
from generator.enrichment import Drafting, Enrichment
from generator.executor.executor import SERIAL, Executor
from generator.files import cached
from generator.group.documents import DocumentMaker
from generator.group.events import Event, fullest, group
from generator.group.related import relate
from generator.group.retold import retold
from generator.group.retrieval.index import Index, fingerprint_of, load, save
from generator.group.roundups import tells_several
from generator.group.storyline import steps_of
from generator.intake import Intake, read_since
from generator.keeper import Keeper
from generator.model.article import is_cut_off
from generator.model.base import instant_text
from generator.model.edition import Edition, Receipt, SourceHealth
from generator.model.errors import RecapError
from generator.model.item import Item
from generator.model.report import CoverageCounts, ItemCounts, ModelCounts, RunReport, SiteCounts
from generator.model.source import Source
from generator.model.status import updated
from generator.model.vocabulary import Vocabulary
from generator.model.week import Week
from generator.reporting.teller import Teller
from generator.settings import Settings
from generator.text.keywords import Keywords
from generator.text.names import NameFinder


@dataclass(frozen=True)
class Project:
    """Where a site's parts lie, and what its maintainer set."""

    settings: Settings
    sources: tuple[Source, ...]
    content: Path
    reference: tuple[Path, ...]
    """Folders with topics.yml and entities.yml, the nearest first."""
    cache: Path
    title: str
    reading: ReadingOptions
    """How sources are read."""
    open_writers: Callable[[Vocabulary, bool], AbstractContextManager[Writers | None]]
    """Opens the model connections, None where none is configured; second argument: ignore stored answers."""
    build_site: Callable[[], SiteCounts]
    check_config: Callable[[], object] = lambda: None
    """Raises InvalidContent where MkDocs would not build the site by what mkdocs.yml says."""


@dataclass
class _Done:
    """What a run has done so far, for its report."""

    seconds: dict[str, float] = field(default_factory=dict)
    """By step."""
    failures: list[str] = field(default_factory=list)
    """Events that became no item, in words."""
    lost: dict[str, str] = field(default_factory=dict)
    """Why an article came into no item, by its key."""
    hidden: set[str] = field(default_factory=set)
    """Articles that tell of what was taken down, by key."""
    kept: list[str] = field(default_factory=list)
    """Edits by hand that were found and pinned, in words."""
    written: dict[str, str] = field(default_factory=dict)
    """Items that were written, new or changed, by address."""
    models: ModelCounts = field(default_factory=ModelCounts)
    receipt: Receipt | None = None
    coverage: CoverageCounts | None = None
    no_source_was_read: bool = False


@dataclass
class Run:
    """One run of the pipeline over one week."""

    project: Project
    week: Week
    now: datetime
    progress: Teller = field(default_factory=Teller)
    """Told how the run goes on."""
    refresh: bool = False
    """Ask models about every event again, and pay again."""
    executor: Executor = SERIAL
    """Where the steps work."""
    done: _Done = field(default_factory=_Done, init=False)

    def build(self) -> RunReport:
        """Everything: collect, enrich, site."""
        self.project.check_config()  # before anything is read or written
        archive, vocabulary = self._open()
        collected = self._collect(vocabulary, offline=False)
        counts, edition = self._publish(collected, archive, vocabulary, _health(collected))
        self.executor.close()  # what makes pages forks this process, which no thread of workers may be in then
        return self._report(collected, counts, edition, self._site())

    def collect(self) -> RunReport:
        """Read the sources into the cache."""
        _, vocabulary = self._open()
        return self._report(self._collect(vocabulary, offline=False), ItemCounts(), "none", None)

    def check_sources(self) -> RunReport:
        """Read every source once, without filters, and tell what is wrong or odd about it."""
        with self._timed("collect"):
            span = Span(self.week.start, self.week.end, self.now)
            collected = check_sources(self.project.sources, span, self.project.reading)
        self._note_unread(collected)
        return self._report(collected, ItemCounts(), "none", None)

    def enrich(self) -> RunReport:
        """Make items and edition of what was collected; no network."""
        archive, vocabulary = self._open()
        collected = self._collect(vocabulary, offline=True)
        return self._report(Collected((), ()), *self._publish(collected, archive, vocabulary, None), None)

    def _open(self) -> tuple[Archive, Vocabulary]:
        """Read what the run needs before it writes anything; InvalidContent stops it here."""
        with self._timed("open"):
            project = self.project
            vocabulary = read_vocabulary(*project.reference)
            read_status(project.content)  # so that its faults stop the run here
            return Archive.open(project.content, project.cache), vocabulary

    def _collect(self, vocabulary: Vocabulary, *, offline: bool) -> Collected:
        settings = self.project.settings
        words, relevance = settings.include, RelevanceScorer(vocabulary.rules.relevance, vocabulary.names)
        filters = Filters(
            include=None if words is None else Keywords(words),
            exclude=Keywords(settings.exclude, ignore_case=True),
            relevance=relevance if words is None else None,
            threshold=settings.relevance,
        )
        with self._timed("collect"):
            collected = collect(
                self.project.sources,
                Span(read_since(self.week), self.week.end, self.now),
                replace(self.project.reading, offline=offline, executor=self.executor),
                filters,
                lambda done, total, _: self.progress.step("collect", done, total),
            )
        if not offline:
            self._note_unread(collected)
            if not is_cut_off(collected.reports):  # which says nothing of the sources
                statuses = read_status(self.project.content)  # another run may have written meanwhile
                write_status(self.project.content, updated(statuses, collected.reports, self.now))
        return collected

    def _note_unread(self, collected: Collected) -> None:
        """Note where no source could be read."""
        self.done.no_source_was_read = _health(collected).read == 0
        if not self.project.sources:
            self.done.failures.append("the list of sources is empty: restore it from git, or add a source")

    def _publish(
        self, collected: Collected, archive: Archive, vocabulary: Vocabulary, health: SourceHealth | None
    ) -> tuple[ItemCounts, str]:
        """Group, enrich, relate, edit, write; health: how the sources answered, None where none was asked."""
        maker = DocumentMaker(NameFinder(vocabulary.names), vocabulary.rules.roundups)
        keeper = Keeper(archive, Published(archive.root, self.project.cache), self.done.kept)
        recorded = Recorded(*(read_coverage(archive.root, week) for week in (self.week, self.week.shift(-1))))
        intake = Intake(archive, self.week)
        with self.project.open_writers(vocabulary, self.refresh) as writers:
            with self._timed("index"):
                index = self._index(archive, vocabulary, maker)
            with self._timed("group"):
                considered, doubtful = map(intake.considered, (collected.articles, collected.doubtful))
                grouped = group(considered, intake.joinable, maker, archive.rulings, index, self.executor.map, doubtful)
                events = self._admitted(intake, grouped)
            with self._timed("enrich"):
                made = keeper.keep_edits(self._enrich(events, intake, vocabulary, maker, index, writers))
            with self._timed("relate"):
                everything = _overlaid(archive.items, made)
                index = index.updated(everything, maker)
                steps = steps_of({address: stored.facts for address, stored in everything.items()})
                made = self._ranked(relate(made, Items(everything), steps, maker, index, self.executor.map))
            with self._timed("edit"):
                edition = self._edit(_overlaid(archive.items, made), vocabulary, keeper, health, writers)
        with self._timed("write"):
            written = self._write(keeper, made, len(events), edition)
            with suppress(OSError):  # a cache: what the disk refuses is made again
                save(index, self._index_folder(archive))
        with self._timed("cover"):
            gathered = Gathered(collected.articles, collected.dropped, collected.reports, health is not None)
            self._cover(gathered, intake, maker, recorded)
        return written

    def _index(self, archive: Archive, vocabulary: Vocabulary, maker: DocumentMaker) -> Index:
        """The archive as new articles and items are held against it, of the last run and brought up to date."""
        fingerprint = fingerprint_of(*map(str, vocabulary.names), *vocabulary.rules.roundups)
        return load(self._index_folder(archive), fingerprint).updated(archive.items, maker)

    def _index_folder(self, archive: Archive) -> Path:
        return cached(self.project.cache, "index", archive.root)

    def _admitted(self, intake: Intake, events: Sequence[Event]) -> list[Event]:
        admitted = intake.admitted(events)
        self.done.hidden |= admitted.hidden
        self.done.lost |= dict.fromkeys(admitted.late, f"the edition of {self.week} is released")
        return admitted.events

    def _enrich(
        self, events: Sequence[Event], intake: Intake, vocabulary: Vocabulary, maker: DocumentMaker,
        index: Index, writers: Writers | None,
    ) -> dict[str, Item]:  # fmt: skip
        language, archive = self.project.settings.language, intake.archive
        drafting = Drafting(ExtractiveEngine(vocabulary, language), maker, self.week, self.now, intake.released)
        enrichment = Enrichment(
            drafting, Items(archive.items), index, taken=archive.files, mapper=self.executor.map, writers=writers,
            refresh=self.refresh, step=self.progress.step,
        )  # fmt: skip
        made = enrichment.items(events)
        self.done.failures += enrichment.failures
        self.done.lost |= enrichment.lost
        self.done.models = counts = enrichment.counts
        if self.project.settings.engine == "model" and counts.is_unreached:
            raise RecapError(f"no model answered: {counts.words}; `recap doctor` says more")
        return made

    def _ranked(self, items: Mapping[str, Item]) -> dict[str, Item]:
        sources = {source.name: source for source in self.project.sources}
        language = self.project.settings.language
        return {
            address: item if "importance" in item.pinned
            else item.model_copy(update={"importance": importance(item, sources, language)})
            for address, item in items.items()
        }  # fmt: skip

    def _edit(
        self, stored_items: Mapping[str, StoredItem], vocabulary: Vocabulary, keeper: Keeper,
        health: SourceHealth | None, writers: Writers | None,
    ) -> Edition | None:  # fmt: skip
        archive = keeper.archive
        items = {address: one.item for address, one in stored_items.items() if concerns(one.facts, self.week)}
        of_week = {address: item for address, item in items.items() if item.week == self.week}
        is_first = not archive.items and health is not None and health.read > 0
        if not of_week and not is_first:
            return None  # no edition without items, except the very first, so that the site is not empty
        known = archive.editions.get(self.week)
        stored = keeper.edition_with_edits(known.edition) if known else None
        if stored and stored.released:
            return stored
        topics = [topic.id for topic in vocabulary.rules.topics]
        settings = self.project.settings
        editions = {week: stored.edition for week, stored in archive.editions.items()}
        fresh = edit(self.week, items, editions, topics, settings.edition, settings.language, self.now)
        if writers:
            fresh = writers.introduce(fresh, of_week, stored, self.now)
        bill = receipt([item.made for item in of_week.values() if item.made], fresh.made)
        return revised(fresh.model_copy(update={"receipt": bill}), stored, health)

    def _write(
        self, keeper: Keeper, made: Mapping[str, Item], events: int, edition: Edition | None
    ) -> tuple[ItemCounts, str]:
        """Items first, the edition that lists them last: a run cut short leaves no edition with missing items."""
        changes = keeper.write(made)
        self.done.written = {address: change for address, change in changes.items() if change in ("new", "changed")}
        left = [address for address, change in changes.items() if change == "left"]
        told = Counter(changes.values())
        self.done.lost |= {report.key: f"{address} {LEFT}" for address in left for report in made[address].articles}
        self.done.receipt = edition.receipt if edition else None
        counts = ItemCounts(
            new=told["new"],
            changed=told["changed"],
            unchanged=events - len(self.done.failures) - len(changes) + told["unchanged"],
            failed=len(self.done.failures) + len(left),
        )
        of_edition = keeper.write_edition(edition) if edition else "none"
        left += [edition_address(self.week)] if of_edition == "left" else []
        self.done.failures += [f"{address}: {LEFT}" for address in left]
        return counts, of_edition

    def _cover(self, gathered: Gathered, intake: Intake, maker: DocumentMaker, recorded: Recorded) -> None:
        """Record what became of all articles, and of the stories that digests tell."""
        archive, since, begin = intake.archive, intake.since, instant_text(read_since(self.week))
        recent = archive.where(lambda facts: facts.updated >= begin)
        read = fullest(article for article in gathered.articles if article.moment >= since)
        outcome = Outcome(
            recent, maker.is_roundup, lambda article: tells_several(read.get(article.key, article), maker),
            self.done.lost, archive.rulings.suppressed | self.done.hidden,
        )  # fmt: skip
        coverage = cover(self.week, since, gathered, outcome, recorded, lambda lines: retold(lines, recent, maker))
        if coverage.articles or coverage.digests:
            write_coverage(archive.root, coverage.without_items())
        found, stories = coverage.recall()
        items = len({article.item for article in coverage.articles if article.fate == "item"})
        self.done.coverage = CoverageCounts(fates=coverage.counts(), items=items, stories=stories, found=found)

    def _site(self) -> SiteCounts:
        with self._timed("site"):
            self.progress.step("site", 0, 1)
            built = self.project.build_site()
            self.progress.step("site", 1, 1)
            return built

    def _report(self, collected: Collected, items: ItemCounts, edition: str, site: SiteCounts | None) -> RunReport:
        done = self.done
        return RunReport(
            week=str(self.week), now=self.now, sources=collected.reports, items=items, edition=edition, site=site,
            failures=tuple(done.failures), written=done.written, kept=tuple(done.kept), models=done.models,
            coverage=done.coverage, receipt=done.receipt, seconds=done.seconds,
            no_source_was_read=done.no_source_was_read,
        )  # fmt: skip

    def _timed(self, step: str) -> AbstractContextManager[None]:
        return self.progress.timed(step, self.done.seconds)


def _health(collected: Collected) -> SourceHealth:
    failed = tuple(sorted(report.source for report in collected.reports if report.status == "failed"))
    return SourceHealth(read=len(collected.reports) - len(failed), failed=failed)


def _overlaid(stored: dict[str, StoredItem], made: Mapping[str, Item]) -> Mapping[str, StoredItem]:
    """The items of the archive, with those that are made now in their place."""
    return ChainMap({address: StoredItem(address, item) for address, item in made.items()}, stored)
