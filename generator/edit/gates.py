"""The gates before a site is put online: is the newest edition what readers should get? Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any

from generator.model.edition import Edition
from generator.model.item import Item
from generator.model.status import SourceStatus
from generator.model.week import Week
from generator.settings import Gates

#: Editions that say what is usual; with fewer than two nothing is.
USUAL_OF = 4
LEAST_USUAL = 2
#: Top items from which on lines can be alike by more than chance.
LEAST_TOP = 3
#: So many failing sources are named.
MOST_TOLD = 5
#: A model's claims from which on their share says something.
LEAST_CLAIMS = 20


@dataclass(frozen=True)
class Stopped:
    """A gate that stays closed."""

    gate: str
    """Its name in the settings."""
    words: str
    remedy: str


@dataclass(frozen=True)
class Candidate:
    """What is about to be put online."""

    editions: Mapping[Week, Edition]
    items: Mapping[str, Item]
    latest: datetime | None
    """Date of the newest item; None without items."""
    now: datetime
    statuses: Mapping[str, SourceStatus] = field(default_factory=dict)
    """How the sources fare, by name."""
    has_address: bool = True
    """Whether it is known where the site is published."""

    @property
    def newest(self) -> Edition:
        return self.editions[max(self.editions)]


#: Says why a gate stays closed, in words; None where it opens. It is given its limit, as the settings have it.
_Gate = Callable[[Any, Candidate], str | None]


def judge(rules: Gates, candidate: Candidate) -> list[Stopped]:
    """Every gate that stays closed, in the order of the settings; empty where the site may go online."""
    if not candidate.editions:
        return [Stopped("fresh_days", "there is no edition", "run `recap build`")]
    return [
        Stopped(name, words, remedy)
        for name, (gate, remedy) in _GATES.items()
        if (limit := getattr(rules, name)) is not None and (words := gate(limit, candidate))
    ]


def _fresh(most_days: int, candidate: Candidate) -> str | None:
    newest = candidate.latest
    if newest is None:
        return "there is no item"
    days = (candidate.now - newest).days
    return f"nothing new for {days} days; the newest item is of {newest:%Y-%m-%d}" if days > most_days else None


def _usual(most_off: float, candidate: Candidate) -> str | None:
    """Asked once the week is in its last day: before, it is still filling."""
    edition = candidate.newest
    before = sorted(week for week in candidate.editions if week < edition.week)[-USUAL_OF:]
    if candidate.now.date() < edition.week.last_day or len(before) < LEAST_USUAL:
        return None
    usual = median(candidate.editions[week].numbers.events for week in before)
    events = edition.numbers.events
    is_off = abs(events - usual) > most_off * usual
    return f"{edition.edition} has {events} items; the last {len(before)} editions had {usual:g}" if is_off else None


def _sections(_: bool, candidate: Candidate) -> str | None:
    edition = candidate.newest
    sections = {"intro": [line.item for line in edition.intro], "top": edition.top}
    sections |= {f"groups: {group.topic}": group.items for group in edition.groups}
    empty = [name for name, listed in sections.items() if not any(address in candidate.items for address in listed)]
    return f"{edition.edition} has nothing in {', '.join(empty)}" if empty else None


def _hooks(most: float, candidate: Candidate) -> str | None:
    lines = [_words(line) for address in candidate.newest.top if (line := _line(candidate.items.get(address)))]
    alike = sum(count for count in Counter(lines).values() if count > 1)
    if len(lines) < LEAST_TOP or alike <= most * len(lines):
        return None
    return f"{alike} of the {len(lines)} top items of {candidate.newest.edition} say the same as another"


def _week(_: bool, candidate: Candidate) -> str | None:
    now, newest = Week.of(candidate.now), candidate.newest.week
    return None if newest in (now, now.shift(-1)) else f"the newest edition is of {newest}, and it is {now}"


def _sources(most: float, candidate: Candidate) -> str | None:
    """By the record of all runs: the one that makes the edition may have asked nobody."""
    failed = [name for name, status in candidate.statuses.items() if status.condition(candidate.now) == "failing"]
    if len(failed) <= most * len(candidate.statuses):
        return None
    told = ", ".join(failed[:MOST_TOLD]) + (" …" if len(failed) > MOST_TOLD else "")
    return f"{len(failed)} of {len(candidate.statuses)} sources failed when they were last asked: {told}"


def _carried(least: float, candidate: Candidate) -> str | None:
    receipt = candidate.newest.receipt
    claims = receipt.claims if receipt else None
    total = claims.kept + claims.struck if claims else 0
    if claims is None or total < LEAST_CLAIMS or claims.kept >= least * total:
        return None
    return f"only {claims.kept} of {total} claims of the models are carried by the sentences they cite"


def _address(_: bool, candidate: Candidate) -> str | None:
    return None if candidate.has_address else "site_url is missing, or still the one of a new site"


def _words(line: str) -> str:
    return " ".join(re.findall(r"\w+", line.casefold()))


def _line(item: Item | None) -> str:
    """What the front page says below a title."""
    if item is None:
        return ""
    return item.hook or (item.tldr.what_changed.text if item.tldr else "")


_GATES: dict[str, tuple[_Gate, str]] = {
    "fresh_days": (_fresh, "look at `recap sources check` and at the schedule of the collecting job"),
    "off_usual": (
        _usual,
        "look at /coverage/ of the week: what was dropped, and why; a holiday week may set gates.off_usual",
    ),
    "empty_sections": (_sections, "look at the edition's file, and at decisions.yml for items that were taken down"),
    "alike_hooks": (_hooks, "look at the answers of the model; engine: extractive publishes without it"),
    "right_week": (_week, "check the clock and --week of the publishing job, and run `recap build`"),
    "failed_sources": (
        _sources,
        "look at /status/ and run `recap sources check`; a source that is gone leaves sources.yml",
    ),
    "carried": (_carried, "try another model or prompt; `recap receipt` tells what was struck"),
    "own_address": (_address, "write where the site is published behind site_url in mkdocs.yml"),
}
