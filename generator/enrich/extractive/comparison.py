"""The competitor table: named organisations or models beside each other, from sentences that compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.enrich.extractive.cues import Cues
from generator.enrich.extractive.labels import Labeller
from generator.enrich.extractive.ledger import CitationNumbers
from generator.enrich.extractive.passages import Passage
from generator.model.article import Article
from generator.model.item import ComparisonRow, Competitors

MAX_OTHERS = 3
#: Another is told of as the competitor: "Rival Tarn sells", "Tarn, its closest competitor, sells".
_RIVAL = re.compile(
    r"Rivals? [A-Z]|[^,]{2,40}, (?:its|a|an|the|another) (?:\w+ ){0,2}(?:rival|competitor),|(?:竞争)?对手"
)
#: "More than 300": beside a number, not beside another.
_WITH_NUMBER = re.compile(
    r"\b(?:more|less|fewer|later|earlier|rather|other|greater|higher|larger|lower|longer) than"
    r" (?:(?:about|just|some|nearly) )?(?:[$€£¥]?\d|one|two|three|four|five|six|seven|eight|nine|ten|dozens"
    r"|hundreds|thousands|millions|billions|ever|before|expected|planned|usual"
    r"|an? (?:day|week|month|year|decade|century|third|quarter|dozen|hundred|thousand|million|billion))"
    r"|(?:超过|超越|高于|低于|不低于|领先|落后)(?:约|近|了)?\s*\d",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Field:
    """Who is compared: the one the event is about, and the others that its reports name."""

    subject: str
    others: tuple[str, ...]


def compare(
    articles: Sequence[Article], best_first: Sequence[Passage], labels: Labeller, cues: Cues, ledger: CitationNumbers
) -> Competitors | None:
    """A row for each topic on which a sentence compares the subject and another by name, a cell for each; else None.

    A cell is a sentence that names its subject; empty where no report has one.
    """
    field = _field(articles, best_first, labels)
    if field is None:
        return None
    comparing = [p for p in best_first if not p.leans and _compares(p, field, cues)]
    rows = _rows(field, comparing, labels, default=_main_aspect(articles, labels))
    columns = [name for name in field.others if any(name in row for row in rows.values())][:MAX_OTHERS]
    own = [p for p in best_first if field.subject in p.names and not p.leans and p not in comparing]
    table = {}
    for aspect, row in rows.items():
        others = [row.get(name) for name in columns]
        if any(others):
            table[aspect] = [_own(own, aspect, labels), *others]
    if not any(cells[0] for cells in table.values()):
        return None
    return Competitors(
        subjects=(field.subject, *columns),
        rows=tuple(
            ComparisonRow(aspect=aspect, cells=tuple(ledger.claim(cell) if cell else None for cell in cells))
            for aspect, cells in table.items()
        ),
    )


def _field(articles: Sequence[Article], found: Sequence[Passage], labels: Labeller) -> _Field | None:
    """Companies if a title names one and a sentence another, else models, else products; the most named leads."""
    in_titles = Counter(name.name for article in articles for name in labels.names.find(article.title))
    named = Counter(name for passage in found for name in passage.names)
    for kind in ("company", "model", "product"):
        subjects = sorted(
            (name for name in in_titles if labels.kind_of(name) == kind),
            key=lambda name: (-in_titles[name], -named[name], name),
        )
        others = sorted(name for name in named if labels.kind_of(name) == kind and name not in subjects)
        if subjects and others:
            return _Field(subjects[0], tuple(others))
    return None


def _compares(passage: Passage, field: _Field, cues: Cues) -> bool:
    """Whether a sentence sets the subject beside another, or tells of another as its rival; to exceed a number is no
    comparison."""
    if passage.names.isdisjoint(field.others):
        return False
    if _RIVAL.match(passage.quote):
        return True
    return field.subject in passage.names and cues.comparison.first_in(_WITH_NUMBER.sub(" ", passage.quote)) is not None


def _main_aspect(articles: Sequence[Article], labels: Labeller) -> str | None:
    """What the event as a whole is about: the aspect of sentences that name none."""
    return labels.aspect(" ".join(article.title + article.body[:1000] for article in articles))


def _rows(
    field: _Field, comparing: Sequence[Passage], labels: Labeller, default: str | None
) -> dict[str, dict[str, Passage]]:
    """By topic and name the best sentence that compares."""
    rows: dict[str, dict[str, Passage]] = {}
    for passage in comparing:
        name = next((name for name in field.others if name in passage.names), None)
        aspect = labels.aspect(passage.quote) or default
        if name and aspect:
            rows.setdefault(aspect, {}).setdefault(name, passage)
    return rows


def _own(candidates: list[Passage], aspect: str, labels: Labeller) -> Passage | None:
    """What is told of the subject itself on an aspect; each sentence is used once."""
    chosen = next((p for p in candidates if labels.aspect(p.quote) == aspect), None)
    if chosen:
        candidates.remove(chosen)
    return chosen
