"""How a source fares over the weeks: the record of what runs saw of it, and when to worry. Pure.

The record changes seldom, so that git stays small: once a day, and when a source fails, answers again or moves; a
source that fails and answers by turns changes it three times a day at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from generator.model.article import Pulse, SourceReport
from generator.model.base import Instant, Line, Slug, Url, instant_text, is_of_wrong_clock, one_line
from generator.model.week import Week, WeekId

Condition = Literal["failing", "silent", "sound"]
"""failing: it did not answer when it was last asked.
silent: it answers, but nothing new came for longer than fits its rhythm, see `patience`.
sound: neither."""

#: Weeks of entries that the record keeps: a quarter of a year. What was not asked for so long is forgotten.
WEEKS = 12
#: Characters of a cause: what a failure says of itself may be pages long.
LONGEST_CAUSE = 200
#: A pause is silence when it is ten times the median gap. If entries came at random (a Poisson process), a gap would
#: be longer than k median ones with the chance 2^-k: at ten 1 of 1,024, which is one false call in twelve years for a
#: feed whose median gap is three days.
FACTOR = 10
#: But not before two editions in a row had nothing of it: Christmas and the Chinese New Year last less.
FLOOR = timedelta(days=14)
#: And at the latest after a year, whatever the rhythm.
CEILING = timedelta(days=365)
#: Where the rhythm is not known.
UNKNOWN = timedelta(days=60)


def patience(gap: float | None) -> timedelta:
    """How long nothing new may come from a feed before it is called silent; gap: its median one in days."""
    return UNKNOWN if gap is None else min(CEILING, max(FLOOR, FACTOR * timedelta(days=gap)))


def silence(pulse: Pulse, now: datetime) -> timedelta | None:
    """How long nothing new has come, where that is too long for this feed; else None."""
    if pulse.newest is None or now - pulse.newest <= patience(pulse.gap):
        return None
    return now - pulse.newest


class SourceStatus(Pulse):
    """The record of one source: a line of content/status.jsonl."""

    source: Slug
    asked: Instant
    """The run that wrote this line; later ones of the same day that saw nothing else left it as it is."""
    read: Instant | None = None
    """Its last successful reading, to the day; None where there was none."""
    failures: Annotated[int, Field(ge=0)] = 0
    """Days in a row on which it failed, up to `asked`; a day counts once however often it was asked."""
    failed: Instant | None = None
    """Its last failure, to the day."""
    cause: Line | None = None
    """Why it failed then."""
    moved: Url | None = None
    """Where its server says that the feed is for good now (301, 308)."""

    def after(self, report: SourceReport, now: datetime) -> SourceStatus:
        """The record after a run that asked the source; the very same where it has nothing to add."""
        fresh = first_status(report, now)
        if fresh.asked <= self.asked or self._tells(fresh):
            return self
        if not fresh.failures:
            return fresh.model_copy(
                update={
                    "failed": self.failed,
                    "cause": self.cause,
                    "gap": fresh.gap or self.gap,
                    "full": self.full if fresh.full is None else fresh.full,
                    "lag": self.lag if fresh.lag is None else fresh.lag,
                    "newest": _latest(self.newest, fresh.newest),
                    "weeks": _together(self.weeks, fresh.weeks),
                }
            )
        told = {name: getattr(fresh, name) for name in ("asked", "failed", "cause")}
        return self.model_copy(update={**told, "failures": self.failures + 1})

    def _tells(self, fresh: SourceStatus) -> bool:
        """Whether this record says enough of the day: one success, one move, one failure, however often it is asked."""
        today = fresh.asked.date()
        if fresh.failures:
            return self.failed is not None and self.failed.date() == today
        return self.asked.date() == today and not self.failures and self.moved == fresh.moved

    def joined(self, other: SourceStatus) -> SourceStatus:
        """What two writers know together. In whatever order and however often lines are joined, the same comes out."""
        latest, earlier = (self, other) if self._age >= other._age else (other, self)
        return latest.model_copy(
            update={
                "read": _latest(latest.read, earlier.read),
                "newest": _latest(latest.newest, earlier.newest),
                "weeks": _together(latest.weeks, earlier.weeks),
            }
        )

    @property
    def _age(self) -> tuple[object, ...]:
        """Orders lines by the run that wrote them; two of one second by what the later one alone decides."""
        missing = -1.0
        numbers = (missing if number is None else number for number in (self.gap, self.full, self.lag))
        failed = instant_text(self.failed) if self.failed else ""
        return self.asked, self.failures, failed, self.cause or "", self.moved or "", *numbers

    def condition(self, now: datetime) -> Condition:
        """What a maintainer has to know first."""
        if self.failures:
            return "failing"
        return "silent" if silence(self, now) else "sound"

    def by_week(self, now: datetime) -> tuple[int, ...]:
        """Entries of each of the twelve weeks up to that of `now`, oldest first."""
        last = Week.of(now)
        return tuple(self.weeks.get(str(last.shift(-back)), 0) for back in reversed(range(WEEKS)))


def first_status(report: SourceReport, now: datetime) -> SourceStatus:
    """The record of a source that has none yet."""
    if report.status == "failed":
        cause = one_line(report.cause)[:LONGEST_CAUSE].strip() or None
        return SourceStatus(source=report.source, asked=now, failed=now, failures=1, cause=cause)
    moved = report.repair.url if report.repair and report.repair.why == "moved" else None
    return SourceStatus(source=report.source, asked=now, read=now, moved=moved, **dict(report.pulse))


def updated(
    known: Mapping[str, SourceStatus], reports: Iterable[SourceReport], now: datetime
) -> dict[str, SourceStatus]:
    """The record by source after a run; of sources that were not asked for twelve weeks nothing is kept, nor what a
    wrong clock dated so far ahead that nothing would be newer for years."""
    known = {name: it for name, it in known.items() if not is_of_wrong_clock(it.asked, now)}
    fresh = {
        report.source: known[report.source].after(report, now) if report.source in known else first_status(report, now)
        for report in reports
    }
    kept = {**known, **fresh}
    return {name: kept[name] for name in sorted(kept) if now - kept[name].asked < timedelta(weeks=WEEKS)}


def as_of(statuses: Iterable[SourceStatus]) -> datetime | None:
    """When the newest line was written: used instead of the current time, so that builds are reproducible."""
    return max((status.asked for status in statuses), default=None)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)


def _together(one: Mapping[WeekId, int], other: Mapping[WeekId, int]) -> dict[WeekId, int]:
    """The larger count of each week, of the newest twelve: a feed forgets its old entries, and never adds to them."""
    weeks = sorted({*one, *other})[-WEEKS:]
    return {week: max(one.get(week, 0), other.get(week, 0)) for week in weeks}
