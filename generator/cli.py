"""The command `recap`: parse, call one function, print."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__
from generator.console import (
    Bars,
    Errors,
    Tables,
    print_costs,
    print_due,
    print_findings,
    print_proposals,
    print_receipt,
    print_repairs,
    print_sources,
    print_stopped,
    print_warnings,
)
from generator.executor.garbage import collect_seldom
from generator.files import refusal
from generator.model.base import one_line
from generator.model.errors import ArchiveError, RecapError
from generator.model.report import RunReport
from generator.model.week import YEARS, Week
from generator.options import Options
from generator.reporting.file import FILE as REPORT
from generator.reporting.file import ReportFile
from generator.reporting.github import SUMMARY, Annotations, Summary
from generator.reporting.jsonlog import JsonLog
from generator.reporting.metrics import FILE as METRICS
from generator.reporting.metrics import Metrics
from generator.reporting.teller import Teller, Tellers
from generator.shipped import DEFAULT_URL

if TYPE_CHECKING:
    from generator.outbox.delivery import Outcome, Plan
    from generator.pipeline import Run

_Step = Callable[["Run"], RunReport]
EXIT_BAD_CONTENT = 1
EXIT_NO_SOURCE = 3
EXIT_GATE = 5
EXIT_LEFT = 4
LAST = "last"
"""What --week takes for the last week that is over at the time of the run."""

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _Type(click.ParamType[Any]):
    """What a value of the command line must be.

    name: as help tells it; read: the value of a text, or a ValueError that says what is wrong with it.
    """

    def __init__(self, name: str, read: Callable[[Any], Any]) -> None:
        self.name = name
        self._read = read

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        try:
            return self._read(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def _moment(value: str | datetime) -> datetime:
    """An ISO 8601 time as UTC, also where it names no zone."""
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{value!r} is not a time; write it like 2026-06-21T18:00:00Z") from error
    if moment.year not in YEARS:
        raise ValueError(f"{value!r}: the year must be from {YEARS[0]} to {YEARS[-1]}")
    return moment


def _line(value: str) -> str:
    if line := one_line(value):
        return line
    raise ValueError("is empty")


def _checked_executor(value: str) -> str:
    from generator.executor.choice import checked_choice

    return checked_choice(value)


_WEEK = _Type("week", Week.parse)
_STEP_WEEK = _Type("week", lambda value: LAST if value == LAST else Week.parse(value))
_TIME = _Type("time", _moment)
_TEXT = _Type("text", _line)
_EXECUTOR = _Type("executor", _checked_executor)


@dataclass(frozen=True)
class _Call:
    """One call of the command: where things lie, which week, what time."""

    options: Options
    week: Week
    now: datetime


def _places(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command on a site takes."""

    @click.option("--config", type=_FILE, default="mkdocs.yml", show_default=True, help="The site's configuration.")
    @click.option("--sources", help="A file or http(s) address instead of the configured sources.")
    @click.option("--content", type=_FOLDER, help="The archive, instead of the configured one.")
    @click.option("--site", type=_FOLDER, help="Where the site is built, instead of the configured folder.")
    @_errors_told
    @wraps(command)
    def run(config: Path, sources: str | None, content: Path | None, site: Path | None, **arguments: Any) -> None:
        command(Options(config, sources, content, site), **arguments)

    return run


def _errors_told(command: Callable[..., Any]) -> Callable[..., Any]:
    """The one place where errors become messages and exit codes."""

    @click.option(
        "--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
        help="What standard error says: words, or a JSON object a line.",
    )  # fmt: skip
    @wraps(command)
    def run(*values: Any, log_format: str, **arguments: Any) -> None:
        teller = click.get_current_context().obj = _teller(log_format)
        try:
            command(*values, **arguments)
        except BrokenPipeError:
            raise
        except OSError as error:
            teller.stopped(ArchiveError(f"{error.filename or 'a file'}: {refusal(error)}"))
            sys.exit(EXIT_BAD_CONTENT)
        except RecapError as error:
            teller.stopped(error)
            sys.exit(EXIT_BAD_CONTENT)

    return run


