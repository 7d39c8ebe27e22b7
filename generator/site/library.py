"""The archive as pages ask for it: by week, topic, name and source, and who refers to whom; each computed once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from generator.archive.store import Archive, StoredItem
from generator.edit.predictions import Prediction, predictions
from generator.model.coverage import Coverage, week_of
from generator.model.item import Item
from generator.model.source import Source
from generator.model.status import SourceStatus
from generator.model.vocabulary import Audience, Kind, Topic, Vocabulary
from generator.model.week import Week
from generator.site.links import slug_of
from generator.site.storylines import Storyline, find_storylines

#: How a relation reads from its other end; what one item rests on has the other built on it.
INVERSE = {
    "earlier": "later", "later": "earlier", "storyline": "storyline", "company": "company", "model": "model",
    "background": "built-on",
}  # fmt: skip
#: Where the names of a kind are: in addresses, in words, and the field of `Entities` that holds them.
FOLDERS: Mapping[Kind, str] = {"company": "companies", "model": "models", "product": "products", "person": "people"}
Shelf = Mapping[str, tuple[StoredItem, ...]]
"""Items by what they share, oldest first."""


@dataclass(frozen=True)
class Mention:
    """One item as another refers to it. relation: of `Related`, or built-on, as seen from the page it stands on."""

    address: str
    relation: str
    why: str
    score: float


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

    @cached_property
    def chronological(self) -> tuple[StoredItem, ...]:
        """Every item, oldest first: new ones come last, so that what was numbered keeps its number."""
        return tuple(sorted(self.archive.items.values(), key=lambda stored: (stored.item.date, stored.address)))

    @cached_property
    def newest(self) -> datetime | None:
        """When something was last published or changed; what stands for today on pages that no clock may touch."""
        items = [stored.item.updated for stored in self.chronological]
        editions = [stored.edition.updated for stored in self.archive.editions.values()]
        return max([*items, *editions], default=None)

    @cached_property
    def translated(self) -> frozenset[str]:
        """The languages into which something is translated."""
        return frozenset(language for stored in self.chronological for language in stored.item.translated_into)

    @cached_property
    def by_week(self) -> Mapping[Week, tuple[StoredItem, ...]]:
        """Items of each week, most important first."""
        shelf: dict[Week, list[StoredItem]] = defaultdict(list)
        for stored in sorted(self.chronological, key=lambda stored: -stored.item.importance.score):
            shelf[stored.item.week].append(stored)
        return {week: tuple(items) for week, items in shelf.items()}

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """Weeks that have an edition or an item, oldest first."""
        return tuple(sorted({*self.archive.editions, *self.by_week}))

    @cached_property
    def predictions(self) -> tuple[Prediction, ...]:
        """Every published prediction, as of the newest publication: the site knows no clock, a build gives the same
        bytes on any day. What fell due since then is open still."""
        items = {address: stored.item for address, stored in self.archive.items.items()}
        return predictions(items, self.newest.date()) if self.newest else ()

    @cached_property
    def company_counts(self) -> Mapping[Week, Mapping[str, int]]:
        """Events of each week by the slug of a company they are about."""
        return {
            week: Counter(slug for stored in items for slug in {*map(slug_of, names_in(stored.item, "companies"))})
            for week, items in self.by_week.items()
        }

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        return {topic.id: topic for topic in self.vocabulary.rules.topics}

    @cached_property
    def audiences(self) -> Mapping[str, Audience]:
        return {audience.id: audience for audience in self.vocabulary.rules.audiences}

    @cached_property
    def by_topic(self) -> Shelf:
        return self._shelf(lambda item: item.topics)

    @cached_property
    def by_audience(self) -> Shelf:
        return self._shelf(lambda item: item.audience)

    @cached_property
    def by_source(self) -> Shelf:
        return self._shelf(lambda item: [report.source for report in item.articles])

    @cached_property
    def by_name(self) -> Mapping[str, Shelf]:
        """Items by the slug of a name they are about; one shelf for each of FOLDERS."""
        return {folder: self._name_shelf(folder) for folder in FOLDERS.values()}

    @cached_property
    def names(self) -> Mapping[str, Mapping[str, str]]:
        """For each of FOLDERS the name behind a slug, as the newest item writes it."""
        return {
            folder: {slug_of(name): name for stored in self.chronological for name in names_in(stored.item, folder)}
            for folder in FOLDERS.values()
        }

    @cached_property
    def storylines(self) -> Mapping[str, Storyline]:
        """Every continuing story by its slug, the one that began first standing first."""
        return find_storylines(self.chronological, self.archive.moved)

    @cached_property
    def _storyline_of(self) -> Mapping[str, Storyline]:
        return {step.address: storyline for storyline in self.storylines.values() for step in storyline.steps}

    def storyline_of(self, address: str) -> Storyline | None:
        """The continuing story that an item is a step of."""
        return self._storyline_of.get(address)

    def coverage(self, week: Week) -> Coverage:
        """What became of everything collected for a week that `recorded` has."""
        return self.recorded[week].with_items(self._reported_in.get(week, {}))

    @cached_property
    def _reported_in(self) -> Mapping[Week, Mapping[str, Item]]:
        """The items that have an article in the coverage of a week."""
        found: dict[Week, dict[str, Item]] = defaultdict(dict)
        for stored in self.chronological:
            for report in stored.item.articles:
                found[week_of(report, stored.item)][stored.address] = stored.item
        return found

    @cached_property
    def source_names(self) -> Mapping[str, str]:
        """Titles of sources: of sources.yml, else as the newest item names them."""
        seen = {report.source: report.name for stored in self.chronological for report in stored.item.articles}
        return seen | {name: source.title for name, source in self.sources.items()}

    @cached_property
    def _mentions(self) -> Mapping[str, tuple[Mention, ...]]:
        """What other items and editions say about an item: the back-links."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for stored in self.chronological:
            for related in stored.item.related:
                mention = Mention(stored.address, INVERSE[related.relation], related.why, related.score)
                found[related.item].append(mention)
        for edition in self.archive.editions.values():
            for link in edition.edition.continues:
                found[link.earlier].append(Mention(link.item, "later", link.why, 1.0))
                found[link.item].append(Mention(link.earlier, "earlier", link.why, 1.0))
        return {address: tuple(mentions) for address, mentions in found.items()}

    def mentions(self, address: str) -> tuple[Mention, ...]:
        """How others refer to this item."""
        return self._mentions.get(address, ())

    def _name_shelf(self, folder: str) -> Shelf:
        return self._shelf(lambda item: map(slug_of, names_in(item, folder)))

    def _shelf(self, keys: Callable[[Item], Iterable[str]]) -> Shelf:
        shelf: dict[str, list[StoredItem]] = defaultdict(list)
        for stored in self.chronological:
            for key in dict.fromkeys(keys(stored.item)):
                shelf[key].append(stored)
        return {key: tuple(shelf[key]) for key in sorted(shelf)}


def names_in(item: Item, folder: str) -> tuple[str, ...]:
    """The names of one kind that an item is about; folder: of FOLDERS."""
    names: tuple[str, ...] = getattr(item.entities, folder)
    return names
