"""What the commands have in common: the types of their values, their options, and how errors become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from generator.console import EXIT_BAD_CONTENT, Bars, Errors, Tables
from generator.executor.executor import NO_ROOM
from generator.files import refusal
from generator.model.base import one_line
from generator.model.errors import ArchiveError, ExecutorError, RecapError
from generator.model.week import YEARS, Week
from generator.options import Options
from generator.reporting.github import SUMMARY, Annotations, Summary
from generator.reporting.jsonlog import JsonLog
from generator.reporting.teller import Teller, Tellers

LAST = "last"
"""What --week takes for the last week that is over at the time of the run."""


FILE = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


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


WEEK = _Type("week", Week.parse)
_WEEK_OR_LAST = _Type("week", lambda value: LAST if value == LAST else Week.parse(value))
_TIME = _Type("time", _moment)
TEXT = _Type("text", _line)
_EXECUTOR = _Type("executor", _checked_executor)
executor = click.option(
    "--executor", type=_EXECUTOR, metavar="forks|serial|threads|processes|dask://HOST:PORT",
    help="Where the work is done, instead of the setting `executor`; the result is the same.",
)  # fmt: skip
refresh = click.option("--refresh", is_flag=True, help="Ask models about every event again, and pay again.")


@dataclass(frozen=True)
class Call:
    """One call of a step of the pipeline: the values of its options."""

    options: Options
    """Where things lie."""
    week: Week
    now: datetime
    metrics: Path | None
    refresh: bool
    executor: str | None


def on_site(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command on a site takes; the command gets them as `Options`."""

    @click.option("--config", type=FILE, default="mkdocs.yml", show_default=True, help="The site's configuration.")
    @click.option("--sources", help="A file or http(s) address instead of the configured sources.")
    @click.option("--content", type=FOLDER, help="The archive, instead of the configured one.")
    @click.option("--site", type=FOLDER, help="Where the site is built, instead of the configured folder.")
    @errors_told
    @wraps(command)
    def run(config: Path, sources: str | None, content: Path | None, site: Path | None, **arguments: Any) -> None:
        command(Options(config, sources, content, site), **arguments)

    return run


def errors_told(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command, with errors as messages and exit codes: the one place where they become these."""

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
        except (OSError, RuntimeError) as error:
            if (told := _in_words(error)) is None:
                raise
            teller.stopped(told)
            sys.exit(EXIT_BAD_CONTENT)
        except RecapError as error:
            teller.stopped(error)
            sys.exit(EXIT_BAD_CONTENT)

    return run


def _in_words(error: OSError | RuntimeError) -> RecapError | None:
    """What the system refuses: a process, a thread, a file; None where it refuses nothing."""
    if isinstance(error, BlockingIOError) or "start new thread" in str(error):
        return ExecutorError(NO_ROOM)
    return ArchiveError(f"{error.filename or 'a file'}: {refusal(error)}") if isinstance(error, OSError) else None


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


def now_option(what: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The option --now; what: it tells."""
    return click.option("--now", type=_TIME, default=_clock, help=f"{what}; without it the clock's.")


def _week_at(week: Week | str | None, now: datetime) -> Week:
    """The week that a value of the command line means at a time: LAST is the last whole one, None that of now."""
    return week if isinstance(week, Week) else Week.of(now).shift(-1 if week == LAST else 0)


def of_edition(command: Callable[..., Any]) -> Callable[..., Any]:
    """The week that a command on a site is about, which may be `last`; the command gets it as `week`."""

    @click.argument("week", type=_WEEK_OR_LAST)
    @now_option("When the last whole week is meant by `last`")
    @wraps(command)
    def run(options: Options, week: Week | str, now: datetime, **arguments: Any) -> None:
        command(options, _week_at(week, now), **arguments)

    return run


def of_step(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a step of the pipeline; the command gets them as a `Call`."""

    @click.option("--metrics", type=FILE, help="The run in figures (OpenMetrics); else .cache/metrics.txt.")
    @on_site
    @click.option("--week", type=_WEEK_OR_LAST, help="Like 2026-W25, or `last`, the last whole one; else that of now.")
    @now_option("The time of the run")
    @wraps(command)
    def run(
        options: Options, week: Week | str | None, now: datetime, metrics: Path | None,
        refresh: bool = False, executor: str | None = None, **arguments: Any,
    ) -> None:  # fmt: skip
        command(Call(options, _week_at(week, now), now, metrics, refresh, executor), **arguments)

    return run