def _teller(log_format: str) -> Teller:
    """Who is told: the terminal or a log, and GitHub where the run is one of its jobs."""
    bars = Bars()
    click.get_current_context().call_on_close(bars.close)
    log = [JsonLog(sys.stderr, lambda: datetime.now(UTC))] if log_format == "json" else [bars, Errors()]
    told: list[Teller] = [*log, Tables()]
    if os.environ.get("GITHUB_ACTIONS") == "true":
        told.append(Annotations(sys.stdout, Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())))
    if path := os.environ.get(SUMMARY):
        told.append(Summary(Path(path)))
    return Tellers(told)


def _clock() -> datetime:
    """The clock's time as files tell it: in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def _now(what: str) -> Callable[..., Any]:
    """The option --now; what: it tells."""
    return click.option("--now", type=_TIME, default=_clock, help=f"{what}; without it the clock's.")


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a step of the pipeline: where, which week, what time."""

    @_places
    @click.option("--week", type=_STEP_WEEK, help="Like 2026-W25, or `last`, the last whole one; else that of now.")
    @_now("The time of the run")
    @wraps(command)
    def run(options: Options, week: Week | str | None, now: datetime, **arguments: Any) -> None:
        chosen = week if isinstance(week, Week) else Week.of(now).shift(-1 if week == LAST else 0)
        command(_Call(options, chosen, now), **arguments)

    return run


