"""The log for programs, and what the command tells the terminal, a log and GitHub of real runs."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from generator.model.errors import ArchiveError, Fault, InvalidContent
from generator.reporting.jsonlog import JsonLog
from tests.feedserver import HARBOUR, LEDGER, FeedServer, make_project, recap, rss
from tests.make import NOON
from tests.reporting.reports import HOSTILE, REPORT

WHEN = ["--week", "2026-W25", "--now", "2026-06-21T20:00:00Z"]


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_report_is_a_line_for_each_event_and_one_for_the_outcome() -> None:
    stream = io.StringIO()
    JsonLog(stream, lambda: NOON).report(REPORT)
    told = lines(stream.getvalue())
    assert {line["time"] for line in told} == {"2026-06-17T12:00:00Z"}
    assert [(line["level"], line["event"]) for line in told] == [
        ("warning", "source-failed"), ("warning", "source-moved"), ("info", "item-made"), ("warning", "item-failed"),
        ("warning", "site-doubted"), ("info", "edit-kept"), ("warning", "model-failed"), ("info", "run-ended"),
    ]  # fmt: skip
    assert told[0]["cause"] == HOSTILE
    assert told[2] | {"item": "2026/W25/northwind", "change": "new"} == told[2]
    assert told[-1]["items"]["failed"] == 1 and told[-1]["seconds"] == REPORT.seconds


def test_an_error_is_a_line_for_each_fault() -> None:
    stream = io.StringIO()
    log = JsonLog(stream, lambda: NOON)
    log.stopped(InvalidContent([Fault("a.yml", 3, "url", "is missing"), Fault("b.yml", 0, "", "is empty", "fill it")]))
    log.stopped(ArchiveError("the disk is full"))
    first, second, third = lines(stream.getvalue())
    assert first | {"level": "error", "event": "fault", "file": "a.yml", "line": 3, "key": "url"} == first
    assert second["remedy"] == "fill it"
    assert (third["event"], third["message"]) == ("run-stopped", "the disk is full")


@pytest.fixture
def folder(tmp_path: Path, httpserver: HTTPServer) -> Path:
    served = FeedServer(httpserver, {"ledger": rss(LEDGER), "harbour": rss(HARBOUR)})
    served.broken["harbour"] = Response("down", status=503)
    make_project(tmp_path / "site-folder", served.sources())
    return tmp_path / "site-folder"


def test_a_build_logs_json_on_standard_error_and_its_table_beside_it(folder: Path) -> None:
    result = recap(folder, "build", *WHEN, "--log-format", "json")
    assert result.exit_code == 0, result.output
    told = lines(result.stderr)
    begun = [line["step"] for line in told if line["event"] == "step-begun"]
    ended = [line["step"] for line in told if line["event"] == "step-ended"]
    assert begun == ended == ["open", "collect", "index", "group", "enrich", "relate", "edit", "write", "cover", "site"]
    assert [line["source"] for line in told if line["event"] == "source-failed"] == ["harbour"]
    made = [line["item"] for line in told if line["event"] == "item-made"]
    assert made and all((folder / "content" / f"{address}.md").is_file() for address in made)
    assert told[-1]["event"] == "run-ended"
    assert "2026-W25" in result.stdout and "1 failed" in result.stdout
    again = lines(recap(folder, "build", *WHEN, "--log-format", "json").stderr)
    assert not [line for line in again if line["event"] == "item-made"], "nothing new was made"


def test_a_fault_is_json_too_and_nothing_else_is_said_there(folder: Path) -> None:
    (folder / "content" / "sources.yml").write_text("- nmae: x\n")
    result = recap(folder, "collect", *WHEN, "--log-format", "json")
    assert result.exit_code == 1
    assert {line["event"] for line in lines(result.stderr)} == {"fault"}


def test_in_a_job_of_github_there_are_annotations_and_a_summary(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.chdir(folder)
    metrics = tmp_path / "figures.txt"
    result = recap(folder, "build", *WHEN, "--metrics", str(metrics))
    assert "::warning title=source-failed::harbour was not read: answered 503" in result.stdout
    assert "## 2026-W25" in (tmp_path / "summary.md").read_text("utf-8")
    assert 'recap_source_up{source="harbour"} 0.0' in metrics.read_text("utf-8")
    assert not (folder / ".cache" / "metrics.txt").exists()
    (folder / "content" / "sources.yml").write_text("- nmae: x\n")
    result = recap(folder, "collect", *WHEN)
    assert "::error file=content/sources.yml,line=1,title=fault::content/sources.yml:1: 0.nmae" in result.stdout


def test_elsewhere_there_is_neither_and_the_figures_are_in_the_cache(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    assert "::" not in recap(folder, "collect", *WHEN).output
    assert (folder / ".cache" / "metrics.txt").read_text("utf-8").endswith("# EOF\n")
