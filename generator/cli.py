"""The commands of `recap`: each calls one function, and prints what it gives."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import __version__, console
from generator.commandline import (
    FOLDER,
    TEXT,
    WEEK,
    Call,
    errors_told,
    executor,
    now_option,
    of_edition,
    of_step,
    on_site,
    refresh,
)
from generator.executor.garbage import collect_seldom
from generator.model.report import RunReport
from generator.model.week import Week
from generator.options import Options
from generator.reporting.file import REPORT, ReportFile, as_json
from generator.reporting.metrics import METRICS, openmetrics
from generator.reporting.teller import Teller, Tellers
from generator.shipped import DEFAULT_URL

if TYPE_CHECKING:
    from generator.outbox.delivery import Outcome, Plan
    from generator.pipeline import Run


@click.group(help="Weekly AI Recap: from feeds to a site on which every claim cites its sentence.")
@click.version_option(__version__, prog_name="recap")
def main() -> None:
    """Entry point."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal or a log that has not every character gets it escaped
            stream.reconfigure(errors="backslashreplace")
    collect_seldom()


def _run(call: Call, step: Callable[[Run], RunReport]) -> RunReport:
    """Take a step of the pipeline, and tell its report."""
    from generator.executor.choice import open_executor
    from generator.pipeline import Run
    from generator.project import open_project

    project = open_project(call.options)
    teller = _with_files(project.cache, call.metrics)
    with open_executor(call.executor or project.settings.executor) as opened:
        report = step(Run(project, call.week, call.now, teller, call.refresh, opened))
    teller.report(report)
    return report


def _with_files(cache: Path, metrics: Path | None) -> Teller:
    """Who is told of a run: the terminal, and the files that a run leaves in the cache."""
    files = [ReportFile(cache / REPORT, as_json), ReportFile(metrics or cache / METRICS, openmetrics)]
    return Tellers([click.get_current_context().obj, *files])


def _exit_without_source(report: RunReport) -> None:
    if report.no_source_was_read and not (report.site and report.site.samples):
        sys.exit(console.EXIT_NO_SOURCE)


@main.command(help="Collect, enrich and build the site.")
@refresh
@executor
@of_step
def build(call: Call) -> None:
    _exit_without_source(_run(call, lambda run: run.build()))


@main.command(help="Read the sources into the cache.")
@executor
@of_step
def collect(call: Call) -> None:
    _exit_without_source(_run(call, lambda run: run.collect()))


@main.command(help="Make items and the edition from what was collected; no network.")
@refresh
@executor
@of_step
def enrich(call: Call) -> None:
    _exit_without_source(_run(call, lambda run: run.enrich()))


@main.command(help="Build the site from the archive.")
@of_step
def site(call: Call) -> None:
    from generator.publishing import cache_of, make_site

    teller = _with_files(cache_of(call.options), call.metrics)
    teller.report(make_site(call.options, call.week, call.now, teller))


@main.command(help="Say whether the newest edition may go online; the gates are set under `gates` in mkdocs.yml.")
@now_option("The time of the run")
@click.option("--tell", is_flag=True, help="Keep one issue about it by the gh command, and write the job's summary.")
@on_site
def gates(options: Options, now: datetime, tell: bool) -> None:
    from generator import alarm
    from generator.project import stopped_by_gates

    stopped = stopped_by_gates(options, now)
    console.print_stopped(stopped)
    if tell:
        click.echo(alarm.tell(stopped))
    if stopped:
        sys.exit(console.EXIT_GATE)


@main.command(help="Make an edition final; without WEEK those whose week has been over for a week, or longer.")
@click.argument("week", type=WEEK, required=False)
@now_option("When it is released")
@on_site
def release(options: Options, week: Week | None, now: datetime) -> None:
    from generator.release import due, release

    for chosen in [week] if week else due(options, now):
        done = release(options, chosen, now)
        click.echo(f"{chosen} is released since {done.released:%Y-%m-%d %H:%M} UTC, {len(done.pages)} pages")


@main.command(help="Make a released edition again from the repository, and tell whether every byte is the same.")
@click.argument("week", type=WEEK)
@on_site
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
@click.option("--why", type=TEXT, help="The reason that readers are told; with --fix.")
@now_option("The time of the check")
@on_site
def check(options: Options, now: datetime, fix: bool, why: str | None) -> None:
    from generator.project import check_project, open_keeper

    if fix != (why is not None):
        raise click.UsageError("--fix and --why go together: --why is the reason that readers are told")
    if fix and why:
        for address in open_keeper(options).record(why, now):
            click.echo(f"Recorded: {address}")
    checked = check_project(options, now)
    console.print_warnings(checked.warnings)
    click.echo(checked.summary)