@click.group(help="Weekly AI Recap: from feeds to a site on which every claim cites its sentence.")
@click.version_option(__version__, prog_name="recap")
def main() -> None:
    """Entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal or a log that has not every character gets it escaped
            stream.reconfigure(errors="backslashreplace")
    collect_seldom()


def _run(call: _Call, step: _Step, metrics: Path | None, *, refresh: bool = False, executor: str | None = None) -> None:
    _exit_without_source(_report(call, step, metrics, refresh=refresh, executor=executor))


def _report(
    call: _Call, step: _Step, metrics: Path | None, *, refresh: bool = False, executor: str | None = None
) -> RunReport:
    from generator.executor.choice import open_executor
    from generator.pipeline import Run
    from generator.project import open_project

    project = open_project(call.options)
    teller = _with_files(project.cache, metrics)
    with open_executor(executor or project.settings.executor) as opened:
        report = step(Run(project, call.week, call.now, teller, refresh, opened))
    teller.report(report)
    return report


def _with_files(cache: Path, metrics: Path | None) -> Teller:
    """Who is told of a run: the terminal, and the files that a run leaves in the cache."""
    files = [ReportFile(cache / REPORT), Metrics(metrics or cache / METRICS)]
    return Tellers([click.get_current_context().obj, *files])


def _exit_without_source(report: RunReport) -> None:
    if report.no_source_was_read and not (report.site and report.site.samples):
        sys.exit(EXIT_NO_SOURCE)


_metrics = click.option("--metrics", type=_FILE, help="The run in figures (OpenMetrics); else .cache/metrics.txt.")
_executor = click.option(
    "--executor", type=_EXECUTOR, metavar="forks|serial|threads|processes|dask://HOST:PORT",
    help="Where the work is done, instead of the setting `executor`; the result is the same.",
)  # fmt: skip
_refresh = click.option("--refresh", is_flag=True, help="Ask models about every event again, and pay again.")


@main.command(help="Collect, enrich and build the site.")
@_refresh
@_executor
@_metrics
@_options
def build(call: _Call, refresh: bool, executor: str | None, metrics: Path | None) -> None:
    _run(call, lambda run: run.build(), metrics, refresh=refresh, executor=executor)


@main.command(help="Read the sources into the cache.")
@_executor
@_metrics
@_options
def collect(call: _Call, executor: str | None, metrics: Path | None) -> None:
    _run(call, lambda run: run.collect(), metrics, executor=executor)


@main.command(help="Make items and the edition from what was collected; no network.")
@_refresh
@_executor
@_metrics
@_options
def enrich(call: _Call, refresh: bool, executor: str | None, metrics: Path | None) -> None:
    _run(call, lambda run: run.enrich(), metrics, refresh=refresh, executor=executor)


@main.command(help="Build the site from the archive.")
@_metrics
@_options
def site(call: _Call, metrics: Path | None) -> None:
    from generator.publishing import cache_of, make_site

    teller = _with_files(cache_of(call.options), metrics)
    teller.report(make_site(call.options, call.week, call.now, teller))


@main.command(help="Say whether the newest edition may go online; the gates are set under `gates` in mkdocs.yml.")
@_now("The time of the run")
@click.option("--tell", is_flag=True, help="Keep one issue about it by the gh command, and write the job's summary.")
@_places
def gates(options: Options, now: datetime, tell: bool) -> None:
    from generator import alarm
    from generator.project import stopped_by_gates

    stopped = stopped_by_gates(options, now)
    print_stopped(stopped)
    if tell:
        click.echo(alarm.tell(stopped))
    if stopped:
        sys.exit(EXIT_GATE)


@main.command(help="Make an edition final; without WEEK those whose week has been over for a week, or longer.")
@click.argument("week", type=_WEEK, required=False)
@_now("When it is released")
@_places
def release(options: Options, week: Week | None, now: datetime) -> None:
    from generator.release import due, release

    for chosen in [week] if week else due(options, now):
        done = release(options, chosen, now)
        click.echo(f"{chosen} is released since {done.released:%Y-%m-%d %H:%M} UTC, {len(done.pages)} pages")


@main.command(help="Make a released edition again from the repository, and tell whether every byte is the same.")
@click.argument("week", type=_WEEK)
@_places
def reproduce(options: Options, week: Week) -> None:
    from generator.release import reproduce

    found = reproduce(options, week)
    for line in found.uncorrected:
        click.echo(f"says something else today, without a correction: {line}")
    if found.differing:
        program = "" if found.program == __version__ else f"; version {found.program} made it, this is {__version__}"
        raise click.ClickException(
            f"{len(found.differing)} of {found.pages} pages differ, the first is {found.differing[0]}{program}"
        )
    click.echo(f"{week}: {found.pages} pages, every byte the same.")


@main.command(help="Check configuration, sources and archive; tell every fault with file and line.")
@click.option("--fix", is_flag=True, help="Pin what was edited by hand after it was published, and record it.")
@click.option("--why", type=_TEXT, help="The reason that readers are told; with --fix.")
@_now("The time of the check")
@_places
def check(options: Options, now: datetime, fix: bool, why: str | None) -> None:
    from generator.project import check_project, open_keeper

    if fix != (why is not None):
        raise click.UsageError("--fix and --why go together: --why is the reason that readers are told")
    if fix and why:
        for address in open_keeper(options).record(why, now):
            click.echo(f"Recorded: {address}")
    checked = check_project(options, now)
    print_warnings(checked.warnings)
    click.echo(checked.summary)


@main.command(help="Change one text of a published item, pin it, and tell readers. FIELD is like tldr.what_changed.")
@click.argument("item")
@click.argument("field")
@click.option("--text", required=True, help="What it says from now on; empty withdraws it.")
@click.option("--why", type=_TEXT, required=True, help="The reason that readers are told.")
@_now("When it is corrected")
@_places
def correct(options: Options, item: str, field: str, text: str, why: str, now: datetime) -> None:
    from generator.project import item_address, open_keeper

    keeper = open_keeper(options)
    address = item_address(keeper, item)
    click.echo(f"{address}: {keeper.correct(address, field, text, why, now)}")


@main.group(help="Predictions: those that are due, and how they came out.")
def predictions() -> None:
    """Group of the commands about predictions."""


@predictions.command("due", help="Predictions whose day is over and that nobody has settled.")
@_now("The time by which they are due")
@_places
def due_predictions(options: Options, now: datetime) -> None:
    from generator.project import open_keeper

    due = open_keeper(options).due(now.date())
    print_due(due)
    click.echo(f"{len(due)} to settle.")


@predictions.command("propose", help="Ask the model how due predictions came out and how to settle them.")
@_now("The time by which they are due")
@_places
def propose_settlements(options: Options, now: datetime) -> None:
    from generator.project import propose

    print_proposals(propose(options, now.date()))


@predictions.command("settle", help="Say how a prediction came out. ITEM is its address, ID its number, like p1.")
@click.argument("item")
@click.argument("id")
@click.argument("status", type=click.Choice(["came-true", "failed", "void"]))
@click.option("--evidence", required=True, help="What shows it: a web address, or an item of the archive.")
@click.option("--why", type=_TEXT, required=True, help="The reason in a line.")
@click.option("--quote", default="", help="The words of the evidence that decide it, at most 25.")
@_now("When it is settled")
@_places
def settle_prediction(options: Options, now: datetime, item: str, id: str, status: Any, **grounds: str) -> None:
    from generator.project import item_address, open_keeper, settlement_by

    keeper = open_keeper(options)
    address = item_address(keeper, item)
    settlement = settlement_by(keeper, now, **grounds)
    click.echo(f"{address} {id}: {keeper.settle(address, id, status, settlement, now)}")


@main.command(help="What an edition cost and how it was made.")
@click.argument("week", type=_WEEK)
@_places
def receipt(options: Options, week: Week) -> None:
    from generator.project import receipt_of

    print_receipt(week, receipt_of(options, week))


_language = click.option("--language", help="One of the site's languages; without it the first.")
_out = click.option("--out", type=_FOLDER, help="Where the files go, instead of .cache/newsletter/<week>.")
_dry_run = click.option("--dry-run", is_flag=True, help="Only say how many would be sent.")
_retry_uncertain = click.option(
    "--retry-uncertain", is_flag=True, help="Send again what may have arrived when a run was cut short."
)


@main.command(help="Write an edition as a letter (HTML, plain text, mail), and send it if told so.")
@click.argument("week", type=_WEEK)
@_language
@_out
@click.option("--send", is_flag=True, help="Send it to everyone who has not got it yet.")
@_dry_run
@_retry_uncertain
@_places
def newsletter(
    options: Options, week: Week, language: str | None, out: Path | None, send: bool, dry_run: bool,
    retry_uncertain: bool,
) -> None:  # fmt: skip
    from generator.outbox.office import Sending, open_desk, send_letter, write_letter

    desk = open_desk(options, week, language, out)
    mail, written = write_letter(desk)
    click.echo(written)
    if send or dry_run:
        _tell_sent(*send_letter(desk, mail, Sending(os.environ, dry_run, retry_uncertain)), dry_run)


@main.command(help="Tell the configured channels of an edition, and write posts for Mastodon and Bluesky.")
@click.argument("week", type=_WEEK)
@_language
@_out
@_dry_run
@_retry_uncertain
@_places
def announce(
    options: Options, week: Week, language: str | None, out: Path | None, dry_run: bool, retry_uncertain: bool
) -> None:
    from generator.outbox.office import Sending, open_desk, tell_channels, write_posts

    desk = open_desk(options, week, language, out)
    click.echo(write_posts(desk))
    if not desk.settings.announce:
        click.echo("No channel is told: set announce under plugins: - recap: in mkdocs.yml.")
    else:
        _tell_sent(*tell_channels(desk, Sending(os.environ, dry_run, retry_uncertain)), dry_run)


def _tell_sent(planned: Plan, outcome: Outcome, dry_run: bool) -> None:
    from generator.outbox.delivery import told

    for line in told(planned, outcome, dry_run):
        click.echo(line)
    if not dry_run and not outcome.is_complete:
        sys.exit(EXIT_LEFT)


@main.command(help="What editions cost together, by model, and what a year would at the rate of the last eight.")
@click.option("--since", type=_WEEK, help="The first week that counts; without it all do.")
@_places
def costs(options: Options, since: Week | None) -> None:
    from generator.project import costs_of

    print_costs(costs_of(options, since))


@main.command(help="Look at machine, packages, content, models, git and schedule: what is wrong, and what to do.")
@_now("The time of the examination")
@_places
def doctor(options: Options, now: datetime) -> None:
    from generator.doctor.examination import examine

    findings = tuple(examine(options, now))
    print_findings(findings)
    if any(finding.state == "fail" for finding in findings):
        sys.exit(EXIT_BAD_CONTENT)


@main.group(help="The sources: list, check, import, export.")
def sources() -> None:
    """Group of the commands about sources."""


@sources.command("list", help="Every source with its tier, language and address.")
@_places
def list_sources(options: Options) -> None:
    from generator.project import open_project

    print_sources(open_project(options).sources)


@sources.command("check", help="Read every source once, say what is wrong with it, and propose repairs.")
@click.option("--write", is_flag=True, help="Put the new addresses of feeds that moved for good into the list.")
@_metrics
@_options
def check_sources(call: _Call, write: bool, metrics: Path | None) -> None:
    from generator.project import write_moves

    report = _report(call, lambda run: run.check_sources(), metrics)
    print_repairs(report.sources)
    if write:
        click.echo(f"New addresses written: {', '.join(write_moves(call.options, report.sources)) or 'none'}.")
    _exit_without_source(report)


@sources.command("import", help="Add the feeds of an OPML file to the sources.")
@click.argument("opml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_places
def import_opml(options: Options, opml: Path) -> None:
    from generator.project import import_sources

    added, left_out = import_sources(options, opml)
    click.echo(f"{added} sources added.")
    for url in left_out:
        click.echo(f"left out: {url} is no web address")


@sources.command("export", help="The sources as OPML 2.0, on standard output.")
@_places
def export_opml(options: Options) -> None:
    from generator.collect.opml import to_opml
    from generator.project import open_project

    project = open_project(options)
    click.echo(to_opml(project.sources, project.title), nl=False)


@main.command(help="Commit content/, and nothing else; join what others pushed meanwhile; push.")
@click.option("--branch", help="The branch to push to; without it the one that is checked out.")
@_now("The time the commit tells")
@_places
def save(options: Options, branch: str | None, now: datetime) -> None:
    from generator.publishing import save_content

    click.echo(save_content(options, branch, now))


@main.command(help="Put the built site on the branch that is served: one commit without a past, never half a site.")
@_places
def deploy(options: Options) -> None:
    from generator.publishing import deploy_site

    click.echo(deploy_site(options))


@main.command(help="Wait until readers see the newest edition.")
@click.option("--url", help="Where the site is published, instead of site_url of mkdocs.yml.")
@click.option("--wait", type=click.FloatRange(min=0), default=900, show_default=True, help="Seconds to wait at most.")
@_places
def live(options: Options, url: str | None, wait: float) -> None:
    from generator.publishing import wait_for_edition

    click.echo(wait_for_edition(options, url, wait, click.echo))


@main.command(help="Make a repository for a site of your own: sources, pages, workflows, and no past.")
@click.argument("folder", type=_FOLDER)
@click.option("--name", type=_TEXT, default="Weekly AI Recap", show_default=True, help="The site's name.")
@click.option("--url", default=DEFAULT_URL, show_default=True, help="Where it will be published.")
@_errors_told
def new(folder: Path, name: str, url: str) -> None:
    from generator.starter import create

    made = create(folder, name, url)
    kept = ", with a first commit" if made.is_in_git else "; git was not found, so it is no repository"
    click.echo(f"{folder} is made{kept}.")
    if made.caveat:
        click.echo(f"warning: {made.caveat}", err=True)
    click.echo(f"Go on: cd {shlex.quote(str(folder))} && make; its README.md says the rest.")


if __name__ == "__main__":
    main()
