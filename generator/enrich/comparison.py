"""The competitor table: named organisations or models beside each other, from sentences that compare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.enrich.cues import Cues
from generator.enrich.labels import Labeller
from generator.enrich.ledger import Ledger
from generator.enrich.passages import Passage
from generator.model.article import Article
from generator.model.item import ComparisonRow, Competitors

MAX_OTHERS = 3


@dataclass(frozen=True)
class _Field:
    """Who is compared: the one the event is about, and the others that its reports name."""

    subject: str
    others: tuple[str, ...]


def compare(
    articles: Sequence[Article], best_first: Sequence[Passage], labels: Labeller, cues: Cues, ledger: Ledger
) -> Competitors | None:
    """A row for each topic on which a sentence compares, a cell for each one named; None where none does.

    A cell is a sentence that names its subject; empty where no report has one.
    """
    field = _field(articles, best_first, labels)
    if field is None:
        return None
    rows = _rows(field, [p for p in best_first if not p.leans and cues.comparison.first_in(p.quote)], labels)
    columns = [name for name in field.others if any(name in row for row in rows.values())][:MAX_OTHERS]
    table = {}
    for aspect, row in rows.items():
        cells = [_own(field.subject, aspect, row, best_first, labels), *(row.get(name) for name in columns)]
        if any(cells[1:]):
            table[aspect] = cells
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
    """Companies if a title names one and a sentence another, else models."""
    in_titles = {name for article in articles for name in labels.names.find(article.title)}
    named = {name for passage in found for name in passage.names}
    for kind in ("company", "model"):
        subjects = sorted(name.name for name in in_titles if name.kind == kind)
        others = sorted(name for name in named if labels.kind_of(name) == kind and name not in subjects)
        if subjects and others:
            return _Field(subjects[0], tuple(others))
    return None


def _rows(field: _Field, comparing: Sequence[Passage], labels: Labeller) -> dict[str, dict[str, Passage]]:
    """By topic and name the best sentence, none used twice."""
    rows: dict[str, dict[str, Passage]] = {}
    for passage in comparing:
        name = next((name for name in field.others if name in passage.names), None)
        aspect = labels.aspect(passage.quote)
        if name and aspect:
            rows.setdefault(aspect, {}).setdefault(name, passage)
    return rows


def _own(
    subject: str, aspect: str, row: dict[str, Passage], found: Sequence[Passage], labels: Labeller
) -> Passage | None:
    return next(
        (p for p in found
         if subject in p.names and not p.leans and p not in row.values() and labels.aspect(p.quote) == aspect),
        None,
    )  # fmt: skip
