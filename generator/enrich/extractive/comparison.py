"""The competitor table: named organisations or models beside each other, from sentences that compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from generator.enrich.extractive.cues import Cues
from generator.enrich.extractive.labels import Labeller
from generator.enrich.extractive.ledger import CitationNumbers
from generator.enrich.extractive.passages import Passage
from generator.enrich.extractive.rivals import Rivals, rivals
from generator.model.article import Article
from generator.model.item import ComparisonRow, Competitors, Entities

MAX_OTHERS = 3
#: Another is told of as the competitor: "Rival Tarn sells", "Tarn, its closest competitor, sells".
_RIVAL = re.compile(
    r"(?:Rival|Competitor)s? [A-Z]|[^,]{2,40}, (?:its|a|an|the|another) (?:\w+ ){0,2}(?:rival|competitor),"
    r"|(?:竞争)?对手"
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
    unlisted: Rivals | None = None
    """The others, where no list has them: sentences name them beside the subject."""

    def others_in(self, passage: Passage) -> list[str]:
        """The others that a sentence names, or sets beside its subject."""
        if self.unlisted:
            return self.unlisted.in_quote(passage.quote)
        return [name for name in self.others if name in passage.names]

    def has_subject(self, passage: Passage) -> bool:
        """Whether a sentence names the subject."""
        if self.unlisted:
            return self.subject.split()[0] in passage.quote
        return self.subject in passage.names


def compare(
    articles: Sequence[Article], entities: Entities, best_first: Sequence[Passage], labels: Labeller, cues: Cues,
    ledger: CitationNumbers,
) -> Competitors | None:  # fmt: skip
    """A row for each topic on which a sentence compares the subject and another by name, a cell for each; else None.

    A cell is a sentence that names its subject; empty where no report has one. entities: those of the event.
    """
    field = _field(articles, best_first, labels)
    field = field or _unlisted(articles, entities, best_first)
    if field is None:
        return None
    measured_first = sorted(best_first, key=lambda p: not p.figures)
    comparing = [p for p in measured_first if not p.leans and _compares(p, field, cues)]
    default = _main_aspect(articles, labels)
    rows = _rows(field, comparing, labels, default)
    columns = [name for name in field.others if any(name in row for row in rows.values())][:MAX_OTHERS]
    if not columns:
        return None
    own = {p: labels.aspect(p.quote) for p in best_first if field.has_subject(p) and not p.leans and p not in comparing}
    table = {}
    for aspect, row in rows.items():
        others = [row.get(name) for name in columns]
        if any(others):
            table[aspect] = [_own(own, aspect, default), *others]
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


def _unlisted(articles: Sequence[Article], entities: Entities, found: Sequence[Passage]) -> _Field | None:
    """The first entity of a title, and whom sentences set beside it by name: a model beside another firm's model, a
    firm beside a firm."""
    titles = " ".join(article.title for article in articles)
    quotes = [passage.quote for passage in found]
    for subjects, has_owner in ((entities.models, True), (entities.products, True), (entities.companies, False)):
        subject = next((name for name in subjects if name.split()[0] in titles), None)
        others = rivals(quotes, subject) if subject else None
        if subject and others and any(others.has_owner(label) is has_owner for label in others.spelled):
            return _Field(subject, tuple(others.spelled), others)
    return None


def _compares(passage: Passage, field: _Field, cues: Cues) -> bool:
    """Whether a sentence sets the subject beside another, both by name, or tells of another as its rival: "it resolves
    71.4%" in the column of another would be read of that one. To exceed a number is no comparison."""
    if not field.others_in(passage):
        return False
    if _RIVAL.match(passage.quote):
        return True
    is_comparing = field.unlisted or cues.comparison.first_in(_WITH_NUMBER.sub(" ", passage.quote))
    return field.has_subject(passage) and bool(is_comparing)


def _main_aspect(articles: Sequence[Article], labels: Labeller) -> str | None:
    """What the event as a whole is about: the aspect of sentences that name none."""
    return labels.aspect(" ".join(article.title + article.body[:1000] for article in articles))


def _rows(
    field: _Field, comparing: Sequence[Passage], labels: Labeller, default: str | None
) -> dict[str, dict[str, Passage]]:
    """By topic and name the best sentence that compares."""
    rows: dict[str, dict[str, Passage]] = {}
    for passage in comparing:
        name = next(iter(field.others_in(passage)), None)
        aspect = labels.aspect(passage.quote) or default
        if name and aspect:
            rows.setdefault(aspect, {}).setdefault(name, passage)
    return rows


def _own(candidates: dict[Passage, str | None], aspect: str, default: str | None) -> Passage | None:
    """What is told of the subject itself on an aspect; each sentence is used once.

    candidates: sentences with the aspect they name; default: the aspect of those that name none.
    """
    exact = (p for p, named in candidates.items() if named == aspect)
    general = (p for p, named in candidates.items() if named is None and default == aspect)
    chosen = next(chain(exact, general), None)
    if chosen:
        del candidates[chosen]
    return chosen
