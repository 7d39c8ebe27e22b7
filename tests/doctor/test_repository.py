"""What git and the workflows say, in real repositories."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from generator.doctor.repository import (
    GitState,
    Workflows,
    freshness,
    parse_status,
    read_git,
    read_workflows,
    repository,
    workflows,
)
from tests.make import NOON

DAY = timedelta(days=1)


def git(folder: Path, *arguments: str) -> None:
    names = ("-c", "user.name=x", "-c", "user.email=x@recap.example", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *names, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A clone with an archive, level with its remote."""
    git(tmp_path, "init", "-q", "--bare", "remote")
    git(tmp_path, "clone", "-q", "remote", "checkout")
    folder = tmp_path / "checkout"
    commit(folder, "content/潮 声.md", "one\n")
    git(folder, "push", "-q", "-u", "origin", "HEAD:main")
    return folder


def commit(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def told(folder: Path) -> list[tuple[str, str]]:
    return [(it.state, it.words) for it in repository(read_git(folder / "content"))]


def test_a_checkout_that_is_level_is_sound(checkout: Path) -> None:
    assert [state for state, _ in told(checkout)] == ["ok"]
    state = read_git(checkout / "content")
    assert state and state.last_commit and state.upstream == "origin/main"


def test_what_waits_in_the_archive_is_named_and_what_is_beside_it_is_not(checkout: Path) -> None:
    (checkout / "notes.txt").write_text("mine")
    (checkout / "content" / "潮 声.md").write_text("two\n")
    (checkout / "content" / "new one.md").write_text("new\n")
    assert told(checkout) == [("warn", "changes of the archive are not committed: 潮 声.md, new one.md")]


def test_commits_here_and_there_are_counted(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "-b", "main", "remote", "other")
    for n in range(2):
        commit(tmp_path / "other", "content/b.md", f"{n}\n")
    git(tmp_path / "other", "push", "-q", "origin", "HEAD:main")
    commit(checkout, "content/c.md", "mine\n")
    git(checkout, "fetch", "-q")
    assert told(checkout) == [
        ("warn", "commits that are not pushed: 1"), ("warn", "commits of origin/main that are not here: 2"),
    ]  # fmt: skip


def test_a_merge_that_was_not_ended_fails_and_so_do_its_marks(checkout: Path) -> None:
    git(checkout, "checkout", "-q", "-b", "other")
    commit(checkout, "content/潮 声.md", "theirs\n")
    git(checkout, "checkout", "-q", "-")
    commit(checkout, "content/潮 声.md", "mine\n")
    with pytest.raises(subprocess.CalledProcessError):
        git(checkout, "merge", "-q", "other")
    assert told(checkout)[0] == ("fail", "a merge is not ended: 潮 声.md")
    git(checkout, "commit", "-qam", "with marks")
    assert told(checkout)[0] == ("fail", "marks of a merge (<<<<<<<) stand in 潮 声.md")


def test_no_repository_and_no_remote(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert told(tmp_path) == [("warn", "the archive is in no repository")]
    git(tmp_path, "init", "-q")
    assert told(tmp_path) == [("warn", "main follows no remote branch")]


def test_a_repository_that_git_does_not_read_is_not_taken_for_none(checkout: Path) -> None:
    with (checkout / ".git/config").open("a") as settings:
        settings.write("[[[\n")
    ((state, words),) = told(checkout)
    assert state == "fail"
    assert words.startswith("the repository cannot be read: git status") and "bad config line" in words


def test_renamed_files_are_told_by_their_new_name() -> None:
    status = "# branch.head main\n2 R. N... 100644 100644 100644 aaaa bbbb R100 content/new name.md\tcontent/old.md\n"
    assert parse_status(status).changed == ("content/new name.md",)


FLOW = "name: x\non:\n  schedule:\n    - cron: '17 */4 * * *'\n  push:\njobs: {}\n"


@pytest.mark.parametrize(
    ("files", "states"),
    [
        ({}, ["warn"]),
        ({".github/workflows/collect.yml": FLOW}, ["ok"]),
        ({".github/workflows/collect.yaml": FLOW.replace("17 */4 * * *", "hourly")}, ["fail"]),
        ({".github/workflows/check.yml": "on: [push]\njobs: {}\n"}, ["warn"]),
        ({".github/workflows/check.yml": "on: push\n", ".github/workflows/collect.yml": FLOW}, ["ok"]),
        ({".github/workflows/collect.yml": "<<<<<<< HEAD\n" + FLOW}, ["fail", "warn"]),
        ({".github/workflows/collect.yml": "jobs: {}\n"}, ["fail", "warn"]),
        ({".gitlab-ci.yml": "pages: {}\n"}, ["ok"]),
    ],
)
def test_whether_something_runs_on_a_schedule(tmp_path: Path, files: dict[str, str], states: list[str]) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    found = list(workflows(read_workflows(tmp_path)))
    assert [it.state for it in found] == states
    assert all(it.remedy for it in found if it.state != "ok")


@pytest.mark.parametrize(
    ("published", "idle", "states"),
    [
        (1, 1, ["ok"]), (8, 1, ["ok"]), (9, 1, ["warn"]), (16, 1, ["fail"]),
        (1, 51, ["ok", "warn"]), (1, 61, ["ok", "fail"]), (None, 1, ["warn"]),
    ],
)  # fmt: skip
def test_whether_the_schedule_still_runs(published: int | None, idle: int, states: list[str]) -> None:
    flows = Workflows({"publish.yml": ("5 5 * * 1",)})
    state = GitState(last_commit=NOON - idle * DAY)
    found = list(freshness(NOON, None if published is None else NOON - published * DAY, state, flows))
    assert [it.state for it in found] == states
    without = freshness(NOON, NOON, GitState(last_commit=NOON - 99 * DAY), Workflows())
    assert [it.subject for it in without] == ["published"], "without a schedule nothing is ended"
