"""The archive as pages ask for it: by week, topic, name and source, and who refers to whom; each computed once.

What is asked is noted in `reads`. Underscore attributes return data without recording a dependency (internal use only).
Vocabulary and sources are not noted: every output depends on them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from generator.archive.brief import Mention
from generator.archive.coverage import RecordedWeeks
from generator.archive.store import Archive, StoredEdition, StoredItem
from generator.edit.predictions import Prediction, predictions
from generator.model.coverage import Coverage
from generator.model.facts import Facts
from generator.model.item import Entities
from generator.model.source import Source
from generator.model.status import SourceStatus
from generator.model.vocabulary import Audience, Kind, Topic, Vocabulary
from generator.model.week import Week
from generator.site.addresses import slug_of
from generator.site.reads import EVERYTHING, Noted, Parts, Reads, Row, Shelves, part_of
from generator.site.storylines import Storyline, find_storylines

#: How a relation reads from its other end; what one item rests on has the other built on it.
INVERSE = {
    "earlier": "later", "later": "earlier", "storyline": "storyline", "company": "company", "model": "model",
    "background": "built-on",
}  # fmt: skip
#: Where the names of a kind are: in addresses, in words, and the field of `Entities` that holds them.
FOLDERS: Mapping[Kind, str] = {"company": "companies", "model": "models", "product": "products", "person": "people"}
#: Length of the part of an address that names its week: 2026/W25.
_FOLDER = 8
Shelf = Mapping[str, Row[StoredItem]]
"""Items by what they share, oldest first."""
_Shelf = Mapping[str, Sequence[StoredItem]]


@dataclass(frozen=True)
class Head:
    """What pages of items show of an edition: its title, its translations, when it came out."""

    title: str
    translated: Mapping[str, str]
    date: datetime
    lender: StoredItem | None
    """The item whose title it is."""

    @property
    def digest(self) -> str:
        return f"{self.title!r} {self.translated!r} {self.date} {self.lender.digest if self.lender else None}"


@dataclass(frozen=True)
class Library:
    """Everything the pages are made of."""

    archive: Archive
    vocabulary: Vocabulary
    sources: Mapping[str, Source]
    """Entries of sources.yml by name; a source of old items may be gone from it."""
    recorded: Mapping[Week, Coverage] = field(default_factory=dict)
    """What became of the articles of a week, as the archive keeps it: without those of items."""
    status: Mapping[str, SourceStatus] = field(default_factory=dict)
    """How the sources fare, by name, as runs recorded it."""
    reads: Reads = field(default_factory=Reads, compare=False, repr=False)

    def __post_init__(self) -> None:
        answers: Mapping[str, Callable[[str], object]] = {
            EVERYTHING: lambda _: (self._everything, self.vocabulary, self.sources),
            "rulings": lambda _: sorted(self.archive.rulings.suppressed),
            "chronological": lambda part: part_of(self._chronological, part[1:]),
            "beside": lambda week: self._beside(Week.parse(week)),
            "weeks before": lambda asked: self._weeks_before(*_week_and_count(asked)),
            "corrected": lambda _: self._corrected,
            "newest": lambda _: self._newest,
            "translated": lambda _: self.translated,
            "predictions": lambda _: self._predictions,
            "predictions in": lambda week: self._predictions_in(Week.parse(week)),
            "predictions of": lambda month: self._by_month.get(month, ()),
            "head": lambda week: self._head(Week.parse(week)),
            "coverage": lambda week: self._coverage_digest(Week.parse(week)),
        }
        for name, answer in answers.items():
            self.reads.offer(name, answer)
        self._offer_of_items("storyline of", lambda: self._storyline_of)
        self._offer_of_items("mentions", lambda: self._referring)

    def _offer_of_items(self, name: str, answers: Callable[[], Mapping[str, object]]) -> None:
        """Questions whose answers are looked up by the address of an item."""
        self.reads.offer(name, lambda address: answers().get(address), _parts_by_week(answers))

    @cached_property
    def answers(self) -> Reads:
        """What is asked, with the answers of every shelf: each offers its own when it is made."""
        for name in (
            "items", "editions", "moved", "removed", "statuses", "covered", "by_week", "_weeks", "company_counts",
            "by_year", "by_topic", "by_audience", "by_source", "by_name", "names", "source_names", "storylines",
            "stories",
        ):  # fmt: skip
            getattr(self, name)
        return self.reads

    @cached_property
    def _everything(self) -> tuple[object, ...]:
        """What stands for all of the archive: of pages that ask for so much that they are made in any case."""
        archive = self.archive
        return (
            archive.items, archive.editions, archive.moved, archive.removed, archive.rulings.suppressed, self.status,
            [self._coverage_digest(week) for week in self.recorded],
        )  # fmt: skip

    @cached_property
    def items(self) -> Noted[str, StoredItem]:
        """What is shown, by address, sorted."""
        return Noted(self.reads, "items", self.archive.items, parts=_parts_by_week(lambda: self.archive.items))

    @cached_property
    def editions(self) -> Noted[Week, StoredEdition]:
        """By week, sorted."""
        return Noted(self.reads, "editions", self.archive.editions, Week.parse)

    def head(self, week: Week) -> Head | None:
        """What pages of a week's items say of its edition, which is less than its page does; None without one."""
        self.reads.note("head", str(week))
        return self._head(week)

    def _head(self, week: Week) -> Head | None:
        stored = self.archive.editions.get(week)
        if stored is None:
            return None
        edition, items = stored.edition, self.archive.items
        top = (items[address] for address in edition.top if address in items)
        lender = next((it for it in top if it.brief.title.text == edition.title), None)
        translated = {
            language: line.text
            for language, it in edition.translations.items()
            if (line := it.lines.get("title")) and line.of == edition.title
        }
        return Head(edition.title, translated, edition.date, lender)

    @cached_property
    def moved(self) -> Noted[str, str | None]:
        """Addresses that show no item of their own: the one that tells it now, or None where it was taken down."""
        return Noted(self.reads, "moved", self.archive.moved)

    @cached_property
    def removed(self) -> Noted[str, str]:
        """When what was taken down was (a day, month or year), where decisions.yml says."""
        return Noted(self.reads, "removed", self.archive.removed)

    @cached_property
    def statuses(self) -> Noted[str, SourceStatus]:
        return Noted(self.reads, "statuses", self.status)

    @cached_property
    def covered(self) -> Noted[Week, str]:
        """The weeks whose coverage is recorded."""
        return Noted(self.reads, "covered", {week: str(week) for week in self.recorded}, Week.parse)

    @property
    def suppressed(self) -> frozenset[str]:
        """Keys of articles that are not to be shown."""
        self.reads.note("rulings")
        return self.archive.rulings.suppressed

    @property
    def chronological(self) -> Row[StoredItem]:
        """Every item, oldest first: new ones come last, so that what was numbered keeps its number."""
        return Row(self.reads, "chronological", "", self._chronological)

    @cached_property
    def _chronological(self) -> Sequence[StoredItem]:
        return sorted(self.archive.items.values(), key=lambda stored: (stored.facts.date, stored.address))

    @property
    def corrected(self) -> Sequence[StoredItem]:
        """The items with corrections, oldest first."""
        self.reads.note("corrected")
        return self._corrected

    @cached_property
    def _corrected(self) -> Sequence[StoredItem]:
        return tuple(stored for stored in self._chronological if stored.facts.corrections)

    @property
    def newest(self) -> datetime | None:
        """When something was last published or changed; used instead of the current time, so that builds are
        reproducible."""
        self.reads.note("newest")
        return self._newest

    @cached_property
    def _newest(self) -> datetime | None:
        items = max((stored.facts.updated for stored in self._chronological), default=None)
        times = [stored.edition.updated for stored in self.archive.editions.values()]
        return max([*times, datetime.fromisoformat(items)] if items else times, default=None)

    @cached_property
    def translated(self) -> frozenset[str]:
        """The languages into which something is translated; every output depends on it."""
        return frozenset(language for stored in self._chronological for language in stored.facts.translated)

    @cached_property
    def by_week(self) -> Noted[Week, Sequence[StoredItem]]:
        """Items of each week, most important first."""
        return Noted(self.reads, "by week", self._by_week, Week.parse)

    @cached_property
    def _by_week(self) -> Mapping[Week, Sequence[StoredItem]]:
        shelf: dict[str, list[StoredItem]] = defaultdict(list)
        for stored in sorted(self._chronological, key=lambda stored: -stored.facts.score):
            shelf[stored.facts.edition].append(stored)
        return {Week.parse(week): tuple(items) for week, items in shelf.items()}

    @property
    def weeks(self) -> Row[Week]:
        """Weeks that have an edition or an item, oldest first."""
        return Row(self.reads, "weeks", "", self._weeks)

    @cached_property
    def _weeks(self) -> Sequence[Week]:
        self.reads.offer("weeks", lambda part: part_of(self._weeks, part[1:]))
        return sorted({*self.archive.editions, *self._by_week})

    def beside(self, week: Week) -> tuple[Week | None, Week | None]:
        """The weeks before and after one of `weeks`."""
        self.reads.note("beside", str(week))
        return self._beside(week)

    def _beside(self, week: Week) -> tuple[Week | None, Week | None]:
        place = bisect_left(self._weeks, week)
        return next(iter(self._weeks[:place][-1:]), None), next(iter(self._weeks[place + 1 :][:1]), None)

    def weeks_before(self, week: Week, count: int) -> Sequence[Week]:
        """Those of `weeks` among so many before one."""
        self.reads.note("weeks before", f"{week} {count}")
        return self._weeks_before(week, count)

    def _weeks_before(self, week: Week, count: int) -> Sequence[Week]:
        return self._weeks[bisect_left(self._weeks, week.shift(-count)) : bisect_left(self._weeks, week)]

    @property
    def predictions(self) -> tuple[Prediction, ...]:
        """Every published prediction, as of the newest publication: the site knows no clock, a build gives the same
        bytes on any day. What fell due since then is open still."""
        self.reads.note("predictions")
        return self._predictions

    @cached_property
    def _predictions(self) -> tuple[Prediction, ...]:
        said = ((address, stored.facts.implications) for address, stored in self.archive.items.items())
        return predictions(said, self._newest.date()) if self._newest else ()

    def predictions_in(self, week: Week) -> Sequence[Prediction]:
        """Those whose last day is in a week."""
        self.reads.note("predictions in", str(week))
        return self._predictions_in(week)

    def _predictions_in(self, week: Week) -> Sequence[Prediction]:
        first, last = week.start.date(), week.last_day
        months = dict.fromkeys(f"{day:%Y-%m}" for day in (first, last))
        found = (it for month in months for it in self._by_month.get(month, ()))
        return [it for it in found if first <= it.last_day <= last]

    def predictions_of(self, month: str) -> Sequence[Prediction]:
        """Those whose last day is in a month, like 2026-06."""
        self.reads.note("predictions of", month)
        return self._by_month.get(month, ())

    @cached_property
    def _by_month(self) -> Mapping[str, Sequence[Prediction]]:
        found: dict[str, list[Prediction]] = defaultdict(list)
        for prediction in self._predictions:
            found[f"{prediction.last_day:%Y-%m}"].append(prediction)
        return found

    @cached_property
    def company_counts(self) -> Noted[Week, Mapping[str, int]]:
        """Events of each week by the slug of a company they are about."""
        counts = {
            week: Counter(slug for stored in items for slug in dict.fromkeys(map(slug_of, stored.facts.companies)))
            for week, items in self._by_week.items()
        }
        return Noted(self.reads, "company counts", counts, Week.parse)

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.vocabulary.rules.topics}

    @cached_property
    def audiences(self) -> Mapping[str, Audience]:
        return {audience.id: audience for audience in self.vocabulary.rules.audiences}

    @cached_property
    def by_year(self) -> Shelf:
        """Items by the year of their week."""
        return Shelves(self.reads, "by year", self._shelf(lambda facts: [facts.edition[:4]]))

    @cached_property
    def by_topic(self) -> Shelf:
        return Shelves(self.reads, "by topic", self._shelf(lambda facts: facts.topics))

    @cached_property
    def by_audience(self) -> Shelf:
        return Shelves(self.reads, "by audience", self._shelf(lambda facts: facts.audience))

    @cached_property
    def by_source(self) -> Shelf:
        return Shelves(
            self.reads, "by source", self._shelf(lambda facts: [source for source, *_ in facts.sources])
        )  # fmt: skip

    @cached_property
    def by_name(self) -> Mapping[str, Shelf]:
        """Items by the slug of a name they are about; one shelf for each of FOLDERS."""
        shelves: dict[str, dict[str, list[StoredItem]]] = {folder: {} for folder in FOLDERS.values()}
        for stored in self._chronological:
            for folder, slug in self._named[stored.address]:
                shelves[folder].setdefault(slug, []).append(stored)
        return {folder: Shelves(self.reads, f"by {folder}", _in_order(shelf)) for folder, shelf in shelves.items()}

    def named(self, stored: StoredItem) -> Sequence[tuple[str, str]]:
        """Folder and slug of each name that an item is about; it says so itself, and nothing is noted."""
        return self._named[stored.address]

    @cached_property
    def _named(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        known: dict[tuple[str, str], tuple[str, str]] = {}  # one tuple of a name for all its items
        found = {}
        for stored in self._chronological:
            keys = [(it, slug_of(name)) for it in FOLDERS.values() for name in names_in(stored.facts, it)]
            found[stored.address] = tuple(dict.fromkeys(known.setdefault(key, key) for key in keys))
        return found

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """For each of FOLDERS the name behind a slug, as the newest item writes it."""
        return {
            folder: Noted(
                self.reads,
                folder,
                {slug_of(name): name for stored in self._chronological for name in names_in(stored.facts, folder)},
            )
            for folder in FOLDERS.values()
        }

    @cached_property
    def storylines(self) -> Noted[str, Storyline]:
        """Every continuing story by its slug, the one that began first standing first."""
        return Noted(self.reads, "storylines", self._storylines)

    @cached_property
    def _storylines(self) -> Mapping[str, Storyline]:
        return find_storylines(self._chronological, self.archive.moved)

    @cached_property
    def stories(self) -> Row[Storyline]:
        """The same in the order in which they became one, by their second steps: what is found today stands last, also
        where the story began long ago."""
        ordered = sorted(self._storylines.values(), key=lambda it: (it.steps[:2][-1].date, it.slug))
        self.reads.offer("stories", lambda part: part_of(ordered, part[1:]))
        return Row(self.reads, "stories", "", ordered)

    @cached_property
    def _storyline_of(self) -> Mapping[str, Storyline]:
        return {step.address: storyline for storyline in self._storylines.values() for step in storyline.steps}

    def storyline_of(self, address: str) -> Storyline | None:
        """The continuing story that an item is a step of."""
        self.reads.note("storyline of", address)
        return self._storyline_of.get(address)

    def coverage(self, week: Week) -> Coverage:
        """What became of everything collected for a week that `recorded` has."""
        self.reads.note("coverage", str(week))
        return self.recorded[week].with_items(
            {address: self.archive.items[address].item for address in self._reported_in.get(week, ())}
        )

    def _coverage_digest(self, week: Week) -> tuple[object, ...]:
        items = [self.archive.items[address] for address in self._reported_in.get(week, ())]
        return _state_of(self.recorded, week), items

    @cached_property
    def _reported_in(self) -> Mapping[Week, Sequence[str]]:
        """The items that have an article in the coverage of a week."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for stored in self._chronological:
            for week in stored.facts.covered:
                found[week][stored.address] = None
        return {Week.parse(week): tuple(addresses) for week, addresses in found.items()}

    @cached_property
    def source_names(self) -> Noted[str, str]:
        """Titles of sources: of sources.yml, else as the newest item names them."""
        seen = {source: name for stored in self._chronological for source, name, _ in stored.facts.sources}
        names = seen | {name: source.title for name, source in self.sources.items()}
        return Noted(self.reads, "source names", names)

    @cached_property
    def _mentioning(self) -> Mapping[str, Sequence[StoredItem]]:
        """The items that name an item as related."""
        found: dict[str, list[StoredItem]] = defaultdict(list)
        for stored in self._chronological:
            for address in stored.facts.related:
                found[address].append(stored)
        return found

    @cached_property
    def _continued(self) -> Mapping[str, Sequence[Mention]]:
        """What editions say went on, at both of its ends."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for edition in self.archive.editions.values():
            for link in edition.edition.continues:
                found[link.earlier].append(Mention(link.item, "later", link.why, 1.0))
                found[link.item].append(Mention(link.earlier, "earlier", link.why, 1.0))
        return found

    @cached_property
    def _referring(self) -> Mapping[str, object]:
        """What the mentions of an item are made of."""
        both = self._mentioning.keys() & self._continued.keys()
        of_both = {it: (self._mentioning[it], self._continued[it]) for it in both}
        return {**self._mentioning, **self._continued, **of_both}

    def mentions(self, address: str) -> tuple[Mention, ...]:
        """What other items and editions say about this item: the back-links."""
        self.reads.note("mentions", address)
        said = (
            Mention(stored.address, INVERSE[related.relation], related.why, related.score)
            for stored in self._mentioning.get(address, ())
            for related in stored.brief.related
            if related.address == address
        )
        return (*said, *self._continued.get(address, ()))

    def gone_on(self, stored: StoredItem) -> StoredItem | None:
        """The newest item that says how the event of one went on: of its story, else of those that name it."""
        storyline = self.storyline_of(stored.address)
        steps = storyline.steps[storyline.steps.index(stored) + 1 :] if storyline else ()
        named = [it.address for it in self.mentions(stored.address) if it.relation == "later"]
        later = [self.items[address] for address in named if address in self.items]
        return max(steps or later, key=lambda it: (it.facts.date, it.address), default=None)

    def _shelf(self, keys: Callable[[Facts], Iterable[str]]) -> _Shelf:
        shelf: dict[str, list[StoredItem]] = defaultdict(list)
        for stored in self._chronological:
            for key in dict.fromkeys(keys(stored.facts)):
                shelf[key].append(stored)
        return _in_order(shelf)


def _in_order(shelf: Mapping[str, Sequence[StoredItem]]) -> _Shelf:
    return {key: tuple(shelf[key]) for key in sorted(shelf)}


def names_in(told: Facts | Entities, folder: str) -> Sequence[str]:
    """The names of one kind that an item is about; folder: of FOLDERS."""
    names: Sequence[str] = getattr(told, folder)
    return names


def _parts_by_week(answers: Callable[[], Mapping[str, object]]) -> Parts:
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


def _state_of(recorded: Mapping[Week, Coverage], week: Week) -> object:
    """What stands for a recorded coverage: its file's content, which costs less to look at than what it says."""
    return recorded.state(week) if isinstance(recorded, RecordedWeeks) else recorded.get(week)
