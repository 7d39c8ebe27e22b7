"""Real repositories on disk: a bare one stands for the host, clones for a server, a CI runner, a maintainer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.git import Git

PERSON = "Ada <ada@desk.example>"
#: Of the archive of every clone: two files, one of which two writers will change.
FILES = {
    "content/2026/W25/index.md": "---\ntitle: A week\n---\n",
    "content/decisions.yml": "# nothing\n",
    "notes.txt": "x\n",
}


@pytest.fixture(autouse=True)
def no_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the machine's git configuration nor its environment names anyone."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for role in ("AUTHOR", "COMMITTER"):
        for part in ("NAME", "EMAIL"):
            monkeypatch.delenv(f"GIT_{role}_{part}", raising=False)
    monkeypatch.delenv("EMAIL", raising=False)


@pytest.fixture
def host(tmp_path: Path) -> Path:
    """A bare repository with a first commit on main."""
    bare = tmp_path / "host.git"
    Git(tmp_path)("init", "--quiet", "--bare", "--initial-branch", "main", str(bare))
    first = clone(bare, tmp_path / "first")
    first("checkout", "--quiet", "-B", "main")
    write(first, FILES)
    commit(first, "First")
    first("push", "--quiet", "origin", "main")
    return bare


@pytest.fixture
def server(host: Path, tmp_path: Path) -> Git:
    return clone(host, tmp_path / "server")


@pytest.fixture
def maintainer(host: Path, tmp_path: Path) -> Iterator[Git]:
    yield clone(host, tmp_path / "maintainer")


def clone(bare: Path, folder: Path) -> Git:
    Git(folder.parent)("clone", "--quiet", str(bare), str(folder))
    return Git(folder, PERSON)


def write(git: Git, files: dict[str, str]) -> None:
    for name, text in files.items():
        (git.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (git.folder / name).write_text(text, "utf-8")


def commit(git: Git, message: str) -> None:
    git("add", "--all")
    git.signed()("commit", "--quiet", "--message", message)


def file_at(bare: Path, commit: str, path: str) -> str:
    return Git(bare)("show", f"{commit}:{path}")


def log(bare: Path, branch: str = "main") -> list[str]:
    """The subjects of a branch's commits, newest first."""
    return Git(bare)("log", "--format=%s", branch).splitlines()


def refuse_pushes(bare: Path, words: str) -> Path:
    """Make the host turn down every push; returns what to delete to end that."""
    hook = bare / "hooks" / "pre-receive"
    hook.write_text(f"#!/bin/sh\necho '{words}' >&2\nexit 1\n")
    hook.chmod(0o755)
    return hook
