"""What building the site came to."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.report import SiteCounts


@dataclass(frozen=True)
class SiteReport:
    """What a build wrote."""

    pages_written: int
    pages_total: int
    samples: bool
    """Whether the site shows the invented samples, for want of an archive."""
    warnings: tuple[str, ...] = ()
    """As in `SiteCounts`."""

    @property
    def counts(self) -> SiteCounts:
        """For the report of a run."""
        return SiteCounts(
            pages=self.pages_total, rendered=self.pages_written, samples=self.samples, warnings=self.warnings
        )
