"""The check of every claim of a draft before it is published: do the sentences it cites support it?

Every engine's draft passes here; the verdict on a single claim is that of `generator.grounding`. A claim that no
sentence supports is struck, with the reason; one that other sentences support is cited anew; one that only follows from
its sentences is marked as inference, where the field allows that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from generator.enrich.engine import Draft
from generator.enrich.quoting import quotation, second_quotation
from generator.grounding.attribution import attributed
from generator.grounding.support import Grounds, Sentence, Verdict
from generator.model.article import Article
from generator.model.base import last_day, same_language
from generator.model.item import Claim, Competitors, Evidence, Implication, Item, TimelineEntry, Tldr, numbered
from generator.text.dates import dates_in, periods
from generator.text.names import NameFinder
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


class _Printed(NamedTuple):
    """The fields of a claim as it is published."""

    text: str
    cites: tuple[str, ...]
    inference: bool


@dataclass(frozen=True)
class Sources:
    """The articles and earlier items that claims about one event may cite."""

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
            return published_sentence(evidence, self.earlier[evidence.item], self.earlier)
        article = self.articles[evidence.article]
        return Sentence(evidence.quote, article.moment.date(), article.title)


def checked(
    draft: Draft, sources: Sources, refused: Mapping[str, str] | None = None, *, attributes: bool = False
) -> Checked:
    """The draft with its supported claims only, and its evidence cut to quotations, numbered in the order of their use.

    Evidence that is in none of the sources is dropped, together with the claims that cite it.
    refused: fields to strike whatever the check finds, each with the reason.
    attributes: add the speaker to a claim that repeats somebody's statement as a fact, once per section.
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


def published_sentence(entry: Evidence, item: Item, earlier: Mapping[str, Item]) -> Sentence:
    """A published quotation as the check reads it."""
    report = (earlier[entry.item] if entry.item else item).articles[entry.article]
    return Sentence(entry.quote, report.moment.date(), report.title)


