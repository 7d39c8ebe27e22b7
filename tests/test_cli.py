"""What the command line makes of its options, where more than one command shares it."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.conftest import ROOT
from tests.site.sample import SOURCES, TOPICS, make_project


@pytest.mark.parametrize(
    ("options", "week"),
    [
        (["--now", "2026-06-22T00:00:00Z"], "2026-W26"),
        (["--now", "2026-06-22T00:00:00Z", "--week", "last"], "2026-W25"),
        (["--now", "2026-06-21T23:59:59Z", "--week", "last"], "2026-W24"),
        (["--now", "2027-01-04T05:00:00Z", "--week", "last"], "2026-W53"),
        (["--now", "2026-06-22T00:00:00Z", "--week", "2026-W20"], "2026-W20"),
    ],
)
def test_the_week_of_a_step(tmp_path: Path, options: list[str], week: str) -> None:
    config = make_project(tmp_path)
    (tmp_path / "content" / "sources.yml").write_text(SOURCES)
    (tmp_path / "content" / "topics.yml").write_text(TOPICS)
    result = CliRunner().invoke(main, ["enrich", "--config", str(config), *options])
    assert result.output.split("\n")[0].strip() == week


def test_every_command_is_in_the_readme() -> None:
    called = re.findall(r"\brecap ([a-z][a-z |]*)", (ROOT / "README.md").read_text("utf-8"))
    assert main.commands.keys() <= {name for words in called for name in words.split()}


def test_a_week_that_is_none_is_refused(tmp_path: Path) -> None:
    for command in (["site", "--week", "lst"], ["receipt", "last"]):
        result = CliRunner().invoke(main, command)
        assert result.exit_code == 2
        assert "is not a week; write it like 2026-W25" in result.output


@pytest.mark.parametrize(
    "options",
    [
        ["--week", "9999-W52"],
        ["--week", "0001-W01"],
        ["--now", "9999-12-31T23:59:59Z"],
        ["--now", "0001-01-01T00:00:00Z"],
        ["--now", "0001-01-01T00:00:00+14:00"],
    ],
)
def test_times_that_cannot_be_counted_with_are_refused(options: list[str]) -> None:
    result = CliRunner().invoke(main, ["enrich", *options])
    assert result.exit_code == 2
    assert "the year must be from 1900 to 8999" in result.output or "is not a time" in result.output


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    config = make_project(tmp_path)
    result = CliRunner().invoke(main, ["sources", "list", "--config", str(config), "--sources", "http://[::1"])
    assert result.exit_code == 1
    assert "http://[::1: is not a valid address" in result.output


@pytest.mark.parametrize(
    "refused",
    [BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable"), RuntimeError("can't start new thread")],
)
def test_a_process_or_thread_that_is_not_granted_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Exception
) -> None:
    def refusing(*_: object) -> None:
        raise refused

    monkeypatch.setattr("generator.project.open_project", refusing)
    result = CliRunner().invoke(main, ["sources", "list", "--config", str(make_project(tmp_path))])
    assert result.exit_code == 1
    assert "the system grants no further" in result.output and "raise `ulimit -u`" in result.output


def test_an_output_that_has_not_every_character_gets_it_escaped(tmp_path: Path) -> None:
    config = make_project(tmp_path)
    (tmp_path / "content" / "sources.yml").write_text(SOURCES.replace("title: ", "title: 潮 ", 1), "utf-8")
    command = [sys.executable, "-m", "generator.cli", "sources", "list", "--config", str(config)]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "COLUMNS": "300"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u6f6e" in done.stdout


def test_what_to_do_next_can_be_pasted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Go on: cd 'my site' && make;" in CliRunner().invoke(main, ["new", "my site"]).output
