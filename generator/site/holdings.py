"""What a library holds: the archive by week, topic, name and source, and who refers to whom; each computed once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from generator.archive.brief import Mention
from generator.archive.coverage import RecordedWeeks
from generator.archive.store import Archive
from generator.archive.stored import StoredItem
from generator.edit.predictions import Prediction, predictions
from generator.model.coverage import Coverage
from generator.model.edition import Edition
from generator.model.facts import Facts
from generator.model.item import Entities
from generator.model.source import Source
from generator.model.vocabulary import PLURALS
from generator.model.week import Week
from generator.site.addresses import slug_of
from generator.site.storylines import Storyline, find_storylines

#: How a relation reads from its other end; what one item rests on has the other built on it.
INVERSE = {
    "earlier": "later", "later": "earlier", "storyline": "storyline", "company": "company", "model": "model",
    "background": "built-on",
}  # fmt: skip
#: How many names of the top stand in the title of a week.
NAMES_OF_WEEK = 3
Shelves = Mapping[str, Sequence[StoredItem]]
"""Items by what they share, oldest first; keys in order."""


@dataclass(frozen=True)
class Head:
    """What other pages show of an edition: its title, its translations, when it came out."""

    title: str
    translated: Mapping[str, str]
    date: datetime
    lender: StoredItem | None
    """The item whose title it is."""
    names: tuple[str, ...]
    """Whom the top of the week is about, two at least, where an item lends the title; else none."""

    @property
    def digest(self) -> str:
        lender = self.lender.digest if self.lender else None
        return f"{self.title!r} {self.translated!r} {self.date} {lender} {self.names!r}"

    @property
    def own(self) -> Head:
        """It without a title that an item lends it: one that says so would promise that item."""
        return replace(self, title="", translated={}, lender=None, names=()) if self.lender else self


@dataclass(frozen=True)
class Holdings:
    """The archive in every order that pages show it in.

    sources, recorded: as of `Library`.
    """

    archive: Archive
    sources: Mapping[str, Source]
    recorded: Mapping[Week, Coverage]

    def compute(self) -> None:
        """All of it now, for the forks of this process to share."""
        for name, value in vars(type(self)).items():
            if isinstance(value, cached_property):
                getattr(self, name)

    @cached_property
    def chronological(self) -> Sequence[StoredItem]:
        """Every item, oldest first."""
        return sorted(self.archive.items.values(), key=lambda stored: (stored.facts.date, stored.address))

    @cached_property
    def corrected(self) -> Sequence[StoredItem]:
        """The items with corrections, oldest first."""
        return tuple(stored for stored in self.chronological if stored.facts.corrections)

    @cached_property
    def newest(self) -> datetime | None:
        """When something was last published or changed."""
        items = max((stored.facts.updated for stored in self.chronological), default=None)
        times = [stored.edition.updated for stored in self.archive.editions.values()]
        return max([*times, datetime.fromisoformat(items)] if items else times, default=None)

    @cached_property
    def translated(self) -> frozenset[str]:
        """The languages into which something is translated."""
        return frozenset(language for stored in self.chronological for language in stored.facts.translated)

    @cached_property
    def by_week(self) -> Mapping[Week, Sequence[StoredItem]]:
        """Items of each week, most important first."""
        shelf: dict[str, list[StoredItem]] = defaultdict(list)
        for stored in sorted(self.chronological, key=lambda stored: -stored.facts.score):
            shelf[stored.facts.edition].append(stored)
        return {Week.parse(week): tuple(items) for week, items in shelf.items()}

    @cached_property
    def weeks(self) -> Sequence[Week]:
        """Weeks that have an edition or an item, oldest first."""
        return sorted({*self.archive.editions, *self.by_week})

    def beside(self, week: Week) -> tuple[Week | None, Week | None]:
        """The weeks before and after one of `weeks`."""
        place = bisect_left(self.weeks, week)
        return next(iter(self.weeks[:place][-1:]), None), next(iter(self.weeks[place + 1 :][:1]), None)

    def weeks_before(self, week: Week, count: int) -> Sequence[Week]:
        """Those of `weeks` among so many before one."""
        return self.weeks[bisect_left(self.weeks, week.shift(-count)) : bisect_left(self.weeks, week)]

    @cached_property
    def heads(self) -> Mapping[Week, Head]:
        """Of the edition of each week that has one."""
        return {week: self._head(stored.edition) for week, stored in self.archive.editions.items()}

    def _head(self, edition: Edition) -> Head:
        items = self.archive.items
        top = [items[address] for address in edition.top if address in items]
        lender = next((it for it in top if it.brief.title.text == edition.title), None)
        translated = {
            language: line.text
            for language, it in edition.translations.items()
            if (line := it.lines.get("title")) and line.of == edition.title
        }
        return Head(edition.title, translated, edition.date, lender, self._names_of(top) if lender else ())

    def _names_of(self, top: Sequence[StoredItem]) -> tuple[str, ...]:
        upheld = [stored for stored in top if stored.address not in self.rectified] or top
        found = dict[str, None]()
        for name in filter(None, map(_first_name, upheld)):
            found[name] = None
            if len(found) == NAMES_OF_WEEK:
                break
        return tuple(found) if len(found) > 1 else ()

    @cached_property
    def predictions(self) -> tuple[Prediction, ...]:
        """Every published prediction, as of the newest publication."""
        said = ((address, stored.facts.implications) for address, stored in self.archive.items.items())
        return predictions(said, self.newest.date()) if self.newest else ()

    def predictions_in(self, week: Week) -> Sequence[Prediction]:
        """Those whose last day is in a week."""
        first, last = week.start.date(), week.last_day
        months = dict.fromkeys(f"{day:%Y-%m}" for day in (first, last))
        found = (it for month in months for it in self.predictions_by_month.get(month, ()))
        return [it for it in found if first <= it.last_day <= last]

    @cached_property
    def predictions_by_month(self) -> Mapping[str, Sequence[Prediction]]:
        """By the month of their last day, like 2026-06."""
        found: dict[str, list[Prediction]] = defaultdict(list)
        for prediction in self.predictions:
            found[f"{prediction.last_day:%Y-%m}"].append(prediction)
        return found

    @cached_property
    def company_counts(self) -> Mapping[Week, Mapping[str, int]]:
        """Events of each week by the slug of a company they are about."""
        return {
            week: Counter(slug for stored in items for slug in dict.fromkeys(map(slug_of, stored.facts.companies)))
            for week, items in self.by_week.items()
        }

    @cached_property
    def by_year(self) -> Shelves:
        """By the year of their week."""
        return self._shelved(lambda facts: [facts.edition[:4]])

    @cached_property
    def by_topic(self) -> Shelves:
        return self._shelved(lambda facts: facts.topics)

    @cached_property
    def by_audience(self) -> Shelves:
        return self._shelved(lambda facts: facts.audience)

    @cached_property
    def by_source(self) -> Shelves:
        return self._shelved(lambda facts: [source for source, *_ in facts.sources])

    @cached_property
    def by_name(self) -> Mapping[str, Shelves]:
        """By the slug of a name they are about; one for each of PLURALS."""
        shelves: dict[str, dict[str, list[StoredItem]]] = {folder: {} for folder in PLURALS.values()}
        for stored in self.chronological:
            for folder, slug in self.named[stored.address]:
                shelves[folder].setdefault(slug, []).append(stored)
        return {folder: _in_order(shelf) for folder, shelf in shelves.items()}

    @cached_property
    def named(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """By address folder and slug of each name that an item is about."""
        known: dict[tuple[str, str], tuple[str, str]] = {}  # one tuple of a name for all its items
        found = {}
        for stored in self.chronological:
            keys = [(folder, slug_of(name)) for folder, name in names_in(stored.facts)]
            found[stored.address] = tuple(dict.fromkeys(known.setdefault(key, key) for key in keys))
        return found

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """For each of PLURALS the name behind a slug, as the newest item writes it."""
        found: dict[str, dict[str, str]] = {folder: {} for folder in PLURALS.values()}
        for stored in self.chronological:
            for folder, name in names_in(stored.facts):
                found[folder][slug_of(name)] = name
        return found

    @cached_property
    def storylines(self) -> Mapping[str, Storyline]:
        """Every continuing story by its slug, the one that began first standing first."""
        return find_storylines(self.chronological, self.archive.moved)

    @cached_property
    def stories(self) -> Sequence[Storyline]:
        """The same in the order in which they became one, by their second steps."""
        return sorted(self.storylines.values(), key=lambda it: (it.steps[:2][-1].date, it.slug))

    @cached_property
    def storyline_of(self) -> Mapping[str, Storyline]:
        """The continuing story that an item is a step of, by address."""
        return {step.address: storyline for storyline in self.storylines.values() for step in storyline.steps}

    def coverage(self, week: Week) -> Coverage:
        """What became of everything collected for a week that `recorded` has."""
        addresses = self._reported_in.get(week, ())
        return self.recorded[week].with_items({address: self.archive.items[address].item for address in addresses})

    def coverage_state(self, week: Week) -> tuple[object, ...]:
        """What `coverage` is made of; for the record its file's content, which costs less to look at than what it
        says."""
        items = [self.archive.items[address] for address in self._reported_in.get(week, ())]
        recorded = self.recorded
        return recorded.state(week) if isinstance(recorded, RecordedWeeks) else recorded.get(week), items

    @cached_property
    def _reported_in(self) -> Mapping[Week, Sequence[str]]:
        """The items that have an article in the coverage of a week."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for stored in self.chronological:
            for week in stored.facts.covered:
                found[week][stored.address] = None
        return {Week.parse(week): tuple(addresses) for week, addresses in found.items()}

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """Titles of sources: of sources.yml, else as the newest item names them."""
        seen = {source: name for stored in self.chronological for source, name, _ in stored.facts.sources}
        return seen | {name: source.title for name, source in self.sources.items()}

    def mentions(self, address: str) -> tuple[Mention, ...]:
        """What other items and editions say about an item: the back-links."""
        said = (
            Mention(stored.address, INVERSE[related.relation], related.why, related.score)
            for stored in self._mentioning.get(address, ())
            for related in stored.brief.related
            if related.address == address
        )
        return (*said, *self._continued.get(address, ()))

    @cached_property
    def mentioned(self) -> Mapping[str, object]:
        """What `mentions` are made of, by address."""
        both = self._mentioning.keys() & self._continued.keys()
        of_both = {it: (self._mentioning[it], self._continued[it]) for it in both}
        return {**self._mentioning, **self._continued, **of_both}

    @cached_property
    def _mentioning(self) -> Mapping[str, Sequence[StoredItem]]:
        """The items that name an item as related."""
        found: dict[str, list[StoredItem]] = defaultdict(list)
        for stored in self.chronological:
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
    def rectified(self) -> Mapping[str, tuple[str, str]]:
        """The newest item that says that the title of one is wrong, and its verdict; by address."""
        told = ((it.address, at, verdict) for it in self.chronological for at, verdict in it.facts.rectified)
        return {address: (later, verdict) for later, address, verdict in told}

    def _shelved(self, keys: Callable[[Facts], Iterable[str]]) -> Shelves:
        shelf: dict[str, list[StoredItem]] = defaultdict(list)
        for stored in self.chronological:
            for key in dict.fromkeys(keys(stored.facts)):
                shelf[key].append(stored)
        return _in_order(shelf)


def _in_order(shelf: Mapping[str, Sequence[StoredItem]]) -> Shelves:
    return {key: tuple(shelf[key]) for key in sorted(shelf)}


def _first_name(stored: StoredItem) -> str:
    """Of whom a headline is: the first name that stands in it, of a company where there is one, else its company."""
    title = stored.brief.title.text.casefold()
    own = next(iter(stored.facts.companies), "")
    return next((name for _, name in names_in(stored.facts) if name.casefold() in title), own)


def names_in(told: Facts | Entities) -> Iterator[tuple[str, str]]:
    """Each name that an item is about, behind the folder of its kind, of PLURALS."""
    return ((folder, name) for folder in PLURALS.values() for name in getattr(told, folder))
