"""What a run prints: bars while it goes on, a table when it is done, faults when it cannot begin; and how it ends."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from generator.model.article import SourceReport, is_cut_off
from generator.model.edition import Receipt
from generator.model.errors import Fault, InvalidContent, RecapError
from generator.model.finding import Finding, State
from generator.model.report import RunReport
from generator.model.source import Source
from generator.model.week import Week
from generator.reporting.events import cut_off_words
from generator.reporting.file import REPORT
from generator.reporting.rows import Row, receipt_rows, report_rows
from generator.reporting.teller import Teller

if TYPE_CHECKING:
    from generator.edit.costs import Costs, Total
    from generator.edit.gates import Stopped
    from generator.edit.predictions import Prediction
    from generator.enrich.modelled.proposals import Proposal

#: How a command ends that does not do all it was asked for: what each means stands in README.md.
EXIT_BAD_CONTENT, EXIT_NO_SOURCE, EXIT_LEFT, EXIT_GATE = 1, 3, 4, 5
#: So many failed sources are told one by one by a build; who only reads them is told all.
MAX_FAILED = 12
_MARKS: dict[State, str] = {"ok": "ok  ", "warn": "warn", "fail": "FAIL"}

_OUT = Console(highlight=False)
_ERR = Console(stderr=True, highlight=False)
#: Lines as they are, on standard output and on standard error.
_say, _complain = (partial(console.print, markup=False, soft_wrap=True) for console in (_OUT, _ERR))


class Bars(Teller):
    """Progress as bars, one a step; quiet where the output is no terminal."""

    def __init__(self) -> None:
        self._bars = Progress(
            TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=_ERR, disable=not _ERR.is_terminal, auto_refresh=False,  # by a thread, and forks want none
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}

    def begun(self, step: str) -> None:  # noqa: ARG002
        self._bars.start()

    def close(self) -> None:
        """Give the terminal back, however the run ended."""
        self._bars.stop()

    def report(self, report: RunReport) -> None:  # noqa: ARG002
        self.close()

    def stopped(self, error: RecapError) -> None:  # noqa: ARG002
        self.close()

    def step(self, name: str, done: int, total: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=total)
        self._bars.update(self._tasks[name], completed=done, total=total, refresh=True)


class Tables(Teller):
    """The summary of a run, on standard output."""

    def report(self, report: RunReport) -> None:
        _print_table(report.week, report_rows(report))
        is_no_network = is_cut_off(report.sources)
        if is_no_network:
            _say(f"failed: {cut_off_words(report)}")
        failed = [] if is_no_network else [source for source in report.sources if source.status == "failed"]
        told = failed[: MAX_FAILED if report.site else None]
        for source in told:
            _say(f"failed {source.source}: {source.cause}")
        if len(failed) > len(told):
            _say(f"and {len(failed) - len(told)} more of the sources; all causes: .cache/{REPORT}")
        for failure in report.failures:
            _say(f"failed {failure}")
        for warning in report.site.warnings if report.site else ():
            _say(f"warning: {warning}")
        for kept in report.kept:
            _say(f"edited by hand and kept: {kept}")
        if report.kept:
            _say("They are pinned now. If readers should be told: recap check --fix --why TEXT")


class Errors(Teller):
    """What stopped a run, on standard error: every fault on a line of its own, for people and for editors."""

    def stopped(self, error: RecapError) -> None:
        if not isinstance(error, InvalidContent):
            _complain(f"Error: {error}")
            return
        for fault in error.faults:
            _complain(_from_here(fault))


def print_receipt(week: Week, receipt: Receipt | None) -> None:
    """What an edition cost and how it was made."""
    if receipt is None:
        _say(f"{week}: no model was asked; every line is a quotation.")
        return
    _print_table(str(week), receipt_rows(receipt))


def print_costs(costs: Costs) -> None:
    """What editions cost: each, by model, together, and the forecast with what it rests on."""
    if not costs.editions:
        _say("In these editions no model was asked; every line is a quotation.")
    else:
        by_week = [(str(week), _cost_words(it, f"{it.cost:.4f} {it.currency}")) for week, it in costs.editions]
        by_model = [
            (use.model, f"{use.items} items, {use.tokens:,} tokens, {use.cost:.4f} {currency}")
            for currency, use in costs.models
        ]
        totals = [("together", _cost_words(it, f"{it.cost:.4f} {it.currency}")) for it in costs.totals]
        _print_table("costs", [*by_week, *by_model, *totals])
    if costs.forecast:
        told = _cost_words(costs.forecast, f"{costs.forecast.cost:.2f} {costs.forecast.currency}")
        _say(f"forecast for a year: {told}")
        _say(f"(52 times the mean of the last {costs.forecast.editions} editions that asked a model)")


def _cost_words(it: Receipt | Total, money: str) -> str:
    return f"{it.calls:,.0f} calls, {it.tokens:,.0f} tokens, {money}, {it.seconds:,.0f} seconds"


def _print_table(title: str, rows: Iterable[Row]) -> None:
    table = Table(title=title, show_header=False, title_justify="left")
    for name, words in rows:
        table.add_row(escape(name), escape(words))
    _OUT.print(table)


def print_findings(findings: Iterable[Finding]) -> None:
    """What was looked at, what was found, and what to do about it."""
    for finding in findings:
        _say(f"{_MARKS[finding.state]} {finding.subject}: {finding.words}")
        if finding.remedy:
            _say(f"     {finding.remedy}")


def print_stopped(stopped: Sequence[Stopped]) -> None:
    """Gates that stay closed, each with its remedy."""
    for it in stopped:
        _say(f"closed {it.gate}: {it.words}")
        _say(f"       {it.remedy}")
    _say("Not to be published: the site that is online stays." if stopped else "All gates are open.")


def print_sources(sources: Iterable[Source]) -> None:
    """The sources as a table."""
    table = Table("name", "title", "category", "tier", "language", "address")
    for source in sources:
        table.add_row(source.name, source.title, source.category, str(source.tier), source.language, source.url)
    _OUT.print(table)


def print_repairs(reports: Iterable[SourceReport]) -> None:
    """What is odd about feeds that were read, and other addresses for those that moved or fail."""
    for report in reports:
        if report.cause and report.status != "failed":
            _say(f"note {report.source}: {report.cause}")
        if report.repair:
            moved = "moved for good; `recap sources check --write` puts it into the list"
            found = "named by the outlet's page and read; if it is the right one, change `url` by hand"
            what = moved if report.repair.why == "moved" else found
            _say(f"repair {report.source}: {report.repair.url} ({what})")


def print_warnings(faults: Iterable[Fault]) -> None:
    """What is not wrong, but worth a look, each on a line of its own."""
    for fault in faults:
        _say(f"warning: {_from_here(fault)}")


def print_due(predictions: Iterable[Prediction]) -> None:
    """Predictions to be settled: what is needed to judge each, and to settle it."""
    for prediction in predictions:
        said = prediction.said
        _say(f"{prediction.address} {said.id}, due {said.due}")
        _say(f"  {said.text}\n  How to tell: {said.test}")


def print_proposals(proposals: Sequence[Proposal]) -> None:
    """What a model proposes, each with the command by which a maintainer confirms it."""
    for told in proposals:
        _say(f"{told.address} {told.id}: {told.outcome}\n  {told.why}")
        _say(f"  {told.evidence}: “{told.quote}”")
        command = ["recap", "predictions", "settle", told.address, told.id, told.outcome,
                   "--evidence", told.evidence, "--why", told.why, "--quote", told.quote]  # fmt: skip
        _say(f"  {shlex.join(command)}")
    _say(f"{len(proposals)} proposed.")


def _from_here(fault: Fault) -> str:
    return str(fault).removeprefix(f"{Path.cwd()}/")
