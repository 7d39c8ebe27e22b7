"""What pages may ask of the archive: each question is noted in `reads`, and answered from `Holdings`, which note none.

Vocabulary and sources are not noted: every output depends on them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from generator.archive.brief import Mention
from generator.archive.store import Archive
from generator.archive.stored import StoredEdition, StoredItem
from generator.edit.predictions import Prediction
from generator.model.coverage import Coverage
from generator.model.source import Source
from generator.model.status import SourceStatus
from generator.model.vocabulary import PLURALS, Audience, Topic, Vocabulary
from generator.model.week import Week
from generator.site.holdings import Head, Holdings
from generator.site.reads import EVERYTHING, Noted, Parts, Reads, Row, Shelves, part_of
from generator.site.storylines import Storyline

#: Length of the part of an address that names its week: 2026/W25.
_FOLDER = 8
Shelf = Mapping[str, Row[StoredItem]]
"""Items by what they share, oldest first."""


class Library:
    """Everything the pages are made of.

    sources: entries of sources.yml by name; a source of old items may be gone from it. recorded: what became of the
    articles of a week, as the archive keeps it: without those of items. status: how the sources fare, by name, as runs
    recorded it.
    """

    def __init__(
        self, archive: Archive, vocabulary: Vocabulary, sources: Mapping[str, Source],
        recorded: Mapping[Week, Coverage] | None = None, status: Mapping[str, SourceStatus] | None = None,
    ) -> None:  # fmt: skip
        self.archive, self.vocabulary, self.sources = archive, vocabulary, sources
        self._recorded, self._status = recorded or {}, status or {}
        self.held = held = Holdings(archive, sources, self._recorded)
        self.reads = reads = Reads()
        of_items, covered = _by_folder(lambda: archive.items), {week: str(week) for week in self._recorded}
        self.items = Noted[str, StoredItem](reads, "items", lambda: archive.items, parts=of_items)
        """What is shown, by address, sorted."""
        self.editions = Noted[Week, StoredEdition](reads, "editions", lambda: archive.editions, Week.parse)
        """By week, sorted."""
        self.moved = Noted[str, str | None](reads, "moved", lambda: archive.moved)
        """Addresses that show no item of their own: the one that tells it now, or None where it was taken down."""
        self.removed = Noted[str, str](reads, "removed", lambda: archive.removed)
        """When what was taken down was (a day, month or year), where decisions.yml says."""
        self.statuses = Noted[str, SourceStatus](reads, "statuses", lambda: self._status)
        self.covered = Noted[Week, str](reads, "covered", lambda: covered, Week.parse)
        """The weeks whose coverage is recorded."""
        self.by_week = Noted[Week, Sequence[StoredItem]](reads, "by week", lambda: held.by_week, Week.parse)
        """Items of each week, most important first."""
        self.company_counts = Noted[Week, Mapping[str, int]](
            reads, "company counts", lambda: held.company_counts, Week.parse
        )
        """Events of each week by the slug of a company they are about."""
        self.source_names = Noted[str, str](reads, "source names", lambda: held.source_names)
        """Titles of sources: of sources.yml, else as the newest item names them."""
        self.storylines = Noted[str, Storyline](reads, "storylines", lambda: held.storylines)
        """Every continuing story by its slug, the one that began first standing first."""
        self.by_year: Shelf = Shelves(reads, "by year", lambda: held.by_year)
        """Items by the year of their week."""
        self.by_topic: Shelf = Shelves(reads, "by topic", lambda: held.by_topic)
        self.by_audience: Shelf = Shelves(reads, "by audience", lambda: held.by_audience)
        self.by_source: Shelf = Shelves(reads, "by source", lambda: held.by_source)
        self.by_name: Mapping[str, Shelf] = {folder: self._of_name(folder) for folder in PLURALS.values()}
        """Items by the slug of a name they are about; one shelf for each of PLURALS."""
        self.names: Mapping[str, Mapping[str, str]] = {folder: self._names(folder) for folder in PLURALS.values()}
        """For each of PLURALS the name behind a slug, as the newest item writes it."""
        self._offer()

    def _of_name(self, folder: str) -> Shelf:
        return Shelves(self.reads, f"by {folder}", lambda: self.held.by_name[folder])

    def _names(self, folder: str) -> Mapping[str, str]:
        return Noted(self.reads, folder, lambda: self.held.names[folder])

    def _offer(self) -> None:
        """What answers the questions that the methods below note."""
        held = self.held
        answers: Mapping[str, Callable[[str], object]] = {
            EVERYTHING: lambda _: (self._everything, self.vocabulary, self.sources),
            "rulings": lambda _: sorted(self.archive.rulings.suppressed),
            "chronological": lambda part: part_of(held.chronological, part[1:]),
            "weeks": lambda part: part_of(held.weeks, part[1:]),
            "stories": lambda part: part_of(held.stories, part[1:]),
            "beside": lambda week: held.beside(Week.parse(week)),
            "weeks before": lambda asked: held.weeks_before(*_week_and_count(asked)),
            "corrected": lambda _: held.corrected,
            "newest": lambda _: held.newest,
            "translated": lambda _: held.translated,
            "predictions": lambda _: held.predictions,
            "predictions in": lambda week: held.predictions_in(Week.parse(week)),
            "predictions of": lambda month: held.predictions_by_month.get(month, ()),
            "head": lambda week: held.heads.get(Week.parse(week)),
            "own head": lambda week: _own(held.heads.get(Week.parse(week))),
            "coverage": lambda week: held.coverage_state(Week.parse(week)),
        }
        for name, answer in answers.items():
            self.reads.offer(name, answer)
        self._offer_of_items("storyline of", lambda: held.storyline_of)
        self._offer_of_items("rectified", lambda: held.rectified)
        self._offer_of_items("mentions", lambda: held.mentioned)

    def _offer_of_items(self, name: str, answers: Callable[[], Mapping[str, object]]) -> None:
        """Questions whose answers are looked up by the address of an item."""
        self.reads.offer(name, lambda address: answers().get(address), _by_folder(answers))

    @cached_property
    def _everything(self) -> tuple[object, ...]:
        """What stands for all of the archive: of pages that ask for so much that they are made in any case."""
        archive = self.archive
        return (
            archive.items, archive.editions, archive.moved, archive.removed, archive.rulings.suppressed, self._status,
            [self.held.coverage_state(week) for week in self._recorded],
        )  # fmt: skip

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.vocabulary.rules.topics}

    @cached_property
    def audiences(self) -> Mapping[str, Audience]:
        return {audience.id: audience for audience in self.vocabulary.rules.audiences}

    @property
    def translated(self) -> frozenset[str]:
        """The languages into which something is translated; every output depends on it, and nothing is noted."""
        return self.held.translated

    def named(self, stored: StoredItem) -> Sequence[tuple[str, str]]:
        """Folder and slug of each name that an item is about; it says so itself, and nothing is noted."""
        return self.held.named[stored.address]

    @property
    def suppressed(self) -> frozenset[str]:
        """Keys of articles that are not to be shown."""
        self.reads.note("rulings")
        return self.archive.rulings.suppressed

    @property
    def chronological(self) -> Row[StoredItem]:
        """Every item, oldest first: new ones come last, so that what was numbered keeps its number."""
        return Row(self.reads, "chronological", "", self.held.chronological)

    @property
    def weeks(self) -> Row[Week]:
        """Weeks that have an edition or an item, oldest first."""
        return Row(self.reads, "weeks", "", self.held.weeks)

    @property
    def stories(self) -> Row[Storyline]:
        """Storylines by their second steps: what is found today stands last, also where the story began long ago."""
        return Row(self.reads, "stories", "", self.held.stories)

    @property
    def corrected(self) -> Sequence[StoredItem]:
        """The items with corrections, oldest first."""
        self.reads.note("corrected")
        return self.held.corrected

    @property
    def newest(self) -> datetime | None:
        """When something was last published or changed; used instead of the current time, so that builds are
        reproducible."""
        self.reads.note("newest")
        return self.held.newest

    def beside(self, week: Week) -> tuple[Week | None, Week | None]:
        """The weeks before and after one of `weeks`."""
        self.reads.note("beside", str(week))
        return self.held.beside(week)

    def weeks_before(self, week: Week, count: int) -> Sequence[Week]:
        """Those of `weeks` among so many before one."""
        self.reads.note("weeks before", f"{week} {count}")
        return self.held.weeks_before(week, count)

    def head(self, week: Week) -> Head | None:
        """What lists and feeds say of an edition, which is less than its page does; None without one."""
        self.reads.note("head", str(week))
        return self.held.heads.get(week)

    def own_head(self, week: Week) -> Head | None:
        """What pages of its items say, which is less still: they are many, and who leads a week changes."""
        self.reads.note("own head", str(week))
        return _own(self.held.heads.get(week))

    @property
    def predictions(self) -> tuple[Prediction, ...]:
        """Every published prediction, as of the newest publication: the site knows no clock, a build gives the same
        bytes on any day. What fell due since then is open still."""
        self.reads.note("predictions")
        return self.held.predictions

    def predictions_in(self, week: Week) -> Sequence[Prediction]:
        """Those whose last day is in a week."""
        self.reads.note("predictions in", str(week))
        return self.held.predictions_in(week)

    def predictions_of(self, month: str) -> Sequence[Prediction]:
        """Those whose last day is in a month, like 2026-06."""
        self.reads.note("predictions of", month)
        return self.held.predictions_by_month.get(month, ())

    def storyline_of(self, address: str) -> Storyline | None:
        """The continuing story that an item is a step of."""
        self.reads.note("storyline of", address)
        return self.held.storyline_of.get(address)

    def coverage(self, week: Week) -> Coverage:
        """What became of everything collected for a week of `covered`, as far as readers may see it."""
        self.reads.note("coverage", str(week))
        return self.held.coverage(week).as_published(self.suppressed, self.moved)

    def mentions(self, address: str) -> tuple[Mention, ...]:
        """What other items and editions say about this item: the back-links."""
        self.reads.note("mentions", address)
        return self.held.mentions(address)

    def rectified(self, address: str) -> tuple[StoredItem, str] | None:
        """The item that says that the title of one is wrong, and its verdict."""
        self.reads.note("rectified", address)
        later, verdict = self.held.rectified.get(address, ("", ""))
        return (self.items[later], verdict) if later in self.items else None

    def gone_on(self, stored: StoredItem) -> StoredItem | None:
        """The newest item that says how the event of one went on: of its story, else of those that name it."""
        storyline = self.storyline_of(stored.address)
        steps = storyline.steps[storyline.steps.index(stored) + 1 :] if storyline else ()
        named = [it.address for it in self.mentions(stored.address) if it.relation == "later"]
        later = [self.items[address] for address in named if address in self.items]
        return max(steps or later, key=lambda it: (it.facts.date, it.address), default=None)


def _own(head: Head | None) -> Head | None:
    return head.own if head else None


def _by_folder(answers: Callable[[], Mapping[str, object]]) -> Parts:
    """How questions about items fall into parts: by the folder of their week; answers: by address."""
    folders: dict[str, list[object]] = {}

    def whole(folder: str) -> object:
        if not folders:
            for address, answer in answers().items():
                folders.setdefault(address[:_FOLDER], []).extend((address, answer))
        return folders.get(folder, ())

    return Parts(lambda address: address[:_FOLDER], whole)


def _week_and_count(asked: str) -> tuple[Week, int]:
    week, _, count = asked.partition(" ")
    return Week.parse(week), int(count)
