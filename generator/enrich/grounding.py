"""The check of every claim before it is published: do the cited sentences carry it?

Every engine's draft passes here. What is not carried is struck and told; what other sentences carry is cited anew;
what rests on the sentences without standing in them is marked as inference, where the field allows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

from generator.enrich.engine import Draft
from generator.enrich.quoting import quotation, second_quotation
from generator.grounding.attribution import attributed
from generator.grounding.support import Grounds, Sentence
from generator.model.article import Article
from generator.model.base import last_day, same_language
from generator.model.item import Claim, Competitors, Evidence, Implication, Item, TimelineEntry, Tldr, numbered
from generator.text.dates import dates_in, periods
from generator.text.names import NameFinder
from generator.text.sentences import split_sentences
from generator.text.words import are_words_of, is_chinese, terms

C = TypeVar("C", bound=Claim)
#: How a statement ends that was cut at its greatest length.
_BROKEN_OFF = re.compile(r"[,;:–—，；：、(（]$|\b(?:and|or|the|a|an|of|to|with|for|by|in|that|which)$", re.IGNORECASE)
#: Share of its words that a statement has in common with one above it, from which it only repeats that.
REPEATS = 0.85
#: Sections that must add something. A table, a forecast or a date may say again what stands above.
_MUST_ADD = ("tldr.why_it_matters", "tldr.what_to_do_next", "takeaways.", "technical.")
#: Addresses in a claim come from nowhere a reader could check; a link is taken from the articles.
_ADDRESS = re.compile(r"https?:|www\.|\w@\w+\.\w|\]\(|<\w")


@dataclass(frozen=True)
class Struck:
    """A claim that was not published, and why."""

    field: str
    text: str
    why: str


@dataclass(frozen=True)
class Kept:
    """A claim that its quotations carry; an inference is none."""

    field: str
    text: str
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A draft in which every claim is carried by the evidence it cites, and what it took to get there."""

    draft: Draft
    recited: int = 0
    """Claims that other sentences carry than the engine named."""
    struck: tuple[Struck, ...] = ()
    kept: tuple[Kept, ...] = ()


class _Carried(NamedTuple):
    """What a claim is printed as, under the names of its fields."""

    text: str
    cites: tuple[str, ...]
    inference: bool


@dataclass(frozen=True)
class Sources:
    """What claims about one event may rest on."""

    articles: Sequence[Article]
    """Its reports, as `Evidence.article` counts them."""
    names: NameFinder
    earlier: Mapping[str, Item] = field(default_factory=dict)
    """Items whose evidence may be cited, by address."""

    def have(self, evidence: Evidence) -> bool:
        """Whether a quotation stands where it says, letter for letter but for white space."""
        if evidence.item is not None:
            item = self.earlier.get(evidence.item)
            known = (entry for entry in item.evidence.values() if entry.item is None) if item else ()
            return any(entry.article == evidence.article and evidence.quote in entry.quote for entry in known)
        if evidence.article >= len(self.articles):
            return False
        return _folded(evidence.quote) in self._texts[evidence.article]

    @cached_property
    def _texts(self) -> list[str]:
        """What stands in each article, read once for all its quotations."""
        return [_folded(f"{article.title}\n{article.summary}\n{article.text}") for article in self.articles]

    def sentence(self, evidence: Evidence) -> Sentence:
        """Evidence as the check reads it: with the day it was published and the title above it."""
        if evidence.item is not None:
            return _sentence(evidence, self.earlier[evidence.item], self.earlier)
        article = self.articles[evidence.article]
        return Sentence(evidence.quote, article.moment.date(), article.title)


