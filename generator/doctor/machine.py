"""The machine a project runs on: Python, packages, disk, clock. Pure: what is so comes as arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from generator.model.base import instant_text
from generator.model.finding import Finding

#: Bytes below which a run may not end: the cache of a year, a site and its copy.
LITTLE_SPACE, SOME_SPACE = 100_000_000, 1_000_000_000
#: A clock may be off by so much: nobody notices it at the borders of a week.
NEARLY = timedelta(minutes=5)
#: From here on articles of the last hour are dated to come, and editions are of the wrong time.
FAR = timedelta(hours=1)


def python(version: str, needed: str) -> Finding:
    """version: of the interpreter, 3.11.4; needed: as packaging tools write it, >=3.11."""
    if SpecifierSet(needed).contains(version, prereleases=True):
        return Finding("python", "ok", version)
    return Finding("python", "fail", f"{version}; {needed} is needed", "make the environment anew with a newer Python")


def dependencies(needed: Sequence[Requirement], installed: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each package that is missing or does not fit, or one that all do. installed: version by name."""
    found_of = {canonicalize_name(name): version for name, version in installed.items()}
    versions = {it: found_of.get(canonicalize_name(it.name)) for it in needed}
    wrong = {it: v for it, v in versions.items() if v is None or not it.specifier.contains(v, prereleases=True)}
    for it, found in wrong.items():
        words = f"{it.name} {found} is installed, {it.specifier} is needed" if found else f"{it.name} is missing"
        yield Finding("packages", "fail", words, "rm -rf .venv && make build, or install the package of this site anew")
    if not wrong:
        yield Finding("packages", "ok", f"{len(needed)} are there, in versions that fit")


def disk(free: int, folder: Path) -> Finding:
    """free: bytes."""
    words = f"{free / 1e9:.1f} GB free for {folder}"
    if free >= SOME_SPACE:
        return Finding("disk", "ok", words)
    remedy = "make room; .cache may be deleted at any time, and what was collected is then fetched again"
    return Finding("disk", "fail" if free < LITTLE_SPACE else "warn", words, remedy)


def clock(now: datetime, served: Sequence[datetime], newest: datetime | None) -> Finding:
    """now: by the clock of this machine; served: by servers, asked just now; newest: the last publication."""
    remedy = "set the clock, or let the system do it (NTP): what is published when depends on it"
    if served:
        off = now - _middle(served)
        if abs(off) <= NEARLY:
            return Finding("clock", "ok", f"within 5 minutes of the servers asked ({len(served)})")
        words = f"{'ahead' if off > timedelta(0) else 'behind'} by {abs(off)} of the servers asked ({len(served)})"
        return Finding("clock", "fail" if abs(off) > FAR else "warn", words, remedy)
    if newest and newest > now + NEARLY:
        words = (
            f"{instant_text(now)} is before the newest publication, {instant_text(newest)}; no server could be asked"
        )
        return Finding("clock", "fail", words, remedy)
    return Finding("clock", "ok", f"{instant_text(now)}, after all that was published; no server could be asked")


def _middle(moments: Sequence[datetime]) -> datetime:
    """The median: one server with a wrong clock among three changes nothing."""
    return datetime.fromtimestamp(median(moment.timestamp() for moment in moments), moments[0].tzinfo)
