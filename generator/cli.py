"""The command `recap`: parse, call one function, print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator import __version__
from generator.console import BarProgress, print_faults, print_report, print_sources
from generator.model.errors import InvalidContent, RecapError
from generator.model.report import RunReport
from generator.model.week import Week
from generator.model.yamltext import parse_time
from generator.options import Options

EXIT_BAD_CONTENT = 1
EXIT_NO_SOURCE = 3

_FILE = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


class _WeekType(click.ParamType[Week]):
    name = "week"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Week:
        try:
            return value if isinstance(value, Week) else Week.parse(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class _TimeType(click.ParamType[datetime]):
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return value if isinstance(value, datetime) else parse_time(value)
        except ValueError:
            self.fail(f"{value!r} is not a time; write it like 2026-06-21T18:00:00Z", param, ctx)


@dataclass(frozen=True)
class _Call:
    """One call of the command: where things lie, which week, what time."""

    options: Options
    week: Week
    now: datetime


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every step takes, and the one place where errors become messages and exit codes."""

    @click.option("--config", type=_FILE, default="mkdocs.yml", show_default=True, help="The site's configuration.")
    @click.option("--sources", help="A file or http(s) address instead of the configured sources.")
    @click.option("--content", type=_FOLDER, help="The archive, instead of the configured one.")
    @click.option("--site", type=_FOLDER, help="Where the site is built, instead of the configured folder.")
    @click.option("--week", type=_WeekType(), help="The week to publish, like 2026-W25; without it that of --now.")
    @click.option("--now", type=_TimeType(), help="The time of the run; without it the clock's.")
    @wraps(command)
    def run(
        config: Path, sources: str | None, content: Path | None, site: Path | None,
        week: Week | None, now: datetime | None, **arguments: Any,
    ) -> None:  # fmt: skip
        moment = now or datetime.now(UTC)
        try:
            command(_Call(Options(config, sources, content, site), week or Week.of(moment), moment), **arguments)
        except InvalidContent as error:
            print_faults(error.faults)
            sys.exit(EXIT_BAD_CONTENT)
        except RecapError as error:
            raise click.ClickException(str(error)) from error

    return run


@click.group(help="Weekly AI Recap: from feeds to a site on which every claim cites its sentence.")
@click.version_option(__version__, prog_name="recap")
def main() -> None:
    """Entry point."""


def _run(call: _Call, step: str) -> None:
    from generator.pipeline import Run  # noqa: PLC0415 (keeps `recap --help` quick)
    from generator.project import open_project  # noqa: PLC0415

    project = open_project(call.options)
    with BarProgress() as progress:
        report: RunReport = getattr(Run(project, call.week, call.now, progress), step)()
    print_report(report)
    if report.no_source_was_read and not (report.site and report.site.samples):
        sys.exit(EXIT_NO_SOURCE)


@main.command(help="Collect, enrich and build the site.")
@_options
def build(call: _Call) -> None:
    _run(call, "build")


@main.command(help="Read the sources into the cache.")
@_options
def collect(call: _Call) -> None:
    _run(call, "collect")


@main.command(help="Make items and the edition from what was collected; no network.")
@_options
def enrich(call: _Call) -> None:
    _run(call, "enrich")


@main.command(help="Build the site from the archive.")
@_options
def site(call: _Call) -> None:
    _run(call, "site")


@main.command(help="Check configuration, sources and archive; tell every fault with file and line.")
@_options
def check(call: _Call) -> None:
    from generator.project import check_project  # noqa: PLC0415

    click.echo(check_project(call.options))


@main.group(help="The sources: list, check, import, export.")
def sources() -> None:
    """Group of the commands about sources."""


@sources.command("list", help="Every source with its tier, language and address.")
@_options
def list_sources(call: _Call) -> None:
    from generator.project import open_project  # noqa: PLC0415

    print_sources(open_project(call.options).sources)


@sources.command("check", help="Read every source once and say what is wrong with it.")
@_options
def check_sources(call: _Call) -> None:
    _run(call, "check_sources")


@sources.command("import", help="Add the feeds of an OPML file to the sources.")
@click.argument("opml", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_options
def import_opml(call: _Call, opml: Path) -> None:
    from generator.project import import_sources  # noqa: PLC0415

    click.echo(f"{import_sources(call.options, opml)} sources added.")


@sources.command("export", help="The sources as OPML 2.0, on standard output.")
@_options
def export_opml(call: _Call) -> None:
    from generator.collect.opml import to_opml  # noqa: PLC0415
    from generator.project import open_project  # noqa: PLC0415

    project = open_project(call.options)
    click.echo(to_opml(project.sources, project.title), nl=False)


if __name__ == "__main__":
    main()