def checked(
    draft: Draft, sources: Sources, refused: Mapping[str, str] | None = None, *, attributes: bool = False
) -> Checked:
    """The draft with carried claims only, its evidence cut to quotations and numbered in the order of their use.

    Evidence that stands in none of the sources is dropped with the claims that rest on it. refused: fields that are
    struck whatever the check finds, with the reason; attributes: to a claim that repeats somebody's statement as a fact
    it is added whose it is, once a section.
    """
    check = _Check(draft, sources, refused or {}, attributes=attributes)
    found = replace(  # in reading order: so the evidence is numbered
        draft,
        hook=check.claim("hook", draft.hook),
        tldr=check.tldr(draft.tldr),
        takeaways=check.claims("takeaways", draft.takeaways),
        competitors=check.competitors(draft.competitors),
        technical=check.claims("technical", draft.technical),
        implications=check.implications(draft.implications),
        timeline=check.timeline(draft.timeline),
        **check.title(draft),
    )
    tellings = tuple(checked(telling, sources).draft for telling in draft.tellings)
    done = replace(found, evidence=check.printed, tellings=tellings)
    return Checked(done, check.recited, tuple(check.struck), tuple(check.kept))


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def ill_formed(text: str) -> str:
    """What is wrong with a line whatever it is about; empty where nothing is."""
    if _ADDRESS.search(text):
        return "an address or markup stands in it"
    return "it breaks off" if _BROKEN_OFF.search(text) else ""


def uncarried(item: Item, names: NameFinder, earlier: Mapping[str, Item]) -> list[Struck]:
    """The published claims of an item that the quotations they cite do not carry.

    For what a maintainer wrote: it stays, and is told. earlier: the archive's items by address.
    """
    known = {cite: entry for cite, entry in item.evidence.items() if entry.item is None or entry.item in earlier}
    places = {cite: place for place, cite in enumerate(known)}
    grounds = Grounds([_sentence(entry, item, earlier) for entry in known.values()], names)
    found = []
    for path, text, cites, may_infer in _lines(item):
        cited = [places[cite] for cite in cites if cite in places]
        foresees = may_infer and path.startswith("implications")
        verdict = grounds.judge(text, cited, may_infer=may_infer, foresees=foresees)
        if verdict.outcome not in ("carried", "inference"):
            found.append(Struck(path, text, verdict.why or "other quotations of the item carry it"))
    return found


def is_quoted(item: Item, earlier: Mapping[str, Item]) -> bool:
    """Whether every claim is in the words of a quotation it cites, as those of the built-in engine are."""
    quotes = {cite: entry.quote for cite, entry in item.evidence.items() if entry.item is None or entry.item in earlier}
    return all(
        are_words_of(text, [quotes[cite] for cite in cites if cite in quotes]) for _, text, cites, _ in _lines(item)
    )


def foreign_to(item: Item, articles: Sequence[Article], names: NameFinder) -> Callable[[str], bool]:
    """Tells of a line of an item whether it has a number, a date, a name or a quotation that neither its reports nor
    its evidence have; these are read once, for the first line."""

    @cache
    def grounds() -> Grounds:
        texts = [(f"{it.title}\n{it.whole_text}", it.moment.date(), it.title) for it in articles]
        quotes = [(entry.quote, item.date.date(), item.title) for entry in item.evidence.values()]
        sentences = (
            Sentence(part, day, title) for text, day, title in texts + quotes for part in split_sentences(text)
        )
        return Grounds([*sentences], names)

    return lambda line: bool(grounds().strangers(line))


def _lines(item: Item) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    """Field, text and citations of everything that is cited, and whether it says that it is an inference."""
    yield from ((path, claim.text, claim.cites, claim.inference) for path, claim in item.claims())
    for number, entry in enumerate(item.timeline):
        if entry.text and entry.cites:
            yield f"timeline.{number}", entry.text, entry.cites, False
    if item.hook and item.hook_cites:
        yield "hook", item.hook, item.hook_cites, False
    if item.title_cites:
        yield "title", item.title, item.title_cites, False


