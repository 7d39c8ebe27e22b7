"""The figures behind the site's pictures: counts by day, by week and by confidence, ready for inline drawings.

Every picture is drawn into a table or beside one, so that its data is there for those who do not see it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.archive.stored import StoredItem
from generator.edit.predictions import Prediction
from generator.model.week import Week

#: Width of a full bar and side of a full square, in units of the drawing.
FULL = 100
#: Rows of a picture beside an edition: what comes after them is in the text.
MOST_ROWS = 8
#: Weeks that a week is held against: a quarter of a year.
WEEKS_BEFORE = 12
#: The fewest events that fill a bar: one is not much.
FULL_BAR = 4
#: Classes of confidence, in tenths: 0 to 20 %, 20 to 40 % …
CONFIDENCE_CLASSES = 5


@dataclass(frozen=True)
class DayRow:
    """A topic's events on each day of a week."""

    key: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class Compared:
    """A count of this week beside what is usual."""

    key: str
    count: int
    usual: float
    """The average of the weeks before."""
    width: int
    """Of the bar, of FULL."""
    mark: int
    """Where the bar of a usual week would end."""


@dataclass(frozen=True)
class Tick:
    """A step of a story on a line from its first day, 0, to its last, FULL."""

    at: int
    day: date


@dataclass(frozen=True)
class Calibration:
    """How often predictions of like confidence came true."""

    lowest: int
    highest: int
    """Per cent of confidence, between which they lie."""
    said: int
    """The average confidence, per cent."""
    came_true: int
    """Per cent of them."""
    count: int


def by_day(items: Sequence[StoredItem], week: Week, key: Callable[[StoredItem], str | None]) -> tuple[DayRow, ...]:
    """Events of a week by key and day, the most frequent first; an item of another day counts on the nearest one."""
    counts: dict[str, Counter[int]] = {}
    for stored in items:
        if found := key(stored):
            day = min(max((stored.date - week.start).days, 0), 6)
            counts.setdefault(found, Counter())[day] += 1
    rows = (DayRow(key, tuple(days[n] for n in range(7))) for key, days in counts.items())
    return tuple(sorted(rows, key=lambda row: (-row.total, row.key))[:MOST_ROWS])


def compared(this: Mapping[str, int], before: Sequence[Mapping[str, int]]) -> tuple[Compared, ...]:
    """The most frequent of this week beside their average over the weeks before; nothing where there are none."""
    if not before:
        return ()
    ranked = sorted(this.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_ROWS]
    usual = {key: sum(week.get(key, 0) for week in before) / len(before) for key, _ in ranked}
    most = max([FULL_BAR, *this.values(), *usual.values()])
    return tuple(
        Compared(key, count, round(usual[key], 1), round(FULL * count / most), round(FULL * usual[key] / most))
        for key, count in ranked
    )


def ticks(days: Sequence[date]) -> tuple[Tick, ...]:
    """Days on a line, in order; all at its beginning where they are one day."""
    first, last = min(days), max(days)
    length = (last - first) / timedelta(days=1)
    return tuple(Tick(round(FULL * (day - first).days / length) if length else 0, day) for day in sorted(days))


def calibration(found: Iterable[Prediction]) -> tuple[Calibration, ...]:
    """Settled predictions with a confidence, by classes of it; void ones say nothing."""
    classes: dict[int, list[tuple[float, bool]]] = {}
    for prediction in found:
        said = prediction.said
        if said.confidence is not None and said.status in ("came-true", "failed"):
            number = min(int(said.confidence * CONFIDENCE_CLASSES), CONFIDENCE_CLASSES - 1)
            classes.setdefault(number, []).append((said.confidence, said.status == "came-true"))
    step = 100 // CONFIDENCE_CLASSES
    return tuple(
        Calibration(
            lowest=number * step,
            highest=(number + 1) * step,
            said=round(100 * sum(confidence for confidence, _ in members) / len(members)),
            came_true=round(100 * sum(true for _, true in members) / len(members)),
            count=len(members),
        )
        for number, members in sorted(classes.items())
    )
