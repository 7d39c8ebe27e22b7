"""From events to items: drafted by the built-in engine, told by a model where one is at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from generator.archive.addresses import free_address
from generator.edit.corrections import changed_by_sources
from generator.enrich.engine import Engine
from generator.enrich.grounding import Struck
from generator.enrich.items import (
    NOT_CARRIED,
    Brief,
    make_item,
    rewrite,
    wants_model,
    with_further_reports,
    with_translations,
    without_model,
)
from generator.enrich.llm.question import Spent
from generator.enrich.modelled.engine import Written
from generator.enrich.modelled.translation import Translated
from generator.enrich.modelled.writers import Assignment, Writers
from generator.executor.executor import Mapper
from generator.grounding.support import Grounds, Sentence
from generator.group.documents import DocumentMaker
from generator.group.events import Event
from generator.group.listing import reports_of
from generator.group.related import earlier_items
from generator.group.retrieval.index import Index
from generator.group.roles import arrange
from generator.model.errors import RecapError
from generator.model.item import Item, Made
from generator.model.report import ModelCounts
from generator.model.week import Week
from generator.text.sentences import split_sentences

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
class _Drafting:
    """What drafting any event takes."""

    engine: Engine
    maker: DocumentMaker
    week: Week
    now: datetime
    released: frozenset[Week]

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

    published: Mapping[str, Item]
    """The archive's items by address."""
    engine: Engine
    """The built-in one."""
    maker: DocumentMaker
    index: Index
    """Of the archive."""
    week: Week
    now: datetime
    step: Callable[[str, int, int], None]
    """Told how it goes on: a name, how many are done, of how many."""
    mapper: Mapper = map
    """How the events are drafted."""
    writers: Writers | None = None
    """Where models are asked; None where none is configured."""
    refresh: bool = False
    """Ask about every event again."""
    taken: Collection[str] = ()
    """Addresses that are given, whether or not something is shown at them."""
    released: Collection[Week] = ()
    """Weeks whose editions are final: their items list further reports, and keep their words."""
    failures: list[str] = field(default_factory=list)
    lost: dict[str, str] = field(default_factory=dict)
    """Articles that came into no item, by key, each with the cause."""
    counts: ModelCounts = field(default_factory=ModelCounts)

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
        said = (f"{it.title}\n{it.summary}\n{it.text}" for it in told.brief.articles)
        item = changed_by_sources(
            stored,
            told.item,
            said,
            self.engine.language,
            self.now,
            lambda line: self._is_foreign(line, told.brief, stored),
        )
        return replace(told, item=item)

    def _is_foreign(self, line: str, brief: Brief, stored: Item) -> bool:
        """Whether a line names a number, a date, a name or a quotation that neither the reports nor its evidence do."""
        texts = [(f"{it.title}\n{it.whole_text}", it.moment.date(), it.title) for it in brief.articles]
        quotes = [(entry.quote, stored.date.date(), stored.title) for entry in stored.evidence.values()]
        sentences = [
            Sentence(sentence, day, title) for text, day, title in texts + quotes for sentence in split_sentences(text)
        ]
        return bool(Grounds(sentences, self.maker.names).strangers(line))

    def _drafted(self, events: Sequence[Event]) -> Iterator[_Told]:
        drafting = _Drafting(self.engine, self.maker, self.week, self.now, frozenset(self.released))
        stored = [self.published[event.address] if event.address else None for event in events]
        drafts = self.mapper(drafting.told, zip(events, stored, strict=True))
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
        return replace(told, item=without_model(told.brief, told.item, self.maker.names, self.now))

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
        earlier = earlier_items(self._addressed(asked), self.published, self.maker, self.index, LENDERS)
        return [{address: self.published[address] for address in addresses} for addresses in earlier.values()]

    def _rewritten(self, told: _Told, written: Written) -> _Told:
        """The event as a model told it; what cannot be made an item leaves the draft."""
        try:
            item = rewrite(told.brief, told.item, written, self.maker.names, self.now)
        except (RecapError, ValueError) as error:
            self._failed(told.address or told.brief.articles[0].url, str(error))
            return told
        self.counts = _counted(self.counts, written, item.made, told.item.title)
        return replace(told, item=item)

    def _translated(self, told: Sequence[_Told], writers: Writers) -> list[_Told]:
        """The events with a model's words in the site's other languages; quotations stay in their own."""
        found = list(told)
        asked = [number for number, one in enumerate(told) if one.item.is_by_model and not one.brief.is_final]
        items = [told[number].item for number in asked]
        answers = writers.translate(items, self.now, lambda done: self.step("translate", done, len(asked)))
        for number, item, answer in zip(asked, items, answers, strict=True):
            found[number] = replace(told[number], item=with_translations(item, answer, writers.currency))
            self.counts = _counted_translation(self.counts, answer, item.title)
        return found

    def _addressed(self, told: Sequence[_Told]) -> dict[str, Item]:
        """The items by address, in order; new ones get one after their title."""
        found: dict[str, Item] = {}
        taken = {*self.published, *self.taken}
        for one in told:
            address = one.address or free_address(self.week, one.item.title, taken)
            taken.add(address)
            found[address] = one.item
        return found

    def _failed(self, place: str, cause: str) -> None:
        self.failures.append(f"{place}: {cause}")


def _counted(counts: ModelCounts, written: Written, made: Made | None, title: str) -> ModelCounts:
    """The counts with one more answer; title: of its event."""
    is_told = made is not None and made.is_by_model and written.found is not None
    cause = written.cause.slug if written.cause else None if is_told else NOT_CARRIED
    update = {
        "asked": counts.asked + 1,
        "written": counts.written + is_told,
        "fallbacks": dict(Counter(counts.fallbacks) + Counter([cause] if cause else [])),
        "recited": counts.recited + (made.claims.recited if made and is_told else 0),
        "struck": (*counts.struck, *_struck(title, written.found.struck if written.found else ())),
        "words": counts.words or written.words,
    }
    return counts.model_copy(update={**update, **_spent(counts, written.spent)})


def _counted_translation(counts: ModelCounts, translated: Translated, title: str) -> ModelCounts:
    """The counts with one more event translated, or not."""
    update = {
        "translated": counts.translated + translated.lines,
        "struck": (*counts.struck, *_struck(title, translated.struck)),
    }
    return counts.model_copy(update={**update, **_spent(counts, translated.spent)})


def _spent(counts: ModelCounts, spent: Spent) -> dict[str, object]:
    return {
        "calls": counts.calls + spent.calls,
        "cached": counts.cached + spent.cached,
        "tokens": counts.tokens + spent.input_tokens + spent.output_tokens,
        "cost": round(counts.cost + spent.cost, 6),
        "unpriced": counts.unpriced + spent.unpriced,
    }


def _struck(title: str, struck: Iterable[Struck]) -> Iterator[str]:
    return (f"{title} | {claim.field}: {claim.text} | {claim.why}" for claim in struck)
