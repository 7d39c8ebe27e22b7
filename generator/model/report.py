"""The report of a run: what was read, made and written, for people and for `.cache/report.json`."""

from __future__ import annotations

from pydantic import Field

from generator.model.article import SourceReport
from generator.model.base import Address, Instant, Value
from generator.model.coverage import Fate
from generator.model.edition import Receipt
from generator.model.week import WeekId


class ItemCounts(Value):
    """What became of the items of a run."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    failed: int = 0


class SiteCounts(Value):
    """What was built."""

    pages: int = 0
    rendered: int = 0
    """Of the pages; the others are as they were."""
    samples: bool = False
    """True where the archive is empty and the invented samples were shown."""
    warnings: tuple[str, ...] = ()
    """What MkDocs had to say about settings and hand-written pages, and published files that were renamed, deleted or
    copied."""


class ModelCounts(Value):
    """What models did in a run, and what it cost."""

    asked: int = 0
    """Events."""
    written: int = 0
    """Events a model told."""
    calls: int = 0
    cached: int = 0
    """Answers taken from the store instead of a call."""
    tokens: int = 0
    cost: float = 0.0
    unpriced: int = 0
    """Calls whose price nobody knows; they count as free in `cost`."""
    fallbacks: dict[str, int] = Field(default_factory=dict)
    """Events the built-in engine told all the same, by cause."""
    recited: int = 0
    """Claims that other sentences carry than the model named."""
    translated: int = 0
    """Lines put into another language."""
    struck: tuple[str, ...] = ()
    """Claims that no sentence carries, and lines that do not say what they translate: item, field, text and reason."""
    words: str = ""
    """What went wrong first."""

    @property
    def is_unreached(self) -> bool:
        """Whether every event was asked about in vain, since no model could be reached."""
        return (
            self.asked > 0
            and self.fallbacks.get("unreachable", 0) + self.fallbacks.get("unauthorised", 0) == self.asked
        )


class CoverageCounts(Value):
    """What became of the articles of a week, counted."""

    fates: dict[Fate, int] = Field(default_factory=dict)
    """Articles by what became of them."""
    items: int = 0
    """Items that list those of the fate item."""
    stories: int = 0
    """Stories that digests tell."""
    found: int = 0
    """Those of them that an item tells."""


class RunReport(Value):
    """One run, from feeds to site."""

    week: WeekId
    now: Instant
    sources: tuple[SourceReport, ...] = ()
    items: ItemCounts = ItemCounts()
    failures: tuple[str, ...] = ()
    """What failed beyond the sources, in words."""
    written: dict[Address, str] = Field(default_factory=dict)
    """Items that were written, new or changed, by address."""
    kept: tuple[str, ...] = ()
    """Edits by hand that were found and pinned: address and fields."""
    models: ModelCounts = ModelCounts()
    coverage: CoverageCounts | None = None
    """None where nothing was made of what was collected."""
    edition: str = "unchanged"
    """new | changed | unchanged | none"""
    receipt: Receipt | None = None
    """What the edition cost, earlier runs included; None where none was made or no model was asked."""
    site: SiteCounts | None = None
    seconds: dict[str, float] = Field(default_factory=dict)
    """By step."""
    no_source_was_read: bool = False
    """Whether sources were to be read and none was: all failed, or the list holds none."""
