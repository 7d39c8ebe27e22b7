"""The report of a run as JSON, for whoever wants to know more than the table says."""

from __future__ import annotations

from pathlib import Path

from generator.files import write_atomically
from generator.model.report import RunReport
from generator.reporting.teller import Teller

FILE = "report.json"


class ReportFile(Teller):
    """Writes the report to a file. Raises ArchiveError where the disk refuses."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def report(self, report: RunReport) -> None:
        write_atomically(self._path, report.model_dump_json(indent=1).encode())
