"""What a run prints: bars while it goes on, a table when it is done, faults when it cannot begin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from generator.model.errors import Fault
from generator.model.report import RunReport
from generator.model.source import Source

#: So many failed sources are told one by one.
MAX_FAILED = 12

_OUT = Console(highlight=False)
_ERR = Console(stderr=True, highlight=False)


class BarProgress:
    """Progress as bars, one a step; quiet where the output is no terminal."""

    def __init__(self) -> None:
        self._bars = Progress(
            TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=_ERR, disable=not _ERR.is_terminal,
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def step(self, name: str, done: int, total: int) -> None:
        """Move the bar of a step."""
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=total)
        self._bars.update(self._tasks[name], completed=done, total=total)


def print_report(report: RunReport) -> None:
    """The summary of a run."""
    table = Table(title=f"{report.week}", show_header=False, title_justify="left")
    failed = [source for source in report.sources if source.status == "failed"]
    if report.sources:
        unchanged = sum(source.status == "unchanged" for source in report.sources)
        read = len(report.sources) - len(failed)
        table.add_row("sources", f"{read} read, {unchanged} of them unchanged; {len(failed)} failed")
        fresh, dropped = (sum(getattr(s, field) for s in report.sources) for field in ("fresh", "filtered"))
        table.add_row("articles", f"{fresh} of this time; {dropped} dropped by the filters")
    counts = report.items
    table.add_row(
        "items", f"{counts.new} new, {counts.changed} changed, {counts.unchanged} unchanged, {counts.failed} failed"
    )
    table.add_row("edition", report.edition)
    if report.site:
        samples = "; samples, since no source has delivered yet" if report.site.samples else ""
        table.add_row("site", f"{report.site.pages} pages{samples}")
    table.add_row("seconds", ", ".join(f"{step} {seconds:.1f}" for step, seconds in report.seconds.items()))
    _OUT.print(table)
    for source in failed[:MAX_FAILED]:
        _OUT.print(f"failed {source.source}: {source.cause}", markup=False, soft_wrap=True)
    if len(failed) > MAX_FAILED:
        _OUT.print(f"and {len(failed) - MAX_FAILED} more sources failed; all causes: .cache/report.json")
    for failure in report.failures:
        _OUT.print(f"failed {failure}", markup=False)


def print_sources(sources: Iterable[Source]) -> None:
    """The sources as a table."""
    table = Table("name", "title", "category", "tier", "language", "address")
    for source in sources:
        table.add_row(source.name, source.title, source.category, str(source.tier), source.language, source.url)
    _OUT.print(table)


def print_faults(faults: Iterable[Fault]) -> None:
    """Every fault on a line of its own, for people and for editors that jump to file:line."""
    here = f"{Path.cwd()}/"
    for fault in faults:
        _ERR.print(str(fault).removeprefix(here), markup=False, soft_wrap=True)
