"""The issue about a closed gate. GitHub cannot run here: a program of the name `gh` stands in, which keeps a file of issues."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import alarm
from generator.edit.gates import Stopped
from generator.reporting.github import SUMMARY

CLOSED = [Stopped("fresh_days", "nothing new for 12 days", "look at the schedule")]
#: As scripts of pip begin, since the path of a Python may have spaces, and nothing in a first line may.
GH = """#!/bin/sh
"exec" "{python}" "$0" "$@"
import json, pathlib, sys
file = pathlib.Path({file!r})
issues = json.loads(file.read_text())
noun, verb, *rest = sys.argv[1:]
options = dict(zip(rest[-2::-2][::-1], rest[::-1][::2][::-1])) if len(rest) % 2 == 0 else dict(zip(rest[1::2], rest[2::2]))
if issues and issues[0].get("refuse"):
    sys.exit("gh: not logged in")
if verb == "list":
    print(json.dumps([it for it in issues if it["state"] == "open"]))
elif verb == "create":
    issues.append({{"number": len(issues) + 1, "title": options["--title"], "body": options["--body"], "state": "open"}})
    print("https://github.example/issues/%d" % len(issues))
else:
    issue = issues[int(rest[0]) - 1]
    issue |= {{"state": "closed"}} if verb == "close" else {{"body": options["--body"]}}
file.write_text(json.dumps(issues))
"""


@pytest.fixture
def issues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file, program = tmp_path / "issues.json", tmp_path / "gh"
    file.write_text("[]", "utf-8")
    program.write_text(GH.format(python=sys.executable, file=str(file)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(SUMMARY, raising=False)
    return file


def read(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text("utf-8"))
    return found


def test_one_issue_is_opened_updated_and_closed(issues: Path) -> None:
    assert alarm.tell(CLOSED) == "https://github.example/issues/1"
    assert alarm.tell([Stopped("carried", "only 3 of 30", "try another model")]) == "issue 1 says it"
    (issue,) = read(issues)
    assert issue["title"] == alarm.TITLE and "only 3 of 30" in issue["body"] and "12 days" not in issue["body"]
    assert alarm.tell([]) == "issue 1 is closed"
    assert read(issues)[0]["state"] == "closed"
    assert alarm.tell([]) == "no issue is open"


def test_a_refusal_is_told_and_fails_nothing(issues: Path) -> None:
    issues.write_text(json.dumps([{"refuse": True}]), "utf-8")
    assert alarm.tell(CLOSED) == "no issue: gh refused: gh: not logged in"


def test_without_gh_the_summary_has_the_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv(SUMMARY, str(tmp_path / "summary.md"))
    assert alarm.tell(CLOSED) == "no issue: the gh command is not installed"
    assert "- **fresh_days**: nothing new for 12 days. Look at the schedule." in (tmp_path / "summary.md").read_text(
        "utf-8"
    )
