"""From events to items: drafted by the built-in engine, told by a model where one is at hand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from generator.archive.addresses import free_address
from generator.edit.corrections import changed_by_sources
from generator.enrich.engine import Engine
from generator.enrich.items import (
    Brief,
    make_item,
    rewrite,
    wants_model,
    with_further_reports,
    with_translations,
    without_model,
)
from generator.enrich.modelled.counting import counted, counted_translation
from generator.enrich.modelled.engine import Written
from generator.enrich.modelled.writers import Assignment, Writers
from generator.enrich.published import foreign_to
from generator.executor.executor import Mapper
from generator.group.documents import DocumentMaker
from generator.group.events import Event
from generator.group.listing import reports_of
from generator.group.related import earlier_items
from generator.group.retrieval.index import Index
from generator.group.roles import arrange
from generator.model.errors import RecapError
from generator.model.item import Item
from generator.model.report import ModelCounts
from generator.model.week import Week

#: Earlier items that lend a model their facts.
LENDERS = 3


@dataclass(frozen=True)
class _Told:
    """One event with the item it has become so far."""

    brief: Brief
    item: Item
    address: str | None
    """Of the published item; None for a new one."""


@dataclass(frozen=True)
class Drafting:
    """What it takes to draft any event; it is sent to the workers."""

    engine: Engine
    """The built-in one."""
    maker: DocumentMaker
    week: Week
    now: datetime
    released: frozenset[Week] = frozenset()
    """Weeks whose editions are final: their items list further reports, and keep their words."""

    def told(self, event_and_stored: tuple[Event, Item | None]) -> _Told | str:
        """The event as the built-in engine tells it, or why it cannot."""
        event, stored = event_and_stored
        try:
            brief = self._brief(event, stored)
            if stored and not brief.may_be_retold:
                return _Told(brief, with_further_reports(stored, brief, self.maker.names, self.now), event.address)
            return _Told(brief, make_item(brief, self.engine, self.maker.names, self.week, self.now), event.address)
        except (RecapError, ValueError) as error:
            return str(error)

    def _brief(self, event: Event, stored: Item | None) -> Brief:
        voices = arrange(event.articles, self.maker.names)
        reports = reports_of(event, voices, stored, self.maker, self.now)
        is_final = stored is not None and stored.week in self.released
        return Brief(tuple(voice.article for voice in voices), reports, stored, is_final)


@dataclass
class Enrichment:
    """The enrich step of one run."""

    drafting: Drafting
    published: Mapping[str, Item]
    """The archive's items by address."""
    index: Index
    """Of the archive."""
    taken: Collection[str] = ()
    """Further addresses that are given, though nothing is shown at them."""
    mapper: Mapper = map
    """How the events are drafted."""
    writers: Writers | None = None
    """Where models are asked; None where none is configured."""
    refresh: bool = False
    """Ask about every event again."""
    step: Callable[[str, int, int], None] = lambda *_: None
    """Told how it goes on: a name, how many are done, of how many."""
    failures: list[str] = field(default_factory=list, init=False)
    lost: dict[str, str] = field(default_factory=dict, init=False)
    """Articles that came into no item, by key, each with the cause."""
    counts: ModelCounts = field(default_factory=ModelCounts, init=False)

    def items(self, events: Sequence[Event]) -> dict[str, Item]:
        """New and changed items by address; a broken event costs itself only."""
        told = list(self._drafted(events))
        self.step("enrich", len(events), len(events))
        if self.writers:
            told = self._translated(self._told_by_models(told, self.writers), self.writers)
        else:
            told = [self._told_without(one) for one in told]
        return self._addressed([self._corrected(one) for one in told if one.item is not one.brief.stored])

    def _corrected(self, told: _Told) -> _Told:
        """The event with what its sources changed since it was published on record."""
        stored = told.brief.stored
        if stored is None or not told.brief.may_be_retold:
            return told
        articles, names = told.brief.articles, self.drafting.maker.names
        item = changed_by_sources(
            stored, told.item, (f"{it.title}\n{it.summary}\n{it.text}" for it in articles),
            self.drafting.engine.language, self.drafting.now, foreign_to(stored, articles, names),
        )  # fmt: skip
        return replace(told, item=item)

    def _drafted(self, events: Sequence[Event]) -> Iterator[_Told]:
        stored = [self.published[event.address] if event.address else None for event in events]
        drafts = self.mapper(self.drafting.told, zip(events, stored, strict=True))
        for number, (event, told) in enumerate(zip(events, drafts, strict=True)):
            self.step("enrich", number, len(events))
            if isinstance(told, _Told):
                yield told
            else:
                self._failed(event.address or event.articles[0].url, told)
                self.lost |= dict.fromkeys((article.key for article in event.articles), told)

    def _told_without(self, told: _Told) -> _Told:
        if not told.brief.may_be_retold:
            return told
        return replace(told, item=without_model(told.brief, told.item, self.drafting.maker.names, self.drafting.now))

    def _told_by_models(self, told: Sequence[_Told], writers: Writers) -> list[_Told]:
        asked = [number for number, one in enumerate(told) if self._wants_model(one)]
        lenders = self._lenders([told[number] for number in asked])
        assignments = [
            Assignment(told[number].brief.articles, told[number].item, earlier)
            for number, earlier in zip(asked, lenders, strict=True)
        ]
        written = writers.write(assignments, lambda done: self.step("models", done, len(assignments)))
        found = list(told)
        for number, answer in zip(asked, written, strict=True):
            found[number] = self._rewritten(told[number], answer)
        return found

    def _wants_model(self, told: _Told) -> bool:
        return told.brief.may_be_retold and (self.refresh or wants_model(told.brief, told.item))

    def _lenders(self, asked: Sequence[_Told]) -> list[dict[str, Item]]:
        """For each event the items of earlier weeks whose facts it may cite, the nearest first."""
        earlier = earlier_items(self._addressed(asked), self.published, self.drafting.maker, self.index, LENDERS)
        return [{address: self.published[address] for address in addresses} for addresses in earlier.values()]

    def _rewritten(self, told: _Told, written: Written) -> _Told:
        """The event as a model told it; what cannot be made an item leaves the draft."""
        try:
            item = rewrite(told.brief, told.item, written, self.drafting.maker.names, self.drafting.now)
        except (RecapError, ValueError) as error:
            self._failed(told.address or told.brief.articles[0].url, str(error))
            return told
        self.counts = counted(self.counts, written, item.made, told.item.title)
        return replace(told, item=item)

    def _translated(self, told: Sequence[_Told], writers: Writers) -> list[_Told]:
        """The events with a model's words in the site's other languages; quotations stay in their own."""
        found = list(told)
        asked = [number for number, one in enumerate(told) if one.item.is_by_model and not one.brief.is_final]
        items = [told[number].item for number in asked]
        answers = writers.translate(items, self.drafting.now, lambda done: self.step("translate", done, len(asked)))
        for number, item, answer in zip(asked, items, answers, strict=True):
            found[number] = replace(told[number], item=with_translations(item, answer, writers.currency))
            self.counts = counted_translation(self.counts, answer, item.title)
        return found

    def _addressed(self, told: Sequence[_Told]) -> dict[str, Item]:
        """The items by address, in order; new ones get one after their title."""
        found: dict[str, Item] = {}
        taken = {*self.published, *self.taken}
        for one in told:
            address = one.address or free_address(self.drafting.week, one.item.title, taken)
            taken.add(address)
            found[address] = one.item
        return found

    def _failed(self, place: str, cause: str) -> None:
        self.failures.append(f"{place}: {cause}")
