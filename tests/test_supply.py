"""What is installed beside the program: pinned with hashes, as wheels, under known licences, without known bad releases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT
from tests.hostile.licences import FILE, LOCK, licence_of, locked

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
#: Releases that a thief of an account put on the index on 24 March 2026: they send credentials to a stranger, the second
#: with every start of Python. https://github.com/BerriAI/litellm/issues/24518
BAD = {"litellm": ("1.82.7", "1.82.8")}


def required() -> Iterator[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    yield from map(Requirement, [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]])


def test_every_package_is_pinned_with_hashes() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.read_text("utf-8").strip())
    assert len(entries) >= len(locked()) > 100
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry) and " --hash=sha256:" in entry, entry.split("\n")[0]
        assert "://" not in entry, "a package comes from an index, never from an address"
    names = {re.sub(r"[-_.]+", "-", name).lower() for name in locked()}
    assert {re.sub(r"[-_.]+", "-", wanted.name).lower() for wanted in required()} <= names


def test_what_is_installed_is_held_to_the_hashes_and_never_built() -> None:
    (line,) = [line for line in MAKEFILE.splitlines() if "-r requirements.lock" in line]
    assert "--require-hashes" in line and "--only-binary :all:" in line
    (own,) = [line for line in MAKEFILE.splitlines() if line.rstrip().endswith("-e .")]
    assert "--no-build-isolation" in own and "--no-deps" in own, "nothing is fetched to build the program itself"


@pytest.mark.parametrize(
    ("name", "version"), [(name, version) for name, versions in BAD.items() for version in versions]
)
def test_a_known_bad_release_cannot_be_installed(name: str, version: str) -> None:
    (wanted,) = [one for one in required() if one.name == name]
    assert not wanted.specifier.contains(version)
    assert locked()[name] != version
    assert wanted.specifier.contains(locked()[name])


def test_known_vulnerabilities_are_looked_for_with_every_pull_request() -> None:
    assert "run: make vulnerabilities" in (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    assert re.search(r"pip-audit==[\d.]+ pip-audit", (ROOT / "generator" / "starter" / "recap.mk").read_text("utf-8"))


def test_every_locked_package_is_listed_with_its_licence() -> None:
    listed = dict(re.findall(r"^\| ([\w.-]+) \| (.*\S) \|$", FILE.read_text("utf-8"), re.MULTILINE))
    del listed["package"]
    assert listed.keys() == locked().keys(), "python -m tests.hostile.licences writes it anew"
    for name, licence in listed.items():
        assert licence == (licence_of(name) or licence), f"{name} has another licence now"


@pytest.mark.parametrize("place", ["generator", "theme"])
def test_no_code_is_fetched_by_the_program_or_its_pages(place: str) -> None:
    fetches = re.compile(
        r"pip install|urlretrieve|importlib\.import_module|<script[^>]+src=[\"']?(?:https?:)?//|@import|\beval\("
    )
    for path in (ROOT / place).rglob("*"):
        if path.suffix in {".py", ".html", ".js", ".css"}:
            assert not fetches.search(path.read_text("utf-8")), path
