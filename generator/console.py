"""What a run prints: bars while it goes on, a table when it is done, faults when it cannot begin."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from generator.edit.predictions import Prediction
from generator.enrich.llm.doctor import Finding
from generator.enrich.modelled.proposals import Proposal
from generator.model.article import SourceReport
from generator.model.edition import Receipt
from generator.model.errors import Fault
from generator.model.report import CoverageCounts, ModelCounts, RunReport
from generator.model.source import Source
from generator.model.week import Week

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
    if report.models.asked:
        _print_models(report.models, table)
    table.add_row("coverage", _coverage_words(report.coverage))
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
    for kept in report.kept:
        _OUT.print(f"edited by hand and kept: {kept}", markup=False, soft_wrap=True)
    if report.kept:
        _OUT.print("They are pinned now. If readers should be told: recap check --fix --why TEXT", soft_wrap=True)


def _coverage_words(counts: CoverageCounts | None) -> str:
    """612 collected, 318 in 241 items, 61 duplicate, 190 off-topic; digests: 34 of 41 stories"""
    if counts is None:
        return "unchanged"
    told = [f"{sum(counts.fates.values())} collected", f"{counts.fates.get('item', 0)} in {counts.items} items"]
    told += [f"{count} {fate}" for fate, count in counts.fates.items() if fate != "item"]
    digests = f"; digests: {counts.found} of {counts.stories} stories" if counts.stories else ""
    return ", ".join(told) + digests


def print_receipt(week: Week, receipt: Receipt | None) -> None:
    """What an edition cost and how it was made."""
    if receipt is None:
        _OUT.print(f"{week}: no model was asked; every line is a quotation.")
        return
    claims = receipt.claims
    table = Table(title=f"{week}", show_header=False, title_justify="left")
    for use in receipt.models:
        table.add_row(use.model, f"{use.items} items, {use.tokens:,} tokens, {use.cost:.4f} {receipt.currency}")
    table.add_row("calls", f"{receipt.calls} paid, {receipt.cached} answers taken from the store")
    table.add_row("tokens", f"{receipt.tokens:,}, of them {receipt.written:,} written")
    table.add_row("money", f"{receipt.cost:.4f} {receipt.currency}")
    table.add_row("seconds", f"{receipt.seconds:.0f} of waiting, several calls at once")
    table.add_row(
        "claims",
        f"{claims.kept} kept, of them {claims.recited} re-cited and {claims.inference} marked as inference;"
        f" {claims.struck} struck",
    )
    for cause, count in receipt.fallbacks.items():
        table.add_row("fallback", f"{count} items told in quotations: {cause}")
    table.add_row("prompts", ", ".join(receipt.prompts))
    _OUT.print(table)


def _print_models(counts: ModelCounts, table: Table) -> None:
    table.add_row(
        "models",
        f"{counts.written} of {counts.asked} items written; {counts.calls} calls, {counts.cached} stored answers,"
        f" {counts.tokens:,} tokens, {counts.cost:.4f} spent; {len(counts.struck)} claims struck (.cache/report.json)",
    )
    if counts.fallbacks:
        causes = ", ".join(f"{count} {cause}" for cause, count in sorted(counts.fallbacks.items()))
        table.add_row("", f"in quotations instead: {causes}. {counts.words[:200]}")


def print_findings(findings: Iterable[Finding]) -> None:
    """What was looked at, what was found, and what to do about it."""
    for finding in findings:
        mark = "ok  " if finding.is_sound else "FAIL"
        _OUT.print(f"{mark} {finding.subject}: {finding.words}", markup=False, soft_wrap=True)
        if finding.remedy:
            _OUT.print(f"     {finding.remedy}", markup=False, soft_wrap=True)


def print_sources(sources: Iterable[Source]) -> None:
    """The sources as a table."""
    table = Table("name", "title", "category", "tier", "language", "address")
    for source in sources:
        table.add_row(source.name, source.title, source.category, str(source.tier), source.language, source.url)
    _OUT.print(table)


def print_repairs(reports: Iterable[SourceReport]) -> None:
    """Other addresses for feeds that moved or fail, and what to do with each."""
    for report in reports:
        if report.repair:
            moved = "moved for good; `recap sources check --write` puts it into the list"
            found = "named by the outlet's page and read; if it is the right one, change `url` by hand"
            what = moved if report.repair.why == "moved" else found
            _OUT.print(f"repair {report.source}: {report.repair.url} ({what})", markup=False, soft_wrap=True)


def print_warnings(faults: Iterable[Fault]) -> None:
    """What is not wrong, but worth a look, each on a line of its own."""
    for fault in faults:
        _OUT.print(f"warning: {_from_here(fault)}", markup=False, soft_wrap=True)


def print_due(predictions: Iterable[Prediction]) -> None:
    """Predictions to be settled: what is needed to judge each, and to settle it."""
    for prediction in predictions:
        said = prediction.said
        _OUT.print(f"{prediction.address} {said.id}, due {said.due}", markup=False, soft_wrap=True)
        _OUT.print(f"  {said.text}\n  How to tell: {said.test}", markup=False, soft_wrap=True)


def print_proposals(proposals: Sequence[Proposal]) -> None:
    """What a model proposes, each with the command by which a maintainer confirms it."""
    for told in proposals:
        _OUT.print(f"{told.address} {told.id}: {told.outcome}\n  {told.why}", markup=False, soft_wrap=True)
        _OUT.print(f"  {told.evidence}: “{told.quote}”", markup=False, soft_wrap=True)
        command = ["recap", "predictions", "settle", told.address, told.id, told.outcome,
                   "--evidence", told.evidence, "--why", told.why, "--quote", told.quote]  # fmt: skip
        _OUT.print(f"  {shlex.join(command)}", markup=False, soft_wrap=True)
    _OUT.print(f"{len(proposals)} proposed.")


def print_faults(faults: Iterable[Fault]) -> None:
    """Every fault on a line of its own, for people and for editors that jump to file:line."""
    for fault in faults:
        _ERR.print(_from_here(fault), markup=False, soft_wrap=True)


def _from_here(fault: Fault) -> str:
    return str(fault).removeprefix(f"{Path.cwd()}/")
