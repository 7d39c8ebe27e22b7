"""The record of the sources on disk, and what git makes of two writers."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from generator.archive.status import NAME, read_status, write_status
from generator.model.article import Pulse, SourceReport
from generator.model.errors import InvalidContent
from generator.model.status import SourceStatus, updated
from tests.make import NOON

DAY = timedelta(days=1)


def report(source: str, failed: bool = False, **weeks: int) -> SourceReport:
    counts = {name.replace("_", "-"): count for name, count in weeks.items()}
    pulse = Pulse(newest=NOON, gap=2.5, weeks={f"2026-{week}": count for week, count in counts.items()})
    return SourceReport(source=source, status="failed" if failed else "ok", cause="answered 503", pulse=pulse)


def record(*reports: SourceReport) -> dict[str, SourceStatus]:
    return updated({}, reports, NOON)


def test_what_is_written_is_read_back_and_nothing_is_written_twice(tmp_path: Path) -> None:
    statuses = record(report("ledger", W25=3), report("harbour", failed=True))
    assert write_status(tmp_path, statuses)
    assert read_status(tmp_path) == statuses
    assert (tmp_path / NAME).read_text().count("\n") == 2
    assert not write_status(tmp_path, statuses)


def test_no_record_is_empty_and_an_empty_one_writes_nothing(tmp_path: Path) -> None:
    assert read_status(tmp_path / "missing") == {}
    assert not write_status(tmp_path, {})
    assert list(tmp_path.iterdir()) == []


def test_attributes_of_the_maintainers_own_stay(tmp_path: Path) -> None:
    (tmp_path / ".gitattributes").write_text("*.md text\n")
    write_status(tmp_path, record(report("ledger")))
    assert (tmp_path / ".gitattributes").read_text() == "*.md text\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("<<<<<<< HEAD", "is not valid JSON"),
        ('{"source": "ledger"}', "asked: is missing"),
        ('{"source": "ledger", "asked": "2026-06-21T20:00:00Z", "weaks": {}}', "weaks: is not a known key"),
        ('{"source": "ledger", "asked": "yesterday"}', "asked: must be a valid datetime"),
        ("[" * 100_000, "is not valid JSON"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, told: str) -> None:
    write_status(tmp_path, record(report("harbour")))
    with (tmp_path / NAME).open("a") as file:
        file.write(f"\n{line}\n")
    with pytest.raises(InvalidContent) as error:
        read_status(tmp_path)
    (fault,) = error.value.faults
    assert str(fault).startswith(f"{tmp_path / NAME}:3: {told}")
    assert "take out the line" in fault.remedy


def git(folder: Path, *arguments: str) -> str:
    names = ("-c", "user.name=x", "-c", "user.email=x@recap.example", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_two_writers_of_one_repository_lose_nothing(tmp_path: Path) -> None:
    """A run that finds the branch moved on rebases, as scheduled runs do: no conflict, and both are read."""
    begin = record(report("ledger", W24=1), report("harbour"), report("bridge"))
    git(tmp_path, "init", "-q")
    write_status(tmp_path, begin)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "begin")
    one = updated(begin, [report("ledger", W24=1, W25=7), report("harbour", failed=True)], NOON + DAY)
    other = updated(begin, [report("ledger", W25=9), report("bridge", W25=1)], NOON + 1.1 * DAY)
    git(tmp_path, "checkout", "-qb", "other")
    write_status(tmp_path, other)
    git(tmp_path, "commit", "-qam", "other")
    git(tmp_path, "checkout", "-q", "main")
    write_status(tmp_path, one)
    git(tmp_path, "commit", "-qam", "one")
    git(tmp_path, "rebase", "-q", "other")
    both = read_status(tmp_path)
    assert both["ledger"].weeks == {"2026-W24": 1, "2026-W25": 9} and both["ledger"].asked == NOON + 1.1 * DAY
    assert both["harbour"].failures == 1 and both["bridge"].weeks == {"2026-W25": 1}
    write_status(tmp_path, both)
    assert (tmp_path / NAME).read_text().count("\n") == 3, "the next run has one line a source again"
