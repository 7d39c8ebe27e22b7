"""The page of how the sources fare, and the same as JSON: a pure function of the record and of when it was written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from generator.model.base import instant_text
from generator.model.status import Condition, SourceStatus, as_of, patience, silence
from generator.site.library import Library
from generator.site.outputs import File
from generator.site.page import Link, Page, Site
from generator.site.views.links import source_link
from generator.site.views.section import section_meta

ADDRESS = "status/"
DATA = "status.json"
#: Height of the drawing of entries by week, and width of a week in it.
HEIGHT, STEP = 8, 3
State = Condition | Literal["unasked"]
#: What needs a look first.
STATES: tuple[State, ...] = ("failing", "silent", "unasked", "sound")


@dataclass(frozen=True)
class Bar:
    """Entries of a week in the drawing."""

    left: int
    height: int


@dataclass(frozen=True)
class StatusRow:
    """A source and how it fares."""

    link: Link
    state: State
    words: tuple[str, ...]
    """What is wrong with it or odd about it, a line each."""
    read: datetime | None
    newest: datetime | None
    weekly: float | None
    """Entries a week, the average over those that are known of the last twelve."""
    bars: tuple[Bar, ...]
    full: int | None
    """Per cent of its entries that come with their text."""
    lag: int | None
    led: int
    """Items whose first report is its own, of `items`."""
    items: int


@dataclass(frozen=True)
class StatusView:
    rows: tuple[StatusRow, ...]
    """What needs a look first."""
    counts: tuple[tuple[State, int], ...]
    as_of: datetime | None
    """What stands for now: a build gives the same bytes on any day."""

    @property
    def has_lags(self) -> bool:
        """Whether the usual lag of any source is known."""
        return any(row.lag is not None for row in self.rows)


def status_page(site: Site, library: Library) -> Page:
    """How every source fares; not for search engines."""
    now = as_of(library.statuses.values())
    found = [_row(site, library, name, now) for name in _names(library)]
    rows = tuple(sorted(found, key=lambda row: (STATES.index(row.state), row.link.label.casefold())))
    states = [row.state for row in rows]
    counts = tuple((state, states.count(state)) for state in STATES if state in states)
    title = site.words("health")
    crumbs = [Link(site.words("sources"), "sources/"), Link(title, ADDRESS)]
    meta = replace(section_meta(site, "health", ADDRESS, title, crumbs=crumbs, listed=False), section="sources")
    return Page(ADDRESS, "recap/status.html", meta, StatusView(rows, counts, now))


def status_file(site: Site, library: Library) -> Iterator[File]:  # noqa: ARG001 (as all outputs)
    """The same for programs: the record, with what follows from it."""
    now = as_of(library.statuses.values())
    data = {"as_of": instant_text(now) if now else None, "sources": [*_facts(library, now)]}
    yield File(DATA, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def _facts(library: Library, now: datetime | None) -> Iterator[dict[str, Any]]:
    for name in _names(library):
        status, (led, items) = library.statuses.get(name), _led(library, name)
        yield {
            "source": name,
            "title": library.source_names.get(name, name),
            "state": _state(status, now),
            **(status.model_dump(mode="json", exclude_none=True) if status else {}),
            **({"silent_after_days": round(patience(status.gap) / timedelta(days=1), 1)} if status else {}),
            "led": led,
            "items": items,
        }


def _names(library: Library) -> list[str]:
    """The sources that are read now; where their list is not known, those of the record."""
    return sorted(library.sources or library.statuses)


def _row(site: Site, library: Library, name: str, now: datetime | None) -> StatusRow:
    status = library.statuses.get(name)
    counts = status.by_week(now) if status and now else ()
    led, items = _led(library, name)
    return StatusRow(
        link=source_link(site, library, name),
        state=_state(status, now),
        words=tuple(_words(site, status, now)) if status and now else (),
        read=status.read if status else None,
        newest=status.newest if status else None,
        weekly=_weekly(counts),
        bars=_bars(counts),
        full=round(100 * status.full) if status and status.full is not None else None,
        lag=status.lag if status else None,
        led=led,
        items=items,
    )


def _state(status: SourceStatus | None, now: datetime | None) -> State:
    return status.condition(now) if status and now else "unasked"


def _words(site: Site, status: SourceStatus, now: datetime) -> Iterator[str]:
    if status.failures:
        failed = site.words("health_failed", n=status.failures)
        yield f"{failed}: {status.cause}" if status.cause else failed
    elif span := silence(status, now):
        quiet = site.words("health_quiet", span=site.words.length(span))
        gap = site.words.length(timedelta(days=status.gap)) if status.gap else ""
        yield site.words("health_rhythm", quiet=quiet, gap=gap) if gap else quiet
    if status.moved:
        yield site.words("health_moved", url=status.moved)


def _weekly(counts: tuple[int, ...]) -> float | None:
    """The average from the first week with an entry on: before that nobody knows."""
    first = next((number for number, count in enumerate(counts) if count), None)
    return None if first is None else round(sum(counts) / (len(counts) - first), 1)


def _bars(counts: tuple[int, ...]) -> tuple[Bar, ...]:
    most = max(counts, default=0)
    return tuple(
        Bar(STEP * number, max(1, round(HEIGHT * count / most))) for number, count in enumerate(counts) if count
    )


def _led(library: Library, name: str) -> tuple[int, int]:
    """Items that its report stands first in, and items it reported at all."""
    told = [stored.facts.sources for stored in library.by_source.get(name, ())]
    return sum(sources[0][0] == name for sources in told), len(told)
