"""What a run leaves in files, for whoever wants to know more than the table says: its report as JSON, its figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.files import write_atomically
from generator.model.report import RunReport
from generator.reporting.teller import Teller

REPORT = "report.json"


class ReportFile(Teller):
    """Writes the report to a file, in a form. Raises ArchiveError where the disk refuses."""

    def __init__(self, path: Path, form: Callable[[RunReport], str]) -> None:
        self._path, self._form = path, form

    def report(self, report: RunReport) -> None:
        write_atomically(self._path, self._form(report).encode())


def as_json(report: RunReport) -> str:
    return report.model_dump_json(indent=1)