@main.command(
    help="Change one text of a published item, pin it, and tell readers. ITEM is its file or the address of its page;"
    " FIELD is like tldr.what_changed."
)
@click.argument("item")
@click.argument("field")
@click.option("--text", required=True, help="What it says from now on; empty withdraws it.")
@click.option("--why", type=TEXT, required=True, help="The reason that readers are told.")
@now_option("When it is corrected")
@on_site
def correct(options: Options, item: str, field: str, text: str, why: str, now: datetime) -> None:
    from generator.project import given_address, open_keeper

    keeper = open_keeper(options)
    address = given_address(item)
    click.echo(f"{address}: {keeper.correct(address, field, text, why, now)}")


@main.group(help="Predictions: those that are due, and how they came out.")
def predictions() -> None:
    """Group of the commands about predictions."""


@predictions.command("due", help="Predictions whose day is over and that nobody has settled.")
@now_option("The time by which they are due")
@on_site
def due_predictions(options: Options, now: datetime) -> None:
    from generator.project import open_keeper

    due = open_keeper(options).due(now.date())
    console.print_due(due)
    click.echo(f"{len(due)} to settle.")


@predictions.command("propose", help="Ask the model how due predictions came out and how to settle them.")
@now_option("The time by which they are due")
@on_site
def propose_settlements(options: Options, now: datetime) -> None:
    from generator.project import propose

    console.print_proposals(propose(options, now.date()))


@predictions.command("settle", help="Say how a prediction came out. ITEM is its address, ID its number, like p1.")
@click.argument("item")
@click.argument("id")
@click.argument("status", type=click.Choice(["came-true", "failed", "void"]))
@click.option("--evidence", required=True, help="What shows it: a web address, or an item of the archive.")
@click.option("--why", type=TEXT, required=True, help="The reason in a line.")
@click.option("--quote", default="", help="The words of the evidence that decide it, at most 25.")
@now_option("When it is settled")
@on_site
def settle_prediction(options: Options, now: datetime, item: str, id: str, status: Any, **grounds: str) -> None:
    from generator.project import given_address, open_keeper, settlement_by

    keeper = open_keeper(options)
    address = given_address(item)
    settlement = settlement_by(keeper, now, **grounds)
    click.echo(f"{address} {id}: {keeper.settle(address, id, status, settlement, now)}")


@main.command(help="What an edition cost and how it was made.")
@click.argument("week", type=WEEK)
@on_site
def receipt(options: Options, week: Week) -> None:
    from generator.project import receipt_of

    console.print_receipt(week, receipt_of(options, week))


_language = click.option("--language", help="One of the site's languages; without it the first.")
_out = click.option("--out", type=FOLDER, help="Where the files go, instead of .cache/newsletter/<week>.")
_dry_run = click.option("--dry-run", is_flag=True, help="Only say how many would be sent.")
_retry_uncertain = click.option(
    "--retry-uncertain", is_flag=True, help="Send again what may have arrived when a run was cut short."
)


@main.command(help="Write an edition as a letter (HTML, plain text, mail), and send it if told so; WEEK may be `last`.")
@_language
@_out
@click.option("--send", is_flag=True, help="Send it to everyone who has not got it yet.")
@_dry_run
@_retry_uncertain
@on_site
@of_edition
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


@main.command(help="Tell the channels of an edition, and write posts for Mastodon and Bluesky; WEEK may be `last`.")
@_language
@_out
@_dry_run
@_retry_uncertain
@on_site
@of_edition
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
        sys.exit(console.EXIT_LEFT)


@main.command(help="What editions cost together, by model, and what a year would at the rate of the last eight.")
@click.option("--since", type=WEEK, help="The first week that counts; without it all do.")
@on_site
def costs(options: Options, since: Week | None) -> None:
    from generator.project import costs_of

    console.print_costs(costs_of(options, since))


@main.command(help="Look at machine, packages, content, models, git and schedule: what is wrong, and what to do.")
@now_option("The time of the examination")
@on_site
def doctor(options: Options, now: datetime) -> None:
    from generator.doctor.examination import examine

    findings = tuple(examine(options, now))
    console.print_findings(findings)
    if any(finding.state == "fail" for finding in findings):
        sys.exit(console.EXIT_BAD_CONTENT)


