"""What GitHub Actions shows of a run: annotations at files and lines, and the summary of the job.

Workflow commands and their escapes: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from generator.model.errors import ArchiveError, RecapError
from generator.model.report import RunReport
from generator.reporting.events import LogEvent, events_of, events_of_error
from generator.reporting.rows import Row, receipt_rows, report_rows
from generator.reporting.teller import Teller

#: Where GitHub's runner says what file is the summary of a job.
SUMMARY = "GITHUB_STEP_SUMMARY"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>&|#~!])")


class Annotations(Teller):
    """Warnings and errors as workflow commands, one a line. root: the checkout, to which files are relative."""

    def __init__(self, stream: TextIO, root: Path) -> None:
        self._stream = stream
        self._root = root

    def report(self, report: RunReport) -> None:
        self._write(events_of(report))

    def stopped(self, error: RecapError) -> None:
        self._write(events_of_error(error))

    def _write(self, events: Iterable[LogEvent]) -> None:
        for event in events:
            if event.level != "info":
                self._stream.write(command(event, self._root) + "\n")
        self._stream.flush()


def command(event: LogEvent, root: Path) -> str:
    """The workflow command of an event: ::error file=content/sources.yml,line=3,title=fault::url: is missing"""
    properties = {"title": event.name}
    words = event.words
    if event.fault:
        file = event.fault.file.removeprefix(f"{root}/")
        place = {"file": file, "line": str(event.fault.line)} if event.fault.line else {"file": file}
        properties = {**place, **properties}
        words = words.removeprefix(f"{root}/")
    told = ",".join(f"{name}={_escaped(value, is_property=True)}" for name, value in properties.items())
    return f"::{event.level} {told}::{_escaped(words)}"


def _escaped(text: str, *, is_property: bool = False) -> str:
    escapes = {"%": "%25", "\r": "%0D", "\n": "%0A", **({":": "%3A", ",": "%2C"} if is_property else {})}
    return text.translate({ord(char): escape for char, escape in escapes.items()})


class Summary(Teller):
    """Appends to the summary of the job. path: what $GITHUB_STEP_SUMMARY names.

    Raises ArchiveError where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def report(self, report: RunReport) -> None:
        self.append(summary(report))

    def stopped(self, error: RecapError) -> None:
        events = "".join(f"- {markdown(event.words)}\n" for event in events_of_error(error))
        with suppress(ArchiveError):  # what stopped the run counts more, and is told elsewhere too
            self.append(f"## Stopped\n\n{events}\n")

    def append(self, text: str) -> None:
        """Put Markdown at its end."""
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise ArchiveError(f"{self._path}: the summary cannot be written: {error.strerror or error}") from error


def summary(report: RunReport) -> str:
    """The run in Markdown: its table, what needs a look, and the receipt of the edition."""
    parts = [f"## {report.week}\n\n{_table(report_rows(report))}"]
    if warnings := [event for event in events_of(report) if event.level != "info"]:
        parts.append("### Needs a look\n\n" + "".join(f"- {markdown(event.words)}\n" for event in warnings))
    if report.receipt:
        parts.append(f"### Receipt\n\n{_table(receipt_rows(report.receipt))}")
    return "\n".join(parts) + "\n"


def _table(rows: Iterable[Row]) -> str:
    lines = "".join(f"| {markdown(name)} | {markdown(words)} |\n" for name, words in rows)
    return f"| | |\n|---|---|\n{lines}"


def markdown(text: str) -> str:
    """Text as Markdown that shows it and nothing else, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
