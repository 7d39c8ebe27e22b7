"""A model's answer becomes a draft: its texts cleaned, its numbers made citations, its names those that are there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TypeVar

from generator.enrich.engine import Draft
from generator.enrich.modelled.answer import Forecast, ItemAnswer, Moment, Statement, Table
from generator.enrich.modelled.numbering import Numbered
from generator.model.article import Article
from generator.model.base import one_line, same_language
from generator.model.item import (
    Claim,
    ComparisonRow,
    Competitors,
    Entities,
    Implication,
    Item,
    NextStep,
    TimelineEntry,
    Tldr,
)
from generator.model.vocabulary import PLURALS, Kind, Name
from generator.text.entities import EntityFinder

S = TypeVar("S")
V = TypeVar("V")
#: Nothing to come is certain: no confidence below this, nor above what it leaves.
LEAST = 0.05
#: Numbers of sentences that a model repeats in its text.
_MARKS = re.compile(r"(?:(?<!\s)\s+)?[\[【]\d{1,3}(?:\s*[,;，、-]\s*\d{1,3})*[\]】]")
_MARKUP = re.compile(r"\*\*|__|`")


class Drafter:
    """Makes drafts in one language with one vocabulary."""

    def __init__(self, names: Iterable[Name], language: str) -> None:
        self._finder = EntityFinder(names)
        self._language = language

    def draft(self, answer: ItemAnswer, numbered: Numbered, articles: Sequence[Article], drafted: Item) -> Draft:
        """The draft of an answer; drafted: the built-in engine's item, which fills what the answer leaves out."""
        return Draft(
            headline=drafted.title if same_language(drafted.language, self._language) else None,
            language=self._language,
            title=_claim(answer.title),
            hook=_claim(answer.hook),
            topics=tuple(dict.fromkeys(answer.topics)) or drafted.topics,
            audience=tuple(dict.fromkeys(answer.audience)) or drafted.audience,
            entities=self._entities(answer, articles),
            tldr=_tldr(answer, drafted),
            takeaways=_valid(_stated, answer.takeaways),
            competitors=_competitors(answer.competitors),
            technical=_valid(_stated, answer.technical),
            implications=_valid(_implication, answer.implications),
            timeline=_valid(_moment, answer.timeline),
            evidence=numbered.evidence,
        )

    def _entities(self, answer: ItemAnswer, articles: Sequence[Article]) -> Entities:
        """Names by their kind: known ones as the vocabulary writes them, others only as they stand in a report."""
        texts = "\n".join(f"{article.title}\n{article.body}" for article in articles)
        present = {entity.name for entity in self._finder.find(texts)}
        found: dict[Kind, dict[str, None]] = {kind: {} for kind in PLURALS}
        told: tuple[tuple[Kind, list[str]], ...] = (
            ("company", answer.entities.companies), ("model", answer.entities.models),
            ("person", answer.entities.people),
        )  # fmt: skip
        for kind, written in ((kind, one_line(name)) for kind, names in told for name in names):
            known = next(iter(self._finder.find(written)), None)
            if known and known.name in present:
                found[known.kind][known.name] = None
            elif known is None and re.search(rf"(?<!\w){re.escape(written)}(?!\w)", texts):
                found[kind][written] = None
        return Entities(**{PLURALS[kind]: tuple(names) for kind, names in found.items()})


def cleaned_statement(text: str) -> str:
    """A statement's text without the numbers and the Markdown that models add; empty where that leaves nothing."""
    words = one_line(_MARKUP.sub("", _MARKS.sub("", text)))
    return words if any(map(str.isalnum, words)) else ""


def _cites(statement: Statement[int]) -> tuple[str, ...]:
    return tuple(f"e{number}" for number in dict.fromkeys(statement.cites))


def _stated(statement: Statement[int]) -> Claim:
    return Claim(text=cleaned_statement(statement.text), cites=_cites(statement))


def _claim(statement: Statement[int] | None) -> Claim | None:
    return next(iter(_valid(_stated, [statement] if statement else [])), None)


def _tldr(answer: ItemAnswer, drafted: Item) -> Tldr | None:
    """The summary, with the link that the reports give for a next step; None where it does not say what changed."""
    what_changed, step = _claim(answer.what_changed), _claim(answer.what_to_do_next)
    if what_changed is None:
        return None
    known = drafted.tldr.what_to_do_next if drafted.tldr else None
    link = {"kind": known.kind, "link": known.link} if known else {}
    return Tldr(
        what_changed=what_changed,
        why_it_matters=_claim(answer.why_it_matters),
        what_to_do_next=NextStep.model_validate({**step.model_dump(), **link}) if step else None,
    )


def _competitors(table: Table[int] | None) -> Competitors | None:
    """The table as far as its rows have a cell for each subject."""
    return next(iter(_valid(_table, [table] if table else [])), None)


def _table(table: Table[int]) -> Competitors:
    rows = [row for row in table.rows if len(row.cells) == len(table.subjects)]
    told = (ComparisonRow(aspect=cleaned_statement(row.aspect), cells=tuple(map(_claim, row.cells))) for row in rows)
    return Competitors(subjects=tuple(map(cleaned_statement, table.subjects)), rows=tuple(told))


def _valid(make: Callable[[S], V], told: Sequence[S]) -> tuple[V, ...]:
    """What can be made of parts of an answer; what says nothing or names no day of a calendar is passed over."""
    found = []
    for statement in told:
        with suppress(ValueError):
            found.append(make(statement))
    return tuple(found)


def _implication(told: Forecast[int]) -> Implication:
    return Implication(
        id="p1", text=cleaned_statement(told.text), cites=_cites(told), because=cleaned_statement(told.because),
        due=told.due, test=cleaned_statement(told.test), confidence=min(max(told.confidence, LEAST), 1 - LEAST),
    )  # fmt: skip


def _moment(told: Moment[int]) -> TimelineEntry:
    return TimelineEntry(date=told.date, text=cleaned_statement(told.text), cites=_cites(told))