@main.command("options", help="Every option of the recap plugin in mkdocs.yml: its values, its default, what it does.")
@errors_told
def tell_options() -> None:
    from generator.manual import options_page

    click.echo(options_page(), nl=False)


@main.group(help="The sources: list, check, import, export.")
def sources() -> None:
    """Group of the commands about sources."""


@sources.command("list", help="Every source with its tier, language and address.")
@on_site
def list_sources(options: Options) -> None:
    from generator.project import open_project

    console.print_sources(open_project(options).sources)


@sources.command("check", help="Read every source once, say what is wrong with it, and propose repairs.")
@click.option("--write", is_flag=True, help="Put the new addresses of feeds that moved for good into the list.")
@of_step
def check_sources(call: Call, write: bool) -> None:
    from generator.project import write_moves

    report = _run(call, lambda run: run.check_sources())
    console.print_repairs(report.sources)
    if write:
        click.echo(f"New addresses written: {', '.join(write_moves(call.options, report.sources)) or 'none'}.")
    _exit_without_source(report)


@sources.command("import", help="Add the feeds of an OPML file to the sources.")
@click.argument("opml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@on_site
def import_opml(options: Options, opml: Path) -> None:
    from generator.project import import_sources

    added, left_out = import_sources(options, opml)
    click.echo(f"{added} sources added.")
    for url in left_out:
        click.echo(f"left out: {url} is no web address")


@sources.command("export", help="The sources as OPML 2.0, on standard output.")
@on_site
def export_opml(options: Options) -> None:
    from generator.collect.opml import to_opml
    from generator.project import open_project

    project = open_project(options)
    click.echo(to_opml(project.sources, project.title), nl=False)


@main.command(help="Commit content/, and nothing else; join what others pushed meanwhile; push.")
@click.option("--branch", help="The branch to push to; without it the one that is checked out.")
@now_option("The time the commit tells")
@on_site
def save(options: Options, branch: str | None, now: datetime) -> None:
    from generator.publishing import save_content

    click.echo(save_content(options, branch, now))


@main.command(help="Put the built site on the branch that is served: one commit without a past, never half a site.")
@on_site
def deploy(options: Options) -> None:
    from generator.publishing import deploy_site

    click.echo(deploy_site(options))


@main.command(help="Wait until readers see the newest edition.")
@click.option("--url", help="Where the site is published, instead of site_url of mkdocs.yml.")
@click.option("--wait", type=click.FloatRange(min=0), default=900, show_default=True, help="Seconds to wait at most.")
@on_site
def live(options: Options, url: str | None, wait: float) -> None:
    from generator.publishing import wait_for_edition

    click.echo(wait_for_edition(options, url, wait, click.echo))


@main.command(help="Make a repository for a site of your own: sources, pages, workflows, and no past.")
@click.argument("folder", type=FOLDER)
@click.option("--name", type=TEXT, default="Weekly AI Recap", show_default=True, help="The site's name.")
@click.option("--url", default=DEFAULT_URL, show_default=True, help="Where it will be published.")
@errors_told
def new(folder: Path, name: str, url: str) -> None:
    from generator.starter import create

    made = create(folder, name, url)
    kept = ", with a first commit" if made.is_in_git else "; git was not found, so it is no repository"
    click.echo(f"{folder} is made{kept}.")
    if made.caveat:
        click.echo(f"warning: {made.caveat}", err=True)
    click.echo(f"Go on: cd {shlex.quote(str(folder))} && make; its README.md says the rest.")


@main.command(help="Show what came with `recap new` and is newer by now (workflows, recap.mk, schemas), or write it.")
@click.argument("folder", type=FOLDER, default=".")
@click.option("--write", is_flag=True, help="Write it; what you changed or deleted stays as it is.")
@errors_told
def update(folder: Path, write: bool) -> None:
    from generator.starter import behind

    found = behind(folder)
    if write:
        found.write()
    else:
        click.echo("".join(f"{line}\n" for line in found.differences()), nl=False)
    for path in found.changed:
        click.echo(f"{'written' if write else 'newer'}: {path}")
    for path in found.kept:
        click.echo(
            f"yours, kept: {path} (to have the new one, take it and its line in recap.sha256 away, and run again)"
        )
    if not write and found.changed:
        click.echo("Nothing was written; recap update --write does it.")
    elif not found.changed:
        click.echo("All that is not yours is up to date.")


if __name__ == "__main__":
    main()
