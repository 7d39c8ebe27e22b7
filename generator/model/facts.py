"""What the archive's shelves need of an item, so that all the rest of it is read only where it is shown.

An item is some 40 kB in memory and its facts 1 kB: a hundred thousand of these can be held at once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from pydantic import TypeAdapter

from generator.model.base import instant_text
from generator.model.coverage import week_of
from generator.model.item import Implication, Item

_IMPLICATIONS = TypeAdapter(tuple[Implication, ...])


class Facts(NamedTuple):
    """Fields of an item as the index keeps them. Times are texts in UTC, which sort as they follow each other."""

    date: str
    updated: str
    edition: str
    language: str
    score: float
    """Of its importance."""
    topics: Sequence[str]
    audience: Sequence[str]
    companies: Sequence[str]
    models: Sequence[str]
    people: Sequence[str]
    products: Sequence[str]
    sources: Sequence[tuple[str, str, float | None]]
    """Of each report, the primary's first: its source, how that calls itself, and seconds from publication to
    collection where both are known."""
    latest: str
    """When the last of its reports was published."""
    appeared: str
    """As `Item.appeared`."""
    reports: int
    head: int
    """A checksum of title and hook."""
    covered: Sequence[str]
    """The weeks whose coverage tells of its reports."""
    storyline: str | None
    related: Sequence[str]
    """Addresses of the items it refers to as related."""
    rectified: Sequence[tuple[str, str]]
    """Addresses of those whose titles it says are wrong, with the `Verdict`."""
    translated: Sequence[str]
    """The languages into which something of it is translated."""
    by_model: bool
    """Whether a model wrote it."""
    corrections: int
    foretold: str
    """Its published implications as JSON; empty where it has none."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the item is about."""
        return (*self.companies, *self.models, *self.people, *self.products)

    @property
    def implications(self) -> tuple[Implication, ...]:
        """The published ones."""
        return _IMPLICATIONS.validate_json(self.foretold) if self.foretold else ()


def facts_of(item: Item) -> Facts:
    published = tuple(implication for implication in item.implications if implication.is_published)
    return Facts(
        date=instant_text(item.date),
        updated=instant_text(item.updated),
        edition=item.edition,
        language=item.language,
        score=item.importance.score,
        topics=item.topics,
        audience=item.audience,
        companies=item.entities.companies,
        models=item.entities.models,
        people=item.entities.people,
        products=item.entities.products,
        sources=tuple((report.source, report.name, report.lag) for report in item.articles),
        latest=instant_text(max(report.moment for report in item.articles)),
        appeared=instant_text(item.appeared),
        reports=len(item.articles),
        head=crc32(f"{item.title}\n{item.hook}".encode("utf-8", "surrogatepass")),
        covered=tuple(sorted({str(week_of(report, item)) for report in item.articles})),
        storyline=item.storyline,
        related=tuple(related.item for related in item.related),
        rectified=tuple((related.item, related.verdict) for related in item.related if related.verdict),
        translated=tuple(sorted(item.translated_into)),
        by_model=item.is_by_model,
        corrections=len(item.corrections),
        foretold=_IMPLICATIONS.dump_json(published).decode() if published else "",
    )


def facts_text(facts: Facts) -> str:
    """As the index keeps them: a JSON array."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
