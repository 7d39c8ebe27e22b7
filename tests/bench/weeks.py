"""Recorded weeks in a row as one archive: addresses that stay, items that grow, storylines; and what was merged, to read.

`python -m tests.bench.weeks [--first 2026-W18] [--last 2026-W29] [--replay FOLDER] [--keep FOLDER]`; the recordings
are no part of the project. Fails where an address vanishes, an item loses a report or a run with nothing new writes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from generator.archive.store import Archive
from generator.edit.continuing import grown
from generator.model.item import Item
from generator.model.week import Week
from generator.options import Options
from tests.bench.week import timed_build
from tests.feedserver import make_project
from tests.ports import free_port
from tests.recorded import replay_option, served


def items_of(options: Options) -> dict[str, Item]:
    """What the archive shows, by address."""
    archive = Archive.open(options.config.parent / "content")
    return {address: stored.item for address, stored in archive.items.items()}


def lost(before: Mapping[str, Item], after: Mapping[str, Item]) -> Iterator[str]:
    """What was published and is gone: addresses, reports, first dates and editions that changed."""
    for address, item in before.items():
        if address not in after:
            yield f"{address} is gone"
            continue
        now = after[address]
        if missing := {report.key for report in item.articles} - {report.key for report in now.articles}:
            yield f"{address} lost {', '.join(sorted(missing))}"
        if (item.date, item.edition) != (now.date, now.edition):
            yield f"{address} changed its first date or edition"


def merged(items: Mapping[str, Item], week: Week) -> Iterator[str]:
    """The week's items of several reports, in words, for reading."""
    for address, item in items.items():
        if item.week == week and len(item.articles) > 1:
            yield f"\n{address}" + (f"  (story of {item.storyline})" if item.storyline else "")
            for report in item.articles:
                joined = " joined" if report.joined else ""
                yield f"    {report.role:7} {report.source:24} {report.title}  [{report.why or ''}{joined}]"


def stories(items: Mapping[str, Item]) -> Iterator[str]:
    """Every storyline with its steps."""
    members: dict[str, list[str]] = {}
    for address, item in items.items():
        if item.storyline:
            members.setdefault(item.storyline, [item.storyline]).append(address)
    for steps in members.values():
        yield ""
        yield from (f"    {items[address].date:%m-%d} {items[address].title}" for address in sorted(steps))


def weeks_between(first: str, last: str) -> Iterator[Week]:
    week = Week.parse(first)
    while week <= Week.parse(last):
        yield week
        week = week.shift(1)


def files_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def play(options: Options, replay: Path, week: Week, port: int) -> tuple[list[str], dict[str, Item], float, float]:
    """Build a week twice: faults, the items afterwards, seconds and peak megabytes of the first build."""
    before = items_of(options)
    with served(replay, str(week), port) as sources:
        seconds, peak = timed_build(options, sources, str(week))
        items = items_of(options)
        faults = list(lost(before, items))
        content = files_of(options.config.parent / "content")
        timed_build(options, sources, str(week))
        again = files_of(options.config.parent / "content")
    faults += [f"a second run wrote {path.name}" for path in again if content.get(path) != again[path]]
    return faults, items, seconds, peak


@click.command(help=__doc__)
@click.option("--first", default="2026-W18", show_default=True)
@click.option("--last", default="2026-W29", show_default=True)
@replay_option
@click.option("--keep", type=click.Path(path_type=Path), help="Where the project is left, with what was merged.")
def main(first: str, last: str, replay: Path, keep: Path | None) -> None:
    table = Table("week", "new", "grown", "reports", "merged", "in stories", "seconds", "peak MB", title_justify="left")
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        options = make_project((keep or Path(folder)) / "project", "", deadline=25)
        told: list[str] = []
        port = free_port()  # one for all weeks: a feed is known by its address
        for week in weeks_between(first, last):
            wrong, items, seconds, peak = play(options, replay, week, port)
            faults += [f"{week}: {fault}" for fault in wrong]
            told += [f"\n\n== {week}", *merged(items, week)]
            table.add_row(str(week), *map(str, counts(items, week)), f"{seconds:.1f}", f"{peak:.0f}")
        if keep:
            (keep / "merged.txt").write_text("\n".join(told), "utf-8")
            (keep / "stories.txt").write_text("\n".join(stories(items)), "utf-8")
    table.title = f"load {os.getloadavg()[0]:.1f}, {time.strftime('%H:%M')}"
    Console().print(table)
    print("\n".join(faults) or "no address changed, no item or report was lost, second runs wrote nothing")
    sys.exit(bool(faults))


def counts(items: Mapping[str, Item], week: Week) -> tuple[int, int, int, int, int]:
    """New items, earlier ones that grew, reports, reports merged into another's item, and items in storylines."""
    of_week = {address: item for address, item in items.items() if item.week == week}
    reports = sum(len(item.articles) for item in of_week.values())
    in_stories = {item.storyline for item in items.values()} | {a for a, item in items.items() if item.storyline}
    return len(of_week), len(grown(items, week)), reports, reports - len(of_week), len(in_stories & of_week.keys())


if __name__ == "__main__":
    main()
