"""The report of a run: what was read, made and written, for people and for `.cache/report.json`."""

from __future__ import annotations

from pydantic import Field

from generator.model.article import SourceReport
from generator.model.base import Instant, Value
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
    samples: bool = False
    """True where the archive is empty and the invented samples were shown."""


class RunReport(Value):
    """One run, from feeds to site."""

    week: WeekId
    now: Instant
    sources: tuple[SourceReport, ...] = ()
    items: ItemCounts = ItemCounts()
    failures: tuple[str, ...] = ()
    """What failed beyond the sources, in words."""
    edition: str = "unchanged"
    """new | changed | unchanged | none"""
    site: SiteCounts | None = None
    seconds: dict[str, float] = Field(default_factory=dict)
    """By step."""

    @property
    def no_source_was_read(self) -> bool:
        return bool(self.sources) and all(source.status == "failed" for source in self.sources)