class _Check:
    """Checks the claims of one draft; gathers what is printed, what is struck and what was found."""

    def __init__(self, draft: Draft, sources: Sources, refused: Mapping[str, str], *, attributes: bool) -> None:
        self._sources, self._refused, self._language = sources, refused, draft.language
        self._attributes, self._is_verbatim = attributes, draft.is_verbatim
        evidence = {cite: entry for cite, entry in draft.evidence.items() if sources.have(entry)}
        self._offered = list(evidence.values())
        """What may be cited; its places here are the indices that `Grounds` counts by."""
        self._places = {cite: place for place, cite in enumerate(evidence)}
        self._own_count = sum(entry.item is None for entry in self._offered)
        """How many of it are from the event's own articles: these stand first."""
        self._sentences = [sources.sentence(entry) for entry in self._offered]
        self._grounds = Grounds(self._sentences, sources.names)
        self._published = max((sentence.published for sentence in self._sentences), default=date.min)
        self._terms_above: list[frozenset[str]] = []
        """The words of each claim that is printed already."""
        self._speakers_named: set[tuple[str, str]] = set()
        """Sections with the speakers named in them."""
        self.printed: dict[str, Evidence] = {}
        """Quotations of kept claims, by new numbers."""
        self.kept: list[Kept] = []
        self.struck: list[Struck] = []
        self.recited = 0

    def claim(self, field: str, claim: C | None, **allowed: bool) -> C | None:
        """The claim with the citations that carry it; None, and told, where none does. allowed: see `_checked`."""
        found = self._checked(field, claim.text, claim.cites, **allowed) if claim else None
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
        if (told := table.with_rows(rows)) is None:
            self.printed = printed_before
        return told

    def implications(self, implications: Sequence[Implication]) -> tuple[Implication, ...]:
        """Forecasts whose basis and test bring in no name, number or quotation of their own either."""
        kept: list[Implication] = []
        for number, implication in enumerate(implications):
            field = f"implications.{number}"
            if implication.due and last_day(implication.due) <= self._published:
                self._strike(field, implication.text, f"its due date {implication.due} is not after the news")
                continue
            if not self._has_known_basis(field, implication):
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
            elif found := self._checked(field, entry.text or "", entry.cites, may_look_back=True):
                text = found.text if entry.text else entry.text
                kept.append(entry.model_copy(update={"text": text, "cites": found.cites}))
        return tuple(kept)

    def _is_dated(self, entry: TimelineEntry) -> bool:
        """Whether a cited sentence names the entry's date, or one in it, or no day and was published on it."""
        sentences = (self._sentences[place] for place in self._cited(entry.cites, may_look_back=True))
        return any(text.startswith(entry.date) for sentence in sentences for text in _days_of(sentence))

    def _is_known(self, label: str) -> bool:
        """Whether the head of a column or row names nothing that the sentences do not."""
        verdict = self._grounds.judge(label, range(len(self._offered)), may_infer=True)
        return not verdict.is_hard and not _ADDRESS.search(label)

    def _has_known_basis(self, field: str, implication: Implication) -> bool:
        """Whether the basis and the test of a forecast name nothing that its sources do not, but for its due date."""
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

    def _checked(
        self, field: str, text: str, cites: Sequence[str], *, may_infer: bool = False, may_look_back: bool = False,
        foresees: bool = False,
    ) -> _Printed | None:  # fmt: skip
        """What a claim is printed as; None, and told, where it is struck.

        may_infer: the field may hold what rests on sentences without standing in them; may_look_back: earlier items
        may be cited too; foresees: it is a forecast.
        """
        if refusal := self._refused.get(field) or self._ill_formed(field, text):
            self._strike(field, text, refusal)
            return None
        cited = self._cited(cites, may_look_back=may_look_back)
        parts = [self._offered[place] for place in cited]
        # parts that leave something out between them are no sentence: judged one by one they would support nothing
        if self._is_verbatim and " … " in text and are_words_of(text, [part.quote for part in parts]):
            self._terms_above.append(frozenset(terms(text)))
            return self._printed(field, text, "", parts)
        citable = None if may_look_back else self._own_count
        verdict = self._grounds.judge(text, cited, may_infer=may_infer, citable=citable, foresees=foresees)
        if verdict.outcome == "struck":
            self._strike(field, text, verdict.why)
            return None
        return self._quoted(field, text, verdict, cited, foresees=foresees)

    def _quoted(
        self, field: str, text: str, verdict: Verdict, cited: Sequence[int], *, foresees: bool
    ) -> _Printed | None:  # fmt: skip
        """What a claim that may stand is printed as, with quotations and, where they have room for it, who says it;
        None, and told, where no quotations carry it."""
        is_inference = verdict.outcome == "inference"
        places = tuple(dict.fromkeys(verdict.cites)) or tuple(cited)
        sentences = [self._offered[place] for place in places]
        speaker = "" if is_inference else self._speaker(field, text, places)
        for who in dict.fromkeys((speaker, "")):  # who may stand too far from what is said for a quotation of both
            printed = attributed(text, who, "zh" if is_chinese(text) else self._language)
            quotes = self._quotations(printed, sentences, must_carry=not (is_inference or foresees))
            if quotes is not None:
                self.recited += verdict.outcome == "recited"
                self._terms_above.append(frozenset(terms(text)))
                return self._printed(field, printed, who, quotes, is_inference=is_inference)
        self._strike(field, text, "no quotations of 25 words carry it")
        return None

    def _printed(
        self, field: str, text: str, who: str, quotes: Sequence[Evidence], *, is_inference: bool = False
    ) -> _Printed:
        """The claim with its quotations numbered; noted as kept, and `who` as named in its section."""
        self._speakers_named.add((field.partition(".")[0], who))
        if not is_inference:
            self.kept.append(Kept(field, text, tuple(quote.quote for quote in quotes)))
        return _Printed(text, tuple(numbered(quote, self.printed) for quote in quotes), is_inference)

    def _speaker(self, field: str, text: str, cites: Sequence[int]) -> str:
        """Whose statement a claim repeats as a fact; empty where its section names them already."""
        who = self._grounds.speaker(text, cites) if self._attributes else ""
        outlets = {article.source.name.casefold() for article in self._sources.articles}
        is_outlet = who.casefold().removeprefix("the ") in outlets
        return "" if is_outlet or (field.partition(".")[0], who) in self._speakers_named else who

    def _ill_formed(self, field: str, text: str) -> str:
        """What is wrong with a statement whatever it says; empty where nothing is."""
        if fault := ill_formed(text):
            return fault
        is_foreign = is_chinese(text) != same_language(self._language, "zh")
        if is_foreign and not any(text in entry.quote for entry in self._offered):  # a quotation stays as it is
            return f"it is not in {self._language}, the language it was asked for in"
        words = frozenset(terms(text))
        repeats = (len(words & told) >= REPEATS * max(len(words), len(told)) for told in self._terms_above)
        return "it repeats what stands above it" if field.startswith(_MUST_ADD) and words and any(repeats) else ""

    def _cited(self, cites: Sequence[str], *, may_look_back: bool) -> list[int]:
        """Places of the evidence a claim cites and may cite."""
        places = [self._places[cite] for cite in cites if cite in self._places]
        return [place for place in places if may_look_back or place < self._own_count]

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