def _days_of(sentence: Sentence) -> list[str]:
    """The dates that what a sentence tells may have: those it names, else the day it was published.

    A month without its year is the last one of that name.
    """
    told = periods(sentence.text, sentence.published)
    days = [period.first.isoformat() for period in told if period.first == period.last]
    months = [period.first for period in told if period.is_month and not period.has_year]
    years = [day.year - (day > sentence.published) for day in months]
    named = [found.text for found in dates_in(sentence.text, sentence.published)]
    named += [f"{year}-{day:%m}" for year, day in zip(years, months, strict=True)]
    return [*named, *(days or [sentence.published.isoformat()])]


def _sentence(entry: Evidence, item: Item, earlier: Mapping[str, Item]) -> Sentence:
    """A published quotation as the check reads it."""
    report = (earlier[entry.item] if entry.item else item).articles[entry.article]
    return Sentence(entry.quote, report.moment.date(), report.title)


class _Check:
    """Checks the claims of one draft; gathers what is printed, what is struck and what was found."""

    def __init__(self, draft: Draft, sources: Sources, refused: Mapping[str, str], *, attributes: bool) -> None:
        self.kept: list[Kept] = []
        self._told: list[frozenset[str]] = []
        self.struck: list[Struck] = []
        self.recited = 0
        self.printed: dict[str, Evidence] = {}
        """Quotations of kept claims, by new numbers."""
        self._sources, self._refused, self._language = sources, refused, draft.language
        self._attributes, self._is_verbatim = attributes, draft.is_verbatim
        self._spoken: set[tuple[str, str]] = set()
        """Sections with the speakers named in them."""
        evidence = {cite: entry for cite, entry in draft.evidence.items() if sources.have(entry)}
        self._entries = list(evidence.values())
        self._places = {cite: place for place, cite in enumerate(evidence)}
        self._sentences = [sources.sentence(entry) for entry in self._entries]
        self._grounds = Grounds(self._sentences, sources.names)
        self._published = max((sentence.published for sentence in self._sentences), default=date.min)
        self._own = sum(entry.item is None for entry in self._entries)

    def claim(self, field: str, claim: C | None, **allowed: bool) -> C | None:
        """The claim with the citations that carry it; None, and told, where none does. allowed: see `_carried`."""
        found = self._carried(field, claim.text, claim.cites, **allowed) if claim else None
        return claim.model_copy(update=found._asdict()) if claim and found else None

    def claims(self, field: str, claims: Sequence[C]) -> tuple[C, ...]:
        found = (self.claim(f"{field}.{number}", claim) for number, claim in enumerate(claims))
        return tuple(claim for claim in found if claim)

    def title(self, draft: Draft) -> dict[str, Any]:
        """The engine's own title where it is carried; one that an outlet gave is the outlet's."""
        if draft.title and draft.title.text in [article.title for article in self._sources.articles]:
            return {"headline": draft.title.text, "title": None}
        return {"title": self.claim("title", draft.title)}

    def tldr(self, tldr: Tldr | None) -> Tldr | None:
        if tldr is None or not (what_changed := self.claim("tldr.what_changed", tldr.what_changed)):
            return None
        return Tldr(
            what_changed=what_changed,
            why_it_matters=self.claim("tldr.why_it_matters", tldr.why_it_matters, may_infer=True),
            what_to_do_next=self.claim("tldr.what_to_do_next", tldr.what_to_do_next, may_infer=True),
        )

    def competitors(self, table: Competitors | None) -> Competitors | None:
        """The table with unsupported cells empty; gone where fewer than two subjects are left with a cell."""
        if table is None or not all(map(self._is_known, table.subjects)):
            return None
        printed_before = dict(self.printed)
        rows = []
        for n, row in enumerate(table.rows):
            path = f"competitors.rows.{n}.cells"
            cells = [self.claim(f"{path}.{m}", cell, may_look_back=True) for m, cell in enumerate(row.cells)]
            if any(cells) and self._is_known(row.aspect):
                rows.append(row.model_copy(update={"cells": tuple(cells)}))
        subjects_told = {column for row in rows for column, cell in enumerate(row.cells) if cell}
        if len(subjects_told) > 1:
            return table.model_copy(update={"rows": tuple(rows)})
        self.printed = printed_before
        return None

    def implications(self, implications: Sequence[Implication]) -> tuple[Implication, ...]:
        """Forecasts whose basis and test bring in no name, number or quotation of their own either."""
        kept: list[Implication] = []
        for number, implication in enumerate(implications):
            field = f"implications.{number}"
            if implication.due and last_day(implication.due) <= self._published:
                self._strike(field, implication.text, f"its due date {implication.due} is not after the news")
                continue
            if not self._rests(field, implication):
                continue
            is_forecast = implication.confidence is not None  # what an engine expects is never a source's word
            if found := self.claim(field, implication, may_infer=True, may_look_back=True, foresees=is_forecast):
                update = {"id": f"p{len(kept) + 1}", "inference": found.inference or is_forecast}
                kept.append(found.model_copy(update=update))
        return tuple(kept)

    def timeline(self, timeline: Sequence[TimelineEntry]) -> tuple[TimelineEntry, ...]:
        kept: list[TimelineEntry] = []
        for number, entry in enumerate(timeline):
            field = f"timeline.{number}"
            if entry.item is not None:
                kept.append(entry)
            elif not self._is_dated(entry):
                self._strike(field, f"{entry.date}: {entry.text}", f"{entry.date} is in none of the sentences cited")
            elif found := self._carried(field, entry.text or "", entry.cites, may_look_back=True):
                text = found.text if entry.text else entry.text
                kept.append(entry.model_copy(update={"text": text, "cites": found.cites}))
        return tuple(kept)

    def _is_dated(self, entry: TimelineEntry) -> bool:
        """Whether a cited sentence names the entry's date, or one in it, or no day and was published on it."""
        sentences = (self._sentences[place] for place in self._cited(entry.cites, may_look_back=True))
        return any(text.startswith(entry.date) for sentence in sentences for text in _days_of(sentence))

    def _is_known(self, label: str) -> bool:
        """Whether the head of a column or row names nothing that the sentences do not."""
        verdict = self._grounds.judge(label, range(len(self._entries)), may_infer=True)
        return not verdict.is_hard and not _ADDRESS.search(label)

    def _rests(self, field: str, implication: Implication) -> bool:
        """Whether basis and test of a forecast name nothing that its sources do not; its due date is its own."""
        cited = self._cited(implication.cites, may_look_back=True)
        for part in ("because", "test"):
            text: str | None = getattr(implication, part)
            if not text:
                continue
            verdict = self._grounds.judge(self._without_due(text, implication), cited, may_infer=True)
            if verdict.is_hard:
                self._strike(f"{field}.{part}", text, verdict.why)
                return False
        return True

    def _without_due(self, text: str, implication: Implication) -> str:
        """The text without its mention of the due date, however that is written."""
        for named in reversed(list(dates_in(text, self._published))):
            if named.text == implication.due:
                text = text[: named.start] + text[named.end :]
        return text

    def _carried(
        self,
        field: str,
        text: str,
        cites: Sequence[str],
        *,
        may_infer: bool = False,
        may_look_back: bool = False,
        foresees: bool = False,
    ) -> _Carried | None:
        """What a claim is printed as; None, and told, where it is struck.

        may_infer: the field may hold what rests on sentences without standing in them; may_look_back: earlier items
        may be cited too; foresees: it is a forecast.
        """
        if refusal := self._refused.get(field) or self._ill_formed(field, text):
            self._strike(field, text, refusal)
            return None
        cited = self._cited(cites, may_look_back=may_look_back)
        parts = [self._entries[place] for place in cited]
        # apart the parts of a claim that leaves something out carry nothing
        if self._is_verbatim and " … " in text and are_words_of(text, [part.quote for part in parts]):
            self._told.append(frozenset(terms(text)))
            return self._printed(field, text, "", parts)
        verdict = self._grounds.judge(
            text, cited, may_infer=may_infer, citable=None if may_look_back else self._own, foresees=foresees
        )
        if verdict.outcome == "struck":
            self._strike(field, text, verdict.why)
            return None
        is_inference = verdict.outcome == "inference"
        places = tuple(dict.fromkeys(verdict.cites)) or tuple(cited)
        sentences = [self._entries[place] for place in places]
        named = "" if is_inference else self._speaker(field, text, places)
        for who in dict.fromkeys((named, "")):  # who may stand too far from what is said for a quotation of both
            printed = attributed(text, who, "zh" if is_chinese(text) else self._language)
            quotes = self._quotations(printed, sentences, must_carry=not (is_inference or foresees))
            if quotes is not None:
                self.recited += verdict.outcome == "recited"
                self._told.append(frozenset(terms(text)))
                return self._printed(field, printed, who, quotes, is_inference=is_inference)
        self._strike(field, text, "no quotations of 25 words carry it")
        return None

    def _printed(
        self, field: str, text: str, who: str, quotes: Sequence[Evidence], *, is_inference: bool = False
    ) -> _Carried:
        self._spoken.add((field.partition(".")[0], who))
        if not is_inference:
            self.kept.append(Kept(field, text, tuple(quote.quote for quote in quotes)))
        return _Carried(text, tuple(numbered(quote, self.printed) for quote in quotes), is_inference)

    def _speaker(self, field: str, text: str, cites: Sequence[int]) -> str:
        """Whose statement a claim repeats as a fact; empty where its section names them already."""
        who = self._grounds.speaker(text, cites) if self._attributes else ""
        outlets = {article.source.name.casefold() for article in self._sources.articles}
        is_outlet = who.casefold().removeprefix("the ") in outlets
        return "" if is_outlet or (field.partition(".")[0], who) in self._spoken else who

    def _ill_formed(self, field: str, text: str) -> str:
        """What is wrong with a statement whatever it says; empty where nothing is."""
        if fault := ill_formed(text):
            return fault
        is_foreign = is_chinese(text) != same_language(self._language, "zh")
        if is_foreign and not any(text in entry.quote for entry in self._entries):  # a quotation stays as it is
            return f"it is not in {self._language}, the language it was asked for in"
        words = frozenset(terms(text))
        repeats = (len(words & told) >= REPEATS * max(len(words), len(told)) for told in self._told)
        return "it repeats what stands above it" if field.startswith(_MUST_ADD) and words and any(repeats) else ""

    def _cited(self, cites: Sequence[str], *, may_look_back: bool) -> list[int]:
        """Places of the evidence a claim cites and may cite."""
        places = [self._places[cite] for cite in cites if cite in self._places]
        return [place for place in places if may_look_back or place < self._own]

    def _quotations(self, text: str, cited: Sequence[Evidence], *, must_carry: bool) -> list[Evidence] | None:
        """What is quoted of the sentences cited: a part of each, a second one of the long if need be.

        None where that does not carry the claim, though whole sentences do.
        """
        quotes = [entry.model_copy(update={"quote": quotation(text, entry.quote)}) for entry in cited]
        if not must_carry or self._is_carried_by(text, quotes):
            return quotes
        seconds = (
            entry.model_copy(update={"quote": second_quotation(text, entry.quote, quote.quote)})
            for entry, quote in zip(cited, quotes, strict=True)
        )
        quotes += [part for part in seconds if part.quote]
        return quotes if self._is_carried_by(text, quotes) else None

    def _is_carried_by(self, text: str, quotes: Sequence[Evidence]) -> bool:
        """Whether what a reader is shown carries the claim, not only the longer sentences it is cut from."""
        grounds = Grounds([self._sources.sentence(quote) for quote in quotes], self._sources.names)
        return grounds.judge(text, range(len(quotes))).outcome == "carried"

    def _strike(self, field: str, text: str, why: str) -> None:
        self.struck.append(Struck(field, text, why))
